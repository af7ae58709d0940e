"""What opens in the pages that people use on the day: axe, width and a visible focus, in each look and state.

Each state is reached as somebody reaches it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Open
from tests.browser.test_accessibility import REST
from tests.browser.test_keyboard import every_focus_is_visible
from tests.browser.test_site import sideways

MENU, TIMER, PLANNING = "projects/", "workshops/powerlab/timer/", "plan/checklist/"
ONE_O_CLOCK = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)
MINUTE = 60_000
THEIRS = "view=shortlist&projects=discharge-medicines-ready,fair-waiting-list"
NO_STORE = 'Storage.prototype.setItem = () => { throw new DOMException("no", "QuotaExceededError"); };'


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


# The search and the side menu of the site


def search_waiting(page: Page) -> None:
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Arrow keys")).to_be_visible()


def search_with_results(page: Page) -> None:
    search_waiting(page)
    page.get_by_role("searchbox").fill("A&E wating list")
    expect(page.locator(".search__link").first).to_be_visible()


def search_with_downloads(page: Page) -> None:
    search_waiting(page)
    page.get_by_role("searchbox").fill("charter")
    page.locator(".search__choice", has_text="Downloads").click()
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".search__result").nth(10)).to_be_visible()


def search_with_nothing(page: Page) -> None:
    search_waiting(page)
    page.get_by_role("searchbox").fill("zebra")
    expect(page.get_by_role("status").filter(has_text="Nothing was found")).to_be_visible()


def drawer(page: Page) -> None:
    if page.get_by_role("button", name="Menu", exact=True).is_visible():
        press(page, "Menu")
    expect(page.locator(".md-nav--primary a:visible").first).to_be_visible()


# A workshop


def facilitator_note(page: Page) -> None:
    page.locator("details.facilitator summary").first.click()


def all_notes(page: Page) -> None:
    press(page, "Open all notes")
    expect(page.locator("details.facilitator:not([open])")).to_have_count(0)


def notes_and_agendas_of_groups(page: Page) -> None:
    all_notes(page)
    expect(page.get_by_text("In groups of three, 35 minutes", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Timer for groups of four")).to_be_visible()


def what_gives_the_game_away(page: Page) -> None:
    page.get_by_text("For facilitators: this gives the game away").click()
    page.locator("details.facilitator summary").first.click()


def all_folds(page: Page) -> None:
    """Every fold of a page, those of its foot and of its downloads among them."""
    page.evaluate("document.querySelectorAll('article details').forEach((fold) => { fold.open = true; })")
    expect(page.get_by_role("button", name="Copy with its address")).to_be_visible()


def cited(page: Page) -> None:
    """The words to cite are copied, by the old command."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_text("Cite this page").click()
    press(page, "Copy with its address")
    expect(page.locator(".copied")).to_have_text("Copied.")


# The menu of projects


def filters(page: Page) -> None:
    if page.get_by_role("button", name="Filters").is_visible():
        press(page, "Filters")
        expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    page.locator(".menu-facet").evaluate_all("facets => facets.forEach((facet) => (facet.open = true))")
    page.locator(".menu-choice input").first.check()


def chosen_filters(page: Page) -> None:
    page.evaluate("location.hash = 'theme=flow,discharge&months=9&q=bed'")
    expect(page.locator(".menu-chip").first).to_be_visible()


def no_match(page: Page) -> None:
    page.get_by_label("Search, such as").fill("zebra")
    expect(page.locator(".menu-none")).to_be_visible()


def empty_shortlist(page: Page) -> None:
    page.get_by_role("button", name="Shortlist (0)").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def shortlist(page: Page) -> None:
    for star in page.locator(".projects .menu-star").all()[:5]:
        star.click()
    page.get_by_role("button", name="Shortlist (5)").click()


def below_the_header(page: Page) -> None:
    """Scroll, as the header might lie over half a checkbox."""
    page.locator("#menu-shortlist").evaluate("heading => heading.scrollIntoView({ behavior: 'instant' })")


