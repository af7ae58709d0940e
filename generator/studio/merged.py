"""Two copies of a planner's workbook that two people edited, as one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..documents.merged import Conflict
from ..documents.merged import merged as merged_files
from ..model.diagnostics import InputFault
from ..model.scheme_file import Change
from ..model.typed_workbook import Uncarried
from ..sources.scheme import NamedScheme, named_scheme
from .opened import Check, read_opened
from .updated import updated

Copy = tuple[bytes, str]
"""A workbook, and its name as its user knows it."""


@dataclass(frozen=True, slots=True)
class MergedScheme:
    """A workbook made of two copies."""

    raw: bytes
    conflicts: tuple[Conflict, ...]
    """Cells that both copies changed, each in another way. Mine stays, with a note of theirs."""
    changes: tuple[Change, ...]
    uncarried: tuple[Uncarried, ...]
    """What the copies hold and the new workbook cannot."""


def merged(base: Copy | None, mine: Copy, theirs: Copy, check: Check, today: datetime.date) -> MergedScheme:
    """My copy with what is new in theirs, and with the plan as it is now.

    Args:
        base: the workbook that both copies come from, if it is still there.
        mine: my copy.
        theirs: the other copy.
        check: how to read the workbook that they make.
        today: today.

    Raises:
        InputFault: a copy is no scheme, or they are of two schemes, or what they say together has faults, each with
            its sheet and cell in my copy.
    """
    scheme, other = named_scheme(*mine), named_scheme(*theirs)
    if other.slug != scheme.slug:
        message = f"this is the workbook of `{other.slug}`, the other one is that of `{scheme.slug}`"
        raise InputFault.of("other-scheme", message, theirs[1], "name two copies of the same workbook")
    result = merged_files(named_scheme(*base).file if base else None, scheme.file, other.file)
    opened = read_opened(NamedScheme(scheme.slug, result.file), mine[1], check)
    new = updated(opened, today)
    return MergedScheme(new.raw, result.conflicts, new.changes, new.uncarried)
