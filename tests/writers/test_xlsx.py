"""The Excel file: what was meant is in it, no text ever becomes a formula, the same bytes each time."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from generator.documents.evaluation_workbook import evaluation_workbook
from generator.documents.scheme_workbook import scheme_workbook
from generator.documents.spreadsheet import Choices, Column, Formula, Sheet, SheetLink, Workbook
from generator.model.library import Library
from generator.model.sheets.form import Kind
from generator.planning.playbook import plan
from generator.writers import xlsx
from tests import elsewhere
from tests.writers.excel_rules import faults

STAMP = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)
SLUGS = ["imperial", "kings", "north-middlesex"]
SCHEMES = pytest.mark.parametrize(
    "slug", [SLUGS[0], *(pytest.param(slug, marks=pytest.mark.slow) for slug in SLUGS[1:])]
)


def book(*sheets: Sheet, lists: tuple[Choices, ...] = (Choices("Levels", ("Low", "High")),)) -> Workbook:
    return Workbook("Workbook", "A trust", "Cohort 1", "2026.1", "#14532d", sheets, lists)


def sheet(*columns: Column, rows: tuple[tuple[object, ...], ...] = (), name: str = "First") -> Sheet:
    return Sheet(name, name, "What it is for.", columns, rows)  # type: ignore[arg-type]


def written(value: Workbook) -> bytes:
    """As Excel would get it; what xlsxwriter only warns of would be missing there."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return xlsx.write(value, STAMP)


def read(raw: bytes, *, results: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw), data_only=results)


def page_of(*columns: Column, rows: tuple[tuple[object, ...], ...] = ()) -> Worksheet:
    return read(written(book(sheet(*columns, rows=rows))))["First"]


@pytest.fixture(scope="module")
def books(library: Library) -> dict[str, Workbook]:
    return {slug: scheme_workbook(plan(library, slug)) for slug in SLUGS}


@pytest.fixture(scope="module")
def files(books: dict[str, Workbook]) -> dict[str, bytes]:
    return {slug: written(value) for slug, value in books.items()}


@SCHEMES
def test_every_cell_holds_its_value(books: dict[str, Workbook], files: dict[str, bytes], slug: str) -> None:
    parsed = read(files[slug])

    assert parsed.sheetnames == [*(each.name for each in books[slug].sheets), "Lists"]
    for each in books[slug].sheets:
        page = parsed[each.name]
        assert [cell.value for cell in page[2]] == ["Row id", *(column.title for column in each.columns)]
        for number, row in enumerate(each.rows, start=3):
            for cell, meant in zip(page[number], (each.ids[number - 3] or None, *row), strict=True):
                assert_holds(cell, meant)


def assert_holds(cell: openpyxl.cell.Cell, meant: object) -> None:
    match meant:
        case None:
            assert cell.value is None
        case Formula():
            assert (cell.data_type, cell.value) == ("f", f"={meant.expression}")
        case SheetLink():
            assert cell.value == meant.sheet
            assert cell.hyperlink.location == f"'{meant.sheet}'!A1"
        case datetime.time():
            assert (cell.data_type, cell.number_format, cell.value) == ("d", "hh:mm", meant)
        case datetime.date():
            assert (cell.data_type, cell.number_format) == ("d", "ddd d mmm yyyy")
            assert cell.value == datetime.datetime.combine(meant, datetime.time())
        case str():
            assert (cell.data_type, cell.value) == ("s", meant)
        case _:
            assert (cell.data_type, cell.value) == ("n", meant)


@SCHEMES
def test_excel_has_nothing_to_repair(files: dict[str, bytes], slug: str) -> None:
    assert faults(files[slug]) == []


@SCHEMES
def test_only_formulas_are_formulas(books: dict[str, Workbook], files: dict[str, bytes], slug: str) -> None:
    parsed = read(files[slug])
    for each in books[slug].sheets:
        meant = sum(isinstance(cell, Formula) for row in each.rows for cell in row)
        totals = sum(column.total for column in each.columns)
        formulas = [cell for row in parsed[each.name].iter_rows() for cell in row if cell.data_type == "f"]

        assert len(formulas) == meant + totals, each.name


