"""Nothing on a page moves once it is shown: fonts, scripts and pictures find their room kept free."""

from __future__ import annotations

from itertools import product

import pytest

from tests.browser.conftest import Open

LEAST_SEEN = 0.02
"""A score of layout shift that no reader notices: a fifth of what the Core Web Vitals call good."""
WATCH = """
window.shifts = [];
const named = ({ node }) => node?.className || node?.nodeName;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) window.shifts.push([entry.value, ...entry.sources.map(named)]);
})).observe({ type: "layout-shift", buffered: true });
"""
AT_REST = "document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done, { timeout: 2000 })))"
PAGES = [
    "projects/theatre-first-case-start/",
    "case-studies/pre-surgery-clinic/",
    "",
    "projects/",
    "workshops/skills-for-change/",
    "plan/leadership/",
]
QUICK = {(PAGES[0], 1280), (PAGES[1], 390), (PAGES[0], 320)}
"""Each width once and two kinds of page; the others are slow."""


@pytest.mark.parametrize(
    ("path", "width"),
    [
        pytest.param(path, width, marks=() if (path, width) in QUICK else pytest.mark.slow)
        for path, width in product(PAGES, (1280, 390, 320))
    ],
)
def test_nothing_moves_while_a_page_loads(open_page: Open, path: str, width: int) -> None:
    page = open_page("about/references/", width=width, own=True)
    page.add_init_script(WATCH)
    page.goto(page.url.replace("about/references/", path))
    page.evaluate(AT_REST)

    shifts = page.evaluate("window.shifts")
    assert sum(value for value, *_ in shifts) < LEAST_SEEN, shifts
