"""Several documents in one Word file, and sheets of labels."""

from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from generator.documents.document import Front, Heading, Paragraph, Piece, Pieces, Run, of_size, paragraph, text
from generator.writers import docx
from tests.writers.sample import changed, document, parts
from tests.writers.test_word_template import saved, trust
from tests.writers.word_rules import problems
from tests.writers.word_sample import THEME, listing

LETTERS = [
    document(paragraph(f"Dear {name}"), listing("one", "two", numbered=True), front=Front.LETTERHEAD)
    for name in ("Ann", "Ben", "Cat")
]


def opened(raw: bytes) -> WordDocument:
    assert problems(raw) == []
    return python_docx.Document(io.BytesIO(raw))


def sections(raw: bytes) -> list[str]:
    return re.findall(r"<w:sectPr.*?</w:sectPr>", parts(raw)["word/document.xml"].decode(), re.S)


@pytest.mark.parametrize("template", [None, saved(trust())], ids=["own look", "a trust's template"])
def test_each_letter_has_a_page_and_a_section_of_its_own(template: bytes | None) -> None:
    raw = docx.write_together(LETTERS, THEME, template)
    word = opened(raw)

    assert [paragraph.text for paragraph in word.paragraphs if paragraph.text.startswith(("Dear", "A trust"))] == [
        *("A trust", "Dear Ann"),
        *("A trust", "Dear Ben"),
        *("A trust", "Dear Cat"),
    ]
    assert len(word.sections) == 3
    assert {section.start_type for section in word.sections} == {WD_SECTION.NEW_PAGE}
    first = word.sections[0]
    for section in word.sections:
        assert (section.page_width, section.left_margin) == (first.page_width, first.left_margin)
        assert section.header.paragraphs[0].text == first.header.paragraphs[0].text
        assert section.different_first_page_header_footer == first.different_first_page_header_footer


def test_page_numbers_start_again_with_each_letter() -> None:
    assert all('<w:pgNumType w:start="1"/>' in section for section in sections(docx.write_together(LETTERS, THEME)))


def test_page_numbers_keep_the_style_of_the_template_and_its_section_starts_a_page() -> None:
    template = trust()
    template.add_section(WD_SECTION.CONTINUOUS)
    numbered = with_page_numbers('<w:pgNumType w:fmt="lowerRoman" w:start="7"/>', saved(template))

    for section in sections(docx.write_together(LETTERS, THEME, numbered)):
        assert '<w:pgNumType w:start="1" w:fmt="lowerRoman"/>' in section
        assert "<w:type " not in section


def with_page_numbers(numbers: str, raw: bytes) -> bytes:
    """A file whose last section numbers its pages in a style of its own."""

    def change(files: dict[str, bytes]) -> None:
        before, last, after = files["word/document.xml"].decode().rpartition("<w:cols")
        files["word/document.xml"] = f"{before}{numbers}{last}{after}".encode()

    return changed(change, raw)


def test_numbered_lists_start_again_and_headings_of_the_same_name_do_no_harm() -> None:
    both = [document(Heading(1, "Top", "top"), listing("one", numbered=True), front=Front.LETTERHEAD)] * 2
    raw = docx.write_together(both, THEME)

    assert [item.text for item in opened(raw).paragraphs if item.style.name == "Small Heading"] == ["Top", "Top"]
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', parts(raw)["word/document.xml"].decode())
    assert len(set(numbers)) == 2


def test_one_document_is_written_as_ever() -> None:
    assert docx.write_together(LETTERS[:1], THEME) == docx.write(LETTERS[0], THEME)
    assert docx.write_together(LETTERS, THEME) == docx.write_together(LETTERS, THEME)


@pytest.mark.parametrize("template", [None, saved(trust())], ids=["own look", "a trust's template"])
def test_labels_are_of_one_size_with_nothing_around_them(template: bytes | None) -> None:
    badge = (Run("Ann", strong=True, role=of_size(28)), Run("\nWard 3", role=of_size(12)))
    badges = tuple(Piece((Paragraph(each),)) for each in (badge, text("Ben")) * 6)
    raw = docx.write(document(Pieces(badges, 2, 90, 55, "Name badges", centred=True), front=Front.CUT), THEME, template)
    word = opened(raw)
    sheet, last = word.tables
    (section,) = word.sections

    assert [line.text for line in word.paragraphs] == ["Name badges Sheet 1 of 2.", "Name badges Sheet 2 of 2.", ""]
    assert [len(each.rows) for each in word.tables] == [5, 1]
    assert last.rows[0].cells[0].width == sheet.rows[0].cells[0].width
    assert {round(row.height.mm) for row in sheet.rows} == {55}
    assert {round(cell.width.mm) for row in sheet.rows for cell in row.cells} == {90}
    assert section.left_margin == section.right_margin == section.bottom_margin == pytest.approx(Mm(5), abs=2000)
    room = section.page_height - section.top_margin - section.bottom_margin
    assert Mm(6 + 5 * 55) < room < Mm(6 + 6 * 55)
    assert "headerReference" not in sections(raw)[0]
    assert [run.font.size.pt for run in sheet.cell(0, 0).paragraphs[0].runs] == [28, 12]
    assert b'<w:tblCaption w:val="Name badges"/>' in parts(raw)["word/document.xml"]


def test_documents_of_different_fronts_link_to_each_other_in_one_file() -> None:
    listed = document(
        Heading(1, "Projects", "top"), Paragraph((Run("Boards", link="#boards"),)), title="Projects", front=Front.TITLE
    )
    charters = [
        document(Heading(1, "Aim", "top"), Paragraph((Run(name),), anchor=name), title=name, front=Front.SHEET)
        for name in ("boards", "letters")
    ]
    raw = docx.write_together([listed, *charters], THEME)
    word = opened(raw)
    names = re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]*)"', parts(raw)["word/document.xml"].decode())

    assert names == ["top", "top_2", "boards", "top_3", "letters"]
    assert [link.fragment for item in word.paragraphs for link in item.hyperlinks] == ["boards"]
    assert word.sections[0].left_margin > word.sections[1].left_margin == word.sections[2].left_margin
    assert [item.style.name for item in word.paragraphs if item.text in ("Projects", "Aim")] == [
        *("Small Title", "Small Heading", "Sheet Heading", "Sheet Heading")
    ]
    assert not any("w:start=" in section for section in sections(raw))
    titles = [item for item in word.paragraphs if item.style.name in ("Small Title", "Sheet Title")]
    assert [item._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for item in titles] == ["0", "0", "0"]
