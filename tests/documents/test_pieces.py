"""How large the letters of pieces and posters are, and what is too long."""

from __future__ import annotations

import re

import pytest

from generator.documents.document import (
    AnswerBoxes,
    Block,
    Front,
    Heading,
    Listing,
    PageSize,
    Paragraph,
    Piece,
    Pieces,
    Run,
    Table,
    WritingLines,
    bullets,
    of_size,
    paragraph,
)
from generator.documents.pieces import (
    DoesNotFit,
    height,
    in_letters,
    in_own_letters,
    letters,
    poster_blocks,
    poster_letters,
    rows_on_a_page,
)
from tests.writers.sample import document

WORDS = "Ask the ward whether it has a bed. "


def pieces(*contents: Block, width: float = 90, height: float = 55, largest: int = 14) -> Pieces:
    return Pieces(tuple(Piece((content,)) for content in contents), 2, width, height, "Slips", largest)


def test_letters_are_as_large_as_the_longest_piece_has_room_for() -> None:
    assert letters(pieces(paragraph(WORDS))) == 14
    assert letters(pieces(paragraph(WORDS), largest=40)) == 30
    assert letters(pieces(paragraph(WORDS), paragraph(WORDS * 10))) == 10
    assert letters(pieces()) == 14


def test_no_word_is_broken() -> None:
    assert letters(pieces(paragraph("Anaesthetics"), largest=60)) == 34


def test_text_that_is_too_long_for_its_piece_is_named() -> None:
    with pytest.raises(DoesNotFit, match=re.escape("Slips: too long for 80 by 45 mm: Ask the ward whether")):
        letters(pieces(paragraph("short"), paragraph(WORDS * 20)))


def test_pieces_that_are_larger_than_a_page_are_refused() -> None:
    sheet = document(front=Front.CUT)

    assert rows_on_a_page(pieces(), sheet) == 5
    assert rows_on_a_page(pieces(height=281), sheet) == 1
    assert rows_on_a_page(pieces(width=100), sheet) == 5
    for width, tall in ((100.5, 55), (90, 282)):
        with pytest.raises(DoesNotFit, match="Slips: 2 times"):
            rows_on_a_page(pieces(width=width, height=tall), sheet)


def test_lines_lists_answers_and_lines_to_write_on_need_their_height() -> None:
    # A line is 1.25 of its letters high, and the gap below a block 0.4.
    assert height([paragraph("one")], 10, 200) == pytest.approx(12.5 + 4)
    assert height([paragraph("one\ntwo"), Heading(1, "three", "three")], 10, 200) == pytest.approx(25 + 4 + 15 + 4)
    assert height([bullets(["one", "two"])], 10, 200) == pytest.approx(12.5 + 4 + 12.5 + 4)
    assert height([AnswerBoxes(("yes", "no"))], 10, 200) == pytest.approx(25 + 4)
    assert height([WritingLines(2)], 10, 200) == pytest.approx(17 * 72 / 25.4 + 4)
    with pytest.raises(ValueError, match="a piece cannot hold a Table"):
        height([Table((), ())], 10, 200)


def test_every_word_gets_the_size_but_for_one_of_its_own() -> None:
    name = Paragraph((Run("Ann", role=of_size(28)), Run("Ward 3")))
    sized = Paragraph((Run("Ann", role=of_size(28)), Run("Ward 3", role=of_size(14))))

    assert in_own_letters(pieces(name)) == pieces(sized)
    assert in_own_letters(name) == name
    assert list(in_letters([AnswerBoxes(("yes", "no"))], 10)) == [
        Paragraph((Run("\u2610\u00a0yes\n\u2610\u00a0no", role=of_size(10)),))
    ]
    assert list(in_letters([Listing(((Heading(2, "Rules", "rules"),),))], 10)) == [
        Listing(((Paragraph((Run("Rules", strong=True, role=of_size(12)),)),),))
    ]


@pytest.mark.parametrize(
    ("page", "landscape", "expected"),
    [(PageSize.A4, False, 40), (PageSize.A4, True, 38), (PageSize.A3, False, 60), (PageSize.A3, True, 56)],
)
def test_the_letters_of_a_poster_are_as_large_as_its_page_allows(
    page: PageSize, landscape: bool, expected: int
) -> None:
    rules = document(bullets([WORDS] * 4), title="House rules", front=Front.POSTER, page=page, landscape=landscape)

    assert poster_letters(rules) == expected
    assert poster_blocks(rules) == (Heading(0, "House rules", "title"), *rules.blocks)
