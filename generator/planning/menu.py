"""The project menu: which cohorts each project fits, and how far a trust is with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from ..model.library import Library
from ..model.progress import Progress, ProjectStatus
from ..model.project import ImprovementProject
from ..model.required import Milestone
from ..model.trust import MenuChoices
from ..model.vocabulary import Term
from .feasibility import Verdict, feasibility
from .weeks import milestone_weeks

FEWEST_MONTHS, MOST_MONTHS = 2, 24
"""Lengths that a cohort can have."""
USUAL_MONTHS = (6, 9, 12)
"""Lengths of cohort for which the site shows plans."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One project of a menu."""

    project: ImprovementProject
    own: bool
    progress: Progress
    sponsor: str
    """The trust's own sponsor, or the project's usual one."""
    tight_from: int | None
    """Shortest cohort, in months, in which it is at least tight; None where no cohort is long enough."""
    fits_from: int | None
    """Shortest cohort, in months, that it fits with weeks to spare; None where no cohort is long enough."""


class CohortWeeks:
    """Weeks that cohorts of each length have for projects."""

    def __init__(self, library: Library) -> None:
        self._weeks = {
            months: milestone_weeks(library.calendar, library.programme.months, months)[Milestone.PRESENTATION_DAY]
            for months in range(FEWEST_MONTHS, MOST_MONTHS + 1)
        }

    def weeks(self, months: int) -> int:
        """Whole weeks from the first workshop to the presentation day."""
        return self._weeks[months]

    def fewest_months(self, project: ImprovementProject, verdicts: frozenset[Verdict]) -> int | None:
        """Shortest cohort, in months, that a project is for and gets one of some verdicts in; None if there is none."""
        suitable = lengths(project)
        for months, weeks in self._weeks.items():
            if months in suitable and feasibility(project, weeks).verdict in verdicts:
                return months
        return None


def lengths(project: ImprovementProject) -> range:
    """The lengths of cohort, in months, that a project is for."""
    rule = project.only_for
    return range(rule.months_at_least or FEWEST_MONTHS, (rule.months_at_most or MOST_MONTHS) + 1)


def shared_menu(library: Library) -> tuple[MenuEntry, ...]:
    """The shared menu, by theme in the vocabulary's order and by title."""
    entries = menu_entries(library.menu.values(), frozenset(), MenuChoices(), CohortWeeks(library))
    return by_theme(entries, library.vocabulary.themes)


def menu_entries(
    projects: Iterable[ImprovementProject], own: frozenset[str], choices: MenuChoices, cohorts: CohortWeeks
) -> tuple[MenuEntry, ...]:
    """Projects as entries of a menu, in their order; `own` are the ids of the trust's own projects."""
    progress = {each.project: each for each in choices.progress}
    entries = []
    for project in projects:
        reported = progress.get(project.id)
        entries.append(
            MenuEntry(
                project,
                own=project.id in own,
                progress=reported or project.progress,
                sponsor=(reported.sponsor if reported else None) or project.sponsor,
                tight_from=cohorts.fewest_months(project, frozenset({Verdict.FITS, Verdict.TIGHT})),
                fits_from=cohorts.fewest_months(project, frozenset({Verdict.FITS})),
            )
        )
    return tuple(entries)


def by_theme(entries: Iterable[MenuEntry], themes: Iterable[str]) -> tuple[MenuEntry, ...]:
    """Entries sorted by theme; within a theme they keep their order."""
    order = {theme: number for number, theme in enumerate(themes)}
    return tuple(sorted(entries, key=lambda entry: order[entry.project.theme]))


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


def in_use(entries: Iterable[MenuEntry]) -> tuple[MenuEntry, ...]:
    """Entries that are the trust's own or that somebody has taken."""
    return tuple(entry for entry in entries if entry.own or entry.progress.status is not ProjectStatus.OPEN)
