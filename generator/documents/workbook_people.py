"""Sheets with a row for each participant: ratings and attendance."""

from __future__ import annotations

from ..model.instrument import Instrument, Question, QuestionKind
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind
from .spreadsheet import Cell, Column, Formula, Kind, Sheet, blank_rows, in_row
from .workbook_lists import ATTENDANCE, ATTENDED, STAFF_GROUPS, WAVES, self_assessment

ATTENDANCE_TABLE = "Attendance"


def evaluation(playbook: Playbook) -> Sheet | None:
    """Ratings from the self-assessment; None where the trust does not use it."""
    form = self_assessment(playbook)
    if form is None:
        return None
    questions = [
        question for group in form.groups for question in group.questions if question.kind is QuestionKind.SCALE
    ]
    columns = (
        Column("Code", 12, fill=True, prompt="The matching code from the form. Never a name."),
        Column("Wave", 10, Kind.CHOICE, WAVES, prompt="Before, then (looking back) or after.", fill=True),
        *(_item(number, question, form) for number, question in enumerate(questions, start=1)),
    )
    return Sheet(
        "Evaluation data",
        "EvaluationData",
        f"Ratings from the form {form.title}: one row for a participant and a wave. Codes only, no names.",
        columns,
        blank_rows(_places(playbook) * max(1, len(form.waves)), columns),
        fixed_columns=2,
    )


def _item(number: int, question: Question, form: Instrument) -> Column:
    labels = form.scales[question.scale].labels if question.scale in form.scales else []
    meaning = ", ".join(f"{point} {label}" for point, label in enumerate(labels, start=1))
    return Column(
        f"{number}. {question.text}",
        18,
        Kind.RATING,
        highest=len(labels) or 5,
        prompt=f"{meaning}. Leave it empty where there is no answer." if meaning else "",
        fill=True,
    )


def attendance(playbook: Playbook) -> Sheet:
    """Who was at which workshop."""
    titles = _workshop_titles(playbook)
    formula = f'COUNTIF({in_row(ATTENDANCE_TABLE, titles[0], titles[-1])},"{ATTENDED}")'
    columns = (
        Column("Group", 10),
        Column("Name", 26, fill=True),
        Column("Staff group", 28, Kind.CHOICE, STAFF_GROUPS, fill=True),
        *(Column(title, 16, Kind.CHOICE, ATTENDANCE, fill=True) for title in titles),
        Column("Workshops attended", 13, Kind.NUMBER, formula=formula),
    )
    return Sheet(
        "Attendance",
        ATTENDANCE_TABLE,
        "Who was at which workshop. Fill in the names once places are confirmed.",
        columns,
        _attendance_rows(playbook, len(titles), formula),
        fixed_columns=2,
    )


def _attendance_rows(playbook: Playbook, workshops: int, formula: str) -> tuple[tuple[Cell, ...], ...]:
    cohort = playbook.profile.cohort
    name = "Pair" if cohort.group_size == 2 else "Group"
    return tuple(
        (f"{name} {group}", None, None, *(None,) * workshops, Formula(formula, 0))
        for group in range(1, cohort.groups + 1)
        for _ in range(cohort.group_size)
    )


def _workshop_titles(playbook: Playbook) -> list[str]:
    """Column titles that formulas can refer to: the number of each workshop, with its day where known."""
    days = [entry.first for entry in playbook.schedule.of(EntryKind.WORKSHOP)] if playbook.schedule else []
    return [
        f"Workshop {number}" + (f" on {dates.date(days[number - 1])}" if days else "")
        for number in range(1, len(playbook.workshops) + 1)
    ]


def _places(playbook: Playbook) -> int:
    return playbook.profile.cohort.groups * playbook.profile.cohort.group_size
