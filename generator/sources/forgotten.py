"""Takes a person out of a scheme's workbook, and lists the cells that may still speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.english import listed
from ..model.scheme_file import Record, Row, SchemeFile, Table
from ..model.sheets.labels import SEPARATOR, Labels
from ..model.sheets.records import MEMBER
from ..model.typed_workbook import TypedCell, cell_name

_SHORTEST_WORD = 3
"""Letters of the shortest part of a name that is looked for by itself."""
_WITH_ROWS_OF_PEOPLE = ("People", "Sessions")
_NAMES = {
    "not_with": "the name among those not to be paired with",
    "named": "the name among those whom somebody named",
    "partners_before": "the name among somebody's partners before",
}
"""Columns of the sheet People with names of others, and what is said of a name that is taken out."""
_SPLIT = (f"[{SEPARATOR}\n]", f"[{SEPARATOR}\n,]")
"""What may be between several names in a cell; commas only where that gives a name."""


class Mention(NamedTuple):
    """A cell that speaks of a person, or may do."""

    sheet: str
    cell: str
    """Such as C7; empty for the name of the sheet itself."""
    why: str
    """What is there, such as the name in a note. It never quotes the cell."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A workbook without a person."""

    file: SchemeFile
    removed: tuple[Mention, ...]
    """What was taken out."""
    mentions: tuple[Mention, ...]
    """What was left as it is, for somebody to look at."""


@dataclass(frozen=True, slots=True)
class _Person:
    """What a workbook may call a person."""

    id: str
    """Empty for somebody without a row on the sheet People, such as a line manager."""
    name: str
    email: str = ""
    phone: str = ""

    def in_text(self, text: str) -> str:
        """What a text has of the person; empty if it has nothing."""
        if _has(text, self.name):
            return "the name"
        if self.email and _has(text, self.email):
            return "the email"
        digits = re.sub(r"\D", "", self.phone)
        if len(digits) > 8 and digits in re.sub(r"\D", "", text):
            return "the telephone number"
        words = (word for word in self.name.split() if len(word) >= _SHORTEST_WORD)
        return _HINT if any(_has(text, word) for word in words) else ""


_HINT = "a part of the name, which may mean somebody else"


def _has(text: str, words: str) -> bool:
    expression = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){expression}(?!\w)", text, re.IGNORECASE) is not None


def without(file: SchemeFile, who: str) -> Forgotten:
    """The workbook without a person, given by name, or by email where several people have the name.

    The row of the sheet People goes, and with it the letters of sessions, the place in a group, and the name in other
    people's rows: among those with whom they must not be paired, whom they named, or who were their partners. The
    planner's notes, columns and sheets stay, and so do cells for managers, sponsors and contacts: what speaks of the
    person there is listed.

    Raises:
        InputFault: several people are meant, or nobody in the whole workbook.
    """
    people = file.tables.get("People")
    labels = _labels(people.rows if people else ())
    person = _person(file, people.rows if people else (), labels, who)
    removal = _Removal(person, labels, file.record)
    tables = {name: removal.table(table) for name, table in file.tables.items()} if person.id else file.tables
    left = replace(file, tables=tables, record=removal.record())
    mentions = tuple(_mentions(left, person))
    if not person.id and not mentions:
        advice = "type the name or the email as it is on the sheet People"
        raise InputFault.of("unknown-person", "nobody in the workbook has this name", file.file, advice)
    return Forgotten(left, tuple(removal.removed), mentions)


def _labels(rows: tuple[Row, ...]) -> Labels:
    return Labels({row.id: (_text(row, "name"), (_text(row, "email"), _text(row, "department"))) for row in rows})


def _text(row: Row, key: str) -> str:
    return str(row.value(key) or "").strip()


def _person(file: SchemeFile, rows: tuple[Row, ...], labels: Labels, who: str) -> _Person:
    ids = labels.ids(who) or [row.id for row in rows if _text(row, "email").casefold() == who.strip().casefold()]
    matches = [row for row in rows if row.id in ids]
    if len(matches) > 1:
        numbers = listed(str(row.number) for row in matches)
        message, advice = "several people have this name or email", f"give the email of one of them: rows {numbers}"
        raise InputFault([Diagnostic("ambiguous-name", message, Place(file.file, cell="People"), advice)])
    if not matches:
        return _Person("", who)
    (row,) = matches
    return _Person(row.id, _text(row, "name"), _text(row, "email"), _text(row, "phone"))


