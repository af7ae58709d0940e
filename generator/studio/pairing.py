"""Proposes pairs or groups for the open scheme, tries out changes, and types an accepted proposal into its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..documents.pairs_values import as_values
from ..model.diagnostics import InputFault
from ..model.scheme import Records
from ..pairing.answer import Answer, answer
from ..pairing.cohort import Cohort, WhatIf
from ..pairing.outcome import NOTHING, outcome
from ..pairing.proposal import Proposal, ProposedGroup
from ..pairing.what_if import differences
from . import wire
from .desk import Desk
from .typed_groups import noted, typed_groups
from .wire import Files, Reply


def pairs(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """The pairs or groups that are proposed. It names people.

    The request has what the planner tries out, as ids of people (`pins`, `forbidden`, `without`, `with`), and may have
    the groups that she saw before (`before`). What changed then counts from those. `used` says whether the sheet Groups
    has these groups already.
    """
    given = _answer(desk, request)
    if (seen := request.get("before")) is not None:
        given = replace(given, differences=differences(_seen(given.cohort, seen), given.proposal, given.cohort))
    accepted = outcome(given.cohort, given.proposal, given.reasons)
    return {"pairs": as_values(given), "used": accepted == NOTHING}, ()


def pairs_edits(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """What to type so that the scheme has the pairs that `pairs` proposes for the same request."""
    given = _answer(desk, request)
    accepted = outcome(given.cohort, given.proposal, given.reasons)
    edits = typed_groups(desk.checked.file, _records(desk), accepted)
    return {
        "edits": [
            {"sheet": sheet, "row": row, "column": column, "value": wire.to_wire(value)}
            for (sheet, row, column), value in edits.items()
        ],
        "removed": [group.name for group in accepted.removed],
        "noted": list(noted(desk.checked.file, _records(desk), accepted)),
        "admitted": list(accepted.admitted),
    }, ()


def make_pairs(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Begin to make what a panel decides with: the pairs that `pairs` proposes for the same request."""
    from ..documents.pairs_folder import pairs_documents
    from .jobs import pairs_job
    from .making import begun

    given, playbook = _answer(desk, request), desk.playbook()
    template = desk.checked_library.trusts[desk.open_scheme.slug].word_template
    documents = pairs_documents(playbook, given)
    desk.job = pairs_job(playbook, documents, desk.theme, template, typst=request.get("documents", True))
    return begun(desk.job), ()


def _answer(desk: Desk, request: Mapping[str, Any]) -> Answer:
    """What is proposed for the open scheme.

    Raises:
        InputFault: the scheme has faults, or nobody has a place.
    """
    records = _records(desk)
    what_if = _what_if(request, records)
    if desk.pairs is None or desk.pairs[0] != what_if:
        library = desk.checked_library
        given = answer(records, library.trusts[desk.open_scheme.slug].profile, library, what_if)
        desk.pairs = what_if, given
    if not desk.pairs[1].cohort.people:
        message, advice = "nobody has a place yet", "choose Participant in the column Decision of the sheet People"
        raise InputFault.of("no-participants", message, desk.open_scheme.name, advice)
    return desk.pairs[1]


def _records(desk: Desk) -> Records:
    return desk.checked_library.trusts[desk.open_scheme.slug].records or Records()


def _what_if(request: Mapping[str, Any], records: Records) -> WhatIf:
    """What the planner tries out, without people who are no longer on the sheet."""
    known = records.by_id.keys()

    def lists(name: str) -> list[tuple[str, ...]]:
        return [tuple(ids) for ids in request.get(name, ()) if known >= set(ids)]

    def people(name: str) -> tuple[str, ...]:
        return tuple(id for id in request.get(name, ()) if id in known)

    return WhatIf(
        pins=tuple(lists("pins")),
        forbidden=tuple((first, second) for first, second in lists("forbidden")),
        without=people("without"),
        with_=people("with"),
    )


def _seen(cohort: Cohort, groups: list[list[str]]) -> Proposal:
    """What the planner saw before."""
    members = [tuple(ids) for ids in groups if cohort.by_id.keys() >= set(ids)]
    placed = {id for ids in members for id in ids}
    return Proposal(
        groups=tuple(ProposedGroup("", ids, 0) for ids in members),
        unmatched=tuple(person.id for person in cohort.people if person.id not in placed),
        reserves=(),
        aside=(),
        left_over=0,
        bound=0,
    )
