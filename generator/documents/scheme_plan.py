"""The sheets of a scheme that the plan fills in and the planner adds to: dates, tasks, risks and the menu."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..model.scheme import DateRecord, RiskRecord, TaskRecord, TaskStatus
from ..model.sheets.choices import NO, YES
from ..model.sheets.plan import DATES, MENU, OVERDUE, PAST, RISKS, SETTLED, SOON, TASKS
from ..model.sheets.records import in_words
from ..model.template import RegisterRisk, TemplateKind
from ..planning import dates
from ..planning.applicability import unmet
from ..planning.feasibility import feasibility
from ..planning.playbook import Playbook
from ..planning.schedule import ScheduleEntry
from ..planning.status import COMING
from ..planning.status import SETTLED as SETTLED_STATUSES
from .spreadsheet import Cell, Highlight, Sheet, Tone, computed, sheet_of

NOT_PLANNED = "Not in the plan at present"
"""What rows say for which the plan has no date or task, because something else must be decided first."""

Cells: TypeAlias = Mapping[str, Cell]
"""The cells of a row by column key."""


def plan_sheets(playbook: Playbook, typed: Mapping[str, Mapping[str, Cells]]) -> Iterator[Sheet]:
    """Dates, tasks, risks and the menu; `typed` has what the profile says in each sheet, by row id."""
    yield sheet_of(DATES, _dates(playbook, typed.get(DATES.name, {})), highlights=_states(PAST, "date"))
    yield sheet_of(TASKS, _tasks(playbook), highlights=_states(OVERDUE, "due"))
    yield sheet_of(RISKS, _risks(playbook))
    yield sheet_of(MENU, _menu(playbook, typed.get(MENU.name, {})))


def _states(late: str, day: str) -> tuple[Highlight, ...]:
    tones = {late: Tone.DONE if late == PAST else Tone.LATE, SOON: Tone.SOON, SETTLED: Tone.DONE}
    return tuple(Highlight("state", words, tone, (day,)) for words, tone in tones.items())


def _dates(playbook: Playbook, pins: Mapping[str, Cells]) -> Iterator[tuple[str, Cells]]:
    records, planned = playbook.records.dates, set()
    for entry in playbook.schedule.entries if playbook.schedule else ():
        planned.add(entry.id)
        record = records.get(entry.id, DateRecord())
        roles = ", ".join(playbook.vocabulary.roles[role].title for role in entry.roles)
        cells: dict[str, Cell] = {
            "date": entry.first,
            "what": entry.title,
            "state": computed(DATES, "state", _date_state(entry, record, playbook.today)),
            "end_date": entry.last if entry.last != entry.first else None,
            "time": f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}"
            if entry.starts and entry.ends
            else None,
            "kind": playbook.wording.text(entry.kind.value).capitalize(),
            "place": entry.place or None,
            "who": roles,
            "why": entry.reason,
        }
        yield entry.id, {**cells, **pins.get(entry.id, {}), **_said(record)}
    for id in dict.fromkeys((*pins, *records)):
        if id not in planned:
            # A cohort without a start has no dates, and keeps what was said of them.
            record = records.get(id, DateRecord())
            own: dict[str, Cell] = {"date": record.day, "what": record.what or NOT_PLANNED}
            yield id, {**own, "why": None if record.what else id, **pins.get(id, {}), **_said(record)}


def _date_state(entry: ScheduleEntry, record: DateRecord, today: datetime.date) -> str:
    if record.done:
        return SETTLED
    if entry.last < today:
        return PAST
    return SOON if entry.first <= today + COMING else ""


def _said(record: DateRecord) -> dict[str, Cell]:
    return {"in_diaries": YES if record.in_diaries else None, "done": YES if record.done else None, "note": record.note}


def _tasks(playbook: Playbook) -> Iterator[tuple[str, Cells]]:
    records, roles = dict(playbook.records.tasks), playbook.vocabulary.roles
    for section in playbook.checklist:
        for item in section.items:
            id = f"{item.topic.id}/{item.action.id}"
            record = records.pop(id, TaskRecord())
            planned: dict[str, Cell] = {
                "due": record.due or item.due,
                "action": item.action.do,
                "owner": record.owner or roles[item.action.owner].title,
                "milestone": section.milestone.title if section.milestone else "Afterwards",
                "when": item.when,
                "topic": item.topic.title,
            }
            yield id, planned | _progress(record, record.due or item.due, playbook.today)
    for id, record in records.items():
        own: dict[str, Cell] = {"due": record.due, "action": record.action or NOT_PLANNED, "owner": record.owner}
        yield id, own | _progress(record, record.due, playbook.today)


def _progress(record: TaskRecord, due: datetime.date | None, today: datetime.date) -> dict[str, Cell]:
    state = ""
    if record.status in SETTLED_STATUSES:
        state = SETTLED
    elif due is not None:
        state = OVERDUE if due < today else SOON if due <= today + COMING else ""
    status = in_words(record.status) if record.status is not TaskStatus.NOT_STARTED else None
    return {"state": computed(TASKS, "state", state), "status": status, "note": record.note}


def _risks(playbook: Playbook) -> Iterator[tuple[str, Cells]]:
    records = dict(playbook.records.risks)
    for register in playbook.templates:
        if register.kind is TemplateKind.REGISTER:
            days = [playbook.schedule.due(timing) for timing in register.timing] if playbook.schedule else []
            for risk in register.risks:
                record = records.pop(risk.id, None)
                yield risk.id, _own_risk(record) if record else _shared_risk(risk, playbook, min(days, default=None))
    for id, record in records.items():
        yield id, _own_risk(record)


def _shared_risk(risk: RegisterRisk, playbook: Playbook, review_on: datetime.date | None) -> dict[str, Cell]:
    return {
        "risk": risk.risk,
        "likelihood": in_words(risk.likelihood),
        "impact": in_words(risk.impact),
        "response": risk.response,
        "owner": playbook.vocabulary.roles[risk.owner].title,
        "review_on": review_on,
    }


def _own_risk(record: RiskRecord) -> dict[str, Cell]:
    return {
        "risk": record.risk,
        "likelihood": in_words(record.likelihood) if record.likelihood else None,
        "impact": in_words(record.impact) if record.impact else None,
        "response": record.response,
        "owner": record.owner,
        "review_on": record.review_on,
        "note": record.note,
    }


def _menu(playbook: Playbook, choices: Mapping[str, Cells]) -> Iterator[tuple[str, Cells]]:
    """The projects on the menu, then those that could be."""
    library = playbook.library
    trust = library.trusts[playbook.profile.id]
    every = {**library.projects, **trust.projects, **{project.id: project for project in playbook.projects}}
    offered = dict.fromkeys(entry.project.id for entry in playbook.menu)
    others = [id for id, project in every.items() if id not in offered and (not project.withdrawn or id in choices)]
    vocabulary, weeks = playbook.vocabulary, playbook.project_weeks
    for id in (*offered, *others):
        project = every[id]
        not_for = unmet(project.only_for, trust.profile, vocabulary)
        fit = feasibility(project, weeks.weeks, data_first=weeks.data_first)
        why = not_for or fit.reason
        cells: dict[str, Cell] = {
            "project": project.title,
            "on_menu": YES if id in offered else NO,
            "theme": vocabulary.themes[project.theme].title,
            "settings": ", ".join(vocabulary.settings[setting].title for setting in project.settings),
            "weeks": fit.weeks_needed,
            "hours_a_month": project.hours_a_month,
            "difficulty": in_words(project.difficulty),
            "fit": "Not for you" if not_for else fit.verdict.value.capitalize(),
            "why": why[:1].upper() + why[1:],
            "usual_sponsor": project.sponsor,
        }
        yield id, {**cells, **choices.get(id, {})}
