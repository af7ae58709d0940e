"""The workbook of answers: a sheet for each form in the words of the cohort, and everything typed into it stays."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.evaluation_workbook import evaluation_workbook
from generator.documents.spreadsheet import Sheet, Workbook
from generator.model.answers import Answers, EvaluationChoices, Response
from generator.model.diagnostics import InputFault, Place, Severity
from generator.model.instrument import Instrument
from generator.model.library import Library
from generator.model.sheets.evaluation import CODES, READ_ME
from generator.model.sheets.form import Kind, Use
from generator.planning.playbook import Playbook, plan
from generator.sources.tree import FONTS, read_theme
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers
from generator.studio.updated import new
from generator.writers.formats import Inputs, every_output
from generator.writers.theme import Theme
from tests import small, strategies
from tests.documents.test_drawn_edits import DRAWN, Subject, check
from tests.examples import examples
from tests.filled_answers import INSTRUMENTS, form, question, read
from tests.planning.profiles import playbook as playbook_of
from tests.planning.profiles import profile
from tests.worked import content

FILE = "evaluation.xlsx"


@cache
def cohort() -> Playbook:
    """A worked cohort with forms that ask every kind of question."""
    return replace(plan(content.library(), "westbrook"), instruments=INSTRUMENTS)


def with_forms(*instruments: Instrument) -> Playbook:
    return replace(cohort(), instruments=instruments)


def responses() -> tuple[Response, ...]:
    """Answers of three people on three forms."""
    workshop = cohort().workshops[0].workshop.id
    return tuple(replace(each, workshop=workshop if each.workshop else "") for each in read()[0].responses)


def without_places(answers: Answers) -> list[Response]:
    place = answers.responses[0].place
    return [replace(each, place=place) for each in answers.responses]


def sheet(workbook: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in workbook.sheets if sheet.name == name)


@pytest.mark.parametrize(("example", "first"), [(True, "Made up"), (False, "Who may open it")])
def test_the_workbook_of_an_example_says_so_before_anything_else(example: bool, first: str) -> None:
    own = cohort().profile.model_copy(update={"example": example})
    rows = sheet(evaluation_workbook(replace(cohort(), profile=own))[0], READ_ME).rows

    assert rows[0][0] == first


def edited(raw: bytes, edit: Callable[[openpyxl.Workbook], None]) -> bytes:
    """A file after somebody edited it."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def updated(raw: bytes, added: Sequence[Response] = (), book: Playbook | None = None) -> bytes:
    playbook = book or cohort()
    return with_answers(opened_answers(raw, FILE, playbook), playbook, added).raw


def test_there_is_a_sheet_for_each_form_that_is_evaluated() -> None:
    book, changes = evaluation_workbook(plan(content.library(), "westbrook"))

    assert [sheet.name for sheet in book.sheets] == [READ_ME, "Self-assessment", "Sponsor survey", CODES]
    assert changes == ()


def test_a_playbook_without_such_a_form_has_no_workbook_of_answers(small_library: Library) -> None:
    theme = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))

    def files(library: Library) -> list[str]:
        every = every_output(Inputs(plan(library, "westbrook"), theme, None))
        return [output.path for output in every.get("evaluation", [])]

    assert files(content.library()) == [FILE]
    assert files(small_library) == []


def test_a_form_has_the_code_the_copy_and_a_column_for_each_question() -> None:
    book, _ = evaluation_workbook(plan(content.library(), "westbrook"))
    columns = sheet(book, "Self-assessment").columns

    assert [(column.title, column.kind) for column in columns] == [
        ("Code", Kind.TEXT),
        ("Copy", Kind.CHOICE),
        ("I could lead a change.", Kind.RATING),
    ]
    assert columns[2].highest == 3
    assert columns[2].prompt == "1 No, 2 Partly, 3 Yes."
    assert all(column.fill for column in columns)


