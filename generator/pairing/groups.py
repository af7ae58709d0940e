"""Groups of two to four people at the least cost: an answer at once, and a bound of how far from the best it can be."""

from __future__ import annotations

from dataclasses import dataclass

from .group_problem import Grouping, GroupProblem, Pricing, grouping
from .group_proof import Proof
from .group_relaxation import Columns, Steps
from .group_seating import Seating

__all__ = ["Effort", "GroupProblem", "Grouping", "group"]


STEPS_PER_PERSON_SQUARED = 3_000
"""A small cohort needs less for a good answer."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work an answer may take, counted and not timed, so that it is the same on each machine."""

    seating: int = 10_000_000
    """Steps for a good answer. A step is about 45 ns."""
    proof: int = 30_000_000
    """Steps for its bound."""


def group(problem: GroupProblem, effort: Effort = Effort()) -> Grouping:
    """The best groups that this effort allows."""
    pricing = Pricing(problem)
    seating = Seating(pricing, Steps(min(effort.seating, STEPS_PER_PERSON_SQUARED * len(problem.sides) ** 2)))
    groups = seating.improve()
    answer = grouping(pricing, groups, 0)
    columns, leave_out, right = _columns(pricing, len(seating.tables))
    proof = Proof(columns, leave_out, right, answer.cost, Steps(effort.proof))
    if proof.columns is not None:
        groups = [people[: len(pricing.slots)] for people in proof.columns if len(people) > 1]
    return grouping(pricing, groups, proof.bound)


def _columns(pricing: Pricing, most: int) -> tuple[Columns, list[int], list[int]]:
    """The columns of the relaxation, what leaving out each row costs, and how often each row must be covered."""
    number = len(pricing.problem.sides)
    priced = [((*people, number), cost) for people, cost in pricing.groups()]
    leave_out = [*pricing.problem.leave_out, 0]
    priced += [((row,), cost) for row, cost in enumerate(leave_out)]
    columns = Columns([rows for rows, _ in priced], [cost for _, cost in priced], len(pricing.slots) + 1)
    return columns, leave_out, [1] * number + [most]
