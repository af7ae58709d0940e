"""The pairs or groups that are proposed for a cohort, and where everybody else on the sheet People stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model.scheme import LearningGroup, Person
from . import certificate, rules, wishes
from .assignment import assign
from .cohort import Aside, Cohort
from .groups import GroupProblem, group


@dataclass(frozen=True, slots=True)
class ProposedGroup:
    """A pair or group."""

    name: str
    """Name of its row of the sheet Groups, or the next number that is free, such as Pair 7."""
    members: tuple[str, ...]
    """Ids, by side and then in the order of the cohort."""
    cost: int
    """What its members' unmet wishes cost, for each two of them together; the less the better."""
    row: str | None = None
    """Id of the row of the sheet Groups that it takes; None for a new row."""
    pinned: bool = False
    """true: all of it is as the planner fixed it, so nothing was asked."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everybody on the sheet People is in exactly one of its groups, its unmatched, its reserves or those aside."""

    groups: tuple[ProposedGroup, ...]
    """In the order of their rows on the sheet Groups, new ones last."""
    unmatched: tuple[str, ...]
    """Ids of participants without a group, in the order of the cohort."""
    reserves: tuple[Person, ...]
    """In the order of their places."""
    aside: tuple[tuple[Person, Aside], ...]
    """Everybody else, with why they are not considered."""
    bound: int
    """No proposal that places as many people costs less."""

    @property
    def cost(self) -> int:
        """What all unmet wishes cost together."""
        return sum(group.cost for group in self.groups)

    @property
    def proven(self) -> bool:
        """Whether no proposal that places as many people is better."""
        return self.cost == self.bound


def propose(cohort: Cohort) -> Proposal:
    """The best pairs, or the best groups that are quickly known.

    As many people as possible are placed; among such proposals the wishes decide by their weights, and among equals the
    first by the order of people.

    Raises:
        ArithmeticError: pairs whose prices do not prove that they are the best, which is a fault of the program.
    """
    fixed = [pin.members for pin in cohort.pins if len(pin.members) >= cohort.size]
    settled = {id for members in fixed for id in members}
    free = [person.id for person in cohort.people if person.id not in settled]
    solve = _pairs if cohort.size == 2 else _groups
    solved, bound = solve(cohort, free)
    groups = [*((_in_order(cohort, members), True) for members in fixed), *((members, False) for members in solved)]
    placed = {id for members, _ in groups for id in members}
    return Proposal(
        groups=tuple(_named(cohort, groups)),
        unmatched=tuple(person.id for person in cohort.people if person.id not in placed),
        reserves=tuple(person for person, why in cohort.aside if why is Aside.RESERVE),
        aside=tuple((person, why) for person, why in cohort.aside if why is not Aside.RESERVE),
        bound=bound + sum(group_cost(cohort, members) for members in fixed),
    )


def costs_between(cohort: Cohort, rows: Sequence[str], columns: Sequence[str]) -> list[list[int | None]]:
    """What each of the rows' people costs with each of the columns'; None if a rule keeps them apart."""
    return [[wishes.cost(cohort, a, b) if rules.allowed(cohort, a, b) else None for b in columns] for a in rows]


def group_cost(cohort: Cohort, members: Sequence[str]) -> int:
    """What the unmet wishes of a group cost, for each two of its members together."""
    return sum(wishes.cost(cohort, a, b) for a, b in combinations(members, 2))


def _pairs(cohort: Cohort, free: Sequence[str]) -> tuple[list[tuple[str, ...]], int]:
    """Pairs of a cohort's free people, and the least that any such pairs cost."""
    first, second = cohort.make_up
    rows, columns = ([id for id in free if cohort.sides[id] is side] for side in (first, second))
    leave_out = wishes.leaving_out(cohort)
    problem = costs_between(cohort, rows, columns), [leave_out[id] for id in rows], [leave_out[id] for id in columns]
    answer = assign(*problem)
    if faults := certificate.check(*problem, answer):
        raise ArithmeticError("; ".join(faults))
    pairs: list[tuple[str, ...]] = [
        (row, columns[column]) for row, column in zip(rows, answer.partners, strict=True) if column is not None
    ]
    left_out = set(free) - {id for pair in pairs for id in pair}
    return pairs, answer.cost - sum(leave_out[id] for id in left_out)


