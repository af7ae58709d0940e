"""Values that planners type into cells, by the kind of their column. No message quotes what was typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from ..model.base import FIRST_DAY, LAST_DAY
from ..model.menu_cells import UnusableError
from ..model.sheets.form import Kind, Value
from ..model.suggestions import did_you_mean
from ..model.typed_workbook import TypedCell
from .menu_values import as_date, as_text

_YES = {"yes", "y", "x", "true", "1", "done", "\u2713", "\u2714"}
_NO = {"no", "n", "false", "0", "-"}
_ADDRESS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>\Z")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?\Z")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(am|pm|h|hrs?)?", re.IGNORECASE)
_MINUTES_A_DAY = 24 * 60
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
"""The day 0 of dates that a workbook keeps as numbers."""


class UnreadableError(ValueError):
    """A cell holds something that its column cannot take."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def shown(cell: TypedCell) -> Value:
    """What a cell shows: of a formula its saved result, and None if it is empty.

    Raises:
        UnreadableError: it shows an error, or its formula has no result.
    """
    if cell.error or (cell.formula and cell.shown is None):
        message = "the cell shows an error" if cell.error else "the formula has no result"
        raise UnreadableError("no-value", message, "type the value itself")
    return cell.shown


def text(value: Value) -> str:
    """One or more lines of text, or a number as a planner sees it.

    Raises:
        UnreadableError: it is a date or a time, which programs make of text such as 3-4.
    """
    if isinstance(value, datetime.date | datetime.time):
        advice = "type an apostrophe and then the text, such as '3-4"
        raise UnreadableError("date-for-text", "this is a date or a time, not text", advice)
    if isinstance(value, bool):
        return "Yes" if value else "No"
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
        typed = as_date(_plain_date(value) if isinstance(value, str) else value)
    except UnusableError:
        raise UnreadableError("bad-date", "this is not a date", advice) from None
    if not FIRST_DAY <= typed <= LAST_DAY:
        message = f"the date is outside the years {FIRST_DAY.year} to {LAST_DAY.year}"
        raise UnreadableError("bad-date", message, "check the year")
    return typed.isoformat()


def _plain_date(text: str) -> str:
    """A date without the letters after its day, and with a whole year: 13th January 2027, 13/1/27."""
    plain = _ORDINAL.sub("", text.strip())
    match = _SHORT_YEAR.fullmatch(plain)
    return f"{match[1]}20{match[2]}" if match else plain


def time(value: Value) -> str:
    """A time of day as hours and minutes: 9:30, 9.30, 9.30am, or the fraction of a day that Excel keeps."""
    minutes: int | None = None
    if isinstance(value, datetime.datetime) and value.year <= _EXCEL_EPOCH.year + 1:
        # The number 9.3 in a cell for times. The calendar of Excel has a day too many in 1900.
        value = (value - datetime.datetime(1899, 12, 31)) / datetime.timedelta(1)  # noqa: DTZ001  # cells have no zone
    if isinstance(value, datetime.datetime | datetime.time):
        minutes = value.hour * 60 + value.minute
    elif isinstance(value, str) and (match := _CLOCK.fullmatch(value.strip())):
        hour, after, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()
        in_half = half not in ("am", "pm") or 1 <= hour <= 12
        if (match[2] or half) and in_half and after < 60:
            minutes = (hour % 12 + 12 * (half == "pm") if half in ("am", "pm") else hour) * 60 + after
    elif isinstance(value, int | float) and not isinstance(value, bool):
        minutes = _minutes(value)
    if minutes is None or not 0 <= minutes < _MINUTES_A_DAY:
        raise UnreadableError("bad-time", "this is not a time of day", "type hours and minutes, such as 9:30")
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(number: float) -> int | None:
    """Minutes after midnight: of a fraction of a day, or of hours and minutes with a full stop between them.

    Half an hour and fifty minutes both end in .5, so such a number has no meaning.
    """
    if 0 <= number < 1:
        return round(number * _MINUTES_A_DAY)
    hours, minutes = divmod(round(number * 100), 100)
    return hours * 60 + minutes if minutes < 60 and minutes != 50 else None


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
    Kind.TIME: time,
    Kind.NUMBER: number,
    Kind.DECIMAL: number,
    Kind.HOURS: number,
    Kind.MONEY: number,
    Kind.CHECK: check,
}
"""How to read a cell of a column by the kind of its values; choices need their list too."""
