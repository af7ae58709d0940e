"""Exports of online forms go into the workbook of answers: everything typed there stays, and nothing is added twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.answers import Response
from generator.model.instrument import Wave
from generator.planning.playbook import Playbook, plan
from generator.sources.answers_import import Wanted
from generator.studio.evaluation import OpenedAnswers, new_evaluation, opened_answers, with_answers, with_exports
from tests.examples import examples
from tests.filled_answers import INSTRUMENTS, READINESS, SURVEY, read
from tests.worked import content

FILE = "evaluation.xlsx"
BEFORE = Wanted(copies=(Wave.BEFORE,))


@cache
def cohort() -> Playbook:
    """A worked cohort with forms that ask every kind of question."""
    return replace(plan(content.library(), "westbrook"), instruments=INSTRUMENTS)


@cache
def filled() -> bytes:
    """A workbook with the answers of three people on two forms."""
    responses = [each for each in read()[0].responses if not each.workshop]
    return with_answers(opened_answers(new_evaluation(cohort()), FILE, cohort()), cohort(), responses).raw


def opened(raw: bytes) -> OpenedAnswers:
    return opened_answers(raw, FILE, cohort())


def export(titles: Sequence[str], *rows: Sequence[object]) -> dict[str, bytes]:
    file = io.StringIO()
    csv.writer(file).writerows([titles, *rows])
    return {"answers.csv": file.getvalue().encode()}


def readiness(*rows: Sequence[object]) -> dict[str, bytes]:
    return export([question.text for question in READINESS.evaluated], *rows)


def survey(*rows: Sequence[object]) -> dict[str, bytes]:
    return export([question.text for question in SURVEY.evaluated], *rows)


def placeless(responses: Sequence[Response]) -> list[Response]:
    return [replace(each, place=responses[0].place) for each in responses]


def by_form(responses: Sequence[Response]) -> list[Response]:
    """As the sheets have them."""
    order = [form.id for form in INSTRUMENTS]
    return sorted(placeless(responses), key=lambda each: order.index(each.instrument))


def test_answers_go_below_those_that_are_there() -> None:
    before = opened(filled())
    updated, imported = with_exports(
        before, cohort(), readiness(["BA11E", "Manager", "Very ready", 2], ["MI07D", "Clinician", 1, 1]), BEFORE
    )
    after = opened(updated.raw)

    assert [fault.code for fault in imported.diagnostics] == ["other-answers"]
    assert "evaluation.xlsx, sheet Readiness, cell" in imported.diagnostics[0].message
    assert placeless(after.answers.responses) == by_form([*before.answers.responses, *imported.responses])
    assert after.diagnostics == ()


def test_what_somebody_typed_and_coloured_stays() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    sheet = book["Readiness"]
    column = sheet.max_column + 3
    sheet.cell(2, column).value, sheet.cell(3, column).value = "My own column", "my note"
    raw = io.BytesIO()
    book.save(raw)
    updated, _ = with_exports(opened(raw.getvalue()), cohort(), readiness(["BA11E", "Manager", 4, 2]), BEFORE)
    values = {cell.value for row in openpyxl.load_workbook(io.BytesIO(updated.raw))["Readiness"].rows for cell in row}

    assert {"My own column", "my note", "MI07D", "BA11E"} <= values


def test_codes_that_nearly_match_are_offered_and_not_joined() -> None:
    updated, _ = with_exports(
        opened(filled()), cohort(), readiness(["MIO7D", "Clinician", 4, 2]), Wanted(copies=(Wave.THEN,))
    )
    codes = openpyxl.load_workbook(io.BytesIO(updated.raw))["Codes"]

    assert {"MI07D", "MIO7D"} <= {cell.value for row in codes.rows for cell in row}
    assert opened(updated.raw).answers.same_codes == {}


def test_answers_that_somebody_else_typed_come_from_another_copy_of_the_workbook() -> None:
    _, imported = with_exports(opened(new_evaluation(cohort())), cohort(), {"second.xlsx": filled()}, Wanted())

    typed = opened(filled()).answers.responses
    assert [replace(each, place=typed[0].place) for each in imported.responses] == placeless(typed)
    assert imported.diagnostics == []
    assert imported.notices == ["second.xlsx: 4 sheets not read, as no row at the top has questions as headings"]


ODD = [
    "",
    "=1+1",
    "'quoted",
    " spaces ",
    "two\nlines",
    "_x000D_",
    "\u200bhidden\x07",
    "caf\u00e9 \U0001f600",
    "3-4",
    "-",
]
COMMENTS = st.sampled_from(ODD) | st.text(max_size=12)
ROWS = st.tuples(
    st.sampled_from(["MI07D", "ro 21 n", "BA11E", "X9", ""]),
    st.sampled_from(["", "1", "Very ready", "4,0", "9"]),
    st.sampled_from(["", "0", "2,5", "1250", "0.1", "many"]),
    st.sampled_from(["", "Yes", "no", "perhaps"]),
    st.sampled_from(["", "More often", "As before"]),
    st.sampled_from(["", "Tested", "Planned;"]),
    st.sampled_from(["", "1/6/2027", "2027-06-01 10:00", "32/6/2027"]),
    COMMENTS,
    COMMENTS,
)


@settings(max_examples=examples(20))
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_whatever_comes_in_what_is_there_stays_and_comes_once(rows: list[tuple[str, ...]]) -> None:
    before = opened(filled())
    updated, imported = with_exports(before, cohort(), survey(*rows), Wanted(form="end-survey"))
    after = opened(updated.raw)
    again, nothing = with_exports(after, cohort(), survey(*rows), Wanted(form="end-survey"))

    assert placeless(after.answers.responses) == by_form([*before.answers.responses, *imported.responses])
    assert nothing.responses == []
    assert placeless(opened(again.raw).answers.responses) == placeless(after.answers.responses)
