"""The command pairs."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from generator.model.library import Library
from tests.command import Result, run
from tests.pair_schemes import SIX, SIX_WITH_ONE_FIXED, TODAY, drawn_workbook, workbook
from tests.pairing.drawn_cohort import records as drawn_records
from tests.scheme_cells import Planner

DAY = TODAY.isoformat()
NAMES = [person.name for person in SIX.people]


@pytest.fixture(scope="module")
def file_of_six(library: Library) -> bytes:
    """The workbook of twelve people, of whom two are a fixed pair."""
    return workbook(library, SIX_WITH_ONE_FIXED)


@pytest.fixture
def scheme(file_of_six: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "westshire.xlsx"
    file.write_bytes(file_of_six)
    return file


def pairs(file: Path, *arguments: str) -> Result:
    """Run the command for a workbook of the twelve people. It names none of them; the folder is `out` beside it."""
    result = run("pairs", str(file), "--output", str(file.parent / "out"), "--today", DAY, *arguments)
    assert not re.search(rf"\b({'|'.join(NAMES)})\b", result.stdout + result.stderr)
    return result


def test_names_are_in_the_folder_alone_and_a_changed_page_stays(scheme: Path) -> None:
    before, folder = scheme.read_bytes(), scheme.parent / "out"
    first = pairs(scheme)

    assert (first.returncode, first.stderr) == (0, "")
    line, last = first.stdout.splitlines()
    assert line == "6 pairs, proven best: no others meet the wishes better"
    assert last.endswith("out/ (read read-me.txt first: the files hold personal data)")
    files = {path.name for path in folder.iterdir()} - {".gitignore", ".paired-learning", "manifest.json"}
    assert files == {
        "Meeting plan.docx",
        "Meeting plan.html",
        "Pairs.docx",
        "Pairs.html",
        "Place cards.docx",
        "read-me.txt",
    }
    page = (folder / "Pairs.html").read_text(encoding="utf-8")
    assert all(name in page for name in NAMES)
    assert scheme.read_bytes() == before

    (folder / "Pairs.html").write_text("changed")
    second = pairs(scheme, "--format", "json")

    assert (folder / "Pairs.html").read_text() == "changed"
    assert (folder / "Pairs (new).html").read_text(encoding="utf-8") == page
    assert "this file was changed, so it stays as it is" in second.stderr
    counts = json.loads(second.stdout)
    assert (counts["groups"], counts["unmatched"], counts["different"], counts["proven"]) == (6, 0, None, True)
    values = json.loads((folder / "pairs.json").read_text(encoding="utf-8"))
    assert len(values["groups"]) == 6
    assert values["cost"] == counts["cost"] == counts["bound"] == 50


def test_what_is_tried_out_is_compared_and_the_scheme_stays_as_it_is(scheme: Path) -> None:
    before = scheme.read_bytes()
    result = pairs(scheme, "--what-if", "forbid Bea; Lou", "--what-if", "weight same-site = not at all")

    assert result.returncode == 0
    assert re.search(
        r"^because of --what-if, \d pairs? (is|are) new, and \d pairs? (is|are) no longer together$",
        result.stdout,
        re.M,
    )
    assert "What is different in this trial" in (scheme.parent / "out/Pairs.html").read_text(encoding="utf-8")
    assert scheme.read_bytes() == before


def test_faults_in_what_is_tried_out_name_nobody(scheme: Path) -> None:
    result = pairs(scheme, "--what-if", "pin Bea; Louis")

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[unknown-person]" in result.stderr
    assert "Louis" not in result.stderr
    assert not (scheme.parent / "out").exists()


def test_accepted_pairs_are_in_the_sheet_groups_and_nothing_typed_is_lost(scheme: Path) -> None:
    with Planner(scheme) as planner:
        page = planner.book["Groups"]
        own = page.max_column + 1
        page.cell(2, own).value = "Room"
        page.cell(planner.row("Groups", "Pair 1"), own).value = "Ward 4"
        planner.type("Groups", "Pair 1", "Note", "Meets by telephone")
    result = pairs(scheme, "--accept")

    assert (result.returncode, result.stderr) == (0, "")
    assert "westshire.xlsx: 6 rows of the sheet Groups written\n" in result.stdout
    assert "The workbook as it was: westshire (before " in result.stdout
    after = Planner(scheme)
    assert after.value("Groups", "Pair 1", "Note") == "Meets by telephone"
    assert after.value("Groups", "Pair 1", "Room") == "Ward 4"
    members = [after.value("Groups", "Pair 2", f"Member {number}") for number in (1, 2)]
    assert members == ["Bea", "Lou"]
    assert after.value("Groups", "Pair 2", "How it came about").startswith("Both free on any half day; same site")
    assert after.value("Groups", "Pair 2", "What its members are told").startswith("you both work at North")


def test_accepted_pairs_say_what_was_tried_out_but_is_not_written(scheme: Path) -> None:
    result = pairs(scheme, "--accept", "--what-if", "forbid Bea; Lou", "--what-if", "weight same-site = not at all")

    assert (
        "The sheet Groups takes the pairs, but not whom you keep apart or another weight: the next proposal may be "
        "different. Choose Yes in its column Fixed to keep a pair.\n"
    ) in result.stdout


def test_other_members_than_a_note_is_about_are_named(scheme: Path) -> None:
    assert pairs(scheme, "--accept").returncode == 0
    with Planner(scheme) as planner:
        planner.type("Groups", "Pair 2", "Note", "Meets by telephone")
        row = planner.row("Groups", "Pair 2")
    result = pairs(scheme, "--accept", "--what-if", "forbid Bea; Lou")

    about = "its members are not those of before; its note, or what you typed in your own columns, is about the"
    assert f"  Groups, row {row}: {about} members of before\n" in result.stdout
    assert Planner(scheme).value("Groups", "Pair 2", "Note") == "Meets by telephone"


def test_a_fixed_pair_of_which_one_has_no_place_is_counted(scheme: Path) -> None:
    with Planner(scheme) as planner:
        planner.type("Groups", "Pair 1", "Fixed", "Yes")
        planner.type("People", planner.value("Groups", "Pair 1", "Member 1"), "Decision", "Withdrawn")

    assert "1 fixed pair is not kept whole: somebody in it has no place\n" in pairs(scheme).stdout


def test_only_a_workbook_can_take_pairs() -> None:
    result = run("pairs", "westbrook", "--accept")

    assert (result.returncode, result.stdout) == (2, "")
    assert "name a file that ends in .xlsx" in result.stderr


@pytest.mark.slow
def test_a_drawn_cohort_of_sixty_goes_from_its_sheet_to_letters(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "westshire.xlsx"
    file.write_bytes(drawn_workbook(library))
    accepted = run("pairs", str(file), "--accept", "--output", str(tmp_path / "out"), "--today", DAY)

    assert accepted.stdout.startswith("30 pairs, proven best: no others meet the wishes better\n")
    assert not any(person.name in accepted.stdout for person in drawn_records(library).people)
    arguments = ("--for", "group members", "--output", str(tmp_path / "letters"), "--today", DAY)
    assert run("letters", str(file), *arguments).returncode == 0
    letters = {
        path.stem: zipfile.ZipFile(path).read("word/document.xml").decode()
        for path in (tmp_path / "letters/letters/partner-introduction").glob("*.docx")
    }
    assert len(letters) == 60
    assert "Gita Beck" in letters["ada-ash"]
    assert "you both work at General Hospital" in letters["ada-ash"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bea", "Pair 2: Bea with Lou.\n  For it: Both free on any half day; same site (North)"),
        pytest.param("Lou", "Pair 2: Lou with Bea.\n", marks=pytest.mark.slow),
    ],
)
def test_somebody_who_is_asked_for_is_explained(scheme: Path, name: str, expected: str) -> None:
    result = run("pairs", "explain", str(scheme), name)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(expected)


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("Nobody Here", "type the name as it is on the sheet People"),
        ("Beaa", "a similar name is there, in row 4: check how it is spelt"),
    ],
)
def test_nobody_of_a_name_cannot_be_explained_but_a_similar_name_is_suggested(
    scheme: Path, name: str, help: str
) -> None:
    result = run("pairs", "explain", str(scheme), name)

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[unknown-person]: this name is in no row of the sheet People" in result.stderr
    assert "westshire.xlsx, sheet People" in result.stderr
    assert help in result.stderr


def test_without_participants_there_is_nobody_to_pair() -> None:
    result = run("pairs", "westbrook")

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[no-participants]: nobody has a place yet" in result.stderr
