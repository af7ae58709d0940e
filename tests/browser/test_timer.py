"""The timer of a workshop, with a clock that the test controls."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.model.library import Library
from generator.planning.agenda import cues, in_groups_of
from generator.writers import timer as writer
from tests.browser.conftest import Open, open_pages, reload_file
from tests.browser.test_site import sideways
from tests.quiet_server import CACHED, serve
from tests.writers.test_timer import THEME

pytestmark = pytest.mark.firefox

FIRST, THREES, POWERLAB = "self-awareness.html", "self-awareness-3.html", "powerlab.html"
ONE_O_CLOCK = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)
SECOND = 1_000
MINUTE = 60 * SECOND
PHONE = 390

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
COUNTED_SIGNALS = """
window.signals = [];
Object.defineProperty(navigator, "vibrate", {value: (pattern) => window.signals.push(`vibration ${pattern.length}`)});
window.AudioContext = class {
  currentTime = 0;
  resume() {}
  createGain() { return {gain: {}, connect() {}}; }
  createOscillator() {
    return {frequency: {}, connect: (next) => next, start: () => window.signals.push("tone"), stop() {}};
  }
};
"""
BEYOND_THE_STAGE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById("digits"));
  return range.getBoundingClientRect().right - document.getElementById("stage").getBoundingClientRect().right;
}"""
"""Pixels by which the digits themselves, not their box, extend beyond their column."""
LINES_OF_CLOCKS = """() => [...document.querySelectorAll(".clock")].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getClientRects().length;
})"""


