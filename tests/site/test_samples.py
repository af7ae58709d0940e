"""What a planner can take from the site as it is: a blank workbook, a filled one, and the playbook that comes of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from generator.model.library import Library
from generator.planning.playbook import Playbook
from generator.site.pages import site_files
from generator.site.samples import samples
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from tests import small
from tests.studio.desks import ask, desk

FILES = ("blank-scheme.xlsx", "sample-scheme.xlsx", "sample-playbook.zip")


@pytest.fixture(scope="module")
def files(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    project = tmp_path_factory.mktemp("project")
    (project / "theme/assets").mkdir(parents=True)
    (project / "theme/assets/fonts").symlink_to(small.ROOT / "theme/assets/fonts")
    return samples(project, library, read_theme(small.ROOT))


def plan_of(files: Mapping[str, bytes], name: str) -> Playbook:
    """The plan of a workbook that somebody opens in the studio, without any other file."""
    on = desk()
    assert ask(on, "open", [(name, files[name])])["state"]["faults"] == []
    return on.playbook()


def test_nothing_is_decided_in_the_blank_workbook(files: Mapping[str, bytes]) -> None:
    plan = plan_of(files, "blank-scheme.xlsx")

    assert plan.profile.id == "your-trust"
    assert (plan.profile.name, plan.profile.cohort.start, plan.profile.example) == ("Your trust", None, False)
    assert (plan.profile.cohort.groups, plan.profile.cohort.group_size, plan.profile.cohort.months) == (12, 2, 9)
    assert (plan.records.people, plan.records.groups, plan.records.tasks) == ([], [], {})


def test_the_sample_is_filled_in_and_says_that_it_is_made_up(files: Mapping[str, bytes]) -> None:
    plan = plan_of(files, "sample-scheme.xlsx")
    start = openpyxl.load_workbook(io.BytesIO(files["sample-scheme.xlsx"]))["Start here"]
    first = [[cell.value for cell in row[1:3]] for row in start.iter_rows(min_row=3, max_row=4)]

    assert (len(plan.records.people), len(plan.records.groups), len(plan.records.projects)) == (19, 8, 2)
    assert first[0][0] == "An example"
    assert str(first[1][1]).startswith("There is no such trust. Its people, places, projects and dates are made up")


def test_every_name_in_the_sample_says_that_it_is_an_example(library: Library) -> None:
    people = library.trusts["westbrook"].sample.people
    names = {name for each in people for name in (each.name, each.line_manager, each.supervisor) if name}
    addresses = {address for each in people for address in (each.email, each.line_manager_email) if address}

    assert {name for name in names if not name.endswith(" (example)")} == set()
    assert {address for address in addresses if not address.endswith(".example")} == set()


def test_the_sample_playbook_is_a_usual_folder(files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["sample-playbook.zip"])) as archive:
        names = archive.namelist()
        scheme = archive.read("westbrook-playbook/scheme.xlsx")

    assert names[0] == "westbrook-playbook/Open me first.html"
    assert {"westbrook-playbook/1 Plan.pdf", "westbrook-playbook/Status.html"} < set(names)
    assert scheme == files["sample-scheme.xlsx"]


def test_an_author_who_changes_nothing_waits_for_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.site.samples._samples", lambda *_: {"blank-scheme.xlsx": b"made once"})
    first = samples(tmp_path, library, {})
    monkeypatch.setattr("generator.site.samples._samples", None)

    assert samples(tmp_path, library, {}) == first == {"blank-scheme.xlsx": b"made once"}


def test_a_preview_shows_those_that_were_made_last(
    library: Library, small_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.site.samples._samples", lambda *_: {"blank-scheme.xlsx": b"before"})
    samples(tmp_path, library, {}, preview=True)
    monkeypatch.setattr("generator.site.samples._samples", lambda *_: {"blank-scheme.xlsx": b"after"})

    assert samples(tmp_path, small_library, {}, preview=True) == {"blank-scheme.xlsx": b"before"}
    assert samples(tmp_path, small_library, {}) == {"blank-scheme.xlsx": b"after"}


def test_a_project_without_made_up_people_has_the_blank_workbook_alone(small_library: Library, tmp_path: Path) -> None:
    assert list(samples(tmp_path, small_library, read_theme(small.ROOT))) == ["blank-scheme.xlsx"]


@pytest.mark.slow
def test_each_is_two_clicks_from_home(library: Library) -> None:
    site = site_files(library, read_theme(small.ROOT), {"downloads": dict.fromkeys(FILES, b"x")})
    home, studio, playbooks = (
        set(re.findall(r"\]\(([^)]+)\)", site.files[page].decode()))
        for page in ("index.md", "studio/index.md", "playbooks/index.md")
    )

    assert {"studio/index.md", "playbooks/index.md"} < home
    for page in (studio, playbooks):
        assert {f"../downloads/{name}" for name in FILES} < page


def test_a_fault_in_the_made_up_people_is_one_of_the_content() -> None:
    content = {**read_project(small.ROOT), "content/trusts/westbrook/sample_records.yml": b"people:\n  - id: x\n"}
    faults = [(fault.code, str(fault.place)) for fault in load(content).diagnostics]

    assert faults == [("missing-field", "content/trusts/westbrook/sample_records.yml:2:5")]
