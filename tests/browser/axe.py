"""Runs axe-core on a whole page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = [*WCAG, "best-practice"]

# Only violations are described: describing each of 10,000 elements that pass takes longer than checking them.
# axe switches the target-size rule off by default because it is new in WCAG 2.2.
RUN = """([within, rules]) => axe.run(within || document, {
  runOnly: rules,
  resultTypes: ["violations"],
  rules: {"target-size": {enabled: true}},
  selectors: false,
})"""


def faults(page: Page, rules: list[str] = RULES, within: str = "") -> list[str]:
    """Violations on a page in its present state, one line for each element; `within` is the selector of a part."""
    page.evaluate(AXE)
    violations: list[dict[str, Any]] = page.evaluate(RUN, [within, rules])["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}" for rule in violations for node in rule["nodes"]
    ]
