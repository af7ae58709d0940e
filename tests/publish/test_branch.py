"""The branch of the versioned site, in a real git repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mike import commands

from generator.model.diagnostics import InputFault
from generator.publish.branch import BRANCH, SiteBranch
from generator.publish.git_branch import GitBranch
from generator.publish.versions import ROBOTS, BuiltRelease, whole_tree
from generator.sources.repository import Repository
from tests import gitting

PAGE = b"<html><head>" + ROBOTS + b"</head><body>%s</body></html>"


def built(id: str, words: bytes = b"words", **pages: bytes) -> BuiltRelease:
    """A release with a home page and other pages."""
    files = {"index.html": PAGE % words, "data/menu.json": b"{}"}
    return BuiltRelease(id, "c" * 40, files | {f"{name}/index.html": PAGE % text for name, text in pages.items()})


@pytest.fixture
def branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteBranch:
    for name, value in gitting.WHO.items():
        monkeypatch.setenv(name, value)
    return SiteBranch(Repository.of(gitting.repository(tmp_path / "project")), "Paired Learning")


def tree(branch: SiteBranch) -> dict[str, bytes]:
    return dict(branch.files())


def commits(branch: SiteBranch) -> int:
    return int(gitting.git(branch.repository.project, "rev-list", "--count", BRANCH))


def code(raised: pytest.ExceptionInfo[InputFault]) -> str:
    return raised.value.diagnostics[0].code


def test_a_release_is_one_commit_with_a_copy_as_latest(branch: SiteBranch) -> None:
    assert branch.deploy(built("2026.1"), latest=True, replace=False)
    files = tree(branch)

    assert commits(branch) == 1
    assert files["2026.1/index.html"] == PAGE % b"words"
    assert files["latest/index.html"] == (PAGE % b"words").replace(ROBOTS, b"")
    assert files["latest/data/menu.json"] == files["2026.1/data/menu.json"]
    assert b'href="latest/"' in files["index.html"]


def test_the_list_is_what_selectors_read(branch: SiteBranch) -> None:
    branch.deploy(built("2026.9"), latest=True, replace=False)
    branch.deploy(built("2026.10"), latest=True, replace=False)

    assert [(entry["version"], entry["aliases"]) for entry in json.loads(tree(branch)["versions.json"])] == [
        ("2026.10", ["latest"]),
        ("2026.9", []),
    ]


def test_an_older_release_does_not_change_latest(branch: SiteBranch) -> None:
    branch.deploy(built("2026.2", b"new"), latest=True, replace=False)
    branch.deploy(built("2026.1", b"old"), latest=False, replace=False)

    assert b"new" in tree(branch)["latest/index.html"]
    assert b"old" in tree(branch)["2026.1/index.html"]


def test_a_page_that_a_release_no_longer_has_is_not_in_latest(branch: SiteBranch) -> None:
    branch.deploy(built("2026.1", old=b"x"), latest=True, replace=False)
    branch.deploy(built("2026.2", new=b"y"), latest=True, replace=False)
    files = tree(branch)

    assert "2026.1/old/index.html" in files
    assert "latest/old/index.html" not in files
    assert "latest/new/index.html" in files


def test_no_release_is_overwritten_by_accident(branch: SiteBranch) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    other = BuiltRelease("2026.1", "d" * 40, {"index.html": b"other"})
    with pytest.raises(InputFault) as raised:
        branch.deploy(other, latest=True, replace=False)

    assert code(raised) == "release-exists"
    assert commits(branch) == 1
    assert branch.deploy(other, latest=False, replace=True)
    assert tree(branch)["latest/index.html"] == b"other"
    assert "2026.1/data/menu.json" not in tree(branch)


def test_the_same_content_again_changes_nothing(branch: SiteBranch) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)

    assert branch.deploy(built("2026.1"), latest=True, replace=False) is False
    assert commits(branch) == 1


def test_a_withdrawn_release_says_so_and_latest_goes_back_one(branch: SiteBranch) -> None:
    branch.deploy(built("2026.1", b"old"), latest=True, replace=False)
    branch.deploy(built("2026.2", b"new", extra=b"x"), latest=True, replace=False)
    branch.withdraw("2026.2", "A date in it was <wrong>.")
    files = tree(branch)

    assert b"A date in it was &lt;wrong&gt;." in files["2026.2/index.html"]
    assert "2026.2/extra/index.html" not in files
    assert files["latest/index.html"] == (PAGE % b"old").replace(ROBOTS, b"")
    assert "latest/extra/index.html" not in files
    assert [entry["version"] for entry in json.loads(files["versions.json"])] == ["2026.1"]


@pytest.mark.parametrize(("id", "expected"), [("2026.1", "last-release"), ("2026.7", "unknown-release")])
def test_the_only_release_and_an_unknown_one_cannot_be_withdrawn(branch: SiteBranch, id: str, expected: str) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    with pytest.raises(InputFault) as raised:
        branch.withdraw(id, "Wrong.")

    assert code(raised) == expected


def test_the_work_tree_and_its_branch_do_not_change(branch: SiteBranch) -> None:
    folder = branch.repository.project
    before = gitting.git(folder, "rev-parse", "HEAD")
    gitting.write(folder, "content/not-committed.txt", "mine")
    branch.deploy(built("2026.1"), latest=True, replace=False)

    assert gitting.git(folder, "rev-parse", "HEAD") == before
    assert gitting.git(folder, "status", "--porcelain") == "?? content/not-committed.txt"


def test_a_branch_that_is_checked_out_is_not_written(branch: SiteBranch) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    gitting.git(branch.repository.project, "checkout", "--quiet", BRANCH)
    with pytest.raises(InputFault) as raised:
        branch.deploy(built("2026.2"), latest=True, replace=False)

    assert code(raised) == "branch-in-use"


def test_a_commit_needs_a_name(branch: SiteBranch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_COMMITTER_NAME")
    with pytest.raises(InputFault) as raised:
        branch.deploy(built("2026.1"), latest=True, replace=False)

    assert code(raised) == "no-identity"


def test_a_new_clone_continues_the_remotes_branch(branch: SiteBranch, tmp_path: Path) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    gitting.git(tmp_path, "clone", "--quiet", str(branch.repository.project), "clone")
    clone = SiteBranch(Repository.of(tmp_path / "clone"), "Paired Learning")

    assert [version.id for version in clone.versions()] == ["2026.1"]
    clone.deploy(built("2026.2"), latest=True, replace=False)
    assert {"2026.1/index.html", "2026.2/index.html"} <= set(dict(clone.files()))


def test_a_branch_that_has_diverged_is_not_written(branch: SiteBranch, tmp_path: Path) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    gitting.git(tmp_path, "clone", "--quiet", str(branch.repository.project), "clone")
    clone = SiteBranch(Repository.of(tmp_path / "clone"), "Paired Learning")
    clone.deploy(built("2026.2"), latest=True, replace=False)
    branch.deploy(built("2026.3"), latest=True, replace=False)
    gitting.git(tmp_path / "clone", "fetch", "--quiet")
    with pytest.raises(InputFault) as raised:
        clone.deploy(built("2026.4"), latest=True, replace=False)

    assert code(raised) == "branch-diverged"


def test_the_branch_and_plain_files_are_the_same_tree(branch: SiteBranch) -> None:
    releases = [built("2026.1", b"old"), built("2026.2", b"new")]
    for release in releases:
        branch.deploy(release, latest=True, replace=False)

    assert dict(whole_tree(releases, "2026.2", "Paired Learning")) == tree(branch)


def test_pages_of_any_name_are_on_the_branch_as_they_are(branch: SiteBranch) -> None:
    files = {
        "index.html": b"",
        'a "b" \\c.html': b"quotes",
        "two\nlines.txt": b"\ndone\n",
        " caf\u00e9 .png": b"\0\xff",
    }
    branch.deploy(BuiltRelease("2026.1", "c" * 40, files), latest=False, replace=False)

    assert {f"2026.1/{path}": content for path, content in files.items()}.items() <= tree(branch).items()


def test_a_commit_has_the_name_and_the_time_that_git_gives_it(
    branch: SiteBranch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-29T12:00:00+01:00")
    branch.deploy(built("2026.1"), latest=True, replace=False)

    shown = gitting.git(branch.repository.project, "log", "-1", "--format=%an %ae %cn %ce %cI|%s|%b", BRANCH)
    who = "A Tester tester@example.org"
    assert shown == f"{who} {who} 2026-11-29T12:00:00+01:00|Release 2026.1 of the content at {'c' * 12}|"


def test_where_git_cannot_write_there_is_one_fault(branch: SiteBranch) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    lock = branch.repository.git_folder / f"refs/heads/{BRANCH}.lock"
    lock.touch()
    with pytest.raises(InputFault) as raised:
        branch.deploy(built("2026.2"), latest=True, replace=False)

    assert code(raised) == "git"
    assert commits(branch) == 1


def test_a_list_that_nobody_can_read_is_one_fault_and_the_branch_stays(branch: SiteBranch) -> None:
    git = GitBranch(branch.repository, BRANCH, "origin")
    git.commit("Somebody's list", [], [("versions.json", b"{not JSON")])
    with pytest.raises(InputFault) as raised:
        branch.deploy(built("2026.1"), latest=True, replace=False)

    assert code(raised) == "bad-versions"
    assert tree(branch) == {"versions.json": b"{not JSON"}


def test_a_clone_that_is_behind_takes_the_remotes_releases_first(branch: SiteBranch, tmp_path: Path) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    gitting.git(tmp_path, "clone", "--quiet", str(branch.repository.project), "clone")
    clone = SiteBranch(Repository.of(tmp_path / "clone"), "Paired Learning")
    assert clone.deploy(built("2026.1"), latest=True, replace=False) is False
    branch.deploy(built("2026.2"), latest=True, replace=False)
    gitting.git(tmp_path / "clone", "fetch", "--quiet")
    clone.deploy(built("2026.3"), latest=True, replace=False)

    assert [version.id for version in clone.versions()] == ["2026.3", "2026.2", "2026.1"]
    gitting.git(tmp_path / "clone", "push", "--quiet", "origin", BRANCH)
    assert commits(branch) == 3


def test_mike_itself_reads_the_branch(branch: SiteBranch, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    monkeypatch.chdir(branch.repository.project)

    (read,) = commands.list_versions(BRANCH)
    assert (str(read.version), read.title, read.aliases) == ("2026.1", "2026.1", {"latest"})
    assert read.properties == {"commit": "c" * 40}


def test_what_mike_writes_is_read_here(branch: SiteBranch, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.deploy(built("2026.1"), latest=True, replace=False)
    monkeypatch.chdir(branch.repository.project)
    site = branch.repository.project / "site"
    site.mkdir()
    (site / "index.html").write_text("mike's")
    with commands.deploy({"site_dir": str(site)}, "dev", "Being written", ["next"], branch=BRANCH):
        pass
    commands.retitle("2026.1", "The first", branch=BRANCH)

    assert [(version.id, version.title, version.aliases) for version in branch.versions()] == [
        ("dev", "Being written", {"next"}),
        ("2026.1", "The first", {"latest"}),
    ]
    branch.deploy(built("2026.2"), latest=True, replace=False)
    assert [str(read.version) for read in commands.list_versions(BRANCH)] == ["dev", "2026.2", "2026.1"]
    assert tree(branch)["dev/index.html"] == b"mike's"
