"""How far the wishes of different people were met."""

from __future__ import annotations

from typing import Any

from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import LearningGroup, Person
from generator.pairing.cohort import Cohort, WhatIf
from generator.pairing.fairness import Fairness, Share, Split, fairness
from generator.pairing.proposal import propose
from tests.pairing.six_pairs import PEOPLE, six_pairs
from tests.pairing.small_cohort import NOTHING, clinician, manager, small_cohort, small_profile


def report(cohort: Cohort) -> Fairness:
    return fairness(cohort, propose(cohort))


def shares(report: Fairness, split: Split) -> dict[str, list[tuple[int, int]]]:
    return {row.name: [(share.met, share.asked) for share in row.shares] for row in report.rows if row.split is split}


def test_six_pairs_by_side_and_site(library: Library) -> None:
    cohort = six_pairs(library)

    result = report(cohort)

    assert result.wishes == (Wish.SAME_SITE, Wish.ACROSS_DEPARTMENTS, Wish.NAMED_EACH_OTHER)
    assert (result.everybody.split, result.everybody.name) == (None, "everybody")
    assert [(share.met, share.asked) for share in result.everybody.shares] == [(12, 12), (12, 12), (4, 4)]
    assert shares(result, Split.SIDE) == {
        "clinicians": [(6, 6), (6, 6), (3, 3)],  # Ann, Cal and Fay are with somebody whom they named
        "managers": [(6, 6), (6, 6), (1, 1)],
    }
    assert shares(result, Split.SITE) == {
        "North": [(6, 6), (6, 6), (3, 3)],
        "South": [(6, 6), (6, 6), (1, 1)],
    }
    assert shares(result, Split.STAFF_GROUP) == {"people without a staff group": [(12, 12), (12, 12), (4, 4)]}
    assert result.sentences == ()


def test_those_without_a_pair_are_counted_but_not_compared(library: Library) -> None:
    people = (*PEOPLE, clinician("gus", site="south", department="Estates", staff_group="doctors", named=["ann"]))

    result = report(six_pairs(library, people=people))
    rows = {row.name: row for row in result.rows}

    assert (rows["Doctors"].people, rows["Doctors"].placed) == (1, 0)
    assert rows["Doctors"].shares == (Share(0, 0), Share(0, 0), Share(0, 0))
    assert (rows["clinicians"].people, rows["clinicians"].placed) == (7, 6)


def test_four_people_are_too_few_to_say_anything(library: Library) -> None:
    def small(number: int) -> bool:
        people = [clinician(f"ann-{place}", site="north") for place in range(number)]
        return next(row.small for row in report(small_cohort(library, *people)).rows if row.split is Split.SITE)

    assert small(4)
    assert not small(5)


def met(library: Library, wish: Wish, a: dict[str, Any], b: dict[str, Any], **more: Any) -> list[tuple[int, int]]:
    """Whether a wish of Ann and of Ben is met, each with how many are asked."""
    cohort = small_cohort(library, clinician("ann", **a), manager("ben", **b), **more, **{wish.field: "a-little"})
    return [each for (each,) in shares(report(cohort), Split.SIDE).values()]


def test_each_has_an_own_part_in_what_only_one_of_two_wished(library: Library) -> None:
    assert met(library, Wish.NAMED_EACH_OTHER, {"named": ["ben"]}, {"named": ["x"]}) == [(1, 1), (0, 1)]
    assert met(library, Wish.NAMED_EACH_OTHER, {"named": ["ben"]}, {}) == [(1, 1), (0, 0)]
    assert met(library, Wish.COMPLEMENTARY_NEEDS, {"learn": ["beds"]}, {"learn": ["beds"], "offer": ["beds"]}) == [
        (1, 1),
        (0, 1),
    ]


def test_half_of_a_wish_is_enough(library: Library) -> None:
    early = {"stage": "early"}

    assert met(library, Wish.NEAR_STAGE, early, {"stage": "late"}) == [(1, 1), (1, 1)]
    assert met(library, Wish.NEAR_STAGE, early, {"stage": "later"}) == [(0, 1), (0, 1)]
    assert met(library, Wish.NEAR_STAGE, early, {}) == [(0, 1), (0, 0)]


