"""Odd sets: a sharper bound where a group takes two people of a side.

Of five people at most two pairs can be in a group together. The linear relaxation does not know: it has half groups, so
that nobody of a site of five need be with anybody of another. J. Edmonds, "Maximum matching and a polyhedron with
0,1-vertices", 1965.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

Shares = dict[tuple[int, int], float]
THRESHOLDS = (0.02, 0.15, 0.3, 0.45)


def odd_sets(chosen: Sequence[tuple[tuple[int, ...], float]], people: Sequence[int]) -> list[frozenset[int]]:
    """Odd sets of these people, of one side, whose pairs are used more often than they can be.

    They are looked for among people who are linked by pairs that are used more than a little.
    """
    side = set(people)
    shares: Shares = defaultdict(float)
    for rows, value in chosen:
        for pair in combinations([row for row in rows if row in side], 2):
            shares[pair] += value
    sets = {linked for threshold in THRESHOLDS for linked in _linked(shares, threshold) if len(linked) % 2}
    return sorted((members for members in sets if _excess(shares, members) > 0.02), key=sorted)


def _excess(shares: Shares, members: frozenset[int]) -> float:
    return (
        sum([share for (one, other), share in shares.items() if one in members and other in members])
        - len(members) // 2
    )


def _linked(shares: Shares, threshold: float) -> Iterator[frozenset[int]]:
    neighbours: dict[int, list[int]] = defaultdict(list)
    for (one, other), share in sorted(shares.items()):
        if share > threshold:
            neighbours[one].append(other)
            neighbours[other].append(one)
    seen: set[int] = set()
    for start in neighbours:
        if start not in seen:
            linked = [start]
            seen.add(start)
            for person in linked:
                fresh = [other for other in neighbours[person] if other not in seen]
                seen.update(fresh)
                linked += dict.fromkeys(fresh)
            yield frozenset(linked)
