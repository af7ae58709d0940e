"""A cohort's timeline as a picture: its workshops as large numbered marks on a line, all else as quiet rows below it.

Shapes and numbers carry the meaning, never a colour, so that it says the same in greyscale. Sizes are pixels.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from statistics import fmean

from ..model.calendar_rules import QuietScope
from ..model.english import counted
from ..model.required import Milestone, Role
from ..planning import dates
from ..planning.open_days import DAY, OpenDays
from ..planning.schedule import EntryKind, Schedule, ScheduleEntry
from ..planning.wording import Wording
from . import svg
from .document import Drawing
from .svg import LINE, PAPER, QUIET, WIDTH

LEFT = 112
"""Where the months start; the names of the rows are left of it."""
RADIUS = 14
YEARS, MONTHS, HEAD, UPPER, LOWER, MARK, ROAD, ROWS, ROW = 13, 31, 38, 56, 72, 92, 124, 142, 22
"""From the top: baselines of years and of months, the line below them, baselines of the two lines of words above a
mark, the middle of the marks, the line that they stand on, and the first of the rows below it, each so high."""
APART = 7
"""Least distance between the words of two marks."""
STRIPES = 6
"""Distance between the stripes of closed weeks."""
CLOSED_DAYS = 3
"""Fewer closed days in a row than these are too narrow to see."""
BANDS = (
    (EntryKind.PAIR_MEETING, "Pair meetings", "pair meeting", "pair meetings"),
    (EntryKind.SHADOWING, "Shadowing", "shadowing visit", "shadowing visits"),
    (EntryKind.SURGERY, "Design surgeries", "design surgery", "design surgeries"),
    (EntryKind.EVALUATION, "Evaluation", "form to fill in", "forms to fill in"),
)
"""Rows from the top: what each is called, and what is counted in it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something large on the line, at the middle of its days."""

    shape: str
    """A key of `_SHAPES`."""
    first: datetime.date
    last: datetime.date
    upper: str
    """The first of the two lines of words above it."""
    lower: str
    number: str = ""

    @property
    def room(self) -> float:
        return max(2 * RADIUS, *(svg.width(line) for line in (self.upper, self.lower))) + APART


@dataclass(frozen=True, slots=True)
class _Band:
    """A row of entries below the line."""

    title: str
    count: str
    """Such as 9 pair meetings."""
    entries: Sequence[ScheduleEntry]


def timeline(
    schedule: Schedule, prefix: str, wording: Wording, colour: str = svg.ACCENT, *, participant: bool = False
) -> Drawing:
    """The timeline of a cohort, in the colour of its trust; for a participant, only what participants have.

    `prefix` makes its ids unique within the page.
    """
    marks = sorted(_marks(schedule, wording, participant), key=lambda mark: (mark.first, mark.last))
    bands = list(_bands(schedule, wording, participant))
    days = [(each.first, each.last) for band in bands for each in band.entries]
    days += [(mark.first, mark.last) for mark in marks]
    scale = _Scale.of(min(first for first, _ in days), max(schedule.end, *(last for _, last in days)))
    bottom = ROWS + ROW * len(bands)
    closed = list(_closed(schedule.days, scale))
    shapes = [*_months(scale, bottom)]
    shapes += [_stripes(scale.x(first), scale.x(last + DAY), ROAD - 8, bottom) for first, last in closed]
    shapes += _road(schedule, scale, colour)
    shapes += [shape for mark, x in _spread(marks, scale) for shape in _drawn(mark, x, scale, colour)]
    shapes.append(svg.words("Workshops", 0, MARK + 5, font_weight="600"))
    shapes += [shape for number, band in enumerate(bands) for shape in _row(band, scale, ROWS + ROW * number)]
    if closed:
        key = svg.words("Closed", 42, bottom + 18, QUIET)
        shapes += [_stripes(0, 34, bottom + 6, bottom + 20), key]
    rows = tuple(_rows(schedule, marks, bands))
    description = " ".join(f"{what}: {when}." for when, what in rows)
    size = (WIDTH, bottom + (24 if closed else 4))
    return replace(svg.drawing("timeline", prefix, "Timeline of the cohort", description, size, shapes), rows=rows)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels, over whole months."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, first: datetime.date, last: datetime.date) -> _Scale:
        """The months that hold two days, and more where the first or last year would have no room for its name."""
        scale = cls(first.replace(day=1), _month_after(last) - DAY)
        least = svg.width("2027") + APART
        while scale.first.month > 1 and scale.x(scale.first.replace(year=scale.first.year + 1, month=1)) - LEFT < least:
            scale = replace(scale, first=(scale.first - DAY).replace(day=1))
        while WIDTH - scale.x(scale.last.replace(month=1, day=1)) < least:
            scale = replace(scale, last=_month_after(scale.last + DAY) - DAY)
        return scale

    def x(self, day: datetime.date) -> float:
        """Pixels from the left to the start of a day."""
        return LEFT + (WIDTH - LEFT) * (day - self.first).days / ((self.last - self.first).days + 1)

    def middle(self, mark: _Mark) -> float:
        return (self.x(mark.first) + self.x(mark.last + DAY)) / 2

    @property
    def months(self) -> Iterator[datetime.date]:
        month = self.first
        while month <= self.last:
            yield month
            month = _month_after(month)


def _month_after(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + 32 * DAY).replace(day=1)


def _months(scale: _Scale, bottom: float) -> Iterator[str]:
    """A line for each month, the names of as many as there is room for, and each year above its first month."""
    months = list(scale.months)
    room = (WIDTH - LEFT) / len(months)
    step = next((step for step in (1, 2, 3) if step * room >= svg.width("May") + APART), 6)
    for month in months:
        x, starts_year, named = scale.x(month), month.month == 1 or month == scale.first, (month.month - 1) % step == 0
        top = YEARS - 11 if starts_year else HEAD - (18 if named else 4)
        yield f'<path stroke="{LINE}" d="M{x:.1f} {top}V{HEAD}M{x:.1f} {ROAD}V{bottom}"/>'
        if starts_year:
            yield svg.words(f"{month.year}", x + 4, YEARS, font_weight="600")
        if named and x + 4 + svg.width("May") <= WIDTH:
            yield svg.words(dates.MONTHS[month.month - 1][:3], x + 4, MONTHS, QUIET)
    yield f'<path stroke="{LINE}" d="M{LEFT} {HEAD}H{WIDTH}"/>'


def _marks(schedule: Schedule, wording: Wording, participant: bool) -> Iterator[_Mark]:
    for entry in () if participant else schedule.of(EntryKind.WINDOW):
        yield _Mark("form", entry.first, entry.last, "Applications", f"to {_day(entry.last)}")
    meeting = schedule.milestones[Milestone.PAIRING_EVENT]
    shape = "group" if wording.group_size > 2 else "pair"
    yield _Mark(shape, meeting, meeting, wording.text("Pairs meet"), _day(meeting))
    presentation = schedule.milestones[Milestone.PRESENTATION_DAY]
    flags = [_Mark("flag", presentation, presentation, "Presentations", _day(presentation))]
    for entry in schedule.of(EntryKind.WORKSHOP):
        number = f"{schedule.weeks.run.index(entry.subject) + 1}"
        if entry.first == presentation:
            flags = [replace(flags[0], number=number)]
        else:
            yield _Mark("number", entry.first, entry.last, "", _day(entry.first), number)
    yield from flags


def _bands(schedule: Schedule, wording: Wording, participant: bool) -> Iterator[_Band]:
    """The rows below the line. What participants have begins once they are chosen."""
    chosen = schedule.milestones[Milestone.PLACES_CONFIRMED]
    for kind, title, singular, plural in BANDS:
        entries = schedule.of(kind)
        if participant:
            entries = tuple(each for each in entries if Role.PARTICIPANT in each.roles and each.last >= chosen)
        if entries:
            name = "Forms" if participant and kind is EntryKind.EVALUATION else wording.text(title)
            yield _Band(name, wording.text(counted(len(entries), singular, plural)), entries)


def _day(day: datetime.date) -> str:
    return f"{day.day} {dates.MONTHS[day.month - 1][:3]}"


def _spread(marks: Sequence[_Mark], scale: _Scale) -> Iterator[tuple[_Mark, float]]:
    """Marks in the order of their days, each with its middle: as near to its days as its neighbours' words allow."""
    for detail in (_with_day, _with_day_in_two_lines, _without_day, _without_words):
        fitting = [detail(mark) for mark in marks]
        *before, total = accumulate((mark.room for mark in fitting), initial=0.0)
        if total <= WIDTH - LEFT:
            break
    # Less the room of those before it, each mark is no further left than the one before: where that is not so, both
    # take their mean, which is the nearest to their days.
    blocks: list[list[float]] = []
    for mark, left in zip(fitting, before, strict=True):
        blocks.append([scale.middle(mark) - mark.room / 2 - left])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    places = [fmean(block) for block in blocks for _ in block]
    for mark, left, place in zip(fitting, before, places, strict=True):
        yield mark, max(LEFT, min(place, WIDTH - total)) + left + mark.room / 2


