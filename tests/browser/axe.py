"""The rules of axe-core, on everything that a page has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = [*WCAG, "best-practice"]

# What passed is counted and thrown away: to describe each of 10,000 elements takes longer than to judge them.
# axe has the size of targets switched off, since it is new in WCAG 2.2.
RUN = """(rules) => axe.run(document, {
  runOnly: rules,
  resultTypes: ["violations"],
  rules: {"target-size": {enabled: true}},
  selectors: false,
})"""


def faults(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds wrong on a page as it stands, a line for each element."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)["violations"]
    return [f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]
