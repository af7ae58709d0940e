"""Files of the studio as a planner gets them: one, all as a ZIP, with a bar and a cancel; saving; letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.test_site import sideways

PROGRAM = (studio_views.HERE / "files.js").read_text(encoding="utf-8")
STATE = {"faults": [], "plan": {}, "required": [], "hash": "a"}
FAULT = {"message": "the start is missing", "severity": "error", "help": "type a day"}
WORKBOOK, DRAFT = "saving,saveWorkbook", {"faults": [FAULT], "plan": None, "required": [], "hash": "b"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the views of files."""
    with studio_views.served(tmp_path_factory.mktemp("files"), {"state": STATE}, PROGRAM) as address:
        yield address


@pytest.fixture
def opened(chromium: Browser, files: str) -> Iterator[Open]:
    """Opens a view of files."""
    with open_pages(chromium, files) as each:
        yield each


def show(opened: Open, view: str = "downloads,renderDownloads", **how: object) -> Page:
    page = opened(f"index.html?view={view}", **how)
    page.locator("body[data-ready]").wait_for()
    return page


def asked(page: Page, what: str) -> list[studio_views.Json]:
    requests: list[studio_views.Json] = page.evaluate("studio.client.asked")
    return [request for request in requests if request["what"] == what]


def test_each_file_is_listed_with_its_formats_and_plain_words(opened: Open) -> None:
    page = show(opened)
    expect(page.locator(".files-item > .sheet-quiet")).to_have_text(
        ["The plan of the cohort.", "The projects to choose from.", "Letters to fill in."]
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Project menu: Web page").click()
    assert download.value.suggested_filename == "5 Project menu.html"
    expect(page.locator(".files-line:visible")).to_have_text("5 Project menu.html is in your downloads.")


def test_a_download_has_a_name_that_every_system_takes(opened: Open) -> None:
    safe = {
        "1 Plan.docx": "1 Plan.docx",
        "Anna O\u2019Neill: welcome?.docx": "Anna O\u2019Neill- welcome-.docx",
        "../up.ics": "-up.ics",
        "con.docx": "_con.docx",
        "...": "file",
    }
    page = show(opened)
    script = "async (names) => names.map((await import('./javascripts/studio/words.js')).safeName)"
    assert page.evaluate(script, list(safe)) == list(safe.values())


def test_many_files_of_a_kind_are_folded_away(opened: Open) -> None:
    page = show(opened)
    expect(page.get_by_role("button", name="Advert: Word")).to_be_hidden()
    page.get_by_text("Show the 3").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Advert: Word").click()
    assert download.value.suggested_filename == "Advert.docx"


def test_all_files_come_as_one_zip(opened: Open) -> None:
    """Word files with drawings, and PDF, need a part of the program that is fetched when she says so."""
    page = show(opened)
    page.locator("input[name=pdf]").check()
    page.get_by_role("button", name="Make the files").click()
    expect(page.locator(".files-line:visible")).to_have_text(
        "2 files need a part of the program that is fetched once: 13 MB."
    )
    assert asked(page, "documents") == asked(page, "next") == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Fetch it and go on").click()

    assert download.value.suggested_filename == "westshire-playbook.zip"
    assert download.value.path().read_bytes() == b"zip"
    expect(page.locator(".files-line:visible")).to_have_text(
        "westshire-playbook.zip is in your downloads: 7 files, 1 KB."
    )
    assert len(asked(page, "documents")) == 1


def test_without_that_part_there_is_no_pdf(opened: Open) -> None:
    page = show(opened)
    page.locator("input[name=pdf]").check()
    page.get_by_role("button", name="Make the files").click()
    with page.expect_download():
        page.get_by_role("button", name="Go on without PDF").click()
    last = asked(page, "make")[-1]
    assert (last["documents"], "pdf" in last["formats"], asked(page, "documents")) == (False, False, [])


def test_cancel_stops_at_once_and_saves_nothing(opened: Open) -> None:
    page = show(opened)
    expect(page.locator(".files-item").first).to_be_visible()
    page.evaluate("() => { window.held = () => new Promise((resolve) => { window.answer = resolve; }); }")
    page.locator("input[name=docx]").uncheck()
    page.get_by_role("button", name="Make the files").click()
    expect(page.locator("progress").first).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".files-line:visible")).to_have_text("Cancelled. Nothing was saved.")
    expect(page.get_by_role("button", name="Make the files")).to_be_enabled()
    page.evaluate("async () => { answer(); await new Promise((resolve) => setTimeout(resolve, 0)); }")
    assert asked(page, "next") == []


def test_the_bar_shows_how_far_it_is(opened: Open) -> None:
    page = show(opened)
    expect(page.locator(".files-item").first).to_be_visible()
    page.evaluate("() => { window.held = () => (window.done === 1 ? new Promise(() => {}) : null); }")
    page.locator("input[name=docx]").uncheck()
    page.get_by_role("button", name="Make the files").click()
    expect(page.locator(".files-line:visible")).to_have_text("1 of 2 made. Next: 5 Project menu.html")
    assert page.locator("progress").first.evaluate("bar => bar.value") == 0.5


