"""The documents of a public playbook as pages of the site: they link to one another, and to no file of a folder."""

from __future__ import annotations

import re

import pytest

from generator.model.library import Library
from generator.planning.playbook import plan
from generator.site.playbook_documents import playbook_documents
from generator.sources.tree import read_theme
from generator.writers.theme import Theme
from tests import small

NAMES = {"plan", "sponsor-page", "business-case", "handbook", "guidance", "playbook"}


@pytest.mark.parametrize(("ending", "menu"), [("/", "menu/"), (".html", "menu.html")])
def test_documents_link_to_one_another(library: Library, ending: str, menu: str) -> None:
    playbook = plan(library, "imperial", public=True)
    files = dict(playbook_documents("imperial", playbook, Theme(read_theme(small.ROOT)), ending))
    pages = {path.removeprefix("playbooks/imperial/"): raw.decode() for path, raw in files.items()}
    links = {
        tuple(link.partition("#")[::2])
        for page in pages.values()
        for link in re.findall(r'href="([^"]+)"', page)
        if not link.startswith(("https:", "mailto:", "#"))
    }

    assert pages.keys() == {f"{name}.html" for name in NAMES}
    assert {path for path, _ in links} <= {*pages, menu}
    assert {"plan.html", "guidance.html", "business-case.html"} <= {path for path, _ in links}
    assert [(path, place) for path, place in links if place and f'id="{place}"' not in pages[path]] == []


def test_the_address_that_playbooks_had_leads_to_the_plan(library: Library) -> None:
    playbook = plan(library, "imperial", public=True)
    files = dict(playbook_documents("imperial", playbook, Theme(read_theme(small.ROOT)), "/"))

    assert b'content="0; url=plan.html"' in files["playbooks/imperial/playbook.html"]
