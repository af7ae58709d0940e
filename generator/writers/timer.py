"""The timer of a workshop: one self-contained HTML file that counts down each activity, offline too."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.workshop import Workshop
from ..planning import agenda, dates
from ..planning.agenda import TimedActivity
from . import web_font
from .lone_page import LonePageTheme, embedded, rendered, texts

TEMPLATE = "theme/documents/timer.html.jinja"
STYLE_SHEET = "theme/documents/timer.css"
SCRIPT = "theme/documents/timer.js"


def theme_of(theme: Mapping[str, bytes]) -> LonePageTheme:
    """The looks of a timer, from the files of a theme by their path from the project folder.

    Raises:
        InputFault: the theme lacks files of the timer; all that are missing.
    """
    template, styles, script = texts(theme, (TEMPLATE, STYLE_SHEET, SCRIPT), "the timer")
    return LonePageTheme(template, f"\n{web_font.face(theme.get(web_font.FILE))}{styles}\n", f"\n{script}\n")


def write(
    workshop: Workshop, theme: LonePageTheme, start: datetime.time | None = None, notes: str | None = None
) -> bytes:
    """The timer of a workshop as HTML, in UTF-8.

    Args:
        workshop: the workshop.
        theme: how it looks and counts.
        start: when it is planned to start; its usual start when None.
        notes: where the facilitator's notes are, seen from the file; None where it stands alone.

    Raises:
        InputFault: the template has a fault.
    """
    activities = agenda.timed(workshop, start)
    return rendered(
        theme.template,
        TEMPLATE,
        theme.styles,
        theme.script,
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
            {
                "title": item.activity.title,
                "summary": item.activity.summary or "",
                "minutes": item.activity.minutes,
            }
            for item in activities
        ],
    }
