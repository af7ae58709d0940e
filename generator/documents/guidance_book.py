"""The guidance of a playbook: the shared text as a trust tailored it, which its plan and handbook refer to."""

from __future__ import annotations

from collections.abc import Iterator

from ..planning.menu import by_fit, in_full
from ..planning.playbook import Playbook
from . import (
    case_study,
    citation,
    glance,
    guidance,
    hours,
    improvement_project,
    learning_path,
    tidier,
    timeline,
    workshop,
)
from .context import Context, PlaybookContext, document_of
from .document import Block, Document, Heading, Paragraph, Run, paragraph, table
from .menu_facts import time_for_projects


def guidance_document(playbook: Playbook) -> Document:
    """All that is shared between trusts, with what this trust changed and why."""
    context = PlaybookContext(playbook, "")
    return document_of(playbook, "Guidance", (block for section in SECTIONS for block in section(playbook, context)))


def _opening(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield paragraph(playbook.programme.summary, "lead")
    yield from glance.notes(playbook.profile, context)
    yield glance.how_to_read(context)
    yield from glance.background(playbook.profile, context)


def _paths(playbook: Playbook, context: Context) -> Iterator[Block]:
    if playbook.paths:
        yield Heading(1, learning_path.TITLE, "where-to-start", starts_page=True)
        yield paragraph("What to open first, for each kind of reader. Most of it is in this document.")
    for path in playbook.paths:
        yield Heading(2, path.title, f"path-{path.id}")
        yield paragraph(path.summary)
        yield from learning_path.blocks(path, context)
        yield context.evidence(path)


def _responsibilities(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Responsibilities", "responsibilities", starts_page=True)
    yield paragraph(
        "One role does the task and one answers for it. Others are asked before, or told afterwards. "
        "One person may hold several roles."
    )
    tasks = (
        (
            task.title,
            context.role(task.responsible),
            context.role(task.accountable),
            context.roles(task.consulted),
            context.roles(task.informed),
        )
        for task in playbook.responsibilities
    )
    header = ("Task", "Does it", "Answers for it", "Asked before", "Told afterwards")
    yield table(header, tasks, widths=(4, 3, 3, 4, 4), row_headers=True)
    yield Heading(2, "Roles", "roles")
    used = {role for task in playbook.responsibilities for role in (task.responsible, task.accountable)}
    used |= {each.role for each in playbook.effort.roles}
    roles = ((role.title, role.description) for role in playbook.vocabulary.roles.values() if role.id in used)
    yield table(("Role", "What it is"), roles, widths=(2, 5), row_headers=True)


def _workshops(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Workshops", "workshops", starts_page=True)
    for plan in playbook.workshops:
        yield from workshop.blocks(plan, playbook.schedule, context)


def _projects(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Projects in full", "menu", starts_page=True)
    yield paragraph(
        context.worded(
            "Templates that a pair can take up and fit to its own service. "
            "Each pair agrees its aim, measures and scope with a sponsor before it starts."
        )
    )
    if playbook.menu:
        yield paragraph(time_for_projects(playbook))
    full = in_full(playbook.menu)
    for entry in full:
        yield from improvement_project.blocks(entry, playbook, context)
    others = (entry for entry in by_fit(playbook.menu) if entry not in full)
    yield from improvement_project.not_in_full(others, playbook.feasibility)


def _evaluation(_playbook: Playbook, _context: Context) -> Iterator[Block]:
    yield timeline.self_assessment()
    yield paragraph(
        "The report for the board says who took part, how many stayed, what the forms say with the number of answers, "
        "what each project measured, what did not work, and what is asked of the board."
    )


def _case_studies(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Case studies", "case-studies", starts_page=True)
    for study in playbook.case_studies:
        yield from case_study.blocks(study, context)


def _letters(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if not playbook.templates:
        return
    yield Heading(1, "Letters and templates", "letters", starts_page=True)
    yield paragraph("Each is a Word file with what this plan knows filled in.")
    rows = (
        (
            template.title,
            template.summary,
            context.role(template.sender),
            "\n".join(map(context.due, template.timing)) or "As needed",
        )
        for template in playbook.templates
    )
    yield table(("Template", "What it is for", "Who sends it", "When"), rows, widths=(3, 5, 2, 3), row_headers=True)


def _forms(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Forms", "forms")
    yield paragraph("The forms that this cohort uses. Each is a Word file, ready to print.")
    forms = playbook.instruments
    yield from context.shared(forms)
    rows = (
        ((Run(form.title), *context.own(form, forms)), form.summary, context.role(form.completed_by)) for form in forms
    )
    yield table(("Form", "What it is for", "Who fills it in"), rows, widths=(2, 4, 2), row_headers=True)


def _references(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if playbook.references:
        yield Heading(1, "References", "references", starts_page=True)
    if any(reference.described for reference in playbook.references):
        yield paragraph(citation.DESCRIBED)
    for reference in playbook.references:
        runs = [Run(f"{context.number(reference.id)}. {citation.full(reference)}")]
        if where := citation.address(reference):
            runs += [Run(" "), Run(where, link=where)]
        if remarks := citation.remarks(reference):
            runs.append(Run(f" {remarks}"))
        yield Paragraph(tuple(runs), "reference", f"reference-{reference.id}")


SECTIONS = (
    _opening,
    glance.why,
    _paths,
    _responsibilities,
    guidance.early_topics,
    guidance.components,
    _workshops,
    _projects,
    guidance.later_topics,
    _evaluation,
    hours.resources,
    timeline.every_date,
    _letters,
    _forms,
    _case_studies,
    tidier.tailoring,
    _references,
)
"""The sections in reading order."""
