"""Checks of what a workshop's room needs: rules for counting, its cast, its role cards and its props."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..model.diagnostics import Diagnostic
from ..model.english import counted
from ..model.room_set import PLAN_ACROSS, PLAN_DOWN, Cast, Each, Lot
from ..model.walk import Path
from ..model.workshop import RoleCard, Workshop
from .entry import Entry
from .rules_workshop import local


def room_set(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Faults of counts, of the cast, of role cards and of props."""
    cards = {card.id for card in workshop.role_cards}
    for visit in entry.visits:
        if isinstance(visit.value, Lot):
            yield from _count(entry, visit.path, visit.value, cards)
    if workshop.tables and workshop.tables.each is Each.TABLE:
        message = "tables cannot be counted by the table"
        yield entry.fault("tables-by-tables", message, ("tables", "each"), "count them by person, group or session")
    props = {prop.id for prop in workshop.props}
    for number, activity in enumerate(workshop.activities):
        yield from local(entry, ("activities", number, "props"), activity.props, props, "prop")
        timed = {prop.id: prop.minute for prop in workshop.props}
        minutes = min((activity.minutes, *(each.minutes or activity.minutes for each in activity.variants)))
        for index, id in enumerate(activity.props):
            minute = timed.get(id)
            if minute is not None and minute > minutes:
                message = f"`{id}` is for minute {minute}, but the activity ends at minute {minutes}"
                place: Path = ("activities", number, "props", index)
                yield entry.fault("prop-after-the-end", message, place, f"change the `minute` of `{id}`")
    for number, area in enumerate(workshop.room.plan):
        if area.left + area.across > PLAN_ACROSS or area.top + area.down > PLAN_DOWN:
            message = f"`{area.id}` is not all on the plan, which is {PLAN_ACROSS} steps wide and {PLAN_DOWN} deep"
            yield entry.fault(
                "area-off-the-plan", message, ("room", "plan", number, "id"), "move it, or make it smaller"
            )
    used = {id for activity in workshop.activities for id in activity.instruments}
    for number, form in enumerate(workshop.forms):
        if form.form not in used:
            advice = "add it to the `instruments` of an activity, or delete it here"
            message = f"no activity uses the form `{form.form}`"
            yield entry.fault("form-not-used", message, ("forms", number, "form"), advice)
    if workshop.cast is None:
        yield from _without_cast(entry, workshop)
    else:
        yield from _cast(entry, workshop, workshop.cast, cards)


def _count(entry: Entry, path: Path, count: Lot, cards: set[str]) -> Iterator[Diagnostic]:
    yield from local(entry, (*path, "roles"), count.roles, cards, "card")
    if count.roles and count.each is not Each.ROLE:
        message = f"`roles` is given, but each {count.each} is counted"
        yield entry.fault("roles-not-counted", message, (*path, "roles"), "write `each: role`, or delete `roles`")
    if count.each is Each.ROLE and not cards:
        message = "role cards are counted, but the workshop has none"
        yield entry.fault("no-cards-to-count", message, (*path, "each"), "count by person, group, table or session")


def _without_cast(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    for number, card in enumerate(workshop.role_cards):
        if card.numbers:
            message = "the card has a number for each column of a cast, but the workshop has no cast"
            yield entry.fault("numbers-without-cast", message, ("role_cards", number, "numbers"), "add a `cast`")
        elif card.count is None:
            message = f"nothing says how many cards `{card.id}` there are"
            yield entry.fault("card-without-count", message, ("role_cards", number, "id"), "add `count`, or a `cast`")


def _cast(entry: Entry, workshop: Workshop, cast: Cast, cards: set[str]) -> Iterator[Diagnostic]:
    faults = [*_columns(entry, workshop, cast)]
    faults += local(entry, ("cast", "fill_with"), cast.fill_with, cards, "card")
    for number, card in enumerate(workshop.role_cards):
        faults += local(
            entry, ("role_cards", number), [card.piece_to] if card.piece_to else [], cards, "card", "piece_to"
        )
    yield from faults or (*_sums(entry, workshop, cast), *_pieces(entry, workshop, cast))


def _columns(entry: Entry, workshop: Workshop, cast: Cast) -> Iterator[Diagnostic]:
    columns = len(cast.people)
    if any(after <= before for before, after in pairwise(cast.people)):
        advice = "begin with the fewest, and name each number once"
        yield entry.fault("cast-out-of-order", "the numbers of people are out of order", ("cast", "people"), advice)
    lists: list[tuple[Path, int]] = [
        (("cast", "tables"), len(cast.tables)),
        (("cast", "facilitators"), len(cast.facilitators)),
        *((("role_cards", number, "numbers"), len(card.numbers)) for number, card in enumerate(workshop.role_cards)),
    ]
    for path, length in lists:
        if length != columns:
            place = path if length else (*path[:-1], "id")
            message = f"expected {counted(columns, 'number')}, one for each number of people, but got {length}"
            yield entry.fault("cast-columns", message, place, "give a number for each entry of `people` in `cast`")


def _sums(entry: Entry, workshop: Workshop, cast: Cast) -> Iterator[Diagnostic]:
    for column, people in enumerate(cast.people):
        total = sum(card.numbers[column] for card in workshop.role_cards)
        if total != people:
            message = f"for {people} people there are {total} role cards"
            advice = f"change column {column + 1} of `numbers` of the role cards until it adds up to {people}"
            yield entry.fault("cast-does-not-add-up", message, ("cast", "people", column), advice)


def _pieces(entry: Entry, workshop: Workshop, cast: Cast) -> Iterator[Diagnostic]:
    """Pieces of knowledge that nobody holds where a card is left out."""
    for number, card in enumerate(workshop.role_cards):
        if not card.knows:
            continue
        for column, people in enumerate(cast.people):
            in_play = {each.id: each.numbers[column] for each in workshop.role_cards}
            if not in_play[card.id] and not _holder(card, workshop, in_play):
                message = f"with {people} people nobody knows what `{card.id}` knows"
                advice = "name a card that is in play then in `piece_to`"
                yield entry.fault("piece-held-by-nobody", message, ("role_cards", number, "id"), advice)
                break


def _holder(card: RoleCard, workshop: Workshop, in_play: dict[str, int]) -> bool:
    by_id, seen = {each.id: each for each in workshop.role_cards}, set()
    while card.piece_to and card.id not in seen and not in_play[card.id]:
        seen.add(card.id)
        card = by_id[card.piece_to]
    return bool(in_play[card.id])
