"""Proposes pairs or groups for the open scheme, tries out changes, and types an accepted proposal into its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..documents.pairs_values import as_values
from ..model.diagnostics import InputFault
from ..model.scheme import Records
from ..pairing.cohort import Cohort, WhatIf
from ..pairing.cohort import cohort as considered
from ..pairing.fairness import fairness
from ..pairing.outcome import outcome
from ..pairing.proposal import Proposal, ProposedGroup, propose
from ..pairing.reasons import reasons
from ..pairing.what_if import again, differences, words
from . import wire
from .desk import Desk
from .typed_groups import typed_groups
from .wire import Files, Reply


def pairs(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """The pairs or groups that are proposed. It names people.

    The request has what the planner tries out, as ids of people (`pins`, `forbidden`, `without`, `with`), and may have
    the groups that she saw before (`before`), so that the reply says what changed.
    """
    _, cohort, proposal = _proposed(desk, request)
    seen = request.get("before")
    changes = None if seen is None else words(differences(_seen(cohort, seen), proposal, cohort), cohort)
    return {"pairs": as_values(cohort, proposal, reasons(cohort, proposal), fairness(cohort, proposal), changes)}, ()


def pairs_edits(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """What to type so that the scheme has the pairs that `pairs` proposes for the same request."""
    records, cohort, proposal = _proposed(desk, request)
    accepted = outcome(cohort, proposal, reasons(cohort, proposal))
    edits = typed_groups(desk.checked.file, records, accepted)
    return {
        "edits": [
            {"sheet": sheet, "row": row, "column": column, "value": wire.to_wire(value)}
            for (sheet, row, column), value in edits.items()
        ],
        "removed": [group.name for group in accepted.removed],
        "admitted": list(accepted.admitted),
    }, ()


def _proposed(desk: Desk, request: Mapping[str, Any]) -> tuple[Records, Cohort, Proposal]:
    """The people of the open scheme, the cohort with what the planner tries out, and what is proposed for it.

    Raises:
        InputFault: the scheme has faults, or nobody has a place.
    """
    library, slug = desk.checked_library, desk.open_scheme.slug
    trust = library.trusts[slug]
    records = trust.records or Records()
    what_if = _what_if(request, records)
    cohort = considered(records, trust.profile, library, what_if)
    if not cohort.people:
        message, advice = "nobody has a place yet", "choose Participant in the column Decision of the sheet People"
        raise InputFault.of("no-participants", message, desk.open_scheme.name, advice)
    if desk.proposal is None:
        desk.proposal = propose(considered(records, trust.profile, library))
    # With something tried out: what differs least from what is proposed without.
    return records, cohort, again(desk.proposal, cohort) if what_if != WhatIf() else desk.proposal


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
