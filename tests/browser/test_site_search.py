"""The dialog of the search of the whole site, by hand and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_site import sideways


def opened(page: Page) -> Locator:
    """The field of the search, once its scripts have loaded."""
    page.get_by_role("button", name="Search", exact=True).click()
    expect(status(page)).to_contain_text("Arrow keys")
    return page.get_by_role("searchbox", name="Search this site")


def status(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search").get_by_role("status")


def results(page: Page) -> Locator:
    return page.locator(".search__result")


def test_results_come_as_one_types_and_lead_to_the_page(open_page: Open) -> None:
    page = open_page()
    opened(page).press_sequentially("pharm")

    expect(results(page).filter(has_text="Medicines ready before lunch")).to_be_visible()
    results(page).get_by_role("link", name="Medicines ready before lunch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Medicines ready before lunch")


def test_words_are_marked_and_never_markup(open_page: Open) -> None:
    page = open_page()
    opened(page).fill("<b>waits</b> list")

    expect(page.locator(".search__title mark").first).to_have_text("waiting")
    expect(page.locator(".search__results b")).to_have_count(0)


def test_the_status_says_how_many_and_what_was_understood(open_page: Open) -> None:
    page = open_page()
    field = opened(page)
    field.fill("A&E")
    expect(status(page)).to_contain_text("A&E: also emergency department")
    expect(page.locator(".search__results mark", has_text=re.compile("^(a|and)$"))).to_have_count(0)
    field.fill("readmision")
    expect(status(page)).to_contain_text("Searched for readmission instead of readmision")
    field.fill("xyzzy")
    expect(status(page)).to_have_text("Nothing was found for \u201cxyzzy\u201d. Try fewer or other words.")
    field.fill("")
    expect(status(page)).to_contain_text("Arrow keys")


@pytest.mark.slow
def test_a_kind_leaves_only_its_results(open_page: Open) -> None:
    page = open_page()
    opened(page).fill("release")
    letters = page.get_by_role("radio", name=re.compile("^Letters and templates"))
    letters.check()

    expect(letters).to_be_focused()
    expect(results(page).first).to_be_visible()
    assert set(page.locator(".search__kind").all_inner_texts()) == {"Letter or template"}


def test_a_download_is_found_by_the_name_of_its_file_and_offers_its_formats(open_page: Open) -> None:
    page = open_page("projects/fair-waiting-list/")
    opened(page).fill("charter.docx fair waiting list")

    file = results(page).filter(has_text="Download").first
    expect(file.get_by_role("link", name=re.compile("^Word, "))).to_have_attribute(
        "href", re.compile(r"charter\.docx$")
    )
    expect(file.get_by_role("link", name=re.compile("^PDF, "))).to_have_attribute("href", re.compile(r"charter\.pdf$"))


@pytest.mark.slow
def test_more_results_are_shown_on_request(open_page: Open) -> None:
    page = open_page()
    opened(page).fill("project")
    expect(results(page)).to_have_count(8)
    page.get_by_role("button", name="Show more").click()

    expect(results(page)).to_have_count(16)
    expect(results(page).nth(8).get_by_role("link").first).to_be_focused()


def test_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("about/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.insert_text("glossary")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first.get_by_role("link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/about/glossary/"))


@pytest.mark.slow
def test_escape_and_a_click_beside_it_close_the_dialog(open_page: Open) -> None:
    page = open_page()
    dialog = page.get_by_role("dialog", name="Search")
    opened(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()
    opened(page)
    page.mouse.click(5, 500)

    expect(dialog).to_be_hidden()


def test_nothing_of_the_index_is_loaded_before_somebody_searches(open_page: Open) -> None:
    page = open_page("about/")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert "open.js" in loaded and "index.js" not in loaded
    opened(page).fill("pharmacy")
    expect(results(page).first).to_be_visible()

    assert "index.js" in loaded
    assert len([name for name in loaded if name.startswith("words-")]) <= 2


def test_a_file_of_the_index_that_is_gone_is_said(open_page: Open) -> None:
    page = open_page()
    field = opened(page)
    page.route("**/search/words-*.js", lambda route: route.abort())
    field.fill("pharmacy")

    expect(status(page)).to_have_text("The search cannot be loaded. Reload the page to try again.")


def test_without_scripts_there_is_no_button_that_does_nothing(open_page: Open) -> None:
    page = open_page(scripts=False)

    expect(page.get_by_role("link", name="Guidance").first).to_be_visible()
    expect(page.get_by_text("Search", exact=True)).to_be_hidden()


@pytest.mark.slow
def test_from_a_phone(open_page: Open) -> None:
    page = open_page(width=320)
    opened(page).fill("night")

    expect(results(page).first).to_be_visible()
    assert sideways(page) <= 0
