"""Why people are proposed together, what was given up, and who would be next best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from generator.model.base import LINE_LENGTH
from generator.model.library import Library
from generator.model.pairing import Wish
from generator.model.scheme import HalfDay, LearningGroup, Person
from generator.pairing.cohort import Cohort, WhatIf
from generator.pairing.proposal import propose
from generator.pairing.reason_words import free
from generator.pairing.reasons import Reason, Reasons, about, participants, reasons
from tests.pairing import drawn_cohort
from tests.pairing.six_pairs import six_pairs
from tests.pairing.small_cohort import NOTHING, clinician, manager, small_cohort, small_profile

REST, HOME = "staff-rest-at-night", "discharge-medicines-ready"
MONDAY, TUESDAY, WEDNESDAY = (
    [half for half in HalfDay if half.value.startswith(day)] for day in ("monday", "tuesday", "wednesday")
)


def of(cohort: Cohort) -> dict[str, Reasons]:
    """The reasons of the groups proposed, by the first member of each."""
    return {each.group.members[0]: each for each in reasons(cohort, propose(cohort))}


def words(rows: Sequence[Reason]) -> list[str]:
    return [row.words for row in rows]


def test_the_reasons_of_six_pairs(library: Library) -> None:
    pairs = of(six_pairs(library))

    assert {id: each.team for id, each in pairs.items()} == {
        "ann": "Both free on Wednesday afternoons; same site (North); different departments (Stroke and Surgery);"
        " each named the other first",
        "bea": "Both free on any half day; same site (North); different departments (Surgery and Finance)",
        "cal": "Both free on any half day; same site (North); different departments (Theatres and Stroke);"
        " Cal named Guy first, but Guy did not name Cal",
        "dee": "Both free on any half day; same site (South); different departments (Finance and Stroke)",
        "eve": "Both free on any half day; same site (South); different departments (Stroke and Estates)",
        "fay": "Both free on any half day; same site (South); different departments (Stroke and Finance)",
    }
    assert {id: words(each.given_up) for id, each in pairs.items() if each.given_up} == {
        "fay": ["Fay named Jay second, but Jay did not name Fay"]
    }
    assert [(row.wish, row.between, row.cost) for row in pairs["cal"].met] == [
        (None, (("cal", "guy"),), 0),
        (Wish.SAME_SITE, (("cal", "guy"),), 0),
        (Wish.ACROSS_DEPARTMENTS, (("cal", "guy"),), 0),
        (Wish.NAMED_EACH_OTHER, (("cal", "guy"),), 6),
    ]


def test_what_members_may_read(library: Library) -> None:
    pairs = of(six_pairs(library))

    assert pairs["ann"].participants == (
        "you both work at North, you come from different departments (Stroke and Surgery) and you are both free on"
        " Wednesday afternoons"
    )


def test_the_next_best_partners_of_six_pairs(library: Library) -> None:
    pairs = of(six_pairs(library))

    assert {id: [each.words for each in pair.alternatives] for id, pair in pairs.items()} == {
        "ann": [
            "Ann with Lou, and Bea with Hal: 48 points worse; Ann and Lou: neither named the other; Bea and Hal:"
            " same department (Surgery), neither named the other"
        ],
        "bea": [
            "Bea with Guy, and Cal with Lou: 6 points worse; Bea and Guy: neither named the other; Cal and Lou:"
            " neither named the other"
        ],
        "cal": [
            "Cal with Lou, and Bea with Guy: 6 points worse; Cal and Lou: neither named the other; Bea and Guy:"
            " neither named the other"
        ],
        "dee": ["Dee with Kit, and Eve with Ian: 36 points worse; Eve and Ian: same department (Stroke)"],
        "eve": ["Eve with Jay, and Fay with Kit: 4 points worse"],
        "fay": ["Fay with Kit, and Eve with Jay: 4 points worse"],
    }
    (only,) = pairs["fay"].alternatives
    assert (only.person, only.partners, only.cost, only.left_out) == ("fay", ("kit",), 4, ())
    assert only.groups == (("fay", "kit"), ("eve", "jay"))


# What each wish is called, when it is met and when it is not.


def two(library: Library, wish: Wish, a: dict[str, Any], b: dict[str, Any], **more: Any) -> tuple[list[str], list[str]]:
    """What is met and what is given up by Ann and Ben, where one wish counts a little and half days do not."""
    people = clinician("ann", **a), manager("ben", **b)
    cohort = small_cohort(library, *people, half_days=0, **more, **{wish.field: "a-little"})
    met, given_up = about(cohort, ("ann", "ben"))
    return words(met), words(given_up)


@pytest.mark.parametrize(
    ("wish", "a", "b", "met", "given_up"),
    [
        (Wish.SAME_SITE, {"site": "north"}, {"site": "north"}, "same site (North)", ""),
        (Wish.SAME_SITE, {"site": "north"}, {"site": "south"}, "", "different sites (North and South)"),
        (Wish.SAME_SITE, {"site": "north"}, {}, "", "no site on the sheet for Ben"),
        (Wish.SAME_SITE, {}, {}, "", "no site on the sheet for Ann and Ben"),
        (
            Wish.ACROSS_DEPARTMENTS,
            {"department": "Stroke"},
            {"department": "Finance"},
            "different departments (Stroke and Finance)",
            "",
        ),
        (
            Wish.ACROSS_DEPARTMENTS,
            {"department": "Stroke"},
            {"department": "stroke"},
            "",
            "same department (Stroke)",
        ),
        (Wish.ACROSS_DEPARTMENTS, {}, {"department": "stroke"}, "", "no department on the sheet for Ann"),
        (
            Wish.SAME_DEPARTMENT,
            {"department": "Stroke"},
            {"department": "stroke"},
            "same department (Stroke)",
            "",
        ),
        (
            Wish.SAME_DEPARTMENT,
            {"department": "Stroke"},
            {"department": "Finance"},
            "",
            "different departments (Stroke and Finance)",
        ),
        (Wish.NEAR_STAGE, {"stage": "late"}, {"stage": "late"}, "same career stage (Late)", ""),
        (Wish.NEAR_STAGE, {"stage": "late"}, {"stage": "middle"}, "one career stage apart", ""),
        (Wish.NEAR_STAGE, {"stage": "early"}, {"stage": "late"}, "two career stages apart", ""),
        (Wish.NEAR_STAGE, {"stage": "early"}, {"stage": "later"}, "", "three career stages apart"),
        (Wish.NEAR_STAGE, {"stage": "early"}, {}, "", "no career stage on the sheet for Ben"),
        (
            Wish.SIMILAR_NEEDS,
            {"learn": ["beds", "nights"]},
            {"learn": ["nights", "beds"]},
            "want to learn the same (Beds and Nights)",
            "",
        ),
        (Wish.SIMILAR_NEEDS, {"learn": ["beds"]}, {"learn": ["nights"]}, "", "no learning need in common"),
        (Wish.SIMILAR_NEEDS, {"learn": ["beds"]}, {}, "", ""),
        (
            Wish.COMPLEMENTARY_NEEDS,
            {"learn": ["beds"], "offer": ["nights"]},
            {"learn": ["nights"], "offer": ["beds"]},
            "Ann can learn from Ben (Beds) and Ben can learn from Ann (Nights)",
            "",
        ),
        (
            Wish.COMPLEMENTARY_NEEDS,
            {"offer": ["nights", "beds"]},
            {"learn": ["beds", "nights"]},
            "Ben can learn from Ann (Beds and Nights)",
            "",
        ),
        (Wish.COMPLEMENTARY_NEEDS, {"learn": ["beds"]}, {}, "", "neither offers what the other wants to learn"),
        (Wish.COMPLEMENTARY_NEEDS, {"offer": ["beds"]}, {"offer": ["beds"]}, "", ""),
        (Wish.NAMED_EACH_OTHER, {"named": ["ben"]}, {"named": ["ann"]}, "each named the other first", ""),
        (
            Wish.NAMED_EACH_OTHER,
            {"named": ["x", "ben"]},
            {"named": ["ann"]},
            "Ann named Ben second, who named Ann first",
            "",
        ),
        (
            Wish.NAMED_EACH_OTHER,
            {},
            {"named": ["ann"]},
            "Ben named Ann first, but Ann did not name Ben",
            "",
        ),
        (
            Wish.NAMED_EACH_OTHER,
            {"named": ["x", "y", "z", "w", "v", "ben"]},
            {},
            "",
            "Ann named Ben as number 6, but Ben did not name Ann",
        ),
        (Wish.NAMED_EACH_OTHER, {"named": ["x"]}, {}, "", "neither named the other"),
        (Wish.NAMED_EACH_OTHER, {}, {}, "", ""),
        (
            Wish.STARRED_PROJECT,
            {"starred": [REST, HOME]},
            {"starred": [REST]},
            "starred the same project (A real break at night)",
            "",
        ),
        (Wish.STARRED_PROJECT, {"starred": [REST]}, {"starred": [HOME]}, "", "no starred project in common"),
        (Wish.STARRED_PROJECT, {"starred": [REST]}, {}, "", ""),
        (Wish.NEW_PARTNERS, {"partners_before": ["x"]}, {}, "new partners", ""),
        (Wish.NEW_PARTNERS, {"partners_before": ["ben"]}, {}, "", "partners before"),
        (Wish.NEW_PARTNERS, {}, {}, "", ""),
        (Wish.KEEP, {}, {}, "", ""),
    ],
)
def test_each_wish_in_words(
    library: Library, wish: Wish, a: dict[str, Any], b: dict[str, Any], met: str, given_up: str
) -> None:
    assert two(library, wish, a, b) == ([met] if met else [], [given_up] if given_up else [])


@pytest.mark.parametrize(
    ("people", "expected"),
    [(["ann", "ben"], (["together already"], [])), (["ann", "x"], ([], ["not together so far"]))],
)
def test_whether_people_are_together_already(
    library: Library, people: list[str], expected: tuple[list[str], list[str]]
) -> None:
    groups = (LearningGroup(id="pair-1", name="Pair 1", members=people),)

    assert two(library, Wish.KEEP, {}, {}, groups=groups) == expected


@pytest.mark.parametrize(
    ("half_days", "expected"),
    [
        (list(HalfDay), "free on any half day"),
        (WEDNESDAY[1:], "free on Wednesday afternoons"),
        ([*MONDAY, WEDNESDAY[0]], "free on Mondays and Wednesday mornings"),
        ([MONDAY[1], TUESDAY[1], *WEDNESDAY], "free on Monday afternoons, Tuesday afternoons and Wednesdays"),
        (list(HalfDay)[:7], "free on seven half days a week"),
    ],
)
def test_half_days_in_words(half_days: list[HalfDay], expected: str) -> None:
    assert free(half_days) == expected


def test_half_days_that_nobody_asks_for_are_no_reason(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), manager("ben"), half_days=0)

    assert of(cohort)["ann"].team == "No wish is met"
    assert of(cohort)["ann"].participants is None


def test_what_counts_most_comes_first(library: Library) -> None:
    site = {"site": "north", "department": "Stroke"}
    people = clinician("ann", **site), manager("ben", **{**site, "site": "south"}, named=["ann"])
    cohort = small_cohort(
        library,
        *people,
        same_site="a-little",
        across_departments="matters",
        same_department="a-little",
        named_each_other="matters-most",
    )

    met, given_up = about(cohort, ("ann", "ben"))

    assert words(met) == [
        "both free on any half day",
        "Ben named Ann first, but Ann did not name Ben",
        "same department (Stroke)",
    ]
    assert [(row.words, row.cost) for row in given_up] == [
        ("same department (Stroke)", 36),
        ("different sites (North and South)", 12),
    ]


def test_a_fixed_pair_shows_what_it_meets_and_gives_up_but_no_other_partner(library: Library) -> None:
    pair = of(six_pairs(library, changes=WhatIf(pins=(("eve", "ian"),))))["eve"]

    assert words(pair.met) == ["fixed by the planner", "both free on any half day", "same site (South)"]
    assert [(row.words, row.cost) for row in pair.given_up] == [("same department (Stroke)", 36)]
    assert (pair.group.cost, pair.alternatives) == (48, ())
    assert pair.team == "Fixed by the planner"
    assert pair.participants == "you both work at South"


@pytest.mark.parametrize(
    ("ann", "other", "broken"),
    [
        ({}, clinician("bob"), ["both clinicians"]),
        ({}, manager("bob", not_with=["ann"]), ["a confidential request keeps Ann and Bob apart"]),
        ({"line_manager": "Bob"}, manager("bob"), ["Bob is Ann's line manager"]),
        ({"supervisor": "Cy"}, manager("bob"), ["Bob is above Ann, through Cy"]),
        (
            {"days": [HalfDay.MONDAY_MORNING]},
            manager("bob", days=[HalfDay.FRIDAY_MORNING]),
            ["too few half days suit both"],
        ),
    ],
    ids=["one side", "a request", "a line manager", "somebody above", "no day in common"],
)
def test_a_fixed_pair_names_the_rules_that_it_breaks_to_the_team_alone(
    library: Library, ann: dict[str, Any], other: Person, broken: list[str]
) -> None:
    people = clinician("ann", **ann), other, manager("cy", line_manager="Bob", department="Estates")
    cohort = small_cohort(
        library, *people, groups=(LearningGroup(id="1", name="1", members=["ann", "bob"], fixed=True),)
    )

    (pair,) = (why for why in reasons(cohort, propose(cohort)) if why.group.pinned)

    assert words(pair.given_up) == broken
    assert (pair.team, pair.participants is None or "Bob" not in pair.participants) == ("Fixed by the planner", True)


def test_members_are_not_told_that_they_are_free_if_neither_gave_days(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), manager("ben", days=[HalfDay.MONDAY_MORNING]), manager("cy"))

    assert participants(cohort, ("ann", "ben")) == "you are both free on Monday mornings"
    assert participants(cohort, ("ann", "cy")) is None


def test_having_had_no_partner_counts_where_somebody_has_none_now(library: Library) -> None:
    people = clinician("ann", left_over=True), clinician("bea"), manager("guy", left_over=True)

    def team(*people: Person, weight: str = "matters") -> str:
        return of(small_cohort(library, *people, half_days=0, left_over_first=weight))["ann"].team

    assert team(*people) == "Ann had no partner last time"
    assert team(*people, weight="not-at-all") == "No wish is met"
    assert team(people[0], people[2]) == "No wish is met"


# What members may read.


def test_posts_are_named_where_each_has_one(library: Library) -> None:
    def reason(first: str | None, second: str | None, **more: Any) -> str | None:
        people = clinician("ann", post=first, days=MONDAY), manager("ben", post=second)
        return participants(small_cohort(library, *people, **more), ("ann", "ben"))

    free = "you are both free on Mondays"
    assert reason("Nurse", "Clerk") == f"you have different posts (Nurse and Clerk) and {free}"
    assert reason("Nurse", "Nurse") == reason("Nurse", None) == free
    assert reason("Nurse", "Clerk", half_days=0) is None


def test_members_of_one_department_may_read_so_if_that_was_wished(library: Library) -> None:
    people = (
        clinician("ann", department="Stroke unit"),
        manager("ben", department="stroke unit"),
        clinician("cal", department="Stroke unit"),
    )
    profile = small_profile(
        size=3, participants={"doctors": 2, "managers": 1}, **{**NOTHING, "same_department": "matters", "half_days": 0}
    )

    assert participants(small_cohort(library, *people, profile=profile), ("ann", "cal", "ben")) == (
        "you all work in the same department (Stroke unit)"
    )


@pytest.mark.parametrize("size", [2, 3, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_members_read_nothing_that_somebody_wished(library: Library, size: int, seed: int) -> None:
    cohort = drawn_cohort.drawn(library, seed, size=size)
    secret = {*cohort.topics.values(), *cohort.projects.values(), *cohort.stages.values()}
    secret |= {name for person in cohort.people for name in person.name.split()}

    for each in reasons(cohort, propose(cohort)):
        text = each.participants or ""
        assert not [word for word in secret if re.search(rf"\b{re.escape(word)}\b", text)]
        assert not re.search(r"named|want|learn|star|before|point|wish|supervis|manage|last time", text)
        assert len(text) <= LINE_LENGTH
        assert 0 < len(each.team) <= LINE_LENGTH


def test_a_long_reason_is_cut_between_clauses(library: Library) -> None:
    names = [f"{letter} {'x' * 450}" for letter in "ab"]
    people = (
        clinician("ann", site="north", department=names[0], post=names[0]),
        manager("ben", site="north", department=names[1], post=names[1]),
    )
    pair = of(small_cohort(library, *people, same_site="a-little", across_departments="matters"))["ann"]

    assert pair.team == "Both free on any half day; same site (North)"
    assert pair.participants == "you both work at North"


# Groups of three and four.


def three(library: Library, *people: Person, **wishes: str) -> tuple[list[str], list[str]]:
    """What is met and given up among two clinicians and a manager, or more of each."""
    size = len(people)
    numbers = {"doctors": size - size // 2, "managers": size // 2}
    profile = small_profile(size=size, participants=numbers, **{**NOTHING, "half_days": 0, **wishes})
    met, given_up = about(small_cohort(library, *people, profile=profile), [person.id for person in people])
    return words(met), words(given_up)


def test_a_group_says_of_whom_something_is_true(library: Library) -> None:
    people = clinician("ann", site="north"), clinician("bea", site="south"), manager("cal", site="north")

    assert three(library, *people, same_site="matters") == (
        ["same site (North): Ann and Cal"],
        ["different sites (North and South): Bea with Ann and Cal"],
    )


def test_what_is_true_of_a_whole_group_names_nobody(library: Library) -> None:
    people = (
        clinician("ann", department="Stroke"),
        clinician("bea", department="Surgery"),
        manager("cal", department="Finance"),
    )

    assert three(library, *people, across_departments="matters") == (
        ["different departments (Stroke, Surgery and Finance)"],
        [],
    )


def test_two_sites_in_a_group_of_four(library: Library) -> None:
    people = (
        clinician("ann", site="north"),
        clinician("bea", site="south"),
        manager("cal", site="north"),
        manager("dee", site="south"),
    )

    assert three(library, *people, same_site="matters") == (
        ["same site (North): Ann and Cal", "same site (South): Bea and Dee"],
        ["different sites (North and South): Ann and Bea, Ann and Dee, Bea and Cal, Cal and Dee"],
    )


def test_two_of_a_group_who_are_fixed_together(library: Library) -> None:
    people = clinician("ann"), clinician("bea"), manager("cal")
    profile = small_profile(size=3, participants={"doctors": 2, "managers": 1}, **{**NOTHING, "half_days": 0})
    cohort = small_cohort(library, *people, profile=profile, changes=WhatIf(pins=(("ann", "cal"),)))

    (group,) = reasons(cohort, propose(cohort))

    assert [(row.words, row.between) for row in group.met] == [
        ("Ann and Cal are fixed together", (("ann", "cal"),)),
    ]
    assert group.alternatives == ()


def test_the_next_best_group_of_each(library: Library) -> None:
    people = (
        clinician("ann", site="north"),
        clinician("bea", site="south"),
        clinician("cal", site="north"),
        clinician("dee", site="south"),
        manager("guy", site="north"),
        manager("hal", site="south"),
    )
    profile = small_profile(size=3, participants={"doctors": 4, "managers": 2}, **{**NOTHING, "same_site": "matters"})
    cohort = small_cohort(library, *people, profile=profile)

    first, _ = reasons(cohort, propose(cohort))

    assert [(each.person, each.partners, each.cost, each.words) for each in first.alternatives] == [
        (
            "ann",
            ("dee", "hal"),
            144,
            "Ann and Bea change places: 144 points worse; less of partners from the same site",
        ),
        (
            "cal",
            ("dee", "hal"),
            144,
            "Cal and Bea change places: 144 points worse; less of partners from the same site",
        ),
        (
            "guy",
            ("bea", "dee"),
            144,
            "Guy and Hal change places: 144 points worse; less of partners from the same site",
        ),
    ]
