"""Which rules cannot hold together when somebody for whom there is a place is left out, in values and words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest

from generator.model.library import Library
from generator.model.scheme import HalfDay, LearningGroup, Person
from generator.pairing import constraints
from generator.pairing.cohort import WhatIf, cohort
from generator.pairing.conflict_words import conflict_sentences
from generator.pairing.conflicts import Conflict, conflict
from tests.pairing import drawn_cohort
from tests.pairing.small_cohort import NOTHING, clinician, manager, person, small_cohort, small_profile

MONDAY, TUESDAY, FRIDAY = HalfDay.MONDAY_MORNING, HalfDay.TUESDAY_AFTERNOON, HalfDay.FRIDAY_MORNING
THREES = {"clinician": 1, "manager": 1, "colleague": 1}
A_PAIR_NEEDS = "A pair needs one half day a week that suits both."
A_GROUP_NEEDS = "A group needs one half day a week that suits everybody in it."


def colleague(id: str, **values: Any) -> Person:
    return person(id, staff_group="council", **values)


def fixed(name: str, *members: str) -> LearningGroup:
    return LearningGroup(id=name.casefold().replace(" ", "-"), name=name, members=list(members), fixed=True)


@dataclass
class Case:
    """People who cannot all be placed, and why."""

    people: tuple[Person, ...]
    rules: list[str]
    """Kind and people of each rule of the smallest conflict."""
    words: list[str]
    """One sentence for each of them, after the heading."""
    groups: tuple[LearningGroup, ...] = ()
    changes: WhatIf = field(default_factory=WhatIf)
    make_up: dict[str, int] = field(default_factory=lambda: {"clinician": 1, "manager": 1})
    half_days: int = 2
    size: int = 0
    """Pairs or groups that the numbers of each side allow; 0: one."""


CASES = {
    "no half day in common": Case(
        (clinician("ann", days=[MONDAY]), manager("ben", days=[FRIDAY])),
        ["half-days", "days ann", "days ben"],
        [A_PAIR_NEEDS, "Ann is free on Monday mornings.", "Ben is free on Friday mornings."],
    ),
    "one of four suits nobody": Case(
        (
            clinician("ann", days=[MONDAY]),
            clinician("cal"),
            manager("ben", days=[FRIDAY]),
            manager("dee", days=[TUESDAY, FRIDAY]),
        ),
        ["half-days", "days ann", "days ben", "days dee"],
        [
            A_PAIR_NEEDS,
            "Ann is free on Monday mornings.",
            "Ben is free on Friday mornings.",
            "Dee is free on Tuesday afternoons and Friday mornings.",
        ],
        size=2,
    ),
    "two who suit the same person alone": Case(
        (
            clinician("ann", days=[MONDAY]),
            clinician("cal", days=[MONDAY]),
            manager("ben", days=[FRIDAY]),
            manager("dee"),
        ),
        ["half-days", "days ann", "days ben", "days cal"],
        [A_PAIR_NEEDS, "Ann and Cal are free on Monday mornings.", "Ben is free on Friday mornings."],
        size=2,
    ),
    "fewer half days than everybody needs": Case(
        (clinician("ann", days=[MONDAY, FRIDAY]), manager("ben")),
        ["half-days", "days ann"],
        ["A pair needs three half days a week that suit both.", "Ann is free on Monday mornings and Friday mornings."],
        half_days=12,
    ),
    "half days in common, but too few": Case(
        (clinician("ann", days=[MONDAY, TUESDAY]), manager("ben", days=[TUESDAY, FRIDAY])),
        ["half-days", "days ann", "days ben"],
        [
            "A pair needs two half days a week that suit both.",
            "Ann is free on Monday mornings and Tuesday afternoons.",
            "Ben is free on Tuesday afternoons and Friday mornings.",
        ],
        half_days=8,
    ),
    "a line manager": Case(
        (clinician("ann", line_manager="Ben"), manager("ben")),
        ["line-management ann ben"],
        ["Ben is Ann's line manager."],
    ),
    "a line manager's line manager": Case(
        (clinician("ann", line_manager="Cal"), clinician("cal", line_manager="Ben"), manager("ben"), manager("dee")),
        ["line-management ann ben", "line-management ben cal"],
        ["Ben is above Ann, through Cal.", "Ben is Cal's line manager."],
        size=2,
    ),
    "a supervisor": Case(
        (manager("ann", supervisor="Dr Ben"), clinician("ben")),
        ["supervision ann ben"],
        ["Ben is Ann's supervisor."],
    ),
    "a confidential request": Case(
        (clinician("ann"), manager("ben", not_with=["ann"])),
        ["not-with ann ben"],
        ["A confidential request keeps Ann and Ben apart."],
    ),
    "requests of both are one rule": Case(
        (clinician("ann", not_with=["ben"]), manager("ben", not_with=["ann"])),
        ["not-with ann ben"],
        ["A confidential request keeps Ann and Ben apart."],
    ),
    "a request and a line manager for each of two partners": Case(
        (clinician("ann", not_with=["ben"], line_manager="Dee"), clinician("cal"), manager("ben"), manager("dee")),
        ["not-with ann ben", "line-management ann dee"],
        ["A confidential request keeps Ann and Ben apart.", "Dee is Ann's line manager."],
        size=2,
    ),
    "a trial that keeps two apart": Case(
        (clinician("ann"), manager("ben")),
        ["forbidden ann ben"],
        ["You are trying to keep Ann and Ben apart."],
        changes=WhatIf(forbidden=(("ben", "ann"),)),
    ),
    "a fixed pair with its line manager": Case(
        (clinician("ann", line_manager="Ben"), clinician("cal"), manager("ben"), manager("dee")),
        ["pin ann ben", "line-management ann ben"],
        ["Pair 1 is fixed: Ann and Ben.", "Ben is Ann's line manager."],
        groups=(fixed("Pair 1", "ann", "ben"),),
        size=2,
    ),
    "a trial that puts two together who asked not to be": Case(
        (clinician("ann", not_with=["ben"]), clinician("cal"), manager("ben"), manager("dee")),
        ["pin ann ben", "not-with ann ben"],
        ["You are trying Ann and Ben together.", "A confidential request keeps Ann and Ben apart."],
        changes=WhatIf(pins=(("ann", "ben"),)),
        size=2,
    ),
    "a trial of a pair of one side": Case(
        (clinician("ann"), clinician("cal"), manager("ben"), manager("dee")),
        ["pin ann cal"],
        ["You are trying Ann and Cal together, both clinicians."],
        changes=WhatIf(pins=(("ann", "cal"),)),
        size=2,
    ),
    "a fixed pair of one side": Case(
        (clinician("ann"), clinician("cal"), manager("ben"), manager("dee")),
        ["pin ann cal"],
        ["Pair 1 is fixed: Ann and Cal, both clinicians."],
        groups=(fixed("Pair 1", "ann", "cal"),),
        size=2,
    ),
    "a fixed pair takes the only partner": Case(
        (clinician("ann", not_with=["dee"]), clinician("cal"), manager("ben"), manager("dee")),
        ["pin ben cal", "not-with ann dee"],
        ["Pair 1 is fixed: Ben and Cal.", "A confidential request keeps Ann and Dee apart."],
        groups=(fixed("Pair 1", "cal", "ben"),),
        size=2,
    ),
    "a side that a group needs and nobody has": Case(
        (clinician("ann"), manager("ben")),
        ["make-up"],
        [
            "A group has one clinician, one manager and one colleague of a partner organisation, "
            "and there are too few colleagues of partner organisations."
        ],
        make_up=THREES,
    ),
    "two fixed groups that need the same colleague": Case(
        (clinician("ann"), clinician("cal"), manager("ben"), manager("dee"), colleague("eve")),
        ["pin ann ben", "pin cal dee"],
        ["Group 1 is fixed: Ann and Ben.", "Group 2 is fixed: Cal and Dee."],
        groups=(fixed("Group 1", "ann", "ben"), fixed("Group 2", "cal", "dee")),
        make_up=THREES,
    ),
    "a fixed group with two for one seat": Case(
        (clinician("ann"), clinician("cal"), manager("ben"), manager("dee"), colleague("eve"), colleague("fay")),
        ["pin ben dee"],
        ["Group 1 is fixed: Ben and Dee, both managers."],
        groups=(fixed("Group 1", "ben", "dee"),),
        make_up=THREES,
        size=2,
    ),
    "three who suit each other two by two": Case(
        (
            clinician("ann", days=[MONDAY, TUESDAY]),
            manager("ben", days=[TUESDAY, FRIDAY]),
            colleague("eve", days=[MONDAY, FRIDAY]),
        ),
        ["half-days", "days ann", "days ben", "days eve"],
        [
            A_GROUP_NEEDS,
            "Ann is free on Monday mornings and Tuesday afternoons.",
            "Ben is free on Tuesday afternoons and Friday mornings.",
            "Eve is free on Monday mornings and Friday mornings.",
        ],
        make_up=THREES,
    ),
    "two managers in four": Case(
        (clinician("ann"), clinician("cal"), manager("ben", line_manager="Dee"), manager("dee")),
        ["line-management ben dee"],
        ["Dee is Ben's line manager."],
        make_up={"clinician": 2, "manager": 2},
    ),
    "a group of three of which one is at odds with two": Case(
        (clinician("ann", not_with=["ben"]), clinician("cal"), manager("ben"), manager("dee", not_with=["ann"])),
        ["not-with ann ben", "not-with ann dee"],
        ["A confidential request keeps Ann and Ben apart.", "A confidential request keeps Ann and Dee apart."],
        make_up={"clinician": 2, "manager": 1},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_smallest_conflict_is_named(library: Library, case: Case) -> None:
    choices = {**NOTHING, "make_up": case.make_up, "half_days": case.half_days}
    profile = small_profile(size=sum(case.make_up.values()), **choices)
    asked = small_cohort(library, *case.people, groups=case.groups, changes=case.changes, profile=profile)

    answer = conflict(asked)

    assert answer is not None
    assert [" ".join([rule.kind.value, *rule.people]) for rule in answer.constraints] == case.rules
    assert conflict_sentences(asked, answer)[1:] == tuple(case.words)
    assert answer.smallest
    assert answer.groups == (case.size or int(case.rules != ["make-up"]))


def test_where_everybody_has_a_place_there_is_no_conflict(library: Library) -> None:
    assert conflict(drawn_cohort.drawn(library)) is None


def test_numbers_that_leave_somebody_over_are_no_conflict(library: Library) -> None:
    assert conflict(small_cohort(library, clinician("ann"), clinician("cal"), manager("ben"))) is None


def test_a_fixed_pair_of_one_side_that_costs_nobody_a_place_is_no_conflict(library: Library) -> None:
    people = [clinician(id) for id in ("ann", "cal", "eve")]

    asked = small_cohort(library, *people, manager("ben"), groups=(fixed("Pair 1", "ann", "cal"),))

    assert conflict(asked) is None


def test_a_fixed_three_with_whoever_is_left_over_is_no_conflict(library: Library) -> None:
    people = [clinician("ann"), clinician("cal"), clinician("eve"), manager("ben"), manager("dee")]

    asked = small_cohort(library, *people, groups=(fixed("Pair 1", "ann", "cal", "ben"),))

    assert conflict(asked) is None


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("a side that a group needs and nobody has", "No pair can be formed."),
        ("a fixed pair of one side", "There are people for 2 pairs, but this rule leaves somebody out."),
        (
            "a line manager's line manager",
            "There are people for 2 pairs, but these two rules cannot both hold. "
            "Changing any one of them is enough, unless others are in the way too.",
        ),
        (
            "no half day in common",
            "There are people for 1 pair, but these three rules cannot all hold. "
            "Changing any one of them is enough, unless others are in the way too.",
        ),
    ],
)
def test_the_heading_says_what_cannot_be(library: Library, name: str, heading: str) -> None:
    people = CASES[name].people[: 1 if name.startswith("a side") else None]
    asked = small_cohort(library, *people, groups=CASES[name].groups)
    answer = conflict(asked)
    assert answer is not None

    assert conflict_sentences(asked, answer)[0] == heading


def test_the_heading_of_a_conflict_that_may_not_be_the_smallest(library: Library) -> None:
    asked = small_cohort(library, *CASES["no half day in common"].people)
    answer = conflict(asked)
    assert answer is not None

    heading, *_ = conflict_sentences(asked, replace(answer, smallest=False))

    assert heading == "There are people for 1 pair, but these three rules cannot all hold. There may be a shorter list."


def test_a_pair_without_a_second_side_has_too_few_managers(library: Library) -> None:
    asked = small_cohort(library, clinician("ann"), clinician("cal"))
    answer = conflict(asked)
    assert answer is not None

    assert conflict_sentences(asked, answer) == (
        "No pair can be formed.",
        "A pair has one clinician and one manager, and there are too few managers.",
    )


def test_of_many_days_those_with_the_fewest_half_days_are_named(library: Library) -> None:
    days = list(HalfDay)
    managers = [manager(f"man-{number}", days=days[1 : 2 + number]) for number in range(1, 9)]
    people = [clinician("ann", days=[MONDAY]), *(clinician(f"cal-{number}") for number in range(7))]
    asked = small_cohort(library, *people, *managers)
    answer = conflict(asked)
    assert answer is not None

    sentences = conflict_sentences(asked, answer)[2:]

    assert sentences[:2] == (
        "Ann is free on Monday mornings.",
        "Man-1 is free on Monday afternoons and Tuesday mornings.",
    )
    assert sentences[-1] == "The half days of 3 other people count too: Man-6, Man-7 and Man-8."


def test_the_order_of_rows_changes_nothing(library: Library) -> None:
    records = drawn_cohort.records(library)
    people = [
        person.model_copy(update={"days": [MONDAY if person.id == "person-3" else FRIDAY]}) for person in records.people
    ]
    shuffled = Random(1).sample(people, len(people))

    def answer(rows: list[Person]) -> Conflict | None:
        same = records.model_copy(update={"people": rows})
        return conflict(cohort(same, drawn_cohort.profile(), library))

    assert answer(people) is not None
    assert answer(people) == answer(shuffled)


def test_what_takes_too_many_steps_to_decide_is_not_said(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    clinicians = [clinician(id, days=[MONDAY, TUESDAY]) for id in ("ann", "cal")]
    managers = [manager(id, days=[TUESDAY, FRIDAY]) for id in ("ben", "dee")]
    colleagues = [colleague("eve", days=[MONDAY, FRIDAY]), colleague("fay")]
    profile = small_profile(size=3, **{**NOTHING, "make_up": THREES})
    asked = small_cohort(library, *clinicians, *managers, *colleagues, profile=profile)
    assert conflict(asked) is not None
    monkeypatch.setattr(constraints, "STEPS", 1)
    monkeypatch.setattr(constraints, "FEW_STEPS", 1)

    assert conflict(asked) is None
