"""The sheet Groups once a proposal is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.scheme import Decision, LearningGroup
from .cohort import Cohort
from .proposal import Proposal
from .reasons import Reasons


@dataclass(frozen=True, slots=True)
class Outcome:
    """What accepting a proposal makes of the sheet Groups. What a planner typed of a group that stays is as it was."""

    rows: tuple[LearningGroup, ...]
    """The rows that the proposal fills or changes, by id, in the order of the sheet."""
    new: tuple[LearningGroup, ...]
    """Groups without a row. Their ids are not those of rows."""
    removed: tuple[LearningGroup, ...]
    """Rows, as they are, whose members are no longer together."""
    admitted: tuple[str, ...]
    """Ids of people who have a group now, but are not participants yet, in the order of the cohort."""


NOTHING = Outcome((), (), (), ())
"""What a proposal that is on the sheet already changes."""


def outcome(cohort: Cohort, proposal: Proposal, reasons: Sequence[Reasons]) -> Outcome:
    """What accepting a proposal makes of the sheet Groups; `reasons` are those of its groups."""
    before = {row.id: row for row in cohort.groups}
    after = {why.group.row: _group(why, _as_fixed(cohort, before[why.group.row])) for why in reasons if why.group.row}
    placed = {id for group in proposal.groups for id in group.members}
    return Outcome(
        rows=tuple(after[row.id] for row in cohort.groups if row.id in after and after[row.id] != row),
        new=tuple(_group(why) for why in reasons if not why.group.row),
        removed=tuple(row for row in cohort.groups if row.id not in after and _is_dissolved(cohort, row, placed)),
        admitted=tuple(_admitted(cohort, placed)),
    )


def _group(why: Reasons, row: LearningGroup | None = None) -> LearningGroup:
    """A proposed group as a row; one with the members that its row has keeps what was typed of it."""
    group = why.group
    if row is None:
        id = f"new-{group.members[0]}"
        row = LearningGroup(id=id, name=group.name, fixed=group.pinned)
    values = {"formed": why.team, "reason": why.participants, "fixed": row.fixed or group.pinned}
    if set(row.members) == set(group.members):
        return row.model_copy(
            update={
                "formed": row.formed or values["formed"],
                "reason": row.reason or values["reason"],
                "fixed": values["fixed"],
            }
        )
    return row.model_copy(update={**values, "members": list(group.members), "first_met": None})


def _as_fixed(cohort: Cohort, row: LearningGroup) -> LearningGroup:
    """A row that is fixed only if it keeps several of those considered together."""
    considered = {person.id for person in cohort.people}
    return row if len(considered.intersection(row.members)) > 1 else row.model_copy(update={"fixed": False})


def _is_dissolved(cohort: Cohort, row: LearningGroup, placed: set[str]) -> bool:
    """Whether a row that no proposed group takes says something that is no longer so."""
    if row.fixed:
        return bool(placed.intersection(row.members))
    return any(person.id in row.members for person in cohort.people)


def _admitted(cohort: Cohort, placed: set[str]) -> Iterator[str]:
    for person in cohort.people:
        if person.id in placed and person.decision is not Decision.PARTICIPANT:
            yield person.id
