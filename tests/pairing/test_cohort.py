"""Who is considered for pairs, from which side each comes, and what counts."""

from __future__ import annotations

from random import Random

import pytest
from pydantic import ValidationError

from generator.model.library import Library
from generator.model.pairing import HALF_DAYS, USUAL, PairingChoices, Side, Weight, Wish, usual_make_up
from generator.model.scheme import Decision, HalfDay, LearningGroup, Records
from generator.pairing.cohort import Aside, Pin, WhatIf, cohort, make_up_of
from tests.pairing import drawn_cohort
from tests.pairing.small_cohort import clinician, manager, person, small_cohort, small_library, small_profile


def group(*members: str, fixed: bool = True, name: str = "Pair 1") -> LearningGroup:
    return LearningGroup(id=name.casefold().replace(" ", "-"), name=name, members=list(members), fixed=fixed)


def test_people_are_in_the_order_of_their_names_then_emails_then_ids(library: Library) -> None:
    people = [
        clinician("c", name="zoe  Ash"),
        clinician("b", name="Ann Beck", email="b@x.org"),
        clinician("a", name="ann beck", email="C@x.org"),
        clinician("e", name="Ann Beck", email="b@x.org"),
        clinician("d", name="Zoe ash"),
    ]

    assert [each.id for each in small_cohort(library, *people).people] == ["b", "e", "a", "c", "d"]
    assert [each.id for each in small_cohort(library, *reversed(people)).people] == ["b", "e", "a", "c", "d"]


def test_only_participants_with_a_side_are_considered(library: Library) -> None:
    people = [
        clinician("ann"),
        person("ben", staff_group="managers"),
        person("cara", staff_group="porters"),
        person("dev"),
        clinician("ewa", decision=Decision.APPLIED),
        clinician("femi", decision=Decision.OFFERED),
        clinician("gita", decision=Decision.NOT_THIS_TIME),
        clinician("hugh", decision=Decision.WITHDRAWN),
        clinician("ines", decision=Decision.RESERVE, reserve_place=2),
        clinician("jon", decision=Decision.RESERVE, reserve_place=1),
        clinician("abe", decision=Decision.RESERVE),
    ]
    considered = small_cohort(library, *people)

    assert [each.id for each in considered.people] == ["ann", "ben"]
    assert [(each.id, why) for each, why in considered.aside] == [
        ("cara", Aside.NO_SIDE),
        ("dev", Aside.NO_SIDE),
        ("ewa", Aside.APPLIED),
        ("femi", Aside.OFFERED),
        ("gita", Aside.NOT_THIS_TIME),
        ("hugh", Aside.WITHDRAWN),
        ("jon", Aside.RESERVE),
        ("ines", Aside.RESERVE),
        ("abe", Aside.RESERVE),
    ]
    assert set(considered.by_id) == {each.id for each in people}


def test_a_planner_can_try_somebody_out_or_in(library: Library) -> None:
    people = clinician("ann"), manager("ben"), clinician("cara", decision=Decision.RESERVE, reserve_place=1)
    tried = small_cohort(library, *people, changes=WhatIf(without=("ann",), with_=("cara",)))

    assert [each.id for each in tried.people] == ["ben", "cara"]
    assert [(each.id, why) for each, why in tried.aside] == [("ann", Aside.TAKEN_OUT)]


def test_a_planner_can_try_another_weight_or_keep_people_apart(library: Library) -> None:
    changes = WhatIf(weights={Wish.SAME_SITE: Weight.MATTERS_MOST}, forbidden=(("ben", "ann"),))
    tried = small_cohort(library, clinician("ann"), manager("ben"), changes=changes, near_stage="a-little")

    assert {wish: weight for wish, weight in tried.weights.items() if weight is not Weight.NOT_AT_ALL} == {
        Wish.SAME_SITE: Weight.MATTERS_MOST,
        Wish.NEAR_STAGE: Weight.A_LITTLE,
    }
    assert tried.forbidden == {frozenset(("ann", "ben"))}


