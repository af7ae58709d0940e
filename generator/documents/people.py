"""Who does what: contacts, responsibilities and roles as a section of a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Run, paragraph, table


def people(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Whom to ask, who does what, and what the roles are."""
    yield Heading(1, "Who does what", "who-does-what", starts_page=True)
    if playbook.contacts:
        yield Heading(2, "Whom to ask", "whom-to-ask")
        yield table(
            ("Role", "Who", "Email"),
            (
                (
                    context.role(contact.role),
                    contact.name,
                    (Run(contact.email, link=f"mailto:{contact.email}"),) if contact.email else "",
                )
                for contact in playbook.contacts
            ),
            row_headers=True,
        )
    yield Heading(2, "Responsibilities", "responsibilities")
    yield paragraph(
        "One role does the task and one answers for it. Others are asked before, or told afterwards. "
        "One person may hold several roles."
    )
    yield table(
        ("Task", "Does it", "Answers for it", "Asked before", "Told afterwards"),
        (
            (
                task.title,
                context.role(task.responsible),
                context.role(task.accountable),
                context.roles(task.consulted),
                context.roles(task.informed),
            )
            for task in playbook.responsibilities
        ),
        widths=(4, 3, 3, 4, 4),
        row_headers=True,
    )
    yield Heading(2, "Roles", "roles")
    used = {id for task in playbook.responsibilities for id in (task.responsible, task.accountable)}
    used |= {role.role for role in playbook.effort.roles}
    yield table(
        ("Role", "What it is"),
        ((role.title, role.description) for role in playbook.vocabulary.roles.values() if role.id in used),
        widths=(2, 5),
        row_headers=True,
    )
