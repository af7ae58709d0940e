"""The participant handbook: what those who take part read, with the dates and people of their own cohort."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ..model.base import EvidenceLabel
from ..model.blanks import filled
from ..model.handbook import Shows
from ..model.instrument import InstrumentKind
from ..model.programme import MeetingAgenda
from ..model.prose import as_prose
from ..model.required import Milestone, Role
from ..planning import dates
from ..planning.playbook import ChapterPlan, Playbook
from ..planning.schedule import EntryKind, Schedule, ScheduleEntry
from . import citation, learning_path
from .context import BESIDE_GUIDANCE, PlaybookContext, document_of, joined
from .document import (
    BLANK,
    Block,
    Document,
    Figure,
    Figures,
    Heading,
    Inline,
    Paragraph,
    Run,
    WritingLines,
    bullets,
    paragraph,
    table,
)
from .glance import notes
from .icons import Icon, for_entry, for_role, icon
from .letter import with_gaps
from .letter_values import letter_values
from .timeline import filled_in, when
from .timeline_picture import timeline

PARTICIPANTS = (Role.PARTICIPANT, Role.CLINICIAN, Role.MANAGER)
"""Roles whose entries of the schedule are a participant's dates."""
PROMPTS = {"Warm up": 1, "Main talk": 1, "Take away": 1}
"""Questions of each stage of a meeting that the handbook has; the guidance has them all."""
LINES = 4
"""Empty lines below each heading of the page to write on."""
TO_FOLLOW = "Room to follow"


