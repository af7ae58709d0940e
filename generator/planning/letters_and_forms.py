"""When a cohort needs each of its letters and forms, the names of their files, and which are needed next."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..model.base import Timing
from ..model.instrument import WAVE_TITLES, Instrument, Wave
from ..model.playbook_files import FORMS, LETTERS, safe_title
from . import dates
from .open_days import WEEK
from .playbook import Playbook

NEXT = 8
"""How many letters and forms together are needed next."""
LATE = 4 * WEEK
"""How long after its day a letter or form still counts as needed."""


class Kind(StrEnum):
    """Letters and forms, each by the folder of their files."""

    LETTER = LETTERS
    FORM = FORMS


class LetterOrForm(NamedTuple):
    """A letter or form of a cohort. A form with several waves is one for each wave."""

    kind: Kind
    id: str
    """Of the template, or of the instrument with its wave, such as `self-assessment-before`."""
    title: str
    days: tuple[datetime.date, ...]
    """The days that need it, the earliest first; empty where it has no set time or the cohort has no start."""
    number: int
    """Its place among the letters, or among the forms, of the cohort, from 1."""
    name: str
    """Of its file, without the suffix, such as `06 by 12 May Recruitment advert`."""

    def next_day(self, today: datetime.date) -> datetime.date | None:
        """The first day that still counts as needed; None where there is none."""
        return next((day for day in self.days if day >= today - LATE), None)


class _Draft(NamedTuple):
    id: str
    title: str
    days: tuple[datetime.date, ...]
    week: int | None
    """The week of its first use; None where it has no set time."""


def letters_and_forms(playbook: Playbook) -> tuple[LetterOrForm, ...]:
    """All letters of a cohort, then all its forms, each in the order in which they are needed.

    Numbers and names depend on the plan alone, not on the day or on which files are written. Of forms for the same day,
    those with several copies come first: the survey at the end asks for the last self-assessments before it. What has
    no set time comes last.
    """
    letters = [_draft(playbook, each.id, each.title, each.timing) for each in playbook.templates]
    instruments = sorted(playbook.instruments, key=lambda form: not form.waves)
    forms = [form for each in instruments for form in _waves(playbook, each)]
    first_days = [draft.days[0] for draft in (*letters, *forms) if draft.days]
    return (*_numbered(Kind.LETTER, letters, first_days), *_numbered(Kind.FORM, forms, first_days))


def needed_next(every: Iterable[LetterOrForm], today: datetime.date) -> tuple[LetterOrForm, ...]:
    """The letters and forms that are needed next, the earliest first. What has no set time comes last."""
    coming = [each for each in every if not each.days or each.next_day(today)]
    coming.sort(key=lambda each: each.next_day(today) or datetime.date.max)
    return tuple(coming[:NEXT])


def needed_until(needed: Iterable[LetterOrForm], today: datetime.date) -> datetime.date | None:
    """The last day on which the same letters and forms are needed next; None where that does not depend on the day."""
    return min((day + LATE for each in needed if (day := each.next_day(today))), default=None)


def _waves(playbook: Playbook, form: Instrument) -> Iterator[_Draft]:
    """A form, or each copy of a form with waves: the one before the programme first, the others at its last time."""
    if not form.waves:
        yield _draft(playbook, form.id, form.title, form.timing)
    for wave in form.waves:
        timing = form.timing[:1] if wave is Wave.BEFORE else form.timing[-1:]
        yield _draft(playbook, f"{form.id}-{wave.value}", f"{form.title}: {WAVE_TITLES[wave].lower()}", timing)


def _draft(playbook: Playbook, id: str, title: str, timing: Sequence[Timing]) -> _Draft:
    days = sorted(map(playbook.schedule.due, timing)) if playbook.schedule else ()
    return _Draft(id, title, tuple(days), min(map(playbook.weeks.week, timing), default=None))


def _numbered(kind: Kind, drafts: Iterable[_Draft], first_days: Collection[datetime.date]) -> Iterator[LetterOrForm]:
    def place(draft: _Draft) -> tuple[bool, datetime.date, int]:
        return draft.week is None, min(draft.days, default=datetime.date.min), draft.week or 0

    for number, draft in enumerate(sorted(drafts, key=place), start=1):
        by = f" by {_day(draft.days[0], first_days)}" if draft.days else ""
        name = f"{number:02}{by} {safe_title(draft.title)}"
        yield LetterOrForm(kind, draft.id, draft.title, draft.days, number, name)


def _day(day: datetime.date, others: Collection[datetime.date]) -> str:
    """A day without its year, unless other days are the same day of a month in another year."""
    years = {other.year for other in others if (other.month, other.day) == (day.month, day.day)}
    return dates.date(day) if len(years) > 1 else f"{day.day} {dates.MONTHS[day.month - 1]}"
