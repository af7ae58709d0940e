"""A workbook to record who came to a workshop and how they rated it."""

from __future__ import annotations

import re

from ..planning import dates
from ..planning.session import Session
from .session import COLOUR
from .spreadsheet import Cell, Choices, Column, Formula, Kind, Sheet, Workbook, blank_rows, whole
from .workbook_lists import ATTENDANCE, ATTENDANCES, STAFF_GROUPS

ROWS = 40
"""Participants to leave room for where no cohort says how many there are."""
FEEDBACK, SIDES = "Feedback", "Sides"
RATING = (
    "1 disagree strongly, 2 disagree, 3 neither, 4 agree, 5 agree strongly. Leave it empty where there is no answer."
)


def attendance_and_feedback(session: Session) -> Workbook:
    """The workbook of a session: attendance by name, feedback without names, and the results of the ratings."""
    vocabulary, profile = session.vocabulary, session.profile
    groups = (
        [participants.staff_group for participants in profile.cohort.participants]
        if profile
        else list(vocabulary.staff_groups)
    )
    sheets = [_attendance(session)]
    if session.workshop.evaluation:
        sheets += [_feedback(session), _results(session)]
    return Workbook(
        title=f"Workshop {session.workshop.number}: {session.workshop.title}",
        organisation=session.organisation,
        cohort=profile.cohort.name if profile else f"Workshop {session.workshop.number}",
        release=session.release.id,
        colour=profile.brand.colour if profile else COLOUR,
        sheets=tuple(sheets),
        lists=(
            Choices(ATTENDANCE, ATTENDANCES),
            Choices(STAFF_GROUPS, tuple(dict.fromkeys(vocabulary.staff_groups[id].title for id in groups))),
            Choices(SIDES, ("Clinician", "Manager", "Other")),
        ),
    )


def _places(session: Session) -> int:
    profile = session.profile
    return profile.cohort.groups * profile.cohort.group_size if profile else ROWS


def _attendance(session: Session) -> Sheet:
    columns = (
        Column("No.", 6, Kind.NUMBER),
        Column("Name", 30, fill=True),
        Column("Staff group", 28, Kind.CHOICE, STAFF_GROUPS, strict=False, fill=True),
        Column("Attendance", 16, Kind.CHOICE, ATTENDANCE, fill=True),
        Column("Note", 40, prompt="Who covers, when somebody left, what somebody needs.", fill=True),
    )
    day = f" on {dates.weekday_and_date(session.entry.first)}" if session.entry else ""
    return Sheet(
        "Attendance",
        "Attendance",
        f"Who was at workshop {session.workshop.number}{day}. Names are personal data: keep it somewhere safe.",
        columns,
        tuple((number, None, None, None, None) for number in range(1, _places(session) + 1)),
        fixed_columns=2,
    )


def _statements(session: Session) -> list[str]:
    return [f"{number}. {item.text}" for number, item in enumerate(session.workshop.evaluation, start=1)]


def _feedback(session: Session) -> Sheet:
    columns = (
        Column("Form", 8, Kind.NUMBER),
        Column("Side", 14, Kind.CHOICE, SIDES, fill=True),
        *(Column(title, 20, Kind.RATING, prompt=RATING, fill=True) for title in _statements(session)),
        Column("Keep", 36, prompt="What to keep, in the participant's words.", fill=True),
        Column("Change", 36, prompt="What to change, in the participant's words.", fill=True),
    )
    rest = blank_rows(1, columns[1:])[0]
    return Sheet(
        FEEDBACK,
        FEEDBACK,
        "One row for each form handed in. Do not write names here.",
        columns,
        tuple((number, *rest) for number in range(1, _places(session) + 1)),
        fixed_columns=2,
    )


def _results(session: Session) -> Sheet:
    objectives = {objective.id: objective.text for objective in session.workshop.objectives}
    columns = (
        Column("Statement", 50),
        Column("It shows whether they can", 50),
        Column("Answers", 10, Kind.NUMBER),
        Column("Agree (4 or 5)", 12, Kind.NUMBER),
        Column("Mean", 10, Kind.HOURS),
    )
    return Sheet(
        "Results",
        "Results",
        "The results of the ratings. It fills itself in from the sheet Feedback.",
        columns,
        tuple(
            (title, objectives[item.objective], *_sums(title))
            for title, item in zip(_statements(session), session.workshop.evaluation, strict=True)
        ),
    )


def _sums(title: str) -> tuple[Cell, ...]:
    # In a reference, these characters of a column's title need an apostrophe before them.
    ratings = whole(FEEDBACK, re.sub(r"([\[\]#'@])", r"'\1", title))
    return (
        Formula(f"COUNT({ratings})", 0),
        Formula(f'COUNTIF({ratings},">=4")', 0),
        Formula(f'IF(COUNT({ratings})=0,"",AVERAGE({ratings}))', ""),
    )
