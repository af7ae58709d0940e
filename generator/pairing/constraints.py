"""The rules of a cohort one by one, as a planner can change them, and whether some of them can hold together.

What is asked is whether as many people can be placed as the numbers of each side allow. A full fixed group is a group
whatever its make-up, so it can be one even where it need not. A fixed group that is not full must be within one group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from ..model.pairing import Side
from ..model.scheme import HalfDay
from .cohort import Cohort
from .hitting_sets import Numbers, Undecided

EVERY_HALF_DAY = (1 << len(HalfDay)) - 1
STEPS = 5_000
"""Groups of three or four at most that are tried before it is undecided whether some rules can hold together."""
EFFORT = 10_000
"""Groups that are tried for all questions about a cohort; once they are spent, a question has `FEW_STEPS`."""
FEW_STEPS = 200


class ConstraintKind(StrEnum):
    """What a planner can change."""

    MAKE_UP = "make-up"
    """The sides of a group. Nobody can be placed: a side has fewer people than one group needs."""
    HALF_DAYS = "half-days"
    """The setting: how many half days all members of a group share."""
    DAYS = "days"
    """The half days that suit one person."""
    FORBIDDEN = "forbidden"
    """Two people whom the planner tries to keep apart."""
    PIN = "pin"
    """A fixed group."""
    NOT_WITH = "not-with"
    """A confidential request; whose is not said."""
    LINE_MANAGEMENT = "line-management"
    """One of two people is above the other, through line managers alone."""
    SUPERVISION = "supervision"
    """One of two people is above the other, through a supervisor at least once."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule, of one or two people, a fixed group, or everybody."""

    kind: ConstraintKind
    people: tuple[str, ...] = ()
    """Ids: of the person, the two people or the members; empty for MAKE_UP and HALF_DAYS."""
    detail: tuple[str, ...] = ()
    """The half days of DAYS; the name of the group of PIN, if it has one; the chain from the lower person to the upper
    of LINE_MANAGEMENT and SUPERVISION; the sides of MAKE_UP that are short."""


def constraints(cohort: Cohort) -> tuple[Constraint, ...]:
    """All rules that can be in the way, each once, in the order of `ConstraintKind` and then of people."""
    ids = [person.id for person in cohort.people]
    rules = [Constraint(ConstraintKind.HALF_DAYS)] if cohort.common else []
    if cohort.common:
        rules += [
            Constraint(ConstraintKind.DAYS, (id,), tuple(cohort.by_id[id].days)) for id in ids if _has_days(cohort, id)
        ]
    pairs = [(a, b) for a, b in combinations(ids, 2) if _can_meet(cohort, a, b)]
    rules += [Constraint(ConstraintKind.FORBIDDEN, pair) for pair in pairs if frozenset(pair) in cohort.forbidden]
    rules += [Constraint(ConstraintKind.PIN, pin.members, (pin.name,) if pin.name else ()) for pin in cohort.pins]
    rules += [
        Constraint(ConstraintKind.NOT_WITH, (a, b))
        for a, b in pairs
        if b in cohort.by_id[a].not_with or a in cohort.by_id[b].not_with
    ]
    chains = [(pair, chain) for pair in pairs if (chain := cohort.chains.get(pair) or cohort.chains.get(pair[::-1]))]
    for supervision, kind in ((False, ConstraintKind.LINE_MANAGEMENT), (True, ConstraintKind.SUPERVISION)):
        rules += [Constraint(kind, pair, chain.people) for pair, chain in chains if chain.supervision is supervision]
    return tuple(rules)


