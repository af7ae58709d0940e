"""A pytest plugin for mutation testing: quick tests alone, none of which sees what another mutant worked out before.

Tests with one example come before those with many, those that import the mutated module before those that do not, and
those of the small cohort, whose literals notice most, before all others. Tests that read the content of the site are
left out: each would read it again for each mutant. So are the tests of a module that runs commands: a mutant works only
within mutmut's own process.
"""

from __future__ import annotations

import functools
import os
import sys

import pytest

from tests import command
from tests.planning import cohort
from tests.worked import content

LIVE = {"library", "site"}
"""Fixtures that read the content of the site."""
LIBRARIES = {"library", "small_library", "worked_library"}
"""Fixtures and cached functions that only read input: nothing that is mutated makes them."""
FIRST = ("test_cohort_dates", "test_cohort_order", "test_cohort_pins", "test_cohort_lead_in", "test_cohort_")
"""Names of test files that are run before the others, those about dates first: planner.py has the most mutants."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    quick = [item for item in items if not _reads_content(item) and not _runs_commands(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in quick])
    items[:] = sorted(quick, key=_expected_time)


def _expected_time(item: pytest.Item) -> tuple[bool, bool, int]:
    """Sorts first what most likely notices the mutant at once, of the module that its name begins with."""
    mutated = os.environ.get("MUTANT_UNDER_TEST", "").rpartition(".")[0]
    values = vars(item.module).values() if isinstance(item, pytest.Function) else ()
    imported = any(getattr(value, "__module__", None) == mutated for value in values)
    place = next((number for number, name in enumerate(FIRST) if name in item.nodeid), len(FIRST))
    return hasattr(getattr(item, "obj", None), "hypothesis"), not imported, place


def _reads_content(item: pytest.Item) -> bool:
    """Whether one of its fixtures is of conftest.py itself: a module may have a small library of the same name."""
    fixtures = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    return any(fixtures[name][-1].func.__module__ == "tests.conftest" for name in LIVE & fixtures.keys())


def _runs_commands(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and command.run in vars(item.module).values()


def pytest_collection_finish() -> None:
    """Read the libraries once, before a process for each mutant is forked."""
    content.library()
    cohort.library()
    _forget_playbooks()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """While mutmut records which tests run a function, let each test run all the code that it tests.

    A mutant has a process of its own, in which no test sees what another mutant worked out.
    """
    if os.environ.get("MUTANT_UNDER_TEST") != "stats":
        return
    _forget_playbooks()
    if isinstance(item, pytest.Function):
        for name, fixtures in item._fixtureinfo.name2fixturedefs.items():
            for fixture in fixtures:
                if name not in LIBRARIES and fixture.func.__module__.startswith("tests."):
                    fixture.finish(item._request)


def _forget_playbooks() -> None:
    """Forget every playbook that a test has cached."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tests."):
            for key, value in list(vars(module).items()):
                if isinstance(value, functools._lru_cache_wrapper) and key not in LIBRARIES:
                    value.cache_clear()
