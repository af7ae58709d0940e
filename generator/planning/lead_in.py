"""The preparation of a cohort: its first day, how many weeks are left before it, and what fewer weeks give up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..model import required
from ..model.calendar_rules import Milestone, QuietScope
from ..model.english import counted, in_words
from ..model.library import Library
from ..model.recorded_plan import RecordedPlan
from ..model.trust import TrustProfile
from . import dates
from .applicability import unmet
from .effort import PARTICIPANT_ROLES
from .open_days import DAY, LONGEST_CLOSURE, WEEK, NoOpenDayError, OpenDays, Placed, because, changeover_day
from .weeks import PlanWeeks, lead_in_weeks, least_lead_in_weeks, week_in_words


class StartError(Exception):
    """The cohort cannot start on its day: it is in the past, or leaves too little time to prepare.

    Its text is what is wrong, in one clause; `help` is what the planner can do, and `earliest` is the first day that
    works.
    """

    def __init__(self, code: str, message: str, help: str, earliest: datetime.date) -> None:
        super().__init__(message)
        self.code, self.help, self.earliest = code, help, earliest


def first_day(library: Library, profile: TrustProfile, workshop: str, days: OpenDays) -> Placed | None:
    """The day of the first workshop, by its id: a pin, the profile's start, or some weeks after a changeover."""
    cohort = profile.cohort
    for pin in profile.schedule.pins:
        if pin.what == f"workshop-{workshop}":
            return Placed(pin.day)
    if cohort.start is not None:
        placed = days.on_or_after(cohort.start, QuietScope.WORKSHOPS)
        if placed.day - cohort.start < WEEK and not days.quiet_on(cohort.start, QuietScope.WORKSHOPS):
            return placed
        # After a quiet period or a long closure, the weekday that the trust has chosen.
        later = days.event(placed.day, [cohort.start.weekday()], after=cohort.start, scope=QuietScope.WORKSHOPS)
        return Placed(later.day, placed.moved)
    if cohort.starts_after_changeover is None:
        return None
    august = library.calendar.changeovers[required.ChangeoverDay.AUGUST]
    earliest = changeover_day(august, cohort.starts_after_changeover) + library.calendar.settle_weeks * WEEK
    weekdays = [weekday.number for weekday in profile.schedule.weekdays]
    placed = days.event(earliest, weekdays, after=earliest - DAY, scope=QuietScope.WORKSHOPS)
    return Placed(placed.day, because(days.quiet_on(earliest, QuietScope.WORKSHOPS)))


def begun(planning_from: datetime.date, previous: RecordedPlan | None) -> datetime.date:
    """The day on which the preparation of a cohort began: a plan that replaces another goes on with it."""
    return min(planning_from, previous.begun or previous.planning_from) if previous else planning_from


def weeks_left(
    library: Library, profile: TrustProfile, days: OpenDays, start: datetime.date, planning_from: datetime.date
) -> int | None:
    """Whole weeks for the preparation before the first workshop, without quiet periods, where they are few.

    None where there is time for the usual weeks, or the cohort is running.

    Raises:
        StartError: the start is in the past though the cohort is not running, or too soon.
    """
    least, left = least_lead_in_weeks(library.calendar), (start - planning_from) // WEEK
    if profile.cohort.running or left >= lead_in_weeks(library.calendar):
        return None
    open_weeks = days.weekdays(planning_from, start) // 5
    if start >= planning_from and open_weeks >= least:
        return open_weeks if least else None
    first = _after_weeks(days, planning_from, least)
    earliest = days.event(
        first,
        [weekday.number for weekday in profile.schedule.weekdays] or [start.weekday()],
        after=first - DAY,
        scope=QuietScope.WORKSHOPS,
    ).day
    advice = f"the earliest first workshop that works is {dates.weekday_and_date(earliest)}"
    if start < planning_from:
        code = "start-in-the-past"
        message = f"the first workshop is on {dates.date(start)}, before planning starts on {dates.date(planning_from)}"
        advice += "; if the cohort has begun, say so: `running: true`, or Yes beside Has the cohort begun?"
    else:
        code = "start-too-soon"
        without = f", {open_weeks} without quiet periods" if open_weeks < left else ""
        message = (
            f"the first workshop is on {dates.date(start)}, {counted(left, 'week')} after planning starts on "
            f"{dates.date(planning_from)}{without}; preparing a cohort takes at least {in_words(least)} weeks"
        )
    raise StartError(code, message, advice, earliest)


