"""What a profile says in the sheets of the plan: pins, hours, rates, costs, and choices of projects."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.scheme_file import Row, Table
from ..model.sheets.form import SheetColumn
from ..model.walk import Path
from .sheet_reader import SheetReader, added

DATES, HOURS, RATES, COSTS, MENU = "Dates", "Hours", "Rates", "Costs", "Menu"
_PIN = "pin_"
_PROGRESS = ("status", "site", "starts", "ends", "sponsor")
_CONTACT: Mapping[str, str] = {"contact": "name", "contact_email": "email", "contact_public": "private"}


def read_plan(reader: SheetReader) -> None:
    """Pins, hours, rates and costs."""
    _pins(reader)
    hours = {id: assumption.title for id, assumption in reader.library.effort.assumptions.items()}
    for id, (table, row) in reader.by_id(HOURS, ("what",), hours, "").items():
        reader.put(("hours", id), table, row, "hours", reader.read(table, row, "hours"))
    vocabulary = reader.library.vocabulary
    rated = {id: term.title for terms in (vocabulary.roles, vocabulary.staff_groups) for id, term in terms.items()}
    advice = "choose a role or a staff group from the list, or delete the row"
    for id, (table, row) in reader.by_id(RATES, ("who",), rated, "role or staff group", advice).items():
        reader.put(("rates", id), table, row, "pounds", reader.read(table, row, "pounds"))
        reader.put(("bands", id), table, row, "band", reader.read(table, row, "band"))
    for number, table, row in reader.entries("costs", COSTS):
        for key in ("title", "pounds", "each"):
            reader.put(("costs", number, key), table, row, key, reader.read(table, row, key))


def _pins(reader: SheetReader) -> None:
    number = 0
    for table, row in reader.filled(DATES):
        keys = [column.key for column in table.form.columns if column.key.startswith(_PIN)]
        if not added(table, row) and any(row.value(key) is not None for key in keys):
            path: Path = ("schedule", "pins", number)
            reader.put((*path, "what"), table, row, f"{_PIN}day", row.id)
            for key in keys:
                reader.put((*path, key.removeprefix(_PIN)), table, row, key, reader.read(table, row, key))
            number += 1


def read_menu(reader: SheetReader) -> None:
    """Which projects the trust offers, in which order, and its progress with them."""
    titles = {id: project.title for id, project in reader.library.projects.items()}
    advice = "delete the row: a project of your own is a file in the folder beside this file"
    rows = reader.by_id(MENU, ("project",), titles, "project of the menu", advice)
    offers = {id: reader.read(*of_project, "offer") for id, of_project in rows.items()}
    orders = {id: reader.read(*of_project, "order") for id, of_project in rows.items()}
    last = max((order for order in orders.values() if order is not None), default=0) + 1
    by_order = {id: (last if orders[id] is None else orders[id], id) for id in rows}
    offered = sorted((id for id in rows if offers[id]), key=by_order.__getitem__)
    for number, id in enumerate(offered):
        reader.put(("menu", "projects", number), *rows[id], "offer", id)
    for number, id in enumerate(sorted(id for id in rows if offers[id] is False)):
        reader.put(("menu", "omit", number), *rows[id], "offer", id)
    number = 0
    for id in sorted(rows):
        if _progress(reader, *rows[id], id, number):
            number += 1


def _progress(reader: SheetReader, table: Table, row: Row, id: str, number: int) -> bool:
    """Whether the row says how a project goes on; puts what it says."""
    keys = (*_PROGRESS, *_CONTACT)
    values = {key: reader.read(table, row, key) for key in keys}
    if not any(value is not None for value in values.values()):
        return False
    path: Path = ("menu", "progress", number)
    reader.put((*path, "project"), table, row, "status", id, SheetColumn("project", "Project", 0))
    for key in _PROGRESS:
        reader.put((*path, key), table, row, key, values[key])
    if any(values[key] is not None for key in _CONTACT):
        for key, name in _CONTACT.items():
            value = not values[key] if name == "private" and values[key] is not None else values[key]
            reader.put((*path, "contact", name), table, row, key, value)
    return True
