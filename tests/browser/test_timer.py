"""The timer of a workshop, with a clock that the test controls."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.model.library import Library
from tests.browser.conftest import Open, reload_file
from tests.browser.test_site import sideways

TIMER = "workshops/self-awareness/timer/"
ONE_O_CLOCK = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)
MINUTE = 60_000

NO_STORE = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }});
"""
COUNTED_LOCKS = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", {value: {request: async () => {
  const lock = new EventTarget();
  lock.release = async () => { window.locks.push("released"); lock.dispatchEvent(new Event("release")); };
  window.locks.push("asked");
  return lock;
}}});
"""
BEYOND_THE_STAGE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById("digits"));
  return range.getBoundingClientRect().right - document.getElementById("stage").getBoundingClientRect().right;
}"""
"""Pixels by which the digits themselves, not their box, extend beyond their column."""


@pytest.fixture
def timer(open_page: Open) -> Page:
    """The timer of the first workshop, at one o'clock, before its start."""
    return open_page(TIMER, clock=ONE_O_CLOCK)


def press(page: Page, name: str) -> None:
    """Press one of the buttons."""
    page.get_by_role("button", name=name, exact=True).click()


def passes(page: Page, minutes: float) -> None:
    """Let time pass."""
    page.clock.run_for(int(minutes * MINUTE))


def shows(page: Page, activity: str, left: str, phase: str) -> None:
    """Check what the room sees: the activity, the time left and the phase."""
    expect(page.locator("#activity")).to_have_text(activity)
    expect(page.locator("#digits")).to_have_text(left)
    expect(page.locator("#phase")).to_have_text(phase)


def violations(page: Page) -> str:
    """Violations that axe reports. It needs a running clock."""
    page.clock.resume()
    report = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return str(report.generate_report()) if report.violations_count else ""


def agenda(page: Page) -> list[str]:
    """The rows of the agenda."""
    return [" ".join(row.split()) for row in page.locator("#agenda tbody tr").all_inner_texts()]


def test_before_the_start_it_shows_the_first_activity_and_waits(timer: Page) -> None:
    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    passes(timer, 5)

    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    expect(timer.locator("#next")).to_have_text("Next at 13:15: Where we stand")
    expect(timer.locator("#punctual")).to_be_hidden()
    assert agenda(timer)[:2] == ["13:00 Welcome and ground rules Now 15", "13:15 Where we stand 10"]
    assert agenda(timer)[-1] == "16:30 End"


def test_it_runs_down_second_by_second(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 1 / 60)
    shows(timer, "Welcome and ground rules", "14:59", "Running")

    passes(timer, 9)
    shows(timer, "Welcome and ground rules", "5:59", "Running")
    passes(timer, 1)
    shows(timer, "Welcome and ground rules", "4:59", "Last five minutes")
    passes(timer, 4)
    shows(timer, "Welcome and ground rules", "0:59", "Last minute")


def test_the_next_activity_follows_by_itself(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 16)

    shows(timer, "Where we stand", "9:00", "Running")
    expect(timer.locator("[aria-current=step]")).to_contain_text("Where we stand Now")
    assert agenda(timer)[:2] == ["13:00 Welcome and ground rules Done 15", "13:15 Where we stand Now 10"]
    expect(timer.locator("#punctual")).to_have_text("On plan")


def test_a_phone_that_slept_finds_the_right_activity(timer: Page, library: Library) -> None:
    """The first three activities take 45 minutes, and the fourth 25."""
    activities = library.workshops["self-awareness"].activities
    press(timer, "Start")
    timer.clock.fast_forward(50 * MINUTE)

    shows(timer, activities[3].title, "20:00", "Running")


def test_it_ends(timer: Page, library: Library) -> None:
    press(timer, "Start")
    timer.clock.fast_forward(library.workshops["self-awareness"].duration_minutes * MINUTE)

    shows(timer, "The end", "0:00", "Over")
    expect(timer.locator("#next")).to_have_text("Ended at 16:30")
    expect(timer.locator("#news")).to_have_text("The workshop is over.")
    press(timer, "Add 1 minute")
    shows(timer, "Close", "1:00", "Last minute")


def test_a_pause_stops_the_count_and_moves_the_rest(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 5)
    press(timer, "Pause")
    passes(timer, 7)

    shows(timer, "Welcome and ground rules", "10:00", "Paused")
    expect(timer.locator("#next")).to_have_text("Next at 13:22: Where we stand")
    expect(timer.locator("#punctual")).to_have_text("7 minutes behind plan")
    press(timer, "Resume")
    passes(timer, 1)
    shows(timer, "Welcome and ground rules", "9:00", "Running")


