"""The powerlab's page for facilitators, in a browser: folded until somebody opens it on purpose."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import Open

NOTES = "workshops/powerlab/facilitators/"
FOLD = "For facilitators: this gives the game away"


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_shows_until_the_fold_is_opened(open_page: Open, scripts: bool) -> None:
    page = open_page(NOTES, scripts=scripts)
    cards = page.get_by_role("heading", name="Handouts and cards")
    expect(page.get_by_text(FOLD)).to_be_visible()
    expect(cards).to_be_hidden()
    slides = page.get_by_role("link", name="Slides, PowerPoint", include_hidden=True)
    expect(slides).to_be_hidden()
    page.get_by_text(FOLD).click()
    expect(cards).to_be_visible()
    expect(slides).to_be_visible()


def test_a_facilitator_comes_to_it_by_keyboard_and_link(open_page: Open) -> None:
    page = open_page("workshops/facilitators/")
    page.locator("article").get_by_role("link", name="5. Powerlab").click()
    expect(page.get_by_role("heading", name="Downloads")).to_be_hidden()
    page.evaluate("location.hash = 'downloads'")
    expect(page.get_by_role("heading", name="Downloads")).to_be_in_viewport()
    page.get_by_text(FOLD).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Downloads")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_with_the_fold_open_and_closed(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(NOTES, width=width, scheme=scheme)
    assert axe.faults(page) == []
    page.get_by_text(FOLD).click()
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
