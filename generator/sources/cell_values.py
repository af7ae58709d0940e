"""Values that planners type into cells, by the kind of their column. No message quotes what was typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from ..model.base import FIRST_DAY, LAST_DAY
from ..model.menu_cells import UnusableError
from ..model.sheets.form import Kind, Value
from .menu_values import as_date, as_text
from .suggestions import did_you_mean

_YES = {"yes", "y", "x", "true", "1", "done", "\u2713", "\u2714"}
_NO = {"no", "n", "false", "0", "-"}
_ADDRESS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>\Z")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?\Z")
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
"""The day 0 of dates that a workbook keeps as numbers."""


class UnreadableError(ValueError):
    """A cell holds something that its column cannot take."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def text(value: Value) -> str:
    """One or more lines of text; numbers, dates and times as a planner sees them."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime.date):
        return as_text(as_date(value))
    return as_text(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def line(value: Value) -> str:
    """Text on one line: line breaks and tabs within a cell become spaces."""
    return re.sub(r"\s*[\n\t\v]\s*", " ", text(value))


def email(value: Value) -> str:
    """An address; of `Name <address>`, as mail programs copy it, the address alone."""
    typed = line(value).removeprefix("mailto:")
    match = _ADDRESS.match(typed)
    return match[1] if match else typed


def phone(value: Value) -> str:
    """A telephone number. A workbook drops the leading nought of one that it takes for a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        digits = as_text(value)
        if len(digits) > 10 and digits.startswith("44"):
            return f"+{digits}"
        return f"0{digits}" if len(digits) > 8 else digits
    return line(value)


def day(value: Value) -> str:
    """A date in ISO form: a real date, its number, or a text with the day first, such as 13/1/2027."""
    advice = "type the day as 13/1/2027"
    try:
        if isinstance(value, bool | datetime.time):
            raise UnusableError
        if isinstance(value, int | float):
            if not (FIRST_DAY - _EXCEL_EPOCH).days <= value <= (LAST_DAY - _EXCEL_EPOCH).days:
                raise UnusableError
            value = _EXCEL_EPOCH + datetime.timedelta(days=int(value))
        typed = as_date(value)
    except UnusableError:
        raise UnreadableError("bad-date", "this is not a date", advice) from None
    if not FIRST_DAY <= typed <= LAST_DAY:
        message = f"the date is outside the years {FIRST_DAY.year} to {LAST_DAY.year}"
        raise UnreadableError("bad-date", message, "check the year")
    return typed.isoformat()


def number(value: Value) -> int | float:
    """A number; in a text, commas are thousands as in 1,250, or else a decimal comma as in 2,5."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    typed = "".join(value.split()) if isinstance(value, str) else ""
    plain = typed.replace(",", "") if _THOUSANDS.match(typed) else typed.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,12}(\.\d{1,12})?|\.\d{1,12})", plain):
        advice = "type a number without a unit, such as 3.5"
        raise UnreadableError("not-a-number", "this is not a number", advice)
    return float(plain)


def check(value: Value) -> bool:
    """Whether a cell is ticked."""
    word = text(value).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise UnreadableError("not-yes", "this is neither yes nor no", "type Yes, or clear the cell")


def choice(value: Value, choices: Mapping[str, str]) -> str:
    """The value behind the words of a list, ignoring case; the value itself is taken too."""
    typed = " ".join(line(value).casefold().split())
    known = {words.casefold(): id for words, id in choices.items()}
    known = {id.casefold(): id for id in choices.values()} | known
    if typed in known:
        return known[typed]
    advice = did_you_mean(typed, choices) or "choose from the list in the cell"
    if not choices:
        advice = "clear the cell: the list is empty, because the scheme names none"
    raise UnreadableError("unknown-choice", "this is not in the list", advice)


READERS: dict[Kind, Callable[[Value], object]] = {
    Kind.TEXT: line,
    Kind.DATE: day,
    Kind.NUMBER: number,
    Kind.DECIMAL: number,
    Kind.HOURS: number,
    Kind.MONEY: number,
    Kind.CHECK: check,
}
"""How to read a cell of a column by the kind of its values; choices need their list too."""
