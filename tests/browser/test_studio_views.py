"""Status, letters, merging, importing a menu and news in the studio, with the answers of the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.test_site import sideways
from tests.browser.test_studio_page import patience  # noqa: F401 - used by every test here
from tests.studio.desks import ask, ask_for_files, cell, desk

NEW = {"name": "Westshire NHS Trust", "short_name": None, "code": None, "groups": 4, "group_size": 2, "months": 9}
LIST = "Project name,Lead,Level\nFaster scans,Dr No,easy\n,Dr Who,hard\nSooner home,Dr X,hard\n"


MERGED = 30_000
"""Milliseconds within which two workbooks are put together on a busy machine."""


def workbook(**typed: str) -> bytes:
    """The workbook of a new scheme with a participant, and with what was typed on the sheet Scheme."""
    on = desk()
    opened = ask(on, "new", **NEW, start="2027-09-15")
    people = next(each for each in opened["sheets"] if each["name"] == "People")
    number = {column["key"]: column["number"] for column in people["columns"]}
    person = {"name": "Asha Rao", "email": "asha.rao@example.nhs.uk", "decision": "Participant"}
    row = people["next_row"]
    edits: list[dict[str, Any]] = [
        {"sheet": "People", "row": row, "column": number[key], "value": value} for key, value in person.items()
    ]
    edits += [{**cell(opened, "Scheme", "records.keep_until", "choice"), "value": {"date": "2029-01-31"}}]
    edits += [{**cell(opened, "Scheme", id, "choice"), "value": value} for id, value in typed.items()]
    ask(on, "edit", edits=edits)
    reply, files = ask_for_files(on, "save")
    assert "faults" not in reply
    return next(iter(files.values()))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two copies of a workbook, one of which has a note."""
    folder = tmp_path_factory.mktemp("books")
    (folder / "base.xlsx").write_bytes(workbook())
    (folder / "mine.xlsx").write_bytes(workbook(note="Mine"))
    (folder / "theirs.xlsx").write_bytes(workbook(note="Theirs"))
    return folder


@pytest.fixture(scope="module")
def address(books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the views of a scheme that the program has open."""
    folder = tmp_path_factory.mktemp("views")
    on = desk()
    opened = ask(on, "open", [("westshire.xlsx", (books / "base.xlsx").read_bytes())])
    with studio_views.served(folder, opened, studio_views.REAL, on) as each:
        yield each


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens a view."""
    with open_pages(chromium, address) as each:
        yield each


def show(opened: Open, view: str, **how: object) -> Page:
    page = opened(f"index.html?view={view}", **how)
    page.locator("body[data-ready]").wait_for()
    return page


def calls(page: Page, what: str) -> list[Any]:
    all_calls: list[Any] = page.evaluate("studio.scheme.calls")
    return [call for call in all_calls if call[0] == what]


def message(page: Page) -> Locator:
    return page.locator(".sheet-message")


def test_status_says_what_is_next_and_what_is_not_there(opened: Open) -> None:
    page = show(opened, "status,statusView")
    expect(page.get_by_role("heading", name="What to do next")).to_be_visible()
    expect(page.get_by_role("heading", name="No release yet (1)")).to_be_visible()
    expect(page.locator(".status-view")).to_contain_text("Asha Rao: nobody has asked yet.")
    expect(page.locator(".status-nothing li").first).to_have_text("Overdue Nothing is overdue.")


@pytest.mark.slow
def test_letters_are_listed_for_the_people_of_the_workbook(opened: Open) -> None:
    page = show(opened, "letters,lettersView")
    page.locator(".files-papers > li").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make all of them").click()
    assert download.value.suggested_filename == "westshire-letters.zip"


def test_a_list_of_projects_becomes_drafts_beside_the_plan(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_text(LIST, encoding="utf-8")
    page = show(opened, "menu_import,menuImportView")
    page.get_by_label("The list").set_input_files(tmp_path / "ideas.csv")
    expect(message(page)).to_have_text("2 drafts from 3 rows.")
    expect(page.locator(".sheet-general li")).to_contain_text("ideas.csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").first.click()
    assert download.value.suggested_filename == "faster-scans.yml"

    page.get_by_text("Columns of ideas.csv: 1 left out").click()
    page.get_by_label("Lead").select_option("Sponsor")
    expect(page.locator("summary").filter(has_text="Columns of ideas.csv")).to_have_text("Columns of ideas.csv")
    expect(page.get_by_label("Lead")).to_be_focused()
    page.get_by_role("button", name="Put 2 drafts beside my plan").click()
    expect(message(page)).to_have_text("2 drafts beside your plan. Save the workbook to keep them.")
    assert calls(page, "beside") == [["beside", ["projects/faster-scans.yml", "projects/sooner-home.yml"], []]]


@pytest.mark.slow
def test_two_copies_are_put_together_and_conflicts_are_named(opened: Open, books: Path) -> None:
    page = show(opened, "merge,mergeView")
    expect(page.get_by_role("button", name="Put them together")).to_be_disabled()
    page.get_by_label("The workbook that both").set_input_files(books / "base.xlsx")
    page.get_by_label("Your copy").set_input_files(books / "mine.xlsx")
    page.get_by_label("The other copy").set_input_files(books / "theirs.xlsx")
    page.get_by_role("button", name="Put them together").click()

    expect(message(page)).to_have_text(
        "Both copies are together and open. Both had changed 1 cell: look at the notes on it.", timeout=MERGED
    )
    expect(page.locator(".sheet-unplaced li").first).to_contain_text("Scheme, ")
    (take,) = calls(page, "take")
    assert take[1]["opened"]["slug"] == "westshire"


def test_what_is_no_workbook_cannot_be_merged(opened: Open, books: Path, tmp_path: Path) -> None:
    (tmp_path / "other.xlsx").write_bytes(b"no workbook")
    page = show(opened, "merge,mergeView")
    page.get_by_label("Your copy").set_input_files(books / "mine.xlsx")
    page.get_by_label("The other copy").set_input_files(tmp_path / "other.xlsx")
    page.get_by_role("button", name="Put them together").click()
    expect(message(page)).to_have_text("They could not be put together.")
    assert calls(page, "take") == []


def test_news_of_the_content_say_what_they_change_for_this_plan(opened: Open) -> None:
    page = show(opened, "news,contentNews")
    expect(page.locator(".news-view")).to_be_hidden()
    page.evaluate(
        "() => { studio.scheme.opened = { ...studio.scheme.opened, release: '2026.1' }; return studio.view.update(); }"
    )
    line = page.locator(".news-view summary")
    expect(line).to_contain_text("The content is newer than this plan (2026.1, now 2026.5)")
    line.click()
    expect(page.locator(".news-view li").first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("view", ["status,statusView", "menu_import,menuImportView", "merge,mergeView"])
def test_nothing_is_wrong_for_axe_or_runs_over_the_edge(opened: Open, view: str) -> None:
    page = show(opened, view, width=320)
    page.locator("h3, input[type=file]").first.wait_for()
    assert axe.faults(page) == []
    assert sideways(page) <= 0