def test_skip_moves_on_and_back_restores_the_time_left(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 5)
    press(timer, "Skip")
    shows(timer, "Where we stand", "10:00", "Running")
    expect(timer.locator("#punctual")).to_have_text("10 minutes ahead of plan")

    passes(timer, 1)
    press(timer, "Back")
    shows(timer, "Welcome and ground rules", "10:00", "Running")


@pytest.mark.slow
def test_back_to_a_finished_activity_gives_it_its_whole_time(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 16)
    press(timer, "Back")

    shows(timer, "Welcome and ground rules", "15:00", "Running")


def test_a_late_start_can_drop_activities(timer: Page) -> None:
    press(timer, "Skip")
    press(timer, "Start")

    shows(timer, "Where we stand", "10:00", "Running")
    assert agenda(timer)[0] == "\u2013 Welcome and ground rules Left out 15"


@pytest.mark.slow
def test_one_more_minute(timer: Page) -> None:
    press(timer, "Start")
    press(timer, "Add 1 minute")
    press(timer, "Add 1 minute")

    shows(timer, "Welcome and ground rules", "17:00", "Running")
    expect(timer.locator("#next")).to_have_text("Next at 13:17: Where we stand")
    expect(timer.locator("#punctual")).to_have_text("2 minutes behind plan")


@pytest.mark.slow
def test_changing_the_start_moves_the_agenda(timer: Page) -> None:
    timer.get_by_label("Planned start").fill("09:30")

    assert agenda(timer)[0].startswith("09:30")
    assert agenda(timer)[-1] == "13:00 End"
    timer.reload()
    assert agenda(timer)[-1] == "13:00 End"


def test_a_reload_in_the_middle_loses_nothing(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 16)
    timer.reload()
    passes(timer, 1)

    shows(timer, "Where we stand", "8:00", "Running")
    press(timer, "Pause")
    timer.reload()
    passes(timer, 30)
    shows(timer, "Where we stand", "8:00", "Paused")


@pytest.mark.slow
def test_on_another_day_it_starts_again_at_the_chosen_time(timer: Page) -> None:
    timer.get_by_label("Planned start").fill("14:00")
    press(timer, "Start")
    url = timer.url
    timer.goto("about:blank")
    timer.clock.fast_forward(24 * 60 * MINUTE)
    timer.goto(url)

    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    assert agenda(timer)[0].startswith("14:00")


@pytest.mark.slow
def test_it_counts_without_storage(open_page: Open) -> None:
    page = open_page(clock=ONE_O_CLOCK)
    page.add_init_script(NO_STORE)
    page.goto(f"{page.url}{TIMER}")
    press(page, "Start")
    passes(page, 1)

    shows(page, "Welcome and ground rules", "14:00", "Running")


@pytest.mark.slow
def test_unreadable_storage_is_discarded(timer: Page) -> None:
    press(timer, "Start")
    timer.evaluate("Object.keys(localStorage).forEach((key) => localStorage.setItem(key, '{'))")
    timer.reload()

    shows(timer, "Welcome and ground rules", "15:00", "Not started")


def test_reset_asks_first(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 20)
    press(timer, "Reset")
    dialog = timer.get_by_role("dialog", name="Reset the timer?")
    expect(dialog).to_be_visible()
    timer.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    shows(timer, "Where we stand", "5:00", "Last five minutes")

    press(timer, "Reset")
    dialog.get_by_role("button", name="Reset").click()
    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    expect(timer.get_by_label("Planned start")).to_be_enabled()


def test_the_space_bar_starts_and_pauses(timer: Page) -> None:
    timer.keyboard.press("Space")
    passes(timer, 1)
    shows(timer, "Welcome and ground rules", "14:00", "Running")
    timer.keyboard.press("Space")
    shows(timer, "Welcome and ground rules", "14:00", "Paused")

    press(timer, "Skip")
    timer.keyboard.press("Space")
    shows(timer, "Where we stand", "10:00", "Running")


def test_every_control_is_reached_by_keyboard_and_shows_it(timer: Page) -> None:
    reached = []
    for _ in range(7):
        timer.keyboard.press("Tab")
        reached.append(timer.evaluate("document.activeElement.id"))
        assert timer.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached == ["notes", "toggle", "back", "skip", "add", "reset", "start"]

    timer.locator("#skip").focus()
    timer.keyboard.press("Space")
    shows(timer, "Where we stand", "10:00", "Not started")
    timer.locator("#reset").focus()
    timer.keyboard.press("Enter")
    expect(timer.get_by_role("button", name="Keep it")).to_be_focused()
    timer.keyboard.press("Enter")
    expect(timer.locator("#reset")).to_be_focused()


