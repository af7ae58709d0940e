"""Why a participant has no group, and the smallest changes that would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from ..model.pairing import Side
from . import rules, wishes
from .assignment import assign
from .cohort import Aside, Cohort
from .constraints import possible_groups
from .proposal import Proposal
from .rules import RuleKind

LARGEST = 4
"""Members of a group at most."""
SUGGESTIONS = 2
"""Suggestions for each person at most."""
CHOICES = 10
"""People left over of a side at most for whom it is worked out what placing each of them would cost."""
NEIGHBOURS = 12
"""People without a group, in the order of the cohort, of whom new groups are tried."""


class ChangeKind(StrEnum):
    """What would place somebody; the smallest first."""

    MORE_HALF_DAYS = "more-half-days"
    """More half days in common."""
    ALLOW = "allow"
    """Two people whom the planner tries to keep apart may be together."""
    UNFIX = "unfix"
    """A fixed pair may change."""
    RESERVE = "reserve"
    """A reserve of another side takes part."""
    JOIN = "join"
    """A group takes the person as one more."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that would place somebody, and leave nobody else without a group."""

    kind: ChangeKind
    people: tuple[str, ...]
    """Ids. MORE_HALF_DAYS: of a cohort of pairs, any one of whom helps; else the other members of a new group. ALLOW:
    the other person. UNFIX and JOIN: the members. RESERVE: the reserve."""
    group: str = ""
    """Name of the group of UNFIX and JOIN; empty for people whom the planner tries together."""
    number: int = 0
    """Half days of the week of MORE_HALF_DAYS."""
    cost: int = 0
    """What the unmet wishes between the person and the members cost, for JOIN."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps somebody from people of the other sides."""

    kind: RuleKind
    people: int
    """With how many of them."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A participant without a group."""

    person: str
    side: Side
    others: int
    """People with whom the person could be, as far as the make-up of a group goes."""
    of_side: int
    """People of this side."""
    without: int
    """How many of them have no group."""
    surplus: int
    """For how many of them there are no places, whatever the rules."""
    obstacles: tuple[Obstacle, ...]
    """The rules in the way, those that keep the most people away first. Several can keep the same person away."""
    suitable: tuple[str, ...]
    """Ids of those others from whom no rule keeps the person."""
    extra: int | None
    """By how much all unmet wishes would cost more if this person were placed instead of somebody else of the side;
    None where that cannot be or is not known."""
    instead: str | None
    """Id of the person who would then be left over."""
    changes: tuple[Change, ...]
    """At most two, the smallest first."""


def unmatched(cohort: Cohort, proposal: Proposal) -> tuple[Unmatched, ...]:
    """Everybody without a group, in the order of the cohort."""
    sides = Counter(cohort.sides.values())
    groups = possible_groups(cohort)
    surplus = {side: sides[side] - seats * groups for side, seats in cohort.make_up.items()}
    exchanges = _exchanges(cohort, proposal, surplus)
    helper = _Helper(cohort, proposal)
    without = Counter(cohort.sides[id] for id in proposal.unmatched)
    return tuple(
        Unmatched(
            person=id,
            side=(side := cohort.sides[id]),
            of_side=sides[side],
            without=without[side],
            surplus=surplus[side],
            others=(between := _between(cohort, id)).others,
            obstacles=between.obstacles,
            suitable=between.suitable,
            extra=exchanges[id][0] if id in exchanges else None,
            instead=exchanges[id][1] if id in exchanges else None,
            changes=tuple(helper.changes(id))[:SUGGESTIONS],
        )
        for id in proposal.unmatched
    )


class _Between(NamedTuple):
    others: int
    obstacles: tuple[Obstacle, ...]
    suitable: tuple[str, ...]


def _between(cohort: Cohort, id: str) -> _Between:
    """What is between somebody and those with whom the make-up of a group would allow them to be."""
    side = cohort.sides[id]
    others = [
        other.id
        for other in cohort.people
        if other.id != id and (cohort.sides[other.id] is not side or cohort.make_up[side] > 1)
    ]
    kinds = {other: {rule.kind for rule in rules.rules_between(cohort, id, other)} for other in others}
    counts = Counter(kind for each in kinds.values() for kind in each)
    order = list(RuleKind)
    obstacles = sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    return _Between(
        others=len(others),
        obstacles=tuple(Obstacle(kind, number) for kind, number in obstacles),
        suitable=tuple(other for other, each in kinds.items() if not each),
    )


