"""From the answers of a cohort to every figure, before small groups are hidden.

- **People.** Copies of a form with the same code belong to one person, as do codes that the evaluation lead joined. A
  response without a code is a person of its own. A person's side is the one that their copies of the form name; they
  have none if copies name two.
- **The same copy twice.** Where both agree, or only one has an answer, that is the answer. Where they differ there is
  none: nobody can tell which is meant, or whether two people chose the same code.
- **Scores.** A domain's score, and that of all items together, is the mean of one person's answers, if at least half of
  the items are answered. It is the same rule everywhere.
- **The same people.** Once enough people returned every copy that is compared, all figures are about these people, and
  only answers given on each copy count: see `same_people`.
- **Comparisons** are before to after and then to after, of the questions on both copies. Scores are tested, with Holm's
  correction across the domains of a comparison; questions and sides are described only.
- **Directions** have a sign test, with Holm's correction across those of a form.

No figure depends on the order of the responses, or on how codes are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Final, NamedTuple

from ..model.answers import Answers, AnswerValue, Response
from ..model.instrument import Instrument, Question, QuestionKind, Wave
from ..model.required import FormQuestion
from .description import Description, changes, describe, domain_score, paired_differences
from .holm import corrected
from .location import hodges_lehmann
from .results import About, Answered, Comment, Comparison, DirectionAnswers, Respondents, Results
from .same_people import counted
from .signed_rank import sign_test, signed_ranks

COMPARED: Final = ((Wave.BEFORE, Wave.AFTER), (Wave.THEN, Wave.AFTER))
"""Always both: answers before can shift in meaning, and answers looking back can flatter."""
WORDS = (QuestionKind.LINE, QuestionKind.TEXT)
POINTS = (QuestionKind.SCALE, QuestionKind.NUMBER)
"""Kinds whose answers have a middle."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """What one person answered on one copy of a form."""

    side: str
    answers: Mapping[str, AnswerValue]

    def number(self, question: str) -> int | Fraction | None:
        value = self.answers.get(question)
        return value if isinstance(value, (int, Fraction)) else None


class _Measure(NamedTuple):
    """A question, or the score of several."""

    about: About
    items: tuple[str, ...]
    """Ids of the questions whose mean it is."""

    def values(self, copies: Iterable[_Copy | None]) -> list[Fraction | None]:
        return [domain_score([copy.number(item) for item in self.items]) if copy else None for copy in copies]


def results(answers: Answers, instruments: Mapping[str, Instrument], domains: Iterable[str]) -> Results:
    """Every figure of the answers to these forms, by the ids of forms; domains are in the order of their framework."""
    by_form: dict[str, list[tuple[str, Response]]] = defaultdict(list)
    for index, response in enumerate(answers.responses):
        person = answers.same_codes.get(response.code, response.code) or f"row {index}"
        by_form[response.instrument].append((person, response))
    order = tuple(domains)
    forms = [
        _Form(id, instrument, by_form[id], order, answers.choices.fewest)
        for id, instrument in instruments.items()
        if id in by_form
    ]
    return Results(
        respondents=tuple(chain.from_iterable(form.respondents() for form in forms)),
        answered=tuple(chain.from_iterable(form.answered() for form in forms)),
        comparisons=tuple(chain.from_iterable(form.comparisons() for form in forms)),
        directions=tuple(chain.from_iterable(form.directions() for form in forms)),
        comments=tuple(sorted(chain.from_iterable(form.comments() for form in forms)))
        if answers.choices.comments_read
        else (),
    )


def analysed(instrument: Instrument, *waves: Wave | None) -> tuple[Question, ...]:
    """The questions on all of these copies whose answers are figures or comments: not those that sort the others."""
    evaluated = {question.id for question in instrument.evaluated} - set(FormQuestion)
    return tuple(
        question
        for group in instrument.groups
        if all(not group.waves or wave in group.waves for wave in waves)
        for question in group.questions
        if question.id in evaluated
    )


class _Form:
    """The copies of one form that people returned."""

    def __init__(
        self,
        id: str,
        instrument: Instrument,
        responses: Sequence[tuple[str, Response]],
        domains: Sequence[str],
        fewest: int,
    ) -> None:
        self._id, self._instrument, self._responses, self._domains = id, instrument, responses, domains
        questions = {question.id: question for group in instrument.groups for question in group.questions}
        self._sides = ("", *(questions[FormQuestion.SIDE].choices if FormQuestion.SIDE in questions else ()))
        self._has_codes = FormQuestion.CODE in questions
        named: dict[str, set[str]] = defaultdict(set)
        returned: dict[str, dict[Wave | None, dict[str, list[Response]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        for person, response in responses:
            named[person] |= {response.side} - {""}
            returned[response.workshop][response.wave][person].append(response)
        self._copies: dict[tuple[Wave | None, str], dict[str, _Copy]] = {}
        for workshop, waves in sorted(returned.items()):
            copies = {
                wave: {person: _merged(same) for person, same in waves[wave].items()}
                for wave in (None, *Wave)
                if wave in waves
            }
            asked = {wave: {item.id: item.domain for item in analysed(instrument, wave)} for wave in copies}
            for wave, people in counted(copies, asked, fewest).items():
                self._copies[wave, workshop] = {
                    person: _Copy(_only(named[person]), answers) for person, answers in people.items()
                }

    def respondents(self) -> Iterator[Respondents]:
        for about, wave, copies in self._bases():
            yield Respondents(about, wave, len(copies))

    def answered(self) -> Iterator[Answered]:
        for about, wave, copies in self._bases():
            for question in analysed(self._instrument, wave):
                if question.kind not in (*WORDS, QuestionKind.DIRECTION):
                    yield self._answers_to(question, about._replace(question=question.id), wave, copies)
            for measure in self._scores(about, wave):
                yield Answered(measure.about, wave, describe(measure.values(copies)))

    def directions(self) -> Iterator[DirectionAnswers]:
        for about, wave, copies in self._bases():
            asked = [
                question for question in analysed(self._instrument, wave) if question.kind is QuestionKind.DIRECTION
            ]
            figures = []
            for question in asked:
                given = [value for copy in copies if (value := copy.number(question.id)) is not None]
                test = sign_test(given)
                figures.append(
                    DirectionAnswers(
                        about._replace(question=question.id),
                        wave,
                        less=test.down,
                        same=test.zeros,
                        more=test.up,
                        missing=len(copies) - len(given),
                        test=None if about.side else test,
                    )
                )
            adjusted, tests = corrected(figure.test and figure.test.p for figure in figures)
            for figure, p in zip(figures, adjusted, strict=True):
                yield replace(figure, adjusted=p, tests=tests if p is not None else 0)

    def comparisons(self) -> Iterator[Comparison]:
        for earlier, later in COMPARED if self._has_codes else ():
            first, second = self._copies.get((earlier, ""), {}), self._copies.get((later, ""), {})
            for side in self._sides if first and second else ():
                people = [key for key, copy in {**first, **second}.items() if not side or copy.side == side]
                if people:
                    before, after = [first.get(key) for key in people], [second.get(key) for key in people]
                    figures = [
                        _comparison(measure, (earlier, later), measure.values(before), measure.values(after))
                        for measure in self._measures(About(self._id, side=side), earlier, later)
                    ]
                    p_values = (figure.ranks.wilcoxon.p if figure.ranks else None for figure in figures)
                    adjusted, tests = corrected(
                        p if figure.about.domain else None for figure, p in zip(figures, p_values, strict=True)
                    )
                    for figure, p in zip(figures, adjusted, strict=True):
                        yield replace(figure, adjusted=p, tests=tests if p is not None else 0)

    def comments(self) -> Iterator[Comment]:
        words = [question.id for question in analysed(self._instrument) if question.kind in WORDS]
        written = {
            (person, question, text, response.workshop)
            for person, response in self._responses
            for question in words
            if isinstance(text := response.answers.get(question), str)
        }
        return (Comment(self._id, *comment) for _, *comment in written)

    def _bases(self) -> Iterator[tuple[About, Wave | None, list[_Copy]]]:
        """The copies of everybody and then of each side, by wave and workshop."""
        for (wave, workshop), copies in self._copies.items():
            for side in self._sides:
                chosen = [copy for copy in copies.values() if not side or copy.side == side]
                if chosen:
                    yield About(self._id, side=side, workshop=workshop), wave, chosen

    def _measures(self, about: About, *waves: Wave | None) -> Iterator[_Measure]:
        yield from self._scores(about, *waves)
        for question in analysed(self._instrument, *waves):
            if question.kind in POINTS:
                yield _Measure(about._replace(question=question.id), (question.id,))

    def _scores(self, about: About, *waves: Wave | None) -> Iterator[_Measure]:
        """All items together, then each domain."""
        items: dict[str, list[str]] = {domain: [] for domain in self._domains}
        for question in analysed(self._instrument, *waves):
            if question.domain:
                items.setdefault(question.domain, []).append(question.id)
        if together := tuple(chain.from_iterable(items.values())):
            yield _Measure(about, together)
        for domain, ids in items.items():
            if ids:
                yield _Measure(about._replace(domain=domain), tuple(ids))

    def _answers_to(self, question: Question, about: About, wave: Wave | None, copies: Sequence[_Copy]) -> Answered:
        given = [value for copy in copies if (value := copy.answers.get(question.id)) is not None]
        labels: Mapping[AnswerValue, str] = {}
        if question.kind is QuestionKind.SCALE and question.scale:
            labels = dict(enumerate(self._instrument.scales[question.scale].labels, start=1))
        elif question.kind is QuestionKind.YES_NO:
            labels = {True: "Yes", False: "No"}
        elif question.kind is QuestionKind.CHOICE:
            labels = {choice: choice for choice in question.choices}
        if question.kind in POINTS:
            description = describe([copy.number(question.id) for copy in copies])
        else:
            description = Description(len(given), len(copies) - len(given), None)
        counts = tuple((label, given.count(point)) for point, label in labels.items())
        return Answered(about, wave, description, counts)


def _comparison(
    measure: _Measure, waves: tuple[Wave, Wave], before: Sequence[Fraction | None], after: Sequence[Fraction | None]
) -> Comparison:
    pairs = [
        (first, second) for first, second in zip(before, after, strict=True) if first is not None and second is not None
    ]
    differences = paired_differences(before, after)
    tested = not measure.about.side and not measure.about.question
    return Comparison(
        measure.about,
        *waves,
        changes(before, after),
        tuple(sorted(pairs)),
        ranks=signed_ranks(differences) if tested else None,
        location=hodges_lehmann(differences) if tested else None,
    )


def _only(sides: set[str]) -> str:
    return next(iter(sides)) if len(sides) == 1 else ""


def _merged(responses: Iterable[Response]) -> dict[str, AnswerValue]:
    """One person's answers on a copy returned once or more: an answer where they agree, none where they differ."""
    values: dict[str, set[AnswerValue]] = defaultdict(set)
    for response in responses:
        for question, value in response.answers.items():
            values[question].add(value)
    return {question: next(iter(given)) for question, given in values.items() if len(given) == 1}
