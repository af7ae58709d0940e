"""Drawn costs of pairs: small ones that brute force can solve, and large ones of every kind that was ever slow."""

from __future__ import annotations

import random
from collections.abc import Sequence

Table = list[list[int | None]]
Instance = tuple[Table, list[int], list[int]]
"""Costs, costs of leaving out each row, and of leaving out each column."""


def small_instance(seed: int) -> Instance:
    """Up to eight people. Small costs make many ties; a low cost of leaving out makes pairs that are not worth it."""
    draw = random.Random(seed)
    rows = draw.randint(0, 8)
    columns = draw.randint(0, min(8 - rows, 5))
    dearest, dearest_out = draw.choice((1, 3, 100)), draw.choice((1, 3, 50, 1_000))
    costs: Table = [
        [None if draw.random() < 0.25 else draw.randint(0, dearest) for _ in range(columns)] for _ in range(rows)
    ]
    return (
        costs,
        [draw.randint(0, dearest_out) for _ in range(rows)],
        [draw.randint(0, dearest_out) for _ in range(columns)],
    )


def total_cost(instance: Instance, partners: Sequence[int | None]) -> int | None:
    """Cost of pairs and of those left out; None where a column is in two pairs, or a pair is forbidden."""
    costs, rows, columns = instance
    pairs = [(row, column) for row, column in enumerate(partners) if column is not None]
    taken = {column for _, column in pairs}
    prices = [costs[row][column] for row, column in pairs]
    if len(taken) < len(pairs) or None in prices:
        return None
    return (
        sum(price for price in prices if price is not None)
        + sum(out for out, column in zip(rows, partners, strict=True) if column is None)
        + sum(out for column, out in enumerate(columns) if column not in taken)
    )


def wide(size: int) -> Table:
    draw = random.Random(size)
    return [[draw.randint(0, 1_000_000) for _ in range(size)] for _ in range(size)]


def equal(size: int) -> Table:
    return [[7] * size for _ in range(size)]


def products(size: int) -> Table:
    """Costs on which shortest augmenting paths take longest (R. E. Machol and M. Wien, 1976)."""
    return [[(row + 1) * (column + 1) for column in range(size)] for row in range(size)]


def forbidden(size: int) -> Table:
    """Every second column suits nobody."""
    draw = random.Random(size)
    return [[None if column % 2 else draw.randint(0, 300) for column in range(size)] for _ in range(size)]


def realistic(size: int) -> Table:
    """Few distinct values, as from sites, departments, grades and free half days of a scheme, with weights."""
    draw = random.Random(size)
    people = [
        (draw.randrange(4), draw.randrange(20), draw.randrange(5), {day for day in range(10) if draw.random() < 0.4})
        for _ in range(2 * size)
    ]
    managers = [draw.sample(range(size), 2) for _ in range(size)]

    def cost(row: int, column: int) -> int | None:
        (site, department, grade, days), (site_too, department_too, grade_too, days_too) = (
            people[row],
            people[size + column],
        )
        if column in managers[row] or not days & days_too:
            return None
        return 108 * (site != site_too) + 36 * (department == department_too) + 9 * abs(grade - grade_too)

    return [[cost(row, column) for column in range(size)] for row in range(size)]


LARGE = {"wide": wide, "equal": equal, "products": products, "forbidden": forbidden, "realistic": realistic}


def leave_out(costs: Sequence[Sequence[int | None]]) -> int:
    """Cost of leaving a person out: more than all pairs together, so as many people as possible are paired."""
    return 1 + sum(max((cost for cost in line if cost is not None), default=0) for line in costs)
