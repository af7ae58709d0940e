"""Answers to questionnaires are read as people type them, and what is typed never gets into a message."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.answers import Answers, EvaluationChoices, code_of
from generator.model.diagnostics import Severity, render_all
from generator.model.instrument import Question, Wave
from generator.model.sheets.evaluation import sheets_of
from generator.sources.answer_values import answer
from generator.sources.answers import looks_like_a_name
from generator.sources.cell_values import UnreadableError
from tests.filled_answers import INSTRUMENTS, READINESS, READY, ROWS, SURVEY, faults, read
from tests.filled_schemes import Edit


def typed(sheet: str, row: str, **values: Any) -> list[Edit]:
    """What somebody types into a row; words of a title are joined by underscores."""
    return [
        {"sheet": sheet, "row": row, "column": column.replace("_", " "), "value": values[column]} for column in values
    ]


def question(id: str) -> Question:
    return next(each for form in (READINESS, SURVEY) for each in form.evaluated if each.id == id)


def test_every_kind_of_answer_is_read() -> None:
    answers, diagnostics = read()
    before, after, other, survey, feedback = answers.responses

    assert diagnostics == []
    assert (before.instrument, before.wave, before.code, before.side) == (
        "readiness",
        Wave.BEFORE,
        "MI07D",
        "Clinician",
    )
    assert before.answers == {"lead": 2, "listen": 3}
    assert (after.code, after.wave, after.answers) == ("MI07D", Wave.AFTER, {"lead": 4})
    assert (other.side, str(other.place)) == ("Manager", "evaluation.xlsx, sheet Readiness, cell B5")
    assert survey.answers == {
        "worth": 4,
        "visits": Fraction(3),
        "released": True,
        "asks": 1,
        "stage": "Tested",
        "last": datetime.date(2027, 6, 1),
        "where": "In the canteen",
        "words": "More time.\nFewer forms.",
    }
    assert (feedback.workshop, feedback.wave, feedback.code, feedback.answers) == ("power", None, "", {"pace": 3})
    assert answers.choices == EvaluationChoices()


@pytest.mark.parametrize("value", [4, 4.0, "4", " 4 ", "4.0", "4,0", "very  READY", "4 - Very ready", "4. Very ready."])
def test_a_rating_is_a_number_or_its_label_or_both(value: Any) -> None:
    assert answer(value, question("lead"), READY) == 4


@pytest.mark.parametrize("value", [0, 5, 2.5, -1, True, "", "5", "44", "2-3", "4 Ready", "ready!", datetime.date.max])
def test_anything_else_is_no_rating(value: Any) -> None:
    with pytest.raises(UnreadableError, match="not a rating from 1 to 4"):
        answer(value, question("lead"), READY)


@pytest.mark.parametrize(
    ("id", "value", "meaning"),
    [
        ("asks", "less OFTEN", -1),
        ("asks", "As before", 0),
        ("stage", " in daily use ", "In daily use"),
        ("released", "no", False),
        ("released", True, True),
        ("visits", "2,5", Fraction(5, 2)),
        ("visits", 0.1, Fraction(1, 10)),
        ("last", "1 June 2027", datetime.date(2027, 6, 1)),
        ("where", 3, "3"),
    ],
)
def test_other_answers_are_read_as_people_type_them(id: str, value: Any, meaning: object) -> None:
    assert answer(value, question(id), ()) == meaning


@pytest.mark.parametrize("code", ["MI07D", "mi07d", " Mi 07 d", "MI-07-D", "MI07D.", "\uff2d\uff2907D"])
def test_codes_are_compared_without_capitals_spaces_and_hyphens(code: str) -> None:
    assert code_of(code) == "MI07D"


@pytest.mark.parametrize("typed", ["Ann Hill", "ann", "Hill, Ann", "a.hill7@example.nhs.uk", "Ann Hill 7"])
def test_a_name_where_a_code_belongs_is_noticed(typed: str) -> None:
    assert looks_like_a_name(typed)


@pytest.mark.parametrize("typed", ["MI07D", "mi 07 d", "MI-07-D", "1234", "MIO7D"])
def test_a_code_is_not_taken_for_a_name(typed: str) -> None:
    assert not looks_like_a_name(typed)


def test_a_name_where_a_code_belongs_stops_nothing() -> None:
    answers, (warning,) = read(typed("Readiness", "row-3", Code="Ann Hill"))

    assert len(answers.responses) == 5
    assert warning.severity is Severity.WARNING


def test_a_row_that_answers_nothing_is_no_response() -> None:
    """Somebody may have put the codes in beforehand."""
    answers, diagnostics = read(typed("Readiness", "new", Code="BA11E", I_take_part_as="Other"))

    assert (len(answers.responses), diagnostics) == (5, [])


def test_the_same_code_may_stand_on_another_copy_and_on_another_form() -> None:
    assert read()[1] == []


def test_people_without_a_code_are_taken_each_for_one() -> None:
    rows = {"readiness": [{"the copy": "At the end", "lead": 2}] * 3}

    assert len(read(rows=rows)[0].responses) == 3


def test_what_the_evaluation_lead_chooses_is_read() -> None:
    edits = [
        *typed("Read me", "fewest", Your_choice="5"),
        *typed("Read me", "comments_read", Your_choice="Yes"),
        *typed("Read me", "run_length", Your_choice=6.0),
        *typed("Read me", "screen", Your_choice="y"),
    ]

    answers, diagnostics = read(edits)

    assert answers.choices == EvaluationChoices(5, True, 6, True)
    assert [(each.code, each.severity) for each in diagnostics] == [("fewer-than-promised", Severity.WARNING)]


def test_the_number_of_people_that_the_forms_promise_needs_no_warning() -> None:
    assert read(typed("Read me", "fewest", Your_choice="10"))[1] == []


def same(*pairs: tuple[str, str, str]) -> Answers:
    edits = [
        edit
        for number, (first, second, answer) in enumerate(pairs, start=1)
        for edit in typed("Codes", f"new {number}", Code=first, Nearly_the_same_code=second, Same_person=answer)
    ]
    return read(edits)[0]


def test_codes_are_joined_only_after_a_yes() -> None:
    assert same(("BA11E", "8A11E", "No"), ("BA11E", "BA1IE", "")).same_codes == {}
    assert same(("BA11E", "8a11e", "Yes")).same_codes == {"8A11E": "BA11E"}


def test_codes_that_are_joined_one_after_another_are_all_one_person() -> None:
    joined = same(("A1", "B1", "Yes"), ("C1", "D1", "Yes"), ("B1", "D1", "Yes"), ("D1", "A1", "Yes")).same_codes

    assert joined == {"B1": "A1", "C1": "A1", "D1": "A1"}


CELLS = [
    (sheet.name, f"row-{number}", column.title)
    for id, sheet in sheets_of(INSTRUMENTS).items()
    for number, _ in enumerate(ROWS.get(id, ()), start=1)
    for column in sheet.columns
]


@given(
    typed=st.dictionaries(
        st.sampled_from(CELLS),
        st.sampled_from(
            ["canary-7", "canary", 7_654_321, -7_654_321, 76.54321, datetime.date(2076, 5, 4), True, "=canary"]
        ),
        min_size=1,
    )
)
def test_no_message_says_what_is_in_a_cell(typed: Mapping[tuple[str, str, str], Any]) -> None:
    edits = [
        {"sheet": sheet, "row": row, "column": column, "value": value} for (sheet, row, column), value in typed.items()
    ]
    words = render_all(faults(edits)).casefold()

    assert not any(canary in words for canary in ("canary", "654", "2076", "mi07d", "ro21n", "canteen"))
