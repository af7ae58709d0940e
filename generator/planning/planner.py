"""Works out all dates of a cohort from its start and its trust's choices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..model import required
from ..model.calendar_rules import Changeover, Milestone
from ..model.instrument import Instrument
from ..model.library import Library
from ..model.programme import MeetingAgenda
from ..model.recorded_plan import RecordedPlan
from ..model.required import Role
from ..model.trust import TrustProfile
from . import dates
from .applicability import unmet
from .open_days import DAY, WEEK, OpenDays, Placed, changeover_day
from .schedule import EntryKind, Schedule, ScheduleEntry, shadowing_visits
from .selection import WorkshopPlan
from .weeks import PlanWeeks, week_in_words

FIRST_SURGERY_WEEK = 10
"""Weeks after the first workshop in a cohort of the usual length: pairs have nothing to ask about before then."""
LAST_SURGERY_WEEKS = 2
"""Weeks before the last workshop: advice that comes later is too late to use."""


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
        planning_from: the day on which planning starts; nothing is planned before it.
        previous: an earlier plan, whose days are kept where that is possible.

    Raises:
        NoOpenDayError: the trust's closed periods leave no day for something.
    """
    days = OpenDays.of(library.calendar, library.bank_holidays, profile.schedule)
    start = _first_day(library, profile, days)
    if start is None:
        return None
    weeks = PlanWeeks.of(library, profile.cohort.months, [each.id for each in workshops], profile.schedule)
    return _Planner(library, profile, days, start, weeks, planning_from, previous).schedule(workshops, instruments)


def _first_day(library: Library, profile: TrustProfile, days: OpenDays) -> Placed | None:
    cohort = profile.cohort
    if cohort.start is not None:
        return days.on_or_after(cohort.start)
    if cohort.starts_after_changeover is None:
        return None
    august = library.calendar.changeovers[required.ChangeoverDay.AUGUST]
    earliest = changeover_day(august, cohort.starts_after_changeover) + library.calendar.settle_weeks * WEEK
    weekdays = [weekday.number for weekday in profile.schedule.weekdays]
    return Placed(days.event(earliest, weekdays, after=earliest - DAY).day)


class _Planner:
    """Places one thing after another, each on a day that earlier ones leave free."""

    def __init__(
        self,
        library: Library,
        profile: TrustProfile,
        days: OpenDays,
        start: Placed,
        weeks: PlanWeeks,
        planning_from: datetime.date,
        previous: RecordedPlan | None,
    ) -> None:
        self.library, self.profile, self.days, self.start = library, profile, days, start
        self.planning_from, self.previous = planning_from, previous
        choices = profile.schedule
        self.weekdays = [weekday.number for weekday in choices.weekdays] or [start.day.weekday()]
        self.months = profile.cohort.months
        self.planned = weeks
        self.weeks = weeks.milestones
        self.taken: set[datetime.date] = set()
        self.milestones: dict[str, datetime.date] = {}

    def schedule(self, workshops: Sequence[WorkshopPlan], instruments: Sequence[Instrument]) -> Schedule:
        workshop_entries = list(self._workshops(workshops))
        milestone_entries = list(self._milestones(workshop_entries))
        workshop_days = {id: self._week(week) for id, week in self.planned.workshops.items()}
        workshop_days.update((entry.subject, entry.first) for entry in workshop_entries)
        draft = Schedule(
            self.start.day, (), self.milestones, self.days, self.planned, workshop_days, self.planning_from
        )
        if charter := self.library.programme.charter:
            draft = replace(draft, charter_day=draft.due(charter))
        entries = (
            *workshop_entries,
            *milestone_entries,
            self._applications(),
            *self._surgeries(workshop_entries),
            *self._pair_meetings(draft),
            *self._shadowing(draft),
            *self._evaluation(instruments, draft),
            *self._deadlines(workshop_entries),
        )
        return replace(draft, entries=tuple(sorted(entries, key=lambda entry: (entry.first, entry.last, entry.id))))

    def _why_start(self) -> str:
        year = self.profile.cohort.starts_after_changeover
        if self.profile.cohort.start is None and year is not None:
            return f"{dates.weeks(self.library.calendar.settle_weeks)} or more after the August changeover of {year}"
        return _why(self.start, "The start that the profile names")

    def _week(self, number: int) -> datetime.date:
        """The day a number of weeks after the first workshop."""
        return self.start.day + number * WEEK

    def _event(self, week: int, after: datetime.date | None = None) -> Placed:
        """The day for an event planned in a week; no later event gets the same day."""
        placed = self.days.event(self._week(week), self.weekdays, self.taken, after)
        self.taken.add(placed.day)
        return placed

    def _workshops(self, workshops: Sequence[WorkshopPlan]) -> Iterator[ScheduleEntry]:
        placed, why = self.start, self._why_start()
        self.taken.add(placed.day)
        for number, workshop in enumerate(workshops):
            if number > 0:
                week = self.planned.workshops[workshop.id]
                placed = self._event(week, after=placed.day)
                why = _why(placed, week_in_words(week))
            yield ScheduleEntry(
                f"workshop-{workshop.id}",
                EntryKind.WORKSHOP,
                f"Workshop {number + 1}: {workshop.workshop.title}",
                placed.day,
                placed.day,
                (Role.PARTICIPANT, Role.FACILITATOR, Role.LEAD, Role.ADMINISTRATOR),
                why,
                workshop.id,
                workshop.starts,
                workshop.ends,
                workshop.choice.room or "",
            )

    def _milestones(self, workshops: Sequence[ScheduleEntry]) -> Iterator[ScheduleEntry]:
        for milestone in self.library.calendar.milestones.values():
            placed, why = self._milestone(milestone, workshops)
            self.milestones[milestone.id] = placed.day
            yield _on(
                placed.day,
                f"milestone-{milestone.id}",
                EntryKind.MILESTONE,
                milestone.title,
                (Role.LEAD, Role.SPONSOR, Role.ADMINISTRATOR),
                why,
                milestone.id,
            )

    def _milestone(self, milestone: Milestone, workshops: Sequence[ScheduleEntry]) -> tuple[Placed, str]:
        week = self.weeks[milestone.id]
        last = milestone.id == required.Milestone.PRESENTATION_DAY
        if milestone.id == required.Milestone.LAUNCH or (last and workshops):
            day = workshops[-1].first if last else self.start.day
            return Placed(day), f"The day of the {'first' if day == self.start.day else 'last'} workshop"
        if milestone.id == required.Milestone.PAIRING_EVENT:
            placed = self._event(week)
        else:
            placed = self.days.on_or_before(self._week(week))
        return placed, _why(placed, week_in_words(week))

    def _applications(self) -> ScheduleEntry:
        opening = self.milestones[required.Milestone.APPLICATIONS_OPEN]
        closing = self.milestones[required.Milestone.APPLICATIONS_CLOSE]
        return ScheduleEntry(
            "applications",
            EntryKind.WINDOW,
            "Applications are open",
            *self._window(opening, closing),
            (Role.LEAD, Role.ADMINISTRATOR, Role.PARTICIPANT),
            "From the day on which applications open to the day on which they close",
        )

    def _surgeries(self, workshops: Sequence[ScheduleEntry]) -> Iterator[ScheduleEntry]:
        last = workshops[-1].first if workshops else self._week(self.weeks[required.Milestone.PROGRAMME_END])
        latest = last - LAST_SURGERY_WEEKS * WEEK
        spacing = self.profile.schedule.surgery_spacing_weeks
        first_week = max(spacing, round(Fraction(FIRST_SURGERY_WEEK * self.months, self.library.programme.months)))
        rhythm = f"Every {'week' if spacing == 1 else dates.weeks(spacing)} from week {first_week}"
        placed = self.start
        for number, week in enumerate(range(first_week, (latest - self.start.day) // WEEK + 1, spacing), start=1):
            placed = self._event(week, after=placed.day)
            if placed.day > latest:
                return
            yield _on(
                placed.day,
                f"surgery-{number}",
                EntryKind.SURGERY,
                f"Design surgery {number}",
                (Role.PARTICIPANT, Role.COACH, Role.IMPROVEMENT_TEAM),
                _why(placed, rhythm),
            )

    def _pair_meetings(self, draft: Schedule) -> Iterator[ScheduleEntry]:
        for number, agenda in enumerate(_agendas(self.library, self.months), start=1):
            yield ScheduleEntry(
                f"pair-meeting-{number}",
                EntryKind.PAIR_MEETING,
                f"Pair meeting {number}" + (f": {agenda.title}" if agenda else ""),
                *self._window(*_span(draft, number, self.months)),
                (Role.PARTICIPANT,),
                f"Once in month {number}, on a day that suits the pair",
                agenda.id if agenda else "",
            )

    def _shadowing(self, draft: Schedule) -> Iterator[ScheduleEntry]:
        visits = shadowing_visits(self.months)
        for number in range(1, visits + 1):
            yield ScheduleEntry(
                f"shadowing-{number}",
                EntryKind.SHADOWING,
                f"Shadowing visit {number}",
                *self._window(*_span(draft, number, visits)),
                (Role.PARTICIPANT,),
                "One visit each way" + (f" in every part of the programme, {visits} in all" if visits > 1 else ""),
            )

    def _window(self, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The first and last open day of a window."""
        opening, closing = self.days.on_or_after(first).day, self.days.on_or_before(last).day
        return min(opening, closing), max(opening, closing)

    def _evaluation(self, instruments: Sequence[Instrument], draft: Schedule) -> Iterator[ScheduleEntry]:
        for form in instruments:
            for number, timing in enumerate(form.timing, start=1):
                yield _on(
                    draft.due(timing),
                    f"form-{form.id}-{number}",
                    EntryKind.EVALUATION,
                    f"Fill in: {form.title}",
                    tuple(dict.fromkeys((form.completed_by, Role.EVALUATION_LEAD))),
                    f"The form is for: {self.planned.in_words(timing)}",
                    form.id,
                )

    def _deadlines(self, workshops: Sequence[ScheduleEntry]) -> Iterator[ScheduleEntry]:
        for rule in self.library.calendar.notice.values():
            if rule.do is None or unmet(rule.only_for, self.profile, self.library.vocabulary) is not None:
                continue
            weeks = self.profile.schedule.notice.get(rule.id, rule.weeks)
            when = f"{dates.weeks(weeks)} before the workshop" if weeks else "The day of the workshop"
            for workshop in workshops:
                placed = self.days.on_or_before(workshop.first - weeks * WEEK)
                yield _on(
                    placed.day,
                    f"{rule.id}-{workshop.id}",
                    EntryKind.DEADLINE,
                    f"{rule.do}: {workshop.title}",
                    (rule.owner or Role.LEAD,),
                    _why(placed, f"{when} ({rule.title.lower()})"),
                    workshop.subject,
                )


def _on(
    day: datetime.date, id: str, kind: EntryKind, title: str, roles: tuple[str, ...], reason: str, subject: str = ""
) -> ScheduleEntry:
    return ScheduleEntry(id, kind, title, day, day, roles, reason, subject)


def _span(draft: Schedule, number: int, spans: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of one of several equal spans of the programme, counted from 1."""
    length = (draft.end - draft.start).days
    first = draft.start + length * (number - 1) // spans * DAY
    last = draft.end if number == spans else draft.start + (length * number // spans - 1) * DAY
    return first, last


def _agendas(library: Library, months: int) -> list[MeetingAgenda | None]:
    """The agenda of each month, None after the last one; a short cohort keeps the last one for its last month."""
    agendas = sorted(
        (agenda for agenda in library.components[library.programme.pair_meetings].agendas if agenda.month),
        key=lambda agenda: agenda.month or 0,
    )
    if months < len(agendas):
        return [*agendas[: months - 1], agendas[-1]]
    return [*agendas, *[None] * (months - len(agendas))]


def relevant_changeovers(
    library: Library, profile: TrustProfile, plan: Schedule
) -> Iterator[tuple[Changeover, datetime.date]]:
    """Changeovers during the programme that concern its participants, with their days."""
    for changeover in library.calendar.changeovers.values():
        if unmet(changeover.only_for, profile, library.vocabulary) is None:
            for year in range(plan.start.year, plan.end.year + 1):
                day = changeover_day(changeover, year)
                if plan.start < day <= plan.end:
                    yield changeover, day


def _why(placed: Placed, rule: str) -> str:
    text = rule[0].upper() + rule[1:]
    return f"{text}; moved, since the planned day is {placed.moved}" if placed.moved else text
