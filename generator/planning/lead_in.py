"""The preparation of a cohort: its first day, how many weeks are left before it, and what fewer weeks give up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..model import required
from ..model.calendar_rules import QuietScope
from ..model.english import counted, in_words
from ..model.library import Library
from ..model.recorded_plan import RecordedPlan
from ..model.trust import TrustProfile
from . import dates
from .applicability import unmet
from .effort import PARTICIPANT_ROLES
from .open_days import DAY, WEEK, OpenDays, Placed, changeover_day
from .weeks import lead_in_weeks, least_lead_in_weeks


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
    return Placed(placed.day, days.quiet_on(earliest, QuietScope.WORKSHOPS))


def begun(planning_from: datetime.date, previous: RecordedPlan | None) -> datetime.date:
    """The day on which the preparation of a cohort began: a plan that replaces another goes on with it."""
    return min(planning_from, previous.begun or previous.planning_from) if previous else planning_from


def weeks_left(
    library: Library, profile: TrustProfile, days: OpenDays, start: datetime.date, planning_from: datetime.date
) -> int | None:
    """Whole weeks for the preparation before the first workshop; None for a cohort that is running.

    Raises:
        StartError: the start is in the past though the cohort is not running, or too soon.
    """
    if profile.cohort.running:
        return None
    least = least_lead_in_weeks(library.calendar)
    left = (start - planning_from) // WEEK
    if left >= max(least, 0) and start >= planning_from:
        return left
    earliest = days.event(
        planning_from + least * WEEK,
        [weekday.number for weekday in profile.schedule.weekdays] or [start.weekday()],
        after=planning_from + least * WEEK - DAY,
        scope=QuietScope.WORKSHOPS,
    ).day
    advice = f"the earliest first workshop that works is {dates.weekday_and_date(earliest)}"
    if start < planning_from:
        code = "start-in-the-past"
        message = f"the first workshop is on {dates.date(start)}, before planning starts on {dates.date(planning_from)}"
        advice += "; if the cohort has begun, write `running: true` in `cohort`"
    else:
        code = "start-too-soon"
        message = (
            f"the first workshop is on {dates.date(start)}, {counted(left, 'week')} after planning starts on "
            f"{dates.date(planning_from)}; preparing a cohort takes at least {in_words(least)} weeks"
        )
    raise StartError(code, message, advice, earliest)


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


def given_up(library: Library, weeks: Mapping[str, int], days: Mapping[str, datetime.date]) -> Iterator[str]:
    """What a preparation shorter than usual gives up, a sentence each.

    `weeks` are those that the rules give its milestones. Their `days` may leave less time, where a quiet period lies
    between them.
    """
    usual = {id: milestone.weeks_from_launch for id, milestone in library.calendar.milestones.items()}
    if all(weeks[id] == week for id, week in usual.items() if week < 0):
        return
    now, then = -min(weeks.values()), lead_in_weeks(library.calendar)
    yield f"The preparation takes {in_words(now)} weeks, not {in_words(then)}."
    opening, closing = required.Milestone.APPLICATIONS_OPEN, required.Milestone.APPLICATIONS_CLOSE
    for first, last, words in (
        (opening, closing, "Applications are open for"),
        (closing, required.Milestone.PLACES_CONFIRMED, "From the end of applications to confirmed places there are"),
        (required.Milestone.PLACES_CONFIRMED, required.Milestone.LAUNCH, "Places are confirmed, and release agreed,"),
        (required.Milestone.PAIRING_EVENT, required.Milestone.LAUNCH, "Partners meet"),
    ):
        between = round(Fraction((days[last] - days[first]).days, 7))
        now, then = min(weeks[last] - weeks[first], between), usual[last] - usual[first]
        if now < then:
            end = " before the first workshop" if last == required.Milestone.LAUNCH else ""
            verb = words.replace("there are", "there is") if now == 1 else words
            yield f"{verb} {_weeks(now)}{end}, not {in_words(then)}."


def _weeks(number: int) -> str:
    if number < 1:
        return "a few days"
    return f"{in_words(number)} week{'' if number == 1 else 's'}"
