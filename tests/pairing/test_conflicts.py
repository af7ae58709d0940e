"""Which rules cannot hold together when somebody for whom there is a seat is left out."""

from __future__ import annotations

from generator.model.library import Library
from generator.model.scheme import HalfDay
from generator.pairing.conflicts import conflict
from tests.pairing import drawn_cohort
from tests.pairing.small_cohort import clinician, manager, small_cohort

MONDAY, FRIDAY = HalfDay.MONDAY_MORNING, HalfDay.FRIDAY_MORNING


def test_where_everybody_has_a_place_there_is_no_conflict(library: Library) -> None:
    assert conflict(drawn_cohort.drawn(library)) is None


def test_two_people_without_a_half_day_in_common(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann", days=[MONDAY]), manager("ben", days=[FRIDAY]))

    answer = conflict(cohort)

    assert answer is not None
    assert [(rule.kind.value, rule.people) for rule in answer.constraints] == [
        ("half-days", ()),
        ("days", ("ann",)),
        ("days", ("ben",)),
    ]
