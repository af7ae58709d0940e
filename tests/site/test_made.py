"""Pages that the last build made: taken as they are while nothing has changed, and made again otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.model.diagnostics import InputFault
from generator.site import pages
from generator.site.made import ABOUT, KEPT, made
from tests import small


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small.write(tmp_path)


def _nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("pages were written again")

    monkeypatch.setattr(pages, "site_files", refused)


def test_pages_are_the_same_when_they_were_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(project)
    _nothing_is_written(monkeypatch)
    second = made(project)
    assert second == first
    assert list(second.site.files) == list(first.site.files)


def test_what_mkdocs_alone_reads_changes_no_page(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(project)
    (project / "theme/overrides/main.html").write_text("{% extends 'base.html' %}", encoding="utf-8")
    _nothing_is_written(monkeypatch)
    made(project)


def test_a_change_of_content_or_of_a_template_is_seen(project: Path) -> None:
    made(project)
    file = project / "projects_menu/discharge.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Sooner home", "Home sooner"), encoding="utf-8")
    assert b"Home sooner" in made(project).site.files["projects/index.md"]
    template = project / "theme/pages/home.md.jinja"
    template.write_text("# Another home\n", encoding="utf-8")
    assert b"# Another home" in made(project).site.files["index.md"]
    assert len(list((project / KEPT).iterdir())) == 1


def test_faults_are_told_again_and_nothing_is_kept_of_them(project: Path) -> None:
    (project / "projects_menu/discharge.yml").write_text("title: 3\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputFault):
            made(project)
    assert not (project / KEPT).exists()


@pytest.mark.parametrize("damage", ["a file is gone", "no JSON", "another file"])
def test_a_damaged_entry_is_made_again(project: Path, damage: str) -> None:
    first = made(project)
    (entry,) = (project / KEPT).iterdir()
    if damage == "a file is gone":
        next(path for path in entry.rglob("*.md")).unlink()
    elif damage == "no JSON":
        (entry / ABOUT).write_text("[", encoding="utf-8")
    else:
        (entry / "files/more.md").write_text("# More\n", encoding="utf-8")
    assert made(project) == first
    assert json.loads((project / KEPT / entry.name / ABOUT).read_bytes())["order"] == list(first.site.files)
