"""Checks within one workshop: its minutes, cues, objectives and slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.diagnostics import Diagnostic
from ..model.english import in_words, listed
from ..model.suggestions import did_you_mean
from ..model.walk import Path
from ..model.workshop import Activity, ActivityKind, GroupVariant, Slide, Workshop, timed_line
from .entry import Entry
from .rules_handout import handouts as handout_faults

MOST_POINTS = 6
"""Points on a slide that the back of a room can read."""
LONGEST_POINT = 14
"""Words in a point of a slide."""


def workshop(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Faults of a workshop: sums, objectives, notes, cues."""
    yield from _sums(entry, workshop)
    yield from handout_faults(entry, workshop)
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
        yield from _variants(entry, path, activity)
    yield from _rehearsal(entry, workshop)
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


def _rehearsal(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Moments to rehearse that are in no activity, in a break, or twice in the same activity."""
    activities = {activity.id: activity for activity in workshop.activities}
    practised: set[str] = set()
    for number, moment in enumerate(workshop.rehearsal.moments if workshop.rehearsal else ()):
        path: Path = ("rehearsal", "moments", number)
        yield from local(entry, path, [moment.activity], activities, "activity", "activity")
        activity = activities.get(moment.activity)
        if activity and activity.kind is ActivityKind.BREAK:
            message = f"`{activity.id}` is a break, which needs no rehearsal"
            yield entry.fault("rehearsed-break", message, (*path, "activity"), "choose another activity")
        if moment.activity in practised:
            message = f"both moments are in the activity `{moment.activity[:80]}`"
            advice = "choose two activities, so that facilitators practise two different things"
            yield entry.fault("rehearsed-twice", message, (*path, "activity"), advice)
        practised.add(moment.activity)


def _sums(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Minutes that do not add up to the workshop's length: in pairs, and in groups of each size with other minutes."""
    lasts = workshop.duration_minutes
    totals: dict[int, tuple[str, Path]] = {
        sum(each.minutes for each in workshop.activities): ("", ("duration_minutes",))
    }
    for size in (3, 4):
        total = sum(activity.in_groups_of(size).minutes for activity in workshop.activities)
        last = next(
            (
                ("activities", number, "variants", index, "minutes")
                for number, activity in reversed([*enumerate(workshop.activities)])
                for index, variant in enumerate(activity.variants)
                if size in variant.group_sizes and variant.minutes is not None
            ),
            ("duration_minutes",),
        )
        totals.setdefault(total, (f"in groups of {in_words(size)} ", last))
    for total, (where, place) in totals.items():
        if excess := total - lasts:
            message = f"{where}the activities take {total} minutes, but the workshop lasts {lasts}"
            action = f"take {excess} minutes off" if excess > 0 else f"add {-excess} minutes to"
            yield entry.fault("minutes-do-not-add-up", message, place, f"{action} the activities")


def _variants(entry: Entry, path: Path, activity: Activity) -> Iterator[Diagnostic]:
    """Variants for a size that has one, that change nothing, or with faults that an activity can have."""
    known: set[int] = set()
    for number, variant in enumerate(activity.variants):
        place: Path = (*path, "variants", number)
        for index, size in enumerate(variant.group_sizes):
            if size in known:
                message = f"the activity already has a variant for groups of {in_words(size)}"
                yield entry.fault("variant-twice", message, (*place, "group_sizes", index), "put both into one")
            known.add(size)
        if not variant.given:
            message = "the variant changes nothing"
            advice = "say what differs, such as `minutes` or `do`, or delete it"
            yield entry.fault("variant-without-change", message, (*place, "group_sizes"), advice)
        yield from _minutes(entry, place, activity.in_groups_of(variant.group_sizes[0]), variant)


def _minutes(entry: Entry, path: Path, activity: Activity, variant: GroupVariant | None = None) -> Iterator[Diagnostic]:
    """Cues outside their activity or out of order, and more minutes saved than there are.

    Of a variant: `path` is its own, and `activity` has what it gives. What it does not give is wrong by its minutes.
    """
    given = variant.given if variant else None
    where = _groups(variant) if variant else ""

    def at(field: str, *within: str | int) -> Path:
        return (*path, field, *within) if given is None or field in given else (*path, "minutes")

    previous = 0
    for index, cue in enumerate(activity.cues if given is None or given.keys() & {"cues", "minutes"} else ()):
        place: Path = at("cues", index, "minute")
        if cue.minute > activity.minutes:
            message = f"the cue is at minute {cue.minute}, but {where}the activity ends at minute {activity.minutes}"
            yield entry.fault("cue-after-the-end", message, place, "count minutes from the start of the activity")
        if cue.minute < previous and (given is None or "cues" in given):
            message = f"the cue at minute {cue.minute} comes after the cue at minute {previous}"
            yield entry.fault("cues-out-of-order", message, place, "put the cues in the order of their minutes")
        previous = cue.minute
    if activity.if_late_saves is not None and (given is None or given.keys() & {"if_late_saves", "minutes"}):
        place = at("if_late_saves")
        if activity.if_late is None:
            message = "the activity does not say what to shorten when time is short"
            yield entry.fault("saving-without-advice", message, place, "add `if_late`, or delete `if_late_saves`")
        if activity.if_late_saves >= activity.minutes:
            message = f"an activity of {activity.minutes} minutes cannot save {activity.if_late_saves}"
            yield entry.fault("saving-too-long", message, place, f"it must be less than {activity.minutes}")


def timed_lines(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Lines of what a facilitator does at minutes that the activity does not have."""
    advice = "count minutes from the start of the activity"
    for number, activity in enumerate(workshop.activities):
        path: Path = ("activities", number)
        for index, ends in _late_lines(activity):
            message = f"the line is for minute {ends}, but the activity ends at minute {activity.minutes}"
            yield entry.warning("line-after-the-end", message, (*path, "do", index), advice)
        for order, variant in enumerate(activity.variants):
            varied, place = activity.in_groups_of(variant.group_sizes[0]), (*path, "variants", order)
            for index, ends in _late_lines(varied) if variant.given.keys() & {"do", "minutes"} else ():
                where = f"{_groups(variant)}the activity ends at minute {varied.minutes}"
                line: Path = (*place, "minutes") if variant.do is None else (*place, "do", index)
                yield entry.warning("line-after-the-end", f"the line is for minute {ends}, but {where}", line, advice)


def _late_lines(activity: Activity) -> Iterator[tuple[int, int]]:
    """Lines that end after their activity: which, and at which minute."""
    for index, text in enumerate(activity.do):
        line = timed_line(text)
        if line and line.ends > activity.minutes:
            yield index, line.ends


def _groups(variant: GroupVariant) -> str:
    return f"in groups of {listed(map(in_words, variant.group_sizes))} "


def slides(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Slides with too many points, or points with too many words."""
    for start, slide in _slides(workshop):
        path: Path = (*start, "points")
        if len(slide.points) > MOST_POINTS:
            message = f"the slide has {len(slide.points)} points; the limit is {MOST_POINTS}"
            advice = "split it into two slides, or move some points to the notes"
            yield entry.warning("crowded-slide", message, (*path, MOST_POINTS), advice)
        for row, point in enumerate(slide.points):
            if (words := len(point.split())) > LONGEST_POINT:
                message = f"the point has {words} words; the limit is {LONGEST_POINT}"
                advice = "shorten it, and say the rest in the notes"
                yield entry.warning("long-point", message, (*path, row), advice)


def _slides(workshop: Workshop) -> Iterator[tuple[Path, Slide]]:
    """Every slide with its place, those of variants included."""
    for number, activity in enumerate(workshop.activities):
        path: Path = ("activities", number)
        for index, slide in enumerate(activity.slides):
            yield (*path, "slides", index), slide
        for order, variant in enumerate(activity.variants):
            for index, slide in enumerate(variant.slides or ()):
                yield (*path, "variants", order, "slides", index), slide


def local(
    entry: Entry, path: Path, ids: Sequence[str], known: Iterable[str], what: str, field: str | None = None
) -> Iterator[Diagnostic]:
    """Ids that are not among those of the same file."""
    for index, id in enumerate(ids):
        if id not in known:
            message = f"the file has no {what} `{id}`"
            yield entry.fault(f"unknown-{what}", message, (*path, field or index), did_you_mean(id, known))
