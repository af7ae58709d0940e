"""Every clause of every reason is true of the people's rows, and every next best partner is: by code of the tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import HalfDay, Person
from generator.pairing import rules, wishes
from generator.pairing.cohort import Cohort, WhatIf
from generator.pairing.proposal import Proposal, group_cost, propose
from generator.pairing.reasons import Reason, reasons
from tests.examples import examples
from tests.pairing import drawn_cohort
from tests.pairing.drawn_few import few
from tests.pairing.small_cohort import clinician, manager, small_cohort

ALL = dict.fromkeys(Wish, Weight.MATTERS)
ORDINALS = ["first", "second", "third", "fourth", "fifth"]
STEPS = ["no", "one", "two", "three", "four"]


def brackets(text: str) -> list[str]:
    """The values that a clause gives in brackets."""
    match = re.search(r"\(([^()]*)\)", text)
    return re.split(r" and (?=[^,]*$)", match[1], maxsplit=1) if match else []


def said(text: str, values: set[str]) -> bool:
    """Whether the brackets of a clause hold these values and nothing more."""
    match = re.search(r"\((.*)\)", text)
    rest = match[1] if match else ""
    for value in sorted(values, key=len, reverse=True):
        if value not in rest:
            return False
        rest = rest.replace(value, "", 1)
    return not rest.replace(" and ", "").replace(", ", "").strip()


def place(person: Person, other: Person) -> str:
    return ORDINALS[person.named.index(other.id)] if other.id in person.named else ""


def named(text: str, a: Person, b: Person) -> bool:
    first, second = place(a, b), place(b, a)
    if first and second:
        together = f"each named the other {first}" if first == second else ""
        return text in (together, f"{a.name} named {b.name} {first}, who named {a.name} {second}")
    if first or second:
        one, other = (a, b) if first else (b, a)
        return text == f"{one.name} named {other.name} {first or second}, but {other.name} did not name {one.name}"
    return text == "neither named the other"


def learning(cohort: Cohort, text: str, a: Person, b: Person) -> bool:
    ways = []
    for one, other in ((a, b), (b, a)):
        if topics := [cohort.topics[id] for id in one.learn if id in other.offer]:
            listed = " and ".join(filter(None, (", ".join(topics[:-1]), topics[-1])))
            ways.append(f"{one.name} can learn from {other.name} ({listed})")
    return text == (" and ".join(ways) or "neither offers what the other wants to learn")


def department(text: str, people: list[Person]) -> bool:
    known = {person.department for person in people if person.department}
    if "no department" in text:
        return any(not person.department for person in people)
    return said(text, known) and text.startswith("different" if len(known) > 1 else "same")


def site(cohort: Cohort, text: str, people: list[Person]) -> bool:
    known = {cohort.sites[person.site] for person in people if person.site}
    if "no site" in text:
        return any(not person.site for person in people)
    return said(text, known) and text.startswith("different" if len(known) > 1 else "same")


def stage(cohort: Cohort, text: str, a: Person, b: Person) -> bool:
    order = list(cohort.stages)
    if not a.stage or not b.stage:
        missing = [person.name for person in (a, b) if not person.stage]
        return text == f"no career stage on the sheet for {' and '.join(missing)}"
    steps = abs(order.index(a.stage) - order.index(b.stage))
    if steps:
        return text == f"{STEPS[steps]} career stage{'s' if steps > 1 else ''} apart"
    return text == f"same career stage ({cohort.stages[a.stage]})"


def shared(text: str, some: str, none: str, values: set[str]) -> bool:
    return text.startswith(some) and said(text, values) if values else text == none


def together(cohort: Cohort, a: Person, b: Person) -> bool:
    return any({a.id, b.id} <= set(group.members) for group in cohort.groups)


CHECKS: dict[Wish, Callable[[Cohort, str, Person, Person], bool]] = {
    Wish.NEAR_STAGE: stage,
    Wish.COMPLEMENTARY_NEEDS: learning,
    Wish.NAMED_EACH_OTHER: lambda _, text, a, b: named(text, a, b),
    Wish.SIMILAR_NEEDS: lambda cohort, text, a, b: shared(
        text,
        "want to learn the same",
        "no learning need in common",
        {cohort.topics[id] for id in {*a.learn} & {*b.learn}},
    ),
    Wish.STARRED_PROJECT: lambda cohort, text, a, b: shared(
        text,
        "starred the same project",
        "no starred project in common",
        {cohort.projects[id] for id in {*a.starred} & {*b.starred}},
    ),
    Wish.NEW_PARTNERS: lambda _, text, a, b: (
        text == ("partners before" if b.id in a.partners_before or a.id in b.partners_before else "new partners")
    ),
    Wish.KEEP: lambda cohort, text, a, b: (
        text == ("together already" if together(cohort, a, b) else "not together so far")
    ),
}


def without_names(cohort: Cohort, reason: Reason) -> str:
    """The clause without the names at its end."""
    start, colon, end = reason.words.rpartition(": ")
    people = re.split(r", | and | with ", end)
    return start if colon and {*people} <= {person.name for person in cohort.people} else reason.words


def holds(cohort: Cohort, reason: Reason, members: tuple[str, ...]) -> bool:
    """Whether a reason is true of those whom it is said to be true of."""
    text = without_names(cohort, reason)
    people = [cohort.by_id[id] for id in members if any(id in two for two in reason.between)]
    if reason.wish is None:
        return half_days(text, people) or "fixed" in text
    if reason.wish is Wish.LEFT_OVER_FIRST:
        return any(cohort.by_id[id].left_over and text.startswith(cohort.by_id[id].name) for id in members)
    if text != reason.words:
        assert {person.name for person in people} == set(re.split(r", | and | with ", reason.words.rpartition(": ")[2]))
    if reason.wish is Wish.SAME_SITE:
        return site(cohort, text, people)
    if reason.wish in (Wish.ACROSS_DEPARTMENTS, Wish.SAME_DEPARTMENT):
        return department(text, people)
    return all(CHECKS[reason.wish](cohort, text, cohort.by_id[a], cohort.by_id[b]) for a, b in reason.between)


def half_days(text: str, people: list[Person]) -> bool:
    days = [half for half in HalfDay if all(not person.days or half in person.days for person in people)]
    expected = set()
    for half in days:
        day, _, time = half.value.partition("-")
        both = sum(other.value.startswith(day) for other in days) == 2
        expected.add(f"{day.capitalize()}s" if both else f"{day.capitalize()} {time}s")
    count = re.search(r"free on (\w+) half days a week", text)
    if count:
        return count[1] == ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][len(days)]
    return (
        text.endswith("any half day")
        if len(days) == 10
        else {*re.findall(r"[A-Z]\w+(?: \w+noons| mornings)?", text)} == expected
    )


@pytest.mark.parametrize("size", [2, 3, 4])
@settings(max_examples=examples(30))
@given(seed=st.integers(1, 10**6))
def test_every_clause_is_true(library: Library, size: int, seed: int) -> None:
    cohort = few(library, seed, 6, 6, size=size, changes=WhatIf(weights=ALL))
    weights = cohort.weights

    for each in reasons(cohort, propose(cohort)):
        for reason in (*each.met, *each.given_up):
            assert holds(cohort, reason, each.group.members), reason
            assert reason.wish is None or weights[reason.wish] is not Weight.NOT_AT_ALL
        assert sum(reason.cost for reason in (*each.met, *each.given_up)) <= each.group.cost
        for changed in (members for other in each.alternatives for members in other.groups):
            assert len(rules.common_half_days(cohort, changed)) >= cohort.common
            assert all(rules.allowed(cohort, a, b) for a, b in combinations(changed, 2))


@given(seed=st.integers(1, 10**6))
def test_a_wish_that_does_not_count_is_not_named(library: Library, seed: int) -> None:
    only = WhatIf(weights={**dict.fromkeys(Wish, Weight.NOT_AT_ALL), Wish.NEAR_STAGE: Weight.A_LITTLE})
    cohort = few(library, seed, changes=only)

    for each in reasons(cohort, propose(cohort)):
        assert {reason.wish for reason in (*each.met, *each.given_up)} <= {None, Wish.NEAR_STAGE}


@given(seed=st.integers(1, 10**6), sides=st.sampled_from([(4, 4), (3, 5), (5, 3)]))
def test_the_next_best_partner_is_the_cheapest_of_all_small_changes(
    library: Library, seed: int, sides: tuple[int, int]
) -> None:
    cohort = few(library, seed, *sides)
    proposal = propose(cohort)
    found = {group.group.members: group.alternatives for group in reasons(cohort, proposal)}

    for members, alternatives in found.items():
        for person in members:
            best = min(small_changes(cohort, proposal, members, person), default=None)
            costs = [each.cost for each in alternatives if each.person == person] or [
                each.cost for each in alternatives
            ]
            if best is not None:
                assert best in costs


def small_changes(cohort: Cohort, proposal: Proposal, pair: tuple[str, ...], person: str) -> list[int]:
    """What each other partner of a person costs more, where at most one other pair is different."""
    (old,) = {*pair} - {person}
    pairs = [group.members for group in proposal.groups if group.members != pair]
    costs = []
    for other in [id for id in cohort.sides if cohort.sides[id] is cohort.sides[old] and id != old]:
        theirs = next((each for each in pairs if other in each), None)
        new = [(person, other)] + [(id, old) for id in theirs or () if id != other]
        if all(rules.allowed(cohort, *two) for two in new):
            before = group_cost(cohort, pair) + (group_cost(cohort, theirs) if theirs else 0)
            waiting = 0 if theirs else cohort.by_id[old].left_over - cohort.by_id[other].left_over
            after = sum(group_cost(cohort, two) for two in new) + waiting * wishes.left_over(cohort)
            costs.append(after - before)
    return costs


def test_somebody_without_a_pair_can_take_the_place_of_a_partner(library: Library) -> None:
    people = clinician("ann", named=["guy"]), clinician("bea"), manager("guy", left_over=True)
    cohort = small_cohort(library, *people, named_each_other="a-little")

    (pair,) = reasons(cohort, propose(cohort))

    assert [(each.person, each.words, each.left_out) for each in pair.alternatives] == [
        ("guy", "Bea with Guy: 6 points worse, Ann without a partner; Bea and Guy: neither named the other", ("ann",))
    ]


def test_where_no_two_pairs_can_swap_more_of_them_change(library: Library) -> None:
    people = (
        clinician("ann", named=["guy"]),
        clinician("bea", named=["hal"], not_with=["guy"]),
        clinician("cal", named=["ian"], not_with=["hal"]),
        manager("guy"),
        manager("hal"),
        manager("ian", not_with=["ann"]),
    )
    cohort = small_cohort(library, *people, named_each_other="a-little")

    first, *_ = reasons(cohort, propose(cohort))

    assert first.group.members == ("ann", "guy")
    assert [(each.cost, each.groups, each.left_out) for each in first.alternatives] == [
        (18, (("ann", "hal"), ("bea", "ian"), ("cal", "guy")), ())
    ]


def test_no_partner_is_next_best_at_the_cost_of_somebodys_place(library: Library) -> None:
    people = clinician("ann"), clinician("bea", not_with=["guy"]), manager("guy"), manager("hal")
    cohort = small_cohort(library, *people)

    assert [each.alternatives for each in reasons(cohort, propose(cohort))] == [(), ()]


def test_nobody_else_at_all(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), manager("ben"))

    (only,) = reasons(cohort, propose(cohort))

    assert only.alternatives == ()


def test_reasons_of_the_drawn_cohort_are_true(library: Library) -> None:
    cohort = drawn_cohort.drawn(library)

    for each in reasons(cohort, propose(cohort)):
        assert all(holds(cohort, reason, each.group.members) for reason in (*each.met, *each.given_up))
        assert len({*combinations(each.group.members, 2)}) == 1
