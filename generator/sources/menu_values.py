"""What people type into a list, converted to the values of a project's fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.base import Applicability
from ..model.characters import BIDIRECTIONAL_CONTROLS, NOT_TEXT
from ..model.english import counted
from ..model.ids import fresh_id
from ..model.menu_cells import UnusableError, entries, split_at, unescaped
from ..model.menu_table import Holds, MenuColumn, Names
from ..model.project import MeasureKind
from ..model.suggestions import nearest
from .foreign_prose import as_prose

_HIDDEN = re.compile(f"[{BIDIRECTIONAL_CONTROLS}{NOT_TEXT}]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NUMBER = re.compile(r"(\d{1,6})(?:[.,]0+)?\s*([a-z ]*)\.?", re.IGNORECASE)
_COUNTED = re.compile(r"hour|hr|h\b|point", re.IGNORECASE)
_UNITS = {"week": 1.0, "month": 52 / 12, "year": 52.0}

_OTHER_WORDS = {
    "starter": "easy,beginner,simple,low,basic,small,introductory",
    "moderate": "medium,intermediate,middle,average,normal",
    "stretching": "hard,difficult,advanced,high,challenging,complex,large,expert",
    "open": "available,free,new,proposed,planned,unassigned",
    "taken": "in progress,ongoing,active,started,assigned,current,running,under way,underway",
    "done": "complete,completed,finished,closed,ended,archived",
    "daily": "each day,every day,day",
    "weekly": "each week,every week,week",
    "fortnightly": "every two weeks,every 2 weeks,each fortnight,every fortnight,biweekly,fortnight",
    "monthly": "each month,every month,month",
    "menu": "from the menu",
    "self-led": "self led,own,own project",
    "allocated": "given,assigned project",
}
"""Other words for each choice."""
_CHOICES = {word: choice for choice, words in _OTHER_WORDS.items() for word in words.split(",")}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%a %d %b %Y", "%A %d %B %Y")
_SHORT_YEARS = ("%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d %B %y", "%d %b %y")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Style:
    """How to read the texts of a list."""

    own: bool
    """Whether the list has our own columns: then backslashes are escapes, and prose is Markdown."""
    markdown: bool = False
    """Whether prose is Markdown in any case."""


def tidied(value: Any) -> tuple[Any, bool]:
    """A cell's value with plain line breaks and no invisible characters, and whether any were removed."""
    if isinstance(value, str):
        text = _BREAK.sub("\n", value)
        clean = _HIDDEN.sub("", text)
        return clean, clean != text
    if isinstance(value, tuple):
        entries = [tidied(entry) for entry in value]
        return tuple(text for text, _ in entries), any(changed for _, changed in entries)
    return value, False


def as_text(value: Any) -> str:
    """A cell's value as one text."""
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return (value.date() if value.time() == datetime.time() else value).isoformat()
    return str(value)


def decode(column: MenuColumn, title: str, value: Any, style: Style, names: Names) -> tuple[Any, list[str]]:
    """The value of a field, and notes about it for its author. `title` is the heading of the list's column.

    Raises:
        UnusableError: the field cannot have this value.
    """
    match column.holds:
        case Holds.NUMBER | Holds.WEEKS:
            return _number(column, title, as_text(value))
        case Holds.DATE:
            return as_date(value).isoformat(), []
        case Holds.PROSE:
            return as_prose(as_text(value), as_is=style.own or style.markdown), []
        case Holds.NAME:
            return _id_of(as_text(value).strip(), column, names), []
        case Holds.NAMES:
            return _names(value, column, names), []
        case Holds.YES_NO:
            return _yes(as_text(value)), []
        case Holds.CHOICE:
            return _choice(as_text(value), column), []
        case Holds.CHOICES:
            words = [word for entry in entries(value) for word in re.split("[,;]", entry) if word.strip()]
            return [_choice(word, column) for word in words], []
        case Holds.ID | Holds.LINE:
            return re.sub(r"[ \t]*[\n\t]+[ \t]*", " ", as_text(value).strip()).strip(), []
        case _:
            return _several(column, value, style), []


def _number(column: MenuColumn, title: str, text: str) -> tuple[int, list[str]]:
    match = _NUMBER.fullmatch(text.strip())
    weeks_expected = column.holds is Holds.WEEKS
    if match is None or (match[2] and not weeks_expected and not _COUNTED.match(match[2])):
        raise UnusableError("This is not a whole number.")
    number = int(match[1])
    if not weeks_expected:
        return number, []
    in_title = (unit for unit in _UNITS if re.search(rf"\b{unit}s?\b", title.lower()))
    unit = match[2].strip().casefold().removesuffix("s") or next(in_title, "week")
    if unit in ("wk", "w", "week"):
        return number, []
    if unit not in _UNITS:
        raise UnusableError("This is not a number of weeks.")
    weeks = round(number * _UNITS[unit])
    return weeks, [f"{counted(number, unit)} make {weeks} weeks."]


