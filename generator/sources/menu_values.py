"""What people type into a list, as the values of a project's fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..model.base import Applicability
from ..model.characters import BIDIRECTIONAL_CONTROLS, NOT_TEXT
from ..model.ids import fresh_id
from ..model.menu_cells import UnusableError, entries, parted, unescaped
from ..model.menu_table import Holds, MenuColumn, Names
from ..model.project import MeasureKind
from .foreign_prose import as_prose
from .suggestions import nearest

_HIDDEN = re.compile(f"[{BIDIRECTIONAL_CONTROLS}{NOT_TEXT}]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NUMBER = re.compile(r"(\d{1,6})(?:[.,]0+)?\s*([a-z ]*)\.?", re.IGNORECASE)
_UNITS = {"week": 1.0, "month": 52 / 12, "year": 52.0}

_SAME = {
    "starter": "easy beginner simple low basic small introductory",
    "moderate": "medium intermediate middle average normal",
    "stretching": "hard difficult advanced high challenging complex large expert",
    "open": "available free new proposed planned unassigned",
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
"""Other words for a choice."""
_OTHER_WORDS = {
    word: choice
    for choice, words in _SAME.items()
    for word in (words.split(",") if "," in words or choice in ("menu", "allocated") else words.split())
}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%a %d %b %Y", "%A %d %B %Y")


@dataclass(frozen=True, slots=True)
class Style:
    """How the texts of a list are meant."""

    own: bool
    """Whether the list has our own columns: then a backslash and Markdown mean what we gave them to mean."""
    markdown: bool = False
    """Whether prose is Markdown."""


def tidied(value: Any) -> tuple[Any, bool]:
    """A cell's value with plain line breaks and without what nobody sees, and whether something was taken out."""
    if isinstance(value, str):
        text = _BREAK.sub("\n", value)
        clean = _HIDDEN.sub("", text)
        return clean, clean != text
    if isinstance(value, tuple):
        parts = [tidied(part) for part in value]
        return tuple(part for part, _ in parts), any(changed for _, changed in parts)
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
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def decode(column: MenuColumn, title: str, value: Any, style: Style, names: Names) -> tuple[Any, list[str]]:
    """The value of a field, with what its author should know of it.

    Args:
        column: the field.
        title: the title of the list's column.
        value: what the cell holds.
        style: how texts are meant.
        names: what projects may refer to.

    Raises:
        UnusableError: the cell does not say what the field needs.
    """
    match column.holds:
        case Holds.NUMBER | Holds.WEEKS:
            return _number(column, title, as_text(value))
        case Holds.DATE:
            return as_date(value).isoformat(), []
        case Holds.PROSE:
            return as_prose(as_text(value), as_is=style.own or style.markdown), []
        case Holds.NAME:
            found = _named(as_text(value).strip(), column, names)
            if found is None:
                raise _unknown(as_text(value).strip(), column, names)
            return found, []
        case Holds.NAMES:
            return _names(value, column, names), []
        case Holds.YES_NO:
            return _yes(as_text(value)), []
        case Holds.CHOICE:
            return _choice(as_text(value), column), []
        case Holds.CHOICES:
            parts = [part.strip() for entry in entries(value) for part in re.split("[,;]", entry)]
            return [_choice(part, column) for part in parts if part], []
        case Holds.ID | Holds.LINE:
            return _line(as_text(value)), []
        case _:
            return _several(column, value, style), []


def _line(text: str) -> str:
    return re.sub(r"[ \t]*[\n\t]+[ \t]*", " ", text.strip()).strip()


def _number(column: MenuColumn, title: str, text: str) -> tuple[int, list[str]]:
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise UnusableError("is not a whole number")
    number, words = int(match[1]), match[2].strip().casefold()
    if column.holds is not Holds.WEEKS:
        if words and not words.startswith(("hour", "hr", "h ", "point")) and words != "h":
            raise UnusableError("is not a whole number")
        return number, []
    unit = words.removesuffix("s") or next(
        (unit for unit in _UNITS if re.search(rf"\b{unit}s?\b", title.lower())), "week"
    )
    if unit in ("wk", "w"):
        unit = "week"
    if unit not in _UNITS:
        raise UnusableError("is not a number of weeks")
    weeks = round(number * _UNITS[unit])
    what = f"{unit}{'' if number == 1 else 's'}"
    return weeks, [] if unit == "week" else [f"{number} {what} make {weeks} weeks."]


