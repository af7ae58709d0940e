"""Hours of a small cohort by what they are counted for, each worked out by hand.

Four people in two pairs on one site, six months, three workshops of an hour on 13 January, 24 March and 2 June, three
design surgeries on 31 March, 14 April and 5 May.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from generator.model.effort import Counted, Every
from generator.planning.effort import EffortLine
from generator.planning.figures import Range
from tests.planning import cohort

PARTICIPANT, GROUP, WORKSHOP = Counted.PARTICIPANT, Counted.GROUP, Counted.WORKSHOP
START = datetime.date(2027, 1, 13)
SURGERY, MONTH, SITE = Counted.SURGERY, Counted.MONTH, Counted.SITE


def line(hours: float, *each: Counted, start: bool = True, months: int = 6, **values: Any) -> EffortLine:
    rules = cohort.effort(cohort.assumption("work", "coach", hours, each=list(each), **values))
    library = cohort.library().model_copy(update={"effort": rules})
    choices: dict[str, Any] = {"schedule": {"surgery_spacing_weeks": 3}, "months": months}
    (line,) = cohort.book(library, **choices, **({} if start else {"start": None})).effort.lines
    return line


def by_month(line: EffortLine) -> dict[str, float]:
    return {month.title: float(hours) for month, hours in line.by_month.items()}


@pytest.mark.parametrize(
    ("each", "times"),
    [
        ((), 1),
        ((PARTICIPANT,), 4),
        ((GROUP,), 2),
        ((WORKSHOP,), 3),
        ((SURGERY,), 3),
        ((MONTH,), 6),
        ((SITE,), 1),
        ((PARTICIPANT, WORKSHOP), 12),
    ],
)
def test_what_hours_are_multiplied_by(each: tuple[Counted, ...], times: int) -> None:
    work = line(2.0, *each)

    assert (work.times, float(work.hours)) == (times, 2 * times)
    assert sum(by_month(work).values()) == pytest.approx(2 * times)


def test_the_length_of_each_workshop_is_added_for_everybody_in_it() -> None:
    """Four people in three hours of workshops, and half an hour each time besides."""
    assert line(0.5, PARTICIPANT, WORKSHOP, workshop_length=True).times == 12
    assert float(line(0.5, PARTICIPANT, WORKSHOP, workshop_length=True).hours) == 18
    assert float(line(0.0, PARTICIPANT, WORKSHOP, workshop_length=True).hours) == 12
    assert float(line(1.0, workshop_length=True, people=2).hours) == 2 + 2 * 3


def test_hours_at_workshops_are_in_their_months() -> None:
    expected = {"January 2027": 6.0, "March 2027": 6.0, "June 2027": 6.0}

    assert by_month(line(0.5, PARTICIPANT, WORKSHOP, workshop_length=True)) == expected
    assert by_month(line(1.5, PARTICIPANT, WORKSHOP)) == expected


def test_hours_at_surgeries_are_in_their_months() -> None:
    assert by_month(line(2.0, SURGERY)) == {"March 2027": 2.0, "April 2027": 2.0, "May 2027": 2.0}


def test_hours_between_two_milestones_are_in_the_weeks_between() -> None:
    """Places are confirmed on 18 November, eight weeks before the start: 2 in November, 5 in December, 1 in January."""
    work = line(8.0, since="places-confirmed", until="launch")

    assert by_month(work) == {"November 2026": 2.0, "December 2026": 5.0, "January 2027": 1.0}
    assert by_month(line(8.0, since="programme-end")) == {"June 2027": 8.0}


def test_without_a_start_hours_are_in_counted_months() -> None:
    """A month has 4.33 weeks: weeks 0 to 4 are month 1, weeks 5 to 8 month 2."""
    assert by_month(line(8.0, since="places-confirmed", until="launch", start=False)) == {"Before the start": 8.0}
    assert by_month(line(24.0, since="launch", until="programme-end", start=False)) == {
        "Month 1": 5.0,
        "Month 2": 4.0,
        "Month 3": 4.0,
        "Month 4": 5.0,
        "Month 5": 4.0,
        "Month 6": 2.0,
    }


def test_no_hours_are_in_no_month() -> None:
    assert by_month(line(0.0, PARTICIPANT)) == {}


# --- hours that come again ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "since", "until", "times"),
    [
        (Every.WEEK, None, None, 24),
        (Every.WEEK, "launch", "presentation-day", 20),
        (Every.WEEK, "decision", "launch", 30),
        (Every.WEEK, "programme-end", "launch", 0),
        (Every.MONTH, None, None, 6),
        (Every.MONTH, "decision", "launch", 7),
        (Every.MONTH, "launch", "presentation-day", 5),
        (Every.MONTH, "programme-end", "launch", 0),
        (None, "decision", "launch", 1),
    ],
)
def test_hours_in_every_week_or_month(every: Every | None, since: str | None, until: str | None, times: int) -> None:
    """From the first workshop to the end, unless two milestones are named. A month has 4.33 weeks: 30 weeks are 6.9
    months, 20 are 4.6, 24 are 5.5, rounded."""
    work = line(2.0, every=every, since=since, until=until)

    assert (work.times, float(work.hours)) == (times, 2 * times)


@pytest.mark.parametrize(("groups", "times"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_hours_for_every_four_groups_begun(groups: int, times: int) -> None:
    rules = cohort.effort(cohort.assumption("work", "coach", 2.0, groups_each=4))
    (work,) = cohort.book(cohort.library().model_copy(update={"effort": rules}), groups=groups).effort.lines

    assert work.times == times


def test_hours_of_some_staff_groups_alone() -> None:
    """Two of the four participants are doctors; nobody is a cook."""
    doctors = line(2.0, PARTICIPANT, staff_groups=["resident-doctors"])
    both = line(2.0, PARTICIPANT, staff_groups=["resident-doctors", "managers"])
    rules = cohort.effort(cohort.assumption("work", "coach", 2.0, staff_groups=["cooks"]))

    assert (doctors.times, both.times) == (2, 4)
    assert cohort.book(cohort.library().model_copy(update={"effort": rules})).effort.lines == ()


@pytest.mark.parametrize(
    ("values", "running"),
    [
        ({}, True),
        ({"since": "launch", "until": "presentation-day"}, True),
        ({"since": "places-confirmed"}, False),
        ({"until": "board-report"}, False),
        ({"since": "presentation-day", "until": "presentation-day"}, False),
    ],
)
def test_which_hours_fall_while_the_programme_runs(values: dict[str, Any], running: bool) -> None:
    assert line(2.0, **values).running is running


def test_what_the_plan_counts() -> None:
    """Without dates there are as many meetings and visits, and a surgery every three weeks from week 10 to week 18."""
    dated, undated = (cohort.book(start=start, schedule={"surgery_spacing_weeks": 3}) for start in (START, None))
    expected = {
        Counted.PARTICIPANT: 4,
        Counted.GROUP: 2,
        Counted.WORKSHOP: 3,
        Counted.SURGERY: 3,
        Counted.MEETING: 6,
        Counted.VISIT: 3,
        Counted.MONTH: 6,
        Counted.SITE: 1,
    }

    assert dict(dated.effort.counts) == dict(undated.effort.counts) == expected
    assert cohort.book(start=None, months=12).effort.counts[Counted.SURGERY] == 5
    assert cohort.book(start=None, months=2).effort.counts[Counted.VISIT] == 1
    assert cohort.book(start=None, months=4).effort.counts[Counted.VISIT] == 2
    assert cohort.book(start=None, months=12).effort.counts[Counted.VISIT] == 3


def test_surgeries_without_dates_follow_the_trusts_own_weeks() -> None:
    """Two workshops in weeks 0 and 14 leave room for one surgery, in week 10; three in weeks 0, 3 and 9 for none."""
    two = [{"workshop": "listening"}, {"workshop": "asking"}]
    own = cohort.book(start=None, workshops=two, schedule={"workshop_weeks": [0, 14]})

    assert own.effort.counts[Counted.SURGERY] == 1
    assert cohort.book(start=None, schedule={"workshop_weeks": [0, 3, 9]}).effort.counts[Counted.SURGERY] == 0


def test_hours_of_projects_are_those_of_the_projects_in_the_weeks_for_them() -> None:
    """Three projects ask for 4, 6 and 9 hours a month; the cohort has 20 weeks, which are 60/13 months, for them."""
    hours = {"a": 4.0, "b": 6.0, "c": 9.0}
    base = cohort.library()
    projects = {id: cohort.project(id=id, hours_a_month=number) for id, number in hours.items()}
    rules = cohort.effort(cohort.assumption("project", "participant", 5.0, each=[PARTICIPANT], from_projects=True))
    library = base.model_copy(update={"projects": projects, "effort": rules})
    effort = cohort.book(library).effort
    (work,) = effort.lines
    own = cohort.book(library, hours={"project": 3.0}).effort
    without = cohort.book(library, menu={"omit": ["a", "b", "c"]}).effort

    assert effort.project is not None
    assert effort.project.a_month == Range(Fraction(4), Fraction(6), Fraction(9))
    assert effort.project.weeks == 20
    assert work.range == Range(Fraction(960, 13), Fraction(1440, 13), Fraction(2160, 13))
    assert (work.hours_each, work.times, work.adjusted, work.running) == (Fraction(360, 13), 4, False, True)
    assert own.project is not None
    assert (own.project.a_month, own.lines[0].adjusted) == (Range.of(Fraction(3)), True)
    assert without.project is not None
    assert without.project.a_month == Range.of(Fraction(5))
    assert [f"{month.title}" for month in work.by_month] == [
        "January 2027",
        "February 2027",
        "March 2027",
        "April 2027",
        "May 2027",
    ]


def test_hours_of_one_participant_are_those_of_each_role_of_participants() -> None:
    """The clinician has 3 hours, the manager 2, and everybody 1: each counts all four participants."""
    rules = cohort.effort(
        cohort.assumption("doctor", "clinician-participant", 3.0, each=[PARTICIPANT]),
        cohort.assumption("everybody", "participant", 1.0, each=[PARTICIPANT]),
        cohort.assumption("office", "administrator", 5.0),
    )
    effort = cohort.book(cohort.library().model_copy(update={"effort": rules})).effort
    none = cohort.book(
        cohort.library().model_copy(update={"effort": cohort.effort(cohort.assumption("office", "administrator", 5.0))})
    ).effort

    assert effort.a_person == Range.of(Fraction(4))
    assert (effort.hours, effort.hours_of_others) == (21, 5)
    assert none.a_person is None
    assert (effort.programme_weeks, effort.programme_months) == (24, 6)
