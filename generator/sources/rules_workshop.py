"""Checks within one workshop: its minutes, cues, objectives and slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.diagnostics import Diagnostic
from ..model.suggestions import did_you_mean
from ..model.walk import Path
from ..model.workshop import Activity, ActivityKind, Workshop, timed_line
from .entry import Entry

MOST_POINTS = 6
"""Points on a slide that the back of a room can read."""
LONGEST_POINT = 14
"""Words in a point of a slide."""


def workshop(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Faults of a workshop: sums, objectives, notes, cues."""
    total = sum(activity.minutes for activity in workshop.activities)
    if excess := total - workshop.duration_minutes:
        message = f"the activities take {total} minutes, but the workshop lasts {workshop.duration_minutes}"
        action = f"take {excess} minutes off" if excess > 0 else f"add {-excess} minutes to"
        yield entry.fault("minutes-do-not-add-up", message, ("duration_minutes",), f"{action} the activities")
    objectives = {objective.id for objective in workshop.objectives}
    handouts = {handout.id for handout in workshop.handouts}
    for number, activity in enumerate(workshop.activities):
        path: Path = ("activities", number)
        yield from local(entry, (*path, "objectives"), activity.objectives, objectives, "objective")
        yield from local(entry, (*path, "handouts"), activity.handouts, handouts, "handout")
        if activity.kind is not ActivityKind.BREAK and not (activity.say or activity.do or activity.ask):
            message = f"the activity `{activity.id}` has no notes for the facilitator"
            yield entry.fault("no-facilitator-notes", message, (*path, "id"), "add what to `say`, `do` or `ask`")
        yield from _minutes(entry, path, activity)
    for number, item in enumerate(workshop.evaluation):
        yield from local(entry, ("evaluation", number), [item.objective], objectives, "objective", "objective")
    served = {id for activity in workshop.activities for id in activity.objectives}
    rated = {item.objective for item in workshop.evaluation}
    for number, objective in enumerate(workshop.objectives):
        for ids, noun, verb in ((served, "activity", "serves"), (rated, "evaluation item", "tests")):
            if objective.id not in ids:
                message = f"no {noun} {verb} the objective `{objective.id}`"
                place: Path = ("objectives", number, "id")
                yield entry.fault("objective-not-covered", message, place, f"name it in an {noun}")


def _minutes(entry: Entry, path: Path, activity: Activity) -> Iterator[Diagnostic]:
    """Cues outside their activity or out of order, and more minutes saved than there are."""
    previous = 0
    for index, cue in enumerate(activity.cues):
        place: Path = (*path, "cues", index, "minute")
        if cue.minute > activity.minutes:
            message = f"the cue is at minute {cue.minute}, but the activity ends at minute {activity.minutes}"
            yield entry.fault("cue-after-the-end", message, place, "count minutes from the start of the activity")
        if cue.minute < previous:
            message = f"the cue at minute {cue.minute} comes after the cue at minute {previous}"
            yield entry.fault("cues-out-of-order", message, place, "put the cues in the order of their minutes")
        previous = cue.minute
    if activity.if_late_saves is not None:
        place = (*path, "if_late_saves")
        if activity.if_late is None:
            message = "the activity does not say what to shorten when time is short"
            yield entry.fault("saving-without-advice", message, place, "add `if_late`, or delete `if_late_saves`")
        if activity.if_late_saves >= activity.minutes:
            message = f"an activity of {activity.minutes} minutes cannot save {activity.if_late_saves}"
            yield entry.fault("saving-too-long", message, place, f"it must be less than {activity.minutes}")


def timed_lines(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Lines of what a facilitator does at minutes that the activity does not have."""
    for number, activity in enumerate(workshop.activities):
        for index, text in enumerate(activity.do):
            line = timed_line(text)
            if line and line.ends > activity.minutes:
                message = f"the line is for minute {line.ends}, but the activity ends at minute {activity.minutes}"
                advice = "count minutes from the start of the activity"
                yield entry.warning("line-after-the-end", message, ("activities", number, "do", index), advice)


def slides(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Slides with too many points, or points with too many words."""
    for number, activity in enumerate(workshop.activities):
        for index, slide in enumerate(activity.slides):
            path: Path = ("activities", number, "slides", index, "points")
            if len(slide.points) > MOST_POINTS:
                message = f"the slide has {len(slide.points)} points; the limit is {MOST_POINTS}"
                advice = "split it into two slides, or move some points to the notes"
                yield entry.warning("crowded-slide", message, (*path, MOST_POINTS), advice)
            for row, point in enumerate(slide.points):
                if (words := len(point.split())) > LONGEST_POINT:
                    message = f"the point has {words} words; the limit is {LONGEST_POINT}"
                    advice = "shorten it, and say the rest in the notes"
                    yield entry.warning("long-point", message, (*path, row), advice)


def local(
    entry: Entry, path: Path, ids: Sequence[str], known: Iterable[str], what: str, field: str | None = None
) -> Iterator[Diagnostic]:
    """Ids that are not among those of the same file."""
    for index, id in enumerate(ids):
        if id not in known:
            message = f"the file has no {what} `{id}`"
            yield entry.fault(f"unknown-{what}", message, (*path, field or index), did_you_mean(id, known))
