"""The preparation of the small cohort: 30 weeks as usual, 10 at least, worked out by hand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import EvidenceLabel
from generator.model.calendar_rules import QuietRule, QuietScope
from generator.model.diagnostics import Diagnostic, InputFault
from generator.model.library import Library
from generator.planning.lead_in import calendar_weeks, given_up, leave_notice
from generator.planning.open_days import OpenDays
from generator.planning.schedule import Schedule
from tests.planning import cohort, profiles


def day(month: int, day: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, day)


def closed(first: datetime.date, last: datetime.date) -> dict[str, Any]:
    return {"closed": [{"first": first, "last": last, "reason": "move"}]}


def planned(planning_from: datetime.date, **values: Any) -> Schedule:
    library = cohort.library().model_copy(update={"calendar": cohort.calendar_with_least(cohort.LEAST)})
    return cohort.dated(library, planning_from=planning_from, **values)


def with_quiet_days(**days: Any) -> Library:
    """The library with days on which no workshop is held."""
    rule = QuietRule(
        id="rest",
        source="test",
        title="Rest",
        reason="Because",
        holds_for=QuietScope.WORKSHOPS,
        evidence=EvidenceLabel.SUGGESTED,
        **days,
    )
    calendar = cohort.calendar_with_least(cohort.LEAST).model_copy(update={"quiet": {"rest": rule}})
    return cohort.library().model_copy(update={"calendar": calendar})


def refused(planning_from: datetime.date, **values: Any) -> Diagnostic:
    with pytest.raises(InputFault) as fault:
        planned(planning_from, **values)
    (diagnostic,) = fault.value.diagnostics
    return diagnostic


def test_a_preparation_of_twenty_weeks() -> None:
    """26 August is 20 weeks before 13 January.

    Study leave needs 6 weeks of notice, 2 more than the least weeks of confirmed places, so the shortest preparation is
    12 weeks, and 20 lie 8/18 of the way to the usual 30. Applications open at 10 + 6 x 4/9 = 12.7 weeks and close at
    8 + 4 x 4/9 = 9.8; places are confirmed at 6 + 2 x 4/9 = 6.9.
    """
    schedule = planned(day(8, 26, 2026))

    assert {id: f"{day}" for id, day in schedule.milestones.items() if day <= schedule.start} == {
        "decision": "2026-08-26",
        "applications-open": "2026-10-14",
        "applications-close": "2026-11-04",
        "places-confirmed": "2026-11-25",
        "pairing-event": "2026-12-30",
        "launch": "2027-01-13",
    }
    assert cohort.entry(schedule, "milestone-decision").reason == (
        "20 weeks before the first workshop instead of 30, because planning starts on 26 August 2026"
    )
    assert cohort.entry(schedule, "milestone-pairing-event").reason == "2 weeks before the first workshop"
    assert cohort.entry(schedule, "milestone-programme-end").reason == "24 weeks after the first workshop"


def test_what_a_shorter_preparation_gives_up() -> None:
    assert planned(day(8, 26, 2026)).given_up == (
        "The preparation takes 20 weeks, not 30.",
        "Applications are open for three weeks, not four.",
        "From the end of applications to confirmed places there are three weeks, not four.",
        "Places are confirmed, and release agreed, seven weeks before the first workshop, not eight.",
    )


@pytest.mark.parametrize(
    ("planning_from", "sentences"), [(day(6, 17, 2026), 0), (day(6, 18, 2026), 1), (day(11, 4, 2026), 4)]
)
def test_nothing_is_given_up_where_there_is_time_for_everything(planning_from: datetime.date, sentences: int) -> None:
    """30 weeks before the start, a day less (29 whole weeks, which leave all other times as they are), and 10 weeks."""
    assert len(planned(planning_from).given_up) == sentences


def test_partners_who_meet_a_week_before_the_start() -> None:
    calendar = cohort.calendar_with_least({**cohort.LEAST, "pairing-event": -1})
    library = cohort.library().model_copy(update={"calendar": calendar})

    assert cohort.dated(library, planning_from=day(11, 4, 2026)).given_up[-1] == (
        "Partners meet one week before the first workshop, not two."
    )


@pytest.mark.parametrize(
    ("closing", "between"), [(day(11, 16, 2026), "are a few days"), (day(11, 13, 2026), "is one week")]
)
def test_less_than_half_a_week_between_two_milestones_is_a_few_days(closing: datetime.date, between: str) -> None:
    """Applications close two or three weekdays before 18 November, when places are confirmed."""
    weeks = {**cohort.WEEKS, "decision": -29}
    days = {id: day(1, 13) + datetime.timedelta(weeks=number) for id, number in weeks.items()}

    assert list(given_up(cohort.library(), weeks, {**days, "applications-close": closing}, OpenDays())) == [
        "The preparation takes 29 weeks, not 30.",
        f"From the end of applications to confirmed places there {between}, not four.",
    ]


def test_ten_weeks_are_enough_and_a_day_less_is_not() -> None:
    """4 November is ten weeks before 13 January. Ten weeks after the 5th is a Thursday; the next Wednesday follows."""
    assert f"{planned(day(11, 4, 2026)).milestones['decision']}" == "2026-11-04"

    refusal = refused(day(11, 5, 2026))
    assert (refusal.code, refusal.message, refusal.help) == (
        "start-too-soon",
        "the first workshop is on 13 January 2027, 9 weeks after planning starts on 5 November 2026; "
        "preparing a cohort takes at least ten weeks",
        "the earliest first workshop that works is Wednesday 20 January 2027",
    )


def test_a_start_on_the_day_of_planning_is_too_soon() -> None:
    refusal = refused(day(1, 13))

    assert (refusal.code, refusal.message) == (
        "start-too-soon",
        "the first workshop is on 13 January 2027, no weeks after planning starts on 13 January 2027; "
        "preparing a cohort takes at least ten weeks",
    )


def test_the_earliest_start_is_in_no_quiet_period_of_workshops() -> None:
    """Ten weeks after 5 November is 14 January; the quiet days leave Wednesday 27 January."""
    library = with_quiet_days(first="01-14", last="01-26")
    with pytest.raises(InputFault) as fault:
        cohort.dated(library, planning_from=day(11, 5, 2026))

    assert fault.value.diagnostics[0].help == ("the earliest first workshop that works is Wednesday 27 January 2027")


@pytest.mark.parametrize(
    ("choices", "earliest"),
    [
        ({}, "Wednesday 31 March 2027"),
        ({"weekdays": ["tuesday", "thursday"]}, "Thursday 25 March 2027"),
        (closed(day(3, 31), day(3, 31)), "Wednesday 7 April 2027"),
    ],
)
def test_a_start_in_the_past_names_the_earliest_that_works(choices: dict[str, Any], earliest: str) -> None:
    """Ten weeks from 14 January is Thursday 25 March."""
    refusal = refused(day(1, 14), schedule=choices)

    assert (refusal.code, refusal.message, refusal.help) == (
        "start-in-the-past",
        "the first workshop is on 13 January 2027, before planning starts on 14 January 2027",
        f"the earliest first workshop that works is {earliest}; "
        "if the cohort has begun, say so: `running: true`, or Yes beside Has the cohort begun?",
    )
    assert refusal.place.file == "content/trusts/test/profile.yml"


def test_a_cohort_without_least_weeks_can_start_on_the_day_of_planning() -> None:
    assert f"{cohort.dated(planning_from=day(1, 13)).start}" == "2027-01-13"
    with pytest.raises(InputFault):
        cohort.dated(planning_from=day(1, 14))


def test_a_running_cohort_keeps_the_days_that_are_past() -> None:
    schedule = planned(day(3, 1), cohort={"running": True})

    assert (f"{schedule.start}", f"{schedule.milestones['decision']}") == ("2027-01-13", "2026-06-17")
    assert schedule.given_up == ()


@pytest.mark.parametrize(
    ("last", "start"),
    [(day(1, 18), "2027-01-19"), (day(1, 19), "2027-01-20"), (day(1, 22), "2027-01-27"), (day(1, 29), "2027-02-03")],
)
def test_a_start_in_a_closed_period_moves_on(last: datetime.date, start: str) -> None:
    """To the next open day; after a week or more, to the next Wednesday, the weekday of the start."""
    schedule = planned(day(1, 1, 2026), schedule=closed(day(1, 13), last))

    assert f"{schedule.start}" == start
    assert cohort.entry(schedule, "workshop-listening").reason == (
        "The day chosen for the first workshop; moved because that day is closed (move)"
    )


def test_a_start_after_a_long_closure_is_not_before_the_day_that_the_profile_names() -> None:
    """Closed are 13 to 22 January and the four Wednesdays that follow; 6 January would be the nearest open one."""
    periods = [(day(1, 13), day(1, 22)), *((date, date) for date in (day(1, 27), day(2, 3), day(2, 10), day(2, 17)))]
    choices = {"closed": [{"first": first, "last": last, "reason": "move"} for first, last in periods]}

    assert f"{planned(day(1, 1, 2026), schedule=choices).start}" == "2027-02-24"


@pytest.mark.parametrize(("last", "start"), [("01-18", "2027-01-20"), ("01-28", "2027-02-03")])
def test_a_start_on_a_quiet_day_moves_on(last: str, start: str) -> None:
    """The start keeps its weekday, and moves past Wednesday 27 January where it is quiet until the 28th."""
    schedule = cohort.dated(with_quiet_days(first="01-13", last=last))

    assert f"{schedule.start}" == start
    assert cohort.entry(schedule, "workshop-listening").reason == (
        "The day chosen for the first workshop; moved because that day is in a quiet period (Rest)"
    )


def test_a_start_after_the_changeover_keeps_the_quiet_weeks_too() -> None:
    """Five weeks from Monday 2 August 2027 are quiet, one more than a cohort needs to settle in."""
    schedule = cohort.dated(with_quiet_days(changeover_weeks=5), start=None, cohort={"starts_after_changeover": 2027})

    assert f"{schedule.start}" == "2027-09-08"
    assert cohort.entry(schedule, "workshop-listening").reason == (
        "4 weeks or more after the August changeover of 2027; moved because that day is in the 4 weeks after the "
        "August changeover"
    )


def test_a_pinned_first_workshop_is_the_start() -> None:
    pins = [
        {"what": "workshop-asking", "day": day(4, 1)},
        {"what": "workshop-listening", "day": day(1, 15), "reason": "the chief executive can come"},
    ]
    schedule = planned(day(1, 1, 2026), schedule={"pins": pins})

    assert (f"{schedule.start}", f"{schedule.milestones['launch']}") == ("2027-01-15", "2027-01-15")
    assert cohort.entry(schedule, "workshop-listening").reason == (
        "The day the trust chose: the chief executive can come"
    )


def test_deadlines_before_planning_starts_are_on_its_first_open_day() -> None:
    """The rota for 13 January is due on 11 November, which is before planning starts on Saturday 14 November."""
    calendar = cohort.calendar_with_least({"decision": -5, **dict.fromkeys(list(cohort.LEAST)[1:], -3)})
    library = cohort.library().model_copy(update={"calendar": calendar})
    schedule = cohort.dated(library, planning_from=day(11, 14, 2026))

    assert (f"{schedule.planning_from}", f"{schedule.milestones['decision']}") == ("2026-11-14", "2026-11-18")
    entry = cohort.entry(schedule, "generic-rota-workshop-listening")
    assert (f"{entry.first}", entry.reason) == (
        "2026-11-16",
        "9 weeks before the workshop (notice for generic-rota); moved because planning starts later",
    )


def test_the_most_notice_that_participants_have_to_give() -> None:
    """Study leave needs six weeks, unless the trust says otherwise; the rota is told by the administrator."""
    library = cohort.library()
    of: dict[str, Any] = {"months": 6, "pairing": {"method": "meet-first"}}

    assert leave_notice(library, profiles.profile(**of)) == 6
    assert leave_notice(library, profiles.profile(schedule={"notice": {"study-leave": 8}}, **of)) == 8
    assert leave_notice(library, profiles.profile(staff=("managers", "managers"), **of)) == 0


def christmas() -> Library:
    """The library without anything from 18 December to 2 January."""
    rule = QuietRule(
        id="christmas",
        source="test",
        title="Christmas",
        reason="Because",
        holds_for=QuietScope.ALL,
        first="12-18",
        last="01-02",
        evidence=EvidenceLabel.SUGGESTED,
    )
    calendar = cohort.calendar_with_least(cohort.LEAST).model_copy(update={"quiet": {"christmas": rule}})
    return cohort.library().model_copy(update={"calendar": calendar})


def test_a_milestone_in_a_quiet_fortnight_is_on_the_nearer_side_of_it() -> None:
    """Twelve weeks before 24 March 2027 is 30 December: 5 days before 4 January, and 13 after 17 December."""
    schedule = cohort.dated(christmas(), start=day(3, 24), planning_from=day(5, 1, 2026))

    names = ("applications-open", "applications-close", "places-confirmed")
    assert [f"{schedule.milestones[name]}" for name in names] == ["2026-12-02", "2027-01-04", "2027-01-27"]
    assert schedule.given_up == ()


def test_a_short_preparation_does_not_count_christmas() -> None:
    """Fourteen weeks before 24 February 2027 have 70 weekdays, 59 without Christmas: 11 weeks of preparation.

    Ten are the least, and study leave takes another one, so that everything up to confirmed places is a week before its
    least weeks: the decision 11 weeks ahead, applications from 9 to 7, and places confirmed 5 ahead. Seven weeks reach
    to 6 January, and 9 weeks of 45 weekdays need 12 on the calendar, with 60 - 11 = 49. 14 weeks are needed for 11.
    """
    schedule = cohort.dated(christmas(), start=day(2, 24), planning_from=day(11, 18, 2026))

    assert [f"{day}" for day in list(schedule.milestones.values())[:5]] == [
        "2026-11-18",
        "2026-12-02",
        "2027-01-06",
        "2027-01-20",
        "2027-02-10",
    ]
    assert cohort.entry(schedule, "milestone-applications-open").reason == (
        "12 weeks before the first workshop (9 without the quiet period) instead of 16, because planning starts on "
        "18 November 2026"
    )
    assert cohort.entry(schedule, "milestone-pairing-event").reason == "2 weeks before the first workshop"
    assert schedule.given_up == (
        "The preparation takes twelve weeks (not counting quiet periods), not 30.",
        "Applications are open for three weeks, not four.",
        "From the end of applications to confirmed places there are two weeks, not four.",
        "Places are confirmed, and release agreed, five weeks before the first workshop, not eight.",
    )


def test_the_weeks_on_the_calendar_that_hold_those_of_preparation() -> None:
    """From Wednesday 20 January 2027 back. 6 January is two weeks before, and the quiet days have 11 weekdays."""
    choices = profiles.profile().schedule
    christmas_days = OpenDays.of(christmas().calendar, christmas().bank_holidays, choices)

    assert calendar_weeks(christmas_days, day(1, 20), 5) == (0, 1, 2, 6, 7, 8)
    assert calendar_weeks(OpenDays(), day(1, 20), 3) == (0, 1, 2, 3)
    assert calendar_weeks(christmas_days, day(1, 20), 0) == (0,)
    assert calendar_weeks(christmas_days, day(1, 20), None) == ()


def test_a_start_that_is_too_soon_without_christmas() -> None:
    """From 1 December there are 13 weekdays before Christmas; 50 are reached with 37 from 4 January, on 23 February."""

    def dated(start: datetime.date) -> Schedule:
        return cohort.dated(christmas(), start=start, planning_from=day(12, 1, 2026))

    with pytest.raises(InputFault) as fault:
        dated(day(2, 23))
    (refusal,) = fault.value.diagnostics
    assert (refusal.message, refusal.help) == (
        "the first workshop is on 23 February 2027, 12 weeks after planning starts on 1 December 2026, "
        "9 without quiet periods; preparing a cohort takes at least ten weeks",
        "the earliest first workshop that works is Tuesday 2 March 2027",
    )
    assert dated(day(2, 24)).given_up[0] == "The preparation takes ten weeks (not counting quiet periods), not 30."


def test_a_trust_that_is_quiet_all_year_cannot_prepare() -> None:
    choices = {"quiet": {"christmas": {"first": "01-01", "last": "12-31"}}}
    pins = [{"what": "workshop-listening", "day": day(1, 15)}]
    with pytest.raises(InputFault) as fault:
        cohort.dated(christmas(), planning_from=day(11, 1, 2026), schedule={**choices, "pins": pins})

    assert fault.value.diagnostics[0].code == "no-open-day"


def test_a_warning_names_all_that_a_short_preparation_gives_up() -> None:
    """Study leave needs six weeks of notice, so that places are confirmed seven weeks before the start."""
    library = cohort.library().model_copy(update={"calendar": cohort.calendar_with_least(cohort.LEAST)})
    messages = [
        warning.message
        for warning in cohort.book(library, planning_from=day(8, 26, 2026)).warnings
        if warning.code == "short-preparation"
    ]

    assert messages == [
        "Planning starts on 26 August 2026, so there is less time than usual to prepare. "
        "The preparation takes 20 weeks, not 30. Applications are open for three weeks, not four. "
        "From the end of applications to confirmed places there are three weeks, not four. "
        "Places are confirmed, and release agreed, seven weeks before the first workshop, not eight."
    ]


def test_a_warning_says_that_the_start_was_in_a_quiet_week() -> None:
    book = cohort.book(with_quiet_days(first="01-13", last="01-15"))

    assert [warning.message for warning in book.warnings if warning.code == "start-moved"] == [
        "The first workshop is on 20 January 2027, because 13 January 2027 is in a quiet period (Rest)."
    ]


def test_the_usual_weeks_are_enough_though_quiet_days_are_among_them() -> None:
    """30 weeks before 13 January 2027 is 17 June 2026. A cohort with that much time is planned as usual."""
    calendar = with_quiet_days(first="12-21", last="01-01").calendar
    rules = {id: rule.model_copy(update={"holds_for": QuietScope.ALL}) for id, rule in calendar.quiet.items()}
    library = cohort.library().model_copy(update={"calendar": calendar.model_copy(update={"quiet": rules})})

    assert cohort.dated(library, planning_from=day(6, 17, 2026)).given_up == ()
    assert cohort.dated(library, planning_from=day(6, 18, 2026)).given_up != ()


def test_quiet_periods_may_leave_no_time_at_all() -> None:
    """Only 13 January is left of each year; ten weeks need fifty weekdays."""
    calendar = with_quiet_days(first="01-14", last="01-12").calendar
    rules = {id: rule.model_copy(update={"holds_for": QuietScope.ALL}) for id, rule in calendar.quiet.items()}
    library = cohort.library().model_copy(update={"calendar": calendar.model_copy(update={"quiet": rules})})

    with pytest.raises(InputFault) as fault:
        cohort.dated(library, planning_from=day(11, 4, 2026))
    assert "quiet periods leave no time to prepare before " in fault.value.diagnostics[0].message
