"""Pages of prose, and releases of the content."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import Field

from .base import Day, GlossaryTermId, Item, Line, Noun, Prose, Searched, Section, Slug


class PageTask(Noun):
    """Something to tick off."""

    id: Slug
    """Short id, unique within the page and never changed: ticks that people keep in their browser belong to it."""
    do: Line
    """What is done, starting with a verb."""


class PageSection(Section):
    """A section of a page of prose."""

    tasks: list[PageTask] = []
    """What to tick off; only the page for facilitators shows it."""


class SitePage(Item, Searched):
    """A page of prose, such as the accessibility statement."""

    title: Line
    """Title of the page."""
    summary: Line
    """What the page is for, in one sentence."""
    intro: Prose | None = None
    """Text before the first heading."""
    other_senses: list[GlossaryTermId] = []
    """Glossary terms that mean something else on this page, so that they are no links, such as release."""
    sections: Annotated[list[PageSection], Field(min_length=1)]
    """The page, section by section."""


class Release(Item):
    """A release of the content. Its id is the year and a number, such as 2026.1."""

    date: Day
    """The day of the release."""
    summary: Line
    """What is new, in one sentence."""
    for_planners: list[Line] = []
    """What somebody who plans a scheme can do now, or has to do in another way; each in a sentence or two."""
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")] | None = None
    """Commit that holds its content; written by `paired-learning release`."""
    withdrawn: Line | None = None
    """Why it was withdrawn; written by `paired-learning release withdraw`."""

    @property
    def stamp(self) -> datetime.datetime:
        """The time that files say they were written: midnight UTC on the release date of the content."""
        return datetime.datetime.combine(self.date, datetime.time(), tzinfo=datetime.UTC)


def is_release(id: str) -> bool:
    """Whether a text is the id of a release, such as 2026.1."""
    return re.fullmatch(r"20\d\d\.[1-9]\d?", id, re.ASCII) is not None


def release_number(id: str) -> tuple[int, ...]:
    """The year and number of a release, to sort by."""
    return tuple(map(int, id.split(".")))
