"""Groups of two to four people at the least cost: an answer at once, and a bound of how far from the best it can be.

How it works, in the order of the modules:

1. `group_seating` finds a good answer by local search, in which each step is an assignment.
2. `group_table` holds what every possible group costs.
3. `group_bound` finds prices: what each person adds to the cost at least. No group may be cheaper than its members'
   prices, so all prices together are a bound. They come from the linear relaxation of set partitioning
   (`group_relaxation`), with a few groups at a time and with odd sets (`group_cuts`) where groups take two of a side.
4. `group_quick_bound` has another bound for when there are too many groups for a table, or too few steps for prices.
5. Where the bound leaves room for a better answer, that answer can use only groups that cost little more than their
   members' prices. `group_proof` searches those by branch and bound, and finds a better answer or proves that none
   exists.

Work is counted and nothing is drawn by chance, so the same problem has the same answer on each machine. Callers put
people into a stated order: then the order of rows in a sheet changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import comb, gcd, prod

from .group_bound import Bound
from .group_problem import Grouping, GroupProblem, Pricing, grouping
from .group_proof import Proof
from .group_quick_bound import quick_bound
from .group_relaxation import Steps
from .group_seating import Seating
from .group_table import SCALE, GroupTable

__all__ = ["THOROUGH", "Effort", "GroupProblem", "Grouping", "group", "group_by_place"]


STEPS_PER_PERSON_SQUARED = 3_000
"""A small cohort needs less for a good answer."""


MOST_GROUPS = 3_000_000
"""Of more possible groups (some 120 people in fours) no table is made: their bound is only the quick one."""


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
    if _too_many(pricing):
        return grouping(pricing, groups, quick_bound(pricing))
    bound = Bound(GroupTable(pricing), groups, len(seating.tables), Steps(effort.proof))
    unit = gcd(*problem.leave_out, *(cost for row in problem.costs for cost in row if cost)) or 1
    value = -(-max(int(bound.value), quick_bound(pricing) * SCALE) // (SCALE * unit)) * unit
    if value < cost and bound.steps.left > 0:
        columns = bound.columns((cost - unit) * SCALE)
        proof = Proof(bound.relaxation, columns, len(problem.sides), cost * SCALE, unit * SCALE)
        value = max(value, proof.bound // SCALE)
        if proof.columns is not None:
            groups = [rows[: len(pricing.slots)] for rows in proof.columns if len(rows) > 1]
    return grouping(pricing, groups, value)


def group_by_place(problem: GroupProblem, places: Sequence[int | None], effort: Effort = Effort()) -> Grouping:
    """As `group`. Where there are too many possible groups for it to be thorough, the people of each place are grouped
    apart as well, and whoever is left of all places together afterwards; the better answer counts.

    Args:
        problem: the question.
        places: for each person the number of a place, if it is known.
        effort: for all places together.
    """
    answer, pricing = group(problem, effort), Pricing(problem)
    known = sorted({place for place in places if place is not None})
    if len(known) < 2 or not _too_many(pricing):
        return answer
    bound = {person for people in problem.together for person in people if len({places[each] for each in people}) > 1}
    effort = replace(effort, proof=effort.proof // len(known))
    groups: list[tuple[int, ...]] = []
    placed: set[int] = set()
    for place in [*known, None]:
        here = [
            person
            for person, its in enumerate(places)
            if person not in placed and (place is None or (its == place and person not in bound))
        ]
        groups += [tuple(here[each] for each in members) for members in group(_among(problem, here), effort).groups]
        placed = {person for members in groups for person in members}
    apart = grouping(pricing, groups, answer.bound)
    return min(answer, apart, key=lambda each: each.cost)


def _too_many(pricing: Pricing) -> bool:
    seats = zip(pricing.people, pricing.problem.make_up, strict=True)
    return prod(comb(len(people), number) for people, number in seats) > MOST_GROUPS


def _among(problem: GroupProblem, people: Sequence[int]) -> GroupProblem:
    """The same question of some of the people, in this order. Those who must be together are all there, or none is."""
    number = {person: place for place, person in enumerate(people)}
    return replace(
        problem,
        sides=tuple(problem.sides[person] for person in people),
        costs=tuple(tuple(problem.costs[person][other] for other in people) for person in people),
        half_days=tuple(problem.half_days[person] for person in people),
        together=tuple(
            tuple(number[person] for person in each) for each in problem.together if number.keys() >= set(each)
        ),
        leave_out=tuple(problem.leave_out[person] for person in people),
    )
