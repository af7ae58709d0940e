"""The PDF: accessible or refused, every word as it was typed, the same bytes each time, nothing read from anywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.document import (
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Code,
    Drawing,
    Front,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    WritingLines,
    paragraph,
    table,
    text,
)
from generator.documents.evidence_marks import is_label
from generator.documents.icons import Icon, icon
from generator.documents.plan import plan_document
from generator.model.characters import NO_GLYPH, NOT_TEXT
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.planning.session import sessions
from generator.publish.project_theme import project_theme
from generator.sources.tree import read_theme
from generator.writers import pdf
from generator.writers.pack import pack_documents
from generator.writers.theme import PDF_TEMPLATE, Theme
from tests import small
from tests.documents.cohorts import charters
from tests.examples import examples
from tests.pdf_text import without_spaces
from tests.writers.sample import document

FONTS = small.ROOT / "theme" / "assets" / "fonts"
THEME = Theme.of(read_theme(small.ROOT), str(FONTS))
HOSTILE = (
    '#read("/etc/passwd")',
    "$x^2$",
    "*a*",
    "_b_",
    "`c`",
    "@cite",
    "<label>",
    "// not a comment",
    "= Heading",
    "- item",
    "\\u{41}",
    "~",
    "-- ...",
    "'quoted'",
    '"quoted"',
    "#{1+1}",
    "]",
    "https://example.org/#x",
    "Tŷ Ŵyth",
    "Łódź",
    "a" * 200,
)
LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="50" height="20"/></svg>'


def everything(words: str, link: str | None = "https://example.org/") -> tuple[Block, ...]:
    """Each kind of block once, with some words in each of its places."""
    runs = (Run(words, link=link, title=words, role="evidence-pilot"), Run(words, strong=True, emphasis=True))
    line = (Paragraph(runs),)
    return (
        Heading(1, words, "one"),
        Paragraph(runs, "lead"),
        Paragraph(runs, "evidence"),
        Heading(2, words, "two", starts_page=True),
        Paragraph((Run(words, code=True), Run(words)), "reference", "reference-1"),
        Listing((line, (*line, Listing((line,), numbered=True, start=4)))),
        Checklist((ChecklistEntry(runs, line, words, words),)),
        Table((runs, runs), ((runs, runs), ((), ())), caption=words, widths=(1, 3), row_headers=True),
        Table((runs, runs), ((runs, runs),)),
        Callout(words, line),
        Callout(words, line, "warning"),
        Quotation(line),
        Code(words),
        WritingLines(3),
        AnswerBoxes((words, words)),
        Drawing(SVG, words),
        Heading(1, words, "three"),
        Paragraph(runs, "reason"),
        Heading(1, words, "four"),
        Paragraph(runs, "facts"),
    )


def said(raw: bytes) -> str:
    """All text of a PDF, without its spaces: where lines end is for the page to say."""
    return "".join(without_spaces(raw))


def texts(value: Any) -> Iterator[str]:
    """Texts of blocks that a reader of the page sees, cell by cell."""
    if isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Run):
        # A mark of evidence is a picture: its word is read out, and shown where it begins a line or cell.
        yield "" if is_label(value) else value.text
    else:
        for name in ("text", "title", "owner", "when"):
            if isinstance(value, Heading | Callout | ChecklistEntry) and hasattr(value, name):
                yield getattr(value, name)
        for name in ("runs", "items", "entries", "do", "detail", "header", "rows", "blocks"):
            yield from texts(getattr(value, name, ()))


def long_words(lines: Iterator[str]) -> Counter[str]:
    """Words of at least four letters and how often they occur: the font's ligatures make others hard to read back."""
    return Counter(word for line in lines for word in re.findall(r"[^\W_]{4,}", line))


def pages(raw: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages]


def broken_words(shown: list[str], blocks: tuple[Block, ...]) -> dict[str, int]:
    """How often words are not whole on the pages: broken between two lines, or run into the text of the next cell."""
    return dict(long_words(texts(blocks)) - long_words(iter(shown)))


def written(*blocks: Block, **values: object) -> bytes:
    return pdf.write(document(*blocks, **values), THEME)


