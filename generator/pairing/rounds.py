"""Rounds of a meet-first event: in each, everybody meets at most one person of the other side, and no two meet twice.

First, which meetings: a flow of least cost from rows to columns, a unit for each meeting, by shortest augmenting paths
with node potentials (R. K. Ahuja, T. L. Magnanti and J. B. Orlin, "Network Flows", 1993, section 9.7). Then, in which
round: the edges of a bipartite graph can be coloured with as many colours as its busiest node has edges (D. König,
1916).
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise

from .assignment import Costs

Arcs = list[dict[int, int]]
"""For each node the nodes that one more unit can flow to, and its cost there."""


def rounds(costs: Costs, number: int) -> tuple[tuple[int | None, ...], ...]:
    """For each of `number` rounds, the column that each row meets, None if it rests.

    There are as many meetings as possible. Of all such choices it takes one that shares them out most evenly (the
    squares of how many each person has add up to the least), and of these one of least cost.

    Args:
        costs: of each meeting; None if these two must not meet.
        number: how many rounds there are.
    """
    columns = len(costs[0]) if costs else 0
    of_row: list[list[int | None]] = [[None] * number for _ in costs]
    of_column: list[list[int | None]] = [[None] * number for _ in range(columns)]
    for row, column in _meetings(costs, number):
        _place(row, column, of_row, of_column)
    return tuple(zip(*of_row, strict=True)) if costs else ((),) * number


def _meetings(costs: Costs, number: int) -> list[tuple[int, int]]:
    allowed = [cost for line in costs for cost in line if cost is not None]
    if not allowed or not number:
        return []
    rows, nodes = len(costs), len(costs) + len(costs[0])
    start, end = nodes, nodes + 1
    least = min(allowed)
    # The n-th meeting of a person costs 2n - 1 times this: the square of n in all. It outweighs any choice of meetings.
    turn = 1 + number * rows * (max(allowed) - least)
    arcs: Arcs = [
        {rows + column: cost - least for column, cost in enumerate(line) if cost is not None} for line in costs
    ]
    arcs += [{end: turn} for _ in costs[0]] + [dict.fromkeys(range(rows), turn), {}]
    potentials = [0] * (nodes + 2)
    while path := _shortest_path(arcs, potentials, start, end):
        for node, following in pairwise(path):
            cost = arcs[node].pop(following)
            if node != start and following != end:
                arcs[following][node] = -cost
            elif cost < turn * (2 * number - 1):
                arcs[node][following] = cost + 2 * turn
    return [(row, column) for column in range(nodes - rows) for row in sorted(arcs[rows + column]) if row != end]


def _shortest_path(arcs: Arcs, potentials: list[int], start: int, end: int) -> list[int]:
    """Nodes on the cheapest path (Dijkstra), or none.

    Invariant: no arc costs less than nothing after its start's potential is added and its end's is taken away.
    """
    reach = {start: 0}
    before: dict[int, int] = {}
    done: set[int] = set()
    queue = [(0, start)]
    while queue:
        distance, node = heappop(queue)
        if node in done:
            continue
        done.add(node)
        if node == end:
            break
        base = distance + potentials[node]
        for following, cost in arcs[node].items():
            onward = base + cost - potentials[following]
            if following not in reach or onward < reach[following]:
                reach[following], before[following] = onward, node
                heappush(queue, (onward, following))
    else:
        return []
    for node in range(len(potentials)):
        potentials[node] += min(reach.get(node, distance), distance)
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]


def _place(row: int, column: int, of_row: list[list[int | None]], of_column: list[list[int | None]]) -> None:
    """Put one more meeting into a round where both are free, or make room."""
    free = [turn for turn, other in enumerate(of_row[row]) if other is None]
    free_too = [turn for turn, other in enumerate(of_column[column]) if other is None]
    first = next((turn for turn in free if turn in free_too), free[0])
    second = free_too[0]
    # If the column is busy in the first, its meeting there moves to the second; if the row of that meeting is busy in
    # the second, its meeting there moves to the first, and so on. That chain ends: a row comes into it by its meeting
    # in the first, of which `row` has none, so nobody comes twice.
    while (displaced := of_column[column][first]) is not None:
        of_row[row][first], of_column[column][first] = column, row
        following = of_row[displaced][second]
        of_row[displaced][second], of_column[column][second] = column, displaced
        of_row[displaced][first] = None
        if following is None:
            return
        of_column[following][second] = None
        row, column = displaced, following
    of_row[row][first], of_column[column][first] = column, row
