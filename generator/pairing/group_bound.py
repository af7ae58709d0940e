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
        self.relaxation = Relaxation(self.slack, [1] * self.people + [most], steps)
        self.cuts: list[frozenset[int]] = []
        self.pool = {tuple(sorted(people)): 0 for people in groups}
        """Groups in the relaxation, with their costs."""
        self._add(list(self.pool))
        self.prices = self._shares(groups)
        self.value = -inf
        self._improve()

    def columns(self, room: int) -> Columns:
        """All columns of an answer that costs at most this."""
        spare = room - int(self.value)
        groups = self.table.within(*self._of_halves(self.prices), spare + self.prices[self.people])
        slack = [row for row, cost in enumerate(self.slack) if cost - self.prices[row] <= spare]
        return self._columns(list(dict.fromkeys(groups)), slack)

    def _improve(self) -> None:
        self._try([float(price) for price in self.prices])
        while self.steps.left > 0:
            if not self.relaxation.solve(self._columns(list(self.pool), range(len(self.slack)))):
                self._try(self.relaxation.prices)
                return
            latest = self.relaxation.prices
            half_way = [(price + best) / 2 for price, best in zip(latest, self.prices, strict=True)]
            if not self._try(half_way) and not self._try(latest) and not self._cut():
                return

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
            self.prices.append(0)
        return bool(cuts)

    def _try(self, prices: Sequence[float]) -> bool:
        """Try these prices on all groups. Whether any group came in."""
        whole = [min(int(price // 1), cost) for price, cost in zip(prices, self.slack, strict=True)]
        self.steps.spend(STEPS_PER_GROUP * len(self.table))
        least = self.table.cheapest(*self._of_halves(whole))
        cheap = [(worth - whole[self.people], head, tail) for worth, head, tail in least]
        self._repair(whole, cheap)
        value = sum(map(mul, whole, self.relaxation.right))
        if value > self.value:
            self.value, self.prices = value, whole
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

    def _columns(self, groups: list[Rows], slack: Sequence[int]) -> Columns:
        """These groups with all their rows, and the columns that leave these rows uncovered."""
        numbered = list(enumerate(self.cuts, self.people + 1))
        members = []
        for people in groups:
            cuts = [row for row, cut in numbered if len(cut.intersection(people)) > 1]
            members.append((*people, self.people, *cuts))
        costs = [
            self.pool[people] if people in self.pool else self.table.pricing.total(people) * SCALE for people in groups
        ]
        return Columns([*members, *[(row,) for row in slack]], [*costs, *[self.slack[row] for row in slack]])

    def _shares(self, groups: Sequence[Rows]) -> list[int]:
        """To begin with, each member pays half of what the pairs that it is in cost."""
        shares = list(self.slack)
        for people in groups:
            for person in people:
                share = sum(self.table.pricing.costs[person][other] for other in people if other != person)
                shares[person] = min(share * SCALE // 2, self.slack[person])
        return shares


STEPS_PER_GROUP = 2
