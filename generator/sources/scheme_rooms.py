"""The sheet of rooms as the fields of a profile: which workshops run, in which order, and the details of each."""

from __future__ import annotations

import re
from typing import Any

from ..model.menu_cells import entries, split_at, unescaped
from ..model.profile_choices import activities_by_words
from ..model.scheme_file import Row, Table
from ..model.sheets import profile as forms
from ..model.sheets.choices import same_words
from ..model.suggestions import did_you_mean
from ..model.walk import Path
from ..model.workshop import Workshop
from .sheet_reader import SheetReader

_OF_EVENTS, _OF_WORKSHOPS = ("start", "minutes", "room"), ("start", "room", "facilitators", "note")
_SHEET = forms.ROOMS.name


def read_rooms(reader: SheetReader) -> None:
    """Read the sheet. An empty cell is as usual, so that filling in a room drops no workshop."""
    library = reader.library
    titles = {id: workshop.title for id, workshop in library.workshops.items()}
    titles |= {forms.EVENT + id: event.title for id, event in library.calendar.events.items()}
    advice = "delete the row, or keep it on a sheet of your own"
    rows = reader.by_id(_SHEET, ("title",), titles, "workshop or event of the programme", advice)
    workshops = {id: rows[id] for id in library.workshops if id in rows}
    run, chosen = _run(reader, workshops)
    for id, (table, row) in workshops.items():
        path: Path = ("workshops", run.index(id)) if chosen and id in run else ("workshop_details", id)
        if path[0] == "workshops":
            reader.put((*path, "workshop"), table, row, "title", id)
        for key in _OF_WORKSHOPS:
            reader.put((*path, key), table, row, key, reader.read(table, row, key))
        for number, own in enumerate(_breaks(reader, table, row, library.workshops[id])):
            for key, value in own.items():
                reader.put((*path, "breaks", number, key), table, row, "breaks", value)
        if row.value("minutes") is not None:
            help = "clear the cell, or type your own breaks under Breaks"
            reader.report("minutes", "a workshop takes as long as its agenda", table, row, "minutes", help)
    _weeks(reader, {id: workshops[id] for id in run if id in workshops})
    for id, (table, row) in rows.items():
        if id.startswith(forms.EVENT):
            _event(reader, table, row, id.removeprefix(forms.EVENT))


def _run(reader: SheetReader, rows: dict[str, tuple[Table, Row]]) -> tuple[list[str], bool]:
    """The workshops that run, in their order, and whether the trust chooses them."""
    library, months = reader.library, reader.values[("cohort", "months")]
    usual = forms.run_by_default(library.programme, months) if isinstance(months, int) else library.programme.workshops
    answers = {id: reader.read(*rows[id], "run") for id in rows}
    orders = {id: order for id in rows if (order := reader.read(*rows[id], "order")) is not None}
    for id, order in orders.items():
        if list(orders.values()).count(order) > 1:
            help = "give each workshop a number of its own"
            reader.report("two-rows", f"two workshops have the order {order}", *rows[id], "order", help)
    if not any(answer is not None for answer in (*answers.values(), *orders.values())):
        return list(usual), False
    run = [id for id in library.workshops if answers.get(id) or (answers.get(id) is None and id in usual)]
    run.sort(key=lambda workshop: orders.get(workshop, len(library.workshops) + 1))
    if rows and not run:
        reader.report("no-workshop", "no workshop is left", *next(iter(rows.values())), "run", "let at least one run")
    answered = len(answers) == len(library.workshops) and None not in answers.values()
    return run, bool(run) and (answered or run != usual)


def _weeks(reader: SheetReader, rows: dict[str, tuple[Table, Row]]) -> None:
    """The weeks of the workshops that run: for all of them or for none."""
    weeks = {id: reader.read(*rows[id], "week") for id in rows}
    typed = any(week is not None for week in weeks.values())
    for number, (id, week) in enumerate(weeks.items()):
        table, row = rows[id]
        if typed and week is None and row.value("week") is None:
            help = "type the week of each workshop that runs, or of none"
            reader.report("missing-field", "`Week` is empty, but others are filled in", table, row, "week", help)
        reader.put(("schedule", "workshop_weeks", number), table, row, "week", week)


def _event(reader: SheetReader, table: Table, row: Row, id: str) -> None:
    for key in _OF_EVENTS:
        reader.put(("schedule", "events", id, key), table, row, key, reader.read(table, row, key))
    for column in table.form.columns:
        if column.fill and column.key not in _OF_EVENTS and row.value(column.key) is not None:
            message = f"an event has no `{column.title}`"
            help = "clear the cell: an event has a start, minutes and a room"
            reader.report("not-for-events", message, table, row, column.key, help)


def _breaks(reader: SheetReader, table: Table, row: Row, workshop: Workshop) -> list[dict[str, Any]]:
    """A trust's own breaks, such as `Group work | 15 | Lunch`."""
    activities = activities_by_words(workshop)
    known = {same_words(title): id for title, id in activities.items()} | {id: id for id in activities.values()}
    breaks: list[dict[str, Any]] = []
    for typed in entries(str(row.value("breaks") or "")):
        after, *others = (unescaped(text) for text in split_at(typed, "|"))
        if not others or len(others) > 2 or not re.fullmatch(r"\d{1,3}", others[0]):
            help = "type what it follows, the minutes and, if you like, a name: Group work | 15 | Lunch"
            reader.report("bad-break", "this is not a break", table, row, "breaks", help)
        elif same_words(after) not in known:
            help = did_you_mean(after, activities) or f"its activities are {', '.join(activities)}"
            reader.report(
                "unknown-activity", f"the workshop has no activity `{after[:60]}`", table, row, "breaks", help
            )
        else:
            own = {"after": known[same_words(after)], "minutes": int(others[0])}
            breaks.append(own | ({"title": others[1]} if others[1:] else {}))
    return breaks
