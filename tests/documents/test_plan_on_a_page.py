"""The plan on a page: true to scale, with what does not fit shown and described."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.documents.document import Table, plain
from generator.documents.plan_on_a_page import plan_drawing, plan_table, plans_table
from generator.documents.svg import WIDTH
from generator.model.base import Applicability
from generator.model.library import Library
from generator.planning.feasibility import Verdict, feasibility
from generator.planning.menu import CohortWeeks
from generator.planning.playbook import plan
from generator.planning.project_plan import PhaseKind, ProjectPlan, own_plan, project_plan, usual_plans
from tests.planning.test_project_plan import projects

SVG = "{http://www.w3.org/2000/svg}"
BAR = "30"


def bars(plans: tuple[ProjectPlan, ...]) -> dict[float, list[tuple[str, float, float]]]:
    """The segments of each bar by where it is from the top: kind, left, width."""
    tree = ET.fromstring(plan_drawing(plans, "plan").svg)
    segments_by_row: dict[float, list[tuple[str, float, float]]] = {}
    for rect in tree.iter(f"{SVG}rect"):
        if rect.attrib["height"] == BAR:
            kind = rect.attrib["class"].split()[-1]
            segment = (kind, float(rect.attrib["x"]), float(rect.attrib["width"]))
            segments_by_row.setdefault(float(rect.attrib["y"]), []).append(segment)
    return segments_by_row


def cells(table: Table) -> dict[str, list[str]]:
    return {plain(row[0]): [plain(cell) for cell in row[1:]] for row in table.rows}


@given(st.data())
def test_segments_are_as_long_as_the_weeks_and_end_where_the_next_begins(library: Library, data: st.DataObject) -> None:
    plans = usual_plans(data.draw(projects(library)), CohortWeeks(library))
    scale = (WIDTH - 4) / max(each.last_week for each in plans)

    for each, segments in zip(plans, bars(plans).values(), strict=True):
        assert abs(sum(width for _, _, width in segments) - each.last_week * scale) < 0.5
        right = segments[0][1]
        for _, left, width in segments:
            assert abs(left - right) < 0.3
            right = left + width


@given(st.data())
def test_work_after_the_presentation_day_looks_different(library: Library, data: st.DataObject) -> None:
    plans = usual_plans(data.draw(projects(library)), CohortWeeks(library))
    scale = (WIDTH - 4) / max(each.last_week for each in plans)

    for each, segments in zip(plans, bars(plans).values(), strict=True):
        beyond = sum(width for kind, _, width in segments if kind == "plan-beyond")
        assert (beyond > 0) == (each.fit.verdict is Verdict.DOES_NOT_FIT)
        assert abs(beyond - each.beyond * scale) < 0.5


def test_the_table_has_each_phase_and_each_verdict_with_its_reason(worked_library: Library) -> None:
    """Ward round in 17, 26 and 35 weeks: 4 to get the data, 10 points, 2 of change, 10 points; 17 are too few."""
    table = plans_table(usual_plans(worked_library.projects["ward-round"], CohortWeeks(worked_library)))

    assert [plain(cell) for cell in table.header] == ["Weeks after the charter", "6 months", "9 months", "12 months"]
    assert cells(table) == {
        "Get the data": ["Weeks 1 to 4"] * 3,
        "Measure as it is": ["Weeks 5 to 14, 10 points"] * 3,
        "Prepare and try the change": ["Weeks 15 to 16"] * 3,
        "Measure the change": ["Weeks 17 to 26, 10 points"] * 3,
        "Weeks to spare": ["None", "None", "Weeks 27 to 35"],
        "Presentation day": ["After week 17", "After week 26", "After week 35"],
        "Does it fit?": [
            "Does not fit: needs 26 weeks after the charter, 4 of them to get data, and the cohort has 17; "
            "if you ask for data now, it would be tight.",
            "Tight: needs 26 of the 26 weeks after the charter: ask for data before it.",
            "Fits: needs 26 of the 35 weeks after the charter.",
        ],
    }


def test_the_drawing_says_in_words_what_it_shows(worked_library: Library) -> None:
    plans = usual_plans(worked_library.projects["ward-round"], CohortWeeks(worked_library))
    drawing = plan_drawing(plans, "plan")

    for each in plans:
        assert f"{each.months} months: {each.fit.verdict.value}, {each.fit.reason}" in drawing.description
    assert ET.fromstring(drawing.svg).find(f"{SVG}desc").text == drawing.description  # type: ignore[union-attr]


def test_a_project_only_for_long_cohorts_is_shown_in_those(worked_library: Library) -> None:
    project = worked_library.projects["ward-round"]
    cohorts = CohortWeeks(worked_library)

    def months(rule: Applicability) -> list[int]:
        return [each.months for each in usual_plans(project.model_copy(update={"only_for": rule}), cohorts)]

    assert months(Applicability()) == [6, 9, 12]
    assert months(Applicability(months_at_least=9)) == [9, 12]
    assert months(Applicability(months_at_least=15)) == [15]
    assert months(Applicability(months_at_most=4)) == [4]


def test_a_trusts_own_plan_has_its_days(worked_library: Library) -> None:
    """five_groups_of_three.md has the working."""
    playbook = plan(worked_library, "northvale")
    assert playbook.schedule is not None
    own = own_plan(worked_library.trusts["northvale"].projects["shared-records"], playbook)
    presentation = datetime.date(2028, 2, 15)

    assert own.months == 6
    assert own.fit == playbook.feasibility["shared-records"]
    assert cells(plan_table(own, playbook.project_weeks.charter_day, presentation)) == {
        "Get the data": ["Weeks 1 to 3", "Fri 15 Oct 2027 to Thu 4 Nov 2027", ""],
        "Measure as it is": ["Weeks 4 to 11", "Fri 5 Nov 2027 to Thu 30 Dec 2027", "8 points"],
        "Prepare and try the change": ["Week 12", "Fri 31 Dec 2027 to Thu 6 Jan 2028", ""],
        "Measure the change": ["Weeks 13 to 17", "Fri 7 Jan 2028 to Thu 10 Feb 2028", "5 points"],
        "Presentation day": ["After week 17", "Tue 15 Feb 2028", ""],
    }
    assert "Days" not in [plain(cell) for cell in plan_table(own, None, None).header]


def test_work_of_no_weeks_between_the_points_takes_no_row(worked_library: Library) -> None:
    project = worked_library.projects["ward-round"]
    short = project.model_copy(update={"duration_weeks": project.measurement.weeks})
    cut = project_plan(9, feasibility(short, 34))

    assert PhaseKind.CHANGE not in {phase.kind for phase in cut.phases}
    assert "Prepare and try the change" not in cells(plans_table((cut,)))
