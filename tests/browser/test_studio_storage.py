"""What the studio stores in the browser: nothing until she asks, then the last plan, and nothing afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import studio_views

ENTRY = """({
  name: "Westshire", files: [{ name: "westshire.xlsx", bytes: new Uint8Array([80, 75]) }],
  edits: [{ sheet: "Scheme", row: 7, column: 4, value: "x" }],
})"""
STORED = """async () => ({
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(),
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"databases": [], "caches": [], "local": {}, "session": {}, "cookies": "", "workers": 0}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a page that has the studio's store."""
    with studio_views.served(tmp_path_factory.mktemp("storage"), {}) as served:
        yield served


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has stored nothing yet."""
    context = chromium.new_context()
    yield context
    context.close()


def open_store(context: BrowserContext, address: str, before: str = "") -> Page:
    page = context.new_page()
    if before:
        page.add_init_script(before)
    page.goto(f"{address}index.html?view=storage,last")
    page.evaluate("async () => { window.store = await import('./javascripts/studio/storage.js'); }")
    return page


def last(page: Page) -> Any:
    return page.evaluate("async () => { const entry = await store.last(); return entry && [entry.name, entry.edits]; }")


def keep(page: Page, name: str = "Westshire") -> str | None:
    words: str | None = page.evaluate(f"name => store.keep({{ ...{ENTRY}, name }})", name)
    return words


def test_nothing_is_stored_until_she_asks(context: BrowserContext, address: str) -> None:
    page = open_store(context, address)
    assert last(page) is None
    assert keep(page) is None
    assert page.evaluate("store.isOn()") is False
    assert page.evaluate(STORED) == NOTHING


def test_what_was_open_last_is_there_again(context: BrowserContext, address: str) -> None:
    page = open_store(context, address)
    page.evaluate("store.turnOn()")
    assert keep(page) is None

    again = open_store(context, address)
    assert last(again) == ["Westshire", [{"sheet": "Scheme", "row": 7, "column": 4, "value": "x"}]]
    assert again.evaluate("async () => [...(await store.last()).files[0].bytes]") == [80, 75]
    assert again.evaluate("store.isOn()") is True


def test_a_tick_while_the_store_is_read_counts(context: BrowserContext, address: str) -> None:
    page = open_store(context, address)
    page.evaluate("async () => { const reading = store.last(); store.turnOn(); await reading; }")
    assert page.evaluate("store.isOn()") is True
    page.evaluate("async () => { const reading = store.last(); await store.forget(); await reading; }")
    assert page.evaluate("store.isOn()") is False


def test_forgetting_leaves_nothing_behind_in_any_tab(context: BrowserContext, address: str) -> None:
    page, other = open_store(context, address), open_store(context, address)
    for each in (page, other):
        each.evaluate("store.turnOn()")
        keep(each)
    page.evaluate("store.forget()")
    other.wait_for_function("() => !store.isOn()")
    keep(other)
    assert last(page) is None
    assert page.evaluate(STORED) == NOTHING


def test_of_several_tabs_the_newest_wins_and_the_others_hear_of_it(context: BrowserContext, address: str) -> None:
    page, other = open_store(context, address), open_store(context, address)
    page.evaluate("() => { window.heard = []; store.onNewer((news) => heard.push(news.name)); }")
    for each, name in ((page, "Mine"), (other, "Theirs")):
        each.evaluate("store.turnOn()")
        keep(each, name)
    page.wait_for_function("() => heard.length > 0")
    assert page.evaluate("heard") == ["Theirs"]
    assert last(page)[0] == "Theirs"
    keep(page, "Mine again")
    assert last(other)[0] == "Mine again"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (
            "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };",
            "There is no room left in this browser for the plan. Save the workbook before you leave.",
        ),
        (
            "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };",
            "This browser does not let the page keep anything. Save the workbook before you leave.",
        ),
    ],
    ids=["full", "refused"],
)
def test_where_nothing_can_be_stored_it_says_so(context: BrowserContext, address: str, before: str, words: str) -> None:
    page = open_store(context, address, before)
    assert last(page) is None
    page.evaluate("store.turnOn()")
    assert keep(page) == words
