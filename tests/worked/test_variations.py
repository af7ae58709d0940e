"""The six pairs with one thing changed at a time. Each docstring shows the working; six_pairs.md has the rest."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.documents.calendar import calendar, calendars_by_role
from generator.documents.letter_values import letter_values
from generator.model.diagnostics import InputFault
from generator.planning.figures import hours
from generator.planning.playbook import Playbook
from generator.planning.schedule import EntryKind
from generator.planning.weeks import week_in_words
from tests.worked.cohorts import by_month, chosen, days, replanned, verdicts, windows
from tests.worked.content import library


def cohort(**changes: Any) -> dict[str, Any]:
    """The cohort of the six pairs with some other values; None takes a value away."""
    values = {**library().trusts["westbrook"].profile.cohort.model_dump(exclude_unset=True), **changes}
    return {name: value for name, value in values.items() if value is not None}


def closed(first: str, last: str, reason: str = "building works") -> dict[str, Any]:
    """A schedule with one closed period."""
    period = {"first": datetime.date.fromisoformat(first), "last": datetime.date.fromisoformat(last), "reason": reason}
    return {"closed": [period]}


def workshop_days(book: Playbook) -> list[str]:
    """The day of each workshop."""
    return [day for day, _ in days(book, EntryKind.WORKSHOP).values()]  # type: ignore[misc]


# --- without a start ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def undated() -> Playbook:
    return replanned("westbrook", cohort=cohort(start=None))


def test_without_a_start_actions_are_due_in_weeks(undated: Playbook) -> None:
    """The milestone's week less or plus the weeks of the action: -29 - 2 = -31, and so on."""
    assert [
        (stage.milestone.id if stage.milestone else None, item.week, item.when, item.due)
        for stage in undated.checklist
        for item in stage.items
    ] == [
        ("sponsor-agreed", -31, "2 weeks before: sponsor agreed", None),
        ("places-confirmed", -12, "1 week before: places confirmed", None),
        ("pairing-event", -10, "1 week after: places confirmed", None),
        ("pairing-event", -9, "4 weeks before: pairing event", None),
        ("presentation-day", 19, "1 week after: midpoint", None),
        ("programme-end", 38, "Programme end", None),
        ("board-report", 42, "2 weeks before: board report", None),
        (None, 65, "1 week after: six months after", None),
    ]
    assert [week_in_words(week) for week in (-31, -1, 0, 1, 65)] == [
        "31 weeks before the first workshop",
        "1 week before the first workshop",
        "the week of the first workshop",
        "1 week after the first workshop",
        "65 weeks after the first workshop",
    ]


def test_without_a_start_hours_are_in_counted_months(undated: Playbook) -> None:
    """A month has 52/12 = 4 1/3 weeks. Weeks 0 to 4 are month 1, 5 to 8 month 2, 9 to 12 month 3, 13 to 17 month 4.

    Participants: (184 + 162)/38 a week to the end, (84 + 324)/35 a week to the presentation day. Month 1: 5 weeks of
    each, 45.53 + 58.29 = 103.8. Month 2: 4 weeks, 36.42 + 46.63 = 83.0. Month 9: weeks 35 to 37, 3 x 346/38 = 27.3.
    """
    participants = next(role for role in undated.effort.roles if role.role == "participant")
    assert by_month(participants.by_month) == {
        "Month 1": "103.8",
        "Month 2": "83",
        "Month 3": "83",
        "Month 4": "103.8",
        "Month 5": "83",
        "Month 6": "83",
        "Month 7": "103.8",
        "Month 8": "83",
        "Month 9": "27.3",
    }
    assert [month.title for month in undated.effort.months] == [
        "Before the start",
        *(f"Month {number}" for number in range(1, 11)),
    ]
    assert [month.short_title for month in undated.effort.months][:2] == ["Before", "Month 1"]
    lead = next(role for role in undated.effort.roles if role.role == "programme-lead")
    assert by_month(lead.by_month)["Before the start"] == "58"


def test_without_a_start_surgeries_are_counted_by_their_spacing(undated: Playbook) -> None:
    """From week 10 to week 33, two weeks before the last workshop, every 4 weeks: 6, so two coaches x 6 x 2 hours = 24.

    All others: 121 + 45 + 66 2/3 + 24 + 15 + 12 + 24 = 307 2/3.
    """
    coach = next(line for line in undated.effort.lines if line.assumption.id == "coach-surgeries")
    assert (coach.times, coach.hours) == (12, 24)
    assert hours(undated.effort.hours_of_others) == "307.7"


