"""The content of a past release, from git, with the present list of releases up to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..model.library import Library
from ..model.page import Release
from ..model.suggestions import did_you_mean
from .layout import CHANGES, RELEASES
from .load import load_each
from .repository import Repository

_COPIES = re.compile(rb"^    copies: *([0-9]+) *$", re.MULTILINE)
"""The number of a role card in releases up to 2026.4, where a field of a card is four spaces from the margin."""
PRESENT = "present"
"""Name of the present content where a release could be named."""


@dataclass(frozen=True, slots=True)
class PastContent:
    """The content of a release, with the files that it was read from."""

    library: Library
    files: Mapping[str, bytes]
    commit: str


def past_content(repository: Repository, files: Mapping[str, bytes], present: Library, id: str) -> PastContent:
    """The content of a release that has been made.

    Args:
        repository: of the project.
        files: the present content files; the list of releases is taken from these.
        present: the Library of these files.
        id: the release.

    Raises:
        InputFault: the release is unknown or not made yet, git lacks its commit, or its content fails the checks.
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
    """The content of a commit as that of a release, with the list of releases in the present content files.

    Raises:
        InputFault: the content fails the present checks; the faults' files are prefixed with the release.
    """
    old = {
        path: _in_present_fields(path, raw) for path, raw in repository.files(commit).items() if not _of_releases(path)
    }
    old |= {path: raw for path, raw in files.items() if _of_releases(path)}
    loaded = load_each(old)
    if loaded.library is None:
        raise InputFault(
            replace(fault, place=replace(fault.place, file=f"{release.id}:{fault.place.file}"))
            for fault in errors(loaded.diagnostics)
        )
    return PastContent(up_to(loaded.library, release.id), old, commit)


def up_to(library: Library, id: str) -> Library:
    """A Library without the releases after the given one."""
    ids = list(library.releases)
    known = ids[: ids.index(id) + 1]
    releases = {id: library.releases[id] for id in known}
    changes = {id: changes for id, changes in library.changes.items() if id in known}
    return library.model_copy(update={"releases": releases, "changes": changes})


def before(library: Library, id: str) -> Release | None:
    """The release before the given one; None for the first."""
    return next((before for before, after in pairwise(library.releases.values()) if after.id == id), None)


def _in_present_fields(path: str, raw: bytes) -> bytes:
    """A file of a past release with today's fields, each on the line of the one that it replaces."""
    if not path.startswith("content/workshops/"):
        return raw
    return _COPIES.sub(rb"    count: {each: session, copies: \1}", raw)


def _of_releases(path: str) -> bool:
    return path == RELEASES or path.startswith(CHANGES)
