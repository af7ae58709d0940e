"""Why people are proposed as a pair or group, what was given up, and the next best partner of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ..model.base import LINE_LENGTH
from ..model.english import counted, listed
from ..model.pairing import Wish
from ..model.scheme import HalfDay
from . import rules, wishes
from .cohort import Cohort
from .proposal import Proposal, ProposedGroup
from .reason_words import Phrase, days, free, phrase, shortened

MET = wishes.SHORTFALL // 2
"""A wish whose shortfall is at most this counts as met."""
Twos = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that counted for a group."""

    wish: Wish | None
    """None for what is not wished but asked of every group: half days that suit all, or that people are fixed."""
    words: str
    """A clause such as `same site (General Hospital)`; for the team alone."""
    between: Twos
    """The ids of each two members of whom it is true."""
    cost: int = 0
    """What it adds to the cost of the group."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """The next best place of a person."""

    person: str
    partners: tuple[str, ...]
    """With whom the person would be instead."""
    cost: int
    """How much more all unmet wishes would cost together."""
    groups: tuple[tuple[str, ...], ...]
    """The groups that would be different, as they would be: first that of the person."""
    left_out: tuple[str, ...]
    """Who would have no group instead of somebody who has none now."""
    words: str
    """All of it in a sentence, and what would be lost."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a group is proposed."""

    group: ProposedGroup
    met: tuple[Reason, ...]
    given_up: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...]
    """For each member in their order; nothing for one who is fixed or has no other place."""
    team: str
    """Why, for the team alone: for `LearningGroup.formed`."""
    participants: str | None
    """Why, for its members: for `LearningGroup.reason`. It speaks of posts, sites, departments and half days alone, and
    gives away nobody's wishes. None if there is nothing to say."""


def reasons(cohort: Cohort, proposal: Proposal) -> tuple[Reasons, ...]:
    """The reasons for each group of a proposal, in its order."""
    swaps = _Swaps(cohort, proposal)
    return tuple(_reasons(cohort, proposal, group, swaps) for group in proposal.groups)


def _reasons(cohort: Cohort, proposal: Proposal, group: ProposedGroup, swaps: _Swaps) -> Reasons:
    if group.pinned:
        pin = Reason(None, "fixed by the planner", tuple(combinations(group.members, 2)))
        return Reasons(group, (pin,), (), (), "Fixed by the planner", participants(cohort, group.members))
    met, given_up = about(cohort, group.members)
    waiting = {cohort.sides[id] for id in proposal.unmatched}
    for id in group.members:
        if wishes.left_over(cohort) and cohort.by_id[id].left_over and cohort.sides[id] in waiting:
            met.append(Reason(Wish.LEFT_OVER_FIRST, f"{cohort.by_id[id].name} had no partner last time", ()))
    alternatives = tuple(best for id in group.members if (best := swaps.best(group, id)))
    clauses = [reason.words for reason in met] or ["nothing that is wished"]
    team = shortened(clauses, LINE_LENGTH)
    return Reasons(
        group,
        tuple(met),
        tuple(given_up),
        alternatives,
        team[0].upper() + team[1:],
        participants(cohort, group.members),
    )


def about(cohort: Cohort, members: Sequence[str]) -> tuple[list[Reason], list[Reason]]:
    """What is met and what is given up among some people, whether they are proposed or not."""
    met: list[Reason] = []
    given_up: list[Reason] = []
    twos = tuple(combinations(members, 2))
    for pin in cohort.pins:
        if len(pinned := [id for id in members if id in pin.members]) > 1:
            words = Phrase(f"{_names(cohort, pinned)} are fixed together", named=True)
            met.append(_reason(cohort, None, words, tuple(combinations(pinned, 2)), 0, len(twos)))
    if cohort.common and (shared := rules.common_half_days(cohort, members)):
        met.append(Reason(None, free(shared, len(members)), twos))
    phrases: dict[tuple[Wish, bool, Phrase], list[tuple[tuple[str, str], int]]] = {}
    for a, b in twos:
        for fact in wishes.facts(cohort, a, b):
            words = phrase(fact, cohort.by_id[a].name, cohort.by_id[b].name)
            phrases.setdefault((fact.wish, fact.shortfall <= MET, words), []).append(((a, b), fact.cost))
    order = list(Wish)
    for (wish, is_met, words), entries in sorted(phrases.items(), key=lambda item: order.index(item[0][0])):
        between = tuple(two for two, _ in entries)
        cost = sum(cost for _, cost in entries)
        (met if is_met else given_up).append(_reason(cohort, wish, words, between, cost, len(twos)))
    return met, given_up


