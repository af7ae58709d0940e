"""The command `evaluation import`, as it is typed. It prints places, numbers and headings, never what is in a cell."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typer

from generator.cli.evaluation_import import _wanted
from generator.model.instrument import Instrument, QuestionKind
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from generator.studio.evaluation import new_evaluation
from tests.command import Result, run

TODAY = ("--today", "2026-12-05")
SECRETS = ("ZQ47X", "ZQ48X", "Quirkington", "zq4711@example", "whisper4711", "Yarrowby")


@pytest.fixture(scope="module")
def playbook(library: Library) -> Playbook:
    return plan(library, "westbrook")


@pytest.fixture(scope="module")
def new(playbook: Playbook) -> bytes:
    """A new workbook."""
    return new_evaluation(playbook)


@pytest.fixture
def folder(new: bytes, tmp_path: Path) -> Path:
    """A folder with a new workbook."""
    (tmp_path / "evaluation.xlsx").write_bytes(new)
    return tmp_path


def form_of(playbook: Playbook, kind: str) -> Instrument:
    return next(form for form in playbook.instruments if form.kind == kind)


def export(
    folder: Path, playbook: Playbook, *rows: tuple[str, str], name: str = "answers.csv", copies: int = 1
) -> Path:
    """An export of the self-assessment: people by code, with one rating each, and with what a tool adds."""
    form = form_of(playbook, "self-assessment")
    ratings = [question.text for question in form.evaluated if question.kind is QuestionKind.SCALE]
    titles = ["Start time", "Email", "Name", "Ward", "Your matching code"]
    titles += [f"{title}{number if number > 1 else ''}" for number in range(1, copies + 1) for title in ratings]
    file = io.StringIO()
    csv.writer(file).writerows(
        [
            titles,
            *(
                [
                    "1/3/27 9:00",
                    "zq4711@example.nhs.uk",
                    "Zenobia Quirkington",
                    "Yarrowby",
                    code,
                    *[rating] * len(ratings) * copies,
                ]
                for code, rating in rows
            ),
        ]
    )
    path = folder / name
    path.write_text(file.getvalue(), encoding="utf-8")
    return path


def import_(folder: Path, *arguments: str) -> Result:
    """Run the command on the workbook in a folder."""
    result = run("evaluation", "import", "westbrook", str(folder / "evaluation.xlsx"), *arguments, *TODAY)
    assert [secret for secret in SECRETS if secret in result.stdout + result.stderr] == []
    return result


def texts_of(path: Path) -> str:
    """Everything that an Excel file holds."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_rows_are_taken_once_or_reported_and_the_file_as_it_was_is_beside_it(
    folder: Path, new: bytes, playbook: Playbook
) -> None:
    file = folder / "evaluation.xlsx"
    answers = str(export(folder, playbook, ("ZQ47X", "4"), ("ZQ48X", ""), ("zq 48 x", "Well prepared"), ("ZQ51X", "7")))
    first = import_(folder, answers, "--copy", "before")
    (before,) = folder.glob("evaluation (before *).xlsx")
    raw = file.read_bytes()
    again = import_(folder, answers, "--copy", "before")
    headline, never, unused, no_column, keep, rows, added, advice, was = first.stdout.splitlines()

    assert first.returncode == again.returncode == 1
    assert headline == (
        "answers.csv: Preparedness self-assessment, copy before (headings in line 1, commas between the cells)"
    )
    assert never == "  never taken: it may tell who answered, or when: Start time, Email, Name"
    assert unused == "  not used: no question has these words: Ward"
    assert no_column == "  no column for: I take part as. Tick one."
    assert keep == "  it may tell who answered: keep it where few can open it, and delete it when you can"
    assert rows == "  4 rows: 2 taken, 0 there already, 2 reported"
    assert added == f"{file}: 2 rows added"
    assert advice.startswith("Correct what was reported in the export and import it again")
    assert was == f"The file as it was: {before.name}"
    assert before.read_bytes() == new
    assert "warning[no-answers]: the row answers no question, and was left out\n  answers.csv:3:1" in first.stderr
    assert "this is not a rating from 1 to 5\n  answers.csv:5:1" in first.stderr
    assert "  4 rows: 0 taken, 2 there already, 2 reported" in again.stdout
    assert f"{file}: no new answers" in again.stdout
    assert file.read_bytes() == raw
    assert "ZQ47X" in texts_of(file)
    assert [secret for secret in SECRETS[2:] if secret in texts_of(file)] == []


def test_files_of_one_row_are_told_of_together(folder: Path, playbook: Playbook) -> None:
    """As the forms on a screen save them: a file for each person."""
    files = [
        str(export(folder, playbook, (code, "4"), name=f"{number}.csv"))
        for number, code in enumerate(("ZQ47X", "ZQ91Y"))
    ]
    lines = import_(folder, *files, "--copy", "before", "--dry-run").stdout.splitlines()

    assert lines[0].startswith(
        "0.csv and 1 more like it: Preparedness self-assessment, copy before (headings in line 1"
    )
    assert "  2 rows: 2 taken, 0 there already, 0 reported" in lines


