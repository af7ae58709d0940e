"""A Playbook as a Document: the order of its sections, each written by a module of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..planning.playbook import Playbook
from . import (
    case_study,
    citation,
    glance,
    guidance,
    hours,
    improvement_project,
    people,
    risks,
    tidier,
    timeline,
    workshop,
)
from .context import Context, PlaybookContext, document_of
from .document import Block, Document, Heading, Paragraph, Run, paragraph, table


def document(playbook: Playbook) -> Document:
    """A trust's playbook as a document for every format."""
    context = PlaybookContext(playbook)
    blocks = (block for section in SECTIONS for block in section(playbook, context))
    return document_of(playbook, "Paired learning playbook", blocks)


def _workshops(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Workshops", "workshops", starts_page=True)
    for plan in playbook.workshops:
        yield from workshop.blocks(plan, playbook.schedule, context)


def _menu(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Project menu", "menu", starts_page=True)
    yield paragraph(
        "Templates that a pair can take up and fit to its own service. "
        "Each pair agrees its aim, measures and scope with a sponsor before it starts."
    )
    yield improvement_project.overview(playbook)
    entries = {entry.project.id: entry for entry in playbook.menu}
    for project in playbook.projects:
        fit = playbook.feasibility[project.id]
        yield from improvement_project.blocks(entries[project.id], fit, playbook.profile, context)


def _case_studies(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Case studies", "case-studies", starts_page=True)
    for study in playbook.case_studies:
        yield from case_study.blocks(study, context)


def _letters(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if not playbook.templates:
        return
    yield Heading(1, "Letters and templates", "letters", starts_page=True)
    yield paragraph("Each is a Word file in the folder letters, with what this plan knows filled in.")
    yield table(
        ("Template", "What it is for", "Who sends it", "When"),
        (
            (
                template.title,
                template.summary,
                context.role(template.sender),
                "\n".join(context.due(timing) for timing in template.timing) or "As needed",
            )
            for template in playbook.templates
        ),
        widths=(3, 5, 2, 3),
        row_headers=True,
    )


def _forms(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Forms", "forms", starts_page=True)
    yield paragraph("The forms that this cohort uses. Each is a Word file in the folder instruments, ready to print.")
    yield from context.shared(playbook.instruments)
    yield table(
        ("Form", "What it is for", "Who fills it in"),
        (
            ((Run(form.title), *context.own(form, playbook.instruments)), form.summary, context.role(form.completed_by))
            for form in playbook.instruments
        ),
        widths=(2, 4, 2),
        row_headers=True,
    )


def _references(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if not playbook.references:
        return
    yield Heading(1, "References", "references", starts_page=True)
    for reference in playbook.references:
        number = context.number(reference.id)
        where = citation.address(reference)
        runs = [Run(f"{number}. {citation.full(reference)}")]
        if where:
            runs += [Run(" "), Run(where, link=where)]
        if reference.note:
            runs.append(Run(f" {reference.note}"))
        yield Paragraph(tuple(runs), "reference", f"reference-{reference.id}")


SECTIONS = (
    glance.opening,
    glance.glance,
    glance.why,
    people.people,
    timeline.timeline,
    guidance.early_topics,
    guidance.components,
    _workshops,
    _menu,
    timeline.surgeries_and_shadowing,
    timeline.evaluation,
    guidance.later_topics,
    hours.resources,
    risks.risks,
    timeline.checklist,
    _letters,
    _forms,
    _case_studies,
    tidier.tailoring,
    _references,
)
"""The sections in reading order."""
