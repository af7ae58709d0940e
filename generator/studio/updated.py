"""Writes a planner's first workbook, and brings it up to date later."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..documents.scheme_workbook import scheme_workbook
from ..documents.spreadsheet import LONGEST_CELL, long_texts
from ..documents.updated_scheme import updated_scheme
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from ..model.scheme_file import Change
from ..model.typed_workbook import Uncarried
from ..planning.playbook import Playbook, plan
from ..writers import xlsx
from ..writers.formats import stamp
from .opened import Opened

_SHORTEN = f"shorten the text to {LONGEST_CELL:,} characters"


@dataclass(frozen=True, slots=True)
class Updated:
    """A new version of a planner's workbook."""

    raw: bytes
    changes: tuple[Change, ...]
    """What its planner should look at, in the order of the sheets."""
    uncarried: tuple[Uncarried, ...]
    """What the old version holds and the new one cannot. Its planner must see this before she is given the new one."""
    playbook: Playbook


def new(library: Library, slug: str, today: datetime.date) -> bytes:
    """The workbook of a trust that has none yet.

    Raises:
        InputFault: no plan can be made, or a text of the profile is longer than a cell.
    """
    playbook = plan(library, slug, today=today, made=today)
    place = Place(playbook.profile.source)
    faults = [
        Diagnostic("too-long", f"`{title}` on the sheet {sheet} is longer than a cell can be", place, _SHORTEN)
        for sheet, title in long_texts(scheme_workbook(playbook))
    ]
    if faults:
        raise InputFault(faults)
    return written(playbook)[0]


def updated(opened: Opened, today: datetime.date) -> Updated:
    """The workbook with the plan as it is now, and with everything that was typed into it.

    Raises:
        InputFault: no plan can be made.
    """
    with opened.named():
        playbook = plan(opened.library, opened.slug, today=today, made=today)
    return Updated(*written(playbook), opened.file.uncarried, playbook)


def written(playbook: Playbook) -> tuple[bytes, tuple[Change, ...]]:
    """The workbook of a plan with everything that was typed into it, and what its planner should look at."""
    workbook, changes = updated_scheme(playbook)
    return xlsx.write(workbook, stamp(playbook.release)), changes
