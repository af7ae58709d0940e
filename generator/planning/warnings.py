"""What a planner should know about a cohort before its plan is printed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..model.calendar_rules import QuietScope
from ..model.english import counted, in_words, listed
from ..model.library import Library
from ..model.project import Difficulty
from ..model.required import Milestone
from ..model.trust import Cohort, TrustProfile
from . import dates
from .applicability import group_name
from .effort import PARTICIPANT_ROLES
from .feasibility import Feasibility, Verdict, counts
from .menu import MOST_MONTHS, MenuEntry
from .open_days import DAY
from .pins import broken_rules, can_be_pinned
from .planner import relevant_changeovers
from .schedule import EntryKind, Schedule
from .selection import WorkshopPlan, short_form

LEAST_SPACING_DAYS = 13
"""Fewest days between two workshops in which a pair can meet and try something."""
FEWEST_A_GROUP = 2
"""Projects that must fit for each group, so that every group has a choice."""
FEWEST_SHARE = Fraction(1, 4)
"""Share of the menu that must fit."""
EARLIEST, LATEST = datetime.time(7), datetime.time(21)
"""Start and end times outside which a workshop is probably a mistake."""


class PlanWarning(NamedTuple):
    """Something to know about a plan, and what to do about it."""

    code: str
    """Stable, such as straddles-changeover."""
    message: str
    advice: str


def warnings(
    library: Library,
    profile: TrustProfile,
    schedule: Schedule | None,
    workshops: Sequence[WorkshopPlan],
    menu: Sequence[MenuEntry],
) -> tuple[PlanWarning, ...]:
    """Everything that a planner should look at first: the dates, then what was chosen."""
    return (
        *(_dates(library, profile, schedule) if schedule else _no_dates()),
        *_participants(library, profile),
        *_workshops(library, profile, workshops),
        *_projects(profile.cohort, menu),
    )


def _no_dates() -> Iterator[PlanWarning]:
    yield PlanWarning(
        "no-start",
        "The cohort has no start yet, so this plan counts in weeks.",
        "Give the day of the first workshop, and every date follows.",
    )


def _dates(library: Library, profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    yield from _moved_start(profile, schedule)
    yield from _lead_in(schedule)
    yield from _pins(profile, schedule)
    yield from _changeovers(library, profile, schedule)
    yield from _calendar_end(schedule)
    yield from _notice(schedule)
    yield from _spacing(schedule)
    yield from _weekdays(profile, schedule)
    yield from _school_holidays(profile, schedule)


def _moved_start(profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    wanted = profile.cohort.start
    pinned = any(pin.day == schedule.start for pin in profile.schedule.pins)
    if wanted is not None and wanted != schedule.start and not pinned:
        yield PlanWarning(
            "start-moved",
            f"The first workshop is on {dates.date(schedule.start)}, because {dates.date(wanted)} is "
            f"{schedule.days.closed(wanted, QuietScope.WORKSHOPS)}.",
            "Choose another start if that day does not suit.",
        )


def _lead_in(schedule: Schedule) -> Iterator[PlanWarning]:
    if schedule.given_up:
        yield PlanWarning(
            "short-preparation",
            f"Planning starts on {dates.date(schedule.planning_from)}, so there is less time than usual to prepare. "
            + " ".join(schedule.given_up),
            "Start later if you can. If not, start at once with the sponsor and the release dates.",
        )


def _pins(profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    entries = {entry.id: entry for entry in schedule.entries if can_be_pinned(entry)}
    for pin in profile.schedule.pins:
        entry = entries.get(pin.what)
        if entry is None:
            yield PlanWarning(
                "pin-unused",
                f"`{pin.what}` is pinned to a day, but the plan has no workshop, surgery or milestone with that id.",
                f"Take the pin away, or pin one of these: {', '.join(entries)}.",
            )
        elif broken := list(broken_rules(schedule, pin, entry)):
            yield PlanWarning(
                "pin-breaks-a-rule",
                f"{entry.title} is pinned to {dates.date(pin.day)}, but that day {listed(broken)}.",
                "Pin it to another day if you can; the plan keeps this one.",
            )


def _changeovers(library: Library, profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    changeovers = sorted(relevant_changeovers(library, profile, schedule), key=lambda changeover: changeover[1])
    if changeovers:
        days = "; ".join(f"{changeover.title}, {dates.date(day)} ({changeover.who})" for changeover, day in changeovers)
        yield PlanWarning(
            "straddles-changeover",
            f"Some doctors may change post or trust during the programme: {days}.",
            "Ask each applicant where they will work after that day, and agree release with the next post too.",
        )


def _calendar_end(schedule: Schedule) -> Iterator[PlanWarning]:
    late = schedule.after_known_holidays
    if late:
        until = schedule.days.known_until
        # A window may start in a year whose bank holidays are known.
        first = min(day for entry in late for day in (entry.first, entry.last) if day.year > until)
        yield PlanWarning(
            "calendar-ends",
            f"Bank holidays are known until {until}; "
            f"{counted(len(late), 'date is later', 'dates are later')}, from {dates.date(first)}.",
            "Check these dates by hand until a release has the bank holidays of the year after.",
        )


def _notice(schedule: Schedule) -> Iterator[PlanWarning]:
    places = schedule.milestones[Milestone.PLACES_CONFIRMED]
    for entry in schedule.of(EntryKind.DEADLINE):
        if entry.first < places and set(PARTICIPANT_ROLES) & set(entry.roles):
            yield PlanWarning(
                "too-little-time",
                f"{entry.title} is due on {dates.date(entry.first)}, before places are confirmed on "
                f"{dates.date(places)}.",
                "Choose participants earlier, start later, or ask for the day before the choice is made.",
            )


def _spacing(schedule: Schedule) -> Iterator[PlanWarning]:
    workshops = schedule.of(EntryKind.WORKSHOP)
    close = {
        day
        for before, after in pairwise(workshops)
        if after.first - before.first < LEAST_SPACING_DAYS * DAY
        for day in (before.first, after.first)
    }
    if close:
        yield PlanWarning(
            "workshops-close",
            f"{len(close)} workshops are less than two weeks apart, from {dates.date(min(close))}.",
            "Give the cohort more months, or run fewer workshops.",
        )
    if workshops[-1].first > schedule.end:
        yield PlanWarning(
            "workshops-too-long",
            f"The last workshop is on {dates.date(workshops[-1].first)}, after the programme ends on "
            f"{dates.date(schedule.end)}.",
            "Bring the workshops closer together, or give the cohort more months.",
        )


def _weekdays(profile: TrustProfile, schedule: Schedule) -> Iterator[PlanWarning]:
    """The first workshop is left out: its day is the start, which the trust chose itself."""
    wanted = profile.schedule.weekdays
    events = (*schedule.of(EntryKind.WORKSHOP)[1:], *schedule.of(EntryKind.SURGERY))
    if wanted and events and not any(entry.first.weekday() == day.number for entry in events for day in wanted):
        names = listed((f"a {dates.DAYS[day.number]}" for day in wanted), "or")
        yield PlanWarning(
            "weekdays-unused",
            f"After the first workshop nothing is on {names}, although you asked for it.",
            "Check the closed days, or choose other weekdays of workshops.",
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
            + ("are missing." if known is None else f"are known only until {dates.date(known)}."),
            "Add the school holidays of your council to the closed days.",
        )


def _participants(library: Library, profile: TrustProfile) -> Iterator[PlanWarning]:
    groups = {participants.staff_group for participants in profile.cohort.participants}
    if len(groups) == 1:
        name = library.vocabulary.staff_groups[groups.pop()].title.lower()
        yield PlanWarning(
            "one-staff-group",
            f"All participants are from one staff group: {name}.",
            "Pair clinicians with managers: choose participants from at least two staff groups.",
        )


def _workshops(library: Library, profile: TrustProfile, workshops: Sequence[WorkshopPlan]) -> Iterator[PlanWarning]:
    form = short_form(library.programme, profile)
    if form:
        yield PlanWarning(
            "short-form",
            f"Cohorts of less than {in_words(form.months_below)} months follow the short programme, with "
            f"{in_words(len(workshops))} workshops.",
            form.advice,
        )
    last = workshops[-1].workshop
    if last.groups_a_room and profile.cohort.groups > last.groups_a_room:
        number, size = profile.cohort.groups, profile.cohort.group_size
        rooms = -(-number // last.groups_a_room)
        yield PlanWarning(
            "presentations-need-rooms",
            f"{number} {group_name(size)} present in the workshop {last.title}, and one room can hear "
            f"{last.groups_a_room} in its time.",
            f"Book {in_words(rooms)} rooms for it, with a chair and a panel for each.",
        )
    if len(workshops) == 1:
        yield PlanWarning(
            "one-workshop",
            "There is only one workshop, so the first day is also the presentation day and no week is left for a "
            "project.",
            "Choose at least two workshops.",
        )
    if len(workshops) < len(library.workshops) and not form:
        yield PlanWarning(
            "workshops-left-out",
            f"The cohort runs {in_words(len(workshops))} of the {in_words(len(library.workshops))} workshops, but the "
            "guidance and the letters are written for all of them.",
            "Check the numbers in each letter before you send it.",
        )
    place = {id: number for number, id in enumerate(library.workshops)}
    for before, after in pairwise(plan.workshop for plan in workshops):
        if place[before.id] > place[after.id]:
            yield PlanWarning(
                "workshops-reordered",
                f"The workshops are not in the programme's order: {before.title} comes before {after.title}.",
                "Check that no workshop builds on one that now comes later.",
            )
            break
    for plan in workshops:
        if longer := plan.agenda_minutes - plan.minutes:
            yield _pinned_end(plan, longer)
    unusual = [plan for plan in workshops if not EARLIEST <= plan.starts < plan.ends <= LATEST]
    if unusual:
        first = unusual[0]
        hours = f"{first.workshop.title} runs from {dates.clock(first.starts)} to {dates.clock(first.ends)}"
        others = len(unusual) - 1
        yield PlanWarning(
            "unusual-hours",
            f"The workshop {hours}" + (f", and {counted(others, 'other')} at unusual hours too." if others else "."),
            "Change the start of every workshop, or of this one.",
        )


def _pinned_end(plan: WorkshopPlan, longer: int) -> PlanWarning:
    """That an agenda is some minutes longer than the time that the trust has given its workshop, or shorter."""
    agenda, advice = "its agenda takes only", "Decide what the rest of the time is for, or pin another end."
    if longer > 0:
        agenda = f"its agenda needs {dates.duration(longer)} more,"
        advice = "Decide which activities to shorten or leave out, or pin another end."
    return PlanWarning(
        "pin-end",
        f"The workshop {plan.workshop.title} is pinned to end at {dates.clock(plan.ends)}, but {agenda} until "
        f"{dates.clock(plan.agenda_ends)}.",
        advice,
    )


def _projects(cohort: Cohort, menu: Sequence[MenuEntry]) -> Iterator[PlanWarning]:
    if not menu:
        yield PlanWarning(
            "no-projects",
            "No project is left on the menu.",
            "Offer more projects, themes or services, or add projects of the trust's own.",
        )
        return
    fits = [entry.fit for entry in menu if entry.fit]
    fitting = sum(fit.verdict is Verdict.FITS for fit in fits)
    is_few = fitting < cohort.groups * FEWEST_A_GROUP or fitting < len(fits) * FEWEST_SHARE
    if is_few and fitting < len(fits):
        helps = listed(_what_helps(cohort.months, menu, fits), "or")
        yield PlanWarning(
            "few-projects-fit",
            f"{'Few projects fit' if fitting else 'No project fits'} with time to spare: "
            f"of {len(fits)}, {counts(fit.verdict for fit in fits)}.",
            f"{helps[:1].upper()}{helps[1:]}."
            if helps
            else "Choose shorter projects, or add projects of the trust's own.",
        )


def _what_helps(months: int, menu: Sequence[MenuEntry], fits: Sequence[Feasibility]) -> Iterator[str]:
    """What would make more projects fit, each with how many then would: clauses of one sentence."""
    if any(fit.verdict is not fit.helped.verdict for fit in fits):
        yield _helping("ask for data now", [fit.helped.verdict for fit in fits])
    starters = [entry.fit for entry in menu if entry.fit and entry.project.difficulty is Difficulty.STARTER]
    if len(starters) < len(fits) and any(fit.verdict is not Verdict.DOES_NOT_FIT for fit in starters):
        yield _helping("choose starter projects", [fit.verdict for fit in starters])
    for longer in range(months, MOST_MONTHS + 1):
        then = [entry.fits[longer].verdict if longer in entry.fits else Verdict.DOES_NOT_FIT for entry in menu]
        if 2 * then.count(Verdict.FITS) >= len(then):
            if longer > months:
                yield _helping(f"run {counted(longer - months, 'month')} longer", then)
            return


def _helping(action: str, then: Sequence[Verdict]) -> str:
    return f"{action} ({then.count(Verdict.FITS)} fit, {then.count(Verdict.TIGHT)} tight)"
