"""A project's plan on a page: a bar for each length of cohort, and the same as a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.english import counted
from ..planning import dates
from ..planning.project_plan import PHASE_TITLES, Phase, PhaseKind, ProjectPlan
from . import svg
from .document import Drawing, Inline, Run, Table, Words, table
from .svg import WIDTH

BAR, ROW, AXIS = 30, 92, 48
TITLE, BELOW = 20, 18
"""Pixels from the top of a row to its bar, and from the bar to the words below it."""
SWATCH, LEGEND_ROW, LEGEND_GAP = 16, 24, 22
INSET = 2
FILLS = {
    PhaseKind.PREPARE: svg.LINE,
    PhaseKind.BASELINE: svg.PAPER,
    PhaseKind.CHANGE: svg.ACCENT,
    PhaseKind.FOLLOW_UP: svg.LINE,
    PhaseKind.SPARE: svg.PAPER,
}
"""For files and paper; the site's style sheet has its own, for light and dark. Neighbours differ in greyscale too."""
BEYOND_TITLE = "After the presentation day"
TICKS = (1, 2, 4, 8, 13, 26)
"""Steps for the scale, in weeks."""


def plan_drawing(plans: Sequence[ProjectPlan], prefix: str) -> Drawing:
    """A bar for each plan, and the presentation day. `prefix` makes its ids unique within the page."""
    last_week = max(plan.last_week for plan in plans)
    scale = (WIDTH - 2 * INSET) / last_week
    numbers = _numbers(plans)
    shapes, top = _legend(plans, numbers)
    for plan in plans:
        shapes += _row(plan, numbers, top, scale)
        top += ROW
    shapes += _axis(last_week, top, scale)
    return svg.drawing("plan", prefix, "Plan on a page", _words(plans), (WIDTH, top + AXIS), shapes)


def _numbers(plans: Iterable[ProjectPlan]) -> dict[PhaseKind, str]:
    """Labels of the kinds of phase in use, on the bars and in the legend: a number, or nothing for spare weeks."""
    used = {phase.kind for plan in plans for phase in plan.phases}
    kinds = [kind for kind in PHASE_TITLES if kind in used]
    return {kind: "" if kind is PhaseKind.SPARE else f"{number}" for number, kind in enumerate(kinds, start=1)}


def _legend(plans: Iterable[ProjectPlan], numbers: Mapping[PhaseKind, str]) -> tuple[list[str], float]:
    """The legend, and the height at which it ends."""
    entries = [
        (f"plan-{kind.value}", FILLS[kind], f"{number} {PHASE_TITLES[kind]}".strip())
        for kind, number in numbers.items()
    ]
    if any(plan.beyond for plan in plans):
        entries.append(("plan-beyond", svg.PAPER, BEYOND_TITLE))
    shapes, left, top = [], float(INSET), 2.0
    for kind, fill, title in entries:
        room = SWATCH + 7 + svg.width(title)
        if left > INSET and left + room > WIDTH:
            left, top = float(INSET), top + LEGEND_ROW
        shapes += [
            _rectangle(kind, fill, (left, top, SWATCH, SWATCH)),
            svg.words(title, left + SWATCH + 7, top + 13),
        ]
        left += room + LEGEND_GAP
    return shapes, top + LEGEND_ROW + 12


def _row(plan: ProjectPlan, numbers: Mapping[PhaseKind, str], top: float, scale: float) -> Iterator[str]:
    title = f"{plan.months} months: {plan.fit.verdict.value}"
    yield svg.words(title, INSET, top + 13, font_weight="600")
    bar = top + TITLE
    for phase in plan.phases:
        yield from _phase(phase, numbers[phase.kind], plan.presentation, bar, scale)
    mark = INSET + plan.presentation * scale
    yield (f'<path fill="none" stroke="{svg.INK}" stroke-width="3" d="M{mark:.1f} {bar - 5:.1f}V{bar + BAR + 5:.1f}"/>')
    words = f"Presentation day, {dates.weeks(plan.presentation)} after the charter"
    if plan.beyond:
        words += f"; the work ends {dates.weeks(plan.beyond)} later"
    # Words that would run over the right edge start further to the left.
    left = max(INSET, min(mark, WIDTH - svg.width(words)))
    yield svg.words(words, left, bar + BAR + BELOW + 4, svg.QUIET)


def _phase(phase: Phase, number: str, presentation: int, top: float, scale: float) -> Iterator[str]:
    """A phase as a segment, in another style after the presentation day."""
    start, end = phase.first - 1, phase.last
    within = min(max(presentation, start), end)
    kind = f"plan-{phase.kind.value}"
    for first, last, look, fill in ((start, within, kind, FILLS[phase.kind]), (within, end, "plan-beyond", svg.PAPER)):
        if last > first:
            place = (INSET + first * scale, top, (last - first) * scale, BAR)
            yield _rectangle(look, fill, place)
            if number:
                length = f"{number} ({dates.weeks(phase.weeks)})" if last - first == phase.weeks else number
                yield from _label((length, number), look, place)


