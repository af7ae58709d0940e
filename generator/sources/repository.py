"""The project's git history: its content at any commit. The only module that runs git."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..model.diagnostics import Diagnostic, InputFault, Place
from .layout import RELEASES
from .tree import ROOTS

NO_HISTORY_HELP = "clone the repository with git; a copy without history can build only its present content"
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Repository:
    """A project within a git repository."""

    project: Path
    """The folder that holds mkdocs.yml."""
    git_folder: Path
    """Git's own folder, shared by all worktrees."""
    prefix: str
    """Path of the project within the repository, empty or ending in a slash."""

    @classmethod
    def of(cls, project: Path) -> Repository:
        """The repository that a project is in.

        Raises:
            InputFault: git is not installed, or the project has no history.
        """
        result = _git(project, "rev-parse", "--git-common-dir", "--show-prefix", "--is-inside-work-tree")
        if result.returncode:
            raise _fault("no-history", "the project has no git history here", NO_HISTORY_HELP)
        folder, prefix, _ = result.stdout.decode().split("\n")[:3]
        return cls(project, (project / folder).resolve(), prefix)

    def run(self, *arguments: str, stdin: IO[bytes] | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run a git command in the project folder."""
        return _git(self.project, *arguments, stdin=stdin)

    def commit(self, revision: str) -> str:
        """The full name of a commit.

        Raises:
            InputFault: the commit is missing, perhaps because the clone is shallow.
        """
        result = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if result.returncode:
            advice = "fetch the whole history: git fetch --unshallow" if self.shallow else "check the commit's name"
            raise _fault("unknown-commit", f"there is no commit `{revision[:60]}` in this clone", advice)
        return result.stdout.decode().strip()

    @property
    def shallow(self) -> bool:
        """Whether the clone lacks some of the history."""
        return (self.git_folder / "shallow").is_file()

    def files(self, commit: str, roots: Sequence[str] = ROOTS) -> dict[str, bytes]:
        """Files as they were at a commit, by path. Missing roots, hidden files and Office lock files are ignored.

        Raises:
            InputFault: there is a symbolic link, or git cannot read the commit.
        """
        existing = [
            root for root in roots if not self.run("cat-file", "-e", f"{commit}:{self.prefix}{root}").returncode
        ]
        if not existing:
            return {}
        result = self.run("archive", "--format=tar", commit, "--", *existing)
        if result.returncode:
            raise _fault("unknown-commit", f"git cannot read the commit {commit[:12]}", result.stderr.decode().strip())
        files: dict[str, bytes] = {}
        links: list[Diagnostic] = []
        with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
            for entry in archive:
                if any(name.startswith((".", "~$")) for name in entry.name.split("/")):
                    continue
                if entry.issym() or entry.islnk():
                    place = Place(f"{entry.name}@{commit[:12]}")
                    links.append(Diagnostic("symbolic-link", "this is a symbolic link", place))
                elif (content := archive.extractfile(entry)) is not None:
                    files[entry.name] = content.read()
        if links:
            raise InputFault(links)
        return files

    def uncommitted(self, roots: Sequence[str]) -> list[str]:
        """Files in some folders that differ from the last commit or are not in it."""
        result = self.run("status", "--porcelain=v1", "-z", "--untracked-files=all", "--", *roots)
        paths = (entry[3:].decode(errors="replace") for entry in result.stdout.split(b"\0") if len(entry) > 3)
        return sorted(path.removeprefix(self.prefix) for path in paths)

    def unignored(self, *patterns: str) -> list[str]:
        """Files of the project that match a pattern of git's, such as *.xlsx, and are committed or could be.

        Paths are from the project folder, sorted.
        """
        result = self.run("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns)
        return sorted({os.fsdecode(path) for path in result.stdout.split(b"\0") if path})


def _git(folder: Path, *arguments: str, stdin: IO[bytes] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git with output that does not depend on the user's language."""
    try:
        return subprocess.run(  # noqa: S603  # our own arguments and names of commits, which git checks
            ["git", "-c", "core.quotepath=off", *arguments],  # noqa: S607  # wherever the user has it
            cwd=folder,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            stdin=stdin or subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        raise _fault("no-git", "git is not installed, and this needs the history", "install git") from None


def _fault(code: str, message: str, help: str) -> InputFault:
    return InputFault([Diagnostic(code, message, Place(RELEASES), help)])
