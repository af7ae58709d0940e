"""A lower bound of what groups cost: the linear relaxation of choosing groups so that everybody is in exactly one.

A column is a group, or one person who is left out; a row is a person. One more row, which each group is in, says how
many groups there can be at most: without it, sides that do not divide evenly would give half groups. The primal simplex
method starts from everybody left out, so any set of columns will do to go on from, and a column that becomes forbidden
merely becomes dear. Choosing groups is degenerate, so the ones on the right-hand side are raised by tiny different
amounts (which leaves the prices valid). The simplex method counts in floating point; `safe` then rounds the prices to
integers and repairs them against each column exactly, so a bound is right whatever rounding did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import add, itemgetter, sub

Rows = tuple[int, ...]

TOLERANCE = 1e-3
"""Of a scaled cost (`group_table.SCALE`)."""
SPARSE = 3
"""How much longer a step takes that goes to one entry of a row at a time."""
BATCH = 64
"""How many columns one look at all of them picks at most."""


@dataclass(slots=True)
class Steps:
    """A budget of work without a clock: a step is about one addition in a list, 40 to 50 ns."""

    left: int

    def spend(self, steps: int) -> bool:
        """Whether there was still something left."""
        self.left -= steps
        return self.left > 0


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one relaxation."""

    members: list[Rows]
    """For each column its rows."""
    costs: list[int]
    """Scaled."""
    size: int = field(init=False)
    """The most rows that a column has. Others are padded with a row of price 0 in what follows."""
    seats: list[itemgetter[Sequence[float]]] = field(init=False)

    def __post_init__(self) -> None:
        # The last two are for the padding: itemgetter of one index gives no tuple.
        object.__setattr__(self, "size", max(map(len, self.members), default=1))
        padded = [(*people, *(-1,) * (self.size - len(people))) for people in self.members]
        seats = [itemgetter(*[people[seat] for people in padded], -1, -1) for seat in range(self.size)]
        object.__setattr__(self, "seats", seats)

    def reduced(self, prices: Sequence[float]) -> list[float]:
        """For each column its cost less the prices of its members."""
        object.__setattr__(self, "size", max(map(len, self.members), default=1))
        padded = [*prices, 0]
        totals = self.seats[0](padded)
        for seat in self.seats[1:]:
            totals = map(add, totals, seat(padded))
        return list(map(sub, self.costs, totals))

    def only(self, chosen: Sequence[int]) -> Columns:
        """Some of these columns."""
        return Columns([self.members[index] for index in chosen], [self.costs[index] for index in chosen])


