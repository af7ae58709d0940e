"""The branch of the versioned site: written through mike, one commit for each release, one release at a time."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

import filelock
from mike import git_utils
from mike.versions import Versions

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..sources.repository import Repository
from .locks import hold
from .versions import (
    LATEST,
    VERSIONS,
    BuiltRelease,
    commit_of,
    latest_files,
    latest_of,
    listed,
    read_versions,
    release_files,
    root_files,
    withdrawn_page,
)

BRANCH = "gh-pages"
REMOTE = "origin"
LOCK = "paired-learning-release.lock"
LOCK_SECONDS = 600
_PLACE = Place(f"branch {BRANCH}")


@dataclass(frozen=True, slots=True)
class SiteBranch:
    """The branch of one repository. Hold `lock` while changing it."""

    repository: Repository
    title: str
    """Name of the site."""
    base: str = "/"
    """Path of the site on its server, with a slash at both ends."""

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Make other releases wait, in every work tree of the repository.

        Raises:
            InputFault: another release is still being made after `LOCK_SECONDS`.
        """
        try:
            with hold(self.repository.git_folder / LOCK, LOCK_SECONDS):
                yield
        except filelock.Timeout:
            raise _fault("busy", "another release is being made here", "wait until it has finished") from None

    def versions(self) -> Versions:
        """The releases on the branch; an empty list if there is no branch yet."""
        result = self._git("show", f"{self._tip()}:{VERSIONS}") if self._tip() else None
        return read_versions(result.stdout if result and result.returncode == 0 else None)

    def deploy(self, release: BuiltRelease, *, latest: bool, replace: bool) -> bool:
        """Put a release on the branch, in one commit.

        Args:
            release: the release with its site.
            latest: whether `latest` becomes a copy of it.
            replace: whether it may replace a release of the same id.

        Returns:
            Whether the branch has changed; False if it had the release with the same content already.

        Raises:
            InputFault: the branch has another release of this id or is checked out, or git does not know who commits.
        """
        self._ready()
        known = self.versions()
        exists = any(str(info.version) == release.id for info in known)
        newest = latest_of(known) == release.id
        if exists and not replace:
            if commit_of(known, release.id) == release.commit and newest >= latest:
                return False
            advice = "give the content a new release, or use --replace"
            raise _fault("release-exists", f"the branch already has release {release.id}", advice)
        latest = latest or newest
        listed(known, release, latest=latest)
        with self._commit(f"Release {release.id} of the content at {release.commit[:12]}") as commit:
            commit.delete_files([release.id, *([LATEST] if latest else [])])
            for path, content in (
                *release_files(release, latest=latest),
                *root_files(known, self.title, self.base).items(),
            ):
                commit.add_file(git_utils.FileInfo(path, content))
        return True

    def withdraw(self, id: str, reason: str) -> None:
        """Remove a release from the branch, in one commit. Its address then says why and links to the newest release.

        If `latest` was a copy of it, `latest` becomes a copy of the newest release that remains.

        Raises:
            InputFault: the branch has no such release, or no other.
        """
        self._ready()
        known = self.versions()
        if not any(str(info.version) == id for info in known):
            raise _fault("unknown-release", f"release {id} is not on the branch", "see `paired-learning release list`")
        if len(known) == 1:
            raise _fault("last-release", f"release {id} is the only one on the branch", "make another release first")
        was_latest = latest_of(known) == id
        known.remove(id)
        newest = str(next(iter(known)).version)
        if was_latest:
            known.update(newest, aliases=[LATEST])
        with self._commit(f"Withdraw release {id}") as commit:
            commit.delete_files([id, *([LATEST] if was_latest else [])])
            commit.add_file(git_utils.FileInfo(f"{id}/index.html", withdrawn_page(id, reason, self.title)))
            if was_latest:
                for path, content in latest_files(dict(self.files(newest)), newest, commit_of(known, newest) or ""):
                    commit.add_file(git_utils.FileInfo(path, content))
            for path, content in root_files(known, self.title, self.base).items():
                commit.add_file(git_utils.FileInfo(path, content))

    def files(self, folder: str = "") -> Iterator[tuple[str, bytes]]:
        """Every file of the branch, or of one of its folders, with its path.

        Raises:
            InputFault: there is no branch.
        """
        tip = self._tip()
        if tip is None:
            raise _fault("no-release", "this repository has no release yet", "run `paired-learning release ID`")
        result = self._git("archive", "--format=tar", f"{tip}:{folder}")
        with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isreg() else None
                if content is not None:
                    yield entry.name, content.read()

    def _tip(self) -> str | None:
        """The local branch, or the remote's if this clone has none of its own; None if neither exists."""
        for name in (f"refs/heads/{BRANCH}", f"refs/remotes/{REMOTE}/{BRANCH}"):
            if self._git("rev-parse", "--verify", "--quiet", name).returncode == 0:
                return name
        return None

    def _ready(self) -> None:
        """Bring the branch up to date with the remote.

        Raises:
            InputFault: the branch cannot be written.
        """
        checked_out = self._git("worktree", "list", "--porcelain").stdout.decode(errors="replace").split("\n")
        if f"branch refs/heads/{BRANCH}" in checked_out:
            raise _fault("branch-in-use", f"the branch {BRANCH} is checked out", "switch to another branch first")
        with self._in_project():
            try:
                git_utils.update_from_upstream(REMOTE, BRANCH)
                for key, name in (("user.name", "GIT_COMMITTER_NAME"), ("user.email", "GIT_COMMITTER_EMAIL")):
                    if not os.environ.get(name):
                        git_utils.get_config(key)
            except git_utils.GitBranchDiverged:
                advice = f"fetch, and rebase your {BRANCH} on the remote's"
                raise _fault(
                    "branch-diverged", f"the local {BRANCH} and that of {REMOTE} have diverged", advice
                ) from None
            except git_utils.GitError:
                advice = "set them: git config user.name and git config user.email"
                raise _fault("no-identity", "git does not know your name and email", advice) from None

    @contextlib.contextmanager
    def _commit(self, message: str) -> Iterator[git_utils.Commit]:
        """One commit of the branch, all of it or nothing."""
        with self._in_project():
            try:
                with git_utils.Commit(BRANCH, message, allow_empty=True) as commit:
                    yield commit
            except git_utils.GitError as error:
                raise _fault("git", f"git cannot write the branch: {error}", None) from error

    @contextlib.contextmanager
    def _in_project(self) -> Iterator[None]:
        """mike runs git in the current folder."""
        with contextlib.chdir(self.repository.project):
            yield

    def _git(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return self.repository.run(*arguments)


def _fault(code: str, message: str, help: str | None) -> InputFault:
    return InputFault([Diagnostic(code, message, _PLACE, help)])
