"""What a planner has differently from the plan's suggestions stays hers, however often the workbook is updated."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from generator.model.library import Library
from generator.model.scheme import Records
from generator.sources.load import load
from generator.studio.opened import checking, opened
from generator.studio.updated import new, updated
from tests import small
from tests.cohort_records import cohort_records

NAME, TODAY = "westbrook.xlsx", datetime.date(2026, 11, 28)


@pytest.fixture(scope="module")
def library() -> Library:
    return load(small.files()).require()


def records_in(raw: bytes) -> Records:
    return opened(raw, NAME, checking(small.files())).library.trusts["westbrook"].records


def after(raw: bytes, updates: int) -> bytes:
    """A workbook after some updates, a day apart."""
    for day in range(updates):
        raw = updated(opened(raw, NAME, checking(small.files())), TODAY + datetime.timedelta(days=day)).raw
    return raw


@pytest.mark.parametrize("updates", [0, 1, pytest.param(2, marks=pytest.mark.slow)])
def test_records_of_every_kind_are_in_the_workbook_after_any_number_of_updates(library: Library, updates: int) -> None:
    trust = library.trusts["westbrook"].model_copy(update={"records": cohort_records()})
    raw = new(library.model_copy(update={"trusts": {"westbrook": trust}}), "westbrook", TODAY)

    assert records_in(after(raw, updates)) == cohort_records()


def test_an_owner_and_a_day_that_were_typed_over_a_task_stay(library: Library) -> None:
    book = openpyxl.load_workbook(io.BytesIO(new(library, "westbrook", TODAY)))
    tasks = book["Tasks"]
    titles = {cell.value: cell.column for cell in tasks[2]}
    tasks.cell(3, titles["Owner"]).value = "Lena Marsh"
    tasks.cell(3, titles["Due"]).value = datetime.date(2026, 12, 24)
    saved = io.BytesIO()
    book.save(saved)
    task = records_in(after(saved.getvalue(), 2)).tasks[str(tasks.cell(3, 1).value)]

    assert (task.owner, task.due) == ("Lena Marsh", datetime.date(2026, 12, 24))


def test_measures_of_an_older_workbook_get_the_columns_that_it_lacked(library: Library) -> None:
    trust = library.trusts["westbrook"].model_copy(update={"records": cohort_records()})
    raw = new(library.model_copy(update={"trusts": {"westbrook": trust}}), "westbrook", TODAY)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    del book["Measures"].tables["Measures"]
    book["Measures"].delete_cols(7, 4)
    saved = io.BytesIO()
    book.save(saved)
    brought = after(saved.getvalue(), 1)
    titles = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(brought))["Measures"][2]]

    assert [cell.value for cell in book["Measures"][2]][-1] == "What changed"
    assert titles[-5:] == ["What changed", "Baseline", "Kind", "Better", "Target"]
    assert [(each.value, each.target) for each in records_in(brought).measurements] == [(5.25, None), (4, None)]
