"""What several tests share: the content as it is, the site as it is built, the command line as it is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from generator.model.library import Library
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small
from tests.worked import content

# No test judges how long something takes: that is for `make bench`. `make test` draws the same examples each time, so
# that it says something about a change and not about luck; `make test-all` draws others in each run.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("drawn", deadline=None)
settings.load_profile("same")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own content."""
    return load(read_project(small.ROOT)).require()


@pytest.fixture(scope="session")
def small_library() -> Library:
    """The small project's content."""
    return load(small.files()).require()


@pytest.fixture(scope="session")
def worked_library() -> Library:
    """The library of the worked cohorts: its figures never change with the content of the site."""
    return content.library()


def run(*arguments: str, folder: Path = small.ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    return _python("-m", "generator", *arguments, folder=folder, **environment)


def run_python(program: str, *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a few lines of Python in a process of their own."""
    return _python("-c", program, folder=folder)


def _python(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(small.ROOT), "COLUMNS": "100", "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once for all tests."""
    folder = tmp_path_factory.mktemp("built") / "site"
    result = run("build", "--site", str(folder))
    assert result.returncode == 0, result.stderr
    return folder
