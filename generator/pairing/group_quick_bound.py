"""A bound for groups at once, however many people there are: from pairs of people alone, by assignments.

In a group each member of a side is with all members of each other side, and with the other members of their own. So the
pairs of people in all groups fall into classes, one for each two sides and one for each side with several seats. Within
a class an assignment gives the least that its pairs can cost: for each two sides, with each person as often as the
group has seats on the other side (less what both numbers have in common, which is how many such assignments a group
holds); within a side, as a permutation, in which each pair counts twice. What leaving out a person costs is shared
between the classes of the side.

Where a side has more people than seats, so many of them are left out whatever the groups: that much is counted first,
and only what leaving out costs beyond it goes into the classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from .assignment import assign
from .group_problem import NEVER, Pricing

SCALE = 12
"""So that what leaving out costs can be divided by three and by four."""


def quick_bound(pricing: Pricing) -> int:
    """No grouping costs less than this."""
    dearest = max((cost for row in pricing.problem.costs for cost in row if cost), default=0)
    return max(_bound(pricing, beyond) for beyond in (dearest, 2 * dearest, 4 * dearest, 12 * dearest))


def _bound(pricing: Pricing, beyond: int) -> int:
    """A bound, where leaving out anybody of a side costs this at least beyond what is counted first."""
    problem, make_up = pricing.problem, pricing.problem.make_up
    tables = min((len(people) // seats for people, seats in zip(pricing.people, make_up, strict=True) if seats))
    leave_out, twice = [SCALE * cost for cost in problem.leave_out], 0
    for people, seats in zip(pricing.people, make_up, strict=True):
        first = max(0, min((leave_out[person] for person in people), default=0) - SCALE * beyond) if seats else 0
        twice += 2 * first * (len(people) - tables * seats)
        for person in people:
            leave_out[person] -= first
    twice += 2 * sum(
        leave_out[person] for person, side in enumerate(problem.sides) if side >= len(make_up) or not make_up[side]
    )
    sides = [side for side, seats in enumerate(make_up) if seats]
    for side in sides:
        seats = make_up[side]
        classes = len(sides) - 1 + (seats > 1)
        for person in pricing.people[side]:
            leave_out[person] //= classes
        if seats > 1:
            twice += (seats - 1) * _least(pricing, leave_out, (side, side), (1, 1), (seats - 1, seats - 1))
    for place, side in enumerate(sides):
        for other in sides[place + 1 :]:
            common = gcd(make_up[side], make_up[other])
            often = make_up[other] // common, make_up[side] // common
            twice += 2 * common * _least(pricing, leave_out, (side, other), often, (make_up[other], make_up[side]))
    return -(-twice // (2 * SCALE))


def _least(
    pricing: Pricing,
    leave_out: Sequence[int],
    sides: tuple[int, int],
    often: tuple[int, int],
    shares: tuple[int, int],
) -> int:
    """The cost of the best assignment between two sides, with everybody so often, and such a share of leaving out."""
    rows, columns = (
        [person for person in pricing.people[side] for _ in range(number)]
        for side, number in zip(sides, often, strict=True)
    )
    costs = [
        [SCALE * cost if (cost := pricing.costs[row][column]) < NEVER else None for column in columns] for row in rows
    ]
    left = (
        [leave_out[person] // share for person in people] for people, share in zip((rows, columns), shares, strict=True)
    )
    return assign(costs, *left).cost
