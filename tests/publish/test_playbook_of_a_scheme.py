"""A playbook, packs and a plan from a planner's workbook: the same as from a profile, and the workbook stays hers."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.model.playbook_files import FORMATS
from tests import small
from tests.command import Result, run
from tests.scheme_cells import Planner
from tests.writers.word_sample import png

TODAY = "2026-11-28"
PROFILE = """name: Westshire Hospitals NHS Trust
short_name: Westshire
sites:
  - id: main
    name: Main site
cohort:
  name: Cohort 1
  start: 2027-09-15
  months: 9
  groups: 4
  participants:
    - staff_group: resident-doctors
      number: 4
    - staff_group: managers
      number: 4
pairing:
  method: meet-first
brand:
  colour: "#14532d"
  logo: logo.png
  logo_text: Westshire
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture(scope="module")
def imported(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a profile, westshire/, and the same as a workbook, scheme/westshire.xlsx."""
    folder = tmp_path_factory.mktemp("imported")
    (folder / "westshire").mkdir()
    (folder / "westshire/profile.yml").write_text(PROFILE)
    (folder / "westshire/logo.png").write_bytes(png(40, 20))
    (folder / "scheme").mkdir()
    arguments = ("westshire", "scheme/westshire.xlsx", "--project", str(project), "--today", TODAY)
    result = run("scheme", "import", *arguments, folder=folder)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


@pytest.fixture
def folder(imported: Path, tmp_path: Path) -> Path:
    shutil.copytree(imported, tmp_path, dirs_exist_ok=True)
    return tmp_path


def playbook(
    folder: Path, project: Path, *arguments: str, today: str = TODAY, formats: Sequence[str] = ("xlsx",)
) -> Result:
    """Run the command; one format is enough wherever a test is not about the files."""
    more = ("--project", str(project), "--output", str(folder / "out"), "--today", today)
    return run("playbook", *arguments, "--formats", ",".join(formats), *more, folder=folder)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_files_come_from_a_workbook_as_from_a_profile(folder: Path, project: Path) -> None:
    written: list[dict[str, bytes]] = []
    for source in ("westshire/profile.yml", "scheme/westshire.xlsx"):
        result = playbook(folder, project, source, formats=FORMATS)
        assert (result.returncode, result.stderr) == (0, "")
        written.append(files(folder / "out/westshire"))
        shutil.rmtree(folder / "out")

    from_yaml, from_excel = written
    # A workbook knows its plan, so there is an earlier plan to compare with, and its people, so it has a status.
    different = {f"For the tool/{name}" for name in ("manifest.json", "previous-plan.json", "profile.yml")}
    different |= {"playbook.zip", "Status.html", "Open me first.html"}
    assert from_excel.keys() - different == from_yaml.keys() - different
    assert {path for path in from_yaml if from_yaml[path] != from_excel[path]} - different == set()


def test_the_playbook_has_the_workbook_as_an_update_writes_it(folder: Path, project: Path) -> None:
    file = folder / "scheme/westshire.xlsx"
    with Planner(file) as planner:
        planner.choose("cohort.start", datetime.date(2027, 10, 6))
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        planner.add("People", Name="Zenobia Quirkington")
        planner.book.create_sheet("Mine")["A1"] = "hers"
    typed = file.read_bytes()
    assert playbook(folder, project, str(file)).returncode == 0
    assert file.read_bytes() == typed

    assert run("scheme", "update", str(file), "--today", TODAY, "--project", str(project)).returncode == 0
    assert (folder / "out/westshire/scheme.xlsx").read_bytes() == file.read_bytes()


@pytest.mark.slow
def test_a_playbook_of_a_workbook_that_did_not_change_is_not_written_again(folder: Path, project: Path) -> None:
    playbook(folder, project, "scheme/westshire.xlsx")

    assert "(unchanged)" in playbook(folder, project, "scheme/westshire.xlsx").stdout
    with Planner(folder / "scheme/westshire.xlsx") as planner:
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
    assert "(unchanged)" not in playbook(folder, project, "scheme/westshire.xlsx").stdout


@pytest.mark.slow
def test_the_day_of_planning_stays_while_the_profile_does(folder: Path, project: Path) -> None:
    def planned_from() -> str:
        return str(json.loads((folder / "out/westshire/For the tool/manifest.json").read_bytes())["planning_from"])

    file = folder / "scheme/westshire.xlsx"
    playbook(folder, project, str(file), today="2026-12-07")
    assert planned_from() == TODAY
    with Planner(file) as planner:
        planner.add("People", Name="Zenobia Quirkington")
    playbook(folder, project, str(file), today="2026-12-14")
    assert planned_from() == TODAY
    with Planner(file) as planner:
        planner.choose("cohort.start", datetime.date(2027, 10, 6))
    playbook(folder, project, str(file), today="2026-12-21")
    assert planned_from() == "2026-12-21"


def test_updates_are_found_by_the_workbook(folder: Path, project: Path) -> None:
    file = folder / "scheme/westshire.xlsx"
    playbook(folder, project, str(file))

    assert playbook(folder, project, "--check-updates", str(file)).stdout.startswith("westshire: up to date with")
    with Planner(file) as planner:
        planner.choose("cohort.start", datetime.date(2027, 10, 6))
    changed = playbook(folder, project, "--check-updates", str(file)).stdout
    assert changed.startswith("westshire: the profile has changed since it was made: ")
    assert f"For details: paired-learning plan {file}\n" in changed


@pytest.mark.slow
def test_plan_and_packs_have_the_dates_of_the_workbook(folder: Path, project: Path) -> None:
    more = ("--project", str(project), "--today", TODAY)
    plan = run("plan", "scheme/westshire.xlsx", "--format", "json", *more, folder=folder)
    assert '"2027-09-15"' in plan.stdout

    out = ("--output", str(folder / "packs"))
    result = run("packs", "listening", "--scheme", "scheme/westshire.xlsx", *out, *more, folder=folder)
    assert (result.returncode, result.stderr) == (0, "")
    (calendar,) = (folder / "packs").rglob("workshop.ics")
    assert b"DTSTART" in calendar.read_bytes()
    both = run("packs", "--trust", "westbrook", "--scheme", "scheme/westshire.xlsx", *more, folder=folder)
    assert (both.returncode, both.stderr) == (2, "paired-learning: use --trust or --scheme\n")


@pytest.mark.parametrize(
    "command",
    [
        ["playbook"],
        ["scheme", "update"],
        *(
            pytest.param(command, marks=pytest.mark.slow)
            for command in (["plan"], ["packs", "--scheme"], ["letters"], ["playbook", "--check-updates"])
        ),
    ],
)
def test_faults_have_the_path_as_it_was_typed(folder: Path, project: Path, command: list[str]) -> None:
    with Planner(folder / "scheme/westshire.xlsx") as planner:
        cell = planner.choose("cohort.start", datetime.date(2020, 1, 8))
    result = run(*command, "scheme/westshire.xlsx", "--project", str(project), "--today", TODAY, folder=folder)

    if command == ["playbook", "--check-updates"]:
        assert result.stdout.startswith("westshire: there is no playbook in ")
        return
    assert result.returncode == 1
    assert f"  scheme/westshire.xlsx, sheet Scheme, cell {cell}\n" in result.stderr
    assert "content/trusts" not in result.stderr


def test_faults_of_files_beside_the_workbook_name_them(folder: Path, project: Path) -> None:
    beside = folder / "scheme/westshire/projects"
    beside.mkdir()
    (beside / "ours.yml").write_text("title: Ours\n")
    (folder / "scheme/westshire/notes.docx").write_text("anything may be here")
    result = playbook(folder, project, "scheme/westshire.xlsx")

    assert result.returncode == 1
    assert "  scheme/westshire/projects/ours.yml:1:1\n" in result.stderr
    assert "notes.docx" not in result.stderr


def test_a_logo_that_is_not_beside_the_workbook_is_missed_by_its_cell(folder: Path, project: Path) -> None:
    (folder / "scheme/westshire/logo.png").unlink()
    result = playbook(folder, project, "scheme/westshire.xlsx")

    assert result.returncode == 1
    assert "scheme/westshire.xlsx, sheet Scheme, cell " in result.stderr


def test_two_workbooks_of_one_trust_are_refused(folder: Path, project: Path) -> None:
    shutil.copy(folder / "scheme/westshire.xlsx", folder / "copy.xlsx")
    result = playbook(folder, project, "copy.xlsx", "scheme/westshire.xlsx")

    assert result.returncode == 1
    assert result.stderr.startswith(
        "error[same-trust]: another file is of the trust `westshire` too\n  copy.xlsx:1:1\n"
    )


def test_a_workbook_of_a_trust_that_the_project_has_says_what_to_name_instead(folder: Path, tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    (project / "content/trusts/westshire").mkdir()
    (project / "content/trusts/westshire/profile.yml").write_text(PROFILE)
    result = playbook(folder, project, "scheme/westshire.xlsx")

    assert result.returncode == 1
    assert result.stderr.startswith(
        "error[id-taken]: the project has a trust `westshire`\n  scheme/westshire.xlsx:1:1\n"
        "help: name `westshire` in place of the file, or write a workbook with another name: the id is within it\n"
    )


def test_a_workbook_that_was_renamed_is_still_of_its_trust(folder: Path, project: Path) -> None:
    (folder / "scheme/westshire.xlsx").rename(folder / "scheme/Our scheme, final (2).xlsx")
    (folder / "scheme/westshire").rename(folder / "scheme/Our scheme, final (2)")

    assert playbook(folder, project, "scheme/Our scheme, final (2).xlsx").returncode == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["westshire"]


@pytest.mark.slow
def test_what_the_playbooks_workbook_cannot_hold_is_named(folder: Path, project: Path) -> None:
    from openpyxl.chart import BarChart, Reference

    with Planner(folder / "scheme/westshire.xlsx") as planner:
        sheet = planner.book.create_sheet("Mine")
        sheet.append([1, 2, 3])
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, max_col=3, min_row=1))
        sheet.add_chart(chart, "E5")
    result = playbook(folder, project, "scheme/westshire.xlsx")

    assert result.returncode == 0
    assert result.stderr == (
        "warning[not-carried]: the workbook in the playbook cannot hold a chart\n"
        "  scheme/westshire.xlsx, sheet Mine, cell E5\n"
        "help: your own stays as it is\n\n"
    )
