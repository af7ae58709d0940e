"""Profiles that lie outside the project: read beside the content, and told of by their own path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.base import SLUG_LENGTH, is_device, is_slug
from ..model.diagnostics import Diagnostic, InputFault, Place
from .tree import read_folder

PROFILE = "profile.yml"
TRUSTS = "content/trusts"


@dataclass(frozen=True, slots=True)
class OutsideProfile:
    """One profile from elsewhere, with what lies beside it."""

    slug: str
    """Id that it has among the trusts: the name of its folder or file."""
    files: Mapping[str, bytes]
    """Its files by the path that they would have in the project."""
    shown: str
    """The folder as the user typed it."""

    def as_typed(self, diagnostic: Diagnostic) -> Diagnostic:
        """A diagnostic of these files with the path that the user knows."""
        place, inside = diagnostic.place, f"{TRUSTS}/{self.slug}/"
        if not place.file.startswith(inside):
            return diagnostic
        file = f"{self.shown}/{place.file.removeprefix(inside)}" if self.shown else place.file.removeprefix(inside)
        return replace(diagnostic, place=replace(place, file=file))


def read_outside(path: Path, typed: str) -> OutsideProfile:
    """Read a profile from a file, or from a folder that holds profile.yml.

    Args:
        path: the file or folder.
        typed: the same as the user typed it, for diagnostics.

    Raises:
        InputFault: there is no profile, or its name gives no id.
    """
    folder = path if path.is_dir() else path.parent
    file = path / PROFILE if path.is_dir() else path
    if not file.is_file():
        advice = "name a profile.yml, or a folder that holds one"
        raise InputFault([Diagnostic("no-profile", "there is no profile here", Place(typed), advice)])
    name = folder.resolve().name if file.name == PROFILE else file.stem
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:SLUG_LENGTH].strip("-")
    if not is_slug(slug) or is_device(slug):
        advice = "rename the file or its folder to letters and digits"
        raise InputFault([Diagnostic("bad-id", f"`{name[:80]}` gives no id for the trust", Place(typed), advice)])
    inside = f"{TRUSTS}/{slug}"
    # A lone file is read alone: what lies beside it may be anything.
    found = read_folder(folder, inside) if file.name == PROFILE else {}
    found[f"{inside}/{PROFILE}"] = file.read_bytes()
    shown = typed if path.is_dir() else str(Path(typed).parent)
    return OutsideProfile(slug, found, "" if shown == "." else shown.rstrip("/\\"))
