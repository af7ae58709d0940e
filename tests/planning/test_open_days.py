"""Which days are open, and where an event goes whose day is not."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import EvidenceLabel
from generator.model.calendar_rules import BankHoliday, BankHolidays, Changeover, QuietRule, QuietScope
from generator.model.schedule_preferences import ClosedPeriod, QuietChoice, SchedulePreferences
from generator.planning.open_days import NoOpenDayError, OpenDays, Placed, changeover_day
from tests.planning import cohort

WEDNESDAY = datetime.date(2027, 1, 13)
ALL, EVENTS, WORKSHOPS = QuietScope.ALL, QuietScope.EVENTS, QuietScope.WORKSHOPS


def day(month: int, day: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, day)


def days(*closed: ClosedPeriod) -> OpenDays:
    library = cohort.library()
    return OpenDays.of(library.calendar, library.bank_holidays, SchedulePreferences(closed=list(closed)))


def until(last: datetime.date, first: datetime.date = WEDNESDAY) -> ClosedPeriod:
    return ClosedPeriod(first=first, last=last, reason="move")


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        (day(1, 15), None),
        (day(1, 16), "at the weekend"),
        (day(1, 17), "at the weekend"),
        (day(3, 26), "a bank holiday (Good Friday)"),
        (day(8, 4), "the August changeover"),
        (day(8, 3), None),
        (day(2, 1), "closed (move)"),
        (day(2, 3), "closed (move)"),
        (day(2, 4), None),
    ],
)
def test_why_a_day_is_closed(closed: datetime.date, reason: str | None) -> None:
    assert days(until(day(2, 3), day(2, 1))).closed(closed) == reason


@pytest.mark.parametrize(("year", "first_wednesday"), [(2027, 4), (2028, 2), (2029, 1), (2030, 7)])
def test_a_changeover_is_on_the_first_wednesday(year: int, first_wednesday: int) -> None:
    assert changeover_day(cohort.changeover(8), year) == day(8, first_wednesday, year)


def test_a_changeover_that_closes_no_day_leaves_it_open() -> None:
    calendar = cohort.calendar().model_copy(update={"changeovers": {"february": cohort.changeover(2, closed=False)}})
    open_days = OpenDays.of(calendar, cohort.library().bank_holidays, SchedulePreferences())

    assert open_days.closed(day(2, 3)) is None


def test_the_open_day_before_and_after_easter() -> None:
    """Good Friday is 26 March, Easter Monday is the 29th."""
    assert days().on_or_before(day(3, 29)) == Placed(day(3, 25), "because that day is a bank holiday (Easter Monday)")
    assert days().on_or_after(day(3, 27)) == Placed(day(3, 30), "because that day is at the weekend")
    assert days().on_or_after(day(3, 25)) == Placed(day(3, 25), None)


def test_a_search_gives_up_after_400_days() -> None:
    """57 weeks from Wednesday 13 January 2027 is 16 February 2028: the 400th day that is tried."""
    opened, closed = day(2, 15, 2028), day(2, 16, 2028)

    assert days(until(opened)).on_or_after(WEDNESDAY) == Placed(closed, "because that day is closed (move)")
    assert days(until(opened, day(12, 1, 2026))).event(WEDNESDAY, [2]) == Placed(
        closed, "because that day is closed (move)"
    )
    with pytest.raises(NoOpenDayError, match=r"^no day is open for 400 days around 13 January 2027$"):
        days(until(closed)).on_or_after(WEDNESDAY)
    with pytest.raises(NoOpenDayError, match=r"^no day is open for an event in the year after 13 January 2027$"):
        days(until(closed, day(12, 1, 2026))).event(WEDNESDAY, [2])


def test_an_event_is_on_the_best_weekday_of_the_planned_week() -> None:
    assert days().event(WEDNESDAY, [3, 1]) == Placed(day(1, 14), None)
    assert days().event(WEDNESDAY, [1, 2]) == Placed(day(1, 13), None)
    assert days().event(WEDNESDAY, []) == Placed(WEDNESDAY, None)


def test_an_event_takes_the_next_best_weekday_before_another_week() -> None:
    assert days().event(WEDNESDAY, [3, 1], taken=[day(1, 14)]) == Placed(
        day(1, 12), "because another event has that day"
    )


def test_an_event_is_later_than_the_one_before() -> None:
    """All Wednesdays up to 17 February are too early or more than four weeks away: any day from there on is right."""
    assert days().event(WEDNESDAY, [2], after=WEDNESDAY) == Placed(day(1, 20), "to be after 13 January 2027")
    assert days().event(WEDNESDAY, [2], after=day(2, 17)) == Placed(day(2, 18), "to be after 17 February 2027")


@pytest.mark.parametrize(
    ("weeks_taken", "placed"),
    [
        ((0,), day(1, 20)),
        ((0, 1), day(1, 6)),
        ((0, 1, -1), day(1, 27)),
        ((0, 1, -1, 2), day(12, 30, 2026)),
        ((0, 1, -1, 2, -2), day(2, 3)),
        ((0, 1, -1, 2, -2, 3), day(12, 23, 2026)),
        ((0, 1, -1, 2, -2, 3, -3), day(2, 10)),
        ((0, 1, -1, 2, -2, 3, -3, 4), day(1, 14)),
    ],
)
def test_the_nearest_free_week_is_taken(weeks_taken: tuple[int, ...], placed: datetime.date) -> None:
    """The later of two equally near ones first; with no free week within reach, any day from the planned one on."""
    taken = [WEDNESDAY + datetime.timedelta(weeks=week) for week in weeks_taken]

    assert days().event(WEDNESDAY, [2], taken).day == placed


@pytest.mark.parametrize(
    ("closed_from", "latest", "deadline"),
    [
        (day(1, 7), day(1, 31), day(1, 6)),
        (day(1, 6), day(1, 31), day(1, 20)),
        (day(1, 6), day(1, 20), day(1, 20)),
        (day(1, 6), day(1, 19), day(1, 5)),
        (day(1, 1), None, day(1, 20)),
    ],
)
def test_a_deadline_that_would_lose_a_week_goes_to_the_nearer_side_of_the_closure(
    closed_from: datetime.date, latest: datetime.date | None, deadline: datetime.date
) -> None:
    """It is planned for 13 January, and closed until the 19th: 20 January is seven days away, and so is 6 January."""
    assert days(until(day(1, 19), closed_from)).deadline(WEDNESDAY, latest).day == deadline


# --- quiet periods --------------------------------------------------------------------------------------------------


def quiet(scope: QuietScope = ALL, **rule: Any) -> QuietRule:
    return QuietRule(
        id="rest",
        source="test",
        title="Rest",
        reason="Because",
        holds_for=scope,
        evidence=EvidenceLabel.SUGGESTED,
        **rule,
    )


def quiet_days(rule: QuietRule, *changeovers: Changeover, choice: QuietChoice | None = None) -> OpenDays:
    """Open days with one quiet rule, the changeovers of a cohort, and a bank holiday on Monday 3 May 2027."""
    calendar = cohort.calendar().model_copy(update={"quiet": {"rest": rule}, "changeovers": {}})
    monday = BankHoliday(date=day(5, 3), name="Early May")
    choices = SchedulePreferences(quiet={"rest": choice} if choice else {})
    return OpenDays.of(calendar, BankHolidays(division="x", until=2028, days=[monday]), choices, changeovers)


@pytest.mark.parametrize(
    ("first", "last", "closed", "is_quiet"),
    [
        ("12-18", "01-02", day(12, 17), False),
        ("12-18", "01-02", day(12, 18, 2028), True),
        ("12-18", "01-02", day(1, 1), True),
        ("12-18", "01-02", day(1, 2, 2029), True),
        ("12-18", "01-02", day(1, 4), False),
        ("08-02", "08-13", day(7, 30), False),
        ("08-02", "08-13", day(8, 2), True),
        ("08-02", "08-13", day(8, 13), True),
        ("08-02", "08-13", day(8, 16), False),
        ("08-02", "08-02", day(8, 2), True),
        ("08-02", "08-02", day(8, 3), False),
    ],
)
def test_a_quiet_period_comes_every_year_and_may_cross_the_new_year(
    first: str, last: str, closed: datetime.date, is_quiet: bool
) -> None:
    reason = "in a quiet period (Rest)" if is_quiet else None

    assert quiet_days(quiet(first=first, last=last)).closed(closed) == reason


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        (day(4, 29), None),
        (day(4, 30), "the Friday before a bank holiday (Early May)"),
        (day(5, 3), "a bank holiday (Early May)"),
        (day(5, 4), "the Tuesday after a bank holiday (Early May)"),
        (day(5, 5), None),
        (day(5, 7), None),
        (day(5, 11), None),
    ],
)
def test_the_days_beside_a_bank_holiday_are_quiet(closed: datetime.date, reason: str | None) -> None:
    assert quiet_days(quiet(bank_holiday_weekends=True)).closed(closed) == reason


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        (day(7, 30), None),
        (day(8, 2), "in the week of the August changeover"),
        (day(8, 6), "in the week of the August changeover"),
        (day(8, 9), "in the week after the August changeover"),
        (day(8, 13), "in the week after the August changeover"),
        (day(8, 20), "in the 2 weeks after the August changeover"),
        (day(8, 23), None),
    ],
)
def test_the_weeks_of_a_changeover_are_quiet(closed: datetime.date, reason: str | None) -> None:
    """The changeover is on Wednesday 4 August 2027; three weeks are its own and the two that follow."""
    assert quiet_days(quiet(changeover_weeks=3), cohort.changeover(8)).closed(closed) == reason


def test_the_weeks_of_a_changeover_may_go_on_in_the_next_year() -> None:
    """The first Wednesday of December 2026 is the 2nd; the week of 4 January is the fifth after it."""
    december = cohort.changeover(8).model_copy(update={"month": 12, "title": "December changeover"})

    assert quiet_days(quiet(changeover_weeks=6), december).closed(day(1, 4)) == (
        "in the 5 weeks after the December changeover"
    )


def test_another_quiet_rule_does_not_close_the_week_of_a_changeover() -> None:
    assert quiet_days(quiet(bank_holiday_weekends=True), cohort.changeover(8)).closed(day(8, 2)) is None


def test_changeovers_of_others_are_no_quiet_time() -> None:
    assert quiet_days(quiet(changeover_weeks=3)).closed(day(8, 2)) is None


@pytest.mark.parametrize(
    ("held_for", "quiet_for"),
    [(ALL, [ALL, EVENTS, WORKSHOPS]), (EVENTS, [EVENTS, WORKSHOPS]), (WORKSHOPS, [WORKSHOPS])],
)
def test_what_is_quiet_for_more_is_quiet_for_workshops_too(held_for: QuietScope, quiet_for: list[QuietScope]) -> None:
    days = quiet_days(quiet(held_for, first="08-02", last="08-13"))

    assert [scope for scope in (ALL, EVENTS, WORKSHOPS) if days.closed(day(8, 4), scope)] == quiet_for
    assert [scope for scope in (ALL, EVENTS, WORKSHOPS) if days.quiet_on(day(8, 4), scope)] == quiet_for


def test_events_keep_the_quiet_time_of_events_and_deadlines_do_not() -> None:
    days = quiet_days(quiet(EVENTS, first="01-11", last="01-15"))

    assert days.event(WEDNESDAY, [2]) == Placed(day(1, 20), "because that day is in a quiet period (Rest)")
    assert days.on_or_before(WEDNESDAY) == Placed(WEDNESDAY)
    assert days.on_or_after(WEDNESDAY) == Placed(WEDNESDAY)
    assert days.on_or_after(WEDNESDAY, WORKSHOPS) == Placed(day(1, 18), "because that day is in a quiet period (Rest)")


@pytest.mark.parametrize(
    ("choice", "closed"),
    [
        (None, [2, 4, 6]),
        (QuietChoice(off=True), []),
        (QuietChoice(first="08-04"), [4, 6]),
        (QuietChoice(last="08-05"), [2, 4]),
    ],
)
def test_a_trust_can_change_a_quiet_period_or_switch_it_off(choice: QuietChoice | None, closed: list[int]) -> None:
    days = quiet_days(quiet(first="08-02", last="08-06"), choice=choice)

    assert [number for number in (2, 4, 6) if days.closed(day(8, number))] == closed


def test_an_event_that_must_be_early_is_as_late_as_it_can_be() -> None:
    """All Wednesdays within reach are on or after the end: the day closest before it follows."""
    assert days().event(WEDNESDAY, [2], before=day(12, 16, 2026)) == Placed(
        day(12, 15, 2026), "to be before 16 December 2026"
    )
    assert days().event(WEDNESDAY, [2], before=day(1, 13)).day == day(1, 6)
    assert days().event(WEDNESDAY, [2], before=day(1, 14)) == Placed(WEDNESDAY)
    assert days().event(WEDNESDAY, [2], after=day(12, 13, 2026), before=day(12, 16, 2026)).day == day(12, 15, 2026)


def test_an_event_has_no_day_between_two_that_follow_each_other() -> None:
    with pytest.raises(NoOpenDayError):
        days().event(WEDNESDAY, [2], after=day(1, 12), before=day(1, 13))
