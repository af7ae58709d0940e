"""The structure of every Word file of a playbook: what a screen reader, a planner and Word itself need from it."""

from __future__ import annotations

import io
from itertools import pairwise

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from generator.documents.business_case import business_case
from generator.documents.document import Document
from generator.documents.form import forms
from generator.documents.handbook import handbook
from generator.documents.letter import letters
from generator.documents.plan import plan_document
from generator.documents.project_list import projects_and_charters
from generator.documents.sponsor_page import sponsor_page
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.writers import docx
from tests.writers.sample import parts
from tests.writers.word_rules import problems
from tests.writers.word_sample import THEME

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
ITEMS = ("plan", "handbook", "sponsor", "case", "projects", "letters", "forms")


def documents(library: Library, item: str) -> list[Document]:
    playbook = plan(library, "westbrook")
    return {
        "plan": lambda: [plan_document(playbook)],
        "handbook": lambda: [handbook(playbook)],
        "sponsor": lambda: [sponsor_page(playbook)],
        "case": lambda: [business_case(playbook)],
        "projects": lambda: list(projects_and_charters(playbook)),
        "letters": lambda: list(letters(playbook).values()),
        "forms": lambda: [each for pages in forms(playbook).values() for each in pages],
    }[item]()


def level(word: WordDocument, style: str) -> int:
    """Level of the heading that a style, or one that it is based on, is for; 0 for other styles."""
    element = word.styles.element.get_by_id(style)
    while element is not None:
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return int(outline.get(qn("w:val"))) + 1
        element = element.base_style
    return 0


@pytest.fixture(scope="module", params=ITEMS)
def raw(library: Library, request: pytest.FixtureRequest) -> bytes:
    return docx.write_together(documents(library, request.param), THEME)


@pytest.fixture(scope="module")
def word(raw: bytes) -> WordDocument:
    return python_docx.Document(io.BytesIO(raw))


def test_word_has_nothing_to_repair(raw: bytes) -> None:
    assert problems(raw) == []


def test_each_table_is_named_and_described_and_repeats_its_header(word: WordDocument) -> None:
    for table in word.element.body.iter(qn("w:tbl")):
        properties = table.tblPr
        named = [properties.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("tblCaption", "tblDescription")]
        look = properties.find(qn("w:tblLook"))
        header = table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}")

        assert all(named)
        assert (look.get(qn("w:firstRow")) == "1") == (header is not None)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table.iter(qn("w:tr")))


def test_each_picture_has_words_or_is_decoration(word: WordDocument) -> None:
    for picture in word.element.body.iter(qn("wp:docPr")):
        assert (picture.get("descr") or "").strip() or picture.find(f".//{DECORATIVE}") is not None


def test_headings_leave_out_no_level(word: WordDocument) -> None:
    styles = [style.get(qn("w:val")) for style in word.element.body.iter(qn("w:pStyle"))]
    levels = [number for style in styles if (number := level(word, style))]

    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_language_and_the_title_are_set(raw: bytes, word: WordDocument) -> None:
    assert b'<w:lang w:val="en-GB"' in parts(raw)["word/styles.xml"]
    assert (word.core_properties.language, bool(word.core_properties.title)) == ("en-GB", True)


def test_text_has_its_look_from_styles(word: WordDocument) -> None:
    """A planner who changes a style changes every place that looks like it: no run has a font or colour of its own."""
    for properties in word.element.body.iter(qn("w:rPr")):
        assert properties.find(qn("w:color")) is None
        fonts = properties.find(qn("w:rFonts"))
        assert fonts is None or fonts.get(qn("w:ascii")) == "MS Gothic"
