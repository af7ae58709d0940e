"""The hours of a cohort by role and by month, from assumptions that its trust can adjust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod
from statistics import median
from typing import NamedTuple

from ..model.effort import Counted, EffortAssumption, Every
from ..model.library import Library
from ..model.project import ImprovementProject
from ..model.required import Milestone, Role
from ..model.trust import TrustProfile
from .applicability import unmet
from .dates import Month
from .figures import Range, exact, rounded
from .open_days import WEEK
from .schedule import WEEKS_A_MONTH, EntryKind, Schedule, shadowing_visits
from .selection import WorkshopPlan
from .weeks import PlanWeeks

PARTICIPANT_ROLES = (Role.PARTICIPANT, Role.CLINICIAN, Role.MANAGER)
"""Roles with one person for each place in the cohort, so that their hours are also shown for one person."""


class ProjectHours(NamedTuple):
    """What the projects that a cohort may take ask of each member."""

    a_month: Range
    """Hours a month: of the smallest project, the median, and the largest."""
    weeks: int
    """Weeks that the cohort has for them."""

    @property
    def hours(self) -> Range:
        """Hours of one member in all these weeks."""
        return self.a_month.times(self.weeks / WEEKS_A_MONTH)


@dataclass(frozen=True, slots=True)
class EffortLine:
    """The hours of one assumption."""

    assumption: EffortAssumption
    hours_each: Fraction
    """Hours each time; of a project of usual size where they follow from the projects."""
    usual_each: Fraction
    """Hours each time without the trust's own figure; where they follow from the projects, hours a month."""
    adjusted: bool
    """Whether `hours_each` is the trust's own figure, not the guide's."""
    times: int
    """How often, all people counted."""
    range: Range
    """Hours in all if the projects are small, usual and large."""
    by_month: Mapping[Month, Fraction]
    """Usual hours; months without hours are missing."""
    running: bool
    """Whether all these hours fall between the first workshop and the end of the programme."""

    @property
    def hours(self) -> Fraction:
        return self.range.usual


class RoleEffort(NamedTuple):
    """The hours of one role."""

    role: str
    range: Range
    """Hours if the projects are small, usual and large."""
    a_person: Range | None
    """The same for one person; None unless the role is that of participants."""
    by_month: Mapping[Month, Fraction]

    @property
    def hours(self) -> Fraction:
        return self.range.usual


@dataclass(frozen=True, slots=True)
class Effort:
    """All hours of a cohort."""

    lines: tuple[EffortLine, ...]
    roles: tuple[RoleEffort, ...]
    months: tuple[Month, ...]
    """Every month that has hours, in order."""
    project: ProjectHours | None
    """None where no assumption takes its hours from the projects."""
    programme_weeks: int
    """Weeks from the first workshop to the end of the programme."""
    programme_months: int
    counts: Mapping[Counted, int]
    """How many there are of each thing that hours or costs are multiplied by."""

    @property
    def hours(self) -> Fraction:
        return self.range.usual

    @property
    def range(self) -> Range:
        """Hours of everybody."""
        return Range.sum(role.range for role in self.roles)

    @property
    def hours_of_others(self) -> Fraction:
        """Hours of everybody who is not a participant."""
        return sum((role.hours for role in self.roles if role.a_person is None), Fraction())

    @property
    def a_person(self) -> Range | None:
        """Hours of one participant; None where no assumption is about participants."""
        people = [role.a_person for role in self.roles if role.a_person]
        return Range.sum(people) if people else None


