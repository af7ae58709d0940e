"""A list of projects read on the studio's desk: the drafts that the command line writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import small
from tests.command import run
from tests.studio.desks import ask, ask_for_files, desk

LIST = "Project name,Lead,Level,Colour\nFaster scans,Dr No,easy,red\n,Dr Who,hard,blue\nSooner home,Dr X,hard,green\n"
IDEAS = [("ideas.csv", LIST.encode())]


@pytest.mark.slow
def test_the_drafts_are_those_of_the_command_line(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for folder in ("content", "projects_menu"):
        shutil.copytree(small.ROOT / folder, project / folder)
    shutil.copy(small.ROOT / "mkdocs.yml", project)
    (project / "ideas.csv").write_text(LIST, encoding="utf-8")
    into = "content/trusts/westbrook/projects"
    before = set((project / into).iterdir())
    assert run("menu", "import", "ideas.csv", "--into", into, folder=project).returncode == 1
    on = desk()
    ask(on, "example", slug="westbrook")
    _, files = ask_for_files(on, "import-menu", IDEAS)

    assert files == {
        f"projects/{path.name}": path.read_bytes() for path in (project / into).iterdir() if path not in before
    }
    assert sorted(files) == ["projects/faster-scans.yml", "projects/sooner-home.yml"]


def test_the_reply_says_what_is_left_to_do_and_how_columns_were_read() -> None:
    reply = ask(desk(), "import-menu", IDEAS)

    assert [(each["id"], each["title"]) for each in reply["projects"]] == [
        ("faster-scans", "Faster scans"),
        ("sooner-home", "Sooner home"),
    ]
    assert "summary" in reply["projects"][0]["to_do"]
    assert reply["columns"][0]["columns"] == [
        {"column": "Project name", "field": "title", "how": "known name"},
        {"column": "Lead", "field": None, "how": None},
        {"column": "Level", "field": "difficulty", "how": "known name"},
        {"column": "Colour", "field": None, "how": None},
    ]
    assert {"field": "title", "title": "Title"} in reply["fields"]
    assert [(fault["code"], fault["file"]) for fault in reply["faults"]] == [("no-title", "ideas.csv")]


def test_a_planner_can_say_what_a_column_is() -> None:
    reply = ask(desk(), "import-menu", IDEAS, columns={"Lead": "", "Colour": "summary"})
    fields = {each["column"]: each["field"] for each in reply["columns"][0]["columns"]}

    assert fields == {"Project name": "title", "Lead": None, "Level": "difficulty", "Colour": "summary"}
    assert "summary" not in reply["projects"][0]["to_do"]


def test_a_draft_that_is_beside_the_workbook_is_unchanged() -> None:
    on = desk()
    ask(on, "example", slug="westbrook")
    _, drafts = ask_for_files(on, "import-menu", IDEAS)
    state = ask(on, "beside", list(drafts.items()))["state"]
    reply = ask(on, "import-menu", IDEAS)

    assert [fault for fault in state["faults"] if fault["severity"] == "error"] == []
    assert (reply["projects"], reply["unchanged"]) == ([], ["faster-scans", "sooner-home"])


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("ideas.xlsx", b"no workbook", "bad-workbook"),
        ("ideas.pdf", b"%PDF-1.7", "unknown-format"),
        ("ideas.json", b"{", "json-syntax"),
        ("ideas.csv", b"\xff\xfe\x00", "bad-encoding"),
        ("ideas.csv", b"", "empty-file"),
    ],
)
def test_a_file_that_is_no_list_is_a_fault(name: str, raw: bytes, code: str) -> None:
    reply = ask(desk(), "import-menu", [(name, raw)])

    assert ([fault["code"] for fault in reply["faults"]], reply["projects"]) == ([code], [])
