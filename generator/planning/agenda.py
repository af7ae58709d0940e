"""A workshop's activities on the clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.trust import OwnBreak
from ..model.workshop import Activity, ActivityKind, Cue, Workshop, timed_line


class TimedActivity(NamedTuple):
    """An activity with its clock times."""

    activity: Activity
    starts: datetime.time
    ends: datetime.time

    @property
    def is_break(self) -> bool:
        return self.activity.kind is ActivityKind.BREAK


def in_groups_of(workshop: Workshop, group_size: int) -> Workshop:
    """A workshop as groups of this size run it: each activity with its variant for them."""
    return workshop.model_copy(
        update={"activities": [activity.in_groups_of(group_size) for activity in workshop.activities]}
    )


def varied_sizes(workshop: Workshop) -> tuple[int, ...]:
    """The sizes of groups for which some activity differs from what pairs do, in order."""
    variants = (variant for activity in workshop.activities for variant in activity.variants)
    return tuple(sorted({size for variant in variants for size in variant.group_sizes}))


def cues(activity: Activity) -> tuple[Cue, ...]:
    """What to do at which minute, in order: the lines with a time of what the facilitator does, and the cues."""
    lines = (timed_line(line) for line in activity.do)
    timed = (Cue(minute=minute, do=line.text) for line in lines if line for minute in line.starts)
    return tuple(sorted((*activity.cues, *timed), key=lambda cue: cue.minute))


def untimed(activity: Activity) -> tuple[str, ...]:
    """The lines of what the facilitator does that are not cues."""
    return tuple(line for line in activity.do if not timed_line(line))


def add_minutes(start: datetime.time, minutes: int) -> datetime.time:
    """A clock time some minutes later; it wraps round at midnight."""
    total = (start.hour * 60 + start.minute + minutes) % (24 * 60)
    return datetime.time(total // 60, total % 60)


def minutes_between(start: datetime.time, end: datetime.time) -> int:
    """Minutes from one clock time to a later one of the same day."""
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def timed(
    workshop: Workshop, start: datetime.time | None = None, breaks: Sequence[OwnBreak] = ()
) -> tuple[TimedActivity, ...]:
    """The activities of a workshop with running clock times, from its usual start unless another is given.

    A trust's own breaks replace the workshop's; the workshop's length changes with them.
    """
    time = start or workshop.start
    activities = []
    for activity in _with_breaks(workshop, breaks) if breaks else workshop.activities:
        ends = add_minutes(time, activity.minutes)
        activities.append(TimedActivity(activity, time, ends))
        time = ends
    return tuple(activities)


def _with_breaks(workshop: Workshop, breaks: Sequence[OwnBreak]) -> Iterator[Activity]:
    for activity in workshop.activities:
        if activity.kind is not ActivityKind.BREAK:
            yield activity
            for number, own in enumerate(breaks, start=1):
                if own.after == activity.id:
                    yield Activity(
                        id=f"own-break-{number}", title=own.title, kind=ActivityKind.BREAK, minutes=own.minutes
                    )
