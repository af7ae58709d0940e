"""Bank holidays: days on which nothing is planned."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Day, Line, Noun


class BankHoliday(Noun):
    """One bank holiday."""

    date: Day
    """The day."""
    name: Line
    """Its name."""


class BankHolidays(Noun):
    """All bank holidays that have been announced."""

    division: Line
    """Where they hold, such as England and Wales."""
    until: Annotated[int, Field(ge=2000, le=2100)]
    """The last year whose days are all known."""
    days: Annotated[list[BankHoliday], Field(min_length=1)]
    """The days, in their order."""