def test_no_column_asks_for_a_name(library: Library) -> None:
    book, _ = evaluation_workbook(plan(library, "westbrook"))
    asked = [column.title.casefold() for sheet in book.sheets for column in sheet.columns if column.kind is Kind.TEXT]

    assert len(asked) > 10
    assert not any("name" in title.split() or "email" in title for title in asked)


def test_the_questions_are_in_the_words_of_the_cohort(library: Library) -> None:
    def titles(size: int) -> set[str]:
        book, _ = evaluation_workbook(playbook_of(library, profile(size=size)))
        return {column.title for column in sheet(book, "End of programme survey").columns}

    assert "Conversation with my partner" in titles(2)
    assert "Conversation with my partners" in titles(3)


def test_every_sheet_is_one_to_fill_in_and_keeps_its_titles_in_view(library: Library) -> None:
    book, _ = evaluation_workbook(plan(library, "westbrook"))

    assert {sheet.use for sheet in book.sheets} == {Use.FILL}
    assert sheet(book, "Preparedness self-assessment").fixed_columns == 2


def test_answers_that_are_put_in_are_read_again_as_they_were() -> None:
    opened = opened_answers(updated(new_evaluation(cohort()), responses()), FILE, cohort())

    assert opened.diagnostics == ()
    assert without_places(opened.answers) == without_places(Answers(responses()))


def test_more_answers_go_below_those_that_are_there() -> None:
    first, *others = responses()
    raw = updated(updated(new_evaluation(cohort()), [first]), others)

    assert without_places(opened_answers(raw, FILE, cohort()).answers) == without_places(Answers(responses()))


def test_nothing_changes_in_a_file_that_nobody_edited() -> None:
    raw = updated(updated(new_evaluation(cohort()), responses()))

    assert updated(raw) == raw


def test_a_column_and_a_sheet_of_the_evaluation_leads_own_stay() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        page = book["Readiness"]
        page.cell(2, page.max_column + 1).value = "Returned on"
        page.cell(3, page.max_column).value = "Tuesday"
        book.create_sheet("My notes")["A1"] = "Ask for two more"

    book = openpyxl.load_workbook(io.BytesIO(updated(edited(updated(new_evaluation(cohort()), responses()), edit))))
    page = book["Readiness"]

    assert (page.cell(2, page.max_column).value, page.cell(3, page.max_column).value) == ("Returned on", "Tuesday")
    assert book["My notes"]["A1"].value == "Ask for two more"


def test_answers_to_a_question_that_is_no_longer_asked_stay() -> None:
    readiness, *others = INSTRUMENTS
    group = readiness.groups[0]
    shorter = group.model_copy(update={"questions": [each for each in group.questions if each.id != "listen"]})
    later = with_forms(readiness.model_copy(update={"groups": [shorter]}), *others)
    page = openpyxl.load_workbook(io.BytesIO(updated(updated(new_evaluation(cohort()), responses()), book=later)))[
        "Readiness"
    ]

    assert [page.cell(row, page.max_column).value for row in range(2, 6)] == ["Hear others out", 3, None, 1]


def test_answers_stay_without_remarks_if_the_record_is_lost() -> None:
    raw = edited(updated(new_evaluation(cohort()), responses()), lambda book: book.remove(book["Record"]))
    opened = opened_answers(raw, FILE, cohort())
    page = openpyxl.load_workbook(io.BytesIO(with_answers(opened, cohort()).raw))["Readiness"]

    assert [page.cell(row, 2).value for row in range(3, 6)] == ["MI07D", "MI07D", "RO21N"]
    assert [page.cell(row, 2).comment for row in range(3, 6)] == [None] * 3


def near(*typed: tuple[str, str]) -> tuple[Response, ...]:
    """Responses with codes on copies of the first form."""
    rows = [{"code": code, "the copy": copy, "lead": 2} for code, copy in typed]
    return read(rows={"readiness": rows})[0].responses