@pytest.fixture(scope="module")
def timers(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the timer of each workshop, as the site writes it."""
    folder = tmp_path_factory.mktemp("timers")
    for workshop in library.workshops.values():
        page = writer.write(workshop, writer.theme_of(THEME), notes="notes.html")
        (folder / f"{workshop.id}.html").write_bytes(page)
    sizes = {2: FIRST, 3: THREES}
    threes = in_groups_of(library.workshops["self-awareness"], 3)
    page = writer.write(threes, writer.theme_of(THEME), notes="notes.html", group_size=3, sizes=sizes)
    (folder / THREES).write_bytes(page)
    return folder


@pytest.fixture(scope="module")
def folder_address(timers: Path) -> Iterator[str]:
    with serve(timers, CACHED) as url:
        yield url


@pytest.fixture
def open_page(browser: Browser, folder_address: str) -> Iterator[Open]:
    """Opens a timer."""
    with open_pages(browser, folder_address) as opened:
        yield opened


@pytest.fixture
def timer(open_page: Open) -> Page:
    """The timer of the first workshop, at one o'clock, before its start."""
    return open_page(FIRST, clock=ONE_O_CLOCK)


@pytest.fixture
def powerlab(open_page: Open) -> Page:
    """The timer of the powerlab on a phone, at one o'clock, before its start."""
    return open_page(POWERLAB, width=PHONE, clock=ONE_O_CLOCK)


def with_script(open_page: Open, script: str, path: str) -> Page:
    """A timer whose browser has something else in place of its own."""
    page = open_page(clock=ONE_O_CLOCK)
    page.add_init_script(script)
    page.goto(f"{page.url}{path}")
    return page


def press(page: Page, name: str) -> None:
    """Press one of the buttons."""
    page.get_by_role("button", name=name, exact=True).click()


def passes(page: Page, minutes: float) -> None:
    """Let time pass, of which only the last second is shown: drawing each of 20 minutes takes five seconds."""
    before = max(round(minutes * MINUTE) - SECOND, 0)
    if before:
        page.clock.fast_forward(before)
    page.clock.run_for(round(minutes * MINUTE) - before)


def runs(page: Page, minutes: float) -> None:
    """Let time pass, each second of which is shown."""
    page.clock.run_for(round(minutes * MINUTE))


def shows(page: Page, activity: str, left: str, phase: str) -> None:
    """Check what the room sees: the activity, the time left and the phase."""
    expect(page.locator("#activity")).to_have_text(activity)
    expect(page.locator("#digits")).to_have_text(left)
    expect(page.locator("#phase")).to_have_text(phase)


def to_round_one(page: Page) -> None:
    """Go to the start of round one, on time."""
    press(page, "Start")
    for minutes in (20, 15):
        page.clock.fast_forward(minutes * MINUTE)
        press(page, "Next")
    expect(page.locator("#activity")).to_have_text("Round one: an ordinary morning")


def offers(page: Page) -> list[str]:
    """What can be taken from later activities."""
    return page.locator("#choices button > span:first-child").all_inner_texts()


def present_notes(page: Page) -> Locator:
    return page.locator("details.notes:visible")


def agenda(page: Page) -> list[str]:
    """The rows of the agenda."""
    return [" ".join(row.split()) for row in page.locator("#agenda tbody tr").all_inner_texts()]


# Time


def test_before_the_start_it_shows_the_first_activity_and_waits(timer: Page) -> None:
    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    passes(timer, 5)

    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    expect(timer.locator("#next")).to_have_text("Next at 13:15: Where we stand")
    expect(timer.locator("#punctual")).to_be_hidden()
    assert agenda(timer)[:2] == ["13:00 Welcome and ground rules Now 15", "13:15 Where we stand 10"]
    assert agenda(timer)[-1] == "16:30 End"


def test_it_runs_down_second_by_second_and_says_how_much_is_gone(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 1 / 60)
    shows(timer, "Welcome and ground rules", "14:59", "Running")
    expect(timer.locator("#elapsed")).to_have_text("0:01 of 15 minutes gone")

    passes(timer, 9)
    shows(timer, "Welcome and ground rules", "5:59", "Running")
    runs(timer, 1)
    shows(timer, "Welcome and ground rules", "4:59", "Last five minutes")
    passes(timer, 4)
    shows(timer, "Welcome and ground rules", "0:59", "Last minute")
    expect(timer.locator("#elapsed")).to_have_text("14:01 of 15 minutes gone")


def test_it_never_goes_on_by_itself_but_counts_up(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 14.9)
    runs(timer, 0.2)
    passes(timer, 2.4)

    shows(timer, "Welcome and ground rules", "+2:30", "Over time")
    expect(timer.locator("#elapsed")).to_have_text("17:30 of 15 minutes gone")
    expect(timer.locator("#next")).to_have_text("Next at 13:17: Where we stand")
    press(timer, "Next")
    shows(timer, "Where we stand", "10:00", "Running")
    assert agenda(timer)[:2] == ["13:00 Welcome and ground rules Done 15", "13:17 Where we stand Now 10"]
    expect(timer.locator("#punctual")).to_have_text("2 minutes behind plan")


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


@pytest.mark.slow
def test_back_goes_on_as_though_next_had_not_been_pressed(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 5)
    press(timer, "Next")
    shows(timer, "Where we stand", "10:00", "Running")
    expect(timer.locator("#punctual")).to_have_text("10 minutes ahead of plan")

    passes(timer, 1)
    press(timer, "Back")
    shows(timer, "Welcome and ground rules", "9:00", "Running")


def test_a_late_start_can_drop_activities(timer: Page) -> None:
    press(timer, "Next")
    press(timer, "Start")

    shows(timer, "Where we stand", "10:00", "Running")
    assert agenda(timer)[0] == "\u2013 Welcome and ground rules Left out 15"


@pytest.mark.slow
def test_added_minutes_move_the_rest(timer: Page) -> None:
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


# Cues


def test_a_cue_is_shown_from_its_minute_on_and_the_next_with_the_time_until_then(powerlab: Page) -> None:
    to_round_one(powerlab)
    expect(powerlab.locator("#due")).to_contain_text("Minute 0: Check that the ward tables")
    expect(powerlab.locator("#coming")).to_have_text("In 4:00, minute 4: Give letter 1 to the chief executive.")

    passes(powerlab, 4)
    expect(powerlab.locator("#due")).to_have_text("Minute 4: Give letter 1 to the chief executive.")
    expect(powerlab.locator("#news")).to_have_text("Give letter 1 to the chief executive.")
    passes(powerlab, 16)
    expect(powerlab.locator("#due")).to_have_text("Minute 20: Ring long, and freeze.")
    expect(powerlab.locator("#coming")).to_be_hidden()


def test_before_the_start_the_timer_of_the_powerlab_gives_nothing_away(powerlab: Page, open_page: Open) -> None:
    expect(powerlab.locator("#secret")).to_contain_text("If you take part, please close it.")
    expect(powerlab.locator("#cues")).to_be_hidden()
    assert powerlab.locator("details.notes[open]").count() == 0
    press(powerlab, "Start")
    expect(powerlab.locator("#secret")).to_be_hidden()
    expect(powerlab.locator("#cues")).to_be_visible()

    other = open_page(FIRST, clock=ONE_O_CLOCK)
    expect(other.locator("#secret")).to_have_count(0)
    expect(other.locator("#cues")).to_be_visible()


@pytest.mark.slow
def test_each_cue_vibrates_and_sounds_once_and_the_end_differs(open_page: Open) -> None:
    page = with_script(open_page, COUNTED_SIGNALS, POWERLAB)
    to_round_one(page)
    page.evaluate("signals.length = 0")
    runs(page, 3.9)
    assert page.evaluate("signals") == []

    runs(page, 0.2)
    assert page.evaluate("signals") == ["vibration 3", "tone", "tone"]
    runs(page, 3)
    page.evaluate("signals.length = 0")
    page.clock.fast_forward(12.5 * MINUTE)
    runs(page, 1)
    assert page.evaluate("signals") == ["vibration 3", "tone", "tone", "vibration 5", "tone", "tone", "tone"]


@pytest.mark.slow
def test_sound_and_vibration_are_switched_off_for_good(open_page: Open) -> None:
    page = with_script(open_page, COUNTED_SIGNALS, POWERLAB)
    page.get_by_label("Sound").uncheck()
    page.get_by_label("Vibration").uncheck()
    page.reload()
    expect(page.get_by_label("Sound")).not_to_be_checked()
    to_round_one(page)
    runs(page, 21)

    assert page.evaluate("signals") == []


@pytest.mark.slow
def test_after_a_reload_it_asks_for_a_touch_so_that_it_may_sound_again(powerlab: Page) -> None:
    press(powerlab, "Start")
    expect(powerlab.locator("#silent")).to_be_hidden()
    powerlab.reload()
    expect(powerlab.locator("#silent")).to_be_visible()
    powerlab.locator("#activity").click()

    expect(powerlab.locator("#silent")).to_be_hidden()


def test_what_to_say_do_and_ask_is_a_tap_away_and_stays_open(powerlab: Page, library: Library) -> None:
    expect(present_notes(powerlab)).to_have_count(1)
    to_round_one(powerlab)
    expect(present_notes(powerlab)).to_have_count(1)
    present_notes(powerlab).locator("summary").click()
    present = present_notes(powerlab)
    for title in ("Say", "Do", "By the minute", "Ask", "Watch for", "If late"):
        expect(present.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(present).to_contain_text("Minute 11: Give letter 3 to the two patients who have waited longest.")
    expect(present).to_contain_text("End at minute 16. This saves 4 minutes.")

    press(powerlab, "Next")
    expect(present_notes(powerlab)).to_have_attribute("open", "")
    expect(present_notes(powerlab)).to_contain_text(library.workshops["powerlab"].activities[3].say[0])
    expect(powerlab.locator("#notes")).to_have_attribute("href", "notes.html#activity-pause")
    for _ in range(4):
        press(powerlab, "Next")
    expect(powerlab.locator("#activity")).to_have_text("Debrief: place by place")
    expect(present_notes(powerlab)).to_have_attribute("open", "")


@pytest.mark.slow
def test_through_the_whole_powerlab_every_cue_comes_at_its_minute_and_it_ends_on_plan(
    powerlab: Page, library: Library
) -> None:
    press(powerlab, "Start")
    for activity in library.workshops["powerlab"].activities:
        expect(powerlab.locator("#activity")).to_have_text(activity.title)
        minutes = sorted({0, activity.minutes, *(cue.minute for cue in cues(activity))})
        for before, minute in pairwise((0, *minutes)):
            powerlab.clock.fast_forward((minute - before) * MINUTE)
            due = " ".join(cue.do for cue in cues(activity) if cue.minute == minute)
            if due:
                expect(powerlab.locator("#due")).to_have_text(f"Minute {minute}: {due}")
        press(powerlab, "Finish" if activity.id == "close" else "Next")

    shows(powerlab, "The end", "0:00", "Over")
    expect(powerlab.locator("#next")).to_have_text("Ended at 16:30")
    expect(powerlab.locator("#punctual")).to_have_text("On plan")
    expect(powerlab.locator("#news")).to_have_text("The workshop is over.")
    press(powerlab, "Back")
    shows(powerlab, "Close and after-care", "0:00", "Over time")


# Time that is missing


def test_an_overrun_takes_minutes_from_later_activities_that_can_spare_them(powerlab: Page) -> None:
    to_round_one(powerlab)
    passes(powerlab, 20.5)
    assert offers(powerlab) == [
        "Take 5 minutes from Round two: the pressure rises",
        "Take 5 minutes from Debrief: place by place",
        "Take 5 minutes from Debrief: back home",
        "Take 5 minutes from Close and after-care",
    ]
    powerlab.get_by_role("button", name="Take 5 minutes from Close and after-care").click()

    shows(powerlab, "Round one: an ordinary morning", "4:30", "Last five minutes")
    expect(powerlab.locator("#offers")).to_be_hidden()
    expect(powerlab.locator("#taken-text")).to_have_text("5 minutes taken from Close and after-care.")
    assert agenda(powerlab)[2].endswith("Now 25")
    assert agenda(powerlab)[-2:] == ["16:15 Close and after-care Shortened 15", "16:30 End"]
    expect(powerlab.locator("#punctual")).to_have_text("On plan")

    passes(powerlab, 5)
    assert [offer.split(" from ")[1] for offer in offers(powerlab)] == [
        "Pause in role",
        "Round two: the pressure rises",
        "Debrief: place by place",
        "Debrief: back home",
    ]


@pytest.mark.slow
def test_minutes_that_were_taken_can_be_given_back(powerlab: Page) -> None:
    to_round_one(powerlab)
    passes(powerlab, 21)
    powerlab.locator("#choices button").last.click()
    expect(powerlab.get_by_role("button", name="Undo")).to_be_focused()
    powerlab.keyboard.press("Enter")

    shows(powerlab, "Round one: an ordinary morning", "+1:00", "Over time")
    assert agenda(powerlab)[-2:] == ["16:11 Close and after-care 20", "16:31 End"]


@pytest.mark.slow
def test_a_delay_is_made_good_by_a_later_activity_which_then_says_how(powerlab: Page) -> None:
    to_round_one(powerlab)
    passes(powerlab, 23)
    press(powerlab, "Next")
    expect(powerlab.locator("#offers-title")).to_have_text("3 minutes behind: save minutes later")
    expect(powerlab.locator("#choices")).to_be_hidden()
    powerlab.locator("#offers-title").click()
    powerlab.get_by_role("button", name="Take 3 minutes from Round two").click()
    shows(powerlab, "Pause in role", "10:00", "Running")
    expect(powerlab.locator("#punctual")).to_have_text("On plan")

    press(powerlab, "Next")
    shows(powerlab, "Round two: the pressure rises", "22:00", "Running")
    expect(powerlab.locator("#shortened")).to_have_text(
        "Shortened by 3 minutes. Leave out letter 6, and do all that follows it five minutes early."
    )


@pytest.mark.slow
def test_where_no_later_activity_can_spare_anything_it_says_so(powerlab: Page) -> None:
    for _ in range(9):
        press(powerlab, "Next")
    press(powerlab, "Start")
    passes(powerlab, 21)

    shows(powerlab, "Close and after-care", "+1:00", "Over time")
    expect(powerlab.locator("#offers-none")).to_be_visible()
    assert offers(powerlab) == []


# Reloads, sleep and a second phone


@pytest.mark.slow
def test_a_phone_that_slept_still_shows_the_activity_and_by_how_much_it_is_over(timer: Page) -> None:
    press(timer, "Start")
    timer.clock.fast_forward(50 * MINUTE)

    shows(timer, "Welcome and ground rules", "+35:00", "Over time")


def test_a_reload_in_the_middle_loses_nothing(powerlab: Page) -> None:
    to_round_one(powerlab)
    passes(powerlab, 21)
    powerlab.get_by_role("button", name="Take 5 minutes from Close and after-care").click()
    powerlab.reload()
    passes(powerlab, 1)

    shows(powerlab, "Round one: an ordinary morning", "3:00", "Last five minutes")
    assert agenda(powerlab)[-2] == "16:15 Close and after-care Shortened 15"
    press(powerlab, "Pause")
    powerlab.reload()
    passes(powerlab, 30)
    shows(powerlab, "Round one: an ordinary morning", "3:00", "Paused")


@pytest.mark.slow
def test_two_phones_show_the_same_from_the_planned_start_alone(open_page: Open) -> None:
    first, second = (open_page(POWERLAB, width=PHONE, clock=ONE_O_CLOCK) for _ in range(2))
    second.clock.run_for(MINUTE // 2)
    first.clock.run_for(MINUTE // 2)
    for page in (first, second):
        page.get_by_label("Planned start").fill("12:35")
        page.locator("#second > summary").click()
        press(page, "Follow the planned times")

        shows(page, "Into your role", "9:30", "Running")
        passes(page, 1)
        shows(page, "Into your role", "8:30", "Running")


@pytest.mark.slow
def test_before_the_planned_start_a_phone_that_follows_it_waits(powerlab: Page) -> None:
    powerlab.get_by_label("Planned start").fill("13:10")
    powerlab.locator("#second > summary").click()
    press(powerlab, "Follow the planned times")
    passes(powerlab, 9)
    shows(powerlab, "Welcome and the way out", "20:00", "Starts at 13:10")
    assert agenda(powerlab)[1].startswith("13:30")

    passes(powerlab, 2)
    shows(powerlab, "Welcome and the way out", "19:00", "Running")


def test_a_second_phone_follows_the_first_by_its_code(open_page: Open) -> None:
    first, second = (open_page(POWERLAB, width=PHONE, clock=ONE_O_CLOCK) for _ in range(2))
    to_round_one(first)
    passes(first, 22)
    first.get_by_role("button", name="Take 5 minutes from Close and after-care").click()
    first.locator("#second > summary").click()
    code = first.locator("#code").inner_text()
    assert len(code.replace(" ", "")) == 9 + 2 * 3

    second.clock.fast_forward(57 * MINUTE)
    second.locator("#second > summary").click()
    second.get_by_label("Code of the other phone").fill(code.lower())
    second.keyboard.press("Enter")
    for page in (first, second):
        shows(page, "Round one: an ordinary morning", "3:00", "Last five minutes")
        assert agenda(page)[2:] == agenda(first)[2:]
        expect(page.locator("#code")).to_have_text(code)
    press(second, "Back")
    shows(second, "Into your role", "+22:00", "Over time")


@pytest.mark.slow
def test_a_code_with_a_wrong_letter_or_of_another_workshop_changes_nothing(open_page: Open) -> None:
    powerlab, other = (open_page(path, clock=ONE_O_CLOCK) for path in (POWERLAB, FIRST))
    press(powerlab, "Start")
    powerlab.locator("#second > summary").click()
    code = powerlab.locator("#code").inner_text()
    other.locator("#second > summary").click()
    mistyped = ("3" if code[0] == "2" else "2") + code[1:]
    for page, typed in ((other, code), (powerlab, mistyped), (powerlab, ""), (powerlab, "0IO 0IO 0IO")):
        page.get_by_label("Code of the other phone").fill(typed)
        press(page, "Join")
        expect(page.locator("#wrong")).to_have_text("This is not a code of this workshop's timer. Check each letter.")

    shows(other, "Welcome and ground rules", "15:00", "Not started")
    shows(powerlab, "Welcome and the way out", "20:00", "Running")


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
    page = with_script(open_page, NO_STORE, FIRST)
    press(page, "Start")
    passes(page, 1)

    shows(page, "Welcome and ground rules", "14:00", "Running")


@pytest.mark.slow
def test_unreadable_storage_is_discarded(timer: Page) -> None:
    press(timer, "Start")
    timer.evaluate("Object.keys(localStorage).forEach((key) => localStorage.setItem(key, '{'))")
    timer.reload()

    shows(timer, "Welcome and ground rules", "15:00", "Not started")


@pytest.mark.slow
def test_reset_asks_first(timer: Page) -> None:
    press(timer, "Start")
    passes(timer, 14)
    press(timer, "Reset")
    dialog = timer.get_by_role("dialog", name="Reset the timer?")
    expect(dialog).to_be_visible()
    timer.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(timer.locator("#reset")).to_be_focused()
    shows(timer, "Welcome and ground rules", "1:00", "Last minute")

    press(timer, "Reset")
    dialog.get_by_role("button", name="Reset").click()
    shows(timer, "Welcome and ground rules", "15:00", "Not started")
    expect(timer.get_by_label("Planned start")).to_be_enabled()


# Keyboard and screen readers


def test_the_space_bar_starts_and_pauses(timer: Page) -> None:
    timer.keyboard.press("Space")
    passes(timer, 1)
    shows(timer, "Welcome and ground rules", "14:00", "Running")
    timer.keyboard.press("Space")
    shows(timer, "Welcome and ground rules", "14:00", "Paused")

    press(timer, "Next")
    timer.keyboard.press("Space")
    shows(timer, "Where we stand", "10:00", "Running")


def test_every_control_is_reached_by_keyboard_and_shows_it(open_page: Open) -> None:
    page = with_script(open_page, COUNTED_SIGNALS, POWERLAB)
    press(page, "Start")
    passes(page, 21)
    page.locator("#second > summary").click()
    page.locator("#notes").focus()
    reached = []
    while len(reached) < 30 and "reset" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName.toLowerCase()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", reached
    offered = ["offers-title", *["button"] * 4]
    switches = ["sound", "vibration", "summary", "follow", "other", "join", "reset"]
    assert reached == ["toggle", "next-activity", "back", "add", *offered, "summary", *switches]

    page.locator("#next-activity").focus()
    page.keyboard.press("Space")
    shows(page, "Into your role", "15:00", "Running")
    page.locator("#reset").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#reset")).to_be_focused()


def test_a_screen_reader_hears_changes_and_cues_but_not_each_second(timer: Page) -> None:
    news = timer.get_by_role("status")
    expect(timer.get_by_role("timer")).to_have_attribute("aria-live", "off")
    press(timer, "Start")
    expect(news).to_contain_text("Now: Welcome and ground rules, 15 minutes. Next: Where we stand.")
    passes(timer, 9)
    expect(timer.get_by_role("timer")).to_contain_text("6 minutes 0 seconds left, 9 minutes 0 seconds gone")
    assert "left" not in news.inner_text()

    runs(timer, 1)
    expect(news).to_contain_text("5 minutes left: Welcome and ground rules.")
    passes(timer, 4)
    expect(news).to_contain_text("1 minute left: Welcome and ground rules.")
    passes(timer, 1)
    expect(news).to_contain_text("Time is up: Welcome and ground rules.")
    passes(timer, 1)
    expect(timer.get_by_role("timer")).to_contain_text("1 minute 0 seconds over")
    press(timer, "Pause")
    expect(news).to_have_text("Paused")


def test_the_screen_stays_on_while_it_runs(open_page: Open) -> None:
    page = with_script(open_page, COUNTED_LOCKS, FIRST)
    assert page.evaluate("locks") == []
    press(page, "Start")
    press(page, "Next")
    assert page.evaluate("locks") == ["asked"]
    press(page, "Pause")
    assert page.evaluate("locks") == ["asked", "released"]


# Looks


@pytest.mark.slow
def test_the_digits_are_large_and_nothing_is_cut_off(powerlab: Page) -> None:
    press(powerlab, "Start")
    for minutes, characters in ((1, 5), (19.5, 5), (10, 6)):
        passes(powerlab, minutes)
        for width in (320, 768, 1280, 1920):
            powerlab.set_viewport_size({"width": width, "height": 900})
            size = powerlab.evaluate("parseFloat(getComputedStyle(document.getElementById('digits')).fontSize)")
            assert len(powerlab.locator("#digits").inner_text()) == characters
            assert size >= min(width, 1280) / (6 if characters == 5 else 8), width
            assert sideways(powerlab) <= 0, width
            assert powerlab.evaluate(BEYOND_THE_STAGE) <= 0, width


@pytest.mark.slow
def test_the_digits_are_in_a_face_whose_zero_has_no_slash(powerlab: Page) -> None:
    for part in ("digits", "elapsed"):
        family = powerlab.evaluate(f"getComputedStyle(document.getElementById('{part}')).fontFamily")
        assert "Atkinson" not in family, part


def test_clock_times_never_break_in_a_line(powerlab: Page) -> None:
    for width in (320, PHONE):
        powerlab.set_viewport_size({"width": width, "height": 844})
        lines = powerlab.evaluate(LINES_OF_CLOCKS)
        assert lines == [1] * 11, width


@pytest.mark.slow
def test_on_a_phone_the_time_the_cues_and_the_buttons_are_on_the_first_screen(powerlab: Page) -> None:
    powerlab.set_viewport_size({"width": PHONE, "height": 844})
    to_round_one(powerlab)
    passes(powerlab, 8.5)

    for id in ("digits", "elapsed", "due", "coming", "toggle", "next-activity", "add"):
        expect(powerlab.locator(f"#{id}")).to_be_in_viewport(ratio=1)
    expect(present_notes(powerlab).locator("summary")).to_be_in_viewport()


@pytest.mark.slow
def test_long_activities_fit_too(timer: Page) -> None:
    press(timer, "Start")
    for _ in range(90):
        timer.locator("#add").dispatch_event("click")

    shows(timer, "Welcome and ground rules", "105:00", "Running")
    assert timer.evaluate(BEYOND_THE_STAGE) <= 0


# test_opened_states.py runs axe on it.
@pytest.mark.firefox(False)
@pytest.mark.slow
def test_in_forced_colours_a_new_cue_and_the_bar_can_be_told_apart(powerlab: Page) -> None:
    powerlab.emulate_media(forced_colors="active")
    press(powerlab, "Start")

    assert powerlab.evaluate("getComputedStyle(document.getElementById('due')).borderTopStyle") == "solid"
    bar, paper = (
        powerlab.evaluate(f"getComputedStyle(document.querySelector('{each}')).backgroundColor")
        for each in ("#bar", "body")
    )
    assert bar != paper


# One file, without a network, in other browsers, without scripts


@pytest.mark.firefox(False)
def test_saved_on_a_phone_it_works_offline_without_requests(browser: Browser, timers: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.clock.install(time=ONE_O_CLOCK - datetime.timedelta(seconds=1))
    page.clock.pause_at(ONE_O_CLOCK)
    address = (timers / FIRST).as_uri()
    page.goto(address)
    press(page, "Start")
    passes(page, 1)
    shows(page, "Welcome and ground rules", "14:00", "Running")
    reload_file(page, page.locator("#digits", has_text="14:00"))

    shows(page, "Welcome and ground rules", "14:00", "Running")
    expect(page.locator("#notes")).to_be_hidden()
    assert {url for url in requests if not url.startswith("data:")} == {address}
    assert complaints == []
    context.close()


@pytest.mark.firefox(False)
def test_without_scripts_the_agenda_and_the_notes_can_be_read(open_page: Open, library: Library) -> None:
    page = open_page(FIRST, scripts=False)

    expect(page.locator("noscript .without")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    rows = agenda(page)
    workshop = library.workshops["self-awareness"]
    for row, activity in zip(rows, workshop.activities, strict=False):
        assert activity.title in row
    assert (rows[0][:5], rows[-1]) == ("13:00", "16:30 End")
    page.locator("details.notes summary").first.click()
    expect(page.get_by_text(workshop.activities[0].say[0])).to_be_visible()


# In Firefox, Playwright waits for ever for an earlier page.
@pytest.mark.firefox(False)
@pytest.mark.slow
def test_each_size_of_group_has_its_own_minutes_and_runs_by_itself(open_page: Open) -> None:
    page = open_page(THREES, clock=ONE_O_CLOCK)
    expect(page.get_by_role("navigation", name="Size of the groups").get_by_role("link")).to_have_text(
        ["Pairs", "Groups of three"]
    )
    assert agenda(page)[1:3] == ["13:15 Where we stand 6", "13:21 What matters to me 22"]
    press(page, "Start")
    passes(page, 4)

    page.get_by_role("link", name="Pairs").click()
    shows(page, "Welcome and ground rules", "15:00", "Not started")
    assert agenda(page)[1:3] == ["13:15 Where we stand 10", "13:25 What matters to me 20"]

    page.go_back()
    shows(page, "Welcome and ground rules", "11:00", "Running")
