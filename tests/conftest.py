"""What several tests share: the content as it is, the site as it is built, the command line as it is typed."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from generator.model.library import Library
from generator.sources.load import load
from tests import gitting, project_content, small
from tests.command import run
from tests.examples import FEW
from tests.worked import content

# Garbage is collected as rarely as in a command: tests keep a lot, and looking through it takes a sixth of their time.
gc.set_threshold(250_000, 50, 50)

# No test asserts a time: that is for `make bench`. `make test` draws the same examples each time, so that its result
# depends on the change and not on luck, and a fifth of them; `make test-all` draws new ones in each run.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile(FEW, deadline=None, derandomize=True, max_examples=20)
settings.register_profile("drawn", deadline=None)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with a file that builds the site, and with files that other workers test in the meantime.

    Where nothing is cached the build takes a minute, in which a worker with the next file of browser tests would wait.
    """

    def turn(item: pytest.Item) -> int:
        if item.nodeid.startswith("tests/browser/test_accessibility.py"):
            return 0
        return 1 if item.nodeid.startswith("tests/studio/") else 2

    items.sort(key=turn)


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own content."""
    return project_content.library()


@pytest.fixture(scope="session")
def small_library() -> Library:
    """The small project's content."""
    return load(small.files()).require()


@pytest.fixture(scope="session")
def worked_library() -> Library:
    """The library of the worked cohorts: its figures never change with the content of the site."""
    return content.library()


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(of_all_workers: Path) -> Path:
    """The project's own site, built once for all tests of all workers."""
    folder = of_all_workers / "built-site"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            result = run("build", "--site", str(folder))
            assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="session")
def with_two_releases(of_all_workers: Path) -> Path:
    """A repository with two releases, made once for all tests of all workers, each of which works on a copy."""
    folder = of_all_workers / "two-releases"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            gitting.two_releases(folder)
    return folder
