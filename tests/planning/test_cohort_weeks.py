"""The weeks of the small cohort before holidays move anything, each worked out by hand.

Six months are the usual length: workshops in weeks 0, 10 and 20, the programme's end in week 24.
"""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.base import Timing
from generator.model.calendar_rules import CalendarRules
from generator.model.library import Library
from generator.model.schedule_preferences import SchedulePreferences
from generator.planning.weeks import PlanWeeks, least_lead_in_weeks, week_in_words
from tests.planning import cohort

ALL = cohort.WORKSHOPS


def library(calendar: CalendarRules | None = None, **programme: Any) -> Library:
    base = cohort.library()
    changes = {"programme": base.programme.model_copy(update=programme), "calendar": calendar or base.calendar}
    return base.model_copy(update=changes)


def weeks(of: Library | None = None, months: int = 6, run: tuple[str, ...] = ALL, **choices: Any) -> PlanWeeks:
    return PlanWeeks.of(of or library(), months, run, SchedulePreferences.model_validate(choices, strict=False))


def run_weeks(of: PlanWeeks) -> list[int]:
    return [of.workshops[id] for id in of.run]


@pytest.mark.parametrize(
    ("lead_in", "decision", "opening", "closing", "confirmed", "event"),
    [
        (None, -30, -16, -12, -8, -2),
        (31, -30, -16, -12, -8, -2),
        (30, -30, -16, -12, -8, -2),
        (20, -20, -12, -9, -6, -2),
        (10, -10, -8, -6, -4, -2),
        (9, -10, -8, -6, -4, -2),
    ],
)
def test_a_shorter_preparation_brings_each_milestone_nearer(
    lead_in: int | None, decision: int, opening: int, closing: int, confirmed: int, event: int
) -> None:
    """20 weeks are half-way between the usual 30 and the least 10. The pairing event has no least weeks."""
    milestones = PlanWeeks.of(library(cohort.calendar_with_least(cohort.LEAST)), lead_in=lead_in).milestones

    assert list(milestones.values()) == [decision, opening, closing, confirmed, event, 0, 20, 24, 30, 50]


@pytest.mark.parametrize(
    ("lead_in", "notice", "opening", "confirmed"),
    [(11, 0, -8, 0), (11, 1, -9, -1), (12, 1, -9, -1), (10, 1, -8, 0), (30, 1, -16, -8), (12, 9, -10, -2)],
)
def test_places_are_confirmed_before_the_notice_that_leave_needs_as_far_as_there_is_time(
    lead_in: int, notice: int, opening: int, confirmed: int
) -> None:
    """Places may be confirmed in week 0. With 11 weeks for the preparation, one more than the least, a week's notice
    takes that week; without notice everything is 1/20 of the way to the usual weeks, less than half a week."""
    least = library(cohort.calendar_with_least({**cohort.LEAST, "places-confirmed": 0}))
    milestones = PlanWeeks.of(least, lead_in=lead_in, notice=notice).milestones

    assert (milestones["applications-open"], milestones["places-confirmed"]) == (opening, confirmed)
    assert PlanWeeks.of(least, lead_in=11).milestones["places-confirmed"] == 0


def test_a_preparation_that_cannot_be_shorter_stays_as_long() -> None:
    always = library(cohort.calendar_with_least({"decision": -30, "applications-open": -4}))

    assert PlanWeeks.of(always, lead_in=20).milestones["applications-open"] == -16


def test_the_fewest_weeks_of_preparation_are_those_of_the_milestone_that_needs_most() -> None:
    """Without least weeks of its own a milestone keeps its usual ones: the decision, 30 weeks before."""
    assert least_lead_in_weeks(cohort.calendar_with_least(cohort.LEAST)) == 10
    assert least_lead_in_weeks(cohort.calendar_with_least({"applications-open": -8})) == 30
    assert least_lead_in_weeks(cohort.calendar()) == 0


@pytest.mark.parametrize(
    ("programme", "choices", "run", "expected"),
    [
        ([], {}, ALL, [0, 10, 20]),
        ([0, 12, 20], {}, ALL, [0, 12, 20]),
        ([0, 12, 20], {"workshop_spacing": "even"}, ALL, [0, 10, 20]),
        ([0, 12, 20], {"workshop_spacing_weeks": 5}, ALL, [0, 5, 10]),
        ([0, 12, 20], {"workshop_weeks": [0, 3, 9]}, ALL, [0, 3, 9]),
        ([0, 12, 20], {"workshop_weeks": [0, 3]}, ALL, [0, 12, 20]),
        ([0, 12, 20], {}, ("asking", "presenting"), [0, 20]),
        ([0, 12, 20], {}, ("listening", "asking"), [0, 20]),
        ([0, 12, 20], {}, ("asking", "listening", "presenting"), [0, 10, 20]),
        ([0, 12, 20], {}, ("asking",), [0]),
        ([], {}, ("asking", "presenting"), [0, 20]),
    ],
)
def test_the_weeks_of_the_workshops(
    programme: list[int], choices: dict[str, Any], run: tuple[str, ...], expected: list[int]
) -> None:
    """The first at 0 and the last on presentation day, unless the trust has its own weeks; in another order than the
    programme's the weeks would not rise, so they are spread evenly."""
    assert run_weeks(weeks(library(workshop_weeks=programme), run=run, **choices)) == expected