def test_where_memory_runs_out_word_and_web_pages_are_offered(opened: Open) -> None:
    page = show(opened)
    page.evaluate("window.broken = 'Out of memory'")
    page.locator("input[name=pdf]").check()
    page.get_by_role("button", name="Make the files").click()
    page.get_by_role("button", name="Fetch it and go on").click()
    expect(page.locator(".files-line:visible")).to_have_text(
        "There is not enough memory on this device to make PDF files. Word files and web pages take far less."
    )
    with page.expect_download():
        page.get_by_role("button", name="Go on without PDF").click()


def test_on_a_device_with_little_memory_pdf_is_not_offered(chromium: Browser, files: str) -> None:
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'deviceMemory', { get: () => 2 })")
    page = context.new_page()
    page.goto(f"{files}index.html?view=downloads,renderDownloads")
    expect(page.locator("input[name=pdf]")).to_be_disabled()
    expect(
        page.get_by_text("too little memory to make PDF files. Word files and web pages say the same.")
    ).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Make the files").click()
    assert asked(page, "make")[-1]["documents"] is False
    context.close()


def test_with_faults_it_says_that_they_come_first(opened: Open) -> None:
    page = show(opened)
    page.evaluate("state => { studio.scheme.state = state; studio.view.update(); }", DRAFT)
    expect(page.locator(".sheet-message")).to_have_text("1 thing must be put right before files can be made.")
    expect(page.get_by_role("button", name="Make the files")).to_be_hidden()


# Saving


def test_saving_lists_what_the_tool_changed(opened: Open) -> None:
    page = opened("index.html?view=downloads,renderDownloads")
    with page.expect_download() as download:
        page.evaluate(_SAVE)
    assert download.value.suggested_filename == "westshire.xlsx"
    page.get_by_text("The tool changed 1 cell").click()
    expect(page.get_by_text("Dates, C7: 13/1/2027, was 6/1/2027.")).to_be_visible()
    assert page.evaluate("studio.scheme.calls.map(([what]) => what)") == ["take"]


def test_what_a_new_workbook_cannot_hold_is_said_before(opened: Open) -> None:
    page = show(opened)
    page.evaluate("window.chart = true")
    page.evaluate(_SAVE)
    expect(page.get_by_text("A chart on the sheet Costs at F2.")).to_be_visible()
    page.get_by_role("button", name="Do not save").click()
    assert [request.get("anyway") for request in asked(page, "save")] == [None]

    page.evaluate(_SAVE)
    with page.expect_download():
        page.get_by_role("button", name="Save without these").click()
    assert asked(page, "save")[-1]["anyway"] is True


def test_with_faults_what_was_typed_is_saved_all_the_same(opened: Open) -> None:
    page = show(opened)
    page.evaluate("state => { studio.scheme.state = state; }", DRAFT)
    with page.expect_download():
        page.evaluate(_SAVE)
    assert asked(page, "save")[-1]["draft"] is True
    expect(page.get_by_text("no new plan, because some things have yet to be put right")).to_be_visible()


_SAVE = "async () => { void (await import('./javascripts/studio/saving.js')).saveWorkbook(studio); }"


# Letters


def test_letters_say_whom_they_are_for_what_is_missing_and_that_they_are_personal(opened: Open) -> None:
    page = show(opened, "letters,lettersView")
    expect(page.locator(".files-personal")).to_contain_text("They are personal data")
    expect(page.get_by_label("Welcome letters")).to_be_checked()
    expect(page.locator(".files-papers > li").first).to_contain_text("To: participants. 8 in all, 6 ready.")
    page.get_by_text("Left to fill in by hand: 1 thing").click()
    expect(page.get_by_text("The room (in 2)")).to_be_visible()

    page.get_by_label("Rota letters").uncheck()
    with page.expect_download():
        page.get_by_role("button", name="Make the 1 chosen kind").click()
    assert asked(page, "letters-make")[-1]["ids"] == ["welcome"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("view", "width", "scheme"),
    [
        ("downloads,renderDownloads", 1280, "dark"),
        ("downloads,renderDownloads", 320, "light"),
        ("letters,lettersView", 1280, "dark"),
        ("letters,lettersView", 320, "light"),
    ],
)
def test_nothing_is_wrong_for_axe_or_runs_over_the_edge(opened: Open, view: str, width: int, scheme: str) -> None:
    page = show(opened, view, width=width, scheme=scheme)
    if scheme == "dark":
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    page.locator(".files-item, .files-papers > li").first.wait_for()
    page.get_by_role("button", name="Make").click()
    page.locator(".files-job:visible").wait_for()
    assert axe.faults(page) == []
    assert sideways(page) <= 0
