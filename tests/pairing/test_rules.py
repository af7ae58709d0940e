"""What keeps two people apart."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.library import Library
from generator.model.scheme import Decision, HalfDay, LearningGroup, Person
from generator.pairing.cohort import Cohort, WhatIf
from generator.pairing.management import Chain, chains
from generator.pairing.rules import Rule, RuleKind, allowed, common_half_days, rules_between
from tests.pairing.small_cohort import clinician, manager, small_cohort, small_profile

MONDAY = [HalfDay.MONDAY_MORNING, HalfDay.MONDAY_AFTERNOON]


def fixed(*members: str, name: str = "Pair 1") -> LearningGroup:
    return LearningGroup(id=name.casefold().replace(" ", "-"), name=name, members=list(members), fixed=True)


def kinds(cohort: Cohort, a: str, b: str) -> list[RuleKind]:
    """The kinds of rules that keep two people apart, whoever is named first."""
    first, second = ([rule.kind for rule in rules_between(cohort, *ids)] for ids in ((a, b), (b, a)))
    assert first == second
    return first


def test_a_clinician_and_a_manager_whom_nothing_keeps_apart(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), manager("ben"))

    assert rules_between(cohort, "ann", "ben") == ()
    assert allowed(cohort, "ann", "ben")


def test_two_of_the_same_side_are_no_pair(library: Library) -> None:
    cohort = small_cohort(library, manager("ann"), manager("ben"))

    assert rules_between(cohort, "ann", "ben") == (Rule(RuleKind.SIDES, ("ann", "ben"), ("manager",)),)
    assert not allowed(cohort, "ann", "ben")


def test_two_of_the_same_side_may_be_in_a_group_with_two_seats_for_it(library: Library) -> None:
    people = clinician("ann"), clinician("ben"), manager("cara"), manager("dev")
    cohort = small_cohort(library, *people, profile=small_profile(size=3, make_up={"clinician": 2, "manager": 1}))

    assert kinds(cohort, "ann", "ben") == []
    assert kinds(cohort, "cara", "dev") == [RuleKind.SIDES]


def test_nobody_is_with_their_line_manager_through_any_number_of_steps(library: Library) -> None:
    people = [
        clinician("ann", line_manager="Ben"),
        clinician("ben", line_manager="Cara"),
        clinician("cara", line_manager="Dev"),
        manager("dev"),
        manager("ewa"),
    ]
    cohort = small_cohort(library, *people)

    assert rules_between(cohort, "dev", "ann") == (
        Rule(RuleKind.LINE_MANAGEMENT, ("dev", "ann"), ("ann", "ben", "cara", "dev")),
    )
    assert kinds(cohort, "cara", "dev") == [RuleKind.LINE_MANAGEMENT]
    assert kinds(cohort, "ann", "ewa") == []


def test_nobody_is_with_their_supervisor_or_with_whoever_is_above_the_supervisor(library: Library) -> None:
    people = [
        clinician("ann", supervisor="Ben"),
        clinician("ben", line_manager="Dev"),
        manager("dev"),
        manager("ewa", supervisor="Ann"),
    ]
    cohort = small_cohort(library, *people)

    assert rules_between(cohort, "ann", "dev") == (Rule(RuleKind.SUPERVISION, ("ann", "dev"), ("ann", "ben", "dev")),)
    assert kinds(cohort, "ben", "dev") == [RuleKind.LINE_MANAGEMENT]
    assert kinds(cohort, "ewa", "ben") == [RuleKind.SUPERVISION]


def test_somebody_who_is_not_considered_is_a_step_too(library: Library) -> None:
    people = [
        clinician("ann", line_manager="Ben"),
        manager("ben", line_manager="Cara", decision=Decision.WITHDRAWN),
        manager("cara"),
    ]

    assert kinds(small_cohort(library, *people), "ann", "cara") == [RuleKind.LINE_MANAGEMENT]


def test_either_can_ask_not_to_be_paired_with_the_other(library: Library) -> None:
    cohort = small_cohort(
        library, clinician("ann", not_with=["ben"]), manager("ben"), manager("cara", not_with=["ann"])
    )

    assert rules_between(cohort, "ann", "ben") == (Rule(RuleKind.NOT_WITH, ("ann", "ben")),)
    assert kinds(cohort, "ann", "cara") == [RuleKind.NOT_WITH]


@pytest.mark.parametrize(("half_days", "apart"), [(0, False), (4, False), (8, False), (9, True)])
def test_enough_half_days_must_suit_both(library: Library, half_days: int, apart: bool) -> None:
    days = [*MONDAY, HalfDay.FRIDAY_MORNING]
    people = clinician("ann", days=days), manager("ben", days=[*MONDAY, HalfDay.TUESDAY_MORNING])
    rules = rules_between(small_cohort(library, *people, half_days=half_days), "ann", "ben")

    assert rules == ((Rule(RuleKind.HALF_DAYS, ("ann", "ben"), tuple(MONDAY)),) if apart else ())


def test_no_half_day_in_common(library: Library) -> None:
    people = clinician("ann", days=MONDAY), manager("ben", days=[HalfDay.FRIDAY_MORNING]), manager("cara")
    cohort = small_cohort(library, *people)

    assert rules_between(cohort, "ann", "ben") == (Rule(RuleKind.HALF_DAYS, ("ann", "ben")),)
    assert kinds(cohort, "ann", "cara") == []


def test_half_days_that_suit_all_of_several_people(library: Library) -> None:
    people = (
        clinician("ann", days=[*MONDAY, HalfDay.FRIDAY_AFTERNOON]),
        manager("ben"),
        manager("cara", days=MONDAY[1:]),
    )
    cohort = small_cohort(library, *people)

    assert common_half_days(cohort, ["ann", "ben"]) == (*MONDAY, HalfDay.FRIDAY_AFTERNOON)
    assert common_half_days(cohort, ["ann", "ben", "cara"]) == (HalfDay.MONDAY_AFTERNOON,)
    assert common_half_days(cohort, []) == tuple(HalfDay)


def test_a_pair_that_is_fixed_keeps_others_out(library: Library) -> None:
    people = clinician("ann"), manager("ben"), clinician("cara"), manager("dev")
    cohort = small_cohort(library, *people, groups=(fixed("ann", "ben"),))

    assert kinds(cohort, "ann", "ben") == []
    assert rules_between(cohort, "ann", "dev") == (Rule(RuleKind.PIN, ("ann", "dev"), ("ann", "ben")),)
    assert kinds(cohort, "cara", "ben") == [RuleKind.PIN]
    assert kinds(cohort, "cara", "dev") == []


def test_a_pin_that_leaves_a_seat_takes_others_in_but_nobody_of_another_pin(library: Library) -> None:
    people = [clinician("ann"), clinician("ben"), manager("cara"), manager("dev"), manager("ewa")]
    profile = small_profile(size=4, make_up={"clinician": 2, "manager": 2})
    groups = (fixed("ann", "cara"), fixed("ben", "dev", name="Pair 2"))
    cohort = small_cohort(library, *people, groups=groups, profile=profile)

    assert kinds(cohort, "ann", "ewa") == []
    assert rules_between(cohort, "dev", "ann") == (Rule(RuleKind.PIN, ("dev", "ann"), ("ben", "dev", "ann", "cara")),)


def test_a_planner_can_try_to_keep_two_apart(library: Library) -> None:
    people = clinician("ann"), manager("ben"), manager("cara")
    cohort = small_cohort(library, *people, changes=WhatIf(forbidden=(("ben", "ann"),)))

    assert rules_between(cohort, "ann", "ben") == (Rule(RuleKind.FORBIDDEN, ("ann", "ben")),)
    assert kinds(cohort, "ann", "cara") == []


def test_all_rules_are_named_at_once_even_for_a_fixed_pair(library: Library) -> None:
    ann = clinician("ann", line_manager="Ben", not_with=["ben"], days=MONDAY)
    people = ann, clinician("ben", days=[HalfDay.FRIDAY_MORNING])
    trial = WhatIf(forbidden=(("ann", "ben"),))
    cohort = small_cohort(library, *people, groups=(fixed("ann", "ben"),), changes=trial)

    assert kinds(cohort, "ann", "ben") == [
        RuleKind.SIDES,
        RuleKind.LINE_MANAGEMENT,
        RuleKind.NOT_WITH,
        RuleKind.HALF_DAYS,
        RuleKind.FORBIDDEN,
    ]


def people(**managers: dict[str, Any]) -> list[Person]:
    return [Person(id=id, **{"name": id.capitalize(), **values}) for id, values in managers.items()]


def test_a_manager_is_found_by_email_before_the_name() -> None:
    by_email = {"line_manager": "Cara", "line_manager_email": "BEN@x.org"}
    everybody = people(ann=by_email, ben={"email": "ben@x.org"}, cara={"email": "cara@x.org"})

    assert chains(everybody) == {("ann", "ben"): Chain(("ann", "ben"), supervision=False)}


def test_a_manager_whose_email_nobody_has_is_found_by_name() -> None:
    everybody = people(ann={"line_manager": "Ben", "line_manager_email": "b@y.org"}, ben={"email": "ben@x.org"})

    assert list(chains(everybody)) == [("ann", "ben")]


@pytest.mark.parametrize(
    "typed", ["ben  OKORO", "Dr Ben Okoro", "Prof. Ben Okoro", "Ben Okoro (surgery)", "Sister Ben Okoro"]
)
def test_titles_brackets_capitals_and_spaces_of_a_name_do_not_matter(typed: str) -> None:
    assert list(chains(people(ann={"line_manager": typed}, ben={"name": "Ben Okoro"}))) == [("ann", "ben")]
    assert list(chains(people(ann={"line_manager": "Ben Okoro"}, ben={"name": typed}))) == [("ann", "ben")]


def test_a_title_is_at_the_start_alone() -> None:
    everybody = people(ann={"line_manager": "Dr Sam Adams Dunn"}, ben={"name": "Sam Adams Dunn"})

    assert list(chains(everybody)) == [("ann", "ben")]


def test_the_start_of_a_name_is_no_title() -> None:
    assert chains(people(ann={"line_manager": "Drake Moss"}, ben={"name": "ake Moss"}, cara={"name": "Drew"})) == {}


def test_a_supervisor_is_found_by_email_or_name() -> None:
    by_email, by_name = {"supervisor_email": "cara@x.org"}, {"supervisor": "Cara"}
    everybody = people(ann=by_email, ben=by_name, cara={"email": "cara@x.org"})

    assert chains(everybody) == {
        ("ann", "cara"): Chain(("ann", "cara"), supervision=True),
        ("ben", "cara"): Chain(("ben", "cara"), supervision=True),
    }


def test_all_people_of_a_name_may_be_the_manager() -> None:
    everybody = people(ann={"line_manager": "Jo Ray"}, ben={"name": "Jo Ray"}, cara={"name": "jo ray"})

    assert list(chains(everybody)) == [("ann", "ben"), ("ann", "cara")]


def test_nobody_is_above_those_who_name_no_manager() -> None:
    assert chains(people(ann={}, ben={}, cara={"name": "(Example)"})) == {}


def test_the_shortest_chain_counts_and_circles_end() -> None:
    everybody = people(
        ann={"line_manager": "Ben", "supervisor": "Cara"},
        ben={"line_manager": "Cara"},
        cara={"line_manager": "Ann"},
        dev={"line_manager": "Dev"},
    )

    assert chains(everybody) == {
        ("ann", "ben"): Chain(("ann", "ben"), supervision=False),
        ("ann", "cara"): Chain(("ann", "cara"), supervision=True),
        ("ben", "cara"): Chain(("ben", "cara"), supervision=False),
        ("ben", "ann"): Chain(("ben", "cara", "ann"), supervision=False),
        ("cara", "ann"): Chain(("cara", "ann"), supervision=False),
        ("cara", "ben"): Chain(("cara", "ann", "ben"), supervision=False),
    }
