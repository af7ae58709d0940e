"""A workshop: as a section of a playbook, and on a page of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..model.english import counted, in_words, listed
from ..model.workshop import Activity, GroupVariant, Workshop
from ..planning import dates
from ..planning.agenda import TimedActivity
from ..planning.room_set import RoomNumbers
from ..planning.schedule import Schedule
from ..planning.selection import WorkshopPlan
from .context import Context, joined
from .document import Block, Heading, Paragraph, Run, Words, bullets, labelled, paragraph, table
from .floor_plan import what_lies_where
from .room_words import how_many, who
from .workshop_preparation import TIMES_LEFT, rehearsal, times_left

OBJECTIVES = "Afterwards, participants can"
AGENDA = "Agenda"
BEFORE, AFTER = "Before the day", "After the day"
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


def page_opening(workshop: Workshop, activities: Sequence[TimedActivity], context: Context) -> Iterator[Block]:
    """The objectives and the agenda, whose activities link to the notes for them."""
    yield from objectives(workshop, context, "", 1)
    yield Heading(1, AGENDA, "agenda")
    rows: list[tuple[Words, ...]] = [
        (
            dates.clock(timed.starts),
            f"{timed.activity.minutes}",
            (Run(timed.activity.title, link=None if timed.is_break else f"#activity-{timed.activity.id}"),),
            timed.activity.kind.value.capitalize(),
        )
        for timed in activities
    ]
    rows.append((dates.clock(activities[-1].ends), "", "End", ""))
    yield table(("Time", "Minutes", "What happens", "Kind"), rows, numbers=(1,), role="agenda")


def agenda_in_groups(workshop: Workshop, activities: Sequence[TimedActivity], group_size: int) -> Iterator[Block]:
    """The agenda of groups of a size, which says where it differs from that of pairs."""
    rows: list[tuple[Words, ...]] = []
    for own, timed in zip(workshop.activities, activities, strict=True):
        title: Words = (Run(timed.activity.title),)
        if own.variant(group_size):
            more = timed.activity.minutes - own.minutes
            difference = (
                f"{counted(abs(more), 'minute')} {'longer' if more > 0 else 'shorter'}" if more else "Other steps"
            )
            title = (Run(timed.activity.title, link=f"#activity-{own.id}"), Run(f"\n{difference} than in pairs"))
        rows.append((dates.clock(timed.starts), f"{timed.activity.minutes}", title))
    rows.append((dates.clock(activities[-1].ends), "", "End"))
    yield table(("Time", "Minutes", "What happens"), rows, numbers=(1,))


def variants(activity: Activity) -> Iterator[tuple[str, GroupVariant]]:
    """What differs in groups, each under its sizes, such as In groups of three, or in groups of three or four."""
    for variant in activity.variants:
        yield f"In groups of {listed(map(in_words, variant.group_sizes), 'or')}", variant


def variant_notes(activity: Activity, variant: GroupVariant) -> Iterator[Block]:
    """What a variant says in place of the activity's own notes, slides aside, and nothing that stays."""
    if variant.summary:
        yield paragraph(variant.summary)
    changes: dict[str, Any] = {"say": [], "do": [], "cues": [], "ask": [], "watch_for": [], **variant.given}
    if not changes.keys() & {"if_late", "if_late_saves"}:
        changes["if_late"] = None
    yield from page_notes(activity.model_copy(update=changes))


def page_notes(activity: Activity) -> Iterator[Block]:
    """The facilitator's notes for an activity."""
    for title, lines in notes(activity):
        yield Paragraph((Run(title, strong=True),))
        yield bullets(lines)
    if late := if_late(activity):
        yield labelled("If time is short", late)


def page_closing(workshop: Workshop, numbers: RoomNumbers, context: Context) -> Iterator[Block]:
    """What to bring, what to do before and after, and what participants rate."""
    room = workshop.room
    yield Heading(1, "Materials and room", "materials")
    if workshop.materials:
        yield paragraph(f"For {who(numbers)}.")
        bring = ((material.item, how_many(material, numbers)) for material in workshop.materials)
        yield table(("Bring", "How many"), bring)
    yield paragraph(room.layout)
    yield from what_lies_where(room)
    if room.needs:
        yield bullets(room.needs)
    if room.accessibility:
        yield Heading(2, "So that everybody can take part", "accessibility")
        yield bullets(room.accessibility)
    if workshop.time_left:
        yield Heading(1, TIMES_LEFT, "time-left")
        yield from times_left(workshop.time_left, 2)
        yield context.evidence(workshop.time_left)
    yield from rehearsal(workshop, 1)
    for title, anchor, tasks, side in (
        (BEFORE, "preparation", workshop.preparation, "before"),
        (AFTER, "follow-up", workshop.follow_up, "after"),
    ):
        if tasks:
            yield Heading(1, title, anchor)
            rows = ((weeks(task.weeks, side), task.do, context.role(task.owner)) for task in tasks)
            yield table(("When", "What to do", "Who"), rows)
    if workshop.online:
        yield Heading(1, "Online", "online")
        yield from context.prose(workshop.online)
    if workshop.evaluation:
        yield Heading(1, EVALUATION, "evaluation")
        yield paragraph("From 1, disagree strongly, to 5, agree strongly.")
        yield bullets(item.text for item in workshop.evaluation)
    yield from context.sections(workshop.background, "", 1)


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
    return dates.clock(plan.agenda_ends), "End" if plan.ends == plan.agenda_ends else "End of the agenda"


def choices(plan: WorkshopPlan, separator: str) -> Iterator[Run]:
    """The room, the facilitators and the note that a trust chose, each after a separator; the note has its own line."""
    if plan.choice.room:
        yield Run(f"{separator}Room: {plan.choice.room}")
    if plan.choice.facilitators:
        yield Run(f"{separator}Facilitators: {', '.join(plan.choice.facilitators)}")
    if plan.choice.note:
        yield Run(f"\n{plan.choice.note}")
