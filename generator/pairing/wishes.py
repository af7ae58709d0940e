"""How far any two people meet what is wished of a pair or group, as whole numbers that can be added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..model.pairing import Weight, Wish
from ..model.scheme import Person
from ..model.sheets.choices import same_words
from .cohort import Cohort

SHORTFALL = 12
"""The shortfall of a wish that is not met at all; 0 is that of one that is met."""
WEIGHT = {Weight.NOT_AT_ALL: 0, Weight.A_LITTLE: 1, Weight.MATTERS: 3, Weight.MATTERS_MOST: 9}
"""What a point of shortfall costs."""
_HALF = SHORTFALL // 2
_PLACES = (0, 2, 3)
"""Shortfalls of a person who is named first, second, or further down; of half a wish, as each names the other."""
STAGE = 3
"""Shortfall for each step between the stages of two careers."""
_ENOUGH_TOPICS = 2
"""Topics in common that meet the wish for similar needs."""

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """How far two people meet a wish that counts."""

    wish: Wish
    shortfall: int
    """0 to `SHORTFALL`. What is not known of somebody counts as not met."""
    cost: int
    """The shortfall times its weight."""
    first: Values
    """What was compared, of the person asked about first, as readers see it: the site, department or stage; topics or
    projects in common; topics that this person wants and the other offers; the place of the other among those whom
    this person named, from 1. Empty where nothing is known or shared."""
    second: Values
    """The same of the other."""


def facts(cohort: Cohort, a: str, b: str) -> tuple[Fact, ...]:
    """How two people meet each wish that counts for pairs, in the order of `Wish`."""
    first, second = cohort.by_id[a], cohort.by_id[b]
    rows = []
    for wish, measure in _MEASURES.items():
        weight = WEIGHT[cohort.weights[wish]]
        if weight and (shortfall := measure(cohort, first, second)) is not None:
            values = _VALUES.get(wish, _no_values)
            shown = values(cohort, first, second), values(cohort, second, first)
            rows.append(Fact(wish, shortfall, weight * shortfall, *shown))
    return tuple(rows)


def cost(cohort: Cohort, a: str, b: str) -> int:
    """The sum of the costs of all facts of two people."""
    first, second = cohort.by_id[a], cohort.by_id[b]
    return sum(
        weight * (measure(cohort, first, second) or 0)
        for wish, measure in _MEASURES.items()
        if (weight := WEIGHT[cohort.weights[wish]])
    )


def leaving_out(cohort: Cohort) -> dict[str, int]:
    """What leaving out each person costs: more than any pairs or groups, so that as few as possible are left out.

    Whoever had no partner last time costs more by the weight of `Wish.LEFT_OVER_FIRST`.
    """
    dearest_pair = SHORTFALL * sum(WEIGHT[cohort.weights[wish]] for wish in _MEASURES)
    extra = left_over(cohort)
    most_pairs = len(cohort.people) * (cohort.size - 1)
    base = 1 + most_pairs * dearest_pair + len(cohort.people) * extra
    return {person.id: base + extra * person.left_over for person in cohort.people}


def left_over(cohort: Cohort) -> int:
    """What it costs that somebody who had no partner last time has none again."""
    return SHORTFALL * WEIGHT[cohort.weights[Wish.LEFT_OVER_FIRST]]


def asked(cohort: Cohort, wish: Wish, person: Person) -> bool:
    """Whether the person's row says anything that the wish goes by."""
    values: dict[Wish, object] = {
        Wish.SAME_SITE: person.site,
        Wish.ACROSS_DEPARTMENTS: person.department,
        Wish.SAME_DEPARTMENT: person.department,
        Wish.NEAR_STAGE: person.stage,
        Wish.SIMILAR_NEEDS: person.learn,
        Wish.COMPLEMENTARY_NEEDS: person.learn,
        Wish.NAMED_EACH_OTHER: person.named,
        Wish.STARRED_PROJECT: person.starred,
        Wish.NEW_PARTNERS: person.partners_before,
        Wish.LEFT_OVER_FIRST: person.left_over,
        Wish.KEEP: person.id in cohort.group_of,
    }
    return bool(values[wish])


def _known(met: bool, *values: object) -> int:
    return 0 if met and all(values) else SHORTFALL


def _same_site(_: Cohort, a: Person, b: Person) -> int:
    return _known(a.site == b.site, a.site, b.site)