def _reason(cohort: Cohort, wish: Wish | None, words: Phrase, between: Twos, cost: int, twos: int) -> Reason:
    """A reason that says of whom it is true, unless that is everybody."""
    text = words.text
    if not words.named and len(between) < twos:
        text += f": {'; '.join(_names(cohort, two) for two in between)}"
    return Reason(wish, text, between, cost)


def participants(cohort: Cohort, members: Sequence[str]) -> str | None:
    """Why some people are together, as they may read it: a sentence without its full stop."""
    people = [cohort.by_id[id] for id in members]
    everybody = "both" if len(people) == 2 else "all"
    clauses = []
    counts = {wish for wish, weight in cohort.weights.items() if wishes.WEIGHT[weight]}
    met = {wish for wish in counts if all(_is_met(cohort, wish, a, b) for a, b in combinations(members, 2))}
    departments = listed(dict.fromkeys(person.department or "" for person in people))
    if Wish.SAME_SITE in met:
        clauses.append(f"you {everybody} work at {cohort.sites[people[0].site or '']}")
    if Wish.ACROSS_DEPARTMENTS in met:
        clauses.append(f"you come from different departments ({departments})")
    if Wish.SAME_DEPARTMENT in met:
        clauses.append(f"you {everybody} work in {people[0].department}")
    if cohort.common and (shared := rules.common_half_days(cohort, members)):
        on = "any half day" if len(shared) == len(HalfDay) else days(shared)
        clauses.append(f"you are {everybody} free on {on}")
    return listed(clauses)[:LINE_LENGTH] or None


def _is_met(cohort: Cohort, wish: Wish, a: str, b: str) -> bool:
    return any(fact.wish is wish and fact.shortfall <= MET for fact in wishes.facts(cohort, a, b))


def _names(cohort: Cohort, ids: Sequence[str]) -> str:
    return listed(cohort.by_id[id].name for id in ids)


class _Swaps:
    """What it costs that two people of one side change places."""

    def __init__(self, cohort: Cohort, proposal: Proposal) -> None:
        self._cohort = cohort
        self._groups: Mapping[str, tuple[str, ...]] = {
            id: group.members for group in proposal.groups for id in group.members
        }
        self._others = [person.id for person in cohort.people if person.id not in cohort.pin_of]
        self._allowed = cache(lambda a, b: rules.allowed(cohort, a, b))
        self._cost = cache(lambda a, b: wishes.cost(cohort, a, b))

    def best(self, group: ProposedGroup, person: str) -> Alternative | None:
        """The cheapest other place of a person; None if there is none."""
        cohort = self._cohort
        if person in cohort.pin_of:
            return None
        side = cohort.sides[person]
        swaps = [
            swap
            for other in self._others
            if cohort.sides[other] is side and other not in group.members and other in self._groups
            if (swap := self._swap(group.members, person, other))
        ]
        if not swaps:
            return None
        cost, changed = min(swaps, key=lambda swap: swap[0])
        partners = tuple(id for id in changed[0] if id != person)
        return Alternative(person, partners, cost, changed, (), self._words(person, partners, cost, changed))

    def _swap(self, members: Sequence[str], person: str, other: str) -> tuple[int, tuple[tuple[str, ...], ...]] | None:
        """What it costs more, and both groups after it."""
        theirs = self._groups[other]
        moved = (
            tuple(person if id == other else id for id in theirs),
            tuple(other if id == person else id for id in members),
        )
        if not all(map(self._possible, moved)):
            return None
        return sum(map(self._price, moved)) - self._price(members) - self._price(theirs), moved

    def _possible(self, members: Sequence[str]) -> bool:
        fits = len(rules.common_half_days(self._cohort, members)) >= self._cohort.common
        return fits and all(self._allowed(a, b) for a, b in combinations(members, 2))

    def _price(self, members: Sequence[str]) -> int:
        return sum(self._cost(a, b) for a, b in combinations(members, 2))

    def _words(self, person: str, partners: Sequence[str], cost: int, changed: Sequence[Sequence[str]]) -> str:
        cohort = self._cohort
        others = ", and ".join(
            f"{cohort.by_id[members[0]].name} with {_names(cohort, members[1:])}" for members in changed[1:]
        )
        start = f"{cohort.by_id[person].name} with {_names(cohort, partners)} instead"
        lost = "; ".join(self._lost(changed))
        return f"{start}, and {others}: {counted(cost, 'point')} worse in all" + (f" ({lost})" if lost else "")

    def _lost(self, changed: Sequence[Sequence[str]]) -> Iterator[str]:
        """What would be given up in each changed group."""
        for members in changed:
            _, given_up = about(self._cohort, members)
            if given_up:
                yield f"{_names(self._cohort, members)}: {', '.join(reason.words for reason in given_up)}"
