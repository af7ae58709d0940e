"""The commands on answers to questionnaires, as they are typed."""

from __future__ import annotations

from pathlib import Path

from tests.command import run

TODAY = ("--today", "2026-11-28")


def test_a_new_workbook_lies_beside_the_scheme_is_never_overwritten_and_is_no_scheme(tmp_path: Path) -> None:
    scheme, file = (tmp_path / "trust" / name for name in ("westshire.xlsx", "evaluation.xlsx"))
    assert run("scheme", "new", str(scheme), "--start", "2027-09-15", *TODAY).returncode == 0
    first = run("evaluation", "new", str(scheme), *TODAY)
    raw = file.read_bytes()
    again = run("evaluation", "new", str(scheme), *TODAY)

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == f"{file}: written. Only the evaluation lead, and whoever types answers in, may open it.\n"
    assert (again.returncode, again.stdout, file.read_bytes()) == (1, "", raw)
    assert "help: choose another name, or bring it up to date with `paired-learning evaluation import`" in again.stderr

    status = run("scheme", "status", str(file), *TODAY)
    assert status.returncode == 1
    assert "error[answers]: this workbook has answers to questionnaires, and is not a scheme" in status.stderr


def test_it_is_the_one_that_the_playbook_has_on_whichever_day_it_is_made(tmp_path: Path) -> None:
    file, folder = tmp_path / "answers.xlsx", tmp_path / "playbooks"

    assert run("evaluation", "new", "westbrook", "--output", str(file), "--today", "2026-12-05").returncode == 0
    assert run("playbook", "westbrook", "--output", str(folder), "--formats", "xlsx", *TODAY).returncode == 0
    assert (folder / "westbrook" / "evaluation.xlsx").read_bytes() == file.read_bytes()


def test_it_is_an_excel_file(tmp_path: Path) -> None:
    result = run("evaluation", "new", "westbrook", "--output", str(tmp_path / "answers.csv"))

    assert (result.returncode, result.stderr) == (2, "paired-learning: name a file that ends in .xlsx\n")
