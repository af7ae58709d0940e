"""Writes content/quality.yml from the last run of all tests and benchmarks (`make quality`)."""

from __future__ import annotations

import datetime
import itertools
import json
import os
import platform
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from generator.sources.layout import QUALITY
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small
from tests.benchmarks.rows import number

AREAS = (
    ("tests.sources", "Reading content, and every kind of fault in it"),
    ("tests.model", "The nouns of the content"),
    ("tests.planning", "Dates, hours and choices of a trust, and what changed"),
    ("tests.worked", "Three cohorts worked out by hand"),
    ("tests.mutants", "Deliberate faults, each found by a test"),
    ("tests.documents", "What documents say"),
    ("tests.writers", "Word, PDF, PowerPoint, Excel, calendars and pages as files"),
    ("tests.site", "The pages of the site"),
    ("tests.browser", "The site in a browser: journeys, accessibility, releases, the offline copy"),
    ("tests.publish", "Output that is whole or untouched, and releases in git"),
    ("tests", "The command line, faults of the machine, and the project itself"),
)
"""Test packages and their subjects; the first prefix that matches counts."""
HEADER = "# Written by `make quality` from the last run of all tests and benchmarks. Nothing here is typed.\n"


def areas(report: Path) -> list[dict[str, Any]]:
    """Outcomes of the tests of each area, from a JUnit report."""
    outcomes: dict[str, Counter[str]] = {name: Counter() for _, name in AREAS}
    for case in ElementTree.parse(report).iter("testcase"):
        name = next(area for prefix, area in AREAS if str(case.get("classname")).startswith(prefix))
        kinds = {child.tag for child in case}
        outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        outcomes[name][outcome] += 1
    return [
        {"area": name, "passed": counts["passed"], "failed": counts["failed"], "skipped": counts["skipped"]}
        for name, counts in outcomes.items()
        if counts
    ]


def measured(report: Path) -> list[dict[str, Any]]:
    """Figures of the benchmarks. An indented row is prefixed with the row above it, since it may be shown alone."""
    figures: list[dict[str, Any]] = []
    above = ""
    for row in itertools.chain(*json.loads(report.read_text(encoding="utf-8"))["parts"].values()):
        what = row["what"].strip().replace("`", "")
        if row["what"].startswith(" "):
            what = f"{above}: {what}"
        else:
            above = what
        figure = (
            f"{number(row['figure'])} {row['unit']}" if row["figure"] is not None else f"not measured: {row['unit']}"
        )
        figures.append(
            {
                "what": f"{what[:1].upper()}{what[1:]}",
                "figure": figure,
                "budget": row["budget"] or None,
                "kept": row["passed"],
            }
        )
    return figures


def written(tests: Path, bench: Path, today: datetime.date) -> str:
    """The text of content/quality.yml."""
    library = load(read_project(small.ROOT)).require()
    values = {
        "date": today,
        "release": library.release.id,
        "machine": f"{os.cpu_count()} cores with Python {platform.python_version()}",
        "tests": areas(tests),
        "measured": [{name: value for name, value in row.items() if value is not None} for row in measured(bench)],
    }
    return HEADER + yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=110)


if __name__ == "__main__":
    text = written(Path(sys.argv[1]), Path(sys.argv[2]), datetime.datetime.now(datetime.UTC).date())
    (small.ROOT / QUALITY).write_text(text, encoding="utf-8", newline="\n")
