"""Works out all dates of a cohort from its start and its trust's choices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.base import FIRST_DAY
from ..model.calendar_rules import Changeover, Milestone, QuietScope
from ..model.instrument import Instrument
from ..model.library import Library
from ..model.recorded_plan import RecordedPlan
from ..model.required import Milestone as MilestoneId
from ..model.required import Role
from ..model.trust import TrustProfile
from . import dates
from .agenda import add_minutes
from .applicability import unmet
from .due_dates import deadlines, forms
from .lead_in import begun, calendar_weeks, first_day, given_up, leave_notice, preparation_week, weeks_left
from .open_days import DAY, WEEK, NoOpenDayError, OpenDays, Placed, changeover_day
from .reasons import why, why_pinned, why_unmoved
from .schedule import BEFORE_PLANNING, EntryKind, Schedule, ScheduleEntry, on_day, with_past
from .selection import WorkshopPlan
from .sequence import Assignment, Request, Source, place_in_order
from .weeks import LAST_SURGERY_WEEKS, PlanWeeks, week_in_words
from .windows import applications, pair_meetings, shadowing

HALF_WEEK = WEEK / 2
FARTHEST_UNMOVED = 4 * WEEK
"""Farthest from the day of its rule that an event stays on the day of an earlier plan."""


def schedule(
    library: Library,
    profile: TrustProfile,
    workshops: Sequence[WorkshopPlan],
    instruments: Sequence[Instrument],
    planning_from: datetime.date,
    previous: RecordedPlan | None = None,
) -> Schedule | None:
    """All dates of a trust's cohort; None while it has no start.

    Args:
        library: all content.
        profile: the trust's choices.
        workshops: those that it runs, in order.
        instruments: the forms that it uses.
        planning_from: the day on which this plan is made; nothing new is planned before it.
        previous: an earlier plan, whose days are kept where that is possible.

    Raises:
        NoOpenDayError: the trust's closed periods leave no day for something.
        StartError: the first workshop is in the past or too soon.
    """
    days = OpenDays.of(library.calendar, library.bank_holidays, profile.schedule, _concerned(library, profile))
    start = first_day(library, profile, workshops[0].id, days)
    if start is None:
        return None
    preparation = begun(planning_from, previous)
    lead_in = weeks_left(library, profile, days, start.day, preparation)
    ids, notice = [workshop.id for workshop in workshops], leave_notice(library, profile)
    calendar = calendar_weeks(days, start.day, lead_in)
    weeks = PlanWeeks.of(library, profile.cohort.months, ids, profile.schedule, lead_in, notice, calendar)
    planner = _Planner(library, profile, days, start, weeks, preparation, planning_from, previous)
    plan = planner.schedule(workshops, instruments)
    return with_past(plan, previous, planning_from) if previous and profile.cohort.running else plan


class _Planner:
    """Places one thing after another, each on a day that earlier ones leave free."""

    def __init__(
        self,
        library: Library,
        profile: TrustProfile,
        days: OpenDays,
        start: Placed,
        planned: PlanWeeks,
        begun: datetime.date,
        now: datetime.date,
        previous: RecordedPlan | None,
    ) -> None:
        self.library, self.profile, self.days, self.start, self.planned = library, profile, days, start, planned
        choices = profile.schedule
        self.weekdays = [weekday.number for weekday in choices.weekdays] or [start.day.weekday()]
        self.months = profile.cohort.months
        self.weeks = planned.milestones
        # What a running cohort did before its first plan stays where the rules put it.
        running = profile.cohort.running
        self.begun, self.now = FIRST_DAY if running else begun, FIRST_DAY if running and not previous else now
        self.recorded = {id: entry.first for id, entry in previous.events.items()} if previous else {}
        self.pins = {pin.what: pin for pin in choices.pins}
        events = {*(f"workshop-{id}" for id in planned.run), f"milestone-{MilestoneId.PAIRING_EVENT}"}
        self.taken = {pin.day for pin in choices.pins if pin.what in events or pin.what.startswith("surgery-")} | {
            start.day
        }
        self.milestones: dict[str, datetime.date] = {}

    def schedule(self, workshops: Sequence[WorkshopPlan], instruments: Sequence[Instrument]) -> Schedule:
        workshop_entries = list(self._workshops(workshops))
        milestone_entries = list(self._milestones(workshop_entries))
        usual = {id: self.days.on_or_before(self._week(week)).day for id, week in self.planned.workshops.items()}
        workshop_days = {id: max(day, self.start.day) for id, day in usual.items()}
        workshop_days.update((entry.subject, entry.first) for entry in workshop_entries)
        draft = Schedule(
            self.start.day,
            (),
            self.milestones,
            self.days,
            self.planned,
            workshop_days,
            self.begun,
            tuple(given_up(self.library, self.weeks, self.milestones, self.days)),
        )
        if charter := self.library.programme.charter:
            draft = replace(draft, charter_day=draft.due(charter))
        entries = (
            *workshop_entries,
            *milestone_entries,
            applications(draft),
            *self._surgeries(workshop_entries, draft),
            *pair_meetings(self.library, self.months, draft),
            *shadowing(self.months, draft),
            *forms(instruments, draft),
            *deadlines(self.library, self.profile, workshop_entries, draft),
        )
        return replace(draft, entries=tuple(sorted(entries, key=lambda entry: (entry.first, entry.last, entry.id))))

    def _why_start(self) -> str:
        cohort = self.profile.cohort
        if cohort.start is None and (year := cohort.starts_after_changeover) is not None:
            weeks = dates.weeks(self.library.calendar.settle_weeks)
            return why(self.start, f"{weeks} or more after the August changeover of {year}")
        return why(self.start, "the day chosen for the first workshop")

    def _week(self, number: int) -> datetime.date:
        """The day a number of weeks after the first workshop."""
        return self.start.day + number * WEEK

    def _earlier(self, id: str, planned: datetime.date, scope: QuietScope) -> datetime.date | None:
        """The day of an entry in the earlier plan, where it is still allowed and not too far from its rule."""
        day = self.recorded.get(id)
        if day is None or id in self.pins:
            return None
        if day < self.now:
            return day if self.profile.cohort.running or abs(day - planned) <= FARTHEST_UNMOVED else None
        wanted = {weekday.number for weekday in self.profile.schedule.weekdays} or {day.weekday()}
        allowed = self.days.closed(day, scope) is None and (scope is QuietScope.ALL or day.weekday() in wanted)
        return day if allowed and abs(day - planned) <= FARTHEST_UNMOVED else None

    def _assignments(
        self, events: Sequence[tuple[str, datetime.date]], after: datetime.date, scope: QuietScope
    ) -> list[Assignment]:
        """The days of events that follow each other, by their ids and planned days."""
        requests = []
        for id, planned in events:
            earlier = self._earlier(id, planned, scope)
            pinned = self.pins[id].day if id in self.pins else None
            requests.append(Request(planned, pinned, None if earlier in self.taken else earlier))
        # What moves does not take the day of a surgery of the earlier plan, which would have to move too.
        workshops = scope is QuietScope.WORKSHOPS
        avoid = {day for id, day in self.recorded.items() if workshops and id.startswith("surgery-")}
        return place_in_order(requests, self.days, self.weekdays, self.taken, after, scope, self.now, avoid)

    def _reason(self, id: str, assignment: Assignment, rule: str) -> str:
        if assignment.source is Source.PIN:
            return why_pinned(self.pins[id])
        if assignment.source is Source.EARLIER_PLAN:
            return why_unmoved(rule)
        return why(assignment.placed, rule)

    def _workshops(self, workshops: Sequence[WorkshopPlan]) -> Iterator[ScheduleEntry]:
        later = [(f"workshop-{each.id}", self._week(self.planned.workshops[each.id])) for each in workshops[1:]]
        first = Assignment(self.start, Source.RULE)
        assignments = [first, *self._assignments(later, self.start.day, QuietScope.WORKSHOPS)]
        for number, (workshop, assignment) in enumerate(zip(workshops, assignments, strict=False)):
            id = f"workshop-{workshop.id}"
            rule = week_in_words(self.planned.workshops[workshop.id])
            # The sponsor opens the programme and hears the presentations.
            sponsor = (Role.SPONSOR,) if number in (0, len(workshops) - 1) else ()
            why_first = self._why_start() if id not in self.pins else why_pinned(self.pins[id])
            yield ScheduleEntry(
                id,
                EntryKind.WORKSHOP,
                f"Workshop {number + 1}: {workshop.workshop.title}",
                assignment.placed.day,
                assignment.placed.day,
                (Role.PARTICIPANT, Role.FACILITATOR, Role.LEAD, Role.ADMINISTRATOR, *sponsor),
                self._reason(id, assignment, rule) if number else why_first,
                workshop.id,
                workshop.starts,
                workshop.ends,
                workshop.choice.room or "",
            )

    def _milestones(self, workshops: Sequence[ScheduleEntry]) -> Iterator[ScheduleEntry]:
        before = min(self.weeks.values()), FIRST_DAY
        workshop_days: dict[str, datetime.date] = {
            MilestoneId.LAUNCH: self.start.day,
            MilestoneId.PRESENTATION_DAY: workshops[-1].first,
        }
        for milestone in self.library.calendar.milestones.values():
            id = milestone.id
            if id in workshop_days:
                # The workshop of that day is in the plan already.
                self.milestones[id] = workshop_days[id]
            else:
                placed, reason = self._milestone(milestone, before)
                self.milestones[id] = placed.day
                roles = (Role.LEAD, Role.SPONSOR, Role.ADMINISTRATOR)
                entry = on_day(placed.day, f"milestone-{id}", EntryKind.MILESTONE, milestone.title, roles, reason, id)
                yield self._timed(entry, id)
            own_spacing = self.profile.schedule.workshop_spacing_weeks or self.profile.schedule.workshop_weeks
            if id != MilestoneId.PRESENTATION_DAY or not own_spacing:
                before = self.weeks[id], self.milestones[id]

    def _milestone(self, milestone: Milestone, before: tuple[int, datetime.date]) -> tuple[Placed, str]:
        """The day of a milestone and why; `before` are the week and the day of the milestone before it."""
        week, id = self.weeks[milestone.id], f"milestone-{milestone.id}"
        start = self.start.day if week < 0 else None
        rule = preparation_week(milestone, self.planned, self.begun) if start else week_in_words(week)
        if id in self.pins:
            return Placed(self.pins[id].day), why_pinned(self.pins[id])
        planned, event = self._week(week), milestone.id == MilestoneId.PAIRING_EVENT
        if event:
            placed = self._pairing_event(planned, before[1], start)
        else:
            # What the earlier plan had before today is done; nothing else is planned before today.
            floor = self.begun if self.recorded.get(id, self.now) < self.now else self.now
            placed = self._in_turn(planned, week, before, floor, start)
        if milestone.id == MilestoneId.PROGRAMME_END and week > before[0]:
            # The last forms and the closing meetings are due a week after the presentations.
            a_week_on = self.days.on_or_before(before[1] + WEEK).day
            if placed.day < a_week_on:
                placed = Placed(a_week_on, f"to be a week after {dates.date(before[1])}")
        earlier = self._earlier(id, planned, QuietScope.EVENTS if event else QuietScope.ALL)
        # The day of an earlier plan must leave the milestones in order.
        in_order = earlier and before[1] <= earlier and (earlier < self.start.day) == (start is not None)
        if earlier and in_order and earlier != placed.day and earlier not in self.taken:
            placed, reason = Placed(earlier), why_unmoved(rule)
        else:
            reason = why(placed, rule)
        if event:
            self.taken.add(placed.day)
        return placed, reason

    def _in_turn(
        self,
        planned: datetime.date,
        week: int,
        before: tuple[int, datetime.date],
        floor: datetime.date,
        start: datetime.date | None,
    ) -> Placed:
        """A milestone's day, moved on where planning starts later or the milestone before it would not be earlier.

        `start` is the day of the first workshop where the milestone comes before it.
        """
        placed = self.days.deadline(planned, start - WEEK if start else None)
        if placed.day < floor:
            reason = placed.moved if planned >= floor else BEFORE_PLANNING
            placed = Placed(self.days.on_or_after(max(floor, planned)).day, reason)
        last_week, last_day = before
        next_day = last_day + (DAY if week > last_week else 0 * DAY)
        # Before the start half of the planned time stays where it can: people need it to answer, and panels to read.
        wanted = max(next_day, last_day + (week - last_week) * HALF_WEEK) if start else next_day
        later = self.days.on_or_after(max(planned, wanted)).day
        if placed.day < next_day or (start and placed.day < wanted and later <= start - WEEK):
            order = "to leave time after" if placed.day > last_day else "to be after"
            placed = Placed(later, placed.moved or f"{order} {dates.date(last_day)}")
        if start and placed.day >= start:
            placed = Placed(max(last_day, self.days.on_or_before(start - DAY).day), placed.moved)
        return placed

    def _pairing_event(self, planned: datetime.date, after: datetime.date, before: datetime.date | None) -> Placed:
        """An open day for the event: after the milestone before it, and before the first workshop."""
        today = max(self.begun, self.now) - DAY
        try:
            return self.days.event(planned, self.weekdays, self.taken, max(after, today), before)
        except NoOpenDayError:
            return self.days.event(planned, self.weekdays, self.taken, today)

    def _timed(self, entry: ScheduleEntry, event: str) -> ScheduleEntry:
        """An event with its clock time and room: from a pin, the trust's choice, or the usual ones."""
        rule, own = self.library.calendar.events.get(event), self.profile.schedule.events.get(event)
        pin = self.pins.get(entry.id)
        times = [each.start for each in (pin, own, rule) if each and each.start]
        starts = times[0] if times else None
        minutes = (own and own.minutes) or (rule and rule.minutes)
        ends = pin.end if pin and pin.end else add_minutes(starts, minutes) if starts and minutes else None
        place = (pin and pin.room) or (own and own.room) or ""
        # A start without an end is no time that a calendar can show.
        return replace(entry, starts=starts if ends else None, ends=ends if starts else None, place=place)

    def _surgeries(self, workshops: Sequence[ScheduleEntry], draft: Schedule) -> Iterator[ScheduleEntry]:
        last = workshops[-1].first
        latest = last - LAST_SURGERY_WEEKS * WEEK
        spacing = self.profile.schedule.surgery_spacing_weeks
        after = draft.charter_day or self.start.day
        charter, last_week = (after - self.start.day) // WEEK, (last - self.start.day) // WEEK
        weeks = self.planned.surgeries(spacing, charter, last_week)
        rhythm = f"Every {'week' if spacing == 1 else dates.weeks(spacing)} from week {weeks.start}"
        planned = self._rhythm(weeks, after)
        events = [(f"surgery-{number}", day) for number, day in enumerate(planned, start=1)]
        for number, assignment in enumerate(self._assignments(events, after, QuietScope.EVENTS), start=1):
            id, day = f"surgery-{number}", assignment.placed.day
            if day > latest and id not in self.pins:
                return
            roles = (Role.PARTICIPANT, Role.COACH, Role.IMPROVEMENT_TEAM)
            reason = self._reason(id, assignment, rhythm)
            entry = on_day(day, id, EntryKind.SURGERY, f"Design surgery {number}", roles, reason)
            yield self._timed(entry, "surgery")

    def _rhythm(self, weeks: range, after: datetime.date) -> Iterator[datetime.date]:
        """The planned days of surgeries, without those that would follow soon after one that had to move."""
        for week in weeks:
            planned = self._week(week)
            if week == weeks.start or planned - after >= weeks.step // 2 * WEEK:
                yield planned
                after = self.days.event(planned, self.weekdays, self.taken, after).day


def _concerned(library: Library, profile: TrustProfile) -> list[Changeover]:
    """Changeovers that concern a cohort's participants."""
    return [
        changeover
        for changeover in library.calendar.changeovers.values()
        if unmet(changeover.only_for, profile, library.vocabulary) is None
    ]


def relevant_changeovers(
    library: Library, profile: TrustProfile, plan: Schedule
) -> Iterator[tuple[Changeover, datetime.date]]:
    """Changeovers during the programme that concern its participants, with their days."""
    for changeover in _concerned(library, profile):
        for year in range(plan.start.year, plan.end.year + 1):
            day = changeover_day(changeover, year)
            if plan.start < day <= plan.end:
                yield changeover, day