def test_without_a_start_there_are_no_dates(undated: Playbook) -> None:
    assert undated.schedule is None
    assert calendar(undated) is None
    assert calendars_by_role(undated) == {}
    assert [(warning.code, warning.message, warning.advice) for warning in undated.warnings] == [
        (
            "no-start",
            "The cohort has no start yet, so this plan counts in weeks.",
            "Give the day of the first workshop, and every date follows.",
        ),
        (
            "few-projects-fit",
            "Few projects fit with time to spare: of 6, 2 fit, 2 are tight, 2 do not fit.",
            "Ask for data now (3 fit, 2 tight) or run 2 months longer (3 fit, 2 tight).",
        ),
    ]
    assert set(letter_values(undated)) == {
        *("trust", "trust_short", "cohort", "sites", "who", "hours"),
        *("lead", "lead_email", "administrator", "administrator_email", "sponsor", "contact"),
        *("cost", "cost_range", "cost_hours_share"),
    }


def test_without_a_start_projects_have_the_weeks_of_the_calendar(undated: Playbook) -> None:
    """The charter is signed in week 9, and the presentation day is in week 35."""
    assert {fit.weeks_available for fit in undated.feasibility.values()} == {26}
    assert verdicts(undated)["ward-round"][0] == "tight"


# --- where a day is closed ---------------------------------------------------------------------------------


def test_a_start_on_a_closed_day_moves_to_the_next_open_one() -> None:
    """30 and 31 December are closed, 1 January is a bank holiday, then there is a weekend: Monday 4 January."""
    book = replanned("westbrook", cohort=cohort(start=datetime.date(2026, 12, 30)))

    assert days(book, EntryKind.WORKSHOP)["workshop-meeting"] == (
        "Mon 4 Jan 2027",
        "The day chosen for the first workshop; moved because that day is closed (reduced service)",
    )
    first = book.warnings[0]
    assert (first.code, first.message, first.advice) == (
        "start-moved",
        "The first workshop is on 4 January 2027, because 30 December 2026 is closed (reduced service).",
        "Choose another start if that day does not suit.",
    )


def test_where_every_week_nearby_is_closed_the_next_open_day_is_taken() -> None:
    """Workshop 2 is planned for 10 March. Closed from 17 February to 7 April are all Wednesdays from three weeks before
    to four weeks after. Thursday 8 April is the first open day from 10 March on."""
    book = replanned("westbrook", schedule=closed("2027-02-17", "2027-04-07"))

    assert days(book, EntryKind.WORKSHOP)["workshop-listening"] == (
        "Thu 8 Apr 2027",
        "7 weeks after the first workshop; moved because that day is closed (building works)",
    )


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        ("2027-03-08", "2027-03-12", "Wed 17 Mar 2027"),
        ("2027-03-08", "2027-03-19", "Wed 3 Mar 2027"),
        ("2027-03-01", "2027-03-19", "Wed 24 Mar 2027"),
        ("2027-03-01", "2027-03-26", "Wed 24 Feb 2027"),
        ("2027-02-22", "2027-03-26", "Wed 31 Mar 2027"),
        ("2027-02-22", "2027-04-02", "Wed 17 Feb 2027"),
        ("2027-02-15", "2027-04-02", "Wed 7 Apr 2027"),
    ],
)
def test_the_nearest_open_week_is_taken_the_later_one_first(first: str, last: str, day: str) -> None:
    """Workshop 2 is planned for Wednesday 10 March 2027."""
    book = replanned("westbrook", schedule=closed(first, last))

    assert workshop_days(book)[1] == day


def test_workshops_keep_their_order_when_one_moves() -> None:
    """A week apart. 27 January and 3 February are closed, so workshop 2 is on 10 February, and the others follow."""
    schedule = {**closed("2027-01-27", "2027-02-05"), "workshop_spacing_weeks": 1}
    book = replanned("westbrook", schedule=schedule)

    assert workshop_days(book) == [
        "Wed 20 Jan 2027",
        "Wed 10 Feb 2027",
        "Wed 17 Feb 2027",
        "Wed 24 Feb 2027",
        "Wed 3 Mar 2027",
        "Wed 10 Mar 2027",
    ]
    assert days(book, EntryKind.WORKSHOP)["workshop-systems"][1] == (
        "2 weeks after the first workshop; moved to be after 10 February 2027"
    )