def test_only_those_who_say_something_are_asked(library: Library) -> None:
    beds = {"learn": ["beds"], "starred": ["staff-rest-at-night"], "department": "Stroke", "site": "north"}
    pairs = (LearningGroup(id="pair-1", name="Pair 1", members=["ann", "x"]),)

    for wish in (Wish.SIMILAR_NEEDS, Wish.STARRED_PROJECT, Wish.SAME_DEPARTMENT, Wish.SAME_SITE):
        assert met(library, wish, beds, beds) == [(1, 1), (1, 1)]
        assert met(library, wish, beds, {}) == [(0, 1), (0, 0)]
    assert met(library, Wish.NEW_PARTNERS, {"partners_before": ["x"]}, {}) == [(1, 1), (0, 0)]
    assert met(library, Wish.KEEP, {}, {}, groups=pairs) == [(0, 1), (0, 0)]


def test_in_a_group_half_of_a_wish_is_counted_over_all_partners(library: Library) -> None:
    people = (
        clinician("ann", site="north"),
        clinician("bea", site="south"),
        manager("cal", site="north", named=["bea"]),
    )
    choices = {**NOTHING, "same_site": "matters", "named_each_other": "a-little"}
    profile = small_profile(size=3, participants={"doctors": 2, "managers": 1}, **choices)

    result = report(small_cohort(library, *people, profile=profile))

    # Ann and Cal have one partner of two on their site, Bea none; Cal named one of the two.
    assert shares(result, Split.SITE) == {"North": [(2, 2), (1, 1)], "South": [(0, 1), (0, 0)]}


# Who did worse throughout.


def unequal(
    library: Library, quiet: int, others: int, *, both: bool = True, wish: Wish = Wish.NAMED_EACH_OTHER
) -> tuple[str, ...]:
    """Who did worse of the clinicians of some pairs.

    Args:
        library: the content.
        quiet: porters, who have a partner of another site whom they did not name.
        others: doctors, who have one of their site whom they named.
        both: false if the porters are with those whom they named, too.
        wish: what counts beside the site.
    """

    def pair(number: int, met: bool) -> list[Person]:
        site, named = ("north", f"m-{number}") if met else ("south", "somebody")
        staff = "porters" if not met else "doctors"
        return [
            clinician(f"c-{number}", staff_group=staff, site=site, named=[named if both or met else f"m-{number}"]),
            manager(f"m-{number}"),
        ]

    people = [person for number in range(quiet + others) for person in pair(number, number >= quiet)]
    sites = [person.model_copy(update={"site": "north"}) if person.id[0] == "m" else person for person in people]
    pins = tuple((f"c-{number}", f"m-{number}") for number in range(quiet + others))
    weights = {Wish.SAME_SITE: Weight.MATTERS, wish: Weight.MATTERS}
    return report(small_cohort(library, *sites, changes=WhatIf(pins=pins, weights=weights))).sentences


def test_who_did_worse_throughout_is_said_where_the_numbers_support_it(library: Library) -> None:
    worse = (
        "did worse than the others in each of the two wishes that can be compared. The clearest: partners who named"
        " each other, 0 of 6 against 12 of 12."
    )

    assert unequal(library, quiet=6, others=12) == (f"People at South {worse}", f"Porters {worse}")


def test_five_people_are_enough_to_compare(library: Library) -> None:
    assert len(unequal(library, quiet=5, others=12)) == 2


def test_chance_is_not_called_unfair(library: Library) -> None:
    assert unequal(library, quiet=4, others=12) == ()
    assert unequal(library, quiet=6, others=6) != ()
    # One of 252 ways to have it by chance, but there are sixteen comparisons.
    assert unequal(library, quiet=5, others=5) == ()
    assert unequal(library, quiet=6, others=12, both=False) == ()


def test_one_wish_is_not_throughout(library: Library) -> None:
    assert unequal(library, quiet=6, others=12, wish=Wish.SAME_SITE) == ()
