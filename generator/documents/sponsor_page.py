"""What an executive sponsor reads in a minute: what it is, what to decide and by when, what it costs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from ..model.english import in_words, listed
from ..model.required import Milestone, Role
from ..planning import dates
from ..planning.applicability import groups, participants_in_sentence
from ..planning.checklist import ChecklistItem
from ..planning.figures import pounds
from ..planning.hour_figures import in_text
from ..planning.playbook import Playbook
from ..planning.risks import ten_risks
from ..planning.schedule import EntryKind, ScheduleEntry
from . import sheet
from .business_case import NO_SAVING, bought, figures
from .charter import FILL_IN
from .context import document_of, example_note
from .document import (
    BLANK,
    Block,
    Document,
    Front,
    Heading,
    Paragraph,
    Run,
    Words,
    ended,
    paragraph,
    table,
)
from .hours import ranged

TITLE = 70
"""Most characters of the trust's name in running text."""
ASKED_BY = (Role.LEAD, Role.ADMINISTRATOR)
"""Whom a sponsor asks, in this order."""


class Room(NamedTuple):
    """How much is shown: figures of the programme, what is done about each risk, milestones, and text about a risk."""

    figures: int
    responses: bool
    milestones: bool
    risk: int
    """Most characters of each text about a risk."""


ROOMS = (
    Room(3, True, True, 400),
    Room(2, True, True, 400),
    Room(1, True, True, 400),
    Room(1, False, True, 400),
    Room(1, False, False, 400),
    Room(1, False, False, 110),
    Room(1, False, False, 70),
    Room(0, False, False, 70),
    Room(0, False, False, 40),
)
"""From most to least. The page uses the first with which it is not too long."""
BIGGEST = 3
"""Risks on the page."""


def sponsor_page(playbook: Playbook, *, template: bool = False) -> Document:
    """The page for the sponsor. A trust's own Word template may need more room."""
    title, subtitle = f"{playbook.programme.title}: a page for the sponsor", playbook.profile.cohort.name

    def with_room(room: Room) -> Document:
        return document_of(playbook, title, _blocks(playbook, room), Front.SHEET, subtitle)

    return sheet.fullest([partial(with_room, room) for room in ROOMS], sheet.FOR_TEMPLATE * template)


def _blocks(playbook: Playbook, room: Room) -> Iterator[Block]:
    yield paragraph(_in_two_sentences(playbook), "lead")
    if note := example_note(playbook.profile, sheet.shortened(playbook.profile.name, TITLE)):
        yield paragraph(note)
    yield figures(playbook)
    yield Heading(1, "What we ask you to decide", "decide")
    yield table(("By", "What"), _decisions(playbook), widths=(3, 14))
    yield Heading(1, "What you do during it", "during")
    sponsor = next((role.range for role in playbook.effort.roles if role.role == Role.SPONSOR), None)
    if sponsor and sponsor.usual:
        yield paragraph(
            f"About {ranged(sponsor)} hours of your time in all, from saying yes to the report for the board."
        )
    yield table(("When", "What"), _dates(playbook, room), widths=(3, 14))
    yield Heading(1, "What the trust gets, and how far the evidence reaches", "what-it-buys")
    yield table(("What", "Source"), bought(playbook, playbook.programme.figures[: room.figures]), widths=(12, 5))
    yield paragraph(" ".join(filter(None, (playbook.programme.limits, NO_SAVING))))
    if risks := ten_risks(playbook)[:BIGGEST]:
        yield Heading(1, f"The {in_words(len(risks))} biggest risks", "risks")
        titles, widths = ("What could go wrong", "Why here", "What we do about it"), (6, 5, 6)
        columns = len(titles) if room.responses else len(titles) - 1
        rows = ((each.risk.risk, each.reason, each.risk.response) for each in risks)
        cells = ([sheet.shortened(text, room.risk) for text in row[:columns]] for row in rows)
        yield table(titles[:columns], cells, widths=widths[:columns])
    yield Heading(1, "Whom to ask", "ask")
    yield from _contacts(playbook)


