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

from generator.documents.spreadsheet import Choices, Column, Formula, Kind, Sheet, SheetLink, Workbook
from generator.documents.workbook import workbook
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.writers import xlsx
from tests import elsewhere

STAMP = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)
SLUGS = ["imperial", "kings", "north-middlesex"]


def book(*sheets: Sheet, lists: tuple[Choices, ...] = (Choices("Levels", ("Low", "High")),)) -> Workbook:
    return Workbook("Workbook", "A trust", "Cohort 1", "2026.1", "#14532d", sheets, lists)


def sheet(*columns: Column, rows: tuple[tuple[object, ...], ...] = (), name: str = "First") -> Sheet:
    return Sheet(name, name, "What it is for.", columns, rows)  # type: ignore[arg-type]


def written(made: Workbook) -> bytes:
    """As Excel would get it; what xlsxwriter only warns of would be missing there."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return xlsx.write(made, STAMP)


def read(raw: bytes, *, results: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw), data_only=results)


def one(*columns: Column, rows: tuple[tuple[object, ...], ...] = ()) -> Worksheet:
    return read(written(book(sheet(*columns, rows=rows))))["First"]


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, Workbook]:
    return {slug: workbook(plan(library, slug)) for slug in SLUGS}


@pytest.fixture(scope="module")
def files(made: dict[str, Workbook]) -> dict[str, bytes]:
    return {slug: written(value) for slug, value in made.items()}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_cell_holds_what_was_meant(made: dict[str, Workbook], files: dict[str, bytes], slug: str) -> None:
    found = read(files[slug])

    assert found.sheetnames == [*(each.name for each in made[slug].sheets), "Lists"]
    for each in made[slug].sheets:
        page = found[each.name]
        assert [cell.value for cell in page[1]] == [column.title for column in each.columns]
        for number, row in enumerate(each.rows, start=2):
            for cell, meant in zip(page[number], row, strict=True):
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
        case datetime.date():
            assert (cell.data_type, cell.number_format) == ("d", "ddd d mmm yyyy")
            assert cell.value == datetime.datetime.combine(meant, datetime.time())
        case str():
            assert (cell.data_type, cell.value) == ("s", meant)
        case _:
            assert (cell.data_type, cell.value) == ("n", meant)


@pytest.mark.parametrize("slug", SLUGS)
def test_formulas_stand_only_where_they_were_meant(
    made: dict[str, Workbook], files: dict[str, bytes], slug: str
) -> None:
    found = read(files[slug])
    for each in made[slug].sheets:
        meant = sum(isinstance(cell, Formula) for row in each.rows for cell in row)
        totals = sum(column.total for column in each.columns)
        formulas = [cell for row in found[each.name].iter_rows() for cell in row if cell.data_type == "f"]

        assert len(formulas) == meant + totals, each.name


@pytest.mark.parametrize("slug", SLUGS)
def test_programs_that_work_nothing_out_show_the_results(
    made: dict[str, Workbook], files: dict[str, bytes], slug: str, library: Library
) -> None:
    hours = read(files[slug], results=True)["Hours"]
    total = plan(library, slug).effort.hours
    last = hours[hours.max_row]

    assert (last[0].value, last[7].value) == ("Total", pytest.approx(total))
    assert hours["H2"].value == pytest.approx(hours["D2"].value * hours["E2"].value + hours["G2"].value)


def test_a_sum_is_exact_on_every_version_of_python() -> None:
    """Added from left to right as floats, as before Python 3.12, these round to 0.92."""
    columns = (Column("What", 10), Column("Hours", 9, Kind.HOURS, total=True))
    rows = (("a", 0.015), ("b", 0.2), ("c", 0.7))

    assert read(written(book(sheet(*columns, rows=rows))), results=True)["First"]["B5"].value == 0.91


def test_sums_name_their_column() -> None:
    page = one(Column("What", 10), Column("Hours in all", 9, Kind.HOURS, total=True), rows=(("a", 1.5), ("b", 2.0)))

    assert [cell.value for cell in page[4]] == ["Total", "=SUBTOTAL(109,First[Hours in all])"]


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://example.org", "007", "<r><t>x</t></r>", "_x0041_", "#REF!"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@example("=HYPERLINK(A1)")
@example("<r><t>not markup</t></r>")
@example("<script>&amp;")
def test_any_text_is_text_wherever_it_stands(text: str) -> None:
    columns = (
        Column("Text", 10, prompt=text),
        Column(f"1 {text}", 10, Kind.CHOICE, "Levels", prompt=text),
        Column("Fill", 10, fill=True),
    )
    made = replace(
        book(sheet(*columns, rows=((text, text, text),)), lists=(Choices("Levels", (text,)),)),
        title=text,
        organisation=text,
        cohort=text,
        release=text,
    )
    found = read(written(made))

    for page in found:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.data_type == "s" or cell.value is None
    assert words(found["First"]["A2"].value) == words(text)


def words(text: str | None) -> list[str]:
    """The words of a text, without what a cell cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", text or "").split()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    cell = one(Column("Text", 10), rows=((text,),))["A2"]

    assert (cell.data_type, str(cell.value).rstrip(" ")) == ("s", text)
    assert cell.number_format == "@", "also when somebody edits it"
    assert cell.hyperlink is None


