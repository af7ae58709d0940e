"""Rules and messages for cells that somebody fills in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ...documents.spreadsheet import Column
from ...model.sheets.form import CHOOSE, NOT_LISTED, TYPE, Kind
from .text import LONGEST_MESSAGE, LONGEST_TITLE, cut, text

FIRST_DATE, LAST_DATE = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
FIRST_TIME, LAST_TIME = datetime.time(0), datetime.time(23, 59)


def validation(column: Column, sources: Mapping[str, str]) -> dict[str, Any] | None:
    """Rule and messages for the cells of a column; None if anything is allowed.

    Args:
        column: the column.
        sources: the range of cells behind each list by its name. A list without values is missing.
    """
    rule = _rule(column, sources)
    if rule is None and not column.prompt:
        return None
    allowed, hint = rule or ({"validate": "any"}, "")
    strict = column.strict and not column.several
    title = cut(text(column.title), LONGEST_TITLE)
    return allowed | {
        "input_title": title,
        "input_message": cut(text(column.prompt or hint), LONGEST_MESSAGE),
        "error_title": title,
        "error_message": hint if strict else NOT_LISTED,
        "error_type": "stop" if strict else "warning",
        # No program checks each of several values.
        "show_error": not column.several,
    }


def _rule(column: Column, sources: Mapping[str, str]) -> tuple[dict[str, Any], str] | None:
    """What is allowed, and the message for anything else."""
    if column.formula:
        return None
    match column.kind:
        case Kind.CHOICE | Kind.CHECK if source := sources.get(column.choices or ""):
            return {"validate": "list", "source": source}, CHOOSE
        case Kind.DATE:
            limits = {"validate": "date", "criteria": "between", "minimum": FIRST_DATE, "maximum": LAST_DATE}
            return limits, f"{TYPE}date, such as 13/1/2027."
        case Kind.TIME:
            limits = {"validate": "time", "criteria": "between", "minimum": FIRST_TIME, "maximum": LAST_TIME}
            return limits, f"{TYPE}time, such as 9:30."
        case Kind.RATING:
            limits = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": column.highest}
            return limits, f"{TYPE}whole number from 1 to {column.highest}, or leave it empty."
        case Kind.NUMBER if column.fill:
            return {"validate": "integer", "criteria": ">=", "value": 0}, f"{TYPE}whole number from 0."
        case Kind.DECIMAL if column.fill:
            limits = {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
            return limits, f"{TYPE}number, such as 1.5."
        case Kind.HOURS | Kind.MONEY if column.fill:
            return {"validate": "decimal", "criteria": ">=", "value": 0}, f"{TYPE}number from 0, such as 1.5."
        case _:
            return None
