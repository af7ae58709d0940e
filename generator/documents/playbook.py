"""A Playbook as a Document: the order of its sections, and those too short for a module of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.template import TemplateKind
from ..planning.menu import by_fit, in_full
from ..planning.playbook import Playbook
from . import case_study, citation, glance, guidance, hours, improvement_project, moved, tidier, timeline, workshop
from .context import Context, PlaybookContext, document_of
from .document import Block, Document, Heading, Paragraph, Run, paragraph, table
from .letter import risk_table
from .menu_facts import time_for_projects


def document(playbook: Playbook) -> Document:
    """A trust's playbook as a document for every format."""
    context = PlaybookContext(playbook)
    blocks = (block for section in SECTIONS for block in section(playbook, context))
    return document_of(playbook, "Paired learning playbook", blocks)


def _people(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Who does what", "who-does-what", starts_page=True)
    if playbook.contacts:
        yield Heading(2, "Whom to ask", "whom-to-ask")
        contacts = (
            (
                context.role(contact.role),
                contact.name,
                (Run(contact.email, link=f"mailto:{contact.email}"),) if contact.email else "",
            )
            for contact in playbook.contacts
        )
        yield table(("Role", "Who", "Email"), contacts, row_headers=True)
    yield Heading(2, "Responsibilities", "responsibilities")
    yield paragraph(
        "One role does the task and one answers for it. Others are asked before, or told afterwards. "
        "One person may hold several roles."
    )
    header = ("Task", "Does it", "Answers for it", "Asked before", "Told afterwards")
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
    yield table(header, tasks, widths=(4, 3, 3, 4, 4), row_headers=True)
    yield Heading(2, "Roles", "roles")
    used = {id for task in playbook.responsibilities for id in (task.responsible, task.accountable)}
    used |= {role.role for role in playbook.effort.roles}
    roles = ((role.title, role.description) for role in playbook.vocabulary.roles.values() if role.id in used)
    yield table(("Role", "What it is"), roles, widths=(2, 5), row_headers=True)


def _workshops(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Workshops", "workshops", starts_page=True)
    for plan in playbook.workshops:
        yield from workshop.blocks(plan, playbook.schedule, context)


def _menu(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Project menu", "menu", starts_page=True)
    yield paragraph(
        context.worded(
            "Templates that a pair can take up and fit to its own service. "
            "Each pair agrees its aim, measures and scope with a sponsor before it starts."
        )
    )
    if playbook.menu:
        yield paragraph(time_for_projects(playbook))
    yield improvement_project.overview(playbook)
    full = in_full(playbook.menu)
    for entry in full:
        yield from improvement_project.blocks(entry, playbook, context)
    others = (entry for entry in by_fit(playbook.menu) if entry not in full)
    yield from improvement_project.not_in_full(others, playbook.feasibility)


def _case_studies(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Case studies", "case-studies", starts_page=True)
    for study in playbook.case_studies:
        yield from case_study.blocks(study, context)


def _risks(playbook: Playbook, context: Context) -> Iterator[Block]:
    registers = [template for template in playbook.templates if template.kind is TemplateKind.REGISTER]
    if registers:
        yield Heading(1, "Risks", "risks", starts_page=True)
        yield paragraph(
            "Read these at the start and at each milestone. The workbook has the same list to keep up to date."
        )
    for register in registers:
        yield context.evidence(register)
        yield risk_table(register.risks, context)


def _letters(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if not playbook.templates:
        return
    yield Heading(1, "Letters and templates", "letters", starts_page=True)
    yield paragraph("Each is a Word file in the folder letters, with what this plan knows filled in.")
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
    yield Heading(1, "Forms", "forms", starts_page=True)
    yield paragraph("The forms that this cohort uses. Each is a Word file in the folder instruments, ready to print.")
    forms = playbook.instruments
    yield from context.shared(forms)
    rows = (
        ((Run(form.title), *context.own(form, forms)), form.summary, context.role(form.completed_by)) for form in forms
    )
    yield table(("Form", "What it is for", "Who fills it in"), rows, widths=(2, 4, 2), row_headers=True)


def _references(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if playbook.references:
        yield Heading(1, "References", "references", starts_page=True)
    for reference in playbook.references:
        runs = [Run(f"{context.number(reference.id)}. {citation.full(reference)}")]
        if where := citation.address(reference):
            runs += [Run(" "), Run(where, link=where)]
        if reference.note:
            runs.append(Run(f" {reference.note}"))
        yield Paragraph(tuple(runs), "reference", f"reference-{reference.id}")


SECTIONS = (
    glance.opening,
    glance.glance,
    moved.what_moved,
    glance.why,
    _people,
    timeline.timeline,
    guidance.early_topics,
    guidance.components,
    _workshops,
    _menu,
    timeline.surgeries_and_shadowing,
    timeline.evaluation,
    guidance.later_topics,
    hours.resources,
    _risks,
    timeline.checklist,
    _letters,
    _forms,
    _case_studies,
    tidier.tailoring,
    _references,
)
"""The sections in reading order."""
