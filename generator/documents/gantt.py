"""A cohort's timeline as a drawing: a row for each kind of entry, with months from left to right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..planning import dates
from ..planning.schedule import EntryKind, Schedule, ScheduleEntry
from ..planning.wording import Wording
from . import svg
from .document import Drawing
from .svg import LINE, QUIET

WIDTH, LEFT, ROW, HEAD = 960, 150, 34, 46
BAR, MARK = "#9cc5cf", "#0f4c5c"

ROWS = (
    (EntryKind.WINDOW, "Applications"),
    (EntryKind.MILESTONE, "Milestones"),
    (EntryKind.WORKSHOP, "Workshops"),
    (EntryKind.SURGERY, "Design surgeries"),
    (EntryKind.PAIR_MEETING, "Pair meetings"),
    (EntryKind.SHADOWING, "Shadowing"),
    (EntryKind.EVALUATION, "Evaluation"),
)
"""Rows from the top with their labels."""


def gantt(schedule: Schedule, prefix: str, wording: Wording) -> Drawing:
    """The timeline of a schedule. `prefix` makes its ids unique within the page."""
    rows = [(wording.text(title), entries) for kind, title in ROWS if (entries := schedule.of(kind))]
    shown = [entry for _, entries in rows for entry in entries]
    scale = _Scale(min(entry.first for entry in shown).replace(day=1), max(entry.last for entry in shown))
    height = HEAD + ROW * len(rows) + 8
    shapes = [*_months(scale, height)]
    for number, (title, entries) in enumerate(rows):
        shapes += _row(title, entries, scale, HEAD + number * ROW)
    return svg.drawing("gantt", prefix, "Timeline of the cohort", _words(rows), (WIDTH, height), shapes)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels."""

    first: datetime.date
    last: datetime.date

    def x(self, day: datetime.date) -> float:
        """Pixels from the left to the start of a day."""
        return LEFT + (WIDTH - LEFT - 10) * (day - self.first).days / ((self.last - self.first).days + 1)


def _months(scale: _Scale, height: int) -> Iterator[str]:
    """A line and a name for each month, and the year above its first month."""
    month = scale.first
    years_shown: set[int] = set()
    while month <= scale.last:
        x = scale.x(month)
        yield f'<line class="gantt-line" x1="{x:.1f}" y1="22" x2="{x:.1f}" y2="{height}" stroke="{LINE}"/>'
        name = dates.MONTHS[month.month - 1][:3]
        yield svg.words(name, x + 3, 36, "gantt-text", QUIET)
        if month.year not in years_shown:
            years_shown.add(month.year)
            yield svg.words(f"{month.year}", x + 3, 18, "gantt-text", font_weight="600")
        month = (month + datetime.timedelta(days=32)).replace(day=1)


def _row(title: str, entries: Sequence[ScheduleEntry], scale: _Scale, top: int) -> Iterator[str]:
    middle = top + ROW / 2
    yield f'<line class="gantt-line" x1="0" y1="{top}" x2="{WIDTH}" y2="{top}" stroke="{LINE}"/>'
    yield svg.words(title, 0, middle + 4, "gantt-text")
    yield from (_mark(entry, scale, middle, number) for number, entry in enumerate(entries, start=1))


def _mark(entry: ScheduleEntry, scale: _Scale, middle: float, number: int) -> str:
    x = scale.x(entry.first)
    if entry.first == entry.last:
        if entry.kind is EntryKind.WORKSHOP:
            return (
                f'<circle class="gantt-mark" cx="{x + 2:.1f}" cy="{middle:.1f}" r="10" fill="{MARK}"/>'
                f'<text x="{x + 2:.1f}" y="{middle + 4:.1f}" fill="#ffffff" font-weight="600" '
                f'text-anchor="middle">{number}</text>'
            )
        return f'<circle class="gantt-mark" cx="{x + 2:.1f}" cy="{middle:.1f}" r="5" fill="{MARK}"/>'
    width = max(4.0, scale.x(entry.last) - x - 2)
    place = f'x="{x:.1f}" y="{middle - 8:.1f}" width="{width:.1f}" height="16"'
    return f'<rect class="gantt-bar" {place} rx="4" fill="{BAR}"/>'


def _words(rows: Sequence[tuple[str, Sequence[ScheduleEntry]]]) -> str:
    """The drawing in words; the table below it has every date."""
    sentences = []
    for title, entries in rows:
        first, last = entries[0].first, entries[-1].last
        days = f"on {dates.date(first)}" if first == last else f"from {dates.date(first)} to {dates.date(last)}"
        sentences.append(f"{title}: {len(entries)}, {days}.")
    return " ".join(sentences)
