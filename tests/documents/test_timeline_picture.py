"""The timeline as a picture: where its marks stand, that no words lie over others, and what it says in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.documents import svg
from generator.documents.document import Drawing
from generator.documents.text_width import width
from generator.documents.timeline_picture import timeline
from generator.model.base import EvidenceLabel
from generator.model.calendar_rules import QuietRule, QuietScope
from generator.model.colour import contrast
from generator.model.library import Library
from generator.planning.playbook import Playbook
from generator.planning.schedule import EntryKind, Schedule
from generator.planning.wording import Wording
from tests.examples import examples
from tests.planning.profiles import playbook, profile

COLOUR = "#14532d"
FIRST_DAY, DAYS = datetime.date(2026, 9, 1), 426
"""The months shown of the nine-month cohort: from 1 September 2026 to 31 October 2027."""
LEAST_POINTS = 8
POINTS_WIDE = 165 / 25.4 * 72
"""Width on paper."""


def day(month: int, number: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, number)


def drawn(book: Playbook, schedule: Schedule | None = None, **more: Any) -> Drawing:
    assert book.schedule is not None
    return timeline(schedule or book.schedule, "timeline", book.wording, COLOUR, **more)


@pytest.fixture(scope="module")
def book(worked_library: Library) -> Playbook:
    """Nine months from 13 January 2027 with six workshops, the last of them the presentation day."""
    return playbook(worked_library, profile(start=day(1, 13), months=9))


def elements(drawing: Drawing, tag: str, **having: str) -> list[ET.Element]:
    tree = ET.fromstring(drawing.svg)
    return [
        element
        for element in tree.iter(f"{{http://www.w3.org/2000/svg}}{tag}")
        if all(element.get(name) == value for name, value in having.items())
    ]


def words(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in elements(drawing, "text")]


def boxes(drawing: Drawing) -> Iterator[tuple[str, float, float, float, float]]:
    """Each line of text with its left, top, right and bottom; capitals are 0.72 of the size high."""
    for element in elements(drawing, "text"):
        size, text = float(element.get("font-size", svg.FONT_SIZE)), element.text or ""
        x, y, length = float(element.get("x", 0)), float(element.get("y", 0)), width(text, size)
        left = x - length / 2 if element.get("text-anchor") == "middle" else x
        yield text, left, y - 0.72 * size, left + length, y + 0.2 * size


def at(date: datetime.date) -> float:
    """Where the middle of a day is in the nine-month cohort's picture."""
    return 112 + 608 * ((date - FIRST_DAY).days + 0.5) / DAYS


def test_each_workshop_has_a_dot_at_its_day(book: Playbook) -> None:
    dots = [float(dot.get("cx", 0)) for dot in elements(drawn(book), "circle", r="4")]

    days = [day(12, 9, 2026), day(1, 13), day(3, 3), day(4, 21), day(6, 9), day(7, 28), day(9, 15)]
    assert dots == pytest.approx([at(date) for date in days], abs=0.1)


def test_a_mark_with_room_stands_above_its_day(book: Playbook) -> None:
    marks = [float(mark.get("cx", 0)) for mark in elements(drawn(book), "circle", r="14")]

    assert len(marks) == 5, "the sixth is on the flag"
    assert marks[1:4] == pytest.approx([at(day(3, 3)), at(day(4, 21)), at(day(6, 9))], abs=0.1)
    assert marks[0] == pytest.approx(at(day(1, 13)) + 6.9, abs=0.1), "the words of the pairs' day need room"


def test_the_words_are_few_and_numbers_count_the_workshops(book: Playbook) -> None:
    shown = words(drawn(book))

    assert [text for text in shown if text in "123456789"] == ["1", "2", "3", "4", "5", "6"]
    assert {text for text in shown if text.split()[0].isalpha() and len(text) > 3 and "to " not in text} == {
        "Applications",
        "Design surgeries",
        "Evaluation",
        "Pair meetings",
        "Pairs meet",
        "Presentations",
        "Shadowing",
        "Workshops",
    }
    assert [text for text in shown if text in ("13 Jan", "3 Mar", "21 Apr", "9 Jun", "28 Jul", "15 Sep")] == [
        "13 Jan",
        "3 Mar",
        "21 Apr",
        "9 Jun",
        "28 Jul",
        "15 Sep",
    ]
    assert [text for text in shown if text.startswith("20")] == ["2026", "2027"]