def elements(raw: bytes) -> Iterator[Any]:
    """Elements of the structure that a screen reader follows, in its order."""

    def within(value: Any) -> Iterator[Any]:
        if isinstance(value, pikepdf.Array):
            for part in value:
                yield from within(part)
        elif isinstance(value, pikepdf.Dictionary):
            if "/S" in value:
                yield value
            if "/K" in value:
                yield from within(value.K)

    with pikepdf.open(io.BytesIO(raw)) as opened:
        yield from within(opened.Root.StructTreeRoot)


def kinds(raw: bytes) -> list[str]:
    return [str(element.S)[1:] for element in elements(raw)]


def links(raw: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(raw)) as opened:
        return [
            str(note.A.URI) if "/A" in note and "/URI" in note.A else "within"
            for page in opened.pages
            for note in page.get("/Annots", [])
        ]


def test_a_pdf_states_its_standard_title_and_language() -> None:
    raw = written(*everything("words"), title="Playbook & plan", organisation="Tŷ Ŵyth")

    with pikepdf.open(io.BytesIO(raw)) as opened:
        root, metadata = opened.Root, opened.open_metadata()
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en-GB"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Playbook & plan: Tŷ Ŵyth"
        assert metadata["dc:creator"] == ["Tŷ Ŵyth"]
        with opened.open_outline() as outline:
            assert [entry.title for entry in outline.root] == ["words", "words", "words"]
            assert [entry.title for entry in outline.root[0].children] == ["words"]


def test_each_block_has_its_tag_for_screen_readers() -> None:
    raw = written(*everything("words"), logo=LOGO, logo_text='A "tree"')
    structure = kinds(raw)

    assert {"Title", "H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TD", "BlockQuote", "Code", "Link"} <= set(
        structure
    )
    assert structure.count("TH") == 6, "two columns in each of two tables, and two rows in one of them"
    assert structure.count("Caption") == 1
    assert structure.count("TOCI") == 3
    assert [str(element.Alt) for element in elements(raw) if element.S == "/Figure"] == ['A "tree"', "words"]


def test_a_mark_of_evidence_is_read_out_and_not_copied() -> None:
    """The first of a line has its word, so that a list of the marks explains them."""
    label = Run("Suggested", role="evidence-suggested")
    after = written(paragraph("A claim."), Paragraph((label,), "evidence"))
    alone = written(Paragraph((label, Run(" means that we think so."))))

    assert [str(element.Alt) for element in elements(after) if element.S == "/Figure"] == ["Evidence: suggested"]
    assert "Suggested" not in said(after)
    assert "Suggestedmeansthatwethinkso" in said(alone)


@pytest.mark.parametrize("front", [Front.TITLE, Front.SHEET])
def test_an_icon_is_for_the_eye_alone(front: Front) -> None:
    sign = icon(Icon.WORKSHOP)
    with_icons = (Paragraph((sign, Run("One"))), table(("What",), (((sign, Run("Two")),),)))
    without = (paragraph("One"), table(("What",), (("Two",),)))
    raw, plain = written(*with_icons, front=front), written(*without, front=front)

    assert (said(raw), kinds(raw)) == (said(plain), kinds(plain))
    assert len(raw) > len(plain)