def _exchanges(cohort: Cohort, proposal: Proposal, surplus: Mapping[Side, int]) -> dict[str, tuple[int, str]]:
    """For people left over from pairs: what it would cost more to place each of them, and who would then be left."""
    longer = [side for side, number in surplus.items() if 0 < number <= CHOICES]
    if cohort.size > 2 or not longer:
        return {}
    (long,) = longer
    free = [person.id for person in cohort.people if person.id not in cohort.pin_of]
    rows, columns = ([id for id in free if (cohort.sides[id] is long) is own] for own in (True, False))
    costs = [[wishes.cost(cohort, a, b) if rules.allowed(cohort, a, b) else None for b in columns] for a in rows]
    leave_out = wishes.leaving_out(cohort)
    dear = sum(leave_out.values())

    def solve(forced: str | None) -> tuple[int, frozenset[str]]:
        """The cost of the best pairs with somebody among them, and who of the side is left."""
        out = [dear if id == forced else leave_out[id] for id in rows]
        answer = assign(costs, out, [leave_out[id] for id in columns])
        return answer.cost, frozenset(id for id, column in zip(rows, answer.partners, strict=True) if column is None)

    usual, left = solve(None)
    exchanges = {}
    for id in (id for id in proposal.unmatched if id in left):
        cost, now = solve(id)
        if id not in now and len(now) == len(left) and len(now - left) == 1:
            (instead,) = now - left
            exchanges[id] = cost - usual, instead
    return exchanges


