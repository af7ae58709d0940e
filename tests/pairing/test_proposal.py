"""What is proposed for a cohort, and where everybody stands."""

from __future__ import annotations

import pytest

from generator.model.library import Library
from generator.pairing.proposal import propose
from tests.pairing import drawn_cohort


@pytest.mark.parametrize("size", [2, 3, 4])
def test_everybody_on_the_sheet_is_in_one_place(library: Library, size: int) -> None:
    cohort = drawn_cohort.drawn(library, size=size)

    proposal = propose(cohort)

    placed = [id for group in proposal.groups for id in group.members]
    others = [person.id for person in (*proposal.reserves, *(person for person, _ in proposal.aside))]
    assert sorted([*placed, *proposal.unmatched, *others]) == sorted(cohort.by_id)
