"""Everything that pages offer for download: packs of workshops, and charters of projects."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

from ..model.library import Library
from .charters import charters
from .downloads import Packs
from .packs import packs


def offered(project: Path, library: Library, theme: Mapping[str, bytes]) -> Packs:
    """The files by the folder that they are in.

    Args:
        project: the folder that holds mkdocs.yml; files are kept in it between builds where that can be done.
        library: all content.
        theme: files of the theme by their path from the project folder.

    Raises:
        InputFault: the theme lacks a file, or no PDF can be made of a charter.
    """
    files = packs(project, library, theme) | charters(project, library, theme)
    folders: dict[str, dict[str, bytes]] = {}
    for path, raw in files.items():
        folder, name = posixpath.split(path)
        folders.setdefault(folder, {})[name] = raw
    return folders
