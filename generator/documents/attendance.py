"""A workbook to record who came to a workshop and how they rated it."""

from __future__ import annotations

import re

from ..model.sheets.form import Kind, whole
from ..planning import dates
from ..planning.session import Session
from .context import COLOUR
from .spreadsheet import Cell, Choices, Column, Formula, Sheet, Workbook, blank_rows

ROWS = 40
"""Participants to leave room for where no cohort says how many there are."""
FEEDBACK, SIDES, ATTENDANCE, STAFF_GROUPS = "Feedback", "Sides", "Attendance", "Staff groups"
RATING = (
    "1 disagree strongly, 2 disagree, 3 neither, 4 agree, 5 agree strongly. Leave it empty where there is no answer."
)


def attendance_and_feedback(session: Session) -> Workbook:
    """The workbook of a session: attendance by name, feedback without names, and the results of the ratings."""
    terms, profile, workshop = session.vocabulary.staff_groups, session.profile, session.workshop
    groups = [each.staff_group for each in profile.cohort.participants] if profile else list(terms)
    rows = profile.cohort.groups * profile.cohort.group_size if profile else ROWS
    sheets = [_attendance(session, rows)]
    if workshop.evaluation:
        statements = [f"{number}. {item.text}" for number, item in enumerate(workshop.evaluation, start=1)]
        sheets += [_feedback(statements, rows), _results(session, statements)]
    return Workbook(
        title=f"Workshop {workshop.number}: {workshop.title}",
        organisation=session.organisation,
        cohort=profile.cohort.name if profile else f"Workshop {workshop.number}",
        release=session.release.id,
        colour=profile.brand.colour if profile else COLOUR,
        sheets=tuple(sheets),
        lists=(
            Choices(ATTENDANCE, ("Attended", "Part of it", "Apologies", "Absent")),
            Choices(STAFF_GROUPS, tuple(dict.fromkeys(terms[id].title for id in groups))),
            Choices(SIDES, ("Clinician", "Manager", "Other")),
        ),
    )


def _attendance(session: Session, rows: int) -> Sheet:
    columns = (
        Column("No.", 6, Kind.NUMBER),
        Column("Name", 30, fill=True),
        Column("Staff group", 28, Kind.CHOICE, STAFF_GROUPS, strict=False, fill=True),
        Column("Attendance", 16, Kind.CHOICE, ATTENDANCE, fill=True),
        Column("Note", 40, prompt="Who covers, when somebody left, what somebody needs.", fill=True),
    )
    day = f" on {dates.weekday_and_date(session.entry.first)}" if session.entry else ""
    note = f"Who was at workshop {session.workshop.number}{day}. Names are personal data: keep it somewhere safe."
    return Sheet("Attendance", "Attendance", note, columns, _numbered(rows, columns), fixed_columns=2)


def _feedback(statements: list[str], rows: int) -> Sheet:
    columns = (
        Column("Form", 8, Kind.NUMBER),
        Column("Side", 14, Kind.CHOICE, SIDES, fill=True),
        *(Column(statement, 20, Kind.RATING, prompt=RATING, fill=True) for statement in statements),
        Column("Keep", 36, prompt="What to keep, in the participant's words.", fill=True),
        Column("Change", 36, prompt="What to change, in the participant's words.", fill=True),
    )
    note = "One row for each form handed in. Do not write names here."
    return Sheet(FEEDBACK, FEEDBACK, note, columns, _numbered(rows, columns), fixed_columns=2)


def _numbered(rows: int, columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Rows to fill in, each with its number in the first column."""
    return tuple((number, *row) for number, row in enumerate(blank_rows(rows, columns[1:]), start=1))


def _results(session: Session, statements: list[str]) -> Sheet:
    columns = (
        Column("Statement", 50),
        Column("It shows whether they can", 50),
        Column("Answers", 10, Kind.NUMBER),
        Column("Agree (4 or 5)", 12, Kind.NUMBER),
        Column("Mean", 10, Kind.HOURS),
    )
    objectives = {objective.id: objective.text for objective in session.workshop.objectives}
    rows: list[tuple[Cell, ...]] = []
    for statement, item in zip(statements, session.workshop.evaluation, strict=True):
        # In a reference, these characters of a column's title need an apostrophe before them.
        ratings = whole(FEEDBACK, re.sub(r"([\[\]#'@])", r"'\1", statement))
        count, agree = Formula(f"COUNT({ratings})", 0), Formula(f'COUNTIF({ratings},">=4")', 0)
        mean = Formula(f'IF(COUNT({ratings})=0,"",AVERAGE({ratings}))', "")
        rows.append((statement, objectives[item.objective], count, agree, mean))
    note = "The results of the ratings. It fills itself in from the sheet Feedback."
    return Sheet("Results", "Results", note, columns, tuple(rows))
