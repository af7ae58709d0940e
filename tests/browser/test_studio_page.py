"""The page "Make your plan" as a planner uses it. CPython answers for the worker (studio_server.py)."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator.model.sheets.every import SHEETS
from generator.model.sheets.form import Use
from tests.browser import axe
from tests.browser.conftest import Open, open_pages
from tests.browser.studio_server import STAND_IN, serve_studio
from tests.browser.test_accessibility import REST
from tests.browser.test_site import sideways
from tests.browser.walk import focus
from tests.studio.desks import ask, cell, desk
from tests.studio.test_answers import CANARY, CODES, export, filled
from tests.writers.word_sample import png

STUDIO = "studio/"
NEW = {"name": "Westshire Hospitals", "short_name": None, "code": None, "start": "2027-09-15"}
COHORT = {"groups": 12, "group_size": 2, "months": 9}
FIELD_SHEETS = ("Scheme", "Choices")
KEPT_EDITS = """() => new Promise((resolve) => {
  indexedDB.open("paired-learning-studio").onsuccess = ({ target: { result: database } }) => {
    const request = database.transaction("plans").objectStore("plans").get("last");
    request.onsuccess = () => { database.close(); resolve(request.result ? request.result.edits.length : 0); };
  };
})"""


@pytest.fixture(scope="module")
def studio(site: Path) -> Iterator[str]:
    """Address of the site with a program behind the studio."""
    with serve_studio(site, desk()) as address:
        yield address


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A busy machine takes seconds to plan."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def open_studio(chromium: Browser, studio: str) -> Iterator[Open]:
    """Opens the studio's page; fails on a script error or a request to another host."""
    with open_pages(chromium, studio) as opened:
        yield lambda **more: opened(STUDIO, **more)


def answer_three(page: Page, start: str = "15/9/2027") -> None:
    """Make a plan from three answers."""
    send_three(page, start)
    expect(page.locator(".studio-step h2")).to_have_text("Trust and sites")


def send_three(page: Page, start: str = "15/9/2027") -> None:
    """Give three answers and ask for the plan."""
    page.get_by_label("Name of your trust").fill("Westshire Hospitals")
    page.get_by_label("Day of the first workshop", exact=True).fill(start)
    page.get_by_label("How many pairs").fill("12")
    page.get_by_role("button", name="Make the plan").click()


def out_of_memory_while_making(route: Route) -> None:
    """Fail the request for files alone: what the page asks on its own, such as the status, may come at any time."""
    is_making = asked(route) == "make"
    route.fulfill(json={"failed": "MemoryError: out of memory"}) if is_making else route.continue_()


def asked(route: Route) -> str:
    """What a request to the stand-in asks the program for."""
    return str(json.loads(json.loads(route.request.post_data or "")["request"])["what"])


def planned(open_studio: Open, **more: Any) -> Page:
    """A page with a plan from three answers."""
    page = open_studio(**more)
    answer_three(page)
    return page


def wait_until(page: Page, script: str, value: Any) -> None:
    """Wait until a script gives a value. Playwright's own function for it takes no promises."""
    for _ in range(200):
        if page.evaluate(script) == value:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(script) == value


def step(page: Page, id: str) -> None:
    """Go to a step as a link does."""
    page.evaluate("id => { location.hash = id; }", id)
    expect(page.locator(f".studio-step-{id}")).to_be_visible()


def steps(page: Page) -> list[str]:
    return list(page.locator(".studio-steps a").evaluate_all("all => all.map((link) => link.hash.slice(1))"))


def close_a_week(page: Page) -> None:
    """Close a week in October, in which workshop 2 would be."""
    step(page, "cohort")
    table = page.get_by_role("region", name="Closed days")
    table.locator("summary", has_text="Add a row").click()
    table.get_by_label("Kind").select_option("Closed")
    table.get_by_label("First day").fill("18/10/2027")
    table.get_by_label("Last day").fill("22/10/2027")
    table.get_by_label("Why").fill("The new record goes live")
    table.get_by_label("Why").press("Tab")
    expect(date(page, "Workshop 2")).to_contain_text("Moved. It was")


def date(page: Page, what: str) -> Locator:
    """The date whose words start with these."""
    words = page.locator(".studio-date-what", has_text=re.compile(f"^{what}"))
    return page.locator(".studio-date").filter(has=words)


