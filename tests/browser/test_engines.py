"""What axe says of an article does not depend on the engine that built the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from generator.site.build import export
from generator.site.engines import engine_for
from generator.site.export import ENGINES
from tests import small
from tests.browser import axe
from tests.quiet_server import serve


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Callable[[str], dict[str, list[str]]]:
    """Violations within the article of a page of each kind, built with an engine."""
    exported = export(small.write(tmp_path_factory.mktemp("engines") / "project"))
    of_each_kind = {template: uri.removesuffix(".md") for uri, template in exported.templates.items()}
    paths = sorted(uri.removesuffix("index") for uri in of_each_kind.values())

    def report(engine: str) -> dict[str, list[str]]:
        site = tmp_path_factory.mktemp(engine)
        engine_for(replace(exported, engine=engine)).build(replace(exported, engine=engine), site)
        result = {}
        with serve(site) as address:
            for path in paths:
                page = chromium.new_page()
                page.goto(f"{address}/{path}")
                result[path] = sorted(axe.faults(page, within="article"))
                page.close()
        return result

    return report


@pytest.mark.slow
@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "mkdocs"])
def test_axe_reports_the_same_of_each_article(reports: Callable[[str], dict[str, list[str]]], engine: str) -> None:
    assert reports(engine) == reports("mkdocs")
