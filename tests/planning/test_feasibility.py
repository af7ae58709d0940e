"""Whether a project fits a cohort's weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.planning.feasibility import Verdict, counts, feasibility

NEEDS_26 = "needs 26 weeks after the charter, 4 of them to get data"


@pytest.mark.parametrize(
    ("weeks", "verdict", "reason"),
    [
        (30, "fits", "needs 26 of the 30 weeks after the charter"),
        (29, "tight", "needs 26 of the 29 weeks after the charter: ask for data before it"),
        (26, "tight", "needs 26 of the 26 weeks after the charter: ask for data before it"),
        (25, "tight", f"{NEEDS_26}, and the cohort has 25: plan 9 points after the change, not 10"),
        (19, "tight", f"{NEEDS_26}, and the cohort has 19: plan 3 points after the change, not 10"),
        (18, "does not fit", f"{NEEDS_26}, and the cohort has 18; if you ask for data now, it would be tight"),
        (15, "does not fit", f"{NEEDS_26}, and the cohort has 15; if you ask for data now, it would be tight"),
        (14, "does not fit", f"{NEEDS_26}, and the cohort has 14"),
    ],
)
def test_a_project_is_tight_before_it_does_not_fit(
    worked_library: Library, weeks: int, verdict: str, reason: str
) -> None:
    """Ward round: 4 weeks to get data, 22 weeks of work with 10 weekly points before and 10 after the change.

    With the data there on the day of the charter it needs 22 weeks, and 15 leave 3 points after the change.
    """
    fit = feasibility(worked_library.projects["ward-round"], weeks)

    assert (fit.verdict.value, fit.reason, fit.weeks_needed, fit.weeks_available) == (verdict, reason, 26, weeks)


@pytest.mark.parametrize(("weeks", "points", "verdict"), [(12, 4, "tight"), (11, 3, "does not fit")])
def test_a_run_chart_keeps_ten_points(worked_library: Library, weeks: int, points: int, verdict: str) -> None:
    """Quick letters needs 14 weeks and measures 6 points before: with 4 after there are 10, with 3 there are 9."""
    fit = feasibility(worked_library.projects["quick-letters"], weeks)

    assert (fit.points_before, fit.points_after, fit.verdict.value) == (6, points, verdict)


def test_a_single_point_is_no_plural(worked_library: Library) -> None:
    project = worked_library.projects["ward-round"]
    measurement = project.measurement.model_copy(update={"points_after": 8})

    assert feasibility(project.model_copy(update={"measurement": measurement}), 19).reason == (
        f"{NEEDS_26}, and the cohort has 19: plan 1 point after the change, not 8"
    )


@pytest.mark.parametrize(("weeks", "points", "verdict"), [(22, 1, "tight"), (21, 0, "does not fit")])
def test_one_point_after_the_change_is_enough_where_there_are_ten(
    worked_library: Library, weeks: int, points: int, verdict: str
) -> None:
    """Ward round with 5 weekly points after the change needs 26 weeks; 4 fewer leave 1 point, 5 fewer none."""
    project = worked_library.projects["ward-round"]
    timing = project.measurement.model_copy(update={"points_after": 5})
    fit = feasibility(project.model_copy(update={"measurement": timing}), weeks)

    assert (fit.points_after, fit.verdict.value) == (points, verdict)


def test_only_the_wait_for_data_counts_since_the_sponsor_is_found_before_the_charter(worked_library: Library) -> None:
    """First case on time: 3 weeks to get data, 5 to get a sponsor, 10 of work."""
    fit = feasibility(worked_library.projects["first-case"], 0)

    assert fit.reason == "needs 13 weeks after the charter, 3 of them to get data, and the cohort has 0"
    assert (fit.points_before, fit.points_after) == (0, 0)


@pytest.mark.parametrize(
    ("weeks", "verdict", "reason"),
    [
        (26, "fits", "needs 22 of the 26 weeks after the charter, with data asked for before the first workshop"),
        (22, "tight", "needs 22 of the 22 weeks after the charter, with data asked for before the first workshop"),
        (
            21,
            "tight",
            "needs 22 weeks after the charter, with data asked for before the first workshop, and the cohort has 21: "
            "plan 9 points after the change, not 10",
        ),
        (
            14,
            "does not fit",
            "needs 22 weeks after the charter, with data asked for before the first workshop, and the cohort has 14",
        ),
    ],
)
def test_a_programme_that_asks_for_data_first_waits_for_none(
    worked_library: Library, weeks: int, verdict: str, reason: str
) -> None:
    """Ward round has 22 weeks of work, 10 points before the change and 10 after it."""
    fit = feasibility(worked_library.projects["ward-round"], weeks, data_first=True)

    assert (fit.verdict.value, fit.reason) == (verdict, reason)
    assert fit.helped == fit


def test_a_project_that_waits_for_no_data_may_lose_no_week(worked_library: Library) -> None:
    project = worked_library.projects["ward-round"]
    at_hand = project.model_copy(update={"data": project.data.model_copy(update={"lead_weeks": 0})})

    assert feasibility(at_hand, 22).reason == "needs 22 of the 22 weeks after the charter: no week may be lost"
    assert feasibility(at_hand, 14).reason == "needs 22 weeks after the charter, and the cohort has 14"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((17, 8, 23), "17 fit, 8 are tight, 23 do not fit"), ((1, 1, 1), "1 fits, 1 is tight, 1 does not fit")],
)
def test_verdicts_are_counted_apart(numbers: tuple[int, ...], words: str) -> None:
    assert counts(verdict for verdict, number in zip(Verdict, numbers, strict=True) for _ in range(number)) == words


@given(st.data(), st.integers(0, 60))
def test_more_weeks_never_make_it_worse(library: Library, data: st.DataObject, weeks: int) -> None:
    project = data.draw(st.sampled_from(list(library.projects.values())))
    less, more = feasibility(project, weeks), feasibility(project, weeks + 1)

    assert more.order <= less.order
    assert more.verdict.rank <= less.verdict.rank
    assert more.points_after >= less.points_after
    assert less.points_after <= project.measurement.points_after
    assert less.weeks_needed == more.weeks_needed
