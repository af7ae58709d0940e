"""All that is said about a cohort's pairs, with and without a trial."""

from __future__ import annotations

from generator.model.library import Library
from generator.model.pairing import Weight, Wish
from generator.model.scheme import Records
from generator.pairing.answer import answer
from generator.pairing.cohort import WhatIf
from tests.pairing.small_cohort import NOTHING, clinician, manager, small_library, small_profile

PEOPLE = [
    clinician("ann", site="north", department="Surgery"),
    clinician("ben", site="south", department="Stroke"),
    manager("cat", site="north", department="Surgery"),
    manager("dev", site="south", department="Stroke"),
]


def pairs_of(library: Library, changes: WhatIf | None = None) -> tuple[list[tuple[str, ...]], bool | None]:
    """The pairs, and whether they differ from those without the trial; None if nothing is tried out."""
    profile = small_profile(**{**NOTHING, "same_site": "matters"})
    result = answer(Records(people=PEOPLE), profile, small_library(library), changes)
    assert [why.group for why in result.reasons] == list(result.proposal.groups)
    differs = None if result.differences is None else bool(result.differences)
    return [group.members for group in result.proposal.groups], differs


def test_without_a_trial_nothing_is_compared(library: Library) -> None:
    assert pairs_of(library) == ([("ann", "cat"), ("ben", "dev")], None)
    assert pairs_of(library, WhatIf()) == ([("ann", "cat"), ("ben", "dev")], None)


def test_a_trial_is_compared_with_the_proposal_without_it(library: Library) -> None:
    trial = WhatIf(forbidden=(("ann", "cat"),))

    assert pairs_of(library, trial) == ([("ann", "dev"), ("ben", "cat")], True)


def test_where_a_weight_changes_all_pairs_are_formed_again(library: Library) -> None:
    trial = WhatIf(weights={Wish.SAME_SITE: Weight.NOT_AT_ALL, Wish.ACROSS_DEPARTMENTS: Weight.MATTERS})

    assert pairs_of(library, trial) == ([("ann", "dev"), ("ben", "cat")], True)
