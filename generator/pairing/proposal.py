"""The pairs or groups that are proposed for a cohort, and where everybody else on the sheet People stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model.pairing import Wish
from ..model.scheme import HalfDay, LearningGroup, Person
from . import certificate, rules, wishes
from .assignment import assign
from .cohort import Aside, Cohort
from .groups import GroupProblem, group_by_place


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
    left_over: int
    """What it costs that people without a group had none last time either."""
    bound: int
    """No proposal that places as many people costs less. If it was asked to keep people together: none that keeps as
    many together."""

    @property
    def cost(self) -> int:
        """What all unmet wishes cost together."""
        return sum(group.cost for group in self.groups) + self.left_over

    @property
    def proven(self) -> bool:
        """Whether no proposal that places as many people is better."""
        return self.cost == self.bound


def propose(cohort: Cohort, together: Iterable[Sequence[str]] = ()) -> Proposal:
    """The best pairs, or the best groups that are quickly known.

    As many people as possible are placed; among such proposals the wishes decide by their weights, and among equals the
    first by the order of people.

    Args:
        cohort: who is considered, and what counts.
        together: people who stay together, before any wish, as far as that places as many people.

    Raises:
        ArithmeticError: pairs whose prices do not prove that they are the best, which is a fault of the program.
    """
    fixed = [pin.members for pin in cohort.pins if len(pin.members) >= cohort.size]
    settled = {id for members in fixed for id in members}
    free = [person.id for person in cohort.people if person.id not in settled]
    solve = _pairs if cohort.size == 2 else _groups
    solved, gap = solve(_Question(cohort, free, together))
    members = [*((_in_order(cohort, ids), True) for ids in fixed), *((ids, False) for ids in solved)]
    groups = tuple(_named(cohort, members))
    placed = {id for group in groups for id in group.members}
    unmatched = tuple(person.id for person in cohort.people if person.id not in placed)
    left_over = wishes.left_over(cohort) * sum(cohort.by_id[id].left_over for id in unmatched)
    return Proposal(
        groups=groups,
        unmatched=unmatched,
        reserves=tuple(person for person, why in cohort.aside if why is Aside.RESERVE),
        aside=tuple((person, why) for person, why in cohort.aside if why is not Aside.RESERVE),
        left_over=left_over,
        bound=max(0, sum(group.cost for group in groups) + left_over - gap),
    )


class _Question:
    """What is asked of an engine: the free people of a cohort, and what they cost together or left out."""

    def __init__(self, cohort: Cohort, free: Sequence[str], together: Iterable[Sequence[str]]) -> None:
        self.cohort = cohort
        self.free = free
        self._together = {id: number for number, members in enumerate(together) for id in members}
        self.leave_out = wishes.leaving_out(cohort)
        self._apart = 0
        if self._together:
            # Dearer than all wishes, and leaving out is dearer than parting everybody.
            self._apart = max(self.leave_out.values(), default=0)
            most = self._apart * len(cohort.people) * cohort.size
            self.leave_out = {id: cost + most for id, cost in self.leave_out.items()}

    def cost(self, a: str, b: str) -> int | None:
        """What two people cost together; None if a rule keeps them apart."""
        pin = self.cohort.pin_of.get(a)
        pinned = pin is not None and pin == self.cohort.pin_of.get(b)
        if not pinned and not rules.allowed(self.cohort, a, b):
            return None
        parted = self._together and self._together.get(a, a) != self._together.get(b, b)
        return wishes.cost(self.cohort, a, b) + (self._apart if parted else 0)

    def half_days(self, id: str) -> int:
        """The half days that suit somebody, as bits. All for people who are pinned together although too few suit them:
        so their pin holds, and others must share half days with each of them."""
        pin = self.cohort.pin_of.get(id)
        members = (id,) if pin is None else self.cohort.pins[pin].members
        shared = rules.common_half_days(self.cohort, members)
        return self.cohort.half_days[id] if len(shared) >= self.cohort.common else (1 << len(HalfDay)) - 1


def group_cost(cohort: Cohort, members: Sequence[str]) -> int:
    """What the unmet wishes of a group cost, for each two of its members together."""
    return sum(wishes.cost(cohort, a, b) for a, b in combinations(members, 2))


def _pairs(question: _Question) -> tuple[list[tuple[str, ...]], int]:
    """The best pairs, and nothing by which others could be better."""
    cohort, leave_out = question.cohort, question.leave_out
    rows, columns = ([id for id in question.free if cohort.sides[id] is side] for side in cohort.make_up)
    costs = [[question.cost(row, column) for column in columns] for row in rows]
    problem = costs, [leave_out[id] for id in rows], [leave_out[id] for id in columns]
    answer = assign(*problem)
    if faults := certificate.check(*problem, answer):
        raise ArithmeticError("; ".join(faults))
    pairs = zip(rows, answer.partners, strict=True)
    return [(row, columns[column]) for row, column in pairs if column is not None], 0


def _groups(question: _Question) -> tuple[list[tuple[str, ...]], int]:
    """Good groups, and by how much others could be better at most."""
    cohort, free = question.cohort, question.free
    sides = list(cohort.make_up)
    number = {id: place for place, id in enumerate(free)}
    pins = [[number[id] for id in pin.members] for pin in cohort.pins if set(pin.members) <= number.keys()]
    costs: list[list[int | None]] = [[None] * len(free) for _ in free]
    for (row, a), (column, b) in combinations(enumerate(free), 2):
        costs[row][column] = costs[column][row] = question.cost(a, b)
    sites = list(cohort.sites) if wishes.WEIGHT[cohort.weights[Wish.SAME_SITE]] else []
    places = [sites.index(site) if (site := cohort.by_id[id].site) in sites else None for id in free]
    answer = group_by_place(
        GroupProblem(
            sides=tuple(sides.index(cohort.sides[id]) for id in free),
            make_up=tuple(cohort.make_up.values()),
            costs=tuple(map(tuple, costs)),
            half_days=tuple(map(question.half_days, free)),
            common=cohort.common,
            together=tuple(map(tuple, pins)),
            leave_out=tuple(question.leave_out[id] for id in free),
        ),
        places,
    )
    groups = [_in_order(cohort, [free[place] for place in members]) for members in answer.groups]
    return groups, answer.cost - answer.bound


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
    # A row all of whose members have left stays on the sheet, and so does its name.
    staying = (row for row in cohort.groups if row.fixed or not order.keys() & set(row.members))
    taken = {row.name.casefold() for row in (*rows.values(), *staying)}
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

    A fixed row goes first, and one of its members is enough. Groups that are left take the rows without members, in
    their order.
    """
    common = sorted(
        (not row.fixed, -len(shared), row_place, place)
        for row_place, row in enumerate(cohort.groups)
        for place, members in enumerate(groups)
        if len(shared := set(row.members) & set(members)) > (0 if row.fixed else 1)
    )
    rows: dict[int, int] = {}
    for _, _, row_place, place in common:
        if place not in rows and row_place not in rows.values():
            rows[place] = row_place
    empty = (row_place for row_place, row in enumerate(cohort.groups) if not row.members)
    without = (place for place in range(len(groups)) if place not in rows)
    rows |= dict(zip(without, empty, strict=False))
    return {groups[place]: cohort.groups[row_place] for place, row_place in rows.items()}
