"""Proves the best grouping by branch and bound on the linear relaxation."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from operator import mul

from .group_relaxation import Columns, Relaxation, safe

Rows = list[tuple[int, ...]]

STEPS_PER_COLUMN = 40
"""What a node costs besides the simplex method."""


class Proof:
    """Branch and bound: two people of a group that is only partly chosen are put together, then kept apart.

    Ryan and Foster, "An integer programming approach to scheduling", 1981. Before each branching, columns whose
    reduced cost shows that no better answer holds them are dropped.
    """

    def __init__(self, relaxation: Relaxation, columns: Columns, people: int, best: int, unit: int) -> None:
        self.best = best
        """The cost of the best answer so far. Costs are scaled here."""
        self.columns: Rows | None = None
        """The columns of a better answer, if there is one."""
        self.unit = unit
        """All costs are multiples of it, so any bound may be rounded up to one."""
        self.relaxation, self.people = relaxation, people
        self.bound = self._search(columns)

    def _search(self, columns: Columns) -> int:
        """The bound after branching, at most the cost of the best answer."""
        waiting = [(0, columns)]
        open_bounds: list[int] = []
        while waiting:
            inherited, columns = waiting.pop()
            self.relaxation.steps.spend(STEPS_PER_COLUMN * len(columns.costs))
            if inherited >= self.best:
                continue
            if not self.relaxation.solve(columns):
                open_bounds.append(max(inherited, self._bound(columns)[0]))
                open_bounds += [bound for bound, _ in waiting]
                break
            bound, columns = self._bound(columns)
            if bound < self.best:
                waiting += [(bound, branch) for branch in self._branches(columns)]
        return min([self.best, *open_bounds])

    def _bound(self, columns: Columns) -> tuple[int, Columns]:
        """What an answer from these columns costs at least, and the columns that a better answer can hold."""
        prices, reduced = safe(self.relaxation.prices, columns)
        total = sum(map(mul, prices, self.relaxation.right))
        room = self.best - self.unit - total
        bound = -(-total // self.unit) * self.unit
        return bound, columns.only([index for index, worth in enumerate(reduced) if worth <= room])

    def _branches(self, columns: Columns) -> list[Columns]:
        """Nothing if the relaxation chose whole columns: then they are the answer."""
        chosen = self.relaxation.chosen()
        torn = [
            (abs(value - 0.6), rows)
            for rows, value in chosen
            if len(rows) == 1 and rows[0] < self.people and 0.001 < value < 0.999
        ]
        if torn:
            (person,) = min(torn)[1]
            placed = [index for index, rows in enumerate(columns.members) if rows != (person,)]
            left_out = [index for index, rows in enumerate(columns.members) if person not in rows or len(rows) == 1]
            return [columns.only(left_out), columns.only(placed)]
        shares: dict[tuple[int, int], float] = defaultdict(float)
        for rows, value in chosen:
            for pair in combinations([row for row in rows if row < self.people], 2):
                shares[pair] += value
        pairs = [(abs(share - 0.6), pair) for pair, share in shares.items() if 0.001 < share < 0.999]
        if not pairs:
            self._take(columns, [rows for rows, value in chosen if value > 0.5])
            return []
        first, second = min(pairs)[1]
        holds = [(first in rows, second in rows, len(rows)) for rows in columns.members]
        apart = [index for index, (one, other, _) in enumerate(holds) if not (one and other)]
        together = [index for index, (one, other, size) in enumerate(holds) if one == other or size == 1]
        return [columns.only(apart), columns.only(together)]

    def _take(self, columns: Columns, chosen: Rows) -> None:
        costs = dict(zip(columns.members, columns.costs, strict=True))
        cost = sum(costs.get(rows, self.best) for rows in chosen)
        if cost < self.best:
            self.best, self.columns = cost, chosen