def _label(choices: Sequence[str], look: str, place: tuple[float, float, float, float]) -> Iterator[str]:
    """The first of some labels that a segment has room for."""
    left, top, room, height = place
    words = next((choice for choice in choices if svg.width(choice) + 6 <= room), None)
    if words:
        colour = svg.PAPER if look == "plan-change" else svg.INK
        yield svg.words(words, left + room / 2, top + height / 2 + 4.5, colour, text_anchor="middle")


def _rectangle(kind: str, fill: str, place: tuple[float, float, float, float]) -> str:
    left, top, width, height = place
    # Spare weeks and work after the presentation day differ in outline too, not in colour alone.
    dashes = ' stroke-dasharray="4 3"' if kind in ("plan-spare", "plan-beyond") else ""
    edge = "#b45309" if kind == "plan-beyond" else svg.QUIET
    return (
        f'<rect class="plan-phase {kind}" fill="{fill}" stroke="{edge}"{dashes} '
        f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height}"/>'
    )


def _axis(weeks: int, top: float, scale: float) -> Iterator[str]:
    """The scale, with as many weeks as are legible, and what they count."""
    step = next((weeks for weeks in TICKS if weeks * scale >= 60), TICKS[-1])
    yield (f'<path fill="none" stroke="{svg.LINE}" d="M{INSET} {top:.1f}H{WIDTH - INSET}"/>')
    for week in range(step, weeks + 1, step):
        x = INSET + week * scale
        words = f"{week}"
        yield f'<path fill="none" stroke="{svg.LINE}" d="M{x:.1f} {top:.1f}v6"/>'
        left = max(0.0, min(x - svg.width(words) / 2, WIDTH - svg.width(words)))
        yield svg.words(words, left, top + 21, svg.QUIET)
    yield svg.words("Weeks after the charter", INSET, top + 41, svg.QUIET)


def _words(plans: Iterable[ProjectPlan]) -> str:
    """The drawing in words; the table has every phase."""
    return " ".join(
        f"{plan.months} months: {plan.fit.verdict.value}, {plan.fit.reason}; the work ends "
        f"{dates.weeks(plan.end_of_work)} after the charter, the presentation day is {plan.presentation} after it."
        for plan in plans
    )


def plans_table(plans: Sequence[ProjectPlan]) -> Table:
    """The same as a table: a column for each length of cohort."""
    rows: list[tuple[Words, ...]] = [
        ("Does it fit?", *(verdict(plan) for plan in plans)),
        *((PHASE_TITLES[kind], *(_cell(plan, kind) for plan in plans)) for kind in _numbers(plans)),
        ("Presentation day", *(f"After week {plan.presentation}" for plan in plans)),
    ]
    return table(("Weeks after the charter", *(f"{plan.months} months" for plan in plans)), rows, row_headers=True)


def verdict(plan: ProjectPlan) -> Inline:
    """Whether a project fits, and why or why not."""
    return (Run(plan.fit.verdict.value.capitalize(), strong=True), Run(f": {plan.fit.reason}."))


def _cell(plan: ProjectPlan, kind: PhaseKind) -> str:
    phase = next((phase for phase in plan.phases if phase.kind is kind), None)
    if phase is None:
        return "None"
    return ", ".join(filter(None, (weeks(phase), points(phase))))


def weeks(phase: Phase) -> str:
    """The weeks of a phase in words."""
    return f"Week {phase.first}" if phase.weeks == 1 else f"Weeks {phase.first} to {phase.last}"


def points(phase: Phase) -> str:
    """The points of a phase in words; empty where there are none."""
    return counted(phase.points, "point") if phase.points else ""


def plan_table(plan: ProjectPlan, charter: datetime.date | None, presentation: datetime.date | None) -> Table:
    """One plan as a table: a row for each phase, with its days where the charter day is known."""
    rows = [["Part of the project", "Weeks after the charter", "Points"]]
    rows += [[phase.title, weeks(phase), points(phase)] for phase in plan.phases]
    rows.append(["Presentation day", f"After week {plan.presentation}", ""])
    if charter:
        spans = [dates.span(*phase.days(charter)) for phase in plan.phases]
        for row, days in zip(rows, ("Days", *spans, dates.short(presentation) if presentation else ""), strict=True):
            row.insert(2, days)
    return table(rows[0], rows[1:], row_headers=True)
