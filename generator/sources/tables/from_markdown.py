"""Projects in Markdown: one in each file, its headings the columns, or several in a table, bullets or sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from ...model.diagnostics import Place
from ...model.prose import parse, plain_text
from ..yaml_reader import read_documents
from .from_yaml import as_value
from .grid import fields_of
from .table import FieldOf, Lists, Row, Table, TableCell, decoded

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OF_SEVERAL = re.compile(r"\b(projects|ideas|topics|initiatives|menu)[\W\d]*\Z", re.IGNORECASE)
"""A heading of a list of projects, not of one project."""
BODY = "body"
"""The column of the text before the first heading."""


def read(files: dict[str, bytes], field_of: FieldOf, lists: Lists) -> None:
    """Add one list of all files that are a project each, and one for each file that is a list, to the lists."""
    titles: dict[str, int] = {}
    rows = []
    for file, raw in files.items():
        text = decoded(raw, file, lists)
        if text is None:
            continue
        if tables := list(_tables(file, text, field_of)):
            lists.tables.extend(tables)
            lists.notices.append(f"{file}: only its {tables[0].layout} was read, not the text around it")
        else:
            rows.append(_row(file, text, titles, field_of))
    if rows:
        name = rows[0].place.file if len(rows) == 1 else f"{len(rows)} files of Markdown"
        lists.tables.append(Table(name, tuple(titles), rows, markdown=True))


def _tables(file: str, text: str, field_of: FieldOf) -> Iterator[Table]:
    """The tables of a file with a column for titles; without any, the sections or bullets below `Project ideas`."""
    if _FRONT.match(text):
        return
    if sections := _projects(text, field_of):
        titles: dict[str, int] = {}
        rows = [_row(file, section, titles, field_of, before=line, level=2) for line, section in sections]
        yield Table(file, tuple(titles), rows, "list of sections", markdown=True)
        return
    tokens = parse(text)
    starts = [number for number, token in enumerate(tokens) if token.type == "table_open"]
    if tables := [table for start in starts if (table := _of_table(file, tokens, start, field_of))]:
        yield from tables
        return
    headings = [tokens[number + 1].content for number, token in enumerate(tokens) if token.type == "heading_open"]
    if all(map(_OF_SEVERAL.search, headings[:1])) and not (headings[1:] and all(map(field_of, headings[1:]))):
        starts = [number for number, token in enumerate(tokens) if token.type == "list_item_open" and token.level == 1]
        if len(starts) > 1:
            rows = [_item(file, text.split("\n"), tokens[start], tokens[start + 2]) for start in starts]
            yield Table(file, ("title", BODY), rows, "bulleted list", markdown=True)


def _projects(text: str, field_of: FieldOf) -> list[tuple[int, str]]:
    """The sections of a file that are a project each, with their lines: those below a heading such as `Project ideas`.

    Sections named after fields belong to one project; sections of nothing but bullets are themes of a longer list.
    """
    sections = _sections(text, 0)
    top = [title for title, _, _, level in sections if level == 1]
    below = [section for section in sections if section[3] == 2]
    if len(top) != 1 or not _OF_SEVERAL.search(top[0]) or len(below) < 2 or all(field_of(title) for title, *_ in below):
        return []
    if all(not line or line[0] in "-*+ " for _, content, _, _ in below for line in content.split("\n")):
        return []
    lines = text.split("\n")
    starts = [start for _, _, start, _ in below]
    return [(start, "\n".join(lines[start:end])) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _of_table(file: str, tokens: tuple[Token, ...], start: int, field_of: FieldOf) -> Table | None:
    records: list[tuple[int, list[str]]] = []
    for token in tokens[start:]:
        if token.type == "table_close":
            break
        if token.type == "tr_open" and token.map:
            records.append((token.map[0] + 1, []))
        elif token.type == "inline":
            records[-1][1].append(token.content)
    header = tuple(map(plain_text, records[0][1]))
    if "title" not in fields_of(header, field_of):
        return None
    rows = [_text_row(file, line, texts) for line, texts in records[1:]]
    return Table(file, header, rows, "table", markdown=True)


def _text_row(file: str, line: int, texts: list[str]) -> Row:
    place = Place(file, line)
    return Row(f"line {line}", place, {number: TableCell(text, place) for number, text in enumerate(texts) if text})


def _item(file: str, lines: list[str], item: Token, first: Token) -> Row:
    """A bullet as a project: its title is what is bold at its start, or else its first paragraph."""
    start, end = item.map or (0, 0)
    bold = re.match(r"(\*\*|__)(.+?)\1[\s:.–—-]*", first.content, re.DOTALL)  # noqa: RUF001
    title = plain_text(bold[2] if bold else first.content)
    rest = first.content[bold.end() :] if bold else ""
    below = lines[first.map[1] if first.map else end : end]
    body = "\n".join([rest, *(line.strip() for line in below)]).strip()
    return _text_row(file, start + 1, [" ".join(title.split()), body])


def _row(file: str, text: str, titles: dict[str, int], field_of: FieldOf, *, before: int = 0, level: int = 1) -> Row:
    """A project: its front matter and the text below each heading.

    The text may be a section of the file with `before` lines above it. Columns that `titles` does not number yet are
    added. The title is a heading of the level.
    """
    front = _FRONT.match(text)
    cells: dict[int, TableCell] = {}
    named: dict[str, tuple[Any, int]] = {}
    """Value and line by heading."""
    documents, faults = read_documents(file, front[1], text[: front.start(1)].count("\n")) if front else ([], [])
    for data, spot in documents:
        if isinstance(data, dict):
            named |= {key: (value, spot.items[key].line) for key, value in data.items()}
    start = front.end() if front else 0
    sections = _sections(text[start:], before + text[:start].count("\n"))
    if "title" not in fields_of(list(named), field_of) and sections and sections[0][3] == level:
        title, _, line, _ = sections[0]
        named["title"] = (title, line)
        sections[0] = (BODY, *sections[0][1:])
    for title, content, line, _ in sections:
        if content.strip():
            joined = f"{named[title][0]}\n\n{content}" if title in named else content
            named[title] = (joined, line)
    for key, (value, line) in named.items():
        plain = as_value(value)
        if plain is not None:
            cells[titles.setdefault(key, len(titles))] = TableCell(plain, Place(file, line + 1))
    return Row(f"line {before + 1}" if before else "", Place(file, before + 1), cells, faults)


def _sections(body: str, before: int) -> list[tuple[str, str, int, int]]:
    """The heading, text, line and level of each section; the text before the first heading has level 0."""
    lines = body.split("\n")
    tokens = parse(body)
    headings: list[tuple[str, int, int, int]] = [(BODY, 0, 0, 0)]
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            title = " ".join(tokens[number + 1].content.split())
            headings.append((title or BODY, token.map[1], token.map[0], int(token.tag[1])))
    ends = [start for _, _, start, _ in headings[1:]] + [len(lines)]
    sections = [
        (title, "\n".join(lines[first:end]).strip("\n"), before + start, level)
        for (title, first, start, level), end in zip(headings, ends, strict=True)
    ]
    return sections if sections[0][1].strip() else sections[1:]