@pytest.mark.parametrize(("half_days", "common"), [(0, 0), (1, 1), (2, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_a_half_day_that_suits_every_week_counts_as_four_a_month(library: Library, half_days: int, common: int) -> None:
    assert small_cohort(library, half_days=half_days).common == common


def test_two_half_days_a_month_are_usual(library: Library) -> None:
    assert HALF_DAYS == 2
    assert small_cohort(library).common == 1


def test_half_days_are_bits_and_without_any_all_suit(library: Library) -> None:
    days = [HalfDay.MONDAY_AFTERNOON, HalfDay.FRIDAY_AFTERNOON]
    considered = small_cohort(library, clinician("ann", days=days), manager("ben"))

    assert considered.half_days == {"ann": 0b1000000010, "ben": 0b1111111111}


@pytest.mark.parametrize(
    ("size", "numbers", "make_up"),
    [
        (2, (6, 6, 0), (1, 1, 0)),
        (2, (8, 6, 2), (1, 1, 0)),
        (2, (0, 0, 9), (1, 1, 0)),
        (3, (4, 2, 0), (2, 1, 0)),
        (3, (2, 4, 0), (1, 2, 0)),
        (3, (3, 3, 3), (1, 1, 1)),
        (3, (3, 3, 0), (2, 1, 0)),
        (4, (4, 4, 0), (2, 2, 0)),
        (4, (6, 2, 0), (3, 1, 0)),
        (4, (6, 3, 3), (2, 1, 1)),
        (4, (2, 2, 4), (1, 1, 2)),
    ],
)
def test_seats_go_to_the_sides_of_those_who_take_part(
    size: int, numbers: tuple[int, ...], make_up: tuple[int, ...]
) -> None:
    seats = usual_make_up(size, dict(zip(Side, numbers, strict=True)))

    assert seats == {side: number for side, number in zip(Side, make_up, strict=True) if number}


def test_the_make_up_is_chosen_or_by_who_takes_part(library: Library) -> None:
    vocabulary = small_library(library).vocabulary
    numbers = {"doctors": 1, "managers": 1, "council": 1, "porters": 9}
    chosen = {"manager": 2, "clinician": 1, "colleague": 0}

    assert make_up_of(small_profile(size=3, participants=numbers), vocabulary) == dict.fromkeys(Side, 1)
    assert list(make_up_of(small_profile(size=3, make_up=chosen), vocabulary).items()) == [
        (Side.CLINICIAN, 1),
        (Side.MANAGER, 2),
    ]


def test_a_cohort_knows_the_size_of_its_groups(library: Library) -> None:
    assert small_cohort(library).size == 2
    assert small_cohort(library, profile=small_profile(size=3)).size == 3


def test_colleagues_without_a_seat_take_those_of_the_side_that_is_short(library: Library) -> None:
    people = [
        clinician("ann"),
        clinician("ben"),
        clinician("cara"),
        manager("dev"),
        person("ewa", staff_group="council"),
        person("femi", staff_group="council"),
        person("gita", staff_group="council"),
        person("hugh", staff_group="council"),
    ]
    sides = small_cohort(library, *people).sides

    assert [sides[id] for id in ("ann", "ben", "cara", "dev")] == [Side.CLINICIAN] * 3 + [Side.MANAGER]
    assert [sides[id] for id in ("ewa", "femi", "gita", "hugh")] == [Side.MANAGER] * 3 + [Side.CLINICIAN]


def test_seats_count_for_what_is_short(library: Library) -> None:
    people = [
        *(clinician(f"c{n}") for n in range(3)),
        *(manager(f"m{n}") for n in range(2)),
        person("x", side=Side.COLLEAGUE),
    ]
    two_clinicians = small_profile(size=3, make_up={"clinician": 2, "manager": 1})

    assert small_cohort(library, *people, profile=two_clinicians).sides["x"] is Side.CLINICIAN


def test_a_colleague_with_a_seat_keeps_it(library: Library) -> None:
    profile = small_profile(size=3, make_up={"clinician": 1, "manager": 1, "colleague": 1})

    assert small_cohort(library, person("x", staff_group="council"), profile=profile).sides == {"x": Side.COLLEAGUE}


def test_whoever_is_pinned_into_a_whole_group_does_not_count_for_what_is_short(library: Library) -> None:
    people = [manager("ann"), manager("ben"), clinician("cara"), manager("dev"), person("ewa", staff_group="council")]

    assert small_cohort(library, *people).sides["ewa"] is Side.CLINICIAN
    assert small_cohort(library, *people, groups=(group("ann", "ben"),)).sides["ewa"] is Side.MANAGER


def test_a_colleague_who_is_pinned_takes_no_seat_from_others(library: Library) -> None:
    people = [
        clinician("ann"),
        person("ben", staff_group="council"),
        clinician("cara"),
        person("dev", staff_group="council"),
    ]
    sides = small_cohort(library, *people, groups=(group("ann", "ben"),)).sides

    assert (sides["ben"], sides["dev"]) == (Side.MANAGER, Side.MANAGER)


def test_whoever_is_pinned_into_a_group_with_a_seat_left_counts(library: Library) -> None:
    profile = small_profile(size=3, make_up={"clinician": 2, "manager": 1})
    people = [manager("ann"), manager("ben"), clinician("cara"), clinician("dev"), person("ewa", staff_group="council")]
    pinned = small_cohort(library, *people, groups=(group("ann", "ben"),), profile=profile)

    assert pinned.sides["ewa"] is Side.CLINICIAN


def test_fixed_groups_and_trials_are_pins_of_those_considered(library: Library) -> None:
    people = [clinician("ann"), manager("ben"), clinician("cara"), manager("dev"), clinician("ewa"), manager("femi")]
    gone = clinician("gita", decision=Decision.WITHDRAWN)
    groups = (
        group("femi", "ewa", name="Pair 2"),
        group("cara", "dev", fixed=False, name="Pair 3"),
        group("dev", "gita", name="Pair 4"),
    )
    considered = small_cohort(library, *people, gone, groups=groups, changes=WhatIf(pins=(("ben", "ann"),)))

    assert considered.pins == (Pin(("ann", "ben")), Pin(("ewa", "femi"), "Pair 2"))
    assert considered.pin_of == {"ann": 0, "ben": 0, "ewa": 1, "femi": 1}
    assert considered.group_of == {
        "femi": "pair-2",
        "ewa": "pair-2",
        "cara": "pair-3",
        "dev": "pair-4",
        "gita": "pair-4",
    }


def test_pins_are_in_the_order_of_their_first_members(library: Library) -> None:
    people = [clinician("ann"), manager("ben"), clinician("cara"), manager("dev")]
    changes = WhatIf(pins=(("cara", "ben"), ("dev", "ann")))

    assert small_cohort(library, *people, changes=changes).pins == (Pin(("ann", "dev")), Pin(("ben", "cara")))


def test_pins_that_share_somebody_are_one_with_the_name_of_the_group(library: Library) -> None:
    people = clinician("ann"), manager("ben"), clinician("cara"), manager("dev")
    changes = WhatIf(pins=(("dev", "cara"), ("ben", "cara")))

    assert small_cohort(library, *people, groups=(group("ann", "ben"),), changes=changes).pins == (
        Pin(("ann", "ben", "cara", "dev"), "Pair 1"),
    )


def test_weights_are_chosen_or_usual_for_the_method(library: Library) -> None:
    usual = small_library(library, **{"near-stage": "matters", "same-site": "a-little"})
    profile = small_profile(same_site="matters-most", new_partners="not-at-all")
    weights = cohort(Records(), profile, usual).weights

    assert list(weights) == list(Wish)
    assert {wish: weight for wish, weight in weights.items() if weight is not Weight.NOT_AT_ALL} == {
        Wish.SAME_SITE: Weight.MATTERS_MOST,
        Wish.NEAR_STAGE: Weight.MATTERS,
    }


@pytest.mark.parametrize(
    ("chosen", "across", "same"),
    [
        ({}, "matters", "not-at-all"),
        ({"same_department": "a-little"}, "not-at-all", "a-little"),
        ({"same_department": "not-at-all"}, "matters", "not-at-all"),
        ({"across_departments": "not-at-all"}, "not-at-all", "not-at-all"),
    ],
)
def test_a_wish_that_is_chosen_leaves_out_the_usual_one_that_nobody_can_have_too(
    chosen: dict[str, str], across: str, same: str
) -> None:
    pairing = PairingChoices.model_validate({"method": "method", **chosen}, strict=False)
    weights = pairing.weights({Wish.ACROSS_DEPARTMENTS: Weight.MATTERS})

    assert (weights[Wish.ACROSS_DEPARTMENTS], weights[Wish.SAME_DEPARTMENT]) == (across, same)


def test_a_method_without_wishes_has_those_of_earlier_releases() -> None:
    weights = PairingChoices(method="method").weights({})

    assert {wish: weight for wish, weight in weights.items() if weight is not Weight.NOT_AT_ALL} == USUAL
    assert USUAL == {Wish.SAME_SITE: Weight.MATTERS, Wish.ACROSS_DEPARTMENTS: Weight.MATTERS}


@pytest.mark.parametrize(("old", "weight"), [(True, Weight.MATTERS), (False, Weight.NOT_AT_ALL)])
def test_true_and_false_of_an_earlier_release_are_weights(old: bool, weight: Weight) -> None:
    assert (
        PairingChoices.model_validate_json(f'{{"method": "method", "same_site": {str(old).lower()}}}').same_site
        == weight
    )


def test_titles_are_those_of_the_content_and_the_trust(library: Library) -> None:
    considered = small_cohort(library)

    assert considered.sites == {"north": "North", "south": "South"}
    assert considered.topics == {"budgets": "Budgets", "beds": "Beds", "nights": "Nights", "data": "Data"}
    assert list(considered.stages.values()) == ["Early", "Middle", "Late", "Later", "Last"]
    assert considered.ranks == {"early": 0, "middle": 1, "late": 2, "later": 3, "last": 4}
    assert considered.projects["staff-rest-at-night"] == library.projects["staff-rest-at-night"].title


def test_projects_are_also_the_trusts_own(library: Library) -> None:
    westbrook = library.trusts["westbrook"]
    own = next(iter(westbrook.projects.values()))

    assert cohort(Records(), westbrook.profile, library).projects[own.id] == own.title


def test_the_drawn_cohort_is_the_same_each_time_in_any_order(library: Library) -> None:
    records = drawn_cohort.records(library)
    people = records.people.copy()
    Random(2).shuffle(people)
    shuffled = records.model_copy(update={"people": people})

    assert drawn_cohort.records(library) == records
    assert cohort(shuffled, drawn_cohort.profile(), library) == drawn_cohort.drawn(library)


def test_the_drawn_cohort_has_sixty_people_for_whom_everything_counts(library: Library) -> None:
    drawn = drawn_cohort.drawn(library)

    assert len(drawn.people) == 60
    assert list(drawn.sides.values()).count(Side.CLINICIAN) == 30
    assert [why for _, why in drawn.aside] == [Aside.WITHDRAWN, *[Aside.RESERVE] * 5]
    assert [set(pin.members) for pin in drawn.pins] == [{"person-1", "person-31"}]
    for field in ("stage", "site", "days", "learn", "offer", "starred", "named", "not_with", "partners_before"):
        assert any(getattr(each, field) for each in drawn.people), field
    assert any(each.left_over for each in drawn.people)
    assert any(chain.supervision for chain in drawn.chains.values())
    assert any(len(chain.people) == 3 for chain in drawn.chains.values())


def test_a_side_of_which_nobody_takes_part_has_no_seat() -> None:
    assert usual_make_up(3, {Side.CLINICIAN: 1, Side.MANAGER: 1}) == {Side.CLINICIAN: 2, Side.MANAGER: 1}


@pytest.mark.parametrize(
    ("values", "valid"),
    [
        ({"half_days": 0}, True),
        ({"half_days": 40}, True),
        ({"half_days": 41}, False),
        ({"half_days": -1}, False),
        ({"make_up": {"colleague": 0, "clinician": 3}}, True),
        ({"make_up": {"clinician": 4}}, False),
        ({"make_up": {"clinician": -1}}, False),
        ({"make_up": {"porter": 1}}, False),
        ({"keep": "matters"}, True),
        ({"keep": "very much"}, False),
    ],
)
def test_what_a_trust_can_choose_about_pairs(values: dict[str, object], valid: bool) -> None:
    if valid:
        assert PairingChoices.model_validate({"method": "method", **values}, strict=False).method == "method"
    else:
        with pytest.raises(ValidationError):
            PairingChoices.model_validate({"method": "method", **values}, strict=False)


def test_reserves_with_a_seat_have_a_side(library: Library) -> None:
    reserve = {"decision": Decision.RESERVE, "reserve_place": 1}
    people = [clinician("ann"), manager("ben", **reserve), person("cal", side=Side.COLLEAGUE, **reserve)]

    cohort = small_cohort(library, *people, person("dee", **reserve), clinician("eve", decision=Decision.WITHDRAWN))

    assert cohort.reserve_sides == {"ben": Side.MANAGER}
