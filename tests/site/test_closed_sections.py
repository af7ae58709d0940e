"""A closed section of the menu is rendered once for a folder, and each page has it as plain MkDocs would write it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url

from generator.site import closed_sections
from generator.site.build import export
from generator.site.closed_sections import place_of
from generator.site.export import Exported
from generator.site.mkdocs_build import build_plainly
from generator.site.mkdocs_engine import MkDocsEngine, dated
from tests import small
from tests.site.test_build import contents, differences

PAGES = ("index", "plan/first", "plan/second", "plan/third", "plan/first/within", "teams/one", "teams/two", "more/last")
NAVIGATION = [
    {"Home": "index.md"},
    {"Plan": ["plan/first.md", "plan/second.md", "plan/third.md"]},
    {"Teams": ["teams/one.md", {"Inner": ["plan/first/within.md", "teams/two.md"]}]},
    {"More": ["more/last.md"]},
]
"""A page of the section Teams lies within the folder of a page of the section Plan."""
TABS = "navigation.tabs"

SEGMENT = st.sampled_from(["a", "b", "..", "."])
FOLDER = st.lists(SEGMENT, max_size=3).map("/".join)
PAGE = st.sampled_from(["a/", "b/", "c/", "c.html", "index.html", ""])
ADDRESS = st.tuples(FOLDER, PAGE).map("/".join)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A project with the small project's settings and templates, and with pages in folders of each other."""
    exported = export(small.write(tmp_path_factory.mktemp("exported") / "project"))
    files = {path: raw for path, raw in exported.docs.items() if path.endswith((".css", ".js"))}
    pages = {f"{page}.md": f"---\nicon: material/home\n---\n# {page}\n\nWords.\n".encode() for page in PAGES}
    return replace(exported, docs=files | pages, settings={**exported.settings, "plugins": [], "nav": NAVIGATION})


def with_features(project: Exported, features: list[str]) -> Exported:
    theme = {**project.settings["theme"], "features": features}  # type: ignore[dict-item]
    return replace(project, settings={**project.settings, "theme": theme})


def assert_as_plain_mkdocs(project: Exported, folder: Path) -> None:
    for name in ("plain", "ours"):
        (folder / name).mkdir()
    with dated(project.date):
        build_plainly(project, folder / "plain")
    MkDocsEngine().build(project, folder / "ours")
    assert differences(contents(folder / "ours"), contents(folder / "plain")) == []


@pytest.mark.parametrize(
    "features",
    [
        [TABS],
        *(
            pytest.param(each, marks=pytest.mark.slow)
            for each in ([TABS, "navigation.sections", "navigation.indexes"], [])
        ),
    ],
    ids=" and ".join,
)
def test_every_page_is_that_of_plain_mkdocs(project: Exported, tmp_path: Path, features: list[str]) -> None:
    assert_as_plain_mkdocs(with_features(project, features), tmp_path)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("partials/nav-item.html", "{% macro render(nav_item, path, level) %}<b>{{ page.title }}</b>{% endmacro %}"),
        ("partials/tabs-item.html", "{% macro render(nav_item) %}<b>{{ word }}</b>{% endmacro %}"),
        pytest.param(
            "partials/tabs-item.html",
            "{% macro render(nav_item) %}<b>{{ 'plan/second/' | url }}</b>{% endmacro %}",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_template_that_says_something_else_on_each_page_is_rendered_for_each(
    project: Exported, tmp_path: Path, template: str, text: str
) -> None:
    main = project.overrides["main.html"].decode()
    overrides = {template: text.encode(), "main.html": f"{main}\n{{% set word = page.title if page %}}".encode()}
    around = "{% set word = page.title %}{% import 'partials/tabs-item.html' as item with context %}"
    overrides["partials/tabs.html"] = (
        f"{around}{{% for each in nav.items %}}{{{{ item.render(each) }}}}{{% endfor %}}".encode()
    )
    changed = replace(project, overrides={**project.overrides, **overrides})

    assert_as_plain_mkdocs(with_features(changed, [TABS]), tmp_path)


def test_a_closed_section_is_rendered_once_for_a_folder(
    project: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    fresh = closed_sections.ClosedSections._fresh

    def counted(sections: Any, macro: Any, page: Any) -> Any:
        made.append(page.file.src_uri)
        return fresh(sections, macro, page)

    monkeypatch.setattr(closed_sections.ClosedSections, "_fresh", counted)
    (tmp_path / "ours").mkdir()
    MkDocsEngine().build(with_features(project, []), tmp_path / "ours")

    # One of two other sections leads to a page within the folder of the first page, so the second page has it again.
    assert made.count("plan/first.md") == 2
    assert made.count("plan/second.md") == 1
    assert made.count("plan/third.md") == 0


@given(FOLDER, PAGE, PAGE, ADDRESS)
def test_an_address_is_the_same_from_all_pages_of_a_folder_that_it_is_not_within(
    folder: str, name: str, other: str, to: str
) -> None:
    page, neighbour = f"{folder}/{name}", f"{folder}/{other}"
    here, there, place = place_of(page), place_of(neighbour), place_of(to)
    same_folder = (here[:-1], len(here)) == (there[:-1], len(there))
    within = place[: len(here)] in (here, there)

    assert not same_folder or within or get_relative_url(to, page) == get_relative_url(to, neighbour)


def test_an_address_is_shorter_from_the_page_that_it_is_within() -> None:
    assert place_of("plan/first/within/")[:2] == place_of("plan/first/") == ("plan", "first")
    assert get_relative_url("plan/first/within/", "plan/first/") == "within/"
    assert get_relative_url("plan/first/within/", "plan/second/") == "../first/within/"
