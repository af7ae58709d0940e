"""One branch of a git repository, written commit by commit without a work tree."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.diagnostics import InputFault
from ..sources.repository import Repository

_ESCAPES = {b"\n": b"\\n", b'"': b'\\"', b"\\": b"\\\\"}


@dataclass(frozen=True, slots=True)
class GitBranch:
    """A branch that nobody works on in a work tree. One process at a time may change it."""

    repository: Repository
    name: str
    remote: str

    @property
    def tip(self) -> str | None:
        """The newest commit: of this clone's branch, or of the remote's if this clone has none; None without either."""
        return self._own or self._theirs

    def make_ready(self) -> None:
        """Bring this clone's branch up to date with what was fetched from the remote.

        Raises:
            InputFault: the branch cannot be written: it is checked out, both sides have commits that the other has not,
                or git does not know who commits.
        """
        work_trees = self.repository.run("worktree", "list", "--porcelain").stdout.split(b"\n")
        if f"branch {self._reference}".encode() in work_trees:
            raise self.fault(
                "branch-in-use", f"the branch {self.name} is checked out", "switch to another branch first"
            )
        self._committer()
        own, theirs = self._own, self._theirs
        if theirs is None or (own and self._contains(own, theirs)):
            return
        if own and not self._contains(theirs, own):
            message = f"the local {self.name} and that of {self.remote} have diverged"
            advice = f"fetch, and rebase your {self.name} on the remote's"
            raise self.fault("branch-diverged", message, advice)
        self._git("update-ref", self._reference, theirs, own or "")

    def commit(self, message: str, deleted: Iterable[str], files: Iterable[tuple[str, bytes]]) -> None:
        """Add one commit: first some paths are deleted, folders with all that is in them, then files are written.

        The branch has the whole commit or, if the run is killed or git fails, nothing of it.

        Raises:
            InputFault: git cannot write it, or does not know who commits.
        """
        tip = self._own
        with tempfile.TemporaryFile() as stream:
            stream.write(b"feature done\ncommit %s\n" % self._reference.encode())
            stream.write(b"committer %s\n%s" % (self._committer(), _data(message.encode())))
            if tip:
                stream.write(b"from %s\n" % tip.encode())
            stream.writelines(b"D %s\n" % _quoted(path) for path in deleted)
            for path, content in files:
                stream.write(b"M 100644 inline %s\n%s" % (_quoted(path), _data(content)))
            stream.write(b"done\n")
            stream.seek(0)
            result = self.repository.run("fast-import", "--quiet", "--date-format=raw", stdin=stream)
        self._check(result)

    def fault(self, code: str, message: str, help: str | None = None) -> InputFault:
        """A fault of this branch."""
        return InputFault.of(code, message, f"branch {self.name}", help)

    @property
    def _reference(self) -> str:
        return f"refs/heads/{self.name}"

    @property
    def _own(self) -> str | None:
        return self._commit_at(self._reference)

    @property
    def _theirs(self) -> str | None:
        return self._commit_at(f"refs/remotes/{self.remote}/{self.name}")

    def _commit_at(self, reference: str) -> str | None:
        result = self.repository.run("rev-parse", "--verify", "--quiet", reference)
        return None if result.returncode else result.stdout.decode().strip()

    def _contains(self, commit: str, ancestor: str) -> bool:
        return self.repository.run("merge-base", "--is-ancestor", ancestor, commit).returncode == 0

    def _committer(self) -> bytes:
        """Name, email and time as git writes them into a commit, from the environment and git's settings.

        Raises:
            InputFault: somebody has to say who commits; git's guess from the machine's names is not taken.
        """
        result = self.repository.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
        if result.returncode:
            advice = "set them: git config user.name and git config user.email"
            raise self.fault("no-identity", "git does not know your name and email", advice)
        return result.stdout.strip()

    def _git(self, *arguments: str) -> None:
        self._check(self.repository.run(*arguments))

    def _check(self, result: subprocess.CompletedProcess[bytes]) -> None:
        if result.returncode:
            reason = " ".join(result.stderr.decode(errors="replace").split())
            raise self.fault("git", f"git cannot write the branch: {reason}")


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    """A path as git's stream of commands has it, whatever characters are in it."""
    return b'"%s"' % re.sub(rb'[\n"\\]', lambda match: _ESCAPES[match[0]], os.fsencode(path))