def _with_day(mark: _Mark) -> _Mark:
    return mark


def _with_day_in_two_lines(mark: _Mark) -> _Mark:
    return (
        mark if mark.upper else replace(mark, upper=f"{mark.first.day}", lower=dates.MONTHS[mark.first.month - 1][:3])
    )


def _without_day(mark: _Mark) -> _Mark:
    return mark if mark.upper else replace(mark, lower="")


def _without_words(mark: _Mark) -> _Mark:
    return replace(mark, upper="", lower="")


def _road(schedule: Schedule, scale: _Scale, colour: str) -> Iterator[str]:
    """The line on which the marks stand, thick from the first workshop to the end of the programme."""
    start, end = scale.x(schedule.start), scale.x(schedule.end + DAY)
    yield f'<path stroke="{QUIET}" d="M{LEFT} {ROAD}H{WIDTH}"/>'
    yield f'<path class="accent" fill="none" stroke="{colour}" stroke-width="4" d="M{start:.1f} {ROAD}H{end:.1f}"/>'


def _drawn(mark: _Mark, x: float, scale: _Scale, colour: str) -> Iterator[str]:
    """A mark with its words, and a line from it to its days."""
    quiet, strong = "400", "600"
    weights = (strong, quiet) if mark.upper.isdecimal() else (quiet, strong)
    for words, y, weight in zip((mark.upper, mark.lower), (UPPER, LOWER), weights, strict=True):
        if words:
            yield svg.words(words, x, y, text_anchor="middle", font_weight=weight)
    at = scale.middle(mark)
    if mark.first == mark.last:
        yield f'<circle class="accent" fill="{colour}" cx="{at:.1f}" cy="{ROAD}" r="4"/>'
    else:
        left, right = scale.x(mark.first), scale.x(mark.last + DAY)
        yield _bar(left, right, ROAD - 5, 10)
    top = MARK + RADIUS
    yield f'<path fill="none" stroke="{QUIET}" d="M{x:.1f} {top}L{at:.1f} {ROAD - 4}"/>'
    yield from _SHAPES[mark.shape](mark, x, colour)


def _number(mark: _Mark, x: float, colour: str) -> Iterator[str]:
    yield f'<circle class="accent" fill="{colour}" cx="{x:.1f}" cy="{MARK}" r="{RADIUS}"/>'
    yield _large(mark.number, x)


def _flag(mark: _Mark, x: float, colour: str) -> Iterator[str]:
    """A pole with a swallow-tailed flag, which has the number of the workshop on it."""
    left, right, top = x - RADIUS, x + RADIUS + 6, MARK - RADIUS
    yield (
        f'<path class="accent" fill="{colour}" d="M{left:.1f} {top}H{right:.1f}L{right - 6:.1f} {MARK - 2}'
        f'L{right:.1f} {MARK + 10}H{left + 3:.1f}V{MARK + RADIUS}H{left:.1f}Z"/>'
    )
    yield _large(mark.number, x)


def _pair(_: _Mark, x: float, colour: str) -> Iterator[str]:
    yield from _rings(colour, x - 6, x + 6)


def _group(_: _Mark, x: float, colour: str) -> Iterator[str]:
    yield from _rings(colour, x - 9, x, x + 9)


def _rings(colour: str, *middles: float) -> Iterator[str]:
    """Rings that overlap."""
    for x in middles:
        yield (
            f'<circle class="accent" fill="none" stroke="{colour}" stroke-width="2.5" '
            f'cx="{x:.1f}" cy="{MARK}" r="{RADIUS - 5}"/>'
        )


