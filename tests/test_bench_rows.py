"""The table of `make bench`: what it says, not how fast anything is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.measuring import Run
from tests.benchmarks.releases import releases
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
    save(tmp_path / "bench.json", {"site": ROWS}, "2026-11-24", "2026.2")
    values = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert set(values) == {"date", "release", "machine", "parts"}
    assert set(values["machine"]) == {"cores", "python"}
    assert values["parts"]["site"][0] == {
        "what": "build",
        "figure": 1.2,
        "unit": "times",
        "budget": "at most 1.15",
        "passed": False,
    }


def test_a_part_that_is_measured_again_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    save(file, {"site": ROWS[:1], "check": ROWS[1:2]}, "2026-11-24", "2026.2")
    save(file, {"site": ROWS[2:3]}, "2026-11-24", "2026.2")
    parts = json.loads(file.read_text(encoding="utf-8"))["parts"]

    assert [(part, [row["what"] for row in rows]) for part, rows in parts.items()] == [
        ("site", ["memory"]),
        ("check", ["cheaper"]),
    ]


@pytest.mark.slow
def test_releases_are_measured_whatever_releases_the_content_has(tmp_path: Path) -> None:
    assert [row.figure is not None for row in releases(Run(1, quick=True, folder=tmp_path))] == [True, True]
