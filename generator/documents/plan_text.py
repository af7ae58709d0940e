"""A plan and what moved in it as plain text, for the terminal and beside calendars, and as values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.english import counted
from ..model.vocabulary import Term
from ..planning import dates
from ..planning.moves import Move, moves, recorded
from ..planning.playbook import Playbook
from . import moved
from .calendar import organiser

SHOWN = 10
"""Moves that are listed where a playbook with all of them is at hand."""


def in_text(playbook: Playbook) -> str:
    """A plan for people: what moved since the last plan, warnings, and each date with its reason."""
    profile = playbook.profile
    heading = f"{profile.name}, {profile.cohort.name}: planned from {dates.date(playbook.planning_from)}"
    sections = [[heading]]
    if changed := moves(playbook):
        sections.append([f"{moved.title(playbook)}:", *_indented(lines(changed, playbook.vocabulary.roles))])
    elif playbook.previous:
        sections.append([f"Nothing has moved since {moved.since(playbook)}."])
    if playbook.warnings:
        notes = (f"{warning.message} {warning.advice}" for warning in playbook.warnings)
        sections.append(["Look at this first:", *_indented(notes)])
    entries = recorded(playbook).events.values()
    if entries:
        rows = (line for entry in entries for line in (f"{moved.when(entry)}: {entry.title}", f"  {entry.reason}."))
        sections.append(["Dates:", *_indented(rows)])
    return "\n\n".join("\n".join(section) for section in sections)


def _indented(rows: Iterable[str]) -> Iterator[str]:
    return (f"  {row}" for row in rows)


def as_values(playbook: Playbook) -> dict[str, Any]:
    """The same for a program. Entries have the fields of `plan.json`."""
    previous = playbook.previous
    return {
        **recorded(playbook).model_dump(mode="json"),
        "since": previous.planning_from.isoformat() if previous else None,
        "moves": [_move_as_values(move) for move in moves(playbook)],
        "given_up": list(playbook.given_up),
        "warnings": [
            {"code": warning.code, "message": warning.message, "advice": warning.advice}
            for warning in playbook.warnings
        ],
    }


def in_brief(playbook: Playbook) -> list[str]:
    """How many dates moved, and the first of them, in lines; empty where nothing moved."""
    changed = moves(playbook)
    if not changed:
        return []
    first = lines(changed[:SHOWN], playbook.vocabulary.roles)
    more = [f"... and {len(changed) - SHOWN} more: see What moved in the plan"] * (len(changed) > SHOWN)
    total = f"{counted(len(changed), 'date')} moved since {moved.since(playbook)}:"
    return [total, *_indented([*first, *more])]


def lines(changed: Iterable[Move], roles: Mapping[str, Term]) -> Iterator[str]:
    """Moves as lines of text."""
    for move in changed:
        yield move.entry.title
        yield f"  was: {moved.was(move)}"
        yield f"  now: {moved.is_now(move)}"
        yield f"  why: {move.why}"
        yield f"  tell: {moved.whom(move, roles)}"


def _move_as_values(move: Move) -> dict[str, Any]:
    return {
        "id": move.entry.id,
        "before": move.before.model_dump(mode="json") if move.before else None,
        "after": move.after.model_dump(mode="json") if move.after else None,
        "why": move.why,
        "roles": list(move.roles),
        "contacts": [{"role": contact.role, "name": contact.name, "email": contact.email} for contact in move.contacts],
    }


def read_me(playbook: Playbook) -> str:
    """What to do with the files of single events, as plain text."""
    changed = moves(playbook)
    if office := organiser(playbook):
        how = f"""\
Each file is a meeting request or a cancellation from {office.name} ({office.email}).

In Outlook:
1. Open the file that begins with "moved" or "new", and accept it. The entry that you already have takes its new
   day, time, place or title. If it does not, delete the old entry and open the file again.
2. Open the file that begins with "cancelled", and remove the event from your calendar.

To tell others, attach the file to an email to the people named below.
"""
    else:
        how = """\
These files are not meeting requests, because the profile has no email address for the administrator or the lead. Add
a contact with the role administrator and an email address to the profile, and the next plan writes requests and
cancellations.

In Outlook:
1. Open the file that begins with "moved" or "new", and save it. If the old entry is still there, delete it.
2. For a file that begins with "cancelled", delete the entry from your calendar yourself.
"""
    listing = "\n".join(lines(changed, playbook.vocabulary.roles))
    return f"""\
{moved.title(playbook)}

Outlook on Windows does not update events from a file that holds many of them, so this folder has one file for each
event that changed.

{how}
{listing}
"""