def test_a_page_of_a_checklist_holds_thirty_entries(library: Library) -> None:
    source = plan_document(plan(library, "westbrook"))
    start = next(at for at, block in enumerate(source.blocks) if getattr(block, "anchor", None) == "checklist")
    blocks = source.blocks[start:]
    entries = sum(len(block.entries) for block in blocks if isinstance(block, Checklist))

    assert entries > 90
    assert len(pages(pdf.write(replace(source, blocks=blocks, front=Front.TITLE), THEME))) <= -(-entries // 30)


@pytest.mark.parametrize("lines_above", [0, 1])
def test_an_entry_of_a_checklist_is_on_one_page(lines_above: int) -> None:
    task = "with some more words, so that it takes two lines beside the date and whoever does it. " * 2
    entries = tuple(
        ChecklistEntry((Run(f"Task {number}"), Run(f" {task}")), (), "Lead", f"Day {number}")
        for number in range(100, 200)
    )
    shown = pages(written(*[Paragraph((Run("Line"),))] * lines_above, Checklist(entries)))

    assert len(shown) > 2
    for page in shown:
        assert re.findall(r"Day (\d+)", page) == re.findall(r"Task (\d+)", page)


def test_european_text_needs_only_the_font_of_the_theme() -> None:
    fonts = {
        str(font.BaseFont).split("+")[1]
        for page in pikepdf.open(io.BytesIO(written(paragraph("Tŷ Ŵyth, Łódź, São, “quoted”, 5 €")))).pages
        for font in page.Resources.Font.values()
    }

    assert fonts
    assert all(name.startswith("AtkinsonHyperlegibleNext") for name in fonts)


@cache
def harmless_kinds() -> list[str]:
    """The kinds of structure of the same document with a harmless word."""
    return kinds(written(*everything("harmless")))


# A word of 200 letters takes as long as all the others.
@pytest.mark.parametrize("words", [*HOSTILE[:-1], pytest.param(HOSTILE[-1], marks=pytest.mark.slow)])
def test_hostile_text_is_shown_as_typed(words: str) -> None:
    raw = written(*everything(words), title=words, subtitle=words, organisation=words)

    # 3 on the cover, 2 in the running header and 4 in the contents, and once or more in each of the blocks.
    assert said(raw).count("".join(words.split())) >= 40
    assert len(words) > 40 or kinds(raw) == harmless_kinds()


# The font makes ō of two glyphs, which pypdf reads as two letters.
LETTERS = st.characters(
    min_codepoint=0x21, max_codepoint=0x17E, categories=["L", "N", "P", "S"], exclude_characters="ō"
)


@settings(max_examples=examples(6))
@given(st.lists(st.sampled_from(HOSTILE) | st.text(LETTERS, min_size=1), min_size=1, max_size=6).map(" ".join))
def test_every_word_comes_back(words: str) -> None:
    shown = said(written(*everything(words)))

    assert all(word in shown for word in words.split())


def test_control_characters_and_line_ends_do_no_harm() -> None:
    shown = said(written(paragraph("one\ntwo\x01three\tfour\u2028five\r\nsix\x85")))

    assert "onetwothreefourfivesix" in shown


def test_links_without_a_target_are_plain_text() -> None:
    def links_of(address: str) -> list[str]:
        return links(
            written(Heading(1, "Part", "part"), paragraph("x", "reference"), Paragraph((Run("a", link=address),)))
        )

    assert links_of("https://example.org/?a=1&b=2") == ["https://example.org/?a=1&b=2"]
    assert links_of("mailto:a@example.org") == ["mailto:a@example.org"]
    assert links_of("#part") == ["within"]
    for nowhere in ("#", "#nowhere", "", "javascript:alert(1)", "workshop:powerlab", "https://"):
        assert links_of(nowhere) == []


def test_anchors_of_paragraphs_and_within_blocks_are_found() -> None:
    target = Paragraph(text("here"), "reference", "reference-1")
    inner = Callout("Title", (Listing(((replace(target, anchor="inner"),),)),))
    raw = written(target, inner, *(Paragraph((Run("a", link=link),)) for link in ("#reference-1", "#inner")))

    assert links(raw) == ["within", "within"]


def test_skipped_heading_levels_are_closed_up() -> None:
    raw = written(Heading(3, "a", "a"), Heading(6, "b", "b"), Heading(1, "c", "c"), Heading(3, "d", "d"))

    assert [kind for kind in kinds(raw) if kind.startswith("H")] == ["H1", "H2", "H1", "H2"]


def test_a_long_name_fits_on_the_cover() -> None:
    name = "Ymddiriedolaeth Gwŷr & Tŷ Ŵyth: Hospitals of Llanfair and Ynys Môn Trustxx"
    assert len(name) == 74
    raw = written(*everything("words"), organisation=name)

    cover = pypdf.PdfReader(io.BytesIO(raw)).pages[0].extract_text()
    assert " ".join(cover.split()).startswith(name)


def test_a_form_has_no_cover_and_no_contents() -> None:
    raw = written(Heading(1, "Questions", "questions"), paragraph("How?"), WritingLines(3))

    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) == 1
    assert "TOC" not in kinds(raw)
    assert said(raw).startswith("AtrustPlaybookCohort1")