def _after_weeks(days: OpenDays, day: datetime.date, weeks: int) -> datetime.date:
    """The first day with some weeks of preparation between it and an earlier day.

    Raises:
        NoOpenDayError: quiet periods leave none, or nearly none.
    """
    missing = 5 * weeks
    for _ in range(7 * weeks + LONGEST_CLOSURE):
        if missing <= 0:
            return day
        missing -= days.weekdays(day, day + DAY)
        day += DAY
    raise NoOpenDayError(f"quiet periods leave no time to prepare before {dates.date(day)}")


def calendar_weeks(days: OpenDays, start: datetime.date, weeks: int | None) -> tuple[int, ...]:
    """The weeks on the calendar that hold 0, 1, 2 and more weeks of preparation before the first workshop.

    None are needed where there is time for the usual `weeks`.
    """
    result, weekdays = [0], 0
    for week in range(1, (weeks or 0) + 1):
        number = result[-1]
        while weekdays < 5 * week:
            number += 1
            weekdays += days.weekdays(start - number * WEEK, start - (number - 1) * WEEK)
        result.append(number)
    return tuple(result) if weeks is not None else ()


def leave_notice(library: Library, profile: TrustProfile) -> int:
    """The most weeks of notice that participants have to give for their own leave."""
    return max(
        (
            profile.schedule.notice.get(rule.id, rule.weeks)
            for rule in library.calendar.notice.values()
            if rule.do and rule.owner in PARTICIPANT_ROLES and unmet(rule.only_for, profile, library.vocabulary) is None
        ),
        default=0,
    )


def preparation_week(milestone: Milestone, weeks: PlanWeeks, begun: datetime.date) -> str:
    """The week of a milestone before the first workshop, and why it is not the usual one."""
    week, usual = weeks.milestones[milestone.id], -milestone.weeks_from_launch
    open_weeks = weeks.open_weeks(week)
    words = week_in_words(week)
    if open_weeks < -week:
        words += f" ({open_weeks} without the quiet period)"
    if open_weeks != usual:
        words += f" instead of {usual}, because planning starts on {dates.date(begun)}"
    return words


def given_up(
    library: Library, weeks: Mapping[str, int], milestones: Mapping[str, datetime.date], days: OpenDays
) -> Iterator[str]:
    """What a preparation shorter than usual gives up, a sentence each; quiet periods are not counted.

    `weeks` are those that the rules give its milestones, whose days closed periods may move.
    """
    usual = {id: milestone.weeks_from_launch for id, milestone in library.calendar.milestones.items()}
    if all(weeks[id] == week for id, week in usual.items() if week < 0):
        return

    def weeks_between(first: str, last: str) -> int:
        return round(Fraction(days.weekdays(milestones[first], milestones[last]), 5))

    decision, launch = min(weeks, key=lambda milestone: weeks[milestone]), required.Milestone.LAUNCH
    now, then = weeks_between(decision, launch), lead_in_weeks(library.calendar)
    span = milestones[decision], milestones[launch]
    quiet = OpenDays().weekdays(*span) > days.weekdays(*span)
    note = " (not counting quiet periods)" if quiet else ""
    yield f"The preparation takes {in_words(now)} weeks{note}, not {in_words(then)}."
    opening, closing = required.Milestone.APPLICATIONS_OPEN, required.Milestone.APPLICATIONS_CLOSE
    for first, last, words in (
        (opening, closing, "Applications are open for"),
        (closing, required.Milestone.PLACES_CONFIRMED, "From the end of applications to confirmed places there are"),
        (required.Milestone.PLACES_CONFIRMED, required.Milestone.LAUNCH, "Places are confirmed, and release agreed,"),
        (required.Milestone.PAIRING_EVENT, required.Milestone.LAUNCH, "Partners meet"),
    ):
        now, then = weeks_between(first, last), usual[last] - usual[first]
        if now < then:
            end = " before the first workshop" if last == required.Milestone.LAUNCH else ""
            verb = words.replace("there are", "there is") if now == 1 else words
            yield f"{verb} {_weeks(now)}{end}, not {in_words(then)}."


def _weeks(number: int) -> str:
    if number < 1:
        return "a few days"
    return f"{in_words(number)} week{'' if number == 1 else 's'}"
