"""Pages of the last build are used as they are while nothing has changed, and written again otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.diagnostics import InputFault
from generator.site import pages
from generator.site.cached_pages import CACHE, cached_pages
from tests import small


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small.write(tmp_path)


def refuse_to_write_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("pages were written again")

    monkeypatch.setattr(pages, "site_files", refused)


def test_cached_pages_are_the_same_in_the_same_order(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cached_pages(project)
    refuse_to_write_pages(monkeypatch)
    second = cached_pages(project)
    assert second == first
    assert list(second[0].files) == list(first[0].files)


def test_what_only_mkdocs_reads_changes_no_page(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached_pages(project)
    (project / "theme/overrides/main.html").write_text("{% extends 'base.html' %}", encoding="utf-8")
    refuse_to_write_pages(monkeypatch)
    cached_pages(project)


def test_a_change_of_content_or_of_a_template_is_seen(project: Path) -> None:
    cached_pages(project)
    file = project / "projects_menu/discharge.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Sooner home", "Home sooner"), encoding="utf-8")
    assert b"Home sooner" in cached_pages(project)[0].files["projects/index.md"]
    template = project / "theme/pages/home.md.jinja"
    template.write_text("# Another home\n", encoding="utf-8")
    assert b"# Another home" in cached_pages(project)[0].files["index.md"]
    assert len(list((project / CACHE).iterdir())) == 1


def test_faults_are_reported_again_and_nothing_of_them_is_cached(project: Path) -> None:
    (project / "projects_menu/discharge.yml").write_text("title: 3\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputFault):
            cached_pages(project)
    assert not (project / CACHE).exists()
