"""The list of versions on the branch of a site, `versions.json`, in mike's form, which version selectors read.

Each version has a folder; each alias is another folder with the same pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.diagnostics import InputFault

LATEST = "latest"
"""The alias of the newest release."""
VERSIONS = "versions.json"

_PIECES = re.compile(r"\d+|[a-z]+|-|[^\da-z.-]+")
_WORDS = {"pre": "c", "preview": "c", "rc": "c", "dev": "@", "-": "final-"}
_FINAL, _DASH = "*final", "*final-"


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the list. What this program does not know in it, it writes again as it was."""

    id: str
    """Name of its folder, such as 2026.4."""
    title: str
    """What a version selector shows."""
    aliases: frozenset[str] = frozenset()
    properties: Any = None
    """Any JSON value; ours have the `commit` of the content."""
    others: Mapping[str, Any] = field(default_factory=dict)
    """Further keys and their values."""

    @property
    def commit(self) -> str | None:
        """The commit of its content; None if the list does not say."""
        commit = self.properties.get("commit") if isinstance(self.properties, dict) else None
        return commit if isinstance(commit, str) else None

    def as_value(self) -> dict[str, Any]:
        """The entry as a JSON value."""
        properties = {"properties": self.properties} if self.properties else {}
        return {"version": self.id, "title": self.title, "aliases": sorted(self.aliases), **properties, **self.others}


@dataclass(frozen=True, slots=True)
class VersionList:
    """All versions, the newest first."""

    versions: tuple[Version, ...] = ()

    @classmethod
    def of(cls, raw: bytes, file: str) -> VersionList:
        """The list that a file holds.

        Args:
            raw: the content of the file.
            file: what a fault calls it.

        Raises:
            InputFault: it is not such a list.
        """
        try:
            values = _decoded(raw)
            if not isinstance(values, list):
                raise ValueError("it is not a list")
            versions = [_version(value, number) for number, value in enumerate(values, 1)]
            _check_names(versions)
        except ValueError as error:
            message = f"{VERSIONS} is not a list of versions: {error}"
            advice = "mend it on the branch, or go back to the commit before it"
            raise InputFault.of("bad-versions", message, file, advice) from None
        return cls(_sorted(versions))

    def __iter__(self) -> Iterator[Version]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)

    def get(self, id: str) -> Version | None:
        """The version of an id."""
        return next((version for version in self if version.id == id), None)

    @property
    def latest(self) -> str | None:
        """The release that `latest` is a copy of; None if there is no `latest`."""
        return next((version.id for version in self if LATEST in version.aliases), None)

    @property
    def home(self) -> str | None:
        """The folder for readers who name none: `latest`, or the newest version; None if there is no version."""
        return LATEST if self.latest else next((version.id for version in self), None)

    def with_release(self, id: str, commit: str, *, latest: bool) -> VersionList:
        """The list with a release of some content added, or with a new commit for the release of this id.

        With `latest` that alias moves to it. A name that was an alias before is one no longer.
        """
        taken = {id, LATEST} if latest else {id}
        others = [replace(version, aliases=version.aliases - taken) for version in self if version.id != id]
        known = self.get(id) or Version(id, id)
        properties = known.properties if isinstance(known.properties, dict) else {}
        aliases = known.aliases | {LATEST} if latest else known.aliases
        return VersionList(
            _sorted([*others, replace(known, aliases=aliases, properties=properties | {"commit": commit})])
        )

    def without(self, id: str) -> VersionList:
        """The list without a version and its aliases. If `latest` was one of them, the newest that remains has it."""
        remaining = [version for version in self if version.id != id]
        if self.latest == id and remaining:
            remaining[0] = replace(remaining[0], aliases=remaining[0].aliases | {LATEST})
        return VersionList(tuple(remaining))

    def as_json(self) -> bytes:
        """The content of `versions.json`."""
        return (json.dumps([version.as_value() for version in self], indent=2) + "\n").encode()


def _decoded(raw: bytes) -> Any:
    """What JSON says.

    Raises:
        ValueError: it is not JSON that Python can hold.
    """
    try:
        return json.loads(raw)
    except ValueError:
        raise ValueError("it is not JSON") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _version(value: Any, number: int) -> Version:
    """An entry of the list.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, dict):
        raise ValueError(f"entry {number} is not an object")
    others = dict(value)
    id, title, aliases = (others.pop(key, None) for key in ("version", "title", "aliases"))
    if not isinstance(id, str) or not isinstance(title, str):
        raise ValueError(f"entry {number} has no version and title as text")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ValueError(f"entry {number} has no list of aliases")
    return Version(id, title, frozenset(aliases), others.pop("properties", None), others)


def _check_names(versions: list[Version]) -> None:
    """Every version and alias is a folder of its own, and `latest` is no version.

    Raises:
        ValueError: some name cannot be a folder, or two are the same.
    """
    names = [name for version in versions for name in (version.id, *sorted(version.aliases))]
    for name in names:
        if name in {"", ".", ".."} or re.search(r"[\\/]", name):
            raise ValueError(f"`{name[:60]}` cannot be the name of a folder")
        if names.count(name) > 1:
            raise ValueError(f"`{name[:60]}` is in it twice")
    if any(version.id == LATEST for version in versions):
        raise ValueError(f"`{LATEST}` is a version, not an alias")


def _sorted(versions: list[Version]) -> tuple[Version, ...]:
    """The newest first. Names without a number in front, such as `dev`, come before all numbers, as mike has them."""

    def order(version: Version) -> tuple[bool, tuple[str, ...]]:
        return re.match(r"v?\d", version.id) is None, _loose(version.id)

    return tuple(sorted(versions, key=order, reverse=True))


def _loose(id: str) -> tuple[str, ...]:
    """A key by which 2026.10 is newer than 2026.9, and 2.0-rc1 older than 2.0.

    mike sorts by `LooseVersion` of the package inversion; these are its rules, which come from early setuptools.
    """
    pieces: list[str] = []
    for piece in (*_PIECES.findall(id.lower()), "final"):
        if piece[0] in "0123456789":
            pieces.append(piece.zfill(8))
            continue
        word = "*" + _WORDS.get(piece, piece)
        while word < _FINAL and pieces and pieces[-1] == _DASH:
            pieces.pop()
        while pieces and pieces[-1] == "0" * 8:
            pieces.pop()
        pieces.append(word)
    return tuple(pieces)
