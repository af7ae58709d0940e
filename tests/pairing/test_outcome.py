"""What accepting a proposal makes of the sheet Groups."""

from __future__ import annotations

import datetime

from generator.model.library import Library
from generator.model.scheme import Decision, LearningGroup
from generator.pairing.cohort import WhatIf
from generator.pairing.outcome import Outcome, outcome
from generator.pairing.proposal import propose
from generator.pairing.reasons import reasons
from tests.pairing.small_cohort import clinician, manager, small_cohort

ANN, BEN = clinician("ann", site="north"), manager("ben", site="north")
CAT, DAN = clinician("cat", site="south"), manager("dan", site="south")


def accepted(library: Library, *groups: LearningGroup, changes: WhatIf | None = None) -> Outcome:
    cohort = small_cohort(library, ANN, BEN, CAT, DAN, groups=groups, changes=changes, same_site="matters")
    proposal = propose(cohort)
    return outcome(cohort, proposal, reasons(cohort, proposal))


def row(id: str, *members: str, **values: object) -> LearningGroup:
    return LearningGroup.model_validate({"id": id, "name": id.capitalize(), "members": list(members), **values})


def test_an_empty_sheet_gets_a_row_for_each_pair(library: Library) -> None:
    result = accepted(library)
    assert [(group.name, group.members) for group in result.new] == [
        ("Pair 1", ["ann", "ben"]),
        ("Pair 2", ["cat", "dan"]),
    ]
    assert result.new[0].formed == "Both free on any half day; same site (North)"
    assert result.new[0].reason == "you both work at North and you are both free on any half day"
    assert result.rows == result.removed == result.admitted == ()


def test_a_pair_that_stays_keeps_what_was_typed_of_it(library: Library) -> None:
    before = row("first", "ben", "ann", formed="At the event", first_met=datetime.date(2027, 9, 1), note="Both new")
    (after,) = accepted(library, before).rows
    assert after == before.model_copy(update={"reason": "you both work at North and you are both free on any half day"})


def test_a_row_without_members_is_filled(library: Library) -> None:
    (after,) = accepted(library, row("first", note="In the library")).rows
    assert (after.name, after.members, after.note) == ("First", ["ann", "ben"], "In the library")


def test_rows_of_pairs_that_are_no_longer_together_are_removed(library: Library) -> None:
    result = accepted(library, row("first", "ann", "dan"), row("second", "cat", "ben"))
    assert [group.id for group in result.removed] == ["first", "second"]
    assert [group.members for group in result.new] == [["ann", "ben"], ["cat", "dan"]]


def test_a_fixed_pair_is_not_touched_and_a_pair_pinned_now_becomes_fixed(library: Library) -> None:
    fixed = row("first", "ann", "dan", fixed=True, formed="They asked", reason="You asked")
    result = accepted(library, fixed, changes=WhatIf(pins=(("cat", "ben"),)))
    assert (result.rows, result.removed) == ((), ())
    (pinned,) = result.new
    assert (pinned.members, pinned.fixed, pinned.formed) == (["cat", "ben"], True, "Fixed by the planner")


def test_whoever_was_put_in_becomes_a_participant(library: Library) -> None:
    eve = clinician("eve", decision=Decision.RESERVE)
    cohort = small_cohort(library, eve, BEN, changes=WhatIf(with_=("eve",)))
    proposal = propose(cohort)
    assert outcome(cohort, proposal, reasons(cohort, proposal)).admitted == ("eve",)