def test_a_reader_of_words_gets_every_workshop_with_its_day(book: Playbook) -> None:
    drawing = drawn(book)

    assert drawing.rows == (
        ("2 Sep to 30 Sep 2026", "Applications"),
        ("2 Sep 2026 to 20 Oct 2027", "7 forms to fill in"),
        ("9 Dec 2026", "Pairs meet"),
        ("Wed 13 Jan 2027", "Workshop 1: Meeting each other"),
        ("13 Jan to 6 Oct 2027", "9 pair meetings"),
        ("13 Jan to 6 Oct 2027", "3 shadowing visits"),
        ("Wed 3 Mar 2027", "Workshop 2: Listening"),
        ("24 Mar to 11 Aug 2027", "6 design surgeries"),
        ("Wed 21 Apr 2027", "Workshop 3: How systems work"),
        ("Wed 9 Jun 2027", "Workshop 4: Measuring"),
        ("Wed 28 Jul 2027", "Workshop 5: Changing things"),
        ("15 Sep 2027", "Presentations"),
        ("Wed 15 Sep 2027", "Workshop 6: Presenting"),
    )
    assert drawing.description.startswith("Applications: 2 Sep to 30 Sep 2026. 7 forms to fill in: ")
    assert elements(drawing, "desc")[0].text == drawing.description


def test_the_programme_is_a_thick_line_from_the_first_workshop_to_its_end(book: Playbook) -> None:
    (line,) = elements(drawn(book), "path", **{"stroke-width": "4"})

    assert line.get("d") == f"M{at(day(1, 13)) - 608 / DAYS / 2:.1f} 124H{at(day(10, 6)) + 608 / DAYS / 2:.1f}"


def test_christmas_and_the_trusts_closed_weeks_are_hatched(worked_library: Library) -> None:
    closed = [
        {"first": day(2, 15), "last": day(2, 26), "reason": "half term"},
        {"first": day(5, 5), "last": day(5, 6), "reason": "too short to be seen"},
    ]
    schedule = playbook(worked_library, profile(schedule={"closed": closed})).schedule
    assert schedule is not None
    christmas = QuietRule(
        id="christmas",
        source="test",
        title="Christmas",
        reason="Many people are on leave.",
        holds_for=QuietScope.ALL,
        first="12-18",
        last="01-02",
        evidence=EvidenceLabel.SUGGESTED,
    )
    schedule = replace(schedule, days=replace(schedule.days, quiet=(christmas,)))
    drawing = timeline(schedule, "timeline", Wording())
    hatched = elements(drawing, "path", **{"class": "timeline-closed"})
    ends = [max(float(x) for x in re.findall(r"L([\d.]+) ", path.get("d", ""))) for path in hatched[:2]]

    assert len(hatched) == 3, "Christmas, half term and the key"
    assert "Closed" in words(drawing)
    assert ends == pytest.approx([at(day(1, 3)) - 0.7, at(day(2, 27)) - 0.7], abs=0.1)


def test_a_participant_sees_nothing_of_the_applications(book: Playbook) -> None:
    drawing = drawn(book, participant=True)

    assert "Applications" not in drawing.description
    assert "Forms" in words(drawing)
    assert words(drawing)[:2] == ["2026", "Dec"]
    assert [what for _, what in drawing.rows if what.startswith("Workshop")] == [
        what for _, what in drawn(book).rows if what.startswith("Workshop")
    ]


def test_groups_meet_as_three_rings(worked_library: Library) -> None:
    drawing = drawn(playbook(worked_library, profile(size=3)))

    assert {"Groups meet", "Group meetings"} <= set(words(drawing))
    assert len(elements(drawing, "circle", fill="none")) == 3


def test_presentations_on_a_day_without_a_workshop_are_a_flag_of_their_own(book: Playbook) -> None:
    assert book.schedule is not None
    milestones = book.schedule.milestones | {"presentation-day": day(9, 22)}
    drawing = drawn(book, replace(book.schedule, milestones=milestones))

    assert [text for text in words(drawing) if text in ("15 Sep", "22 Sep")] == ["15 Sep", "22 Sep"]
    assert len(elements(drawing, "circle", r="14")) == 6


