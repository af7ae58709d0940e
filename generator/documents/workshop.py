"""A workshop as blocks of a playbook: what it is for, when each part starts, what to prepare."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import counted
from ..planning import dates
from ..planning.schedule import Schedule
from ..planning.selection import WorkshopPlan
from .context import Context
from .document import Block, Heading, Listing, Paragraph, Run, Table, paragraph, text


def blocks(plan: WorkshopPlan, schedule: Schedule | None, context: Context) -> Iterator[Block]:
    """A workshop as one trust runs it."""
    workshop = plan.workshop
    anchor = f"workshop-{workshop.id}"
    yield Heading(2, f"{workshop.number}. {workshop.title}", anchor)
    yield paragraph(workshop.summary, "lead")
    yield Paragraph(tuple(_when_and_where(plan, schedule)))
    yield Heading(3, "Afterwards, participants can", f"{anchor}-objectives")
    yield context.lines(objective.text for objective in workshop.objectives)
    yield Heading(3, "Agenda", f"{anchor}-agenda")
    yield Table(
        (text("Time"), text("Minutes"), text("What happens")),
        tuple(
            (
                text(f"{dates.clock(timed.starts)} to {dates.clock(timed.ends)}"),
                text(str(timed.activity.minutes)),
                (Run(timed.activity.title, strong=not timed.is_break),)
                + ((Run(f"\n{timed.activity.summary}"),) if timed.activity.summary else ()),
            )
            for timed in plan.activities
        ),
        widths=(2, 1, 6),
    )
    if workshop.preparation or workshop.follow_up:
        yield Heading(3, "Before and after", f"{anchor}-preparation")
        yield Listing(
            tuple(
                (
                    Paragraph(
                        (
                            Run(f"{weeks(item.weeks, side)}: ", strong=True),
                            Run(item.do),
                            Run(f" ({context.role(item.owner)})"),
                        )
                    ),
                )
                for items, side in ((workshop.preparation, "before"), (workshop.follow_up, "after"))
                for item in items
            )
        )
    if workshop.materials:
        yield Heading(3, "What to bring", f"{anchor}-materials")
        yield context.lines(f"{material.item}: {material.quantity}" for material in workshop.materials)


def weeks(number: int, side: str) -> str:
    """Weeks before or after a workshop, in words."""
    if number == 0:
        return "On the day" if side == "before" else "Within the week after"
    return f"{counted(number, 'week')} {side}"


def _when_and_where(plan: WorkshopPlan, schedule: Schedule | None) -> Iterator[Run]:
    entry = schedule.workshop(plan.workshop.id) if schedule else None
    if entry:
        yield Run(f"{dates.weekday_and_date(entry.first)}, ", strong=True)
    yield Run(f"{dates.clock(plan.starts)} to {dates.clock(plan.ends)} ({dates.duration(plan.minutes)})")
    if plan.choice.room:
        yield Run(f"\nRoom: {plan.choice.room}")
    if plan.choice.facilitators:
        yield Run(f"\nFacilitators: {', '.join(plan.choice.facilitators)}")
    if plan.choice.note:
        yield Run(f"\n{plan.choice.note}")
