"""The chart of a result: true to its numbers, and described for readers who cannot see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from generator.documents import case_study
from generator.model.base import EvidenceLabel
from generator.model.case_study import Better, Result

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