def as_date(value: Any) -> datetime.date:
    """A date, or a text of one with the day first, such as 13/1/2027.

    Raises:
        UnusableError: it is not a date.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = " ".join(as_text(value).replace(",", " ").split())
    for form in _DATES:
        try:
            return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
    raise UnusableError("is not a date, such as 13/1/2027")


def _yes(text: str) -> bool:
    word = text.strip().casefold()
    if word in ("yes", "y", "true", "1"):
        return True
    if word in ("no", "n", "false", "0"):
        return False
    raise UnusableError("is neither yes nor no")


def _choice(text: str, column: MenuColumn) -> str:
    choices = [choice.value for choice in column.choices or ()]
    word = " ".join(text.casefold().split())
    for found in (word, word.replace(" ", "-"), _OTHER_WORDS.get(word, "")):
        if found in choices:
            return found
    raise UnusableError(f"is none of {', '.join(choices)}")


def _named(text: str, column: MenuColumn, names: Names) -> str | None:
    known = names.get(column.refers or "", {})
    word = " ".join(text.casefold().split())
    if word in known:
        return word
    titled = [id for id, title in known.items() if " ".join(title.casefold().split()) == word]
    if len(titled) == 1:
        return titled[0]
    return text if column.refers == "site" and not known else None


def _unknown(text: str, column: MenuColumn, names: Names) -> UnusableError:
    known = names.get(column.refers or "", {})
    near = nearest(text, [*known, *known.values()])
    return UnusableError(f"names no {column.refers}: `{text[:60]}`" + (f"; did you mean `{near}`" if near else ""))


def _names(value: Any, column: MenuColumn, names: Names) -> list[str]:
    found: list[str] = []
    for entry in entries(value if isinstance(value, tuple) else as_text(value)):
        whole = _named(entry, column, names)
        for part in [entry] if whole else re.split("[,;]", entry):
            if part.strip():
                id = _named(part.strip(), column, names)
                if id is None:
                    raise _unknown(part.strip(), column, names)
                found.append(id)
    return list(dict.fromkeys(found))


def _several(column: MenuColumn, value: Any, style: Style) -> Any:
    plain: Callable[[str], str] = unescaped if style.own else str
    typed = value if isinstance(value, tuple) else as_text(value)
    match column.holds:
        case Holds.LINES:
            return [plain(entry) for entry in entries(typed)]
        case Holds.MEASURES:
            return _measures(entries(typed), plain)
        case Holds.RISKS:
            return [
                dict(zip(("risk", "response"), parts, strict=True)) for parts in _rows(entries(typed), plain, (2, 2))
            ]
        case Holds.DRIVERS:
            return _drivers(entries(typed, bullets=False), plain)
        case _:
            return _cohorts(entries(typed))


def _rows(lines: Sequence[str], plain: Callable[[str], str], parts: tuple[int, int]) -> list[list[str]]:
    rows = [[plain(part) for part in parted(line, "|")] for line in lines]
    if not all(parts[0] <= len(row) <= parts[1] and all(row) for row in rows):
        raise UnusableError("does not have the parts of an entry, with | between them")
    return rows


def _measures(lines: Sequence[str], plain: Callable[[str], str]) -> list[dict[str, str]]:
    measures: list[dict[str, str]] = []
    for kind, name, definition, *given in _rows(lines, plain, (3, 4)):
        if kind.casefold() not in list(MeasureKind):
            raise UnusableError(f"begins with `{kind[:40]}`, which is none of {', '.join(MeasureKind)}")
        taken = {measure["id"] for measure in measures}
        id = given[0] if given else fresh_id(name, "measure", taken)
        measures.append({"id": id, "name": name, "kind": kind.casefold(), "definition": definition})
    return measures


def _drivers(lines: Sequence[str], plain: Callable[[str], str]) -> list[dict[str, Any]]:
    drivers: list[dict[str, Any]] = []
    for line in lines:
        # Office programs make one long dash of two short ones.
        match = re.match("(--|[\u2014\u2013]|-)?[ ]*(.*)", line, re.DOTALL)
        mark, text = (match[1] or "", plain(match[2])) if match else ("", plain(line))
        if not mark:
            drivers.append({"name": text, "secondary": []})
        elif mark == "-" and drivers:
            drivers[-1]["secondary"].append({"name": text, "changes": []})
        elif mark != "-" and drivers and drivers[-1]["secondary"]:
            drivers[-1]["secondary"][-1]["changes"].append(text)
        else:
            raise UnusableError("has a part before the driver that it belongs to")
    if not all(driver["secondary"] and all(part["changes"] for part in driver["secondary"]) for driver in drivers):
        raise UnusableError("has a driver without parts, or a part without changes to try")
    return drivers


def _cohorts(lines: Sequence[str]) -> dict[str, Any]:
    known = list(Applicability.model_fields)
    result: dict[str, Any] = {}
    for line in lines:
        name, colon, text = line.partition(":")
        field = "_".join(name.casefold().split())
        if not colon or field not in known:
            raise UnusableError(f"does not say for which cohorts: `{line[:60]}`")
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if field.startswith("months"):
            result[field] = _number_of(text)
        elif field == "group_sizes":
            result[field] = [_number_of(part) for part in parts]
        elif field in ("staff_groups", "pairing_methods"):
            result[field] = parts
        else:
            result[field] = _yes(text)
    return result


def _number_of(text: str) -> int:
    if not re.fullmatch(r"\s*\d{1,4}\s*", text):
        raise UnusableError(f"is not a whole number: `{text.strip()[:40]}`")
    return int(text)


def choice_words(choices: type[StrEnum]) -> str:
    """The choices of a field, in words."""
    return ", ".join(choice.value for choice in choices)
