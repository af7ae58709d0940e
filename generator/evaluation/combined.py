"""Results of several cohorts together, from what each has published.

Counts are added up over the cohorts that published them; medians stand side by side and are never averaged. Only what
somebody published is added, and every summand is shown, so a difference of two sums is a number that was published
anyway. A hidden number is in no sum. Sides and workshops are not added up.

Answers are added up only where the same was asked: `PublishedQuestion.asked` is the same, and for scores the questions
behind them are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple, TypeVar

from ..model.instrument import Wave
from ..model.published_results import (
    PublishedAnswers,
    PublishedComparison,
    PublishedDirections,
    PublishedResults,
    Subject,
)
from .conclusions import Finding, Verdict, finding, kind_of
from .holm import holm
from .results import About, DirectionAnswers
from .signed_rank import PValues, SignTest, sign_test

F = TypeVar("F", bound=Subject)
T = TypeVar("T")


class Asked(NamedTuple):
    """What the answers of several cohorts are about."""

    form: str
    question: str | None
    domain: str | None
    """With an empty question too, the score of all items together."""
    words: tuple[str, ...]
    """What `PublishedQuestion.asked` says of the question, or of each question behind the score."""


class ComparisonOf(NamedTuple):
    """The comparison of a cohort."""

    cohort: int
    """Its place among the cohorts, from 0."""
    comparison: PublishedComparison
    earlier: PublishedAnswers | None
    """What everybody answered at the earlier time; None if it is not published."""
    later: PublishedAnswers | None


@dataclass(frozen=True, slots=True)
class CombinedComparison:
    """The same people at two times, in several cohorts."""

    asked: Asked
    earlier: Wave
    later: Wave
    cohorts: tuple[ComparisonOf, ...]
    up: int
    same: int
    down: int
    test: SignTest
    """Of the sums: whether more people went up than down."""
    adjusted: Fraction | None = None
    """The two-sided p value by Holm's correction over the domains of the same form and times; None for what is not
    among them, or if too few people changed."""
    tests: int = 0

    @property
    def n(self) -> int:
        return self.up + self.same + self.down

    @property
    def finding(self) -> Finding:
        """What the sign test of the sums shows."""
        about = About(self.asked.form, self.asked.question or "", self.asked.domain or "")
        signs = DirectionAnswers(about, None, self.down, self.same, self.up, 0, self.test, self.adjusted, self.tests)
        return finding(signs)


class DirectionsOf(NamedTuple):
    """The directions that a cohort answered."""

    cohort: int
    answers: PublishedDirections


@dataclass(frozen=True, slots=True)
class CombinedDirections:
    """Answers of several cohorts to whether something became less, stayed or became more."""

    asked: Asked
    wave: Wave | None
    cohorts: tuple[DirectionsOf, ...]
    less: int
    same: int
    more: int
    test: SignTest


class AnswersOf(NamedTuple):
    """The answers of a cohort at one time."""

    cohort: int
    answers: PublishedAnswers


@dataclass(frozen=True, slots=True)
class CombinedAnswers:
    """Answers of several cohorts to a question at one time."""

    asked: Asked
    wave: Wave | None
    cohorts: tuple[AnswersOf, ...]
    counts: tuple[tuple[str, int], ...]
    """How many people chose each label; empty for numbers and scores."""

    @property
    def n(self) -> int:
        return sum(each.answers.n for each in self.cohorts)


@dataclass(frozen=True, slots=True)
class Combined:
    """Results of several cohorts."""

    cohorts: tuple[PublishedResults, ...]
    """In the order of trust and number."""
    comparisons: tuple[CombinedComparison, ...]
    answers: tuple[CombinedAnswers, ...]
    directions: tuple[CombinedDirections, ...]


def combined(results: Iterable[PublishedResults]) -> Combined:
    """The results of cohorts, of which no two are the same cohort of the same trust."""
    cohorts = tuple(sorted(results, key=lambda each: (each.trust, each.number)))
    return Combined(
        cohorts, tuple(_corrected(_comparisons(cohorts))), tuple(_answers(cohorts)), tuple(_directions(cohorts))
    )


def together(comparisons: Iterable[CombinedComparison], asked: Asked) -> Verdict:
    """What the sums of both comparisons allow to say of a score; what no cohort published counts as hidden."""
    by_time = {each.earlier: each.finding for each in comparisons if each.asked == asked}
    findings = (by_time.get(Wave.BEFORE, Finding.HIDDEN), by_time.get(Wave.THEN, Finding.HIDDEN))
    return Verdict(kind_of(*findings), *findings)


def _grouped(
    cohorts: Sequence[PublishedResults],
    figures: Callable[[PublishedResults], Iterable[F]],
    times: Callable[[F], T],
) -> Iterator[tuple[Asked, T, list[tuple[int, F]]]]:
    """Figures about everybody, each with its cohort, by what was asked and when, in the order of the first cohort."""
    groups: dict[tuple[Asked, T], list[tuple[int, F]]] = {}
    for number, cohort in enumerate(cohorts):
        for figure in figures(cohort):
            if figure.side is None and figure.workshop is None:
                groups.setdefault((_asked(cohort, figure), times(figure)), []).append((number, figure))
    for (asked, when), own in groups.items():
        yield asked, when, own


def _asked(cohort: PublishedResults, figure: Subject) -> Asked:
    form = next((form for form in cohort.forms if form.id == figure.form), None)
    questions = {question.id: question.asked for question in form.questions} if form else {}
    if figure.question is not None:
        ids = [figure.question]
    else:
        domains = [each for each in (form.domains if form else ()) if figure.domain in (None, each.id)]
        ids = [id for each in domains for id in each.questions]
    return Asked(figure.form, figure.question, figure.domain, tuple(questions.get(id, "") for id in ids))


def _comparisons(cohorts: Sequence[PublishedResults]) -> Iterator[CombinedComparison]:
    groups = _grouped(cohorts, lambda cohort: cohort.comparisons, lambda each: (each.earlier, each.later))
    for asked, (earlier, later), figures in groups:
        own = tuple(
            ComparisonOf(
                number, figure, _described(cohorts[number], figure, earlier), _described(cohorts[number], figure, later)
            )
            for number, figure in figures
        )
        up = sum(figure.up for _, figure in figures)
        same = sum(figure.same for _, figure in figures)
        down = sum(figure.down for _, figure in figures)
        yield CombinedComparison(asked, earlier, later, own, up, same, down, _signs(up, same, down))


def _described(cohort: PublishedResults, figure: Subject, wave: Wave) -> PublishedAnswers | None:
    about = (figure.form, figure.question, figure.domain, None, None, wave)
    return next(
        (
            each
            for each in cohort.answers
            if (each.form, each.question, each.domain, each.side, each.workshop, each.wave) == about
        ),
        None,
    )


def _corrected(comparisons: Iterable[CombinedComparison]) -> Iterator[CombinedComparison]:
    """The comparisons, with those of the domains of a form and two times corrected together."""
    every = tuple(comparisons)
    families: dict[tuple[str, Wave, Wave], dict[int, Fraction]] = {}
    for place, each in enumerate(every):
        if each.asked.domain is not None and isinstance(p := each.test.p, PValues):
            families.setdefault((each.asked.form, each.earlier, each.later), {})[place] = p.two_sided
    corrected: dict[int, tuple[Fraction, int]] = {}
    for family in families.values():
        adjusted, tests = holm(tuple(family.values()))
        corrected |= {place: (p, tests) for place, p in zip(family, adjusted, strict=True)}
    for place, each in enumerate(every):
        p_adjusted, tests = corrected.get(place, (None, 0))
        yield replace(each, adjusted=p_adjusted, tests=tests)


def _answers(cohorts: Sequence[PublishedResults]) -> Iterator[CombinedAnswers]:
    for asked, wave, figures in _grouped(cohorts, lambda cohort: cohort.answers, lambda each: each.wave):
        counts: dict[str, int] = {}
        for _, answers in figures:
            for label in answers.counts:
                counts[label.label] = counts.get(label.label, 0) + label.n
        yield CombinedAnswers(asked, wave, tuple(AnswersOf(*each) for each in figures), tuple(counts.items()))


def _directions(cohorts: Sequence[PublishedResults]) -> Iterator[CombinedDirections]:
    for asked, wave, figures in _grouped(cohorts, lambda cohort: cohort.directions, lambda each: each.wave):
        less = sum(answers.less for _, answers in figures)
        same = sum(answers.same for _, answers in figures)
        more = sum(answers.more for _, answers in figures)
        own = tuple(DirectionsOf(*each) for each in figures)
        yield CombinedDirections(asked, wave, own, less, same, more, _signs(more, same, less))


def _signs(up: int, same: int, down: int) -> SignTest:
    return sign_test([1] * up + [0] * same + [-1] * down)
