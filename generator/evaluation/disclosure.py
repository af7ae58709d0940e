"""Which figures may be shown, so that nobody learns what a few people answered.

A group is small if it has fewer people than the fewest. Hidden are, in this order:

- **Small groups.** A figure about a small group; and one in which all gave the same answer, since it says what each of
  them answered.
- **Different people.** A comparison, unless the figures of both copies are about the very people compared. Otherwise
  the difference between two figures is about those who are only in one of them.
- **Scores.** A score is made of its questions, and the score of all items of its domains, so the last missing term
  could be worked out. If a question is hidden, so are the others of its domain. If a domain is hidden, so are all
  domains of the form and their questions, and also the score of all items if these are few. The same where more people
  are in a term than in the score.
- **Sides.** All sides of a form, or none. They are shown if, in every figure of the form that is shown, each side and
  the people without one are nobody or not a small group, did not answer all alike, and nothing of the side would have
  to be hidden by the rules above. Then no total minus the others is about a small group.
- **Comments**, until they were read for names, and of a form of which any copy came back from a small group only. The
  comments on a workshop go by the forms about that workshop.

Holm's correction is done again over the directions that are shown, as it would tell a p value that is hidden.
`recovery` checks what is left, and knows nothing of these rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from ..model.answers import LOWEST_FEWEST, EvaluationChoices
from ..model.instrument import Instrument, Wave
from ..model.required import FormQuestion
from .description import describe
from .holm import corrected
from .results import (
    About,
    Answered,
    Comment,
    Comparison,
    DirectionAnswers,
    Hidden,
    Published,
    Respondents,
    Results,
    Why,
)

_Figure: TypeAlias = Answered | Comparison | DirectionAnswers
_Key: TypeAlias = tuple[About, tuple[Wave, ...]]


def published(results: Results, choices: EvaluationChoices, instruments: Mapping[str, Instrument]) -> Published:
    """The figures that may be shown, in the order given, and those that may not.

    `instruments` are the forms by id; they say which question counts towards which domain.
    """
    fewest = max(choices.fewest, LOWEST_FEWEST)
    table = _Table(results, instruments, fewest)
    table.hide_everybody()
    table.hide_sides()
    shown = Results(
        respondents=tuple(each for each in results.respondents if table.shows_respondents(each)),
        answered=tuple(each for each in results.answered if table.shows(each)),
        comparisons=tuple(each for each in results.comparisons if table.shows(each)),
        directions=_corrected_again(each for each in results.directions if table.shows(each)),
        comments=tuple(each for each in results.comments if choices.comments_read and table.shows_comment(each)),
    )
    everybody = (Hidden(*key, why) for key, why in table.hidden.items() if not key[0].side)
    # Which side is small, and whether one has anybody, would narrow down what people answered: all are listed alike.
    forms = dict.fromkeys(about.instrument for about, waves in table.figures if (about, waves) not in table.hidden)
    sides = (
        Hidden(About(form, side=side), (), Why.WORKED_OUT)
        for form in forms
        if form not in table.with_sides
        for question in instruments[form].evaluated
        if question.id == FormQuestion.SIDE
        for side in question.choices
    )
    return Published(shown, (*everybody, *sides), fewest)


def rules(fewest: int) -> tuple[str, ...]:
    """The rules in plain English, a sentence or several each."""
    return (
        f"A result for fewer than {fewest} people is not shown, nor how many they are.",
        "A question to which everybody gave the same answer is not shown, as it would say what each person answered.",
        "A chart with a line for each person shows scores to a tenth of a point, so that it is hard to tell which "
        "lines of two charts are the same person's.",
        "Where copies of a form are compared, every figure of a question or score is about the same people: those who "
        "returned each copy and answered the question on each. So the difference between two figures is never about "
        "a few people, such as those who left.",
        "Scores are made of questions. If a question cannot be shown, no other question of its domain is. If a domain "
        "cannot be shown, no domain and none of their questions are; nor is the score of all questions, if there are "
        f"fewer than {fewest} of them.",
        f"Clinicians, managers and others are shown apart only if each of these groups has at least {fewest} people "
        "in every figure of the form, or nobody. People who did not name their group count as one more group.",
        "Comments are shown without code, side or workshop, once somebody has read them all for names, and only if at "
        f"least {fewest} people returned the form. Those on a workshop need {fewest} forms about that workshop.",
        "A separate check tries to work out what is hidden from everything that is shown. If it can, there is no "
        "report.",
        "Two reports that are a few answers apart can be compared with each other. So publish one report, once all "
        "forms are in.",
    )


class _Table:
    """The figures by what they are about, and which of them are hidden."""

    def __init__(self, results: Results, instruments: Mapping[str, Instrument], fewest: int) -> None:
        self.fewest = fewest
        figures: tuple[_Figure, ...] = (*results.answered, *results.comparisons, *results.directions)
        self.figures: Final = {_key(figure): figure for figure in figures}
        self.respondents: Final[dict[_Key, int]] = {
            (each.about, _waves(each.wave)): each.n for each in results.respondents
        }
        self.hidden: Final[dict[_Key, Why]] = {}
        self.with_sides: Final[set[str]] = set()
        self._items = {
            (id, question.id): question.domain
            for id, instrument in instruments.items()
            for question in instrument.evaluated
            if question.domain
        }

    def shows(self, figure: _Figure) -> bool:
        return _key(figure) not in self.hidden

    def shows_respondents(self, figure: Respondents) -> bool:
        """Whether as many people returned the form as are needed, and the sides of the form are shown."""
        everybody = self.respondents.get((figure.about._replace(side=""), _waves(figure.wave)), 0)
        return everybody >= self.fewest and (
            not figure.about.side or (figure.n > 0 and figure.about.instrument in self.with_sides)
        )

    def shows_comment(self, comment: Comment) -> bool:
        """Whether enough people returned each copy of its form, about its workshop if it has one."""
        about = About(comment.instrument, workshop=comment.workshop)
        returned = [n for (other, _), n in self.respondents.items() if other == about]
        return bool(returned) and min(returned) >= self.fewest

    def hide_everybody(self) -> None:
        """Hide what is about people of all sides."""
        for key, n in self.respondents.items():
            if not key[0].side and n < self.fewest:
                self.hidden[key] = Why.FEW
        keys = [key for key in self.figures if not key[0].side]
        self.hidden.update(dict.fromkeys(self._small(keys), Why.FEW))
        while linked := dict.fromkeys((*self._of_different_people(keys), *self._terms(keys)), Why.WORKED_OUT):
            self.hidden.update(linked)

    def hide_sides(self) -> None:
        """Hide the sides of forms that cannot show all of them."""
        sides: dict[str, dict[str, list[_Key]]] = defaultdict(lambda: defaultdict(list))
        for key in (*self.figures, *self.respondents):
            if key[0].side:
                sides[key[0].instrument][key[0].side].append(key)
        for form, by_side in sides.items():
            keys = [key for keys in by_side.values() for key in keys]
            for key in keys:
                if (key[0]._replace(side=""), key[1]) in self.hidden:
                    self.hidden[key] = Why.WORKED_OUT
                elif key in self.figures and not _people(self.figures[key]):
                    self.hidden[key] = Why.FEW
            if any(map(self._small_or_linked, by_side.values())) or self._rest_is_small(form, by_side):
                self.hidden.update(dict.fromkeys(keys, Why.WORKED_OUT))
            else:
                self.with_sides.add(form)

    def _small_or_linked(self, keys: Iterable[_Key]) -> bool:
        """Whether something about a side would have to be hidden that is not hidden yet."""
        left = self._still_shown(keys)
        return any(True for rule in (self._small, self._of_different_people, self._terms) for _ in rule(left)) or any(
            0
            < self.respondents.get((about, waves), 0)
            < self.fewest
            <= self.respondents.get((about._replace(side=""), waves), 0)
            for about, waves in keys
            if (about, waves) in self.respondents
        )

    def _rest_is_small(self, form: str, sides: Collection[str]) -> bool:
        """Whether what is left of a total without its sides is about a small group, or one that answered alike."""
        for (about, waves), n in self.respondents.items():
            if about.instrument == form and not about.side and n >= self.fewest:
                of_sides = (self.respondents.get((about._replace(side=side), waves), 0) for side in sides)
                if 0 < n - sum(of_sides) < self.fewest:
                    return True
        for (about, waves), figure in self.figures.items():
            if about.instrument == form and not about.side and (about, waves) not in self.hidden:
                apart = [self.figures.get((about._replace(side=side), waves)) for side in sides]
                if 0 < _people(figure) - sum(_people(each) for each in apart if each) < self.fewest:
                    return True
                for wave in waves or (None,):
                    left = Counter(_values(figure, wave))
                    for each in apart:
                        left -= Counter(_values(each, wave) if each else None)
                    if len(left) == 1:
                        return True
        return False

    def _small(self, keys: Iterable[_Key]) -> Iterator[_Key]:
        for about, waves in keys:
            figure = self.figures[about, waves]
            if _people(figure) < self.fewest:
                yield about, waves
                continue
            for wave in waves or (None,):
                values = _values(figure, wave)
                if values is not None and len(values) == 1:
                    yield about, waves
                    described = self.figures.get((about, _waves(wave)))
                    if isinstance(figure, Comparison) and wave and described and _alike(figure, described, wave):
                        yield about, (wave,)

    def _of_different_people(self, keys: Iterable[_Key]) -> Iterator[_Key]:
        """Comparisons of others than those described at one of the two times, or compared in another comparison."""
        described: dict[_Key, _Figure] = {}
        for about, waves in keys:
            figure = self.figures[about, waves]
            if isinstance(figure, Comparison) and (about, waves) not in self.hidden:
                for wave in waves:
                    key = (about, (wave,))
                    other = self.figures.get(key) or described.setdefault(key, figure)
                    if key in self.hidden or not _alike(figure, other, wave):
                        yield about, waves

    def _terms(self, keys: Iterable[_Key]) -> Iterator[_Key]:
        """Questions and domains with which another could be worked out from a score."""
        forms: dict[_Key, dict[str, list[_Key]]] = defaultdict(lambda: defaultdict(list))
        for about, waves in keys:
            domain = self._items.get((about.instrument, about.question)) if about.question else about.domain
            if domain:
                forms[about._replace(question="", domain=""), waves][domain].append((about, waves))
        for (about, waves), domains in forms.items():
            scores = {domain: (about._replace(domain=domain), waves) for domain in domains}
            apart = (about, waves) in self.hidden or any(
                self._goes_beyond(score, (about, waves)) for score in scores.values()
            )
            for domain, terms in domains.items():
                score, questions = scores[domain], [key for key in terms if key[0].question]
                if any(key in self.hidden or self._goes_beyond(key, score) for key in questions):
                    yield from self._still_shown(questions)
                    if len(questions) == 1:
                        yield from self._still_shown([score])
                apart = apart or score in self.hidden
            if apart:
                yield from self._still_shown(key for terms in domains.values() for key in terms)
                if sum(1 for form, _ in self._items if form == about.instrument) < self.fewest:
                    yield from self._still_shown([(about, waves)])

    def _goes_beyond(self, term: _Key, score: _Key) -> bool:
        figures = self.figures
        return term in figures and score in figures and _people(figures[term]) > _people(figures[score])

    def _still_shown(self, keys: Iterable[_Key]) -> list[_Key]:
        return [key for key in keys if key in self.figures and key not in self.hidden]


def _waves(wave: Wave | None) -> tuple[Wave, ...]:
    return (wave,) if wave else ()


def _key(figure: _Figure) -> _Key:
    if isinstance(figure, Comparison):
        return figure.about, (figure.earlier, figure.later)
    return figure.about, _waves(figure.wave)


def _people(figure: _Figure) -> int:
    return figure.description.n if isinstance(figure, Answered) else figure.n


def _values(figure: _Figure, wave: Wave | None) -> Counter[Fraction] | None:
    """How many people gave each answer, labels in their order from 1; None if only the quartiles are known."""
    if isinstance(figure, Comparison):
        return Counter(_compared(figure, wave))
    if isinstance(figure, DirectionAnswers):
        counts = [figure.less, figure.same, figure.more]
    else:
        counts = [n for _, n in figure.counts]
    return Counter({Fraction(index): n for index, n in enumerate(counts, start=1) if n}) if counts else None


def _compared(comparison: Comparison, wave: Wave | None) -> list[Fraction]:
    return [earlier if wave is comparison.earlier else later for earlier, later in comparison.pairs]


def _alike(comparison: Comparison, other: _Figure, wave: Wave) -> bool:
    """Whether another figure at this time can be about the people compared."""
    compared = _compared(comparison, wave)
    values = _values(other, wave)
    if values is not None:
        return values == Counter(compared)
    return isinstance(other, Answered) and other.description._replace(missing=0) == describe(compared)


def _corrected_again(directions: Iterable[DirectionAnswers]) -> tuple[DirectionAnswers, ...]:
    figures = list(directions)
    groups: dict[tuple[About, Wave | None], list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        groups[figure.about._replace(question=""), figure.wave].append(index)
    for group in groups.values():
        adjusted, tests = corrected(figure.test and figure.test.p for figure in (figures[index] for index in group))
        for index, p in zip(group, adjusted, strict=True):
            figures[index] = replace(figures[index], adjusted=p, tests=tests if p is not None else 0)
    return tuple(figures)