def _in_two_sentences(playbook: Playbook) -> str:
    cohort, schedule = playbook.profile.cohort, playbook.schedule
    if schedule is None:
        return f"{playbook.programme.summary} This cohort has no dates yet."
    people = participants_in_sentence(cohort, playbook.vocabulary)
    partners = listed(partner.name for partner in playbook.profile.partners)
    together = f", together with {partners}," if partners else ""
    span = f"from {dates.date(schedule.start)} to {dates.date(schedule.end)}"
    return f"{playbook.programme.summary} In this cohort, {people} do so{together} {span}."


def _own_actions(playbook: Playbook) -> list[ChecklistItem]:
    """What the sponsor does, earliest first."""
    items = chain.from_iterable(section.items for section in playbook.checklist)
    return [item for item in items if item.action.owner == Role.SPONSOR]


def _decisions(playbook: Playbook) -> Iterator[tuple[Words, ...]]:
    cohort, case = playbook.profile.cohort, playbook.business_case
    before = [item for item in _own_actions(playbook) if item.week < 0]
    start = f" from {dates.date(playbook.schedule.start)}" if playbook.schedule else ""
    size = f"{groups(cohort)} for {cohort.months} months{start}"
    cost = ""
    if case.total:
        cost = f", priced at {pounds(case.total.usual)}{' so far' if case.unpriced else ''}"
    what = f"Back {size}: {in_text(case.hours.usual)} hours of staff time{cost}"
    yield (_due(before[0]) if before else BLANK), ended(what)
    for item in before:
        yield _due(item), item.action.do


def _due(item: ChecklistItem) -> str:
    return dates.short(item.due) if item.due else item.when


def _dates(playbook: Playbook, room: Room) -> list[tuple[str, str]]:
    """The sponsor's own dates from the first workshop on, those of a day in one row."""
    after = [item for item in _own_actions(playbook) if item.week >= 0]
    if (schedule := playbook.schedule) is None:
        return [(item.when, item.action.do) for item in after]
    rows: dict[datetime.date, list[str]] = {}
    for entry in schedule.of(EntryKind.WORKSHOP):
        if Role.SPONSOR in entry.roles:
            rows.setdefault(entry.first, []).append(_with_clock(entry))
    for item in after:
        if item.due:
            rows.setdefault(item.due, []).append(item.action.do)
    for entry in schedule.of(EntryKind.MILESTONE) if room.milestones else ():
        # On a day that has something to do, the milestone would say the same again.
        own = Role.SPONSOR in entry.roles and entry.subject != Milestone.PROGRAMME_END
        if own and entry.first > schedule.start and entry.first not in rows:
            rows[entry.first] = [f"{entry.title}: {playbook.calendar.milestones[entry.subject].description}"]
    return [(dates.short(day), " ".join(map(ended, does))) for day, does in sorted(rows.items())]


def _with_clock(entry: ScheduleEntry) -> str:
    if entry.starts is None or entry.ends is None:
        return entry.title
    return f"{entry.title}, {dates.clock(entry.starts)} to {dates.clock(entry.ends)}"


def _contacts(playbook: Playbook) -> Iterator[Block]:
    """A line for each person to ask; room to write one in where nobody is named."""
    named = [contact for role in ASKED_BY for contact in playbook.contacts if contact.role == role]
    for contact in named:
        runs = [Run(contact.name, strong=True), Run(f", {playbook.vocabulary.roles[contact.role].title.lower()}")]
        if contact.email:
            runs += [Run(", "), Run(contact.email, link=f"mailto:{contact.email}")]
        yield Paragraph(tuple(runs))
    if not named:
        yield paragraph(f"{playbook.vocabulary.roles[Role.LEAD].title}: {FILL_IN * 3}")
