"""What Excel refuses or repairs in a workbook, so that a test can see that none of it is there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

FUNCTIONS = {
    *("AVERAGE", "COUNT", "COUNTIF", "IF", "IFERROR", "INDEX", "ISNUMBER", "MATCH", "MAX", "OR", "SEARCH"),
    *("SUBTOTAL", "SUM", "SUMPRODUCT", "TODAY"),
}
"""Functions that Excel of 2007, LibreOffice and Excel for the web all know."""
BAD_NAME = re.compile(r"[\[\]:*?/\\\\]")
TABLE = re.compile(r"\b([A-Za-z]+)\[")


def faults(raw: bytes) -> list[str]:
    """Every fault, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    tables = {table.name: table for page in book for table in page.tables.values()}
    return [
        *_of_archive(raw),
        *_of_names(book),
        *(f"{page.title}: {fault}" for page in book for fault in _of_page(page, book, set(tables))),
    ]


def _of_archive(raw: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(archive.read(name))
        sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
        drawings = sum(b"<legacyDrawing " in archive.read(name) for name in sheets)
        comments = [name for name in names if re.fullmatch(r"xl/comments\d+\.xml", name)]
        if not len(comments) == drawings == len([name for name in names if name.endswith(".vml")]):
            yield "notes without a drawing"
        tables = [archive.read(name).decode() for name in names if name.startswith("xl/tables/")]
    ids = [match[1] for table in tables if (match := re.search(r'<table [^>]*\bid="(\d+)"', table))]
    if len(set(ids)) < len(ids):
        yield "two tables with one id"
    for table in tables:
        if re.search(r"<(calculatedColumn|totalsRow)Formula>=", table):
            yield "a formula of a table that starts with an equals sign"


def _of_names(book: openpyxl.Workbook) -> Iterator[str]:
    titles = [title.casefold() for title in book.sheetnames]
    tables = [name.casefold() for page in book for name in page.tables]
    if len(set(titles)) < len(titles) or len(set(tables)) < len(tables):
        yield "two sheets or two tables with one name"
    if any(len(title) > 31 or BAD_NAME.search(title) for title in book.sheetnames):
        yield "a name that no sheet can have"


def _of_page(page: Worksheet, book: openpyxl.Workbook, tables: set[str]) -> Iterator[str]:
    yield from _of_tables(page)
    yield from _of_rules(page, book)
    yield from _of_cells(page, book, tables)


def _of_tables(page: Worksheet) -> Iterator[str]:
    for table in page.tables.values():
        header, *_ = page[table.ref]
        titles = [cell.value for cell in header]
        if titles != [column.name for column in table.tableColumns]:
            yield "titles that are not those of the table's columns"
        if len({str(title).casefold() for title in titles}) < len(titles):
            yield "two columns with one title"
        if any(overlap(str(area), table.ref) for area in page.merged_cells.ranges):
            yield "merged cells in a table"


def _of_rules(page: Worksheet, book: openpyxl.Workbook) -> Iterator[str]:
    rules = page.data_validations.dataValidation
    for rule in rules:
        if max(len(text or "") for text in (rule.prompt, rule.error, rule.formula1)) > 255:
            yield f"a rule with more than 255 characters at {rule.sqref}"
        if len(rule.promptTitle or "") > 32 or len(rule.errorTitle or "") > 32:
            yield f"a rule with a title of more than 32 characters at {rule.sqref}"
        if rule.type == "list":
            sheet, _, area = str(rule.formula1).rpartition("!")
            left, top, right, bottom = range_boundaries(area.replace("$", ""))
            if sheet.strip("'") not in book.sheetnames or left != right or bottom < top:
                yield f"a list that is no column at {rule.sqref}"
    for one, other in combinations([str(area) for rule in rules for area in rule.sqref.ranges], 2):
        if overlap(one, other):
            yield f"two rules for one cell in {one}"
    for area, formats in page.conditional_formatting._cf_rules.items():
        if any("[" in formula for each in formats for formula in each.formula):
            yield f"colours that follow a column by its name at {area.sqref}"


def _of_cells(page: Worksheet, book: openpyxl.Workbook, tables: set[str]) -> Iterator[str]:
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield from _of_formula(str(cell.value), cell.coordinate, tables)
            elif cell.data_type == "s" and len(str(cell.value).encode("utf-16-le")) // 2 > 32_767:
                yield f"a text that is too long in {cell.coordinate}"
            if cell.hyperlink and cell.hyperlink.location:
                sheet = cell.hyperlink.location.rpartition("!")[0].strip("'")
                if sheet not in book.sheetnames:
                    yield f"a link to nowhere in {cell.coordinate}"


def _of_formula(formula: str, place: str, tables: set[str]) -> Iterator[str]:
    if len(formula) > 8_192:
        yield f"a formula that is too long in {place}"
    if unknown := set(re.findall(r"\b([A-Z][A-Z.]*)\(", formula)) - FUNCTIONS:
        yield f"functions that not every program knows in {place}: {unknown}"
    if missing := set(TABLE.findall(formula)) - tables:
        yield f"no such table in {place}: {missing}"
    if formula.count("(") != formula.count(")") or formula.count("[") != formula.count("]"):
        yield f"brackets that do not match in {place}"


def overlap(one: str, other: str) -> bool:
    """Whether two areas, such as A1:B3, have a cell in common."""
    left, top, right, bottom = range_boundaries(one)
    other_left, other_top, other_right, other_bottom = range_boundaries(other)
    return left <= other_right and other_left <= right and top <= other_bottom and other_top <= bottom
