"""A workbook for answers to the self-assessment. It has codes and no names, so no scheme is in it."""

from __future__ import annotations

from ..model.instrument import Instrument, InstrumentKind, Question, QuestionKind, Wave
from ..model.sheets.form import Kind
from ..planning.playbook import Playbook
from .spreadsheet import Choices, Column, Sheet, Workbook, blank_rows

WAVES = "Waves"


def evaluation_workbook(playbook: Playbook) -> Workbook | None:
    """Room for the answers of each participant; None where the trust does not use the self-assessment."""
    kind = InstrumentKind.SELF_ASSESSMENT
    form = next((form for form in playbook.instruments if form.kind is kind), None)
    if form is None:
        return None
    waves = tuple(wave.value.capitalize() for wave in form.waves or Wave)
    return Workbook(
        title=f"{playbook.programme.title} evaluation",
        organisation=playbook.profile.name,
        cohort=playbook.profile.cohort.name,
        release=playbook.release.id,
        colour=playbook.profile.brand.colour,
        sheets=(_answers(form, playbook),),
        lists=(Choices(WAVES, waves),),
    )


def _answers(form: Instrument, playbook: Playbook) -> Sheet:
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
