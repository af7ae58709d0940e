"""A scheme's workbook as the values of a profile, each with its sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.base import is_slug
from ..model.diagnostics import Diagnostic, Place
from ..model.ids import fresh_id, id_from
from ..model.library import Library
from ..model.profile_choices import choice_fields, sections_by_words
from ..model.scheme_file import Row, SchemeFile, Table
from ..model.sheets import choices as lists
from ..model.sheets import profile as forms
from ..model.sheets.choices import by_words, same_words
from ..model.sheets.form import SheetColumn, SheetForm
from ..model.suggestions import did_you_mean
from ..model.trust import TailoringKind
from ..model.walk import Path
from .cell_values import UnreadableError
from .profile_values import colour, day_of_year
from .scheme_plan import read_menu, read_plan
from .scheme_rooms import read_rooms
from .sheet_reader import SheetReader
from .yaml_reader import Source, Spot

_SHEETS: dict[Path, SheetForm] = {
    ("sites",): forms.SITES,
    ("partners",): forms.SITES,
    ("cohort", "participants"): forms.WHO,
    ("contacts",): forms.CONTACTS,
    ("workshops",): forms.ROOMS,
    ("schedule", "workshop_weeks"): forms.ROOMS,
}
"""The sheets of lists, for a fault of a list that has no rows."""
_ADVICE = {
    "empty-text": "type something, or clear the cell",
    "not-one-line": "type it without a new line",
    "missing-logo": "put it into a folder beside this file with the same name as this file, or clear the cell",
}
"""What to do in a workbook, where that differs from what an author of a file does."""


@dataclass(slots=True)
class SchemeSource(Source):
    """A profile whose values are in the cells of a scheme's workbook."""

    cells: dict[Path, tuple[str, SheetColumn]] = field(default_factory=dict)
    """Sheet and cell of each value, empty or not, and what belongs there, by its path within the profile."""
    faults: list[Diagnostic] = field(default_factory=list)
    """What is wrong with cells whose values could not be read."""
    row_ids: dict[str, list[str]] = field(default_factory=dict)
    """Ids of the rows of each list of the profile that has a row for each entry, by the path of the list."""

    def question(self, path: Path) -> tuple[str, str] | None:
        if path in self.cells:
            column = self.cells[path][1]
            help = column.help or "it is needed"
            return column.title, help[0].lower() + help[1:].rstrip(".")
        form = _SHEETS.get(path)
        return (form.name, form.note[0].lower() + form.note[1:].rstrip(".")) if form else None

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:  # noqa: ARG002
        """The cell of a value, or of the nearest one; the sheet of a list without rows."""
        for above in (path[:length] for length in range(len(path), 0, -1)):
            if near := [cell for other, (cell, _) in self.cells.items() if other[: len(above)] == above]:
                return Place(self.file, cell=near[0])
            if above in _SHEETS:
                return Place(self.file, cell=_SHEETS[above].name)
        return Place(self.file, cell=forms.SCHEME.name)

    def all_faults(self, others: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The faults of cells, and the others of the profile but those that follow from them."""
        places = {fault.place.cell for fault in self.faults}
        places |= {(cell or "").partition("!")[0] for cell in places}
        rest = (fault for fault in others if fault.place.cell not in places)
        return [*self.faults, *dict.fromkeys(rest)]

    def worded(self, fault: Diagnostic) -> Diagnostic:
        """A fault with the titles of columns and rows in place of the names of fields."""
        sheet = (fault.place.cell or "").partition("!")[0]
        titles = {"participants": forms.WHO.name, "workshop_weeks": "Week", "first": "First day", "last": "Last day"}
        for here in (False, True):
            for path, (cell, column) in self.cells.items():
                if (cell.partition("!")[0] == sheet) is here and isinstance(path[-1], str):
                    titles[path[-1]] = column.title

        def title(match: re.Match[str]) -> str:
            return f"`{titles.get(match[1], match[1])}{match[2]}`"

        message = fault.message.replace("a tailoring of kind", "a change of the kind")
        message = message.replace("beside the profile", "in the folder beside this file")
        texts = [re.sub(r"`(\w+)(: [^`]*|)`", title, text) if text else text for text in (message, fault.help)]
        if fault.code == "bad-email":
            texts[0] = "this is not an email address"
        return replace(fault, message=texts[0] or "", help=_ADVICE.get(fault.code, texts[1]))


def read_profile(file: SchemeFile, library: Library) -> SchemeSource:
    """The values of a profile from a scheme's workbook; the source has the faults of its cells too."""
    reader = SheetReader(file, library)
    _fields(reader)
    _places(reader)
    read_rooms(reader)
    _who(reader)
    _closed(reader)
    for name, form in (("contacts", forms.CONTACTS), ("background", forms.BACKGROUND)):
        for number, table, row in reader.entries(name, form.name):
            for column in form.columns:
                prose = column.key == "text"
                reader.put(
                    (name, number, column.key), table, row, column.key, reader.read(table, row, column.key, prose=prose)
                )
    _own_words(reader)
    read_plan(reader)
    read_menu(reader)
    data: dict[str, Any] = {"cohort": {}, "pairing": {}, "brand": {}}
    for path, value in reader.values.items():
        inner: Any = data
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = value
    return SchemeSource(file.file, "", _with_lists(data), Spot(0, 0, 1), reader.cells, reader.faults, reader.row_ids)


def _with_lists(value: Any) -> Any:
    """The value, with lists in place of mappings by number."""
    if not isinstance(value, dict):
        return value
    items = {key: _with_lists(inner) for key, inner in value.items()}
    return [items[number] for number in sorted(items)] if 0 in items else items


def _fields(reader: SheetReader) -> None:
    """The sheets with a row for each field."""
    for form, fields in (
        (forms.SCHEME, list(forms.SCHEME_FIELDS)),
        (forms.CHOICES, list(choice_fields(reader.library))),
    ):
        titles = {field.path: f"{field.section} {field.column.title}" for field in fields}
        rows = reader.by_id(form.name, (forms.SECTION, forms.WHAT), titles, "")
        columns = {field.path: field.column for field in fields}
        for path, (table, row) in rows.items():
            if path != forms.KEEP_UNTIL and path.rpartition(".")[0] not in forms.LISTS_OF_CHOICES:
                value = _field(reader, table, row, columns[path])
                reader.put(tuple(path.split(".")), table, row, forms.CHOICE, value, columns[path])
        for path in forms.LISTS_OF_CHOICES:
            of_list = {id: rows[id] for id in rows if id.rpartition(".")[0] == path}
            answers = {id: reader.read(*of_list[id], forms.CHOICE, column=columns[id]) for id in of_list}
            chosen = [id for id in answers if answers[id]]
            if not chosen and False in answers.values():
                chosen = [id for id in answers if answers[id] is None]
            for number, id in enumerate(chosen):
                value = id.removeprefix(f"{path}.")
                reader.put((*path.split("."), number), *of_list[id], forms.CHOICE, value, columns[id])
    number = reader.values.get(("cohort", "number"), 1)
    reader.values.setdefault(("cohort", "name"), forms.usual_name(number))
    reader.values.setdefault(("cohort", "months"), reader.library.programme.months)
    reader.values.setdefault(("brand", "colour"), forms.COLOUR)


def _field(reader: SheetReader, table: Table, row: Row, column: SheetColumn) -> Any:
    if column.key.startswith("schedule.quiet.") and column.key.endswith((".first", ".last")):
        try:
            return day_of_year(row.cells.get(forms.CHOICE))
        except UnreadableError as fault:
            reader.report(fault.code, fault.message, table, row, forms.CHOICE, fault.help)
            return None
    value = reader.read(table, row, forms.CHOICE, column=column, prose=column.key == "note")
    if value is None:
        return None
    match column.key:
        case "brand.colour":
            try:
                return colour(value)
            except UnreadableError as fault:
                reader.report(fault.code, fault.message, table, row, forms.CHOICE, fault.help)
                return None
        case "ods_code":
            return value.upper()
        case "website":
            return value if "://" in value else f"https://{value}"
    return value


def _places(reader: SheetReader) -> None:
    """Sites and partners. What the planner adds has an id made from its name, other rows one such as sites/main."""
    rows = list(reader.filled(forms.SITES.name))
    taken = {row.id.partition("/")[2] for _, row in rows}
    site_names: list[tuple[str, str]] = []
    for table, row in rows:
        kind = reader.read(table, row, "kind") or "sites"
        name = reader.read(table, row, "name")
        id = row.id.partition("/")[2] or fresh_id(str(name or "place"), "place", taken)
        taken.add(id)
        ids = reader.row_ids.setdefault(kind, [])
        path: Path = (kind, len(ids))
        ids.append(row.id)
        reader.put((*path, "id"), table, row, "name", id)
        reader.put((*path, "name"), table, row, "name", name)
        site_names += [(id, str(name))] if kind == "sites" else []
    reader.lists[lists.SITES] = by_words(site_names)


def _who(reader: SheetReader) -> None:
    groups = {id: group.title for id, group in reader.library.vocabulary.staff_groups.items()}
    advice = "choose a staff group from the list, or delete the row"
    path: Path = ("cohort", "participants")
    rows = reader.by_id(forms.WHO.name, ("staff_group",), groups, "staff group", advice)
    numbers = {id: reader.read(*of_group, "number") for id, of_group in rows.items()}
    for number, id in enumerate(id for id in rows if numbers[id]):
        reader.put((*path, number, "staff_group"), *rows[id], "staff_group", id)
        reader.put((*path, number, "number"), *rows[id], "number", numbers[id])


def _closed(reader: SheetReader) -> None:
    for table, row in reader.filled(forms.CLOSED.name):
        kind = reader.read(table, row, "kind") or "closed"
        ids = reader.row_ids.setdefault(f"schedule.{kind}", [])
        path: Path = ("schedule", kind, len(ids))
        ids.append(row.id)
        first = reader.read(table, row, "first")
        reader.put((*path, "first"), table, row, "first", first)
        last = "last" if row.value("last") is not None else "first"
        reader.put((*path, "last"), table, row, last, reader.read(table, row, last) if last == "last" else first)
        reader.put((*path, "reason"), table, row, "reason", reader.read(table, row, "reason"))


def _own_words(reader: SheetReader) -> None:
    form = forms.OWN_WORDS
    for number, table, row in reader.entries("tailoring", form.name):
        path: Path = ("tailoring", number)
        values = {
            key: reader.read(table, row, key, prose=key == "body") for key in (column.key for column in form.columns)
        }
        text, kind = values.pop("text"), values["kind"]
        field, _, id = (text or f"{lists.TOPIC}/").partition("/")
        reader.put((*path, field), table, row, "text", id or None)
        if row.value("text") is None:
            reader.report("missing-field", "`Text` is empty", table, row, "text", "choose the text from the list")
        values["section"] = _section(reader, table, row, kind, text, values["section"])
        for key, value in values.items():
            reader.put((*path, key), table, row, key, value)


def _section(
    reader: SheetReader, table: Table, row: Row, kind: str | None, text: str | None, typed: str | None
) -> str | None:
    """The id of the section of own words, typed as its heading or as its id."""
    if typed is None or text is None or kind == TailoringKind.ADD:
        return typed if typed is None or is_slug(typed) else id_from(typed)
    sections = sections_by_words(reader.library, text)
    known = {same_words(words): id for words, id in sections.items()} | {id: id for id in sections.values()}
    if (id := known.get(same_words(typed))) is None:
        advice = did_you_mean(typed, sections) or "copy the heading from the text"
        reader.report("unknown-section", "the text has no section of this name", table, row, "section", advice)
    return id
