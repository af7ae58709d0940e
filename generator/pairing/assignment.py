"""The cheapest way to pair two sides, with prices that prove it.

Shortest augmenting paths: R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse
linear assignment problems", Computing 38 (1987), 325-340; D. F. Crouse, "On implementing 2D rectangular assignment
algorithms", IEEE Transactions on Aerospace and Electronic Systems 52 (2016), 1679-1696. Costs are integers, so every
sum is exact.

Leaving people out is part of the problem: the smaller side gets dummies up to the size of the other, and a row and a
column that are both left out count as a pair that costs what leaving them out costs. So everything is a square problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub

Costs = Sequence[Sequence[int | None]]
"""`costs[row][column]`; None if these two must not be together."""

FREE = -1
"""Stands for the column of a row, or the row of a column, that has none yet."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment of least cost and its certificate."""

    partners: tuple[int | None, ...]
    """For each row its column, None if it is left out."""
    cost: int
    """Costs of all pairs, and of leaving out each row and column that is in none."""
    row_prices: tuple[int, ...]
    """Prices of the rows of the square problem, dummies last. A row's price and a column's add up to at most what the
    two cost, so no assignment costs less than all prices together."""
    column_prices: tuple[int, ...]


def assign(costs: Costs, leave_out_row: Sequence[int], leave_out_column: Sequence[int]) -> Assignment:
    """Pair rows and columns at the least total cost.

    Of all assignments of that cost it is the first: row 0 has the earliest column that any of them gives it (left out
    comes last), then row 1, and so on.

    Args:
        costs: of each pair.
        leave_out_row: cost of leaving out each row. Where as many pairs as possible come first, it is dearer than all
            pairs together.
        leave_out_column: cost of leaving out each column.
    """
    square = _padded(costs, leave_out_row, leave_out_column)
    prices = list(map(min, zip(*square, strict=True)))
    columns = _bid(square, prices)
    for row in [row for row, column in enumerate(columns) if column == FREE]:
        _augment(square, prices, columns, row)
    row_prices = [line[column] - prices[column] for line, column in zip(square, columns, strict=True)]
    partners = _first(costs, square, row_prices, prices, columns)
    return Assignment(tuple(partners), sum(row_prices) + sum(prices), tuple(row_prices), tuple(prices))


def _padded(costs: Costs, leave_out_row: Sequence[int], leave_out_column: Sequence[int]) -> list[list[int]]:
    square = []
    for line, out in zip(costs, leave_out_row, strict=True):
        both_out = [out + other for other in leave_out_column]
        pairs = [out if cost is None else min(cost, out) for cost, out in zip(line, both_out, strict=True)]
        square.append(pairs + [out] * (len(leave_out_row) - len(pairs)))
    return square + [list(leave_out_column) for _ in range(len(leave_out_column) - len(square))]


# Invariant of the next two: after prices, no column costs a row less than the one that it has.


def _bid(square: list[list[int]], prices: list[int]) -> list[int]:
    """Columns of most rows, as in an auction; prices fall.

    A row takes the column that is cheapest to it, and outbids others by the margin over its second cheapest.
    """
    size = len(square)
    columns, rows = [FREE] * size, [FREE] * size
    waiting = list(range(size - 1, -1, -1))
    turns = 3 * size  # an auction can go on for very long; augmentation cannot
    while waiting and turns:
        turns -= 1
        row = waiting.pop()
        after = list(map(sub, square[row], prices))
        least = min(after)
        cheapest = [column for column, cost in enumerate(after) if cost == least]
        column = next((column for column in cheapest if rows[column] == FREE), cheapest[0])
        holder = rows[column]
        if holder != FREE:
            if len(cheapest) > 1:
                continue
            columns[holder] = FREE
            waiting.append(holder)
        after[column] = max(after)
        prices[column] -= min(after) - least
        columns[row], rows[column] = column, row
    return columns


def _augment(square: list[list[int]], prices: list[int], columns: list[int], start: int) -> None:
    """Give one more row a column: the shortest path (Dijkstra) of rows that take each other's columns to a free one."""
    size = len(square)
    rows = [FREE] * size
    for row, column in enumerate(columns):
        if column != FREE:
            rows[column] = row
    reach = list(map(sub, square[start], prices))
    taker = [start] * size  # for each column the row before it on the shortest path
    level = min(reach)
    nearest = [column for column in range(size) if reach[column] == level]
    waiting = [column for column in range(size) if reach[column] != level]
    scanned = []
    while (end := next((column for column in nearest if rows[column] == FREE), FREE)) == FREE:
        through = nearest.pop()
        scanned.append(through)
        row = rows[through]
        line = square[row]
        base = level - line[through] + prices[through]
        for column in waiting:
            distance = base + line[column] - prices[column]
            if distance < reach[column]:
                reach[column], taker[column] = distance, row
        if not nearest:
            level = min([reach[column] for column in waiting])
        near = [column for column in waiting if reach[column] == level]
        if near:
            nearest += near
            waiting = [column for column in waiting if reach[column] != level]
    for column in scanned:
        prices[column] += reach[column] - level
    while end != FREE:
        row = taker[end]
        columns[row], end = end, columns[row]


def _first(
    costs: Costs, square: list[list[int]], row_prices: list[int], prices: list[int], columns: list[int]
) -> list[int | None]:
    """Partners in the first optimum. The optima are the perfect matchings of the edges that cost just their prices."""
    rows = sorted(range(len(square)), key=columns.__getitem__)
    takers = [0] * len(square)  # for each column a bit mask of the rows that have such an edge to it
    for row, (line, row_price) in enumerate(zip(square, row_prices, strict=True)):
        for column, (cost, price) in enumerate(zip(line, prices, strict=True)):
            if cost == row_price + price:
                takers[column] |= 1 << row
    partners: list[int | None] = []
    settled = 0
    for row, (pairs, padded) in enumerate(zip(costs, square, strict=False)):
        choices = [column for column, cost in enumerate(pairs) if cost == padded[column] and takers[column] >> row & 1]
        moves = _moves(columns[row], takers, settled, columns)
        partner = next((column for column in choices if rows[column] in moves), None)
        partners.append(partner)
        # A row that is left out is not settled: it can still move, but only to where it is left out too.
        if partner is not None:
            settled |= 1 << row
            mover, column, displaced = row, partner, FREE
            while displaced != row:
                displaced = rows[column]
                rows[column], columns[mover] = mover, column
                mover, column = displaced, moves[displaced]
    return partners


def _moves(target: int, takers: list[int], settled: int, columns: list[int]) -> dict[int, int]:
    """All rows that can move, each to the column of the next, so that the last takes `target`; and where each moves.

    Settled rows (a bit mask) do not move. The row that has `target` is among the others, since it may stay.
    """
    moves = {}
    seen, queue = settled, [target]
    for column in queue:
        others = takers[column] & ~seen
        seen |= others
        while others:
            row = others.bit_length() - 1
            others ^= 1 << row
            moves[row] = column
            queue.append(columns[row])
    return moves
