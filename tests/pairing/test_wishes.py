"""How far two people meet what is wished of a pair, and what that costs."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import LearningGroup, Person
from generator.pairing.cohort import Cohort
from generator.pairing.wishes import SHORTFALL, WEIGHT, Fact, cost, facts, leaving_out
from tests.pairing.small_cohort import clinician, manager, small_cohort, small_profile

REST, HOME = "staff-rest-at-night", "discharge-medicines-ready"


def fact(library: Library, wish: Wish, a: dict[str, Any], b: dict[str, Any], **more: Any) -> Fact:
    """The only fact of Ann and Ben where one wish counts a little."""
    people = clinician("ann", **a), manager("ben", **b)
    cohort = small_cohort(library, *people, **more, **{wish.field: "a-little"})
    (only,) = facts(cohort, "ann", "ben")
    (reverse,) = facts(cohort, "ben", "ann")
    assert only.wish is wish
    assert (reverse.shortfall, reverse.cost) == (only.shortfall, only.cost)
    assert {*reverse.first} == {*only.second}
    assert {*reverse.second} == {*only.first}
    assert only.cost == only.shortfall == cost(cohort, "ann", "ben") == cost(cohort, "ben", "ann")
    return only


def shown(fact: Fact) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return fact.shortfall, fact.first, fact.second


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"site": "north"}, {"site": "north"}, (0, ("North",), ("North",))),
        ({"site": "north"}, {"site": "south"}, (12, ("North",), ("South",))),
        ({"site": "north"}, {}, (12, ("North",), ())),
        ({}, {}, (12, (), ())),
    ],
)
def test_the_same_site(library: Library, a: dict[str, Any], b: dict[str, Any], expected: object) -> None:
    assert shown(fact(library, Wish.SAME_SITE, a, b)) == expected


@pytest.mark.parametrize(
    ("first", "second", "across", "same"),
    [
        ("Stroke", "Finance", 0, 12),
        ("Stroke unit", "stroke  Unit", 12, 0),
        ("Stroke", None, 12, 12),
        (None, "Stroke", 12, 12),
        (None, None, 12, 12),
    ],
)
def test_departments_whether_they_should_differ_or_not(
    library: Library, first: str | None, second: str | None, across: int, same: int
) -> None:
    values = {"department": first}, {"department": second}
    words = tuple(filter(None, (first,))), tuple(filter(None, (second,)))

    assert shown(fact(library, Wish.ACROSS_DEPARTMENTS, *values)) == (across, *words)
    assert shown(fact(library, Wish.SAME_DEPARTMENT, *values)) == (same, *words)


@pytest.mark.parametrize(
    ("first", "second", "shortfall"),
    [
        ("middle", "middle", 0),
        ("early", "middle", 3),
        ("later", "middle", 6),
        ("early", "later", 9),
        ("last", "early", 12),
        ("early", None, 12),
        (None, None, 12),
    ],
)
def test_each_step_between_stages_costs(library: Library, first: str, second: str, shortfall: int) -> None:
    near = fact(library, Wish.NEAR_STAGE, {"stage": first}, {"stage": second})

    assert near.shortfall == shortfall
    assert near.first == ((first.capitalize(),) if first else ())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["budgets", "beds"], ["beds", "budgets"], (0, ("Budgets", "Beds"), ("Beds", "Budgets"))),
        (["budgets", "beds", "nights"], ["nights", "budgets"], (0, ("Budgets", "Nights"), ("Nights", "Budgets"))),
        (["budgets", "beds", "nights"], ["nights", "data", "beds"], (0, ("Beds", "Nights"), ("Nights", "Beds"))),
        (["budgets", "beds", "nights"], ["nights", "data"], (6, ("Nights",), ("Nights",))),
        (["budgets", "beds"], ["beds", "nights"], (6, ("Beds",), ("Beds",))),
        (["beds"], ["beds", "nights"], (0, ("Beds",), ("Beds",))),
        (["beds", "nights"], ["beds"], (0, ("Beds",), ("Beds",))),
        (["beds"], ["nights"], (12, (), ())),
        ([], ["nights"], (12, (), ())),
        ([], [], (12, (), ())),
    ],
)
def test_two_topics_that_both_want_to_learn_about_are_enough(
    library: Library, first: list[str], second: list[str], expected: object
) -> None:
    assert shown(fact(library, Wish.SIMILAR_NEEDS, {"learn": first}, {"learn": second})) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            {"learn": ["beds"], "offer": ["nights"]},
            {"learn": ["nights"], "offer": ["beds"]},
            (0, ("Beds",), ("Nights",)),
        ),
        ({"learn": ["beds"]}, {"learn": ["nights"], "offer": ["beds", "budgets"]}, (6, ("Beds",), ())),
        ({"offer": ["nights"]}, {"learn": ["budgets", "nights"], "offer": ["beds"]}, (6, (), ("Nights",))),
        ({"learn": ["beds"]}, {"learn": ["beds"]}, (12, (), ())),
        ({}, {}, (12, (), ())),
    ],
)
def test_what_each_offers_is_half_of_what_they_teach_each_other(
    library: Library, a: dict[str, Any], b: dict[str, Any], expected: object
) -> None:
    assert shown(fact(library, Wish.COMPLEMENTARY_NEEDS, a, b)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["ben"], ["ann"], (0, ("1",), ("1",))),
        (["x", "ben"], ["ann"], (2, ("2",), ("1",))),
        (["x", "ben"], ["y", "ann"], (4, ("2",), ("2",))),
        (["x", "y", "ben"], ["ann"], (3, ("3",), ("1",))),
        (["x", "y", "z", "ben"], ["ann"], (3, ("4",), ("1",))),
        (["ben"], [], (6, ("1",), ())),
        (["x", "y", "ben"], ["x"], (9, ("3",), ())),
        ([], [], (12, (), ())),
    ],
)
def test_each_place_among_those_whom_somebody_named_costs(
    library: Library, first: list[str], second: list[str], expected: object
) -> None:
    assert shown(fact(library, Wish.NAMED_EACH_OTHER, {"named": first}, {"named": second})) == expected


@pytest.mark.parametrize(
    ("first", "second", "shortfall", "shared"),
    [([REST, HOME], [HOME], 0, [HOME]), ([REST], [HOME], 12, []), ([], [], 12, [])],
)
def test_a_project_that_both_starred(
    library: Library, first: list[str], second: list[str], shortfall: int, shared: list[str]
) -> None:
    titles = tuple(library.projects[id].title for id in shared)

    assert shown(fact(library, Wish.STARRED_PROJECT, {"starred": first}, {"starred": second})) == (
        shortfall,
        titles,
        titles,
    )


@pytest.mark.parametrize(
    ("first", "second", "shortfall"), [([], [], 0), (["x"], ["y"], 0), (["ben"], [], 12), ([], ["ann"], 12)]
)
def test_partners_before_are_no_new_partners(
    library: Library, first: list[str], second: list[str], shortfall: int
) -> None:
    values = {"partners_before": first}, {"partners_before": second}

    assert shown(fact(library, Wish.NEW_PARTNERS, *values)) == (shortfall, (), ())


@pytest.mark.parametrize(
    ("groups", "shortfall"), [([["ann", "ben"]], 0), ([["ann"], ["ben"]], 12), ([["ann"]], 12), ([["ben"]], 12)]
)
def test_pairs_stay_as_they_are(library: Library, groups: list[list[str]], shortfall: int) -> None:
    now = tuple(LearningGroup(id=f"g-{n}", name=f"Pair {n}", members=members) for n, members in enumerate(groups))

    assert shown(fact(library, Wish.KEEP, {}, {}, groups=now)) == (shortfall, (), ())


def test_nothing_is_kept_of_two_who_are_in_no_group(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), manager("ben"), keep="matters", same_site="a-little")

    assert [each.wish for each in facts(cohort, "ann", "ben")] == [Wish.SAME_SITE]
    assert cost(cohort, "ann", "ben") == 12


def test_a_wish_counts_by_its_weight(library: Library) -> None:
    weights = {"same_site": "a-little", "across_departments": "matters", "near_stage": "matters-most"}
    cohort = small_cohort(
        library, clinician("ann", stage="early"), manager("ben", stage="middle", department="Stroke"), **weights
    )

    assert [(each.wish, each.shortfall, each.cost) for each in facts(cohort, "ann", "ben")] == [
        (Wish.SAME_SITE, 12, 12),
        (Wish.ACROSS_DEPARTMENTS, 12, 36),
        (Wish.NEAR_STAGE, 3, 27),
    ]
    assert cost(cohort, "ann", "ben") == 12 + 36 + 27
    assert WEIGHT == {Weight.NOT_AT_ALL: 0, Weight.A_LITTLE: 1, Weight.MATTERS: 3, Weight.MATTERS_MOST: 9}
    assert SHORTFALL == 12


def test_what_counts_not_at_all_is_no_fact(library: Library) -> None:
    assert facts(small_cohort(library, clinician("ann"), manager("ben")), "ann", "ben") == ()


def four(library: Library, size: int = 2, **pairing: Any) -> Cohort:
    people: list[Person] = [clinician("ann"), clinician("ben", left_over=True), manager("cara"), manager("dev")]
    return small_cohort(library, *people, profile=small_profile(size=size, **pairing))


def test_leaving_somebody_out_costs_more_than_all_pairs_together(library: Library) -> None:
    cohort = four(library, same_site="matters", same_department="matters-most")
    usual = {wish: weight for wish, weight in cohort.weights.items() if weight is not Weight.NOT_AT_ALL}

    assert usual == {Wish.SAME_SITE: Weight.MATTERS, Wish.SAME_DEPARTMENT: Weight.MATTERS_MOST}
    assert leaving_out(cohort) == dict.fromkeys(("ann", "ben", "cara", "dev"), 1 + 4 * 12 * (3 + 9))


def test_leaving_out_whoever_had_no_partner_last_time_costs_more_but_less_than_anybody_else(library: Library) -> None:
    costs = leaving_out(
        four(library, same_site="a-little", across_departments="not-at-all", left_over_first="matters-most")
    )

    assert costs["ann"] == costs["cara"] == costs["dev"] == 1 + 4 * 12 + 4 * 12 * 9
    assert costs["ben"] == costs["ann"] + 12 * 9


def test_a_larger_group_has_more_pairs_to_outweigh(library: Library) -> None:
    chosen = {"same_site": "a-little", "across_departments": "not-at-all"}

    assert leaving_out(four(library, size=3, **chosen))["ann"] == 1 + 4 * 2 * 12
    assert leaving_out(four(library, size=4, **chosen))["ann"] == 1 + 4 * 3 * 12
