"""Rows to CSV that Excel opens: UTF-8 with its mark, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t]")


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a CSV file.

    A text that begins like a formula gets an apostrophe in front; so does one that begins with apostrophes and then
    like a formula, so that whoever takes one apostrophe away again has the text that was there.

    Args:
        rows: the header, then the rows.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for row in rows:
        writer.writerow([f"'{text}" if _FORMULA.match(text) else text for text in row])
    return target.getvalue().encode("utf-8-sig")
