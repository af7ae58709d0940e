"""What is typed in the studio's page does what it does when it is typed in Excel."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.model.diagnostics import Diagnostic, InputFault, Severity, errors, render_all
from generator.model.scheme_file import written
from generator.model.typed_workbook import TypedWorkbook
from generator.sources.typed_workbook import read_typed
from generator.studio.as_read import as_read, is_known
from generator.studio.desk import Desk
from generator.studio.open_scheme import Checker
from generator.studio.opened import opened
from generator.studio.preview import preview
from generator.studio.saving import as_opened, check_of
from generator.studio.typed_edits import Edits, edited
from generator.studio.typed_package import typed_into
from generator.studio.updated import updated
from tests import filled_schemes
from tests.examples import examples
from tests.sources.test_errors import SCHEMES
from tests.studio.desks import ask, cell, worked_desk

SHEETS = (
    *("Scheme", "Rooms", "Who takes part", "Sites and partners", "Closed days", "People", "Groups", "Dates", "Tasks"),
    *("Projects", "Hours", "Rates", "Costs", "Risks", "Menu"),
)
WORDS = st.text("abc xyz=-+'@<&\u00e9\n", max_size=12)
DAYS = ("13/1/2027", "2027-03-10", "3 March 2027", "13.1.27", "31/2/2027", "soon", {"date": "2027-06-09"})
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "date": st.sampled_from(DAYS),
    "time": st.sampled_from(["9:30", "9.30am", "14:00", "25:00", "noon", {"time": "13:15"}]),
    "number": st.sampled_from(["9", "12", "1,250", "0", "-3", "two", "2.5", 6, 7.5]),
    "check": st.sampled_from(["Yes", "no", "x", "maybe"]),
}
NUMBERS = ("number", "decimal", "hours", "money", "rating")


@cache
def base() -> tuple[Desk, dict[str, Any]]:
    """A desk with the worked scheme's workbook open on it, and what the page was told."""
    desk = worked_desk()
    ask(desk, "example", slug="westbrook")
    return desk, ask(desk, "save")


