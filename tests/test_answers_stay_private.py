"""Answers to questionnaires stay in their workbook: no code and no unread comment gets into a report or a message."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.model.library import Library
from generator.planning.playbook import plan
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers
from tests import gitting, small
from tests.command import Result, run
from tests.documents.evaluations import rising, self_assessments
from tests.test_privacy import texts

CANARIES = re.compile(r"ZQ\d\dK|Quirkington|whisper4711|Vorblatt")
"""Each code, what somebody typed for a code, a comment, and a note of the evaluation lead's own."""
SHEET, PEOPLE = "Preparedness self-assessment", 14


@pytest.fixture(scope="module")
def raw(library: Library) -> bytes:
    """A workbook of answers with a canary in each place that holds words."""
    playbook = plan(library, "westbrook")
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


LYING_ABOUT = ("evaluation.xlsx", "content/trusts/westbrook/evaluation.xlsx")
"""Where somebody may leave a workbook of answers in a project."""


def found_in(folder: Path) -> list[tuple[str, str]]:
    """Which canary is in which file of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    every = (each for path in files for each in texts(path.relative_to(folder).as_posix(), path.read_bytes()))
    return [(name, canary) for name, text in every for canary in canaries(text)]


def test_a_workbook_that_lies_about_gets_into_neither_site_nor_cache_nor_messages(raw: bytes, tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    for path in LYING_ABOUT:
        (project / path).write_bytes(raw)
    built, checked = run("build", folder=project), run("check", folder=project)

    assert (built.returncode, checked.returncode) == (0, 0)
    assert f"warning[unexpected-file]: nothing reads this file\n  {LYING_ABOUT[1]}" in checked.stdout + checked.stderr
    assert canaries(built.stdout + built.stderr + checked.stdout + checked.stderr) == []
    assert found_in(project / "site") == []
    assert found_in(project / ".cache") == []


@pytest.mark.parametrize("path", ["content/evaluation.xlsx", "content/examples/evaluation/answers/evaluation.xlsx"])
def test_a_workbook_beside_shared_content_or_the_example_is_a_fault(raw: bytes, path: str, tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_bytes(raw)
    result = run("build", folder=project)

    assert result.returncode == 1
    assert f"error[unexpected-file]: nothing reads this file\n  {path}" in result.stderr
    assert canaries(result.stdout + result.stderr) == []
    assert not (project / "site").exists()


@pytest.mark.slow
def test_a_committed_workbook_gets_into_no_release(raw: bytes, with_two_releases: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(with_two_releases, tmp_path / "project"))
    (project / LYING_ABOUT[1]).write_bytes(raw)
    gitting.name_release(project, "2026.3")
    gitting.commit(project, "A workbook that should not be here")
    result = gitting.release(project, "2026.3")
    gitting.git(project, "worktree", "add", str(tmp_path / "branch"), "gh-pages")

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "branch/2026.3/index.html").is_file()
    assert canaries(result.stdout + result.stderr) == []
    assert found_in(tmp_path / "branch") == []
