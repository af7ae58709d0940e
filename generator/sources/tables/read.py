"""Reads lists of any format that is known, by the ends of their names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from ...model.diagnostics import Diagnostic, Place
from . import from_csv, from_excel, from_markdown, from_yaml
from .table import IsTitle, Lists

ENDINGS = (".xlsx", ".csv", ".tsv", ".txt", ".yml", ".yaml", ".json", ".md")


def read_lists(files: Mapping[str, bytes], is_title: IsTitle) -> Lists:
    """All lists of some files. Files of Markdown make one list together.

    Args:
        files: content by name.
        is_title: whether the title of a column is one for titles of projects.
    """
    result = Lists()
    pages = {file: raw for file, raw in files.items() if _ending(file) == ".md"}
    for file, raw in files.items():
        if file not in pages:
            _add(result, _read(file, raw, is_title))
    if pages:
        _add(result, from_markdown.read(pages, is_title))
    return result


def _ending(file: str) -> str:
    return PurePath(file).suffix.lower()


def _add(result: Lists, more: Lists) -> None:
    result.tables += more.tables
    result.notices += more.notices
    result.faults += more.faults


def _read(file: str, raw: bytes, is_title: IsTitle) -> Lists:
    match _ending(file):
        case ".xlsx" | ".xlsm" | ".xls" | ".xltx":
            return from_excel.read(raw, file, is_title)
        case ".csv" | ".tsv" | ".txt":
            return from_csv.read(raw, file, is_title)
        case ".yml" | ".yaml":
            return from_yaml.read(raw, file, is_title, json=False)
        case ".json":
            return from_yaml.read(raw, file, is_title, json=True)
        case _:
            advice = f"save it as one of {', '.join(ENDINGS)}"
            fault = Diagnostic("unknown-format", "no list can be read from a file of this kind", Place(file), advice)
            return Lists(faults=[fault])
