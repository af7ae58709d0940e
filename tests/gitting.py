"""A real git repository with a small project in it, for tests of history and releases."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import small
from tests.command import run

WHO = {
    "GIT_AUTHOR_NAME": "A Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "A Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """What git prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **WHO}, capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    """A repository whose first commit holds the small project."""
    small.write(folder, files)
    (folder / ".gitignore").write_text("/site/\n/dist/\n/.cache/\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "The content")
    return folder


RELEASES = "content/releases.yml"
PROJECT = "projects_menu/discharge.yml"
REWRITTEN = "Patients and their families wait for their medicines, and nobody on the ward can tell them for how long."
GONE = "projects_menu/old-way.yml"
"""A project that the second release does not have."""


def name_release(folder: Path, id: str, date: str = "2027-01-13") -> None:
    """Name a release as an author does before it is made."""
    text = (folder / RELEASES).read_text(encoding="utf-8")
    write(folder, RELEASES, f'{text}"{id}":\n  date: {date}\n  summary: Release {id}.\n')


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Change one file as an author does."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text, old
    write(folder, path, text.replace(old, new, 1))


def release(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `release`."""
    return run("release", *arguments, folder=folder, **WHO)


def done(result: subprocess.CompletedProcess[str]) -> str:
    """What a successful command printed."""
    assert result.returncode == 0, result.stderr
    return result.stdout


def two_releases(folder: Path) -> Path:
    """A repository with two releases, made and recorded."""
    old = small.files()[PROJECT].replace(b"Sooner home", b"The old way home")
    repository(folder, small.files() | {GONE: old})
    done(release(folder, "2026.1", "--latest"))
    edit(folder, PROJECT, "duration_weeks: 16", "duration_weeks: 18")
    edit(folder, PROJECT, "problem: Patients wait for their medicines.", f"problem: {REWRITTEN}")
    (folder / GONE).unlink()
    name_release(folder, "2026.2")
    commit(folder, "Second content")
    done(release(folder, "2026.2", "--latest"))
    commit(folder, "Its record")
    return folder


def commit(folder: Path, message: str = "A change") -> str:
    """Commit everything, and return the full name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path, path: str, text: str) -> None:
    """Write one file."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
