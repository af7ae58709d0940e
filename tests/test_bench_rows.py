"""The table of `make bench`: what it says, not how fast anything is."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks.rows import Row, at_least, at_most, missing, save, table

ROWS = [
    at_most("build", 1.2, "times", 1.15),
    at_least("cheaper", 4.5, "times", 4),
    Row("memory", 1234.5, "MB"),
    missing("other", "hugo is not here"),
]


def test_each_row_says_whether_it_keeps_its_budget() -> None:
    lines = table(ROWS).splitlines()
    assert lines[1].split() == ["build", "1.20", "times", "at", "most", "1.15", "FAIL"]
    assert lines[2].split() == ["cheaper", "4.50", "times", "at", "least", "4", "pass"]
    assert lines[3].split() == ["memory", "1,234", "MB"]
    assert lines[4].split() == ["other", "-", "hugo", "is", "not", "here"]


def test_json_has_the_same_rows_and_nothing_of_the_machine_but_cores_and_python(tmp_path: Path) -> None:
    save(tmp_path / "bench.json", ROWS, "2026-11-24", "2026.2")
    values = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert set(values) == {"date", "release", "machine", "rows"}
    assert set(values["machine"]) == {"cores", "python"}
    assert values["rows"][0] == {
        "what": "build",
        "figure": 1.2,
        "unit": "times",
        "budget": "at most 1.15",
        "passed": False,
    }
