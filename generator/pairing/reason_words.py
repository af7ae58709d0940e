"""What counts for two people, or for a whole group, in words for the programme team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

from ..model.english import in_words, listed
from ..model.pairing import Side, Wish
from ..model.scheme import HalfDay
from .cohort import Cohort
from .rules import RuleKind, common_half_days, rules_between
from .wishes import SHORTFALL, STAGE, Fact

_MANY = 3
"""Half days on more days than this are counted, not named."""
SIDES = {
    Side.CLINICIAN: ("clinician", "clinicians"),
    Side.MANAGER: ("manager", "managers"),
    Side.COLLEAGUE: ("colleague of a partner organisation", "colleagues of partner organisations"),
}
_PLACES = ("first", "second", "third", "fourth", "fifth")

Two = tuple[str, str]


class Phrase(NamedTuple):
    """A fact of two people in words. It is the same for whoever it is true of, unless it is named."""

    text: str
    values: tuple[str, ...] = ()
    """What stands in brackets after the text."""
    named: bool = False
    """Whether the text says whom it is about."""
    apart: bool = False
    """Whether the values are those of one person each, so that those of a whole group stand together."""


def phrase(fact: Fact, first: str, second: str) -> Phrase:
    """A fact in words. `first` and `second` are the names of the two people."""
    return _PHRASES[fact.wish](fact, first, second)


def clause(text: str, values: Iterable[str], twos: Sequence[Two], everybody: int) -> str:
    """A clause for those of whom it is true, by their names; it names nobody if that is everybody.

    Args:
        text: such as `same site`.
        values: what is compared, such as the names of sites.
        twos: the names of each two people of whom it is true; none if the text says whom.
        everybody: how many twos there are in the group.
    """
    distinct = list(dict.fromkeys(values))
    text += f" ({listed(distinct)})" if distinct else ""
    return text if len(twos) in (0, everybody) else f"{text}: {_whom(twos)}"


def _whom(twos: Sequence[Two]) -> str:
    names = list(dict.fromkeys(name for two in twos for name in two))
    if len(twos) == len(list(combinations(names, 2))):
        return listed(names)
    if centre := next((name for name in names if all(name in two for two in twos)), None):
        return f"{centre} with {listed(name for name in names if name != centre)}"
    return "; ".join(map(listed, twos)).replace("; ", ", ")


def free(half_days: Sequence[HalfDay]) -> str:
    """When people are free, such as `free on Mondays and Wednesday afternoons`; how often if that is often."""
    if len(half_days) == len(HalfDay):
        return "free on any half day"
    names = []
    for day, halves in groupby(half_days, lambda half: half.day):
        first, *rest = halves
        names.append(f"{day.value.capitalize()}s" if rest else f"{first.value.replace('-', ' ').capitalize()}s")
    if len(names) > _MANY:
        return f"free on {in_words(len(half_days))} half days a week"
    return f"free on {listed(names)}"


def _site(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first or not fact.second:
        return _unknown("site", fact, first, second)
    if fact.shortfall:
        return Phrase("different sites", (*fact.first, *fact.second), apart=True)
    return Phrase("same site", fact.first)


def _department(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first or not fact.second:
        return _unknown("department", fact, first, second)
    if bool(fact.shortfall) is (fact.wish is Wish.ACROSS_DEPARTMENTS):
        return Phrase("same department", fact.first)
    return Phrase("different departments", (*fact.first, *fact.second), apart=True)


def _stage(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first or not fact.second:
        return _unknown("career stage", fact, first, second)
    if steps := fact.shortfall // STAGE:
        return Phrase(f"{in_words(steps)} career stage{'s' if steps > 1 else ''} apart")
    return Phrase("same career stage", fact.first)


def _unknown(what: str, fact: Fact, first: str, second: str) -> Phrase:
    names = [name for name, value in ((first, fact.first), (second, fact.second)) if not value]
    return Phrase(f"no {what} on the sheet for {listed(names)}", named=True)


def _similar(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase("want to learn the same", fact.first) if fact.first else Phrase("no learning need in common")


def _complementary(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first and not fact.second:
        return Phrase("neither offers what the other wants to learn")
    learns = [
        f"{learner} can learn from {other} ({listed(topics)})"
        for learner, other, topics in ((first, second, fact.first), (second, first, fact.second))
        if topics
    ]
    return Phrase(" and ".join(learns), named=True)


def _named(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first and not fact.second:
        return Phrase("neither named the other")
    if fact.first == fact.second:
        return Phrase(f"each named the other {_place(fact.first)}")
    if fact.first and fact.second:
        return Phrase(
            f"{first} named {second} {_place(fact.first)}, who named {first} {_place(fact.second)}", named=True
        )
    one, other, place = (first, second, fact.first) if fact.first else (second, first, fact.second)
    return Phrase(f"{one} named {other} {_place(place)}, but {other} did not name {one}", named=True)


def _place(values: tuple[str, ...]) -> str:
    number = int(values[0])
    return _PLACES[number - 1] if number <= len(_PLACES) else f"as number {number}"


def _starred(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase("starred the same project", fact.first) if fact.first else Phrase("no starred project in common")


def _new(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase("partners before" if fact.shortfall else "new partners")


def _keep(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase("not together so far" if fact.shortfall == SHORTFALL else "together already")


_PHRASES: dict[Wish, Callable[[Fact, str, str], Phrase]] = {
    Wish.SAME_SITE: _site,
    Wish.ACROSS_DEPARTMENTS: _department,
    Wish.SAME_DEPARTMENT: _department,
    Wish.NEAR_STAGE: _stage,
    Wish.SIMILAR_NEEDS: _similar,
    Wish.COMPLEMENTARY_NEEDS: _complementary,
    Wish.NAMED_EACH_OTHER: _named,
    Wish.STARRED_PROJECT: _starred,
    Wish.NEW_PARTNERS: _new,
    Wish.KEEP: _keep,
}


def broken_rules(cohort: Cohort, members: Sequence[str]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The rules that a fixed group breaks: a clause for each, and the ids of each two members whom it is about."""
    twos = tuple(combinations(members, 2))
    if many := too_many(cohort, members):
        yield many.removeprefix(", "), twos
    for two in twos:
        for rule in rules_between(cohort, *two):
            if rule.kind is RuleKind.NOT_WITH:
                yield f"a confidential request keeps {listed(cohort.by_id[id].name for id in two)} apart", (two,)
            elif rule.kind is RuleKind.FORBIDDEN:
                yield f"you are trying to keep {listed(cohort.by_id[id].name for id in two)} apart", (two,)
            elif rule.kind in (RuleKind.LINE_MANAGEMENT, RuleKind.SUPERVISION):
                yield chain_words(cohort, rule.detail, rule.kind is RuleKind.LINE_MANAGEMENT), (two,)
    if len(common_half_days(cohort, members)) < cohort.common:
        yield f"too few half days suit {'both' if len(members) == 2 else 'all'}", twos


def too_many(cohort: Cohort, ids: Sequence[str]) -> str:
    """Of which side there are more people than a group has seats."""
    for side, seats in cohort.make_up.items():
        if (number := sum(cohort.sides[id] is side for id in ids)) > seats:
            return f", {'both' if number == len(ids) == 2 else f'{in_words(number)} of them'} {SIDES[side][1]}"
    return ""


def chain_words(cohort: Cohort, chain: Sequence[str], line_management: bool) -> str:
    """Who is above whom. `chain` holds ids, from the lower person to the upper."""
    lower, *between, upper = (cohort.by_id[id].name for id in chain)
    if between:
        return f"{upper} is above {lower}, through {listed(between)}"
    return f"{upper} is {lower}'s {'line manager' if line_management else 'supervisor'}"
