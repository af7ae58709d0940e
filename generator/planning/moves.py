"""What a plan changes in the plan that it replaces, and what is recorded of it for the next one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ..model.english import listed
from ..model.recorded_plan import RecordedEntry, RecordedPlan
from ..model.trust import Contact, TrustProfile
from .cohort_plan import CohortPlan
from .lead_in import begun
from .schedule import EntryKind, ScheduleEntry

DOMAIN = "paired-learning"
"""Ends every uid, so that it differs from those of other calendars."""
MINUTE = datetime.timedelta(minutes=1)
_ANNOUNCED = ("title", "first", "last", "starts", "ends", "place")
"""Fields whose change raises the sequence of an entry: people have to be told."""


class Move(NamedTuple):
    """An entry whose day, time, place or title differs between two plans, or that only one of them has."""

    entry: RecordedEntry
    """The entry as it is now, or as it was if it is gone."""
    before: RecordedEntry | None
    """None for a new entry."""
    after: RecordedEntry | None
    """None for an entry that is no longer in the plan."""
    why: str
    """The reason, without a full stop."""
    roles: tuple[str, ...]
    """Ids of the roles to tell: those that have it in their calendar now or had it before."""
    contacts: tuple[Contact, ...]
    """People whom the profile names for these roles."""


def uid(profile: TrustProfile, id: str) -> str:
    """Identity of an entry in calendars: the same in every plan of a cohort, so that an import updates the entry."""
    return f"{id}.cohort-{profile.cohort.number}.{profile.id}@{DOMAIN}"


def recorded(playbook: CohortPlan) -> RecordedPlan:
    """The record of a plan, which is compared with the plan that replaces it.

    Sequences and stamps follow on from the earlier plan. Both rise for an entry whose day, time, place or title
    changed, and the stamp alone for one with another reason or other readers. A stamp is midnight at the start of
    planning, or a minute after the entry's earlier stamp, whichever is later.
    """
    profile, previous = playbook.profile, playbook.previous
    before = {entry.id: entry for entry in previous.entries} if previous else {}
    midnight = datetime.datetime.combine(playbook.planning_from, datetime.time(), tzinfo=datetime.UTC)
    entries = playbook.schedule.entries if playbook.schedule else ()
    present = {entry.id: _recorded(entry, uid(profile, entry.id), midnight) for entry in entries}
    gone = (_cancelled(entry, midnight) for id, entry in before.items() if id not in present)
    followed = (_following(entry, before.get(entry.id), midnight) for entry in present.values())
    return RecordedPlan(
        trust=profile.id,
        cohort=profile.cohort.number,
        planning_from=playbook.planning_from,
        begun=begun(playbook.planning_from, previous),
        entries=sorted([*followed, *gone], key=lambda entry: (entry.first, entry.last, entry.id)),
    )


def _recorded(entry: ScheduleEntry, uid: str, stamp: datetime.datetime) -> RecordedEntry:
    """An entry as it is recorded in a first plan."""
    return RecordedEntry(
        id=entry.id,
        uid=uid,
        kind=entry.kind.value,
        title=entry.title,
        first=entry.first,
        last=entry.last,
        starts=entry.starts,
        ends=entry.ends,
        place=entry.place or None,
        roles=list(map(str, entry.roles)),
        reason=entry.reason,
        stamp=stamp,
    )


def _following(entry: RecordedEntry, before: RecordedEntry | None, midnight: datetime.datetime) -> RecordedEntry:
    """An entry with the sequence and stamp that follow on from the earlier plan."""
    if before is None:
        return entry
    unchanged = entry.model_copy(update={"sequence": before.sequence, "stamp": before.stamp})
    if unchanged == before:
        return unchanged
    raised = int(before.cancelled or announces(before, entry))
    return entry.model_copy(
        update={"sequence": before.sequence + raised, "stamp": max(midnight, before.stamp + MINUTE)}
    )


def _cancelled(entry: RecordedEntry, midnight: datetime.datetime) -> RecordedEntry:
    if entry.cancelled:
        return entry
    changes = {"cancelled": True, "sequence": entry.sequence + 1, "stamp": max(midnight, entry.stamp + MINUTE)}
    return entry.model_copy(update=changes)


def announces(before: RecordedEntry, after: RecordedEntry) -> bool:
    """Whether people have to be told of the difference between two versions of an entry."""
    return any(getattr(before, name) != getattr(after, name) for name in _ANNOUNCED)


def moves(playbook: CohortPlan) -> tuple[Move, ...]:
    """What moved since the plan that a playbook replaces, in the order of the present dates; empty for a first plan."""
    if playbook.previous is None:
        return ()
    before = playbook.previous.events
    now = recorded(playbook)
    after = now.events
    workshops = playbook.schedule.of(EntryKind.WORKSHOP) if playbook.schedule else ()
    first = workshops[0].id if workshops else ""
    changed = []
    for entry in now.entries:
        old, new = before.get(entry.id), after.get(entry.id)
        if (old and new and announces(old, new)) or (old is None) != (new is None):
            roles = tuple(dict.fromkeys(role for each in (new, old) if each for role in each.roles))
            changed.append(
                Move(entry, old, new, _why(old, new, first=entry.id == first), roles, _named(playbook.contacts, roles))
            )
    return tuple(changed)


def _why(before: RecordedEntry | None, after: RecordedEntry | None, *, first: bool) -> str:
    """Why an entry moved; `first` is whether it is the first workshop, from which the others are counted."""
    if after is None:
        return "No longer in the plan"
    if before is None:
        return after.reason
    if (before.first, before.last) != (after.first, after.last):
        if before.reason != after.reason:
            return after.reason
        return "The cohort starts on another day" if first else f"{after.reason}; moved with the date it depends on"
    changes = {
        "time": (before.starts, before.ends) != (after.starts, after.ends),
        "place": before.place != after.place,
        "title": before.title != after.title,
    }
    return f"New {listed(name for name, changed in changes.items() if changed)}, same day"


def _named(contacts: Iterable[Contact], roles: Iterable[str]) -> tuple[Contact, ...]:
    wanted = set(roles)
    return tuple(contact for contact in contacts if contact.role in wanted)
