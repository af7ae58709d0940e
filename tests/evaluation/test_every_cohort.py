"""Somebody who knows all rules, and can think of every cohort that would give the same report, learns nothing of a few.

All small cohorts are gone through. Those with the same report are those that a reader cannot tell apart. If a small
group had the same answers in all of them, the report would have told these answers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations, combinations_with_replacement, product
from typing import TypeAlias

import pytest

from generator.evaluation.analysis import results
from generator.evaluation.disclosure import published
from generator.evaluation.results import Published
from generator.model.answers import Answers, EvaluationChoices, Response
from generator.model.instrument import Instrument, Wave
from tests.evaluation.drawn_answers import YES_NO
from tests.evaluation.small_forms import CODE, SIDE, form, rating, response

FEWEST = 5
Groups: TypeAlias = Mapping[Hashable, Counter[Hashable]]
"""The answers of each group that should not be known if it is small."""
World: TypeAlias = tuple[tuple[Response, ...], Groups]

SURVEY = form("survey", [CODE, SIDE, YES_NO])
ONE_DOMAIN = form("one", [CODE, rating("hear", "together"), rating("join", "together")])
TWO_DOMAINS = form("two", [CODE, rating("hear", "together"), rating("join", "money")])
TWICE = form("twice", [CODE, rating("hear", "together")], kind="self-assessment", waves=(Wave.BEFORE, Wave.AFTER))


def sides(people: int) -> Iterator[World]:
    """Two sides and people of neither answer yes, no or nothing; from ten people on, of whom sides can be shown, all
    answer."""
    answers = (True, False, None) if people < 2 * FEWEST else (True, False)
    for cohort in combinations_with_replacement(list(product(("Clinician", "Manager", ""), answers)), people):
        responses = [
            response("survey", str(code), side=side, **({} if answer is None else {"again": answer}))
            for code, (side, answer) in enumerate(cohort)
        ]
        named = {side: [answer for of, answer in cohort if of == side] for side in ("Clinician", "Manager", "")}
        groups = {
            chosen: [answer for side in chosen for answer in named[side]]
            for size in (1, 2, 3)
            for chosen in combinations(named, size)
        }
        yield tuple(responses), counted(groups)


def scores(instrument: Instrument) -> Callable[[int], Iterator[World]]:
    """Two questions, each answered with 1, 2 or not at all."""

    def worlds(people: int) -> Iterator[World]:
        for cohort in combinations_with_replacement(list(product((1, 2, None), repeat=2)), people):
            responses = [
                response(
                    instrument.id,
                    str(code),
                    **{question: point for question, point in zip(("hear", "join"), points, strict=True) if point},
                )
                for code, points in enumerate(cohort)
            ]
            first, second = ([points[index] for points in cohort] for index in (0, 1))
            yield tuple(responses), counted({"hear": first, "join": second})

    return worlds


def copies(people: int) -> Iterator[World]:
    """One question before and after, each answered with 1, 2 or not at all."""
    for cohort in combinations_with_replacement(list(product((1, 2, None), repeat=2)), people):
        responses = [
            response("twice", str(code), wave, hear=point)
            for code, points in enumerate(cohort)
            for wave, point in zip((Wave.BEFORE, Wave.AFTER), points, strict=True)
            if point
        ]
        both = [points for points in cohort if None not in points]
        left = [before for before, after in cohort if not after]
        late = [after for before, after in cohort if not before]
        everybody = {index: [points[index] for points in cohort] for index in (0, 1)}
        yield tuple(responses), counted({"both": both, "left": left, "late": late} | everybody)


def counted(groups: Mapping[Hashable, Iterable[Hashable]]) -> Groups:
    return {name: Counter(answer for answer in answers if answer is not None) for name, answers in groups.items()}


def report(responses: tuple[Response, ...]) -> Published:
    forms = {each.id: each for each in (SURVEY, ONE_DOMAIN, TWO_DOMAINS, TWICE)}
    choices = EvaluationChoices(fewest=FEWEST)
    return published(results(Answers(responses, choices), forms, ("together", "money")), choices, forms)


def told(worlds: Iterable[World], *, sizes_known: bool = False) -> list[Hashable]:
    """The small groups that had the same answers in all cohorts with some report."""
    possible: dict[str, dict[Hashable, set[frozenset[tuple[Hashable, int]]]]] = defaultdict(lambda: defaultdict(set))
    for responses, groups in worlds:
        sizes = sorted(Counter(each.side for each in responses).items()) if sizes_known else ()
        reports = possible[f"{report(responses)} {sizes}"]
        for name, answers in groups.items():
            reports[name].add(frozenset(answers.items()))
    return [
        name
        for groups in possible.values()
        for name, answers in groups.items()
        if len(answers) == 1 and 0 < sum(n for _, n in next(iter(answers))) < FEWEST
    ]


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    ("worlds", "people"),
    [
        (sides, 5),
        pytest.param(sides, 6, marks=SLOW),
        pytest.param(sides, 7, marks=SLOW),
        pytest.param(sides, 10, marks=SLOW),
        pytest.param(sides, 12, marks=SLOW),
        (scores(ONE_DOMAIN), 5),
        pytest.param(scores(ONE_DOMAIN), 6, marks=SLOW),
        pytest.param(scores(ONE_DOMAIN), 7, marks=SLOW),
        (scores(TWO_DOMAINS), 5),
        pytest.param(scores(TWO_DOMAINS), 6, marks=SLOW),
        pytest.param(scores(TWO_DOMAINS), 7, marks=SLOW),
        (copies, 5),
        pytest.param(copies, 6, marks=SLOW),
        pytest.param(copies, 7, marks=SLOW),
    ],
)
def test_no_report_tells_the_answers_of_a_small_group(worlds: Callable[[int], Iterator[World]], people: int) -> None:
    assert told(worlds(people)) == []


@pytest.mark.parametrize("people", [5, *(pytest.param(people, marks=SLOW) for people in (6, 7, 10, 12))])
def test_nor_if_everybody_knows_who_of_each_side_returned_the_form(people: int) -> None:
    assert told(sides(people), sizes_known=True) == []
