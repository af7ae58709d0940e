"""Who meets whom at a meet-first event: one person stays at each table, and others move on from round to round."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..model.pairing import Weight, Wish
from . import rules, wishes
from .cohort import Cohort
from .rounds import rounds


@dataclass(frozen=True, slots=True)
class Meetings:
    """A plan of meetings. No two people meet twice, and nobody meets a person with whom a rule forbids a pair."""

    staying: tuple[str, ...]
    """Ids of those who stay, each at a table of their own; the first is at table 1."""
    moving: tuple[str, ...]
    """Ids of those who move, in the order of the cohort."""
    rounds: tuple[tuple[str | None, ...], ...]
    """For each round and table the id of who comes to it; None if nobody does."""
    settled: tuple[str, ...]
    """Ids of those who need to meet nobody, because all of their group is fixed."""

    def tables(self, moving: str) -> tuple[int | None, ...]:
        """For each round the table to which somebody goes, from 1; None for a rest."""
        return tuple(tables.index(moving) + 1 if moving in tables else None for tables in self.rounds)

    def resting(self, number: int) -> tuple[str, ...]:
        """Ids of those who move but go to no table in a round, which counts from 0."""
        return tuple(id for id in self.moving if id not in self.rounds[number])

    @property
    def partners(self) -> dict[str, tuple[str | None, ...]]:
        """For each person whom they meet in each round; None for a rest."""
        met = {id: tuple(tables[place] for tables in self.rounds) for place, id in enumerate(self.staying)}
        for id in self.moving:
            met[id] = tuple(None if table is None else self.staying[table - 1] for table in self.tables(id))
        return met


def most_rounds(staying: int, moving: int) -> int:
    """The rounds with which not everybody meets everybody; one where there is nobody else to meet."""
    return max(1, max(staying, moving) - 1)


def meetings(cohort: Cohort, number: int) -> Meetings:
    """A plan of at most `number` rounds in which everybody meets those who suit them best, as evenly as possible.

    There is one round fewer than it takes for everybody to meet everybody, at least, whether or not a rule keeps
    people apart. So nobody can conclude from whom they do not meet that somebody asked for it.
    The first side of a group stays, and everybody else moves. Whom people named does not count, since they do so
    afterwards, nor do groups that stand already.
    """
    fixed = {id for pin in cohort.pins if len(pin.members) >= cohort.size for id in pin.members}
    weights = {**cohort.weights, Wish.NAMED_EACH_OTHER: Weight.NOT_AT_ALL, Wish.KEEP: Weight.NOT_AT_ALL}
    before = replace(cohort, weights=weights)
    first = next(iter(cohort.make_up))
    people = [person.id for person in cohort.people if person.id not in fixed]
    staying = tuple(id for id in people if cohort.sides[id] is first)
    moving = tuple(id for id in people if cohort.sides[id] is not first)
    number = min(number, most_rounds(len(staying), len(moving)))
    costs = [[wishes.cost(before, a, b) if rules.allowed(before, a, b) else None for b in moving] for a in staying]
    return Meetings(
        staying=staying,
        moving=moving,
        rounds=tuple(
            tuple(None if place is None else moving[place] for place in places) for places in rounds(costs, number)
        ),
        settled=tuple(person.id for person in cohort.people if person.id in fixed),
    )