def test_a_trust_that_is_always_closed_has_no_plan() -> None:
    with pytest.raises(InputFault) as fault:
        replanned("westbrook", schedule=closed("2026-06-01", "2030-12-31"))

    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == (
        "no-open-day",
        "no day is open for 400 days around 20 January 2027",
    )


def test_a_cohort_can_start_four_weeks_to_the_day_after_the_changeover() -> None:
    """The changeover of 2027 is on Wednesday 4 August; four weeks later is Wednesday 1 September."""
    book = replanned("westbrook", cohort=cohort(start=None, starts_after_changeover=2027))

    assert days(book, EntryKind.WORKSHOP)["workshop-meeting"] == (
        "Wed 1 Sep 2027",
        "4 weeks or more after the August changeover of 2027",
    )


@pytest.mark.parametrize(
    ("start", "changeovers"),
    [
        ("2026-05-06", "August changeover, 5 August 2026 (most grades)"),
        (
            "2026-05-13",
            "August changeover, 5 August 2026 (most grades); February changeover, 3 February 2027 (some posts)",
        ),
        ("2027-02-03", "August changeover, 4 August 2027 (most grades)"),
    ],
)
def test_a_changeover_concerns_a_cohort_after_its_first_day_and_up_to_its_last(start: str, changeovers: str) -> None:
    """38 weeks from 13 May 2026 are 3 February 2027, a changeover; a week earlier the cohort has ended before it."""
    book = replanned("westbrook", cohort=cohort(start=datetime.date.fromisoformat(start)))

    assert {warning.code: warning.message for warning in book.warnings}["straddles-changeover"] == (
        f"Some doctors may change post or trust during the programme: {changeovers}."
    )


# --- other choices -----------------------------------------------------------------------------------------


def test_weekdays_that_the_trust_wants() -> None:
    """Thursdays, else Tuesdays. The start stays a Wednesday. Workshop 5 on Thursday 5 August misses the changeover.

    Surgery 2 is planned for Thursday 29 April, which workshop 3 has; Tuesday of the same week is free.
    """
    book = replanned("westbrook", schedule={"weekdays": ["thursday", "tuesday"]})

    assert workshop_days(book) == [
        "Wed 20 Jan 2027",
        "Thu 11 Mar 2027",
        "Thu 29 Apr 2027",
        "Thu 17 Jun 2027",
        "Thu 5 Aug 2027",
        "Thu 23 Sep 2027",
    ]
    assert days(book, EntryKind.SURGERY)["surgery-2"] == (
        "Tue 27 Apr 2027",
        "Every 4 weeks from week 10; moved because another event has that day",
    )


def test_workshops_that_go_on_after_the_end() -> None:
    """Every 8 weeks: workshop 6 is in week 40, on 27 October. The programme ends in week 38, on 13 October.

    Workshop 2 is in week 8, so charters are signed in week 10, 30 weeks before the last workshop.
    """
    book = replanned("westbrook", schedule={"workshop_spacing_weeks": 8})

    assert workshop_days(book)[-1] == "Wed 27 Oct 2027"
    assert [(warning.code, warning.message) for warning in book.warnings][-2] == (
        "workshops-too-long",
        "The last workshop is on 27 October 2027, after the programme ends on 13 October 2027.",
    )
    assert {fit.weeks_available for fit in book.feasibility.values()} == {30}


