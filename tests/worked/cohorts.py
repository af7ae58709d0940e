"""Reads figures out of the playbooks of the worked cohorts, as a reader sees them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import dropwhile, takewhile
from typing import Any

from generator.documents.calendar import calendar, calendars_by_role
from generator.documents.document import Block, Callout, Checklist, Heading, Listing, Paragraph, Table, plain
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.guidance_book import guidance_document
from generator.documents.letter_values import letter_values
from generator.documents.plan import plan_document
from generator.documents.spreadsheet import Cell, Workbook
from generator.model.library import Trust
from generator.model.trust import TrustProfile
from generator.planning.figures import hours
from generator.planning.playbook import Playbook, plan
from generator.planning.project_plan import own_plan
from generator.planning.schedule import EntryKind
from generator.planning.selection import Choice
from generator.planning.session import sessions
from tests.worked.content import library


@cache
def playbook(trust: str) -> Playbook:
    """The playbook of one of the worked cohorts, planned once."""
    return plan(library(), trust)


@cache
def printed(trust: str) -> tuple[Block, ...]:
    """Every block of the plan and the guidance of one of the worked cohorts, as they are printed."""
    return printed_of(playbook(trust))


def printed_of(book: Playbook) -> tuple[Block, ...]:
    """Every block of the plan and the guidance of a playbook."""
    return (*plan_document(book).blocks, *guidance_document(book).blocks)


def section(blocks: Iterable[Block], anchor: str) -> list[Block]:
    """The blocks of a heading, up to the next of its level."""
    rest = dropwhile(lambda block: not (isinstance(block, Heading) and block.anchor == anchor), blocks)
    heading = next(rest)
    assert isinstance(heading, Heading)
    return list(takewhile(lambda block: not isinstance(block, Heading) or block.level > heading.level, rest))


def replanned(trust: str, **changes: Any) -> Playbook:
    """The playbook of a worked cohort whose profile has some other values."""
    profile = library().trusts[trust].profile
    values = {**profile.model_dump(exclude_unset=True), **changes}
    changed = Trust(profile=TrustProfile.model_validate(values, strict=False))
    return plan(library().model_copy(update={"trusts": {trust: changed}}), trust)


def day(date: datetime.date) -> str:
    """A date as the pages of the worked cohorts write it: Wed 20 Jan 2027."""
    return f"{date:%a} {date.day} {date:%b %Y}"


def days(book: Playbook, kind: EntryKind) -> dict[str, tuple[str, ...]]:
    """When each entry of a kind is and why, by its id: one day and the reason, or two days and the reason."""
    assert book.schedule is not None
    return {
        entry.id: (day(entry.first), *([day(entry.last)] if entry.first != entry.last else []), entry.reason)
        for entry in book.schedule.of(kind)
    }


def clocks(book: Playbook) -> dict[str, tuple[str, str, str]]:
    """Start, end and room of each workshop by its title."""
    assert book.schedule is not None
    return {
        entry.title: (f"{entry.starts:%H:%M}", f"{entry.ends:%H:%M}", entry.place)
        for entry in book.schedule.of(EntryKind.WORKSHOP)
    }


def windows(book: Playbook, kind: EntryKind) -> list[tuple[str, str, str]]:
    """First day, last day and title of each window of a kind."""
    assert book.schedule is not None
    return [(day(entry.first), day(entry.last), entry.title) for entry in book.schedule.of(kind)]


def actions(book: Playbook) -> list[tuple[str | None, str | None, str, str | None, str]]:
    """The checklist: milestone and its day, action, its day and its owner."""
    return [
        (
            stage.milestone.title if stage.milestone else None,
            stage.when,
            item.action.do,
            day(item.due) if item.due else None,
            item.action.owner,
        )
        for stage in book.checklist
        for item in stage.items
    ]


def verdicts(book: Playbook) -> dict[str, tuple[str, str, int, int]]:
    """Verdict, reason, points before and points after of each project."""
    return {
        id: (fit.verdict.value, fit.reason, fit.points_before, fit.points_after) for id, fit in book.feasibility.items()
    }


def phases(book: Playbook, id: str) -> list[tuple[str, int, int, int]]:
    """Kind, first week, last week and points of each phase of a project in the cohort."""
    plan = own_plan(next(project for project in book.projects if project.id == id), book)
    return [(phase.kind.value, phase.first, phase.last, phase.points) for phase in plan.phases]


def chosen(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """What was taken or left out, and why."""
    return [(choice.what, choice.reason) for choice in choices]


def reminders(book: Playbook) -> dict[tuple[str, int | None], int]:
    """How many entries of the calendar there are of each kind, with the days before on which they remind."""
    everything = calendar(book)
    assert everything is not None
    return Counter((event.categories[1], event.alarm_days) for event in everything.events)


def calendars(book: Playbook) -> dict[str, int]:
    """How many entries each role's calendar has."""
    return {role: len(entries.events) for role, entries in calendars_by_role(book).items()}


def sheet(workbook: Workbook, name: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows of one sheet of a workbook."""
    return next(sheet.rows for sheet in workbook.sheets if sheet.name == name)


def before_and_after(trust: str, workshop: str) -> list[str]:
    """What a facilitator reads is due before and after a workshop."""
    guide = facilitator_guide(sessions(library(), trust)[workshop])
    entries = [line for block in guide.blocks if isinstance(block, Checklist) for line in lines([block])]
    return [line.replace("\n", ", ") for line in entries if "before" in line or "after" in line or "On the day" in line]


def by_month(months: Mapping[Any, Any]) -> dict[str, str]:
    """Hours by the title of their month."""
    return {month.title: hours(number) for month, number in months.items()}


def letter_facts(book: Playbook) -> dict[str, str]:
    """What letters know, without lists for several workshops, and without dates by the id of a milestone."""
    lists = ("workshop_times", "workshop_rooms", "workshop_dates_and_times")
    return {name: value for name, value in letter_values(book).items() if name not in lists and ":" not in name}


def rows(blocks: Iterable[Block], anchor: str) -> list[tuple[str, ...]]:
    """Rows of the first table after a heading."""
    table = next(block for block in section(blocks, anchor) if isinstance(block, Table))
    return [tuple(plain(cell) for cell in row) for row in table.rows]


def lines(blocks: Iterable[Block]) -> list[str]:
    """Every line of some blocks: paragraphs, headings, entries of lists and rows of tables."""
    return list(_lines(blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.runs)
            case Heading():
                yield block.text
            case Listing():
                for item in block.items:
                    yield from _lines(item)
            case Table():
                for row in block.rows:
                    yield " | ".join(plain(cell) for cell in row)
            case Callout():
                yield from _lines(block.blocks)
            case Checklist():
                for entry in block.entries:
                    yield f"{entry.when} | {plain(entry.do)} | {entry.owner}"
            case _:
                yield type(block).__name__
