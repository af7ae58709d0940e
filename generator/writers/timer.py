"""The timer of a workshop: one self-contained HTML file that counts down each activity, offline too."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.workshop import Workshop
from ..planning import agenda, dates
from ..planning.agenda import TimedActivity
from . import web_font

TEMPLATE = "theme/documents/timer.html.jinja"
STYLE_SHEET = "theme/documents/timer.css"
SCRIPT = "theme/documents/timer.js"


@dataclass(frozen=True, slots=True)
class TimerTheme:
    """What a designer hands to this writer."""

    template: str
    """Jinja template of the page."""
    styles: str
    """Style sheet, the font within it."""
    script: str
    """What counts down."""

    @classmethod
    def of(cls, theme: Mapping[str, bytes]) -> TimerTheme:
        """From the files of a theme by their path from the project folder.

        Raises:
            InputFault: the theme lacks files of the timer; all that are missing.
        """
        missing = [path for path in (TEMPLATE, STYLE_SHEET, SCRIPT) if path not in theme]
        if missing:
            raise InputFault(
                [Diagnostic("missing-file", "a file of the timer is missing", Place(it)) for it in missing]
            )
        template, styles, script = (_text(theme[path]) for path in (TEMPLATE, STYLE_SHEET, SCRIPT))
        return cls(template, f"\n{web_font.face(theme.get(web_font.FILE))}{styles}\n", f"\n{script}\n")


def write(workshop: Workshop, theme: TimerTheme, start: datetime.time | None = None, notes: str | None = None) -> bytes:
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
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    try:
        text = environment.from_string(theme.template).render(
            workshop=workshop,
            activities=activities,
            dates=dates,
            notes=notes,
            policy=_policy(theme),
            plan=_trusted(_plan(workshop, activities)),
            styles=_trusted(theme.styles),
            script=_trusted(theme.script),
        )
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
        message = f"the template of the timer cannot be used: {error}"
        raise InputFault([Diagnostic("template", message, Place(TEMPLATE, line))]) from error
    return text.lstrip("\n").encode()


def _text(raw: bytes) -> str:
    """A file of the theme with the line ends that a browser makes of any, since the hashes are of what it reads."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").strip()


def _plan(workshop: Workshop, activities: Sequence[TimedActivity]) -> str:
    """What the script counts down, as JSON that cannot end the element that it stands in."""
    first = activities[0].starts
    values = {
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
    return json.dumps(values, ensure_ascii=False).replace("<", "\\u003c")


def _policy(theme: TimerTheme) -> str:
    """What a browser may load for the file: its own style and script, told by their hashes, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(theme.script)}",
            f"style-src {_hash(theme.styles)}",
            "font-src data:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704  # the theme's own files, or JSON without any `<`
