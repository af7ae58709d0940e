"""Every kind of fault as an author sees it: `check` exits with 1, names file, line and column, and writes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import register
from tests import small
from tests.command import run
from tests.sources.test_errors import CASES, files_of

PLACE = re.compile(r"^  [^\n]+:\d+:\d+$", re.MULTILINE)
BY_COMMAND = ["yaml-python-tag", "date-too-far", "id-with-slashes"]
"""Faults that are also tested in a separate process, with every command that writes."""


def project(folder: Path, case: Path) -> Path:
    """The small project's content with the files of a case; `check` needs no theme."""
    for path, raw in (small.files() | files_of(case)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    return folder


# sources/test_errors.py compares the exact words of each case; here, every sixth shows that the command adds nothing.
@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.slow if number % 6 else ()) for number, case in enumerate(CASES)],
    ids=lambda case: case.name,
)
def test_check_reports_it_without_a_traceback(case: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(register(), ["check", "--project", str(project(tmp_path, case)), "--format", "json"])
    diagnostics = json.loads(result.stdout)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic["severity"] == "error"]

    assert diagnostics
    assert result.exit_code == (1 if errors else 0), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for diagnostic in diagnostics:
        assert diagnostic["file"] and diagnostic["line"] >= 1 and diagnostic["column"] >= 1


def test_a_file_that_cannot_be_read_hides_no_other_fault(tmp_path: Path) -> None:
    folder = project(tmp_path, next(case for case in CASES if case.name == "missing-field"))
    (folder / "content/trusts/westbrook/template.docx").mkdir()
    (folder / "content/effort.yml").unlink()
    (folder / "content/effort.yml").mkdir()
    result = CliRunner().invoke(register(), ["check", "--project", str(folder), "--format", "json"])

    assert [(fault["file"], fault["code"]) for fault in json.loads(result.stdout)] == [
        ("content/effort.yml", "not-a-file"),
        ("content/trusts/westbrook/template.docx", "not-a-file"),
        ("projects_menu/discharge.yml", "missing-field"),
    ]
    assert result.exit_code == 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete project with its site, its playbook and its export."""
    folder = small.write(tmp_path_factory.mktemp("built") / "project")
    for arguments in (["build"], ["playbook", "--all", "--formats", "html"], ["export", "exported"]):
        assert run(*arguments, folder=folder).returncode == 0
    return folder


@pytest.mark.parametrize("name", BY_COMMAND)
def test_no_command_writes_anything(name: str, built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "project", symlinks=True))
    case = next(case for case in CASES if case.name == name)
    for path, raw in files_of(case).items():
        (folder / path).write_bytes(raw)
    before = contents(folder)

    for arguments in (["check"], ["build"], ["export", "exported"], ["playbook", "--all"]):
        result = run(*arguments, folder=folder)
        assert result.returncode == 1, arguments
        assert "Traceback" not in result.stderr
        assert PLACE.search(result.stderr), result.stderr
    assert contents(folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Every file except the cache."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