def as_date(value: Any) -> datetime.date:
    """A date, or a text of one with the day first, such as 13/1/2027.

    Raises:
        UnusableError: it is not a date.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = _ORDINAL.sub("", " ".join(as_text(value).replace(",", " ").split()))
    for form in (*_DATES, *_SHORT_YEARS):
        try:
            return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
    raise UnusableError("This is not a date, such as 13/1/2027.")


def _yes(text: str) -> bool:
    word = text.strip().casefold()
    if word not in ("yes", "y", "true", "1", "no", "n", "false", "0"):
        raise UnusableError("This must be yes or no.")
    return word in ("yes", "y", "true", "1")


def _choice(text: str, column: MenuColumn) -> str:
    choices = [choice.value for choice in column.choices or ()]
    word = " ".join(text.casefold().split())
    for choice in (word, word.replace(" ", "-"), _CHOICES.get(word, "")):
        if choice in choices:
            return choice
    raise UnusableError(f"This must be one of {', '.join(choices)}.")


def _named(text: str, column: MenuColumn, names: Names) -> str | None:
    known = names.get(column.refers or "", {})
    word = " ".join(text.casefold().split())
    if word in known:
        return word
    titled = [id for id, title in known.items() if " ".join(title.casefold().split()) == word]
    if len(titled) == 1:
        return titled[0]
    return text if column.refers == "site" and not known else None


def _id_of(text: str, column: MenuColumn, names: Names) -> str:
    id = _named(text, column, names)
    if id is None:
        known = names.get(column.refers or "", {})
        near = nearest(text, [*known, *known.values()])
        advice = f" Did you mean `{near}`?" if near else ""
        raise UnusableError(f"`{text[:60]}` is not a known {column.refers}.{advice}")
    return id


def _names(value: Any, column: MenuColumn, names: Names) -> list[str]:
    ids: dict[str, None] = {}
    for entry in entries(value if isinstance(value, tuple) else as_text(value)):
        whole = _named(entry, column, names)
        for name in [entry] if whole else re.split("[,;]", entry):
            if name.strip():
                ids[_id_of(name.strip(), column, names)] = None
    return list(ids)


def _several(column: MenuColumn, value: Any, style: Style) -> Any:
    plain: Callable[[str], str] = unescaped if style.own else str
    typed = value if isinstance(value, tuple) else as_text(value)
    match column.holds:
        case Holds.LINES:
            return [plain(entry) for entry in entries(typed)]
        case Holds.MEASURES:
            return _measures(entries(typed), plain)
        case Holds.RISKS:
            return [{"risk": risk, "response": response} for risk, response in _rows(entries(typed), plain, 2, 2)]
        case Holds.DRIVERS:
            return _drivers(entries(typed, bullets=False), plain)
        case _:
            return _cohorts(entries(typed))


def _rows(lines: Sequence[str], plain: Callable[[str], str], fewest: int, most: int) -> list[list[str]]:
    rows = [[plain(text) for text in split_at(line, "|")] for line in lines]
    if not all(fewest <= len(row) <= most and all(row) for row in rows):
        count = str(most) if fewest == most else f"{fewest} or {most}"
        raise UnusableError(f"Each line must have {count} texts, with | between them.")
    return rows


def _measures(lines: Sequence[str], plain: Callable[[str], str]) -> list[dict[str, str]]:
    measures: list[dict[str, str]] = []
    for kind, name, definition, *given in _rows(lines, plain, 3, 4):
        if kind.casefold() not in list(MeasureKind):
            raise UnusableError(f"`{kind[:40]}` must be one of {', '.join(MeasureKind)}.")
        taken = {measure["id"] for measure in measures}
        id = given[0] if given else fresh_id(name, "measure", taken)
        measures.append({"id": id, "name": name, "kind": kind.casefold(), "definition": definition})
    return measures


def _drivers(lines: Sequence[str], plain: Callable[[str], str]) -> list[dict[str, Any]]:
    drivers: list[dict[str, Any]] = []
    for line in lines:
        # Office programs turn two hyphens into a dash.
        mark = next((mark for mark in ("--", "\u2014", "\u2013", "-") if line.startswith(mark)), "")
        text = plain(line.removeprefix(mark).lstrip(" "))
        if not mark:
            drivers.append({"name": text, "secondary": []})
        elif mark == "-" and drivers:
            drivers[-1]["secondary"].append({"name": text, "changes": []})
        elif mark != "-" and drivers and drivers[-1]["secondary"]:
            drivers[-1]["secondary"][-1]["changes"].append(text)
        else:
            raise UnusableError("A line starts with - or --, but is not below the driver it belongs to.")
    if not all(driver["secondary"] and all(lower["changes"] for lower in driver["secondary"]) for driver in drivers):
        raise UnusableError("Each primary driver needs secondary drivers (-), and each of these changes to try (--).")
    return drivers


def _cohorts(lines: Sequence[str]) -> dict[str, Any]:
    known = list(Applicability.model_fields)
    result: dict[str, Any] = {}
    for line in lines:
        name, colon, text = line.partition(":")
        field = "_".join(name.casefold().split())
        if not colon or field not in known:
            raise UnusableError(f"`{line[:60]}` does not say which cohorts the project is for.")
        listed = [entry.strip() for entry in text.split(",") if entry.strip()]
        if field.startswith("months"):
            result[field] = _number_of(text)
        elif field == "group_sizes":
            result[field] = [_number_of(entry) for entry in listed]
        elif field in ("staff_groups", "pairing_methods"):
            result[field] = listed
        else:
            result[field] = _yes(text)
    return result


def _number_of(text: str) -> int:
    if not re.fullmatch(r"\s*\d{1,4}\s*", text):
        raise UnusableError(f"`{text.strip()[:40]}` is not a whole number.")
    return int(text)