def test_a_longer_cohort_stretches_the_weeks_of_its_workshops() -> None:
    assert run_weeks(weeks(library(workshop_weeks=[0, 12, 20]), months=12)) == [0, 24, 40]
    assert run_weeks(weeks(library(workshop_weeks=[0, 12, 20]), months=3)) == [0, 6, 10]
    assert run_weeks(PlanWeeks.of(library(workshop_weeks=[0, 12, 20]))) == [0, 12, 20]


def test_a_workshop_that_is_not_run_has_its_usual_week() -> None:
    """One that the programme does not name has presentation day's."""
    assert weeks(run=("listening", "presenting"), months=12).workshops["asking"] == 20
    named = library(workshops=["listening", "presenting"])
    assert weeks(named, run=("listening", "presenting")).workshops == {"listening": 0, "asking": 20, "presenting": 20}


@pytest.mark.parametrize(
    ("months", "spacing", "charter", "expected"),
    [
        (6, 4, None, [10, 14, 18]),
        (6, 3, None, [10, 13, 16]),
        (6, 12, None, [12]),
        (6, 4, 9, [10, 14, 18]),
        (6, 4, 10, [11, 15]),
        (12, 6, None, [20, 26, 32, 38]),
        (3, 3, None, [5, 8]),
        (3, 3, 0, [5, 8]),
    ],
)
def test_surgeries_come_after_the_charter_and_two_weeks_before_the_last_workshop(
    months: int, spacing: int, charter: int | None, expected: list[int]
) -> None:
    """The first is in week 10 of a usual cohort at the earliest, and no sooner than one spacing after the start."""
    of = weeks(months=months)

    assert list(of.surgeries(spacing, charter, of.workshops["presenting"])) == expected


def test_the_charter_and_the_last_workshop_bound_the_usual_surgeries() -> None:
    charter = Timing(workshop="asking", weeks_after=2)

    assert weeks(library(charter=charter)).charter == 12
    assert list(weeks(library(charter=charter)).usual_surgeries(3)) == [13, 16]
    assert list(weeks(workshop_spacing_weeks=6).usual_surgeries(3)) == [10]
    assert weeks().charter is None
    assert list(weeks(run=()).usual_surgeries(4)) == [10, 14, 18, 22]


@pytest.mark.parametrize(
    ("timing", "months", "week"),
    [
        ({"milestone": "decision", "weeks_after": 2}, 12, -28),
        ({"milestone": "programme-end", "weeks_before": 3}, 12, 45),
        ({"milestone": "programme-end"}, 6, 24),
        ({"workshop": "listening", "weeks_after": 3}, 6, 3),
        ({"workshop": "listening", "weeks_after": 3}, 12, 6),
        ({"workshop": "listening", "weeks_after": 1}, 2, 1),
        ({"workshop": "listening", "weeks_after": 15}, 6, 9),
        ({"workshop": "listening", "weeks_before": 3}, 6, -3),
        ({"workshop": "asking"}, 6, 10),
        ({"workshop": "asking", "weeks_after": 10}, 6, 19),
        ({"workshop": "asking", "weeks_before": 10}, 6, 1),
        ({"workshop": "asking", "weeks_before": 3}, 6, 7),
        ({"workshop": "asking", "weeks_before": 1}, 2, 3),
        ({"workshop": "presenting", "weeks_after": 2}, 6, 22),
        ({"workshop": "presenting", "weeks_before": 12}, 6, 11),
    ],
)
def test_what_is_timed_from_a_workshop_stays_between_its_neighbours(
    timing: dict[str, Any], months: int, week: int
) -> None:
    """Weeks from a workshop stretch with the cohort, down to one week; those from a milestone do not.

    Two months are a third of the usual length: workshops in weeks 0, 4 and 7.
    """
    assert weeks(months=months).week(Timing.model_validate(timing)) == week


def test_what_is_timed_from_a_workshop_that_is_not_run_stays_between_those_that_are() -> None:
    of = weeks(run=("listening", "presenting"))

    assert of.week(Timing(workshop="asking", weeks_after=15)) == 19
    assert of.week(Timing(workshop="asking", weeks_before=15)) == 1


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        ({"milestone": "decision"}, "Decision"),
        ({"milestone": "applications-open", "weeks_before": 4}, "4 weeks before: applications open"),
        ({"milestone": "applications-open", "weeks_after": 1}, "1 week after: applications open"),
        ({"milestone": "board-report", "weeks_before": 2}, "2 weeks before: QI report"),
        ({"workshop": "asking"}, "The day of the workshop Asking"),
        ({"workshop": "asking", "weeks_after": 3}, "3 weeks after the workshop Asking"),
        ({"workshop": "asking", "weeks_before": 1}, "1 week before the workshop Asking"),
    ],
)
def test_a_timing_in_words(timing: dict[str, Any], words: str) -> None:
    """A title that begins with an abbreviation keeps its capitals."""
    calendar = cohort.calendar()
    report = calendar.milestones["board-report"].model_copy(update={"title": "QI report"})
    calendar = calendar.model_copy(update={"milestones": {**calendar.milestones, "board-report": report}})

    assert weeks(library(calendar)).in_words(Timing.model_validate(timing)) == words


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (0, "the week of the first workshop"),
        (-1, "1 week before the first workshop"),
        (1, "1 week after the first workshop"),
        (3, "3 weeks after the first workshop"),
    ],
)
def test_a_week_in_words(week: int, words: str) -> None:
    assert week_in_words(week) == words
