"""A workshop's activities on the clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.trust import OwnBreak
from ..model.workshop import Activity, ActivityKind, Workshop


@dataclass(frozen=True, slots=True)
class TimedActivity:
    """An activity with its clock times."""

    activity: Activity
    starts: datetime.time
    ends: datetime.time
    minutes_before: int
    """Minutes from the start of the workshop to the start of the activity."""

    @property
    def is_break(self) -> bool:
        return self.activity.kind is ActivityKind.BREAK


def add_minutes(start: datetime.time, minutes: int) -> datetime.time:
    """A clock time some minutes later; it wraps round at midnight."""
    total = (start.hour * 60 + start.minute + minutes) % (24 * 60)
    return datetime.time(total // 60, total % 60)


def timed(
    workshop: Workshop, start: datetime.time | None = None, breaks: Sequence[OwnBreak] = ()
) -> tuple[TimedActivity, ...]:
    """The activities of a workshop with running clock times.

    Args:
        workshop: the workshop.
        start: the workshop's usual start when None.
        breaks: a trust's own, in place of the workshop's; the workshop's length changes with them.
    """
    begin = start or workshop.start
    elapsed = 0
    activities = []
    for activity in _with_breaks(workshop, breaks):
        starts, ends = add_minutes(begin, elapsed), add_minutes(begin, elapsed + activity.minutes)
        activities.append(TimedActivity(activity, starts, ends, elapsed))
        elapsed += activity.minutes
    return tuple(activities)


def _with_breaks(workshop: Workshop, breaks: Sequence[OwnBreak]) -> Iterator[Activity]:
    if not breaks:
        yield from workshop.activities
        return
    for activity in workshop.activities:
        if activity.kind is not ActivityKind.BREAK:
            yield activity
            for number, own in enumerate(breaks):
                if own.after == activity.id:
                    yield Activity(
                        id=f"own-break-{number + 1}", title=own.title, kind=ActivityKind.BREAK, minutes=own.minutes
                    )
