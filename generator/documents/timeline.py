"""When things happen: the timeline, surgeries and shadowing, the evaluation plan and the checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.calendar_rules import QuietScope
from ..model.english import listed
from ..model.guidance import Action
from ..model.instrument import Wave
from ..model.required import Milestone, Role
from ..planning import dates
from ..planning.checklist import ChecklistItem, ChecklistSection
from ..planning.playbook import Playbook
from ..planning.schedule import BEFORE_PLANNING, EntryKind, ScheduleEntry
from .context import Context, PlaybookContext, joined
from .document import Block, Callout, Checklist, ChecklistEntry, Heading, Paragraph, Run, Table, paragraph, table
from .gantt import gantt

QUIET = {
    QuietScope.ALL: "nothing at all",
    QuietScope.EVENTS: "no events with many people",
    QuietScope.WORKSHOPS: "no workshops",
}
"""What is not planned in a quiet period."""
WAVES = {Wave.BEFORE: "before the programme", Wave.THEN: "looking back at the end", Wave.AFTER: "at the end"}
"""When participants fill in a self-assessment."""


def timeline(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The timeline as a drawing, and every date with its reason in a table."""
    schedule = playbook.schedule
    if schedule is None:
        return
    yield Heading(1, "Timeline", "timeline", starts_page=True)
    yield gantt(schedule, "timeline", playbook.wording)
    yield Heading(2, "Every date", "every-date")
    closed = "Nothing falls on a weekend, a bank holiday, the August changeover or a day that the trust has closed."
    if quiet := schedule.days.quiet:
        closed += f" Quiet periods: {listed(f'{rule.title} ({QUIET[rule.holds_for]})' for rule in quiet)}."
    if playbook.profile.schedule.pins:
        closed += " The days that the trust has chosen itself stay where they are."
    if schedule.after_known_holidays:
        year = schedule.days.known_until
        closed += f" Bank holidays after {year} are not known yet, so later dates may fall on one."
    yield paragraph(closed)
    others = [entry for entry in schedule.entries if entry.kind is not EntryKind.DEADLINE]
    yield _dates("When", others, context, (3, 4, 3, 4))
    if deadlines := schedule.of(EntryKind.DEADLINE):
        yield Heading(2, "Deadlines for release and rooms", "deadlines")
        yield _dates("By", deadlines, context, (2, 5, 2, 4))


def _dates(when_title: str, entries: Sequence[ScheduleEntry], context: Context, widths: tuple[int, ...]) -> Table:
    return table(
        (when_title, "What", "Who", "Why then"),
        ((when(entry), entry.title, context.roles(entry.roles), f"{entry.reason}.") for entry in entries),
        widths=widths,
    )


def when(entry: ScheduleEntry) -> str:
    """The day and clock times of an entry, for a table."""
    day = dates.span(entry.first, entry.last)
    if entry.starts is None or entry.ends is None:
        return day
    return f"{day}\n{dates.clock(entry.starts)} to {dates.clock(entry.ends)}"


def surgeries_and_shadowing(playbook: Playbook, context: Context) -> Iterator[Block]:
    """When pairs meet, shadow each other and can ask for advice."""
    schedule = playbook.schedule
    if schedule is None:
        return
    yield Heading(1, "Meetings, surgeries and shadowing", "meetings", starts_page=True)
    for kind, title, note in (
        (EntryKind.PAIR_MEETING, "Pair meetings", "Each pair chooses a day within these."),
        (
            EntryKind.SHADOWING,
            "Shadowing",
            "Each {partner visits the other/of them visits the others} once within each of these.",
        ),
        (EntryKind.SURGERY, "Design surgeries", "Drop in with the project; coaches are there."),
    ):
        if entries := schedule.of(kind):
            yield Heading(2, context.worded(title), f"meetings-{kind.value.replace(' ', '-')}")
            yield paragraph(context.worded(note))
            yield table(("When", "What"), ((when(entry), entry.title) for entry in entries), widths=(4, 5))


def evaluation(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    """Which forms are filled in when, who analyses them, and what goes to the board."""
    yield Heading(1, "Evaluation plan", "evaluation-plan", starts_page=True)
    rows = []
    for form in playbook.instruments:
        due = "\n".join(map(context.due, form.timing)) or "As needed"
        waves = ", ".join(WAVES[wave] for wave in form.waves)
        rows.append((form.title, context.role(form.completed_by), due, f"Filled in {waves}" if waves else ""))
    yield table(("Form", "Who fills it in", "When", "Note"), rows, widths=(3, 2, 3, 3), row_headers=True)
    yield Callout(
        "Self-assessment needs care",
        (
            paragraph(
                "People judge themselves by what they know at the time. After learning more they often see that they "
                "had rated themselves too high before. So they fill in the form before, looking back, and at the end."
            ),
            paragraph(
                "Show all three to the board, with the number of people who answered. "
                "A rise in self-ratings alone does not show that patients or services gained."
            ),
        ),
        "warning",
    )
    report = playbook.schedule.milestones[Milestone.BOARD_REPORT] if playbook.schedule else None
    yield Heading(2, "Who analyses it, and what goes to the board", "evaluation-board")
    yield paragraph(
        f"{context.role(Role.EVALUATION_LEAD)} analyses the forms and writes the report"
        + (f" for the board by {dates.date(report)}." if report else " for the board.")
        + " It says who took part, how many stayed, what the forms say with the number of answers, "
        "what each project measured, what did not work, and what is asked of the board."
    )


def milestone_title(section: ChecklistSection) -> str:
    """Heading of a section of the checklist."""
    if section.milestone is None:
        return "Afterwards"
    return f"By: {section.milestone.title} ({section.when})"


def checklist(playbook: Playbook, context: Context) -> Iterator[Block]:
    """What to do, earliest first."""
    yield Heading(1, "Checklist", "checklist", starts_page=True)
    dated = playbook.schedule is not None
    yield paragraph("What to do, earliest first." + ("" if dated else " Weeks count from the first workshop."))
    items = [item for section in playbook.checklist for item in section.items]
    if any(item.moved == BEFORE_PLANNING for item in items):
        day = dates.date(playbook.planning_from)
        yield paragraph(f"What is usually done before planning starts on {day} is due as soon as it does.")
    yield from checklist_sections(playbook.checklist, context, "checklist", 2)


def checklist_sections(
    sections: Sequence[ChecklistSection], context: Context, anchor: str, level: int
) -> Iterator[Block]:
    """What to do for each milestone, earliest first. `anchor` starts the anchors of headings of this level."""
    actions = [item.action for section in sections for item in section.items]
    yield from context.shared(actions)
    for section in sections:
        name = section.milestone.id if section.milestone else "afterwards"
        yield Heading(level, milestone_title(section), joined(anchor, name))
        if section.milestone and context.whole:
            yield paragraph(section.milestone.description)
        yield Checklist(tuple(_entry(item, actions, context) for item in section.items))


def _entry(item: ChecklistItem, actions: Sequence[Action], context: Context) -> ChecklistEntry:
    do = (Run(item.action.do, strong=context.whole), *context.own(item.action, actions))
    if context.whole:
        # On the site the topic's page says how to do it.
        topic = Run(item.topic.title, link=context.link("guidance", item.topic.id), role="from-topic")
        detail: tuple[Block, ...] = (Paragraph((topic,)),)
    else:
        detail = context.prose(item.action.detail) if item.action.detail else ()
    return ChecklistEntry(do, detail, context.role(item.action.owner), dates.short(item.due) if item.due else item.when)
