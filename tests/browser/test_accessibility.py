"""axe-core on every kind of page and every opened state. test_keyboard.py and test_reflow.py test what axe cannot."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Open
from tests.browser.test_releases import releases, repository, visit  # noqa: F401
from tests.browser.test_site import paths

PLAYBOOK = "playbooks/imperial/guidance.html"
MENU, WORKSHOP = "projects/", "workshops/skills-for-change/"
# Dark and narrow pages are for `make test-all`.
SCHEMES = pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
WIDTHS = pytest.mark.parametrize("width", [1280, pytest.param(320, marks=pytest.mark.slow)])
ONE_O_CLOCK = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)


REST = "Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))).then(() => true)"


def clean(page: Page, rules: list[str] = axe.RULES) -> None:
    """Fail with the violations that axe reports once all animations have ended."""
    page.evaluate(REST)
    violations = axe.faults(page, rules)
    assert violations == [], "\n".join(violations)


# Pages


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), pytest.param(320, "dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    # A workshop's page is checked below, with a note open.
    "path",
    [pytest.param(path, marks=pytest.mark.slow) if path == WORKSHOP else path for path in paths(PLAYBOOK)],
)
def test_one_page_of_each_kind(open_page: Open, path: str, width: int, scheme: str) -> None:
    clean(open_page(path, width=width, scheme=scheme))


# A playbook has 11,000 elements, and checking the contrast of each takes seconds.
@pytest.mark.slow
def test_a_playbook(open_page: Open) -> None:
    clean(open_page(PLAYBOOK))


@pytest.mark.slow
@SCHEMES
@WIDTHS
def test_every_page(open_page: Open, site: Path, address: str, width: int, scheme: str) -> None:
    page = open_page(width=width, scheme=scheme)
    violations = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        # A page that only sends its reader on is gone before anyone could look at it.
        if 'http-equiv="refresh"' in file.read_text(encoding="utf-8"):
            continue
        page.goto(address + path)
        violations += [f"{path}: {fault}" for fault in axe.faults(page)]

    assert violations == []


# test_opened_states.py opens what a page can open.


# Material puts the tooltip at the end of the page, outside its landmarks. That breaks a best practice, not WCAG.
@pytest.mark.slow
@SCHEMES
def test_an_explained_term(open_page: Open, scheme: str) -> None:
    page = open_page("plan/time-and-release/", scheme=scheme)
    page.locator("a.term").first.hover()
    expect(page.locator(".md-tooltip2--active").first).to_be_visible()

    clean(page, axe.WCAG)


# Releases


@pytest.mark.slow
@SCHEMES
@WIDTHS
def test_the_versions_and_the_banner_of_an_old_release(visit: Open, width: int, scheme: str) -> None:  # noqa: F811
    page = visit("2026.1/projects/discharge/", width=width, scheme=scheme)
    expect(page.locator(".md-banner--warning")).to_be_visible()
    page.locator(".md-version__current").focus()
    expect(page.locator(".md-version__link").first).to_be_visible()

    clean(page)


# test_menu.py tests the menu of a trust as a single file.
