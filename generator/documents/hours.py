"""The hours and costs of a cohort as a section of a playbook."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..model.english import figure
from ..planning.effort import EffortLine
from ..planning.figures import hours, pounds, rounded
from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Inline, Run, Table, Words, paragraph, table


def resources(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Hours by role and by month, with the assumptions behind them."""
    effort = playbook.effort
    priced = effort.cost is not None
    yield Heading(1, "Resources and hours", "resources", starts_page=True)
    yield paragraph(
        "These are working numbers to plan with. The profile can change each of them, and the workbook recalculates."
    )
    yield Heading(2, "By role", "hours-by-role")
    titles = ("Role", "Hours in all", "For one person", "Cost")
    rows = []
    for role in effort.roles:
        person = hours(role.hours_a_person) if role.hours_a_person else ""
        cost = "" if role.cost is None else pounds(role.cost)
        rows.append((context.role(role.role), hours(role.hours), person, cost))
    shown = len(titles) if priced else len(titles) - 1
    yield table(titles[:shown], (row[:shown] for row in rows), row_headers=True)
    if priced:
        yield paragraph("Costs use the hourly rates that the trust gave. A role without a rate has no cost here.")
    else:
        yield paragraph("The trust gave no hourly rates, so there are no costs here.")
    yield Heading(2, "By month", "hours-by-month")
    yield _by_month(playbook)
    yield Heading(2, "Assumptions behind the hours", "hours-assumptions")
    yield from context.shared([line.assumption for line in effort.lines])
    assumptions = (_assumption(line, context) for line in effort.lines)
    header = ("What", "Role", "Hours each", "Times", "Hours")
    yield table(header, assumptions, widths=(5, 3, 2, 1, 2), row_headers=True)


def _assumption(line: EffortLine, context: Context) -> tuple[Words, ...]:
    each = figure(rounded(line.hours_each, 2), decimals=2)
    if line.assumption.workshop_length:
        each = f"the workshop and {each}" if line.hours_each else "the workshop"
    title: Inline = (Run(line.assumption.title), *((Run(" (the trust's own figure)"),) if line.adjusted else ()))
    return (title, context.role(line.assumption.role), each, figure(line.times), hours(line.hours))


def _by_month(playbook: Playbook) -> Table:
    rows = []
    for month in playbook.effort.months:
        participants, others = Fraction(), Fraction()
        for role in playbook.effort.roles:
            if role.hours_a_person is None:
                others += role.by_month.get(month, 0)
            else:
                participants += role.by_month.get(month, 0)
        rows.append((month.title, hours(participants), hours(others)))
    return table(("Month", "All participants", "Everybody else"), rows, widths=(2, 2, 2), row_headers=True)
