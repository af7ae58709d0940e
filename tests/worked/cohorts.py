"""Reads the library of the worked cohorts, and reads figures out of their playbooks as a reader sees them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.documents.context import Context
from generator.documents.document import Block, Callout, Checklist, Heading, Listing, Paragraph, Table, plain
from generator.model.library import Library, Trust
from generator.model.trust import TrustProfile
from generator.planning.figures import hours
from generator.planning.playbook import Playbook, plan
from generator.planning.schedule import EntryKind
from generator.sources.load import load

LIBRARY = Path(__file__).parent / "library"


@cache
def library() -> Library:
    """The library of the worked cohorts: small, complete, and no content of the site."""
    paths = sorted(path for path in LIBRARY.rglob("*") if path.is_file())
    return load({path.relative_to(LIBRARY).as_posix(): path.read_bytes() for path in paths}).require()


@cache
def playbook(trust: str) -> Playbook:
    """The playbook of one of the worked cohorts, planned once."""
    return plan(library(), trust)


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


def by_month(months: Mapping[Any, Any]) -> dict[str, str]:
    """Hours by the title of their month."""
    return {month.title: hours(number) for month, number in months.items()}


def rows(blocks: Iterable[Block], anchor: str) -> list[tuple[str, ...]]:
    """Rows of the first table after a heading."""
    rest = iter(blocks)
    for block in rest:
        if isinstance(block, Heading) and block.anchor == anchor:
            table = next(block for block in rest if isinstance(block, Table))
            return [tuple(plain(cell) for cell in row) for row in table.rows]
    raise AssertionError(f"no heading has the anchor {anchor}")


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


def context(book: Playbook) -> Context:
    """What documents of a playbook need to be written."""
    return Context(book)