def _form(_: _Mark, x: float, colour: str) -> Iterator[str]:
    """A sheet with lines."""
    yield (
        f'<path class="accent" fill="none" stroke="{colour}" stroke-width="2" d="M{x - 9:.1f} {MARK - 12}h18v24h-18Z'
        f'M{x - 4:.1f} {MARK - 5}h8m-8 5h8m-8 5h5"/>'
    )


_SHAPES = {"number": _number, "flag": _flag, "pair": _pair, "group": _group, "form": _form}


def _large(number: str, x: float) -> str:
    looks = {"class": "on-accent", "font_size": "16", "font_weight": "600", "text_anchor": "middle"}
    return svg.words(number, x, MARK + 5.5, PAPER, **looks) if number else ""


def _row(band: _Band, scale: _Scale, top: float) -> Iterator[str]:
    """A quiet row: bars for windows, a tick for each day of forms and a diamond for each other day."""
    middle = top + ROW / 2
    yield svg.words(band.title, 0, middle + 4.5, QUIET)
    for first, last, kind in dict.fromkeys((entry.first, entry.last, entry.kind) for entry in band.entries):
        left, right = scale.x(first), scale.x(last + DAY)
        x = (left + right) / 2
        if first != last:
            yield _bar(left + 1, right - 1, middle - 4, 8)
        elif kind is EntryKind.EVALUATION:
            yield f'<path stroke="{QUIET}" stroke-width="2" d="M{x:.1f} {middle - 5:.1f}v10"/>'
        else:
            path = f"M{x:.1f} {middle - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z"
            yield f'<path fill="{QUIET}" d="{path}"/>'


def _bar(left: float, right: float, top: float, height: float) -> str:
    width = max(3.0, right - left)
    return (
        f'<rect fill="{PAPER}" stroke="{QUIET}" x="{left:.1f}" y="{top:.1f}" '
        f'width="{width:.1f}" height="{height:g}" rx="3"/>'
    )


def _closed(days: OpenDays, scale: _Scale) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Periods in which nothing at all is planned: the trust's own, and those of every year such as Christmas."""
    all_days = [scale.first + number * DAY for number in range((scale.last - scale.first).days + 1)]

    def closed(day: datetime.date) -> bool:
        own = any(period.first <= day <= period.last for period in days.periods)
        return own or days.quiet_on(day, QuietScope.ALL) is not None

    for is_closed, run in groupby(all_days, closed):
        period = list(run)
        if is_closed and len(period) >= CLOSED_DAYS:
            yield period[0], period[-1]


def _stripes(left: float, right: float, top: float, bottom: float) -> str:
    """A rectangle hatched with lines from its lower left to its upper right."""
    path = ""
    at = math.ceil((left + top) / STRIPES) * STRIPES
    while at < right + bottom:
        start, end = max(left, at - bottom), min(right, at - top)
        path += f"M{start:.1f} {at - start:.1f}L{end:.1f} {at - end:.1f}"
        at += STRIPES
    return f'<path class="timeline-closed" fill="none" stroke="{QUIET}" stroke-width="0.8" d="{path}"/>'


def _rows(schedule: Schedule, marks: Sequence[_Mark], bands: Sequence[_Band]) -> Iterator[tuple[str, str]]:
    """The same in words: when, and what."""
    rows = [(mark.first, dates.days(mark.first, mark.last), mark.upper) for mark in marks if mark.upper]
    rows += [(entry.first, dates.short(entry.first), entry.title) for entry in schedule.of(EntryKind.WORKSHOP)]
    for band in bands:
        first, last = min(entry.first for entry in band.entries), max(entry.last for entry in band.entries)
        rows.append((first, dates.days(first, last), band.count))
    for _, when, what in sorted(rows, key=lambda row: row[0]):
        yield when, what
