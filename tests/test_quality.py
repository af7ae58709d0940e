"""The page of the last run: made from reports of tests and benchmarks, failures and all."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from generator.model.quality import Quality
from generator.sources.load import load
from tests import quality, small
from tests.command import run
from tests.reading import read

REPORT = """<testsuites><testsuite>
<testcase classname="tests.sources.test_errors" name="a"/>
<testcase classname="tests.sources.test_excel" name="b"><failure message="no"/></testcase>
<testcase classname="tests.browser.test_site" name="c"><skipped message="no"/></testcase>
<testcase classname="tests.test_cli" name="d"/>
</testsuite></testsuites>"""
ROWS = [
    {"what": "build", "figure": 1.4, "unit": "times", "budget": "at most 1.15", "passed": False},
    {"what": "  beside another", "figure": 0.2, "unit": "s", "budget": "at most 1", "passed": True},
    {"what": "packs", "figure": 2.3, "unit": "s", "budget": None, "passed": None},
]


@pytest.fixture
def text(tmp_path: Path) -> str:
    """What is written from two made-up reports."""
    (tmp_path / "tests.xml").write_text(REPORT)
    (tmp_path / "bench.json").write_text(json.dumps({"parts": {"site": ROWS[:2], "packs": ROWS[2:]}}))
    return quality.written(tmp_path / "tests.xml", tmp_path / "bench.json", datetime.date(2026, 11, 24))


def of_small(text: str) -> dict[str, bytes]:
    """The small project with this record."""
    return small.files() | {"content/quality.yml": re.sub(r"release: \S+", "release: '2026.1'", text).encode()}


def last_run(text: str) -> Quality:
    found = load(of_small(text)).require().quality
    assert found is not None
    return found


def test_failures_are_told_and_nothing_is_left_out(text: str) -> None:
    tests = [(area.passed, area.failed, area.skipped) for area in last_run(text).tests]

    assert tests == [(1, 1, 0), (0, 0, 1), (1, 0, 0)]


@pytest.mark.slow
def test_a_budget_that_is_not_kept_is_shown_as_such(text: str, tmp_path: Path) -> None:
    project = small.write(tmp_path / "project", of_small(text))
    assert run("build", folder=project).returncode == 0
    page = " ".join(read(project / "site/about/quality/index.html").text.split())

    assert "2 tests passed, 1 failed, 1 skipped" in page
    assert "1 of 2 budgets are met" in page
    assert "Build 1.40 times at most 1.15 No" in page
    assert "Build: beside another 0.20 s at most 1 Yes" in page
    assert "Packs 2.30 s" in page


@pytest.mark.slow
def test_a_project_without_a_run_has_no_such_page(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    assert run("build", folder=project).returncode == 0

    assert not (project / "site/about/quality").exists()