class _Helper:
    """Looks for changes that would place one more person."""

    def __init__(self, cohort: Cohort, proposal: Proposal) -> None:
        # A reserve whom a planner put into a group already would come with it.
        known = cohort.reserve_sides.keys() - cohort.group_of.keys()
        reserves = [person for person, why in cohort.aside if why is Aside.RESERVE and person.id in known]
        self.reserves = [person.id for person in reserves]
        self.cohort = replace(
            cohort, people=(*cohort.people, *reserves), sides={**cohort.sides, **cohort.reserve_sides}
        )
        """With the reserves among the people."""
        self.proposal = proposal
        self.partner = {
            id: other for group in proposal.groups if len(group.members) == 2 for id, other in _both(group.members)
        }
        self.moves: dict[Side, frozenset[str]] = {}
        self.pinned = {id for group in proposal.groups if group.pinned for id in group.members}

    def changes(self, id: str) -> Iterator[Change]:
        """All kinds of changes, one of each at most."""
        if self.cohort.size == 2:
            yield from self._between_two(id)
        else:
            yield from self._new_group(id)
        yield from self._reserve(id)
        yield from self._join(id)

    def _between_two(self, id: str) -> Iterator[Change]:
        """What would make a partner of somebody, so that nobody loses one."""
        lacking: dict[int, list[str]] = {}
        allowed: list[str] = []
        unfixed: list[str] = []
        for person in self.cohort.people:
            other = person.id
            if self.cohort.sides[other] is self.cohort.sides[id] or other in self.reserves:
                continue
            kinds = {rule.kind for rule in rules.rules_between(self.cohort, id, other)}
            if kinds == {RuleKind.HALF_DAYS} and self._can_change(other):
                lacking.setdefault(self._lacking((id, other)), []).append(other)
            if kinds == {RuleKind.FORBIDDEN} and self._can_change(other):
                allowed.append(other)
            if kinds == {RuleKind.PIN} and self._can_change(other, unfix=True):
                unfixed.append(other)
        if lacking:
            yield Change(ChangeKind.MORE_HALF_DAYS, tuple(lacking[min(lacking)]), number=min(lacking))
        if allowed:
            yield Change(ChangeKind.ALLOW, (allowed[0],))
        if unfixed:
            pin = self.cohort.pins[self.cohort.pin_of[unfixed[0]]]
            yield Change(ChangeKind.UNFIX, pin.members, pin.name)

    def _can_change(self, id: str, *, unfix: bool = False) -> bool:
        """Whether somebody can have another partner and leave nobody else without one."""
        if id not in self.partner:
            return id in self.proposal.unmatched
        left = self.partner[id]
        if self.cohort.sides[left] is self.cohort.sides[id]:
            return False
        if id not in self.pinned:
            return left in self._movable(self.cohort.sides[left])
        return unfix and any(self._suit(left, other, {RuleKind.PIN}) for other in self._open(self.cohort.sides[left]))

    def _open(self, side: Side) -> Iterator[str]:
        """People of the other side who can be had by somebody of a side who loses a partner."""
        movable = self._movable(side)
        for person in self.cohort.people:
            if person.id in self.partner and person.id not in self.pinned and self.partner[person.id] in movable:
                yield person.id
        yield from (id for id in self.proposal.unmatched if self.cohort.sides[id] is not side)

    def _movable(self, side: Side) -> frozenset[str]:
        """People of a side who can change partners, through any exchanges, so that one more person has one."""
        if side not in self.moves:
            movable: set[str] = set()
            queue = [id for id in self.proposal.unmatched if self.cohort.sides[id] is not side]
            for other in queue:
                for id, partner in self.partner.items():
                    if self.cohort.sides[id] is side and id not in movable | self.pinned and self._suit(id, other):
                        movable.add(id)
                        queue.append(partner)
            self.moves[side] = frozenset(movable)
        return self.moves[side]

    def _suit(self, a: str, b: str, allowed: Collection[RuleKind] = ()) -> bool:
        return all(rule.kind in allowed for rule in rules.rules_between(self.cohort, a, b))

    def _new_group(self, id: str) -> Iterator[Change]:
        """What would make a group of people who have none."""
        lacking: list[tuple[int, tuple[str, ...]]] = []
        allowed: list[str] = []
        for members in self._regular(id, self.proposal.unmatched):
            others = tuple(other for other in members if other != id)
            broken = [rule for a, b in combinations(members, 2) for rule in rules.rules_between(self.cohort, a, b)]
            kinds = {rule.kind for rule in broken}
            if kinds <= {RuleKind.HALF_DAYS} and (number := self._lacking(members)) > 0:
                lacking.append((number, others))
            if (
                kinds == {RuleKind.FORBIDDEN}
                and len(broken) == 1
                and id in broken[0].people
                and self._lacking(members) <= 0
            ):
                allowed += (other for other in broken[0].people if other != id)
        if lacking:
            number, others = min(lacking, key=lambda each: each[0])
            yield Change(ChangeKind.MORE_HALF_DAYS, others, number=number)
        if allowed:
            yield Change(ChangeKind.ALLOW, (allowed[0],))

    def _reserve(self, id: str) -> Iterator[Change]:
        for reserve in self.reserves:
            if self.cohort.sides[reserve] is self.cohort.sides[id]:
                continue
            for members in self._regular(id, [*self.proposal.unmatched, reserve]):
                if reserve in members and self._holds(members):
                    yield Change(ChangeKind.RESERVE, (reserve,))
                    return

    def _join(self, id: str) -> Iterator[Change]:
        """The group with which a person's unmet wishes cost the least."""
        costs = []
        for place, group in enumerate(self.proposal.groups):
            members = group.members
            if (
                len(members) < LARGEST
                and not group.pinned
                and id not in self.cohort.pin_of
                and self._takes(members, id)
            ):
                costs.append((sum(wishes.cost(self.cohort, member, id) for member in members), place))
        if costs:
            cost, place = min(costs)
            group = self.proposal.groups[place]
            yield Change(ChangeKind.JOIN, group.members, group.name, cost=cost)

    def _takes(self, members: Sequence[str], id: str) -> bool:
        kinds = {rule.kind for member in members for rule in rules.rules_between(self.cohort, member, id)}
        return kinds <= {RuleKind.SIDES} and self._lacking((*members, id)) <= 0

    def _regular(self, id: str, pool: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Groups of a person and others from a pool, of the right make-up."""
        others = [other for other in pool if other != id]
        near = others[:NEIGHBOURS] + [other for other in others[NEIGHBOURS:] if other in self.reserves]
        for chosen in combinations(near, self.cohort.size - 1):
            members = (id, *chosen)
            pins = {self.cohort.pin_of[member] for member in members if member in self.cohort.pin_of}
            whole = all(set(self.cohort.pins[number].members) <= set(members) for number in pins)
            if whole and Counter(self.cohort.sides[member] for member in members) == self.cohort.make_up:
                yield members

    def _holds(self, members: Sequence[str]) -> bool:
        together = all(rules.allowed(self.cohort, a, b) for a, b in combinations(members, 2))
        return together and self._lacking(members) <= 0

    def _lacking(self, members: Sequence[str]) -> int:
        """How many half days of the week in common are missing."""
        return self.cohort.common - len(rules.common_half_days(self.cohort, members))


def _both(members: Sequence[str]) -> tuple[tuple[str, str], tuple[str, str]]:
    first, second = members
    return (first, second), (second, first)
