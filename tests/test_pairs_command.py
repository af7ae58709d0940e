"""The command pairs."""

from __future__ import annotations

import datetime
import json
import zipfile
from pathlib import Path

import pytest

from generator.model.library import Library, Trust
from generator.model.scheme import Records
from generator.studio.updated import new
from tests.command import Result, run
from tests.pairing import drawn_cohort
from tests.scheme_cells import Planner

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


def test_with_json_the_folder_has_the_values_and_the_screen_the_counts(scheme: Path) -> None:
    assert pairs(scheme).returncode == 0
    assert not (scheme.parent / "out/pairs.json").exists()
    result = pairs(scheme, "--format", "json")

    counts = json.loads(result.stdout)
    assert (counts["groups"], counts["unmatched"], counts["different"], counts["proven"]) == (30, 0, None, True)
    values = json.loads((scheme.parent / "out/pairs.json").read_text(encoding="utf-8"))
    assert len(values["groups"]) == 30
    assert values["cost"] == counts["cost"] == counts["bound"]


def test_without_participants_there_is_nobody_to_pair() -> None:
    result = run("pairs", "westbrook", "--today", TODAY)

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[no-participants]: nobody has a place yet" in result.stderr


def test_what_is_tried_out_is_compared_and_the_scheme_stays_as_it_is(scheme: Path) -> None:
    before = scheme.read_bytes()
    result = pairs(scheme, "--what-if", "forbid Ada Ash; Gita Beck")

    assert result.returncode == 0
    assert "2 differ from those without --what-if\n" in result.stdout
    assert "Two pairs changed" in (scheme.parent / "out/Pairs.html").read_text(encoding="utf-8")
    assert scheme.read_bytes() == before


def test_faults_in_what_is_tried_out_name_nobody(scheme: Path) -> None:
    result = pairs(scheme, "--what-if", "pin Ada Ash; Gita Bek")

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[unknown-person]" in result.stderr
    assert not any(name in result.stderr for name in ("Ada", "Ash", "Gita", "Bek"))
    assert not (scheme.parent / "out").exists()


def test_accepted_pairs_are_in_the_sheet_groups_and_nothing_typed_is_lost(scheme: Path, library: Library) -> None:
    with Planner(scheme) as planner:
        page = planner.book["Groups"]
        own = page.max_column + 1
        page.cell(2, own).value = "Room"
        planner.type("Groups", "Pair 1", "Note", "Meets by telephone")
        page.cell(planner.row("Groups", "Pair 1"), own).value = "Ward 4"
    result = pairs(scheme, "--accept")

    assert (result.returncode, result.stderr) == (0, "")
    assert not any(person.name in result.stdout for person in drawn_cohort.records(library).people)
    assert "westshire.xlsx: 30 rows of the sheet Groups written\n" in result.stdout
    assert "The workbook as it was: westshire (before " in result.stdout
    after = Planner(scheme)
    assert after.value("Groups", "Pair 1", "Note") == "Meets by telephone"
    assert after.value("Groups", "Pair 1", "Room") == "Ward 4"
    assert after.value("Groups", "Pair 1", "How it came about") == "Fixed by the planner"
    assert after.value("Groups", "Pair 2", "Member 1") == "Ada Ash"
    assert after.value("Groups", "Pair 2", "Member 2") == "Gita Beck"
    assert after.value("Groups", "Pair 2", "How it came about").startswith("Both free on any half day; same site")
    assert after.value("Groups", "Pair 2", "What its members are told").startswith("you both work at General Hospital")

    again = pairs(scheme, "--accept")

    assert "0 rows of the sheet Groups written" in again.stdout or "no rows of the sheet Groups written" in again.stdout
    assert "as it was" not in again.stdout


def test_letters_follow_from_what_was_accepted(scheme: Path) -> None:
    assert pairs(scheme, "--accept").returncode == 0
    letters = scheme.parent / "letters"
    result = run("letters", str(scheme), "--for", "group members", "--output", str(letters), "--today", TODAY)

    assert result.returncode == 0
    page = zipfile.ZipFile(letters / "letters/partner-introduction/pair-2.docx").read("word/document.xml").decode()
    assert "Ada Ash" in page and "Gita Beck" in page
    assert "you both work at General Hospital" in page


def test_rows_whose_members_change_are_listed(scheme: Path) -> None:
    assert pairs(scheme, "--accept").returncode == 0
    with Planner(scheme) as planner:
        planner.type("Groups", "Pair 2", "First met", datetime.date(2027, 1, 15))
    result = pairs(scheme, "--accept", "--what-if", "forbid Ada Ash; Gita Beck")

    assert "  Groups, row 4: its members are not those of before\n" in result.stdout
    assert Planner(scheme).value("Groups", "Pair 2", "First met") is None


def test_only_a_workbook_can_take_pairs() -> None:
    result = run("pairs", "westbrook", "--accept")

    assert (result.returncode, result.stdout) == (2, "")
    assert "name a file that ends in .xlsx" in result.stderr


def test_a_workbook_without_the_columns_is_brought_up_to_date_first(scheme: Path) -> None:
    with Planner(scheme) as planner:
        planner.book["Groups"].delete_cols(planner.column("Groups", "What its members are told"))
    result = pairs(scheme, "--accept")

    assert result.returncode == 1
    assert "error[old-columns]" in result.stderr
    assert "help: run `paired-learning scheme update` first" in result.stderr


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Ash", "Pair 2: Ada Ash with Gita Beck.\n  For it: Both free on any half day; same site"),
        ("Ines Ash", "Ines Ash is not considered: withdrew.\n"),
        ("ewa beck", "Ewa Beck is not considered: reserve.\n"),
    ],
)
def test_somebody_who_is_asked_for_is_explained(scheme: Path, name: str, expected: str) -> None:
    result = run("pairs", "explain", str(scheme), name)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(expected)


def test_nobody_of_a_name_cannot_be_explained(scheme: Path) -> None:
    result = run("pairs", "explain", str(scheme), "Ada Nobody")

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[unknown-person]: nobody on the sheet People has this name" in result.stderr
