"""The timer of a workshop: one HTML file with the running order and what to do at which minute, online or offline."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..documents.workshop import if_late
from ..documents.workshop import notes as facilitators_notes
from ..model.workshop import Activity, Workshop
from ..planning import agenda, dates
from ..planning.agenda import TimedActivity
from ..planning.applicability import group_name
from .lone_page import SHARED_STYLES, LonePageTheme, embedded, rendered, texts
from .theme import font_face

TEMPLATE = "theme/documents/timer.html.jinja"
STYLE_SHEET = "theme/documents/timer.css"
SCRIPT = "theme/documents/timer.js"


def theme_of(theme: Mapping[str, bytes]) -> LonePageTheme:
    """The theme of timers, from files by their path from the project folder.

    Raises:
        InputFault: files of the timer are missing; it names all of them.
    """
    template, shared, styles, script = texts(theme, (TEMPLATE, SHARED_STYLES, STYLE_SHEET, SCRIPT), "the timer")
    return LonePageTheme(TEMPLATE, template, f"\n{font_face(theme)}{shared}\n{styles}\n", f"\n{script}\n")


def write(
    workshop: Workshop,
    theme: LonePageTheme,
    start: datetime.time | None = None,
    notes: str | None = None,
    *,
    group_size: int = 2,
    sizes: Mapping[int, str] | None = None,
) -> bytes:
    """The timer of a workshop as HTML, in UTF-8.

    Args:
        workshop: the workshop, as groups of this size run it.
        theme: from `theme_of`.
        start: planned start; the workshop's usual start if None.
        notes: link to the facilitator's notes; None if the file is on its own.
        group_size: the size of the groups.
        sizes: links to the timers for other sizes, its own included; None if there is one timer.

    Raises:
        InputFault: the template has a fault.
    """
    activities = agenda.timed(workshop, start)
    return rendered(
        theme,
        workshop=workshop,
        activities=activities,
        dates=dates,
        notes=notes,
        group_size=group_size,
        group_name=group_name,
        sizes=sizes or {},
        notes_of=lambda activity: tuple(_notes(activity)),
        plan=embedded(_plan(workshop, activities, group_size)),
    )


def _notes(activity: Activity) -> Iterator[tuple[str, Sequence[str]]]:
    """What a facilitator says, does, asks and does when late, each under its title; not what has none."""
    timed = activity.model_copy(update={"do": agenda.untimed(activity), "cues": agenda.cues(activity)})
    yield from facilitators_notes(timed)
    if late := if_late(activity):
        yield "If late", [late]


def _plan(workshop: Workshop, activities: Sequence[TimedActivity], group_size: int) -> dict[str, Any]:
    """What the script reads; a cue is its minute and what to do. What it stores belongs to this size of groups."""
    first = activities[0].starts
    return {
        "workshop": workshop.id if group_size == 2 else f"{workshop.id}-{group_size}",
        "start": first.hour * 60 + first.minute,
        "activities": [
            {
                "id": timed.activity.id,
                "title": timed.activity.title,
                "summary": timed.activity.summary or "",
                "minutes": timed.activity.minutes,
                "notes": not timed.is_break,
                "late": timed.activity.if_late or "",
                "saves": timed.activity.if_late_saves or 0,
                "cues": [(cue.minute, cue.do) for cue in agenda.cues(timed.activity)],
            }
            for timed in activities
        ],
    }
