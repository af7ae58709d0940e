"""Workbooks as their last editor left them."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.workbook.defined_name import DefinedName

from generator.model.diagnostics import InputFault
from generator.model.typed_workbook import Area, Look, TypedCell, TypedTable, TypedWorkbook
from generator.sources.typed_workbook import read_typed
from generator.sources.workbook_package import Package
from tests.sources.test_excel import with_part


def opened(book: openpyxl.Workbook) -> TypedWorkbook:
    """A workbook of openpyxl, read."""
    raw = io.BytesIO()
    book.save(raw)
    return read_typed(raw.getvalue(), "scheme.xlsx")


def uncarried(raw: bytes) -> list[str]:
    """What of a file no new version can hold, as `sheet!cell: what`."""
    return [f"{item.sheet}!{item.cell}: {item.what}" for item in read_typed(raw, "scheme.xlsx").uncarried]


@pytest.mark.parametrize(
    "value",
    [
        "text",
        "=1+1 is a text",
        "_x0041_ is a text",
        "two\nlines",
        "  spaces  ",
        "007",
        "\N{GRINNING FACE}\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}",
        3,
        2.5,
        -0.125,
        True,
        False,
        datetime.date(2027, 3, 10),
        datetime.datetime(2027, 3, 10, 9, 30),  # noqa: DTZ001 - cells have no zone
        datetime.time(9, 30),
    ],
)  # fmt: skip
def test_what_a_cell_holds_is_read_as_it_is(value: object) -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        page = book.add_worksheet()
        formats = {datetime.date: "d mmm yyyy", datetime.datetime: "d mmm yyyy hh:mm", datetime.time: "hh:mm"}
        if isinstance(value, str):
            page.write_string(0, 0, value)
        elif type(value) in formats:
            page.write_datetime(0, 0, value, book.add_format({"num_format": formats[type(value)]}))
        else:
            page.write(0, 0, value)
    cell = read_typed(raw.getvalue(), "scheme.xlsx").sheets[0].cells[1, 1]

    assert (cell.value, type(cell.value)) == (value, type(value))
    assert not cell.formula


def test_a_formula_has_the_result_that_a_program_saved() -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        page = book.add_worksheet()
        page.write_formula("A1", "=1+1", None, 2)
        page.write_formula("A2", '="a"&"b"', None, "ab")
        page.write_formula("A3", "=DATE(2027,3,10)", book.add_format({"num_format": "d mmm yyyy"}), 46456)
        page.write_formula("A4", "=A9=1", None, False)
        page.write_formula("A5", "=NA()", None, "#N/A")
    cells = read_typed(raw.getvalue(), "scheme.xlsx").sheets[0].cells

    assert [(cells[row, 1].value, cells[row, 1].result) for row in range(1, 6)] == [
        ("=1+1", 2),
        ('="a"&"b"', "ab"),
        ("=DATE(2027,3,10)", datetime.date(2027, 3, 10)),
        ("=A9=1", False),
        ("=NA()", "#N/A"),
    ]
    assert all(cells[row, 1].formula for row in range(1, 6))


def test_a_number_that_cannot_be_the_date_it_should_look_like_stays_a_number() -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        book.add_worksheet().write_number(0, 0, 20270310, book.add_format({"num_format": "d mmm yyyy"}))
    cell = read_typed(raw.getvalue(), "scheme.xlsx").sheets[0].cells[1, 1]

    assert (cell.value, cell.error) == (20270310, False)


def test_hours_over_a_day_stay_a_number_of_days() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = datetime.timedelta(hours=36)
    cell = opened(book).sheets[0].cells[1, 1]

    assert (cell.value, cell.look.number_format) == (1.5, "[hh]:mm:ss")


def test_looks_are_read_with_the_colours_of_the_theme() -> None:
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value = "x"
    cell.font = Font(color=Color(theme=4), bold=True, italic=True, underline="single", strike=True)
    cell.fill = PatternFill("solid", fgColor=Color(theme=0, tint=-0.5))
    cell.alignment = Alignment(horizontal="center", wrap_text=True)
    book.active["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    cells = opened(book).sheets[0].cells

    assert cells[1, 1].look == Look("#808080", "#4f81bd", True, True, True, True, "General", True, "center")
    assert cells[2, 1] == TypedCell(look=Look(fill="#ffff00"))


def test_notes_and_links_are_read() -> None:
    book = openpyxl.Workbook()
    book.active["A1"].comment = Comment("Ask again in May", "Sam")
    book.active["A2"] = "Site"
    book.active["A2"].hyperlink = "https://example.org/a#b"
    cells = opened(book).sheets[0].cells

    assert cells[1, 1] == TypedCell(note="Ask again in May")
    assert cells[2, 1].link == "https://example.org/a#b"


def test_a_sheet_has_its_widths_and_heights_and_what_is_hidden() -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        page = book.add_worksheet("Mine")
        page.write("A1", "x")
        page.set_column("B:C", 18.71)
        page.set_column("E:E", None, None, {"hidden": True})
        page.set_row(2, 39.75)
        page.set_row(3, None, None, {"hidden": True})
        page.freeze_panes(2, 1)
        page.set_tab_color("#00ff00")
        page.merge_range("A6:C7", "wide")
        page.add_table("A10:B12", {"name": "Costs", "style": "Table Style Light 11"})
        book.add_worksheet("Secret").very_hidden()
    mine, secret = read_typed(raw.getvalue(), "scheme.xlsx").sheets

    assert {number: mine.widths[number] for number in (2, 3)} == {2: 19.42578125, 3: 19.42578125}
    assert (mine.hidden_columns, mine.hidden_rows, mine.heights) == (frozenset({5}), frozenset({4}), {3: 39.75})
    assert (mine.frozen, mine.colour, mine.merged) == ((2, 1), "#00ff00", (Area(6, 1, 7, 3),))
    assert mine.tables == (TypedTable("Costs", Area(10, 1, 12, 2), "TableStyleLight11"),)
    assert (mine.hidden, secret.hidden) == (False, True)
    assert not mine.filtered


def test_a_filter_that_hides_rows_is_noticed() -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        book.add_worksheet().autofilter("A1:B5")
        page = book.add_worksheet()
        page.autofilter("A1:B5")
        page.filter_column("A", "x == 1")
    plain, filtered = read_typed(raw.getvalue(), "scheme.xlsx").sheets

    assert (plain.filtered, filtered.filtered) == (False, True)


def test_names_of_cells_are_read() -> None:
    book = openpyxl.Workbook()
    book.defined_names["Budget"] = DefinedName("Budget", attr_text="Sheet!$B$2")
    book.active.print_area = "A1:B2"

    assert opened(book).names == {"Budget": "Sheet!$B$2"}


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def test_what_no_new_file_can_hold_is_listed_with_its_cell() -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        page = book.add_worksheet("Mine")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Mine!$A$1:$A$3"})
        page.insert_chart("B2", chart)
        page.insert_image("C20", "x.png", {"image_data": io.BytesIO(PNG)})
        page.insert_textbox("D40", "Remember")
        page.insert_button("F3", {"caption": "Go"})
        page.add_sparkline("G7", {"range": "Mine!A1:A3"})
        page.write_comment("H8", "a note is no such thing")
        page.write_dynamic_array_formula("I9:I10", "=SORT(A1:A2)")
        page.write_rich_string("J10", "one ", book.add_format({"bold": True}), "bold", " word")
        page.write_formula("K11", "=[1]Sheet1!A1", None, 7)
        page.protect("word")
        page.set_background(io.BytesIO(PNG))
        other = book.add_chart({"type": "bar"})
        other.add_series({"values": "=Mine!$A$1:$A$3"})
        book.add_chartsheet("Chart").set_chart(other)
    items = uncarried(raw.getvalue())

    assert sorted(items) == [
        "!: a sheet that is a chart",
        "Mine!: a background picture",
        "Mine!: the protection of the sheet",
        "Mine!B2: a chart",
        "Mine!C20: a picture",
        "Mine!D40: a shape or text box",
        "Mine!F3: a form control or button",
        "Mine!G7: a sparkline",
        "Mine!I9: a formula that fills several cells (its results stay)",
        "Mine!J10: text with several looks in one cell (the text stays)",
        "Mine!K11: a link to another workbook (its last value stays)",
    ]


def relations(kind: str, target: str) -> bytes:
    """The relations of a part, with one of the kind."""
    start = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{start}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{start}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    ).encode()


@pytest.mark.parametrize(
    ("kind", "part", "content", "item"),
    [
        ("pivotTable", "pivotTables/pivotTable1.xml", '<p><location ref="B3:D9"/></p>', "Sheet!B3: a pivot table"),
        (
            "threadedComment",
            "threadedComments/threadedComment1.xml",
            '<t><threadedComment ref="C4" id="a"/><threadedComment ref="C4" id="b" parentId="a"/></t>',
            "Sheet!C4: a conversation in comments (its text stays as a note)",
        ),
        ("queryTable", "queryTables/queryTable1.xml", "<q/>", "Sheet!: a query of a database or of the web"),
        (
            "drawing",
            "drawings/drawing1.xml",
            "<d><a><from><col>1</col><row>2</row></from><Choice><slicer/></Choice><Fallback><sp/></Fallback></a></d>",
            "Sheet!B3: a slicer",
        ),
    ],
)
def test_parts_that_hang_on_a_sheet_are_listed(kind: str, part: str, content: str, item: str) -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        book.add_worksheet("Sheet").write(0, 0, "x")
    related = with_part(raw.getvalue(), "xl/worksheets/_rels/sheet1.xml.rels", relations(kind, f"../{part}"))

    with zipfile.ZipFile(io.BytesIO(with_part(related, f"xl/{part}", content.encode()))) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    assert [f"{item.sheet}!{item.cell}: {item.what}" for item in Package(parts).uncarried()] == [item]


@pytest.mark.parametrize(
    ("part", "content", "items"),
    [
        ("xl/connections.xml", "<c/>", ["!: a connection to a database or to the web"]),
        ("xl/model/item.data", "x", ["!: a data model"]),
        ("xl/new/thing.xml", "<c/>", ["!: something that this tool does not know"]),
        ("customXml/item1.xml", "<mine/>", ["!: custom XML"]),
        ("customXml/item1.xml", '<p xmlns="http://schemas.microsoft.com/office/2006/metadata/properties"/>', []),
        ("docMetadata/LabelInfo.xml", "<label/>", []),
        ("xl/printerSettings/printerSettings1.bin", "x", []),
    ],
)
def test_parts_of_the_whole_workbook_are_listed_unless_every_file_has_them(
    part: str, content: str, items: list[str]
) -> None:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        book.add_worksheet().write(0, 0, "x")

    assert uncarried(with_part(raw.getvalue(), part, content.encode())) == items


def test_a_conversation_is_read_without_the_advice_of_the_program() -> None:
    book = openpyxl.Workbook()
    advice = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    "
    book.active["A1"].comment = Comment(f"{advice}Who does this?\nReply:\n    I do.", "tc={1}")

    assert opened(book).sheets[0].cells[1, 1].note == "Who does this?\nReply:\n    I do."


def test_a_text_with_one_look_is_not_rich() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("plain")
    book.active["A2"] = CellRichText("one ", TextBlock(InlineFont(b=True), "bold"))
    read = opened(book)

    assert [read.sheets[0].cells[row, 1].value for row in (1, 2)] == ["plain", "one bold"]
    assert [item.cell for item in read.uncarried] == ["A2"]


def test_macros_of_the_old_kind_are_refused_too() -> None:
    book = openpyxl.Workbook()
    raw = io.BytesIO()
    book.save(raw)
    with pytest.raises(InputFault) as caught:
        read_typed(with_part(raw.getvalue(), "xl/macrosheets/sheet1.xml", b"<m/>"), "scheme.xlsx")

    assert caught.value.diagnostics[0].message == "the file holds macros"


def test_a_cell_far_away_is_named() -> None:
    book = openpyxl.Workbook()
    book.active["C25000"] = "x"
    with pytest.raises(InputFault) as caught:
        opened(book)

    assert str(caught.value.diagnostics[0].place) == "scheme.xlsx, sheet Sheet, cell C25000"


def test_a_file_without_the_part_of_a_sheet_is_one_fault() -> None:
    book = openpyxl.Workbook()
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as package:
        files = {name: package.read(name) for name in package.namelist() if name != "xl/worksheets/sheet1.xml"}
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    with pytest.raises(InputFault) as caught:
        read_typed(broken.getvalue(), "scheme.xlsx")

    assert [fault.code for fault in caught.value.diagnostics] == ["bad-workbook"]
