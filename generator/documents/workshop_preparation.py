"""What facilitators do with the time that is left before a workshop, and how they practise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.base import EvidenceLabel
from ..model.english import counted
from ..model.workshop import Activity, Workshop
from ..model.workshop_preparation import Rehearsal, RehearsalMoment, TimeToPrepare
from .citation import LABELS, MEANINGS
from .context import joined
from .document import Block, Heading, Paragraph, Run, bullets, labelled, paragraph

TIMES_LEFT = "Eight weeks, one week or one day"
REHEARSE = "Rehearse aloud"
LOOK_BACK = "Afterwards, ask yourself"
NO_SCORE = "There is no score. Choose one thing to keep and one to change."
WITH_WHOM = "Practise these two moments aloud and standing up, with a colleague who answers as the room might."


def times_left(times: TimeToPrepare, level: int, anchor: str = "") -> Iterator[Block]:
    """What to do with each length of time, and what to leave out, below headings of a level."""
    each = (
        ("You have eight weeks", "eight-weeks", times.eight_weeks),
        ("You have one week", "one-week", times.one_week),
        ("You have one day", "one-day", times.one_day),
    )
    for title, id, left in each:
        yield Heading(level, title, joined(anchor, id))
        yield bullets(left.do)
        if left.leave_out:
            yield Paragraph((Run("Leave out, or do in another way", strong=True),))
            yield bullets(left.leave_out)


def suggested() -> Paragraph:
    """The evidence label of our own advice in words, for a document that explains no labels."""
    label = EvidenceLabel.SUGGESTED
    return paragraph(f"{LABELS[label]}: {MEANINGS[label]}.", "facts")


@dataclass(frozen=True, slots=True)
class Practised:
    """A moment to practise, with its activity."""

    moment: RehearsalMoment
    activity: Activity


def practised(workshop: Workshop, rehearsal: Rehearsal) -> list[Practised]:
    """The moments of a rehearsal in order. Activities that the workshop does not have are left out."""
    activities = {activity.id: activity for activity in workshop.activities}
    return [Practised(each, activities[each.activity]) for each in rehearsal.moments if each.activity in activities]


def rehearsal(workshop: Workshop, level: int) -> Iterator[Block]:
    """The rehearsal on a workshop's page, below a heading of a level; empty where there is none."""
    if not workshop.rehearsal:
        return
    yield Heading(level, REHEARSE, "rehearsal")
    yield paragraph(WITH_WHOM)
    for each in practised(workshop, workshop.rehearsal):
        yield Heading(level + 1, each.activity.title, f"rehearse-{each.activity.id}")
        yield labelled("Practise for", counted(each.moment.minutes, "minute"))
        yield from how(each.moment)
    yield Heading(level + 1, LOOK_BACK, "look-back")
    yield bullets(workshop.rehearsal.look_back)
    yield paragraph(NO_SCORE)


def how(moment: RehearsalMoment) -> Iterator[Block]:
    """What is hard about a moment, and words to try."""
    yield labelled("What is hard", moment.hard)
    yield Paragraph((Run("Words to try", strong=True),))
    yield bullets(moment.try_saying)
