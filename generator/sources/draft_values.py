"""A row of a list as a draft: its values, what is still to be filled in, and the columns without a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.base import Item
from ..model.diagnostics import Diagnostic, Place
from ..model.draft import TO_DO, Draft, to_do_paths
from ..model.library import LINKS
from ..model.menu_cells import UnusableError
from ..model.menu_table import BY_FIELD, COLUMNS, Holds, MenuColumn, Names
from ..model.project import ImprovementProject
from ..model.prose import internal_links
from ..model.walk import Path, walk
from . import rules
from .column_guess import Match, filling
from .convert import convert
from .drafts import examine
from .entry import Entry
from .menu_values import Style, as_text, decode, tidied
from .tables.table import Row, TableCell
from .yaml_reader import Source, Spot

DEFAULTS = {"evidence": "suggested", "kinds": ["menu"]}
"""Values of fields that the list does not have; they are right for an idea that nobody has tried."""

_NESTED = (Holds.MEASURES, Holds.DRIVERS, Holds.RISKS, Holds.COHORTS)


class PathSource(Source):
    """Values that are not in a file yet. The line of a place is the number of its path in `paths`, from 1."""

    paths: list[Path]

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:  # noqa: ARG002
        """A place from which the path can be looked up."""
        self.paths.append(path)
        return Place(self.file, len(self.paths))


def source_of(values: dict[str, Any], file: str) -> PathSource:
    """The values as a source."""
    source = PathSource(file, "", values, Spot(0, 0, 1))
    source.paths = []
    return source


@dataclass(slots=True)
class _Partial:
    """A draft that is being filled in."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[Path, list[str]] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """The text in the list, by field."""
    left: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DraftBuilder:
    """Turns rows into drafts."""

    names: Names
    """What projects may refer to."""
    shared: bool
    """Whether the drafts are for the shared menu, whose projects record no progress."""

    def draft(self, row: Row, matches: Sequence[Match], style: Style, id: str, origin: str) -> Draft | list[Diagnostic]:
        """The draft of a row, or its faults.

        Args:
            row: the row, which has a title.
            matches: the field of each column.
            style: how to read texts.
            id: the project's id.
            origin: where the row is, in words.
        """
        partial = _Partial(id)
        numbers = filling(row.cells, matches, spare=style.markdown)
        cells = {name: (matches[number].column, row.cells[number]) for name, number in numbers.items()}
        for column in COLUMNS:
            if column.field == "id":
                continue
            if column.field not in cells or (self.shared and column.path[0] == "progress"):
                if column.field in DEFAULTS:
                    _set(partial.values, column.path, DEFAULTS[column.field])
                elif column.required or _needed(column, cells, shared=self.shared):
                    self._to_do(partial, column)
            else:
                self._fill(partial, column, *cells[column.field], style)
        rest = self._settle(partial)
        if rest:
            return [Diagnostic(fault.code, fault.message, row.place, fault.help) for fault in rest]
        partial.left = list(self._left(row, matches, numbers, id))
        return Draft(id, origin, partial.values, partial.notes, partial.left)

    def _fill(self, partial: _Partial, column: MenuColumn, title: str, cell: TableCell, style: Style) -> None:
        value, hidden = tidied(cell.value)
        partial.typed[column.field] = as_text(cell.value)
        if column.holds in _NESTED and _is_nested(cell.nested):
            # It has the structure of a project's file; `_settle` checks it.
            _set(partial.values, column.path, cell.nested)
            return
        try:
            decoded, notes = decode(column, title, value, style, self.names)
        except UnusableError as error:
            self._to_do(partial, column, str(error))
            return
        if decoded in ("", [], {}):
            if column.required:
                self._to_do(partial, column)
            return
        _set(partial.values, column.path, decoded)
        if hidden:
            notes = [*notes, "Invisible characters were removed."]
        if notes:
            partial.notes[column.path] = [*notes, *([] if hidden else [f"was: {partial.typed[column.field]}"])]

    def _to_do(self, partial: _Partial, column: MenuColumn, reason: str | None = None) -> None:
        _set(partial.values, column.path, TO_DO)
        notes = [column.about, *filter(None, [column.in_yaml])]
        ids = [choice.value for choice in column.choices] if column.choices else []
        if column.holds in (Holds.NAME, Holds.NAMES) and column.refers != "reference":
            ids = list(self.names.get(column.refers or "", ()))
        if ids:
            notes.append(f"Choose from: {', '.join(ids)}.")
        if reason:
            notes.append(reason)
        if column.field in partial.typed:
            notes.append(f"was: {partial.typed[column.field]}")
        partial.notes[column.path] = notes

    def _settle(self, partial: _Partial) -> list[Diagnostic]:
        """Mark each value that the checks of the content refuse, until they report nothing."""
        while faults := list(self._faults(partial)):
            changed = False
            for path, fault in faults:
                for column in COLUMNS:
                    near = column.path[: len(path)] == path[: len(column.path)] and path
                    if near and _get(partial.values, column.path) not in (None, TO_DO):
                        self._to_do(partial, column, f"{fault.message[0].upper()}{fault.message[1:]}.")
                        changed = True
            if not changed:
                return [fault for _, fault in faults]
        return []

    def _faults(self, partial: _Partial) -> Iterator[tuple[Path, Diagnostic]]:
        source = source_of(partial.values, f"{partial.id}.yml")
        unfinished = bool(to_do_paths(partial.values))
        noun: Item | None
        if unfinished:
            noun, faults = examine(source, partial.id)
        else:
            noun, faults = convert(source, ImprovementProject, partial.id)
        if noun is not None:
            entry = Entry("improvement project", noun, source, (), None if self.shared else "", draft=unfinished)
            faults = [*faults, *rules.check([entry]), *self._unknown(entry)]
        for fault in faults:
            yield source.paths[fault.place.line - 1], fault

    def _unknown(self, entry: Entry) -> Iterator[Diagnostic]:
        """Unknown ids, in fields and in links."""
        for visit in walk(entry.noun):
            references = [(visit.shape.refers, visit.value)] if visit.shape.refers else []
            if visit.shape.prose:
                references = [(LINKS[link.kind].name, link.id) for link in internal_links(visit.value)]
            for kind, id in references:
                if kind in self.names and id not in self.names[kind]:
                    yield Diagnostic("unknown", f"unknown {kind} `{id[:60]}`", entry.place(visit.path))

    def _left(self, row: Row, matches: Sequence[Match], used: Mapping[str, int], id: str) -> Iterator[tuple[str, str]]:
        for number, cell in sorted(row.cells.items()):
            title = matches[number].column if number < len(matches) else ""
            name = next((name for name, column in used.items() if column == number), None)
            lost = name == "id" and as_text(cell.value).strip() != id
            lost = lost or (self.shared and name is not None and BY_FIELD[name].path[0] == "progress")
            if name is None or lost:
                yield title or f"Column {number + 1}", as_text(cell.value)


def _needed(column: MenuColumn, cells: dict[str, Any], *, shared: bool) -> bool:
    """Whether an optional group of fields has values, so that this field of the group is required."""
    if column.field not in ("progress.contact.name", "progress.contact.email", "withdrawn.reason"):
        return False
    group = ".".join(map(str, column.path[:-1])) + "."
    return any(name.startswith(group) for name in cells) and not (shared and column.path[0] == "progress")


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and all(isinstance(entry, dict) for entry in value))


def _set(values: dict[str, Any], path: Path, value: Any) -> None:
    for step in path[:-1]:
        values = values.setdefault(str(step), {})
    values[str(path[-1])] = value


def _get(values: Any, path: Path) -> Any:
    for step in path:
        values = values.get(step) if isinstance(values, dict) else None
    return values
