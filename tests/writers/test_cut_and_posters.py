"""Pieces to cut out and posters in every format, measured in the files by other programs' libraries."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import docx as python_docx
import pikepdf
import pypdf
import pytest
from docx.oxml.ns import qn

from generator.documents.document import (
    BLANK,
    AnswerBoxes,
    Front,
    Heading,
    PageSize,
    Paragraph,
    Piece,
    Pieces,
    Run,
    bullets,
    of_size,
    paragraph,
    table,
)
from generator.documents.pieces import POSTER_MARGIN, TOP, DoesNotFit, letters
from generator.writers import docx, html, markdown, pdf
from generator.writers.pdf import PdfError
from tests.writers.sample import document, parts
from tests.writers.test_pdf import THEME, pages
from tests.writers.test_word_template import saved, trust
from tests.writers.word_rules import problems

POINT = 25.4 / 72
"""Millimetres in a point."""
LONG = "Ask the ward whether it has a bed, and write down who said so and at what time. "
SLIPS = tuple(
    Piece((Heading(1, "Care", "care"), paragraph(LONG * 3), AnswerBoxes(("yes", "no"))), label=f"{number}")
    for number in range(1, 13)
)
SLIP_SHEET = Pieces(SLIPS, 2, 95, 56, "Care slips: print on white paper.")
RULES = [LONG, "Anybody may stop the game.", "What is said here stays here."]


def lines(page: pikepdf.Page) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines that a page strokes, in millimetres from its upper left corner."""
    height = float(page.mediabox[3])
    at, saved, start, end = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], (0.0, 0.0), (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                saved.append(at)
            case "Q":
                at = saved.pop()
            case "cm":
                a, b, c, d, e, f = map(float, operands)
                g, h, i, j, k, m = at
                at = (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
            case "m" | "l" as kind:
                x, y = map(float, operands)
                place = (at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5])
                start, end = (place, end) if kind == "m" else (start, place)
            case "S":
                (x, y), (right, bottom) = start, end
                yield (x * POINT, (height - y) * POINT, right * POINT, (height - bottom) * POINT)


def read(raw: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(raw))


def cuts(page: pikepdf.Page, longer_than: float = 50) -> tuple[set[float], set[float]]:
    """How far from the left the upright lines of some length are, and how far from the top the level ones."""
    long = [line for line in lines(page) if abs(line[0] - line[2]) + abs(line[1] - line[3]) > longer_than]
    return (
        {round(x, 1) for x, _, end, _ in long if round(x, 1) == round(end, 1)},
        {round(y, 1) for _, y, _, end in long if round(y, 1) == round(end, 1)},
    )


def test_lines_to_cut_along_are_exactly_where_the_pieces_end() -> None:
    with read(pdf.write(document(SLIP_SHEET, front=Front.CUT), THEME)) as book:
        assert [cuts(page) for page in book.pages] == [
            ({10.0, 105.0, 200.0}, {11.0, 67.0, 123.0, 179.0, 235.0, 291.0}),
            ({10.0, 105.0, 200.0}, {11.0, 67.0}),
        ]


def test_no_piece_is_split_and_each_sheet_says_what_it_is() -> None:
    texts = pages(pdf.write(document(SLIP_SHEET, front=Front.CUT), THEME))

    assert [text.count("who said so") for text in texts] == [30, 6]
    assert ["Care slips: print on white paper. Sheet 1 of 2." in texts[0], "Sheet 2 of 2." in texts[1]] == [True, True]


def places(raw: bytes) -> Iterator[tuple[float, float]]:
    """Where each text of a PDF begins, in millimetres from the upper left corner of its page: the foot of a letter."""
    for page in pypdf.PdfReader(io.BytesIO(raw)).pages:
        height, result = float(page.mediabox[3]), list[tuple[float, float]]()

        def place(text: str, at: list[float], within: list[float], _font: object, _size: float) -> None:
            if text.strip():
                result.append((within[4] * at[0] + at[4], within[5] * at[3] + at[5]))  # noqa: B023

        page.extract_text(visitor_text=place)
        yield from ((x * POINT, (height - y) * POINT) for x, y in result)


def test_text_stays_within_its_piece() -> None:
    words = [(x, y) for x, y in places(pdf.write(document(SLIP_SHEET, front=Front.CUT), THEME)) if y > TOP]

    assert len(words) > 12 * 5
    assert [(x, y) for x, y in words if (x - 10) % 95 < 4.9 or not 2 < (y - TOP) % 56 < 56 - 5] == []


LETTERS = (
    "mmm WWW ",
    "ill ",
    "Anaesthetics and ",
    "84,000 pounds, 1 2 3 ",
    "Dr \u00c9lise \u0141ukaszewicz ",
    "\u6f22 ",
)
"""Words of narrow, wide, long, foreign and square letters."""


@pytest.mark.parametrize("strong", [False, True], ids=["plain", "bold"])
def test_text_of_any_letters_and_length_stays_within_its_piece(strong: bool) -> None:
    """Each piece is on a page of its own, with letters as large as it alone has room for."""
    texts = [words * repeats for words in LETTERS for repeats in (1, 2, 3, 5, 8, 13, 21, 34)]
    sheets = []
    for text in texts:
        piece = Piece((Paragraph((Run(text.strip(), strong=strong),)), bullets([text.strip()])))
        sheet = Pieces((piece,), 1, 90, 55, "Slip", largest=60)
        with suppress(DoesNotFit):
            letters(sheet)
            sheets.append(sheet)
    raw = pdf.write(document(*sheets, front=Front.CUT), THEME)
    words = [(x, y) for x, y in places(raw) if y > TOP]

    assert len(sheets) > 35
    assert len(pages(raw)) == len(sheets)
    assert [place for place in words if not (60 + 4.9 < place[0] < 150 - 5 and TOP + 5 < place[1] < TOP + 55 - 5)] == []


@pytest.mark.parametrize(("page", "landscape", "size"), [("a4", False, (210, 297)), ("a3", True, (420, 297))])
def test_a_poster_is_one_page_with_a_list_that_is_a_list(page: str, landscape: bool, size: tuple[int, int]) -> None:
    rules = replace(bullets(RULES), numbered=True)
    poster = document(rules, title="House rules", front=Front.POSTER, page=PageSize(page), landscape=landscape)
    raw, word = pdf.write(poster, THEME), docx.write(poster, THEME)
    with read(raw) as book:
        (sheet,) = book.pages
        assert tuple(round(float(side) * POINT) for side in sheet.mediabox[2:]) == size
        kinds = Counter(str(item.get("/S")) for item in book.objects if isinstance(item, pikepdf.Dictionary))
    opened = python_docx.Document(io.BytesIO(word))
    (section,) = opened.sections

    assert kinds["/L"] == 1
    assert kinds["/LI"] == 3
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    assert section.left_margin.mm == pytest.approx(POSTER_MARGIN, abs=0.02)
    assert [line.text for line in opened.paragraphs][:4] == ["House rules", *RULES]
    assert parts(word)["word/document.xml"].count(b"<w:numPr>") == 3
    assert problems(word) == []


def test_cells_in_word_are_exactly_as_large_as_the_pieces() -> None:
    raw = docx.write(document(SLIP_SHEET, front=Front.CUT), THEME)
    first, second = python_docx.Document(io.BytesIO(raw)).tables
    markup = parts(raw)["word/document.xml"].decode()

    assert problems(raw) == []
    assert (len(first.rows), len(second.rows)) == (5, 1)
    for sheet in (first, second):
        assert {round(cell.width.mm, 1) for row in sheet.rows for cell in row.cells} == {95.0}
        assert {round(row.height.mm, 1) for row in sheet.rows} == {56.0}
    assert markup.count('w:hRule="exact"') == 6
    assert markup.count("<w:cantSplit/>") == 6
    assert 'w:val="dashed"' in markup
    assert [line.text for line in first.cell(0, 1).paragraphs][:2] == ["2", "Care"]
    assert first.cell(0, 0).paragraphs[1].runs[0].bold


def test_an_odd_piece_leaves_a_gap_without_lines_to_cut() -> None:
    three = Pieces(tuple(Piece((paragraph(name),)) for name in ("Ann", "Ben", "Cat")), 2, 90, 55, "Badges")
    raw = docx.write(document(three, front=Front.CUT), THEME)
    borders = python_docx.Document(io.BytesIO(raw)).tables[0].cell(1, 1)._tc.find(f".//{qn('w:tcBorders')}")
    with read(pdf.write(document(three, front=Front.CUT), THEME)) as book:
        (page,) = book.pages
        right = [line for line in lines(page) if round(line[0], 1) == round(line[2], 1) == 195]

    assert {side.get(qn("w:val")) for side in borders} == {"nil"}
    assert sum(abs(line[3] - line[1]) for line in right) == pytest.approx(55, abs=0.5)


def test_pieces_share_a_page_with_other_blocks() -> None:
    cards = Pieces(SLIPS[:4], 2, 80, 60, "Cut out the cards.")
    mixed = document(paragraph("Before."), cards, paragraph("After."), front=Front.TITLE)
    (text,) = pages(pdf.write(mixed, THEME))

    assert text.index("Before.") < text.index("Cut out") < text.index("After.")
    for template in (None, saved(trust())):
        assert problems(docx.write(mixed, THEME, template)) == []


def test_no_piece_is_split_where_pieces_share_pages_with_other_blocks() -> None:
    cards = Pieces(SLIPS, 2, 80, 60, "Cut out the cards.")
    raw = pdf.write(document(*[paragraph(LONG)] * 9, cards, front=Front.TITLE), THEME)
    texts = [" ".join(text.split()) for text in pages(raw)]

    assert [text.count("yes") for text in texts] == [4, 8]
    assert [text.count("who said so") - 9 * (page == 0) for page, text in enumerate(texts)] == [12, 24]


def test_pieces_on_a_page_of_the_web_have_their_size_and_letters() -> None:
    name = Paragraph((Run("Ann", strong=True, role=of_size(28)), Run("\nWard 3")))
    badges = Pieces((Piece((name,), "1"), Piece((Heading(1, "Ben", "ben"),))), 2, 90, 55, "Badges", centred=True)
    page = html.write(document(badges, front=Front.CUT), THEME).decode()

    assert '<ul class="pieces centred" style="--across: 2; --width: 90mm; --height: 55mm; --letters: 14pt">' in page
    assert '<p class="piece-label">1</p>' in page
    assert '<span style="font-size: 28pt"><strong>Ann</strong></span>' in page
    assert '<p class="piece-title"><strong>Ben</strong></p>' in page
    assert re.sub(r"\s+", " ", markdown.blocks([badges])).startswith(
        '<div class="pieces" markdown> Badges { .pieces-caption } <div class="piece" markdown> 1 { .piece-label }'
    )


@pytest.mark.parametrize("front", [Front.CUT, Front.POSTER, Front.TITLE])
def test_what_does_not_fit_makes_no_file(front: Front) -> None:
    words = paragraph(LONG * 60)
    blocks = [paragraph(LONG * 400)] if front is Front.POSTER else [Pieces((Piece((words,)),), 2, 90, 55, "Slips")]

    with pytest.raises(PdfError, match="too long for"):
        pdf.write(document(*blocks, front=front), THEME)
    with pytest.raises(ValueError, match="too long for"):
        docx.write(document(*blocks, front=front), THEME)


def test_a_grid_has_boxes_with_room_to_write_in_every_format() -> None:
    grid = table(("Who", "Gains"), [("Nurse", BLANK), ("Clerk", BLANK)], row_headers=True, widths=(1, 3), row_height=24)
    page = document(grid, front=Front.TITLE)
    word = docx.write(page, THEME)
    (boxes,) = python_docx.Document(io.BytesIO(word)).tables
    with read(pdf.write(page, THEME)) as book:
        _, level = cuts(book.pages[0], 3)

    assert problems(word) == []
    assert [round(row.height.mm) for row in boxes.rows[1:]] == [24, 24]
    assert boxes.rows[0].height is None
    assert [round(second - first) for first, second in pairwise(sorted(level)[-3:])] == [24, 24]
    assert html.write(page, THEME).decode().count('<tr style="height: 24mm">') == 2
    assert markdown.blocks([grid]).startswith('<div class="to-fill" markdown>')
