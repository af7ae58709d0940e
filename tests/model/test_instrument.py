"""Which questions of a form the evaluation has a column for."""

from __future__ import annotations

import pytest

from generator.model.instrument import Instrument, InstrumentKind, Question, QuestionGroup, QuestionKind

SCALE = Question(id="ready", text="I could lead a change.", kind=QuestionKind.SCALE, scale="agree")
LINE = Question(id="code", text="Your code", kind=QuestionKind.LINE)
TEXT = Question(id="best", text="What was best?", kind=QuestionKind.TEXT)


def form(kind: InstrumentKind) -> Instrument:
    """A form of three questions under two headings."""
    return Instrument(
        id="form",
        source="form.yml",
        title="Form",
        kind=kind,
        summary="A form.",
        completed_by="participant",
        instructions="Fill it in.",
        groups=[
            QuestionGroup(id="you", title="You", questions=[LINE, SCALE]),
            QuestionGroup(id="end", title="End", questions=[TEXT]),
        ],
    )


@pytest.mark.parametrize("kind", ["self-assessment", "survey", "feedback"])
def test_every_question_of_a_questionnaire_is_evaluated(kind: str) -> None:
    assert [question.id for question in form(InstrumentKind(kind)).evaluated] == ["code", "ready", "best"]


def test_only_the_ratings_of_an_application_are_evaluated() -> None:
    assert [question.id for question in form(InstrumentKind.APPLICATION).evaluated] == ["ready"]


@pytest.mark.parametrize("kind", ["log", "agreement", "worksheet"])
def test_papers_that_people_keep_are_not_evaluated(kind: str) -> None:
    assert form(InstrumentKind(kind)).evaluated == ()
