"""A trust's project menu as one file: it makes no requests, and its text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from generator.sources.tree import read_theme
from generator.writers import menu_page
from tests import small
from tests.reading import Read
from tests.writers.lone_pages import is_alone

THEME = read_theme(small.ROOT)
MENU = menu_page.theme_of(THEME)
PROJECTS, ADDRESS = "4 Guidance.html", "4%20Guidance.html"


@pytest.fixture(scope="module")
def playbook(library: Library) -> Playbook:
    return plan(library, "westbrook")


def written(playbook: Playbook) -> str:
    return menu_page.write(playbook, MENU, PROJECTS).decode()


def read(text: str) -> Read:
    result = Read()
    result.feed(text)
    return result


def test_every_project_is_there_and_links_to_the_guidance(playbook: Playbook) -> None:
    links = read(written(playbook)).links

    assert [link for link in links if "#" in link] == [
        f"{ADDRESS}#project-{entry.project.id}" for entry in playbook.menu
    ]


def test_the_menu_of_groups_of_three_is_for_groups(playbook: Playbook) -> None:
    three = replace(playbook, wording=replace(playbook.wording, group_size=3))

    assert "Improvement projects that pairs can take up." in written(playbook)
    assert "Improvement projects that groups can take up." in written(three)


def test_every_project_has_its_status(playbook: Playbook) -> None:
    text = written(playbook)

    assert "Taken, Westbrook General, 20 January 2027 to 15 September 2027" in text
    assert "There is no Westbrook Hospitals and Community Trust" in unescape(text)


def test_it_loads_nothing_and_runs_only_its_own_script(playbook: Playbook) -> None:
    text = written(playbook)
    is_alone(text)

    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)
    assert not [name for _, values in read(text).elements for name in values if name.startswith("on")]


def test_hostile_text_is_text(playbook: Playbook) -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    entry = playbook.menu[0]
    project = entry.project.model_copy(update={"title": hostile, "problem": hostile, "summary": hostile})
    changed = replace(playbook, menu=(replace(entry, project=project),))
    page = read(written(changed))

    assert [values.get("type") for tag, values in page.elements if tag == "script"] == ["application/json", None]
    assert not [tag for tag, _ in page.elements if tag == "img"]


def test_all_missing_files_of_the_theme_are_named() -> None:
    lacking = {path: raw for path, raw in THEME.items() if "menu" not in path}
    with pytest.raises(InputFault) as raised:
        menu_page.theme_of(lacking)

    assert {fault.code for fault in raised.value.diagnostics} == {"missing-file"}
    assert len(raised.value.diagnostics) > 10


def test_the_same_playbook_gives_the_same_bytes(playbook: Playbook, library: Library) -> None:
    assert menu_page.write(playbook, MENU, PROJECTS) == menu_page.write(plan(library, "westbrook"), MENU, PROJECTS)
