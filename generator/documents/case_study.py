"""Case studies as blocks of a playbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.case_study import CaseStudy, Result
from . import drawings
from .context import Context
from .document import Block, Heading, Table, paragraph, text

PARTS = (
    ("context", "The situation before"),
    ("what_was_done", "What people did"),
    ("what_changed", "What changed"),
    ("take_away", "What to take from it"),
    ("limits", "How far the evidence reaches"),
)
"""Fields of a case study with their headings, in the order of reading."""


def blocks(study: CaseStudy, context: Context) -> Iterator[Block]:
    """One case study with its results as drawings and as a table."""
    anchor = f"case-study-{study.id}"
    yield Heading(2, study.title, anchor)
    yield paragraph(study.summary, "lead")
    yield paragraph(f"{study.organisation}{f', {study.years}' if study.years else ''}")
    for name, title in PARTS:
        claim = getattr(study, name)
        yield Heading(3, title, f"{anchor}-{name.replace('_', '-')}")
        yield from context.prose(claim.text)
        yield context.evidence(claim)
        if name == "what_changed" and study.results:
            for result in study.results:
                yield drawings.before_and_after(result, f"{anchor}-{result.id}")
            yield results_table(study.results, context)


def results_table(results: Sequence[Result], context: Context) -> Table:
    """Measured results as a table."""
    return Table(
        (text("Measure"), text("Before"), text("After"), text("Unit"), text("Evidence")),
        tuple(
            (
                text(result.measure),
                text("not reported" if result.before is None else drawings.number(result.before)),
                text(drawings.number(result.after)),
                text(result.unit),
                context.marks(result)[1:],
            )
            for result in results
        ),
        caption="Measured results",
        row_headers=True,
        widths=(4, 2, 2, 2, 3),
    )
