"""A cohort that is small enough to work out by hand: two pairs, six months, three workshops, from 13 January 2027.

The library is the small project's with a calendar, roles and hours of its own, so that no change of content moves a
figure.
"""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from generator.model.base import Applicability, EvidenceLabel
from generator.model.calendar_rules import BankHoliday, BankHolidays, CalendarRules, Changeover, Milestone, NoticeRule
from generator.model.effort import Counted, EffortAssumption, EffortRules
from generator.model.library import Library
from generator.model.project import ImprovementProject
from generator.model.vocabulary import Term
from generator.planning.playbook import Playbook
from generator.planning.schedule import Schedule, ScheduleEntry
from generator.sources.load import load
from tests import small
from tests.planning import profiles

SUGGESTED = EvidenceLabel.SUGGESTED
ROLES = {
    "programme-lead": "Programme lead",
    "administrator": "Administrator",
    "executive-sponsor": "Executive sponsor",
    "facilitator": "Facilitator",
    "participant": "Participant",
    "clinician-participant": "Clinician",
    "coach": "Coach",
    "quality-improvement-team": "Improvement team",
    "evaluation-lead": "Evaluation lead",
}
WEEKS = {
    "decision": -30,
    "applications-open": -16,
    "applications-close": -12,
    "places-confirmed": -8,
    "pairing-event": -2,
    "launch": 0,
    "presentation-day": 20,
    "programme-end": 24,
    "board-report": 30,
    "six-months-after": 50,
}
LEAST = {"decision": -10, "applications-open": -8, "applications-close": -6, "places-confirmed": -4}
"""Least weeks from the first workshop: a preparation of 10 weeks works, though 30 are usual."""
WORKSHOPS = ("listening", "asking", "presenting")
EVERYBODY = Applicability()
DOCTORS = Applicability(staff_groups=["resident-doctors"])


def rule(id: str, weeks: int, do: str, owner: str | None, only_for: Applicability = EVERYBODY) -> NoticeRule:
    """A period of notice."""
    return NoticeRule(
        id=id,
        source="test",
        title=f"Notice for {id}",
        weeks=weeks,
        reason="Because",
        do=do,
        owner=owner,
        only_for=only_for,
        evidence=SUGGESTED,
    )


def changeover(month: int, *, closed: bool = True) -> Changeover:
    """A changeover of resident doctors."""
    name = {2: "February", 8: "August"}[month]
    return Changeover(
        id=name.lower(),
        source="test",
        title=f"{name} changeover",
        month=month,
        closed=closed,
        who="every grade",
        only_for=DOCTORS,
        evidence=SUGGESTED,
    )


def calendar(**weeks: int) -> CalendarRules:
    """The calendar's rules; milestones fall in other weeks where that is asked for, with `_` for a hyphen."""
    moved = WEEKS | {id.replace("_", "-"): week for id, week in weeks.items()}
    return CalendarRules(
        milestones={
            id: Milestone(
                id=id,
                source="test",
                title=id.replace("-", " ").capitalize(),
                description="What happens.",
                weeks_from_launch=week,
            )
            for id, week in moved.items()
        },
        notice={
            "study-leave": rule("study-leave", 6, "Apply for study leave", "clinician-participant", DOCTORS),
            "generic-rota": rule("generic-rota", 9, "Tell the rota coordinator", "administrator"),
        },
        changeovers={"august": changeover(8)},
        settle_weeks=4,
    )


def calendar_with_least(weeks: dict[str, int]) -> CalendarRules:
    """The calendar with the least weeks of some milestones."""
    base = calendar()
    milestones = {
        id: milestone.model_copy(update={"least_weeks": weeks.get(id)}) for id, milestone in base.milestones.items()
    }
    return base.model_copy(update={"milestones": milestones})


def assumption(id: str, role: str, hours: float, **values: Any) -> EffortAssumption:
    """An assumption about hours."""
    return EffortAssumption(
        id=id, source="test", title=id.capitalize(), role=role, hours=hours, evidence=SUGGESTED, **values
    )


def effort(*assumptions: EffortAssumption) -> EffortRules:
    """Assumptions about hours."""
    return EffortRules(assumptions={line.id: line for line in assumptions})


@cache
def library() -> Library:
    """The small project's content with the calendar above, three workshops of an hour and a few hours of work."""
    base = load(small.files()).require()
    listening = base.workshops["listening"]
    workshops = {
        id: listening.model_copy(update={"id": id, "title": id.capitalize(), "number": number})
        for number, id in enumerate(WORKSHOPS, start=1)
    }
    roles = {id: Term(id=id, source="test", title=title, description="A role.") for id, title in ROLES.items()}
    holidays = [
        BankHoliday(date=datetime.date(2027, 3, 26), name="Good Friday"),
        BankHoliday(date=datetime.date(2027, 3, 29), name="Easter Monday"),
    ]
    return base.model_copy(
        update={
            "calendar": calendar(),
            "workshops": workshops,
            "programme": base.programme.model_copy(update={"months": 6, "workshops": list(WORKSHOPS)}),
            "vocabulary": base.vocabulary.model_copy(update={"roles": roles}),
            "bank_holidays": BankHolidays(division="England and Wales", until=2028, days=holidays),
            "effort": effort(
                assumption("meetings", "participant", 1.5, each=[Counted.PARTICIPANT, Counted.MONTH], since="launch"),
                assumption("office", "administrator", 24.0, since="launch", until="programme-end"),
            ),
        }
    )


def project(**values: Any) -> ImprovementProject:
    """The small project's project, changed: 3 weeks of lead, 16 weeks of work, 6 points before and 8 after, weekly."""
    return library().projects["discharge"].model_copy(update=values)


def book(of: Library | None = None, **values: Any) -> Playbook:
    """The playbook of two pairs over six months."""
    shape = {"months": 6, "groups": 2, "pairing": {"method": "meet-first"}, **values}
    return profiles.playbook(of or library(), profiles.profile(**shape))


def dated(of: Library | None = None, **values: Any) -> Schedule:
    """The dates of two pairs over six months."""
    schedule = book(of, **values).schedule
    assert schedule is not None
    return schedule


def entry(schedule: Schedule, id: str) -> ScheduleEntry:
    """The entry of an id."""
    (entry,) = [entry for entry in schedule.entries if entry.id == id]
    return entry
