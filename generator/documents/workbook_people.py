"""Sheets with a row for each participant: ratings and attendance."""

from __future__ import annotations

from ..model.instrument import Instrument, Question, QuestionKind
from ..model.sheets.form import Kind, in_row
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind
from .spreadsheet import Column, Formula, Sheet, blank_rows
from .workbook_lists import ATTENDANCE, ATTENDED, STAFF_GROUPS, WAVES, self_assessment


def evaluation(playbook: Playbook) -> Sheet | None:
    """Ratings from the self-assessment; None where the trust does not use it."""
    form = self_assessment(playbook)
    if form is None:
        return None
    scales = [question for group in form.groups for question in group.questions if question.kind is QuestionKind.SCALE]
    columns = (
        Column("Code", 12, fill=True, prompt="The matching code from the form. Never a name."),
        Column("Wave", 10, Kind.CHOICE, WAVES, prompt="Before, then (looking back) or after.", fill=True),
        *(_rating(number, question, form) for number, question in enumerate(scales, start=1)),
    )
    cohort = playbook.profile.cohort
    rows = blank_rows(cohort.groups * cohort.group_size * max(1, len(form.waves)), columns)
    note = f"Ratings from the form {form.title}: one row for a participant and a wave. Codes only, no names."
    return Sheet("Evaluation data", "EvaluationData", note, columns, rows, fixed_columns=2)


def _rating(number: int, question: Question, form: Instrument) -> Column:
    labels = form.scales[question.scale].labels if question.scale in form.scales else []
    meaning = ", ".join(f"{point} {label}" for point, label in enumerate(labels, start=1))
    prompt = f"{meaning}. Leave it empty where there is no answer." if meaning else ""
    title = f"{number}. {question.text}"
    return Column(title, 18, Kind.RATING, highest=len(labels) or 5, prompt=prompt, fill=True)


def attendance(playbook: Playbook) -> Sheet:
    """Who was at which workshop."""
    titles = _workshop_titles(playbook)
    formula = f'COUNTIF({in_row("Attendance", titles[0], titles[-1])},"{ATTENDED}")'
    columns = (
        Column("Group", 10),
        Column("Name", 26, fill=True),
        Column("Staff group", 28, Kind.CHOICE, STAFF_GROUPS, fill=True),
        *(Column(title, 16, Kind.CHOICE, ATTENDANCE, fill=True) for title in titles),
        Column("Workshops attended", 13, Kind.NUMBER, formula=formula),
    )
    cohort = playbook.profile.cohort
    name = playbook.wording.text("Pair")
    rows = tuple(
        (f"{name} {group}", None, None, *(None for _ in titles), Formula(formula, 0))
        for group in range(1, cohort.groups + 1)
        for _ in range(cohort.group_size)
    )
    note = "Who was at which workshop. Fill in the names once places are confirmed."
    return Sheet("Attendance", "Attendance", note, columns, rows, fixed_columns=2)


def _workshop_titles(playbook: Playbook) -> list[str]:
    """Column titles that formulas can refer to: the number of each workshop, with its day where known."""
    days = [entry.first for entry in playbook.schedule.of(EntryKind.WORKSHOP)] if playbook.schedule else []
    return [
        f"Workshop {number}" + (f" on {dates.date(days[number - 1])}" if days else "")
        for number in range(1, len(playbook.workshops) + 1)
    ]
