"""Groups of two to four people at the least cost: an answer at once, and a bound of how far from the best it can be."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from .group_bound import Bound
from .group_problem import Grouping, GroupProblem, Pricing, grouping
from .group_proof import Proof
from .group_relaxation import Steps
from .group_seating import Seating
from .group_table import SCALE, GroupTable

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
    steps = min(effort.seating, STEPS_PER_PERSON_SQUARED * len(problem.sides) ** 2)
    seating = Seating(pricing, Steps(steps))
    groups = seating.improve()
    cost = grouping(pricing, groups, 0).cost
    bound = Bound(GroupTable(pricing), groups, len(seating.tables), Steps(effort.proof))
    unit = gcd(*problem.leave_out, *(cost for row in problem.costs for cost in row if cost)) or 1
    value = -(-int(bound.value) // (SCALE * unit)) * unit
    if value < cost and bound.steps.left > 0:
        columns = bound.columns((cost - unit) * SCALE)
        proof = Proof(bound.relaxation, columns, len(problem.sides), cost * SCALE, unit * SCALE)
        value = max(value, proof.bound // SCALE)
        if proof.columns is not None:
            groups = [rows[: len(pricing.slots)] for rows in proof.columns if len(rows) > 1]
    return grouping(pricing, groups, value)
