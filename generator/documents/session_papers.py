"""Papers for a session with real people: lists to sign, name badges and table plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.scheme import LearningGroup, Person
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind, ScheduleEntry
from ..planning.wording import Wording
from .context import document_of
from .document import (
    BLANK,
    Block,
    Document,
    Front,
    Heading,
    Paragraph,
    Piece,
    Pieces,
    Run,
    of_size,
    paragraph,
    table,
)
from .personal_letters import post
from .text_width import width, wrapped

PEOPLE_AT_A_TABLE = 6
"""Groups share a table up to this number of people."""
LABEL_ROOM = 226.0
"""Width of the text on a badge of 90 mm with 5 mm left free at each side, in points."""
_NAME_SIZES, _SMALL = (28, 24, 20, 16), 12
"""Sizes of the name on a badge, the largest first, and of the lines below it, in points."""
_NAME_LINES, _POST_LINES = 3, 2
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant with the group, if there is one yet."""

    person: Person
    group: LearningGroup | None

    @property
    def group_name(self) -> str:
        return self.group.name if self.group else ""


def seats(playbook: Playbook) -> tuple[Seat, ...]:
    """The participants in the order of their groups; those without a group come last."""
    people = {person.id: person for person in playbook.records.participants}
    seated = [Seat(people.pop(id), group) for group in playbook.records.groups for id in group.members if id in people]
    return (*seated, *(Seat(person, None) for person in people.values()))


def attendance_lists(playbook: Playbook) -> dict[str, Document]:
    """For each workshop and design surgery a list to sign, by the id of the schedule's entry."""
    return {
        entry.id: _document(playbook, "Attendance list", entry, _attendance(playbook))
        for entry in _sessions(playbook, EntryKind.WORKSHOP, EntryKind.SURGERY)
        if playbook.records.participants
    }


def table_plans(playbook: Playbook) -> dict[str, Document]:
    """For each workshop a plan of who sits at which table, by the id of the schedule's entry."""
    groups = _groups(seats(playbook))
    return {
        entry.id: _document(playbook, "Table plan", entry, _tables(groups, number, playbook.wording))
        for number, entry in enumerate(_sessions(playbook, EntryKind.WORKSHOP))
        if groups
    }


def name_badges(playbook: Playbook) -> Document | None:
    """A badge for each participant, to print on card and cut out; None while there are none."""
    badges = [_badge(seat, playbook.profile.short_name) for seat in seats(playbook)]
    if not badges:
        return None
    return document_of(playbook, "Name badges", [labels(badges, "Name badges")], Front.CUT)


def labels(pieces: Iterable[Paragraph], caption: str) -> Pieces:
    """Badges or place cards of 90 by 55 mm, ten on a page of A4."""
    cards = tuple(Piece((each,)) for each in pieces)
    return Pieces(cards, 2, 90, 55, f"{caption}: print on card and cut along the dashed lines.", centred=True)


def _sessions(playbook: Playbook, *kinds: EntryKind) -> list[ScheduleEntry]:
    entries = playbook.schedule.entries if playbook.schedule else ()
    return [entry for entry in entries if entry.kind in kinds]


def _document(playbook: Playbook, what: str, entry: ScheduleEntry, blocks: Sequence[Block]) -> Document:
    time = f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry.starts and entry.ends else ""
    when = ", ".join(filter(None, (dates.weekday_and_date(entry.first), time, entry.place)))
    top = (Heading(1, what, "top"), Paragraph((Run(entry.title, strong=True), Run(f"\n{when}"))))
    return document_of(playbook, what, [*top, *blocks], Front.LETTERHEAD)


def _attendance(playbook: Playbook) -> list[Block]:
    rows = [(seat.person.name, seat.group_name, post(seat.person), BLANK) for seat in seats(playbook)]
    return [
        table(
            ("Name", playbook.wording.text("Pair"), "Post", "Signature"), rows, widths=(4, 2, 4, 5), row_headers=True
        ),
        paragraph(
            "Enter it in the sheet Sessions afterwards: A attended, P part of it, S sent apologies, N not there."
        ),
    ]


def _groups(all_seats: Sequence[Seat]) -> list[list[Seat]]:
    """The seats of each group together; somebody without a group is alone."""
    groups: dict[str, list[Seat]] = {}
    for seat in all_seats:
        groups.setdefault(f"group {seat.group.id}" if seat.group else f"person {seat.person.id}", []).append(seat)
    return list(groups.values())


def _tables(groups: Sequence[list[Seat]], workshop: int, wording: Wording) -> list[Block]:
    """Groups at tables. A group stays together, and sits with other groups at the next workshop.

    Groups are dealt out in rounds; each round moves on by its own number of tables from workshop to workshop.
    """
    largest = max(map(len, groups))
    number = -(-len(groups) // max(1, PEOPLE_AT_A_TABLE // largest))
    tables: list[list[list[Seat]]] = [[] for _ in range(number)]
    for position, group in enumerate(groups):
        dealt, place = divmod(position, number)
        tables[(place + dealt * workshop) % number].append(group)
    rows = ((f"Table {at}", "\n".join(_line(group) for group in seated)) for at, seated in enumerate(tables, start=1))
    return [
        table(("Table", "Who sits there"), rows, widths=(1, 5), row_headers=True),
        paragraph(wording.text("Each pair stays together, and sits with other people at the next workshop if it can.")),
    ]


def _line(group: Sequence[Seat]) -> str:
    names = ", ".join(seat.person.name for seat in group)
    return f"{group[0].group_name}: {names}" if group[0].group else names


def _badge(seat: Seat, organisation: str) -> Paragraph:
    """The name as large as it fits, what the person does, and the group."""
    size, name = fitted(seat.person.name)
    lines = [Run("\n".join(name), strong=True, role=of_size(size))]
    does = seat.person.post or seat.person.grade or ""
    for text, most in ((does, _POST_LINES), (seat.group_name, 1), (organisation, 1)):
        if text:
            short = cut(wrapped(text, LABEL_ROOM, _SMALL), most)
            lines.append(Run("\n" + "\n".join(short), role=of_size(_SMALL)))
    return Paragraph(tuple(lines))


def fitted(name: str, largest: int = _NAME_SIZES[0]) -> tuple[int, tuple[str, ...]]:
    """The largest size at which no word of a name breaks and it has few lines, and these lines."""
    for size in (size for size in _NAME_SIZES if size <= largest):
        lines = wrapped(name, LABEL_ROOM, size)
        if len(lines) < _NAME_LINES and all(width(word, size) <= LABEL_ROOM for word in name.split()):
            return size, lines
    return size, cut(lines, _NAME_LINES)


def cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many lines, with an ellipsis where more are left out."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1][:-1]}{ELLIPSIS}")
