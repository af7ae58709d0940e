"""The site without a mouse: three journeys, and a visible focus on one page of each kind."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_site import paths
from tests.browser.walk import Focus, focus

MOST = 400  # Steps after which a walk has failed.
PLAYBOOK = "playbooks/imperial/guidance.html"


def look(page: Page) -> Focus | None:
    """The focused element, once nothing above it is still closing."""
    focused = focus(page)
    if focused and focused.fault:
        page.wait_for_timeout(400)
        focused = focus(page)
    return focused


def walk(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until an element of that name has the focus; each focus on the way must be visible."""
    for _ in range(MOST):
        page.keyboard.press(key)
        focused = look(page)
        if focused is None:
            continue
        assert not focused.fault, focused.fault
        if re.search(name, focused.name):
            return
    raise AssertionError(f"no Tab leads to {name}")


def back(page: Page, name: str) -> None:
    """Walk backwards, towards the start of the page."""
    walk(page, name, "Shift+Tab")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Walk to an element and press it."""
    walk(page, name)
    page.keyboard.press(key)


# Journeys


@pytest.mark.slow
def test_plan_a_scheme(open_page: Open) -> None:
    page = open_page()
    press(page, "^Skip to content$")
    press(page, "^time and release$")
    expect(page).to_have_url(re.compile(r"/plan/time-and-release/$"))
    press(page, "^Planning checklist$")

    expect(page.get_by_role("heading", level=1)).to_contain_text("checklist", ignore_case=True)


@pytest.mark.slow
def test_find_a_project(open_page: Open) -> None:
    page = open_page("projects/")
    press(page, "^Skip to content$")
    press(page, "^Setting")
    walk(page, "^setting$")
    page.keyboard.press("Space")
    expect(page.locator(".menu-chip")).to_have_count(1)
    press(page, "^Add to shortlist", "Space")
    page.keyboard.press("Shift+Tab")
    back(page, r"^Shortlist \(1\)$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your shortlist")).to_be_focused()
    title = page.locator(".menu-entry-title a").text_content() or ""
    press(page, re.escape(title))
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    press(page, "^On your shortlist$", "Space")
    walk(page, "^One-page charter")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename.endswith((".docx", ".pdf"))


@pytest.mark.slow
def test_run_a_workshop(open_page: Open) -> None:
    page = open_page("workshops/skills-for-change/")
    press(page, "^Skip to content$")
    press(page, "^Open all notes$", "Space")
    assert page.locator("details.facilitator:not([open])").count() == 0
    press(page, "^Close all notes$", "Space")
    press(page, "Welcome and problems on the wall")
    expect(page.locator("details.facilitator[open]")).to_have_count(1)
    page.reload()
    press(page, "[Tt]imer")
    expect(page).to_have_url(re.compile(r"/timer/$"))
    press(page, "^Start$", "Space")
    expect(page.locator("#phase")).to_have_text("Running")
    walk(page, "^Reset$")
    page.keyboard.press("Enter")
    press(page, "^Keep it$")

    expect(page.get_by_role("dialog")).to_be_hidden()


# Focus


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", paths(PLAYBOOK))
@pytest.mark.slow
def test_every_focus_is_visible_on_each_kind_of_page(open_page: Open, path: str, width: int) -> None:
    every_focus_is_visible(open_page(path, width=width))


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("", 320, "dark"),
        pytest.param("", 1280, "light", marks=pytest.mark.slow),
        pytest.param("workshops/powerlab/timer/", 1280, "dark", marks=pytest.mark.slow),
        pytest.param("plan/checklist/", 1280, "dark", marks=pytest.mark.slow),
        pytest.param("projects/theatre-first-case-start/", 320, "light", marks=pytest.mark.slow),
    ],
)
def test_every_focus_is_visible(open_page: Open, path: str, width: int, scheme: str) -> None:
    every_focus_is_visible(open_page(path, width=width, scheme=scheme))


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_focus_is_visible_in_a_playbook(open_page: Open, scheme: str) -> None:
    every_focus_is_visible(open_page(PLAYBOOK, scheme=scheme), 150)


def every_focus_is_visible(page: Page, most: int = MOST, least: int = 4) -> None:
    """Walk through the page: no focus is hidden, not even by the sticky header, and each has an indicator."""
    page.emulate_media(reduced_motion="reduce")
    steps, wrong = 0, []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = look(page)
        if focused is None:
            break
        steps += 1
        wrong += [focused.fault] if focused.fault else []

    assert wrong == []
    assert steps >= least


@pytest.mark.parametrize("width", [1280, pytest.param(320, marks=pytest.mark.slow)])
def test_the_skip_link_moves_the_focus(open_page: Open, width: int) -> None:
    page = open_page("plan/time-and-release/", width=width)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


# Controls that Material makes for the mouse only


@pytest.mark.slow
def test_the_drawer_opens_goes_back_and_closes(open_page: Open) -> None:
    page = open_page("plan/time-and-release/", width=320)
    press(page, "^Menu$")
    opener = page.get_by_role("button", name="Menu", exact=True)
    expect(opener).to_have_attribute("aria-expanded", "true")
    back = page.get_by_role("button", name="Back from: Guidance")
    expect(back).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_timeout(400)
    assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    press(page, "^Workshops$")
    expect(page).to_have_url(re.compile(r"/workshops/$"))

    press(page, "^Menu$", "Space")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_have_attribute("aria-expanded", "false")


def test_the_colours_change(open_page: Open) -> None:
    page = open_page()
    walk(page, "^Light$")
    page.keyboard.press("ArrowRight")

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_a_single_letter_does_nothing(open_page: Open) -> None:
    page = open_page("workshops/powerlab/")
    before = page.url
    for key in "f/snp.,":
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body"), key
    page.wait_for_timeout(100)

    assert page.url == before
    assert page.evaluate("document.activeElement === document.body")
