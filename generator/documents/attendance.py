"""A workbook to record who came to a workshop and to type feedback in, which counts it."""

from __future__ import annotations

from ..model.sheets.form import Kind
from ..planning import dates
from ..planning.session import Session
from .context import COLOUR
from .feedback_sheets import FEWEST_NAME, feedback, feedback_lists, fewest_cell, read_me, results
from .spreadsheet import Choices, Column, Sheet, Workbook, blank_rows
from .workshop_form import feedback_form

ATTENDANCE, STAFF_GROUPS = "Attendance", "Staff groups"


def attendance_and_feedback(session: Session) -> Workbook:
    """The workbook of a session: attendance by name, and for its feedback form the answers and what they come to."""
    terms, profile, workshop = session.vocabulary.staff_groups, session.profile, session.workshop
    groups = [each.staff_group for each in profile.cohort.participants] if profile else list(terms)
    form = feedback_form(session)
    attendance = _attendance(session, session.cohort)
    sheets = (
        (read_me(form), attendance, feedback(form, session.cohort), results(form, workshop)) if form else (attendance,)
    )
    return Workbook(
        title=f"Workshop {workshop.number}: {workshop.title}",
        organisation=session.organisation,
        cohort=profile.cohort.name if profile else f"Workshop {workshop.number}",
        release=session.release.id,
        colour=profile.brand.colour if profile else COLOUR,
        sheets=sheets,
        lists=(
            Choices(ATTENDANCE, ("Attended", "Part of it", "Apologies", "Absent")),
            Choices(STAFF_GROUPS, tuple(dict.fromkeys(terms[id].title for id in groups))),
            *(feedback_lists(form) if form else ()),
        ),
        names={FEWEST_NAME: fewest_cell(sheets[0])} if form else {},
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
    numbered = tuple((number, *row) for number, row in enumerate(blank_rows(rows, columns[1:]), start=1))
    return Sheet(ATTENDANCE, ATTENDANCE, note, columns, numbered, fixed_columns=2)
