"""What is proposed for a cohort, and where everybody stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import Decision, HalfDay, LearningGroup, Records
from generator.pairing import proposal, rules, wishes
from generator.pairing.cohort import Aside, Cohort, WhatIf, cohort
from generator.pairing.groups import Grouping, GroupProblem, group_by_place
from generator.pairing.proposal import ProposedGroup, group_cost, propose
from tests.examples import examples
from tests.pairing import drawn_cohort
from tests.pairing.drawn_few import few
from tests.pairing.six_pairs import COSTS, PAIRS, PEOPLE, six_pairs
from tests.pairing.small_cohort import NOTHING, clinician, manager, small_cohort, small_profile


def members(proposal: proposal.Proposal) -> list[tuple[str, ...]]:
    return [group.members for group in proposal.groups]


def row(id: str, *people: str, fixed: bool = False) -> LearningGroup:
    return LearningGroup(id=id, name=id.replace("-", " ").capitalize(), members=list(people), fixed=fixed)


@pytest.mark.parametrize("size", [2, 3, pytest.param(4, marks=pytest.mark.slow)])
def test_everybody_on_the_sheet_is_in_one_place(library: Library, size: int) -> None:
    cohort = drawn_cohort.drawn(library, size=size)

    proposal = propose(cohort)

    placed = [id for group in proposal.groups for id in group.members]
    others = [person.id for person in (*proposal.reserves, *(person for person, _ in proposal.aside))]
    assert sorted([*placed, *proposal.unmatched, *others]) == sorted(cohort.by_id)


@pytest.mark.parametrize("size", [2, 3, 4])
@settings(max_examples=examples(30))
@given(seed=st.integers(1, 10**6))
def test_the_order_of_rows_does_not_matter(library: Library, size: int, seed: int) -> None:
    records = drawn_cohort.records(library, seed % 7)
    people = Random(seed).sample(records.people, 12)
    profile = drawn_cohort.profile(size)

    shuffled = cohort(Records(people=people, groups=records.groups), profile, library)
    in_order = sorted(people, key=lambda person: person.id)

    assert propose(shuffled) == propose(cohort(Records(people=in_order, groups=records.groups), profile, library))


def test_six_pairs_as_worked_out_by_hand(library: Library) -> None:
    proposal = propose(six_pairs(library))

    assert members(proposal) == list(PAIRS)
    assert [group.cost for group in proposal.groups] == list(COSTS)
    assert (proposal.cost, proposal.bound, proposal.proven) == (50, 50, True)
    assert [group.name for group in proposal.groups] == ["Pair 1", "Pair 2", "Pair 3", "Pair 4", "Pair 5", "Pair 6"]
    assert [(group.row, group.pinned) for group in proposal.groups] == [(None, False)] * 6


def test_a_pin_holds_against_every_wish_and_rule(library: Library) -> None:
    wrong = WhatIf(pins=(("eve", "ian"),), forbidden=(("eve", "ian"),))

    proposal = propose(six_pairs(library, changes=wrong))

    pinned = next(group for group in proposal.groups if "eve" in group.members)
    assert pinned == ProposedGroup("Pair 5", ("eve", "ian"), 36 + 12, None, pinned=True)
    # Dee and Jay would be both in Finance, so Fay stays with Jay.
    assert members(proposal)[3:] == [("dee", "kit"), ("eve", "ian"), ("fay", "jay")]
    assert (proposal.cost, proposal.bound) == (50 + 36, 50 + 36)


@pytest.mark.parametrize("size", [2, 3, 4])
@settings(max_examples=examples(30))
@given(seed=st.integers(1, 10**6))
def test_no_pin_is_ever_broken(library: Library, size: int, seed: int) -> None:
    people = few(library, seed, 6, 6, size=size).people
    random = Random(seed)
    chosen = random.sample([person.id for person in people], 6)
    pins = (tuple(chosen[:2]), tuple(chosen[2:4]))

    cohort = few(library, seed, 6, 6, size=size, changes=WhatIf(pins=pins))
    proposal = propose(cohort)

    for pin in pins:
        groups = [group for group in proposal.groups if set(group.members) & set(pin)]
        assert not groups or (len(groups) == 1 and set(pin) <= set(groups[0].members))
        assert groups or size > 2  # a pair of its own is always possible


@given(seed=st.integers(1, 10**6), sides=st.sampled_from([(4, 4), (3, 4), (4, 2)]))
def test_pairs_are_the_best_of_all(library: Library, seed: int, sides: tuple[int, int]) -> None:
    cohort = few(library, seed, *sides)
    leave_out = wishes.leaving_out(cohort)

    def value(pairs: Sequence[tuple[str, str]]) -> int:
        placed = {id for pair in pairs for id in pair}
        left_out = sum(leave_out[person.id] for person in cohort.people if person.id not in placed)
        return left_out + sum(group_cost(cohort, pair) for pair in pairs)

    proposal = propose(cohort)

    assert value(members(proposal)) == min(map(value, every_pairing(cohort)))  # type: ignore[arg-type]
    assert proposal.proven


def every_pairing(cohort: Cohort) -> Iterator[list[tuple[str, str]]]:
    """All ways to pair some of the people so that each pair keeps all rules."""
    first, second = ([id for id, side in cohort.sides.items() if side is each] for each in cohort.make_up)
    for number in range(min(len(first), len(second)) + 1):
        for rows in combinations(first, number):
            for columns in permutations(second, number):
                pairs = list(zip(rows, columns, strict=True))
                if all(rules.allowed(cohort, a, b) for a, b in pairs):
                    yield pairs


@given(seed=st.integers(1, 10**6))
def test_people_who_should_stay_together_do_so_before_any_wish(library: Library, seed: int) -> None:
    cohort = few(library, seed)
    other_weights = WhatIf(weights=dict.fromkeys([Wish.SAME_SITE, Wish.NAMED_EACH_OTHER], Weight.NOT_AT_ALL))
    together = members(propose(few(library, seed, changes=other_weights)))
    changed = replace(cohort, forbidden=frozenset({frozenset(together[0])})) if together else cohort

    proposal = propose(changed, together)

    def value(pairs: Sequence[tuple[str, ...]]) -> tuple[int, int, int]:
        parted = sum(not any(set(pair) == set(stay) for stay in together) for pair in pairs)
        left_over = sum(person.left_over for person in cohort.people if not any(person.id in pair for pair in pairs))
        cost = sum(group_cost(cohort, pair) for pair in pairs) + left_over * wishes.left_over(cohort)
        return -len(pairs), parted, cost

    assert value(members(proposal)) == min(map(value, every_pairing(changed)))
    assert proposal.proven


def test_the_longer_side_leaves_out_who_costs_most(library: Library) -> None:
    extra = clinician("gus", site="south", department="Theatres", named=["kit"])

    proposal = propose(six_pairs(library, people=(*PEOPLE, extra)))

    # Gus and Kit cost 6, Eve and Kit 12.
    assert proposal.unmatched == ("eve",)
    assert proposal.cost == 50 - 12 + 6


def test_whoever_was_left_over_last_time_comes_first(library: Library) -> None:
    ann, bea, guy = clinician("ann"), clinician("bea", left_over=True), manager("guy")
    named = {"named_each_other": "a-little", "people": (ann.model_copy(update={"named": ["guy"]}), bea, guy)}

    def proposed(weight: str) -> tuple[list[tuple[str, ...]], int, int]:
        cohort = small_cohort(library, *named["people"], named_each_other="a-little", left_over_first=weight)  # type: ignore[misc]
        proposal = propose(cohort)
        return members(proposal), proposal.left_over, proposal.cost

    assert proposed("not-at-all") == ([("ann", "guy")], 0, 6)
    assert proposed("a-little") == ([("bea", "guy")], 0, 12)


def test_what_it_costs_to_leave_somebody_out_again(library: Library) -> None:
    people = clinician("ann", left_over=True), clinician("bea", left_over=True), manager("guy")

    proposal = propose(small_cohort(library, *people, left_over_first="matters"))

    assert (members(proposal), proposal.unmatched) == ([("ann", "guy")], ("bea",))
    assert (proposal.left_over, proposal.cost, proposal.bound) == (36, 36, 36)


def test_reserves_are_in_the_order_of_their_places_and_the_others_say_why(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", decision=Decision.RESERVE, reserve_place=2),
        clinician("zoe", decision=Decision.RESERVE, reserve_place=1),
        manager("ben", decision=Decision.WITHDRAWN),
    )

    proposal = propose(cohort)

    assert [person.id for person in proposal.reserves] == ["zoe", "ann"]
    assert [(person.id, why) for person, why in proposal.aside] == [("ben", Aside.WITHDRAWN)]
    assert (proposal.groups, proposal.unmatched, proposal.cost) == ((), (), 0)


def test_prices_that_prove_nothing_are_a_fault_of_the_program(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assign = proposal.assign

    def wrong(*problem: object) -> object:
        answer = assign(*problem)  # type: ignore[arg-type]
        return replace(answer, row_prices=tuple(price - 1 for price in answer.row_prices))

    monkeypatch.setattr(proposal, "assign", wrong)

    with pytest.raises(ArithmeticError, match="the prices add up to"):
        propose(six_pairs(library))


# Names and rows of the sheet Groups.


def test_a_pair_that_stands_keeps_its_row_and_new_ones_get_free_numbers(library: Library) -> None:
    rows = (row("pair-9", "cal", "guy"), row("pair-2", "eve", "kit"), row("pair-1", "ann", "lou"))

    proposal = propose(six_pairs(library, groups=rows))

    assert [(group.name, group.row, group.members) for group in proposal.groups] == [
        ("Pair 9", "pair-9", ("cal", "guy")),
        ("Pair 2", "pair-2", ("eve", "kit")),
        ("Pair 1", None, ("ann", "hal")),
        ("Pair 3", None, ("bea", "lou")),
        ("Pair 4", None, ("dee", "ian")),
        ("Pair 5", None, ("fay", "jay")),
    ]


def test_rows_without_members_are_filled_first(library: Library) -> None:
    rows = (row("the-owls"), row("pair-1", "cal", "guy"), row("the-larks"))

    proposal = propose(six_pairs(library, groups=rows))

    assert [(group.name, group.members) for group in proposal.groups[:4]] == [
        ("The owls", ("ann", "hal")),
        ("Pair 1", ("cal", "guy")),
        ("The larks", ("bea", "lou")),
        ("Pair 2", ("dee", "ian")),
    ]


def test_a_fixed_row_is_a_pair_whatever_its_members_wish(library: Library) -> None:
    proposal = propose(six_pairs(library, groups=(row("pair-1", "lou", "ann", fixed=True),)))

    assert proposal.groups[0] == ProposedGroup("Pair 1", ("ann", "lou"), 12, "pair-1", pinned=True)
    assert proposal.groups[1].name == "Pair 2"


def test_who_is_left_of_a_fixed_row_stays_in_it(library: Library) -> None:
    people = (
        clinician("ann"),
        manager("ben", decision=Decision.WITHDRAWN),
        manager("cal"),
    )

    proposal = propose(small_cohort(library, *people, groups=(row("pair-3", "ann", "ben", fixed=True),)))

    assert proposal.groups == (ProposedGroup("Pair 3", ("ann", "cal"), 0, "pair-3", pinned=False),)


def test_no_new_pair_has_the_name_of_a_fixed_row(library: Library) -> None:
    people = clinician("ann"), manager("ben"), clinician("cal", decision=Decision.WITHDRAWN)

    proposal = propose(small_cohort(library, *people, groups=(row("pair-1", "cal", fixed=True),)))

    assert [group.name for group in proposal.groups] == ["Pair 2"]


# Groups of three.


def test_groups_of_three_as_worked_out_by_hand(library: Library) -> None:
    people = (
        clinician("ann", site="north", starred=["discharge-medicines-ready"]),
        clinician("bea", site="south"),
        clinician("cal", site="north", starred=["discharge-medicines-ready"]),
        clinician("dee", site="south"),
        manager("guy", site="north"),
        manager("hal", site="south"),
    )
    profile = small_profile(
        size=3,
        participants={"doctors": 4, "managers": 2},
        **{**NOTHING, "same_site": "matters", "starred_project": "a-little"},
    )

    proposal = propose(small_cohort(library, *people, profile=profile))

    assert [(group.name, group.members, group.cost) for group in proposal.groups] == [
        ("Group 1", ("ann", "cal", "guy"), 24),  # two twos without a common star
        ("Group 2", ("bea", "dee", "hal"), 36),
    ]
    assert (proposal.bound, proposal.proven) == (60, True)


@pytest.mark.parametrize(("same_site", "places"), [("matters", [0, 1, None]), ("not-at-all", [None, None, None])])
def test_where_the_same_site_counts_large_cohorts_are_grouped_by_site_too(
    library: Library, monkeypatch: pytest.MonkeyPatch, same_site: str, places: list[int | None]
) -> None:
    asked: list[list[int | None]] = []

    def spy(problem: GroupProblem, places: list[int | None]) -> Grouping:
        asked.append(places)
        return group_by_place(problem, places)

    monkeypatch.setattr(proposal, "group_by_place", spy)
    people = clinician("ann", site="north"), clinician("bea", site="south"), manager("guy")
    profile = small_profile(size=3, participants={"doctors": 2, "managers": 1}, **{**NOTHING, "same_site": same_site})

    (group,) = propose(small_cohort(library, *people, profile=profile)).groups

    assert (asked, group.members) == ([places], ("ann", "bea", "guy"))


def test_two_who_are_pinned_get_a_third(library: Library) -> None:
    days = {"days": [HalfDay.MONDAY_MORNING]}
    people = (
        clinician("ann", **days),
        clinician("bea", days=[HalfDay.FRIDAY_MORNING]),
        clinician("cal", **days),
        manager("guy", **days),
    )
    profile = small_profile(size=3, participants={"doctors": 3, "managers": 1})

    proposal = propose(small_cohort(library, *people, profile=profile, changes=WhatIf(pins=(("guy", "cal"),))))

    assert [(group.members, group.pinned) for group in proposal.groups] == [(("ann", "cal", "guy"), False)]
    assert proposal.unmatched == ("bea",)


def test_two_who_are_pinned_need_no_common_half_days_but_their_third_does(library: Library) -> None:
    people = (
        clinician("ann", days=[HalfDay.MONDAY_MORNING]),
        clinician("bea", days=[HalfDay.MONDAY_MORNING]),
        clinician("cal", days=[HalfDay.MONDAY_MORNING, HalfDay.FRIDAY_MORNING]),
        manager("guy", days=[HalfDay.FRIDAY_MORNING], line_manager="Ann"),
    )
    profile = small_profile(size=3, participants={"doctors": 3, "managers": 1})

    proposal = propose(small_cohort(library, *people, profile=profile, changes=WhatIf(pins=(("guy", "ann"),))))

    assert members(proposal) == [("ann", "cal", "guy")]