class HandbookContext(PlaybookContext):
    """The context of the handbook, which leaves what it does not explain itself to the guidance beside it."""

    def __init__(self, playbook: Playbook) -> None:
        super().__init__(playbook, BESIDE_GUIDANCE)
        cited = (id for plan in playbook.handbook for each in plan.sections for id in each.section.cite)
        self._numbers = {id: number for number, id in enumerate(dict.fromkeys(cited), start=1)}
        chapters = [plan.chapter for plan in playbook.handbook]
        self._here = {f"reference-{id}": f"#reference-{id}" for id in self._numbers}
        self._here |= {f"component-{each.component}": f"#{each.id}" for each in chapters if each.component}
        self._here |= {each.shows.value: f"#{each.id}" for each in chapters if each.shows is Shows.FORMS}

    def guidance(self, anchor: str) -> str | None:
        return self._here.get(anchor) or super().guidance(anchor)

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the references that the handbook cites, in the order of their numbers."""
        return tuple(self._numbers)


def handbook(playbook: Playbook) -> Document:
    """The participant handbook of a playbook, in the words of its cohort."""
    context = HandbookContext(playbook)
    values = letter_values(playbook)
    blocks = [*_front(playbook, context)]
    for plan in playbook.handbook:
        blocks += _chapter(plan, playbook, context, values)
    return document_of(playbook, "Participant handbook", blocks)


def _front(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    figures = {**playbook.wording.figures, "workshops": f"{len(playbook.workshops)}"}
    months = f"over {playbook.profile.cohort.months} months"
    shown = (
        ("workshops", "workshops", "on fixed dates"),
        ("meetings", "meetings", "on days that you choose"),
        ("visits", "visits", "to somebody else's work"),
        ("participant_hours", "hours", months),
    )
    items = [
        Figure(value, noun.removesuffix("s") if value == "1" else noun, note)
        for name, noun, note in shown
        if (value := figures.get(name))
    ]
    yield Figures(tuple(items))
    yield paragraph(context.worded("For everybody who learns in a pair, and for those who release them."), "lead")
    yield from notes(playbook.profile, context)


def _chapter(
    plan: ChapterPlan, playbook: Playbook, context: HandbookContext, values: Mapping[str, str]
) -> Iterator[Block]:
    chapter = plan.chapter
    yield Heading(1, chapter.title, chapter.id, starts_page=chapter.shows is Shows.LINES)
    for tailored in plan.sections:
        section = tailored.section
        text = {name: as_prose(value) for name, value in values.items()}
        body = filled(section.body, text)
        # A section that opens the chapter needs no heading of its own.
        if section.title != chapter.title:
            yield Heading(2, section.title, joined(chapter.id, section.id))
        yield from map(with_gaps, context.prose(body))
        # Nearly everything here is advice, so only what is more than that is marked.
        if section.evidence is not EvidenceLabel.SUGGESTED:
            yield context.evidence(section)
        if chapter.shows is Shows.LINES:
            yield WritingLines(LINES)
    if chapter.shows in SHOWN:
        yield from SHOWN[chapter.shows](playbook, context)


def _timeline(playbook: Playbook, _context: HandbookContext) -> Iterator[Block]:
    if schedule := playbook.schedule:
        colour = playbook.profile.brand.colour.lower()
        workshops = schedule.of(EntryKind.WORKSHOP)
        days = {(entry.first, (dates.short(entry.first), entry.title)) for entry in (*workshops[:1], *workshops[-1:])}
        rows = (words for _, words in sorted([*days, *_other_days(playbook, schedule)]))
        drawing = timeline(schedule, "handbook-timeline", playbook.wording, colour, participant=True)
        # A phone shows this list in place of the drawing: the main dates only, since the table below has them all.
        yield replace(drawing, rows=tuple((when.replace("\n", ", "), what) for when, what in rows))


def _path(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    for path in playbook.paths:
        if Role.PARTICIPANT in path.roles:
            yield from learning_path.blocks(path, context)


def _dates(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    schedule = playbook.schedule
    if schedule is None:
        yield paragraph("The dates follow as soon as the day of the first workshop is known.")
        return
    yield Heading(2, "Fixed days", "dates-fixed")
    leave = {entry.subject: dates.short(entry.first) for entry in _deadlines(schedule)}
    rows = [
        (
            entry.first,
            (
                when(entry),
                _with_icon(sign, f"{entry.title}\n{entry.place or TO_FOLLOW}"),
                leave.get(entry.subject, ""),
            ),
        )
        for entry, sign in _workshops(schedule)
    ]
    rows += [
        (day, (then, _with_icon(for_entry(EntryKind.MILESTONE), what), ""))
        for day, (then, what) in _other_days(playbook, schedule)
    ]
    columns = 3 if leave else 2
    yield table(
        ("When", "What", "Ask for leave by")[:columns],
        (words[:columns] for _, words in sorted(rows, key=lambda row: row[0])),
        widths=(3, 5, 3)[:columns],
    )
    if surgeries := schedule.of(EntryKind.SURGERY):
        yield Heading(2, "Design surgeries", "dates-surgeries")
        yield paragraph(context.worded("Come with your pair whenever the project is stuck. You need not come to all."))
        rooms = ((dates.short(entry.first), _time_and_place(entry)) for entry in surgeries)
        yield table(("When", "Time and place"), rooms, widths=(3, 5))
    yield Heading(2, "Days that you choose yourselves", "dates-own")
    own = (*schedule.of(EntryKind.SHADOWING), *schedule.of(EntryKind.PAIR_MEETING))
    yield table(
        ("Between", "What"),
        (
            (dates.days(entry.first, entry.last), _with_icon(for_entry(entry.kind), entry.title))
            for entry in sorted(own, key=lambda each: each.first)
        ),
        widths=(3, 5),
    )


def _workshops(schedule: Schedule) -> Iterator[tuple[ScheduleEntry, Run]]:
    """The workshops with their icons; at the last one projects are presented."""
    workshops = schedule.of(EntryKind.WORKSHOP)
    for entry in workshops:
        presents = len(workshops) > 1 and entry is workshops[-1]
        yield entry, icon(Icon.PRESENTATION) if presents else for_entry(entry.kind)


def _deadlines(schedule: Schedule) -> Iterator[ScheduleEntry]:
    """The deadlines that a participant keeps, the earliest first."""
    return (entry for entry in schedule.of(EntryKind.DEADLINE) if set(entry.roles) & set(PARTICIPANTS))


def _with_icon(sign: Run, words: str) -> Inline:
    return (sign, Run(words))


def _time_and_place(entry: ScheduleEntry) -> str:
    clock = f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry.starts and entry.ends else ""
    return ", ".join(filter(None, (clock, entry.place or TO_FOLLOW.lower())))


def _other_days(playbook: Playbook, schedule: Schedule) -> Iterator[tuple[datetime.date, tuple[str, str]]]:
    """Days besides the workshops, each with its words."""
    for entry in schedule.of(EntryKind.MILESTONE):
        if entry.subject == Milestone.PAIRING_EVENT:
            what = f"{entry.title}: {playbook.calendar.milestones[entry.subject].description}"
            yield entry.first, (when(entry), f"{what}\n{entry.place}" if entry.place else what)
    if schedule.charter_day:
        yield schedule.charter_day, (dates.short(schedule.charter_day), "Last day to sign the project charter")
    yield schedule.end, (dates.short(schedule.end), "The programme ends, and the last forms are in")


def _meetings(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    agendas = {
        agenda.id: agenda
        for plan in playbook.components
        if plan.component.id == playbook.programme.pair_meetings
        for agenda in plan.component.agendas
    }
    yield Heading(2, "Questions for each meeting", "conversation-questions")
    yield paragraph("One question for each stage, to begin with.")
    if playbook.schedule:
        planned = [
            (dates.days(entry.first, entry.last), agendas[entry.subject])
            for entry in playbook.schedule.of(EntryKind.PAIR_MEETING)
            if entry.subject in agendas
        ]
    else:
        planned = [(f"Month {agenda.month}", agenda) for agenda in agendas.values() if agenda.month]
    early = [("Before the first workshop", agenda) for agenda in agendas.values() if agenda.month == 0]
    rows = ((_meeting(agenda, days), "\n".join(_questions(agenda))) for days, agenda in (*early, *planned))
    yield table(("Meeting", "Questions"), rows, widths=(2, 5), row_headers=True)
    yield context.see_guidance("More questions")


def _meeting(agenda: MeetingAgenda, days: str) -> Inline:
    return (Run(agenda.title, strong=True), Run(f"\n{days}"))


def _questions(agenda: MeetingAgenda) -> Iterator[str]:
    """Some questions of each stage, without the names of the stages."""
    left = dict(PROMPTS)
    for prompt in agenda.prompts:
        stage, _, question = prompt.partition(": ")
        if stage not in left:
            yield prompt
        elif left[stage]:
            left[stage] -= 1
            yield question


def _contacts(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    known = {contact.role for contact in playbook.contacts}
    rows: list[tuple[str | Inline, ...]] = [
        (
            _with_icon(for_role(contact.role), context.role(contact.role)),
            contact.name,
            (Run(contact.email, link=f"mailto:{contact.email}"),) if contact.email else BLANK,
        )
        for contact in playbook.contacts
    ]
    rows += [
        (_with_icon(for_role(role), context.role(role)), BLANK, BLANK)
        for role in (Role.LEAD, Role.ADMINISTRATOR)
        if role not in known
    ]
    yield table(("Role", "Who", "Email"), rows, widths=(2, 3, 3), row_headers=True)


def _forms(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    mine = [
        form
        for form in playbook.instruments
        if form.completed_by in PARTICIPANTS and form.kind is not InstrumentKind.APPLICATION
    ]
    if schedule := playbook.schedule:
        mine.sort(key=lambda form: schedule.due(form.timing[0]) if form.timing else datetime.date.max)
    rows = ((form.title, filled_in(form, playbook, context), form.read_by or "") for form in mine)
    yield table(("Form", "When", "Who sees it"), rows, widths=(3, 3, 4), row_headers=True)


def _sources(playbook: Playbook, context: HandbookContext) -> Iterator[Block]:
    used = {each.section.evidence for plan in playbook.handbook for each in plan.sections}
    labels = (label for label in citation.LABELS if label in used and label is not EvidenceLabel.SUGGESTED)
    yield bullets((context.label(label), Run(f": {citation.MEANINGS[label]}.")) for label in labels)
    references = {reference.id: reference for reference in playbook.references}
    for id in context.cited:
        reference = references[id]
        runs = [Run(f"{context.number(id)}. {citation.full(reference)}")]
        if where := citation.address(reference):
            runs += [Run(" "), Run(where, link=where)]
        yield Paragraph(tuple(runs), "reference", f"reference-{id}")


SHOWN: dict[Shows, Callable[[Playbook, HandbookContext], Iterable[Block]]] = {
    Shows.TIMELINE: _timeline,
    Shows.PATH: _path,
    Shows.DATES: _dates,
    Shows.MEETINGS: _meetings,
    Shows.CONTACTS: _contacts,
    Shows.FORMS: _forms,
    Shows.SOURCES: _sources,
}
"""What each kind of chapter shows below its text."""
