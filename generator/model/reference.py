"""References: every source that a claim may cite."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Item, Line, Web


class ReferenceKind(StrEnum):
    """What sort of source it is."""

    ARTICLE = "article"
    LETTER = "letter"
    WEB_PAGE = "web-page"
    REPORT = "report"
    STATUTE = "statute"
    DATA = "data"


class Reading(StrEnum):
    """How much of a source those who wrote this guide have read."""

    TEXT = "text"
    ABSTRACT = "abstract"
    NOTHING = "nothing"


class Reference(Item):
    """One source, with the parts of a Vancouver-style entry."""

    kind: ReferenceKind
    """article, letter, web-page, report, statute or data."""
    authors: list[Line] = []
    """Family name and initials of each author, or the name of an organisation; `et al` last where there are more."""
    title: Line
    """Title of the source."""
    described: bool = False
    """true if `title` says what the source is about and is not its exact title."""
    container: Line | None = None
    """Journal, site or series that it appeared in."""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """Year of publication, where known."""
    volume: Line | None = None
    """Volume and issue, as 2018;2(2)."""
    pages: Line | None = None
    """Pages, as 64-67."""
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """Digital object identifier, without an address."""
    url: Web | None = None
    """Address of the source, https only."""
    note: Line | None = None
    """Anything a reader should know, in one line."""
    read: Reading | None = None
    """How much of it we have read: text, abstract or nothing; the list of references shows the last two."""
