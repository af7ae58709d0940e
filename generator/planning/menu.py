"""The project menu: which cohorts each project fits, and how far a trust is with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, takewhile

from ..model.library import Library
from ..model.progress import Progress, ProjectStatus
from ..model.project import ImprovementProject
from ..model.required import Milestone
from ..model.trust import MenuChoices
from ..model.vocabulary import Term
from .feasibility import Feasibility, ProjectWeeks, Verdict, feasibilities
from .open_days import WEEK
from .schedule import Schedule
from .weeks import PlanWeeks

FEWEST_MONTHS, MOST_MONTHS = 2, 24
"""Lengths that a cohort can have."""
USUAL_MONTHS = (6, 9, 12)
"""Lengths of cohort for which the site shows plans."""


@dataclass(frozen=True)
class MenuEntry:
    """One project of a menu."""

    project: ImprovementProject
    own: bool
    progress: Progress
    sponsor: str
    """The trust's own sponsor, or the project's usual one."""
    fits: Mapping[int, Feasibility]
    """How well it fits cohorts of each length, by their months; only of lengths that the project is for."""
    fit: Feasibility | None
    """How well it fits the trust's own cohort; None on the shared menu."""

    @property
    def weeks(self) -> int:
        """Weeks from the charter to the last point, in the trust's own cohort if the menu is a trust's."""
        return (self.fit or self.project).weeks_needed

    @cached_property
    def tight_from(self) -> int | None:
        """Months of a cohort from which on it is at least tight; None where no cohort is long enough."""
        return self._from(Verdict.TIGHT)

    @cached_property
    def fits_from(self) -> int | None:
        """Months of a cohort from which on it fits with weeks to spare; None where no cohort is long enough."""
        return self._from(Verdict.FITS)

    def _from(self, worst: Verdict) -> int | None:
        long_enough = takewhile(
            lambda months: self.fits[months].verdict.rank <= worst.rank, sorted(self.fits, reverse=True)
        )
        return min(long_enough, default=None)


class CohortWeeks:
    """Weeks that cohorts of each length have for projects."""

    def __init__(self, library: Library) -> None:
        self.usual = PlanWeeks.of(library)
        """The weeks of a cohort of the usual length."""
        self._weeks: dict[int, ProjectWeeks] = {}
        for months in range(FEWEST_MONTHS, MOST_MONTHS + 1):
            short = library.programme.short_form_for(months)
            weeks = PlanWeeks.of(library, months, short.workshops if short else None)
            self._weeks[months] = project_weeks(weeks, None, data_first=short is not None)

    def weeks(self, months: int) -> int:
        """Whole weeks from the charter day to the presentation day."""
        return self._weeks[months].weeks

    def fits(self, project: ImprovementProject) -> dict[int, Feasibility]:
        """How well a project fits the cohorts that it is for, by their months."""
        return feasibilities(project, {months: self._weeks[months] for months in lengths(project)})

    def fit(self, project: ImprovementProject, months: int) -> Feasibility:
        """How well a project fits a cohort of some months."""
        return feasibilities(project, {months: self._weeks[months]})[months]


def project_weeks(weeks: PlanWeeks, schedule: Schedule | None, *, data_first: bool) -> ProjectWeeks:
    """The time that a cohort has for projects: by its dates where it has them, else by its weeks.

    A programme that does not say when charters are signed has them signed at the first workshop.
    """
    charter, day = weeks.charter or 0, None
    available = weeks.milestones[Milestone.PRESENTATION_DAY] - charter
    if schedule:
        day = schedule.charter_day or schedule.start
        available = (schedule.milestones[Milestone.PRESENTATION_DAY] - day) // WEEK
    return ProjectWeeks(max(0, available), charter, day, data_first)


def lengths(project: ImprovementProject) -> range:
    """The lengths of cohort, in months, that a project is for."""
    rule = project.only_for
    return range(max(rule.months_at_least or FEWEST_MONTHS, FEWEST_MONTHS), (rule.months_at_most or MOST_MONTHS) + 1)


def shared_menu(library: Library) -> tuple[MenuEntry, ...]:
    """The shared menu, by theme in the vocabulary's order and by title."""
    entries = menu_entries(library.menu.values(), frozenset(), MenuChoices(), CohortWeeks(library))
    return by_theme(entries, library.vocabulary.themes)


def menu_entries(
    projects: Iterable[ImprovementProject],
    own: frozenset[str],
    choices: MenuChoices,
    cohorts: CohortWeeks,
    months: int | None = None,
    own_fits: Mapping[str, Feasibility] | None = None,
) -> tuple[MenuEntry, ...]:
    """Projects as entries of a menu, in their order.

    Args:
        projects: the projects.
        own: ids of the trust's own projects.
        choices: what the trust says of its menu.
        cohorts: the weeks of cohorts of each length.
        months: length of the trust's own cohort; None for the shared menu.
        own_fits: how well each project fits the trust's own cohort, by project id; none for the shared menu.
    """
    progress = {each.project: each for each in choices.progress}
    entries = []
    for project in projects:
        reported = progress.get(project.id)
        fit = (own_fits or {}).get(project.id)
        entries.append(
            MenuEntry(
                project,
                own=project.id in own,
                progress=reported or project.progress,
                sponsor=(reported.sponsor if reported else None) or project.sponsor,
                fits=cohorts.fits(project) | ({months: fit} if months and fit else {}),
                fit=fit,
            )
        )
    return tuple(entries)


def by_theme(entries: Iterable[MenuEntry], themes: Iterable[str]) -> tuple[MenuEntry, ...]:
    """Entries sorted by theme; within a theme they keep their order."""
    order = {theme: number for number, theme in enumerate(themes)}
    return tuple(sorted(entries, key=lambda entry: order[entry.project.theme]))


def by_fit(entries: Iterable[MenuEntry]) -> list[MenuEntry]:
    """Entries of a trust's menu with the best fits first; those that fit equally well keep their order."""
    return sorted(entries, key=lambda entry: entry.fit.order if entry.fit else ())


def in_full(entries: Iterable[MenuEntry]) -> tuple[MenuEntry, ...]:
    """Entries that a trust's playbook prints in full, with the best fits first.

    A project that does not fit is among them only where the trust wrote it or a pair has taken it.
    """
    return tuple(
        entry
        for entry in by_fit(entries)
        if is_in_use(entry) or not (entry.fit and entry.fit.verdict is Verdict.DOES_NOT_FIT)
    )


def grouped(entries: Iterable[MenuEntry], themes: Mapping[str, Term]) -> list[tuple[Term, list[MenuEntry]]]:
    """Themes with projects on the menu, in the vocabulary's order, each with its entries."""
    groups = groupby(by_theme(entries, themes), lambda entry: entry.project.theme)
    return [(themes[id], list(group)) for id, group in groups]


def without_private_contacts(entries: Iterable[MenuEntry]) -> tuple[MenuEntry, ...]:
    """Entries as the public may see them."""
    return tuple(
        replace(entry, progress=entry.progress.model_copy(update={"contact": None}))
        if entry.progress.contact and entry.progress.contact.private
        else entry
        for entry in entries
    )


def is_in_use(entry: MenuEntry) -> bool:
    """Whether a project is the trust's own or somebody has taken it."""
    return entry.own or entry.progress.status is not ProjectStatus.OPEN


def in_use(entries: Iterable[MenuEntry]) -> tuple[MenuEntry, ...]:
    """Entries that are the trust's own or that somebody has taken."""
    return tuple(filter(is_in_use, entries))
