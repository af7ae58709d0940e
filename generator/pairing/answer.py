"""All that is said about a cohort's pairs or groups: the proposal, why it is so, and what a planner's trial changes."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.library import Library
from ..model.scheme import Records
from ..model.trust import TrustProfile
from .cohort import Cohort, WhatIf, cohort
from .conflicts import Conflict, conflict
from .fairness import Fairness, fairness
from .proposal import Proposal, propose
from .reasons import Reasons, reasons
from .unmatched import Unmatched, unmatched
from .what_if import Differences, again, differences


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposal with everything that explains it."""

    cohort: Cohort
    """With what the planner tries out."""
    proposal: Proposal
    reasons: tuple[Reasons, ...]
    """For each group of the proposal."""
    fairness: Fairness
    unmatched: tuple[Unmatched, ...]
    """For each participant without a group, why."""
    conflict: Conflict | None
    """Rules because of which fewer groups are possible than the numbers of each side allow, if they are known."""
    differences: Differences | None
    """What is different from the proposal without the trial; None if nothing is tried out."""
    changes: WhatIf
    """What the planner tries out."""
    moves_few: bool = False
    """Whether it is the best of the proposals that part as few people as possible, and not of all."""


def answer(records: Records, profile: TrustProfile, library: Library, changes: WhatIf | None = None) -> Answer:
    """What is proposed for a cohort; the arguments are those of `cohort`.

    After a change as few other groups as possible change. Where a weight changed, all are formed again: or everything
    would stay as it is.
    """
    usual = cohort(records, profile, library)
    proposal, differs, moves_few = propose(usual), None, False
    considered = usual
    if changes and changes != WhatIf():
        considered = cohort(records, profile, library, changes)
        before, moves_few = proposal, not changes.weights
        proposal = again(before, considered, fewest_moves=moves_few)
        differs = differences(before, proposal, considered)
    return Answer(
        cohort=considered,
        proposal=proposal,
        reasons=reasons(considered, proposal),
        fairness=fairness(considered, proposal),
        unmatched=unmatched(considered, proposal),
        conflict=conflict(considered),
        differences=differs,
        changes=changes or WhatIf(),
        moves_few=moves_few,
    )
