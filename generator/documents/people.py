"""Who does what: contacts, responsibilities, hours and risks as parts of a playbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..model.template import RegisterRisk, TemplateKind
from ..planning.effort import EffortLine
from ..planning.figures import hours, pounds
from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Inline, Run, Table, paragraph, text


def people(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Roles, whom to ask, and who does what."""
    yield Heading(1, "Who does what", "who-does-what", starts_page=True)
    if playbook.contacts:
        yield Heading(2, "Whom to ask", "whom-to-ask")
        yield Table(
            (text("Role"), text("Who"), text("Email")),
            tuple(
                (
                    text(context.role(contact.role)),
                    text(contact.name),
                    (Run(contact.email, link=f"mailto:{contact.email}"),) if contact.email else text(""),
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
    yield Table(
        (text("Task"), text("Does it"), text("Answers for it"), text("Asked before"), text("Told afterwards")),
        tuple(
            (
                text(task.title),
                text(context.role(task.responsible)),
                text(context.role(task.accountable)),
                text(context.roles(task.consulted)),
                text(context.roles(task.informed)),
            )
            for task in playbook.responsibilities
        ),
        widths=(4, 3, 3, 4, 4),
        row_headers=True,
    )
    yield Heading(2, "Roles", "roles")
    used = {id for task in playbook.responsibilities for id in (task.responsible, task.accountable)}
    used |= {role.role for role in playbook.effort.roles}
    yield Table(
        (text("Role"), text("What it is")),
        tuple(
            (text(role.title), text(role.description)) for role in playbook.vocabulary.roles.values() if role.id in used
        ),
        widths=(2, 5),
        row_headers=True,
    )


def resources(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Hours by role and by month, with the assumptions behind them."""
    effort = playbook.effort
    priced = effort.cost is not None
    yield Heading(1, "Resources and hours", "resources", starts_page=True)
    yield paragraph(
        "These are working numbers to plan with. The profile can change each of them, and the workbook recalculates."
    )
    yield Heading(2, "By role", "hours-by-role")
    header = ["Role", "Hours in all", "For one person"] + ["Cost"] * priced
    yield Table(
        tuple(map(text, header)),
        tuple(
            tuple(
                map(
                    text,
                    [
                        context.role(role.role),
                        hours(role.hours),
                        hours(role.hours_a_person) if role.hours_a_person else "",
                        *(["" if role.cost is None else pounds(role.cost)] if priced else []),
                    ],
                )
            )
            for role in effort.roles
        ),
        row_headers=True,
    )
    if priced:
        yield paragraph("Costs use the hourly rates that the trust gave. A role without a rate has no cost here.")
    else:
        yield paragraph("The trust gave no hourly rates, so there are no costs here.")
    yield Heading(2, "By month", "hours-by-month")
    yield _by_month(playbook)
    yield Heading(2, "What the hours stand on", "hours-assumptions")
    yield from context.shared([line.assumption for line in effort.lines])
    yield Table(
        (text("What"), text("Role"), text("Hours each"), text("Times"), text("Hours")),
        tuple(_assumption(line, context) for line in effort.lines),
        widths=(5, 3, 2, 1, 2),
        row_headers=True,
    )


def _assumption(line: EffortLine, context: Context) -> tuple[Inline, ...]:
    each = hours(line.hours_each)
    if line.assumption.workshop_length:
        each = f"the workshop and {each}" if line.hours_each else "the workshop"
    title: Inline = (Run(line.assumption.title), *((Run(" (the trust's own figure)"),) if line.adjusted else ()))
    return (
        title,
        text(context.role(line.assumption.role)),
        text(each),
        text(f"{line.times}"),
        text(hours(line.hours)),
    )


def _by_month(playbook: Playbook) -> Table:
    rows = []
    for month in playbook.effort.months:
        participants, others = Fraction(), Fraction()
        for role in playbook.effort.roles:
            part = role.by_month.get(month, Fraction())
            if role.hours_a_person is None:
                others += part
            else:
                participants += part
        rows.append((text(month.title), text(hours(participants)), text(hours(others))))
    return Table(
        (text("Month"), text("All participants"), text("Everybody else")),
        tuple(rows),
        widths=(2, 2, 2),
        row_headers=True,
    )


def risks(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The risk register that applies to this cohort."""
    registers = [template for template in playbook.templates if template.kind is TemplateKind.REGISTER]
    if not registers:
        return
    yield Heading(1, "Risks", "risks", starts_page=True)
    yield paragraph("Read these at the start and at each milestone. The workbook has the same list to keep up to date.")
    for register in registers:
        yield context.evidence(register)
        yield risk_table(register.risks, context)


def risk_table(risks: Sequence[RegisterRisk], context: Context) -> Table:
    """Risks with their answers and who watches them."""
    return Table(
        (text("Risk"), text("Likely"), text("Grave"), text("What to do"), text("Who watches it")),
        tuple(
            (
                text(risk.risk),
                text(risk.likelihood.value.capitalize()),
                text(risk.impact.value.capitalize()),
                text(risk.response),
                text(context.role(risk.owner)),
            )
            for risk in risks
        ),
        widths=(4, 1, 1, 5, 2),
    )