def test_a_screen_reader_hears_changes_but_not_each_second(timer: Page) -> None:
    news = timer.get_by_role("status")
    expect(timer.get_by_role("timer")).to_have_attribute("aria-live", "off")
    press(timer, "Start")
    expect(news).to_have_text("Now: Welcome and ground rules, 15 minutes. Next: Where we stand.")
    passes(timer, 9)
    expect(timer.get_by_role("timer")).to_contain_text("6 minutes 0 seconds left")
    expect(news).to_have_text("Now: Welcome and ground rules, 15 minutes. Next: Where we stand.")

    passes(timer, 1)
    expect(news).to_have_text("5 minutes left: Welcome and ground rules.")
    passes(timer, 4)
    expect(news).to_have_text("1 minute left: Welcome and ground rules.")
    passes(timer, 1)
    expect(news).to_have_text("Now: Where we stand, 10 minutes. Next: What matters to me.")
    press(timer, "Pause")
    expect(news).to_have_text("Paused")


def test_the_screen_stays_on_while_it_runs(open_page: Open) -> None:
    page = open_page(clock=ONE_O_CLOCK)
    page.add_init_script(COUNTED_LOCKS)
    page.goto(f"{page.url}{TIMER}")
    assert page.evaluate("locks") == []
    press(page, "Start")
    press(page, "Skip")
    assert page.evaluate("locks") == ["asked"]
    press(page, "Pause")
    assert page.evaluate("locks") == ["asked", "released"]


def test_the_digits_are_large_and_nothing_is_cut_off(timer: Page) -> None:
    press(timer, "Start")
    for width in (320, 768, 1280, 1920):
        timer.set_viewport_size({"width": width, "height": 900})
        assert sideways(timer) <= 0, width
        size = timer.evaluate("parseFloat(getComputedStyle(document.getElementById('digits')).fontSize)")
        assert size >= min(width, 1280) / 5, width
        assert timer.evaluate(BEYOND_THE_STAGE) <= 0, width


@pytest.mark.slow
def test_long_activities_fit_too(timer: Page) -> None:
    press(timer, "Start")
    for _ in range(90):
        timer.locator("#add").dispatch_event("click")

    shows(timer, "Welcome and ground rules", "105:00", "Running")
    assert timer.evaluate(BEYOND_THE_STAGE) <= 0


# test_accessibility.py checks a timer that runs, asks, or is in its last minute in `make test`.
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("minutes", [0, 11, 14.5, 300], ids=["running", "five minutes", "last minute", "over"])
def test_axe_finds_nothing_in_any_phase(open_page: Open, scheme: str, minutes: float) -> None:
    page = open_page(TIMER, scheme=scheme, clock=ONE_O_CLOCK)
    press(page, "Start")
    page.clock.fast_forward(int(minutes * MINUTE))

    assert violations(page) == ""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_asks_or_pauses(open_page: Open, scheme: str) -> None:
    page = open_page(TIMER, scheme=scheme, clock=ONE_O_CLOCK)
    press(page, "Start")
    press(page, "Pause")
    press(page, "Reset")

    assert violations(page) == ""


def test_saved_on_a_phone_it_works_offline_without_requests(chromium: Browser, site: Path, tmp_path: Path) -> None:
    alone = tmp_path / "timer.html"
    alone.write_bytes((site / TIMER / "index.html").read_bytes())
    context = chromium.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.clock.install(time=ONE_O_CLOCK - datetime.timedelta(seconds=1))
    page.clock.pause_at(ONE_O_CLOCK)
    page.goto(alone.as_uri())
    press(page, "Start")
    passes(page, 1)
    shows(page, "Welcome and ground rules", "14:00", "Running")
    reload_file(page, page.locator("#digits", has_text="14:00"))

    shows(page, "Welcome and ground rules", "14:00", "Running")
    expect(page.locator("#notes")).to_be_hidden()
    assert {url for url in requests if not url.startswith("data:")} == {alone.as_uri()}
    assert complaints == []
    context.close()


def test_without_scripts_the_agenda_shows_its_times(open_page: Open, library: Library) -> None:
    page = open_page(TIMER, scripts=False)

    expect(page.locator("noscript .without")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    rows = agenda(page)
    for row, activity in zip(rows, library.workshops["self-awareness"].activities, strict=False):
        assert activity.title in row
    assert (rows[0][:5], rows[-1]) == ("13:00", "16:30 End")
