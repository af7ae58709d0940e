"""The driver diagram: every word in a box, no overlapping boxes, and the same as a list."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.documents import svg
from generator.documents.document import Block, Listing, Paragraph, plain
from generator.documents.driver_diagram import as_list, driver_diagram
from generator.documents.text_width import wrapped
from generator.model.library import Library
from generator.model.project import ImprovementProject, PrimaryDriver, SecondaryDriver

SVG = "{http://www.w3.org/2000/svg}"


def drawn(project: ImprovementProject) -> ET.Element:
    return ET.fromstring(driver_diagram(project, "drivers").svg)


def boxes(tree: ET.Element, kind: str = "") -> list[str]:
    """The words of each box, from the top."""
    groups = [group for group in tree.iter(f"{SVG}g") if kind in group.attrib["class"].split()[-1]]
    return [" ".join(text.text or "" for text in group.iter(f"{SVG}text")) for group in groups]


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def texts(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [plain(block.runs)]
        case Listing():
            return [text for item in block.items for inner in item for text in texts(inner)]
        case _:
            raise AssertionError(block)


def test_every_driver_and_every_change_has_its_box(library: Library) -> None:
    for project in library.projects.values():
        tree = drawn(project)
        secondary = [each for driver in project.drivers for each in driver.secondary]

        assert boxes(tree, "driver-aim") == [" ".join(project.aim.split())]
        for kind, wanted in (
            ("driver-primary", [driver.name for driver in project.drivers]),
            ("driver-secondary", [each.name for each in secondary]),
            ("driver-change", [change for each in secondary for change in each.changes]),
        ):
            assert [squeezed(words) for words in boxes(tree, kind)] == [squeezed(words) for words in wanted]


def test_no_box_overlaps_another_or_leaves_the_drawing(library: Library) -> None:
    for project in library.projects.values():
        tree = drawn(project)
        _, _, width, height = map(float, tree.attrib["viewBox"].split())
        places = [
            tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            for rect in tree.iter(f"{SVG}rect")
        ]
        assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in places), project.id
        for (x, y, w, h), (x2, y2, w2, h2) in itertools.combinations(places, 2):
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y, project.id


def test_each_box_but_the_aim_has_a_line_that_ends_at_it(worked_library: Library) -> None:
    project = worked_library.projects["ward-round"]
    tree = drawn(project)
    rects = {rect.attrib["x"]: [] for rect in tree.iter(f"{SVG}rect")}  # type: ignore[var-annotated]
    for rect in tree.iter(f"{SVG}rect"):
        rects[rect.attrib["x"]].append(float(rect.attrib["y"]) + float(rect.attrib["height"]) / 2)
    ends = [tuple(path.attrib["d"].split()[-2:]) for path in tree.iter(f"{SVG}path")]

    assert len(ends) == sum(map(len, rects.values())) - 1
    for x, y in ends:
        assert any(abs(float(y) - middle) < 0.2 for middle in rects[x])


def test_it_says_in_words_what_it_shows(worked_library: Library) -> None:
    project = worked_library.projects["ward-round"]
    drawing = driver_diagram(project, "here")
    tree = ET.fromstring(drawing.svg)

    assert tree.attrib["role"] == "img"
    assert tree.attrib["aria-labelledby"] == "here-title here-description"
    assert tree.find(f"{SVG}title").text == f"Driver diagram: {project.title}"  # type: ignore[union-attr]
    assert tree.find(f"{SVG}desc").text == drawing.description  # type: ignore[union-attr]
    assert "2 primary drivers: People; Notes." in drawing.description
    assert "3 secondary drivers and, at the right, 4 changes to try." in drawing.description


def test_the_list_says_the_same(library: Library) -> None:
    for project in library.projects.values():
        said = texts(as_list(project))
        for driver in project.drivers:
            assert driver.name in said
            for secondary in driver.secondary:
                assert secondary.name in said
                assert all(f"Try: {change}" in said for change in secondary.changes)


def test_text_is_escaped(worked_library: Library) -> None:
    attack = "</text><script>alert(1)</script> & \"x\" 'y'"
    driver = PrimaryDriver(name=attack, secondary=[SecondaryDriver(name=attack, changes=[attack])])
    project = worked_library.projects["ward-round"].model_copy(
        update={"title": attack, "aim": attack, "drivers": [driver]}
    )
    tree = drawn(project)

    assert not list(tree.iter(f"{SVG}script"))
    assert {squeezed(words) for words in boxes(tree)} == {squeezed(attack)}
    assert tree.find(f"{SVG}title").text == f"Driver diagram: {attack}"  # type: ignore[union-attr]


@given(st.text(alphabet="aWi. \u4e00M", max_size=80), st.floats(12, 300))
def test_lines_are_no_wider_than_there_is_room_and_lose_nothing(words: str, room: float) -> None:
    lines = wrapped(words, room, svg.FONT_SIZE)

    assert all(svg.width(line) <= room + 1e-6 or len(line) == 1 for line in lines)
    assert squeezed("".join(lines)) == squeezed(words)
