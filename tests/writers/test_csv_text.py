"""CSV that a spreadsheet opens: what looks like a formula stays text."""

from __future__ import annotations

import pytest

from generator.writers import csv_text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "'=", "''@"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    text = f"{sign}SUM(A1:A2)"

    assert csv_text.write([[text]]).decode("utf-8-sig").rstrip("\r\n") == f"'{text}"


@pytest.mark.parametrize("text", ["a=b", "07:30", "'tis late", "Lee, J", 'the "list"'])
def test_other_text_stays_unchanged(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"' if set(text) & set(',"') else text

    assert csv_text.write([[text]]) == f"\ufeff{quoted}\r\n".encode()
