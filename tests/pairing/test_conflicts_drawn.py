"""The conflict of drawn cohorts beside the first set of rules, the smallest first, that no groups whatever can keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.model.pairing import Side
from generator.model.scheme import HalfDay, LearningGroup, Person
from generator.pairing import conflicts
from generator.pairing.cohort import Cohort, WhatIf
from generator.pairing.conflicts import conflict
from generator.pairing.constraints import Constraint, ConstraintKind, constraints, possible_groups
from generator.pairing.proposal import propose
from tests.pairing.small_cohort import NOTHING, person, small_cohort, small_profile

MAKE_UPS = [{"clinician": 1, "manager": 1}, {"clinician": 2, "manager": 1}, {"clinician": 2, "manager": 2}]
RULES = 8
"""Rules of a drawn cohort at most: every set of them is tried."""


def drawn(library: Library, seed: int) -> Cohort:
    """Two to seven people with many rules among them."""
    random = Random(seed)
    make_up = random.choice(MAKE_UPS)
    size = sum(make_up.values())
    number = random.randint(size, 6 if size == 2 else 7)
    ids = [f"person-{place}" for place in range(number)]
    people = [_person(random, ids, place) for place in range(number)]
    fixed = [random.sample(ids, random.randint(2, min(3, number))) for _ in range(random.choice([0, 0, 1, 2]))]
    groups = [
        LearningGroup(id=f"group-{place}", name=f"Group {place}", members=members, fixed=True)
        for place, members in enumerate(fixed)
    ]
    forbidden = [(first, second) for first, second in [random.sample(ids, 2)] if random.random() < 0.4]
    profile = small_profile(size=size, make_up=make_up, half_days=random.choice([0, 2, 2, 8]), **NOTHING)
    return small_cohort(
        library, *people, groups=tuple(groups), changes=WhatIf(forbidden=tuple(forbidden)), profile=profile
    )


def _person(random: Random, ids: Sequence[str], place: int) -> Person:
    others = [id for id in ids if id != ids[place]]
    days = random.sample(list(HalfDay)[:4], random.randint(1, 3)) if random.random() < 0.5 else []
    return person(
        ids[place],
        side=Side.CLINICIAN if random.random() < 0.55 else Side.MANAGER,
        days=days,
        not_with=[random.choice(others)] if random.random() < 0.3 else [],
        line_manager=random.choice(others).capitalize() if random.random() < 0.15 else None,
    )


def fewest_left_out(cohort: Cohort, rules: Collection[Constraint]) -> int | None:
    """How many people at least are without a group where these rules hold; None if they never hold."""
    pins = [frozenset(rule.people) for rule in rules if rule.kind is ConstraintKind.PIN]
    possible = [group for group in all_groups(cohort) if keeps(cohort, group, rules)]
    outcomes = [
        len(cohort.people) - sum(map(len, groups))
        for groups in groupings(possible)
        if all(any(holds(cohort, pin, group) for group in groups) for pin in pins)
    ]
    return min(outcomes, default=None)


def holds(cohort: Cohort, pin: frozenset[str], group: frozenset[str]) -> bool:
    """Whether this is the group of a pin: with others if it is not full."""
    return pin == group or (len(pin) < cohort.size and pin < group)


def all_groups(cohort: Cohort) -> list[frozenset[str]]:
    """All groups of the right make-up, and the fixed groups that are full."""
    ids = [person.id for person in cohort.people]
    regular = [
        frozenset(members)
        for members in combinations(ids, cohort.size)
        if Counter(cohort.sides[id] for id in members) == Counter(cohort.make_up)
    ]
    return list({*regular, *(frozenset(pin.members) for pin in cohort.pins if len(pin.members) >= cohort.size)})


def groupings(groups: Sequence[frozenset[str]]) -> Iterator[list[frozenset[str]]]:
    """All choices of some of these groups that share nobody."""
    yield []
    for place, group in enumerate(groups):
        for others in groupings([other for other in groups[place + 1 :] if not other & group]):
            yield [group, *others]


def keeps(cohort: Cohort, group: frozenset[str], rules: Collection[Constraint]) -> bool:
    """Whether the rules about days and about two people hold in a group."""
    shared = set(HalfDay)
    needed = 0
    for rule in rules:
        match rule.kind:
            case ConstraintKind.HALF_DAYS:
                needed = cohort.common
            case ConstraintKind.DAYS if rule.people[0] in group:
                shared &= set(cohort.by_id[rule.people[0]].days)
            case ConstraintKind.DAYS | ConstraintKind.PIN:
                pass
            case _ if group.issuperset(rule.people):
                return False
    return len(shared) >= needed


def can_hold(cohort: Cohort, rules: Collection[Constraint]) -> bool:
    """Whether these rules leave out nobody who would have a group if there were no rules."""
    fewest = fewest_left_out(cohort, rules)
    return fewest is not None and fewest <= len(cohort.people) - cohort.size * possible_groups(cohort)


def seats(cohort: Cohort) -> bool:
    sides = list(cohort.sides.values())
    return all(sides.count(side) >= seats for side, seats in cohort.make_up.items())


@given(st.integers(0, 1_000_000))
@example(422)  # a fixed group of another make-up places those whom a request would leave out
@example(1080)  # people who must be together need a group although enough have one
def test_a_conflict_is_the_first_of_the_smallest(library: Library, seed: int) -> None:
    cohort = drawn(library, seed)
    rules = constraints(cohort)
    if len(rules) > RULES or not seats(cohort):
        return

    answer = conflict(cohort)

    subsets = chain.from_iterable(combinations(rules, number) for number in range(len(rules) + 1))
    first = next((subset for subset in subsets if not can_hold(cohort, subset)), None)
    assert (answer and answer.constraints) == first
    assert answer is None or answer.smallest


@given(st.integers(0, 1_000_000))
def test_beyond_the_limit_no_rule_of_a_conflict_can_be_left_out(library: Library, seed: int) -> None:
    cohort = drawn(library, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "WORK", 0)

        answer = conflict(cohort)

    if answer and seats(cohort):
        assert not answer.smallest
        assert not can_hold(cohort, answer.constraints)
        for rule in answer.constraints:
            assert can_hold(cohort, set(answer.constraints) - {rule})


@given(st.integers(0, 1_000_000))
def test_without_a_conflict_as_many_are_placed_as_the_numbers_allow(library: Library, seed: int) -> None:
    cohort = drawn(library, seed)

    answer = conflict(cohort)

    left_over = len(cohort.people) - cohort.size * possible_groups(cohort)
    placed_by_numbers = len(propose(cohort).unmatched) <= left_over
    if not cohort.pins and seats(cohort):
        assert placed_by_numbers == (answer is None)
    elif answer is None:
        assert placed_by_numbers
