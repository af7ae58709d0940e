"""What accepting a proposal makes of the sheet Groups."""

from __future__ import annotations

import datetime

from generator.model.library import Library
from generator.model.scheme import Decision, LearningGroup
from generator.pairing.cohort import WhatIf
from generator.pairing.outcome import NOTHING as NOTHING_CHANGES
from generator.pairing.outcome import Outcome, outcome
from generator.pairing.proposal import propose
from generator.pairing.reasons import reasons
from tests.pairing.small_cohort import NOTHING, clinician, manager, small_cohort, small_profile

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
    assert result.new[0].reason == "you both work at North"
    assert result.rows == result.removed == result.admitted == ()


def test_a_pair_that_stays_keeps_what_was_typed_of_it(library: Library) -> None:
    before = row("first", "ben", "ann", formed="At the event", first_met=datetime.date(2027, 9, 1), note="Both new")
    (after,) = accepted(library, before).rows
    assert after == before.model_copy(update={"reason": "you both work at North"})


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


def test_of_two_fixed_rows_with_one_member_left_each_only_the_first_stays(library: Library) -> None:
    gone, away = manager("gone", decision=Decision.WITHDRAWN), clinician("away", decision=Decision.WITHDRAWN)
    fixed = row("first", "ann", "gone", fixed=True), row("second", "away", "ben", fixed=True)
    cohort = small_cohort(library, ANN, BEN, gone, away, groups=(*fixed, row("third", "gone", "away")))
    proposal = propose(cohort)
    result = outcome(cohort, proposal, reasons(cohort, proposal))
    assert [(group.id, group.members, group.fixed) for group in result.rows] == [("first", ["ann", "ben"], False)]
    assert [group.id for group in result.removed] == ["second"]


def test_a_fixed_row_of_people_without_a_group_stays(library: Library) -> None:
    gone = clinician("gone", decision=Decision.WITHDRAWN)
    cohort = small_cohort(library, BEN, gone, groups=(row("first", "ben", "gone", fixed=True), row("second", "ben")))
    proposal = propose(cohort)
    assert [group.id for group in outcome(cohort, proposal, reasons(cohort, proposal)).removed] == ["second"]


def test_a_fixed_row_of_which_only_one_is_left_is_not_fixed_with_somebody_else(library: Library) -> None:
    before = row("first", "ann", "eve", fixed=True)
    eve = manager("eve", decision=Decision.WITHDRAWN)
    cohort = small_cohort(library, ANN, BEN, eve, groups=(before,))
    proposal = propose(cohort)
    (after,) = outcome(cohort, proposal, reasons(cohort, proposal)).rows

    assert (after.name, after.members, after.fixed) == ("First", ["ann", "ben"], False)


def test_a_group_with_another_member_has_not_met_yet_and_says_why_again(library: Library) -> None:
    before = row(
        "first", "ann", "ben", "eve", formed="At the event", reason="You asked", first_met=datetime.date(2027, 9, 1)
    )
    eve = clinician("eve", decision=Decision.WITHDRAWN)
    people = (ANN, BEN, CAT, eve)
    profile = small_profile(size=3, participants={"doctors": 2, "managers": 1}, **NOTHING)
    cohort = small_cohort(library, *people, groups=(before,), profile=profile)
    proposal = propose(cohort)
    (after,) = outcome(cohort, proposal, reasons(cohort, proposal)).rows
    assert (after.name, after.members, after.first_met) == ("First", ["ann", "cat", "ben"], None)
    assert (after.formed, after.reason) == ("All free on any half day", None)


def test_a_proposal_that_is_on_the_sheet_changes_nothing(library: Library) -> None:
    rows = [row("first", "ann", "ben", formed="So", reason="So"), row("second", "dan", "cat", formed="So", reason="So")]
    assert accepted(library, *rows) == NOTHING_CHANGES


def test_a_row_of_people_who_left_stays_and_keeps_its_name(library: Library) -> None:
    left = clinician("left", decision=Decision.WITHDRAWN)
    past = LearningGroup(id="past", name="Pair 1", members=["left"])
    cohort = small_cohort(library, ANN, BEN, left, groups=(past,))
    proposal = propose(cohort)
    result = outcome(cohort, proposal, reasons(cohort, proposal))
    assert result.removed == ()
    assert [group.name for group in result.new] == ["Pair 2"]
