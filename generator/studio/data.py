"""What a browser is given of a project: files by path, which `publish/studio_data.py` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..writers.theme import Theme

LIBRARY: Final = "library.json"
"""The checked content without trusts."""
REGISTER: Final = "register.csv"
SHARED_HASH: Final = "shared_hash.txt"
"""The hash of all that every playbook is made from, as the command line puts it into manifests."""
EXAMPLE_LIST: Final = "examples.json"
"""The trusts to begin with, in the order to show: `slug`, `name` and `words` of each."""
EXAMPLES: Final = "trusts/"
"""Folder with a folder of files for each of them."""
THEME: Final = "theme/"
DRAWINGS: Final = "drawings/"
"""PNG by `drawing_key`."""
FONTS: Final = "/fonts"
"""Where a browser has the fonts of the theme, for Typst."""


def theme_of(data: Mapping[str, bytes], fonts: str) -> Theme:
    """The look of files, with the drawings that are at hand. `fonts` is the folder in which Typst finds the fonts."""
    files = {path: raw for path, raw in data.items() if path.startswith(THEME)}
    drawings = {
        path.removeprefix(DRAWINGS).removesuffix(".png"): raw for path, raw in data.items() if path.startswith(DRAWINGS)
    }
    return Theme(files, fonts, drawings)
