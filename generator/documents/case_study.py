"""Case studies: in a playbook, and each on a page of the site, with their results as SVG drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.case_study import Better, CaseStudy, Result
from ..model.english import figure
from ..model.library import Library
from ..model.vocabulary import Term
from . import svg
from .context import Context, joined
from .document import Block, Drawing, Heading, Inline, Run, Table, Words, paragraph, table, text
from .page_head import HeadFact

CLAIMS = (
    ("context", "The situation before"),
    ("what_was_done", "What people did"),
    ("what_changed", "What changed"),
    ("take_away", "What to take from it"),
    ("limits", "How far the evidence reaches"),
)
"""Fields of a case study with their headings, in reading order."""

WIDTH, BAR, GAP, LABEL, ROOM_FOR_NUMBER = 340, 26, 12, 18, 110
COLOURS = {"before": svg.PAPER, "after": svg.ACCENT}
"""For files and paper; the site's style sheet has its own, for light and dark."""


def blocks(study: CaseStudy, context: Context) -> Iterator[Block]:
    """A case study as a section of a playbook."""
    anchor = f"case-study-{study.id}"
    yield Heading(2, study.title, anchor)
    yield paragraph(study.summary, "lead")
    yield paragraph(source(study))
    yield from claims(study, context, anchor, 3)


def source(study: CaseStudy) -> str:
    """The organisation and the years."""
    return f"{study.organisation}{f', {study.years}' if study.years else ''}"


def head_facts(study: CaseStudy, settings: Mapping[str, Term], context: Context) -> Iterator[HeadFact]:
    """What a reader must know at a glance: what was measured first, then where and when. `settings` has all by id."""
    for result in study.results:
        before = f"{number(result.before)} {result.before_label or 'before'}, then" if result.before is not None else ""
        after = f"{result.unit}{f', {result.after_label}' if result.after_label else ''}"
        words: Words = (
            Run(f"{before} ", role="small"),
            Run(number(result.after), strong=True),
            Run(f" {after}", role="small"),
            *context.marks(result),
        )
        yield HeadFact("evaluation", result.measure, words)
    if study.settings:
        yield HeadFact("place", "Setting", ", ".join(settings[id].title for id in study.settings))
    yield HeadFact("board", "Organisation", study.organisation)
    if study.years:
        yield HeadFact("calendar", "When", study.years)


def claims(
    study: CaseStudy, context: Context, anchor: str, level: int, order: Sequence[tuple[str, str]] = CLAIMS
) -> Iterator[Block]:
    """What a case study says, with its results as drawings and as a table."""
    for name, title in order:
        claim = getattr(study, name)
        yield Heading(level, title, joined(anchor, name.replace("_", "-")))
        yield from context.prose(claim.text)
        yield context.evidence(claim)
        if name == "what_changed" and study.results:
            for result in study.results:
                if context.whole:
                    yield Heading(level + 1, result.measure, joined(anchor, "result", result.id))
                yield before_and_after(result, joined(anchor, "chart", result.id))
            yield _results_table(study.results, context)


def page(study: CaseStudy, library: Library, context: Context) -> Iterator[Block]:
    """A case study, what came of it first, and links to what draws on it."""
    yield from claims(study, context, "", 1, sorted(CLAIMS, key=lambda claim: claim[0] != "what_changed"))
    workshops = [workshop for workshop in library.workshops.values() if study.id in workshop.case_studies]
    projects = [project for project in library.menu.values() if study.id in project.case_studies]
    yield from context.see_also(
        (
            *(("How pairs learn", "component", id, library.components[id].title) for id in study.components),
            *(("Project", "project", project.id, project.title) for project in projects),
            *(("Workshop", "workshop", item.id, f"{item.number}. {item.title}") for item in workshops),
        )
    )


def _results_table(results: Sequence[Result], context: Context) -> Table:
    def cell(value: float | None, label: str | None) -> Inline:
        words = "not reported" if value is None else number(value)
        return text(f"{words} ({label})" if label and context.whole else words)

    rows = (
        (
            result.measure,
            cell(result.before, result.before_label),
            cell(result.after, result.after_label),
            result.unit,
            context.marks(result)[1:],
        )
        for result in results
    )
    header, widths = ("Measure", "Before", "After", "Unit", "Evidence"), (4, 2, 2, 2, 3)
    return table(header, rows, caption="Measured results", row_headers=True, widths=widths, numbers=(1, 2))


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
    # Beside a bar, per cent of participants is per cent.
    unit, _, _ = result.unit.partition(" of ")
    scale = (WIDTH - ROOM_FOR_NUMBER) / longest
    shapes = []
    for row, (label, value, kind) in enumerate(bars):
        top = row * (LABEL + BAR + GAP)
        width = max(2.0, value * scale)
        value_words = f"{number(value)} {unit}"
        shapes += [
            svg.words(label[0].upper() + label[1:], 0, top + 13),
            f'<rect class="bar-{kind}" fill="{COLOURS[kind]}" stroke="{svg.QUIET}" x="0.5" y="{top + LABEL}" '
            f'width="{width:.1f}" height="{BAR}" rx="3"/>',
            svg.words(value_words, width + 8, top + LABEL + 18, font_weight="600"),
        ]
    size = (WIDTH, len(bars) * (LABEL + BAR + GAP))
    drawing = svg.drawing("before-and-after", prefix, result.measure, change_in_words(result), size, shapes)
    return replace(drawing, role="chart")