def possible_groups(cohort: Cohort) -> int:
    """How many groups the numbers of each side allow, with no rule in the way."""
    sides = list(cohort.sides.values())
    return min(sides.count(side) // seats for side, seats in cohort.make_up.items())


def short_sides(cohort: Cohort) -> tuple[Side, ...]:
    """The sides that have fewer people than one group needs."""
    sides = list(cohort.sides.values())
    return tuple(side for side, seats in cohort.make_up.items() if sides.count(side) < seats)


def _has_days(cohort: Cohort, id: str) -> bool:
    return cohort.half_days[id].bit_count() < EVERY_HALF_DAY.bit_count()


def _can_meet(cohort: Cohort, a: str, b: str) -> bool:
    """Whether two people can be in the same group as far as its make-up goes."""
    together = a in cohort.pin_of and cohort.pin_of[a] == cohort.pin_of.get(b)
    return together or cohort.sides[a] is not cohort.sides[b] or cohort.make_up[cohort.sides[a]] > 1


class Question:
    """Whether some of the constraints of a cohort can hold together."""

    def __init__(self, cohort: Cohort, rules: Sequence[Constraint]) -> None:
        self.cohort, self.rules, self.effort = cohort, rules, EFFORT
        self.ids = [person.id for person in cohort.people]
        self.place = {id: place for place, id in enumerate(self.ids)}
        self.days = [cohort.half_days[id] for id in self.ids]
        self.left_over = len(self.ids) - cohort.size * possible_groups(cohort)
        """People who are left whatever holds."""
        self.sides = [
            (sum(1 << place for place, id in enumerate(self.ids) if cohort.sides[id] is side), seats)
            for side, seats in cohort.make_up.items()
        ]
        masks = [sum(1 << self.place[id] for id in pin.members) for pin in cohort.pins]
        self.odd = [pin for pin in masks if pin.bit_count() >= cohort.size and not self._regular(pin)]
        """Full fixed groups of another make-up."""
        one_seat = [mask for mask, seats in self.sides if seats == 1]
        everybody = (1 << len(self.ids)) - 1
        self.others = [  # with whom each person can be, as far as the make-up goes
            everybody & ~(1 << place) & ~sum(mask for mask in one_seat if mask >> place & 1)
            for place in range(len(self.ids))
        ]
        self.shares = [
            sum(1 << other for other, theirs in enumerate(self.days) if (own & theirs).bit_count() >= cohort.common)
            for own in self.days
        ]
        """For each person those with whom the half days in common are enough."""

    def _regular(self, group: int) -> bool:
        return all((group & side).bit_count() == seats for side, seats in self.sides)

    def __call__(self, active: Numbers) -> Numbers | None:
        """All constraints that hold in groups where these do, and place as many people; None if there are none.

        Raises:
            Undecided: it takes too many steps.
        """
        trial = _Trial(self, [self.rules[number] for number in sorted(active)])
        try:
            groups = trial.groups()
        finally:
            self.effort -= trial.tried
        return None if groups is None else active | self._holding(groups, trial)

    def _holding(self, groups: Iterable[int], trial: _Trial) -> Numbers:
        """The constraints that hold in these groups, if each meets on the half days that suit most of its members."""
        meeting = [0] * len(self.ids)
        group_of = [0] * len(self.ids)
        enough = True
        for group in groups:
            members = list(_bits(group))
            shared = EVERY_HALF_DAY
            for member in members:
                shared &= trial.days[member]
            if shared.bit_count() < self.cohort.common:
                enough = False
                shared = 0
            for member in members:
                if (shared & self.days[member]).bit_count() >= self.cohort.common:
                    shared &= self.days[member]
            for member in members:
                meeting[member], group_of[member] = shared, group
        if not enough:
            meeting = [0] * len(self.ids)
        return frozenset(
            number for number, rule in enumerate(self.rules) if self._holds(rule, meeting, group_of, enough)
        )

    def _holds(self, rule: Constraint, meeting: list[int], group_of: list[int], enough: bool) -> bool:
        places = [self.place[id] for id in rule.people]
        if rule.kind is ConstraintKind.HALF_DAYS:
            return enough
        if rule.kind is ConstraintKind.DAYS:
            return not meeting[places[0]] & ~self.days[places[0]]
        together = bool(group_of[places[0]]) and all(group_of[places[0]] >> place & 1 for place in places)
        return together == (rule.kind is ConstraintKind.PIN)


class _Trial:
    """The same question for one choice of constraints."""

    def __init__(self, question: Question, rules: Sequence[Constraint]) -> None:
        self.question = question
        place = question.place
        kinds = {rule.kind for rule in rules}
        self.common = question.cohort.common if ConstraintKind.HALF_DAYS in kinds else 0
        self.days = [EVERY_HALF_DAY] * len(question.ids)
        limited = 0
        for rule in rules:
            if rule.kind is ConstraintKind.DAYS:
                person = place[rule.people[0]]
                self.days[person] = question.days[person]
                limited |= 1 << person
        self.others = list(question.others)
        if self.common:
            few = sum(1 << person for person, days in enumerate(self.days) if days.bit_count() < self.common)
            for person in range(len(self.days)):
                if few >> person & 1:
                    self.others[person] = 0
                elif limited >> person & 1:
                    self.others[person] &= question.shares[person] | ~limited
                self.others[person] &= ~few
        self.apart = [0] * len(question.ids)
        """For each person those from whom a rule about two people keeps them."""
        pins = []
        for rule in rules:
            people = [place[id] for id in rule.people]
            if rule.kind is ConstraintKind.PIN:
                pins.append(sum(1 << person for person in people))
            elif len(people) == 2:
                first, second = people
                self.apart[first] |= 1 << second
                self.apart[second] |= 1 << first
        self.others = [others & ~apart for others, apart in zip(self.others, self.apart, strict=True)]
        self.full = [pin for pin in pins if pin.bit_count() >= question.cohort.size]
        self.bonds = [pin for pin in pins if pin.bit_count() < question.cohort.size]
        # Rules that hold must hold when others are dropped, so an odd group stays possible when it is no longer fixed.
        self.optional = [pin for pin in question.odd if pin not in self.full and self._agree(pin)]
        self.tried = 0
        self.most = max(FEW_STEPS, min(STEPS, question.effort))
        self.dead: set[tuple[int, int]] = set()
        """People who cannot form so many groups."""

    def groups(self) -> list[int] | None:
        """Groups as masks of people; None if these constraints cannot hold."""
        if not all(self._agree(pin) for pin in self.full + self.bonds):
            return None
        for number in range(len(self.optional) + 1):
            for chosen in combinations(self.optional, number):
                self._step()
                if (groups := self._beside([*self.full, *chosen])) is not None:
                    return groups
        return None

    def _step(self) -> None:
        self.tried += 1
        if self.tried > self.most:
            raise Undecided

    def _beside(self, full: list[int]) -> list[int] | None:
        """These groups and as many others as are needed."""
        free = (1 << len(self.days)) - 1 & ~sum(full)
        needed = max(0, -(-(free.bit_count() - self.question.left_over) // self.question.cohort.size))
        most = min((free & side).bit_count() // seats for side, seats in self.question.sides)
        solve = self._pairs if self.question.cohort.size == 2 else self._groups
        # Groups beyond those needed can only serve those who must be together.
        for number in range(needed, most + 1 if self.bonds else min(needed, most) + 1):
            if (others := solve(free, number)) is not None:
                return full + others
        return None

    def _agree(self, people: int) -> bool:
        """Whether these can be together, whatever side they are of."""
        shared = EVERY_HALF_DAY
        for person in _bits(people):
            shared &= self.days[person]
            if self.apart[person] & people:
                return False
        return shared.bit_count() >= self.common

    def _pairs(self, free: int, number: int) -> list[int] | None:
        """So many pairs by augmenting paths."""
        rows, columns = (free & side for side, _ in self.question.sides)
        spare = rows.bit_count() - number
        partner: dict[int, int] = {}
        for row in _bits(rows):
            if not self._augment(row, columns, partner):
                spare -= 1
                if spare < 0:
                    return None
        return [1 << row | 1 << column for column, row in partner.items()]

    def _augment(self, start: int, columns: int, partner: dict[int, int]) -> bool:
        """Give one more row a column, by the shortest path of rows that take each other's columns."""
        taken = sum(1 << column for column in partner)
        before: dict[int, int] = {}
        holds = {row: column for column, row in partner.items()}
        queue, seen = [start], 0
        for row in queue:
            reach = self.others[row] & columns & ~seen
            if free := reach & ~taken:
                column = (free & -free).bit_length() - 1
                before[column] = row
                while True:
                    row = before[column]
                    partner[column] = row
                    if row == start:
                        return True
                    column = holds[row]
            for column in _bits(reach):
                before[column] = row
                queue.append(partner[column])
            seen |= reach
        return False

    def _groups(self, free: int, number: int) -> list[int] | None:
        """So many groups, by trying those of whoever has the fewest others to be with first."""
        if not number:
            return None if any(pin & free for pin in self.bonds) else []
        if (free, number) in self.dead:
            return None
        spare = [(side & free).bit_count() - seats * number for side, seats in self.question.sides]
        if min(spare) < 0:
            return None
        room = {person: self._room(person, free) for person in _bits(free)}
        if lonely := sum(1 << person for person, others in room.items() if others < 0):
            return None if any(pin & lonely for pin in self.bonds) else self._groups(free & ~lonely, number)
        least = min(spare)
        bound = next((pin & free for pin in self.bonds if pin & free), 0)
        urgent = bound or sum(
            side & free for (side, _), extra in zip(self.question.sides, spare, strict=True) if extra == least
        )
        person = min(_bits(urgent), key=room.__getitem__)
        for group in self._around(person, free):
            self._step()
            if (rest := self._groups(free & ~group, number - 1)) is not None:
                return [group, *rest]
        if least and not bound and (rest := self._groups(free & ~(1 << person), number)) is not None:
            return rest
        self.dead.add((free, number))
        return None

    def _room(self, person: int, free: int) -> int:
        """The fewest people of a side, for its seats, with whom a person can be."""
        counts = []
        for side, seats in self.question.sides:
            seats -= side >> person & 1
            if seats:
                count = (self.others[person] & side & free).bit_count()
                counts.append(count - seats)
        return min(counts)

    def _around(self, person: int, free: int) -> Iterator[int]:
        """All groups of free people with this person."""
        own = next((pin for pin in self.bonds if pin >> person & 1), 1 << person)
        yield from self._extended(own, free)

    def _extended(self, group: int, free: int) -> Iterator[int]:
        seats = [(side, number - (side & group).bit_count()) for side, number in self.question.sides]
        if group & ~free or any(number < 0 for _, number in seats) or not self._agree(group):
            return
        side = next((side for side, number in seats if number), 0)
        if not side:
            yield group
            return
        candidates = side & free & ~group
        for member in _bits(group):
            candidates &= self.others[member]
        for candidate in _bits(candidates):
            unit = next((pin for pin in self.bonds if pin >> candidate & 1), 1 << candidate)
            yield from self._extended(group | unit, free)
            free &= ~unit


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1
