"""The first visit to a page in Chromium: what it loads, and when a reader with a slow phone sees its words."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.benchmarks.browser import browser_path, chromium
from tests.benchmarks.compressing_server import CompressingHandler
from tests.benchmarks.measuring import Run, say
from tests.benchmarks.rows import Row, at_most, missing
from tests.quiet_server import CACHED, serve

MOST = 200
"""Kilobytes of a first visit, as a server sends them."""
PAGES = {"home": "", "the menu": "projects/"}
VIEWPORTS = ((390, 844), (1280, 900))
SLOWER = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
"""Slow 4G as Lighthouse has it: a round trip of 150 ms and 1.6 Mbit/s.

DevTools waits once for each request. Lighthouse's other figure, 562.5 ms for each request, stands for the lookups and
handshakes of a connection as well, and no page with a style sheet of its own shows text within 1 s of that.
"""
SETTLED = 1_500
"""Milliseconds without a new file after which a page is as it stays."""
VIEW = """() => new Promise((resolve) => {
  const seen = { text: performance.getEntriesByName("first-contentful-paint")[0].startTime, largest: 0, moved: 0 };
  const types = {
    "largest-contentful-paint": (entry) => { seen.largest = Math.max(seen.largest, entry.startTime); },
    "layout-shift": (entry) => { seen.moved += entry.hadRecentInput ? 0 : entry.value; },
  };
  for (const [type, note] of Object.entries(types)) {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  }
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const loaded = all.filter((entry) => !entry.name.includes("/search/"));
  seen.sent = loaded.reduce((sum, entry) => sum + entry.transferSize, 0);
  seen.raw = loaded.reduce((sum, entry) => sum + entry.decodedBodySize, 0);
  setTimeout(() => resolve(seen), 100);
})"""
"""What it loads is without the search; the studio's program is loaded by a worker, which has a list of its own."""


@dataclass(frozen=True, slots=True)
class View:
    """The first visit of a reader who has nothing of the site yet."""

    text: float
    """Milliseconds until there are words."""
    largest: float
    """Milliseconds until the largest piece of the first screen is there."""
    moved: float
    """Layout shift: shares of the screen that moved, times how far."""
    sent: float
    """Bytes as they were sent."""
    raw: float
    """Bytes before compression."""


def view(browser: Browser, address: str, viewport: tuple[int, int] = VIEWPORTS[-1], *, slow: bool = False) -> View:
    """Visit a page for the first time, with `slow` on a slow phone."""
    context = browser.new_context(viewport={"width": viewport[0], "height": viewport[1]})
    page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    # Scripts ask for more later. Playwright's own wait for an idle network sometimes never ends on a slow one.
    before, loaded = -1, 0
    while loaded > before:
        page.wait_for_timeout(SETTLED)
        before, loaded = loaded, page.evaluate("performance.getEntriesByType('resource').length")
    seen = View(**page.evaluate(VIEW))
    context.close()
    return seen


def throttled(run: Run) -> Iterator[Row]:
    """First text, largest paint and layout shift of home and menu; of a phone and a desk the slower."""
    path = browser_path()
    if path is None:
        yield missing("first text on a slow phone", "there is no Chromium")
        return
    say("first views on a slow phone")
    with serve(run.site, CACHED, CompressingHandler) as address, chromium(path) as browser:
        for name, page in PAGES.items():
            views = [[view(browser, address + page, size, slow=True) for _ in range(run.rounds)] for size in VIEWPORTS]
            text, largest, moved = (
                max(statistics.median(getattr(seen, field) for seen in each) for each in views)
                for field in ("text", "largest", "moved")
            )
            on = f", {SLOWER} times slower CPU and slow 4G" if name == "home" else ""
            yield at_most(f"first text of {name}{on}", text / 1000, "s", 1)
            yield at_most("  largest contentful paint", largest / 1000, "s", 1.8)
            yield at_most("  layout shift", moved, "", 0.02)


def weight(run: Run) -> Iterator[Row]:
    """What a first visit to the largest page of each kind loads but for search, as a server sends it and unpacked."""
    path = browser_path()
    if path is None:
        yield missing("weight of a first visit", "there is no Chromium")
        return
    say("weight of pages")
    with serve(run.site, CACHED, CompressingHandler) as address, chromium(path) as browser:
        for kind, page in sorted(_largest(run.site).items()):
            seen = view(browser, address + page)
            yield at_most(f"first visit to the largest page of {kind}, as it is sent", seen.sent / 1000, "KB", MOST)
            yield Row("  uncompressed", seen.raw / 1000, "KB")


def _largest(site: Path) -> dict[str, str]:
    """The page of each kind with the most HTML."""
    pages: dict[str, tuple[int, str]] = {}
    for page in sorted(site.rglob("*.html")):
        address = page.relative_to(site).as_posix()
        raw = page.read_bytes()
        if not address.startswith(("files/", "assets/")) and b"<html" in raw[:500]:
            kind = _kind(address)
            pages[kind] = max(pages.get(kind, (0, "")), (len(raw), address))
    return {kind: address for kind, (_, address) in pages.items()}


def _kind(address: str) -> str:
    parts = address.split("/")
    if len(parts) == 1:
        return "home" if address == "index.html" else address
    return f"{parts[0]}/" if len(parts) == 2 else f"{parts[0]}/*/"
