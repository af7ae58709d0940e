"""The small project of the tests: every kind of file, and every id that the code requires."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "small_project"


def files() -> dict[str, bytes]:
    """Content of the small project by path."""
    return {str(path.relative_to(SMALL).as_posix()): path.read_bytes() for path in SMALL.rglob("*") if path.is_file()}


def edited(path: str, old: str, new: str) -> dict[str, bytes]:
    """The small project with one change to one file."""
    result = files()
    text = result[path].decode()
    assert text.count(old) == 1, f"{old!r} is in {path} {text.count(old)} times"
    return result | {path: text.replace(old, new).encode()}


def write(folder: Path, content: dict[str, bytes] | None = None) -> Path:
    """Write a complete project to a folder: content, theme and mkdocs.yml."""
    for path, raw in (content or files()).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    shutil.copytree(ROOT / "theme", folder / "theme", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
