"""When things happen: the timeline, dates, the evaluation plan and the checklist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.base import LAST_DAY
from ..model.calendar_rules import QuietScope
from ..model.english import listed
from ..model.guidance import Action
from ..model.instrument import Instrument, Wave
from ..model.required import Milestone, Role, Topic
from ..planning import dates
from ..planning.checklist import ChecklistItem, ChecklistSection
from ..planning.playbook import Playbook
from ..planning.schedule import BEFORE_PLANNING, EntryKind, Schedule, ScheduleEntry
from .context import Context, PlaybookContext, joined
from .document import (
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Heading,
    Inline,
    Paragraph,
    Run,
    Table,
    paragraph,
    table,
)
from .icons import for_entry
from .timeline_picture import timeline as timeline_picture

QUIET = {
    QuietScope.ALL: "nothing at all",
    QuietScope.EVENTS: "no events with many people",
    QuietScope.WORKSHOPS: "no workshops",
}
"""What is not planned in a quiet period."""
TIMELINE = "Timeline"
"""Heading of the timeline."""
WAVES = {Wave.BEFORE: "before the programme", Wave.THEN: "looking back at the end", Wave.AFTER: "at the end"}
"""When participants fill in a self-assessment."""


def timeline(playbook: Playbook, _context: Context) -> Iterator[Block]:
    """The timeline as a drawing."""
    if playbook.schedule is not None:
        yield Heading(1, TIMELINE, "timeline")
        colour = playbook.profile.brand.colour.lower()
        yield timeline_picture(playbook.schedule, "timeline", playbook.wording, colour)


def planner_dates(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    """Every date but those of forms, which are in the evaluation plan: workshops, milestones, meetings."""
    schedule = playbook.schedule
    if schedule is None:
        return
    yield Heading(1, "Dates and milestones", "dates")
    yield context.see_guidance("The full reason for every date", "every-date")
    yield Heading(2, "Workshops", "dates-workshops")
    yield _workshops(playbook, schedule, context)
    yield Heading(2, "Milestones", "dates-milestones")
    yield table(("When", "What", "Why then"), _milestones(playbook, schedule), widths=(3, 7, 6))
    yield Heading(2, "Meetings, surgeries and visits", "dates-meetings")
    yield paragraph(
        context.worded(
            "Each pair chooses its own day for a meeting, and for a visit, within the days given. "
            "Coaches are at every design surgery."
        )
    )
    meetings = (_meeting(entry) for entry in schedule.entries if entry.kind in CHOSEN)
    yield table(("When", "What"), meetings, widths=(4, 12))


CHOSEN = (EntryKind.PAIR_MEETING, EntryKind.SURGERY, EntryKind.SHADOWING)
"""Kinds of dates for participants alone."""


def _workshops(playbook: Playbook, schedule: Schedule, context: Context) -> Table:
    """A row for each workshop, with the last days on which notice of it is given."""
    workshops, rules = schedule.of(EntryKind.WORKSHOP), playbook.calendar.notice.values()
    deadlines = {entry.id: entry for entry in schedule.of(EntryKind.DEADLINE)}
    notices = [rule for rule in rules if any(f"{rule.id}-{entry.id}" in deadlines for entry in workshops)]
    header = [f"{rule.do} by ({context.role(rule.owner or Role.LEAD).lower()})" for rule in notices]
    rows = (
        (when(entry), _with_place(entry), *(dates.short(deadlines[f"{rule.id}-{entry.id}"].first) for rule in notices))
        for entry in workshops
    )
    return table(("When", "What", *header), rows, widths=(3, 7, *[3] * len(notices)))


def _milestones(playbook: Playbook, schedule: Schedule) -> Iterator[tuple[str, str, str]]:
    """The milestones, among them the first and last day of applications, and what is due once for all workshops."""
    rows = [
        (entry.first, when(entry), _with_place(entry), _in_short(entry.reason))
        for entry in schedule.entries
        if entry.kind is EntryKind.MILESTONE or (entry.kind is EntryKind.DEADLINE and not entry.subject)
    ]
    if day := schedule.charter_day:
        sign = "Last day to sign project charters: {both partners/all partners} and the sponsor of the project"
        rows.append((day, dates.short(day), playbook.wording.text(sign), "Work on a project starts with its charter"))
    yield from (row[1:] for row in sorted(rows))


_REST = re.compile(r"; | \(| instead of ")
"""Where the rest of a reason begins that rules give: why it is not the usual day or week."""


def _in_short(reason: str) -> str:
    """The rule behind a date, or the trust's own reason, which follows a colon."""
    return reason if ": " in reason else _REST.split(reason)[0]


def _meeting(entry: ScheduleEntry) -> tuple[str, Inline]:
    day, _, clock = when(entry).partition("\n")
    return day, (for_entry(entry.kind), Run(f"{_with_place(entry)}{clock and f', {clock}'}"))


def _with_place(entry: ScheduleEntry) -> str:
    return f"{entry.title}, {entry.place}" if entry.place else entry.title


