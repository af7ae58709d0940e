"""Cohorts of people who answer at random, some of whom skip questions, come late or leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from generator.evaluation.analysis import results
from generator.evaluation.disclosure import published
from generator.evaluation.results import Published, Results
from generator.model.answers import Answers, AnswerValue, EvaluationChoices, Response
from generator.model.instrument import Instrument, Wave
from tests.evaluation.small_forms import CODE, SIDE, form, rating, response

BEFORE, THEN, AFTER = Wave.BEFORE, Wave.THEN, Wave.AFTER
YES_NO = {"id": "again", "text": "Would you do it again?", "kind": "yes-no"}
ITEMS = ("hear", "join", "budget", "staffing", "waits", "vision")


def direction(id: str) -> dict[str, Any]:
    return {
        "id": id,
        "text": id.capitalize(),
        "kind": "direction",
        "choices": ["Less often", "As before", "More often"],
    }


FORMS: Mapping[str, Instrument] = {
    "self": form(
        "self",
        [
            CODE,
            SIDE,
            *(rating(item, "together") for item in ITEMS[:2]),
            *(rating(item, "money") for item in ITEMS[2:5]),
            rating("vision", "ahead"),
            {"id": "hindsight", "text": "What changed your mind?", "kind": "text"},
        ],
        kind="self-assessment",
        waves=(BEFORE, THEN, AFTER),
    ),
    "survey": form(
        "survey", [CODE, SIDE, YES_NO, rating("worth"), {"id": "met", "text": "Meetings", "kind": "number"}]
    ),
    "feedback": form(
        "feedback",
        [{"id": "workshop", "text": "Workshop", "kind": "line"}, SIDE, rating("pace"), YES_NO],
        kind="feedback",
    ),
    "colleague": form("colleague", [direction("asks"), direction("listens"), direction("explains")]),
}
"""A self-assessment with domains of two, three and one question, a survey, feedback on workshops, and a colleague's
view."""


@dataclass(frozen=True, slots=True)
class Cohort:
    answers: Answers
    taking_part: Mapping[str, int]
    """People of each side."""

    def figures(self) -> Results:
        return results(self.answers, FORMS, ("together", "money", "ahead"))

    def published(self) -> Published:
        return published(self.figures(), self.answers.choices, FORMS)


@lru_cache(maxsize=64)
def drawn(seed: int) -> Cohort:
    """A cohort; the same for the same seed."""
    random = Random(seed)
    people = random.randint(5, 32)
    weights = random.choice([(1, 1, 0), (6, 5, 1), (9, 1, 0), (1, 0, 0), (3, 3, 2)])
    skips = random.choice([0, 0, 0.02, 0.15])
    spread = random.choice([0.3, 1.0, 2.0])
    sides = random.choices(["Clinician", "Manager", "Other"], weights, k=people)
    said = [side if random.random() > random.choice([0, 0.05]) else "" for side in sides]

    def filled(answers: dict[str, AnswerValue]) -> dict[str, AnswerValue]:
        return {question: value for question, value in answers.items() if random.random() >= skips}

    def point(middle: float) -> int:
        return min(5, max(1, round(random.gauss(middle, spread))))

    def sign() -> int:
        return random.choices([-1, 0, 1], [1, 2, 7 / spread])[0]

    responses: list[Response] = []
    absent = random.choice([0, 0.05, 0.2])
    # Now and then nearly everybody skips a domain or all but one of its questions.
    hard = random.sample(ITEMS, random.choice([0, 0, 1, 3])) if random.random() < 0.5 else []
    for index, side in enumerate(said):
        avoided = set(hard) if random.random() < random.choice([0.1, 0.6]) else set()
        for wave, middle in ((BEFORE, 2.6), (THEN, 2.2), (AFTER, 3.8)):
            if random.random() >= absent:
                ratings = filled({item: point(middle) for item in ITEMS if item not in avoided})
                comment: dict[str, AnswerValue] = {"hindsight": f"Line {index}"} if wave is THEN else {}
                responses.append(response("self", f"CODE{index}", wave, side, **ratings, **comment))
        if random.random() >= absent:
            answers = filled({"again": random.random() < 0.8, "worth": point(4.2), "met": random.randint(3, 8)})
            responses.append(response("survey", f"CODE{index}", None, side, **answers))
            responses.append(
                response("colleague", **filled({each: sign() for each in ("asks", "listens", "explains")}))
            )
        for workshop, interest in (("first", 1.0), ("second", 0.5)):
            if random.random() < interest - absent:
                answers = filled({"pace": point(4), "again": random.random() < 0.9})
                responses.append(response("feedback", side=side, workshop=workshop, **answers))
    choices = EvaluationChoices(fewest=random.choice([5, 10]), comments_read=random.random() < 0.5)
    return Cohort(Answers(tuple(responses), choices), Counter(sides))
