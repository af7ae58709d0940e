"""Rows as CSV that Excel opens: UTF-8 with a byte order mark, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ..model.menu_cells import guarded


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows, headings first, as a CSV file."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows(map(guarded, row) for row in rows)
    return target.getvalue().encode("utf-8-sig")