def test_a_text_that_is_too_long_is_cut_and_shows_it() -> None:
    value = str(one(Column("Text", 10), rows=(("🩺" * 40_000,),))["A2"].value)

    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("🩺…")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_sheet_is_a_table_under_a_fixed_header(
    made: dict[str, Workbook], files: dict[str, bytes], slug: str
) -> None:
    found = read(files[slug])
    for each in made[slug].sheets:
        page = found[each.name]
        (table,) = page.tables.values()

        assert page.freeze_panes == f"{'ABCD'[each.fixed_columns]}2"
        assert table.name == each.table
        assert table.autoFilter.ref.startswith("A1:")
        assert table.ref.startswith("A1:")
        assert page.merged_cells.ranges == set()
        for number, column in enumerate(each.columns, start=1):
            (width,) = [each.width for each in page.column_dimensions.values() if each.min <= number <= each.max]
            assert width == pytest.approx(column.width, abs=1)
            assert page.cell(1, number).fill.fgColor.rgb == f"FF{made[slug].colour[1:].upper()}"
            assert page.cell(1, number).font.color.rgb == "FFFFFFFF"
            assert page.cell(1, number).alignment.wrap_text


def test_a_new_row_of_a_table_has_the_formula_too(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["imperial"])) as archive:
        tables = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/tables/")]
    (hours,) = [table for table in tables if 'displayName="Hours"' in table]

    assert "<calculatedColumnFormula>Hours[[#This Row],[Hours each]]*" in hours


def test_rows_grow_when_somebody_types_more(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["imperial"])) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]

    assert any(' ht="' in page for page in pages)
    assert not any("customHeight" in page for page in pages)


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    page = one(Column("Text", 20), rows=(("one word",), ("some words " * 10,), (None,), ("a\nb\nc",)))
    heights = [page.row_dimensions[number].height for number in range(2, 6)]

    assert heights[0] == heights[2]
    assert heights[1] >= 6 * heights[0] * 0.8
    assert heights[3] == pytest.approx(3 * heights[0], rel=0.2)


@pytest.mark.parametrize("slug", SLUGS)
def test_drop_downs_point_to_the_hidden_lists(made: dict[str, Workbook], files: dict[str, bytes], slug: str) -> None:
    found = read(files[slug])
    lists = {
        cells[0].value: [cell.value for cell in cells[1:] if cell.value is not None] for cells in found["Lists"].columns
    }

    assert found["Lists"].sheet_state == "hidden"
    assert lists == {choices.name: list(choices.values) for choices in made[slug].lists}
    for each in made[slug].sheets:
        for number, column in enumerate(each.columns, start=1):
            if column.choices:
                rule = validation(found[each.name], number, len(each.rows))
                place = rule.formula1.removeprefix("Lists!").replace("$", "")
                cells = found["Lists"].iter_rows(*openpyxl_bounds(place), values_only=True)
                assert rule.type == "list"
                assert [value for (value,) in cells] == lists[column.choices]
                assert rule.errorStyle in (None, "stop") if column.strict else rule.errorStyle == "warning"


def openpyxl_bounds(place: str) -> tuple[int, int, int, int]:
    """First and last row, then first and last column."""
    first_column, first_row, last_column, last_row = openpyxl.utils.range_boundaries(place)
    return first_row, last_row, first_column, last_column


