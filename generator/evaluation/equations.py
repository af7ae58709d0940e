"""What equations say about whole numbers that are not negative: exact elimination, then bounds."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple, TypeAlias

Row: TypeAlias = tuple[int, ...]
"""The coefficients of an equation."""


class Range(NamedTuple):
    """The whole numbers that an unknown can be."""

    lowest: int
    highest: int | None


class Reduced(NamedTuple):
    """An equation after elimination, in whole numbers."""

    row: Row
    weights: Row
    """The equations given, times these, add up to it."""
    pivot: int
    """The unknown that no other reduced equation has."""


@lru_cache(maxsize=1024)
def reduced(equations: tuple[Row, ...]) -> tuple[Reduced, ...]:
    """Gauss-Jordan elimination. The equations of many questions are the same, so results are cached."""
    count, width = len(equations), len(equations[0]) if equations else 0
    rows = [
        [*map(Fraction, row), *(Fraction(index == other) for other in range(count))]
        for index, row in enumerate(equations)
    ]
    pivots: list[int] = []
    for column in range(width):
        top = len(pivots)
        pivot = next((index for index in range(top, count) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        first = rows[top][column]
        rows[top] = [cell / first if cell else cell for cell in rows[top]]
        for index in range(count):
            factor = rows[index][column]
            if index != top and factor:
                rows[index] = [
                    cell - factor * other if other else cell for cell, other in zip(rows[index], rows[top], strict=True)
                ]
        pivots.append(column)
    result = []
    for row, pivot in zip(rows, pivots, strict=False):
        scale = lcm(*(cell.denominator for cell in row))
        whole = tuple(int(cell * scale) for cell in row)
        result.append(Reduced(whole[:width], whole[width:], pivot))
    return tuple(result)


@lru_cache(maxsize=1024)
def groups_that_follow(equations: tuple[Row, ...]) -> tuple[tuple[tuple[Fraction, ...], tuple[int, ...]], ...]:
    """Every set of unknowns whose sum follows from the equations, after the weights of the equations that give it.

    A sum of reduced rows has the weight of each at its pivot, so these weights are 0 or 1 for a set.
    """
    width = len(equations[0]) if equations else 0
    sums = [((Fraction(),) * width, (Fraction(),) * len(equations))]
    for row, weights, pivot in reduced(equations):
        sums += [
            (
                tuple(cell + Fraction(other, row[pivot]) for cell, other in zip(total, row, strict=True)),
                tuple(cell + Fraction(other, row[pivot]) for cell, other in zip(used, weights, strict=True)),
            )
            for total, used in sums
        ]
    return tuple(
        (used, tuple(index for index, cell in enumerate(total) if cell))
        for total, used in sums[1:]
        if all(cell in (0, 1) for cell in total)
    )


@lru_cache(maxsize=1024)
def follows(equations: tuple[Row, ...], target: Row) -> bool:
    """Whether a sum of unknowns follows from the equations."""
    left = list(map(Fraction, target))
    for row, _, pivot in reduced(equations):
        factor = left[pivot] / row[pivot]
        if factor:
            left = [cell - factor * other for cell, other in zip(left, row, strict=True)]
    return not any(left)


@lru_cache(maxsize=1024)
def bounds(equations: tuple[Row, ...], totals: Row) -> tuple[Range, ...]:
    """What each unknown can be; anything if the equations contradict each other, as when more people answered than take
    part."""
    rows = list(zip(equations, totals, strict=True))
    for row, weights, _ in reduced(equations):
        rows.append((row, sum(weight * total for weight, total in zip(weights, totals, strict=True))))
    sparse = [([(index, weight) for index, weight in enumerate(row) if weight], total) for row, total in rows]
    ranges = [Range(0, None)] * (len(equations[0]) if equations else 0)
    changed = True
    while changed:
        changed = False
        for terms, total in sparse:
            for index, weight in terms:
                tighter = _tighter(ranges, index, weight, terms, total)
                if tighter.highest is not None and tighter.lowest > tighter.highest:
                    return (Range(0, None),) * len(ranges)
                if tighter != ranges[index]:
                    ranges[index] = tighter
                    changed = True
    return tuple(ranges)


def _tighter(
    ranges: Sequence[Range], unknown: int, coefficient: int, terms: Sequence[tuple[int, int]], total: int
) -> Range:
    """What an equation leaves for one of its unknowns, given the ranges of the others."""
    least: int | None = 0
    most: int | None = 0
    for index, weight in terms:
        if index != unknown:
            low, high = ranges[index] if weight > 0 else (ranges[index].highest, ranges[index].lowest)
            least = None if least is None or low is None else least + weight * low
            most = None if most is None or high is None else most + weight * high
    if coefficient < 0:
        least, most = most, least
    lowest, highest = ranges[unknown]
    if most is not None:
        lowest = max(lowest, -((most - total) // coefficient))
    if least is not None:
        end = (total - least) // coefficient
        highest = end if highest is None else min(highest, end)
    return Range(lowest, highest)
