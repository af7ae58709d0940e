"""The business case of a cohort on one page: hours with backfill, rates, other costs, and what they buy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from ..model.english import listed
from ..model.programme import Figure
from ..model.required import Milestone
from ..planning import dates
from ..planning.applicability import group_name, groups, participants_in_sentence
from ..planning.business_case import OtherCost, StaffCost, share_in_words
from ..planning.figures import Range, pounds, rounded
from ..planning.hour_figures import in_text
from ..planning.playbook import Playbook
from . import citation, sheet
from .context import document_of, example_note
from .document import Block, Document, Figures, Front, Heading, Run, Words, paragraph, table
from .document import Figure as Number
from .hours import named, project_size, ranged, who


class Room(NamedTuple):
    """How much is shown: figures of the programme, and lines of other costs."""

    figures: int
    others: int


ROOMS = (Room(4, 8), Room(3, 8), Room(2, 8), Room(1, 6), Room(1, 4), Room(1, 2))
"""From most to least. The page uses the first with which it is not too long."""
SPARE = 20
"""Points of height left free for fonts wider than Arial."""
TITLE = 70
"""Most characters of the title of another cost, or of the trust's name in running text."""
RATES = (
    "Rates: ask your finance business partner, for Agenda for Change bands and for doctors, dentists and very senior "
    "managers."
)
NO_SAVING = "The guide knows of no figure for money saved by paired learning, so none is claimed here."


def business_case(playbook: Playbook, *, template: bool = False) -> Document:
    """The business case, on one page. A trust's own Word template may need more room."""
    title = f"Business case: {playbook.programme.title}"

    def with_room(room: Room) -> Document:
        return document_of(playbook, title, _blocks(playbook, room), Front.SHEET)

    return sheet.fullest([partial(with_room, room) for room in ROOMS], SPARE + sheet.FOR_TEMPLATE * template)


def _blocks(playbook: Playbook, room: Room) -> Iterator[Block]:
    case = playbook.business_case
    if note := example_note(playbook.profile, sheet.shortened(playbook.profile.name, TITLE)):
        yield paragraph(note)
    yield from _request(playbook)
    yield Heading(1, "Hours and cost by role", "hours")
    yield _staff(playbook)
    if playbook.effort.project:
        yield paragraph(project_size(playbook.effort.project))
    if case.unpriced:
        yield paragraph(RATES)
    if case.others:
        yield Heading(1, "Other costs", "other-costs")
        size = playbook.profile.cohort.group_size
        rows = (_other(cost, size) for cost in _few(case.others, room.others))
        yield table(("What", "How often", "Pounds"), rows, widths=(6, 7, 2), numbers=(2,))
    else:
        yield paragraph("No other costs have been given, such as rooms, printing, an outside facilitator or travel.")
    if case.total:
        yield Heading(1, "Total", "total")
        yield _totals(playbook, case.total)
        if case.total.low == case.total.high and case.hours.low < case.hours.high:
            yield paragraph(
                "The size of the projects changes none of these sums: those who carry them out have no rate yet."
            )
    yield from _buys(playbook, playbook.programme.figures[: room.figures])


def figures(playbook: Playbook) -> Figures:
    """The cohort's size, hours and cost in large numbers, with how much of the hours the cost prices."""
    return Figures(tuple(_figures(playbook)))


def _figures(playbook: Playbook) -> Iterator[Number]:
    cohort, case = playbook.profile.cohort, playbook.business_case
    yield Number(f"{cohort.groups}", group_name(cohort.group_size, cohort.groups), f"{cohort.months} months")
    if person := playbook.effort.a_person:
        between = "" if person.low == person.high else f"{in_text(person.low)} to {in_text(person.high)} by project"
        yield Number(in_text(person.usual), "hours for each participant", between)
    cover = f"{in_text(case.backfill.usual)} of them need cover" if case.backfill.usual else ""
    yield Number(in_text(case.hours.usual), "hours of everybody", cover)
    if case.total is None:
        yield Number("Unpriced", "the trust has given no rates yet")
    else:
        new = case.new_money.usual
        note = f"{pounds(new)} of it is new money" if new else ""
        yield Number(pounds(case.total.usual), f"prices {share_in_words(case)}", note)


def _request(playbook: Playbook) -> Iterator[Block]:
    cohort, case = playbook.profile.cohort, playbook.business_case
    start = f" from {dates.date(playbook.schedule.start)}" if playbook.schedule else ""
    people = participants_in_sentence(cohort, playbook.vocabulary)
    yield paragraph(f"This case is for {groups(cohort)}, with {people}, over {cohort.months} months{start}.", "lead")
    yield figures(playbook)
    if case.total is None:
        yield paragraph("It is in hours alone: the trust has given no rates or other costs yet.")
        return
    rest, missing = Range.sum(row.hours for row in case.unpriced), case.unpriced_backfill
    of_them = f", {ranged(missing)} of them backfill" if missing.usual else ""
    more = f" {ranged(rest)} hours have no rate yet{of_them}." if case.unpriced else ""
    yield paragraph(f"The cost is {_between(case.total)}, which prices {share_in_words(case)}.{more}")


