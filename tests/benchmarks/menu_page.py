"""The page of a menu with a thousand projects, in Chromium: how long a filter takes, and the first view."""

from __future__ import annotations

import json
import re
import shutil
import statistics
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page

from tests.benchmarks.browser import browser_path, chromium
from tests.benchmarks.measuring import Run, say
from tests.benchmarks.rows import Row, at_most, missing
from tests.quiet_server import serve

PROJECTS = 1_000
VIEWS = 5
FACTS = re.compile(r"(.*?\.facts = )(\{.*\})(;\n)", re.S)
CARD = re.compile(r'<li><span class="name"><a data-project="([^"]+)".*?</li>', re.S)

FILTERS = (
    "[...document.querySelectorAll('.menu-choice input')].find((box) => box.value === 'flow').click()",
    "[...document.querySelectorAll('.menu-choice input')].find((box) => box.value === 'medical-wards').click()",
    "document.querySelector('.menu-clear').click()",
    "choose('#menu-months', '6', 'change')",
    "choose('#menu-sort', 'title', 'change')",
    "choose('#menu-search', 'discharge', 'input')",
    "choose('#menu-search', '', 'input')",
    "document.querySelector('.menu-clear').click()",
    "choose('#menu-sort', 'theme', 'change')",
)
"""What a reader does one after the other, so that the list shrinks, grows and changes its order."""
TIMED = """() => new Promise((done, failed) => {
  const choose = (selector, value, type) => {
    const field = document.querySelector(selector);
    field.value = value;
    field.dispatchEvent(new Event(type));
  };
  requestAnimationFrame(() => {
    const start = performance.now();
    try {
      WORK;
    } catch (error) {
      failed(error);
      return;
    }
    document.body.offsetHeight;
    const worked = performance.now() - start;
    requestAnimationFrame(() => requestAnimationFrame(() => done([worked, performance.now() - start])));
  });
})"""
FIRST_VIEW = """() => [
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
]"""


def page_of_many(page: str, facts_script: str, number: int = PROJECTS) -> tuple[str, str]:
    """A page of a menu with its cards multiplied, and its facts.

    Args:
        page: the built page.
        facts_script: the script beside it.
        number: projects that it is to have.
    """
    found = FACTS.fullmatch(facts_script)
    assert found is not None
    facts = json.loads(found[2])
    times = -(-number // len(facts["projects"]))
    facts["projects"] = [_copy(project, n) for project in facts["projects"] for n in range(times)][:number]
    kept = {project["id"] for project in facts["projects"]}
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def cards(match: re.Match[str]) -> str:
        named = ((f"{match[1]}-{n}", n) for n in range(times))
        return "\n".join(
            match[0].replace(f'data-project="{match[1]}"', f'data-project="{id}"').replace("</a>", f" {n}</a>", 1)
            for id, n in named
            if id in kept
        )

    return CARD.sub(cards, page).replace("facts.js", "../many/facts.js"), found[1] + text + found[3]


def _copy(project: dict[str, Any], number: int) -> dict[str, Any]:
    return project | {"id": f"{project['id']}-{number}", "title": f"{project['title']} {number}"}


def menu_page(run: Run) -> Iterator[Row]:
    """How fast a menu of a thousand projects is."""
    path = browser_path()
    if path is None:
        yield missing("menu in the browser", "there is no Chromium")
        return
    site = shutil.copytree(run.site, run.folder / "site-with-many")
    say(f"menu of {PROJECTS} projects in the browser")
    (site / "many").mkdir(exist_ok=True)
    text, facts = ((site / f"projects/{name}").read_text(encoding="utf-8") for name in ("index.html", "facts.js"))
    for name, content in zip(("index.html", "facts.js"), page_of_many(text, facts), strict=True):
        (site / f"many/{name}").write_text(content, encoding="utf-8")
    with serve(site) as address, chromium(path) as browser:
        yield from _measure(browser, f"{address}many/")


def _measure(browser: Browser, address: str) -> Iterator[Row]:
    views = [_first_view(browser, address) for _ in range(VIEWS)]
    painted, ready = (statistics.median(times) for times in zip(*views, strict=True))
    page = _opened(browser, address)
    filters = [page.evaluate(TIMED.replace("WORK", work)) for _ in range(3) for work in FILTERS]
    worked, shown = (statistics.median(times) for times in zip(*filters, strict=True))
    slowest = max(times[0] for times in filters)
    yield at_most(f"a filter of {PROJECTS:,} projects with its layout", worked, "ms", 50)
    yield Row("  the slowest filter, the first one", slowest, "ms")
    yield Row("  until the second frame after a filter", shown, "ms")
    yield Row("  first view", painted, "ms")
    yield at_most("  script ready", ready, "ms", 1000)


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    page.wait_for_selector(".project-menu.ready")
    page.wait_for_timeout(500)
    return page


def _first_view(browser: Browser, address: str) -> tuple[float, float]:
    page = _opened(browser, address)
    painted, ready = page.evaluate(FIRST_VIEW)
    page.context.close()
    return float(painted), float(ready)
