"""Handouts: each on its own page, after a list of them."""

from __future__ import annotations

from generator.documents.document import Document, Heading, Table, WritingLines, plain
from generator.documents.handouts import forms, handouts
from generator.model.library import Library
from generator.planning.session import sessions
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
        begun = [block for block in document.blocks if isinstance(block, Heading) and block.starts_page]
        assert len([block for block in begun if block.level == 1]) == len(session.workshop.handouts)


def test_without_handouts_there_is_no_file(small_library: Library) -> None:
    session = sessions(small_library)["listening"]
    bare = session.workshop.model_copy(update={"handouts": []})
    library = small_library.model_copy(update={"workshops": {"listening": bare}})

    assert handouts(sessions(library)["listening"]) is None


def test_forms_to_fill_in_are_included(small_library: Library) -> None:
    documents = forms(sessions(small_library)["listening"])

    assert list(documents) == ["log"]
    assert documents["log"].title == small_library.instruments["log"].title
    assert documents["log"].subtitle == "Workshop 1: Listening"
    assert small_library.instruments["log"].groups[0].questions[0].text in words(documents["log"].blocks)
