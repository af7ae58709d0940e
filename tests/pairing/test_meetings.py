"""Who meets whom at a meet-first event."""

from __future__ import annotations

from generator.model.library import Library
from generator.model.scheme import LearningGroup
from generator.pairing import rules
from generator.pairing.meetings import meetings
from tests.pairing.drawn_cohort import drawn
from tests.pairing.small_cohort import clinician, manager, small_cohort


def test_nobody_meets_everybody_so_that_no_confidential_request_shows(library: Library) -> None:
    people = (clinician("ann"), clinician("ben"), clinician("eve"), manager("cat"), manager("dev"), manager("fay"))

    plan = meetings(small_cohort(library, *people), 8)

    assert (plan.staying, plan.moving) == (("ann", "ben", "eve"), ("cat", "dev", "fay"))
    assert plan.rounds == (("dev", "cat", "fay"), ("fay", "dev", "cat"))

    asked = (clinician("ann", not_with=["fay"]), *people[1:])

    assert len(meetings(small_cohort(library, *asked), 8).rounds) == 2


def test_two_people_meet_once(library: Library) -> None:
    assert meetings(small_cohort(library, clinician("ann"), manager("ben")), 3).rounds == (("ben",),)


def test_those_who_suit_each_other_meet_first_of_all(library: Library) -> None:
    people = (
        clinician("ann", site="north"),
        clinician("ben", site="south"),
        manager("cat", site="south"),
        manager("dev", site="north"),
    )

    plan = meetings(small_cohort(library, *people, same_site="matters"), 1)

    assert plan.rounds == (("dev", "cat"),)


def test_whom_people_named_and_groups_that_stand_do_not_count(library: Library) -> None:
    people = (clinician("ann", named=["dev"]), clinician("ben"), manager("cat"), manager("dev", named=["ann"]))
    groups = (LearningGroup(id="one", name="Pair 1", members=["ann", "dev"]),)

    plan = meetings(small_cohort(library, *people, groups=groups, keep="matters", named_each_other="matters"), 1)

    assert plan.rounds == (("cat", "dev"),)


def test_people_who_must_not_be_paired_do_not_meet(library: Library) -> None:
    people = (clinician("ann", not_with=["cat"]), clinician("ben"), manager("cat"), manager("dev"))

    plan = meetings(small_cohort(library, *people), 2)

    assert plan.partners == {"ann": ("dev",), "ben": ("cat",), "cat": ("ben",), "dev": ("ann",)}


def test_a_fixed_pair_needs_no_table(library: Library) -> None:
    people = (clinician("ann"), clinician("ben"), manager("cat"), manager("dev"))
    groups = (LearningGroup(id="one", name="Pair 1", members=["ann", "dev"], fixed=True),)

    plan = meetings(small_cohort(library, *people, groups=groups), 1)

    assert (plan.staying, plan.moving, plan.settled) == (("ben",), ("cat",), ("ann", "dev"))


def test_where_more_people_move_than_stay_they_rest_in_turn(library: Library) -> None:
    people = (clinician("ann"), manager("ben"), manager("cat"), manager("dev"))

    plan = meetings(small_cohort(library, *people), 2)

    assert plan.rounds == (("ben",), ("cat",))
    assert [plan.resting(number) for number in (0, 1)] == [("cat", "dev"), ("ben", "dev")]
    assert plan.tables("cat") == (None, 1)


def test_a_drawn_cohort_meets_six_times_and_no_two_twice(library: Library) -> None:
    cohort = drawn(library)

    plan = meetings(cohort, 6)

    met = [(id, other) for id in plan.staying for other in plan.partners[id] if other]
    assert len(met) == len(set(met)) == 6 * 29
    assert all(rules.allowed(cohort, a, b) for a, b in met)
