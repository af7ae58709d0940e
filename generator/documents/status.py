"""The state of a cohort on a day, as a page, as text and as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.status import Call, Item, Status
from .context import document_of
from .document import Block, Callout, Document, Front, Heading, Inline, Listing, Run, paragraph, table

SECTIONS = {
    "overdue": ("Overdue", "Nothing is overdue."),
    "coming": ("In the next two weeks", "Nothing is due."),
    "no_release": ("No release yet", "Everybody with a place is released."),
    "no_group": ("Without a group", "Every participant has one."),
    "not_met": ("Have not met yet", "All have met, or it is too early to say."),
    "projects": ("Projects that need help", "Every project has a sponsor and, where it is time, a charter."),
    "missed": ("Missed workshops", "Nobody has missed one, as far as this file knows."),
}
"""The lists of a status by field, each with its heading and what to say where it is empty."""


def status_page(playbook: Playbook, state: Status) -> Document:
    """The state of a cohort as one page."""
    day = dates.weekday_and_date(state.day)
    title = f"Where {playbook.profile.cohort.name} stands"
    return document_of(playbook, title, _blocks(state), Front.TITLE, f"On {day}. Names people: for the team only.")


def _blocks(state: Status) -> Iterator[Block]:
    if state.warnings:
        yield Callout("Names in this file", tuple(map(paragraph, state.warnings)), "warning")
    yield Heading(1, "What to do next", "next")
    yield Listing(tuple((paragraph(step),) for step in state.next_steps), numbered=True)
    for field, (heading, nothing) in SECTIONS.items():
        items: Sequence[Item] = getattr(state, field)
        yield Heading(1, f"{heading} ({len(items)})" if items else heading, field.replace("_", "-"))
        if not items:
            yield paragraph(nothing)
            continue
        rows = ((item.what, dates.short(item.day) if item.day else "", _calls(item.calls)) for item in items)
        yield table(("What", "When", "Speak to"), rows, widths=(6, 3, 5), row_headers=True)


def _calls(calls: Sequence[Call]) -> Inline:
    runs: list[Run] = []
    for call in calls:
        separator = (Run("; "),) if runs else ()
        # Whoever is known by an address alone can be written to as well.
        runs += [*separator, Run(call.name, link=f"mailto:{call.name}" if "@" in call.name else None)]
        if call.why:
            runs.append(Run(f" ({call.why})"))
        if call.phone:
            runs.append(Run(f", {call.phone}"))
        if call.email:
            runs += [Run(", "), Run(call.email, link=f"mailto:{call.email}")]
    return tuple(runs)


def in_text(playbook: Playbook, state: Status) -> str:
    """The state of a cohort for a terminal; empty lists are left out."""
    lines = [f"{playbook.profile.cohort.name} on {dates.weekday_and_date(state.day)}", ""]
    lines += [f"! {warning}" for warning in state.warnings]
    lines += [f"{number}. {step}" for number, step in enumerate(state.next_steps, start=1)]
    for field, (heading, _) in SECTIONS.items():
        items: Sequence[Item] = getattr(state, field)
        if items:
            lines += ["", f"{heading} ({len(items)})"]
        for item in items:
            when = f"{dates.short(item.day)}: " if item.day else ""
            calls = f" - {'; '.join(map(str, item.calls))}" if item.calls else ""
            lines.append(f"  {when}{item.what}{calls}")
    return "\n".join(lines)


def as_values(state: Status) -> dict[str, Any]:
    """The state of a cohort as plain values, for other programs."""
    lists = {
        field: [
            {
                "what": item.what,
                "day": item.day.isoformat() if item.day else None,
                "speak_to": [
                    {"name": call.name, "why": call.why, "phone": call.phone, "email": call.email}
                    for call in item.calls
                ],
            }
            for item in getattr(state, field)
        ]
        for field in SECTIONS
    }
    return {
        "day": state.day.isoformat(),
        "warnings": list(state.warnings),
        "next_steps": list(state.next_steps),
        **lists,
    }
