"""Drawn people to be put into groups: what they cost each other is as in a real cohort, with many ties."""

from __future__ import annotations

import random
from dataclasses import dataclass

from generator.pairing.groups import GroupProblem

STEPS = (0, 4, 6, 8, 12)
"""How much of a wish is not met."""


@dataclass(frozen=True)
class Person:
    side: int
    site: int
    department: int
    stage: int
    needs: frozenset[int]
    offers: frozenset[int]
    stars: frozenset[int]
    before: bool
    half_days: int


def drawn(sizes: tuple[int, ...], make_up: tuple[int, ...], seed: int, forbidden: float = 0.03) -> GroupProblem:
    """So many people of each side, with about this share of pairs who must not be together."""
    draw = random.Random(seed)
    people = [_person(draw, side) for side, number in enumerate(sizes) for _ in range(number)]
    count = len(people)
    costs: list[list[int | None]] = [[0] * count for _ in range(count)]
    for first in range(count):
        for second in range(first):
            cost = None if draw.random() < forbidden else _cost(people[first], people[second])
            costs[first][second] = costs[second][first] = cost
    dearest = 2 * sum(max(cost or 0 for cost in row) for row in costs) + 1000
    return GroupProblem(
        sides=tuple(person.side for person in people),
        make_up=make_up,
        costs=tuple(tuple(row) for row in costs),
        half_days=tuple(person.half_days for person in people),
        common=1,
        together=(),
        leave_out=tuple(dearest // 10 * (2 if draw.random() < 0.1 else 1) for _ in people),
    )


def sites(sizes: tuple[int, ...], seed: int) -> list[int]:
    """The sites of the people who are drawn for these sizes and this seed."""
    draw = random.Random(seed)
    return [_person(draw, side).site for side, number in enumerate(sizes) for _ in range(number)]


def _person(draw: random.Random, side: int) -> Person:
    return Person(
        side=side,
        site=draw.choices(range(3), (5, 3, 2))[0],
        department=draw.randrange(8),
        stage=draw.randrange(5),
        needs=frozenset(draw.sample(range(9), draw.randint(1, 3))),
        offers=frozenset(draw.sample(range(9), draw.randint(1, 3))),
        stars=frozenset(draw.sample(range(12), draw.randint(0, 3))),
        before=draw.random() < 0.1,
        half_days=sum(1 << day for day in draw.sample(range(10), draw.randint(5, 9))),
    )


def _cost(one: Person, other: Person) -> int:
    """Weights of 9, 3 and 1 for what matters most, matters and matters a little."""
    both = min(len(one.needs & other.needs), 2)
    helped = min(len(one.needs & other.offers) + len(other.needs & one.offers), 3)
    return (
        9 * (0 if one.site == other.site else 12)
        + 3 * (12 if one.department == other.department else 0)
        + 3 * STEPS[abs(one.stage - other.stage)]
        + (12, 6, 0)[both]
        + 3 * (12, 8, 4, 0)[helped]
        + (0 if one.stars & other.stars else 12)
        + 3 * (12 if one.before and other.before else 0)
    )
