"""A scheme of a few sheets, small enough to try every edit on it: rows of the planner's, of a plan, and with totals."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.documents.carried import Carried, carried, record_of
from generator.documents.spreadsheet import Cell, Choices, Workbook, sheet_of
from generator.model.scheme_file import SchemeFile, record_text
from generator.model.sheets.form import Kind, SheetColumn, SheetForm, in_row
from generator.sources.scheme_file import scheme_file
from generator.sources.typed_workbook import read_typed
from generator.writers import xlsx

STAMP = datetime.datetime(2026, 11, 28, 12, 0)  # noqa: DTZ001 - the writer takes it as UTC
TODAY = datetime.date(2026, 11, 28)

PEOPLE = SheetForm(
    "People",
    "People",
    "Everybody who takes part.",
    (
        SheetColumn("name", "Name", 30, "First and last name.", fill=True, required=True),
        SheetColumn("email", "Email", 30, fill=True),
        SheetColumn("score", "Score", 10, kind=Kind.DECIMAL, fill=True),
        SheetColumn("decision", "Decision", 16, kind=Kind.CHOICE, choices="Decisions", fill=True),
        SheetColumn("met", "First met", 16, kind=Kind.DATE, fill=True),
    ),
    blank_rows=4,
    example={"name": "Sam Example", "email": "sam@example.nhs.uk", "score": 4.5},
)
DATES = SheetForm(
    "Dates",
    "Dates",
    "Every date of the plan.",
    (
        SheetColumn("date", "Date", 18, "The day.", kind=Kind.DATE),
        SheetColumn("what", "What", 40),
        SheetColumn("room", "Room", 20, "Another room, if need be.", suggested=True),
        SheetColumn("done", "Done", 10, kind=Kind.CHECK, choices="Yes", fill=True),
        SheetColumn("state", "State", 14, formula=f'IF({in_row("Dates", "Done")}="Yes","Done","")'),
        SheetColumn("note", "Note", 30, fill=True),
    ),
)
COSTS = SheetForm(
    "Costs",
    "Costs",
    "What it costs.",
    (
        SheetColumn("item", "Item", 30),
        SheetColumn("pounds", "Pounds", 14, kind=Kind.MONEY, total=True),
        SheetColumn("own", "Your pounds", 14, kind=Kind.MONEY, fill=True, total=True),
    ),
    blank_rows=1,
)
FORMS = (PEOPLE, DATES, COSTS)
DAYS = {
    "workshop-a": (datetime.date(2027, 3, 10), "First workshop", "Hall"),
    "surgery-1": (datetime.date(2027, 4, 7), "Surgery", None),
    "workshop-b": (datetime.date(2027, 5, 12), "Second workshop", "Hall"),
    "presentation-day": (datetime.date(2027, 9, 8), "Presentation day", "Theatre"),
}
Dates = Mapping[str, tuple[datetime.date, str, str | None]]
STAFF: Sequence[tuple[str, Mapping[str, Cell]]] = (
    ("person-a", {"name": "Ada", "email": "ada@example.nhs.uk", "score": 3, "met": datetime.date(2027, 1, 5)}),
    ("person-b", {"name": "Bo", "email": "bo@example.nhs.uk", "decision": "Offered"}),
    ("person-c", {"name": "Cy", "score": 2.5}),
)


def workbook(days: Dates, people: Iterable[tuple[str, Mapping[str, Cell]]] = STAFF) -> Workbook:
    """A plan's workbook, as if there were none before."""
    costs = (("room-hire", {"item": "Rooms", "pounds": 250.5}), ("print", {"item": "Printing", "pounds": 40}))
    dates = [(id, {"date": day, "what": what, "room": room}) for id, (day, what, room) in days.items()]
    return Workbook(
        "Scheme",
        "Westshire",
        "Cohort 1",
        "2026.11",
        "#0f4c5c",
        (sheet_of(PEOPLE, people), sheet_of(DATES, dates), sheet_of(COSTS, costs)),
        (Choices("Decisions", ("Applied", "Offered", "Participant")), Choices("Yes", ("Yes",))),
    )


def written(new: Workbook, carry: Carried | None = None) -> bytes:
    """The file of a workbook, with its record."""
    record = record_of(
        new, generator="1.0", trust="westshire", made=TODAY, planning_from=TODAY, profile="made-up", carried=carry
    )
    return xlsx.write(replace(carry.workbook if carry else new, record=record_text(record)), STAMP)


def opened(raw: bytes) -> SchemeFile:
    """A scheme's file, taken apart."""
    return scheme_file(read_typed(raw, "westshire.xlsx"), FORMS)


@dataclass(frozen=True)
class Updated:
    """A file after an update."""

    raw: bytes
    carried: Carried

    @property
    def changes(self) -> list[str]:
        return [f"{change.sheet}!{change.cell}: {change.text}" for change in self.carried.changes]


def updated(raw: bytes, days: Dates = DAYS) -> Updated:
    """A planner's file brought up to date, as a plan and its readers do: who is in the sheet People is in it again."""
    old = opened(raw)
    table = old.tables.get("People")
    rows = [(row.id, {key: cell.shown for key, cell in row.cells.items()}) for row in table.rows] if table else []
    new = workbook(days, [(id, cells) for id, cells in rows if cells.get("name")])
    carry = carried(new, old, TODAY)
    return Updated(written(new, carry), carry)
