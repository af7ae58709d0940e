"""The plan of an open scheme as the page shows it beside the form."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from ..documents import moved
from ..documents.timeline_picture import timeline
from ..model.recorded_plan import RecordedPlan
from ..model.scheme_file import SchemeFile
from ..planning import dates
from ..planning.applicability import groups
from ..planning.business_case import share_in_words
from ..planning.cohort_numbers import of_cohort
from ..planning.cohort_plan import CohortPlan
from ..planning.feasibility import Verdict
from ..planning.figures import pounds, whole_number
from ..planning.moves import Move, moves
from ..planning.pins import can_be_pinned
from ..planning.status import next_things
from . import schema
from .sheets import next_row

PINS = ("day", "start", "end", "room", "reason")
"""What can be said of a pinned date, in the order of the columns of the sheet Dates."""


def preview(playbook: CohortPlan, before: RecordedPlan | None, file: SchemeFile) -> schema.Plan:
    """The plan as it is now.

    Args:
        playbook: the plan.
        before: the dates as they were when the scheme was opened, if there were any.
        file: the workbook with the edits so far.
    """
    previous = of_cohort(before, playbook.profile) if before else playbook.previous
    changed = moves(replace(playbook, previous=previous if previous and previous.entries else None))
    was = {move.entry.id: moved.was(move) for move in changed if move.after is not None}
    picture = (
        timeline(playbook.schedule, "timeline", playbook.wording, playbook.profile.brand.colour.lower())
        if playbook.schedule
        else None
    )
    return {
        "heading": _heading(playbook),
        "timeline": picture.svg if picture else "",
        "timeline_rows": [list(row) for row in picture.rows] if picture else [],
        "dates": list(_dates(playbook, was, file)),
        "moved": [_move(move, playbook) for move in changed],
        "next": [
            {"what": each.what, "when": dates.short(each.day) if each.day else ""}
            for each in next_things(playbook, playbook.today)
        ],
        "figures": list(_figures(playbook)),
        "fits": list(_fits(playbook)),
        "fits_line": _fits_line(playbook),
        "warnings": [f"{warning.message} {warning.advice}" for warning in playbook.warnings],
        "given_up": list(playbook.given_up),
    }


def _heading(playbook: CohortPlan) -> schema.Heading:
    profile, cohort = playbook.profile, playbook.profile.cohort
    start = playbook.schedule.start if playbook.schedule else None
    when = f"from {dates.short(start)}" if start else "first workshop not set yet"
    return {
        "cohort": cohort.name,
        "trust": profile.name,
        "line": f"{groups(cohort)}, {cohort.months} months, {when}",
    }


def _dates(playbook: CohortPlan, was: Mapping[str, str], file: SchemeFile) -> Iterator[schema.Date]:
    pin_of = _pins(file)
    pinned = {pin.what for pin in playbook.profile.schedule.pins}
    roles = playbook.vocabulary.roles
    for entry in playbook.schedule.entries if playbook.schedule else ():
        yield {
            "id": entry.id,
            "what": entry.title,
            "kind": playbook.wording.text(entry.kind.value).capitalize(),
            "day": entry.first.isoformat(),
            "last": entry.last.isoformat(),
            "when": dates.span(entry.first, entry.last),
            "time": _time(entry.starts, entry.ends),
            "room": entry.place,
            "why": entry.reason,
            "who": ", ".join(roles[role].title for role in entry.roles),
            "pinned": entry.id in pinned,
            "pin": pin_of(entry.id) if can_be_pinned(entry) else None,
            "past": entry.last < playbook.today,
            "moved": {"was": was[entry.id]} if entry.id in was else None,
        }


def _pins(file: SchemeFile) -> Callable[[str], schema.Pin | None]:
    """Where the pin of each date is typed. A date that the workbook as it was opened lacks gets its first blank row."""
    table = file.tables.get("Dates")
    if table is None or "pin_day" not in table.columns:
        return lambda _: None
    rows = {row.id: row.number for row in table.rows}
    columns = {key: table.columns[f"pin_{key}"] for key in PINS if f"pin_{key}" in table.columns}
    written = file.record.cells.get("Dates", {}) if file.record else rows
    ids, blank = table.ids, cache(partial(next_row, table))

    def pin_of(id: str) -> schema.Pin | None:
        is_new = id not in rows or id not in written
        if is_new and ids is None:
            return None
        return {
            "sheet": "Dates",
            "row": rows.get(id) or blank(),
            "columns": columns,
            "id_column": ids if is_new else None,
        }

    return pin_of


def _time(starts: datetime.time | None, ends: datetime.time | None) -> str:
    return f"{dates.clock(starts)} to {dates.clock(ends)}" if starts and ends else ""


def _move(move: Move, playbook: CohortPlan) -> schema.Move:
    return {
        "what": move.entry.title,
        "was": moved.was(move),
        "now": moved.is_now(move),
        "why": f"{move.why}.",
        "tell": moved.whom(move, playbook.vocabulary.roles),
    }


def _figures(playbook: CohortPlan) -> Iterator[schema.Figure]:
    effort, case = playbook.effort, playbook.business_case
    if person := effort.a_person:
        note = f"over {playbook.profile.cohort.months} months"
        if person.low != person.high:
            note += f"; {whole_number(person.low)} to {whole_number(person.high)} with the size of the project"
        yield {"what": "Hours for each participant", "value": whole_number(person.usual), "note": note}
    yield {"what": "Hours of all others", "value": whole_number(effort.hours_of_others), "note": ""}
    if total := case.total:
        yield {"what": "Cost", "value": pounds(total.usual), "note": f"prices {share_in_words(case)}"}


def _fits(playbook: CohortPlan) -> Iterator[schema.Fit]:
    for project in playbook.projects:
        fit = playbook.feasibility[project.id]
        yield {
            "id": project.id,
            "title": project.title,
            "verdict": fit.verdict.value.capitalize(),
            "why": fit.reason[:1].upper() + fit.reason[1:],
            "weeks": fit.weeks_needed,
        }


def _fits_line(playbook: CohortPlan) -> str:
    fits = sum(fit.verdict is Verdict.FITS for fit in playbook.feasibility.values())
    weeks = dates.weeks(playbook.project_weeks.weeks)
    return f"{fits} of {len(playbook.projects)} projects fit the {weeks}"
