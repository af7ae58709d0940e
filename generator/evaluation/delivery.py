"""What was done, counted from a scheme's records: people, sessions, groups and projects. No names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model.scheme import Agreement, Attended, Decision, Person, ProjectStage, Records


class Attendance(NamedTuple):
    """How many of those who started were at a session, or at several, each person counted for each session."""

    session: str
    """Id of the plan's entry, such as workshop-powerlab; empty for several together."""
    there: int
    """All of the time."""
    partly: int
    apologies: int
    absent: int
    unrecorded: int
    """Nobody wrote down whether they were there."""

    @property
    def came(self) -> int:
        """There for all or some of it."""
        return self.there + self.partly

    @property
    def recorded(self) -> int:
        """People whose attendance was written down: of these `came` is a share."""
        return self.came + self.apologies + self.absent

    @property
    def held(self) -> bool:
        """Whether the records show that it took place: somebody was there."""
        return self.came > 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was done."""

    applied: int
    """Everybody in the records."""
    started: int
    """People with a place, and those who left."""
    left: int
    """People who withdrew after they had been at a session or had a place in a pair or group."""
    ended: bool
    """Whether the programme is over."""
    release_agreed: int
    """Those who started and whose release was agreed."""
    release_refused: int
    groups: int
    """Pairs or groups with at least two members."""
    groups_met: int
    """Groups of which the day is recorded on which they first met."""
    workshops: tuple[Attendance, ...]
    """In the order of the plan, sessions without any record included."""
    surgeries: tuple[Attendance, ...]
    projects: Mapping[ProjectStage, int]
    """Projects at each stage, in the order of stages, zeros included."""

    @property
    def finished(self) -> int | None:
        """People who started and did not leave; None while the programme lasts."""
        return self.started - self.left if self.ended else None

    @property
    def workshops_held(self) -> int:
        return sum(session.held for session in self.workshops)

    @property
    def surgeries_held(self) -> int:
        return sum(session.held for session in self.surgeries)

    @property
    def attendance(self) -> Attendance:
        """Of all workshops that were held together."""
        held = [session[1:] for session in self.workshops if session.held]
        return (
            Attendance("", *(sum(column) for column in zip(*held, strict=True)))
            if held
            else Attendance("", 0, 0, 0, 0, 0)
        )


def delivery(records: Records, workshops: Iterable[str], surgeries: Iterable[str], ended: bool) -> Delivery:
    """Count what was done.

    Sessions are ids of the plan's entries, in its order; `ended` says whether the programme is over.
    """
    in_groups = {member for group in records.groups for member in group.members}
    left = [person for person in records.people if _left(person, records, in_groups)]
    started = [*records.participants, *left]
    stages = Counter(project.stage for project in records.projects)
    release = Counter(person.release for person in started)
    return Delivery(
        applied=len(records.people),
        started=len(started),
        left=len(left),
        ended=ended,
        release_agreed=release[Agreement.AGREED],
        release_refused=release[Agreement.REFUSED],
        groups=sum(len(group.members) > 1 for group in records.groups),
        groups_met=sum(group.first_met is not None for group in records.groups),
        workshops=tuple(_attendance(records, started, id) for id in workshops),
        surgeries=tuple(_attendance(records, started, id) for id in surgeries),
        projects={stage: stages[stage] for stage in ProjectStage},
    )


def _left(person: Person, records: Records, in_groups: set[str]) -> bool:
    came = {Attended.ATTENDED, Attended.PARTLY} & set(records.attendance.get(person.id, {}).values())
    return person.decision is Decision.WITHDRAWN and (bool(came) or person.id in in_groups)


def _attendance(records: Records, started: list[Person], session: str) -> Attendance:
    marks = Counter(records.attendance.get(person.id, {}).get(session) for person in started)
    return Attendance(
        session,
        there=marks[Attended.ATTENDED],
        partly=marks[Attended.PARTLY],
        apologies=marks[Attended.SENT_APOLOGIES],
        absent=marks[Attended.NOT_THERE],
        unrecorded=marks[None],
    )
