"""The studio without a network: off until somebody asks, then all its files, and nothing of the kind afterwards."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from generator.site.studio_offline import ADDRESS, offline_list
from generator.sources.tree import read_theme
from tests import small
from tests.browser import studio_views
from tests.browser.test_studio_storage import NOTHING, STORED

RUNTIME = "wasm.0123456789ab.bin"
WORKER = f"""
const response = await fetch(new URL("../../assets/studio/{RUNTIME}", import.meta.url));
postMessage(await response.text());
"""
ASK_WORKER = """() => new Promise((resolve, reject) => {
  const worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = () => reject(new Error("no worker"));
})"""
REPLACED = """async ([before]) => {
  for (let names = [before]; names.length !== 1 || names[0] === before; names = await caches.keys()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
DONE = "Done. This page now opens without the network. Your plan is not kept: save the workbook."


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Address of the setting on a page at the studio's address, with a runtime of one file."""
    with studio_views.served(folder, {}, changing=True) as address:
        page = (folder / "index.html").read_text(encoding="utf-8")
        (folder / "studio/index.html").write_text(re.sub(r'(href|src)="(?!data:)', r'\1="../', page), encoding="utf-8")
        runtime = folder / "assets/studio"
        runtime.mkdir(parents=True)
        (runtime / RUNTIME).write_text("Python", encoding="utf-8")
        listed = {"files": [{"what": "wasm", "file": RUNTIME, "size": 9_100_000}]}
        (runtime / "studio.json").write_text(json.dumps(listed), encoding="utf-8")
        (folder / "javascripts/studio/worker.js").write_text(WORKER, encoding="utf-8")
        _list(folder, offline_list(read_theme(small.ROOT))[ADDRESS])
        yield f"{address}studio/"


def _list(folder: Path, raw: bytes) -> None:
    listed = json.loads(raw)
    own = ("harness.js", "program.js", "scheme.json", "javascripts/studio/worker.js")
    listed["files"] += [[name, "0"] for name in own]
    (folder / ADDRESS).write_text(json.dumps(listed), encoding="utf-8")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}?view=offline,offlineBox")
    page.locator("body[data-ready]").wait_for()
    return page


def note(page: Page) -> Locator:
    return page.locator(".offline-view .sheet-quiet")


def test_nothing_is_kept_until_she_asks(context: BrowserContext, tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        page = opened(context, address)
        expect(note(page)).to_have_text("Takes 9.1 MB. Only the program is kept, never your plan.")
        assert page.evaluate(STORED) == NOTHING


def test_once_kept_the_page_and_its_worker_run_without_a_network(context: BrowserContext, tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        page = opened(context, address)
        page.get_by_label("Keep the studio").check()
        expect(note(page)).to_have_text(DONE)
        assert page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.scope)") == address

    page.reload()
    expect(page.get_by_label("Keep the studio")).to_be_checked()
    assert page.evaluate(ASK_WORKER) == "Python"
    page.goto(address)
    expect(page.get_by_role("heading", name="Make your plan")).to_be_visible()


def test_taking_the_tick_away_leaves_nothing_behind(context: BrowserContext, tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        page = opened(context, address)
        page.get_by_label("Keep the studio").check()
        expect(note(page)).to_have_text(DONE)
        page.get_by_label("Keep the studio").uncheck()
        expect(note(page)).to_have_text("The program is no longer kept in this browser.")
        assert page.evaluate(STORED) == NOTHING
        page.close()

    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        context.new_page().goto(address)


@pytest.mark.slow
def test_a_newer_version_takes_the_place_of_the_one_before(context: BrowserContext, tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        page = opened(context, address)
        page.get_by_label("Keep the studio").check()
        expect(note(page)).to_have_text(DONE)
        before = page.evaluate("caches.keys()")
        program = studio_views.SILENT.replace("no answer", "a newer answer")
        (tmp_path / "program.js").write_text(program, encoding="utf-8")
        _list(tmp_path, json.dumps({"version": "newer", "files": []}).encode())
        page.reload()
        page.evaluate(REPLACED, before)
    page.reload()
    assert "newer" in page.evaluate("fetch('../program.js').then((response) => response.text())")


@pytest.mark.slow
def test_where_a_file_cannot_be_fetched_nothing_is_kept(context: BrowserContext, tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        page = opened(context, address)
        (tmp_path / "assets/studio" / RUNTIME).unlink()
        page.get_by_label("Keep the studio").check()
        expect(note(page)).to_have_text("It could not be kept. Try again with a better network.")
        expect(page.get_by_label("Keep the studio")).not_to_be_checked()
        assert page.evaluate(STORED) == NOTHING


@pytest.mark.slow
def test_other_pages_of_the_site_are_left_alone(context: BrowserContext, tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        page = opened(context, address)
        page.get_by_label("Keep the studio").check()
        expect(note(page)).to_have_text(DONE)
        page.goto(f"{address}../index.html?view=offline,offlineBox")
        page.locator("body[data-ready]").wait_for()
        assert page.evaluate("navigator.serviceWorker.controller") is None
        expect(page.get_by_label("Keep the studio")).to_be_hidden()


def test_the_list_has_every_file_of_the_studio_and_changes_with_it() -> None:
    theme = read_theme(small.ROOT)
    listed = json.loads(offline_list(theme)[ADDRESS])
    paths = {path for path, _ in listed["files"]}
    scripts = {
        path.removeprefix("theme/assets/") for path in theme if path.startswith("theme/assets/javascripts/studio/")
    }
    assert {*scripts, "studio/worker.js", "studio/studio-offline.js", "stylesheets/studio_tables.css"} <= paths

    changed = json.loads(offline_list(theme | {"theme/assets/studio/worker.js": b"other"})[ADDRESS])
    assert changed["version"] != listed["version"]
