"""The pages of the project's own content, made once for all tests that read many of them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from filelock import FileLock

from generator.model.library import Library
from generator.site.edition import SiteFiles
from generator.site.pages import site_files
from tests.writers.test_timer import THEME


@pytest.fixture(scope="module")
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder that holds nothing but what the tests of a module cache there."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="session")
def whole_site(library: Library, of_all_workers: Path) -> SiteFiles:
    """Every page, timer and public playbook, without downloads: made by one worker, read by the others."""
    file = of_all_workers / "pages.pickle"
    with FileLock(f"{file}.lock"):
        if not file.exists():
            file.write_bytes(pickle.dumps(site_files(library, THEME)))
    read: SiteFiles = pickle.loads(file.read_bytes())
    return read
