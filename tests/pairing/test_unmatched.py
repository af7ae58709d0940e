"""Why somebody has no pair or group, what would help, and how that is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.model.pairing import Side
from generator.model.scheme import Decision, HalfDay, LearningGroup, Person
from generator.pairing.cohort import Cohort, WhatIf
from generator.pairing.conflict_words import left_over_sentences, own_sentences, unmatched_sentences
from generator.pairing.proposal import propose
from generator.pairing.rules import RuleKind
from generator.pairing.unmatched import Change, ChangeKind, Obstacle, Unmatched, unmatched
from tests.pairing.small_cohort import NOTHING, clinician, manager, small_cohort, small_profile
from tests.pairing.test_conflicts_drawn import drawn

MONDAY, TUESDAY, FRIDAY = HalfDay.MONDAY_MORNING, HalfDay.TUESDAY_AFTERNOON, HalfDay.FRIDAY_MORNING


def without(cohort: Cohort, id: str) -> Unmatched:
    """What is said about somebody without a group."""
    return next(each for each in unmatched(cohort, propose(cohort)) if each.person == id)


def words(cohort: Cohort, id: str) -> tuple[str, ...]:
    return unmatched_sentences(cohort, without(cohort, id))


def reserve(person: Person, place: int = 1) -> Person:
    return person.model_copy(update={"decision": Decision.RESERVE, "reserve_place": place})


def fixed(*members: str) -> LearningGroup:
    return LearningGroup(id="pair-1", name="Pair 1", members=list(members), fixed=True)


def group_of(library: Library, *people: Person, make_up: dict[str, int], **values: Any) -> Cohort:
    profile = small_profile(size=sum(make_up.values()), **{**NOTHING, "make_up": make_up})
    return small_cohort(library, *people, profile=profile, **values)


# The numbers


def test_numbers_leave_out_whoever_would_have_the_dearest_pair(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", site="south"),
        clinician("cal", site="north"),
        manager("ben", site="north"),
        same_site="matters",
    )

    why = without(cohort, "ann")

    assert (why.side, why.of_side, why.without, why.surplus) == (Side.CLINICIAN, 2, 1, 1)
    assert (why.extra, why.instead) == (36, "cal")
    assert why.suitable == ("ben",)
    assert words(cohort, "ann")[0] == (
        "Ann is left over: there are places for one of two clinicians. "
        "With Cal left over instead, the wishes would be met 36 points worse."
    )


def test_somebody_else_could_be_left_out_as_well(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), clinician("cal"), manager("ben"))

    assert (without(cohort, "cal").extra, without(cohort, "cal").instead) == (0, "ann")
    assert words(cohort, "cal")[0] == (
        "Cal is left over: there are places for one of two clinicians. "
        "With Ann left over instead, the wishes would be met just as well."
    )


def test_of_a_side_with_several_left_over_the_places_and_the_reserve_are_said_once(library: Library) -> None:
    people = [clinician("ann"), clinician("bob"), clinician("cal"), manager("dan"), reserve(manager("pia"))]
    cohort = small_cohort(library, *people)
    everybody = unmatched(cohort, propose(cohort))

    assert left_over_sentences(cohort, everybody) == (
        "There are places for one of three clinicians: two are left over.",
        "Pia, a reserve, could take part and be with one of them.",
    )
    assert own_sentences(cohort, everybody[0], everybody) == (
        "Bob is left over. With Ann left over instead, the wishes would be met just as well.",
        "Pair 1 (Ann and Dan) could take Bob as well.",
    )


def test_a_reserve_who_suits_only_some_of_those_left_over_is_said_with_their_names(library: Library) -> None:
    people = [clinician("ann"), clinician("bob"), clinician("cal", not_with=["pia"])]
    cohort = small_cohort(library, *people, reserve(manager("pia")))
    everybody = unmatched(cohort, propose(cohort))

    assert left_over_sentences(cohort, everybody) == (
        "There are places for none of three clinicians: three are left over.",
        "Pia, a reserve, could take part and be with Ann or Bob.",
    )
    assert [own_sentences(cohort, each, everybody) for each in everybody] == [(), (), ()]


def test_of_a_side_with_one_left_over_everything_is_said_of_that_person(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), clinician("cal"), manager("ben"))
    everybody = unmatched(cohort, propose(cohort))

    assert left_over_sentences(cohort, everybody) == ()
    assert own_sentences(cohort, everybody[0], everybody) == words(cohort, "cal")


def test_whoever_was_left_over_last_time_is_not_left_over_again(library: Library) -> None:
    people = [clinician("ann"), clinician("cal", left_over=True), manager("ben")]

    cohort = small_cohort(library, *people, left_over_first="matters-most")

    assert (without(cohort, "ann").extra, without(cohort, "ann").instead) == (108, "cal")


def test_where_a_side_has_nobody_there_are_no_places(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), clinician("cal"), clinician("eve"))

    why = without(cohort, "cal")

    assert (why.others, why.obstacles, why.suitable, why.extra, why.changes) == (0, (), (), None, ())
    assert unmatched_sentences(cohort, why) == ("Cal is left over: there are places for none of three clinicians.",)


def test_of_many_people_left_over_it_is_not_worked_out_what_each_would_cost(library: Library) -> None:
    people = [clinician(f"person-{number}") for number in range(12)]

    cohort = small_cohort(library, *people, manager("ben"))

    assert without(cohort, "person-2").extra is None


# Rules in the way


def test_rules_in_the_way_are_counted(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", days=[MONDAY], not_with=["ben"], line_manager="Dee"),
        clinician("cal"),
        clinician("eve"),
        manager("ben", days=[FRIDAY]),
        manager("dee", days=[TUESDAY]),
        manager("fay", days=[MONDAY]),
        groups=(fixed("cal", "fay"),),
    )

    why = without(cohort, "ann")

    assert (why.others, why.suitable) == (3, ())
    assert why.obstacles == (
        Obstacle(RuleKind.HALF_DAYS, 2),
        Obstacle(RuleKind.LINE_MANAGEMENT, 1),
        Obstacle(RuleKind.NOT_WITH, 1),
        Obstacle(RuleKind.PIN, 1),
    )
    assert words(cohort, "ann")[0] == (
        "Of three possible partners for Ann, two are free on too few of the same half days, "
        "one is above or below in line management, one is kept apart by a confidential request and "
        "one is in a fixed group."
    )


def test_one_rule_that_keeps_everybody_away(library: Library) -> None:
    people = [clinician("ann", days=[MONDAY]), clinician("cal"), manager("ben", days=[FRIDAY])]

    assert words(small_cohort(library, people[0], people[2]), "ann")[0] == (
        "The only possible partner for Ann is free on too few of the same half days."
    )
    assert words(small_cohort(library, *people, manager("dee", days=[TUESDAY])), "ann")[0] == (
        "Both possible partners for Ann are free on too few of the same half days."
    )


def test_what_keeps_some_away_besides_the_rule_that_keeps_everybody_away(library: Library) -> None:
    people = [clinician("ann", days=[MONDAY], not_with=["ben"]), clinician("cal")]

    cohort = small_cohort(library, *people, manager("ben", days=[FRIDAY]), manager("dee", days=[TUESDAY]))

    assert words(cohort, "ann")[0] == (
        "Both possible partners for Ann are free on too few of the same half days; "
        "one is also kept apart by a confidential request."
    )


def test_partners_whom_others_need(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", not_with=["ben"]),
        clinician("cal", not_with=["ben"]),
        manager("ben"),
        manager("dee"),
    )

    assert words(cohort, "cal")[:1] == (
        "Of two possible partners for Cal, one is kept apart by a confidential request. "
        "Dee would suit Cal, but then somebody else would have no partner.",
    )


def test_whose_a_confidential_request_is_makes_no_difference(library: Library) -> None:
    asked_by_ann = small_cohort(library, clinician("ann", not_with=["ben"]), manager("ben"))
    asked_by_ben = small_cohort(library, clinician("ann"), manager("ben", not_with=["ann"]))

    assert unmatched(asked_by_ann, propose(asked_by_ann)) == unmatched(asked_by_ben, propose(asked_by_ben))
    assert words(asked_by_ann, "ann") == ("The only possible partner for Ann is kept apart by a confidential request.",)


# What would help


def test_a_half_day_more_in_common(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann", days=[MONDAY]), manager("ben", days=[FRIDAY]))

    assert without(cohort, "ann").changes == (Change(ChangeKind.MORE_HALF_DAYS, ("ben",), number=1),)
    assert words(cohort, "ann")[1:] == ("One more half day a week in common with Ben would be enough.",)


def test_the_fewest_half_days_more_in_common(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", days=[MONDAY, TUESDAY]),
        clinician("cal", days=[MONDAY, FRIDAY]),
        manager("ben", days=[FRIDAY]),
        manager("dee", days=[TUESDAY]),
        half_days=12,
    )

    assert without(cohort, "ann").changes == (Change(ChangeKind.MORE_HALF_DAYS, ("dee",), number=2),)
    assert words(cohort, "ann")[1:] == ("Two more half days a week in common with Dee would be enough.",)


def test_a_half_day_in_common_with_somebody_whose_partner_can_change(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", days=[MONDAY]),
        clinician("cal", days=[TUESDAY, FRIDAY]),
        manager("ben", days=[TUESDAY]),
        manager("dee", days=[FRIDAY]),
    )

    assert without(cohort, "ann").changes == (Change(ChangeKind.MORE_HALF_DAYS, ("ben", "dee"), number=1),)
    assert words(cohort, "ann")[1:] == ("One more half day a week in common with Ben or Dee would be enough.",)


def test_of_many_people_three_are_named(library: Library) -> None:
    managers = [manager(id, days=[FRIDAY]) for id in ("ben", "dee", "fay", "gus", "hal")]

    cohort = small_cohort(library, clinician("ann", days=[MONDAY]), *managers)

    assert words(cohort, "ann")[1:] == (
        "One more half day a week in common with Ben, Dee, Fay or either of two others would be enough.",
    )


def test_a_trial_that_keeps_two_apart_is_given_up(library: Library) -> None:
    changes = WhatIf(forbidden=(("ann", "ben"),))

    cohort = small_cohort(library, clinician("ann"), manager("ben"), changes=changes)

    assert without(cohort, "ben").changes == (Change(ChangeKind.ALLOW, ("ann",)),)
    assert words(cohort, "ben")[1:] == ("It would be enough to let Ben be with Ann.",)


def test_a_fixed_pair_whose_partners_both_suit_others(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", not_with=["dee"]),
        clinician("cal"),
        manager("ben"),
        manager("dee"),
        groups=(fixed("cal", "ben"),),
    )

    assert without(cohort, "ann").changes == (Change(ChangeKind.UNFIX, ("ben", "cal"), "Pair 1"),)
    assert words(cohort, "ann")[1:] == ("It would be enough not to fix Pair 1 (Ben and Cal).",)


def test_a_fixed_pair_stays_where_its_other_member_would_be_left(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", not_with=["dee"]),
        clinician("cal", not_with=["dee"]),
        manager("ben"),
        manager("dee"),
        groups=(fixed("cal", "ben"),),
    )

    assert without(cohort, "ann").changes == ()


def test_a_reserve_of_the_other_side_whom_no_rule_keeps_away(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", not_with=["dee"]),
        clinician("cal"),
        manager("ben"),
        reserve(manager("dee"), 1),
        reserve(clinician("eve"), 1),
        reserve(manager("fay"), 2),
        changes=WhatIf(pins=(("ben", "cal"),)),
    )

    assert without(cohort, "ann").changes == (Change(ChangeKind.RESERVE, ("fay",)),)
    assert words(cohort, "ann")[1:] == ("Fay, a reserve, could take part and be with Ann.",)


def test_the_pair_that_takes_somebody_as_a_third_at_the_least_cost(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", site="south"),
        clinician("cal", site="south"),
        clinician("eve", site="south"),
        manager("ben", site="north"),
        manager("dee", site="south", not_with=["eve"]),
        same_site="matters",
    )
    proposal = propose(cohort)

    (why,) = unmatched(cohort, proposal)

    assert (why.person, [group.members for group in proposal.groups]) == ("eve", [("ann", "ben"), ("cal", "dee")])
    assert why.changes == (Change(ChangeKind.JOIN, ("ann", "ben"), "Pair 1", cost=36),)
    assert words(cohort, "eve")[1:] == ("Pair 1 (Ann and Ben) could take Eve as well, at a cost of 36 points.",)


def test_nobody_joins_a_fixed_pair_or_one_without_a_half_day_for_three(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann", days=[MONDAY, FRIDAY]),
        clinician("cal"),
        clinician("eve", days=[TUESDAY, FRIDAY]),
        manager("ben", days=[MONDAY, TUESDAY]),
        manager("dee"),
        groups=(fixed("cal", "dee"),),
    )

    assert without(cohort, "eve").changes == ()


def test_people_without_a_group_who_would_be_one(library: Library) -> None:
    people = [clinician("ann", days=[MONDAY, TUESDAY]), clinician("cal", days=[MONDAY, FRIDAY])]

    cohort = group_of(library, *people, manager("ben", days=[TUESDAY]), make_up={"clinician": 2, "manager": 1})

    assert without(cohort, "ann").changes == (Change(ChangeKind.MORE_HALF_DAYS, ("ben", "cal"), number=1),)
    assert words(cohort, "ann") == (
        "Ben and Cal would suit Ann, but no further group can be formed.",
        "One more half day a week in common with Ben and Cal would be enough.",
    )


def test_a_trial_that_keeps_two_of_a_possible_group_apart(library: Library) -> None:
    people = [clinician("ann"), clinician("cal"), manager("ben")]

    cohort = group_of(
        library,
        *people,
        make_up={"clinician": 2, "manager": 1},
        changes=WhatIf(forbidden=(("ann", "cal"),)),
    )

    assert without(cohort, "ann").changes == (Change(ChangeKind.ALLOW, ("cal",)),)
    assert without(cohort, "ben").changes == ()


def test_a_fixed_pair_of_one_side_stays(library: Library) -> None:
    cohort = small_cohort(
        library,
        clinician("ann"),
        manager("ben"),
        manager("dee"),
        manager("fay", not_with=["ann"]),
        groups=(fixed("ben", "dee"),),
    )

    assert without(cohort, "ann").changes == ()


def test_a_group_of_three_takes_a_fourth_and_one_of_four_no_fifth(library: Library) -> None:
    three = [clinician("ann"), clinician("cal"), manager("ben"), manager("dee")]
    five = [clinician("ann"), clinician("cal"), clinician("eve"), manager("ben"), manager("dee")]

    assert without(group_of(library, *three, make_up={"clinician": 2, "manager": 1}), "dee").changes == (
        Change(ChangeKind.JOIN, ("ann", "cal", "ben"), "Group 1"),
    )
    assert without(group_of(library, *five, make_up={"clinician": 2, "manager": 2}), "eve").changes == ()


# Drawn cohorts


@given(st.integers(0, 1_000_000))
def test_a_change_places_one_more_person(library: Library, seed: int) -> None:
    cohort = drawn(library, seed)
    people = {
        id: reserve(person) if seed % 3 == 0 and number == 0 else person
        for number, (id, person) in enumerate(sorted(cohort.by_id.items()))
    }
    forbidden = [tuple(sorted(pair)) for pair in cohort.forbidden]
    before = rebuilt(library, cohort, people, forbidden)
    proposal = propose(before)

    for each in unmatched(before, proposal):
        assert len(each.changes) <= 2
        for change in each.changes:
            after = changed(library, before, people, forbidden, each.person, change)
            if change.kind is ChangeKind.JOIN:
                assert set(change.people) in [set(group.members) for group in propose(after).groups]
            else:
                assert len(propose(after).unmatched) < len(proposal.unmatched)


def rebuilt(library: Library, cohort: Cohort, people: dict[str, Person], forbidden: Any, with_: Any = ()) -> Cohort:
    make_up = {side.value: seats for side, seats in cohort.make_up.items()}
    profile = small_profile(size=cohort.size, **{**NOTHING, "make_up": make_up, "half_days": 4 * cohort.common})
    changes = WhatIf(forbidden=tuple(forbidden), with_=with_)
    return small_cohort(library, *people.values(), groups=cohort.groups, changes=changes, profile=profile)


def changed(
    library: Library, cohort: Cohort, people: dict[str, Person], forbidden: Any, id: str, change: Change
) -> Cohort:
    """The cohort after a change. With half days in common, the first who would help has all of them."""
    match change.kind:
        case ChangeKind.MORE_HALF_DAYS:
            others = change.people[:1] if cohort.size == 2 else change.people
            free = [person.model_copy(update={"days": []}) for person in map(people.get, (id, *others)) if person]
            return rebuilt(library, cohort, people | {person.id: person for person in free}, forbidden)
        case ChangeKind.ALLOW:
            return rebuilt(library, cohort, people, ())
        case ChangeKind.RESERVE:
            return rebuilt(library, cohort, people, forbidden, with_=change.people)
        case ChangeKind.UNFIX:
            groups = tuple(group for group in cohort.groups if group.name != change.group)
            return rebuilt(library, replace(cohort, groups=groups), people, forbidden)
        case ChangeKind.JOIN:
            return cohort
