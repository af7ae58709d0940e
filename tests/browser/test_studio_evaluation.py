"""What came of the cohort, on the studio's page: answers are read, put right, and made into a report."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.studio.desk import Desk
from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.test_site import sideways
from tests.studio.desks import ask, desk
from tests.studio.test_answers import CODES, export, filled

FILE = "evaluation.xlsx"
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
    page = opened("index.html?view=evaluation,evaluationView", **how)
    page.get_by_label("Your workbook of answers").set_input_files({"name": FILE, "mimeType": TYPE, "buffer": raw})
    return page


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


def test_exports_of_online_forms_are_added(opened: Open, on: Desk) -> None:
    page = with_answers(opened, filled(on))
    csv = {"name": "answers.csv", "mimeType": "text/csv", "buffer": export(on, *CODES)}
    page.get_by_label("Exports").set_input_files(csv)
    page.get_by_role("button", name="Add the answers").click()
    expect(page.get_by_text("Nobody can tell which copy of Preparedness self-assessment it is.")).to_be_visible()

    page.get_by_text("If the file does not say what it is").click()
    page.get_by_label("Which copy").select_option(label="Before the programme")
    page.get_by_label("Exports").set_input_files(csv)
    page.get_by_role("button", name="Add the answers").click()
    expect(page.get_by_text("12 rows: 12 taken, 0 there already, 0 not taken.")).to_be_visible()
    expect(page.get_by_role("row", name="Preparedness self-assessment: before the programme")).to_contain_text("12")
    assert axe.faults(page) == []


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


def test_another_file_is_named_as_such(opened: Open) -> None:
    page = with_answers(opened, b"no workbook")

    expect(page.get_by_role("status").filter(has_text="not a complete Excel file").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_the_screen(opened: Open, on: Desk, width: int) -> None:
    page = with_answers(opened, filled(on, *CODES), width=width)
    expect(page.get_by_role("button", name="Make the report")).to_be_visible()

    assert sideways(page) == 0