class _Removal:
    """Takes a person out of one sheet after another, and out of the record of what was written."""

    def __init__(self, person: _Person, labels: Labels, record: Record | None) -> None:
        self.person, self.labels, self.old_record = person, labels, record
        self.removed: list[Mention] = []
        self.cells = {sheet: dict(rows) for sheet, rows in record.cells.items()} if record else {}

    def table(self, table: Table) -> Table:
        name = table.form.name
        rows: list[Row] = []
        cells = dict(table.sheet.cells)
        for row in table.rows:
            if name in _WITH_ROWS_OF_PEOPLE and self._is_of_person(row):
                self.removed.append(Mention(name, table.cell(row, "name"), "the row"))
                cells = {place: cell for place, cell in cells.items() if place[0] != row.number}
                self.cells.get(name, {}).pop(row.id, None)
                continue
            changed = self._changed(table, row)
            rows.append(replace(row, cells={**row.cells, **changed}) if changed else row)
            cells |= {(row.number, table.columns[key]): cell for key, cell in changed.items()}
        return replace(table, rows=tuple(rows), sheet=replace(table.sheet, cells=cells))

    def _is_of_person(self, row: Row) -> bool:
        return self.person.id in (row.id, *self._named(_text(row, "name")))

    def _named(self, name: str) -> list[str]:
        """The id of the only person whom a name means."""
        ids = self.labels.ids(name)
        return ids if len(ids) == 1 else []

    def _changed(self, table: Table, row: Row) -> dict[str, TypedCell]:
        """The cells of a row that change, as they become."""
        changed = {}
        for key, cell in row.cells.items():
            name, text = table.form.name, str(cell.shown or "")
            if name == "Groups" and key.startswith(MEMBER) and self._named(text) == [self.person.id]:
                changed[key] = replace(cell, value=None, note="", link="")
                self.removed.append(Mention(name, table.cell(row, key), "the place in a group"))
            elif name == "People" and key in _NAMES and (rest := self._without(text)) != text:
                changed[key] = replace(cell, value=rest or None)
                self.removed.append(Mention(name, table.cell(row, key), _NAMES[key]))
            elif self._is_ours(table, row, key) and self.person.in_text(text) not in ("", _HINT):
                # The next update writes it again, from what is then known.
                changed[key] = replace(cell, value=None, result=None, formula=False)
                self.cells[name] = {**self.cells[name], row.id: {**self.cells[name][row.id], key: None}}
        return changed

    def _is_ours(self, table: Table, row: Row, key: str) -> bool:
        """Whether a cell says what the tool wrote."""
        fill = any(column.key == key and column.fill for column in table.form.columns)
        return not fill and not row.own and key in self.cells.get(table.form.name, {}).get(row.id, {})

    def _without(self, text: str) -> str:
        """A list of names without the person's."""
        if self._named(text) == [self.person.id]:
            return ""
        for separators in _SPLIT:
            names = [name.strip() for name in re.split(separators, text)]
            rest = [name for name in names if name and self._named(name) != [self.person.id]]
            if len(rest) < len(names):
                return f"{SEPARATOR} ".join(rest)
        return text

    def record(self) -> Record | None:
        """The record without what it has of the person."""
        if self.old_record is None or not self.person.id:
            return self.old_record
        notes = {
            sheet: {
                place: note
                for place, note in notes.items()
                if place.partition("|")[0] != self.person.id and self.person.in_text(note) in ("", _HINT)
            }
            for sheet, notes in self.old_record.notes.items()
        }
        own = {sheet: [id for id in ids if id != self.person.id] for sheet, ids in self.old_record.own.items()}
        return self.old_record.model_copy(update={"cells": self.cells, "notes": notes, "own": own})


def _mentions(file: SchemeFile, person: _Person) -> Iterator[Mention]:
    """Every cell of a workbook that has the person's name, email or telephone number, or a part of the name."""
    sheets = [*(table.sheet for table in file.tables.values()), *file.own_sheets]
    others = {name: dict(_cells_of_others(table)) for name, table in file.tables.items()}
    for sheet in sheets:
        if why := person.in_text(sheet.name):
            yield Mention(sheet.name, "", f"{why}, as the name of the sheet")
        for place, cell in sorted(sheet.cells.items()):
            key = others.get(sheet.name, {}).get(place)
            for text, where in _texts(cell):
                why = person.in_text(text)
                if why and not (key and why == _HINT) and not (key == "name" and not where):
                    yield Mention(sheet.name, cell_name(*place), f"{why}{where}")


def _texts(cell: TypedCell) -> Iterator[tuple[str, str]]:
    """The texts of a cell, each with where it is."""
    yield str(cell.shown or ""), ""
    if cell.formula:
        yield str(cell.value), ", in a formula"
    yield cell.note, ", in a note"
    yield cell.link, ", in a link"


def _cells_of_others(table: Table) -> Iterator[tuple[tuple[int, int], str]]:
    """Places of cells that name other people, who may share a part of the name, with the keys of their columns."""
    names = ("name", "email", *_NAMES) if table.form.name in _WITH_ROWS_OF_PEOPLE else ()
    for row in table.rows:
        for key in row.cells:
            if key in names or (table.form.name == "Groups" and key.startswith(MEMBER)):
                yield (row.number, table.columns[key]), key
