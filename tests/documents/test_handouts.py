"""Handouts and role cards: each on its own page, after a list of what to print."""

from __future__ import annotations

import pytest

from generator.documents.document import Document, Heading, Listing, Paragraph, Table, WritingLines, plain
from generator.documents.handouts import CUT, forms, handouts, role_cards
from generator.model.library import Library
from generator.model.room_set import Count, Each
from generator.model.workshop import RoleCard
from generator.planning.session import Session, sessions
from tests.documents.test_letter import words


def pages(document: Document | None) -> list[str]:
    """Headings that start a page."""
    assert document is not None
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.starts_page]


def printed(document: Document | None) -> list[list[str]]:
    """Rows of the list of what to print."""
    assert document is not None
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in table.rows]


CARDS = [
    RoleCard(
        id="nurse",
        title="Nurse",
        place="Front line",
        briefing="- You know the ward.\n- You are tired.",
        count=Count(each=Each.GROUP, in_every=2),
    ),
    RoleCard(
        id="chief",
        title="Chief executive",
        place="Top",
        briefing="- You want a plan by noon.",
        count=Count(each=Each.SESSION),
    ),
]


@pytest.fixture
def session(small_library: Library) -> Session:
    """A workshop with cards for two roles."""
    workshop = small_library.workshops["listening"].model_copy(update={"role_cards": CARDS})
    return sessions(small_library.model_copy(update={"workshops": {"listening": workshop}}))["listening"]


def test_each_handout_starts_a_page_and_is_in_the_list_with_its_times(small_library: Library) -> None:
    document = handouts(sessions(small_library)["listening"])

    assert pages(document) == ["1. Prompts"]
    assert printed(document) == [["1", "Prompts", "13:25 Listening in pairs", "24", "☐"]]


def test_there_is_as_much_room_to_write_as_the_content_asks_for(library: Library) -> None:
    for session in sessions(library).values():
        document = handouts(session)
        assert document is not None
        assert [block.lines for block in document.blocks if isinstance(block, WritingLines)] == [
            section.writing_lines
            for handout in session.workshop.handouts
            for section in handout.parts
            if section.writing_lines
        ]
        assert len(pages(document)) == len(session.workshop.handouts)


def test_each_role_card_has_a_page_with_a_line_to_cut_along(session: Session) -> None:
    cards = role_cards(session)
    assert cards is not None

    assert pages(cards) == ["Nurse", "Chief executive"]
    assert [(row[0], row[2]) for row in printed(cards)] == [("Nurse", "6"), ("Chief executive", "1")]
    cuts = [block for block in cards.blocks if isinstance(block, Paragraph) and block.role == "cut"]
    assert [plain(cut.runs) for cut in cuts] == [CUT] * 2


def test_what_a_player_reads_is_in_large_type(session: Session) -> None:
    cards = role_cards(session)
    assert cards is not None
    briefings = [block for block in cards.blocks if isinstance(block, Listing)]

    assert [len(briefing.items) for briefing in briefings] == [2, 1]
    for briefing in briefings:
        for (item,) in briefing.items:
            assert isinstance(item, Paragraph)
            assert {run.role for run in item.runs} == {"large"}


def test_without_cards_and_handouts_there_is_no_file(small_library: Library) -> None:
    session = sessions(small_library)["listening"]
    bare = session.workshop.model_copy(update={"handouts": []})
    library = small_library.model_copy(update={"workshops": {"listening": bare}})

    assert role_cards(session) is None
    assert handouts(sessions(library)["listening"]) is None


def test_forms_to_fill_in_are_included(small_library: Library) -> None:
    documents = forms(sessions(small_library)["listening"])

    assert list(documents) == ["log"]
    assert documents["log"].title == small_library.instruments["log"].title
    assert documents["log"].subtitle == "Workshop 1: Listening"
    assert small_library.instruments["log"].groups[0].questions[0].text in words(documents["log"].blocks)
