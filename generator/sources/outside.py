"""Trusts outside the project folder, in a profile or a workbook, and diagnostics that name them by their own path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.ids import id_from
from .layout import BESIDE_A_WORKBOOK, TRUSTS, WORKBOOK_ENDINGS, scheme_of
from .tree import read_file, read_folders, read_matching

if TYPE_CHECKING:
    from .scheme import NamedScheme

PROFILE = "profile.yml"


class OutsideTrust(NamedTuple):
    """A profile or a workbook outside the project folder, with the files beside it."""

    slug: str
    """The trust's id, from the name of its folder or file, or from its workbook."""
    files: Mapping[str, bytes]
    """Its files by the path they would have in the project."""
    typed: str
    """The path as the user typed it."""
    shown: str
    """The folder of its files as the user would type it; empty for the current folder."""
    scheme: NamedScheme | None = None
    """The workbook, if it is one."""

    def as_typed(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with the path that the user typed, if it is about these files."""
        place, inside = diagnostic.place, f"{TRUSTS}/{self.slug}/"
        if not place.file.startswith(inside):
            return diagnostic
        name = place.file.removeprefix(inside)
        file = f"{self.shown}/{name}" if self.shown else name
        if self.scheme and place.file in (scheme_of(self.slug), f"{inside}{PROFILE}"):
            file = self.typed
        return replace(diagnostic, place=replace(place, file=file))


def is_path(name: str) -> bool:
    """Whether a name that a user typed for a trust is a path, and not its id."""
    return (
        "/" in name
        or "\\" in name
        or name in (".", "..")
        or name.lower().endswith((".yml", ".yaml", *WORKBOOK_ENDINGS))
    )


def read_outside(path: Path, typed: str) -> OutsideTrust:
    """Read a profile, a folder that holds profile.yml, or a workbook. `typed` is the path as the user typed it.

    Raises:
        InputFault: there is no such file, its name has no letters or digits for an id, or the workbook is no scheme.
    """
    if path.suffix.lower() in WORKBOOK_ENDINGS and not path.is_dir():
        return _read_workbook(path, typed)
    folder = path if path.is_dir() else path.parent
    file = path / PROFILE if path.is_dir() else path
    if not file.is_file():
        advice = "name a profile.yml, a folder that holds one, or a scheme's workbook"
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
    return OutsideTrust(slug, files, typed, "" if shown == "." else shown.rstrip("/\\"))


def _read_workbook(path: Path, typed: str) -> OutsideTrust:
    # All that reads a workbook is imported only for one: most commands name trusts by id.
    from .scheme import named_scheme

    if not path.is_file():
        advice = "check the name, or write a new scheme with `paired-learning scheme new`"
        raise InputFault([Diagnostic("no-workbook", "no workbook here", Place(typed), advice)])
    raw = read_file(path, typed)
    scheme = named_scheme(raw, typed)
    beside = read_matching(path.with_suffix(""), f"{TRUSTS}/{scheme.slug}", BESIDE_A_WORKBOOK)
    files = {**beside, scheme_of(scheme.slug): raw}
    return OutsideTrust(scheme.slug, files, typed, typed.removesuffix(path.suffix), scheme)
