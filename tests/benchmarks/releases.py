"""Cost of an eleventh release: its time against a build of the site, and the bytes it adds to the branch."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from generator.model.library import Library
from generator.publish.branch import SiteBranch
from generator.publish.releases import Project, release
from generator.site.build import build, build_edition
from generator.site.edition import RELEASE
from generator.sources.layout import QUALITY
from generator.sources.load import load
from generator.sources.repository import Repository
from generator.sources.tree import read_project
from tests import gitting, small
from tests.benchmarks.measuring import Run, say
from tests.benchmarks.rows import Row

RELEASES = 11
OF_RELEASES = ("content/changes/", QUALITY)
"""Files that name the project's own releases."""
PROJECT = "projects_menu/ward-stock-that-is-used.yml"


def releases(run: Run) -> Iterator[Row]:
    """Make a repository of the project's own content, and releases that each change a project."""
    folder = run.folder
    content = {path: raw for path, raw in read_project(small.ROOT).items() if not path.startswith(OF_RELEASES)}
    root = gitting.repository(folder / "repository", content)
    head = content[gitting.RELEASES].decode().split('"2026.', 1)[0]
    gitting.write(root, gitting.RELEASES, head)
    last = 3 if run.quick else RELEASES
    for number in range(1, last + 1):
        say(f"release {number} of {last}")
        gitting.name_release(root, f"2026.{number}", f"2026-12-{number:02}")
        gitting.edit(root, PROJECT, "hours_a_month: ", f"hours_a_month: {number % 8 + 1} # ")
        gitting.commit(root)
        if number == last:
            before = _size(root)
        start = time.perf_counter()
        _release(root, f"2026.{number}")
        taken = time.perf_counter() - start
        gitting.commit(root)
    start = time.perf_counter()
    build(root, _empty(folder / "plain"))
    plain = time.perf_counter() - start
    added = _size(root) - before
    yield Row(f"one more release after {last - 1}, beside a build of the site", taken / plain, "times as long")
    yield Row("  what it adds to the repository", added / 1e6, "MB")


def _release(root: Path, id: str) -> None:
    def build(content: Mapping[str, bytes], library: Library, target: Path) -> None:
        build_edition(root, content, library, target, RELEASE)

    files, repository = read_project(root), Repository.of(root)
    project = Project(root, repository, files, load(files).require(), build)
    with mock.patch.dict(os.environ, gitting.WHO):
        release(project, SiteBranch(repository, "Paired Learning"), id, revision="HEAD", latest=True, replace=False)


def _size(root: Path) -> int:
    """Bytes of the whole history, packed."""
    subprocess.run(["git", "gc", "--quiet", "--prune=now"], cwd=root, check=True)
    return sum(path.stat().st_size for path in (root / ".git/objects").rglob("*") if path.is_file())


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder
