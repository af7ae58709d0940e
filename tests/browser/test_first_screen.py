"""What is in view at once: the doors of the home page, the contents beside a page, and a page that is not there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import Open

WORKSHOP = "workshops/nhs-context/"
CONTENTS = ".md-sidebar--secondary .md-nav--secondary a"
HEIGHT = 900


def test_the_doors_and_the_first_words_of_the_steps_are_on_the_first_screen(open_page: Open) -> None:
    page = open_page("")

    for door in page.locator(".door").all():
        box = door.bounding_box()
        assert box
        assert box["y"] + box["height"] < HEIGHT
    for step in page.locator(".step p:first-of-type").all():
        box = step.bounding_box()
        assert box
        assert box["y"] + box["height"] < HEIGHT


@pytest.mark.parametrize("width", [320, 1280])
def test_the_keyboard_meets_the_doors_after_the_buttons_and_before_what_follows(open_page: Open, width: int) -> None:
    page = open_page("", width=width)
    page.locator(".start-here a").last.focus()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="I plan a scheme", exact=True)).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_contents_beside_a_workshop_list_what_can_be_seen(open_page: Open, scripts: bool) -> None:
    page = open_page(WORKSHOP, scripts=scripts)
    links = page.locator(CONTENTS)

    hashes = [str(link.get_attribute("href")) for link in links.all()]
    assert {"#agenda", "#downloads", "#preparation"} <= set(hashes)
    for hash in hashes:
        expect(page.locator(hash)).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_link_opens_its_fold_with_the_keyboard_and_again_after_it_was_closed(open_page: Open, width: int) -> None:
    page = open_page(WORKSHOP, width=width)
    link, inside = page.locator(".head-facts a[href='#materials']"), page.locator("#materials table").first
    expect(inside).to_be_hidden()

    for _ in range(2):
        link.press("Enter")
        expect(inside).to_be_visible()
        page.locator("#materials summary").press("Enter")
        expect(inside).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_address_that_leads_nowhere_says_where_to_go_on(open_page: Open, scheme: str) -> None:
    page = open_page("404.html", scheme=scheme)

    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert faults(page) == []
    page.get_by_role("main").get_by_role("link", name="Project menu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Project menu")
