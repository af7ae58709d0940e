"""Case studies: in a playbook, and each on a page of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.case_study import CaseStudy, Result
from ..model.library import Library
from . import drawings
from .context import Context, joined
from .document import Block, Heading, Inline, Table, paragraph, table, text

CLAIMS = (
    ("context", "The situation before"),
    ("what_was_done", "What people did"),
    ("what_changed", "What changed"),
    ("take_away", "What to take from it"),
    ("limits", "How far the evidence reaches"),
)
"""Fields of a case study with their headings, in reading order."""


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


def claims(study: CaseStudy, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """What a case study says, with its results as drawings and as a table."""
    for name, title in CLAIMS:
        claim = getattr(study, name)
        yield Heading(level, title, joined(anchor, name.replace("_", "-")))
        yield from context.prose(claim.text)
        yield context.evidence(claim)
        if name == "what_changed" and study.results:
            for result in study.results:
                if context.whole:
                    yield Heading(level + 1, result.measure, joined(anchor, "result", result.id))
                yield drawings.before_and_after(result, joined(anchor, "chart", result.id))
            yield _results_table(study.results, context)


def page(study: CaseStudy, library: Library, context: Context) -> Iterator[Block]:
    """A case study with links to what draws on it."""
    yield from claims(study, context, "", 1)
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
    return table(
        ("Measure", "Before", "After", "Unit", "Evidence"),
        (
            (
                result.measure,
                _figure(result.before, result.before_label, context),
                _figure(result.after, result.after_label, context),
                result.unit,
                context.marks(result)[1:],
            )
            for result in results
        ),
        caption="Measured results",
        row_headers=True,
        widths=(4, 2, 2, 2, 3),
        numbers=(1, 2),
    )


def _figure(value: float | None, label: str | None, context: Context) -> Inline:
    number = "not reported" if value is None else drawings.number(value)
    return text(f"{number} ({label})" if label and context.whole else number)
