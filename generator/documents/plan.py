"""The plan of a cohort: what its planner decides, does and looks up, on a few pages and without general guidance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.english import listed
from ..model.required import Milestone
from ..model.template import Audience
from ..planning import dates
from ..planning.hour_figures import hour_figures, in_text
from ..planning.playbook import Playbook
from ..planning.risks import ten_risks
from . import glance, hours, moved, timeline
from .context import BESIDE_GUIDANCE, PlaybookContext, document_of
from .document import Block, Document, Heading, Inline, Run, Words, bullets, table
from .icons import for_role


def plan_document(playbook: Playbook) -> Document:
    """A cohort's plan."""
    context = PlaybookContext(playbook, BESIDE_GUIDANCE)
    return document_of(playbook, "Plan", (block for section in SECTIONS for block in section(playbook, context)))


def _people(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    yield Heading(1, "Who does what", "who-does-what")
    yield context.see_guidance("Who is asked before each task, and who is told afterwards", "responsibilities")
    does: dict[str, list[str]] = {}
    answers: dict[str, list[str]] = {}
    for task in playbook.responsibilities:
        does.setdefault(task.responsible, []).append(task.title)
        if task.accountable != task.responsible:
            answers.setdefault(task.accountable, []).append(task.title)
    named = {contact.role for contact in playbook.contacts}
    hours = {each.role: in_text(each.hours) for each in playbook.effort.roles}
    rows: list[tuple[Words, ...]] = [
        (
            (for_role(role.id), Run(role.title)),
            _names(playbook, role.id),
            _in_a_row(does.get(role.id, [])) or role.description,
            _in_a_row(answers.get(role.id, [])),
            hours.get(role.id, ""),
        )
        for role in playbook.vocabulary.roles.values()
        if role.id in {*does, *answers, *named, *hours}
    ]
    header: tuple[str, ...] = ("Role", "Name", "Does", "Answers for", "Hours in all")
    widths: tuple[int, ...] = (6, 6, 9, 9, 3)
    if not named:
        # An empty column would only make the others narrow.
        header, widths = header[:1] + header[2:], (6, 12, 12, 3)
        rows = [row[:1] + row[2:] for row in rows]
    yield table(header, rows, widths=widths, row_headers=True, numbers=(len(header) - 1,))


def _in_a_row(tasks: Sequence[str]) -> str:
    return "; ".join(f"{task[0].lower()}{task[1:]}" if number else task for number, task in enumerate(tasks))


def _names(playbook: Playbook, role: str) -> Inline:
    """The people whom the profile names for a role, each on a line; empty to write in."""
    runs: list[Run] = []
    for contact in playbook.contacts:
        if contact.role == role:
            link = f"mailto:{contact.email}" if contact.email else None
            runs += [Run("\n"), Run(contact.name, link=link)]
    return tuple(runs[1:])


def _line_managers(playbook: Playbook, _context: PlaybookContext) -> Iterator[Block]:
    yield Heading(2, "What to tell a line manager", "line-managers")
    yield bullets(_to_line_managers(playbook))


def _to_line_managers(playbook: Playbook) -> Iterator[Words]:
    figures = {name: in_text(number) for name, number in hour_figures(playbook.effort).items()}
    schedule, months = playbook.schedule, playbook.profile.cohort.months
    if "participant_hours" in figures:
        fixed = (
            f": {figures['fixed_hours']} at workshops, the rest on days that suit the team"
            if "fixed_hours" in figures
            else ""
        )
        yield f"Each participant needs about {figures['participant_hours']} hours over {months} months{fixed}."
    if schedule:
        days = listed(dates.short(schedule.workshop_days[id]) for id in schedule.weeks.run)
        yield f"The workshops are on {days}."
        places = schedule.milestones[Milestone.PLACES_CONFIRMED]
        yield f"Release for all of them is agreed in writing by {dates.weekday_and_date(places)}."
    if "line_manager_hours" in figures:
        yield f"A line manager gives about {figures['line_manager_hours']} hours for each participant."
    letters = [each for each in playbook.templates if each.goes_to is Audience.LINE_MANAGERS]
    if letters:
        yield f"Ready to send, in the folder Letters: {listed(each.title for each in letters)}."


def _risks(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    if chosen := ten_risks(playbook):
        yield Heading(1, "Risks", "risks")
        rows = (
            (
                context.role(each.risk.owner),
                (Run(each.risk.risk, strong=True), Run(f"\n{each.reason}")),
                each.risk.response,
            )
            for each in chosen
        )
        yield table(("Who watches it", "Risk, and why here", "What to do about it"), rows, widths=(3, 7, 6))


SECTIONS = (
    glance.opening,
    glance.glance,
    moved.what_moved,
    glance.decide_and_do,
    timeline.timeline,
    timeline.planner_dates,
    _people,
    _line_managers,
    hours.in_short,
    _risks,
    timeline.evaluation,
    timeline.checklist,
)
"""The sections in reading order."""