def every_date(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Every date with its whole reason."""
    schedule = playbook.schedule
    if schedule is None:
        return
    yield Heading(1, "Every date and why", "every-date", starts_page=True)
    closed = "Nothing falls on a weekend, a bank holiday, the August changeover or a day that the trust has closed."
    if quiet := schedule.days.quiet:
        closed += f" Quiet periods: {listed(f'{rule.title} ({QUIET[rule.holds_for]})' for rule in quiet)}."
    if playbook.profile.schedule.pins:
        closed += " The days that the trust has chosen itself stay where they are."
    if schedule.after_known_holidays:
        year = schedule.days.known_until
        closed += f" Bank holidays after {year} are not known yet, so later dates may fall on one."
    yield paragraph(closed)
    rows = ((when(entry), entry.title, context.roles(entry.roles), f"{entry.reason}.") for entry in schedule.entries)
    yield table(("When", "What", "Who", "Why then"), rows, widths=(3, 4, 3, 4))


def when(entry: ScheduleEntry) -> str:
    """The day and clock times of an entry, or the days of a window, for a table."""
    if entry.first != entry.last:
        return dates.days(entry.first, entry.last)
    day = dates.short(entry.first)
    if entry.starts is None or entry.ends is None:
        return day
    return f"{day}\n{dates.clock(entry.starts)} to {dates.clock(entry.ends)}"


def evaluation(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    """Which forms are filled in when, who analyses them, and what goes to the board."""
    yield Heading(1, "Evaluation plan", "evaluation-plan")
    yield context.see_guidance("How to read the answers", f"guidance-{Topic.EVALUATION}")
    schedule, forms = playbook.schedule, playbook.instruments
    if schedule:
        forms = tuple(sorted(forms, key=lambda form: min(map(schedule.due, form.timing), default=LAST_DAY)))
    rows = ((form.title, context.role(form.completed_by), filled_in(form, playbook, context)) for form in forms)
    yield table(("Form", "Who fills it in", "When"), rows, widths=(6, 5, 5), row_headers=True)
    report = schedule.milestones[Milestone.BOARD_REPORT] if schedule else None
    yield paragraph(
        f"The {context.role(Role.EVALUATION_LEAD).lower()} analyses the forms and writes the report"
        + (f" for the board by {dates.date(report)}." if report else " for the board.")
        + f" Single answers are never shown to the {context.role(Role.LEAD).lower()} of the same cohort."
    )


def filled_in(form: Instrument, playbook: Playbook, context: PlaybookContext) -> str:
    """When a form is filled in: its days, a line each, or the occasion."""
    if form.timing:
        return "\n".join(map(context.due, form.timing))
    used = sum(any(form.id in each.instruments for each in plan.workshop.activities) for plan in playbook.workshops)
    return "At the end of each workshop" if used > 1 else "As needed"


def self_assessment() -> Callout:
    """What to know before anybody reads the answers of a self-assessment."""
    return Callout(
        "Self-assessment needs care",
        (
            paragraph(
                "People judge themselves by what they know at the time. After learning more they often see that they "
                "had rated themselves too high before. Looking back, they may also rate the start too low. So they "
                "fill in the form before, at the end, and looking back."
            ),
            paragraph(
                "Show both comparisons to the board, with the number of people who answered. "
                "A rise in self-ratings alone does not show that patients or services gained."
            ),
        ),
        "warning",
    )


def milestone_title(section: ChecklistSection) -> str:
    """Heading of a section of the checklist."""
    if section.milestone is None:
        return "Afterwards"
    return f"By: {section.milestone.title} ({section.when})"


def checklist(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    """What to do, earliest first, a line each."""
    yield Heading(1, "Checklist", "checklist")
    if playbook.schedule is None:
        yield paragraph("Weeks count from the first workshop.")
    items = [item for section in playbook.checklist for item in section.items]
    if any(item.moved == BEFORE_PLANNING for item in items):
        day = dates.date(playbook.planning_from)
        yield paragraph(f"What is usually done before planning starts on {day} is due as soon as it does.")
    yield context.see_guidance("How to do each")
    yield from checklist_sections(playbook.checklist, context, "checklist", 2)


def checklist_sections(
    sections: Sequence[ChecklistSection], context: Context, anchor: str, level: int
) -> Iterator[Block]:
    """What to do for each milestone, earliest first. `anchor` starts the anchors of headings of this level.

    A page of the site also says what each milestone is, on what evidence, and which topic has more of each action.
    """
    actions = [item.action for section in sections for item in section.items]
    if context.whole:
        yield from context.shared(actions)
    for section in sections:
        name = section.milestone.id if section.milestone else "afterwards"
        yield Heading(level, milestone_title(section), joined(anchor, name))
        if section.milestone and context.whole:
            yield paragraph(section.milestone.description)
        yield Checklist(tuple(_entry(item, actions, context) for item in section.items))


def _entry(item: ChecklistItem, actions: Sequence[Action], context: Context) -> ChecklistEntry:
    do: Inline = (Run(item.action.do),)
    detail: tuple[Block, ...] = ()
    if context.whole:
        do = (Run(item.action.do, strong=True), *context.own(item.action, actions))
        # The topic's page says how to do it.
        topic = Run(item.topic.title, link=context.link("guidance", item.topic.id), role="from-topic")
        detail = (Paragraph((topic,)),)
    when = dates.short(item.due) if item.due else item.when
    return ChecklistEntry(do, detail, context.role(item.action.owner), when, f"{item.topic.id}/{item.action.id}")
