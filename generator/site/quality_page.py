"""Quality: what the last run of all tests and benchmarks found."""

from __future__ import annotations

from ..model.quality import Quality
from ..sources.layout import QUALITY
from . import addresses
from .page import Page


def quality_page(quality: Quality) -> Page:
    """The page of the last run."""
    budgets = [row for row in quality.measured if row.budget]
    return Page(
        addresses.QUALITY,
        "quality",
        "Quality",
        "What is tested and measured, and what the last run of all of it found.",
        (QUALITY,),
        {
            "quality": quality,
            "passed": sum(area.passed for area in quality.tests),
            "failed": sum(area.failed for area in quality.tests),
            "skipped": sum(area.skipped for area in quality.tests),
            "budgets": budgets,
            "others": [row for row in quality.measured if not row.budget],
            "kept": sum(row.kept is True for row in budgets),
        },
    )