class Relaxation:
    """The simplex method, which keeps its basis from one set of columns to the next."""

    def __init__(self, leave_out: Sequence[int], right: list[int], steps: Steps) -> None:
        count = len(leave_out)
        self.right = right
        """How often each row must be covered: 1, but for the row of all groups."""
        self.steps = steps
        self.dear = float(sum(leave_out))
        """The cost of a column that is in use but no longer allowed."""
        self.basis: list[Rows] = [(person,) for person in range(count)]
        self.costs = [float(cost) for cost in leave_out]
        self.inverse = [[float(row == column) for column in range(count)] for row in range(count)]
        self.values = [number + 1e-8 * (1 + row * 7919 % 101 / 101) for row, number in enumerate(right)]
        self.prices = list(self.costs)

    def solve(self, columns: Columns) -> bool:
        """Find the best prices for these columns. False: the steps ran out first, and the prices are less good."""
        self._reprice(columns)
        while True:
            reduced = columns.reduced(self.prices)
            batch = _cheapest(reduced)
            if not self.steps.spend(len(reduced) * (columns.size + 1)):
                return False
            if not batch:
                return True
            self._pivots([(columns.members[index], columns.costs[index]) for index in batch])

    def add_row(self, number: int, pairs_of: frozenset[int]) -> None:
        """One more row: columns with two of these are in it, at most so many.

        So far there may be more. Then a column of its own, which is not allowed, takes what is too much.
        """
        row = len(self.basis)
        covered = [len(pairs_of.intersection(rows)) > 1 for rows in self.basis]
        lines = [line for line, its in zip(self.inverse, covered, strict=True) if its]
        excess = sum([value for value, its in zip(self.values, covered, strict=True) if its])
        self.basis = [(*rows, row) if its else rows for rows, its in zip(self.basis, covered, strict=True)]
        self.inverse = [[*line, 0.0] for line in self.inverse]
        self.inverse.append([*map(sum, zip(*lines, strict=True)), -1.0])
        self.basis.append((-1, row))
        self.values.append(excess - number)
        self.costs.append(self.dear)
        self.right.append(number)

    def chosen(self) -> list[tuple[Rows, float]]:
        """The columns in use and how far each is used, 0 to 1."""
        return [(people, value) for people, value in zip(self.basis, self.values, strict=True) if value > 1e-5]

    def _pivots(self, batch: list[tuple[Rows, int]]) -> None:
        while batch and self.steps.left > 0:
            worth, index = min(
                (cost - sum([self.prices[person] for person in people]), index)
                for index, (people, cost) in enumerate(batch)
            )
            if worth >= -TOLERANCE:
                return
            people, cost = batch.pop(index)
            self._pivot(people, float(cost), worth)

    def _pivot(self, people: Rows, cost: float, worth: float) -> None:
        direction = [sum([row[person] for person in people]) for row in self.inverse]
        limits = [
            (value / step, -step, row)
            for row, (value, step) in enumerate(zip(self.values, direction, strict=True))
            if step > 1e-9
        ]
        length, _, leaving = min(limits)
        pivot = direction[leaving]
        entering = [entry / pivot for entry in self.inverse[leaving]]
        support = [(column, entry) for column, entry in enumerate(entering) if entry]
        sparse = SPARSE * len(support) < len(entering)
        for row, step in enumerate(direction):
            if row == leaving or not step:
                continue
            self.values[row] = max(self.values[row] - step * length, 0.0)
            if sparse:
                line = self.inverse[row]
                for column, entry in support:
                    line[column] -= step * entry
            else:
                self.inverse[row] = [a - step * b for a, b in zip(self.inverse[row], entering, strict=True)]
        self.inverse[leaving] = entering
        self.values[leaving] = length
        self.basis[leaving], self.costs[leaving] = people, cost
        self.prices = [price + worth * entry for price, entry in zip(self.prices, entering, strict=True)]
        self.steps.spend(len(direction) * len(direction))

    def _reprice(self, columns: Columns) -> None:
        """Prices of this basis, in which a column that is no longer allowed is dear."""
        costs = dict(zip(columns.members, columns.costs, strict=True))
        self.costs = [float(costs.get(people, self.dear)) for people in self.basis]
        count = len(self.basis)
        self.prices = [0.0] * count
        for cost, row in zip(self.costs, self.inverse, strict=True):
            self.prices = [price + cost * entry for price, entry in zip(self.prices, row, strict=True)]
        self.steps.spend(count * count)


def _cheapest(reduced: list[float]) -> list[int]:
    """The cheapest column of each stretch, so that they differ, if it is worth having."""
    length = len(reduced) // BATCH + 1
    stretches = [(start, reduced[start : start + length]) for start in range(0, len(reduced), length)]
    least = [(min(stretch), start, stretch) for start, stretch in stretches]
    return [start + stretch.index(worth) for worth, start, stretch in least if worth < -TOLERANCE]


def safe(prices: Sequence[float], columns: Columns) -> tuple[list[int], list[int]]:
    """Whole prices that no column is cheaper than, and for each column its cost less the prices of its members."""
    whole = [int(price // 1) for price in prices]
    reduced = [int(worth) for worth in columns.reduced(whole)]
    short = [index for index, worth in enumerate(reduced) if worth < 0]
    if not short:
        return whole, reduced
    for index in short:
        rows = columns.members[index]
        excess = sum(whole[row] for row in rows) - columns.costs[index]
        whole[rows[0]] -= max(excess, 0)
    return whole, [int(worth) for worth in columns.reduced(whole)]