def effort(
    library: Library,
    profile: TrustProfile,
    workshops: Sequence[WorkshopPlan],
    schedule: Schedule | None,
    projects: Sequence[ImprovementProject],
    project_weeks: int,
) -> Effort:
    """The hours of a trust's cohort, for the workshops that it runs; months are counted while it has no schedule.

    `projects` are those that the cohort may take, `project_weeks` the weeks it has for them, up to presentation day.
    """
    counter = _Counter(library, profile, workshops, schedule, projects, project_weeks)
    lines = tuple(
        counter.line(assumption)
        for assumption in library.effort.assumptions.values()
        if unmet(assumption.only_for, profile, library.vocabulary) is None and counter.people(assumption)
    )
    return Effort(
        lines,
        tuple(_roles(library, counter.counts[Counted.PARTICIPANT], lines)),
        tuple(sorted({month for line in lines for month in line.by_month})),
        next((counter.project(line.assumption) for line in lines if line.assumption.from_projects), None),
        counter.weeks[Milestone.PROGRAMME_END],
        profile.cohort.months,
        counter.counts,
    )


def _roles(library: Library, people: int, lines: Sequence[EffortLine]) -> Iterator[RoleEffort]:
    for role in library.vocabulary.roles:
        own = [line for line in lines if line.assumption.role == role]
        if own:
            total = Range.sum(line.range for line in own)
            yield RoleEffort(
                role,
                total,
                total.times(Fraction(1, people)) if role in PARTICIPANT_ROLES else None,
                _added((month, hours) for line in own for month, hours in line.by_month.items()),
            )


def _added(shares: Iterable[tuple[Month, Fraction]]) -> dict[Month, Fraction]:
    totals: dict[Month, Fraction] = {}
    for month, share in shares:
        totals[month] = totals.get(month, Fraction()) + share
    return dict(sorted(totals.items()))


