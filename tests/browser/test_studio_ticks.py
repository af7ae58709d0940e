"""The studio takes ticks of the site's planning checklist, and gives them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.sheets.form import ROW_ID
from generator.model.sheets.plan import TASKS
from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.studio_server import serve_studio
from tests.browser.test_studio_page import answer_three, patience, step  # noqa: F401
from tests.studio.desks import desk

STATUS = studio_views.FIRST_COLUMN + [column.key for column in TASKS.columns].index("status")
SPONSOR, HEADS, ROOM = "Ask an executive director", "Ask the heads of education", "Book the rooms"
ROWS = (
    {"action": SPONSOR, "owner": "Programme lead", "when": "Sponsor agreed"},
    {"action": HEADS, "status": "In progress"},
    {"action": ROOM, "status": "Not needed"},
)


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with studio_views.served(tmp_path_factory.mktemp("tasks"), {"sheets": [studio_views.sheet(TASKS, ROWS)]}) as url:
        yield url


@pytest.fixture
def bar(chromium: Browser, tasks: str) -> Iterator[Page]:
    with open_pages(chromium, tasks) as opened:
        yield opening(opened)


def opening(opened: Open) -> Page:
    page = opened("index.html?view=ticks,ticksBar")
    page.locator("body[data-ready]").wait_for()
    return page


def bring_in(page: Page, text: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "planning-checklist.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )


def statuses(page: Page) -> list[str | None]:
    rows = range(studio_views.FIRST_ROW, studio_views.FIRST_ROW + len(ROWS))
    return [page.evaluate(f"studio.scheme.valueOf('Tasks', {row}, {STATUS})") for row in rows]


def test_ticks_become_done_and_can_be_taken_back(bar: Page) -> None:
    bring_in(
        bar,
        f"{ROW_ID},Action,Status\r\nrow-0,In other words now,Done\r\n,{HEADS},Done\r\nrow-2,{ROOM},Done\r\n"
        "leadership/gone,Do what nobody does now,Done\r\n",
    )
    expect(bar.locator(".sheet-message")).to_have_text(
        "2 ticks brought in. Nothing was unticked. Not in this plan: Do what nobody does now."
    )
    assert statuses(bar) == ["Done", "Done", "Not needed"]
    assert bar.evaluate("studio.scheme.undo()") == "2 ticks brought in"
    assert statuses(bar) == [None, "In progress", "Not needed"]


def test_another_file_changes_nothing(bar: Page) -> None:
    bring_in(bar, "Name,Score\r\nAnn,4\r\n")
    expect(bar.locator(".sheet-message")).to_contain_text("This is not a list of tasks.")
    assert bar.evaluate("studio.scheme.edits()") == []


def test_the_file_for_the_checklist(bar: Page) -> None:
    with bar.expect_download() as download:
        bar.get_by_role("button", name="Save ticks for the checklist").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert [(row[ROW_ID], row["Action"], row["Status"]) for row in rows] == [
        ("row-0", SPONSOR, ""),
        ("row-1", HEADS, "In progress"),
        ("row-2", ROOM, "Not needed"),
    ]
    assert axe.faults(bar, axe.WCAG) == []


@pytest.fixture(scope="module")
def studio(site: Path) -> Iterator[str]:
    """Address of the site with a program behind the studio."""
    with serve_studio(site, desk()) as address:
        yield address


def test_ticks_go_from_the_checklist_to_a_scheme_and_back(chromium: Browser, studio: str, tmp_path: Path) -> None:
    with open_pages(chromium, studio) as opened:
        page = opened("plan/checklist/", own=True)
        page.get_by_role("checkbox", name=SPONSOR).check()
        ticked, tasks = tmp_path / "planning-checklist.csv", tmp_path / "tasks.csv"
        with page.expect_download() as download:
            page.get_by_role("button", name="Save to a file").click()
        download.value.save_as(ticked)

        page.goto(f"{studio}studio/")
        answer_three(page)
        step(page, "dates")
        page.locator(".sheet-ticks input").set_input_files(ticked)
        expect(page.locator(".sheet-ticks .sheet-message")).to_have_text("1 tick brought in. Nothing was unticked.")
        expect(page.locator(".studio-state")).to_contain_text("1 change")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save ticks for the checklist").click()
        download.value.save_as(tasks)

        # Somebody else's browser.
        page.once("dialog", lambda dialog: dialog.accept())
        page.goto(f"{studio}plan/checklist/")
        page.evaluate("localStorage.clear()")
        page.reload()
        expect(page.get_by_role("checkbox", name=SPONSOR)).not_to_be_checked()
        page.locator(".ticks input[type=file]").set_input_files(tasks)
        expect(page.locator(".ticks-news")).to_have_text("1 tick added. None was taken away.")
        expect(page.get_by_role("checkbox", name=SPONSOR)).to_be_checked()
