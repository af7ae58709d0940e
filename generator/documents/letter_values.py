"""What a plan knows of the blanks of its letters: names, dates, times, rooms and amounts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from ..model.blanks import ANSWER_BY, DATE, marks
from ..model.english import listed
from ..model.required import Milestone, Notice, Role
from ..model.template import Template
from ..model.trust import Contact
from ..model.walk import walk
from ..planning import dates
from ..planning.applicability import cohort_in_sentence
from ..planning.business_case import money_blanks
from ..planning.figures import whole_number
from ..planning.open_days import DAY, WEEK
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind, Schedule, ScheduleEntry

MILESTONES = {
    "applications_open": Milestone.APPLICATIONS_OPEN,
    "applications_close": Milestone.APPLICATIONS_CLOSE,
    "places_confirmed": Milestone.PLACES_CONFIRMED,
    "pairing_event": Milestone.PAIRING_EVENT,
    "start": Milestone.LAUNCH,
    "presentation_day": Milestone.PRESENTATION_DAY,
    "end": Milestone.PROGRAMME_END,
    "board_report": Milestone.BOARD_REPORT,
}
"""Blanks that hold the date of a milestone."""
DEADLINES = {"leave_deadline": Notice.STUDY_LEAVE, "rota_deadline": Notice.ROTA}
"""Blanks that hold the last day of a notice for the first workshop."""
FIRST_TEST = "pdsa-sheet"
"""The form whose day is that of the first test of a change."""
ANSWER_DAYS = 14
"""Days after a letter is sent by which it is answered, unless the letter says otherwise."""
PASSED = "today, as the usual day has passed"
"""A deadline that is over when a letter goes out, after `by`."""
NO_ROOM, NO_TIME = "[room]", "[start and finish]"


def letter_values(playbook: Playbook) -> dict[str, str]:
    """The values of all letters, by the content of their mark; what the plan does not know is missing."""
    profile, cohort = playbook.profile, playbook.profile.cohort
    names = playbook.vocabulary.staff_groups
    person = playbook.effort.a_person
    values = {
        "trust": profile.name,
        "trust_short": profile.short_name,
        "partners": listed(partner.name for partner in profile.partners),
        "cohort": cohort_in_sentence(cohort.name),
        "sites": listed(site.name for site in profile.sites),
        "who": listed(names[each.staff_group].title.lower() for each in cohort.participants),
        "hours": whole_number(person.usual) if person else "",
        **dict(_people(playbook)),
        **money_blanks(playbook.business_case),
        **(dict(_dates(playbook, playbook.schedule)) if playbook.schedule else {}),
    }
    if cohort.group_size > 2:
        values["partner"] = "[names of the learning partners]"
    return {name: value for name, value in values.items() if value}


def sending_values(template: Template, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """The day on which a letter goes out, those by which it asks for an answer, and deadlines that are past by then.

    For a letter before a workshop, its day, times and room too.
    """
    schedule = playbook.schedule
    if schedule is None or not template.timing:
        return
    sent = schedule.due(template.timing[0])
    yield "sent", dates.weekday_and_date(sent)
    if template.weeks_before_workshop is not None and (entry := schedule.workshop(template.timing[0].workshop or "")):
        known = {"date": dates.weekday_and_date(entry.first), "time": _time(entry), "room": entry.place}
        yield from ((f"workshop_{name}", value) for name, value in known.items() if value)
    texts = (visit.value for visit in walk(template) if visit.shape.prose or visit.shape.line)
    for mark in {mark for text in texts for mark in marks(text) if mark.name == ANSWER_BY}:
        days = int(mark.argument or ANSWER_DAYS)
        yield mark.content, dates.weekday_and_date(schedule.days.on_or_after(sent + days * DAY).day)
    for name, due in _deadlines(playbook, schedule):
        if due < sent:
            yield name, PASSED


def signature(playbook: Playbook, role: str) -> str:
    """Name and role of whoever signs for a role; empty where the profile names nobody."""
    title = playbook.vocabulary.roles[role].title
    names = (contact.name for contact in playbook.contacts if contact.role == role)
    return next((f"{name}, {title[:1].lower()}{title[1:]}" for name in names), "")


def _people(playbook: Playbook) -> Iterator[tuple[str, str]]:
    by_role = {contact.role: contact for contact in playbook.contacts}
    lead, administrator = by_role.get(Role.LEAD), by_role.get(Role.ADMINISTRATOR)
    for name, person in (("lead", lead), ("administrator", administrator), ("sponsor", by_role.get(Role.SPONSOR))):
        if person:
            yield name, person.name
            yield f"{name}_email", person.email or ""
    yield "contact", _address(administrator) or _address(lead)


def _address(person: Contact | None) -> str:
    return (person.email or person.name) if person else ""


def _dates(playbook: Playbook, schedule: Schedule) -> Iterator[tuple[str, str]]:
    for id, day in schedule.milestones.items():
        yield f"{DATE}:{id}", dates.weekday_and_date(day)
    for name, id in MILESTONES.items():
        yield name, dates.weekday_and_date(schedule.milestones[id])
    pairing = [entry for entry in schedule.of(EntryKind.MILESTONE) if entry.subject == Milestone.PAIRING_EVENT]
    workshops = schedule.of(EntryKind.WORKSHOP)
    named = (("pairing_event", pairing), ("workshop_1", workshops[:1]), ("presentation_day", workshops[-1:]))
    for name, entries in named:
        for entry in entries:
            yield f"{name}_time", _time(entry)
            yield f"{name}_room", entry.place
            if entry.starts or entry.place:
                yield f"{name}_time_and_room", f"{_time(entry) or NO_TIME}, {entry.place or NO_ROOM}"
    if not workshops:
        return
    yield from _project_days(playbook, schedule)
    yield "workshop_dates", listed(dates.short(entry.first) for entry in workshops)
    yield "workshop_times", _with_dates(workshops, _time)
    if any(entry.place for entry in workshops):
        yield "workshop_rooms", _with_dates(workshops, lambda entry: entry.place or NO_ROOM)
    if len({_time(entry) for entry in workshops}) == 1:
        days = [f"{listed(dates.short(entry.first) for entry in workshops)}, {_time(workshops[0])}"]
    else:
        days = [f"{dates.short(entry.first)}, {_time(entry)}" for entry in workshops]
    yield "workshop_dates_and_times", "; ".join(days)
    for name, due in _deadlines(playbook, schedule):
        yield name, dates.weekday_and_date(due)


def _project_days(playbook: Playbook, schedule: Schedule) -> Iterator[tuple[str, str]]:
    if schedule.charter_day:
        yield "charter_day", dates.weekday_and_date(schedule.charter_day)
    for form in playbook.instruments:
        if form.id == FIRST_TEST and form.timing:
            yield "first_test", dates.weekday_and_date(schedule.due(form.timing[0]))
    for surgery in schedule.of(EntryKind.SURGERY)[:1]:
        yield "first_surgery", dates.weekday_and_date(surgery.first)


def _deadlines(playbook: Playbook, schedule: Schedule) -> Iterator[tuple[str, datetime.date]]:
    for first in schedule.of(EntryKind.WORKSHOP)[:1]:
        for name, rule in DEADLINES.items():
            if rule in playbook.notice:
                due = schedule.days.on_or_before(first.first - playbook.notice[rule] * WEEK)
                yield name, schedule.not_too_early(due).day


def _time(entry: ScheduleEntry) -> str:
    return f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry.starts and entry.ends else ""


def _with_dates(workshops: Sequence[ScheduleEntry], value: Callable[[ScheduleEntry], str]) -> str:
    """What workshops share; or each value with the dates that have it."""
    by_value: dict[str, list[datetime.date]] = {}
    for entry in workshops:
        by_value.setdefault(value(entry), []).append(entry.first)
    if len(by_value) == 1:
        return next(iter(by_value))
    return "; ".join(f"{each} on {listed(map(dates.short, days))}" for each, days in by_value.items())
