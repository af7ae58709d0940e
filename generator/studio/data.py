"""What a browser is given of a project: the files that `publish/studio_data.py` writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.library import Library
from ..sources.layout import TRUSTS
from ..writers.theme import Theme

LIBRARY, REGISTER, SHARED_HASH = "library.json", "register.csv", "shared_hash.txt"
THEME, DRAWINGS, EXAMPLES = "theme/", "drawings/", "trusts/"
"""Folders: files of the theme, PNG by `drawing_key`, and files of trusts to begin with."""


@dataclass(frozen=True, slots=True)
class StudioData:
    """What everything in the browser is made from."""

    library: Library
    """The checked content without trusts."""
    theme: Theme
    shared_hash: str
    """The hash of all that every playbook is made from, as the command line puts it into manifests."""
    register: str
    """The register of trusts as CSV."""
    examples: Mapping[str, Mapping[str, bytes]]
    """The files of each trust that one can begin with, by path from the project folder."""


def read(data: Mapping[str, bytes], fonts: str) -> StudioData:
    """Read the files of the studio by path. `fonts` is the folder in which Typst finds the fonts.

    Raises:
        InputFault: the data are of another version of the program, or incomplete.
    """
    files = {path: raw for path, raw in data.items() if path.startswith(THEME)}
    drawings = {_name(path): raw for path, raw in data.items() if path.startswith(DRAWINGS)}
    examples: dict[str, dict[str, bytes]] = {}
    for path, raw in data.items():
        if path.startswith(EXAMPLES):
            slug, _, inside = path.removeprefix(EXAMPLES).partition("/")
            examples.setdefault(slug, {})[f"{TRUSTS}/{slug}/{inside}"] = raw
    return StudioData(
        Library.model_validate_json(data[LIBRARY]),
        Theme(files, fonts, drawings),
        data[SHARED_HASH].decode(),
        data[REGISTER].decode(),
        examples,
    )


def _name(path: str) -> str:
    """The name of a file without its folder and its suffix."""
    return path.rpartition("/")[2].partition(".")[0]