def _department(person: Person) -> str:
    return same_words(person.department or "")


def _across_departments(_: Cohort, a: Person, b: Person) -> int:
    return _known(_department(a) != _department(b), a.department, b.department)


def _same_department(_: Cohort, a: Person, b: Person) -> int:
    return _known(_department(a) == _department(b), a.department, b.department)


def _near_stage(cohort: Cohort, a: Person, b: Person) -> int:
    first, second = cohort.ranks.get(a.stage or ""), cohort.ranks.get(b.stage or "")
    return SHORTFALL if first is None or second is None else min(SHORTFALL, STAGE * abs(first - second))


def _shared(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """What two people have in common, in the order of the first."""
    return [id for id in dict.fromkeys(first) if id in second]


def _similar_needs(_: Cohort, a: Person, b: Person) -> int:
    enough = min(_ENOUGH_TOPICS, len(set(a.learn)), len(set(b.learn)))
    return SHORTFALL - SHORTFALL * min(enough, len(_shared(a.learn, b.learn))) // enough if enough else SHORTFALL


def _complementary_needs(_: Cohort, a: Person, b: Person) -> int:
    return sum(_HALF for one, other in ((a, b), (b, a)) if not _shared(one.learn, other.offer))


def _named_each_other(_: Cohort, a: Person, b: Person) -> int:
    return sum(
        _PLACES[min(person.named.index(other.id), len(_PLACES) - 1)] if other.id in person.named else _HALF
        for person, other in ((a, b), (b, a))
    )


def _starred_project(_: Cohort, a: Person, b: Person) -> int:
    return _known(bool(_shared(a.starred, b.starred)))


def _new_partners(_: Cohort, a: Person, b: Person) -> int:
    return _known(a.id not in b.partners_before and b.id not in a.partners_before)


def _keep(cohort: Cohort, a: Person, b: Person) -> int | None:
    first, second = cohort.group_of.get(a.id), cohort.group_of.get(b.id)
    return None if first is None and second is None else _known(first == second)


_MEASURES: dict[Wish, Callable[[Cohort, Person, Person], int | None]] = {
    Wish.SAME_SITE: _same_site,
    Wish.ACROSS_DEPARTMENTS: _across_departments,
    Wish.SAME_DEPARTMENT: _same_department,
    Wish.NEAR_STAGE: _near_stage,
    Wish.SIMILAR_NEEDS: _similar_needs,
    Wish.COMPLEMENTARY_NEEDS: _complementary_needs,
    Wish.NAMED_EACH_OTHER: _named_each_other,
    Wish.STARRED_PROJECT: _starred_project,
    Wish.NEW_PARTNERS: _new_partners,
    Wish.KEEP: _keep,
}
"""The shortfall of two people for each wish about pairs; None where it does not apply to them."""


def _no_values(_: Cohort, __: Person, ___: Person) -> Values:
    return ()


def _site(cohort: Cohort, person: Person, _: Person) -> Values:
    return _titles([person.site] if person.site else [], cohort.sites)


def _own_department(_: Cohort, person: Person, __: Person) -> Values:
    return (person.department,) if person.department else ()


def _titles(ids: Sequence[str], titles: Mapping[str, str]) -> Values:
    return tuple(titles[id] for id in ids)


_VALUES: dict[Wish, Callable[[Cohort, Person, Person], Values]] = {
    Wish.SAME_SITE: _site,
    Wish.ACROSS_DEPARTMENTS: _own_department,
    Wish.SAME_DEPARTMENT: _own_department,
    Wish.NEAR_STAGE: lambda cohort, person, _: _titles([person.stage] if person.stage else [], cohort.stages),
    Wish.SIMILAR_NEEDS: lambda cohort, person, other: _titles(_shared(person.learn, other.learn), cohort.topics),
    Wish.COMPLEMENTARY_NEEDS: lambda cohort, person, other: _titles(_shared(person.learn, other.offer), cohort.topics),
    Wish.NAMED_EACH_OTHER: lambda _, person, other: (
        (str(person.named.index(other.id) + 1),) if other.id in person.named else ()
    ),
    Wish.STARRED_PROJECT: lambda cohort, person, other: _titles(
        _shared(person.starred, other.starred), cohort.projects
    ),
}
"""What readers see of the first person beside the other."""
