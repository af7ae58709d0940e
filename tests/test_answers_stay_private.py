"""Answers to questionnaires stay in their workbook: no code and no unread comment gets into a report or a message."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.planning.playbook import plan
from generator.sources.load import load
from generator.sources.tree import read_project
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers
from tests import small
from tests.command import Result, run
from tests.documents.evaluations import rising, self_assessments
from tests.test_privacy import texts

CANARIES = re.compile(r"ZQ\d\dK|Quirkington|whisper4711|Vorblatt")
"""Each code, what somebody typed for a code, a comment, and a note of the evaluation lead's own."""
SHEET, PEOPLE = "Preparedness self-assessment", 14


@pytest.fixture(scope="module")
def raw() -> bytes:
    """A workbook of answers with a canary in each place that holds words."""
    playbook = plan(load(read_project(small.ROOT)).require(), "westbrook")
    added = self_assessments(playbook, rising, PEOPLE)
    written = with_answers(opened_answers(new_evaluation(playbook), "evaluation.xlsx", playbook), playbook, added).raw

    def edit(book: openpyxl.Workbook) -> None:
        page = book[SHEET]
        titles = {cell.value: cell.column for cell in page[2]}
        words = next(column for title, column in titles.items() if str(title).startswith("Which line do you see"))
        for row in range(3, 3 + 3 * PEOPLE):
            page.cell(row, titles["Code"]).value = f"ZQ{(row - 3) % PEOPLE + 10}K"
            page.cell(row, words).value = "whisper4711 said so"
        page.cell(2, page.max_column + 1).value = "My note"
        page.cell(3, page.max_column).value = "Vorblatt, I think"
        book.create_sheet("Mine")["A1"] = "Vorblatt rang"

    return edited(written, edit)


def edited(raw: bytes, edit: Callable[[Any], None]) -> bytes:
    """A file after somebody edited it."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def report(folder: Path, raw: bytes) -> Result:
    """Report on a workbook; what is printed has none of the canaries."""
    (folder / "evaluation.xlsx").write_bytes(raw)
    arguments = ("westbrook", str(folder / "evaluation.xlsx"), "--output", str(folder / "out"))
    result = run("evaluation", "report", *arguments, "--today", "2027-12-01")
    assert canaries(result.stdout + result.stderr) == []
    return result


def canaries(text: str) -> list[str]:
    return sorted(set(CANARIES.findall(text)))


def test_a_report_has_no_code_no_unread_comment_and_no_note(raw: bytes, tmp_path: Path) -> None:
    assert report(tmp_path, raw).returncode == 0
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]

    assert len(files) > 6
    assert [
        (name, canary)
        for path in files
        for name, text in texts(path.name, path.read_bytes())
        for canary in canaries(text)
    ] == []


def test_a_warning_and_a_fault_say_the_cell_and_not_what_is_in_it(raw: bytes, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        page = book[SHEET]
        titles = {cell.value: cell.column for cell in page[2]}
        page.cell(3, titles["Code"]).value = "Zed Quirkington"
        page.cell(4, titles["Copy"]).value = "whisper4711"
        for column in range(4, page.max_column + 1):
            page.cell(5, column).value = "whisper4711"

    result = report(tmp_path, edited(raw, edit))

    assert result.returncode == 1
    assert f"sheet {SHEET}, cell B3" in result.stderr
    assert f"sheet {SHEET}, cell C4" in result.stderr
    assert not (tmp_path / "out").exists()
