"""The built site on a local server, in Debian's Chromium."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect, sync_playwright

from tests.quiet_server import WITHOUT_SEARCH, serve

# Without these Chromium contacts servers of Google, which a closed network refuses.
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Page]


def reload_file(page: Page, sign: Locator) -> None:
    """Reload a page from a file, up to ten times, until it shows `sign` of what it had stored.

    Chromium reloads a file in another process, which on a busy machine can read the store before the first process has
    written it (5 of 300 reloads of a page of one line; none over http).
    """
    for _ in range(10):
        page.reload()
        with contextlib.suppress(AssertionError):
            expect(sign).to_be_visible(timeout=1000)
            return
    expect(sign).to_be_visible()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of the built site."""
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "the browser tests need Chromium: set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextlib.contextmanager
def open_pages(chromium: Browser, address: str, *, offline: bool = False) -> Iterator[Open]:
    """Opens pages; fails on a script error, a breach of the page's policy or a request to another host.

    Each page of the site indexes a megabyte of text for its search as soon as it opens, which takes longer than all the
    rest. So a page has nothing to search unless a test asks for the search.
    """
    contexts = []
    wrong: list[str] = []

    def note_foreign(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:", "file:")):
            wrong.append(request.url)

    def note_refused(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    def opened(
        path: str = "",
        *,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        search: bool = False,
        clock: datetime.datetime | None = None,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            offline=offline,
            extra_http_headers={} if search else {WITHOUT_SEARCH: "yes"},
        )
        contexts.append(context)
        page = context.new_page()
        if clock is not None:
            # Time stands still until a test moves it.
            page.clock.install(time=clock - datetime.timedelta(seconds=1))
            page.clock.pause_at(clock)
        page.on("request", note_foreign)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", note_refused)
        page.goto(path if path.startswith("file:") else address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site."""
    with open_pages(chromium, address) as opened:
        yield opened
