"""A scheme's workbook as it is now: the plan, everything that its planner typed, and a record for the next time."""

from __future__ import annotations

from dataclasses import replace

from .. import __version__
from ..model.scheme import Records
from ..model.scheme_file import Change, record_text
from ..planning.moves import recorded
from ..planning.playbook import Playbook
from .carried import carried, record_of
from .scheme_workbook import scheme_workbook
from .spreadsheet import Workbook


def _without_suggestions(records: Records) -> Records:
    """Records without what the planner has differently from the plan's suggestions, and without rows of her own."""
    tasks = {id: task.model_copy(update={"owner": None, "due": None}) for id, task in records.tasks.items()}
    tasks = {id: task for id, task in tasks.items() if task.action is None}
    dates = {id: date for id, date in records.dates.items() if date.what is None}
    return records.model_copy(update={"tasks": tasks, "dates": dates, "risks": {}})


def updated_scheme(playbook: Playbook) -> tuple[Workbook, tuple[Change, ...]]:
    """The workbook of a playbook's scheme, and what its planner should look at in it."""
    new, old = scheme_workbook(playbook), playbook.scheme_file
    result = carried(new, old, playbook.today) if old else None
    # What she typed over a suggestion must not count as ours, or the next update would put the plan's words there.
    planned = _without_suggestions(playbook.records)
    record = record_of(
        new if planned == playbook.records else scheme_workbook(replace(playbook, records=planned)),
        generator=__version__,
        trust=playbook.profile.id,
        made=playbook.today,
        planning_from=playbook.planning_from,
        profile=playbook.profile.fingerprint,
        plan=recorded(playbook),
        carried=result,
    )
    workbook = replace(result.workbook if result else new, record=record_text(record))
    return workbook, result.changes if result else ()
