"""Places events that follow each other, such as workshops, around those whose days are already fixed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from ..model.base import FIRST_DAY
from ..model.calendar_rules import QuietScope
from .open_days import DAY, WEEK, NoOpenDayError, OpenDays, Placed


class Source(StrEnum):
    """Where an event's day comes from."""

    RULE = "rule"
    PIN = "pin"
    EARLIER_PLAN = "earlier plan"


class Request(NamedTuple):
    """An event to place."""

    planned: datetime.date
    """The day that the rules give, before closed days and other events are looked at."""
    pinned: datetime.date | None = None
    """A day of the trust's own."""
    recorded: datetime.date | None = None
    """The day of an earlier plan where it is still allowed."""


class Assignment(NamedTuple):
    """An event in its place."""

    placed: Placed
    source: Source


def place_in_order(
    requests: Sequence[Request],
    days: OpenDays,
    weekdays: Sequence[int],
    taken: set[datetime.date],
    after: datetime.date,
    scope: QuietScope,
    earliest: datetime.date = FIRST_DAY,
    avoid: Set[datetime.date] = frozenset(),
) -> list[Assignment]:
    """The day of each event, one after another, all later than the day `after`.

    Pins stay where they are. As many events as possible stay on the day of an earlier plan. Each of the others is as
    near to its planned day as the days around it allow, not before `earliest`, and on none of the days to `avoid`.
    `taken` gains the days.

    Raises:
        NoOpenDayError: the closed periods leave no day for an event.
    """
    pinned = {number: request.pinned for number, request in enumerate(requests) if request.pinned is not None}
    recorded = {number: request.recorded for number, request in enumerate(requests) if request.recorded is not None}
    fixed = pinned | _most_unmoved(recorded, pinned, after)
    earlier_days = taken | set(pinned.values())
    taken |= set(fixed.values())
    assignments = []
    for number, request in enumerate(requests):
        later = [day for other, day in fixed.items() if other > number and day > after + DAY]
        bounds = max(after, earliest - DAY), min(later, default=None)
        if number in pinned:
            placed, source = Placed(pinned[number]), Source.PIN
        elif number in fixed:
            # The reason of the earlier plan holds if the rules give the same day again.
            placed, source = _between(request, days, weekdays, earlier_days, *bounds, scope, earliest), Source.RULE
            if placed.day != fixed[number]:
                placed, source = Placed(fixed[number]), Source.EARLIER_PLAN
        else:
            placed, source = _between(request, days, weekdays, taken | avoid, *bounds, scope, earliest), Source.RULE
        for used in (taken, earlier_days):
            used.add(placed.day)
        after = max(after, placed.day)
        assignments.append(Assignment(placed, source))
    return assignments


def _between(
    request: Request,
    days: OpenDays,
    weekdays: Sequence[int],
    taken: set[datetime.date],
    after: datetime.date,
    before: datetime.date | None,
    scope: QuietScope,
    earliest: datetime.date,
) -> Placed:
    # Fixed days may leave no room between them, or lie far from the rest: rather out of order, which a warning says,
    # than no day at all.
    for first, last in ((after, before), (after, None)):
        with suppress(NoOpenDayError):
            return days.event(request.planned, weekdays, taken, first, last, scope)
    return days.event(request.planned, weekdays, taken, earliest - DAY, None, scope)


def _most_unmoved(
    recorded: Mapping[int, datetime.date], pinned: Mapping[int, datetime.date], after: datetime.date
) -> dict[int, datetime.date]:
    """The largest choice of recorded days in which events stay in order and leave room for those between them."""

    def fit(*events: tuple[int, datetime.date]) -> bool:
        (first, day), (second, later) = sorted(events)
        return later > day and (second - first == 1 or later - day >= (second - first) * WEEK)

    chains: dict[int, list[int]] = {}
    for number, day in sorted(recorded.items()):
        possible = all(fit(event, (number, day)) for event in [(-1, after), *pinned.items()])
        if number not in pinned and possible:
            before = (chain for other, chain in chains.items() if fit((other, recorded[other]), (number, day)))
            chains[number] = [*max(before, key=len, default=[]), number]
    longest = max(chains.values(), key=len, default=[])
    return {number: recorded[number] for number in longest}