@SCHEMES
def test_formulas_have_their_results_for_programs_that_do_not_calculate(
    books: dict[str, Workbook], files: dict[str, bytes], slug: str, library: Library
) -> None:
    hours = read(files[slug], results=True)["Hours"]
    total = plan(library, slug).effort.hours
    last = hours[hours.max_row]

    assert (last[1].value, last[10].value) == ("Total", pytest.approx(float(total), abs=0.01)), "two decimal places"
    cells = {hours.cell(2, column).value: hours.cell(3, column).value for column in range(2, 12)}
    each = cells["Your hours"] or cells["Usual hours"]
    assert cells["Hours in all"] == pytest.approx(each * cells["Times"] + cells["Workshop hours"])


def test_a_sum_is_exact_on_every_version_of_python() -> None:
    """Added from left to right as floats, as before Python 3.12, these round to 0.92."""
    columns = (Column("What", 10), Column("Hours", 9, Kind.HOURS, total=True))
    rows = (("a", 0.015), ("b", 0.2), ("c", 0.7))

    assert read(written(book(sheet(*columns, rows=rows))), results=True)["First"]["B5"].value == 0.91


def test_totals_name_their_column() -> None:
    page = page_of(Column("What", 10), Column("Hours in all", 9, Kind.HOURS, total=True), rows=(("a", 1.5), ("b", 2.0)))

    assert [cell.value for cell in page[4]] == ["Total", "=SUBTOTAL(109,First[Hours in all])"]


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://example.org", "007", "<r><t>x</t></r>", "_x0041_", "#REF!"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@example("=HYPERLINK(A1)")
@example("<r><t>not markup</t></r>")
@example("<script>&amp;")
def test_any_text_stays_text_wherever_it_is(text: str) -> None:
    columns = (
        Column("Text", 10, prompt=text),
        Column(f"1 {text}", 10, Kind.CHOICE, "Levels", prompt=text),
        Column("Fill", 10, fill=True),
    )
    hostile = replace(
        book(sheet(*columns, rows=((text, text, text),)), lists=(Choices("Levels", (text,)),)),
        title=text,
        organisation=text,
        cohort=text,
        release=text,
    )
    parsed = read(written(hostile))

    for page in parsed:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.data_type == "s" or cell.value is None
    assert words(parsed["First"]["A2"].value) == words(text)


