"""What a facilitator practises and does with the time that is left: on the sheet, in the guide and on the page."""

from __future__ import annotations

import datetime

import pytest

from generator.documents.document import Block, Front, Heading, Listing, WritingLines, plain
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.plain_text import in_plain_text
from generator.documents.rehearsal_sheet import rehearsal_sheet
from generator.documents.workshop_page import WorkshopPage
from generator.model.library import Library
from generator.planning.session import Session, sessions
from generator.site.page_context import PageContext

WORKSHOPS = ("self-awareness", "nhs-context", "skills-for-change", "designing-services", "powerlab", "sharing-learning")


@pytest.fixture(scope="module")
def held(library: Library) -> dict[str, Session]:
    return sessions(library, start=datetime.time(9, 30))


def before(library: Library, session: Session) -> tuple[Block, ...]:
    """What a workshop's page says about the time before it, each fold below its title."""
    context = PageContext(library, "workshops/any.md")
    page = WorkshopPage(session.workshop, session.plan.activities, session.room, 0, 6, context)
    return tuple(block for fold in page.before() for block in (Heading(1, fold.title, fold.id), *fold.blocks))


def test_a_sheet_has_two_moments_with_their_times_and_words_to_try(held: dict[str, Session]) -> None:
    sheet = rehearsal_sheet(held["powerlab"])
    assert sheet
    text = in_plain_text(sheet.blocks)

    assert (sheet.title, sheet.front) == ("Rehearsal sheet for workshop 5", Front.SHEET)
    assert text.startswith("Practise these two moments aloud and standing up")
    assert "It takes 30 minutes." in text
    assert "1. Welcome and the way out\n\nAt 09:30, for 20 minutes. Practise it for 15 minutes." in text
    assert "- Say it with me, and hold it up. Red card." in text


@pytest.mark.parametrize("id", WORKSHOPS)
def test_a_sheet_ends_with_questions_without_a_score_and_room_to_write(held: dict[str, Session], id: str) -> None:
    sheet = rehearsal_sheet(held[id])
    assert sheet
    *_, questions, no_score, lines = sheet.blocks

    assert isinstance(questions, Listing) and 5 <= len(questions.items) <= 8
    assert in_plain_text([no_score]) == "There is no score. Choose one thing to keep and one to change."
    assert isinstance(lines, WritingLines)


def test_a_workshop_without_a_rehearsal_has_no_sheet(small_library: Library) -> None:
    assert rehearsal_sheet(sessions(small_library)["listening"]) is None


@pytest.mark.parametrize("id", WORKSHOPS)
def test_guide_and_page_say_what_to_do_with_eight_weeks_one_week_and_one_day(
    library: Library, held: dict[str, Session], id: str
) -> None:
    guide = facilitator_guide(held[id]).blocks
    page = before(library, held[id])
    expected = ["Eight weeks, one week or one day", "You have eight weeks", "You have one week", "You have one day"]

    for blocks in (guide, page):
        titles = [block.text for block in blocks if isinstance(block, Heading)]
        start = titles.index(expected[0])
        assert titles[start : start + 4] == expected


def test_the_powerlab_is_not_held_with_a_day_or_without_a_second_facilitator(library: Library) -> None:
    times = library.workshops["powerlab"].time_left
    assert times

    assert times.one_week.do[0].startswith("Go on only if a second facilitator")
    assert times.one_day.do[0] == "Do not hold the powerlab, whoever asks for it"


def test_the_page_has_the_rehearsal_with_its_label(library: Library, held: dict[str, Session]) -> None:
    page = before(library, held["powerlab"])
    anchors = [block.anchor for block in page if isinstance(block, Heading)]

    assert {"rehearsal", "rehearse-welcome", "rehearse-debrief-places", "look-back"} <= set(anchors)
    assert "Suggested" in [plain(block.runs) for block in page if getattr(block, "role", None) == "evidence"]
