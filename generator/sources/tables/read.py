"""Reads lists of every known format, chosen by the suffix of the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from ...model.diagnostics import Diagnostic, Place
from . import from_csv, from_excel, from_markdown, from_yaml
from .table import FieldOf, Lists

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", ".yml", ".yaml", ".json", ".md")


def read_lists(files: Mapping[str, bytes], field_of: FieldOf) -> Lists:
    """The lists in some files. Files of Markdown make one list together.

    Args:
        files: content by name.
        field_of: the field that a heading names.
    """
    result = Lists()
    pages = {file: raw for file, raw in files.items() if _suffix(file) == ".md"}
    for file, raw in files.items():
        if file not in pages:
            _add(result, _read(file, raw, field_of))
    if pages:
        _add(result, from_markdown.read(pages, field_of))
    return result


def _suffix(file: str) -> str:
    return PurePath(file).suffix.lower()


def _add(result: Lists, more: Lists) -> None:
    result.tables += more.tables
    result.notices += more.notices
    result.faults += more.faults


def _read(file: str, raw: bytes, field_of: FieldOf) -> Lists:
    match _suffix(file):
        case ".xlsx" | ".xlsm" | ".xls" | ".xltx":
            return from_excel.read(raw, file, field_of)
        case ".csv" | ".tsv" | ".txt":
            return from_csv.read(raw, file, field_of)
        case ".yml" | ".yaml":
            return from_yaml.read(raw, file, field_of, json=False)
        case ".json":
            return from_yaml.read(raw, file, field_of, json=True)
        case _:
            advice = f"save it as one of {', '.join(SUFFIXES)}"
            fault = Diagnostic("unknown-format", "lists cannot be read from a file of this kind", Place(file), advice)
            return Lists(faults=[fault])