class _Counter:
    def __init__(
        self,
        library: Library,
        profile: TrustProfile,
        workshops: Sequence[WorkshopPlan],
        schedule: Schedule | None,
        projects: Sequence[ImprovementProject],
        project_weeks: int,
    ) -> None:
        self.profile, self.schedule, self.project_weeks = profile, schedule, project_weeks
        self.project_hours = [exact(project.hours_a_month) for project in projects]
        cohort = profile.cohort
        self.weeks = PlanWeeks.of(library, cohort.months).milestones
        if schedule:
            # The first week that begins no earlier than each milestone, which may be on another day than its rule says:
            # the presentation day is that of the last workshop.
            self.weeks = {id: -((schedule.start - day) // WEEK) for id, day in schedule.milestones.items()}
        self.workshop_hours = [Fraction(workshop.minutes, 60) for workshop in workshops]
        self.workshop_days, self.surgery_days = (
            [entry.first for entry in schedule.of(kind)] if schedule else []
            for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY)
        )
        self.counts: Mapping[Counted, int] = {
            Counted.PARTICIPANT: cohort.groups * cohort.group_size,
            Counted.GROUP: cohort.groups,
            Counted.WORKSHOP: len(workshops),
            Counted.SURGERY: len(self.surgery_days) if schedule else self._usual_surgeries(library, workshops),
            Counted.MEETING: len(schedule.of(EntryKind.PAIR_MEETING)) if schedule else cohort.months,
            Counted.VISIT: len(schedule.of(EntryKind.SHADOWING)) if schedule else shadowing_visits(cohort.months),
            Counted.MONTH: cohort.months,
            Counted.SITE: len(profile.sites),
        }

    def _usual_surgeries(self, library: Library, workshops: Sequence[WorkshopPlan]) -> int:
        """Surgeries of a cohort without dates."""
        choices = self.profile.schedule
        weeks = PlanWeeks.of(library, self.profile.cohort.months, [each.workshop.id for each in workshops], choices)
        return len(weeks.usual_surgeries(choices.surgery_spacing_weeks))

    def people(self, assumption: EffortAssumption) -> int:
        """The participants whom an assumption counts."""
        return sum(
            each.number
            for each in self.profile.cohort.participants
            if not assumption.staff_groups or each.staff_group in assumption.staff_groups
        )

    def project(self, assumption: EffortAssumption) -> ProjectHours:
        """What projects ask: the trust's own figure, that of the projects, or else that of the assumption."""
        own = self.profile.hours.get(assumption.id)
        hours = [exact(own)] if own is not None else self._usual(assumption)
        return ProjectHours(Range(min(hours), Fraction(median(hours)), max(hours)), self.project_weeks)

    def _usual(self, assumption: EffortAssumption) -> list[Fraction]:
        """Hours each time without the trust's own figure: those of each project, or of the assumption alone."""
        return (self.project_hours if assumption.from_projects else []) or [exact(assumption.hours)]

    def line(self, assumption: EffortAssumption) -> EffortLine:
        own = self.profile.hours.get(assumption.id)
        if assumption.from_projects:
            each = self.project(assumption).hours
        else:
            each = Range.of(exact(assumption.hours if own is None else own))
        times = assumption.people * self._spans(assumption) * prod(self._number(assumption))
        total = each.times(Fraction(times))
        if assumption.workshop_length:
            people = times // (self.counts[Counted.WORKSHOP] or 1) if Counted.WORKSHOP in assumption.each else times
            total = total.plus(Range.of(people * sum(self.workshop_hours, Fraction())))
        by_month = self._by_month(assumption, each.usual, total.usual)
        return EffortLine(
            assumption,
            hours_each=each.usual,
            usual_each=Fraction(median(self._usual(assumption))),
            adjusted=own is not None,
            times=times,
            range=total,
            by_month=by_month,
            running=self._running(assumption),
        )

    def _number(self, assumption: EffortAssumption) -> Iterator[int]:
        """What the hours are multiplied by."""
        if assumption.groups_each:
            yield -(-self.profile.cohort.groups // assumption.groups_each)
        for counted in assumption.each:
            yield self.people(assumption) if counted is Counted.PARTICIPANT else self.counts[counted]

    def _spans(self, assumption: EffortAssumption) -> int:
        """How often hours come again between the two milestones; months have 52/12 weeks and are whole."""
        first, last = self._milestones(assumption)
        weeks = max(0, last - first)
        match assumption.every:
            case None:
                return 1
            case Every.WEEK:
                return weeks
            case Every.MONTH:
                return int(rounded(weeks / WEEKS_A_MONTH))

    def _milestones(self, assumption: EffortAssumption) -> tuple[int, int]:
        """The weeks of the milestones between which the hours are spread."""
        if assumption.from_projects:
            last = self.weeks[Milestone.PRESENTATION_DAY]
            return last - self.project_weeks, last
        first = self.weeks[assumption.since or Milestone.LAUNCH]
        return first, self.weeks[assumption.until or Milestone.PROGRAMME_END]

    def _running(self, assumption: EffortAssumption) -> bool:
        first, last = self._milestones(assumption)
        return self.weeks[Milestone.LAUNCH] <= first < last <= self.weeks[Milestone.PROGRAMME_END]

    def _by_month(self, assumption: EffortAssumption, each: Fraction, total: Fraction) -> dict[Month, Fraction]:
        if not total:
            return {}
        weights = _added(self._weights(assumption, each))
        share = total / sum(weights.values(), Fraction())
        return {month: share * weight for month, weight in weights.items()}

    def _weights(self, assumption: EffortAssumption, each: Fraction) -> list[tuple[Month, Fraction]]:
        """Months with weights: one for each event, or their weeks from milestone to milestone."""
        if Counted.WORKSHOP in assumption.each and self.workshop_days:
            weights = [each + length if assumption.workshop_length else Fraction(1) for length in self.workshop_hours]
            return [(Month.of(day), weight) for day, weight in zip(self.workshop_days, weights, strict=True)]
        if Counted.SURGERY in assumption.each and self.surgery_days:
            return [(Month.of(day), Fraction(1)) for day in self.surgery_days]
        first, last = self._milestones(assumption)
        weeks = Counter(self._month_of_week(week) for week in range(first, max(first + 1, last)))
        return [(month, Fraction(number)) for month, number in weeks.items()]

    def _month_of_week(self, week: int) -> Month:
        if self.schedule:
            return Month.of(self.schedule.start + week * WEEK)
        return Month(None, 0 if week < 0 else floor(week / WEEKS_A_MONTH) + 1)
