"""A workshop as slides with speaker notes and times, independent of any file format."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import workshop as model
from ..model.english import counted, listed
from ..model.prose import plain_text
from ..planning import dates
from ..planning.agenda import TimedActivity
from ..planning.selection import WorkshopPlan
from .document import Drawing
from .workshop import hours, if_late, notes, weeks

FEEDBACK = "Please fill in the feedback form before you go."


class SlideKind(StrEnum):
    """Layouts of slides."""

    TITLE = "title"
    CONTENT = "content"
    SECTION = "section"
    """Opens an activity that has no slides of its own."""
    BREAK = "break"
    CLOSING = "closing"


class Picture(StrEnum):
    """A picture that a writer can draw."""

    DRIVER_DIAGRAM = "driver-diagram"
    WHEEL = "wheel"
    """Plan, do, study, act."""
    RUN_CHART = "run-chart"
    ROLES = "roles"
    """Top, middle, front line and patients."""


_ABOUT: dict[Picture, tuple[re.Pattern[str], ...]] = {
    Picture.DRIVER_DIAGRAM: (re.compile(r"\bdriver diagrams?\b", re.I),),
    Picture.WHEEL: tuple(re.compile(rf"\b{word}\b", re.I) for word in ("plan", "do", "study", "act")),
    Picture.RUN_CHART: (re.compile(r"\brun charts?\b|\bmedian\b", re.I),),
    Picture.ROLES: tuple(re.compile(rf"\b{word}\b", re.I) for word in ("top", "middle", "front line", "patients?")),
}
"""Patterns that must all occur in a slide and its activity's title for a picture to be about them."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide."""

    kind: SlideKind
    title: str
    points: tuple[str, ...] = ()
    notes: str = ""
    """For the facilitator; each line is a paragraph."""
    time: str = ""
    """Clock times, such as 13:15 to 13:40."""
    activity: str = ""
    picture: Picture | None = None
    drawing: Drawing | None = None
    """A drawing of its own instead of a picture that a writer can draw."""
    back: datetime.time | None = None
    """The end of a break; None on other slides."""


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of a workshop, or of a board's agenda item."""

    title: str
    subject: str
    """What it is about, in one sentence."""
    organisation: str
    language: str
    """A language tag, such as en-GB."""
    colour: str
    """Main colour, as #rrggbb, dark enough for white text."""
    release: str
    date: datetime.date
    """Date of the content's release, for the file's properties."""
    slides: tuple[Slide, ...]


def deck(
    plan: WorkshopPlan,
    *,
    organisation: str,
    colour: str,
    release: str,
    date: datetime.date,
    day: datetime.date | None = None,
) -> Deck:
    """The slides of a workshop, for a trust or for no particular trust. Release and date are those of the content."""
    workshop = plan.workshop
    slides = [_first(plan, organisation, day)]
    for number, timed in enumerate(plan.activities):
        following = plan.activities[number + 1 : number + 2]
        slides.extend(_break(timed, following) if timed.is_break else _activity(timed))
    slides.append(_last(workshop))
    return Deck(workshop.title, workshop.summary, organisation, "en-GB", colour, release, date, tuple(slides))


def _first(plan: WorkshopPlan, organisation: str, day: datetime.date | None) -> Slide:
    when = f"{dates.weekday_and_date(day)}, {hours(plan)}" if day else hours(plan)
    facilitators = f"With {listed(plan.choice.facilitators)}" if plan.choice.facilitators else ""
    lines = filter(None, (organisation, f"Workshop {plan.workshop.number}", when, plan.choice.room, facilitators))
    return Slide(SlideKind.TITLE, plan.workshop.title, tuple(lines), _joined(_before_people_come(plan)))


def _before_people_come(plan: WorkshopPlan) -> Iterator[str]:
    """What the facilitator prepares before the start."""
    workshop, room = plan.workshop, plan.workshop.room
    yield workshop.summary
    if plan.choice.note:
        yield plan.choice.note
    yield from _list("Afterwards, participants can", (objective.text for objective in workshop.objectives))
    yield from _list("Room", (room.layout, *room.needs, *room.accessibility))
    yield from _list("Lay out", (f"{material.item}: {material.quantity}" for material in workshop.materials))
    yield from _list("On the clock", (f"{dates.clock(each.starts)} {each.activity.title}" for each in plan.activities))


def _break(timed: TimedActivity, following: Sequence[TimedActivity]) -> Iterator[Slide]:
    """A slide that says when to be back."""
    back, title = dates.clock(timed.ends), timed.activity.title
    points = (f"We start again at {back}",)
    said = _joined((*_notes(timed), *(f"At {back}: {after.activity.title}." for after in following)))
    yield Slide(SlideKind.BREAK, title, points, said, _clock(timed), title, back=timed.ends)


def _activity(timed: TimedActivity) -> Iterator[Slide]:
    """The slides of an activity, or one with its title where it has none."""
    activity = timed.activity
    if not activity.slides:
        points = (activity.summary,) if activity.summary else ()
        yield Slide(SlideKind.SECTION, activity.title, points, _joined(_notes(timed)), _clock(timed), activity.title)
    shown: set[Picture] = set()
    for number, slide in enumerate(activity.slides, start=1):
        picture = _picture(activity, slide)
        # Once in an activity is enough: the second time it would not match the points beside it.
        picture = None if picture in shown else picture
        shown.update([picture] if picture else [])
        said = _joined(_notes(timed, slide, f"Slide {number} of {len(activity.slides)}."))
        yield Slide(SlideKind.CONTENT, slide.title, tuple(slide.points), said, _clock(timed), activity.title, picture)


def _last(workshop: model.Workshop) -> Slide:
    """Thanks, the feedback form, and what the facilitator does afterwards."""
    after = (f"{weeks(item.weeks, 'after')}: {item.do}" for item in workshop.follow_up)
    points = (FEEDBACK,) if workshop.evaluation else ()
    return Slide(SlideKind.CLOSING, "Thank you for today", points, _joined(_list("Afterwards", after)))


def _picture(activity: model.Activity, slide: model.Slide) -> Picture | None:
    words = "\n".join((activity.title, slide.title, *slide.points))
    return next((picture for picture, about in _ABOUT.items() if all(each.search(words) for each in about)), None)


def _clock(timed: TimedActivity) -> str:
    return f"{dates.clock(timed.starts)} to {dates.clock(timed.ends)}"


def _notes(timed: TimedActivity, slide: model.Slide | None = None, place: str = "") -> Iterator[str]:
    """The activity's times, what to say over the slide, and what else the facilitator does."""
    activity = timed.activity
    yield " ".join(filter(None, (f"{_clock(timed)} ({counted(activity.minutes, 'minute')}): {activity.title}.", place)))
    if slide and slide.notes:
        yield from ("", *plain_text(slide.notes).split("\n"))
    for title, lines in (*notes(activity), ("If late", [late] if (late := if_late(activity)) else [])):
        yield from _list(title, lines)


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    """An empty line, a title and a list; empty if there are no lines."""
    items = [f"- {line}" for line in lines]
    if items:
        yield from ("", title, *items)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n")
