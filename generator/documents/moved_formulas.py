"""Formulas of a planner after rows and columns moved: each still refers to the cells that it referred to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model.typed_workbook import cell_name

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)([0-9]{1,7})")


class Moves(NamedTuple):
    """Where the rows and columns of a sheet went, counted from 1. What is left out stayed."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]
    last: int
    """The last row of the table before."""
    new_last: int
    """The last row of the table now."""


def moved(formula: str, sheet: str, moves: Mapping[str, Moves]) -> str:
    """A formula that was in a cell of the sheet, with each reference to a cell that moved where it is now."""
    # It is slow to import, and few planners write formulas.
    from openpyxl.formula.tokenizer import Token, Tokenizer

    try:
        tokenizer = Tokenizer(formula)
    except (IndexError, ValueError):
        return formula
    for token in tokenizer.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and "[" not in token.value:
            token.value = _moved(token.value, sheet, moves)
    return "=" + "".join(token.value for token in tokenizer.items)


def moved_reference(reference: str, moves: Mapping[str, Moves]) -> str:
    """What a name stands for, such as Budget!$B$2, where it is now."""
    return moved(f"={reference}", "", moves).removeprefix("=")


def _moved(reference: str, sheet: str, moves: Mapping[str, Moves]) -> str:
    prefix, mark, cells = reference.rpartition("!")
    name = prefix.removeprefix("'").removesuffix("'").replace("''", "'") if mark else sheet
    if name not in moves:
        return reference
    first, colon, last = cells.partition(":")
    return f"{prefix}{mark}{_end(first, moves[name], last=False)}" + (
        f"{colon}{_end(last, moves[name], last=True)}" if colon else ""
    )


def _end(cell: str, moves: Moves, *, last: bool) -> str:
    """A cell, column or row at an end of a reference."""
    if match := _CELL.fullmatch(cell):
        fixed_column, letters, fixed_row, number = match.groups()
        return f"{fixed_column}{_column(letters, moves)}{fixed_row}{_row(int(number), moves, last=last)}"
    if match := _COLUMN.fullmatch(cell):
        return f"{match[1]}{_column(match[2], moves)}"
    if match := _ROW.fullmatch(cell):
        return f"{match[1]}{_row(int(match[2]), moves, last=last)}"
    return cell


def _row(number: int, moves: Moves, *, last: bool) -> int:
    # What reached down to the end of the table still does.
    return moves.new_last if last and number == moves.last else moves.rows.get(number, number)


def _column(letters: str, moves: Moves) -> str:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return cell_name(1, moves.columns.get(number, number))[:-1]
