"""A planner's way from the home page to her files: the real program in Chromium, and no network once it is there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Open
from tests.browser.test_studio_page import close_a_week, date, step

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Loading Python and making files takes a while on a busy machine."""
    expect.set_options(timeout=120_000)
    yield
    expect.set_options(timeout=5_000)


def start(page: Page) -> None:
    """From the home page to a plan, without waiting for the program."""
    page.locator(".start-here").get_by_role("link", name="Make your plan").click()
    page.get_by_label("Name of your trust").fill("Westshire Hospitals")
    page.get_by_label("Day of the first workshop", exact=True).fill("15/9/2027")
    page.get_by_label("How many pairs").fill("12")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator(".studio-plan-line")).to_contain_text("12 pairs, 9 months, from Wed 15 Sep 2027")


def pin(page: Page, what: str, day: str) -> None:
    date(page, what).get_by_role("button", name=re.compile("^Pin: ")).click()
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_role("button", name="Pin it", exact=True).click()
    expect(date(page, what).get_by_role("button", name=re.compile("^Pinned: "))).to_be_focused()


def test_from_home_to_the_files_with_the_network_off(open_page: Open, tmp_path: Path) -> None:
    page = open_page(own=True)
    page.set_default_timeout(120_000)
    start(page)
    licences = page.locator(".studio-credit a").get_attribute("href")
    assert "Mozilla Public License" in page.request.get(str(licences)).text()
    requests: list[str] = []

    def note(request: Request) -> None:
        # Chromium itself asks for the icon again whenever the address changes.
        if not request.url.startswith("blob:") and not request.url.endswith("/favicon.svg"):
            requests.append(request.url)

    page.context.on("request", note)
    page.context.set_offline(True)
    close_a_week(page)
    pin(page, "Workshop 3", "25/11/2027")
    step(page, "looks")
    page.get_by_label("Main colour", exact=True).fill("#7a1f4d")
    page.get_by_label("Main colour", exact=True).press("Tab")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save", exact=True).click()
    workbook = tmp_path / saved.value.suggested_filename
    saved.value.save_as(workbook)
    expect(page.locator(".studio-state")).to_have_text("Saved")

    page.get_by_role("button", name="Close", exact=True).last.click()
    page.locator("#studio-files").set_input_files(workbook)
    expect(date(page, "Workshop 3")).to_contain_text("Thu 25")
    expect(date(page, "Workshop 3").get_by_role("button", name=re.compile("^Pinned: "))).to_be_visible()
    step(page, "looks")
    expect(page.get_by_label("Main colour", exact=True)).to_have_value("#7a1f4d")
    step(page, "cohort")
    page.get_by_label("First workshop", exact=True).fill("22/9/2027")
    expect(page.locator(".studio-plan-line")).to_contain_text("from Wed 22 Sep 2027")
    page.get_by_role("tab", name="Moved").click()
    workshop = page.locator("strong", has_text=re.compile("^Workshop 1"))
    expect(page.locator(".studio-moved li").filter(has=workshop)).to_contain_text("Wed 22 Sep 2027")

    step(page, "files")
    page.get_by_role("checkbox", name=re.compile("^Word")).uncheck()
    with page.expect_download() as zipped:
        page.get_by_role("button", name="Make the files").click()
    archive = tmp_path / zipped.value.suggested_filename
    zipped.value.save_as(archive)

    with zipfile.ZipFile(archive) as opened:
        suffixes = {Path(name).suffix for name in opened.namelist()}
    assert archive.name == "westshire-playbook.zip"
    assert {".html", ".xlsx", ".ics"} <= suffixes
    assert requests == []
