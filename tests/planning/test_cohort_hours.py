"""Hours of a small cohort by what they are counted for, each worked out by hand.

Four people in two pairs on one site, six months, three workshops of an hour on 13 January, 24 March and 2 June, three
design surgeries on 31 March, 14 April and 5 May.
"""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.effort import Counted
from generator.planning.effort import EffortLine
from tests.planning import cohort

PARTICIPANT, GROUP, WORKSHOP = Counted.PARTICIPANT, Counted.GROUP, Counted.WORKSHOP
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