def _staff(playbook: Playbook) -> Block:
    """Hours by role; rates and costs too where the trust has given any."""
    case = playbook.business_case
    rows: list[tuple[Words, ...]] = [_row(row, playbook) for row in case.staff]
    rows.append(("Everybody", ranged(case.hours), _backfill(case.backfill), "", pounds(case.staff_pounds.usual)))
    header = ("Who", "Hours", "To backfill", "Pounds an hour", "Cost")
    shown = len(header) if case.total else header.index("Pounds an hour")
    widths, cells = (10, 8, 5, 9, 5), (row[:shown] for row in rows)
    return table(header[:shown], cells, widths=widths[:shown], row_headers=True, numbers=(1, 2, 4)[: shown - 2])


def _row(row: StaffCost, playbook: Playbook) -> tuple[Words, ...]:
    name = f"{who(row, playbook)} ({row.people})" if row.people else who(row, playbook)
    if row.rate is None or row.cost is None:
        return (name, ranged(row.hours), _backfill(row.backfill), "no rate yet", "")
    rate = f"{money(row.rate)}, {row.band}" if row.band else money(row.rate)
    return (name, ranged(row.hours), _backfill(row.backfill), rate, pounds(row.cost.usual))


def _backfill(backfill: Range) -> str:
    return ranged(backfill) if backfill.high else ""


def money(number: Fraction) -> str:
    """Pounds, with pence where there are any, such as £18.50."""
    return pounds(number) if number.denominator == 1 else f"£{rounded(number, 2):,}"


def _few(costs: tuple[OtherCost, ...], most: int) -> tuple[OtherCost, ...]:
    """The costs, the smallest of a long list added up."""
    if len(costs) <= most:
        return costs
    small = sorted(costs, key=lambda cost: cost.pounds)[: len(costs) - most + 1]
    rest = OtherCost(f"{len(small)} smaller costs", sum((cost.pounds for cost in small), Fraction()), (), 1)
    return (*(cost for cost in costs if cost not in small), rest)


def _other(cost: OtherCost, group_size: int) -> tuple[Words, ...]:
    each = " and ".join(named(counted, group_size) for counted in cost.each)
    often = f"{money(cost.pounds_each)} for each {each}, {cost.times} in all" if each else "once"
    return (sheet.shortened(cost.title, TITLE), often, pounds(cost.pounds))


def _totals(playbook: Playbook, total: Range) -> Block:
    case = playbook.business_case
    rows = (
        ("Staff time that has a rate", case.staff_pounds),
        ("Other costs", Range.of(case.other_pounds)),
        ("Total", total),
        ("Of which new money: backfill at these rates, other costs", case.new_money),
    )
    cells = ((name, *map(pounds, (range.low, range.usual, range.high))) for name, range in rows)
    return table(("What", "Low", "Usual", "High"), cells, widths=(8, 2, 2, 2), row_headers=True, numbers=(1, 2, 3))


def _between(range: Range) -> str:
    usual = pounds(range.usual)
    return usual if range.low == range.high else f"{usual} ({pounds(range.low)} to {pounds(range.high)})"


def bought(playbook: Playbook, figures: Iterable[Figure]) -> Iterator[tuple[Words, Words]]:
    """What a cohort buys, each with its source: its learning and projects, then figures of the programme."""
    cohort = playbook.profile.cohort
    names = {reference.id: citation.short(reference) for reference in playbook.references}
    day = playbook.schedule.milestones[Milestone.PRESENTATION_DAY] if playbook.schedule else None
    when = f" on {dates.date(day)}" if day else ""
    yield f"{groups(cohort)} learn from each other, and each presents a project{when}", "This plan"
    for figure in figures:
        label = Run(citation.LABELS[figure.evidence], role=f"evidence-{figure.evidence.value}")
        sources = listed(names[id] for id in figure.cite)
        yield f"{figure.value} {figure.text}", (label, Run(f" {sources}"))


def _buys(playbook: Playbook, figures: list[Figure]) -> Iterator[Block]:
    yield Heading(1, "What it buys", "what-it-buys")
    yield table(("What", "Source"), bought(playbook, figures), widths=(7, 3))
    yield paragraph(" ".join(filter(None, (playbook.programme.limits, NO_SAVING))))