@pytest.mark.parametrize("start", [day(11, 3, 2026), day(9, 8), day(1, 12, 2028)])
@pytest.mark.parametrize("months", [3, 18])
def test_every_year_is_named(worked_library: Library, start: datetime.date, months: int) -> None:
    book = playbook(worked_library, profile(start=start, months=months))
    assert book.schedule is not None
    years = [text for text in words(drawn(book)) if text.startswith("20")]

    first, last = min(entry.first for entry in book.schedule.of(EntryKind.WINDOW)).year, book.schedule.end.year
    assert years[: last - first + 1] == [f"{year}" for year in range(first, last + 1)]


def test_marks_stand_out_in_greyscale(book: Playbook) -> None:
    """WCAG 2.2: 3 to 1 for shapes and large numbers, 4.5 to 1 for text."""
    drawing = drawn(book)
    fills = {element.get("fill") for element in elements(drawing, "text")}

    assert fills == {svg.INK, svg.QUIET, svg.PAPER}
    assert all(contrast(fill, svg.PAPER) >= 4.5 for fill in (svg.INK, svg.QUIET))
    assert {element.get("fill") for element in elements(drawing, "rect")} == {svg.PAPER}
    assert all(contrast(element.get("stroke", ""), svg.PAPER) >= 3 for element in elements(drawing, "rect"))


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[dict[str, Any], list[int]]:
    """A profile, and the days of its workshops as shares of the programme in thousandths: some in one week."""
    values = {
        "start": draw(st.dates(day(1, 6, 2026), day(12, 15, 2029))),
        "months": draw(st.integers(2, 24)),
        "size": draw(st.integers(2, 4)),
    }
    return values, sorted(draw(st.lists(st.integers(0, 1000), min_size=1, max_size=12)))


@example(({"start": day(10, 6, 2029), "months": 20, "size": 3}, [15, 332, 834]), True)  # ends with a May of 27 pixels
@given(cohorts(), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(40))
def test_no_words_lie_over_others_and_all_can_be_read(
    worked_library: Library, cohort: tuple[dict[str, Any], list[int]], participant: bool
) -> None:
    values, shares = cohort
    book = playbook(worked_library, profile(**values))
    assert book.schedule is not None
    drawing = drawn(book, with_workshops(book.schedule, shares), participant=participant)
    frame = ET.fromstring(drawing.svg)
    wide, high = (float(frame.get(side, 0)) for side in ("width", "height"))
    lines = list(boxes(drawing))

    for first, second in combinations(lines, 2):
        apart = first[3] <= second[1] or second[3] <= first[1] or first[4] <= second[2] or second[4] <= first[2]
        assert apart, f"{first[0]} lies over {second[0]}"
    for text, left, top, right, bottom in lines:
        assert left >= 0 and right <= wide + 0.1 and top >= 0 and bottom <= high, text
    sizes = [float(element.get("font-size", svg.FONT_SIZE)) for element in elements(drawing, "text")]
    assert min(sizes) * POINTS_WIDE / wide >= LEAST_POINTS
    marks = [float(mark.get("cx", 0)) for mark in elements(drawing, "circle", r="14")]
    assert all(right - left >= 28 for left, right in pairwise(marks))
    assert len([what for _, what in drawing.rows if what.startswith("Workshop")]) == len(shares)


def with_workshops(schedule: Schedule, shares: list[int]) -> Schedule:
    """A schedule whose workshops are on other days, each a share of the programme in thousandths."""
    usual, *_ = schedule.of(EntryKind.WORKSHOP)
    length = (schedule.end - schedule.start).days
    days = [schedule.start + datetime.timedelta(days=length * share // 1000) for share in shares]
    workshops = [
        replace(usual, title=f"Workshop {number}", subject=f"w{number}", first=date, last=date)
        for number, date in enumerate(days, start=1)
    ]
    others = [entry for entry in schedule.entries if entry.kind is not EntryKind.WORKSHOP]
    weeks = replace(schedule.weeks, run=tuple(each.subject for each in workshops))
    return replace(schedule, entries=(*others, *workshops), weeks=weeks)
