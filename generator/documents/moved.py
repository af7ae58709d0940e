"""What moved since the last plan, as a section of the playbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.playbook_files import CALENDARS
from ..model.recorded_plan import RecordedEntry
from ..model.vocabulary import Term
from ..planning import dates
from ..planning.cohort_plan import CohortPlan
from ..planning.moves import Move, moves
from .context import Context
from .document import Block, Heading, paragraph, table

ANCHOR = "what-moved"


def what_moved(playbook: CohortPlan, _context: Context) -> Iterator[Block]:
    """The section of a playbook; nothing where nothing moved."""
    changed = moves(playbook)
    if not changed:
        return
    yield Heading(1, title(playbook), ANCHOR)
    yield paragraph(
        "These dates differ from the last plan. Tell everybody in the last column. "
        f"The folder {CALENDARS}/Changes has a calendar file for each date, to send to them."
    )
    rows = (
        (move.entry.title, was(move), is_now(move), f"{move.why}.", whom(move, playbook.vocabulary.roles))
        for move in changed
    )
    header = ("What", "It was", "It is now", "Why", "Whom to tell")
    yield table(header, rows, widths=(4, 3, 3, 4, 4), row_headers=True)


def title(playbook: CohortPlan) -> str:
    """Such as What moved since 28 November 2026; only for a playbook that replaces another."""
    return f"What moved since {since(playbook)}"


def since(playbook: CohortPlan) -> str:
    """The day of the earlier plan, such as 28 November 2026, or words for it where both plans start on one day."""
    previous = playbook.previous
    if previous is None or previous.planning_from == playbook.planning_from:
        return "the last plan"
    return dates.date(previous.planning_from)


def when(entry: RecordedEntry) -> str:
    """Day or span, clock time and place of an entry, such as Wed 13 Jan 2027, 13:00 to 16:30, Room 7."""
    clock = f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry.starts and entry.ends else ""
    return ", ".join(filter(None, (dates.span(entry.first, entry.last), clock, entry.place)))


def whom(move: Move, roles: Mapping[str, Term]) -> str:
    """The roles to tell of a move, each with the people whom the profile names for it."""

    def named(role: str) -> str:
        title = roles[role].title if role in roles else role
        names = ", ".join(
            f"{contact.name}, {contact.email}" if contact.email else contact.name
            for contact in move.contacts
            if contact.role == role
        )
        return f"{title} ({names})" if names else title

    return "; ".join(map(named, move.roles))


def was(move: Move) -> str:
    """When and where an entry was, with its title if that has changed."""
    if move.before is None:
        return "Not in the plan"
    renamed = move.after is not None and move.before.title != move.after.title
    return f"{move.before.title}: {when(move.before)}" if renamed else when(move.before)


def is_now(move: Move) -> str:
    """When and where an entry is."""
    return when(move.after) if move.after else "No longer in the plan"
