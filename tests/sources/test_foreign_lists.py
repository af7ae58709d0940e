"""Three lists by other people: every row becomes a draft or is reported, and the drafts pass `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.diagnostics import errors
from generator.model.draft import TO_DO
from generator.model.menu_table import names
from generator.sources.load import load
from generator.sources.menu_import import Existing, Imported, import_lists
from generator.sources.menu_names import MENU
from generator.sources.tables.read import read_lists
from generator.sources.tables.table import Lists
from generator.writers import yaml_text
from tests import small

FOLDER = Path(__file__).parent.parent / "foreign_lists"
LISTS = {
    "ideas": sorted((FOLDER / "ideas").glob("*.md")),
    "research": [FOLDER / "research.csv"],
    "projects": [FOLDER / "projects.yml"],
}


def lists_of(name: str) -> Lists:
    return read_lists({path.name: path.read_bytes() for path in LISTS[name]}, MENU.field_of)


def imported(name: str) -> Imported:
    known = names(load(small.files()).require())
    return import_lists(lists_of(name), {}, known, Existing(), shared=True)


def text_of(result: Imported, id: str) -> str:
    (draft,) = (draft for draft in result.drafts if draft.id == id)
    return yaml_text.draft(draft).decode()


@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_accounted_for(name: str) -> None:
    result = imported(name)

    assert result.rows == len(result.drafts) + len(result.unchanged) + result.reported
    assert result.drafts
    assert result.reported


@pytest.mark.parametrize("name", LISTS)
def test_the_drafts_pass_the_check(name: str) -> None:
    result = imported(name)
    files = {f"projects_menu/{draft.id}.yml": yaml_text.draft(draft) for draft in result.drafts}
    loaded = load(small.files() | files, advise=True)

    assert errors(loaded.diagnostics) == []
    assert {warning.code for warning in loaded.diagnostics} == {"to-do"}
    assert sorted(loaded.drafts) == sorted(files)
    assert loaded.library is not None
    assert list(loaded.library.projects) == ["discharge"]


@pytest.mark.parametrize("name", LISTS)
def test_importing_a_list_again_changes_nothing(name: str) -> None:
    first = imported(name)
    files = {draft.id: (f"{draft.id}.yml", yaml_text.draft(draft)) for draft in first.drafts}
    again = import_lists(lists_of(name), {}, names(load(small.files()).require()), Existing(files), shared=True)

    assert again.drafts == []
    assert again.unchanged == list(files)
    assert again.reported == first.reported


def test_ideas_as_files_of_markdown() -> None:
    result = imported("ideas")

    assert sorted(draft.id for draft in result.drafts) == [
        "gwell-clinig-wyy",
        "letters-that-patients-can-read",
        "sooner-scans-for-stroke",
    ]
    assert [str(fault.place) for fault in result.faults] == ["broken.md:2:27"]
    scans = text_of(result, "sooner-scans-for-stroke")
    assert "difficulty: moderate\n" in scans
    assert f"# was: 350\nduration_weeks: {TO_DO}\n" in scans
    assert "# year: 2026\n" in scans
    assert "# mentors: A. Jones\n#   B. Ó Briain\n" in scans
    assert "# A closer look: ```\n#   # no heading, but a comment in code\n#   ```\n" in scans
    assert "# Requirements: Python, {{ patience }}, <b>tact</b>\n" in scans
    assert "aim: A rota that keeps the scanner busy.\n" in scans
    assert "# body: Patients wait for a scan, see [the team](http://example.org/team).\n" in scans
    letters = text_of(result, "letters-that-patients-can-read")
    assert "title: Letters that patients can read\n" in letters
    assert "duration_weeks: 12\n" in letters


def test_research_as_csv_of_windows_text() -> None:
    lists = lists_of("research")
    result = imported("research")

    assert lists.notices == [
        "research.csv: read as Windows text (Windows-1252); check its accented letters",
        "research.csv, line 1: not read, as it is above the column headings: Projets de recherche 2026",
    ]
    assert lists.tables[0].layout == "column headings in line 3, semicolons between the cells"
    assert [(fault.code, str(fault.place)) for fault in result.faults] == [
        ("duplicate-title", "research.csv:9:1"),
        ("no-title", "research.csv:11:1"),
        ("long-row", "research.csv:12:1"),
        ("total-row", "research.csv:14:1"),
    ]
    waits = text_of(result, "reduire-lattente-aux-urgences")
    assert "title: Réduire l’attente aux urgences\n" in waits  # noqa: RUF001
    assert "# 6 months make 26 weeks.\n# was: 6\nduration_weeks: 26\n" in waits
    assert "problem: |\n  Les patients attendent\n  trop longtemps ; « personne » ne sait pourquoi.\n" in waits
    assert "aim: Éviter dix visites\n" in text_of(result, "suivi-a-distance-coeur")
    assert "title: \"=cmd|' /C calc'!A0\"\n" in text_of(result, "cmd-c-calc-a0")


def test_projects_as_yaml_with_odd_keys() -> None:
    lists = lists_of("projects")
    result = imported("projects")

    assert lists.notices == ["projects.yml: not read, as it is not a list of projects: version, Maintainers"]
    assert [(fault.code, fault.place.line) for fault in result.faults] == [
        ("duplicate-title", 19),
        ("duplicate-key", 22),
        ("anchor", 23),
        ("not-a-project", 24),
    ]
    forms = text_of(result, "fewer-forms")
    assert "difficulty: starter\n" in forms
    assert f"# was: weeks: 12\n#   hours: 40\nduration_weeks: {TO_DO}\n" in forms
    assert "problem: |\n  Staff fill in the same form twice.\n\n  \\# Twice!\n" in forms
    assert "# Is-Funded: no\n# 2026: a year as a key\n" in forms
    assert 'title: "no"\n' in text_of(result, "no")
    assert 'title: "2027"\n' in text_of(result, "2027")
