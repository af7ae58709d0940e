"""What planners type into the cells of a profile, as the values of its fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from ..model.menu_cells import entries, unescaped
from ..model.sheets.choices import WEIGHTS, same_words
from ..model.sheets.form import Kind, SheetColumn, Value
from ..model.typed_workbook import TypedCell
from .cell_values import READERS, UnreadableError, check, choice, line, text

_DAY_OF_YEAR = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%B %d %Y", "%b %d %Y")
_YES_NO = {"true", "false"}


def profile_value(cell: TypedCell | None, column: SheetColumn, words: Mapping[str, str] | None, *, prose: bool) -> Any:
    """The value of a cell as JSON has it; None if it is empty.

    Args:
        cell: what was typed, if anything.
        column: what belongs there.
        words: the ids in the column's list by the words that planners see, if it has a list.
        prose: whether the text may have several lines.

    Raises:
        UnreadableError: the column cannot have this value.
    """
    if cell is None or (cell.shown is None and not cell.formula and not cell.error):
        return None
    value = cell.shown
    if cell.error or value is None:
        message = "the cell shows an error" if cell.error else "the formula has no result"
        raise UnreadableError("no-value", message, "type the value itself")
    if column.several:
        texts = [unescaped(entry) for entry in entries(str(value))]
        return [_chosen(each, words) for each in texts] if words is not None else texts
    if column.choices == WEIGHTS and (answer := _yes_or_no(value)) is not None:
        return answer
    if words is not None:
        return _chosen(value, words)
    if column.kind is Kind.TEXT:
        return (value if isinstance(value, str) else text(value)) if prose else line(value)
    if column.kind is Kind.MONEY and isinstance(value, str):
        value = value.strip().removeprefix("£")
    try:
        typed: Any = READERS[column.kind](value)
    except UnreadableError as fault:
        if fault.code != "not-a-number":
            raise
        digits = re.match(r"\s*(\d[\d,.]*)", str(value))
        help = f"type the number alone: {digits[1].rstrip('.,')}" if digits else "type a number, such as 9"
        raise UnreadableError(fault.code, fault.message, help) from None
    if column.kind is Kind.NUMBER and not float(typed).is_integer():
        raise UnreadableError("not-a-whole-number", "this is not a whole number", "type a whole number, such as 9")
    return int(typed) if isinstance(typed, float) and typed.is_integer() else typed


def _yes_or_no(value: Value) -> bool | None:
    """The answer to a question of an earlier release, which now asks how much something counts."""
    try:
        return check(value)
    except UnreadableError:
        return None


def _chosen(value: Value, words: Mapping[str, str]) -> Any:
    """The id of a word of a list, or whether it is Yes."""
    yes_or_no = set(words.values()) <= _YES_NO
    try:
        return check(value) if yes_or_no else choice(value, words)
    except UnreadableError as fault:
        help = f"type {' or '.join(words)}" if yes_or_no else fault.help
        message = f"`{line(value)[:60]}` is {'neither Yes nor No' if yes_or_no else 'not in the list'}"
        raise UnreadableError(fault.code, message, help) from None


def day_of_year(cell: TypedCell | None) -> str | None:
    """A day of any year as month and day, such as 12-14, of 14 December, 14/12 or a date; None if the cell is empty.

    Raises:
        UnreadableError: it is no such day.
    """
    value = cell.shown if cell else None
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return f"{value:%m-%d}"
    typed = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", " ".join(str(value).split()), flags=re.IGNORECASE)
    for form in _DAY_OF_YEAR:
        # 2000 was a leap year.
        for whole in (f"{typed} 2000", f"{typed}/2000"):
            try:
                return f"{datetime.datetime.strptime(whole, form).replace(tzinfo=datetime.UTC):%m-%d}"
            except ValueError:
                continue
    message = "this is not a day of the year"
    raise UnreadableError("bad-day", message, "type the day and the month, such as 14 December")


_COLOURS = {
    "black": "#000000",
    "blue": "#1e3a8a",
    "dark blue": "#1e3a8a",
    "dark green": "#14532d",
    "green": "#14532d",
    "maroon": "#7f1d1d",
    "navy": "#1e3a8a",
    "nhs blue": "#005eb8",
    "purple": "#4a1942",
    "red": "#991b1b",
    "teal": "#0f4c5c",
}
"""Colours that are dark enough for white text, by the names that people give them."""


def colour(text: str) -> str:
    """A colour as #rrggbb, of digits with or without the sign.

    Raises:
        UnreadableError: it is the name of a colour, or none.
    """
    digits = text.strip().removeprefix("#")
    if re.fullmatch("[0-9a-fA-F]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if re.fullmatch("[0-9a-fA-F]{6}", digits):
        return f"#{digits}"
    near = _COLOURS.get(same_words(text))
    advice = (
        f"for {same_words(text)} type {near}" if near else "type # and six digits or letters a to f, such as #14532d"
    )
    raise UnreadableError("bad-colour", "this is not the code of a colour", advice)
