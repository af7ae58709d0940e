"""Built pages of the menu: withdrawn projects, trusts' own menus, and data for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import small
from tests.command import run
from tests.reading import Read, read

PROJECT = small.files()["projects_menu/discharge.yml"].decode()
PROFILE = small.files()["content/trusts/westbrook/profile.yml"].decode()
GONE = PROJECT.replace("Sooner home", "Sooner on the ward").replace(
    "evidence: suggested",
    "evidence: suggested\nwithdrawn:\n  reason: Every ward does it now.\n  instead: [discharge]\n",
)
OWN = PROJECT.replace("Sooner home", "Our own way home").replace(
    "evidence: suggested",
    "evidence: suggested\nprogress:\n  status: taken\n  site: main\n  starts: 2027-02-01\n  ends: 2027-05-28\n"
    "  contact: {name: Bed office, email: beds@example.nhs.uk}\n",
)
PUBLIC_CONTACT = """menu:
  progress:
    - project: discharge
      status: done
      contact: {name: Ward office, email: ward@example.nhs.uk, private: false}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with a withdrawn project, and a trust with a project of its own."""
    project = small.write(
        tmp_path_factory.mktemp("menu") / "project",
        small.files()
        | {
            "projects_menu/sooner-on-the-ward.yml": GONE.encode(),
            "content/trusts/westbrook/profile.yml": (PROFILE + PUBLIC_CONTACT).encode(),
            "content/trusts/westbrook/projects/our-own-way-home.yml": OWN.encode(),
        },
    )
    result = run("build", folder=project)
    assert result.returncode == 0, result.stderr
    return project / "site"


def page(built: Path, path: str) -> Read:
    return read(built / path / "index.html")


def test_the_script_has_its_facts_from_a_file_and_the_page_is_without_them(built: Path) -> None:
    for menu in ("projects", "playbooks/westbrook/menu"):
        script = (built / menu / "facts.js").read_text(encoding="utf-8")
        facts = json.loads(script.partition(".facts = ")[2].removesuffix(";\n"))
        assert {project["id"]: project["title"] for project in facts["projects"]}["discharge"] == "Sooner home"
        assert "verdicts" in script
        assert "verdicts" not in (built / menu / "index.html").read_text(encoding="utf-8")
        scripts = [values["src"] for tag, values in page(built, menu).elements if "src" in values and tag == "script"]
        assert "facts.js" in scripts


def test_a_withdrawn_project_keeps_a_page_that_says_so_and_links_to_others(built: Path) -> None:
    gone = page(built, "projects/sooner-on-the-ward")

    assert "No longer on the menu" in gone.text
    assert "Every ward does it now." in gone.text
    assert "../discharge/" in gone.links


def test_a_withdrawn_project_is_on_no_menu(built: Path) -> None:
    for path in ("projects", "playbooks/westbrook/menu", "workshops/listening"):
        assert "Sooner on the ward" not in page(built, path).text
        assert "Sooner home" in page(built, path).text


def test_a_withdrawn_project_stays_in_the_data(built: Path) -> None:
    projects = {project["id"]: project for project in json.loads((built / "data/menu.json").read_bytes())["projects"]}

    assert projects["sooner-on-the-ward"]["withdrawn"]["instead"] == ["discharge"]
    assert "Sooner on the ward" in page(built, "data").text


def test_a_trusts_menu_has_its_own_projects_with_their_status(built: Path) -> None:
    text = " ".join(page(built, "playbooks/westbrook/menu").text.split())

    assert "Our own way home" in text
    assert "Taken, Main hospital" in text
    assert "Done" in text


def test_an_own_project_has_a_page_beside_its_trusts_menu(built: Path) -> None:
    own = page(built, "playbooks/westbrook/projects/our-own-way-home")

    assert "1 February 2027 to 28 May 2027" in own.text
    assert "../../menu/" in own.links


def test_no_file_of_the_site_has_a_private_contact(built: Path) -> None:
    files = [path for path in built.rglob("*") if path.is_file()]

    assert not [path for path in files if b"beds@example" in path.read_bytes()]
    assert [path for path in files if b"ward@example" in path.read_bytes()]


@pytest.mark.parametrize("name", ["menu.xlsx", "menu.csv"])
def test_lists_for_spreadsheets_are_read_back_unchanged(built: Path, name: str) -> None:
    result = run("menu", "import", str(built / "data" / name), "--into", "projects_menu", folder=built.parent)

    assert result.returncode == 0, result.stderr
    assert "2 unchanged" in result.stdout
    assert sorted(path.name for path in (built.parent / "projects_menu").iterdir()) == [
        "discharge.yml",
        "sooner-on-the-ward.yml",
    ]
