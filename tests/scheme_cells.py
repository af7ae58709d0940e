"""A scheme's workbook as a planner uses it: cells found by row and column, typed into, and saved by another program."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl

from generator.model.sheets.form import EXAMPLE

HEADER = 2
"""The row with the titles."""


class Planner:
    """Somebody who has the workbook open. It is saved at the end of a `with` block."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book = openpyxl.load_workbook(file)

    def __enter__(self) -> Planner:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.save(self.file)

    def column(self, sheet: str, title: str) -> int:
        """Number of the column with a title, without the mark of required columns."""
        titles = {str(cell.value or "").removesuffix(" *"): cell.column for cell in self.book[sheet][HEADER]}
        return int(titles[title])

    def row(self, sheet: str, words: str) -> int:
        """Number of the row with an id in column A, or with a text in column B."""
        rows = self.book[sheet].iter_rows(min_row=HEADER + 1, max_col=2)
        return next(row[0].row for row in rows if words in (row[0].value, str(row[1].value or "").removesuffix(" *")))

    def type(self, sheet: str, words: str, column: str, value: Any) -> str:
        """Type into the row with an id or a text in its first column. Returns the cell's name."""
        cell = self.book[sheet].cell(self.row(sheet, words), self.column(sheet, column))
        cell.value = value
        return str(cell.coordinate)

    def choose(self, field: str, value: Any) -> str:
        """Type into the sheet Scheme, in the row of a field."""
        return self.type("Scheme", field, "Your choice", value)

    def add(self, sheet: str, **values: Any) -> int:
        """Fill in the first free row of a sheet, by titles with underscores in place of spaces. Returns its number."""
        page = self.book[sheet]
        taken = [row[0].row for row in page.iter_rows(min_row=HEADER + 1) if any(cell.value for cell in row[:3])]
        example = [number for number in taken if page.cell(number, 1).value == EXAMPLE]
        number = max([number for number in taken if number not in example], default=HEADER) + 1
        number = example[0] if example and number == HEADER + 1 else number
        for column in range(1, page.max_column + 1):
            if number in example:
                page.cell(number, column).value = None
        for title, value in values.items():
            page.cell(number, self.column(sheet, title.replace("_", " "))).value = value
        return number

    def value(self, sheet: str, words: str, column: str) -> Any:
        value = self.book[sheet].cell(self.row(sheet, words), self.column(sheet, column)).value
        return value.date() if isinstance(value, datetime.datetime) else value
