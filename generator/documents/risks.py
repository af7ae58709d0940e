"""Risk registers as tables, in a playbook and in the register's own file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.template import RegisterRisk, TemplateKind
from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Table, paragraph, table


def risks(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The risks that apply to this cohort."""
    registers = [template for template in playbook.templates if template.kind is TemplateKind.REGISTER]
    if not registers:
        return
    yield Heading(1, "Risks", "risks", starts_page=True)
    yield paragraph("Read these at the start and at each milestone. The workbook has the same list to keep up to date.")
    for register in registers:
        yield context.evidence(register)
        yield risk_table(register.risks, context)


def risk_table(risks: Sequence[RegisterRisk], context: Context) -> Table:
    """Risks with their responses and owners."""
    return table(
        ("Risk", "Likely", "Impact", "What to do", "Who watches it"),
        (
            (
                risk.risk,
                risk.likelihood.value.capitalize(),
                risk.impact.value.capitalize(),
                risk.response,
                context.role(risk.owner),
            )
            for risk in risks
        ),
        widths=(4, 1, 1, 5, 2),
    )
