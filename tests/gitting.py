"""A real git repository with a small project in it, for tests of history and releases."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import small

WHO = {
    "GIT_AUTHOR_NAME": "A Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "A Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """What git says."""
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


def commit(folder: Path, message: str = "A change") -> str:
    """Commit everything; the commit's full name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path, path: str, text: str) -> None:
    """Write one file."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
