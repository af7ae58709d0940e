"""What is in view at once: the doors of the home page, the contents beside a page, and a page that is not there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import Open
from tests.browser.test_site import ONE_OF_EACH_KIND

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


@pytest.mark.parametrize("scripts", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_the_contents_beside_a_workshop_list_what_can_be_seen(open_page: Open, scripts: bool) -> None:
    page = open_page(WORKSHOP, scripts=scripts)
    links = page.locator(CONTENTS)

    hashes = [str(link.get_attribute("href")) for link in links.all()]
    assert {"#agenda", "#downloads", "#preparation"} <= set(hashes)
    for hash in hashes:
        expect(page.locator(hash)).to_be_visible()


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_a_link_opens_its_fold_with_the_keyboard_and_again_after_it_was_closed(open_page: Open, width: int) -> None:
    page = open_page(WORKSHOP, width=width)
    link, inside = page.locator(".head-facts a[href='#materials']"), page.locator("#materials table").first
    expect(inside).to_be_hidden()

    for _ in range(2):
        link.press("Enter")
        expect(inside).to_be_visible()
        page.locator("#materials summary").press("Enter")
        expect(inside).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_an_address_that_leads_nowhere_says_where_to_go_on(open_page: Open, scheme: str) -> None:
    page = open_page("404.html", scheme=scheme)

    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert faults(page) == []
    page.get_by_role("main").get_by_role("link", name="Project menu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Project menu")


@pytest.mark.parametrize(("scheme", "shown"), [("dark", "slate"), ("light", "default")])
def test_the_first_visit_has_the_colours_of_the_device_before_material_has_loaded(
    open_page: Open, scheme: str, shown: str
) -> None:
    page = open_page("about/references/", scheme=scheme, own=True)
    page.evaluate("localStorage.clear()")
    page.route("**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload()

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", shown)
    page.evaluate("__md_set('__palette', { index: 0, color: { scheme: 'chosen' } })")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "chosen")


# Rules of the second half of Material's sheet whose elements are in a page as it comes, before any script.
STYLED_LATE = """async (addresses) => {
  const sheet = [...document.styleSheets].find(({ href }) => href?.endsWith("material_rest.css"));
  const rules = (all) => [...all].flatMap(({ selectorText, cssRules }) =>
    selectorText ? [selectorText, ...rules(cssRules)] : rules(cssRules ?? [])
  );
  const states = /::[-a-z]+|:(before|after|hover|focus[-a-z]*)/g;
  const selectors = rules(sheet.cssRules).map((each) => each.replace(states, ":not(none)"));
  const ofElements = selectors.filter((each) => each && each !== ":root");
  const late = [];
  for (const address of addresses) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    late.push(...ofElements.filter((each) => page.querySelector(each)).map((each) => `${address}: ${each}`));
  }
  return [ofElements.length, late];
}"""


def test_everything_that_a_page_comes_with_is_styled_when_its_first_words_show(open_page: Open) -> None:
    page = open_page("")
    # Timers and the documents of playbooks have styles of their own.
    framed = [path for path in ONE_OF_EACH_KIND if not path.endswith((".html", "timer/"))]

    rules, late = page.evaluate(STYLED_LATE, framed)

    assert rules > 300
    assert late == []
