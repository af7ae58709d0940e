"""Every PDF of a playbook as a screen reader meets it, read back by pypdf: nothing untagged, nothing without a name."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
import pytest
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from generator.documents.business_case import business_case
from generator.documents.document import (
    Callout,
    Checklist,
    Document,
    Drawing,
    Front,
    Heading,
    Run,
    Table,
    WritingLines,
    descendants,
    paragraph,
    plain,
    table,
)
from generator.documents.guidance_book import guidance_document
from generator.documents.handbook import handbook
from generator.documents.plan import plan_document
from generator.documents.sponsor_page import sponsor_page
from generator.model.library import Library
from generator.writers import pdf, pdf_structure
from tests.documents.cohorts import NAMES, book
from tests.writers.sample import document
from tests.writers.test_pdf import THEME, broken_words, everything, pages

DOCUMENTS = {
    "plan": plan_document,
    "handbook": handbook,
    "sponsor": sponsor_page,
    "business-case": business_case,
    "guidance": guidance_document,
}
QUICK = {
    *itertools.product(("westbrook",), ("plan", "handbook", "sponsor", "business-case")),
    ("c", "plan"),
    ("long-welsh-name", "plan"),
}
LONG = ("westbrook", "c")
"""Cohorts whose guidance is read too."""
SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"', b"Do"}
BYTES = 400_000


class Pdf:
    """A PDF and the document that it was written from."""

    def __init__(self, source: Document) -> None:
        self.source, self.raw = source, pdf.write(source, THEME)
        self.reader = pypdf.PdfReader(io.BytesIO(self.raw))
        self.root: Any = self.reader.trailer["/Root"].get_object()
        self.tree: Any = self.root["/StructTreeRoot"]

    def elements(self, within: Any = None) -> Iterator[Any]:
        """Elements of the structure in the order of reading."""
        for child in children(self.tree if within is None else within):
            yield child
            yield from self.elements(child)

    def of_kind(self, kind: str, within: Any = None) -> list[Any]:
        return [element for element in self.elements(within) if element["/S"] == kind]


def children(element: Any) -> list[Any]:
    """Elements directly within one."""
    value = element.get("/K", [])
    values = value if isinstance(value, ArrayObject) else [value]
    resolved = (each.get_object() for each in values)
    return [each for each in resolved if isinstance(each, DictionaryObject) and "/S" in each]


def attribute(element: Any, name: str) -> Any:
    values = element.get("/A", [])
    for each in values if isinstance(values, ArrayObject) else [values]:
        if name in each.get_object():
            return each.get_object()[name]
    return None


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            (cohort, kind),
            id=f"{cohort}-{kind}",
            marks=() if (cohort, kind) in QUICK else pytest.mark.slow,
        )
        for cohort, kind in itertools.product(NAMES, DOCUMENTS)
        if kind != "guidance" or cohort in LONG
    ],
)
def read_back(request: pytest.FixtureRequest, library: Library) -> Pdf:
    """Each kind of document of each cohort."""
    cohort, kind = request.param
    return Pdf(DOCUMENTS[kind](book(cohort, library)))


def test_it_states_its_title_its_language_and_its_standard(read_back: Pdf) -> None:
    assert read_back.root["/MarkInfo"]["/Marked"]
    assert read_back.root["/Lang"] == "en-GB"
    assert read_back.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read_back.reader.metadata is not None
    assert read_back.reader.metadata.title == f"{read_back.source.title}: {read_back.source.organisation}"
    with pikepdf.open(io.BytesIO(read_back.raw)) as opened:
        assert opened.check_pdf_syntax() == []
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read_back.root["/Metadata"].get_object().get_data()


def test_its_outline_has_its_headings_in_order(read_back: Pdf) -> None:
    def titles(outline: Any) -> Iterator[str]:
        for entry in outline:
            yield from titles(entry) if isinstance(entry, list) else [entry.title]

    headings = [block.text for block in descendants(read_back.source.blocks) if isinstance(block, Heading)]
    assert headings
    assert [title for title in titles(read_back.reader.outline) if title != "Contents"] == headings


def test_its_headings_go_down_one_level_at_a_time(read_back: Pdf) -> None:
    kinds = (str(element["/S"]) for element in read_back.elements())
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_table_says_which_cells_name_its_columns_and_rows(read_back: Pdf) -> None:
    tables = [block for block in descendants(read_back.source.blocks) if isinstance(block, Table)]
    shown = read_back.of_kind("/Table")
    names = read_back.tree.get("/IDTree", {}).get("/Names", [])
    known = dict(zip(names[::2], (each.get_object() for each in names[1::2]), strict=True))

    assert len(shown) == len(tables)
    assert list(names[::2]) == sorted(names[::2])
    for element, source in zip(shown, tables, strict=True):
        cells = [children(row) for row in read_back.of_kind("/TR", element)]
        titled = any(map(plain, source.header))
        assert [len(row) for row in cells] == [len(source.header)] * (len(source.rows) + titled)
        for y, row in enumerate(cells):
            for x, cell in enumerate(row):
                scope = "/Column" if titled and y == 0 else "/Row" if source.row_headers and x == 0 else None
                assert cell["/S"] == ("/TH" if scope else "/TD")
                assert attribute(cell, "/Scope") == scope
                above = [known[id] for id in attribute(cell, "/Headers") or []]
                expected = [cells[0][x]] if titled and y > 0 else []
                expected += [row[0]] if source.row_headers and x > 0 and not (titled and y == 0) else []
                assert [each.indirect_reference for each in above] == [each.indirect_reference for each in expected]


def test_every_picture_has_a_description(read_back: Pdf) -> None:
    drawings = [block for block in descendants(read_back.source.blocks) if isinstance(block, Drawing)]
    described = [str(element.get("/Alt", "")) for element in read_back.of_kind("/Figure")]

    assert all(map(str.strip, described))
    assert {drawing.description for drawing in drawings} <= set(described)


def test_every_link_has_a_name_and_leads_somewhere(read_back: Pdf) -> None:
    anchors = {block.anchor for block in descendants(read_back.source.blocks) if getattr(block, "anchor", None)}
    wanted = {
        run.link
        for run in descendants(read_back.source.blocks)
        if isinstance(run, Run) and run.link and (run.link[1:] in anchors or run.link.startswith(("https:", "mailto:")))
    }
    notes = [note.get_object() for page in read_back.reader.pages for note in page.get("/Annots", [])]

    assert all(str(note.get("/Contents", "")).strip() and "/StructParent" in note for note in notes)
    assert {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})} == {
        link for link in wanted if not link.startswith("#")
    }
    within = [note for note in notes if "/URI" not in note.get("/A", {})]
    assert len(within) >= len([link for link in wanted if link.startswith("#")])
    for note in within:
        target = note["/Dest"] if "/Dest" in note else note["/A"]["/D"]
        assert isinstance(target, ArrayObject) or str(target) in read_back.reader.named_destinations


def test_nothing_is_untagged(read_back: Pdf) -> None:
    """All text is within marked content: an artifact, or a piece that the structure tree has."""
    for page in read_back.reader.pages:
        contents = page.get_contents()
        assert contents is not None
        pieces, open_marks = set(), []
        for operands, operator in ContentStream(contents, read_back.reader).operations:
            if operator in (b"BDC", b"BMC"):
                open_marks.append(str(operands[0]))
                if len(operands) > 1 and "/MCID" in operands[1]:
                    pieces.add(int(operands[1]["/MCID"]))
            elif operator == b"EMC":
                open_marks.pop()
            assert operator not in SHOWS_TEXT or open_marks
        parents = read_back.tree["/ParentTree"]["/Nums"]
        of_page = dict(zip(parents[::2], parents[1::2], strict=True)).get(page.get("/StructParents"))
        assert pieces == set(range(len(of_page.get_object() if of_page is not None else [])))


def test_no_word_is_broken_and_no_page_nearly_empty(read_back: Pdf) -> None:
    shown = pages(read_back.raw)

    assert broken_words(shown, read_back.source.blocks) == {}
    # Below the lines of a page to write on there may be little else.
    few = 20 if any(isinstance(block, WritingLines) for block in read_back.source.blocks) else 36
    assert [page for page in shown if len(page.split()) < few] == []
    # The last milestones of a checklist stay together.
    assert not isinstance(read_back.source.blocks[-1], Checklist) or len(shown[-1].split()) > 150
    # The layout has settled: each page has its number, and the last one is the number of pages.
    first = 2 if read_back.source.front is Front.COVER else 1
    numbers = [f"Page {number} of {len(shown)}" for number in range(first, len(shown) + 1)]
    assert [number for number, page in zip(numbers, shown[first - 1 :], strict=True) if number not in page] == []


def test_it_is_small(read_back: Pdf) -> None:
    assert len(read_back.raw) < (2 * BYTES if read_back.source.title == "Guidance" else BYTES)


# How Typst's PDF is edited


@pytest.fixture(scope="module")
def both() -> tuple[pypdf.PdfReader, pypdf.PdfReader]:
    """A PDF as Typst wrote it, and as it was edited."""
    original: list[bytes] = []
    source = document(*everything("words"))

    def unedited(raw: bytes, _tables: object) -> bytes:
        original.append(raw)
        return raw

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_structure, "finished", unedited)
        pdf.write(source, THEME)
    return pypdf.PdfReader(io.BytesIO(original[0])), pypdf.PdfReader(io.BytesIO(pdf.write(source, THEME)))


def test_only_cells_and_the_names_of_cells_are_edited(both: tuple[pypdf.PdfReader, pypdf.PdfReader]) -> None:
    before, after = ([reader.get_object(number) for number in range(1, len(both[0].xref[0]) + 1)] for reader in both)
    # Each reader names itself in the references of its objects.
    written = ([re.sub(r"\d{9,}", "", repr(value)) for value in values] for values in (before, after))
    differing: Any = [old for old, *texts in zip(before, *written, strict=True) if texts[0] != texts[1]]

    assert len(differing) == 5, "two rows of two cells, and the root of the tree, which has their names"
    assert {each.get("/S", each.get("/Type")) for each in differing} == {"/TD", "/StructTreeRoot"}
    streams = [[value.get_data() for value in values if isinstance(value, StreamObject)] for values in (before, after)]
    assert streams[0] == streams[1]


def test_tables_in_other_blocks_and_without_titles_have_headers_too() -> None:
    facts = table(((), ()), (("One", "1"), ("Two", "2")), row_headers=True)
    read_back = Pdf(document(Callout("Inside", (facts,)), facts, table(("a", "b"), (("c", "d"),))))

    assert [str(cell["/S"]) for cell in read_back.elements() if cell["/S"] in ("/TH", "/TD")] == [
        *("/TH", "/TD") * 4,
        *("/TH", "/TH", "/TD", "/TD"),
    ]


def test_text_that_looks_like_a_pdf_is_left_alone() -> None:
    words = "/K[1 0 R] endobj 5 0 obj /Headers[(U1x0y0)] /IDTree<</Names[]>> trailer startxref"
    read_back = Pdf(document(Heading(1, words, "one"), Drawing("<svg xmlns='http://www.w3.org/2000/svg'/>", words)))

    assert read_back.reader.outline[0].title == words  # type: ignore[union-attr]
    assert [str(element["/Alt"]) for element in read_back.of_kind("/Figure")] == [words]


def test_a_pdf_that_is_not_as_expected_is_an_error() -> None:
    raw = pdf.write(document(paragraph("words")), THEME)

    with pytest.raises(pdf_structure.StructureError, match="no plain cross-reference table"):
        pdf_structure.finished(raw, [])
    with pytest.raises(pdf_structure.StructureError, match="no plain cross-reference table"):
        pdf_structure.finished(b"%PDF-1.7", [])


@pytest.mark.parametrize("lines", [1, 200, 2000])
def test_pages_are_counted_as_a_reader_counts_them(lines: int) -> None:
    raw = pdf.write(document(WritingLines(lines)), THEME)

    assert pdf.page_count(raw) == len(pypdf.PdfReader(io.BytesIO(raw)).pages)


def test_a_file_without_pages_is_no_pdf_of_ours() -> None:
    with pytest.raises(pdf_structure.StructureError, match="no pages"):
        pdf_structure.page_count(b"%PDF-1.7 nothing")
