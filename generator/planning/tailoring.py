"""A trust's changes to the shared text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.base import EvidenceLabel, Section
from ..model.trust import Tailoring, TailoringKind


@dataclass(frozen=True, slots=True)
class TailoredSection:
    """A section as a trust reads it."""

    section: Section
    reason: str | None = None
    """Why the trust changed it; None where it is the shared text."""
    change: TailoringKind | None = None
    """What was done to it."""


def tailored(sections: Sequence[Section], changes: Iterable[Tailoring]) -> tuple[TailoredSection, ...]:
    """The sections after a trust's changes: replaced in place, dropped, or added at the end.

    Args:
        sections: shared sections of one topic or component.
        changes: the trust's changes to that topic or component.
    """
    by_section = {change.section: change for change in changes}
    result = []
    for section in sections:
        change = by_section.pop(section.id, None)
        if change is None:
            result.append(TailoredSection(section))
        elif change.kind is TailoringKind.REPLACE:
            result.append(TailoredSection(_own_section(change), change.reason, change.kind))
    result.extend(
        TailoredSection(_own_section(change), change.reason, change.kind)
        for change in by_section.values()
        if change.kind is TailoringKind.ADD
    )
    return tuple(result)


def _own_section(change: Tailoring) -> Section:
    return Section(
        id=change.section,
        title=change.title or "",
        body=change.body or "",
        evidence=EvidenceLabel.SUGGESTED,
    )
