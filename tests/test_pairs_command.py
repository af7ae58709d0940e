"""The command pairs."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from generator.model.library import Library, Trust
from generator.model.scheme import Records
from generator.studio.updated import new
from tests.command import Result, run
from tests.pairing import drawn_cohort

TODAY = "2026-11-28"


def workbook(library: Library, records: Records) -> bytes:
    """The workbook of the drawn cohort with these records."""
    profile = drawn_cohort.profile()
    trust = Trust(profile=profile, records=records)
    with_trust = library.model_copy(update={"trusts": {profile.id: trust}})
    return new(with_trust, profile.id, datetime.date.fromisoformat(TODAY))


@pytest.fixture
def scheme(library: Library, tmp_path: Path) -> Path:
    """The workbook of a drawn cohort of 60."""
    file = tmp_path / "westshire.xlsx"
    file.write_bytes(workbook(library, drawn_cohort.records(library)))
    return file


def pairs(file: Path, *arguments: str) -> Result:
    """Run the command for a workbook. The folder is `out` beside it."""
    return run("pairs", str(file), "--output", str(file.parent / "out"), "--today", TODAY, *arguments)


def test_counts_are_printed_and_names_are_in_the_folder_alone(scheme: Path, library: Library) -> None:
    result = pairs(scheme)

    assert (result.returncode, result.stderr) == (0, "")
    first, last = result.stdout.splitlines()
    assert first == "30 pairs, proven best: no others meet the wishes better"
    assert last.endswith("out/ (read read-me.txt first: the files hold personal data)")
    people = drawn_cohort.records(library).people
    page = (scheme.parent / "out/Pairs.html").read_text(encoding="utf-8")
    assert not any(person.name in result.stdout for person in people)
    assert all(person.name in page for person in people if person.decision == "participant")


def test_json_has_the_same_counts(scheme: Path) -> None:
    result = pairs(scheme, "--format", "json")

    counts = json.loads(result.stdout)
    assert (counts["groups"], counts["unmatched"], counts["proven"]) == (30, 0, True)
    assert counts["cost"] == counts["bound"]


def test_without_participants_there_is_nobody_to_pair() -> None:
    result = run("pairs", "westbrook", "--today", TODAY)

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[no-participants]: nobody has a place yet" in result.stderr