def program_says(sheet: str, id: str, value: Any) -> list[dict[str, Any]]:
    """What the program says of the plan from three answers after one edit, as on the command line."""
    fresh = desk()
    opened = ask(fresh, "new", **NEW, **COHORT)
    edit = {**cell(opened, sheet, id, "choice"), "value": value}
    return list(ask(fresh, "edit", edits=[edit])["state"]["faults"])


def in_words(line: str) -> str:
    """A line of the command line as a sentence."""
    words = re.sub("`(.*?)`", "\u2018\\1\u2019", line)
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!", ":")) else ".")


# Start


def test_three_answers_give_every_date_with_its_reason(open_studio: Open) -> None:
    page = planned(open_studio)
    expected = ask(desk(), "new", **NEW, **COHORT)["state"]["plan"]

    expect(page.locator(".studio-plan-line")).to_have_text(f"Cohort 1: {expected['heading']['line']}")
    assert page.locator(".studio-date-what").all_text_contents() == [each["what"] for each in expected["dates"]]
    assert page.locator(".studio-date-why").all_text_contents() == [
        each["why"] for each in expected["dates"] if each["why"]
    ]


def test_a_trust_is_chosen_from_the_register_by_keyboard(open_studio: Open) -> None:
    page = open_studio()
    field = page.get_by_role("combobox", name="Name of your trust")
    field.press_sequentially("norfolk")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    option = page.get_by_role("option", selected=True)
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    name = option.evaluate("option => option.firstChild.textContent")
    field.press("Enter")

    expect(field).to_have_value(name)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_each_answer_that_is_missing_is_asked_for_beside_its_field(open_studio: Open) -> None:
    page = open_studio()
    page.get_by_label("Day of the first workshop", exact=True).fill("31/9/2027")
    page.get_by_role("button", name="Make the plan").click()

    expect(page.get_by_label("Name of your trust")).to_be_focused()
    expect(page.get_by_label("Name of your trust")).to_have_accessible_description(re.compile("Type the name"))
    expect(page.get_by_label("Day of the first workshop", exact=True)).to_have_accessible_description(
        re.compile("This is not a day")
    )
    expect(page.get_by_label("How many pairs")).to_have_attribute("aria-invalid", "true")


def test_the_form_cannot_be_sent_before_the_page_listens(open_studio: Open) -> None:
    page = open_studio(scripts=False)
    assert page.locator("#studio-make").get_attribute("disabled") is not None


@pytest.mark.slow
def test_an_example_and_a_file_open_and_a_file_that_is_none_says_why(open_studio: Open, tmp_path: Path) -> None:
    page = open_studio()
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"Dear all")
    page.locator("#studio-files").set_input_files(letter)
    expect(page.get_by_role("alert").filter(has_text="letter.xlsx")).to_be_visible()
    page.get_by_role("button", name="Westbrook Hospitals").click()

    expect(page.locator(".studio-name")).to_have_text("Westbrook Hospitals and Community Trust")
    expect(page.locator(".studio-state")).to_contain_text("An example")


def test_without_javascript_the_page_says_so_and_offers_the_rest(open_studio: Open) -> None:
    page = open_studio(scripts=False)

    expect(page.locator("noscript p")).to_contain_text("This page needs JavaScript")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("heading", name="Without this page")).to_be_visible()
    expect(page.get_by_role("button", name="Make the plan")).to_be_hidden()


