"""Checklists of the site that keep their ticks in the browser, through releases and files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from generator.model.sheets.form import ROW_ID
from generator.model.sheets.plan import TASKS
from tests.browser import axe
from tests.browser.conftest import Open

pytestmark = pytest.mark.firefox

PLANNING, FACILITATORS = "plan/checklist/", "workshops/facilitators/"
SPONSOR = "Ask an executive director in person to sponsor the scheme."
HEADS = "Ask the heads of education, organisational development and improvement what each could contribute."
REFUSED = 'Storage.prototype.setItem = () => { throw new DOMException("no", "QuotaExceededError"); };'


def box(page: Page, words: str) -> Locator:
    return page.get_by_role("checkbox", name=words)


def total(page: Page) -> Locator:
    return page.locator(".ticks-total")


def news(page: Page) -> Locator:
    return page.get_by_role("status")


def bring_in(page: Page, text: str) -> None:
    page.locator(".ticks input[type=file]").set_input_files(
        {"name": "tasks.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )


def saved(page: Page) -> list[dict[str, str]]:
    """The file that the page saves, row by row."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def next_release(page: Page, change: Callable[[str], str]) -> None:
    """The planning checklist as another release has it."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    page.route(f"**/{PLANNING}", answer)
    page.reload()


def test_a_tick_is_there_after_a_reload_and_the_page_says_how_far_one_is(open_page: Open) -> None:
    page = open_page(PLANNING)
    every = page.locator(".ticks-box").count()
    expect(total(page)).to_have_text(f"0 of {every} done")
    box(page, SPONSOR).check()
    expect(total(page)).to_have_text(f"1 of {every} done")
    beside = page.locator(".checklist", has=box(page, SPONSOR)).locator(".ticks-box").count()
    assert 1 < beside < every
    expect(page.locator(".ticks-count").nth(1)).to_have_text(f"1 of {beside} done")
    page.reload()
    expect(box(page, SPONSOR)).to_be_checked()
    expect(page.get_by_role("progressbar", name=f"1 of {every} done")).to_have_js_property("value", 1)
    box(page, SPONSOR).uncheck()
    page.reload()
    expect(box(page, SPONSOR)).not_to_be_checked()


@pytest.mark.slow
def test_every_task_of_facilitators_can_be_ticked_apart_from_the_planners(open_page: Open) -> None:
    page = open_page(FACILITATORS)
    items = page.locator(".checklist li").count()
    expect(page.locator(".checklist .ticks-box")).to_have_count(items)
    box(page, "Turn alarms of your own off").check()
    expect(total(page)).to_have_text(f"1 of {items} done")
    page.goto(page.url.replace(FACILITATORS, PLANNING))
    expect(total(page)).to_contain_text("0 of ")


@pytest.mark.slow
def test_ticks_of_one_project_are_not_those_of_another(open_page: Open) -> None:
    page = open_page("projects/theatre-first-case-start/")
    page.get_by_text("Your checklist").click()
    box(page, "Fill in the charter together").check()
    expect(total(page)).to_have_text("1 of 11 done")
    expect(page.locator(".ticks-count")).to_be_hidden()
    page.goto(page.url.replace("theatre-first-case-start", "fair-waiting-list"))
    page.get_by_text("Your checklist").click()
    expect(total(page)).to_have_text("0 of 11 done")


def test_a_new_release_loses_no_tick(open_page: Open) -> None:
    page = open_page(PLANNING, own=True)
    box(page, SPONSOR).check()
    box(page, HEADS).check()
    heads = page.locator("li", has_text=HEADS).locator(".ticks-box").get_attribute("id") or ""
    id = heads.removeprefix("tick-")
    # The same task in other words, and a task that is no longer there.
    next_release(
        page,
        lambda html: html.replace(SPONSOR, "Win an executive director as sponsor.").replace(
            f'data-task="{id}"', 'data-task="organisational-support/something-new"'
        ),
    )
    expect(box(page, "Win an executive director as sponsor.")).to_be_checked()
    gone = page.get_by_role("region", name="No longer in the list")
    expect(gone.get_by_role("checkbox", name=HEADS)).to_be_checked()
    expect(page.locator(".ticks-total")).to_contain_text("1 of ")
    assert {row["When"] for row in saved(page) if row["Row id"] == id} == {"No longer in the list"}
    # Back in the release before, as somebody does who follows an old link.
    page.unroute_all()
    page.reload()
    expect(box(page, HEADS)).to_be_checked()
    expect(gone).to_be_hidden()


@pytest.mark.slow
def test_a_task_that_is_gone_can_be_removed(open_page: Open) -> None:
    page = open_page(PLANNING)
    bring_in(page, "Row id,Action,Status\r\nleadership/long-gone,Do what nobody does now,Done\r\n")
    expect(news(page)).to_have_text("1 tick added. None was taken away.")
    gone = page.get_by_role("region", name="No longer in the list")
    gone.get_by_role("checkbox").uncheck()
    expect(gone.get_by_role("checkbox")).not_to_be_checked()
    page.reload()
    expect(gone).to_be_hidden()


def test_what_is_saved_in_one_browser_can_be_brought_into_another(open_page: Open) -> None:
    page = open_page(PLANNING)
    box(page, SPONSOR).check()
    rows = saved(page)
    assert set(rows[0]) - {ROW_ID} <= {column.title for column in TASKS.columns}
    (row,) = [row for row in rows if row["Status"]]
    assert (row["Action"], row["Owner"], row["Status"]) == (SPONSOR, "Programme lead", "Done")
    assert len(rows) == page.locator(".ticks-box").count()
    page.get_by_role("button", name="Clear all ticks").click()
    box(page, HEADS).check()
    bring_in(page, f"{ROW_ID},Action,Status\r\n{row[ROW_ID]},{SPONSOR},Done\r\n")
    expect(box(page, SPONSOR)).to_be_checked()
    expect(box(page, HEADS)).to_be_checked()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The sheet as Excel saves it: with lines above, semicolons, and a task of the planner's own.
        (
            f'Tasks\r\nWhat to do;;\r\n;Due;Action;Status\r\n;;"{HEADS}";Done\r\n'
            f";;{SPONSOR};In progress\r\n;;Book the band;done\r\n",
            "1 tick added; 1 not in this list. None was taken away.",
        ),
        (
            f"{ROW_ID}\tAction\tStatus\r\ntask-1a2b3c4d\tBook the band\tDone\r\n\t{HEADS}\tNot needed\r\n",
            "1 tick added; 1 not in this list. None was taken away.",
        ),
        ("Name,Score\r\nAnn,4\r\n", "This is not a list of tasks"),
        ("", "This is not a list of tasks"),
    ],
)
def test_the_sheet_tasks_of_a_scheme_can_be_brought_in(open_page: Open, text: str, words: str) -> None:
    page = open_page(PLANNING)
    bring_in(page, text)
    expect(news(page)).to_contain_text(words)
    expect(box(page, HEADS)).to_be_checked(checked="added" in words)
    expect(box(page, SPONSOR)).not_to_be_checked()


def test_what_was_not_needed_stays_so_in_the_file(open_page: Open) -> None:
    page = open_page(PLANNING)
    bring_in(page, f"Action,Status\r\n{SPONSOR},Not needed\r\n")
    assert [row["Status"] for row in saved(page) if row["Action"] == SPONSOR] == ["Not needed"]


def test_clearing_can_be_undone(open_page: Open) -> None:
    page = open_page(PLANNING)
    box(page, SPONSOR).check()
    page.get_by_role("button", name="Clear all ticks").click()
    expect(box(page, SPONSOR)).not_to_be_checked()
    page.get_by_role("button", name="Undo clearing").click()
    expect(box(page, SPONSOR)).to_be_checked()


@pytest.mark.slow
def test_two_tabs_tick_the_same_list(open_page: Open) -> None:
    page = open_page(PLANNING, own=True)
    other = page.context.new_page()
    other.goto(page.url)
    box(page, SPONSOR).check()
    expect(box(other, SPONSOR)).to_be_checked()
    box(other, HEADS).check()
    expect(box(page, HEADS)).to_be_checked()
    expect(box(page, SPONSOR)).to_be_checked()


def test_where_the_browser_keeps_nothing_ticks_last_for_the_visit(open_page: Open) -> None:
    page = open_page()
    page.add_init_script(REFUSED)
    page.goto(page.url + PLANNING)
    expect(page.locator(".ticks-keeping")).to_contain_text("the ticks last until you leave")
    box(page, SPONSOR).check()
    box(page, HEADS).check()
    expect(total(page)).to_contain_text("2 of ")


@pytest.mark.slow
def test_anything_else_that_is_stored_is_ignored(open_page: Open) -> None:
    page = open_page(PLANNING)
    for stored in ("{broken", "[]", '{"tasks": 4}', '{"tasks": {"leadership/x": 4}}', "null"):
        page.evaluate("stored => localStorage.setItem('paired-learning-ticks:planning', stored)", stored)
        page.reload()
        expect(total(page), stored).to_contain_text("0 of ")


def test_a_visit_alone_stores_nothing(open_page: Open) -> None:
    page = open_page(PLANNING)
    expect(total(page)).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('ticks'))") == []


@pytest.mark.firefox(False)
def test_without_javascript_it_is_a_list(open_page: Open) -> None:
    page = open_page(PLANNING, scripts=False)
    expect(page.get_by_text(SPONSOR)).to_be_visible()
    expect(page.locator(".ticks")).to_be_hidden()
    expect(page.locator(".checklist input")).to_have_count(0)


def test_the_keyboard_ticks(open_page: Open) -> None:
    page = open_page(PLANNING)
    page.get_by_role("button", name="Clear all ticks").focus()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "checkbox":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(total(page)).to_contain_text("1 of ")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


# In further looks and states: test_opened_states.py.
@pytest.mark.firefox(False)
@pytest.mark.slow
def test_axe_and_no_sideways_scrolling(open_page: Open) -> None:
    page = open_page(PLANNING, scheme="dark", width=320)
    box(page, SPONSOR).check()
    bring_in(page, "Row id,Action,Status\r\nleadership/long-gone,Do what nobody does now,Done\r\n")
    expect(news(page)).to_contain_text("1 tick added")
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.firefox(False)
def test_on_paper_there_are_ticks_and_no_buttons(open_page: Open) -> None:
    page = open_page(PLANNING)
    box(page, SPONSOR).check()
    page.emulate_media(media="print")
    expect(page.locator(".ticks-actions")).to_be_hidden()
    expect(total(page)).to_be_visible()
    expect(box(page, SPONSOR)).to_be_visible()
    expect(box(page, SPONSOR)).to_be_checked()