NEAR = near(("MI07D", "Before the programme"), ("MIO7D", "At the end"), ("RO21N", "At the end"))


def codes(raw: bytes) -> list[tuple[Any, ...]]:
    """The rows of the sheet of codes."""
    page = openpyxl.load_workbook(io.BytesIO(raw))[CODES]
    return [row for row in page.iter_rows(min_row=3, min_col=2, max_col=5, values_only=True) if any(row)]


def test_codes_that_nearly_match_are_listed_with_their_copies() -> None:
    where = "MI07D: Readiness, before the programme. MIO7D: Readiness, at the end."

    assert codes(updated(new_evaluation(cohort()), NEAR)) == [("MI07D", "MIO7D", where, None)]


@pytest.mark.parametrize(("answer", "joined"), [("Yes", {"MIO7D": "MI07D"}), ("No", {}), (None, {})])
def test_they_count_as_one_person_only_after_a_yes(answer: str | None, joined: dict[str, str]) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book[CODES]["E3"] = answer

    raw = edited(updated(new_evaluation(cohort()), NEAR), edit)

    assert opened_answers(raw, FILE, cohort()).answers.same_codes == joined
    assert codes(updated(raw))[0][3] == answer, "what was decided stays"


def test_what_was_decided_about_codes_stays_when_they_no_longer_nearly_match() -> None:
    def decide(book: openpyxl.Workbook) -> None:
        book[CODES]["E3"] = "No"

    def correct(book: openpyxl.Workbook) -> None:
        book["Readiness"]["B4"] = "XX99X"

    def undecide(book: openpyxl.Workbook) -> None:
        book[CODES]["E3"] = None

    decided = updated(edited(edited(updated(new_evaluation(cohort()), NEAR), decide), correct))
    opened = opened_answers(edited(decided, undecide), FILE, cohort())
    after = with_answers(opened, cohort())

    assert [row[3] for row in codes(decided)] == ["No"]
    assert (codes(after.raw), after.changes) == ([], ())


def test_what_the_evaluation_lead_chose_stays() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        row = next(cell.row for cell in book[READ_ME]["B"] if cell.value == "Fewest people for a result")
        book[READ_ME].cell(row, 4).value = 6

    raw = updated(edited(new_evaluation(cohort()), edit))

    assert opened_answers(raw, FILE, cohort()).answers.choices == EvaluationChoices(fewest=6)


def test_a_scheme_is_no_workbook_of_answers_and_answers_are_no_scheme() -> None:
    scheme = new(content.library(), "westbrook", cohort().today)
    with pytest.raises(InputFault) as fault:
        opened_answers(scheme, "scheme.xlsx", cohort())

    assert [(each.code, each.message) for each in fault.value.diagnostics] == [
        ("not-answers", "this workbook is not one for answers to questionnaires")
    ]


def test_answers_without_a_code_are_not_in_the_order_in_which_people_sent_them() -> None:
    *others, feedback = responses()
    sent = [replace(feedback, answers={"pace": pace}) for pace in (4, 2, 5, 1)]
    page = openpyxl.load_workbook(io.BytesIO(updated(new_evaluation(cohort()), [*others, *sent])))["Workshop feedback"]

    assert [row[-1] for row in page.iter_rows(min_row=3, max_row=6, max_col=3, values_only=True)] == [1, 2, 4, 5]


def test_a_sheet_that_is_missing_is_noticed() -> None:
    def delete(book: openpyxl.Workbook) -> None:
        del book["Readiness"]

    (warning,) = opened_answers(edited(new_evaluation(cohort()), delete), FILE, cohort()).diagnostics

    assert (warning.code, warning.severity) == ("missing-sheet", Severity.WARNING)
    assert warning.message == "the sheet Readiness is missing, so its answers are not counted"


def test_the_workbook_of_an_older_playbook_is_said_to_be_one() -> None:
    with pytest.raises(InputFault) as fault:
        opened_answers(old_workbook(), "workbook.xlsx", cohort())

    assert [(each.code, each.help) for each in fault.value.diagnostics] == [
        ("old-answers", "leave it as it is, start a new workbook for answers, and add this one to it as an export")
    ]