@pytest.mark.slow
def test_without_the_program_the_page_says_what_is_missing(open_page: Open) -> None:
    """`open_page` serves the site alone; the runtime of a real build is tested in tests/studio."""
    page = open_page()
    page.route("**/worker.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(page.url + STUDIO)

    says_what_else_there_is(page, "The program that makes plans is missing from this copy of the site.")
    expect(page.get_by_role("heading", name="Without this page")).to_be_visible()


# The form


def test_every_cell_to_fill_in_is_on_some_step(open_studio: Open) -> None:
    page = open_studio()
    on_steps = page.evaluate(
        """async () => {
          const { STEPS } = await import("../javascripts/studio/steps.js");
          return STEPS.flatMap((step) => [...(step.sheets || []), ...(step.moreSheets || [])]);
        }"""
    )
    wanted = [
        form.name
        for form in SHEETS
        if form.name not in FIELD_SHEETS
        and (form.use is Use.FILL or any(column.fill or column.suggested for column in form.columns))
    ]
    assert sorted(on_steps) == sorted(wanted)

    opened = ask(desk(), "new", **NEW, **COHORT)
    fields = [(sheet["name"], row["id"]) for sheet in opened["sheets"] for row in sheet["rows"]]
    homeless = page.evaluate(
        """async (fields) => {
          const { stepOf } = await import("../javascripts/studio/steps.js");
          const sheets = new Map();
          fields.forEach(([sheet, id, section], place) => {
            const rows = sheets.get(sheet) || sheets.set(sheet, {rows: []}).get(sheet).rows;
            (sheets.get(sheet).rows).push({ id, section, row: place });
          });
          return fields.filter(([sheet], row) => !stepOf({ sheet, row }, sheets)).map(([, id]) => id);
        }""",
        [
            (sheet["name"], row["id"], row["section"])
            for sheet in opened["sheets"]
            if sheet["name"] in FIELD_SHEETS
            for row in sheet["rows"]
        ],
    )
    assert fields
    assert homeless == []


def test_a_fault_is_beside_its_field_and_in_the_list_in_the_words_of_the_command_line(open_studio: Open) -> None:
    page = planned(open_studio)
    step(page, "cohort")
    months = page.get_by_label("Months", exact=True)
    months.fill("99")
    months.press("Tab")
    (fault,) = program_says("Scheme", "cohort.months", 99)
    message, help = in_words(fault["message"]), in_words(fault["help"])

    expect(months).to_have_attribute("aria-invalid", "true")
    expect(months).to_have_accessible_description(re.compile(re.escape(f"{message} {help}")))
    expect(page.locator(".studio-step .studio-summary")).to_contain_text(message)
    expect(page.locator(".studio-steps a[href='#cohort'] .studio-mark")).to_have_text("1 to put right")
    expect(page.locator(".studio-plan-old")).to_be_visible()
    expect(page.locator(".studio-date")).not_to_have_count(0)

    step(page, "looks")
    page.locator(".studio-step .studio-summary").get_by_role("button", name="Months").click()
    expect(months).to_be_focused()
    months.fill("8")
    expect(page.locator(".studio-step .studio-summary")).to_be_hidden()
    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")


def test_a_change_can_be_undone_and_the_page_asks_before_it_is_lost(open_studio: Open) -> None:
    page = planned(open_studio)
    step(page, "cohort")
    months = page.get_by_label("Months", exact=True)
    months.fill("8")
    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")
    expect(page.locator(".studio-state")).to_have_text("1 change not saved")
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(page.locator(".studio-plan-line")).to_contain_text("9 months")
    expect(months).to_have_value("9")

    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.reload()")
    expect(page.locator(".studio-plan-line")).to_contain_text("9 months")
    assert asked == ["beforeunload"]


@pytest.mark.slow
def test_the_focus_stays_while_the_plan_is_drawn_again(open_studio: Open) -> None:
    page = planned(open_studio)
    step(page, "cohort")
    months = page.get_by_label("Months", exact=True)
    months.fill("")
    months.press_sequentially("12")

    expect(page.locator(".studio-plan-line")).to_contain_text("12 months")
    expect(months).to_be_focused()
    expect(months).to_have_value("12")


def test_when_the_program_breaks_nothing_typed_is_lost(open_studio: Open) -> None:
    page = planned(open_studio)
    step(page, "cohort")
    page.route("**/studio-answer*", lambda route: route.fulfill(json={"failed": "MemoryError"}), times=1)
    page.get_by_label("Months", exact=True).fill("8")
    expect(page.locator(".studio-news")).to_contain_text("The program stopped, which is not your fault.")
    page.get_by_role("button", name="Start it again").click()

    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")
    expect(page.locator(".studio-news")).to_be_empty()


def test_what_was_saved_opens_again_with_everything_typed(open_studio: Open, tmp_path: Path) -> None:
    page = planned(open_studio)
    step(page, "cohort")
    page.get_by_label("Months", exact=True).fill("8")
    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    expect(page.locator(".studio-state")).to_have_text("Saved")
    assert file.name == "westshire.xlsx"

    page.get_by_role("button", name="Close", exact=True).last.click()
    page.locator("#studio-files").set_input_files(file)
    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")
    expect(page.locator(".studio-state")).to_have_text("No changes since it was opened")


@pytest.mark.slow
def test_a_copy_is_kept_in_the_browser_only_if_she_asks(open_studio: Open) -> None:
    page = planned(open_studio)
    assert page.evaluate("indexedDB.databases()") == []
    page.get_by_label("Keep a copy in this browser").check()
    step(page, "cohort")
    page.get_by_label("Months", exact=True).fill("8")
    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")
    page.on("dialog", lambda dialog: dialog.accept())
    wait_until(page, KEPT_EDITS, 1)
    page.reload()
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(".studio-plan-line")).to_contain_text("8 months")

    page.get_by_label("Keep a copy in this browser").uncheck()
    wait_until(page, "indexedDB.databases()", [])


DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
  for (const kind of ["dragenter", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
    document.querySelector("h1").dispatchEvent(event);
  }
}"""


def drop(page: Page, name: str, raw: bytes) -> None:
    """Drop a file on the page."""
    page.evaluate(DROP, [name, base64.b64encode(raw).decode()])


def test_a_dropped_file_opens_a_plan_or_is_put_beside_the_open_one(open_studio: Open) -> None:
    page = open_studio()
    page.on("dialog", lambda dialog: dialog.accept())
    drop(page, "letter.xlsx", b"Dear all")
    expect(page.get_by_role("alert").filter(has_text="letter.xlsx")).to_be_visible()
    drop(page, "profile.yml", desk().examples["kings"]["profile.yml"])
    expect(page.locator(".studio-name")).to_contain_text("King")

    drop(page, "letter.xlsx", b"Dear all")
    expect(page.locator(".studio-news")).to_contain_text("This file cannot be used here.")
    drop(page, "logo.png", png(10, 10))
    expect(page.locator(".studio-news")).to_have_text("logo.png added. Save to keep it with your plan.")
    step(page, "looks")
    expect(page.get_by_label("File of the logo", exact=True)).to_have_value("logo.png")


STORED = """async () => {
  const open = indexedDB.open("paired-learning-studio");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const request = database.transaction("plans").objectStore("plans").getAll();
  const entries = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  database.close();
  return {
    databases: (await indexedDB.databases()).map((each) => each.name),
    entries: entries.map(({ name, files, edits }) => [name, files.map((file) => file.name), edits.length]),
    caches: await caches.keys(),
    texts: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  };
}"""


def test_answers_are_kept_nowhere_and_not_lost_unasked(open_studio: Open) -> None:
    on = desk()
    ask(on, "example", slug="westbrook")
    page = open_studio()
    lines: list[str] = []
    page.on("console", lambda line: lines.append(line.text))
    page.locator("[data-example='westbrook']").click()
    page.get_by_label("Keep a copy in this browser").check()
    wait_until(page, KEPT_EDITS, 0)
    before = page.evaluate(STORED)
    drop(page, "evaluation.xlsx", filled(on, *CODES))
    page.locator(".studio-news").get_by_role("link", name="What came of it").click()
    example = page.get_by_role("link", name="What comes of it: an example").get_attribute("href")
    assert page.request.get(example or "").ok
    drop(page, "evaluation.xlsx", filled(on, *CODES))
    expect(page.get_by_text("36 filled-in forms read.").first).to_be_visible()
    page.get_by_text("If a file does not say what it is").click()
    page.get_by_label("Which copy").select_option(label="Before the programme")
    drop(page, "answers.csv", export(on, "ZQ19X", *CODES[:2]))
    page.get_by_role("button", name="Add the answers").click()
    expect(page.get_by_text("3 rows: 1 taken, 0 there already, 2 not taken.")).to_be_visible()
    page.get_by_role("button", name="Show the board page here").click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="What to decide")).to_be_visible()

    assert page.evaluate("window.dispatchEvent(new Event('beforeunload', { cancelable: true }))") is False
    assert page.evaluate(STORED) == before
    assert not any(word in line for word in (CANARY, "ZQ19X", *CODES) for line in lines)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Close").click()
    page.locator("[data-example='westbrook']").click()
    step(page, "evaluation")
    expect(page.get_by_role("button", name="Make the report")).to_be_hidden()
    expect(page.get_by_text("Came back")).to_have_count(0)


REFUSES_STORAGE = """(() => {
  const refuse = () => { throw new DOMException("refused", "SecurityError"); };
  const reject = async () => refuse();
  IDBFactory.prototype.open = refuse;
  IDBFactory.prototype.deleteDatabase = refuse;
  for (const each of [ServiceWorkerContainer, CacheStorage]) {
    for (const name of ["getRegistration", "register", "open", "keys", "has"]) {
      if (each.prototype[name]) {
        each.prototype[name] = reject;
      }
    }
  }
  window.BroadcastChannel = function () { refuse(); };
})();"""


@pytest.mark.slow
def test_a_browser_that_keeps_nothing_makes_a_plan_and_says_so(open_studio: Open) -> None:
    page = open_studio(own=True)
    page.add_init_script(REFUSES_STORAGE)
    page.reload()
    answer_three(page)
    expect(page.locator(".offline-view")).to_be_hidden()
    page.get_by_label("Keep a copy in this browser").click()

    expect(page.locator(".studio-keep-note")).to_have_text(
        "This browser does not let the page keep anything. Save the workbook before you leave."
    )
    expect(page.get_by_label("Keep a copy in this browser")).not_to_be_checked()


LACKING = {
    "no WebAssembly": ("delete globalThis.WebAssembly;", "does not run WebAssembly"),
    "no workers": ("delete globalThis.Worker;", "does not run workers"),
}
STOPPED = [
    "This browser does not allow WebAssembly, which the program that makes plans needs.",
    "This device has too little memory free for the program that makes plans.",
]


def says_what_else_there_is(page: Page, words: str) -> None:
    """Whether the page says what is missing, and has the workbook to fill in without it in place of the form."""
    expect(page.get_by_role("alert").filter(has_text="Plans cannot be made on this page here.")).to_contain_text(words)
    expect(page.get_by_role("button", name="Make the plan")).to_be_hidden()
    expect(page.locator("#studio-without")).to_contain_text("fill it in without this page")


@pytest.mark.parametrize("what", ["no WebAssembly", pytest.param("no workers", marks=pytest.mark.slow)])
def test_a_browser_that_lacks_something_says_what(open_studio: Open, what: str) -> None:
    script, words = LACKING[what]
    page = open_studio(own=True)
    page.add_init_script(script)
    page.reload()

    says_what_else_there_is(page, words)


@pytest.mark.parametrize("words", [STOPPED[0], pytest.param(STOPPED[1], marks=pytest.mark.slow)])
def test_a_program_that_cannot_start_says_why(open_studio: Open, words: str) -> None:
    page = open_studio()
    stopped = f"postMessage({json.dumps({'stopped': words, 'why': 'memory'})});"
    page.route("**/worker.js", lambda route: route.fulfill(content_type="text/javascript", body=stopped))
    page.reload()

    says_what_else_there_is(page, words)


@pytest.mark.slow
def test_a_plan_asked_for_while_the_program_loads_is_made_as_soon_as_it_can_be(open_studio: Open) -> None:
    page = open_studio()
    silent = STAND_IN.replace("postMessage({ready: true});", "")
    page.route("**/worker.js", lambda route: route.fulfill(content_type="text/javascript", body=silent))
    page.reload()
    answer_three(page)

    assert silent != STAND_IN
    expect(page.locator(".studio-plan-line")).to_contain_text("15 Sep 2027")


@pytest.mark.slow
def test_the_program_starts_before_the_rest_of_the_page_has_loaded(open_studio: Open) -> None:
    page = open_studio()
    held: list[Route] = []
    page.route("**/studio/studio.js", lambda route: held.append(route))
    with page.expect_event("worker", lambda worker: worker.url.endswith("/studio/worker.js")):
        page.goto(page.url, wait_until="commit")
    page.evaluate("async () => (await import('../javascripts/studio/program.js')).client.ready")
    expect(page.locator(".studio-credit")).to_have_count(0)
    held[0].continue_()

    expect(page.locator(".studio-credit")).to_contain_text("Pyodide")


def test_scripts_that_do_not_arrive_are_reported_and_asked_for_again(open_studio: Open) -> None:
    page = open_studio()
    page.route("**/studio/desk.js", lambda route: route.abort())
    page.reload()
    send_three(page)
    expect(page.get_by_text("Part of this page did not arrive.")).to_be_visible()
    page.unroute("**/studio/desk.js")
    page.get_by_role("button", name="Make the plan").click()

    expect(page.locator(".studio-plan-line")).to_contain_text("15 Sep 2027")


def test_scripts_of_a_plan_wait_for_the_program(open_studio: Open) -> None:
    page = open_studio()
    page.wait_for_load_state("networkidle")
    silent = STAND_IN.replace("postMessage({ready: true});", "setTimeout(() => postMessage({ready: true}), 500);")
    page.route("**/worker.js", lambda route: route.fulfill(content_type="text/javascript", body=silent))
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    with page.expect_request("**/studio/desk.js"):
        page.reload()
        expect(page.locator("#studio.studio-runs")).to_be_attached()
        assert "studio.js" in fetched
        assert "desk.js" not in fetched


def test_putting_two_copies_together_asks_before_an_unsaved_plan_gives_way(open_studio: Open) -> None:
    page = planned(open_studio)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    step(page, "merge")
    for copy in ("Your copy", "The other copy"):
        page.get_by_label(copy).set_input_files({"name": "copy.xlsx", "mimeType": "", "buffer": b"never read"})
    page.get_by_role("button", name="Put them together").click()

    assert asked == ["Open the two copies together? What you changed in this plan since you saved it is lost."]
    expect(page.locator(".merge-view .sheet-report")).to_be_hidden()
    expect(page.locator(".studio-plan-line")).to_contain_text("15 Sep 2027")


def test_a_day_that_is_typed_while_the_page_loads_is_whole(open_studio: Open) -> None:
    page = open_studio()
    held: list[Route] = []
    page.route("**/studio/studio.js", lambda route: held.append(route))
    with page.expect_request("**/studio/studio.js"):
        page.goto(page.url, wait_until="commit")
    page.get_by_label("Day of the first workshop").focus()
    page.keyboard.type("15/")
    held[0].continue_()
    expect(page.locator(".studio-day button")).to_be_visible()
    page.keyboard.type("9/2027")

    expect(page.get_by_label("Day of the first workshop", exact=True)).to_have_value("15/9/2027")


@pytest.mark.slow
def test_the_memory_of_pdf_files_is_given_back_when_the_plan_is_closed(open_studio: Open) -> None:
    page = planned(open_studio)
    workers: list[str] = []

    def answered(route: Route) -> None:
        workers.append(route.request.url)
        loaded = {"reply": json.dumps({"loaded": True}), "files": []}
        route.fulfill(json=loaded) if asked(route) == "documents" else route.continue_()

    page.route("**/studio-answer*", answered)
    step(page, "files")
    page.get_by_role("checkbox", name="PDF").check()
    page.get_by_role("button", name="Make the files").click()
    page.get_by_role("button", name="Fetch it and go on").click()
    expect(page.locator(".files-line").first).to_contain_text("Next:")
    page.get_by_role("button", name="Cancel").first.click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Close", exact=True).last.click()
    page.get_by_role("button", name="Westbrook Hospitals").click()
    expect(page.locator(".studio-name")).to_contain_text("Westbrook")

    assert workers[-1] != workers[0]


@pytest.mark.slow
def test_memory_that_runs_out_is_said_and_what_was_typed_stays(open_studio: Open) -> None:
    page = planned(open_studio)
    step(page, "files")
    page.route("**/studio-answer*", out_of_memory_while_making)
    page.get_by_role("button", name="Make the files").click()

    expect(page.locator(".files-line").first).to_have_text(
        "There is not enough memory on this device to make PDF files. Word files and web pages take far less."
    )
    expect(page.get_by_role("button", name="Go on without PDF")).to_be_visible()


def test_a_page_from_a_folder_says_that_it_needs_an_address(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "studio/index.html").as_uri())

    expect(page.locator(".studio-from-file")).to_contain_text("Open the site at its address on the web")
    expect(page.get_by_role("button", name="Make the plan")).to_be_hidden()
    page.close()


# The plan beside it


@pytest.mark.slow
def test_a_date_that_no_workbook_has_yet_is_pinned_from_the_list_and_unpinned(open_studio: Open) -> None:
    """A day that cannot be read says so where it was typed."""
    page = open_studio()
    answer_three(page, start="")
    step(page, "cohort")
    page.get_by_label("First workshop", exact=True).fill("15/9/2027")
    what = "Workshop 2"
    date(page, what).get_by_role("button", name=re.compile(f"^Pin: {what}")).click()
    day = page.get_by_label("Day", exact=True)
    day.fill("28 October")
    page.get_by_role("button", name="Pin it", exact=True).click()
    expect(page.locator(".studio-pin-form .studio-fault")).to_be_visible()
    expect(day).to_have_attribute("aria-invalid", "true")

    day.fill("28/10/2027")
    page.get_by_label("Why this day").fill("The lecture theatre is free.")
    page.get_by_role("button", name="Pin it", exact=True).click()
    pinned = date(page, what).get_by_role("button", name=re.compile(f"^Pinned: {what}"))
    expect(pinned).to_be_focused()
    expect(date(page, what)).to_contain_text("Thu 28")
    expect(date(page, what)).to_contain_text("The lecture theatre is free.")
    step(page, "dates")
    expect(page.locator(".studio-stale").first).to_have_text(
        "This table is older than your plan. Save to bring it up to date."
    )
    step(page, "cohort")

    pinned.click()
    page.get_by_role("button", name="Unpin").click()
    expect(date(page, what).get_by_role("button", name=re.compile(f"^Pin: {what}"))).to_be_focused()
    expect(date(page, what)).not_to_contain_text("Thu 28")


@pytest.mark.slow
def test_a_closed_week_moves_dates_and_says_so(open_studio: Open) -> None:
    page = planned(open_studio)
    before = date(page, "Workshop 2").text_content()

    close_a_week(page)

    assert date(page, "Workshop 2").text_content() != before
    listed = page.locator(".studio-moved li").count()
    expect(page.get_by_role("tab", name="Moved")).to_have_text(f"Moved {listed}")
    assert listed > 0
    expect(page.get_by_role("status").filter(has_text="moved:")).to_have_count(1)


@pytest.mark.slow
def test_dates_that_are_over_are_folded_away(open_studio: Open) -> None:
    page = open_studio()
    page.get_by_role("button", name="Westbrook Hospitals").click()
    expected = ask(desk(), "example", slug="westbrook")["state"]["plan"]["dates"]
    ahead = [each["what"] for each in expected if not each["past"]]
    assert 0 < len(ahead) < len(expected)
    expect(page.locator(".studio-date")).to_have_count(len(ahead))
    page.get_by_role("button", name=re.compile(r"\d+ past dates too")).click()

    expect(page.locator(".studio-date")).to_have_count(len(expected))


@pytest.mark.slow
def test_on_a_phone_the_plan_is_behind_a_bar(open_studio: Open) -> None:
    page = planned(open_studio, width=320)
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_hidden()
    bar = page.get_by_role("button", name=re.compile(r"Plan: \d+ dates"))
    bar.click()
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_focused()
    page.keyboard.press("Escape")

    expect(bar).to_be_focused()
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_hidden()


# For everybody


def axe_of_steps(open_studio: Open, scheme: str, ids: list[str]) -> list[str]:
    """What axe finds on the start screen and on some steps with everything unfolded; on all for no ids."""
    page = open_studio(scheme=scheme)
    page.evaluate(REST)
    violations = [f"start: {fault}" for fault in axe.faults(page)]
    answer_three(page)
    for id in ids or steps(page):
        step(page, id)
        page.evaluate("document.querySelectorAll('.studio-form details').forEach((each) => { each.open = true; })")
        page.evaluate(REST)
        violations += [f"{id}: {fault}" for fault in axe.faults(page)]
    return violations


def test_the_start_screen_and_a_step_with_the_plan_pass_axe(open_studio: Open) -> None:
    assert axe_of_steps(open_studio, "light", ["looks"]) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_step_passes_axe(open_studio: Open, scheme: str) -> None:
    assert axe_of_steps(open_studio, scheme, []) == []


@pytest.mark.slow
def test_nothing_scrolls_sideways_at_320_pixels(open_studio: Open) -> None:
    page = open_studio(width=320)
    wide = ["start"] if sideways(page) else []
    answer_three(page)
    for id in steps(page):
        step(page, id)
        wide += [id] if sideways(page) else []
    page.get_by_role("button", name=re.compile("Plan: ")).click()
    wide += ["plan"] if sideways(page) else []

    assert wide == []


@pytest.mark.slow
def test_the_keyboard_alone_makes_a_plan_and_pins_a_date(open_studio: Open) -> None:
    page = open_studio()
    page.get_by_label("Name of your trust").focus()
    page.keyboard.type("Westshire Hospitals")
    page.keyboard.press("Tab")
    page.keyboard.type("15/9/2027")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.locator(".studio-step h2")).to_be_focused()

    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        now = focus(page)
        if now is None:
            break
        unseen += [now.fault] if now.fault else []
        if now.name.startswith("Pin: Workshop 1"):
            break
    assert unseen == []
    page.keyboard.press("Enter")
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    page.keyboard.type("16/9/2027")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name=re.compile("^Pinned: Workshop 1"))).to_be_focused()
