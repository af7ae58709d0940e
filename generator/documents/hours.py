"""The hours and costs of a cohort in short for a plan, and in full for the guidance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..model.effort import Counted
from ..model.english import figure, listed
from ..model.playbook_files import BUSINESS_CASE
from ..model.required import Role
from ..planning import dates
from ..planning.business_case import StaffCost, share_in_words
from ..planning.effort import Effort, EffortLine, ProjectHours
from ..planning.figures import Range, hours, pounds, rounded
from ..planning.hour_figures import in_text
from ..planning.playbook import Playbook
from .context import Context
from .document import BESIDE, Block, Figure, Figures, Heading, Inline, Paragraph, Run, Table, Words, paragraph, table


def in_short(playbook: Playbook, _context: Context) -> Iterator[Block]:
    """The hours of a participant, of the lead and of all, and what they cost. Who does what has those of each role."""
    yield Heading(1, "Hours and cost", "hours")
    yield Figures(tuple(_figures(playbook.effort)))
    yield from _cost(playbook)
    link = f"{BESIDE}{BUSINESS_CASE}.docx"
    yield Paragraph((Run("Every line, and what it buys: see "), Run(BUSINESS_CASE, link=link), Run(".")))


def _figures(effort: Effort) -> Iterator[Figure]:
    if person := effort.a_person:
        between = f"{in_text(person.low)} to {in_text(person.high)} with the size of the project"
        yield Figure(in_text(person.usual), "hours for each participant", between if person.low < person.high else "")
    lead = next((each.hours for each in effort.roles if each.role == Role.LEAD), None)
    among = f"of these, {in_text(lead)} of the programme lead" if lead else ""
    yield Figure(in_text(effort.hours_of_others), "hours of all who support participants", among)
    yield Figure(in_text(effort.hours), "hours of everybody")


def resources(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Where the hours come from: the size of projects, the hours of each month, and every assumption."""
    effort = playbook.effort
    yield Heading(1, "Where the hours come from", "resources", starts_page=True)
    yield paragraph(
        "These are working numbers to plan with. The trust can change each of them, and the workbook recalculates."
    )
    if effort.project:
        yield paragraph(project_size(effort.project))
    yield Heading(2, "By month", "hours-by-month")
    yield _by_month(playbook)
    yield Heading(2, "Assumptions behind the hours", "hours-assumptions")
    yield from context.shared([line.assumption for line in effort.lines])
    assumptions = (_assumption(line, effort.project, context) for line in effort.lines)
    header = ("What", "Role", "Hours each", "Times", "Hours")
    yield table(header, assumptions, widths=(5, 3, 2, 1, 2), row_headers=True)


def ranged(range: Range) -> str:
    """Usual hours, with the low and high ones where they differ, such as 76 (66 to 92)."""
    usual = in_text(range.usual)
    return usual if range.low == range.high else f"{usual} ({in_text(range.low)} to {in_text(range.high)})"


def project_size(project: ProjectHours) -> str:
    """The size of project behind the hours."""
    a_month, weeks = project.a_month, dates.weeks(project.weeks)
    if a_month.low == a_month.high:
        return f"A project is assumed to take each member {hours(a_month.usual)} hours a month, for {weeks}."
    return (
        f"The usual figures assume a project that takes each member {hours(a_month.usual)} hours a month for {weeks}, "
        f"the median of the projects that suit this cohort. The figures in brackets are for the smallest, "
        f"{hours(a_month.low)} hours a month, and the largest, {hours(a_month.high)}."
    )


def unpriced(playbook: Playbook) -> str:
    """Every role and staff group without a rate, with its hours, such as Coach (24 hours)."""
    return listed(f"{who(row, playbook)} ({in_text(row.hours.usual)} hours)" for row in playbook.business_case.unpriced)


def named(counted: str, group_size: int) -> str:
    """What hours or costs are counted for; a group of two is a pair."""
    return "pair" if counted == Counted.GROUP and group_size == 2 else counted


def who(row: StaffCost, playbook: Playbook) -> str:
    """Whose hours a row of the business case has."""
    vocabulary = playbook.vocabulary
    return (vocabulary.staff_groups[row.staff_group] if row.staff_group else vocabulary.roles[row.role]).title


def _cost(playbook: Playbook) -> Iterator[Block]:
    case = playbook.business_case
    total, priced = case.total, share_in_words(case)
    if total is None:
        yield paragraph("The trust has given no hourly rates or other costs, so this plan counts hours alone.")
    else:
        between = "" if total.low == total.high else f" ({pounds(total.low)} to {pounds(total.high)})"
        yield paragraph(f"Cost at the trust's own figures: {pounds(total.usual)}{between}. This prices {priced}.")
        if case.unpriced:
            yield paragraph(f"Without a rate: {unpriced(playbook)}.")


def _assumption(line: EffortLine, project: ProjectHours | None, context: Context) -> tuple[Words, ...]:
    each = figure(rounded(line.hours_each, 2), decimals=2)
    if line.assumption.workshop_length:
        each = f"the workshop and {each}" if line.hours_each else "the workshop"
    if line.assumption.from_projects and project:
        each = f"{hours(project.a_month.usual)} a month"
    title: Inline = (Run(line.assumption.title), *((Run(" (the trust's own figure)"),) if line.adjusted else ()))
    return (title, context.role(line.assumption.role), each, figure(line.times), hours(line.hours))


def _by_month(playbook: Playbook) -> Table:
    rows = []
    for month in playbook.effort.months:
        participants, others = Fraction(), Fraction()
        for role in playbook.effort.roles:
            if role.a_person is None:
                others += role.by_month.get(month, 0)
            else:
                participants += role.by_month.get(month, 0)
        rows.append((month.title, hours(participants), hours(others)))
    return table(("Month", "All participants", "Everybody else"), rows, widths=(2, 2, 2), row_headers=True)
