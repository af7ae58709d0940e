"""What a planner should know about a cohort's dates before they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model.english import counted
from ..model.library import Library
from ..model.trust import TrustProfile
from . import dates
from .open_days import DAY
from .planner import concerned
from .schedule import EntryKind, Schedule

LEAST_SPACING_DAYS = 13
"""Fewest days between two workshops in which a pair can meet and try something."""
PLACES = "places-confirmed"


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """One thing to know or to change."""

    code: str
    """Kind of warning, such as straddles-changeover; stable."""
    message: str
    """What it is."""
    advice: str
    """What to do about it."""


def warnings(library: Library, profile: TrustProfile, schedule: Schedule | None) -> tuple[PlanWarning, ...]:
    """Everything that a planner should know about the dates of a cohort."""
    if schedule is None:
        return (
            PlanWarning(
                "no-start",
                "The cohort has no start yet, so this plan counts in weeks.",
                "Give the profile a `start`, and every date follows.",
            ),
        )
    return (
        *_start(profile, schedule),
        *_changeovers(library, profile, schedule),
        *_calendar_end(library, schedule),
        *_notice(schedule),
        *_spacing(schedule),
        *_school_holidays(profile, schedule),
    )


def _start(profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    wanted = profile.cohort.start
    if wanted is not None and wanted != schedule.start:
        yield PlanWarning(
            "start-moved",
            f"The first workshop is on {dates.date(schedule.start)}, since {dates.date(wanted)} is "
            f"{schedule.days.closed(wanted)}.",
            "Choose another start if that day does not suit.",
        )


def _changeovers(library: Library, profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    found = list(concerned(library, profile, schedule))
    if found:
        days = "; ".join(f"{changeover.title}, {dates.date(day)} ({changeover.who})" for changeover, day in found)
        yield PlanWarning(
            "straddles-changeover",
            f"Doctors may move to another post or trust within the programme: {days}.",
            "Ask each applicant where they will work after that day, and agree release with the next post too.",
        )


def _calendar_end(library: Library, schedule: Schedule) -> Iterator[PlanWarning]:
    until = library.bank_holidays.until
    late = [entry for entry in schedule.entries if entry.last.year > until]
    if late:
        yield PlanWarning(
            "calendar-ends",
            f"Bank holidays are known until {until}; {counted(len(late), 'date is later', 'dates are later')}, "
            f"from {dates.date(late[0].first)}.",
            "Check these dates by hand, or add the new year to content/bank_holidays.yml.",
        )


def _notice(schedule: Schedule) -> Iterator[PlanWarning]:
    places = schedule.milestones.get(PLACES)
    if places is None:
        return
    early = [
        entry for entry in schedule.of(EntryKind.DEADLINE) if entry.first < places and "participant" in entry.roles
    ]
    early += [
        entry
        for entry in schedule.of(EntryKind.DEADLINE)
        if entry.first < places and any(role.endswith("-participant") for role in entry.roles)
    ]
    for entry in early:
        yield PlanWarning(
            "too-little-time",
            f"{entry.title} is due on {dates.date(entry.first)}, before places are confirmed on {dates.date(places)}.",
            "Choose participants earlier, start later, or ask for the day before the choice is made.",
        )


def _spacing(schedule: Schedule) -> Iterator[PlanWarning]:
    workshops = schedule.of(EntryKind.WORKSHOP)
    close = [before for before, after in pairwise(workshops) if after.first - before.first < LEAST_SPACING_DAYS * DAY]
    if close:
        yield PlanWarning(
            "workshops-close",
            f"{len(close) + 1} workshops are less than two weeks apart, from {dates.date(close[0].first)}.",
            "Give the cohort more months, or run fewer workshops.",
        )
    if workshops and workshops[-1].first > schedule.end:
        yield PlanWarning(
            "workshops-too-long",
            f"The last workshop is on {workshops[-1].first.isoformat()}, after the programme ends on "
            f"{dates.date(schedule.end)}.",
            "Choose a smaller `workshop_spacing_weeks`, or give the cohort more months.",
        )


def _school_holidays(profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    choices = profile.schedule
    if not choices.avoid_school_holidays:
        return
    known = max((period.last for period in choices.school_holidays), default=None)
    if known is None or known < schedule.end - 90 * DAY:
        yield PlanWarning(
            "school-holidays-unknown",
            "School holidays are to be avoided, but their dates "
            + ("are not in the profile." if known is None else f"are known only until {dates.date(known)}."),
            "Copy the term dates of your council into `school_holidays`.",
        )
