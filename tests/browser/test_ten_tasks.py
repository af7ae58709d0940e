"""Ten tasks of new users: the paths of `tests/worked/ten_tasks.md`, walked from the home page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

TEXT = (Path(__file__).parents[1] / "worked" / "ten_tasks.md").read_text(encoding="utf-8")
HEIGHT = 900
"""Pixels of a screen; the window is 1280 wide."""
PROJECT = "A summary the GP can use on the day"
PATHS: dict[str, tuple[list[str], str]] = {
    "Start a plan": (["Make your plan now"], "Start a new plan"),
    "See what to decide and arrange, in the order of time": (["planning checklist"], "Planning checklist"),
    "Take the charter of a project": (["project", PROJECT], "One-page charter (Word)"),
    "See who does what in a project": (["project", PROJECT], "Sits beside a GP"),
    "Start the timer of a workshop": (["timers, files and a checklist", "Timer 3"], "Start"),
    "Take the files of a workshop": (["timers, files and a checklist"], "Files 3 (ZIP, "),
    "See which hours to give somebody": (["hours"], "Time and release"),
    "Take the report of a cohort": (["example of a report"], "Evaluation report"),
    "See in figures what a pair changed elsewhere": (["Case studies"], "Mean length of stay for elective surgery fell"),
    "Find the file that a project is written in": (["project", PROJECT], "discharge-summary-same-day.yml"),
}
"""The names of what is clicked from the home page on, and what is then on the screen or a scroll away."""


def table() -> dict[str, list[int]]:
    """Clicks before and now, and screens before and now, of each task."""
    lines = [line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line] for line in lines[2:]]
    return {task: [int(figure) for figure in figures] for _, task, *figures in rows}


def named(page: Page, name: str) -> Locator:
    """What a reader clicks: a link of the text or of the tabs, or a fold."""
    links = page.get_by_role("link", name=name, exact=True)
    folds = page.locator("article summary").filter(has_text=name)
    return links.or_(folds).filter(visible=True).first


def screens_to(place: Locator) -> int:
    """Whole screens between the top of the window and a place below it."""
    place.wait_for(state="attached")
    return max(0, int(place.evaluate("place => place.getBoundingClientRect().top") // HEIGHT))


def walked(page: Page, clicks: list[str], end: str) -> int:
    """Follow a path from a page, and return the screens scrolled on the way."""
    screens = 0
    for name in clicks:
        place = named(page, name)
        screens += screens_to(place)
        before = page.url
        link = place.get_attribute("href")
        place.click()
        if link and not link.startswith("#"):
            page.wait_for_url(lambda url, before=before: url != before)
            page.wait_for_load_state("load")
    last = page.get_by_text(end).filter(visible=True).first
    expect(last).to_be_visible()
    return screens + screens_to(last)


def test_the_table_has_the_ten_tasks_that_are_walked() -> None:
    assert list(table()) == list(PATHS)
    assert len(PATHS) == 10


@pytest.mark.parametrize("task", PATHS)
@pytest.mark.slow
def test_a_task_takes_the_clicks_and_screens_of_the_table(open_page: Open, task: str) -> None:
    page = open_page("")
    assert urlsplit(page.url).path == "/"
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    clicks, end = PATHS[task]
    _, now, _, screens = table()[task]

    assert len(clicks) == now
    assert walked(page, clicks, end) <= screens
