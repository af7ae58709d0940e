"""Checks an assignment by its prices. It uses nothing of the code that made them.

Weak duality: where no two cost less than their prices together, no assignment costs less than all prices together. So
an assignment that costs exactly that is an optimum, and each of its pairs costs exactly its two prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .assignment import Assignment, Costs


def check(
    costs: Costs, leave_out_row: Sequence[int], leave_out_column: Sequence[int], assignment: Assignment
) -> list[str]:
    """What is wrong with an assignment as an optimum of these costs; empty if nothing is."""
    rows, columns = len(leave_out_row), len(leave_out_column)
    size = max(rows, columns)
    lengths = [len(assignment.partners), len(assignment.row_prices), len(assignment.column_prices)]
    if lengths != [rows, size, size]:
        return [f"expected {rows} partners, {size} prices of rows and {size} of columns but got {lengths}"]
    if faults := list(_wrong_partners(costs, columns, assignment.partners)):
        return faults
    pairs = [(row, column) for row, column in enumerate(assignment.partners) if column is not None]
    paired = {column for _, column in pairs}
    cost = sum(costs[row][column] or 0 for row, column in pairs)
    cost += sum(leave_out_row[row] for row, column in enumerate(assignment.partners) if column is None)
    cost += sum(leave_out_column[column] for column in range(columns) if column not in paired)
    if cost != assignment.cost:
        faults.append(f"the assignment costs {cost}, not {assignment.cost}")
    least = sum(assignment.row_prices) + sum(assignment.column_prices)
    if least != cost:
        faults.append(f"the prices add up to {least}, and the assignment costs {cost}")
    return faults + list(_high_prices(costs, leave_out_row, leave_out_column, assignment))


def _wrong_partners(costs: Costs, columns: int, partners: Sequence[int | None]) -> Iterator[str]:
    taken: dict[int, int] = {}
    for row, column in enumerate(partners):
        if column is None:
            continue
        if not 0 <= column < columns:
            yield f"row {row}: there are {columns} columns, so column {column} does not exist"
        elif costs[row][column] is None:
            yield f"row {row}: column {column} is forbidden"
        elif taken.setdefault(column, row) != row:
            yield f"row {row}: row {taken[column]} has column {column} too"


def _high_prices(
    costs: Costs, leave_out_row: Sequence[int], leave_out_column: Sequence[int], assignment: Assignment
) -> Iterator[str]:
    """Rows and columns whose prices together are more than they cost, as a pair or both left out.

    Rows and columns beyond the real ones stand for nobody, so they cost nothing but the other's being left out.
    """
    rows, columns = len(leave_out_row), len(leave_out_column)
    for row, row_price in enumerate(assignment.row_prices):
        for column, column_price in enumerate(assignment.column_prices):
            limit = leave_out_row[row] if row < rows else 0
            limit += leave_out_column[column] if column < columns else 0
            if row < rows and column < columns:
                cost = costs[row][column]
                limit = limit if cost is None or cost > limit else cost
            if (both := row_price + column_price) > limit:
                yield f"row {row} and column {column} cost {limit}, but their prices add up to {both}"
