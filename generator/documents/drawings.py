"""Results before and after a change, as SVG drawings."""

from __future__ import annotations

from dataclasses import replace

from ..model.case_study import Better, Result
from ..model.english import figure
from . import svg
from .document import Drawing

WIDTH, BAR, GAP, LABEL = 340, 26, 12, 18
COLOURS = {"before": "#9aa9ad", "after": "#0f6f83"}
"""For files and paper; the site's style sheet has its own, for light and dark."""
ROOM_FOR_NUMBER = 110


def number(value: float) -> str:
    """A number as readers write it: 4.1, 75, 1,250."""
    return figure(value, decimals=2)


def change_in_words(result: Result) -> str:
    """A result as one sentence with its figures."""
    if result.before is None:
        return f"{result.measure}: {number(result.after)} {result.unit}."
    before, after = result.before_label or "before", result.after_label or "after"
    direction = "fell" if result.after < result.before else "rose" if result.after > result.before else "stayed"
    good = {Better.LOWER: "Lower", Better.HIGHER: "Higher"}[result.better]
    return (
        f"{result.measure} {direction} from {number(result.before)} ({before}) "
        f"to {number(result.after)} {result.unit} ({after}). {good} is better."
    )


def before_and_after(result: Result, prefix: str) -> Drawing:
    """Bars for the values before and after, on a scale from zero. `prefix` makes its ids unique within the page."""
    bars = [(result.after_label or "After", result.after, "after")]
    if result.before is not None:
        bars.insert(0, (result.before_label or "Before", result.before, "before"))
    # The number after the longest bar needs room at the right.
    longest = max(value for _, value, _ in bars) or 1
    if result.unit.startswith("per cent") and longest <= 100:
        longest = 100
    scale = (WIDTH - ROOM_FOR_NUMBER) / longest
    height = len(bars) * (LABEL + BAR + GAP)
    shapes = []
    for row, (label, value, kind) in enumerate(bars):
        top = row * (LABEL + BAR + GAP)
        width = max(2.0, value * scale)
        shapes += [
            svg.words(label[0].upper() + label[1:], 0, top + 13, "bar-label"),
            f'<rect class="bar-{kind}" fill="{COLOURS[kind]}" x="0" y="{top + LABEL}" '
            f'width="{width:.1f}" height="{BAR}" rx="3"/>',
            svg.words(
                f"{number(value)} {short_unit(result.unit)}",
                width + 8,
                top + LABEL + 18,
                "bar-value",
                font_weight="600",
            ),
        ]
    height = len(bars) * (LABEL + BAR + GAP)
    drawing = svg.drawing("before-and-after", prefix, result.measure, change_in_words(result), (WIDTH, height), shapes)
    return replace(drawing, role="chart")


def short_unit(unit: str) -> str:
    """A unit as it fits beside a bar: per cent of participants is per cent."""
    return unit.split(" of ")[0]
