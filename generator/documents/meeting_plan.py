"""The plan of a meet-first event: who sits at which table, who moves, and place cards with each person's own rounds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..model.english import counted, in_words
from ..model.pairing import MOST_ROUNDS
from ..model.required import Milestone
from ..model.sheets.profile import SIDES
from ..pairing.cohort import Cohort
from ..pairing.meetings import Meetings, most_rounds
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind, ScheduleEntry
from .context import document_of
from .document import (
    Block,
    Document,
    Front,
    Heading,
    Paragraph,
    Run,
    bullets,
    of_size,
    paragraph,
    table,
)
from .pairs_words import noun
from .room_picture import MOST, room_picture
from .session_papers import LABEL_ROOM, cut, fitted, labels
from .text_width import wrapped

MINUTES, TO_MOVE = 10, 1
"""Of a round, and of it the time to move on."""
BESIDE_ROUNDS, BEFORE_ROUNDS = 30, 15
"""Minutes of the event that are no rounds, and how many of them come first: the running order of the guidance."""
USUAL_ROUNDS = 6
REST = "rest"
_LINES = {6: 11, MOST_ROUNDS: 9}
"""Size of the lines below the name on a card by the most rounds that fit, in points."""


def event(playbook: Playbook) -> ScheduleEntry | None:
    """The pairing event of a plan, if it has dates."""
    entries = playbook.schedule.of(EntryKind.MILESTONE) if playbook.schedule else ()
    return next((entry for entry in entries if entry.subject == Milestone.PAIRING_EVENT), None)


def usual_rounds(playbook: Playbook) -> int:
    """How many rounds the pairing event has time for, at most `MOST_ROUNDS`."""
    entry = event(playbook)
    if entry is None or entry.starts is None or entry.ends is None:
        return USUAL_ROUNDS
    return max(1, min(MOST_ROUNDS, (_minutes(entry.ends) - _minutes(entry.starts) - BESIDE_ROUNDS) // MINUTES))


def _minutes(time: datetime.time) -> int:
    return 60 * time.hour + time.minute


def meeting_plan(playbook: Playbook, cohort: Cohort, plan: Meetings) -> Document:
    """Who sits where in each round, for the team that runs the event."""
    return document_of(playbook, "Meeting plan", _blocks(playbook, cohort, plan), Front.TITLE)


def _blocks(playbook: Playbook, cohort: Cohort, plan: Meetings) -> Iterator[Block]:
    names = {id: person.name for id, person in cohort.by_id.items()}
    tables, number = len(plan.staying), len(plan.rounds)
    entry = event(playbook)
    when = dates.weekday_and_date(entry.first) if entry else ""
    time = (
        f", {dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry and entry.starts and entry.ends else ""
    )
    where = f", {entry.place}" if entry and entry.place else ""
    yield paragraph(
        f"{counted(tables, 'table')} and {counted(number, 'round')} of {in_words(MINUTES)} minutes. "
        "No two people meet twice.",
        "lead",
    )
    if when:
        yield paragraph(f"{when}{time}{where}.")
    first, *others = cohort.make_up
    yield bullets(_how(cohort, plan, SIDES[first][1], len(others)))
    yield Heading(1, "Who moves where", "moves")
    header = ("Who", *(f"Round {turn + 1}" for turn in range(number)))
    rows = ((names[id], *(str(at) if at else REST for at in plan.tables(id))) for id in plan.moving)
    yield paragraph("The number of the table in each round.")
    yield table(header, rows, widths=(6, *[2] * number), row_headers=True, numbers=tuple(range(1, number + 1)))
    yield Heading(1, "Who stays, and who comes", "stays")
    seats = (
        (f"{at} {names[id]}", "; ".join(names[other] if other else REST for other in plan.partners[id]))
        for at, id in enumerate(plan.staying, start=1)
    )
    yield table(("Table", "Who comes, from the first round to the last"), seats, widths=(4, 11), row_headers=True)
    yield Heading(1, "The room, round by round", "room")
    yield paragraph("In bold: who stays at the table. Below: who comes to it.")
    for turn in range(number):
        yield Heading(2, _heading(entry, turn), f"round-{turn + 1}")
        pairs = [
            (names[id], names[other] if other else None)
            for id, other in zip(plan.staying, plan.rounds[turn], strict=True)
        ]
        for start in range(0, tables, MOST):
            prefix = f"round-{turn + 1}-{start}"
            title = f"The room in round {turn + 1}"
            yield room_picture(title, pairs[start : start + MOST], start + 1, prefix, playbook.profile.brand.colour)
        if resting := plan.resting(turn):
            yield paragraph(f"Rest: {', '.join(names[id] for id in resting)}.")


def _heading(entry: ScheduleEntry | None, turn: int) -> str:
    """The name of a round, and when it starts if that is known."""
    title = f"Round {turn + 1}"
    if entry is None or entry.starts is None:
        return title
    minutes = _minutes(entry.starts) + BEFORE_ROUNDS + MINUTES * turn
    return f"{title}, {dates.clock(datetime.time(minutes // 60 % 24, minutes % 60))}"


def _how(cohort: Cohort, plan: Meetings, staying: str, others: int) -> Iterator[str]:
    moving = "everybody else moves" if others > 1 else f"{SIDES[list(cohort.make_up)[1]][1]} move"
    yield f"Put a number and two chairs at each table. {staying.capitalize()} stay at their table, and {moving}."
    yield (
        f"{in_words(MINUTES - TO_MOVE).capitalize()} minutes to talk, then a signal and {in_words(TO_MOVE)} minute to "
        "move to the table on the place card."
    )
    yield (
        "Everybody meets those who suit them best by what is on the sheet People, as evenly as the numbers allow. "
        "Nobody meets a person with whom a rule forbids them to be paired."
    )
    if len(plan.rounds) == most_rounds(len(plan.staying), len(plan.moving)):
        yield "There are too few rounds for everybody to meet everybody, so that no confidential request shows."
    if plan.settled:
        yield f"Those in a {noun(cohort)} that is fixed have no table: {len(plan.settled)} people."


def place_cards(playbook: Playbook, cohort: Cohort, plan: Meetings) -> Document:
    """A card for each person with their own tables by round, to print on card and cut out."""
    cards = [_card(cohort, plan, id) for id in (*plan.staying, *plan.moving)]
    return document_of(playbook, "Place cards", [labels(cards, "Place cards")], Front.CUT)


def _card(cohort: Cohort, plan: Meetings, id: str) -> Paragraph:
    size, name = fitted(cohort.by_id[id].name, largest=20)
    runs = [Run("\n".join(name), strong=True, role=of_size(size))]
    stays = id in plan.staying
    where = f"Table {plan.staying.index(id) + 1}: you stay, others come" if stays else "You move from table to table"
    lines = [where]
    for number, other in enumerate(plan.partners[id], start=1):
        at = f"table {plan.staying.index(other) + 1}, " if other and not stays else ""
        lines.append(f"Round {number}: {at}{cohort.by_id[other].name if other else REST}")
    small = next(size for most, size in _LINES.items() if len(plan.rounds) <= most)
    for line in lines:
        (short,) = cut(wrapped(line, LABEL_ROOM, small), 1)
        runs.append(Run(f"\n{short}", role=of_size(small)))
    return Paragraph(tuple(runs))
