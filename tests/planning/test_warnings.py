"""What a planner is told before the plan is printed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.library import Library
from tests.planning.profiles import playbook, profile


def codes(library: Library, **values: Any) -> list[str]:
    return [warning.code for warning in playbook(library, profile(**values)).warnings]


def test_a_cohort_across_august_is_told_who_may_move(library: Library) -> None:
    book = playbook(library, profile(start=datetime.date(2027, 4, 14)))
    august = [warning for warning in book.warnings if "changeover" in warning.code]

    assert "4 August 2027" in august[0].message
    assert "ST3 to ST8" in august[0].message


def test_a_cohort_of_managers_and_nurses_does_not_care_about_changeovers(library: Library) -> None:
    assert "straddles-changeover" not in codes(library, staff=("nurses", "managers"))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"start": datetime.date(2028, 9, 13)}, "calendar-ends"),
        ({"schedule": {"notice": {"study-leave": 12}}}, "too-little-time"),
        ({"months": 2}, "workshops-close"),
        ({"schedule": {"workshop_spacing_weeks": 12}}, "workshops-too-long"),
        ({"schedule": {"avoid_school_holidays": True}}, "school-holidays-unknown"),
    ],
)
def test_what_does_not_work_out_is_said(library: Library, values: dict[str, Any], code: str) -> None:
    assert code in codes(library, **values)
    assert code not in codes(library)