def test_two_months() -> None:
    """2/9 of the usual weeks: 35 is 7.8, so 8; 38 is 8.4, so 8. Workshops in weeks 8 x n / 5: 0, 2, 3, 5, 6, 8.

    Workshops 2 and 3 are a week apart, and so are 4 and 5. One surgery, in week 4: week 8 is past week 6, two weeks
    before the last workshop. One visit.
    """
    book = replanned("westbrook", cohort=cohort(months=2))

    assert workshop_days(book) == [
        "Wed 20 Jan 2027",
        "Wed 3 Feb 2027",
        "Wed 10 Feb 2027",
        "Wed 24 Feb 2027",
        "Wed 3 Mar 2027",
        "Wed 17 Mar 2027",
    ]
    assert days(book, EntryKind.SURGERY) == {"surgery-1": ("Wed 17 Feb 2027", "Every 4 weeks from week 4")}
    assert days(book, EntryKind.SHADOWING) == {
        "shadowing-1": ("Wed 20 Jan 2027", "Wed 17 Mar 2027", "One visit each way")
    }
    assert windows(book, EntryKind.PAIR_MEETING) == [
        ("Wed 20 Jan 2027", "Tue 16 Feb 2027", "Pair meeting 1: Getting to know each other"),
        ("Wed 17 Feb 2027", "Wed 17 Mar 2027", "Pair meeting 2: Staying in touch"),
    ]
    assert {warning.code: warning.message for warning in book.warnings}["workshops-close"] == (
        "4 workshops are less than two weeks apart, from 3 February 2027."
    )


def test_surgeries_as_often_as_the_trust_wants() -> None:
    """Every 12 weeks, so from week 12 and not from week 10: 12 and 24; week 36 is past the last workshop."""
    book = replanned("westbrook", schedule={"surgery_spacing_weeks": 12})

    every = "Every 12 weeks from week 12"
    assert days(book, EntryKind.SURGERY) == {
        "surgery-1": ("Wed 14 Apr 2027", every),
        "surgery-2": ("Wed 7 Jul 2027", every),
    }


@pytest.mark.parametrize(
    ("closed_until", "last_surgeries"),
    [("2027-09-07", ["Wed 21 Jul 2027", "Wed 8 Sep 2027"]), ("2027-09-08", ["Wed 21 Jul 2027"])],
)
def test_a_surgery_that_would_move_into_the_last_two_weeks_is_left_out(
    closed_until: str, last_surgeries: list[str]
) -> None:
    """Surgery 6 is planned for 18 August and can move to 8 September, two weeks before workshop 6, but no further.

    Closed from 2 August, workshop 5 moves from the changeover to 28 July, three weeks before surgery 6.
    """
    book = replanned("westbrook", schedule=closed("2027-08-02", closed_until))

    assert workshop_days(book)[4:] == ["Wed 28 Jul 2027", "Wed 22 Sep 2027"]
    assert [day for day, _ in days(book, EntryKind.SURGERY).values()][4:] == last_surgeries  # type: ignore[misc]


def test_a_menu_of_one_theme_with_one_project_omitted() -> None:
    book = replanned("westbrook", menu={"themes": ["flow"], "omit": ["ward-round"]})

    assert [project.id for project in book.projects] == ["first-case", "home-visits", "safe-handover"]
    assert [choice for choice in chosen(book.omissions) if choice[0].startswith("Project: ")] == [
        ("Project: Quick letters", "its theme is not among the trust's themes"),
        ("Project: Ward round", "the trust leaves it out"),
        ("Project: Yearly review", "its theme is not among the trust's themes"),
    ]


def test_school_holidays_that_nobody_gave() -> None:
    book = replanned("westbrook", schedule={"avoid_school_holidays": True})

    assert [warning.message for warning in book.warnings if warning.code == "school-holidays-unknown"] == [
        "School holidays are to be avoided, but their dates are missing."
    ]


@pytest.mark.parametrize(("last", "known"), [("2027-07-14", False), ("2027-07-15", True)])
def test_school_holidays_are_known_up_to_ninety_days_before_the_end(last: str, known: bool) -> None:
    """The programme ends on 13 October 2027; ninety days before are 15 July."""
    day = datetime.date.fromisoformat(last)
    period = {"first": day, "last": day, "reason": "inset day"}
    book = replanned("westbrook", schedule={"avoid_school_holidays": True, "school_holidays": [period]})

    assert ("school-holidays-unknown" in {warning.code for warning in book.warnings}) is not known


def test_school_holidays_are_ignored_unless_they_are_to_be_avoided() -> None:
    day = datetime.date(2027, 3, 10)
    period = {"first": day, "last": day, "reason": "inset day"}

    ignored, avoided = (
        replanned("westbrook", schedule={"avoid_school_holidays": avoid, "school_holidays": [period]})
        for avoid in (False, True)
    )
    assert (workshop_days(ignored)[1], workshop_days(avoided)[1]) == ("Wed 10 Mar 2027", "Wed 17 Mar 2027")
