"""What equations say about whole numbers that are not negative: exact elimination, then bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple, TypeAlias

Vector: TypeAlias = tuple[Fraction, ...]
Row: TypeAlias = tuple[int, ...]
"""The coefficients of an equation."""


class Range(NamedTuple):
    """The whole numbers that an unknown can be."""

    lowest: int
    highest: int | None


class _Reduced(NamedTuple):
    """Equations after elimination."""

    rows: tuple[Vector, ...]
    """Each with a 1 at its pivot, where all others have 0."""
    weights: tuple[Vector, ...]
    """Each row as a sum of the equations given, times these."""
    pivots: tuple[int, ...]


@lru_cache(maxsize=1024)
def _reduced(equations: tuple[Row, ...]) -> _Reduced:
    """Gauss-Jordan elimination. Equations of many questions are the same, so the last ones are cached."""
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
    used = rows[: len(pivots)]
    return _Reduced(tuple(tuple(row[:width]) for row in used), tuple(tuple(row[width:]) for row in used), tuple(pivots))


@lru_cache(maxsize=1024)
def groups_that_follow(equations: tuple[Row, ...]) -> tuple[tuple[Vector, tuple[int, ...]], ...]:
    """Every set of unknowns whose sum follows from the equations, with the weights of the equations that give it.

    A sum of reduced rows has the weight of a row at its pivot, so a set has weights of 0 and 1.
    """
    reduced = _reduced(equations)
    width = len(equations[0]) if equations else 0
    sums: list[tuple[list[Fraction], list[Fraction]]] = [([Fraction()] * width, [Fraction()] * len(equations))]
    for row, weights in zip(reduced.rows, reduced.weights, strict=True):
        sums += [(_added(total, row), _added(used, weights)) for total, used in sums]
    return tuple(
        (tuple(used), tuple(index for index, cell in enumerate(total) if cell))
        for total, used in sums[1:]
        if all(cell in (0, 1) for cell in total)
    )


def _added(first: Sequence[Fraction], second: Sequence[Fraction]) -> list[Fraction]:
    return [cell + other if other else cell for cell, other in zip(first, second, strict=True)]


@lru_cache(maxsize=1024)
def follows(equations: tuple[Row, ...], target: Row) -> bool:
    """Whether a sum of unknowns follows from the equations."""
    reduced = _reduced(equations)
    left = [Fraction(cell) for cell in target]
    for row, pivot in zip(reduced.rows, reduced.pivots, strict=True):
        factor = left[pivot]
        if factor:
            left = [cell - factor * other for cell, other in zip(left, row, strict=True)]
    return not any(left)


def bounds(equations: Sequence[Row], totals: Sequence[int]) -> list[Range]:
    """The lowest and the highest number that each unknown can have; any number if the equations contradict each other,
    as when more people answered than take part."""
    reduced = _reduced(tuple(equations))
    rows = [(tuple(map(Fraction, row)), Fraction(total)) for row, total in zip(equations, totals, strict=True)]
    for row, weights in zip(reduced.rows, reduced.weights, strict=True):
        used = (weight * total for weight, total in zip(weights, totals, strict=True) if weight)
        rows.append((row, sum(used, Fraction())))
    sparse = [([(index, cell) for index, cell in enumerate(row) if cell], total) for row, total in rows]
    ranges: list[Range] = [Range(0, None)] * (len(equations[0]) if equations else 0)
    changed = True
    while changed:
        changed = False
        for terms, total in sparse:
            for index, coefficient in terms:
                tighter = _tighter(ranges, index, coefficient, terms, total)
                if tighter != ranges[index]:
                    if tighter.highest is not None and tighter.lowest > tighter.highest:
                        return [Range(0, None)] * len(ranges)
                    ranges[index] = tighter
                    changed = True
    return ranges


def _tighter(
    ranges: Sequence[Range],
    index: int,
    coefficient: Fraction,
    terms: Sequence[tuple[int, Fraction]],
    total: Fraction,
) -> Range:
    """What an equation leaves for one of its unknowns, given the ranges of the others."""
    lowest, highest = ranges[index]
    others = [(other, weight / coefficient) for other, weight in terms if other != index]
    least = _sum(
        weight * ranges[other].lowest if weight > 0 else _times(weight, ranges[other].highest)
        for other, weight in others
    )
    most = _sum(
        _times(weight, ranges[other].highest) if weight > 0 else weight * ranges[other].lowest
        for other, weight in others
    )
    if most is not None:
        lowest = max(lowest, ceil(total / coefficient - most))
    if least is not None:
        end = floor(total / coefficient - least)
        highest = end if highest is None else min(highest, end)
    return Range(lowest, highest)


def _times(weight: Fraction, number: int | None) -> Fraction | None:
    return None if number is None else weight * number


def _sum(numbers: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction()
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
