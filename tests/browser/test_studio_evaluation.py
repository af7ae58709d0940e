"""What came of the cohort, on the studio's page: answers are read, put right, and made into a report."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from generator.studio.desk import Desk
from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.test_reflow import forced
from tests.browser.test_site import sideways
from tests.browser.walk import focus
from tests.studio.desks import ask, desk
from tests.studio.test_answers import CODES, export, filled

FILE = "evaluation.xlsx"
VIEW = "index.html?view=evaluation,evaluationView"
WHICH_COPY = "The export does not say which copy of Preparedness self-assessment it is."
BEYOND = "each => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def on() -> Desk:
    on = desk()
    ask(on, "example", slug="westbrook")
    return on


@pytest.fixture(scope="module")
def address(on: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the view of an example."""
    opened = ask(on, "example", slug="westbrook")
    with studio_views.served(tmp_path_factory.mktemp("evaluation"), opened, studio_views.REAL, on) as each:
        yield each


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens the view."""
    with open_pages(chromium, address) as each:
        yield each


def with_answers(opened: Open, raw: bytes, **how: object) -> Page:
    """The view after somebody chose a workbook."""
    page = opened(VIEW, **how)
    choose(page, raw)
    return page


def choose(page: Page, raw: bytes) -> None:
    """Choose a workbook."""
    page.get_by_label("Your workbook of answers").set_input_files({"name": FILE, "mimeType": TYPE, "buffer": raw})


def choose_export(page: Page, on: Desk) -> None:
    """Choose what an online form gives, once the workbook is read."""
    chooser = page.get_by_label("Exports")
    expect(chooser).to_be_visible()
    chooser.set_input_files({"name": "answers.csv", "mimeType": "text/csv", "buffer": export(on, *CODES)})


def wrongly(raw: bytes) -> bytes:
    """A workbook with a rating that nobody can give, and with a code that nearly matches another."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    page = book["Preparedness self-assessment"]
    page["E3"] = 7
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_answers_become_a_report(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES))
    expect(page.get_by_text("36 filled-in forms read.").first).to_be_visible()
    expect(page.get_by_role("row", name="Preparedness self-assessment: looking back")).to_contain_text("12")
    assert axe.faults(page) == []

    page.get_by_role("button", name="Make the report").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Go on without PDF").click()
    assert download.value.suggested_filename == "westbrook-evaluation.zip"


@pytest.mark.slow
def test_exports_of_online_forms_are_added(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on))
    choose_export(page, on)
    page.get_by_role("button", name="Add the answers").click()
    expect(
        page.get_by_text("The export does not say which copy of Preparedness self-assessment it is.")
    ).to_be_visible()

    expect(page.get_by_text("No new answers. See below what was not taken.").first).to_be_visible()

    # What to choose is unfolded, and the files are still there.
    page.get_by_label("Which copy").select_option(label="Before the programme")
    page.get_by_role("button", name="Add the answers").click()
    expect(page.get_by_text("12 rows: 12 taken, 0 there already, 0 not taken.")).to_be_visible()
    expect(page.get_by_role("row", name="Preparedness self-assessment: before the programme")).to_contain_text("12")
    assert axe.faults(page) == []

    assert page.evaluate("studio.view.isUnsaved()") is True
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    assert download.value.suggested_filename == FILE
    assert page.evaluate("studio.view.isUnsaved()") is False


@pytest.mark.slow
def test_where_pdf_is_too_much_the_report_is_made_without_it(opened: Open, on: Desk) -> None:
    page = opened(VIEW)
    page.add_init_script("Object.defineProperty(navigator, 'deviceMemory', { value: 2 });")
    page.reload()
    choose(page, filled(on, *CODES))
    expect(page.get_by_text("This device has too little memory to make PDF files. Word files")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the report").click()

    assert download.value.suggested_filename == "westbrook-evaluation.zip"


DROP = """([name, text]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return studio.view.takeFiles([new File([bytes], name)]);
}"""


def drop(page: Page, name: str, raw: bytes) -> None:
    """Drop a file as the desk does that hands it on."""
    page.evaluate(DROP, [name, base64.b64encode(raw).decode()])


@pytest.mark.slow
def test_a_workbook_and_exports_can_be_dropped(opened: Open, on: Desk) -> None:
    page = opened(VIEW)
    expect(page.get_by_label("Your workbook of answers")).to_be_visible()
    drop(page, "answers.csv", export(on, *CODES))
    expect(page.get_by_text("not a complete Excel file").first).to_be_visible()

    drop(page, FILE, filled(on, *CODES[:3]))
    expect(page.get_by_text("9 filled-in forms read.").first).to_be_visible()
    drop(page, "answers.csv", export(on, *CODES))
    expect(page.get_by_text("Dropped: answers.csv")).to_be_visible()
    add = page.get_by_role("button", name="Add the answers")
    expect(add).to_be_focused()
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("The export does not say which copy of Preparedness self-assessment it is.")
    ).to_be_visible()

    drop(page, FILE, filled(on, *CODES[:2]))
    expect(page.get_by_text("6 filled-in forms read.").first).to_be_visible()
    expect(add).to_be_disabled()


