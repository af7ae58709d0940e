"""What a planner tries out, as she types it, and what it changes."""

from __future__ import annotations

import pytest

from generator.model.diagnostics import InputFault, render
from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import Decision, Records
from generator.pairing.cohort import WhatIf
from generator.pairing.proposal import propose
from generator.pairing.what_if import Differences, again, differences, parse, words
from tests.pairing import drawn_cohort
from tests.pairing.six_pairs import PEOPLE as SIX_PAIRS
from tests.pairing.six_pairs import six_pairs
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
        "weight same site = matters most",
        "WEIGHT Same-Site =matters most",
    ],
)
def test_a_weight_is_given_in_words(text: str) -> None:
    assert parse([text], PEOPLE) == WhatIf(weights={Wish.SAME_SITE: Weight.MATTERS_MOST})


def test_the_email_or_the_department_tells_two_of_one_name_apart() -> None:
    records = Records(people=[ANN, SECOND_ANN, BOB])

    assert parse(["without Ann Hill (ann.hill@westshire.example)"], records) == WhatIf(without=("second-ann",))


@pytest.mark.parametrize(
    ("text", "code", "message", "help"),
    [
        (
            "pinn Ann Hill; Bob Roe",
            "unknown-what-if",
            "a change must start with pin, forbid, without, with or weight",
            "did you mean `pin`?",
        ),
        (
            "",
            "unknown-what-if",
            "a change must start with pin, forbid, without, with or weight",
            "write `pin NAME; NAME`, `forbid NAME; NAME`, `without NAME`, `with NAME` or `weight WISH = WORDS`",
        ),
        ("without", "no-name", "a name is missing after `without`", "write `without NAME`"),
        ("with ;", "no-name", "a name is missing after `with`", "write `with NAME`"),
        ("pin Bob Roe", "too-few-names", "`pin` needs at least two people", "write `pin NAME; NAME`"),
        ("forbid Bob Roe; bob", "too-few-names", "`forbid` needs at least two people", "write `forbid NAME; NAME`"),
        (
            "without Bob Row",
            "unknown-person",
            "name 1 is in no row of the sheet People",
            "a similar name is there, in row 4: check how it is spelt",
        ),
        (
            "pin Bob Roe; Zebedee",
            "unknown-person",
            "name 2 is in no row of the sheet People",
            "type the name as it is on the sheet People",
        ),
        (
            "without Ann Hill",
            "ambiguous-name",
            "name 1 is that of 2 people on the sheet People, in rows 3 and 6",
            "add the email or the department in brackets after the name",
        ),
        (
            "pin Bob Roe; Cal Ray",
            "not-considered",
            "somebody whom this names is not to be paired",
            "only participants are paired: add `with NAME` for anybody else",
        ),
        (
            "weight same-site",
            "no-weight",
            "`weight` needs a wish and how much it counts",
            "write `weight WISH = WORDS`",
        ),
        ("weight same-sit = matters", "unknown-wish", "no wish has this name", "did you mean `same-site`?"),
        (
            "weight height = matters",
            "unknown-wish",
            "no wish has this name",
            "write `same-site`, `across-departments`, `same-department`, `near-stage`, `similar-needs`,"
            " `complementary-needs`, `named-each-other`, `starred-project`, `new-partners`, `left-over-first`"
            " or `keep`",
        ),
        (
            "weight same-site = a lot",
            "unknown-weight",
            "this does not say how much the wish counts",
            "write not at all, a little, matters or matters most",
        ),
    ],
)
def test_what_is_wrong_with_a_change(text: str, code: str, message: str, help: str) -> None:
    records = Records(people=[ANN, BOB, CAL, SECOND_ANN])

    assert faults(text, records=records) == [(code, message, help)]


@pytest.mark.parametrize(
    ("texts", "code", "message"),
    [
        (
            ["with Cal Ray", "without Bob Roe; Cal Ray"],
            "with-and-without",
            "somebody is both in `with` and in `without`",
        ),
        (
            ["pin Ann Hill; Bob Roe", "forbid Bob Roe; Ann Hill"],
            "pin-and-forbid",
            "two people are both in `pin` and in `forbid`",
        ),
        (
            ["without Bob Roe", "forbid Bob Roe; Ann Hill"],
            "not-considered",
            "somebody whom this names is not to be paired",
        ),
    ],
)
def test_changes_that_contradict_each_other(texts: list[str], code: str, message: str) -> None:
    with pytest.raises(InputFault) as caught:
        parse(texts, PEOPLE)

    assert [(fault.code, fault.message, str(fault.place)) for fault in caught.value.diagnostics] == [
        (code, message, "--what-if:2:1")
    ]


