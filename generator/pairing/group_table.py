"""All groups that can be, as a table: a row for the first members of a group, a column for the rest.

A look at all groups takes one subtraction each, so that 1.3 million of them (48 and 48 people in groups of four) take
less than a tenth of a second.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import combinations, product
from operator import add, sub

from .group_problem import NEVER, Pricing

SCALE = 1 << 10
"""Prices, and costs where they are compared with prices, are in units of 1/SCALE of a cost."""


class GroupTable:
    """What each group costs, in units of 1/SCALE. A group that cannot be costs `NEVER` or more."""

    def __init__(self, pricing: Pricing) -> None:
        self.pricing = pricing
        size = len(pricing.slots)
        self.first = 1 if size == 2 else 2
        """How many members the head of a group has."""
        self.heads = self._people(pricing.slots[: self.first])
        self.tails = self._people(pricing.slots[self.first :])
        self._within_tails = [
            sum(pricing.costs[one][other] for one, other in combinations(tail, 2)) for tail in self.tails
        ]
        self._shared = [self._half_days(tail) for tail in self.tails]
        self._bonds = [self._bond(tail) for tail in self.tails]
        self._seats = [[tail[seat] for tail in self.tails] for seat in range(size - self.first)]
        self.rows = [self._row(head) for head in self.heads] if self.tails else []

    def __len__(self) -> int:
        return len(self.heads) * len(self.tails)

    def cheapest(
        self, heads: Sequence[int], tails: Sequence[int], numbers: Sequence[int]
    ) -> list[tuple[int, int, int]]:
        """For each of these heads the least cost of a group less these prices, with the numbers of head and tail."""
        least = []
        for number in numbers:
            reduced = list(map(sub, self.rows[number], tails))
            worth = min(reduced)
            least.append((worth - heads[number], number, reduced.index(worth)))
        return least

    def within(self, heads: Sequence[int], tails: Sequence[int], room: int) -> list[tuple[int, ...]]:
        """All groups whose cost less these prices is at most this. Members ascending; a group can be there twice."""
        groups = []
        for price, head, row in zip(heads, self.heads, self.rows, strict=False):
            reduced = map(sub, row, tails)
            groups += [(head, number) for number, worth in enumerate(reduced) if worth <= room + price]
        return [tuple(sorted((*head, *self.tails[number]))) for head, number in groups]

    def _people(self, sides: Sequence[int]) -> list[tuple[int, ...]]:
        """People of these sides who can be together, those of one side in ascending order."""
        people = self.pricing.people
        if len(sides) == 1:
            return [(person,) for person in people[sides[0]]]
        first, second = sides
        return [
            (one, other)
            for one, other in product(people[first], people[second])
            if (first != second or one < other) and self.pricing.costs[one][other] < NEVER
        ]

    def _half_days(self, people: tuple[int, ...]) -> int:
        return self.pricing.problem.half_days[people[0]] & self.pricing.problem.half_days[people[-1]]

    def _bond(self, people: tuple[int, ...]) -> tuple[int, int]:
        """Bit masks of these people and of those who must be with them besides."""
        own = sum(1 << person for person in people)
        needed = 0
        for person in people:
            for other in self.pricing.bonds.get(person, ()):
                needed |= 1 << other
        return own, needed & ~own

    def _row(self, head: tuple[int, ...]) -> array[int]:
        """One row. Where head and tail share a person the cost is `NEVER`, as it is of anybody with themselves."""
        costs, common = self.pricing.costs, self.pricing.problem.common
        pair = self.first == 2
        between = list(map(add, costs[head[0]], costs[head[1]])) if pair else costs[head[0]]
        own = costs[head[0]][head[1]] if pair else 0
        totals = map(own.__add__, self._within_tails)
        for seat in self._seats:
            totals = map(add, totals, map(between.__getitem__, seat))
        shared = self._half_days(head)
        allowed = [(shared & others).bit_count() >= common for others in self._shared]
        if self.pricing.bonds:
            members, needed = self._bond(head)
            bonds = zip(allowed, self._bonds, strict=True)
            allowed = [may and not (needed & ~tail or missing & ~members) for may, (tail, missing) in bonds]
        return array("q", [total * SCALE if may else NEVER for total, may in zip(totals, allowed, strict=True)])
