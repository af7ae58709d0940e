"""The hours that a cohort takes, by role and by month, from assumptions that its trust can adjust."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.effort import Counted, EffortAssumption
from ..model.library import Library
from ..model.trust import TrustProfile
from .applicability import unmet
from .milestones import WEEKS_A_MONTH, milestone_weeks
from .schedule import EntryKind, Schedule, WorkshopSlot

PEOPLE = ("participant", "clinician-participant", "manager-participant")
"""Roles whose hours are also told for one person: there are as many of them as the cohort has places."""


@dataclass(frozen=True, slots=True)
class EffortLine:
    """What one assumption comes to."""

    assumption: EffortAssumption
    hours_each: float
    """Hours each time, after the trust's own figure."""
    adjusted: bool
    """Whether the trust gave its own figure."""
    times: int
    """How often, all people counted."""
    hours: float
    """Hours in all."""
    by_month: tuple[tuple[str, float], ...]
    """Hours by month: a month such as 2027-01, or `month 3` while the start is open; `before` comes first."""


@dataclass(frozen=True, slots=True)
class RoleEffort:
    """What comes to one role."""

    role: str
    hours: float
    hours_a_person: float | None
    """For one participant; None for other roles."""
    by_month: tuple[tuple[str, float], ...]
    cost: float | None
    """Pounds; None where the trust gives no rate."""


@dataclass(frozen=True, slots=True)
class Effort:
    """All hours of a cohort."""

    lines: tuple[EffortLine, ...]
    roles: tuple[RoleEffort, ...]
    months: tuple[str, ...]
    """Every month that has hours, in order."""

    @property
    def hours(self) -> float:
        """Hours of all roles."""
        return sum(role.hours for role in self.roles)

    @property
    def cost(self) -> float | None:
        """Pounds for the roles with a rate; None where there is no rate at all."""
        costs = [role.cost for role in self.roles if role.cost is not None]
        return sum(costs) if costs else None


def effort(
    library: Library, profile: TrustProfile, workshops: Sequence[WorkshopSlot], schedule: Schedule | None
) -> Effort:
    """The hours of a trust's cohort.

    Args:
        library: all content.
        profile: the trust's choices, with its own hours and rates.
        workshops: those that it runs.
        schedule: its dates; None while the start is open, and hours go to numbered months.
    """
    counter = _Counter(library, profile, workshops, schedule)
    lines = tuple(
        counter.line(assumption)
        for assumption in library.effort.assumptions.values()
        if unmet(assumption.only_for, profile, library.vocabulary) is None
    )
    months = sorted({month for line in lines for month, _ in line.by_month}, key=_month_order)
    return Effort(lines, tuple(_roles(library, profile, lines)), tuple(months))


def _roles(library: Library, profile: TrustProfile, lines: Sequence[EffortLine]) -> Iterator[RoleEffort]:
    people = profile.cohort.groups * profile.cohort.group_size
    for role in library.vocabulary.roles:
        own = [line for line in lines if line.assumption.role == role]
        if own:
            hours = round(sum(line.hours for line in own), 2)
            by_month: dict[str, float] = {}
            for line in own:
                for month, part in line.by_month:
                    by_month[month] = by_month.get(month, 0) + part
            yield RoleEffort(
                role,
                hours,
                round(hours / people, 1) if role in PEOPLE else None,
                tuple(sorted(by_month.items(), key=lambda pair: _month_order(pair[0]))),
                round(hours * profile.rates[role], 2) if role in profile.rates else None,
            )


class _Counter:
    def __init__(
        self,
        library: Library,
        profile: TrustProfile,
        workshops: Sequence[WorkshopSlot],
        schedule: Schedule | None,
    ) -> None:
        self.profile, self.schedule, self.workshops = profile, schedule, workshops
        cohort = profile.cohort
        self.weeks = milestone_weeks(library.calendar, library.programme.months, cohort.months)
        self.workshop_hours = [sum(part.activity.minutes for part in slot.activities) / 60 for slot in workshops]
        self.workshop_days = self._days(EntryKind.WORKSHOP)
        self.surgery_days = self._days(EntryKind.SURGERY)
        self.number: Mapping[Counted, int] = {
            Counted.PARTICIPANT: cohort.groups * cohort.group_size,
            Counted.GROUP: cohort.groups,
            Counted.WORKSHOP: len(workshops),
            Counted.SURGERY: len(self.surgery_days) if schedule else self._expected_surgeries(),
            Counted.MONTH: cohort.months,
            Counted.SITE: len(profile.sites),
        }

    def _days(self, kind: EntryKind) -> list[datetime.date]:
        return [entry.first for entry in self.schedule.of(kind)] if self.schedule else []

    def _expected_surgeries(self) -> int:
        return round(self.profile.cohort.months * WEEKS_A_MONTH / self.profile.schedule.surgery_spacing_weeks)

    def line(self, assumption: EffortAssumption) -> EffortLine:
        own = self.profile.hours.get(assumption.id)
        hours = assumption.hours if own is None else own
        times = assumption.people
        for counted in assumption.each:
            times *= self.number[counted]
        total = times * hours
        if assumption.workshop_length:
            rest = times // (self.number[Counted.WORKSHOP] or 1) if Counted.WORKSHOP in assumption.each else times
            total += rest * sum(self.workshop_hours)
        return EffortLine(assumption, hours, own is not None, times, round(total, 2), self._by_month(assumption, total))

    def _by_month(self, assumption: EffortAssumption, total: float) -> tuple[tuple[str, float], ...]:
        if not total:
            return ()
        weights = self._weights(assumption)
        whole = sum(weight for _, weight in weights)
        parts: dict[str, float] = {}
        for month, weight in weights:
            parts[month] = parts.get(month, 0) + total * weight / whole
        return tuple((month, round(hours, 2)) for month, hours in parts.items())

    def _weights(self, assumption: EffortAssumption) -> list[tuple[str, float]]:
        """Months with their share: where the events are, or every week from one milestone to another."""
        if Counted.WORKSHOP in assumption.each and self.workshop_days:
            extra = assumption.hours if assumption.workshop_length else 1.0
            lengths = self.workshop_hours if assumption.workshop_length else [0.0] * len(self.workshop_days)
            return [(_month(day), extra + length) for day, length in zip(self.workshop_days, lengths, strict=True)]
        if Counted.SURGERY in assumption.each and self.surgery_days:
            return [(_month(day), 1.0) for day in self.surgery_days]
        first = self.weeks.get(assumption.since or "launch", 0)
        last = self.weeks.get(assumption.until or "programme-end", first)
        return [(self._month_of_week(week), 1.0) for week in range(first, max(first + 1, last))]

    def _month_of_week(self, week: int) -> str:
        if self.schedule:
            return _month(self.schedule.start + datetime.timedelta(weeks=week))
        return "before" if week < 0 else f"month {int(week / WEEKS_A_MONTH) + 1}"


def _month(day: datetime.date) -> str:
    return f"{day.year}-{day.month:02}"


def _month_order(month: str) -> tuple[int, str, int]:
    if month.startswith("month "):
        return (1, "", int(month.removeprefix("month ")))
    return (0 if month == "before" else 1, month, 0)
