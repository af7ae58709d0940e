"""The branch of the versioned site: one commit for each release, one release at a time."""

from __future__ import annotations

import contextlib
import io
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import filelock

from ..sources.repository import Repository
from .git_branch import GitBranch
from .locks import hold
from .version_list import LATEST, VERSIONS, VersionList
from .versions import BuiltRelease, root_files, withdrawn_page

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
            raise self._git.fault("busy", "another release is being made here", "wait until it has finished") from None

    def versions(self) -> VersionList:
        """The releases on the branch; an empty list if there is no branch yet.

        Raises:
            InputFault: the branch has a list that nobody can read.
        """
        tip = self._git.tip
        shown = self.repository.run("show", f"{tip}:{VERSIONS}") if tip else None
        return VersionList() if shown is None or shown.returncode else VersionList.of(shown.stdout, f"branch {BRANCH}")

    def deploy(self, release: BuiltRelease, *, latest: bool, replace: bool) -> bool:
        """Put a release on the branch, in one commit; only with `replace` may it replace a release of the same id.

        With `latest`, or if it was so before, the folder `latest` becomes a copy of it.

        Returns:
            Whether the branch has changed; False if it had the release with the same content already.

        Raises:
            InputFault: the branch has another release of this id or is checked out, or git does not know who commits.
        """
        self._git.make_ready()
        known = self.versions()
        previous = known.get(release.id)
        newest = known.latest == release.id
        if previous and not replace:
            if previous.commit == release.commit and newest >= latest:
                return False
            advice = "give the content a new release, or use --replace"
            raise self._git.fault("release-exists", f"the branch already has release {release.id}", advice)
        folders = [release.id, LATEST] if latest or newest else [release.id]
        known = known.with_release(release.id, release.commit, latest=LATEST in folders)
        message = f"Release {release.id} of the content at {release.commit[:12]}"
        self._commit(message, known, folders, (file for folder in folders for file in release.files_in(folder)))
        return True

    def withdraw(self, id: str, reason: str) -> None:
        """Remove a release from the branch, in one commit. Its address then says why and links to the newest release.

        If `latest` was a copy of it, `latest` becomes a copy of the newest release that remains.

        Raises:
            InputFault: the branch has no such release, or no other.
        """
        self._git.make_ready()
        known = self.versions()
        if known.get(id) is None:
            advice = "see `paired-learning release list`"
            raise self._git.fault("unknown-release", f"release {id} is not on the branch", advice)
        if len(known) == 1:
            message, advice = f"release {id} is the only one on the branch", "make another release first"
            raise self._git.fault("last-release", message, advice)
        folders = [id, LATEST] if known.latest == id else [id]
        known = known.without(id)
        files = {f"{id}/index.html": withdrawn_page(id, reason, self.title)}
        if LATEST in folders:
            newest = next(iter(known))
            release = BuiltRelease(newest.id, newest.commit or "", dict(self.files(newest.id)))
            files.update(release.files_in(LATEST))
        self._commit(f"Withdraw release {id}", known, folders, files.items())

    def files(self, folder: str = "") -> Iterator[tuple[str, bytes]]:
        """Every file of the branch, or of one of its folders, with its path.

        Raises:
            InputFault: there is no branch.
        """
        tip = self._git.tip
        if tip is None:
            advice = "run `paired-learning release ID`"
            raise self._git.fault("no-release", "this repository has no release yet", advice)
        result = self.repository.run("archive", "--format=tar", f"{tip}:{folder}")
        with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isreg() else None
                if content is not None:
                    yield entry.name, content.read()

    @property
    def _git(self) -> GitBranch:
        return GitBranch(self.repository, BRANCH, REMOTE)

    def _commit(self, message: str, known: VersionList, folders: list[str], files: Iterable[tuple[str, bytes]]) -> None:
        """Replace some folders and the files beside all folders in one commit, all of it or nothing."""
        self._git.commit(message, folders, (*files, *root_files(known, self.title, self.base).items()))
