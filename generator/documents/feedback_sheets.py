"""The sheets of the workbook for a workshop's feedback: a row for each form, and what the answers come to.

Their columns are those that the form has in `evaluation.xlsx`, with the form's own numbers and the workshop's own
statements, so that the evaluation lead can import the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.answers import FEWEST, LOWEST_FEWEST
from ..model.instrument import Instrument, Question, QuestionKind
from ..model.required import STATEMENTS
from ..model.sheets.choices import NO, YES
from ..model.sheets.evaluation import evaluation_lists, labels_of, sheets_of
from ..model.sheets.form import Kind, whole
from ..model.workshop import Workshop
from .spreadsheet import Cell, Choices, Column, Formula, Place, Sheet, blank_rows, column_of

READ_ME, FEEDBACK, RESULTS = "Read me", "Feedback", "Results"
FEWEST_NAME = "FewestPeople"
"""Name of the cell with the fewest people for a result."""
TOO_FEW = "too few to show"
TEXTS = (
    (
        "Who may open this file",
        "The facilitators of this workshop, the evaluation lead, and whoever types the forms in. Never the programme "
        "lead of the cohort or a line manager: the form promises that. Who came is in attendance.xlsx, which the "
        "programme office may have.",
    ),
    (
        "1. Feedback",
        "Shuffle the forms, and write a number on each. Type a row for each, from left to right: the columns have the "
        "numbers and the order of the questions. What somebody left out stays empty. Leave out names in what people "
        "wrote.",
    ),
    (
        "2. Results",
        "They count by themselves. Figures for fewer people than below are not shown, nor are those of a question that "
        f"everybody answered alike: the sheet then says {TOO_FEW}. But the sheet Feedback beside it has each person's "
        "answers. So show others the results on paper, and never send them this file.",
    ),
    (
        "3. Report",
        "Give the file to the evaluation lead, who adds it to evaluation.xlsx: on the page Make your plan, under What "
        "came of it, or by the command evaluation import. Publish figures from "
        "the report alone: beside it, figures from here could tell what a few people answered.",
    ),
    (
        "4. Delete it",
        "And the paper, when the last report is written or on the day that your trust set for such data.",
    ),
)
"""What the first sheet says, by what it is about."""
CHOICE = 2
"""Column of the first sheet in which somebody may choose, from 0."""


def read_me(form: Instrument) -> Sheet:
    """What to know and to do, then the fewest people for a result, which the evaluation lead may have chosen."""
    columns = (Column("About", 28), Column("What", 90), Column("Your choice", 16))
    rows: list[tuple[Cell, ...]] = [(about, what, None) for about, what in TEXTS]
    if form.read_by:
        rows.insert(1, ("What the form promises", f"Who sees your answers: {form.read_by}", None))
    what = (
        f"{FEWEST}, unless the evaluation lead chose another number for the whole evaluation. At least {LOWEST_FEWEST}."
    )
    rows.append(("Fewest people for a result", what, FEWEST))
    overrides: dict[Place, Column] = {(len(rows) - 1, CHOICE): Column("", 16, Kind.NUMBER, fill=True)}
    note = "What to know before you type, and who may open this file."
    return Sheet(READ_ME, "ReadMe", note, columns, tuple(rows), overrides=overrides)


def fewest_cell(sheet: Sheet) -> str:
    """A reference to the fewest people for a result, the last row of the first sheet."""
    return f"'{sheet.name}'!${chr(ord('A') + CHOICE)}${len(sheet.rows) + 1}"


def feedback_lists(form: Instrument) -> tuple[Choices, ...]:
    """The lists to choose answers from."""
    used = {column.choices for column in sheets_of([form])[form.id].columns}
    return tuple(Choices(name, tuple(values)) for name, values in evaluation_lists([form], ()).items() if name in used)


def feedback_sheet(form: Instrument, rows: int) -> Sheet:
    """A row for each form handed in, with a column for each question."""
    number = Column("Form", 8, Kind.NUMBER, prompt="The number that you wrote on the form.", fill=True)
    columns = (number, *(column for _, column in _columns(form)))
    note = "One row for each form handed in, in any order. Do not write names here."
    return Sheet(FEEDBACK, FEEDBACK, note, columns, blank_rows(rows, columns), fixed_columns=1)


def _columns(form: Instrument) -> Iterator[tuple[Question, Column]]:
    """Each question with its column, whose title begins with the number that it has on the form."""
    titles = {column.key: column for column in sheets_of([form])[form.id].columns}
    for number, question in enumerate(form.evaluated, start=1):
        column = column_of(titles[question.id])._replace(title=f"{number}. {titles[question.id].title}")
        if question.kind is QuestionKind.SCALE:
            points = ", ".join(f"{point} {label}" for point, label in enumerate(labels_of(form, question), start=1))
            column = column._replace(prompt=f"{points.capitalize()}. Leave it empty where there is no answer.")
        yield question, column


def _reference(title: str) -> str:
    """A column's title in a formula, where some characters need an apostrophe before them."""
    return re.sub(r"([\[\]#'@])", r"'\1", title)


def results(form: Instrument, workshop: Workshop) -> Sheet:
    """What the answers to each question with figures come to, by formulas."""
    columns = (
        Column("Question", 50),
        Column("It shows whether they can", 50),
        Column("Answers", 16, Kind.NUMBER),
        Column("Agree (4 or 5), in %", 12, Kind.NUMBER),
        Column("Median", 10, Kind.DECIMAL),
        Column(YES, 8, Kind.NUMBER),
        Column(NO, 8, Kind.NUMBER),
    )
    objectives = {objective.id: objective.text for objective in workshop.objectives}
    shows = {id: objectives[item.objective] for id, item in zip(STATEMENTS, workshop.evaluation, strict=False)}
    rows = tuple(
        (column.title, shows.get(question.id, ""), *_figures(question, column))
        for question, column in _columns(form)
        if question.kind in (QuestionKind.SCALE, QuestionKind.YES_NO)
    )
    note = f"It fills itself in from the sheet {FEEDBACK}, and hides what a few people answered."
    return Sheet(RESULTS, RESULTS, note, columns, rows, fixed_columns=1)


def _figures(question: Question, column: Column) -> tuple[Cell, ...]:
    """The number of answers, and what they come to.

    As in the report, figures for few people are hidden, and so are those of a question that all answered alike. Which
    of the two it is would tell the answer, so the number of answers is hidden too.
    """
    answers = whole(FEEDBACK, _reference(column.title))
    yes, no = (f'COUNTIF({answers},"{word}")' for word in (YES, NO))
    if question.kind is QuestionKind.YES_NO:
        count, differ = f"{yes}+{no}", f"{yes}>0,{no}>0"
        figures = ("", "", yes, no)
    else:
        count, differ = f"COUNT({answers})", f"MIN({answers})<MAX({answers})"
        agree = f'ROUND(100*COUNTIF({answers},">=4")/COUNT({answers}),0)'
        figures = (agree, f"MEDIAN({answers})", "", "")
    enough = f"AND({count}>=MAX({FEWEST_NAME},{LOWEST_FEWEST}),{differ})"
    shown = (Formula(f'IF({enough},{figure},"")', "") if figure else None for figure in figures)
    return (Formula(f'IF({enough},{count},"{TOO_FEW}")', TOO_FEW), *shown)
