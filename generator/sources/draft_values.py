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
from ..model.walk import Path
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
_NEEDED_IN_GROUP = ("progress.contact.name", "progress.contact.email", "withdrawn.reason")


@dataclass(slots=True)
class PathSource(Source):
    """Values that are not in a file yet. The line of a place is the number of its path in `paths`, from 1."""

    paths: list[Path] = field(default_factory=list)

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:  # noqa: ARG002
        """A place from which the path can be looked up."""
        self.paths.append(path)
        return Place(self.file, len(self.paths))


def source_of(values: dict[str, Any], file: str) -> PathSource:
    """The values as a source."""
    return PathSource(file, "", values, Spot(0, 0, 1))


@dataclass(frozen=True, slots=True)
class DraftBuilder:
    """Turns a row into a draft."""

    id: str
    names: Names
    """What projects may refer to."""
    shared: bool
    """Whether the draft is for the shared menu, whose projects record no progress."""
    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[Path, list[str]] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """The text in the list, by field."""

    def draft(self, row: Row, matches: Sequence[Match], style: Style, origin: str) -> Draft | list[Diagnostic]:
        """The draft of a row that has a title, or its faults. `origin` says in words where the row is."""
        numbers = filling(row.cells, matches, spare=style.markdown)
        cells = {name: (matches[number].column, row.cells[number]) for name, number in numbers.items()}
        for column in COLUMNS:
            if column.holds is Holds.ID:
                continue
            if column.field not in cells or self._omits(column):
                if column.field in DEFAULTS:
                    _set(self.values, column.path, DEFAULTS[column.field])
                elif column.required or (_needed(column, cells) and not self._omits(column)):
                    self._to_do(column)
            else:
                self._fill(column, *cells[column.field], style)
        if faults := self._settle():
            return [Diagnostic(fault.code, fault.message, row.place, fault.help) for fault in faults]
        return Draft(self.id, origin, self.values, self.notes, list(self._left(row, matches, numbers)))

    def _omits(self, column: MenuColumn) -> bool:
        return self.shared and column.path[0] == "progress"

    def _fill(self, column: MenuColumn, title: str, cell: TableCell, style: Style) -> None:
        value, hidden = tidied(cell.value)
        was = as_text(cell.value)
        self.typed[column.field] = was
        if column.holds in _NESTED and _is_nested(cell.nested):
            # It has the structure of a project's file; `_settle` checks it.
            _set(self.values, column.path, cell.nested)
            return
        try:
            decoded, notes = decode(column, title, value, style, self.names)
        except UnusableError as error:
            self._to_do(column, str(error))
            return
        if decoded not in ("", [], {}):
            _set(self.values, column.path, decoded)
            if hidden:
                self.notes[column.path] = [*notes, "Invisible characters were removed."]
            elif notes:
                self.notes[column.path] = [*notes, f"was: {was}"]
        elif column.required:
            self._to_do(column)

    def _to_do(self, column: MenuColumn, reason: str = "") -> None:
        _set(self.values, column.path, TO_DO)
        ids = [choice.value for choice in column.choices] if column.choices else []
        if column.holds in (Holds.NAME, Holds.NAMES) and column.refers != "reference":
            ids = list(self.names.get(column.refers or "", ()))
        choose = f"Choose from: {', '.join(ids)}." if ids else ""
        was = f"was: {self.typed[column.field]}" if column.field in self.typed else ""
        self.notes[column.path] = [column.about, *filter(None, [column.in_yaml, choose, reason, was])]

    def _settle(self) -> list[Diagnostic]:
        """Mark each value that the checks of the content refuse, until they report nothing."""
        while faults := list(self._faults()):
            changed = False
            for path, fault in faults:
                for column in COLUMNS:
                    near = column.path[: len(path)] == path[: len(column.path)] and path
                    if near and _get(self.values, column.path) not in (None, TO_DO):
                        self._to_do(column, f"{fault.message[0].upper()}{fault.message[1:]}.")
                        changed = True
            if not changed:
                return [fault for _, fault in faults]
        return []

    def _faults(self) -> Iterator[tuple[Path, Diagnostic]]:
        source = source_of(self.values, f"{self.id}.yml")
        unfinished = bool(to_do_paths(self.values))
        checked: tuple[Item | None, list[Diagnostic]] = (
            examine(source, self.id) if unfinished else convert(source, ImprovementProject, self.id)
        )
        noun, faults = checked
        if noun is not None:
            entry = Entry("improvement project", noun, source, (), None if self.shared else "", draft=unfinished)
            faults = [*faults, *rules.check([entry]), *self._unknown(entry)]
        for fault in faults:
            yield source.paths[fault.place.line - 1], fault

    def _unknown(self, entry: Entry) -> Iterator[Diagnostic]:
        """Unknown ids, in fields and in links."""
        for visit in entry.visits:
            references = [(visit.shape.refers, visit.value)] if visit.shape.refers else []
            if visit.shape.prose:
                references = [(LINKS[link.kind].name, link.id) for link in internal_links(visit.value)]
            for kind, id in references:
                if kind in self.names and id not in self.names[kind]:
                    yield Diagnostic("unknown", f"unknown {kind} `{id[:60]}`", entry.place(visit.path))

    def _left(self, row: Row, matches: Sequence[Match], numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        fields = {number: BY_FIELD[name] for name, number in numbers.items()}
        for number, cell in sorted(row.cells.items()):
            column, text = fields.get(number), as_text(cell.value)
            if column is None or self._omits(column) or (column.holds is Holds.ID and text.strip() != self.id):
                title = matches[number].column if number < len(matches) else ""
                yield title or f"Column {number + 1}", text


def _needed(column: MenuColumn, cells: Mapping[str, object]) -> bool:
    """Whether an optional group of fields has values, so that this field of the group is required."""
    group = column.field.rpartition(".")[0]
    return column.field in _NEEDED_IN_GROUP and any(name.startswith(f"{group}.") for name in cells)


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
