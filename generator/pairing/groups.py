"""Groups of two to four people at the least cost: an answer at once, and a bound of how far from the best it can be.

How it works, in the order of the modules:

1. `group_seating` finds a good answer by local search, in which each step is an assignment.
2. `group_table` holds what every possible group costs.
3. `group_bound` finds prices: what each person adds to the cost at least. No group may be cheaper than its members'
   prices, so all prices together are a bound. They come from the linear relaxation of set partitioning
   (`group_relaxation`), with a few groups at a time and with odd sets (`group_cuts`) where groups take two of a side.
4. Where the bound leaves room for a better answer, only groups whose cost less their members' prices fits into that
   room can be in it. `group_proof` searches them by branch and bound, and so finds it or proves that there is none.

Work is counted and nothing is drawn by chance, so the same problem has the same answer on each machine. Callers put
people into a stated order: then the order of rows in a sheet changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, gcd, prod

from .group_bound import Bound
from .group_problem import Grouping, GroupProblem, Pricing, grouping, loose_bound
from .group_proof import Proof
from .group_relaxation import Steps
from .group_seating import Seating
from .group_table import SCALE, GroupTable

__all__ = ["THOROUGH", "Effort", "GroupProblem", "Grouping", "group"]


STEPS_PER_PERSON_SQUARED = 3_000
"""A small cohort needs less for a good answer."""


MOST_GROUPS = 3_000_000
"""Of more possible groups (some 120 people in fours) no table is made: their bound is loose. Split them by site."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work an answer may take, counted and not timed, so that it is the same on each machine."""

    seating: int = 10_000_000
    """Steps for a good answer. Ten million take about 0.3 s."""
    proof: int = 30_000_000
    """Steps for the bound and the proof. Twenty million take about 1 s."""


THOROUGH = Effort(seating=100_000_000, proof=500_000_000)
"""Half a minute for 96 people, and more for more."""


def group(problem: GroupProblem, effort: Effort = Effort()) -> Grouping:
    """The best groups that this effort allows."""
    pricing = Pricing(problem)
    steps = min(effort.seating, STEPS_PER_PERSON_SQUARED * len(problem.sides) ** 2)
    seating = Seating(pricing, Steps(steps))
    groups = seating.improve()
    cost = grouping(pricing, groups, 0).cost
    if (
        prod(comb(len(people), seats) for people, seats in zip(pricing.people, problem.make_up, strict=True))
        > MOST_GROUPS
    ):
        return grouping(pricing, groups, loose_bound(pricing))
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
