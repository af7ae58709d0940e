"""The Word file: what is written is read back, by its own rules and by another program's eyes."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from itertools import chain
from pathlib import Path

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.documents.document import (
    CIRCLE,
    RATINGS,
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Code,
    Drawing,
    Figure,
    Figures,
    Front,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Run,
    Table,
    WritingLines,
    bullets,
    facts,
    paragraph,
    table,
    text,
)
from generator.documents.evidence_marks import at_the_end, is_label
from generator.documents.icons import icon
from generator.documents.plan import plan_document
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.writers import docx
from generator.writers.theme import Theme
from tests import small
from tests.examples import examples
from tests.writers.sample import document, parts
from tests.writers.word_rules import problems
from tests.writers.word_sample import DRAWING, THEME, everything, listing, png

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'\t\n\r \x00\x1f￾"), min_size=1)


def written(*blocks: Block, **values: object) -> WordDocument:
    return python_docx.Document(io.BytesIO(docx.write(document(*blocks, **values), THEME)))


def body(word: WordDocument) -> list[WordParagraph]:
    """Paragraphs below the title."""
    return word.paragraphs[3:]


def everywhere(word: WordDocument) -> list[WordParagraph]:
    """Every paragraph of the body, in tables too, in the order of reading."""
    return [WordParagraph(item, word._body) for item in word.element.body.iter(qn("w:p"))]


def shown(runs: Inline) -> str:
    """The text of runs in which the label of evidence is a mark, and has its word where it begins a paragraph."""
    marks = {"Pilot": "\u25cf", "Published": "\u25d0", "Suggested": "\u25cb"}
    labels = [f"{marks[run.text]} {run.text}" if run is runs[0] else marks[run.text] for run in runs if is_label(run)]
    return "".join(labels.pop(0) if is_label(run) else run.text for run in runs)


def words(value: str) -> str:
    """Text with a space in place of each control character."""
    unified = value.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff]", " ", unified)


# What is written, can be read.


@given(TEXTS)
@example("]]>")
@example("_x0041_ &amp; <w:p/>")
def test_any_text_comes_back_the_same(value: str) -> None:
    table = Table((text(value),), ((text(value),),))
    word = written(Paragraph((Run(value, strong=True),)), Code(value), table)

    assert [item.text for item in body(word)[:2]] == [words(value)] * 2
    assert [row.cells[0].text for row in word.tables[0].rows] == [words(value)] * 2


@pytest.mark.slow
@settings(max_examples=examples(12))
@given(TEXTS)
def test_any_text_gives_a_valid_word_file(value: str) -> None:
    raw = docx.write(document(*everything(value), title=value, organisation=value, subtitle=value), THEME)

    assert problems(raw) == []


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (docx.write(document(*everything(), logo=png(9, 9)), THEME) for _ in range(2))

    assert first == second


def test_what_was_written_before_makes_no_difference() -> None:
    """Parts that documents share are compressed once: here others with the same look come in between."""
    first, *others, again = (
        docx.write(document(paragraph(title), title=title, colour=colour), THEME)
        for title, colour in (("Ours", "#14532d"), ("Theirs", "#14532d"), ("Theirs", "#7a1f5c"), ("Ours", "#14532d"))
    )

    assert first == again
    for raw, title in ((first, "Ours"), *((raw, "Theirs") for raw in others)):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(set(names)) == len(names)
        assert f"<dc:title>{title}</dc:title>".encode() in parts(raw)["docProps/core.xml"]
        assert f">{title}</w:t>".encode() in parts(raw)["word/document.xml"]


def test_a_browser_can_run_it_and_gets_the_same_bytes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "for name in ('docx', 'lxml', 'mkdocs', 'pptx', 'rich', 'typer'): sys.modules[name] = None\n"
        "import datetime\n"
        "from generator.documents.document import Document, paragraph\n"
        "from generator.writers import docx\n"
        "from generator.writers.theme import Theme\n"
        "theme = Theme({docx.BASE: open(sys.argv[1], 'rb').read()})\n"
        "day = datetime.date(2026, 11, 24)\n"
        "values = ('Playbook', 'Cohort 1', 'A trust', 'en-GB', '#14532d', None, '', '2026.1', day)\n"
        "sys.stdout.buffer.write(docx.write(Document(*values, (paragraph('word'),)), theme))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(small.ROOT), "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, str(script), str(small.ROOT / docx.BASE)]
    result = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path, check=True)

    assert result.stdout == docx.write(document(paragraph("word")), Theme({docx.BASE: THEME.files[docx.BASE]}))


def test_every_member_of_the_zip_has_the_same_time_and_content_types_come_first() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.write(document(), THEME))) as archive:
        entries = archive.infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


@pytest.mark.parametrize(
    "slug", ["imperial", *(pytest.param(slug, marks=pytest.mark.slow) for slug in ("kings", "north-middlesex"))]
)
def test_a_whole_plan(library: Library, slug: str) -> None:
    given = plan_document(plan(library, slug))
    raw = docx.write(given, THEME)
    word = python_docx.Document(io.BytesIO(raw))

    assert problems(raw) == []
    levels = {"Heading 1": 1, "Heading 2": 2, "Checklist Heading": 2, "Heading 3": 3}
    lines = [(levels.get(item.style.name), item.text) for item in everywhere(word)]
    headings = [line for line in lines if line[0]]
    assert headings == [(item.level, item.text) for item in given.blocks if isinstance(item, Heading)]
    assert len(word.inline_shapes) == sum(type(item).__name__ == "Drawing" for item in given.blocks)
    tables = sum(isinstance(item, Table | Figures) for item in given.blocks)
    assert len(word.tables) == tables + any(isinstance(item, Checklist) for item in given.blocks)
    boxes = word.element.body.findall(".//{http://schemas.microsoft.com/office/word/2010/wordml}checkbox")
    assert len(boxes) == sum(len(item.entries) for item in given.blocks if isinstance(item, Checklist))


# The cover and the contents.


def test_the_cover_has_organisation_title_and_date() -> None:
    word = written(paragraph("word"), logo=png(480, 96), logo_text='A "tree"')
    _logo, *lines = word.paragraphs[:4]

    assert [(line.style.name, line.text) for line in lines] == [
        ("Organisation", "A trust"),
        ("Title", "Playbook"),
        ("Subtitle", "Cohort 1"),
    ]
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == 'A "tree"'
    assert (shape.width.cm / shape.height.cm) == pytest.approx(5)
    assert shape.width.inches == pytest.approx(240 / 96, abs=0.01)


def test_a_logo_without_a_description_is_named_after_the_organisation() -> None:
    (shape,) = written(logo=png(9, 9)).inline_shapes

    assert shape._inline.docPr.get("descr") == "Logo of A trust"


def test_the_contents_link_to_the_headings_and_word_asks_nothing_on_opening() -> None:
    blocks = (Heading(1, "One", "one"), Heading(2, "Two", "two"), Heading(3, "Three", "three"), Heading(1, "4", "four"))
    raw = docx.write(document(*blocks), THEME)
    word = python_docx.Document(io.BytesIO(raw))
    control = word.element.body.find(qn("w:sdt"))
    entries = [WordParagraph(item, word._body) for item in control.findall(f"{qn('w:sdtContent')}/{qn('w:p')}")]

    assert [(item.style.name, item.text.rstrip("\t")) for item in entries[:4]] == [
        ("TOC Heading", "Contents"),
        ("toc 1", "One"),
        ("toc 2", "Two"),
        ("toc 1", "4"),
    ]
    links = [item.get(qn("w:anchor")) for item in control.iter(qn("w:hyperlink"))]
    assert links == ["one", "two", "four"]
    instructions = [item.text.strip() for item in control.iter(qn("w:instrText"))]
    assert instructions == ['TOC \\o "1-2" \\h \\z', *(f"PAGEREF {name} \\h" for name in links)]
    assert b"updateFields" not in parts(raw)["word/settings.xml"]


def test_a_short_document_has_no_contents() -> None:
    word = written(Heading(1, "One", "one"), Heading(2, "Two", "two"))

    assert word.element.body.find(qn("w:sdt")) is None


def test_the_page_has_its_number_and_the_organisation() -> None:
    section = written(organisation="Smith & Sons <NHS>", title="A title").sections[0]

    assert section.header.paragraphs[0].text == "Smith & Sons <NHS>\tA title"
    assert section.footer.paragraphs[0].text == "Content release 2026.1, 24 November 2026\tPage 1 of 1"
    fields = [item.text.strip() for item in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer


IMPRINT = "Made with Paired Learning, content release 2026.1, 24 November 2026. Content under CC BY 4.0."


@pytest.mark.parametrize(
    ("front", "foot", "end"),
    [(Front.COVER, IMPRINT, ""), (Front.TITLE, IMPRINT, ""), (Front.SHEET, "", IMPRINT), (Front.LETTERHEAD, "", "")],
)
def test_who_made_it_is_at_the_foot_of_the_first_page_or_on_a_sheet_its_last_line(
    front: Front, foot: str, end: str
) -> None:
    word = written(paragraph("word"), front=front)

    assert word.sections[0].first_page_footer.paragraphs[0].text == foot
    assert word.paragraphs[-1].text == (end or "word")


def test_the_properties_of_the_file_are_set() -> None:
    properties = written(title="A <title>", organisation="A & B", subtitle="Cohort").core_properties

    assert properties.title == "A <title>"
    assert properties.author == properties.last_modified_by == "A & B"
    assert properties.subject == "Cohort"
    assert properties.language == "en-GB"
    assert properties.created == properties.modified == datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def test_the_language_is_that_of_the_document() -> None:
    files = parts(docx.write(document(language="cy-GB"), THEME))

    assert re.findall(rb'<w:lang [^>]*w:val="([^"]*)"', files["word/styles.xml"]) == [b"cy-GB"]
    assert b'<w:themeFontLang w:val="cy-GB"/>' in files["word/settings.xml"]


def test_rules_numbers_and_links_have_the_colour_of_the_document_and_headings_that_of_the_text() -> None:
    word = written(Heading(1, "One", "one"), colour="#ab12cd")
    rules = [
        next(word.styles[name].element.iter(qn(f"w:{side}"))).get(qn("w:color"))
        for name, side in (("Subtitle", "bottom"), ("Chapter Rule", "top"), ("Sheet Title", "bottom"))
    ]

    assert rules == ["AB12CD"] * 3
    assert {str(word.styles[name].font.color.rgb) for name in ("Large Number", "Hyperlink")} == {"AB12CD"}
    assert {word.styles[name].font.color.rgb for name in ("Title", "Heading 1", "Heading 2")} == {None}


def test_a_colour_cannot_carry_markup() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        docx.write(document(colour='"/><w:evil/>'), THEME)


def test_a_logo_that_is_not_png_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        docx.write(document(logo=b"GIF89a"), THEME)


def test_a_missing_or_broken_base_is_a_fault() -> None:
    with pytest.raises(InputFault):
        docx.write(document(), Theme({}))
    with pytest.raises(InputFault):
        docx.write(document(), Theme({docx.BASE: b"no zip"}))


# Paragraphs, links and lists.


def test_roles_are_styles() -> None:
    blocks = [paragraph(role, role) for role in ("lead", "reason", "reference", "small", "unheard-of")]
    names = [item.style.name for item in body(written(*blocks))]

    assert names == ["Lead", "Reason", "Reference", "Small", "Normal"]


def test_a_heading_may_start_a_page_and_stays_with_its_text() -> None:
    rule, first, second = body(written(Heading(1, "One", "one", starts_page=True), Heading(2, "Two", "two")))

    assert rule.style.name == "Chapter Rule"
    breaks = [item.paragraph_format.page_break_before for item in (rule, first, second)]
    assert breaks == [True, None, None]
    assert rule.paragraph_format.keep_with_next
    assert first.paragraph_format.keep_with_next


def test_links_lead_outside_or_within_and_others_are_plain_text() -> None:
    runs = (
        Run("out", link="https://example.org/a b?x=<&>#c", title="Where"),
        Run("mail", link="mailto:a@example.org"),
        Run("within", link="#p"),
        Run("nowhere", link="#none"),
        Run("script", link="javascript:alert(1)"),
        Run("unresolved", link="project:fracture"),
    )
    line, _ = body(written(Paragraph(runs), Paragraph((Run("here"),), anchor="p")))

    assert [(item.text, item.url or item.fragment) for item in line.hyperlinks] == [
        ("out", "https://example.org/a%20b?x=%3C&%3E#c"),
        ("mail", "mailto:a@example.org"),
        ("within", "p"),
    ]
    assert line.text == "outmailwithinnowherescriptunresolved"
    assert line.hyperlinks[0]._hyperlink.get(qn("w:tooltip")) == "Where"


def test_bookmarks_are_short_and_unique_even_when_shortened() -> None:
    anchors = [f"{'a-long-anchor-' * 4}{number}" for number in range(12)]
    word = written(
        *(Heading(3, name, name) for name in anchors),
        *(Paragraph((Run(name, link=f"#{name}"),)) for name in anchors),
    )
    headings, lines = body(word)[:12], body(word)[12:]
    names = [item._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for item in headings]

    assert len(set(names)) == 12
    assert all(len(name) <= 40 for name in names)
    assert [item.hyperlinks[0].fragment for item in lines] == names


def test_a_list_counts_from_its_own_start() -> None:
    word = written(
        listing("a", "b", numbered=True),
        paragraph("between"),
        listing("c", numbered=True, start=7),
        listing("d"),
    )
    lines = body(word)
    numbers = [int(item.get(qn("w:val"))) for item in word.element.body.iter(qn("w:numId"))]

    assert [item.style.name for item in lines] == ["List Number"] * 2 + ["Normal", "List Number", "List Bullet"]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = {
        item.get(qn("w:numId")): item.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
        for item in word.part.numbering_part.element.iter(qn("w:num"))
    }
    assert [starts[str(number)].get(qn("w:val")) for number in numbers[1:]] == ["1", "7"]


def test_nested_lists_have_their_own_level() -> None:
    deepest = listing("3", numbered=True)
    word = written(
        Listing(((paragraph("1"), Listing(((paragraph("2"), deepest, paragraph("more")),))),), numbered=True)
    )

    assert [(item.text, item.style.name) for item in body(word)] == [
        ("1", "List Number"),
        ("2", "List Bullet 2"),
        ("3", "List Number 3"),
        ("more", "List Continue 2"),
    ]
    assert body(word)[2]._p.pPr.numPr.ilvl.val == 2


def test_evidence_is_a_mark_after_the_sentence_and_code_has_a_style_of_its_own() -> None:
    label = Run("Suggested", role="evidence-suggested")
    first, second = body(
        written(
            paragraph("A claim."),
            Paragraph((label, Run(" [1]", link="https://example.org")), "evidence"),
            Paragraph((label, Run("x", code=True), Run("y", emphasis=True))),
        )
    )

    assert (first.text, second.text) == ("A claim.\u00a0\u25cb [1]", "\u25cb Suggestedxy")
    assert [item.style.name for item in first.runs[2:]] == ["Evidence Mark"]
    assert [item.style.name for item in second.runs[2:]] == ["Inline Code", "Default Paragraph Font"]
    assert second.runs[3].italic


def test_an_icon_is_decoration_in_the_line() -> None:
    (line,) = body(written(Paragraph((icon("workshop"), Run("Workshop 1"), icon("person")))))
    icons = list(line._p.iter(qn("wp:docPr")))

    assert line.text == "\u00a0Workshop 1\u00a0"
    assert [item.get("descr") for item in icons] == ["", ""]
    assert len(list(line._p.iter("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"))) == 2


def test_callouts_are_paragraphs_in_a_frame() -> None:
    word = written(
        Callout("T", (paragraph("a"), listing("b"), listing("c", numbered=True)), "warning"), Callout("U", ())
    )

    assert [item.style.name for item in body(word)] == [
        "Warning Title",
        "Warning",
        "Warning List",
        "Warning List",
        "Callout End",
        "Callout Title",
        "Callout End",
    ]
    assert word.tables == []


# Tables, boxes and pictures.


def looks(table: WordTable) -> dict[str, str]:
    return dict(table._tbl.tblPr.find(qn("w:tblLook")).attrib)


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    header, rows = (text("a"), text("b")), ((text("c"), text("d")),) * 3
    word = written(Table(header, rows, caption="Said above", widths=(1, 3), row_headers=True))
    (table,) = word.tables

    first, *others = table.rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert (looks(table)[qn("w:firstRow")], looks(table)[qn("w:firstColumn")]) == ("1", "1")
    assert [run.bold for cell in others[0].cells for run in cell.paragraphs[0].runs] == [True, None]
    assert table.columns[1].width == pytest.approx(3 * table.columns[0].width, rel=0.01)
    assert table._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w")) == "-2381"
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Said above"
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "Columns: a, b. 3 rows."
    assert (body(word)[0].style.name, body(word)[0].text) == ("Caption", "Said above")
    assert body(word)[0].style.paragraph_format.keep_with_next


def test_a_table_is_described_by_its_columns_and_the_number_of_its_rows() -> None:
    empty, short = Table((text("Who"),), ()), Table((text("Who"), text("When")), ((text("A"), text("B")),))
    described = [item.get(qn("w:val")) for item in written(empty, short).element.body.iter(qn("w:tblDescription"))]

    assert described == ["Columns: Who. No rows.", "Columns: Who, When. 1 row."]


def test_columns_without_widths_are_sized_by_their_text() -> None:
    (table,) = written(Table((text("Week"), text("Long")), ((text("1"), text("words " * 9)),))).tables
    narrow, wide = (column.width for column in table.columns)

    assert wide > 3 * narrow


def test_no_word_breaks_in_a_narrow_column() -> None:
    header = (text("Project"), text("Stretching"))
    (table,) = written(Table(header, ((text("words " * 9), text("1")),), widths=(30, 1))).tables

    assert table.columns[1].width.pt > 60
    assert sum(column.width for column in table.columns) == Twips(9525)


def test_a_checklist_has_a_box_to_tick_for_each_entry() -> None:
    entry = ChecklistEntry(
        (Run("Ask"), Run(" "), Run("Pilot", role="evidence-pilot")), (paragraph("How"),), "Lead", "Now"
    )
    (table,) = written(Checklist((entry, entry))).tables

    assert [cell.text for cell in table.rows[0].cells] == ["When", "Done", "What to do", "Who"]
    assert [table.rows[1].cells[column].text for column in (0, 2, 3)] == ["Now", "Ask \u25cf\nHow", "Lead"]
    controls = [row.cells[1]._tc.find(f".//{qn('w:sdt')}") for row in table.rows[1:]]
    assert [item.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) for item in controls] == ["Ask Pilot"] * 2
    assert [item.find(f".//{qn('w:t')}").text for item in controls] == ["☐", "☐"]


def test_checklists_below_headings_of_their_own_are_one_table_with_one_header() -> None:
    entry = ChecklistEntry((Run("Ask"),), (), "Lead", "Now")
    blocks = [(Heading(2, name, name), Checklist((entry, entry))) for name in ("First", "Second")]
    word = written(*chain.from_iterable(blocks), paragraph("after"))
    (table,) = word.tables

    assert [row.cells[0].text for row in table.rows] == ["When", "First", "Now", "Now", "Second", "Now", "Now"]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True] + [False] * 6
    titles = [table.rows[row].cells[0].paragraphs[0] for row in (1, 4)]
    assert [item.style.name for item in titles] == ["Checklist Heading"] * 2
    assert titles[0].style.base_style.name == "Heading 2"
    assert [item._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for item in titles] == ["First", "Second"]
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).endswith("4 entries.")


def test_a_box_is_named_after_its_answer_and_its_question() -> None:
    asked = "2. Have you ever worked together on something that other people use?"
    blocks = (AnswerBoxes(("Yes", "No"), question="1. Ready?"), AnswerBoxes(("1 Low",), question=asked))
    names = [item.get(qn("w:val")) for item in written(*blocks).element.body.iter(qn("w:alias"))]

    assert names[:2] == ["Yes: 1. Ready?", "No: 1. Ready?"]
    assert names[2] == "1 Low: 2. Have you ever worked together on something that other…"


def test_a_circle_in_a_table_can_be_ticked_and_is_named() -> None:
    circle = Run("5", role=CIRCLE, title="5: 2. It was worth it.")
    word = written(table(("", "Agree strongly"), [("2. It was worth it.", (circle,))], role=RATINGS, widths=(8, 2)))

    (box,) = word.element.body.iter(qn("w:sdt"))
    assert [item.get(qn("w:val")) for item in box.iter(qn("w:alias"))] == ["5: 2. It was worth it."]
    assert "".join(item.text for item in word.tables[0].rows[1].cells[1]._tc.iter(qn("w:t"))) == "\u25cb 5"
    first, second = (cell.width for cell in word.tables[0].rows[1].cells)
    assert round(first / second, 1) == 4.0


def test_lines_to_write_on_and_answers_to_tick() -> None:
    word = written(WritingLines(3), AnswerBoxes(("Yes", "No")))

    assert [item.style.name for item in body(word)] == ["Writing Line"] * 3 + ["Answer"]
    assert body(word)[3].text == " Yes\t No"
    assert [item.paragraph_format.space_after for item in body(word)] == [None, None, Pt(9), Pt(9)]
    assert len(list(word.element.body.iter(qn("w:sdt")))) == 2


def test_the_choices_of_a_question_stay_on_one_page() -> None:
    choices = [
        item for item in body(written(AnswerBoxes(("Idea", "Charter", "Testing", "Stuck for some time")))) if item.text
    ]

    assert [bool(item.paragraph_format.keep_with_next) for item in choices] == [True, True, True, False]


@pytest.mark.parametrize(
    ("labels", "lines"),
    [
        (("Clinician", "Manager", "Other"), [" Clinician\t Manager\t Other"]),
        (("Yes", "No", "Eighteen letters, "), [" Yes\t No\t Eighteen letters, "]),
        (("Yes", "No", "Nineteen letters or"), [" Yes", " No", " Nineteen letters or"]),
        (tuple("abcde"), [" a\t b\t c", " d\t e"]),
        (tuple("abcdefg"), [" a\t b", " c\t d", " e\t f", " g"]),
        (("x" * 33, *"bcdefg"), [f" {'x' * 33}", " b", " c", " d", " e", " f", " g"]),
    ],
)
def test_short_answers_share_a_line_in_the_order_of_reading(labels: tuple[str, ...], lines: list[str]) -> None:
    word = written(AnswerBoxes(labels, question="1. Which?"))
    answers = [item for item in body(word) if item.text]

    assert [item.text for item in answers] == lines
    names = [item.get(qn("w:val")) for item in word.element.body.iter(qn("w:alias"))]
    assert names == [f"{label}: 1. Which?" for label in labels]
    (longest,) = {len(line.split("\t")) for line in lines[:1]}
    width = word.sections[0].page_width - word.sections[0].left_margin - word.sections[0].right_margin
    stops = [stop.position for stop in answers[0].paragraph_format.tab_stops]
    assert stops == pytest.approx([width * number // longest for number in range(1, longest)], abs=Twips(1))


def test_a_heading_stays_with_the_first_question_below_it() -> None:
    word = written(
        Heading(1, "Ratings", "ratings"),
        paragraph("Rate each line."),
        paragraph("1. How ready are you?", "question"),
        AnswerBoxes(("1", "2")),
    )

    stays = {item.text: bool(item.paragraph_format.keep_with_next) for item in body(word) if item.text}
    assert all(stays[line] for line in ("Ratings", "Rate each line.", "1. How ready are you?"))


def test_a_drawing_has_two_pictures_and_a_description() -> None:
    raw = docx.write(document(DRAWING), THEME)
    (shape,) = python_docx.Document(io.BytesIO(raw)).inline_shapes
    files = parts(raw)

    assert shape._inline.docPr.get("descr") == DRAWING.description
    assert shape.width.inches == pytest.approx(340 / 96, abs=0.01)
    assert files["word/media/picture1.png"].startswith(b"\x89PNG")
    assert b"<svg" in files["word/media/picture1.svg"]
    assert b'Extension="svg" ContentType="image/svg+xml"' in files["[Content_Types].xml"]
    assert re.search(
        rb'<a:blip r:embed="rId\d+"><a:extLst><a:ext uri="[^"]+"><asvg:svgBlip', files["word/document.xml"]
    )


def test_a_drawing_is_no_wider_than_the_text() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3000 300"><rect width="9" height="9"/></svg>'
    word = written(Drawing(svg, "wide"))
    (shape,), section = word.inline_shapes, word.sections[0]

    room = section.page_width - section.left_margin - section.right_margin + Twips(2381)
    assert shape.width == pytest.approx(room, rel=0.001)
    assert shape.width == pytest.approx(10 * shape.height, rel=0.001)


def test_on_a_sheet_lists_and_drawings_have_its_small_type_and_begin_where_its_text_begins() -> None:
    word = written(bullets(["Meet", "Plan"]), DRAWING, front=Front.SHEET)
    *listed, picture = word.paragraphs[-4:-1]

    assert [each.style.name for each in (*listed, picture)] == ["Sheet Text"] * 3
    assert picture.paragraph_format.left_indent is None


def test_the_text_is_that_of_the_document(library: Library) -> None:
    """What the HTML file says, the Word file says too, in the same order."""
    given = plan_document(plan(library, "kings"))
    word = python_docx.Document(io.BytesIO(docx.write(given, THEME)))
    paragraphs = [item.text for item in everywhere(word)]
    position = 0

    for block in at_the_end(given.blocks):
        if isinstance(block, Heading | Paragraph):
            said = block.text if isinstance(block, Heading) else shown(block.runs)
            position = paragraphs.index(said, position) + 1


def test_facts_have_no_header_and_numbers_are_aligned_to_the_right() -> None:
    named = facts([("Cohort", "14 pairs")])
    counted = table(("Role", "Hours"), [("Lead", "1,200")], numbers=(1,), row_headers=True)
    first, second = written(named, counted).tables

    assert [[cell.text for cell in row.cells] for row in first.rows] == [["Cohort", "14 pairs"]]
    assert (looks(first)[qn("w:firstRow")], looks(first)[qn("w:firstColumn")]) == ("0", "1")
    assert [cell.paragraphs[0].style.name for cell in second.rows[1].cells] == ["Table Text", "Table Number"]
    assert second.rows[0].cells[1].paragraphs[0].alignment is WD_ALIGN_PARAGRAPH.RIGHT


def test_large_numbers_stand_side_by_side_above_what_they_count() -> None:
    (sheet,) = written(Figures((Figure("14", "pairs"), Figure("76", "hours", "for each participant")))).tables
    lines = [[(line.style.name, line.text) for line in cell.paragraphs] for cell in sheet.rows[0].cells]

    assert lines[0] == [("Large Number", "14"), ("Large Number Label", "pairs")]
    assert lines[1][1:] == [("Large Number Label", "hours"), ("Small", "for each participant")]
    assert sheet._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "14 pairs, 76 hours"


def test_large_numbers_are_smaller_if_the_longest_does_not_fit_on_a_line() -> None:
    """A quarter of 6.5 inches is 117 points, of which 9 are a gap: 111 of 120 is estimated at 137 points, 14 at 30."""
    items = (Figure("111 of 120", "finished"), Figure("14", "pairs"), Figure("6", "workshops"), Figure("2", "sites"))
    (table_of_four,) = written(Figures(items)).tables
    (table_of_two,) = written(Figures(items[:2])).tables

    sizes = [cell.paragraphs[0].runs[0].font.size for cell in table_of_four.rows[0].cells]
    assert len(set(sizes)) == 1
    assert Pt(18) < sizes[0] < Pt(26)
    assert [cell.paragraphs[0].runs[0].font.size for cell in table_of_two.rows[0].cells] == [None, None]


def test_the_base_is_what_its_script_makes(tmp_path: Path) -> None:
    script = tmp_path / "make_base_docx.py"
    script.write_bytes((small.ROOT / "theme/documents/make_base_docx.py").read_bytes())
    (tmp_path / "base.docx").write_bytes(THEME.files[docx.BASE])
    subprocess.run([sys.executable, str(script)], check=True)

    assert parts((tmp_path / "base.docx").read_bytes()) == parts(THEME.files[docx.BASE])


def test_a_line_between_two_headings_stays_with_the_second() -> None:
    word = written(Heading(1, "Dates", "a"), paragraph("line"), Heading(2, "Workshops", "b"), paragraph("text"))
    lines = {item.text: bool(item.paragraph_format.keep_with_next) for item in body(word)}

    assert (lines["line"], lines["text"]) == (True, False)
