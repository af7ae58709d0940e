"""What can be worked out from published figures about groups too small to be shown.

It knows nothing of the rules by which figures are hidden, and does what somebody with the report and some patience can:

- **Equations.** The unknowns are numbers of people, by side and by the other copies they answered, for each answer to a
  question on one copy. Each figure is an equation, and exact elimination gives every group that follows from all of
  them together, such as a total minus its sides. A figure with quartiles only is taken to tell everything.
- **Bounds.** Numbers of people are whole and not negative, no more of a side can have answered than take part, and what
  these bounds imply is followed until nothing changes.
- **Scores.** The sum of a score is the sum of its questions, and that of all items the sum of the domains. A hidden
  term may follow by elimination. If more people answered a question than have the score, the rest is about those few.
- **Answers all alike** say what each person answered.
- **Corrections.** A p value corrected together with hidden ones can tell them.
- **Comments** of a form that a small group returned, or on a workshop about which it did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import chain, combinations
from typing import Any, NamedTuple, TypeAlias

from ..model.instrument import Instrument, Wave
from ..model.required import FormQuestion
from .description import Quartiles, describe
from .equations import Range, Row, bounds, follows, groups_that_follow
from .results import About, Comparison, DirectionAnswers, Published, Results


class How(StrEnum):
    """In which way something can be worked out."""

    DIFFERENCE = "difference"
    """As a sum or difference of figures."""
    BOUNDS = "bounds"
    """As the only whole numbers that fit."""
    SCORE = "score"
    """As the only unknown term of a score."""
    ALIKE = "alike"
    """Because all gave the same answer."""
    CORRECTION = "correction"
    """From a correction for hidden tests."""
    COMMENT = "comment"
    """As what somebody in a small group wrote."""


class Recovered(NamedTuple):
    """Something that should be hidden and can be worked out. It does not hold the answers, so it may be printed."""

    about: About
    """Of a group across sides, the question or score alone."""
    wave: Wave | None
    how: How


class _Figure(NamedTuple):
    """What a published figure says of one question or score on one copy."""

    about: About
    waves: frozenset[Wave]
    """The copies on which all these people answered."""
    n: int
    counts: Counter[Fraction] | None
    """How many people gave each answer; None if only quartiles are known."""
    quartiles: Quartiles | None = None


_System: TypeAlias = tuple[About, Wave | None]
"""A question or score, without side, on one copy."""


def recovered(
    published: Published, instruments: Mapping[str, Instrument], taking_part: Mapping[str, int] | None = None
) -> tuple[Recovered, ...]:
    """Everything that should be hidden and can be worked out, each once and in order.

    `instruments` are the forms by id. `taking_part` is how many people of each side take part, which colleagues know.
    """
    results, fewest = published.results, published.fewest
    systems = _systems(results)
    matches = chain(
        *(
            _small_groups(system, figures, fewest, _sides(instruments, system[0]), taking_part or {})
            for system, figures in chain(systems.items(), _returned(results).items())
        ),
        *(_other_people(system, figures, fewest) for system, figures in systems.items()),
        _terms(systems, instruments, fewest),
        _corrections(results),
        _comments(results),
    )
    return tuple(dict.fromkeys(matches))


def _sides(instruments: Mapping[str, Instrument], about: About) -> tuple[str, ...]:
    """The sides that the form asks for, and none."""
    groups = instruments[about.instrument].groups
    return (
        *(
            choice
            for group in groups
            for question in group.questions
            if question.id == FormQuestion.SIDE
            for choice in question.choices
        ),
        "",
    )


def _systems(results: Results) -> dict[_System, list[_Figure]]:
    systems: dict[_System, list[_Figure]] = defaultdict(list)

    def add(about: About, wave: Wave | None, *rest: Any) -> None:
        systems[about._replace(side=""), wave].append(_Figure(about, *rest))

    for answered in results.answered:
        n, _, quartiles = answered.description
        counts = Counter({Fraction(index): people for index, (_, people) in enumerate(answered.counts, start=1)})
        add(answered.about, answered.wave, _only(answered.wave), n, +counts if answered.counts else None, quartiles)
    for direction in results.directions:
        given = enumerate((direction.less, direction.same, direction.more), start=1)
        counts = Counter({Fraction(index): people for index, people in given})
        add(direction.about, direction.wave, _only(direction.wave), direction.n, +counts)
    for comparison in results.comparisons:
        waves = (comparison.earlier, comparison.later)
        for wave, values in zip(waves, zip(*comparison.pairs, strict=True), strict=False):
            add(comparison.about, wave, frozenset(waves), comparison.n, Counter(values))
    return systems


def _returned(results: Results) -> dict[_System, list[_Figure]]:
    """Who returned a form, as a question without answers."""
    systems: dict[_System, list[_Figure]] = defaultdict(list)
    for about, wave, n in results.respondents:
        systems[about._replace(side=""), wave].append(_Figure(about, _only(wave), n, None))
    return systems


def _only(wave: Wave | None) -> frozenset[Wave]:
    return frozenset([wave] if wave else [])


def _small_groups(
    system: _System, figures: Sequence[_Figure], fewest: int, sides: Sequence[str], taking_part: Mapping[str, int]
) -> Iterator[Recovered]:
    about, wave = system
    others = sorted({each for figure in figures for each in figure.waves} - {wave})
    patterns = [frozenset(chosen) for size in range(len(others) + 1) for chosen in combinations(others, size)]
    groups = [(side, pattern) for side in sides for pattern in patterns]

    def members(figure: _Figure) -> Row:
        return tuple(
            int(figure.about.side in ("", side) and figure.waves <= pattern | {wave}) for side, pattern in groups
        )

    rows = tuple(members(figure) for figure in figures)
    numbers = bounds(*_with_taking_part(rows, tuple(figure.n for figure in figures), groups, taking_part))
    people = [index for index in range(len(groups)) if numbers[index][1] != 0]
    rows = tuple(tuple(row[index] for index in people) for row in rows)
    exact: set[tuple[int, ...]] = set()
    for weights, group in groups_that_follow(rows):
        n = sum(weight * figure.n for weight, figure in zip(weights, figures, strict=True) if weight)
        alike = _all_alike(weights, figures)
        if 0 < n < fewest or alike:
            exact.add(group)
            named = {groups[people[index]][0] for index in group}
            side = next(iter(named)) if len(named) == 1 and len(sides) > 1 else ""
            yield Recovered(about._replace(side=side), wave, How.ALIKE if alike else How.DIFFERENCE)
    if all(figure.counts is not None for figure in figures):
        for place, index in enumerate(people):
            low, high = numbers[index]
            small = low == high and 0 < low < fewest and (place,) not in exact
            if small and _follows_from_bounds(index, people, numbers, rows, figures):
                yield Recovered(about._replace(side=groups[index][0]), wave, How.BOUNDS)


def _other_people(system: _System, figures: Sequence[_Figure], fewest: int) -> Iterator[Recovered]:
    """Figures of nearly the same people, whose difference is about those who are in one of them only."""
    for first, second in combinations(figures, 2):
        if first.about == second.about and abs(first.n - second.n) < fewest:
            counted = first.counts is not None and second.counts is not None
            same = first.counts == second.counts if counted else _quartiles(first) == _quartiles(second)
            if first.n != second.n or not same:
                yield Recovered(first.about, system[1], How.DIFFERENCE)


def _quartiles(figure: _Figure) -> Quartiles | None:
    return figure.quartiles if figure.counts is None else describe(list(figure.counts.elements())).quartiles


def _with_taking_part(
    rows: tuple[Row, ...], numbers: Row, groups: Sequence[tuple[str, object]], taking_part: Mapping[str, int]
) -> tuple[tuple[Row, ...], Row]:
    """The equations with one more for each side of known size: those who answered and those who did not."""
    known = [side for side in taking_part if any(side == of for of, _ in groups)]
    sizes = tuple(
        tuple(int(side == of) for of, _ in groups) + tuple(int(side == other) for other in known) for side in known
    )
    equations = tuple(row + (0,) * len(known) for row in rows)
    return (*equations, *sizes), (*numbers, *(taking_part[side] for side in known))


def _all_alike(weights: Sequence[Fraction], figures: Sequence[_Figure]) -> bool:
    """Whether a group that follows from figures gave one answer only."""
    used = [(weight, figure.counts) for weight, figure in zip(weights, figures, strict=True) if weight]
    total: dict[Fraction, Fraction] = defaultdict(Fraction)
    for weight, counts in used:
        if counts is None:
            return False
        for value, n in counts.items():
            total[value] += weight * n
    return sum(n != 0 for n in total.values()) == 1


def _follows_from_bounds(
    group: int,
    people: Sequence[int],
    numbers: Sequence[Range],
    rows: Sequence[Row],
    figures: Sequence[_Figure],
) -> bool:
    """Whether only one distribution of the answers of a group fits, given how many people it has."""
    values = sorted({value for figure in figures for value in figure.counts or ()})
    width = len(people)
    equations: list[Row] = []
    totals: list[int] = []
    for place, value in enumerate(values):
        for row, figure in zip(rows, figures, strict=True):
            equations.append((0,) * (place * width) + row + (0,) * ((len(values) - place - 1) * width))
            totals.append(figure.counts[value] if figure.counts else 0)
    for position, index in enumerate(people):
        low, high = numbers[index]
        if low == high:
            equations.append(tuple(int(cell % width == position) for cell in range(width * len(values))))
            totals.append(low)
    cells = bounds(tuple(equations), tuple(totals))
    own = [cells[place * width + people.index(group)] for place in range(len(values))]
    return all(low == high for low, high in own)


def _terms(
    systems: Mapping[_System, Sequence[_Figure]], instruments: Mapping[str, Instrument], fewest: int
) -> Iterator[Recovered]:
    shown: dict[tuple[About, Wave | None], dict[tuple[str, str], dict[frozenset[Wave], int]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for (_, wave), figures in systems.items():
        for about, waves, n, *_ in figures:
            shown[about._replace(question="", domain=""), wave][about.question, about.domain][waves] = n
    for (form, wave), known in shown.items():
        domains = {
            question.id: question.domain
            for group in instruments[form.instrument].groups
            if not group.waves or wave in group.waves
            for question in group.questions
            if question.domain
        }
        terms = {("", ""): list(domains)}
        terms |= {("", domain): [id for id in domains if domains[id] == domain] for domain in domains.values()}
        terms |= {(id, ""): [id] for id in domains}
        rows = {score: tuple(int(id in items) for id in domains) for score, items in terms.items()}
        equations = tuple(rows[score] for score in rows if score in known)
        for score, row in rows.items():
            if score not in known and equations and follows(equations, row):
                yield Recovered(form._replace(question=score[0], domain=score[1]), wave, How.SCORE)
        for term in terms:
            score = ("", domains.get(term[0], "")) if term[0] else ("", "")
            for waves, n in known.get(term, {}).items():
                if 0 < n - known.get(score, {}).get(waves, n) < fewest:
                    yield Recovered(form._replace(question=term[0], domain=term[1]), wave, How.DIFFERENCE)


def _corrections(results: Results) -> Iterator[Recovered]:
    groups: dict[tuple[About, Wave | None, Wave | None], list[Comparison | DirectionAnswers]] = defaultdict(list)
    figures: tuple[Comparison | DirectionAnswers, ...] = (*results.comparisons, *results.directions)
    for figure in figures:
        if figure.adjusted is not None:
            waves = (figure.earlier, figure.later) if isinstance(figure, Comparison) else (None, figure.wave)
            groups[figure.about._replace(question="", domain=""), *waves].append(figure)
    for (about, _, wave), group in groups.items():
        if any(figure.tests != len(group) for figure in group):
            yield Recovered(about, wave, How.CORRECTION)


def _comments(results: Results) -> Iterator[Recovered]:
    returned = {each.about for each in results.respondents}
    for comment in results.comments:
        about = About(comment.instrument, workshop=comment.workshop)
        if about not in returned:
            yield Recovered(about._replace(question=comment.question), None, How.COMMENT)
