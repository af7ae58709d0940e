"""Whether a project fits a cohort's weeks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.planning.feasibility import Verdict, feasibility

WORDS = {Verdict.FITS: 0, Verdict.TIGHT: 1, Verdict.DOES_NOT_FIT: 2}


def test_a_project_fits_a_usual_cohort_and_not_a_short_one(library: Library) -> None:
    project = library.projects["theatre-first-case-start"]

    assert feasibility(project, 34).verdict is Verdict.FITS
    assert feasibility(project, 8).verdict is Verdict.DOES_NOT_FIT
    assert "the cohort has 8" in feasibility(project, 8).reason


def test_a_tight_project_is_told_how_to_fit(library: Library) -> None:
    project = library.projects["theatre-first-case-start"]
    needed = feasibility(project, 34).weeks_needed

    assert feasibility(project, needed).verdict is Verdict.TIGHT
    assert "start asking for data at once" in feasibility(project, needed).reason
    assert feasibility(project, needed - 2).verdict is Verdict.TIGHT
    assert f"plan {project.measurement.points_after - 2} points" in feasibility(project, needed - 2).reason


@given(st.data(), st.integers(0, 60))
def test_more_weeks_never_make_it_worse(library: Library, data: st.DataObject, weeks: int) -> None:
    project = data.draw(st.sampled_from(list(library.projects.values())))
    less, more = feasibility(project, weeks), feasibility(project, weeks + 1)

    assert WORDS[more.verdict] <= WORDS[less.verdict]
    assert more.points_after >= less.points_after
    assert less.points_after <= project.measurement.points_after
    assert less.weeks_needed == more.weeks_needed
