"""Writes an accepted proposal into a planner's workbook."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..pairing.answer import Answer
from ..pairing.outcome import outcome
from ..sources.scheme import named_typed
from ..sources.typed_workbook import read_typed
from .opened import Opened, read_opened
from .typed_edits import edited
from .typed_groups import GROUPS, noted, typed_groups
from .updated import Updated, updated


@dataclass(frozen=True, slots=True)
class Accepted:
    """A workbook whose sheet Groups has a proposal."""

    updated: Updated
    rows: tuple[int, ...]
    """Numbers of the rows of the sheet Groups that were written."""
    replaced: tuple[int, ...]
    """Those of them that had other members, or members who are no longer together."""
    noted: tuple[int, ...]
    """Those of them that still have a note, or something in the planner's own columns, about the members of before."""
    admitted: int
    """How many people on the sheet People are participants now and were not."""


def accepted(opened: Opened, raw: bytes, answer: Answer, today: datetime.date) -> Accepted:
    """The workbook with the groups of a proposal, and with everything else that was typed into it.

    Args:
        opened: the workbook.
        raw: its file.
        answer: what is proposed for what it says.
        today: the day of planning.

    Raises:
        InputFault: it is of an earlier release and has no column for something, or has no room for the groups.
    """
    file, records = opened.file, opened.library.trusts[opened.slug].records
    result = outcome(answer.cohort, answer.proposal, answer.reasons)
    edits = typed_groups(file, records, result)
    again = read_opened(named_typed(edited(read_typed(raw, opened.name), edits)), opened.name, opened.check)
    before = {group.id: group for group in records.groups}
    changed = [row.id for row in result.rows if before[row.id].members and row.members != before[row.id].members]
    numbers = {row.id: row.number for row in file.tables[GROUPS].rows}
    return Accepted(
        updated=updated(again, today),
        rows=tuple(sorted({row for sheet, row, _ in edits if sheet == GROUPS})),
        replaced=tuple(sorted(numbers[id] for id in (*changed, *(row.id for row in result.removed)))),
        noted=noted(file, records, result),
        admitted=len(result.admitted),
    )