def test_two_readers_find_the_same_words_on_each_page() -> None:
    raw = written(*everything("Gŵyl"))

    assert without_spaces(raw) == tuple("".join(page.split()) for page in pages(raw))


def test_long_blocks_and_empty_blocks() -> None:
    many = "word " * 500
    nothing = (
        Paragraph(()),
        paragraph(""),
        Listing(()),
        Listing(((),)),
        Checklist(()),
        Table((text("a"),), ()),
        Callout("", ()),
        Quotation(()),
        Code(""),
        AnswerBoxes(()),
        Drawing(SVG, ""),
    )
    raw = written(*everything(many), WritingLines(90), *nothing)

    assert said(raw).count("word") >= 500 * 40


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["imperial", "kings", "north-middlesex", "westbrook"])
def test_no_paper_of_an_example_breaks_a_word(library: Library, slug: str) -> None:
    playbook = plan(library, slug)
    documents = [*charters(playbook).values()]
    for session in sessions(library, slug).values():
        documents += pack_documents(session).values()
    broken = {each.title: broken_words(pages(pdf.write(each, THEME)), each.blocks) for each in documents}

    assert len(broken) > 10
    assert {title: words for title, words in broken.items() if words} == {}


@pytest.mark.parametrize("front", [Front.TITLE, Front.SHEET])
def test_no_cell_breaks_the_name_of_a_role_or_a_staff_group(library: Library, front: Front) -> None:
    terms = [*library.vocabulary.roles.values(), *library.vocabulary.staff_groups.values()]
    names = [term.title for term in terms]
    narrow = table(
        ("Risk", "Likely", "Impact", "What to do", "Who watches it"),
        (
            ("Doctors are on call", "Medium", "Medium", "Count applications two weeks before. " * 5, name)
            for name in names
        ),
        widths=(4, 1, 1, 5, 1),
        row_headers=True,
    )

    assert len(names) > 20
    assert broken_words(pages(written(narrow, front=front)), (narrow,)) == {}


LONG = "otorhinolaryngologist"


@pytest.mark.parametrize("columns", [2, 3, 4, 9], ids=["narrow", "full", "smaller type", "rows"])
@pytest.mark.parametrize("widths", ["given", "by text"])
def test_no_cell_breaks_a_long_word(columns: int, widths: str) -> None:
    """Columns give way to their longest words, then the type gets smaller, and at last each cell has its own row."""
    header = [LONG.capitalize(), *(f"{LONG}s" for _ in range(columns - 1))]
    rows = [[f"A day with an {LONG}", *(LONG for _ in range(columns - 1))]] * 2
    shares = (30, *(1 for _ in range(columns - 1))) if widths == "given" else ()
    wide = table(header, rows, widths=shares, row_headers=True)
    nested = Callout("Inside", (wide,))
    raw = written(wide, nested)

    assert broken_words(pages(raw), (wide, nested)) == {}
    assert kinds(raw).count("Table") == 2
    assert kinds(raw).count("TH") == 2 * (2 * columns if columns == 9 else columns + 2)


def test_a_word_wider_than_a_page_breaks_and_stays_in_its_cell() -> None:
    endless = table(
        ("What", "Where"), (("First", f"https://example.org/{'a' * 90}"), ("Second", "b" * 300)), widths=(9, 1)
    )
    shown = pages(written(endless))

    assert broken_words(shown, (table(("What", "Where"), (("First", ""), ("Second", ""))),)) == {}
    assert "b" * 300 in "".join("".join(shown).split())


