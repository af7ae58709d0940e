"""What a first search of the site loads in Chromium, compressed: here and with 1,000 projects."""

from __future__ import annotations

import gzip
import itertools
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Response, expect

from generator.site.pages import site_files
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from tests import small
from tests.benchmarks.browser import browser_path, chromium
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row, at_most, missing
from tests.quiet_server import serve

PROJECTS = 1_000
QUERIES = ("handover", "feedback form", "A&E", "project", "how much does it cost", "wating list")
"""One word, two, an abbreviation, a word that nearly all have, a question, a word that has to be corrected."""
SETTLED = 1_000
"""Milliseconds in which a result loads nothing more."""
MOST = 100
"""Kilobytes of a first query."""
TITLE = re.compile(r"^title: (.*?)(['\"]?)$", re.MULTILINE)


def search(run: Run) -> Iterator[Row]:
    """A first query on this site and on one of 1,000 projects, and what each page adds to the time of its index."""
    path = browser_path()
    if path is None:
        yield missing("a first search", "there is no Chromium")
        return
    say("a first search of the site")
    with serve(run.site) as address, chromium(path) as browser:
        yield at_most("a first search, the heaviest of six, as gzip", max(_bytes(browser, address)), "KB", MOST)
    theme = read_theme(small.ROOT)
    few = load(many_projects(100)).require()
    say(f"pages of {PROJECTS} projects")
    many = load(many_projects(PROJECTS)).require()
    files = site_files(many, theme).files
    site = Path(shutil.copytree(run.site, run.folder / "searched", ignore=shutil.ignore_patterns("search-*")))
    shutil.rmtree(site / "search")
    for name, raw in files.items():
        if name.startswith("search/"):
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_bytes(raw)
    with serve(site) as address, chromium(path) as browser:
        yield at_most(f"  the same with {PROJECTS:,} projects", max(_bytes(browser, address)), "KB", MOST)
    each = [cpu(partial(site_files, library, theme)) / len(library.projects) for library in (few, many)]
    yield at_most("  pages and index, each of 1,000 projects beside each of 100", each[1] / each[0], "times", 1.1)


def many_projects(number: int) -> dict[str, bytes]:
    """This project with copies of its projects under other titles, or with the first of them."""
    content = dict(read_project(small.ROOT))
    names = sorted(name for name in content if name.startswith("projects_menu/") and name.endswith(".yml"))
    copies = itertools.product(range(1, -(-number // len(names)) + 1), names)
    for copy, name in itertools.islice(copies, number - len(names)):
        text = TITLE.sub(
            lambda title, copy=copy: f"title: {title[1]} {copy}{title[2]}", content[name].decode(), count=1
        )
        content[f"{name.removesuffix('.yml')}-{copy}.yml"] = text.encode()
    return content


def _bytes(browser: Browser, address: str) -> Iterator[float]:
    """Kilobytes that each query loads when it is the first, with the scripts of the search."""
    for query in QUERIES:
        page = browser.new_page()
        page.goto(address)
        loaded: list[Response] = []
        page.on("response", lambda response, loaded=loaded: loaded.append(response))
        page.get_by_role("button", name="Search", exact=True).click()
        page.get_by_role("searchbox").fill(query)
        expect(page.locator(".search__result").first).to_be_visible(timeout=30_000)
        page.wait_for_timeout(SETTLED)
        yield sum(len(gzip.compress(response.body(), 6)) for response in loaded) / 1000
        page.close()