def validation(page: Worksheet, number: int, rows: int) -> openpyxl.worksheet.datavalidation.DataValidation:
    """The rule for all rows of a column."""
    letter = openpyxl.utils.get_column_letter(number)
    wanted = f"{letter}2:{letter}{rows + 1}" if rows > 1 else f"{letter}2"
    (found,) = [rule for rule in page.data_validations.dataValidation if str(rule.sqref) == wanted]
    return found


def test_every_rule_says_what_belongs_there(files: dict[str, bytes]) -> None:
    for slug in SLUGS:
        for page in read(files[slug]):
            for rule in page.data_validations.dataValidation:
                assert rule.showInputMessage
                assert 0 < len(rule.prompt) <= 255
                assert 0 < len(rule.promptTitle) <= 32
                if rule.type:
                    assert rule.showErrorMessage
                    assert 0 < len(rule.error) <= 255


def test_ratings_are_whole_numbers_of_the_scale(made: dict[str, Workbook], files: dict[str, bytes]) -> None:
    page = read(files["kings"])["Evaluation data"]
    rule = validation(page, 3, page.max_row - 1)

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
    page = one(column, rows=((None,), (None,)))

    assert validation(page, 1, 2).type == kind


def test_what_is_worked_out_has_no_rule() -> None:
    page = one(Column("Hours", 10, Kind.HOURS, formula="1+1"), rows=((Formula("1+1", 2),),))

    assert page.data_validations.dataValidation == []


def test_pages_print_on_landscape_a4_with_the_header_on_each(files: dict[str, bytes]) -> None:
    for page in read(files["imperial"]):
        if page.sheet_state == "visible":
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert page.sheet_properties.pageSetUpPr.fitToPage
            assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
            assert page.print_title_rows == "$1:$1"
            assert page.oddHeader.left.text == "Imperial College Healthcare NHS Trust"
            assert page.oddHeader.center.text == "&A"
            assert page.oddFooter.right.text == "Page &P of &N"


def test_an_ampersand_in_a_name_is_printed() -> None:
    made = replace(book(sheet(Column("Text", 10))), organisation="Tyne & Wear", cohort="&D")
    header = read(written(made))["First"].oddHeader

    assert (header.left.text, header.right.text) == ("Tyne && Wear", "&&D")


def test_names_of_nothing_but_ampersands_still_fit_the_header() -> None:
    written(replace(book(sheet(Column("Text", 10))), organisation="&" * 500, cohort="&" * 500))


def test_the_file_says_what_it_is(files: dict[str, bytes]) -> None:
    found = read(files["imperial"]).properties

    assert found.title == "Paired Learning workbook: Imperial College Healthcare NHS Trust, Example cohort 2027"
    assert found.creator == "Imperial College Healthcare NHS Trust"
    assert found.created == found.modified == datetime.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001


def test_a_sheet_without_rows_has_one_to_fill_in() -> None:
    page = one(Column("Text", 10, fill=True))

    assert page.tables["First"].ref == "A1:A2"


def test_two_columns_of_one_name_are_a_mistake_of_our_own() -> None:
    with pytest.raises(UserWarning, match="Duplicate header"):
        one(Column("Text", 10), Column("TEXT", 10))


def test_a_colour_cannot_carry_anything_else() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        written(replace(book(), colour="red"))


def test_a_stamp_is_in_utc() -> None:
    made = book(sheet(Column("Text", 10)))
    summer = datetime.timezone(datetime.timedelta(hours=1))

    assert xlsx.write(made, STAMP.astimezone(summer)) == xlsx.write(made, STAMP)
    assert xlsx.write(made, STAMP.replace(tzinfo=None)) == xlsx.write(made, STAMP)


def test_the_same_workbook_gives_the_same_bytes_anywhere(made: dict[str, Workbook], files: dict[str, bytes]) -> None:
    what = "xlsx.write(workbook(playbook), stamp)"
    london, auckland = (elsewhere.written(what, zone) for zone in ("Europe/London", "Pacific/Auckland"))

    assert london == auckland
    assert all(written(made[slug]) == files[slug] for slug in SLUGS)
