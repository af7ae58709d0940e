"""Reads lists of every known format, chosen by the suffix of the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from ...model.diagnostics import Diagnostic, Place
from . import from_csv, from_excel, from_markdown, from_yaml
from .table import FieldOf, Lists, misnamed

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", ".yml", ".yaml", ".json", ".md")


def read_lists(files: Mapping[str, bytes], field_of: FieldOf) -> Lists:
    """The lists in some files, given by name. Files of Markdown make one list together."""
    lists = Lists()
    pages = {}
    for file, raw in files.items():
        if fault := misnamed(raw, file):
            lists.faults.append(fault)
            continue
        match PurePath(file).suffix.lower():
            case ".xlsx" | ".xlsm" | ".xls" | ".xltx":
                from_excel.read(raw, file, field_of, lists)
            case ".csv" | ".tsv" | ".txt":
                from_csv.read(raw, file, field_of, lists)
            case ".yml" | ".yaml" | ".json" as suffix:
                from_yaml.read(raw, file, field_of, lists, json=suffix == ".json")
            case ".md":
                pages[file] = raw
            case _:
                message = "lists cannot be read from a file of this kind"
                advice = f"save it as one of {', '.join(SUFFIXES)}"
                lists.faults.append(Diagnostic("unknown-format", message, Place(file), advice))
    from_markdown.read(pages, field_of, lists)
    return lists
