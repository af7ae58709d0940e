"""What axe says of an article does not depend on the engine that built the page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.site.build import export
from generator.site.engines import engine_for
from generator.site.export import ENGINES, Exported
from tests import small
from tests.browser import axe
from tests.quiet_server import serve

OTHERS = [engine for engine in ENGINES if engine != "mkdocs"]
CHIEF = ("home", "project", "workshop")
"""Templates of the pages that are looked at in every run of the tests."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The small project as engines are given it."""
    return export(small.write(tmp_path_factory.mktemp("engines") / "project"))


@pytest.fixture(scope="module")
def reports(
    exported: Exported, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Callable[[str, Collection[str]], dict[str, list[str]]]:
    """Violations within the article of one page of each template, built with an engine."""
    paths = {template: uri.removesuffix(".md").removesuffix("index") for uri, template in exported.templates.items()}

    @cache
    def built(engine: str) -> Path:
        site = tmp_path_factory.mktemp(engine)
        chosen = replace(exported, engine=engine)
        engine_for(chosen).build(chosen, site)
        return site

    @cache
    def faults(engine: str, template: str) -> list[str]:
        with serve(built(engine)) as address:
            page = chromium.new_page()
            page.goto(f"{address}{paths[template]}")
            result = sorted(axe.faults(page, within="article"))
            page.close()
        return result

    def report(engine: str, templates: Collection[str]) -> dict[str, list[str]]:
        return {template: faults(engine, template) for template in templates}

    return report


@pytest.mark.parametrize("engine", OTHERS)
def test_axe_reports_the_same_of_the_chief_pages(
    reports: Callable[[str, Collection[str]], dict[str, list[str]]], engine: str
) -> None:
    assert reports(engine, CHIEF) == reports("mkdocs", CHIEF)


@pytest.mark.slow
@pytest.mark.parametrize("engine", OTHERS)
def test_axe_reports_the_same_of_each_article(
    reports: Callable[[str, Collection[str]], dict[str, list[str]]], exported: Exported, engine: str
) -> None:
    every = sorted(set(exported.templates.values()))
    assert set(CHIEF) < set(every)

    assert reports(engine, every) == reports("mkdocs", every)
