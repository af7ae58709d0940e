"""The timer of a workshop: one HTML file that counts down each activity, online or offline."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.workshop import Workshop
from ..planning import agenda, dates
from ..planning.agenda import TimedActivity
from .lone_page import LonePageTheme, embedded, rendered, texts
from .theme import font_face

TEMPLATE = "theme/documents/timer.html.jinja"
STYLE_SHEET = "theme/documents/timer.css"
SCRIPT = "theme/documents/timer.js"


def theme_of(theme: Mapping[str, bytes]) -> LonePageTheme:
    """The theme of timers, from files by their path from the project folder.

    Raises:
        InputFault: files of the timer are missing; it names all of them.
    """
    template, styles, script = texts(theme, (TEMPLATE, STYLE_SHEET, SCRIPT), "the timer")
    return LonePageTheme(TEMPLATE, template, f"\n{font_face(theme)}{styles}\n", f"\n{script}\n")


def write(
    workshop: Workshop, theme: LonePageTheme, start: datetime.time | None = None, notes: str | None = None
) -> bytes:
    """The timer of a workshop as HTML, in UTF-8.

    Args:
        workshop: the workshop.
        theme: from `theme_of`.
        start: planned start; the workshop's usual start if None.
        notes: link to the facilitator's notes; None if the file is on its own.

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
        plan=embedded(_plan(workshop, activities)),
    )


def _plan(workshop: Workshop, activities: Sequence[TimedActivity]) -> dict[str, Any]:
    """What the script counts down."""
    first = activities[0].starts
    return {
        "workshop": workshop.id,
        "start": first.hour * 60 + first.minute,
        "activities": [
            {"title": item.activity.title, "summary": item.activity.summary or "", "minutes": item.activity.minutes}
            for item in activities
        ],
    }
