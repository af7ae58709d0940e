"""The participant handbook: its chapters, and what each says."""

from __future__ import annotations

from enum import StrEnum

from .base import ComponentId, Item, Line, Noun, Section, Slug


class Shows(StrEnum):
    """What a chapter shows below its text, from the cohort's own plan."""

    TIMELINE = "timeline"
    PATH = "path"
    DATES = "dates"
    MEETINGS = "meetings"
    CONTACTS = "contacts"
    FORMS = "forms"
    SOURCES = "sources"
    LINES = "lines"


class HandbookChapter(Item):
    """A chapter of the handbook: text of its own, and sections of a learning component."""

    title: Line
    """Heading of the chapter."""
    sections: list[Section] = []
    """What the chapter says, section by section."""
    component: ComponentId | None = None
    """The learning component that it takes further sections from."""
    component_sections: list[Slug] = []
    """Ids of these sections, in the order of the handbook. A trust's changes to them appear here too."""
    shows: Shows | None = None
    """What comes below the text: timeline, path (what participants open first), dates (of participants), meetings
    (questions for each), contacts (whom to ask), forms (that participants fill in), sources (that the handbook cites)
    or lines (to write on below each section)."""


class Handbook(Noun):
    """What participants read, in the order of reading."""

    chapters: dict[str, HandbookChapter]
    """The chapters by id, in their order."""
