"""Takes a person out of a planner's workbook."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..model.typed_workbook import Uncarried
from ..sources.forgotten import Mention, without
from .opened import Opened
from .updated import updated


@dataclass(frozen=True, slots=True)
class WithoutPerson:
    """A workbook without a person."""

    raw: bytes
    removed: tuple[Mention, ...]
    """What was taken out, by its cells in the old workbook."""
    mentions: tuple[Mention, ...]
    """Cells of the old workbook that may still speak of the person. They are as they were."""
    uncarried: tuple[Uncarried, ...]
    """What the old workbook holds and the new one cannot."""


def forgotten(opened: Opened, who: str, today: datetime.date) -> WithoutPerson:
    """The workbook without a person, who is given by name or by email.

    Raises:
        InputFault: nobody has this name, or several people have it.
    """
    with opened.named():
        rest = without(opened.file, who)
    result = updated(opened.changed(rest.file), today)
    return WithoutPerson(result.raw, rest.removed, rest.mentions, result.uncarried)