def words(text: str | None) -> list[str]:
    """The words of a text, without what a cell cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", text or "").split()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    cell = page_of(Column("Text", 10), rows=((text,),))["A2"]

    assert (cell.data_type, str(cell.value).rstrip(" ")) == ("s", text)
    assert cell.number_format == "@", "also when somebody edits it"
    assert cell.hyperlink is None


def test_text_that_is_too_long_ends_with_an_ellipsis() -> None:
    value = str(page_of(Column("Text", 10), rows=(("🩺" * 40_000,),))["A2"].value)

    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("🩺…")


@SCHEMES
def test_every_sheet_is_a_table_under_a_fixed_header(
    books: dict[str, Workbook], files: dict[str, bytes], slug: str
) -> None:
    parsed = read(files[slug])
    for each in books[slug].sheets:
        page = parsed[each.name]
        (table,) = page.tables.values()

        assert page.freeze_panes == f"{'BCDEF'[each.fixed_columns]}3"
        assert table.name == each.table
        assert table.autoFilter.ref.startswith("A2:")
        assert table.ref.startswith("A2:")
        assert page.merged_cells.ranges == set()
        for number, column in enumerate(each.columns, start=2):
            (width,) = [each.width for each in page.column_dimensions.values() if each.min <= number <= each.max]
            assert width == pytest.approx(column.width, abs=1)
            assert page.cell(2, number).fill.fgColor.rgb == f"FF{books[slug].colour[1:].upper()}"
            assert page.cell(2, number).font.color.rgb == "FFFFFFFF"
            assert page.cell(2, number).alignment.wrap_text


def test_a_new_row_of_a_table_has_the_formula_too(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["imperial"])) as archive:
        tables = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/tables/")]
    (hours,) = [table for table in tables if 'displayName="Hours"' in table]

    assert "<calculatedColumnFormula>IF(Hours[[#This Row],[Your hours]]=" in hours


def test_rows_grow_when_somebody_types_more(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["imperial"])) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]

    assert any(' ht="' in page for page in pages)
    assert not any("customHeight" in page for page in pages)


def test_a_row_is_as_tall_as_its_longest_text_needs() -> None:
    page = page_of(Column("Text", 20), rows=(("one word",), ("some words " * 10,), (None,), ("a\nb\nc",)))
    heights = [page.row_dimensions[number].height for number in range(2, 6)]

    assert heights[0] == heights[2]
    assert heights[1] >= 6 * heights[0] * 0.8
    assert heights[3] == pytest.approx(3 * heights[0], rel=0.2)


@SCHEMES
def test_drop_downs_point_to_the_hidden_lists(books: dict[str, Workbook], files: dict[str, bytes], slug: str) -> None:
    parsed = read(files[slug])
    lists = {
        cells[0].value: [cell.value for cell in cells[1:] if cell.value is not None]
        for cells in parsed["Lists"].columns
    }

    typed = {choices.name: list(choices.values) for choices in books[slug].lists if isinstance(choices, Choices)}
    assert parsed["Lists"].sheet_state == "hidden"
    assert lists == typed
    for each in books[slug].sheets:
        for number, column in enumerate(each.columns, start=2):
            if typed.get(column.choices) and not column.formula:
                rule = validation(parsed[each.name], number, len(each.rows), first=3)
                place = rule.formula1.removeprefix("Lists!").replace("$", "")
                cells = parsed["Lists"].iter_rows(*openpyxl_bounds(place), values_only=True)
                assert rule.type == "list"
                assert [value for (value,) in cells] == lists[column.choices]
                strict = column.strict and not column.several
                assert rule.errorStyle in (None, "stop") if strict else rule.errorStyle == "warning"


def openpyxl_bounds(place: str) -> tuple[int, int, int, int]:
    """First and last row, then first and last column."""
    first_column, first_row, last_column, last_row = openpyxl.utils.range_boundaries(place)
    return first_row, last_row, first_column, last_column


def validation(
    page: Worksheet, number: int, rows: int, first: int = 2
) -> openpyxl.worksheet.datavalidation.DataValidation:
    """The rule for all rows of a column."""
    letter = openpyxl.utils.get_column_letter(number)
    wanted = f"{letter}{first}:{letter}{first + rows - 1}" if rows > 1 else f"{letter}{first}"
    (parsed,) = [rule for rule in page.data_validations.dataValidation if str(rule.sqref) == wanted]
    return parsed


def test_every_rule_has_a_message(files: dict[str, bytes]) -> None:
    for slug in SLUGS:
        for page in read(files[slug]):
            for rule in page.data_validations.dataValidation:
                assert rule.showInputMessage
                assert 0 < len(rule.prompt) <= 255
                assert 0 < len(rule.promptTitle) <= 32
                if rule.type:
                    assert rule.showErrorMessage or rule.type == "list", "only a list takes several values"
                    assert 0 < len(rule.error) <= 255


def test_ratings_are_whole_numbers_of_the_scale(library: Library) -> None:
    answers, _ = evaluation_workbook(plan(library, "kings"))
    sheet = next(sheet for sheet in answers.sheets if sheet.name == "Preparedness self-assessment")
    number = next(number for number, column in enumerate(sheet.columns, start=1) if column.kind is Kind.RATING)
    page = read(written(answers))[sheet.name]
    rule = validation(page, number + 1, len(sheet.rows), first=3)

    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "1", "5")
    assert re.match(r"1 .*, 2 .*, 3 .*, 4 .*, 5 ", rule.prompt)
    assert rule.error == "Type a whole number from 1 to 5, or leave it empty."


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (Column("Due", 10, Kind.DATE), "date"),
        (Column("Times", 10, Kind.NUMBER, fill=True), "whole"),
        (Column("Hours", 10, Kind.HOURS, fill=True), "decimal"),
        (Column("Rate", 10, Kind.MONEY, fill=True), "decimal"),
        (Column("Level", 10, Kind.CHOICE, "Levels"), "list"),
        (Column("Score", 10, Kind.RATING), "whole"),
    ],
    ids=lambda value: getattr(value, "title", value),
)
def test_each_kind_has_its_rule(column: Column, kind: str) -> None:
    page = page_of(column, rows=((None,), (None,)))

    assert validation(page, 1, 2).type == kind


def test_formulas_have_no_rule() -> None:
    page = page_of(Column("Hours", 10, Kind.HOURS, formula="1+1"), rows=((Formula("1+1", 2),),))

    assert page.data_validations.dataValidation == []


@pytest.mark.parametrize(
    ("typed", "in_the_file"),
    [
        ("SUM(1,2)", "=SUM(1,2)"),
        ("IF(TRUE,XLOOKUP(1,B:B,C:C))", "=IF(TRUE,_xlfn.XLOOKUP(1,B:B,C:C))"),
        ("COUNTA(UNIQUE(B:B))", "=COUNTA(_xlfn.UNIQUE(B:B))"),
        ("_xlfn.XLOOKUP(1,B:B,C:C)", "=_xlfn.XLOOKUP(1,B:B,C:C)"),
    ],
)
def test_a_function_that_files_know_by_another_name_gets_that_name(typed: str, in_the_file: str) -> None:
    value = page_of(Column("Hours", 10, Kind.HOURS), rows=((Formula(typed, 2),),))["A2"].value

    assert getattr(value, "text", value) == in_the_file


def test_pages_print_on_landscape_a4_with_the_header_on_each(files: dict[str, bytes]) -> None:
    for page in read(files["imperial"]):
        if page.sheet_state == "visible":
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert page.sheet_properties.pageSetUpPr.fitToPage
            assert page.page_setup.fitToHeight == 0
            assert page.print_title_rows == "$2:$2"
            assert page.oddHeader.left.text == "Imperial College Healthcare NHS Trust"
            assert page.oddHeader.center.text == "&A"
            assert page.oddFooter.right.text == "Page &P of &N"


def test_an_ampersand_in_a_name_is_printed() -> None:
    workbook = replace(book(sheet(Column("Text", 10))), organisation="Tyne & Wear", cohort="&D")
    header = read(written(workbook))["First"].oddHeader

    assert (header.left.text, header.right.text) == ("Tyne && Wear", "&&D")


def test_names_made_of_ampersands_still_fit_the_header() -> None:
    written(replace(book(sheet(Column("Text", 10))), organisation="&" * 500, cohort="&" * 500))


def test_the_properties_of_the_file_are_set(files: dict[str, bytes]) -> None:
    parsed = read(files["imperial"]).properties

    assert parsed.title == "Paired Learning scheme: Imperial College Healthcare NHS Trust, Example cohort 2027"
    assert parsed.creator == "Imperial College Healthcare NHS Trust"
    assert parsed.created == parsed.modified == datetime.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001


def test_a_sheet_without_rows_has_one_to_fill_in() -> None:
    page = page_of(Column("Text", 10, fill=True))

    assert page.tables["First"].ref == "A1:A2"


def test_two_columns_of_the_same_name_are_an_error() -> None:
    with pytest.raises(UserWarning, match="Duplicate header"):
        page_of(Column("Text", 10), Column("TEXT", 10))


def test_a_colour_cannot_carry_anything_else() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        written(replace(book(), colour="red"))


def test_a_stamp_is_in_utc() -> None:
    workbook = book(sheet(Column("Text", 10)))
    summer = datetime.timezone(datetime.timedelta(hours=1))

    assert xlsx.write(workbook, STAMP.astimezone(summer)) == xlsx.write(workbook, STAMP)
    assert xlsx.write(workbook, STAMP.replace(tzinfo=None)) == xlsx.write(workbook, STAMP)


@pytest.mark.slow
def test_the_same_workbook_gives_the_same_bytes_anywhere(books: dict[str, Workbook], files: dict[str, bytes]) -> None:
    what = "xlsx.write(scheme_workbook(playbook), stamp)"
    london, auckland = (elsewhere.written(what, zone) for zone in ("Europe/London", "Pacific/Auckland"))

    assert london == auckland
    assert all(written(books[slug]) == files[slug] for slug in SLUGS)
