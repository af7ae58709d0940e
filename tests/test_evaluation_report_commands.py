"""The commands that write reports on an evaluation, as they are typed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.documents.evaluation import evaluate
from generator.documents.evaluation_values import as_json, published_results
from generator.model.answers import Answers, Response
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers
from tests.command import Result, run
from tests.documents.evaluations import feedback, rising, self_assessments

TODAY = ("--today", "2027-12-01")


@pytest.fixture(scope="module")
def playbook(library: Library) -> Playbook:
    return plan(library, "westbrook")


@pytest.fixture(scope="module")
def given(playbook: Playbook) -> tuple[Response, ...]:
    return (*self_assessments(playbook, rising, 20), *feedback(playbook, "powerlab", 12, pace=2))


@pytest.fixture(scope="module")
def results(playbook: Playbook, given: tuple[Response, ...]) -> bytes:
    """The file results.json."""
    return as_json(published_results(evaluate(playbook, Answers(given), "evaluation.xlsx")))


@pytest.fixture(scope="module")
def file(playbook: Playbook, given: tuple[Response, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with answers."""
    path = tmp_path_factory.mktemp("evaluation") / "evaluation.xlsx"
    path.write_bytes(
        with_answers(opened_answers(new_evaluation(playbook), "evaluation.xlsx", playbook), playbook, given).raw
    )
    return path


def report(file: Path, *arguments: str) -> Result:
    """Run the command. It never prints a code; the folder is `out` beside the file."""
    folder = str(file.parent / "out")
    result = run("evaluation", "report", "westbrook", str(file), "--output", folder, *TODAY, *arguments)
    assert "AB0" not in result.stdout + result.stderr
    return result


def test_the_folder_has_the_page_the_slide_the_report_and_the_results_and_what_somebody_changes_stays(
    file: Path, results: bytes
) -> None:
    first, folder = report(file), file.parent / "out"
    finding, hidden, last = first.stdout.splitlines()

    assert (first.returncode, first.stderr) == (0, "")
    assert finding == "Participants felt more prepared to lead at the end than at the start."
    assert hidden == "4 results are not shown, to protect small groups"
    assert last.endswith("out/ (read the board page aloud before you send it)")
    assert {path.name for path in folder.iterdir()} - {".paired-learning", "manifest.json"} == {
        "Board page.docx",
        "Board page.html",
        "Board page.pdf",
        "Board page.pptx",
        "Evaluation report.docx",
        "Evaluation report.html",
        "Evaluation report.pdf",
        "read-me.txt",
        "results.json",
    }
    assert (folder / "results.json").read_bytes() == results
    assert not any(b"AB01C" in path.read_bytes() for path in folder.iterdir())

    page = folder / "Board page.html"
    page.write_text("ours", encoding="utf-8")
    again = report(file, "--format", "json")

    assert page.read_text(encoding="utf-8") == "ours"
    assert (folder / "Board page (new).html").is_file()
    assert "warning[changed-file]: this file was changed, so it stays as it is" in again.stderr
    assert json.loads(again.stdout) == {
        "finding": "more",
        "hidden": 4,
        "near_codes": 0,
        "folder": f"{folder}/",
    }


def test_codes_about_which_nobody_has_decided_are_counted(file: Path, playbook: Playbook, tmp_path: Path) -> None:
    opened = opened_answers(file.read_bytes(), "evaluation.xlsx", playbook)
    after = next(response for response in self_assessments(playbook, rising, 1) if response.wave is Wave.AFTER)
    other = (replace(after, code="QX77Z", wave=Wave.BEFORE), replace(after, code="QX77X"))
    changed = tmp_path / "evaluation.xlsx"
    changed.write_bytes(with_answers(opened, playbook, other).raw)

    assert (
        "1 pair of codes nearly matches: say on the sheet Codes which are one person's, and write the report again"
        in report(changed).stdout.splitlines()
    )


def test_a_missing_workbook_is_a_fault_and_another_file_is_wrong_usage(tmp_path: Path) -> None:
    missing, other = report(tmp_path / "none.xlsx"), report(tmp_path / "answers.csv")

    assert missing.returncode == 1
    assert "error[no-workbook]: no workbook here" in missing.stderr
    assert other.returncode == 2
    assert (
        other.stderr
        == "paired-learning: name the scheme first, then the Excel file with the answers, which ends in .xlsx\n"
    )


def test_results_of_two_cohorts_are_put_together(results: bytes, tmp_path: Path) -> None:
    ours, theirs, together = tmp_path / "ours.json", tmp_path / "theirs.json", tmp_path / "together"
    ours.write_bytes(results)
    theirs.write_bytes(results.replace(b'"trust": "westbrook"', b'"trust": "eastmere"'))
    result = run("evaluation", "combine", str(ours), str(theirs), "--output", str(together))

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"2 cohorts together: {together}/\n"
    assert {path.name for path in together.iterdir()} - {".paired-learning", "manifest.json"} == {
        "Combined report.docx",
        "Combined report.html",
        "Combined report.pdf",
    }


def test_the_same_cohort_twice_is_a_fault_and_the_same_file_twice_is_wrong_usage(
    results: bytes, tmp_path: Path
) -> None:
    ours, copy, output = tmp_path / "ours.json", tmp_path / "copy.json", ("--output", str(tmp_path / "together"))
    ours.write_bytes(results)
    copy.write_bytes(results)
    same_cohort = run("evaluation", "combine", str(ours), str(copy), *output)
    same_file = run("evaluation", "combine", str(ours), str(ours), *output)

    assert same_cohort.returncode == 1
    assert "error[same-cohort]: cohort 2 of `westbrook` is already in" in same_cohort.stderr
    assert (same_file.returncode, same_file.stderr) == (2, "paired-learning: name at least two files, each once\n")
    assert not (tmp_path / "together").exists()


def test_a_missing_file_of_results_is_a_fault(tmp_path: Path) -> None:
    result = run("evaluation", "combine", str(tmp_path / "a.json"), str(tmp_path / "b.json"))

    assert result.returncode == 1
    assert "error[no-results]: no such file" in result.stderr
