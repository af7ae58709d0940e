"""axe-core on every kind of page and every opened state. test_keyboard.py and test_reflow.py test what axe cannot."""

from __future__ import annotations

import datetime
from collections.abc import Callable
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
        page.goto(address + path)
        violations += [f"{path}: {fault}" for fault in axe.faults(page)]

    assert violations == []


# Opened states of the site


def search_with_results(page: Page) -> None:
    page.get_by_role("textbox", name="Search").fill("night")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=60_000)


def search_with_more(page: Page) -> None:
    search_with_results(page)
    more = page.locator(".md-search-result__more summary").first
    more.click()
    expect(page.locator(".md-search-result__more[open]").first).to_be_visible()


def search_with_nothing(page: Page) -> None:
    page.get_by_role("textbox", name="Search").fill("zebra")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents", timeout=60_000)


def facilitator_note(page: Page) -> None:
    page.locator("details.facilitator summary").first.click()


def notes_and_agendas_of_groups(page: Page) -> None:
    page.get_by_role("button", name="Open all notes").click()
    expect(page.get_by_text("In groups of three, 35 minutes", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Timer for groups of four")).to_be_visible()


def several_filters(page: Page) -> None:
    page.locator(".menu-facet").evaluate_all("facets => facets.forEach((facet) => (facet.open = true))")
    page.locator(".menu-choice input").first.check()
    expect(page.locator(".menu-chip").first).to_be_visible()


def no_match(page: Page) -> None:
    page.get_by_label("Search, such as").fill("zebra")
    expect(page.locator(".menu-none")).to_be_visible()


def shortlist_with_compare(page: Page) -> None:
    for star in page.locator(".projects .menu-star").all()[:3]:
        star.click()
    page.get_by_role("button", name="Shortlist (3)").click()
    for box in page.locator(".menu-compare input").all()[:2]:
        box.check()
    page.get_by_role("button", name="Remove").last.click()
    expect(page.locator(".menu-side-by-side")).to_be_visible()
    expect(page.locator(".menu-news")).to_be_visible()
    # The header would lie over half a checkbox.
    page.locator("#menu-shortlist").evaluate("heading => heading.scrollIntoView({ behavior: 'instant' })")


def shared_shortlist(page: Page) -> None:
    page.locator(".projects .menu-star").first.click()
    page.evaluate("location.hash = 'view=shortlist&projects=discharge-medicines-ready,fair-waiting-list'")
    expect(page.locator(".menu-partner h3")).to_have_count(2)


@SCHEMES
@pytest.mark.parametrize(
    ("path", "width", "state"),
    [
        pytest.param("", 1280, search_with_results, marks=pytest.mark.slow),
        pytest.param("", 1280, search_with_more, marks=pytest.mark.slow),
        pytest.param("", 1280, search_with_nothing, marks=pytest.mark.slow),
        ("workshops/sharing-learning/", 1280, facilitator_note),
        pytest.param(WORKSHOP, 1280, facilitator_note, marks=pytest.mark.slow),
        pytest.param("workshops/self-awareness/", 320, notes_and_agendas_of_groups, marks=pytest.mark.slow),
        pytest.param(MENU, 1280, several_filters, marks=pytest.mark.slow),
        pytest.param(MENU, 1280, no_match, marks=pytest.mark.slow),
        pytest.param(MENU, 1280, shortlist_with_compare, marks=pytest.mark.slow),
        pytest.param(MENU, 320, shortlist_with_compare, marks=pytest.mark.slow),
        pytest.param(MENU, 320, shared_shortlist, marks=pytest.mark.slow),
    ],
)
def test_each_opened_state_of_a_page(
    open_page: Open, path: str, width: int, state: Callable[[Page], None], scheme: str
) -> None:
    page = open_page(path, width=width, scheme=scheme, search=path == "")
    state(page)

    clean(page)


# Material puts the tooltip at the end of the page, outside its landmarks. That breaks a best practice, not WCAG.
@pytest.mark.slow
@SCHEMES
def test_an_explained_term(open_page: Open, scheme: str) -> None:
    page = open_page("plan/time-and-release/", scheme=scheme)
    page.locator("a.term").first.hover()
    expect(page.locator(".md-tooltip2--active").first).to_be_visible()

    clean(page, axe.WCAG)


@pytest.mark.slow
@SCHEMES
def test_the_search_on_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page(width=320, scheme=scheme, search=True)
    page.get_by_role("button", name="Search", exact=True).click()
    search_with_results(page)

    clean(page)


@pytest.mark.slow
@SCHEMES
@pytest.mark.parametrize("path", ["", pytest.param("workshops/powerlab/", marks=pytest.mark.slow)])
def test_the_drawer_on_a_phone(open_page: Open, path: str, scheme: str) -> None:
    page = open_page(path, width=320, scheme=scheme)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator(".md-nav--primary a:visible").first).to_be_visible()

    clean(page)


@pytest.mark.slow
@SCHEMES
def test_the_filters_on_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page(MENU, width=320, scheme=scheme)
    page.get_by_role("button", name="Filters").click()
    several_filters(page)

    clean(page)


# The timer


@pytest.mark.slow
@SCHEMES
@WIDTHS
def test_the_timer_as_it_runs_and_asks(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("workshops/powerlab/timer/", width=width, scheme=scheme)
    page.get_by_role("button", name="Start", exact=True).click()
    clean(page)
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    clean(page)


@pytest.mark.slow
@SCHEMES
def test_the_timer_in_its_last_minute(open_page: Open, scheme: str) -> None:
    page = open_page("workshops/self-awareness/timer/", scheme=scheme, clock=ONE_O_CLOCK)
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(14.5 * 60_000)
    expect(page.locator("#phase")).to_have_text("Last minute")
    page.clock.resume()

    clean(page)


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
