"""The facilitator's guide: a run sheet on its own page, clock times, and everything that a facilitator needs."""

from __future__ import annotations

import datetime
import io

import pypdf
import pytest

from generator.documents.deck import deck
from generator.documents.document import Callout, Checklist, Document, Front, Heading, Listing, Paragraph, Table, plain
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.workshop import if_late
from generator.model.library import Library
from generator.model.workshop import Preparation
from generator.planning.session import Session, sessions
from generator.writers import pdf
from tests import varied
from tests.documents.test_letter import words
from tests.planning.profiles import BASE, profile
from tests.test_formats import THEME

DAY = datetime.date(2027, 1, 13)


def sessions_of(library: Library, **values: object) -> dict[str, Session]:
    """Sessions of a trust with a profile that is in no file."""
    from generator.model.library import Trust

    trust = profile(**values)  # type: ignore[arg-type]
    return sessions(library.model_copy(update={"trusts": {trust.id: Trust(profile=trust)}}), trust.id)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def run_sheet(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def test_the_run_sheet_has_the_first_page_to_itself(small_library: Library) -> None:
    guide = facilitator_guide(sessions(small_library)["listening"])
    sheet = run_sheet(guide)

    assert guide.front is Front.TITLE
    assert [[plain(cell) for cell in row] for row in sheet.rows] == [
        ["13:00", "10", "Welcome", "", "☐"],
        ["13:10", "15", "Break", "", "☐"],
        ["13:25", "35", "Listening in pairs", "Prompts, Log", "☐"],
        ["14:00", "", "End", "", "☐"],
    ]
    after = guide.blocks[guide.blocks.index(sheet) + 1]
    assert isinstance(after, Heading)
    assert after.starts_page


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({}, "09:30", "12:30"),
        ({"schedule": {"start_time": datetime.time(11, 0)}}, "11:00", "14:00"),
        ({"workshops": [{"workshop": "systems", "start": datetime.time(23, 0)}]}, "23:00", "02:00"),
    ],
)
def test_clock_times_follow_the_trusts_profile(
    worked_library: Library, values: dict[str, object], first: str, last: str
) -> None:
    guide = facilitator_guide(sessions_of(worked_library, **values)["systems"])
    times = [plain(row[0]) for row in run_sheet(guide).rows]

    assert (times[0], times[-1]) == (first, last)
    assert f"{first} Welcome" in headings(guide)


def test_the_run_sheet_has_the_trusts_day_room_facilitators_and_note(worked_library: Library) -> None:
    choice = {"workshop": "systems", "room": "Room 4", "facilitators": ["Ann Ash", "Bo Birch"], "note": "Bring lunch."}
    guide = facilitator_guide(sessions_of(worked_library, workshops=[choice], start=DAY)["systems"])
    occasion = guide.blocks[0]

    assert isinstance(occasion, Paragraph)
    text = plain(occasion.runs)
    assert text.startswith("Wednesday 13 January 2027, 09:30 to 12:30 (3 hours). Cohort 1")
    assert "Room: Room 4. Facilitators: Ann Ash, Bo Birch\nBring lunch." in text
    assert (guide.organisation, guide.colour) == (BASE["name"], "#14532d")


def test_a_checklist_has_days_if_the_workshop_has_a_date_and_weeks_if_not(worked_library: Library) -> None:
    for session, expected in (
        (
            sessions_of(worked_library, workshops=[{"workshop": "meeting"}], start=DAY)["meeting"],
            "Wed 23 Dec 2026\n3 weeks before",
        ),
        (sessions_of(worked_library, start=None)["meeting"], "3 weeks before"),
        (sessions(worked_library)["meeting"], "3 weeks before"),
    ):
        lists = [block for block in facilitator_guide(session).blocks if isinstance(block, Checklist)]
        assert [len(checklist.entries) for checklist in lists] == [
            len(session.workshop.preparation),
            len(session.workshop.follow_up),
        ]
        assert lists[0].entries[0].when == expected


