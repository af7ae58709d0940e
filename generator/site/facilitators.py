"""The checklist of whoever runs workshops: the week before, the day, the day after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.base import Section
from ..model.library import Library
from ..model.workshop import Preparation, Workshop


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the checklist."""

    id: str
    """Id of the section of the facilitators' page that holds what every workshop needs."""
    title: str
    """Heading, where that page has no such section."""
    section: Section | None
    """What every workshop needs."""
    own: tuple[tuple[Workshop, tuple[Preparation, ...]], ...]
    """What each workshop needs besides."""


def checklist(library: Library, sections: Sequence[Section]) -> tuple[list[Part], list[Section]]:
    """The parts of the checklist in the order of time, and the sections that belong to none.

    Args:
        library: all content.
        sections: of the facilitators' page.
    """
    by_id = {section.id: section for section in sections}
    workshops = library.workshops.values()
    parts = [
        Part("week-before", "The week before", by_id.get("week-before"), _own(workshops, "preparation", 1)),
        Part("the-day", "The day", by_id.get("the-day"), _own(workshops, "preparation", 0)),
        Part("day-after", "The day after", by_id.get("day-after"), _own(workshops, "follow_up", 0)),
    ]
    used = {part.id for part in parts}
    return parts, [section for section in sections if section.id not in used]


def _own(
    workshops: Iterable[Workshop], name: Literal["preparation", "follow_up"], weeks: int
) -> tuple[tuple[Workshop, tuple[Preparation, ...]], ...]:
    """What each workshop asks for so many weeks from the day, where it asks for anything."""
    found = (
        (workshop, tuple(item for item in getattr(workshop, name) if item.weeks == weeks)) for workshop in workshops
    )
    return tuple((workshop, items) for workshop, items in found if items)
