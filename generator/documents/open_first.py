"""What is in a playbook's folder, for whom, and what to do next: the page to open before any other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ..model.playbook_files import (
    FOR_THE_TOOL,
    FORMATS,
    GUIDANCE,
    HANDBOOK,
    ITEMS,
    OPEN_FIRST,
    PLAN,
    SPONSOR_PAGE,
    Reader,
)
from ..planning import dates
from ..planning.letters_and_forms import NEXT, Kind, LetterOrForm, letters_and_forms
from ..planning.playbook import Playbook
from ..planning.status import next_things
from .context import PlaybookContext, document_of, example_note
from .document import BESIDE, Block, Callout, Document, Front, Heading, Inline, Run, Words, paragraph, table
from .icons import Icon, for_role, icon

START = {
    "Plan the scheme": ("lead", PLAN, "", "decide what it asks for now, and pass on the files below"),
    "Sponsor the scheme": ("sponsor", SPONSOR_PAGE, "", "one page to decide from"),
    "Take part, or manage somebody who does": ("participant", HANDBOOK, "", "what happens, and when"),
    "Run a workshop": ("facilitator", GUIDANCE, "#workshops", "the chapter Workshops has each activity by the clock"),
}
"""For each kind of reader the icon, the file to read first with its anchor, and why."""
FORMAT_TITLES = {"html": "Web page", "docx": "Word", "pdf": "PDF", "ics": "Calendar", "xlsx": "Excel", "txt": "Text"}
SUFFIXES = {"ics": Icon.CALENDAR, "xlsx": Icon.WORKBOOK}
KINDS = {Kind.LETTER: ("letters", Icon.LETTER, "Letter"), Kind.FORM: ("forms", Icon.FORM, "Form")}
"""Item, icon and word of letters and of forms."""
AGAIN = "Make this folder again"


def open_first(playbook: Playbook, files: Mapping[str, Sequence[str]]) -> Document:
    """The page for a folder that has some files: their paths by the id of their item."""
    return document_of(playbook, OPEN_FIRST, _blocks(playbook, files), Front.TITLE)


def _blocks(playbook: Playbook, files: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    yield paragraph("This page says what each file is for. Nobody needs all of them.", "lead")
    if note := example_note(playbook.profile):
        yield Callout("An example", (paragraph(note),))
    yield from _next(playbook)
    yield from _start(files)
    for reader in Reader:
        items = [id for id in files if ITEMS[id].reader is reader and id not in {id for id, *_ in KINDS.values()}]
        if items:
            yield Heading(1, reader.value, reader.name.casefold().replace("_", "-"))
            rows = (row for id in items for row in _rows(ITEMS[id].words, files[id]))
            yield table(("Name", "What it is for", "Formats"), rows, widths=(5, 6, 3), row_headers=True, role="files")
    yield from _letters_and_forms(playbook, files)
    yield Heading(1, "About this folder", "folder")
    yield paragraph(
        "You may change, add and send any of these files: a new version never replaces one that you changed."
    )
    yield paragraph(f"Leave the folder {FOR_THE_TOOL} where it is. The next plan keeps its dates by what is in there.")


def _next(playbook: Playbook) -> Iterator[Block]:
    things = next_things(playbook, playbook.today)
    if not things:
        return
    context = PlaybookContext(playbook)
    yield Heading(1, "What to do next", "next")
    rows = ((_by(thing.day), thing.what, context.roles(thing.roles)) for thing in things)
    yield table(("When", "What", "Who"), rows, widths=(3, 6, 3), role="next-steps")


def _by(day: datetime.date | None) -> str:
    return dates.short(day) if day else "Before the first workshop"


def _start(files: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    paths = {path for each in files.values() for path in each}
    rows: list[tuple[Words, ...]] = []
    for reader, (role, name, anchor, why) in START.items():
        first = next((path for path in _formats_of(name) if path in paths), None)
        if first:
            link = f"{BESIDE}{first}{anchor if first.endswith('.html') else ''}"
            rows.append(((for_role(role), Run(reader)), (Run(name, link=link), Run(f": {why}"))))
    if rows:
        yield Heading(1, "Where to start", "start")
        yield table(("You", "Read first"), rows, widths=(4, 8), row_headers=True)


def _formats_of(name: str) -> Iterator[str]:
    return (f"{name}.{suffix}" for suffix in FORMATS)


def _rows(words: str, paths: Sequence[str]) -> Iterator[tuple[Words, ...]]:
    """A row for each file of an item, with its other formats."""
    for stem, group in groupby(sorted(paths, key=_order), lambda path: path.rpartition(".")[0]):
        first, *others = group
        # A link that opens a program says so.
        formats = [Run(FORMAT_TITLES[_suffix(first)])] if _suffix(first) in ("docx", "pdf") else []
        for path in others:
            formats += [Run(", ")] * bool(formats) + [Run(FORMAT_TITLES[_suffix(path)], link=f"{BESIDE}{path}")]
        name = stem.rpartition("/")[2] if _suffix(first) in FORMATS[:-1] else first
        link = Run(name, link=f"{BESIDE}{first}")
        yield (icon(SUFFIXES.get(_suffix(first), Icon.DOCUMENT)), link), words, tuple(formats)
        words = ""  # what it is for is said once


def _order(path: str) -> tuple[str, int]:
    stem, _, suffix = path.rpartition(".")
    return stem, list(FORMAT_TITLES).index(suffix)


def _suffix(path: str) -> str:
    return path.rpartition(".")[2]


def _letters_and_forms(playbook: Playbook, files: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    every = letters_and_forms(playbook)
    here = {path for id, *_ in KINDS.values() for path in files.get(id, ())}
    present = [each for each in every if _path(each) in here]
    coming = [each for each in every if each not in present]
    if present:
        title = "Letters and forms" if not coming else "Letters and forms needed next"
        yield Heading(1, title, "letters-and-forms")
        yield paragraph("What you still have to write is marked in each of them.")
        yield _dated(_by_day(present, playbook.today), playbook.today, link=True)
    if coming:
        yield Heading(1, "Letters and forms that are not here", "not-here")
        how = f"{AGAIN} nearer the day: the {NEXT} that are needed next are always here."
        if not present:
            how = f"{AGAIN} with every format to have those that are needed next."
        yield paragraph(f"{how} To have all of them, ask for every letter and form.")
        yield _dated(_by_day(coming, playbook.today), playbook.today, link=False)


def _by_day(every: Iterable[LetterOrForm], today: datetime.date) -> list[LetterOrForm]:
    return sorted(every, key=lambda each: each.next_day(today) or datetime.date.max)


def _dated(every: Iterable[LetterOrForm], today: datetime.date, *, link: bool) -> Block:
    def row(each: LetterOrForm) -> tuple[Words, ...]:
        _, icon_name, kind = KINDS[each.kind]
        title: Inline = (Run(each.title, link=f"{BESIDE}{_path(each)}" if link else None),)
        day = each.next_day(today)
        when = dates.short(day) if day else f"Was for {dates.short(each.days[-1])}" if each.days else "When you need it"
        return (icon(icon_name), *title), when, kind

    return table(("Title", "By", "What it is"), map(row, every), widths=(7, 4, 2), row_headers=True, role="files")


def _path(each: LetterOrForm) -> str:
    return f"{each.kind}/{each.name}.docx"
