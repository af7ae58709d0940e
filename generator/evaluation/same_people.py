"""Which answers count, so that no figure differs from another by a few people.

If 12 people filled in the first copy of a form, and 11 of them the last one too, figures of the 12 minus figures of the
11 are the answers of the one who left. A question that somebody skipped gives them away in the same manner, as does a
score of fewer people than its questions. So:

- If enough people returned every copy that is compared, only their answers count, and of these only answers to
  questions that the same person answered on each of those copies. A score then compares the same questions, too.
- Of a copy, a domain counts only if at least half of its questions are answered, and the scored questions count only if
  at least half of all of them are left.

Figures of fewer people than that are not shown at all, and every answer counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from ..model.answers import AnswerValue
from ..model.instrument import Wave

COMPARED_TOGETHER: Final = (
    (Wave.BEFORE, Wave.THEN, Wave.AFTER),
    (Wave.BEFORE, Wave.AFTER),
    (Wave.THEN, Wave.AFTER),
)
"""The copies that are about the same people: the first of these that enough people returned in full."""

Copies = Mapping[str, Mapping[str, AnswerValue]]
"""The answers of each person on one copy, by id of the question."""


def counted(
    copies: Mapping[Wave | None, Copies], asked: Mapping[Wave | None, Mapping[str, str | None]], fewest: int
) -> dict[Wave | None, dict[str, dict[str, AnswerValue]]]:
    """The answers that count: the same copies and people, some with fewer answers or none.

    `asked` has the questions on each copy, with the domain of those that make up a score.
    """
    waves: tuple[Wave, ...] = ()
    people: frozenset[str] = frozenset()
    for together in COMPARED_TOGETHER:
        everyone = frozenset.intersection(*(frozenset(copies.get(wave, {})) for wave in together))
        if len(everyone) >= fewest:
            waves, people = together, everyone
            break

    def counts(wave: Wave | None, person: str, question: str) -> bool:
        return wave not in waves or (
            person in people and all(question in copies[other][person] for other in waves if question in asked[other])
        )

    return {
        wave: {
            person: _scored(
                {question: value for question, value in answers.items() if counts(wave, person, question)},
                asked[wave] if len(returned) >= fewest else {},
            )
            for person, answers in returned.items()
        }
        for wave, returned in copies.items()
    }


def _scored(answers: Mapping[str, AnswerValue], domains: Mapping[str, str | None]) -> dict[str, AnswerValue]:
    """One person's answers without those to scored questions that do not count towards a score."""
    items: dict[str, list[str]] = {}
    for question, domain in domains.items():
        if domain:
            items.setdefault(domain, []).append(question)
    left: set[str] = set()
    for questions in items.values():
        if _half(answers, questions):
            left |= answers.keys() & questions
    if not _half(left, [question for questions in items.values() for question in questions]):
        left = set()
    return {question: value for question, value in answers.items() if not domains.get(question) or question in left}


def _half(answered: Collection[str], questions: Collection[str]) -> bool:
    return 2 * sum(question in answered for question in questions) >= len(questions)
