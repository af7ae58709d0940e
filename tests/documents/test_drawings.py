"""The chart of a result is true to its numbers and described in words; all drawings can be read on paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

from generator.documents import case_study
from generator.documents.driver_diagram import driver_diagram
from generator.documents.plan_on_a_page import FILLS, plan_drawing
from generator.model.base import EvidenceLabel
from generator.model.case_study import Better, Result
from generator.model.colour import contrast
from generator.model.library import Library
from generator.planning.menu import CohortWeeks
from generator.planning.project_plan import PHASE_TITLES, usual_plans

SVG = "{http://www.w3.org/2000/svg}"


def result(**values: object) -> Result:
    given = {"id": "stay", "measure": "Stay", "before": 7.4, "after": 4.1, "unit": "days", "better": Better.LOWER}
    return Result(evidence=EvidenceLabel.PILOT, cite=["x"], **(given | values))


def test_bars_are_in_proportion_and_start_at_zero() -> None:
    tree = ET.fromstring(case_study.before_and_after(result(), "c").svg)
    before, after = (float(bar.attrib["width"]) for bar in tree.iter(f"{SVG}rect"))

    assert abs(after / before - 4.1 / 7.4) < 0.01
    assert {bar.attrib["x"] for bar in tree.iter(f"{SVG}rect")} == {"0.5"}


def test_it_says_in_words_what_it_shows() -> None:
    tree = ET.fromstring(case_study.before_and_after(result(), "c").svg)
    named = tree.attrib["aria-labelledby"].split()

    assert [element.attrib["id"] for element in tree if "id" in element.attrib] == named
    assert tree.find(f"{SVG}desc").text == "Stay fell from 7.4 (before) to 4.1 days (after). Lower is better."


def test_text_is_escaped() -> None:
    svg = case_study.before_and_after(result(measure="<b>&", unit='"days"'), "c").svg

    assert ET.fromstring(svg).find(f"{SVG}title").text == "<b>&"


def test_a_single_value() -> None:
    svg = case_study.before_and_after(result(before=None, after=75, unit="per cent of participants"), "c").svg

    assert len(re.findall("<rect", svg)) == 1
    assert ">75 per cent</text>" in svg


def test_numbers_as_readers_write_them() -> None:
    assert [case_study.number(value) for value in (4.1, 75, 1250, 0.25)] == ["4.1", "75", "1,250", "0.25"]


def test_words_of_wide_drawings_are_of_8_points_or_more_on_paper(worked_library: Library) -> None:
    """Printed 165 mm wide; the timeline has a test of its own."""
    points_wide = 165 / 25.4 * 72
    cohorts = CohortWeeks(worked_library)
    for project in worked_library.projects.values():
        for drawing in (driver_diagram(project, "d"), plan_drawing(usual_plans(project, cohorts), "p")):
            tree = ET.fromstring(drawing.svg)
            assert float(tree.attrib["font-size"]) * points_wide / float(tree.attrib["width"]) >= 8
            assert not [text for text in tree.iter(f"{SVG}text") if "font-size" in text.attrib]


def test_the_kinds_of_weeks_that_meet_differ_in_greyscale_too() -> None:
    fills = [FILLS[kind] for kind in PHASE_TITLES]

    assert all(contrast(first, second) > 1.4 for first, second in pairwise(fills))
