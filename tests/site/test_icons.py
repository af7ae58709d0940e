"""Icons of the site: a class of one style sheet for each kind of page, theme of projects and fact."""

from __future__ import annotations

import re

import pytest

from generator.model.library import Library
from generator.site.edition import SiteFiles
from tests import small

SHEET = (small.ROOT / "theme/assets/stylesheets/icons.css").read_text(encoding="utf-8")
DRAWN = frozenset(re.findall(r"^\.icon-([a-z-]+) \{", SHEET, re.M))


@pytest.fixture(scope="module")
def site(whole_site: SiteFiles) -> SiteFiles:
    return whole_site


def test_every_theme_of_projects_has_an_icon(library: Library) -> None:
    assert {f"theme-{id}" for id in library.vocabulary.themes} == {name for name in DRAWN if name.startswith("theme-")}


def test_every_icon_of_a_page_is_drawn_and_says_nothing_to_a_screen_reader(site: SiteFiles) -> None:
    pages = {uri: raw.decode() for uri, raw in site.files.items() if uri.endswith(".md")}
    icons = [span for text in pages.values() for span in re.findall(r'<span class="icon [^>]*>', text)]

    assert "theme-flow" in {name for span in icons for name in re.findall(r"icon-([a-z-]+)", span)}
    for span in icons:
        named = re.fullmatch(r'<span class="icon icon-([a-z-]+)" aria-hidden="true">', span)
        assert named and named[1] in DRAWN, span


def test_the_style_sheet_names_the_licence_of_its_outlines() -> None:
    assert "Apache License 2.0" in SHEET.partition(".icon-")[0]
