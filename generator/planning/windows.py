"""Spans of a plan: applications, and pair meetings and shadowing, for which people choose their own day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction

from ..model.english import in_words
from ..model.library import Library
from ..model.programme import MeetingAgenda
from ..model.required import Milestone, Role
from .open_days import DAY, OpenDays
from .schedule import EntryKind, Schedule, ScheduleEntry, shadowing_visits


def applications(draft: Schedule) -> ScheduleEntry:
    """The weeks in which people can apply."""
    opening, closing = (draft.milestones[id] for id in (Milestone.APPLICATIONS_OPEN, Milestone.APPLICATIONS_CLOSE))
    return ScheduleEntry(
        "applications",
        EntryKind.WINDOW,
        "Applications are open",
        *_open_span(draft.days, opening, closing),
        (Role.LEAD, Role.ADMINISTRATOR, Role.PARTICIPANT),
        "From the day applications open to the day they close",
    )


def pair_meetings(library: Library, months: int, draft: Schedule) -> Iterator[ScheduleEntry]:
    """A span in each month of a cohort, with the agenda of the month."""
    for number, agenda in enumerate(_agendas(library, months), start=1):
        yield ScheduleEntry(
            f"pair-meeting-{number}",
            EntryKind.PAIR_MEETING,
            f"Pair meeting {number}" + (f": {agenda.title}" if agenda else ""),
            *_open_span(draft.days, *_equal_span(draft, number, months)),
            (Role.PARTICIPANT,),
            f"Once in month {number}, on a day that suits the pair",
            agenda.id if agenda else "",
        )


def shadowing(months: int, draft: Schedule) -> Iterator[ScheduleEntry]:
    """A span for each visit: three in a cohort of six months or more, fewer in a shorter one."""
    visits = shadowing_visits(months)
    for number in range(1, visits + 1):
        yield ScheduleEntry(
            f"shadowing-{number}",
            EntryKind.SHADOWING,
            f"Shadowing visit {number}",
            *_open_span(draft.days, *_equal_span(draft, number, visits)),
            (Role.PARTICIPANT,),
            "One visit each way"
            + (f", {'twice' if visits == 2 else f'{in_words(visits)} times'} in the programme" if visits > 1 else ""),
        )


def _open_span(days: OpenDays, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last open day of a span."""
    opening, closing = days.on_or_after(first).day, days.on_or_before(last).day
    return min(opening, closing), max(opening, closing)


def _equal_span(draft: Schedule, number: int, spans: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of one of several equal spans of the programme, counted from 1."""
    length = (draft.end - draft.start).days
    first = draft.start + length * (number - 1) // spans * DAY
    last = draft.end if number == spans else draft.start + (length * number // spans - 1) * DAY
    return first, last


def _agendas(library: Library, months: int) -> list[MeetingAgenda | None]:
    """The agenda of each month, None for a month without one.

    A longer cohort than usual stretches the agendas' months, so that the talk at halfway stays halfway. One with fewer
    months than agendas keeps the first and the last, and as many between them as there are months, evenly chosen.
    """
    component = library.components[library.programme.pair_meetings]
    by_month = sorted(
        ((agenda.month, agenda) for agenda in component.agendas if agenda.month), key=lambda agenda: agenda[0]
    )
    agendas = [agenda for _, agenda in by_month]
    usual = library.programme.months
    if months < len(agendas):
        return [agendas[round(Fraction(month * (len(agendas) - 1), months - 1))] for month in range(months)]
    if months < usual:
        return [*agendas, *[None] * (months - len(agendas))]
    stretched = {round(Fraction(month * months, usual)): agenda for month, agenda in by_month}
    return [stretched.get(month) for month in range(1, months + 1)]
