"""A repository with ten releases, each with its own record, and all of them built again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.publish.branch import BRANCH, SiteBranch
from generator.publish.releases import Project, rebuild, release
from generator.publish.staged import MARKER
from generator.sources.load import load
from generator.sources.repository import Repository
from generator.sources.tree import read_project
from tests import gitting
from tests.gitting import PROJECT

RELEASES = [f"2026.{number}" for number in range(1, 11)]
TITLE = "Paired Learning"


def small_site(_content: Mapping[str, bytes], library: Library, folder: Path) -> None:
    """A site of two pages, enough to tell releases apart."""
    project = library.projects["discharge"]
    (folder / "index.html").write_text(f"{library.release.id}: {project.hours_a_month} hours")
    (folder / "news.html").write_text(" ".join([*library.releases, *library.changes]))


def opened(folder: Path) -> Project:
    files = read_project(folder)
    return Project(folder, Repository.of(folder), files, load(files).require(), small_site)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten releases; each gives a project one more hour."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in gitting.WHO.items():
            patch.setenv(name, value)
        folder = gitting.repository(tmp_path_factory.mktemp("grown") / "project")
        for number, id in enumerate(RELEASES):
            if number:
                gitting.edit(folder, PROJECT, f"hours_a_month: {number + 5}", f"hours_a_month: {number + 6}")
                gitting.name_release(folder, id, f"2027-{number:02}-01")
                gitting.commit(folder)
            project = opened(folder)
            release(project, SiteBranch(project.repository, TITLE), id, revision="HEAD", latest=True, replace=False)
            gitting.commit(folder, f"The record of {id}")
    return folder


def test_all_are_on_the_branch_in_order(grown: Path) -> None:
    branch = SiteBranch(Repository.of(grown), TITLE)

    assert [version.id for version in branch.versions()] == RELEASES[::-1]
    assert gitting.git(grown, "rev-list", "--count", BRANCH) == "10"
    assert dict(branch.files())["latest/index.html"] == b"2026.10: 15 hours"


def test_each_record_holds_only_its_own_change(grown: Path) -> None:
    changes = opened(grown).library.changes

    assert list(changes) == RELEASES[1:]
    for number, (id, record) in enumerate(changes.items(), start=1):
        assert record.since == RELEASES[number - 1]
        (change,) = record.changes
        (detail,) = change.details
        assert detail.text == f"Hours a month: {number + 6} hours instead of {number + 5}", id


def test_a_release_knows_nothing_of_later_ones(grown: Path) -> None:
    files = dict(SiteBranch(Repository.of(grown), TITLE).files())

    for number, id in enumerate(RELEASES):
        assert files[f"{id}/news.html"].decode().split() == [*RELEASES[: number + 1], *RELEASES[1 : number + 1]]


def test_releases_that_are_built_again_are_the_same(grown: Path, tmp_path: Path) -> None:
    assert list(rebuild(opened(grown), [], tmp_path / "tree", TITLE, "/")) == RELEASES
    rebuilt = {
        path.relative_to(tmp_path / "tree").as_posix(): path.read_bytes()
        for path in (tmp_path / "tree").rglob("*")
        if path.is_file() and path.name != MARKER
    }

    assert rebuilt == dict(SiteBranch(Repository.of(grown), TITLE).files())
