"""Writes a planner's first workbook, and brings it up to date later."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from ..documents.spreadsheet import LONGEST_CELL, Workbook, long_texts
from ..documents.updated_scheme import updated_scheme
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from ..model.page import Release
from ..model.scheme_file import Change
from ..model.typed_workbook import Uncarried
from ..planning.playbook import Playbook, plan
from .opened import Opened

_SHORTEN = f"shorten the text to {LONGEST_CELL:,} characters"


@dataclass(frozen=True)
class Updated:
    """A new version of a planner's workbook."""

    workbook: Workbook
    changes: tuple[Change, ...]
    """What its planner should look at, in the order of the sheets."""
    uncarried: tuple[Uncarried, ...]
    """What the old version holds and the new one cannot. Its planner must see this before she is given the new one."""
    playbook: Playbook

    @cached_property
    def raw(self) -> bytes:
        """Its file."""
        return to_file(self.workbook, self.playbook.release)


def new(library: Library, slug: str, today: datetime.date) -> bytes:
    """The file of the workbook of a trust that has none yet.

    Raises:
        InputFault: no plan can be made, or a text of the profile is longer than a cell.
    """
    return to_file(new_workbook(plan(library, slug, today=today, made=today)), library.release)


def new_workbook(playbook: Playbook) -> Workbook:
    """The workbook of a trust that has none yet. InputFault if a text of the profile is longer than a cell."""
    workbook, _ = updated_scheme(playbook)
    place = Place(playbook.profile.source)
    faults = [
        Diagnostic("too-long", f"`{title}` on the sheet {sheet} is longer than a cell can be", place, _SHORTEN)
        for sheet, title in long_texts(workbook)
    ]
    if faults:
        raise InputFault(faults)
    return workbook


def to_file(workbook: Workbook, release: Release) -> bytes:
    """The file of a workbook that was made with a release."""
    from ..writers import xlsx

    return xlsx.write(workbook, release.stamp)


def updated(opened: Opened, today: datetime.date) -> Updated:
    """The workbook with the plan as it is now, and with everything that was typed into it.

    Raises:
        InputFault: no plan can be made.
    """
    with opened.named():
        playbook = plan(opened.library, opened.slug, today=today, made=today)
    workbook, changes = updated_scheme(playbook)
    return Updated(workbook, changes, opened.file.uncarried, playbook)
