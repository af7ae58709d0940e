"""Downloads as a screen reader meets them: PDF by its structure, Word and PowerPoint by their parts."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pptx
import pytest
from docx.oxml.ns import qn

from generator.documents.plan import plan_document
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.sources.tree import read_theme
from generator.writers import docx, pdf
from generator.writers.theme import Theme
from tests import small
from tests.writers.test_pdf import THEME, elements

GUIDE = "workshops/powerlab/facilitator-guide"
CHARTER = "projects/theatre-first-case-start/charter"
PLAN = "plan"
NAMES = pytest.mark.parametrize("name", [PLAN, GUIDE, CHARTER])
PICTURES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@pytest.fixture(scope="module")
def files(library: Library, site: Path) -> dict[str, bytes]:
    """Documents by their names: some of the site, and a plan, which is not on it."""
    source = plan_document(plan(library, "westbrook"))
    paths = [f"{name}.{kind}" for name in (GUIDE, CHARTER) for kind in ("pdf", "docx")]
    return {path: (site / path).read_bytes() for path in paths} | {
        f"{PLAN}.pdf": pdf.write(source, THEME),
        f"{PLAN}.docx": docx.write(source, Theme(read_theme(small.ROOT))),
    }


# PDF


@NAMES
def test_a_pdf_states_its_title_language_and_standard(files: dict[str, bytes], name: str) -> None:
    raw = files[f"{name}.pdf"]
    with pikepdf.open(io.BytesIO(raw)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.Root.Lang) == "en-GB"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert opened.open_metadata()["pdfuaid:part"] == "1"
        assert opened.open_metadata()["dc:title"]
        assert next(elements(raw)).S == "/Document"
        assert all(str(page.Tabs) == "/S" for page in opened.pages if "/Annots" in page)


@NAMES
def test_headings_of_a_pdf_are_in_order(files: dict[str, bytes], name: str) -> None:
    kinds = [str(element.S) for element in elements(files[f"{name}.pdf"])]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]

    assert levels and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@NAMES
def test_each_table_of_a_pdf_has_headers_and_each_picture_a_description(files: dict[str, bytes], name: str) -> None:
    kinds = []
    for element in elements(files[f"{name}.pdf"]):
        kinds.append(str(element.S))
        if element.S == "/Figure":
            assert str(element.Alt).strip()
        if element.S == "/Table":
            assert "/TH" in set(within(element))
        if element.S == "/TH":
            assert "/Scope" in attributes(element)

    assert kinds.count("/Table") > 0


def within(element: Any) -> Iterator[str]:
    """Kinds of all elements within one."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S)
            yield from within(child)


def attributes(element: Any) -> set[str]:
    """Names of an element's attributes."""
    values = element.get("/A", [])
    return {key for value in (values if isinstance(values, pikepdf.Array) else [values]) for key in value.keys()}  # noqa: SIM118


@NAMES
def test_each_link_of_a_pdf_says_where_it_leads(files: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(files[f"{name}.pdf"])) as opened:
        notes = [note for page in opened.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        assert all(str(note.get("/Contents", "")).strip() for note in notes)
        assert all("/StructParent" in note for note in notes)


# Word


@NAMES
def test_a_word_file_states_its_title_and_language(files: dict[str, bytes], name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(files[f"{name}.docx"])) as archive:
        core = ElementTree.fromstring(archive.read("docProps/core.xml"))
        assert core.findtext("{http://purl.org/dc/elements/1.1/}title")
        assert core.findtext("{http://purl.org/dc/elements/1.1/}language") == "en-GB"
        assert b'w:val="en-GB"' in archive.read("word/styles.xml")


@NAMES
def test_headings_tables_and_pictures_of_a_word_file(files: dict[str, bytes], name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(files[f"{name}.docx"])) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        known = outline(ElementTree.fromstring(archive.read("word/styles.xml")))
    styles = [style.get(qn("w:val"), "") for style in body.iter(qn("w:pStyle"))]
    levels = [known[style] for style in styles if known.get(style)]

    assert levels and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for table in body.iter(qn("w:tbl")):
        assert table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None or unruled(table)
    for picture in body.iter(PICTURES):
        assert (picture.get("descr") or "").strip() or picture.find(f".//{DECORATIVE}") is not None


def outline(styles: ElementTree.Element) -> dict[str, int]:
    """Levels of the headings, by the ids of their styles; a style has that of the one it is based on."""
    styles_by_id = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}

    def level(id: str) -> int:
        style = styles_by_id.get(id)
        if style is None:
            return 0
        own = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            return int(own.get(qn("w:val"), "9")) + 1 if own.get(qn("w:val")) != "9" else 0
        base = style.find(qn("w:basedOn"))
        return 0 if base is None else level(base.get(qn("w:val"), ""))

    return {id: level(id) for id in styles_by_id}


def unruled(table: ElementTree.Element) -> bool:
    """Whether a table has no header because its first column is one, or because it only holds boxes to tick."""
    looks = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    return looks is not None and looks.get(qn("w:firstRow")) == "0"


# PowerPoint


def test_each_slide_has_its_own_title_that_is_read_first(site: Path) -> None:
    for path in sorted(site.glob("workshops/*/slides.pptx")):
        slides = list(pptx.Presentation(str(path)).slides)
        titles = [slide.shapes.title.text_frame.text.strip() for slide in slides]  # type: ignore[union-attr]

        assert all(titles), path
        assert [title for title in titles if titles.count(title) > 1] == [], path
        for slide in slides:
            assert slide.shapes[0].shape_id == slide.shapes.title.shape_id  # type: ignore[union-attr]
            assert slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip()  # type: ignore[union-attr]
            for shape in slide.shapes:
                if not shape.is_placeholder:
                    assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), (path, shape.name)