def _groups(cohort: Cohort, free: Sequence[str]) -> tuple[list[tuple[str, ...]], int]:
    """Groups of a cohort's free people, and a bound below what any such groups cost."""
    sides, leave_out = list(cohort.make_up), wishes.leaving_out(cohort)
    number = {id: place for place, id in enumerate(free)}
    pins = [[number[id] for id in pin.members] for pin in cohort.pins if set(pin.members) <= number.keys()]
    costs = _symmetric(cohort, free)
    answer = group(
        GroupProblem(
            sides=tuple(sides.index(cohort.sides[id]) for id in free),
            make_up=tuple(cohort.make_up.values()),
            costs=tuple(map(tuple, costs)),
            half_days=tuple(cohort.half_days[id] for id in free),
            common=cohort.common,
            together=tuple(map(tuple, pins)),
            leave_out=tuple(leave_out[id] for id in free),
        )
    )
    groups = [_in_order(cohort, [free[place] for place in members]) for members in answer.groups]
    return groups, max(0, answer.bound - sum(leave_out[free[place]] for place in answer.left_out))


def _symmetric(cohort: Cohort, people: Sequence[str]) -> list[list[int | None]]:
    """`costs_between` everybody, each two people asked about once."""
    costs: list[list[int | None]] = [[None] * len(people) for _ in people]
    for (row, a), (column, b) in combinations(enumerate(people), 2):
        together = cohort.pin_of.get(a, a) == cohort.pin_of.get(b, b)
        if together or rules.allowed(cohort, a, b):
            costs[row][column] = costs[column][row] = wishes.cost(cohort, a, b)
    return costs


def _in_order(cohort: Cohort, members: Sequence[str]) -> tuple[str, ...]:
    """Members by side, then in the order of the cohort."""
    sides = list(cohort.make_up)
    order = {person.id: place for place, person in enumerate(cohort.people)}
    return tuple(sorted(members, key=lambda member: (sides.index(cohort.sides[member]), order[member])))


def _named(cohort: Cohort, groups: Sequence[tuple[tuple[str, ...], bool]]) -> Iterator[ProposedGroup]:
    """The groups with names, in the order of the sheet Groups."""
    order = {person.id: place for place, person in enumerate(cohort.people)}
    rows = _rows(cohort, [members for members, _ in groups])
    places = {row.id: place for place, row in enumerate(cohort.groups)}
    taken = {row.name.casefold() for row in rows.values()} | {row.name.casefold() for row in cohort.groups if row.fixed}
    word = "Pair" if cohort.size == 2 else "Group"
    names = (
        name
        for number in range(1, len(groups) + len(taken) + 1)
        if (name := f"{word} {number}").casefold() not in taken
    )

    def place(entry: tuple[tuple[str, ...], bool]) -> tuple[int, int]:
        row = rows.get(entry[0])
        return places[row.id] if row else len(places), min(order[id] for id in entry[0])

    for members, pinned in sorted(groups, key=place):
        row = rows.get(members)
        name = row.name if row else next(names)
        yield ProposedGroup(name, members, group_cost(cohort, members), row.id if row else None, pinned)


def _rows(cohort: Cohort, groups: Sequence[tuple[str, ...]]) -> Mapping[tuple[str, ...], LearningGroup]:
    """The row of the sheet Groups of each group that has one: the row with the most of its members, at least two.

    Groups that are left take the rows without members, in their order."""
    common = sorted(
        (-len(shared), row_place, place)
        for row_place, row in enumerate(cohort.groups)
        for place, members in enumerate(groups)
        if len(shared := set(row.members) & set(members)) > 1
    )
    rows: dict[int, int] = {}
    for _, row_place, place in common:
        if place not in rows and row_place not in rows.values():
            rows[place] = row_place
    empty = (row_place for row_place, row in enumerate(cohort.groups) if not row.members)
    without = (place for place in range(len(groups)) if place not in rows)
    rows |= dict(zip(without, empty, strict=False))
    return {groups[place]: cohort.groups[row_place] for place, row_place in rows.items()}
