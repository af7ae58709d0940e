"""The built site on a local server, in Debian's Chromium and, for tests marked `firefox`, in Debian's Firefox."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request, expect, sync_playwright

from tests.browser.firefox import launched
from tests.quiet_server import CACHED, serve

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
    with serve(site, CACHED) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "the browser tests need Chromium: set CHROMIUM to its path"
    browser = playwright.chromium.launch(executable_path=path, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = launched(playwright, tmp_path_factory.mktemp("firefox"))
    yield browser
    browser.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked `firefox` in Firefox too, as a slow test. `firefox(False)` leaves a test of a file out."""
    mark = metafunc.definition.get_closest_marker("firefox")
    if mark and False not in mark.args:
        browsers = ["chromium", pytest.param("firefox", marks=pytest.mark.slow)]
        metafunc.parametrize("browser", browsers, indirect=True, scope="session")


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Browser:
    """Chromium, and in a second run of a test marked `firefox` that browser."""
    started: Browser = request.getfixturevalue(getattr(request, "param", "chromium"))
    return started


class Tab:
    """A page that tests use one after the other, because opening one in a new context takes twice as long.

    Between them it forgets what it stored, who listened and where its mouse was. A page that was given what it cannot
    forget is closed. A test that changes the page's context needs a page of its own.
    """

    LASTING = ("add_init_script", "expose_binding", "expose_function", "once", "set_default_timeout")

    def __init__(self, browser: Browser, *, scripts: bool, offline: bool, own: bool) -> None:
        self.context = browser.new_context(
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            offline=offline,
        )
        self.page = self.context.new_page()
        self.storage = None if own else self.context.new_cdp_session(self.page)
        self.address = ""
        self.wrong: list[str] = []
        self.page.on("request", self._note_foreign)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._note_refused)
        self.own = own
        for name in self.LASTING:
            setattr(self.page, name, self._lasting(getattr(self.page, name)))
        self.listeners: list[tuple[Any, Any]] = []
        self._listen = self.page.on
        self.page.on = self._on  # type: ignore[method-assign, assignment]

    def forget(self) -> None:
        """Make it as good as new."""
        for event, listener in self.listeners:
            self.page.remove_listener(event, listener)
        self.listeners.clear()
        self.page.unroute_all()
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
        assert self.storage
        self.storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})

    def _note_foreign(self, request: Request) -> None:
        if not request.url.startswith((self.address, "about:", "data:", "blob:", "file:")):
            self.wrong.append(request.url)

    def _note_refused(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.wrong.append(message.text)

    def _on(self, event: Any, listener: Any) -> None:
        self._listen(event, listener)
        self.listeners.append((event, listener))

    def _lasting(self, call: Callable[..., object]) -> Callable[..., object]:
        def called(*given: object, **named: object) -> object:
            self.own = True
            return call(*given, **named)

        return called


FREE: dict[tuple[bool, bool, bool], list[Tab]] = {}
"""Tabs that no test has at present, by whether they run scripts, are offline and have a clock of the tests."""


@contextlib.contextmanager
def open_pages(browser: Browser, address: str, *, offline: bool = False) -> Iterator[Open]:
    """Opens pages; fails on a script error, a breach of the page's policy or a request to another host."""
    tabs: list[tuple[Tab, list[Tab]]] = []
    wrong: list[str] = []

    def opened(
        path: str = "",
        *,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        clock: datetime.datetime | None = None,
        own: bool = False,
    ) -> Page:
        own = own or (path.startswith("file:") and not address.startswith("file:"))
        # Only Chromium can forget all that a page has stored.
        own = own or browser.browser_type.name != "chromium"
        free = FREE.setdefault((scripts, offline, clock is not None), [])
        tab = free.pop() if free and not own else Tab(browser, scripts=scripts, offline=offline, own=own)
        tabs.append((tab, free))
        tab.address, tab.wrong = address, wrong
        page = tab.page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(
            media="null",
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="no-preference",
            forced_colors="none",
        )
        if clock is not None:
            # Time stands still until a test moves it.
            page.clock.install(time=clock - datetime.timedelta(seconds=1))
            page.clock.pause_at(clock)
        page.goto(path if path.startswith("file:") else address + path)
        return page

    yield opened
    for tab, free in tabs:
        if tab.own:
            tab.context.close()
        else:
            tab.forget()
            free.append(tab)
    assert wrong == []


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site."""
    with open_pages(browser, address) as opened:
        yield opened
