"""Small forms, and answers to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.answers import Answers, AnswerValue, EvaluationChoices, Response
from generator.model.diagnostics import Place
from generator.model.instrument import Instrument, Wave

CODE = {"id": "code", "text": "Your matching code", "kind": "line"}
SIDE = {"id": "side", "text": "I take part as", "kind": "choice", "choices": ["Clinician", "Manager", "Other"]}
DOMAINS = ("together", "money")


def form(
    id: str, questions: Iterable[Mapping[str, Any]], *, kind: str = "survey", waves: tuple[Wave, ...] = ()
) -> Instrument:
    """A form with one group of questions, and a scale `prepared` of five points."""
    return Instrument.model_validate(
        {
            "id": id,
            "source": f"{id}.yml",
            "title": id.capitalize(),
            "kind": kind,
            "summary": "A form.",
            "completed_by": "participant",
            "waves": list(waves),
            "instructions": "Fill it in.",
            "scales": {
                "prepared": {"id": "prepared", "source": "", "labels": ["Not", "Little", "Fairly", "Well", "Fully"]}
            },
            "groups": [{"id": "all", "title": "All", "questions": list(questions)}],
        },
        strict=False,
    )


def rating(id: str, domain: str | None = None) -> dict[str, Any]:
    return {"id": id, "text": id.capitalize(), "kind": "scale", "scale": "prepared", "domain": domain}


SELF = form(
    "self",
    [
        CODE,
        SIDE,
        rating("hear", "together"),
        rating("join", "together"),
        rating("budget", "money"),
        {"id": "hindsight", "text": "What changed your mind?", "kind": "text"},
    ],
    kind="self-assessment",
    waves=(Wave.BEFORE, Wave.THEN, Wave.AFTER),
)
"""A self-assessment: two domains, one of two items and one of one item."""


def response(
    instrument: str,
    code: str = "",
    wave: Wave | None = None,
    side: str = "",
    workshop: str = "",
    **answers: AnswerValue,
) -> Response:
    """What somebody returned; an underscore in the id of a question stands for a hyphen."""
    named = {id.replace("_", "-"): value for id, value in answers.items()}
    return Response(instrument, wave, code, side, workshop, named, Place("evaluation.xlsx", cell="Self!B5"))


def answers(*responses: Response, comments_read: bool = False, same_codes: Mapping[str, str] | None = None) -> Answers:
    return Answers(responses, EvaluationChoices(comments_read=comments_read), same_codes or {})


RATED = """
    A Clinician 2,3,1 1,2,1 4,4,3
    B Clinician 3,3,2 2,2,2 4,3,2
    C Manager   2,-,4 2,2,3 3,4,5
    D Manager   1,2,2 1,1,1 3,3,4
    E Clinician 4,4,3 ----- 4,5,2
    F Manager   3,2,2 2,2,2 5,4,3
    G Manager   2,2,1 2,1,1 3,3,2
    H Clinician 3,4,- ----- -----
"""
"""Eight people with their side: hear, join and budget before, looking back, and after. E did not look back, and H
left."""


def rated(table: str = RATED) -> tuple[Response, ...]:
    """The responses to the self-assessment of a table such as RATED."""
    return tuple(
        response(
            "self",
            code,
            wave,
            side,
            **{
                question: int(point)
                for question, point in zip(("hear", "join", "budget"), points.split(","), strict=True)
                if point != "-"
            },
        )
        for code, side, *copies in map(str.split, table.strip().splitlines())
        for wave, points in zip(SELF.waves, copies, strict=True)
        if points != "-----"
    )