def comparison(page: Page) -> None:
    """Four side by side, a fifth refused, and one removed."""
    shortlist(page)
    for box in page.get_by_role("checkbox", name="Compare").all():
        box.click()
    expect(page.get_by_role("alert")).to_contain_text("Four fit side by side")
    page.get_by_role("button", name="Remove").last.click()
    expect(page.locator(".menu-side-by-side")).to_be_visible()
    expect(page.locator(".menu-news")).to_be_visible()
    below_the_header(page)


def shared(page: Page) -> None:
    """The link of a shortlist is copied."""
    shortlist(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    press(page, "Share")
    expect(page.locator(".menu-news")).to_contain_text("Link copied.")
    below_the_header(page)


def both_lists(page: Page) -> None:
    page.locator(".projects .menu-star").first.click()
    page.evaluate(f"location.hash = '{THEIRS}'")
    expect(page.locator(".menu-partner h3")).to_have_count(2)


# Checklists


def bring_in(page: Page, text: str) -> None:
    page.locator(".ticks input[type=file]").set_input_files(
        {"name": "tasks.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )


def ticks(page: Page) -> None:
    folded = page.locator("details.fold:has(.ticks) > summary")
    if folded.count():
        folded.click()
    for box in page.locator(".ticks-box").all()[:3]:
        box.check()
    expect(page.locator(".ticks-total")).to_contain_text("3 of ")


def saved_ticks(page: Page) -> None:
    ticks(page)
    press(page, "Save to a file")
    expect(page.locator(".ticks-news")).to_have_text("Saved to your downloads.")


def ticks_brought_in(page: Page) -> None:
    """One of them of a task that is no longer there."""
    ticks(page)
    bring_in(page, "Row id,Action,Status\r\nleadership/long-gone,Do what nobody does now,Done\r\n")
    expect(page.get_by_role("region", name="No longer in the list")).to_be_visible()


def a_file_that_is_no_list(page: Page) -> None:
    bring_in(page, "Name,Score\r\nAnn,4\r\n")
    expect(page.locator(".ticks-news")).to_contain_text("This is not a list of tasks")


def cleared_ticks(page: Page) -> None:
    ticks(page)
    press(page, "Clear all ticks")
    expect(page.get_by_role("button", name="Undo clearing")).to_be_visible()


def ticks_that_nothing_keeps(page: Page) -> None:
    page.add_init_script(NO_STORE)
    page.reload()
    expect(page.locator(".ticks-keeping")).to_contain_text("the ticks last until you leave")
    ticks(page)


# The timer


def before_the_start(page: Page) -> None:
    expect(page.locator("#secret")).to_be_visible()


def running(page: Page) -> None:
    press(page, "Start")
    page.clock.run_for(5 * MINUTE)
    page.locator("details.notes:visible summary").click()


def last_minute(page: Page) -> None:
    press(page, "Start")
    page.clock.run_for(19.5 * MINUTE)
    expect(page.locator("#phase")).to_have_text("Last minute")


def over_time(page: Page) -> None:
    press(page, "Start")
    page.clock.run_for(22 * MINUTE)
    expect(page.locator("#choices")).to_be_visible()


def minutes_taken(page: Page) -> None:
    over_time(page)
    page.locator("#choices button").first.click()
    expect(page.locator("#taken-text")).to_be_visible()


def second_phone(page: Page) -> None:
    press(page, "Start")
    page.locator("#second > summary").click()
    press(page, "Join")
    expect(page.locator("#wrong")).to_contain_text("This is not a code")


def paused(page: Page) -> None:
    press(page, "Start")
    press(page, "Pause")


def asked_to_reset(page: Page) -> None:
    press(page, "Start")
    press(page, "Reset")
    expect(page.get_by_role("dialog")).to_be_visible()


def the_end(page: Page) -> None:
    press(page, "Start")
    while page.locator("#next-activity").inner_text() != "Finish":
        press(page, "Next")
    press(page, "Finish")


State = Callable[[Page], None]
STATES: list[tuple[str, State]] = [
    *(("", state) for state in (search_waiting, search_with_results, search_with_downloads, search_with_nothing)),
    ("workshops/powerlab/", drawer),
    ("workshops/sharing-learning/", facilitator_note),
    ("workshops/skills-for-change/", all_notes),
    ("workshops/self-awareness/", notes_and_agendas_of_groups),
    ("workshops/powerlab/facilitators/", what_gives_the_game_away),
    *((MENU, state) for state in (filters, chosen_filters, no_match, empty_shortlist, shortlist, comparison)),
    *((MENU, state) for state in (shared, both_lists)),
    ("playbooks/westbrook/menu/", comparison),
    *((PLANNING, state) for state in (ticks, saved_ticks, ticks_brought_in, a_file_that_is_no_list, cleared_ticks)),
    (PLANNING, ticks_that_nothing_keeps),
    ("workshops/facilitators/", ticks),
    ("projects/theatre-first-case-start/", saved_ticks),
    ("projects/theatre-first-case-start/", all_folds),
    ("playbooks/westbrook/projects/shared-equipment-store/", all_folds),
    ("workshops/powerlab/facilitators/", all_folds),
    ("playbooks/", all_folds),
    ("programme/shadowing/", all_folds),
    ("case-studies/pre-surgery-clinic/", cited),
    *((TIMER, state) for state in (before_the_start, running, last_minute, over_time, minutes_taken, second_phone)),
    *((TIMER, state) for state in (paused, asked_to_reset, the_end)),
]
LOOKS = {
    "light": (1280, "light", "none"),
    "dark": (1280, "dark", "none"),
    "phone": (390, "light", "none"),
    "small dark phone": (320, "dark", "none"),
    "forced colours": (320, "light", "active"),
}
"""Width in pixels, colours that are preferred, and whether the reader's own colours are forced on the page."""
QUICK = {(facilitator_note, "light")}
"""In `make test`: the rest is slow. test_ticks.py and test_secret_workshop.py have theirs on a small dark phone."""


def opened(open_page: Open, path: str, state: State, look: str) -> Page:
    """A page in one of its states, with nothing moving any more."""
    width, scheme, colours = LOOKS[look]
    clock = ONE_O_CLOCK if path == TIMER else None
    page = open_page(path, width=width, scheme=scheme, clock=clock)
    page.emulate_media(forced_colors=colours)  # type: ignore[arg-type]
    state(page)
    if clock:
        page.clock.resume()
    page.evaluate(REST)
    return page


def cases(looks: list[str]) -> list[object]:
    return [
        pytest.param(path, state, look, marks=() if (state, look) in QUICK else pytest.mark.slow)
        for path, state in STATES
        for look in looks
    ]


@pytest.mark.parametrize(("path", "state", "look"), cases(list(LOOKS)))
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_window(
    open_page: Open, path: str, state: State, look: str
) -> None:
    page = opened(open_page, path, state, look)

    # Forced colours are the reader's own, which axe does not know.
    faults = [fault for fault in axe.faults(page) if look != "forced colours" or "color-contrast" not in fault]
    assert faults == [], "\n".join(faults)
    assert sideways(page) <= 0


@pytest.mark.slow
@pytest.mark.parametrize(("path", "state", "look"), cases(["light", "small dark phone", "forced colours"]))
def test_every_focus_is_visible(open_page: Open, path: str, state: State, look: str) -> None:
    page = opened(open_page, path, state, look)
    # From the top, unless a dialog holds the focus.
    page.evaluate("document.querySelector('dialog[open]') || document.body.setAttribute('tabindex', '-1')")
    page.evaluate("document.body.tabIndex === -1 && (document.body.focus(), document.body.removeAttribute('tabindex'))")
    every_focus_is_visible(page, least=1)
