"""Content from the history of a real git repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.model.diagnostics import InputFault
from generator.sources.repository import Repository
from tests import gitting, small

PROJECT = "projects_menu/discharge.yml"


def fault(raised: pytest.ExceptionInfo[InputFault]) -> str:
    return raised.value.diagnostics[0].code


def test_content_is_read_as_it_was(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    first = gitting.git(folder, "rev-parse", "HEAD")
    gitting.write(folder, PROJECT, "title: Other\n")
    gitting.commit(folder)
    gitting.write(folder, PROJECT, "title: Not committed\n")

    repository = Repository.of(folder)
    assert repository.files(first) == small.files()
    assert repository.files(repository.commit("HEAD"))[PROJECT] == b"title: Other\n"
    assert repository.uncommitted(["projects_menu", "content"]) == [PROJECT]


def test_a_project_may_be_in_a_subfolder_of_the_repository(tmp_path: Path) -> None:
    top = tmp_path / "all"
    top.mkdir()
    gitting.git(top, "init", "--quiet")
    folder = small.write(top / "of us" / "Gŵyl")
    gitting.commit(top)

    gitting.write(folder, PROJECT, "title: Other\n")

    repository = Repository.of(folder)
    assert repository.files(repository.commit("HEAD")) == small.files()
    assert repository.uncommitted(["projects_menu"]) == [PROJECT]


def test_a_project_without_history_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as raised:
        Repository.of(small.write(tmp_path / "project"))

    assert fault(raised) == "no-history"


def test_a_machine_without_git_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = gitting.repository(tmp_path / "project")
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(InputFault) as raised:
        Repository.of(folder)

    assert fault(raised) == "no-git"


@pytest.mark.parametrize("name", ["0123456789abcdef0123456789abcdef01234567", "--help", "nothing", "", "HEAD~99"])
def test_a_missing_commit_is_a_fault(tmp_path: Path, name: str) -> None:
    repository = Repository.of(gitting.repository(tmp_path / "project"))
    with pytest.raises(InputFault) as raised:
        repository.commit(name)

    assert fault(raised) == "unknown-commit"


def test_a_shallow_clone_says_what_to_do(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    first = gitting.git(folder, "rev-parse", "HEAD")
    gitting.commit(folder)
    gitting.git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "shallow")
    with pytest.raises(InputFault) as raised:
        Repository.of(tmp_path / "shallow").commit(first)

    assert "git fetch --unshallow" in str(raised.value.diagnostics[0].help)


def test_a_link_in_the_history_is_a_fault(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    (folder / "projects_menu" / "link.yml").symlink_to("/etc/passwd")
    gitting.commit(folder)
    repository = Repository.of(folder)
    with pytest.raises(InputFault) as raised:
        repository.files(repository.commit("HEAD"))

    assert fault(raised) == "symbolic-link"