def test_the_letters_of_a_wide_drawing_are_large_enough_to_read() -> None:
    """Letters of a timeline, 13 pixels on 960, would be 6 points high within the margins."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 90" width="960" height="90" font-size="13">'
    raw = written(Drawing(f'{frame}<rect width="960" height="90"/></svg>', "A timeline"))
    (box,) = ([float(side) for side in element.A[0].BBox] for element in elements(raw) if element.S == "/Figure")
    left, _, right, _ = box

    assert round((right - left) * 13 / 960, 2) >= 7
    assert left >= 36
    assert right <= 595 - 36


def test_a_line_alone_on_the_last_page_of_a_chapter_moves_back() -> None:
    """Chapters of every length around a page: set more closely where that saves a page with a single line."""
    for lines in range(20, 31):
        chapter = [Heading(1, "One", "one"), *(paragraph(f"Sentence {line}.") for line in range(lines))]
        shown = pages(written(*chapter, Heading(1, "Two", "two", starts_page=True), front=Front.TITLE))
        assert len(shown) == 2 or shown[1].count("Sentence") >= 3


def test_many_short_answers_have_two_columns_and_are_read_line_by_line() -> None:
    (shown,) = pages(written(AnswerBoxes(tuple(f"Topic number {number}" for number in range(8))), front=Front.TITLE))
    lines = [re.findall(r"Topic number \d", line) for line in shown.splitlines() if "Topic" in line]

    assert lines == [[f"Topic number {number}", f"Topic number {number + 1}"] for number in range(0, 8, 2)]


def test_a_caption_stays_with_the_first_row_of_a_long_table() -> None:
    rows = [(f"Row {number}", str(number)) for number in range(40)]
    long = table(("Row", "Number"), rows, caption="All rows", row_headers=True)
    for lines_above in range(30, 46):
        shown = pages(written(*[paragraph("Line")] * lines_above, long, front=Front.TITLE))

        assert [page for page in shown if "All rows" in page and "Row 0" not in page] == []


def test_a_heading_stays_with_the_first_question_below_it() -> None:
    """Whatever is above the group on its page."""
    group = (
        Heading(1, "Ratings", "ratings"),
        paragraph("Rate each line."),
        paragraph("1. How ready are you?", "question"),
        AnswerBoxes(("1", "2")),
        *(paragraph(f"Sentence {line}.") for line in range(9)),
    )
    for lines in range(20, 36):
        above = [paragraph(f"Line {line}.") for line in range(lines)]
        (shown,) = (page for page in pages(written(*above, *group, front=Front.TITLE)) if "Ratings" in page)
        assert "How ready are you?" in shown


def test_every_word_of_a_plan_comes_back(small_library: Library) -> None:
    book = plan_document(plan(small_library, "westbrook"))
    shown = said(pdf.write(book, THEME))
    expected = [word for line in texts(book.blocks) for word in line.split()]

    assert len(expected) > 300
    assert [word for word in expected if word not in shown] == []


def test_the_bytes_do_not_depend_on_what_was_written_before(small_library: Library) -> None:
    """Typst remembers its last ten documents, and what they have in common with the next."""
    first = plan_document(plan(small_library, "westbrook"))
    others = [replace(first, organisation=f"Trust {number}", colour="#123456") for number in range(4)]
    alone = pdf.write(first, THEME)
    for other in others:
        pdf.write(other, THEME)

    assert pdf.write(first, THEME) == alone
    pdf._compiler.cache_clear()
    assert pdf.write(first, THEME) == alone


SAME = """
import hashlib, sys
from tests.writers.test_pdf import THEME, document, everything
from generator.writers import pdf
from generator.writers.pack import pack_documents
from generator.writers.theme import Theme
sys.stdout.write(hashlib.sha256(pdf.write(document(*everything("words")), THEME)).hexdigest())
"""


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", pytest.param("America/Los_Angeles", marks=pytest.mark.slow)])
def test_the_same_input_gives_the_same_bytes_anywhere(zone: str, tmp_path: Path) -> None:
    first, second = (written(*everything("words")) for _ in range(2))
    elsewhere = subprocess.run(
        [sys.executable, "-c", SAME],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(small.ROOT), "TZ": zone, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert first == second
    assert hashlib.sha256(first).hexdigest() == elsewhere


def test_the_date_is_that_of_the_release() -> None:
    with pikepdf.open(io.BytesIO(written(paragraph("x")))) as opened:
        assert str(opened.docinfo.CreationDate).startswith("D:20261124000000")


def test_a_colour_cannot_carry_anything_else() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        written(colour='#fff") #read("x')


@pytest.mark.parametrize("character", ["🌍", "漢", "✅", "\ue000"])
def test_a_character_without_a_glyph_is_replaced(character: str) -> None:
    svg = SVG.replace("</svg>", f"<text>{character}</text></svg>")
    raw = written(*everything(f"all {character} of it"), Drawing(svg, character), title=character)

    assert said(raw).count("all\N{REPLACEMENT CHARACTER}ofit") >= 20
    assert character not in said(raw)


def test_every_character_with_a_glyph_can_be_written() -> None:
    shown = [chr(code) for code in range(0x20, 0x20000) if not re.match(f"{NO_GLYPH.pattern}|[{NOT_TEXT}]", chr(code))]

    assert len(shown) > 7000
    assert written(paragraph(" ".join(shown))).startswith(b"%PDF")


def test_a_pdf_that_typst_refuses_is_an_error_with_its_message() -> None:
    with pytest.raises(pdf.PdfError, match="image"):
        written(Drawing("not a drawing", "words"))


def test_a_template_reads_nothing_and_a_missing_font_is_a_fault(tmp_path: Path) -> None:
    def compiled(body: str) -> bytes:
        template = f"#let design(values) = [{body}]"
        return pdf.write(document(), Theme({PDF_TEMPLATE: template.encode()}, str(FONTS)))

    start = '#set document(title: "x")\n'
    assert compiled(start).startswith(b"%PDF")
    for template, words in (
        (f'{start}#read("/etc/passwd")', "not found"),
        (f'{start}#read("../site.css")', "."),
        (f'{start}#set text(font: "Nope")\nx', "unknown font family: nope"),
        ("#x", "unknown variable: x"),
        ("x", "missing document title"),
    ):
        with pytest.raises(pdf.PdfError, match=words):
            compiled(template)
    with pytest.raises(pdf.PdfError, match="no TrueType font"):
        pdf.write(document(), replace(THEME, fonts=str(tmp_path / "nowhere")))


def test_a_template_without_a_design_is_a_fault_of_the_input() -> None:
    with pytest.raises(InputFault) as fault:
        pdf.write(document(), Theme({PDF_TEMPLATE: b'#let data = json("document.json")'}, str(FONTS)))
    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("template", PDF_TEMPLATE)


def test_typst_reads_the_template_itself_only_while_it_is_that_of_the_theme(tmp_path: Path) -> None:
    project, files = small.write(tmp_path), read_theme(small.ROOT)
    theme = project_theme(project, files)
    file = project / PDF_TEMPLATE
    alone = written(paragraph("x"))
    assert theme.template_folder() == str(file.parent)
    assert pdf.write(document(paragraph("x")), theme) == alone

    file.write_bytes(files[PDF_TEMPLATE].replace(b"(8.5pt, 10pt,", b"(8.5pt, 11pt,"))
    assert theme.template_folder() == ""
    assert pdf.write(document(paragraph("x")), theme) == alone
    changed = project_theme(project, read_theme(project))
    larger = pdf.write(document(paragraph("x")), changed)
    assert larger != alone
    file.unlink()
    assert pdf.write(document(paragraph("x")), changed) == larger


def test_missing_files_of_a_theme_are_faults_of_the_input() -> None:
    theme = read_theme(small.ROOT)
    for missing in ("theme/documents/document.typ", "theme/assets/fonts/"):
        rest = {path: raw for path, raw in theme.items() if not path.startswith(missing)}
        with pytest.raises(InputFault) as fault:
            Theme.of(rest, str(FONTS))
        assert [diagnostic.code for diagnostic in fault.value.diagnostics] == ["missing-file"]


def test_a_document_that_follows_its_title_has_no_cover_however_long() -> None:
    blocks = [Heading(1, name, name) for name in ("one", "two", "three", "four")]
    raw = written(*blocks, front=Front.TITLE)

    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) == 1
    assert "Contents" not in said(raw)
