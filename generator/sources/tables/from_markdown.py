"""Projects that are files of Markdown: what stands before the text is YAML, each heading is a column."""

from __future__ import annotations

import re
from typing import Any

from ...model.diagnostics import Diagnostic, Place
from ...model.prose import parse
from ..yaml_reader import read_documents
from .from_yaml import as_value, decoded
from .table import IsTitle, Lists, Row, Table, TableCell, too_large

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
BODY = "body"
"""The column of what stands before the first heading."""


def read(files: dict[str, bytes], is_title: IsTitle) -> Lists:
    """One list of several files, each of which is one project.

    Args:
        files: content by name.
        is_title: whether the title of a column is one for titles of projects.
    """
    lists = Lists()
    titles: dict[str, int] = {}
    rows = []
    for file, raw in files.items():
        fault = too_large(Place(file), len(raw))
        text = fault or decoded(raw, file)
        if isinstance(text, Diagnostic):
            lists.faults.append(text)
        elif not text.strip():
            advice = "write a title between lines of ---, and the text below"
            lists.faults.append(Diagnostic("empty-file", "the file is empty", Place(file), advice))
        else:
            rows.append(_row(file, text, titles, is_title))
    if rows:
        name = rows[0].place.file if len(files) == 1 else f"{len(files)} files of Markdown"
        lists.tables.append(Table(name, tuple(titles), tuple(rows), markdown=True))
    return lists


def _row(file: str, text: str, titles: dict[str, int], is_title: IsTitle) -> Row:
    front = _FRONT.match(text)
    cells: dict[int, TableCell] = {}
    faults: list[Diagnostic] = []
    named: dict[str, tuple[Any, int]] = {}
    if front:
        before = text[: front.start(1)].count("\n")
        documents, faults = read_documents(file, front[1], before)
        for data, spot in documents:
            if isinstance(data, dict):
                named |= {key: (value, spot.items[key].line) for key, value in data.items()}
    start = front.end() if front else 0
    parts = _parts(text[start:], text[:start].count("\n"))
    if not any(is_title(key) for key in named) and parts and parts[0][3] == 1:
        title, _, line, _ = parts[0]
        named["title"] = (title, line)
        parts[0] = (BODY, *parts[0][1:])
    for title, content, line, _ in parts:
        if content.strip():
            joined = f"{named[title][0]}\n\n{content}" if title in named else content
            named[title] = (joined, line)
    for key, (value, line) in named.items():
        plain = as_value(value)
        if plain is not None:
            cells[titles.setdefault(key, len(titles))] = TableCell(plain, Place(file, line + 1))
    return Row("", Place(file), cells, tuple(faults))


def _parts(body: str, before: int) -> list[tuple[str, str, int, int]]:
    """The title, text, line and level of each part of a body; what stands before the first heading is level 0."""
    lines = body.split("\n")
    tokens = parse(body)
    found: list[tuple[str, int, int, int]] = [(BODY, 0, 0, 0)]
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            title = " ".join(tokens[number + 1].content.split())
            found.append((title or BODY, token.map[1], token.map[0], int(token.tag[1])))
    ends = [start for _, _, start, _ in found[1:]] + [len(lines)]
    parts = [
        (title, "\n".join(lines[first:end]).strip("\n"), before + start, level)
        for (title, first, start, level), end in zip(found, ends, strict=True)
    ]
    return parts if parts[0][1].strip() else parts[1:]
