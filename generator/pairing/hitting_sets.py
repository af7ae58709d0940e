"""The smallest set of constraints that cannot hold together, found by asking whether others can.

The implicit hitting set method: A. Ignatiev, A. Previti, M. Liffiton and J. Marques-Silva, "Smallest MUS extraction
with minimal hitting set dualization", Principles and Practice of Constraint Programming (2015), 173-182. Every set that
cannot hold together has a constraint of each correction set (what must be dropped so that all else holds). So the
smallest set that has one of each correction set known so far is no larger than the smallest conflict; if it cannot hold
itself, it is that conflict, and otherwise it shows another correction set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Numbers = frozenset[int]
Ask = Callable[[Numbers], Numbers | None]
"""Whether some constraints can hold together: all that hold in one answer where they do, or None if there is none."""


class Undecided(Exception):
    """A question takes more work than is allowed."""


@dataclass(frozen=True, slots=True)
class Core:
    """Constraints that cannot hold together, although any that are left when one of them is dropped can."""

    constraints: tuple[int, ...]
    """Ascending."""
    smallest: bool
    """Whether it is known that no conflict has fewer. Then it is the first of all that have as many, in the order of
    their numbers."""


def smallest(number: int, ask: Ask, limit: int) -> Core | None:
    """The smallest conflict among constraints 0 to `number` - 1; None if all of them can hold together.

    Args:
        number: of constraints.
        ask: a set that holds must hold when constraints are dropped from it.
        limit: of questions on the way to the smallest. Beyond it the core is irreducible.

    Raises:
        Undecided: `ask` cannot even say whether all constraints hold together.
    """
    everything = frozenset(range(number))
    if ask(everything) is not None:
        return None
    try:
        return Core(_smallest(everything, _Counted(ask, limit)), smallest=True)
    except Undecided:
        return Core(_irreducible(everything, ask), smallest=False)


class _Counted:
    def __init__(self, ask: Ask, limit: int) -> None:
        self.ask, self.left = ask, limit

    def __call__(self, constraints: Numbers) -> Numbers | None:
        if not self.left:
            raise Undecided
        self.left -= 1
        return self.ask(constraints)


def _smallest(everything: Numbers, ask: Ask) -> tuple[int, ...]:
    corrections: list[Numbers] = []
    while True:
        hitting = minimum_hitting_set(corrections, len(everything))
        holding = ask(hitting)
        if holding is None:
            return tuple(sorted(hitting))
        # Corrections that share nothing with each other raise the bound the most, so all of those come at once.
        while holding is not None:
            corrections.append(everything - _grown(holding, everything, ask))
            hitting |= corrections[-1]
            holding = ask(hitting)


def _grown(holding: Numbers, everything: Numbers, ask: Ask) -> Numbers:
    """As many more constraints as can hold with these, in their order."""
    for constraint in sorted(everything - holding):
        if constraint not in holding:
            holding = ask(holding | {constraint}) or holding
    return holding


def _irreducible(core: Numbers, ask: Ask) -> tuple[int, ...]:
    """What is left of a conflict when each constraint is dropped without which it is one still, the last first."""
    for constraint in sorted(core, reverse=True):
        try:
            if ask(core - {constraint}) is None:
                core -= {constraint}
        except Undecided:
            continue
    return tuple(sorted(core))


def minimum_hitting_set(sets: Iterable[Numbers], number: int) -> Numbers:
    """The fewest of the numbers below `number` that have one of each set; the first in order among equals.

    Raises:
        Undecided: the search takes more than `NODES` steps.
    """
    # A weight is a whole that counts how many there are, less a power of two that makes the earlier numbers lighter.
    whole = 1 << number
    weights = [whole - (1 << (number - 1 - each)) for each in range(number)]
    search = _Search(weights)
    search.run(sorted(set(sets), key=lambda each: (len(each), sorted(each))), frozenset(), 0)
    return search.best


NODES = 2_000
"""Steps at most of the search for one hitting set."""


class _Search:
    """Branch and bound over what hits the set with the fewest numbers."""

    def __init__(self, weights: list[int]) -> None:
        self.weights = weights
        self.best: Numbers = frozenset()
        self.least = 2 * sum(weights) + 1
        self.nodes = 0

    def run(self, sets: list[Numbers], chosen: Numbers, weight: int) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            raise Undecided
        if weight + self._bound(sets) >= self.least:
            return
        if not sets:
            self.best, self.least = chosen, weight
            return
        shortest = min(sets, key=lambda each: (len(each), min(each, default=-1)))
        excluded: set[int] = set()
        for each in sorted(shortest):
            rest = [others - excluded for others in sets if each not in others]
            if all(rest):
                self.run(rest, chosen | {each}, weight + self.weights[each])
            excluded.add(each)

    def _bound(self, sets: list[Numbers]) -> int:
        """What sets that share nothing weigh at least together."""
        covered: set[int] = set()
        bound = 0
        for each in sorted(sets, key=len):
            if covered.isdisjoint(each):
                covered |= each
                bound += min(self.weights[number] for number in each)
        return bound
