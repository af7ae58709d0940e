"""The workbooks of a workshop: who came, and feedback typed in from paper, each in a file of its own."""

from __future__ import annotations

from ..model.sheets.form import Kind
from ..planning import dates
from ..planning.session import Session
from .context import COLOUR
from .feedback_sheets import FEWEST_NAME, feedback_lists, feedback_sheet, fewest_cell, read_me, results
from .spreadsheet import Choices, Column, Sheet, Workbook, blank_rows
from .workshop_form import feedback_form

ATTENDANCE, STAFF_GROUPS = "Attendance", "Staff groups"


def attendance(session: Session) -> Workbook:
    """Who was at a session, by name."""
    terms, profile = session.vocabulary.staff_groups, session.profile
    groups = [each.staff_group for each in profile.cohort.participants] if profile else list(terms)
    lists = (
        Choices(ATTENDANCE, ("Attended", "Part of it", "Apologies", "Absent")),
        Choices(STAFF_GROUPS, tuple(dict.fromkeys(terms[id].title for id in groups))),
    )
    return _workbook(session, (_attendance(session, session.cohort),), lists)


def feedback(session: Session) -> Workbook | None:
    """What people said of a session, without names: the answers and what they come to. None without a form.

    It is apart from attendance because the form promises that the programme lead, who has to know who came, never sees
    what anybody answered.
    """
    form = feedback_form(session)
    if form is None:
        return None
    first = read_me(form)
    sheets = (first, feedback_sheet(form, session.cohort), results(form, session.workshop))
    return _workbook(session, sheets, feedback_lists(form), {FEWEST_NAME: fewest_cell(first)})


def _workbook(
    session: Session, sheets: tuple[Sheet, ...], lists: tuple[Choices, ...], names: dict[str, str] | None = None
) -> Workbook:
    profile, workshop = session.profile, session.workshop
    return Workbook(
        title=f"Workshop {workshop.number}: {workshop.title}",
        organisation=session.organisation,
        cohort=profile.cohort.name if profile else f"Workshop {workshop.number}",
        release=session.release.id,
        colour=profile.brand.colour if profile else COLOUR,
        sheets=sheets,
        lists=lists,
        names=names or {},
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
