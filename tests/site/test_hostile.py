"""Hostile text stays text: in titles, descriptions, prose and navigation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import search_files, small
from tests.command import run
from tests.reading import pages, read

ATTACK = (
    "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ library }} {% if x %} &lt;b&gt; [x] (y) *z*"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = small.files()
    project = files["projects_menu/discharge.yml"].decode()
    quoted = "'" + ATTACK.replace("'", "''") + "'"
    for name in ("title", "summary", "aim"):
        lines = [f"{name}: {quoted}" if line.startswith(f"{name}:") else line for line in project.split("\n")]
        project = "\n".join(lines)
    files["projects_menu/discharge.yml"] = project.encode()
    folder = small.write(tmp_path_factory.mktemp("hostile") / "project", files)
    result = run("build", folder=folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def test_no_markup_in_the_content_becomes_markup_of_a_page(built: Path) -> None:
    plain = {path.relative_to(built): read(path) for path in pages(built)}
    assert plain
    for path, page in plain.items():
        assert not [values for tag, values in page.elements if tag == "img" and values.get("src") == "x"], path
        assert not [values for _, values in page.elements if any(name.startswith("on") for name in values)], path
        scripts = [values for tag, values in page.elements if tag == "script"]
        code = [values for values in scripts if values.get("type") != "application/json"]
        assert all("src" in values or values.get("id") == "__config" or not values for values in code), path
        assert "<script>alert" not in (built / path).read_text(encoding="utf-8"), path


def test_text_is_shown_as_typed(built: Path) -> None:
    page = read(built / "projects" / "discharge" / "index.html")

    assert page.headings[0][1].startswith(ATTACK)
    assert page.description == ATTACK
    assert page.title.startswith(ATTACK)


def test_the_search_index_has_it_as_text(built: Path) -> None:
    """Its files are scripts of one call with JSON, which the test reads back; the browser shows titles as text."""
    titles = [title for title, *_ in search_files.records(search_files.of_site(built))]

    assert ATTACK in titles