def test_answers_that_were_added_are_not_lost_unasked(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on))
    page.get_by_text("If a file does not say what it is").click()
    page.get_by_label("Which copy").select_option(label="Before the programme")
    choose_export(page, on)
    page.get_by_role("button", name="Add the answers").click()
    row = page.get_by_role("row", name="Preparedness self-assessment: before the programme")
    expect(row).to_contain_text("12")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    drop(page, FILE, filled(on, *CODES[:2]))

    assert asked == ["Open another workbook? The answers that you added to this one are in no file yet."]
    expect(row).to_contain_text("12")


@pytest.mark.slow
def test_the_board_page_is_shown_in_a_frame_in_which_nothing_runs(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES), width=320)
    page.get_by_role("button", name="Show the board page here").click()
    expect(page.get_by_role("heading", name="The board page", exact=True)).to_be_focused()
    frame = page.frame_locator("iframe[title='The board page']")
    lead = frame.locator(".lead")

    expect(frame.get_by_role("heading", name="What to decide")).to_be_visible()
    assert page.locator("iframe").get_attribute("sandbox") == "allow-same-origin"
    assert float(lead.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")) > 16
    assert frame.locator("a[href], script, style").count() == 0
    assert sideways(page) == 0
    assert frame.locator("html").evaluate(BEYOND) == 0
    assert axe.faults(page) == []


@pytest.mark.slow
def test_the_keyboard_alone_adds_answers_and_shows_the_board_page(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES))
    expect(page.get_by_role("button", name="Make the report")).to_be_enabled()
    choose_export(page, on)
    page.get_by_label("Exports").focus()
    reached, unseen = [], []
    for _ in range(20):
        page.keyboard.press("Tab")
        now = focus(page)
        if now is None:
            break
        reached.append(now.name)
        unseen += [now.fault] if now.fault else []
        if now.name == "Show the board page here":
            break
    page.keyboard.press("Enter")

    assert unseen == []
    assert reached == [
        "If a file does not say what it is",
        "Add the answers",
        "Download the workbook",
        "Make the report",
        "Show the board page here",
    ]
    expect(page.get_by_role("heading", name="The board page", exact=True)).to_be_focused()


def test_what_is_wrong_is_named_by_its_cell_and_stops_the_report(opened: Open, on: Desk) -> None:
    page = with_answers(opened, wrongly(filled(on, *CODES)))

    fault = page.get_by_text("Preparedness self-assessment, E3: This is not a rating from 1 to 5.")
    expect(fault).to_be_visible()
    expect(page.get_by_role("button", name="Make the report")).to_be_disabled()


def test_a_new_workbook_and_one_with_near_codes_are_downloaded(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES))
    for name in ("Download a new one", "Download the workbook"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == FILE


def test_a_plan_with_faults_comes_first(opened: Open) -> None:
    page = opened(VIEW)
    expect(page.get_by_role("button", name="Download a new one")).to_be_enabled()
    page.evaluate("studio.scheme.state.faults = [{ severity: 'error', message: 'this is not a date' }]")
    page.get_by_role("button", name="Download a new one").click()

    expect(page.get_by_text("1 thing must be put right in the plan first.").first).to_be_visible()


def test_another_file_is_named_as_such(opened: Open) -> None:
    page = with_answers(opened, b"no workbook")

    expect(page.get_by_role("status").filter(has_text="not a complete Excel file").first).to_be_visible()


@pytest.mark.slow
def test_it_fits_a_wide_screen(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES), width=1280)
    page.get_by_role("button", name="Show the board page here").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="What to decide")).to_be_visible()

    assert sideways(page) == 0
    assert frame.locator("html").evaluate(BEYOND) == 0


@pytest.mark.slow
def test_it_passes_axe_in_the_dark(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES), scheme="dark")
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    page.get_by_role("button", name="Show the board page here").click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="What to decide")).to_be_visible()

    assert axe.faults(page) == []


@pytest.mark.slow
def test_in_forced_colours_buttons_and_the_page_have_borders(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on, *CODES))
    page.get_by_role("button", name="Show the board page here").click()
    expect(page.frame_locator("iframe").get_by_role("heading", name="What to decide")).to_be_visible()

    assert all(forced(page, "iframe, .sheet-actions button"))