def test_the_heading_above_what_to_do_after_the_day_is_in_the_pdf(small_library: Library) -> None:
    """The heading of a chapter was lost where a checklist follows it at once."""
    workshop = small_library.workshops["listening"]
    task = Preparation(id="ring", do="Ring everybody", owner="facilitator", weeks=1)
    workshop = workshop.model_copy(update={"follow_up": [task]})
    changed = small_library.model_copy(update={"workshops": {**small_library.workshops, "listening": workshop}})
    guide = pdf.write(facilitator_guide(sessions(changed)["listening"]), THEME)
    shown = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(guide)).pages)

    assert "After the day\n" in shown


def test_every_text_for_the_facilitator_is_in_the_guide(library: Library) -> None:
    for session in sessions(library).values():
        workshop = session.workshop
        blocks = facilitator_guide(session).blocks
        text = words(blocks)
        callouts = [words(block.blocks) for block in blocks if isinstance(block, Callout)]
        assert callouts == [if_late(activity) for activity in workshop.activities if activity.if_late]
        for activity in workshop.activities:
            for line in (*activity.say, *activity.do, *activity.ask, *activity.watch_for):
                assert line in text
            for cue in activity.cues:
                assert f"Minute {cue.minute}: {cue.do}" in text
            for slide in activity.slides:
                assert slide.title in text
        for line in (
            *(material.item for material in workshop.materials),
            *(item.text for item in (*workshop.objectives, *workshop.evaluation)),
            *workshop.room.needs,
            *workshop.room.accessibility,
        ):
            assert line in text
        assert ("Keeping people safe" in headings(facilitator_guide(session))) is bool(workshop.safety)
        assert ("If you run it online" in headings(facilitator_guide(session))) is bool(workshop.online)


def test_anchors_are_unique(library: Library) -> None:
    for session in sessions(library).values():
        anchors = [block.anchor for block in facilitator_guide(session).blocks if isinstance(block, Heading)]
        assert len(anchors) == len(set(anchors))


def test_slides_are_numbered_within_their_activity(worked_library: Library) -> None:
    blocks = facilitator_guide(sessions(worked_library)["meeting"]).blocks

    assert any(isinstance(block, Listing) and block.numbered and len(block.items) == 2 for block in blocks)


@pytest.mark.parametrize(
    ("size", "welcome", "talk"),
    [
        (2, ["10:00", "10", "Welcome"], ["10:25", "35", "Listening in pairs"]),
        (3, ["10:00", "6", "Welcome"], ["10:21", "39", "Listening in groups"]),
        (4, ["10:00", "10", "Welcome"], ["10:25", "35", "Listening in groups"]),
    ],
)
def test_the_guide_of_a_cohort_is_for_groups_of_its_size(size: int, welcome: list[str], talk: list[str]) -> None:
    workshops = [{"workshop": "listening", "start": datetime.time(10)}]
    session = sessions_of(varied.library(), **BASE, size=size, workshops=workshops)["listening"]
    rows = [[plain(cell) for cell in row[:3]] for row in run_sheet(facilitator_guide(session)).rows]

    assert (rows[0], rows[2], rows[3][0]) == (welcome, talk, "11:00")
    titles = [
        slide.title for slide in deck(session.plan, organisation="A", colour="#000000", release="1", date=DAY).slides
    ]
    assert ("Three rounds" in titles) == (size == 3)


def test_statements_have_the_numbers_of_the_feedback_form(library: Library) -> None:
    (ratings,) = (
        block
        for block in facilitator_guide(sessions(library)["powerlab"]).blocks
        if isinstance(block, Table) and plain(block.header[1]) == "Statement"
    )

    assert [(plain(row[0]), plain(row[1])) for row in ratings.rows][:2] == [
        ("2", "I can describe one event as it looked from four places."),
        ("3", "I noticed what my place made me do."),
    ]
