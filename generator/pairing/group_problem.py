"""The question that `groups` answers, and what one group costs. Whole numbers only: no names, no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

NEVER = 1 << 40
"""Stands for "must not be together" where costs are added up: no sum of real costs reaches it."""


@dataclass(frozen=True, slots=True)
class GroupProblem:
    """People who are to be put into groups of one make-up."""

    sides: tuple[int, ...]
    """For each person the number of its side. Nobody of a side that no group takes gets a group."""
    make_up: tuple[int, ...]
    """How many people of each side a group has, such as (1, 1, 1) or (2, 2). The sum is 2 to 4."""
    costs: tuple[tuple[int | None, ...], ...]
    """For each person the cost of being with each other person: symmetric, 0 or more; None: must not be together."""
    half_days: tuple[int, ...]
    """For each person a bit mask of the half days that suit."""
    common: int
    """How many half days all members of a group must share."""
    together: tuple[tuple[int, ...], ...]
    """People who must be in the same group, if they are in any. No person is in two of these."""
    leave_out: tuple[int, ...]
    """For each person the cost of having no group. Dearer than any group, so that as many as possible have one."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """An answer, and how far from the best it can be."""

    groups: tuple[tuple[int, ...], ...]
    """Members ascending, groups by their first member."""
    left_out: tuple[int, ...]
    """People without a group, ascending."""
    cost: int
    """The costs of all pairs of people within a group, and of everybody who is left out."""
    bound: int
    """No grouping costs less."""
    proven: bool
    """Whether no grouping costs less than this one: the cost equals the bound."""


class Pricing:
    """What groups cost, quickly."""

    def __init__(self, problem: GroupProblem) -> None:
        self.problem = problem
        self.costs = [
            [NEVER if cost is None or one == other else cost for other, cost in enumerate(row)]
            for one, row in enumerate(problem.costs)
        ]
        self.bonds = {person: frozenset(people) for people in problem.together for person in people}
        self.slots = tuple(side for side, number in enumerate(problem.make_up) for _ in range(number))
        """The side of each place in a group."""
        self.people = [
            [person for person, its_side in enumerate(problem.sides) if its_side == side]
            for side in range(len(problem.make_up))
        ]

    def cost(self, members: Sequence[int]) -> int | None:
        """The cost of a group with a right make-up. None: these people cannot be a group."""
        total = self.total(members)
        shared = -1
        for person in members:
            shared &= self.problem.half_days[person]
        if total >= NEVER or shared.bit_count() < self.problem.common or not self.unites(members):
            return None
        return total

    def total(self, members: Sequence[int]) -> int:
        """The costs of all pairs among these people; `NEVER` or more if two must not be together."""
        return sum([self.costs[one][other] for one, other in combinations(members, 2)])

    def unites(self, members: Sequence[int]) -> bool:
        """Whether nobody is parted from those with whom they must be together."""
        return not self.bonds or all(self.bonds[person].issubset(members) for person in members if person in self.bonds)


def grouping(pricing: Pricing, groups: Sequence[Sequence[int]], bound: int) -> Grouping:
    """These groups in their stated order, with everybody else left out.

    Raises:
        ValueError: one of the groups cannot be, or somebody is in two.
    """
    ordered = tuple(sorted(tuple(sorted(members)) for members in groups))
    costs = [pricing.cost(members) for members in ordered]
    placed = [person for members in ordered for person in members]
    if None in costs or len(set(placed)) < len(placed):
        raise ValueError("these groups cannot be together")
    left_out = tuple(sorted(set(range(len(pricing.problem.sides))) - set(placed)))
    cost = sum(cost or 0 for cost in costs) + sum(pricing.problem.leave_out[person] for person in left_out)
    return Grouping(ordered, left_out, cost, bound, cost == bound)
