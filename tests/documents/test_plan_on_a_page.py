"""The plan on a page: true to the weeks, and what does not fit is seen and said."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.documents.document import Table, plain
from generator.documents.plan_on_a_page import plan_drawing, plan_table, plans_table
from generator.model.base import Applicability
from generator.model.library import Library
from generator.planning.feasibility import Verdict
from generator.planning.menu import CohortWeeks
from generator.planning.playbook import plan
from generator.planning.project_plan import PhaseKind, ProjectPlan, own_plan, project_plan, usual_plans
from tests.planning.test_project_plan import projects

SVG = "{http://www.w3.org/2000/svg}"
BAR = "30"


def bars(plans: tuple[ProjectPlan, ...]) -> dict[float, list[tuple[str, float, float]]]:
    """The segments of each bar by where it is from the top: kind, left, width."""
    tree = ET.fromstring(plan_drawing(plans, "plan").svg)
    found: dict[float, list[tuple[str, float, float]]] = {}
    for rect in tree.iter(f"{SVG}rect"):
        if rect.attrib["height"] == BAR:
            kind = rect.attrib["class"].split()[-1]
            segment = (kind, float(rect.attrib["x"]), float(rect.attrib["width"]))
            found.setdefault(float(rect.attrib["y"]), []).append(segment)
    return found


def cells(table: Table) -> dict[str, list[str]]:
    return {plain(row[0]): [plain(cell) for cell in row[1:]] for row in table.rows}


@given(st.data())
def test_segments_are_as_long_as_the_weeks_and_end_where_the_next_begins(library: Library, data: st.DataObject) -> None:
    plans = usual_plans(data.draw(projects(library)), CohortWeeks.of(library))
    scale = (928 - 4) / max(one.last_week for one in plans)

    for one, segments in zip(plans, bars(plans).values(), strict=True):
        assert abs(sum(width for _, _, width in segments) - one.last_week * scale) < 0.5
        right = segments[0][1]
        for _, left, width in segments:
            assert abs(left - right) < 0.3
            right = left + width


@given(st.data())
def test_what_goes_beyond_the_presentation_day_looks_otherwise(library: Library, data: st.DataObject) -> None:
    plans = usual_plans(data.draw(projects(library)), CohortWeeks.of(library))
    scale = (928 - 4) / max(one.last_week for one in plans)

    for one, segments in zip(plans, bars(plans).values(), strict=True):
        beyond = sum(width for kind, _, width in segments if kind == "plan-beyond")
        assert (beyond > 0) == (one.fit.verdict is Verdict.DOES_NOT_FIT)
        assert abs(beyond - one.beyond * scale) < 0.5


def test_the_table_has_each_phase_and_each_verdict_with_its_reason(library: Library) -> None:
    project = library.projects["pre-surgery-assessment"]
    plans = usual_plans(project, CohortWeeks.of(library))
    table = plans_table(plans)
    said = cells(table)

    assert [plain(cell) for cell in table.header] == ["Part of the project", "6 months", "9 months", "12 months"]
    assert said["Does it fit?"] == [f"{one.fit.verdict.value.capitalize()}: {one.fit.reason}." for one in plans]
    assert said["Measure as it is"][0] == "Weeks 5 to 16, 12 points"
    assert said["Measure the change"][1] == "Weeks 21 to 34, 14 points"
    assert said["Weeks to spare"] == ["None", "None", "Weeks 37 to 45"]
    assert said["Presentation day"] == [f"After week {one.presentation}" for one in plans]


def test_the_drawing_says_in_words_what_it_shows(library: Library) -> None:
    plans = usual_plans(library.projects["pre-surgery-assessment"], CohortWeeks.of(library))
    drawing = plan_drawing(plans, "plan")

    for one in plans:
        assert f"{one.months} months: {one.fit.verdict.value}, {one.fit.reason}" in drawing.description
    assert ET.fromstring(drawing.svg).find(f"{SVG}desc").text == drawing.description  # type: ignore[union-attr]


def test_a_project_that_is_for_long_cohorts_alone_is_shown_in_those(library: Library) -> None:
    project = library.projects["admission-review"]
    cohorts = CohortWeeks.of(library)

    def months(rule: Applicability) -> list[int]:
        return [one.months for one in usual_plans(project.model_copy(update={"only_for": rule}), cohorts)]

    assert months(Applicability()) == [6, 9, 12]
    assert months(Applicability(months_at_least=9)) == [9, 12]
    assert months(Applicability(months_at_least=15)) == [15]
    assert months(Applicability(months_at_most=4)) == [4]


def test_a_trusts_own_plan_has_its_days(library: Library) -> None:
    playbook = plan(library, "westbrook")
    project = library.trusts["westbrook"].projects["shared-equipment-store"]
    one = own_plan(project, playbook)
    day = datetime.date(2027, 6, 30)
    said = cells(plan_table(one, playbook.schedule.start, day))  # type: ignore[union-attr]

    assert one.months == playbook.profile.cohort.months
    assert one.fit == playbook.feasibility[project.id]
    assert said["Agree it and get the data"] == ["Weeks 1 to 3", "Wed 20 Jan 2027 to Tue 9 Feb 2027", ""]
    assert said["Measure as it is"] == ["Weeks 4 to 9", "Wed 10 Feb 2027 to Tue 23 Mar 2027", "6 points"]
    assert said["Presentation day"] == ["After week 23", "Wed 30 Jun 2027", ""]
    assert "Days" not in [plain(cell) for cell in plan_table(one, None, None).header]


def test_work_of_no_weeks_between_the_points_takes_no_row(library: Library) -> None:
    project = library.projects["admission-review"]
    short = project.model_copy(update={"duration_weeks": project.measurement.weeks})
    one = project_plan(short, 9, 34)

    assert PhaseKind.CHANGE not in {phase.kind for phase in one.phases}
    assert "Prepare and try the change" not in cells(plans_table((one,)))
