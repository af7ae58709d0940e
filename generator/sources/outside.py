"""Profiles outside the project folder, and diagnostics that name them by their own path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.ids import id_from
from .layout import TRUSTS
from .tree import read_folders

PROFILE = "profile.yml"


@dataclass(frozen=True, slots=True)
class OutsideProfile:
    """A profile outside the project folder, with the files beside it."""

    slug: str
    """Its id among the trusts, from the name of its folder or file."""
    files: Mapping[str, bytes]
    """Its files by the path they would have in the project."""
    shown: str
    """The folder as the user typed it."""

    def as_typed(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with the path that the user typed, if it is about these files."""
        place, inside = diagnostic.place, f"{TRUSTS}/{self.slug}/"
        if not place.file.startswith(inside):
            return diagnostic
        file = f"{self.shown}/{place.file.removeprefix(inside)}" if self.shown else place.file.removeprefix(inside)
        return replace(diagnostic, place=replace(place, file=file))


def read_outside(path: Path, typed: str) -> OutsideProfile:
    """Read a profile from a file, or from a folder that holds profile.yml. `typed` is the path as the user typed it.

    Raises:
        InputFault: the profile is missing, or its name has no letters or digits for an id.
    """
    folder = path if path.is_dir() else path.parent
    file = path / PROFILE if path.is_dir() else path
    if not file.is_file():
        advice = "name a profile.yml, or a folder that holds one"
        raise InputFault([Diagnostic("no-profile", "no profile here", Place(typed), advice)])
    name = folder.resolve().name if file.name == PROFILE else file.stem
    slug = id_from(name)
    if slug is None:
        advice = "rename the file or its folder with letters and digits"
        message = f"the name `{name[:80]}` has no letters or digits for the trust's id"
        raise InputFault([Diagnostic("bad-id", message, Place(typed), advice)])
    inside = f"{TRUSTS}/{slug}"
    # The files beside a profile of another name may be anything, so they are not read.
    files = read_folders({inside: folder}) if file.name == PROFILE else {}
    files[f"{inside}/{PROFILE}"] = file.read_bytes()
    shown = typed if path.is_dir() else str(Path(typed).parent)
    return OutsideProfile(slug, files, "" if shown == "." else shown.rstrip("/\\"))
