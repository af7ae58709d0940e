"""A form about a workshop in that workshop's own words, for paper, for online forms and for the pack's workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.instrument import Instrument, InstrumentKind, Question
from ..model.required import STATEMENTS, FormQuestion
from ..model.workshop import Workshop
from ..planning.session import Session


def asks_which_workshop(form: Instrument) -> bool:
    """Whether a form is about one of several workshops."""
    return any(question.id == FormQuestion.WORKSHOP for question in form.evaluated)


def statements_of(form: Instrument, workshop: Workshop) -> dict[str, str]:
    """The workshop's statements by the id of the question that rates each; the last questions may have none left."""
    asked = {question.id for question in form.evaluated}
    return {id: item.text for id, item in zip(STATEMENTS, workshop.evaluation, strict=False) if id in asked}


def form_of_workshop(form: Instrument, workshop: Workshop) -> Instrument:
    """A form as it is asked after one workshop, with the same ids of questions, in the same order.

    It does not ask which workshop it is about, has the workshop's statements and no other, and leaves out what is asked
    after other workshops alone.
    """
    statements = statements_of(form, workshop)
    groups = [
        group.model_copy(update={"questions": questions})
        for group in form.groups
        if (questions := list(_asked(group.questions, statements, workshop.id)))
    ]
    return form.model_copy(update={"title": f"Feedback: {workshop.title}", "groups": groups})


def forms_of_workshops(form: Instrument, workshops: Iterable[Workshop]) -> tuple[Instrument, ...]:
    """The form of each workshop, if it asks which workshop it is about; otherwise the form alone."""
    if not asks_which_workshop(form):
        return (form,)
    return tuple(form_of_workshop(form, workshop) for workshop in workshops)


def feedback_form(session: Session) -> Instrument | None:
    """The feedback form of a session, in its own words; None if its activities have none."""
    used = (session.instruments[id] for activity in session.workshop.activities for id in activity.instruments)
    form = next((each for each in used if each.kind is InstrumentKind.FEEDBACK), None)
    return form and form_of_workshop(form, session.workshop)


def _asked(questions: Iterable[Question], statements: Mapping[str, str], workshop: str) -> Iterator[Question]:
    for question in questions:
        if question.id == FormQuestion.WORKSHOP or (question.workshops and workshop not in question.workshops):
            continue
        if question.id not in STATEMENTS:
            yield question
        elif text := statements.get(question.id):
            yield question.model_copy(update={"text": text})
