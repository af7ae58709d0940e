"""The branch of the versioned site: written through mike, one commit for each release, one release at a time."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import filelock
from mike import git_utils
from mike.versions import Versions

from ..model.diagnostics import InputFault
from ..sources.repository import Repository
from .locks import hold
from .versions import LATEST, VERSIONS, BuiltRelease, add_release, commit_of, latest_of, root_files, withdrawn_page

BRANCH = "gh-pages"
REMOTE = "origin"
LOCK = "paired-learning-release.lock"
LOCK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class SiteBranch:
    """The branch of one repository. Hold `lock` while changing it."""

    repository: Repository
    title: str
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
        tip = self._tip()
        raw = self.repository.run("show", f"{tip}:{VERSIONS}").stdout if tip else b""
        return Versions.from_json(json.loads(raw)) if raw else Versions()

    def deploy(self, release: BuiltRelease, *, latest: bool, replace: bool) -> bool:
        """Put a release on the branch, in one commit; only with `replace` may it replace a release of the same id.

        With `latest`, or if it was so before, the folder `latest` becomes a copy of it.

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
        folders = [release.id, LATEST] if latest or newest else [release.id]
        add_release(known, release, latest=LATEST in folders)
        message = f"Release {release.id} of the content at {release.commit[:12]}"
        self._commit(message, known, folders, [file for folder in folders for file in release.files_in(folder)])
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
        folders = [id, LATEST] if latest_of(known) == id else [id]
        known.remove(id)
        files = {f"{id}/index.html": withdrawn_page(id, reason, self.title)}
        if LATEST in folders:
            newest = str(next(iter(known)).version)
            known.update(newest, aliases=[LATEST])
            release = BuiltRelease(newest, commit_of(known, newest) or "", dict(self.files(newest)))
            files.update(release.files_in(LATEST))
        self._commit(f"Withdraw release {id}", known, folders, files.items())

    def files(self, folder: str = "") -> Iterator[tuple[str, bytes]]:
        """Every file of the branch, or of one of its folders, with its path.

        Raises:
            InputFault: there is no branch.
        """
        tip = self._tip()
        if tip is None:
            raise _fault("no-release", "this repository has no release yet", "run `paired-learning release ID`")
        result = self.repository.run("archive", "--format=tar", f"{tip}:{folder}")
        with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isreg() else None
                if content is not None:
                    yield entry.name, content.read()

    def _tip(self) -> str | None:
        """The local branch, or the remote's if this clone has none of its own; None if neither exists."""
        for name in (f"refs/heads/{BRANCH}", f"refs/remotes/{REMOTE}/{BRANCH}"):
            if self.repository.run("rev-parse", "--verify", "--quiet", name).returncode == 0:
                return name
        return None

    def _ready(self) -> None:
        """Bring the branch up to date with the remote.

        Raises:
            InputFault: the branch cannot be written.
        """
        checked_out = self.repository.run("worktree", "list", "--porcelain").stdout.decode(errors="replace").split("\n")
        if f"branch refs/heads/{BRANCH}" in checked_out:
            raise _fault("branch-in-use", f"the branch {BRANCH} is checked out", "switch to another branch first")
        try:
            with self._in_project():
                git_utils.update_from_upstream(REMOTE, BRANCH)
                for key, name in (("user.name", "GIT_COMMITTER_NAME"), ("user.email", "GIT_COMMITTER_EMAIL")):
                    if not os.environ.get(name):
                        git_utils.get_config(key)
        except git_utils.GitBranchDiverged:
            message = f"the local {BRANCH} and that of {REMOTE} have diverged"
            raise _fault("branch-diverged", message, f"fetch, and rebase your {BRANCH} on the remote's") from None
        except git_utils.GitError:
            advice = "set them: git config user.name and git config user.email"
            raise _fault("no-identity", "git does not know your name and email", advice) from None

    def _commit(self, message: str, known: Versions, folders: list[str], files: Iterable[tuple[str, bytes]]) -> None:
        """Replace some folders and the files beside all folders in one commit, all of it or nothing."""
        try:
            with self._in_project(), git_utils.Commit(BRANCH, message, allow_empty=True) as commit:
                commit.delete_files(folders)
                for path, content in (*files, *root_files(known, self.title, self.base).items()):
                    commit.add_file(git_utils.FileInfo(path, content))
        except git_utils.GitError as error:
            raise _fault("git", f"git cannot write the branch: {error}", None) from error

    def _in_project(self) -> contextlib.AbstractContextManager[None]:
        """mike runs git in the current folder."""
        return contextlib.chdir(self.repository.project)


def _fault(code: str, message: str, help: str | None) -> InputFault:
    return InputFault.of(code, message, f"branch {BRANCH}", help)