def old_workbook() -> bytes:
    """The workbook of a playbook up to release 2026.4, with ratings."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Evaluation data")
    for row in (["Code", "Wave", "1. Lead a team"], ["MI07D", "Before", 2]):
        sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@cache
def filled() -> Subject:
    raw = updated(updated(new_evaluation(cohort()), (*responses(), *NEAR[1:2])))
    book, _ = evaluation_workbook(cohort())
    readiness, *others = INSTRUMENTS
    later = with_forms(*others, readiness)
    return Subject(raw, {sheet.name: sheet for sheet in book.sheets}, (updated, lambda raw: updated(raw, book=later)))


@settings(max_examples=examples(25), **DRAWN)
@given(data=st.data())
def test_nothing_typed_is_lost(data: st.DataObject) -> None:
    check(data, filled())


@pytest.mark.slow
@settings(max_examples=200, **DRAWN)
@given(data=st.data())
def test_nothing_typed_is_lost_in_two_hundred_drawn_edits(data: st.DataObject) -> None:
    check(data, filled())


ODD = ("Code", "Copy", "Row id", "a'b", "[x] #1", "=1+1", "x *", "*", "Same   words", "same words", "Record", "History")
WORDS = st.sampled_from([*ODD, "\N{GRINNING FACE}" * 130, "w " * 240]) | strategies.WORDS
KINDS = ("scale", "line", "text", "number", "date", "yes-no", "choice", "direction")
ANSWERS: dict[str, Any] = {
    "scale": 2,
    "line": "In the canteen",
    "text": "Two\nlines",
    "number": Fraction(7, 2),
    "date": datetime.date(2027, 6, 1),
    "yes-no": False,
    "choice": "less; or none",
    "direction": -1,
}
WITH_CHOICES, CHOICES = ("choice", "direction"), ["less; or none", "as before", "more"]


@st.composite
def any_forms(draw: st.DrawFn) -> tuple[Instrument, ...]:
    """Forms with any words, which may be those of our own sheets and columns, or the same as others."""
    waves = st.sampled_from([[], ["before", "after"], ["before", "after", "then"]])
    asked = st.lists(st.tuples(st.sampled_from(KINDS), WORDS), min_size=1, max_size=6)
    return tuple(
        form(
            f"form-{number}",
            draw(WORDS).strip(),
            draw(st.sampled_from(["survey", "self-assessment", "application"])),
            [
                question("code", "Your code", "line"),
                *(
                    question(f"q{place}", text.strip(), kind, **({"choices": CHOICES} if kind in WITH_CHOICES else {}))
                    for place, (kind, text) in enumerate(draw(asked))
                ),
            ],
            waves=draw(waves),
        )
        for number in range(draw(st.integers(1, 3)))
    )


@settings(max_examples=examples(40), **DRAWN)
@given(forms=any_forms())
def test_whatever_words_forms_have_their_answers_are_read_again(forms: tuple[Instrument, ...]) -> None:
    playbook = with_forms(*forms)
    added = [
        Response(
            each.id,
            wave,
            "AB12C" if each.kind.value != "application" else "",
            "",
            "",
            {question.id: ANSWERS[question.kind] for question in each.evaluated if question.id != "code"},
            Place(FILE),
        )
        for each in forms
        for wave in each.waves or (None,)
    ]
    added = [each for each in added if each.answers]
    opened = opened_answers(updated(new_evaluation(playbook), added, playbook), FILE, playbook)

    assert (opened.diagnostics, opened.file.changes) == ((), ())
    came_back = [replace(each, place=Place(FILE)) for each in opened.answers.responses]
    assert sorted(map(repr, came_back)) == sorted(map(repr, added)), (
        "those without a code come in an order of their own"
    )
