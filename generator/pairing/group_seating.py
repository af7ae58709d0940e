"""A good grouping at once: people on the seats of a fixed number of tables, improved seat by seat.

Each table has a seat for each member of a group. A table whose people cannot be a group counts as all of them left out,
so any seating is an answer. A step empties one seat of each table and fills them all again in the best way, which is an
assignment: it searches as many seatings as there are orders of those people. When no seat gains, a few people
change tables and it starts again from there (iterated local search: Lourenço, Martin and Stützle, 2003). People with a
pin keep their seat: the others move around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

from .assignment import assign
from .group_problem import NEVER, Pricing
from .group_relaxation import Steps

Table = list[int | None]


class Seating:
    """Tables, and the people of each side who have no seat."""

    def __init__(self, pricing: Pricing, steps: Steps) -> None:
        self.pricing, self.steps, self.draw = pricing, steps, Draw()
        self.leave_out = pricing.problem.leave_out
        places = [(len(people), seats) for people, seats in zip(pricing.people, pricing.problem.make_up, strict=True)]
        number = min((people // seats for people, seats in places if seats), default=0)
        self.tables: list[Table] = [[None] * len(pricing.slots) for _ in range(number)]
        self.standing = [list(people) for people in pricing.people]
        self._seat_pinned()
        for slot in range(len(pricing.slots)):
            self._fill({table: slot for table, people in enumerate(self.tables) if people[slot] is None})

    def improve(self) -> list[tuple[int, ...]]:
        """The best groups that the steps allow."""
        self._settle()
        best = self._state()
        while self.tables and self.steps.left > 0:
            self._disturb()
            self._settle()
            state = self._state()
            if state[0] <= best[0]:
                best = state
            else:
                self.tables = [list(table) for table in best[1]]
                self.standing = [list(people) for people in best[2]]
        groups = [tuple(person for person in table if person is not None) for table in best[1]]
        return [people for people in groups if self.pricing.cost(people) is not None]

    def _state(self) -> tuple[int, list[Table], list[list[int]]]:
        cost = sum(self.leave_out[person] for people in self.standing for person in people)
        for table in self.tables:
            people = [person for person in table if person is not None]
            together = self.pricing.cost(people)
            cost += sum(self.leave_out[person] for person in people) if together is None else together
        return cost, [list(table) for table in self.tables], [list(people) for people in self.standing]

    def _seat_pinned(self) -> None:
        for table, people in zip(self.tables, self.pricing.problem.together, strict=False):
            for person in people:
                side = self.pricing.problem.sides[person]
                seats = [slot for slot, its in enumerate(self.pricing.slots) if its == side and table[slot] is None]
                if seats:
                    table[seats[0]] = person
                    self.standing[side].remove(person)

    def _settle(self) -> None:
        """Fill seats again until no side gains."""
        sides = [side for side, seats in enumerate(self.pricing.problem.make_up) if seats]
        idle = 0
        while idle < len(self.pricing.slots) and self.tables and self.steps.left > 0:
            for side in sides:
                idle = 0 if self._fill(self._drawn_seats(side)) else idle + 1

    def _drawn_seats(self, side: int) -> dict[int, int]:
        """At each table a seat of this side whose person has no pin."""
        seats = {}
        for table, people in enumerate(self.tables):
            free = [
                slot
                for slot, its in enumerate(self.pricing.slots)
                if its == side and people[slot] not in self.pricing.bonds
            ]
            if free:
                seats[table] = free[self.draw.below(len(free))]
        return seats

    def _fill(self, seats: dict[int, int]) -> bool:
        """Empty these seats and fill them in the best way. Whether that costs less."""
        self.steps.spend(STEPS_PER_FILL + STEPS_PER_PAIR * len(seats) * len(seats))
        if not seats:
            return False
        side = self.pricing.slots[next(iter(seats.values()))]
        moving = [(table, self.tables[table][slot]) for table, slot in seats.items()]
        seated = [person for _, person in moving if person is not None]
        people = seated + self.standing[side]
        rows = [self._row(table, slot, people) for table, slot in seats.items()]
        dear = [NEVER] * len(rows)
        partners = assign(rows, dear, [self.leave_out[person] for person in people]).partners
        column = {person: number for number, person in enumerate(people)}
        before = [column[person] for person in seated]
        chosen = [partner for partner in partners if partner is not None]
        if len(before) == len(chosen) and self._total(rows, before, people) <= self._total(rows, chosen, people):
            return False
        for (table, slot), partner in zip(seats.items(), chosen, strict=True):
            self.tables[table][slot] = people[partner]
        taken = set(chosen)
        self.standing[side] = sorted(person for number, person in enumerate(people) if number not in taken)
        return True

    def _total(self, rows: list[list[int]], columns: list[int], people: list[int]) -> int:
        """What these seats cost, less the people who would otherwise stand."""
        return sum(row[column] - self.leave_out[people[column]] for row, column in zip(rows, columns, strict=True))

    def _row(self, table: int, slot: int, people: Sequence[int]) -> list[int]:
        """What each of these people would cost on a seat."""
        half_days, common = self.pricing.problem.half_days, self.pricing.problem.common
        rest = [person for seat, person in enumerate(self.tables[table]) if seat != slot and person is not None]
        shared = -1
        totals = [0] * len(half_days)
        broken = sum(self.leave_out[person] for person in rest)
        for number, person in enumerate(rest):
            shared &= half_days[person]
            together = sum(self.pricing.costs[person][other] for other in rest[:number])
            totals = list(map(add, map(together.__add__, totals), self.pricing.costs[person]))
        return [
            totals[person]
            if totals[person] < NEVER and (shared & half_days[person]).bit_count() >= common
            else broken + self.leave_out[person]
            for person in people
        ]

    def _disturb(self) -> None:
        """Three drawn tables pass on a person of one side."""
        sides = [side for side, seats in enumerate(self.pricing.problem.make_up) if seats]
        seats = list(self._drawn_seats(sides[self.draw.below(len(sides))]).items())
        drawn = [seats.pop(self.draw.below(len(seats))) for _ in range(min(3, len(seats)))]
        people = [self.tables[table][slot] for table, slot in drawn]
        for (table, slot), person in zip(drawn, people[1:] + people[:1], strict=True):
            self.tables[table][slot] = person


STEPS_PER_PAIR = 100
STEPS_PER_FILL = 2000


class Draw:
    """Numbers that look drawn and are the same on each run (Knuth's linear congruential generator, MMIX)."""

    def __init__(self) -> None:
        self.state = 1

    def below(self, limit: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit
