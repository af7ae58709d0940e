"""The commands on a planner's own workbook: scheme new, update, merge, forget, import and export."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small
from tests.command import Result, run
from tests.scheme_cells import Planner

TODAY = "2026-11-28"
MOMENTS = 50
RARE = "Zenobia Quirkington"
"""A name that stands nowhere else."""
BEFORE = re.compile(r"westshire \(before \d{4}-\d\d-\d\d \d\d\.\d\d(, \d)?\)\.xlsx")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture(scope="module")
def new_scheme(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("new") / "westshire.xlsx"
    arguments = ("--name", "Westshire Hospitals NHS Trust", "--start", "2027-09-15", "--today", TODAY)
    result = run("scheme", "new", str(file), *arguments, folder=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert (
        result.stdout == f"{file}: fill it in, save it and close it, then run `paired-learning scheme update {file}`\n"
    )
    return file


@pytest.fixture
def file(new_scheme: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(new_scheme, tmp_path))


def update(file: Path, project: Path, *arguments: str, today: str = TODAY) -> Result:
    return run("scheme", "update", str(file), "--today", today, *arguments, folder=project)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_status_says_what_is_late_and_what_comes_next_and_writes_nothing(file: Path, project: Path) -> None:
    raw = file.read_bytes()
    result = run("scheme", "status", str(file), "--today", "2027-09-20", folder=project)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Cohort 1 on Monday 20 September 2027\n\n1. ")
    assert "\nOverdue (" in result.stdout
    assert file.read_bytes() == raw

    values = json.loads(
        run("scheme", "status", str(file), "--today", "2027-09-20", "--format", "json", folder=project).stdout
    )
    assert values["day"] == "2027-09-20"
    assert len(values["next_steps"]) == 3


def test_a_new_scheme_needs_no_update(file: Path, project: Path) -> None:
    raw = file.read_bytes()
    result = update(file, project)

    assert (result.returncode, result.stdout, result.stderr) == (0, f"{file}: nothing to change\n", "")
    assert (file.read_bytes(), names(file.parent)) == (raw, ["westshire.xlsx"])


def test_what_was_typed_is_planned_and_stays(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        planner.choose("cohort.start", datetime.date(2027, 10, 6))
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        planner.add("People", Name=RARE, Email="zenobia@example.nhs.uk")
        planner.book["Tasks"]["Z5"] = "beside it"
        planner.book.create_sheet("Mine")["B2"] = "=1+1"
    typed = file.read_bytes()
    result = update(file, project)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{file}: brought up to date\n")
    (before,) = [name for name in names(file.parent) if BEFORE.fullmatch(name)]
    assert result.stdout.endswith(f"The workbook as it was: {before}\n")
    assert (file.parent / before).read_bytes() == typed
    new = Planner(file)
    assert new.value("Dates", "workshop-listening", "Date") == datetime.date(2027, 10, 6)
    assert new.value("People", RARE, "Email") == "zenobia@example.nhs.uk"
    assert new.book["Mine"]["B2"].value == "=1+1"
    assert "beside it" in [cell.value for row in new.book["Tasks"] for cell in row]


def test_a_second_update_changes_nothing(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        planner.add("People", Name=RARE)
    update(file, project)
    raw = file.read_bytes()

    assert update(file, project).stdout == f"{file}: nothing to change\n"
    assert file.read_bytes() == raw


def test_machines_can_read_what_changed(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        planner.book["Tasks"].delete_rows(5)
    result = update(file, project, "--format", "json")
    values = json.loads(result.stdout)

    assert values["file"] == str(file)
    assert BEFORE.fullmatch(values["before"])
    assert [change["sheet"] for change in values["changes"]] == ["Tasks"]
    assert values["left_out"] == []


def test_faults_name_sheet_and_cell_all_at_once_and_nothing_is_written(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        months = planner.choose("cohort.months", "nine and a bit")
        row = planner.add("People", Name=RARE, Email="not an address")
        email = planner.book["People"].cell(row, planner.column("People", "Email")).coordinate
    typed = file.read_bytes()
    result = update(file, project)

    assert (result.returncode, result.stdout) == (1, "")
    assert f"  {file}, sheet Scheme, cell {months}\n" in result.stderr
    assert f"  {file}, sheet People, cell {email}\n" in result.stderr
    assert "2 faults" in result.stderr
    assert RARE not in result.stderr
    assert (file.read_bytes(), names(file.parent)) == (typed, ["westshire.xlsx"])


def test_a_file_that_is_open_in_excel_is_left_alone(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        planner.add("People", Name=RARE)
    typed = file.read_bytes()
    (file.parent / "~$westshire.xlsx").touch()
    result = update(file, project)

    assert result.returncode == 1
    assert result.stderr.startswith("error[file-open]: this file is open in Excel or LibreOffice\n")
    assert file.read_bytes() == typed


def test_what_cannot_be_carried_is_listed_before_anything_is_written(file: Path, project: Path) -> None:
    from openpyxl.chart import BarChart, Reference

    with Planner(file) as planner:
        sheet = planner.book.create_sheet("Mine")
        sheet.append([1, 2, 3])
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, max_col=3, min_row=1))
        sheet.add_chart(chart, "E5")
    typed = file.read_bytes()
    result = update(file, project)

    assert result.returncode == 1
    assert f"error[not-carried]: the new workbook cannot hold a chart\n  {file}, sheet Mine, cell E5\n" in result.stderr
    assert (file.read_bytes(), names(file.parent)) == (typed, ["westshire.xlsx"])

    result = update(file, project, "--anyway")
    assert result.returncode == 0
    assert "  Mine, E5: left out: a chart\n" in result.stdout
    assert Planner(file).book["Mine"]["C1"].value == 3


def test_two_copies_become_one(file: Path, project: Path, tmp_path: Path) -> None:
    mine, theirs = (Path(shutil.copy(file, tmp_path / f"{name}.xlsx")) for name in ("mine", "theirs"))
    with Planner(mine) as planner:
        planner.add("People", Name="Ada Mine")
        planner.type("Tasks", planner.book["Tasks"]["A3"].value, "Note", "from me")
    with Planner(theirs) as planner:
        planner.add("People", Name="Bo Theirs")
        cell = planner.type("Tasks", planner.book["Tasks"]["A3"].value, "Note", "from her")
    output = tmp_path / "both.xlsx"
    arguments = ("scheme", "merge", str(file), str(mine), str(theirs), "--output", str(output), "--today", TODAY)
    result = run(*arguments, folder=project)

    assert (result.returncode, result.stderr) == (0, "")
    assert "Both copies changed these cells; look at the notes on them:\n  Tasks, " + cell in result.stdout
    people = Planner(output).book["People"]
    assert {"Ada Mine", "Bo Theirs"} <= {row[1].value for row in people}
    assert "from her" not in result.stdout
    assert run(*arguments, folder=project).returncode == 1


@pytest.mark.slow
def test_without_a_base_it_says_what_nobody_can_know(file: Path, project: Path, tmp_path: Path) -> None:
    theirs = Path(shutil.copy(file, tmp_path / "theirs.xlsx"))
    output = str(tmp_path / "both.xlsx")
    result = run("scheme", "merge", str(file), str(theirs), "--output", output, "--today", TODAY, folder=project)

    assert result.returncode == 0
    assert "Without the file that both copies come from, nobody can know what was deleted" in result.stdout


def test_a_person_is_taken_out_and_older_workbooks_are_named(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        planner.add("People", Name=RARE, Email="zenobia@example.nhs.uk")
        planner.book["Tasks"].cell(3, planner.column("Tasks", "Note")).value = f"Ask {RARE}"
    update(file, project)
    result = run("scheme", "forget", str(file), RARE, "--today", TODAY, folder=project)

    assert (result.returncode, result.stderr) == (0, "")
    assert "Tasks, " in result.stdout
    older = [name for name in names(file.parent) if BEFORE.fullmatch(name)]
    assert len(older) == 2
    assert f"delete them: {', '.join(older)}\n" in result.stdout
    assert RARE not in {row[1].value for row in Planner(file).book["People"]}


def test_a_scheme_goes_to_yaml_and_back_without_loss(file: Path, project: Path, tmp_path: Path) -> None:
    with Planner(file) as planner:
        planner.add("People", Name=RARE, Email="zenobia@example.nhs.uk")
        planner.add("Contacts", Name="A Lead", Role="Programme lead", Email="lead@example.nhs.uk")
    folder = tmp_path / "yaml" / "westshire"
    result = run("scheme", "export", str(file), str(folder), "--records", folder=project)
    assert (result.returncode, names(folder)) == (0, ["profile.yml", "records.yml"])

    back = tmp_path / "back.xlsx"
    assert run("scheme", "import", str(folder), str(back), "--today", TODAY, folder=project).returncode == 0
    again = tmp_path / "again" / "westshire"
    assert run("scheme", "export", str(back), str(again), "--records", folder=project).returncode == 0
    assert [(again / name).read_bytes() for name in names(again)] == [
        (folder / name).read_bytes() for name in names(folder)
    ]
    assert RARE in (again / "records.yml").read_text()


def test_an_export_has_no_names_of_people_unless_they_are_wanted(file: Path, project: Path, tmp_path: Path) -> None:
    run("scheme", "export", str(file), str(tmp_path / "out"), folder=project)

    assert names(tmp_path / "out") == ["profile.yml"]


def test_records_beside_a_profile_are_read_and_checked(project: Path) -> None:
    files = read_project(project)
    path = "content/trusts/westbrook/records.yml"
    records = b"keep_until: 2029-01-31\npeople:\n  - id: a\n    name: Zenobia Quirkington\n"
    trust = load(files | {path: records}).require().trusts["westbrook"]
    assert [person.name for person in trust.records.people] == [RARE]

    faulty = load(files | {path: records + b"    site: nowhere\n"})
    assert faulty.library is None
    assert [(fault.place.file, fault.place.line) for fault in faulty.diagnostics] == [(path, 5)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "westshire.txt"], "name a file that ends in .xlsx"),
        (["new", "((.xlsx"], "`((` gives no id for the trust: use letters and digits in the file's name"),
        (["update", "westshire"], "`westshire` is no workbook: name a file that ends in .xlsx"),
        (["merge", "a.xlsx", "--output", "b.xlsx"], "name two copies"),
    ],
)
def test_wrong_usage(project: Path, arguments: list[str], message: str) -> None:
    result = run("scheme", *arguments, folder=project)

    assert result.returncode == 2
    assert result.stderr.startswith(f"paired-learning: {message}")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["update", "nowhere.xlsx"], "no-workbook"),
        (["new", "westbrook.xlsx"], "id-taken"),
        (["import", "nowhere.yml", "a.xlsx"], "no-profile"),
    ],
)
def test_faults_of_the_input(project: Path, arguments: list[str], code: str) -> None:
    result = run("scheme", *arguments, folder=project)

    assert result.returncode == 1
    assert result.stderr.startswith(f"error[{code}]: ")


@pytest.mark.slow
def test_an_update_killed_at_any_moment_leaves_the_old_or_the_new_workbook(file: Path, project: Path) -> None:
    with Planner(file) as planner:
        planner.choose("cohort.start", datetime.date(2027, 10, 6))
    old = file.read_bytes()
    begun = time.monotonic()
    started(file, project).wait()
    seconds, new = time.monotonic() - begun, file.read_bytes()
    assert new != old
    killed = 0
    for moment in range(MOMENTS):
        for path in file.parent.iterdir():
            path.unlink()
        file.write_bytes(old)
        process = started(file, project)
        try:
            process.wait(seconds * (moment + 1) / MOMENTS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1

        assert file.read_bytes() in (old, new)
        assert old in [path.read_bytes() for path in file.parent.iterdir()]
    assert killed


def started(file: Path, project: Path) -> subprocess.Popen[bytes]:
    """An update in a process of its own."""
    arguments = ("scheme", "update", str(file), "--today", TODAY)
    environment = {**os.environ, "PYTHONPATH": str(small.ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments], cwd=project, env=environment, stdout=subprocess.DEVNULL
    )
