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

from .group_cuts import odd_sets
from .group_relaxation import Columns, Relaxation, Rows, Steps
from .group_table import SCALE, GroupTable


class Bound:
    """Prices of all people, of the row of all groups and of odd sets, that add up to a bound. Costs are scaled."""

    def __init__(self, table: GroupTable, groups: Sequence[Rows], most: int, steps: Steps) -> None:
        self.table, self.steps = table, steps
        problem = table.pricing.problem
        self.people = len(problem.sides)
        self.slack = [*[cost * SCALE for cost in problem.leave_out], 0]
        """What it costs not to cover a row."""
        self.prices = self._shares(groups)
        self.ceilings = [min(cost, 3 * max(self.prices[:-1], default=0)) for cost in self.slack]
        """To begin with, leaving out is cheaper than it is, so that prices do not have far to go."""
        self.relaxation = Relaxation(self.ceilings, [1] * self.people + [most], steps)
        self.cuts: list[frozenset[int]] = []
        self.pool = {tuple(sorted(people)): 0 for people in groups}
        """Groups in the relaxation, with their costs."""
        self._add(list(self.pool))
        self.value = -inf
        self.promising: list[int] = []
        """Heads whose groups were the cheapest when prices were last tried on all groups."""
        self._improve()

    def columns(self, room: int) -> Columns:
        """All columns of an answer that costs at most this."""
        spare = room - int(self.value)
        groups = self.table.within(*self._of_halves(self.prices), spare + self.prices[self.people])
        slack = [cost if cost - price <= spare else None for cost, price in zip(self.slack, self.prices, strict=True)]
        return self._columns(list(dict.fromkeys(groups)), slack)

    def _improve(self) -> None:
        self._try(self.prices)
        while self.relaxation.solve(self._columns(list(self.pool), self.ceilings)):
            latest = self.relaxation.prices
            if not (
                self._look(latest)
                or self._try(self._towards(latest))
                or self._try(latest)
                or self._raise_ceilings()
                or self._cut()
            ):
                return
        self._try(self._towards(self.relaxation.prices))

    def _towards(self, prices: Sequence[float]) -> list[float]:
        """Prices between the best so far and these."""
        return [best + STEP * (price - best) for price, best in zip(prices, self.prices, strict=True)]

    def _raise_ceilings(self) -> bool:
        """Leaving out costs what it does, for those whom the relaxation leaves out. Whether there was anybody."""
        single = [rows[0] for rows, _ in self.relaxation.chosen() if len(rows) == 1]
        low = [row for row in single if self.ceilings[row] < self.slack[row]]
        for row in low:
            self.ceilings[row] = self.slack[row]
        return bool(low)

    def _cut(self) -> bool:
        """Add the odd sets that the relaxation breaks. Whether there was one."""
        pricing = self.table.pricing
        chosen = self.relaxation.chosen()
        sides = [people for people, seats in zip(pricing.people, pricing.problem.make_up, strict=True) if seats == 2]
        cuts = [cut for people in sides for cut in odd_sets(chosen, people) if cut not in self.cuts]
        for cut in cuts:
            self.relaxation.add_row(len(cut) // 2, cut)
            self.cuts.append(cut)
            self.slack.append(0)
            self.ceilings.append(0)
            self.prices.append(0)
        return bool(cuts)

    def _try(self, prices: Sequence[float]) -> bool:
        """Try these prices on all groups. Whether any group came in."""
        whole, cheap = self._cheapest(prices, range(len(self.table.rows)))
        fresh = self._take(cheap)
        self.promising = [head for _, head, _ in sorted(cheap)[: len(cheap) // PROMISING]]
        self._repair(whole, cheap)
        value = sum(map(mul, whole, self.relaxation.right))
        if value > self.value:
            self.value, self.prices = value, whole
        return fresh

    def _look(self, prices: Sequence[float]) -> bool:
        """Try these prices on the most promising heads only. Whether any group came in."""
        return self._take(self._cheapest(prices, self.promising)[1])

    def _cheapest(self, prices: Sequence[float], heads: Sequence[int]) -> tuple[list[int], list[tuple[int, int, int]]]:
        """These prices rounded down, and the cheapest group of each of these heads."""
        whole = [min(int(price // 1), cost) for price, cost in zip(prices, self.slack, strict=True)]
        self.steps.spend(STEPS_PER_GROUP * len(heads) * len(self.table.tails))
        least = self.table.cheapest(*self._of_halves(whole), heads)
        return whole, [(worth - whole[self.people], head, tail) for worth, head, tail in least]

    def _take(self, cheap: Sequence[tuple[int, int, int]]) -> bool:
        heads, tails = self.table.heads, self.table.tails
        return self._add([tuple(sorted((*heads[head], *tails[tail]))) for worth, head, tail in cheap if worth < 0])

    def _of_halves(self, prices: Sequence[int]) -> tuple[list[int], list[int]]:
        """Prices of the heads and the tails of groups: of their people, and of the odd sets that they are in."""
        heads, tails = (
            [sum([prices[person] for person in people]) for people in halves]
            for halves in (self.table.heads, self.table.tails)
        )
        for cut, price in zip(self.cuts, prices[self.people + 1 :], strict=True):
            if price:
                for halves, sums in ((self.table.heads, heads), (self.table.tails, tails)):
                    for number, people in enumerate(halves):
                        if len(people) > 1 and cut.issuperset(people):
                            sums[number] += price
        return heads, tails

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
            ceiling = self.slack[person]
            whole[person] = min(whole[person] + least[person] // number, ceiling) if person in least else ceiling

    def _add(self, groups: Sequence[Rows]) -> bool:
        costs = {people: self.table.pricing.total(people) * SCALE for people in groups if not self.pool.get(people)}
        fresh = not costs.keys() <= self.pool.keys()
        self.pool |= costs
        return fresh

    def _columns(self, groups: list[Rows], slack: Sequence[int | None]) -> Columns:
        """These groups with all their rows, and the columns that leave rows uncovered, with their costs."""
        numbered = list(enumerate(self.cuts, self.people + 1))
        members = []
        for people in groups:
            cuts = [row for row, cut in numbered if len(cut.intersection(people)) > 1]
            members.append((*people, self.people, *cuts))
        costs = [
            self.pool[people] if people in self.pool else self.table.pricing.total(people) * SCALE for people in groups
        ]
        uncovered = {(row,): cost for row, cost in enumerate(slack) if cost is not None}
        return Columns([*members, *uncovered], [*costs, *uncovered.values()])

    def _shares(self, groups: Sequence[Rows]) -> list[int]:
        """To begin with, each member pays half of what the pairs that it is in cost."""
        shares = list(self.slack)
        for people in groups:
            for person in people:
                share = sum(self.table.pricing.costs[person][other] for other in people if other != person)
                shares[person] = min(share * SCALE // 2, self.slack[person])
        return shares


STEPS_PER_GROUP = 2
STEP = 0.7
PROMISING = 5
