"""Copies of the project that faults are put into, so that the working tree is never touched."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests import small

BUILT = ("site", "dist", "node_modules", "mutants")
"""Folders beside generator/ that hold output."""
SCHEMAS = ".vscode"
"""The folder of the schemas, which tests compare with the models."""


def copy_to(folder: Path) -> Path:
    """A copy of the project without its history, its environment and its output, but with compiled modules."""

    def left_out(place: str, names: list[str]) -> set[str]:
        at_the_top = Path(place) == small.ROOT
        return {name for name in names if (name.startswith(".") and name != SCHEMAS) or (at_the_top and name in BUILT)}

    shutil.copytree(small.ROOT, folder, ignore=left_out, dirs_exist_ok=True)
    return folder
