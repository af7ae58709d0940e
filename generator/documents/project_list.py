"""The projects that fit a cohort on two or three pages, then the charter of each: to choose from, and to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from ..model.english import counted
from ..model.playbook_files import MENU
from ..planning.feasibility import Verdict
from ..planning.menu import MenuEntry, grouped, in_full, in_use, is_in_use
from ..planning.playbook import Playbook
from . import sheet
from .charter import anchor_of, own_charter
from .context import document_of, example_note
from .document import BESIDE, Block, Document, Front, Inline, Paragraph, Run, Table, Words, ended, paragraph, table
from .menu_facts import how_far, time_for_projects

SHORT, LONG = 2, 3
"""Pages of the list: the third is for cohorts with so many projects that texts would be cut."""
OWN = "Yours, or chosen already"
"""Heads the trust's own projects and those that somebody has taken."""
ALL = "Projects that fit, by theme"
"""Heads the others where each theme has no table of its own."""


class Room(NamedTuple):
    """How much is shown: whether each theme has a table of its own, and most characters of texts and sponsors."""

    by_theme: bool
    text: int
    sponsor: int


WHOLE = (
    Room(True, 400, 200),
    Room(False, 400, 200),
)
"""From more to less, on two pages or on three. The list uses the first with which it is not too long."""
CUT = (
    Room(False, 120, 60),
    Room(False, 90, 40),
    Room(False, 60, 30),
    Room(False, 40, 20),
)
"""From most to least, where texts need more than three pages."""


def projects_and_charters(playbook: Playbook, *, template: bool = False) -> tuple[Document, ...]:
    """The list, whose titles lead to the charters, and the charters; empty where the menu is.

    They belong into one file, each from a new page on. A trust's own Word template may need more room.
    """
    if not playbook.menu:
        return ()
    own = in_use(playbook.menu)
    others = tuple(entry for entry in in_full(playbook.menu) if entry not in own)

    def with_room(room: Room) -> Document:
        blocks = _blocks(playbook, own, others, room)
        return document_of(playbook, "Projects and charters", blocks, Front.SHEET, playbook.profile.cohort.name)

    spare = sheet.FOR_TEMPLATE * template
    whole = (with_room(room) for room in WHOLE)
    short = next((each for each in whole if sheet.fits(each, SHORT * spare, SHORT)), None)
    layouts = [partial(with_room, room) for room in (*WHOLE, *CUT)]
    chosen = short or sheet.fullest(layouts, LONG * spare, LONG)
    return (chosen, *(own_charter(entry, playbook, template=template) for entry in _in_order(playbook, own, others)))


def _in_order(playbook: Playbook, own: Iterable[MenuEntry], others: Iterable[MenuEntry]) -> Iterator[MenuEntry]:
    """In the order of the list."""
    yield from own
    for _, entries in grouped(others, playbook.vocabulary.themes):
        yield from entries


def _blocks(
    playbook: Playbook, own: tuple[MenuEntry, ...], others: tuple[MenuEntry, ...], room: Room
) -> Iterator[Block]:
    if note := example_note(playbook.profile, sheet.shortened(playbook.profile.name, 70)):
        yield paragraph(note)
    yield _introduction(playbook, len(own) + len(others))
    if own:
        yield _table(OWN, own, playbook, room)
    groups = grouped(others, playbook.vocabulary.themes)
    if room.by_theme:
        for theme, entries in groups:
            yield _table(theme.title, entries, playbook, room)
    elif others:
        yield _table(ALL, [entry for _, entries in groups for entry in entries], playbook, room)


def _introduction(playbook: Playbook, listed: int) -> Paragraph:
    """How much time there is, how many projects the list has, and where the others are."""
    runs = [Run(f"{time_for_projects(playbook)} ")]
    if listed:
        explained = "Weeks count from the charter; hours are those of each member in a month. "
        runs.append(Run(f"{explained}The charters follow this list: a title leads to its own. "))
    if missing := len(playbook.menu) - listed:
        what = counted(missing, "project that does not fit is", "projects that do not fit are")
        runs += [
            Run(f"The {what} in "),
            Run(MENU, link=f"{BESIDE}{MENU}.html"),
            Run(", with the reason."),
        ]
    return Paragraph(tuple(runs))


def _table(title: str, entries: Iterable[MenuEntry], playbook: Playbook, room: Room) -> Table:
    """Projects under the name of their group, which heads the first column."""
    rows = (_row(entry, playbook, room) for entry in entries)
    if room.by_theme:
        header = (title, "What it does", "Fit", "Weeks", "Hours", "Sponsor")
        return table(header, rows, widths=(100, 205, 34, 38, 36, 99), row_headers=True, numbers=(3, 4))
    # Title and summary in one cell save a line in most rows.
    return table((title, "Weeks", "Hours", "Sponsor"), rows, widths=(298, 38, 36, 140), numbers=(1, 2))


def _row(entry: MenuEntry, playbook: Playbook, room: Room) -> tuple[Words, ...]:
    project, fit = entry.project, entry.fit.verdict if entry.fit else None
    title = Run(sheet.shortened(project.title, room.text), link=f"#{anchor_of(project.id)}", strong=not room.by_theme)
    summary = Run(ended(sheet.shortened(project.summary, room.text)))
    notes = [how_far(entry, playbook.profile.sites)] if is_in_use(entry) else []
    numbers = (f"{entry.weeks}", f"{project.hours_a_month}", sheet.shortened(entry.sponsor, room.sponsor))
    if room.by_theme:
        return (title,), (summary, *_in_italics(notes)), fit.capitalize() if fit else "", *numbers
    notes = [playbook.vocabulary.themes[project.theme].title, *notes]
    if fit is not Verdict.FITS and fit:
        notes.append(fit.value)
    return (title, Run(". "), summary, *_in_italics(notes)), *numbers


def _in_italics(notes: Iterable[str]) -> Inline:
    text = ", ".join(notes)
    return (Run(f" {text}.", emphasis=True),) if text else ()
