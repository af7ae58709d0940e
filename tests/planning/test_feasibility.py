"""Whether a project fits a cohort's weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.planning.feasibility import Verdict, feasibility

WORDS = {Verdict.FITS: 0, Verdict.TIGHT: 1, Verdict.DOES_NOT_FIT: 2}


@pytest.mark.parametrize(
    ("weeks", "verdict", "reason"),
    [
        (30, "fits", "needs 26 of 30 weeks"),
        (29, "tight", "needs 26 of 29 weeks: start asking for data at once"),
        (26, "tight", "needs 26 of 26 weeks: start asking for data at once"),
        (25, "tight", "needs 26 weeks, the cohort has 25: plan 9 points after the change, not 10"),
        (19, "tight", "needs 26 weeks, the cohort has 19: plan 3 points after the change, not 10"),
        (18, "does not fit", "needs 26 weeks, 4 of them to get data; the cohort has 18"),
    ],
)
def test_a_project_is_tight_before_it_does_not_fit(
    worked_library: Library, weeks: int, verdict: str, reason: str
) -> None:
    """Ward round: 4 weeks to get data, 22 weeks of work with 10 weekly points before and 10 after the change."""
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
        "needs 26 weeks, the cohort has 19: plan 1 point after the change, not 8"
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


def test_the_longer_of_data_and_sponsor_counts(worked_library: Library) -> None:
    """First case on time: 3 weeks to get data, 5 to get a sponsor, 10 of work. Home visits: 6 and 6."""
    sponsor, equal = (worked_library.projects[id] for id in ("first-case", "home-visits"))

    assert feasibility(sponsor, 0).reason == "needs 15 weeks, 5 of them to get a sponsor; the cohort has 0"
    assert feasibility(equal, 0).reason == "needs 30 weeks, 6 of them to get data; the cohort has 0"
    assert (feasibility(sponsor, 0).points_before, feasibility(sponsor, 0).points_after) == (0, 0)


@given(st.data(), st.integers(0, 60))
def test_more_weeks_never_make_it_worse(library: Library, data: st.DataObject, weeks: int) -> None:
    project = data.draw(st.sampled_from(list(library.projects.values())))
    less, more = feasibility(project, weeks), feasibility(project, weeks + 1)

    assert WORDS[more.verdict] <= WORDS[less.verdict]
    assert more.points_after >= less.points_after
    assert less.points_after <= project.measurement.points_after
    assert less.weeks_needed == more.weeks_needed
