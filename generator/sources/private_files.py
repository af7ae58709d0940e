"""Finds files with people's names or answers in a project's repository, which must not be committed."""

from __future__ import annotations

import re
from pathlib import Path

from ..model import archive
from ..model.diagnostics import Diagnostic, InputFault, Place, Severity
from .excel import MAX_BYTES
from .layout import RECORDS
from .repository import Repository

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\bname=\"(People|Record|Scheme|Codes|Read me)\"")


def private_files(project: Path) -> list[Diagnostic]:
    """A warning of each file that holds people's names or answers, and that git does not ignore; none without git."""
    try:
        paths = Repository.of(project).unignored("*.xlsx", "*.xlsm", f"*{RECORDS}")
    except InputFault:
        return []
    return [_warning(path) for path in paths if _is_private(project / path)]


def looks_private(raw: bytes) -> bool:
    """Whether a file is a workbook with the sheets of a scheme, or with answers to questionnaires.

    Nothing else of it is looked at.
    """
    members = archive.opened(raw, "Excel", ".xlsx", MAX_BYTES)
    if isinstance(members, str):
        return False
    return len(set(_SHEET.findall(members.get("xl/workbook.xml", b"")))) >= 2


def _is_private(file: Path) -> bool:
    try:
        return file.name == RECORDS or (file.stat().st_size <= MAX_BYTES and looks_private(file.read_bytes()))
    except OSError:
        # Deleted since it was committed, or unreadable: then nothing can be said of it.
        return False


def _warning(path: str) -> Diagnostic:
    message = "this file may hold people's names or answers, and git does not ignore it"
    advice = (
        "move it out of the project, or add it to .gitignore; if it has been committed, also run "
        f'`git rm --cached "{path}"`'
    )
    return Diagnostic("private-file", message, Place(path), advice, Severity.WARNING)
