"""A workshop as a section of a playbook, and the words that all its documents use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.english import counted
from ..model.workshop import Activity, Workshop
from ..planning import dates
from ..planning.schedule import Schedule
from ..planning.selection import WorkshopPlan
from .context import Context, joined
from .document import Block, Heading, Paragraph, Run, Words, bullets, labelled, paragraph, table

OBJECTIVES = "Afterwards, participants can"
AGENDA = "Agenda"
BEFORE, AFTER = "Before the day", "After the day"
END = "End"
"""The last line of an agenda."""
EVALUATION = "What participants rate"
ROLE_CARDS = "Role cards"


def notes(activity: Activity) -> Iterator[tuple[str, Sequence[str]]]:
    """What a facilitator says, does, asks and watches for, each under its title."""
    titled = (
        ("Say", activity.say),
        ("Do", activity.do),
        ("By the minute", [f"Minute {cue.minute}: {cue.do}" for cue in activity.cues]),
        ("Ask", activity.ask),
        ("Watch for", activity.watch_for),
    )
    return ((title, lines) for title, lines in titled if lines)


def if_late(activity: Activity) -> str:
    """What to shorten or skip when time is short, and how much that saves; empty if nothing is said."""
    if not activity.if_late or not activity.if_late_saves:
        return activity.if_late or ""
    return f"{activity.if_late} This saves {counted(activity.if_late_saves, 'minute')}."


def blocks(plan: WorkshopPlan, schedule: Schedule | None, context: Context) -> Iterator[Block]:
    """A workshop as one trust runs it."""
    workshop = plan.workshop
    anchor = f"workshop-{workshop.id}"
    yield Heading(2, f"{workshop.number}. {workshop.title}", anchor)
    yield paragraph(workshop.summary, "lead")
    yield Paragraph(tuple(_when_and_where(plan, schedule)))
    yield from objectives(workshop, context, anchor, 3)
    yield Heading(3, AGENDA, f"{anchor}-agenda")
    rows: list[tuple[Words, ...]] = []
    for timed in plan.activities:
        times = f"{dates.clock(timed.starts)} to {dates.clock(timed.ends)}"
        runs = [Run(timed.activity.title, strong=not timed.is_break)]
        if timed.activity.summary:
            runs.append(Run(f"\n{timed.activity.summary}"))
        rows.append((times, f"{timed.activity.minutes}", tuple(runs)))
    yield table(("Time", "Minutes", "What happens"), rows, widths=(2, 1, 6))
    if workshop.preparation or workshop.follow_up:
        yield Heading(3, "Before and after", f"{anchor}-preparation")
        yield bullets(
            labelled(weeks(task.weeks, side), f"{task.do} ({context.role(task.owner)})").runs
            for tasks, side in ((workshop.preparation, "before"), (workshop.follow_up, "after"))
            for task in tasks
        )
    if workshop.materials:
        yield Heading(3, "What to bring", f"{anchor}-materials")
        yield bullets(f"{material.item}: {material.quantity}" for material in workshop.materials)


def objectives(workshop: Workshop, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """What participants can do afterwards, with the leadership domains of each."""
    yield Heading(level, OBJECTIVES, joined(anchor, "objectives"))
    yield bullets((Run(objective.text), *context.domains(objective.domains)) for objective in workshop.objectives)


def weeks(number: int, side: str) -> str:
    """Weeks before or after a workshop, in words."""
    if number == 0:
        return "On the day" if side == "before" else "Within the week after"
    return f"{counted(number, 'week')} {side}"


def _when_and_where(plan: WorkshopPlan, schedule: Schedule | None) -> Iterator[Run]:
    entry = schedule.workshop(plan.workshop.id) if schedule else None
    if entry:
        yield Run(f"{dates.weekday_and_date(entry.first)}, ", strong=True)
    yield Run(f"{hours(plan)} ({length(plan)})")
    yield from choices(plan, "\n")


def hours(plan: WorkshopPlan) -> str:
    """Start and end, such as 10:00 to 13:30."""
    return f"{dates.clock(plan.starts)} to {dates.clock(plan.ends)}"


def length(plan: WorkshopPlan) -> str:
    """Its length in words, with the end of an agenda that is shorter or longer."""
    agenda = f"; the agenda takes until {dates.clock(plan.agenda_ends)}" if plan.ends != plan.agenda_ends else ""
    return dates.duration(plan.minutes) + agenda


def agenda_end(plan: WorkshopPlan) -> tuple[str, str]:
    """The clock time and the title of the last line of an agenda."""
    return dates.clock(plan.agenda_ends), END if plan.ends == plan.agenda_ends else "End of the agenda"


def choices(plan: WorkshopPlan, separator: str) -> Iterator[Run]:
    """The room, the facilitators and the note that a trust chose, each after a separator; the note has its own line."""
    if plan.choice.room:
        yield Run(f"{separator}Room: {plan.choice.room}")
    if plan.choice.facilitators:
        yield Run(f"{separator}Facilitators: {', '.join(plan.choice.facilitators)}")
    if plan.choice.note:
        yield Run(f"\n{plan.choice.note}")
