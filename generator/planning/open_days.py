"""The days on which a cohort can meet, and the open day nearest to a planned one."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from ..model.calendar_rules import BankHolidays, CalendarRules, Changeover, QuietRule, QuietScope
from ..model.schedule_preferences import ClosedPeriod, SchedulePreferences
from . import dates

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
NEAREST_WEEKS = (0, 1, -1, 2, -2, 3, -3, 4)
"""Offsets of the weeks to search around the planned one, the best first."""
LONGEST_CLOSURE = 400
"""Days to search: no trust is closed for longer."""
SCOPES = (QuietScope.ALL, QuietScope.EVENTS, QuietScope.WORKSHOPS)
"""A rule holds for what comes at its own place or later: `all` for workshops too, `workshops` for these alone."""


class NoOpenDayError(Exception):
    """The trust's closed periods leave no day for something."""


class Placed(NamedTuple):
    """The day chosen for something."""

    day: datetime.date
    moved: str | None = None
    """Why it is not the planned day, in words that follow `moved`; None where it is."""


@dataclass(frozen=True, slots=True)
class OpenDays:
    """Working days without a bank holiday, changeover, closed period or quiet period."""

    holidays: dict[datetime.date, str] = field(default_factory=dict)
    """Names of bank holidays by day."""
    changeovers: tuple[Changeover, ...] = ()
    """Those on which nothing is planned."""
    periods: tuple[ClosedPeriod, ...] = ()
    """The trust's own closed days, with school holidays where it avoids them."""
    known_until: int = datetime.MAXYEAR
    """The last year whose bank holidays are known."""
    quiet: tuple[QuietRule, ...] = ()
    """Quiet periods as the trust has them."""
    own_changeovers: tuple[Changeover, ...] = ()
    """Those that concern the cohort's participants."""

    @classmethod
    def of(
        cls,
        calendar: CalendarRules,
        holidays: BankHolidays,
        choices: SchedulePreferences,
        own_changeovers: Iterable[Changeover] = (),
    ) -> OpenDays:
        """The open days of a trust."""
        school_holidays = choices.school_holidays if choices.avoid_school_holidays else ()
        return cls(
            {holiday.date: holiday.name for holiday in holidays.days},
            tuple(changeover for changeover in calendar.changeovers.values() if changeover.closed),
            (*choices.closed, *school_holidays),
            holidays.until,
            tuple(_quiet_rules(calendar, choices)),
            tuple(own_changeovers),
        )

    def closed(self, day: datetime.date, scope: QuietScope = QuietScope.ALL) -> str | None:
        """Why a day is closed, in words that follow `is`; None where it is open.

        `scope` says for what: workshops, all events with many people, or anything at all.
        """
        if day.weekday() >= 5:
            return "at the weekend"
        if day in self.holidays:
            return f"a bank holiday ({self.holidays[day]})"
        for changeover in self.changeovers:
            if changeover_day(changeover, day.year) == day:
                return f"the {changeover.title}"
        for period in self.periods:
            if period.first <= day <= period.last:
                return f"closed ({period.reason})"
        return self.quiet_on(day, scope)

    def quiet_on(self, day: datetime.date, scope: QuietScope) -> str | None:
        """Why a day is in a quiet period, in words that follow `is`; None where it is not."""
        for rule in self.quiet:
            if SCOPES.index(rule.holds_for) <= SCOPES.index(scope) and (reason := self._quiet(day, rule)):
                return reason
        return None

    def _quiet(self, day: datetime.date, rule: QuietRule) -> str | None:
        if rule.first is not None and rule.last is not None:
            month_and_day = day.isoformat()[5:]
            after, before = rule.first <= month_and_day, month_and_day <= rule.last
            inside = after and before if rule.first <= rule.last else after or before
            return f"in a quiet period ({rule.title})" if inside else None
        if rule.bank_holiday_weekends:
            for weekday, monday, words in ((4, day + 3 * DAY, "Friday before"), (1, day - DAY, "Tuesday after")):
                if day.weekday() == weekday and monday in self.holidays:
                    return f"the {words} a bank holiday ({self.holidays[monday]})"
        for changeover in self.own_changeovers if rule.changeover_weeks else ():
            for year in (day.year - 1, day.year):
                wednesday = changeover_day(changeover, year)
                week = (day - wednesday + wednesday.weekday() * DAY) // WEEK
                if 0 <= week < (rule.changeover_weeks or 0):
                    after_it = "the week after" if week == 1 else f"the {dates.weeks(week)} after"
                    return f"in {after_it if week else 'the week of'} the {changeover.title}"
        return None

    def weekdays(self, first: datetime.date, before: datetime.date) -> int:
        """Weekdays from a day on and before another, without those of quiet periods in which nothing is done.

        Five of them are a week of preparation: people answer nothing at Christmas.
        """
        days = (first + number * DAY for number in range((before - first).days))
        return sum(day.weekday() < 5 and self.quiet_on(day, QuietScope.ALL) is None for day in days)

    def on_or_before(self, day: datetime.date) -> Placed:
        """The last open day up to a day, for deadlines."""
        return self._walk(day, -DAY)

    def deadline(self, planned: datetime.date, latest: datetime.date | None) -> Placed:
        """The last open day up to a day, for a milestone.

        A closure of a week or more would take that time from what comes before the milestone. It is then on the nearer
        side of the closure, as long as that is not after the day `latest`; without a latest day always after it.
        """
        earlier = self.on_or_before(planned)
        if planned - earlier.day < WEEK:
            return earlier
        later = self.on_or_after(planned)
        nearer = later.day - planned < planned - earlier.day
        return later if latest is None or (nearer and later.day <= latest) else earlier

    def on_or_after(self, day: datetime.date, scope: QuietScope = QuietScope.ALL) -> Placed:
        """The first open day from a day on."""
        return self._walk(day, DAY, scope)

    def _walk(self, planned: datetime.date, step: datetime.timedelta, scope: QuietScope = QuietScope.ALL) -> Placed:
        day, reason = planned, because(self.closed(planned, scope))
        for _ in range(LONGEST_CLOSURE):
            if self.closed(day, scope) is None:
                return Placed(day, reason)
            day += step
        raise NoOpenDayError(f"no day is open for {LONGEST_CLOSURE} days around {dates.date(planned)}")

    def event(
        self,
        planned: datetime.date,
        weekdays: Sequence[int],
        taken: Container[datetime.date] = (),
        after: datetime.date | None = None,
        before: datetime.date | None = None,
        scope: QuietScope = QuietScope.EVENTS,
    ) -> Placed:
        """An open day for an event: the best weekday in the planned week, else in the nearest week, else any day.

        The planned weekday is the best if it is among `weekdays`, or else the first of these (Monday is 0). The event
        must not be on a day that other events have taken, and must be later than the day `after` and earlier than the
        day `before`.

        Raises:
            NoOpenDayError: nothing is open in the year after the planned day, or before the day `before`.
        """
        best = planned.weekday() if planned.weekday() in weekdays or not weekdays else weekdays[0]
        monday = planned - planned.weekday() * DAY
        first = monday + best * DAY
        wanted = dict.fromkeys((best, *weekdays))
        near = (monday + weeks * WEEK + weekday * DAY for weeks in NEAREST_WEEKS for weekday in wanted)
        # Where there is an end, the days closest to it come first, so that as much time as possible lies before.
        earlier = (before - number * DAY for number in range(LONGEST_CLOSURE)) if before else ()
        later = (first + number * DAY for number in range(LONGEST_CLOSURE))
        for day in chain(near, earlier, later):
            if self._obstacle(day, taken, after, before, scope) is None:
                return Placed(day, self._obstacle(first, taken, after, before, scope))
        raise NoOpenDayError(f"no day is open for an event in the year after {dates.date(planned)}")

    def _obstacle(
        self,
        day: datetime.date,
        taken: Container[datetime.date],
        after: datetime.date | None,
        before: datetime.date | None,
        scope: QuietScope,
    ) -> str | None:
        if after is not None and day <= after:
            return f"to be after {dates.date(after)}"
        if before is not None and day >= before:
            return f"to be before {dates.date(before)}"
        taken_already = "because another event has that day" if day in taken else None
        return because(self.closed(day, scope)) or taken_already


def because(closed: str | None) -> str | None:
    """Why something moved from a closed day, in words that follow `moved`; None where it is open."""
    return closed and f"because that day is {closed}"


def _quiet_rules(calendar: CalendarRules, choices: SchedulePreferences) -> Iterable[QuietRule]:
    """The calendar's quiet periods with the trust's own days, without those that it has switched off."""
    for id, rule in calendar.quiet.items():
        own = choices.quiet.get(id)
        if own is None:
            yield rule
        elif not own.off:
            yield rule.model_copy(update=own.model_dump(exclude_defaults=True))


def changeover_day(changeover: Changeover, year: int) -> datetime.date:
    """The first Wednesday of the changeover's month, as for the August changeover of resident doctors."""
    first = datetime.date(year, changeover.month, 1)
    return first + (2 - first.weekday()) % 7 * DAY
