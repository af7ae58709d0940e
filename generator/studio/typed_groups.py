"""An accepted proposal as somebody would type it into the sheets Groups and People of a scheme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ..model.diagnostics import InputFault
from ..model.scheme import Decision, LearningGroup, Records
from ..model.scheme_file import OWN, Row, SchemeFile, Table
from ..model.sheets.choices import YES
from ..model.sheets.form import Value
from ..model.sheets.labels import people_labels
from ..model.sheets.records import MEMBER, PEOPLE, groups_form, in_words
from ..pairing.outcome import Outcome
from .sheets import next_row
from .typed_edits import CellAddress, Edits

GROUPS = groups_form(2).name
_COLUMNS = {"name", "formed", "reason", "fixed"}
"""Columns of the sheet Groups that are written besides those of members."""
_ADVICE = "bring the workbook up to date: save it on the page Make your plan, or update it with the command"


def typed_groups(file: SchemeFile, records: Records, outcome: Outcome) -> Edits:
    """The cells to type. Whatever the outcome does not change stays as it was typed.

    A group without a row takes one whose members are no longer together, else the next blank row. A row that nobody
    takes is cleared. Notes and the planner's own columns stay in the rows that are taken: see `noted`.

    Args:
        file: the workbook.
        records: what it says.
        outcome: what became of the proposal.

    Raises:
        InputFault: the workbook has no place for it.
    """
    if GROUPS not in file.tables or not file.tables[GROUPS].columns.keys() >= _COLUMNS:
        message = "the sheet Groups has no columns for how groups came about, or for what their members are told"
        raise InputFault.of("old-columns", message, file.file, _ADVICE)
    groups, people = file.tables[GROUPS], file.tables[PEOPLE.name]
    rows, before = {row.id: row for row in groups.rows}, {group.id: group for group in records.groups}
    labels = people_labels(records)
    edits: dict[CellAddress, Value] = {}

    def write(number: int, group: LearningGroup, was: LearningGroup | None) -> None:
        values: dict[str, Value] = {
            "name": group.name,
            "formed": group.formed,
            "reason": group.reason,
            "fixed": YES if group.fixed else None,
            "first_met": group.first_met,
        }
        changed = {key for key in values if was is None or getattr(group, key) != getattr(was, key)}
        if was is None or group.members != was.members:
            members = map(labels.label, group.members)
            values |= {key: next(members, None) for key in _member_columns(groups, len(group.members))}
            changed |= {key for key in values if key.startswith(MEMBER)}
        edits.update({(GROUPS, number, groups.columns[key]): values[key] for key in changed & groups.columns.keys()})

    for group in outcome.rows:
        write(rows[group.id].number, group, before[group.id])
    freed = [rows[group.id] for group in outcome.removed]
    blank = count(next_row(groups))
    for place, group in enumerate(outcome.new):
        reused = freed[place] if place < len(freed) else None
        write(reused.number if reused else next(blank), group, before[reused.id] if reused else None)
    for row in freed[len(outcome.new) :]:
        edits.update(_cleared(groups, row))
    numbers = {row.id: row.number for row in people.rows}
    decision = people.columns["decision"]
    return edits | {(PEOPLE.name, numbers[id], decision): in_words(Decision.PARTICIPANT) for id in outcome.admitted}


def noted(file: SchemeFile, records: Records, outcome: Outcome) -> tuple[int, ...]:
    """The numbers of rows with other members afterwards, but still what was typed about those of before: a note, or
    something in the planner's own columns."""
    rows, before = {row.id: row for row in file.tables[GROUPS].rows}, {group.id: group for group in records.groups}
    changed = [row.id for row in outcome.rows if before[row.id].members and row.members != before[row.id].members]
    taken = [*changed, *(row.id for row in outcome.removed[: len(outcome.new)])]
    return tuple(
        sorted(
            rows[id].number
            for id in taken
            if any(rows[id].value(key) is not None for key in rows[id].cells if key == "note" or key.startswith(OWN))
        )
    )


def _member_columns(table: Table, size: int) -> list[str]:
    """The keys of the columns of members, from left to right. InputFault if there are fewer than a group has."""
    keys = sorted((key for key in table.columns if key.startswith(MEMBER)), key=table.columns.__getitem__)
    if len(keys) < size:
        message = f"the sheet Groups has {len(keys)} columns for members, and a group has {size}"
        raise InputFault.of("few-member-columns", message, table.file, _ADVICE)
    return keys


def _cleared(table: Table, row: Row) -> Iterator[tuple[CellAddress, None]]:
    for key, number in table.columns.items():
        if row.value(key) is not None and number != table.ids:
            yield (GROUPS, row.number, number), None