@st.composite
def typed_cells(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some edits of a planner: of cells that she fills in, in rows that are there and in new ones."""
    _, shown = base()
    sheets = {sheet["name"]: sheet for sheet in shown["sheets"]}
    edits = []
    for name in draw(st.lists(st.sampled_from(SHEETS), min_size=1, max_size=5)):
        sheet = sheets[name]
        rows = [{"row": sheet["next_row"] + more} for more in range(2)] + sheet["rows"]
        row = draw(st.sampled_from(rows))
        column = draw(st.sampled_from([each for each in sheet["columns"] if each["fill"] or each["suggested"]]))
        kind, choices = row.get("kind") or column["kind"], row.get("choices") or column["choices"]
        kind = "number" if kind in NUMBERS else kind
        value = BY_KIND.get(kind, WORDS)
        value = st.one_of(value, st.sampled_from(choices)) if choices else value
        edits.append({"sheet": name, "row": row["row"], "column": column["number"], "value": draw(value | st.none())})
    return edits


def in_excel(raw: bytes, edits: Edits) -> bytes:
    """A workbook with the values typed into it by another program."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for (sheet, row, column), value in edits.items():
        target = book[sheet].cell(row, column)
        target.value = value
        if isinstance(value, str) and value.startswith("="):
            # The page takes a text that begins like a formula as text.
            target.data_type = "s"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def says(workbook: TypedWorkbook) -> dict[str, Any]:
    """The values and notes of all cells but those of the record."""
    return {
        sheet.name: {
            place: (written(cell.value, formula=cell.formula), cell.note)
            for place, cell in sheet.cells.items()
            if cell.value not in (None, "") or cell.note
        }
        for sheet in workbook.sheets
        if sheet.name != "Record"
    }


def in_words(diagnostics: list[Diagnostic]) -> set[str]:
    return {render_all([each]) for each in diagnostics if each.severity is Severity.ERROR}


def drawn(number: int) -> settings:
    return settings(
        max_examples=examples(number),
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )


@drawn(3)
@given(edits=typed_cells())
def test_the_page_and_excel_give_the_same_faults_and_the_same_workbook(edits: list[dict[str, Any]]) -> None:
    same_both_ways(edits)


@pytest.mark.slow
@drawn(60)
@given(edits=typed_cells())
def test_many_edits_are_the_same_on_the_page_and_in_excel(edits: list[dict[str, Any]]) -> None:
    same_both_ways(edits)


def same_both_ways(edits: list[dict[str, Any]]) -> None:
    """What is typed has the same faults, or gives the same workbook, on the page and in Excel."""
    desk, _ = base()
    ask(desk, "edit", edits=edits)
    scheme = desk.open_scheme
    typed = in_excel(scheme.raw, scheme.edits)
    try:
        other = opened(typed, scheme.name, check_of(desk, scheme))
        by_excel = updated(other, desk.today)
    except InputFault as fault:
        assert in_words(fault.diagnostics) == in_words(list(desk.checked.diagnostics))
    else:
        by_page = updated(as_opened(desk), desk.today)

        assert errors(desk.checked.diagnostics) == []
        assert says(read_typed(by_page.raw, "page.xlsx")) == says(read_typed(by_excel.raw, "excel.xlsx"))
        assert by_page.changes == by_excel.changes
        if is_known(by_page.workbook, desk.checked.file):
            known = as_read(by_page.workbook, "page.xlsx")
            assert known == without_rules(read_typed(by_page.raw, "page.xlsx"))


def without_rules(workbook: TypedWorkbook) -> TypedWorkbook:
    return replace(workbook, sheets=tuple(replace(sheet, rules=(), tables=()) for sheet in workbook.sheets))


def test_a_workbook_that_somebody_only_typed_into_need_not_be_read_again() -> None:
    desk, shown = base()
    ask(desk, "edit", edits=[{**cell(shown, "People", "next", "name"), "value": "Ada"}])
    result = updated(as_opened(desk), desk.today)
    first, *others = result.workbook.sheets
    wider = replace(result.workbook, sheets=(replace(first, widths={0: 99}), *others))

    assert is_known(result.workbook, desk.checked.file)
    assert not is_known(wider, desk.checked.file)


@drawn(2)
@given(edits=typed_cells())
def test_a_draft_holds_what_was_typed_and_all_else_as_it_was(edits: list[dict[str, Any]]) -> None:
    desk, _ = base()
    ask(desk, "edit", edits=edits)
    scheme = desk.open_scheme
    draft = read_typed(typed_into(scheme.raw, scheme.name, scheme.edits), scheme.typed.file)

    assert without_rules(draft) == edited(scheme.typed, scheme.edits)


@drawn(8)
@given(first=typed_cells(), then=typed_cells())
def test_what_is_not_read_again_is_as_if_it_were(first: list[dict[str, Any]], then: list[dict[str, Any]]) -> None:
    desk, _ = base()
    ask(desk, "edit", edits=first)
    ask(desk, "edit", edits=[*first, *then])
    checked, again = desk.checked, Checker(desk.content).checked(desk.open_scheme, desk.today)

    assert checked.diagnostics == again.diagnostics
    assert checked.library == again.library
    assert checked.file.tables == again.file.tables
    if checked.plan and again.plan:
        assert preview(checked.plan, None, checked.file) == preview(again.plan, None, again.file)


def can_be_typed(edit: filled_schemes.Edit) -> bool:
    """A page takes no formulas, and shows no errors of Excel."""
    return not {"formula", "error"} & edit.keys()


CASES = [case for case in SCHEMES if all(map(can_be_typed, filled_schemes.edits_of(case)))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_typed_wrongly_in_the_page_is_reported_in_the_words_of_the_command_line(case: Path) -> None:
    desk, shown = base()
    edits = [addressed(shown, edit) for edit in filled_schemes.edits_of(case)]
    ask(desk, "edit", edits=edits)

    assert render_all(errors(desk.checked.diagnostics)) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")


def addressed(shown: Mapping[str, Any], edit: filled_schemes.Edit) -> dict[str, Any]:
    """An edit of a case as the page sends it."""
    sheet = next(each for each in shown["sheets"] if each["name"] == edit["sheet"])
    word, _, number = str(edit["row"]).partition(" ")
    rows = {row["id"]: row["row"] for row in sheet["rows"]}
    rows |= {"titles": sheet["header_row"], "new": sheet["next_row"] + int(number or 1) - 1}
    columns = {column["title"]: column["number"] for column in sheet["columns"]}
    value = edit.get("value")
    wire = {"date": value.isoformat()} if isinstance(value, datetime.date) else value
    row = rows.get(str(edit["row"]), rows.get(word))
    return {"sheet": edit["sheet"], "row": row, "column": columns[edit["column"]], "value": wire}


def test_most_wrong_fillings_can_be_typed_in_the_page() -> None:
    assert len(CASES) >= 50
