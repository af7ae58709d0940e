"""Whose files are read, and which projects a trust may name: its own and the shared ones."""

from __future__ import annotations

from pathlib import Path

from generator.sources.load import load
from generator.sources.repository import Repository
from generator.sources.tree import read_project
from tests import gitting, small

WESTBROOK, EASTBROOK = "content/trusts/westbrook", "content/trusts/eastbrook"
LOCK = f"{WESTBROOK}/~$template.docx"
"""Word keeps such a file beside a document that is open."""


def two_trusts(chosen: str) -> dict[str, bytes]:
    """Westbrook, which has a project of its own, and Eastbrook, which chooses a project for its menu."""
    files = small.files()
    profile = files[f"{WESTBROOK}/profile.yml"]
    eastbrook = profile.replace(b"Westbrook", b"Eastbrook") + f"menu:\n  projects: [{chosen}]\n".encode()
    return files | {
        f"{EASTBROOK}/profile.yml": eastbrook,
        f"{WESTBROOK}/projects/letters.yml": files["projects_menu/discharge.yml"].replace(b"Sooner home", b"Letters"),
    }


def test_a_trust_may_choose_a_shared_project() -> None:
    assert load(two_trusts("discharge")).diagnostics == []


def test_a_trust_may_not_choose_another_trusts_project() -> None:
    (fault,) = load(two_trusts("letters")).diagnostics

    assert (fault.code, fault.place.file, fault.message) == (
        "unknown-project",
        f"{EASTBROOK}/profile.yml",
        "no improvement project `letters`",
    )


def test_lock_files_of_word_are_left_alone(tmp_path: Path) -> None:
    folder = small.write(tmp_path, small.files() | {LOCK: b"in use"})

    assert read_project(folder) == small.files()


def test_lock_files_of_word_in_the_history_are_left_alone(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    gitting.write(folder, LOCK, "in use")
    gitting.commit(folder)
    repository = Repository.of(folder)

    assert repository.files(repository.commit("HEAD")) == small.files()
