"""The menu as a list: an empty template, an export, and an import of your own list."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from generator.model.menu_table import COLUMNS
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small
from tests.command import run

LIST = "Project name,Lead,Level,Colour\nFaster scans,Dr No,easy,red\n,Dr Who,hard,blue\nSooner home,Dr X,hard,green\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small.write(tmp_path / "project")


@pytest.fixture
def ideas(project: Path) -> Path:
    file = project / "ideas.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def drafts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.yml"))


def test_the_template_has_a_column_for_each_field_and_explains_it(project: Path) -> None:
    result = run("menu", "template", "ours.xlsx", folder=project)

    assert (result.returncode, result.stderr) == (0, "")
    book = openpyxl.load_workbook(project / "ours.xlsx")
    assert book.sheetnames == ["Projects", "How to fill it in", "Lists"]
    assert [cell.value for cell in book["Projects"][1]] == [column.title for column in COLUMNS]
    prompts = {rule.promptTitle: rule for rule in book["Projects"].data_validations.dataValidation}
    assert set(prompts) == {column.title for column in COLUMNS}
    assert prompts["Difficulty"].type == "list"
    assert "outcome | On-time starts |" in prompts["Measures"].prompt
    assert max(len(rule.prompt) for rule in prompts.values()) <= 255


def test_an_empty_template_has_no_rows(project: Path) -> None:
    assert run("menu", "template", "ours.xlsx", folder=project).returncode == 0
    result = run("menu", "import", "ours.xlsx", "--into", "new", folder=project)

    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith("no rows: no drafts written, 0 unchanged, 0 reported\n")
    assert not (project / "new").exists()


PROJECTS = len([*small.ROOT.glob("projects_menu/*.yml")])


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "yml"])
def test_the_menu_comes_back_as_it_was(ending: str, tmp_path: Path) -> None:
    file, folder = tmp_path / f"menu.{ending}", tmp_path / "back"
    result = run("menu", "export", str(file))
    assert result.stdout == f"{file}: {PROJECTS} projects\n"

    again = run("menu", "import", str(file), "--into", "projects_menu", "--dry-run")
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.endswith(f"\n{PROJECTS} rows: no drafts would be written, {PROJECTS} unchanged, 0 reported\n")

    back = run("menu", "import", str(file), "--into", str(folder))
    assert back.stdout.endswith(f"\n{PROJECTS} rows: {PROJECTS} drafts written, 0 unchanged, 0 reported\n")
    files = read_project(small.ROOT)
    shared = {path: raw for path, raw in files.items() if not path.startswith("projects_menu/")}
    shared |= {f"projects_menu/{path.name}": path.read_bytes() for path in folder.iterdir()}
    assert load(shared).require().projects == load(files).require().projects


@pytest.mark.slow
def test_a_trusts_own_projects(tmp_path: Path) -> None:
    file = tmp_path / "own.xlsx"
    trust = next(path.parent.parent.name for path in (small.ROOT / "content/trusts").glob("*/projects/*.yml"))
    assert run("menu", "export", str(file), "--trust", trust).returncode == 0
    result = run("menu", "import", str(file), "--into", f"content/trusts/{trust}/projects", "--dry-run")

    assert (result.returncode, result.stderr) == (0, "")
    assert "no drafts would be written" in result.stdout
    assert run("menu", "export", str(tmp_path / "x.csv"), "--trust", "nowhere").returncode == 1


def test_good_rows_become_drafts_and_the_others_are_reported(project: Path, ideas: Path) -> None:
    result = run("menu", "import", "ideas.csv", "--map", "Lead=sponsor", "--into", "projects_menu", folder=project)

    assert result.returncode == 1
    assert result.stdout == (
        "ideas.csv: column headings in line 1, commas between the cells\n"
        "  Project name  title (known name)\n"
        "  Lead          sponsor (as you said)\n"
        "  Level         difficulty (known name)\n"
        "  Colour        not used\n"
        "\n"
        "projects_menu/faster-scans.yml (28 fields to fill in)\n"
        "projects_menu/sooner-home.yml (28 fields to fill in)\n"
        "3 rows: 2 drafts written, 0 unchanged, 1 reported\n"
    )
    assert result.stderr.startswith("error[no-title]: the row has no title\n  ideas.csv:3:1\n")
    text = (project / "projects_menu/faster-scans.yml").read_text(encoding="utf-8")
    assert text.startswith("# From ideas.csv, line 2.\n")
    assert "sponsor: Dr No\n" in text
    assert text.endswith("# Colour: red\n")

    check = run("check", folder=project)
    assert check.returncode == 0
    files = len(small.files()) + 2
    assert check.stdout == f"{files} files: no faults, 56 warnings, 2 drafts left out\n"
    assert run("export", "out", folder=project).returncode == 0


def test_the_same_list_again_changes_nothing(project: Path, ideas: Path) -> None:
    arguments = ("menu", "import", "ideas.csv", "--into", "projects_menu")
    run(*arguments, folder=project)
    before = {path.name: path.read_bytes() for path in (project / "projects_menu").iterdir()}
    result = run(*arguments, folder=project)

    assert result.stdout.endswith("3 rows: no drafts written, 2 unchanged, 1 reported\n")
    assert {path.name: path.read_bytes() for path in (project / "projects_menu").iterdir()} == before


def test_a_file_with_other_text_is_left_alone(project: Path, ideas: Path) -> None:
    there = project / "projects_menu/faster-scans.yml"
    mine = (project / "projects_menu/discharge.yml").read_text(encoding="utf-8")
    there.write_text(mine, encoding="utf-8")
    result = run("menu", "import", "ideas.csv", "--into", "projects_menu", folder=project)

    assert result.returncode == 1
    assert "error[id-taken]: the id `faster-scans` is that of projects_menu/faster-scans.yml" in result.stderr
    assert there.read_text(encoding="utf-8") == mine


def test_a_trust_cannot_use_an_id_of_the_shared_menu(project: Path) -> None:
    (project / "list.csv").write_text("Title,Aim,Id\nAnything,x,discharge\n", encoding="utf-8")
    folder = "content/trusts/westbrook/projects"
    result = run("menu", "import", "list.csv", "--into", folder, folder=project)

    assert result.returncode == 1
    assert "the id `discharge` is that of projects_menu/discharge.yml" in result.stderr
    assert drafts(project / folder) == []


def test_no_heading_moves_the_cursor(project: Path) -> None:
    (project / "list.csv").write_text("Title,Aim,\x1b[2Jx\u202e\nOne,x,y\n", encoding="utf-8")
    result = run("menu", "import", "list.csv", "--into", "new", folder=project)

    assert result.returncode == 0
    assert "\ufffd[2Jx\ufffd" in result.stdout
    assert "\x1b" not in result.stdout + (project / "new/one.yml").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(project: Path, ideas: Path) -> None:
    result = run("menu", "import", "ideas.csv", "--into", "new/folder", "--dry-run", folder=project)

    assert result.stdout.endswith("3 rows: 2 drafts would be written, 0 unchanged, 1 reported\n")
    assert not (project / "new").exists()


def test_the_report_as_json(project: Path, ideas: Path) -> None:
    result = run("menu", "import", "ideas.csv", "--into", "new", "--format", "json", folder=project)
    report = json.loads(result.stdout)

    assert result.returncode == 1
    assert report["mapping"][0]["columns"][0] == {"column": "Project name", "field": "title", "how": "known name"}
    assert [draft["id"] for draft in report["drafts"]] == ["faster-scans", "sooner-home"]
    assert (report["rows"], report["reported"], report["unchanged"]) == (3, 1, [])
    assert [fault["code"] for fault in report["faults"]] == ["no-title"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--map", "Leed=sponsor"], "--map: no list has a column `Leed`; did you mean `Lead`?"),
        (["--map", "Lead=sponser"], "--map: unknown field `sponser`; did you mean `sponsor`?"),
        (["--map", "Lead"], '`Lead` must have the form "Column=field"'),
        (["--map", "Lead=sponsor", "--map", "Colour=sponsor"], "--map: two columns cannot both be `sponsor`"),
    ],
)
def test_wrong_usage_of_map(project: Path, ideas: Path, arguments: list[str], words: str) -> None:
    result = run("menu", "import", "ideas.csv", "--into", "new", *arguments, folder=project)

    assert result.returncode == 2
    assert words in result.stderr
    assert not (project / "new").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["menu", "import", "ideas.csv"],
        ["menu", "import", "missing.csv", "--into", "new"],
        ["menu", "import", "ideas.csv", "--into", "ideas.csv"],
        ["menu", "export", "menu.doc"],
        ["menu", "template", "menu.csv"],
    ],
)
def test_wrong_usage(project: Path, ideas: Path, arguments: list[str]) -> None:
    result = run(*arguments, folder=project)

    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_export_overwrites_nothing(project: Path) -> None:
    assert run("menu", "export", "menu.csv", folder=project).returncode == 0
    result = run("menu", "export", "menu.csv", folder=project)

    assert result.returncode == 1
    assert "error[file-exists]" in result.stderr


def test_no_cell_of_a_csv_file_is_a_formula(project: Path) -> None:
    menu = project / "projects_menu/discharge.yml"
    menu.write_text(menu.read_text().replace("sponsor: Divisional director", 'sponsor: "=1+1"'), encoding="utf-8")
    assert run("menu", "export", "menu.csv", folder=project).returncode == 0

    assert ",'=1+1," in (project / "menu.csv").read_text(encoding="utf-8-sig")
