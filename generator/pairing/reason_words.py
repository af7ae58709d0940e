"""What counted for two people or a group, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from ..model.english import in_words, listed
from ..model.pairing import Wish
from ..model.scheme import HalfDay
from .wishes import SHORTFALL, STAGE, Fact

_MANY = 3
"""Half days of more days than this are counted, not named."""


class Phrase(NamedTuple):
    """A fact of two people in words."""

    text: str
    named: bool = False
    """Whether it says whom it is about."""


def phrase(fact: Fact, first: str, second: str) -> Phrase:
    """A fact in words. `first` and `second` are the names of the two people."""
    return _PHRASES[fact.wish](fact, first, second)


def free(half_days: Sequence[HalfDay], people: int) -> str:
    """When all members of a group are free."""
    who = "both" if people == 2 else "all"
    if len(half_days) == len(HalfDay):
        return f"{who} free on any half day"
    return f"{who} free on {days(half_days)}"


def days(half_days: Sequence[HalfDay]) -> str:
    """Half days of the week, such as Mondays and Wednesday afternoons; how many they are if there are many."""
    names = []
    for day, halves in groupby(half_days, lambda half: half.day):
        first, *rest = halves
        names.append(f"{day.value.capitalize()}s" if rest else f"{first.value.replace('-', ' ').capitalize()}s")
    return listed(names) if len(names) <= _MANY else f"{in_words(len(half_days))} half days a week"


def _site(fact: Fact, first: str, second: str) -> Phrase:
    if fact.first and fact.second:
        if fact.shortfall:
            return Phrase(f"different sites ({listed(sorted((*fact.first, *fact.second)))})")
        return Phrase(f"same site ({fact.first[0]})")
    return _unknown("site", fact, first, second)


def _department(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first or not fact.second:
        return _unknown("department", fact, first, second)
    if bool(fact.shortfall) is (fact.wish is Wish.ACROSS_DEPARTMENTS):
        return Phrase(f"same department ({fact.first[0]})")
    return Phrase(f"different departments ({listed(sorted((*fact.first, *fact.second)))})")


def _stage(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first or not fact.second:
        return _unknown("career stage", fact, first, second)
    steps = fact.shortfall // STAGE
    if not steps:
        return Phrase(f"same career stage ({fact.first[0]})")
    return Phrase(f"{in_words(steps)} career stage{'s' if steps > 1 else ''} apart")


def _unknown(what: str, fact: Fact, first: str, second: str) -> Phrase:
    names = [name for name, value in ((first, fact.first), (second, fact.second)) if not value]
    return Phrase(f"{what} of {listed(names)} not known", named=True)


def _similar(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase(f"both want to learn about {listed(fact.first)}" if fact.first else "no learning need in common")


def _complementary(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first and not fact.second:
        return Phrase("neither offers what the other wants to learn about")
    learns = [
        f"{name} wants to learn about {listed(topics)}, which {other} offers"
        for name, other, topics in ((first, second, fact.first), (second, first, fact.second))
        if topics
    ]
    return Phrase(listed(learns), named=True)


def _named(fact: Fact, first: str, second: str) -> Phrase:
    if not fact.first and not fact.second:
        return Phrase("neither named the other")
    if fact.first == fact.second:
        return Phrase(f"each named the other {_place(fact.first[0])}")
    clauses = [
        f"{name} named {other} {_place(place[0])}" if place else f"{name} did not name {other}"
        for name, other, place in ((first, second, fact.first), (second, first, fact.second))
    ]
    clauses.sort(key=lambda clause: " did not name " in clause)
    return Phrase(listed(clauses, "and" if fact.first and fact.second else "but"), named=True)


_PLACES = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def _place(number: str) -> str:
    return _PLACES.get(number, f"as number {number}")


def _starred(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase(f"both starred {listed(fact.first)}" if fact.first else "no project that both starred")


def _new(fact: Fact, _: str, __: str) -> Phrase:
    return Phrase("partners before" if fact.shortfall else "not partners before")


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


def shortened(clauses: Iterable[str], length: int) -> str:
    """Clauses with semicolons between them, without the last ones where all would be too long."""
    *first, last = clauses
    text = "; ".join((*first, last))
    return text if len(text) <= length or not first else shortened(first, length)