def test_all_faults_are_reported_at_once_and_no_name_is_said() -> None:
    texts = ["without Bob Row", "weight height = huge", "pin Ann Hil; Cal Rai"]

    with pytest.raises(InputFault) as caught:
        parse(texts, PEOPLE, where="the studio")

    report = [render(fault) for fault in caught.value.diagnostics]
    assert [fault.place.line for fault in caught.value.diagnostics] == [1, 2, 2, 3, 3]
    assert report[0] == (
        "error[unknown-person]: name 1 is in no row of the sheet People\n"
        "  the studio:1:1\n"
        "help: a similar name is there: check how it is spelt"
    )
    assert not [text for text in report for name in ("Ann", "Bob", "Cal", "Hil", "Ray") if name in text]


# What a change changes.


def changed(library: Library, changes: WhatIf, *, fewest_moves: bool = True) -> tuple[Differences, list[str]]:
    """What is different in the six pairs, as values and in words."""
    before = propose(six_pairs(library))
    cohort = six_pairs(library, changes=changes)
    difference = differences(before, again(before, cohort, fewest_moves=fewest_moves), cohort)
    return difference, list(words(difference, cohort))


def test_two_pairs_change_places(library: Library) -> None:
    difference, sentences = changed(library, WhatIf(forbidden=(("fay", "jay"),)))

    assert [group.members for group in difference.dissolved] == [("eve", "kit"), ("fay", "jay")]
    assert [group.members for group in difference.formed] == [("eve", "jay"), ("fay", "kit")]
    assert (difference.stayed, difference.moved) == (4, ("eve", "fay", "jay", "kit"))
    assert (difference.placed, difference.left_out) == ((), ())
    assert (difference.cost_before, difference.cost_after) == (50, 54)
    assert sentences == [
        "2 pairs are new, and 4 pairs stay as they were.",
        "New: Eve and Jay.",
        "New: Fay and Kit.",
        "No longer together: Eve and Kit.",
        "No longer together: Fay and Jay.",
        "All unmet wishes together cost 4 points more.",
    ]


def test_somebody_is_taken_out(library: Library) -> None:
    difference, sentences = changed(library, WhatIf(without=("fay",)))

    assert (difference.moved, difference.placed, difference.left_out) == ((), (), ("fay", "jay"))
    assert sentences == [
        "No pairs are new, and 5 pairs stay as they were.",
        "No longer together: Fay and Jay.",
        "No longer in a pair: Fay and Jay.",
    ]


def test_somebody_is_put_in(library: Library) -> None:
    gus = manager("gus", site="south", department="Theatres", decision=Decision.RESERVE)
    people = tuple(person for person in SIX_PAIRS if person.id != "jay")
    before = propose(six_pairs(library, people=(*people, gus)))
    cohort = six_pairs(library, people=(*people, gus), changes=WhatIf(with_=("gus",)))

    difference = differences(before, again(before, cohort), cohort)

    assert [group.members for group in difference.formed] == [("fay", "gus")]
    assert difference.placed == ("fay", "gus")
    assert list(words(difference, cohort)) == [
        "1 pair is new, and 5 pairs stay as they were.",
        "New: Fay and Gus.",
        "In a pair now: Fay and Gus.",
    ]


def test_somebody_is_put_in_for_whom_there_is_nobody(library: Library) -> None:
    people = (*SIX_PAIRS, manager("gus", site="south", decision=Decision.RESERVE))
    before = propose(six_pairs(library, people=people))
    cohort = six_pairs(library, people=people, changes=WhatIf(with_=("gus",)))

    difference = differences(before, again(before, cohort), cohort)

    assert difference.waiting == ("gus",)
    assert list(words(difference, cohort)) == [
        "Nothing changes: 6 pairs stay as they were.",
        "Still without a pair: Gus.",
    ]


def test_other_weights_are_worth_moving_for_only_where_that_is_wanted(library: Library) -> None:
    changes = WhatIf(weights={Wish.NAMED_EACH_OTHER: Weight.MATTERS_MOST})

    kept, _ = changed(library, changes)
    moved, _ = changed(library, changes, fewest_moves=False)

    # Named by Fay first, Ian is worth more than another department: 6 x 9 + 36 against 8 x 9, so Fay stays with Jay.
    assert (bool(kept), bool(moved)) == (False, False)
    assert kept.cost_before == kept.cost_after == 0 + 12 * 9 + 6 * 9 + 12 * 9 + 12 * 9 + 8 * 9

    dearer = WhatIf(weights={Wish.NAMED_EACH_OTHER: Weight.MATTERS_MOST, Wish.ACROSS_DEPARTMENTS: Weight.A_LITTLE})
    kept, _ = changed(library, dearer)
    moved, sentences = changed(library, dearer, fewest_moves=False)

    assert (bool(kept), bool(moved)) == (False, True)
    assert ("fay", "ian") in [group.members for group in moved.formed]
    assert sentences[-1] == "All unmet wishes together cost 6 points less."


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