def test_a_trial_writes_nothing(folder: Path, playbook: Playbook) -> None:
    file = folder / "evaluation.xlsx"
    raw = file.read_bytes()
    result = import_(folder, str(export(folder, playbook, ("ZQ47X", "4"))), "--copy", "before", "--dry-run")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"{file}: 1 row would be added\n")
    assert file.read_bytes() == raw
    assert [*folder.glob("evaluation (before *).xlsx")] == []


@pytest.mark.slow
def test_what_cannot_be_told_is_asked_with_the_option_that_says_it(folder: Path, playbook: Playbook) -> None:
    two = str(export(folder, playbook, ("ZQ47X", "4"), copies=2))
    unsaid, one = import_(folder, two), import_(folder, two, "--copy", "after")

    assert (
        "error[which-copy]: the export does not say which copy of Preparedness self-assessment it is" in unsaid.stderr
    )
    assert "help: say `before`, `after` or `then`; if each row has two copies" in unsaid.stderr
    assert "in the order of the columns (--copy)" in unsaid.stderr
    assert "error[more-copies]" in one.stderr
    assert import_(folder, two, "--copy", "after", "--copy", "then", "--dry-run").returncode == 0


def test_json_has_every_column_and_every_number(folder: Path, playbook: Playbook) -> None:
    answers = str(export(folder, playbook, ("ZQ47X", "4")))
    result = import_(folder, answers, "--copy", "before", "--map", "Ward=side", "--format", "json", "--dry-run")
    values = json.loads(result.stdout)
    (export_values,) = values["exports"]

    assert (values["added"], values["before"]) == (0, None)
    assert (export_values["form"], export_values["copies"]) == ("preparedness-self-assessment", ["before"])
    assert {key: export_values[key] for key in ("rows", "taken", "already", "reported")} == {
        "rows": 1,
        "taken": 0,
        "already": 0,
        "reported": 1,
    }
    assert export_values["columns"][:2] == [
        {
            "column": "Start time",
            "question": None,
            "copy": None,
            "how": "never taken: it may tell who answered, or when",
        },
        {"column": "Email", "question": None, "copy": None, "how": "never taken: it may tell who answered, or when"},
    ]
    assert export_values["columns"][3] == {"column": "Ward", "question": "side", "copy": None, "how": "as you said"}
    assert [fault["code"] for fault in values["faults"]] == ["unknown-choice"]


def test_without_exports_the_workbook_is_brought_up_to_date(folder: Path) -> None:
    result = import_(folder)

    assert (result.returncode, result.stderr) == (0, "")
    assert f"{folder / 'evaluation.xlsx'}: no new answers" in result.stdout


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"form": "end-of-program-survey"}, "--form: no form `end-of-program-survey`; did you mean `end-of-programme-"),
        ({"copies": ["later"]}, "--copy: `later` is none of before, then or after"),
        ({"copies": ["then", "then"]}, "--copy: say each copy once"),
        ({"workshop": "tea"}, "--workshop: the cohort has no workshop `tea`"),
        ({"options": ["Ward"]}, '`Ward` must have the form "Column=question"'),
        ({"options": ["Ward=sides"]}, "--map: no question `sides`; did you mean `side`?"),
        ({"options": ["Email=side"]}, "--map: `Email` is never taken, because it may tell who answered, or when"),
    ],
)
def test_what_the_cohort_does_not_have_is_wrong_usage(
    playbook: Playbook, said: dict[str, Any], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        _wanted(playbook, **{"form": None, "copies": [], "workshop": None, "options": [], **said})

    assert ended.value.exit_code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--copy", "later"], "--copy: `later` is none of before, then or after"),
        (["--map", "Wards=side", "--copy", "before"], "--map: no export has a column `Wards`; did you mean `Ward`?"),
    ],
)
def test_wrong_usage_is_said_and_writes_nothing(
    folder: Path, playbook: Playbook, arguments: list[str], message: str
) -> None:
    raw = (folder / "evaluation.xlsx").read_bytes()
    result = import_(folder, str(export(folder, playbook, ("ZQ47X", "4"))), *arguments)

    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert (folder / "evaluation.xlsx").read_bytes() == raw


def test_a_workbook_that_does_not_exist_is_a_fault_as_in_a_report() -> None:
    result = run("evaluation", "import", "westbrook", "missing.xlsx")

    assert result.returncode == 1
    assert "error[no-workbook]: no workbook here" in result.stderr


def test_a_file_that_does_not_exist_is_named(folder: Path) -> None:
    assert "no such file: missing.csv" in import_(folder, "missing.csv").stderr
    assert "it ends in .xlsx" in run("evaluation", "import", "westbrook", "answers.csv").stderr
