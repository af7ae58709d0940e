"""The bound of the linear relaxation over all groups, when there are too many groups to have them all in it.

Column generation: the relaxation has some of the groups; its prices are tried on all groups, and the cheapest of each
row of the table come in. After each trial the prices are lowered where a group is cheaper than its members' prices (and
raised where none is), which makes them a bound whether or not the relaxation is done. Bounds from prices go back to A.
M. Frieze and J. Yadegar, "An algorithm for solving 3-dimensional assignment problems with application to scheduling a
teaching practice", 1981. Prices are tried half way between the best so far and the latest: P. Wentges, "Weighted
Dantzig-Wolfe decomposition for linear mixed-integer programming", 1997.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import mul

from .group_relaxation import Columns, Relaxation, Steps
from .group_table import SCALE, GroupTable

Rows = tuple[int, ...]


class Bound:
    """Prices of all people, and of the row of all groups, that add up to a bound. Costs are scaled."""

    def __init__(self, table: GroupTable, groups: Sequence[Rows], most: int, steps: Steps) -> None:
        self.table, self.steps = table, steps
        problem = table.pricing.problem
        self.group_row = len(problem.sides)
        self.leave_out = [*[cost * SCALE for cost in problem.leave_out], 0]
        self.right = [1] * self.group_row + [most]
        self.relaxation = Relaxation(self.leave_out, self.right, steps)
        self.pool: dict[Rows, int] = {(row,): cost for row, cost in enumerate(self.leave_out)}
        self.prices = self._shares(groups)
        self.value = -inf
        self._improve(groups)

    def columns(self, room: int) -> Columns:
        """All columns of an answer that costs at most this."""
        spare = room - int(self.value)
        members = [(*people, self.group_row) for people in self.table.within(self.prices, spare + self.prices[-1])]
        members += [(row,) for row, cost in enumerate(self.leave_out) if cost - self.prices[row] <= spare]
        return self._columns(list(dict.fromkeys((*sorted(rows[:-1]), rows[-1]) for rows in members)))

    def _improve(self, groups: Sequence[Rows]) -> None:
        self._add([(*sorted(people), self.group_row) for people in groups])
        self._try([float(price) for price in self.prices])
        while self.steps.left > 0:
            pool = self._columns(list(self.pool))
            if not self.relaxation.solve(pool):
                self._try(self.relaxation.prices)
                return
            latest = self.relaxation.prices
            half_way = [(price + best) / 2 for price, best in zip(latest, self.prices, strict=True)]
            if not self._try(half_way) and not self._try(latest):
                return

    def _try(self, prices: Sequence[float]) -> bool:
        """Try these prices on all groups. Whether any group came in."""
        whole = [min(int(price // 1), cost) for price, cost in zip(prices, self.leave_out, strict=True)]
        self.steps.spend(STEPS_PER_GROUP * len(self.table))
        least = self.table.cheapest(whole)
        cheap = [(worth - whole[-1], head, tail) for worth, head, tail in least]
        self._repair(whole, cheap)
        value = sum(map(mul, whole, self.right))
        if value > self.value:
            self.value, self.prices = value, whole
        heads, tails = self.table.heads, self.table.tails
        rows = [(*sorted((*heads[head], *tails[tail])), self.group_row) for worth, head, tail in cheap if worth < 0]
        return self._add(rows)

    def _repair(self, whole: list[int], cheap: Sequence[tuple[int, int, int]]) -> None:
        """Change the prices of the first side so that the cheapest group of each person costs just its prices.

        A group with two members of that side is at least as dear as half of what the cheapest group of each is, so each
        price moves by half.
        """
        slots = self.table.pricing.slots
        number = slots.count(slots[0])
        least: dict[int, int] = {}
        for worth, head, _ in cheap:
            for person in self.table.heads[head][:number]:
                least[person] = min(least.get(person, worth), worth)
        for person in self.table.pricing.people[slots[0]]:
            ceiling = self.leave_out[person]
            whole[person] = min(whole[person] + least[person] // number, ceiling) if person in least else ceiling

    def _add(self, members: Sequence[Rows]) -> bool:
        fresh = [rows for rows in members if rows not in self.pool]
        for rows in fresh:
            self.pool[rows] = self.table.pricing.total(rows[:-1]) * SCALE
        return bool(fresh)

    def _columns(self, members: list[Rows]) -> Columns:
        costs = [
            self.pool[rows] if rows in self.pool else self.table.pricing.total(rows[:-1]) * SCALE for rows in members
        ]
        return Columns(members, costs, len(self.table.pricing.slots) + 1)

    def _shares(self, groups: Sequence[Rows]) -> list[int]:
        """To begin with, each member pays half of what the pairs that it is in cost."""
        shares = list(self.leave_out)
        for people in groups:
            for person in people:
                shares[person] = sum(self.table.pricing.costs[person][other] for other in people if other != person)
                shares[person] = min(shares[person] * SCALE // 2, self.leave_out[person])
        return shares


STEPS_PER_GROUP = 2
