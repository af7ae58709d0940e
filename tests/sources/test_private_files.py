"""`check` warns of files with people's names or answers that could be committed."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest

from generator.sources.private_files import looks_private, private_files
from tests import gitting, small
from tests.command import run


def workbook(*sheets: str) -> bytes:
    book = openpyxl.Workbook()
    for sheet in sheets:
        book.create_sheet(sheet)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


SCHEME = workbook("Start here", "Scheme", "People")


def put(folder: Path, path: str, raw: bytes) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(raw)


def warned(folder: Path) -> list[str]:
    return [warning.place.file for warning in private_files(folder)]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (("Scheme", "People"), True),
        (("Read me", "Codes"), True),
        (("Survey", "Codes", "Record"), True),
        (("People",), False),
        (("Codes",), False),
        (("Menu",), False),
    ],
)
def test_schemes_and_answers_are_recognised_by_their_sheets(sheets: tuple[str, ...], expected: bool) -> None:
    assert looks_private(workbook(*sheets)) is expected


@pytest.mark.parametrize("raw", [b"", b"PK\3\4", b"no workbook"])
def test_what_is_no_workbook_is_no_scheme(raw: bytes) -> None:
    assert not looks_private(raw)


def test_a_scheme_that_git_does_not_ignore_is_named(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    put(folder, "our scheme.xlsx", SCHEME)
    put(folder, "deep/er/records.yml", b"people: []\n")
    put(folder, "menu.xlsx", workbook("Menu"))
    put(folder, "dist/westshire.xlsx", SCHEME)

    assert warned(folder) == ["deep/er/records.yml", "our scheme.xlsx"]
    (folder / ".gitignore").write_text("*.xlsx\nrecords.yml\n")
    assert warned(folder) == []


def test_a_scheme_that_was_committed_is_named_though_git_ignores_it_now(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    put(folder, "scheme.xlsx", SCHEME)
    gitting.commit(folder)
    (folder / ".gitignore").write_text("*.xlsx\n")

    assert warned(folder) == ["scheme.xlsx"]
    (folder / "scheme.xlsx").unlink()
    assert warned(folder) == []


def test_without_git_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = gitting.repository(tmp_path / "project")
    put(folder, "scheme.xlsx", SCHEME)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", os.devnull)
        assert warned(folder) == []

    alone = small.write(tmp_path / "without history")
    put(alone, "scheme.xlsx", SCHEME)
    assert warned(alone) == []


def test_check_warns_of_it(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    put(folder, "scheme.xlsx", SCHEME)
    result = run("check", folder=folder)

    assert result.returncode == 0
    assert result.stderr == (
        "warning[private-file]: this file may hold people's names or answers, and git does not ignore it\n"
        "  scheme.xlsx:1:1\n"
        "help: move it out of the project, or add it to .gitignore; "
        'if it has been committed, also run `git rm --cached "scheme.xlsx"`\n\n'
    )


@pytest.mark.parametrize("path", ["westshire.xlsx", "content/trusts/westshire/records.yml", "~$westshire.xlsx"])
def test_this_project_ignores_schemes(path: str) -> None:
    assert gitting.git(small.ROOT, "check-ignore", path) == path
