"""The hours of a cohort by role and by month, from assumptions that its trust can adjust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod

from ..model.effort import Counted, EffortAssumption
from ..model.library import Library
from ..model.required import Milestone, Role
from ..model.trust import TrustProfile
from .applicability import unmet
from .dates import Month
from .figures import exact
from .open_days import WEEK
from .schedule import WEEKS_A_MONTH, EntryKind, Schedule
from .selection import WorkshopPlan
from .weeks import milestone_weeks

PARTICIPANT_ROLES = (Role.PARTICIPANT, Role.CLINICIAN, Role.MANAGER)
"""Roles with one person for each place in the cohort, so that their hours are also shown for one person."""


@dataclass(frozen=True, slots=True)
class EffortLine:
    """The hours of one assumption."""

    assumption: EffortAssumption
    hours_each: Fraction
    adjusted: bool
    """Whether `hours_each` is the trust's own figure, not the guide's."""
    times: int
    """How often, all people counted."""
    hours: Fraction
    by_month: Mapping[Month, Fraction]
    """Months without hours are missing."""


@dataclass(frozen=True, slots=True)
class RoleEffort:
    """The hours of one role, and of one person where the role is that of participants."""

    role: str
    hours: Fraction
    hours_a_person: Fraction | None
    by_month: Mapping[Month, Fraction]
    cost: Fraction | None
    """Pounds; None where the trust gives no rate."""


@dataclass(frozen=True, slots=True)
class Effort:
    """All hours of a cohort."""

    lines: tuple[EffortLine, ...]
    roles: tuple[RoleEffort, ...]
    months: tuple[Month, ...]
    """Every month that has hours, in order."""

    @property
    def hours(self) -> Fraction:
        return sum((role.hours for role in self.roles), Fraction())

    @property
    def hours_of_others(self) -> Fraction:
        """Hours of everybody who is not a participant."""
        return sum((role.hours for role in self.roles if role.hours_a_person is None), Fraction())

    @property
    def hours_a_person(self) -> Fraction | None:
        """Hours of one participant; None where no assumption is about participants."""
        return next((role.hours_a_person for role in self.roles if role.hours_a_person), None)

    @property
    def cost(self) -> Fraction | None:
        """Pounds for the roles that have a rate; None where no role has one."""
        costs = [role.cost for role in self.roles if role.cost is not None]
        return sum(costs, Fraction()) if costs else None


def effort(
    library: Library, profile: TrustProfile, workshops: Sequence[WorkshopPlan], schedule: Schedule | None
) -> Effort:
    """The hours of a trust's cohort, for the workshops that it runs; months are counted while it has no schedule."""
    counter = _Counter(library, profile, workshops, schedule)
    lines = tuple(
        counter.line(assumption)
        for assumption in library.effort.assumptions.values()
        if unmet(assumption.only_for, profile, library.vocabulary) is None
    )
    months = sorted({month for line in lines for month in line.by_month})
    return Effort(lines, tuple(_roles(library, profile, lines)), tuple(months))


def _roles(library: Library, profile: TrustProfile, lines: Sequence[EffortLine]) -> Iterator[RoleEffort]:
    people = profile.cohort.groups * profile.cohort.group_size
    for role in library.vocabulary.roles:
        own = [line for line in lines if line.assumption.role == role]
        if own:
            hours = sum((line.hours for line in own), Fraction())
            yield RoleEffort(
                role,
                hours,
                hours / people if role in PARTICIPANT_ROLES else None,
                _added((month, hours) for line in own for month, hours in line.by_month.items()),
                hours * exact(profile.rates[role]) if role in profile.rates else None,
            )


def _added(shares: Iterable[tuple[Month, Fraction]]) -> dict[Month, Fraction]:
    totals: dict[Month, Fraction] = {}
    for month, share in shares:
        totals[month] = totals.get(month, Fraction()) + share
    return dict(sorted(totals.items()))


class _Counter:
    def __init__(
        self, library: Library, profile: TrustProfile, workshops: Sequence[WorkshopPlan], schedule: Schedule | None
    ) -> None:
        self.profile, self.schedule = profile, schedule
        cohort = profile.cohort
        self.weeks = milestone_weeks(library.calendar, library.programme.months, cohort.months)
        if schedule:
            # The first week that begins no earlier than each milestone, which may be on another day than its rule says:
            # the presentation day is that of the last workshop.
            self.weeks = {id: -((schedule.start - day) // WEEK) for id, day in schedule.milestones.items()}
        self.workshop_hours = [Fraction(workshop.minutes, 60) for workshop in workshops]
        self.workshop_days, self.surgery_days = (
            [entry.first for entry in schedule.of(kind)] if schedule else []
            for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY)
        )
        self.number: Mapping[Counted, int] = {
            Counted.PARTICIPANT: cohort.groups * cohort.group_size,
            Counted.GROUP: cohort.groups,
            Counted.WORKSHOP: len(workshops),
            Counted.SURGERY: len(self.surgery_days)
            if schedule
            else round(cohort.months * WEEKS_A_MONTH / profile.schedule.surgery_spacing_weeks),
            Counted.MONTH: cohort.months,
            Counted.SITE: len(profile.sites),
        }

    def line(self, assumption: EffortAssumption) -> EffortLine:
        own = self.profile.hours.get(assumption.id)
        each = exact(assumption.hours if own is None else own)
        times = assumption.people * prod(self.number[counted] for counted in assumption.each)
        total = times * each
        if assumption.workshop_length:
            people = times // (self.number[Counted.WORKSHOP] or 1) if Counted.WORKSHOP in assumption.each else times
            total += people * sum(self.workshop_hours, Fraction())
        return EffortLine(assumption, each, own is not None, times, total, self._by_month(assumption, each, total))

    def _by_month(self, assumption: EffortAssumption, each: Fraction, total: Fraction) -> dict[Month, Fraction]:
        if not total:
            return {}
        weights = self._weights(assumption, each)
        whole = sum((weight for _, weight in weights), Fraction())
        return _added((month, total * weight / whole) for month, weight in weights)

    def _weights(self, assumption: EffortAssumption, each: Fraction) -> list[tuple[Month, Fraction]]:
        """Months with weights: one for each event, or one for each week from milestone to milestone."""
        if Counted.WORKSHOP in assumption.each and self.workshop_days:
            weights = [each + length if assumption.workshop_length else Fraction(1) for length in self.workshop_hours]
            return [(Month.of(day), weight) for day, weight in zip(self.workshop_days, weights, strict=True)]
        if Counted.SURGERY in assumption.each and self.surgery_days:
            return [(Month.of(day), Fraction(1)) for day in self.surgery_days]
        first = self.weeks[assumption.since or Milestone.LAUNCH]
        last = self.weeks[assumption.until or Milestone.PROGRAMME_END]
        return [(self._month_of_week(week), Fraction(1)) for week in range(first, max(first + 1, last))]

    def _month_of_week(self, week: int) -> Month:
        if self.schedule:
            return Month.of(self.schedule.start + week * WEEK)
        return Month(None, 0 if week < 0 else floor(week / WEEKS_A_MONTH) + 1)
