"""What a planner tries out, as she types it, and what it changes."""

from __future__ import annotations

import pytest

from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import Decision, Records
from generator.pairing.cohort import WhatIf
from generator.pairing.proposal import propose
from generator.pairing.what_if import again, differences, parse, words
from tests.pairing import drawn_cohort
from tests.pairing.small_cohort import clinician, manager, small_cohort

ANN = clinician("ann", name="Ann Hill", email="ann@westshire.example")
SECOND_ANN = manager("second-ann", name="Ann Hill", email="ann.hill@westshire.example")
BOB = manager("bob", name="Bob Roe")
CAL = clinician("cal", name="Cal Ray", decision=Decision.RESERVE, reserve_place=1)
PEOPLE = Records(people=[ANN, BOB, CAL])
ROWS = {"ann": 3, "bob": 4, "cal": 5, "second-ann": 6}


def faults(*texts: str, records: Records = PEOPLE) -> list[tuple[str, str, str | None]]:
    with pytest.raises(InputFault) as caught:
        parse(texts, records, ROWS)
    return [(fault.code, fault.message, fault.help) for fault in caught.value.diagnostics]


def test_each_change_is_read() -> None:
    texts = ["pin Ann Hill; bob roe", "forbid Ann Hill;Bob Roe;Cal Ray", "with Cal Ray", "without Bob Roe"]

    assert parse(texts[:1], PEOPLE) == WhatIf(pins=(("ann", "bob"),))
    assert parse(texts[1:3], PEOPLE) == WhatIf(
        forbidden=(("ann", "bob"), ("ann", "cal"), ("bob", "cal")), with_=("cal",)
    )
    assert parse(texts[3:], PEOPLE) == WhatIf(without=("bob",))


@pytest.mark.parametrize(
    "text",
    [
        "weight same-site = matters most",
        "weight Partners from the same site=Matters-most",
        "WEIGHT Same-Site =matters most",
    ],
)
def test_a_weight_is_given_in_words(text: str) -> None:
    assert parse([text], PEOPLE) == WhatIf(weights={Wish.SAME_SITE: Weight.MATTERS_MOST})


def test_nothing_moves_that_need_not(library: Library) -> None:
    cohort = drawn_cohort.drawn(library)
    before = propose(cohort)
    gone = before.groups[5].members[0]

    changed = drawn_cohort.drawn(library, changes=WhatIf(without=(gone,)))
    difference = differences(before, again(before, changed), changed)

    assert (difference.stayed, difference.dissolved, difference.formed) == (29, (before.groups[5],), ())
    assert set(difference.left_out) == set(before.groups[5].members)
    assert next(words(difference, changed)) == "No pairs are new, and 29 pairs stay as they were."


def test_nothing_changes_without_a_change(library: Library) -> None:
    cohort = small_cohort(library, clinician("ann"), manager("ben"))
    before = propose(cohort)

    assert list(words(differences(before, propose(cohort), cohort), cohort)) == [
        "Nothing changes: 1 pair stays as it was."
    ]
