"""The content of a release, as it was: out of git, with the present list of releases up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..model.library import Library
from ..model.page import Release
from .load import load_each
from .repository import Repository
from .suggestions import did_you_mean

RELEASES = "content/releases.yml"
CHANGES = "content/changes/"
PRESENT = "present"
"""What the content as it is now is called where a release could be named."""


@dataclass(frozen=True, slots=True)
class PastContent:
    """The content of a release."""

    library: Library
    files: Mapping[str, bytes]
    """The files that it was read from."""
    commit: str


def past_content(repository: Repository, files: Mapping[str, bytes], present: Library, id: str) -> PastContent:
    """The content of a release that was made.

    Args:
        repository: where it comes from.
        files: the present content files; what they say of releases holds for the past too.
        present: the same, checked.
        id: the release.

    Raises:
        InputFault: there is no such release, it was not made yet, git lacks its commit, or today's checks find faults.
    """
    release = present.releases.get(id)
    if release is None:
        advice = did_you_mean(id, present.releases) or f"the releases are {', '.join(present.releases)}"
        raise InputFault([Diagnostic("unknown-release", f"no release `{id[:60]}`", Place(RELEASES), advice)])
    if release.commit is None:
        advice = f"run `paired-learning release {id}`"
        raise InputFault([Diagnostic("not-released", f"release {id} has not been made yet", Place(RELEASES), advice)])
    return content_at(repository, files, release, repository.commit(release.commit))


def content_at(repository: Repository, files: Mapping[str, bytes], release: Release, commit: str) -> PastContent:
    """The content of a commit as that of a release.

    Args:
        repository: where it comes from.
        files: the present content files; what they say of releases holds for the past too.
        release: what the content is released as.
        commit: full name of the commit.

    Raises:
        InputFault: today's checks find faults in it; their files are named with the release in front.
    """
    old = {path: raw for path, raw in repository.files(commit).items() if not _of_releases(path)}
    old |= {path: raw for path, raw in files.items() if _of_releases(path)}
    loaded = load_each(old)
    if loaded.library is None:
        raise InputFault(_named(fault, release.id) for fault in errors(loaded.diagnostics))
    return PastContent(up_to(loaded.library, release.id), old, commit)


def up_to(library: Library, id: str) -> Library:
    """A Library that knows no release after one."""
    known = list(library.releases)
    known = known[: known.index(id) + 1]
    return library.model_copy(
        update={
            "releases": {one: library.releases[one] for one in known},
            "changes": {one: changes for one, changes in library.changes.items() if one in known},
        }
    )


def before(library: Library, id: str) -> Release | None:
    """The release that came before one; None for the first."""
    known = list(library.releases)
    position = known.index(id)
    return library.releases[known[position - 1]] if position else None


def _of_releases(path: str) -> bool:
    return path == RELEASES or path.startswith(CHANGES)


def _named(fault: Diagnostic, id: str) -> Diagnostic:
    return replace(fault, place=replace(fault.place, file=f"{id}:{fault.place.file}"))
