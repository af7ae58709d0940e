"""Releases as a maintainer makes them, in a real git repository."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests import gitting, search_files, small
from tests.command import run
from tests.gitting import PROJECT, RELEASES, done, edit, name_release, release

PROFILE = "content/trusts/westbrook/profile.yml"


def tree(folder: Path, path: str = "") -> list[str]:
    return gitting.git(folder, "ls-tree", "-r", "--name-only", f"gh-pages:{path}").split("\n")


def on_branch(folder: Path, path: str) -> str:
    return gitting.git(folder, "show", f"gh-pages:{path}")


def versions(folder: Path) -> list[tuple[str, list[str]]]:
    return [(entry["version"], entry["aliases"]) for entry in json.loads(on_branch(folder, "versions.json"))]


@pytest.fixture(scope="module")
def two_releases(with_two_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two releases, made and recorded."""
    return Path(shutil.copytree(with_two_releases, tmp_path_factory.mktemp("releases") / "project"))


@pytest.fixture
def copy(two_releases: Path, tmp_path: Path) -> Path:
    """The same repository, for a test to change."""
    return Path(shutil.copytree(two_releases, tmp_path / "copy"))


def test_a_release_is_one_commit_with_latest_as_a_copy(two_releases: Path) -> None:
    assert gitting.git(two_releases, "rev-list", "--count", "gh-pages") == "2"
    assert versions(two_releases) == [("2026.2", ["latest"]), ("2026.1", [])]
    assert "symbolic" not in gitting.git(two_releases, "ls-tree", "gh-pages", "latest")
    assert tree(two_releases, "2026.2") == tree(two_releases, "latest")


def test_the_project_records_what_was_released_and_what_changed(two_releases: Path) -> None:
    record = (two_releases / RELEASES).read_text(encoding="utf-8")
    commits = gitting.git(two_releases, "rev-list", "--reverse", "main").split("\n")
    changes = (two_releases / "content/changes/2026.2.yml").read_text(encoding="utf-8")

    assert [f"commit: {commit}" in record for commit in commits] == [True, True, False]
    assert "Length: 18 weeks instead of 16" in changes
    assert done(run("check", folder=two_releases)).endswith("no faults, no warnings\n")


def test_the_site_says_what_is_new(two_releases: Path) -> None:
    page = on_branch(two_releases, "2026.2/about/whats-new/index.html")

    assert "Length: 18 weeks instead of 16" in page
    assert "<ins>and their families</ins> wait for their" in page
    assert "2026.2" not in on_branch(two_releases, "2026.1/about/whats-new/index.html")


def test_old_pages_are_hidden_from_search_engines_and_link_to_the_newest(two_releases: Path) -> None:
    for path in tree(two_releases):
        if path.endswith("index.html") and "/" in path and "timer" not in path:
            page = on_branch(two_releases, path)
            within = path.partition("/")[2].removesuffix("index.html")
            assert ('name="robots" content="noindex"' in page) is not path.startswith("latest/"), path
            assert f'/latest/{within}"' in page, path


@pytest.mark.slow
def test_a_site_url_gives_canonical_addresses(copy: Path) -> None:
    edit(copy, "mkdocs.yml", "site_name:", "site_url: https://example.org/pairs/\nsite_name:")
    name_release(copy, "2026.3")
    gitting.commit(copy)
    done(release(copy, "2026.3", "--latest"))

    assert 'rel="canonical" href="https://example.org/pairs/latest/projects/"' in on_branch(
        copy, "2026.3/projects/index.html"
    )
    assert 'href="/pairs/latest/"' in on_branch(copy, "404.html")


def test_the_list_says_which_releases_are_on_the_branch(copy: Path) -> None:
    name_release(copy, "2026.3")
    rows = json.loads(done(release(copy, "list", "--format", "json")))

    assert [(row["id"], bool(row["commit"]), row["on_branch"], row["latest"]) for row in rows] == [
        ("2026.1", True, True, False),
        ("2026.2", True, True, True),
        ("2026.3", False, False, False),
    ]
    assert "not made yet" in done(release(copy, "list"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["2026.9"], "unknown-release"),
        (["2026.1", "--commit", "HEAD"], "release-exists"),
        (["2026.1", "--commit", "nothing"], "unknown-commit"),
        (["withdraw", "2026.9", "--reason", "Wrong."], "unknown-release"),
        (["rebuild", "2026.7"], "unknown-release"),
    ],
)
def test_an_impossible_release_is_one_fault_and_changes_nothing(copy: Path, arguments: list[str], code: str) -> None:
    before = gitting.git(copy, "rev-parse", "gh-pages")
    result = release(copy, *arguments)

    assert result.returncode == 1
    assert f"error[{code}]" in result.stderr
    assert gitting.git(copy, "rev-parse", "gh-pages") == before
    assert gitting.git(copy, "status", "--porcelain") == ""


def test_uncommitted_content_is_not_released(copy: Path) -> None:
    name_release(copy, "2026.3")
    edit(copy, PROJECT, "hours_a_month: 6", "hours_a_month: 7")
    result = release(copy, "2026.3")

    assert result.returncode == 1
    assert f"error[not-committed]: the file is not committed\n  {PROJECT}" in result.stderr


def test_a_private_profile_is_neither_released_nor_to_be_committed(copy: Path) -> None:
    public = (copy / PROFILE).read_text(encoding="utf-8")
    private = "\n".join(line for line in public.split("\n") if not line.startswith("visibility:"))
    for name, visibility in (("eastbrook", "private"), ("northbrook", "public")):
        text = private.replace("Westbrook", name.capitalize()) + f"visibility: {visibility}\n"
        gitting.write(copy, PROFILE.replace("westbrook", name), text)
    gitting.write(copy, "content/trusts/eastbrook/projects/.draft.yml", "hidden")
    name_release(copy, "2026.3")
    result = release(copy, "2026.3")

    assert result.returncode == 1
    assert "content/trusts/northbrook/profile.yml" in result.stderr
    assert "eastbrook" not in result.stderr

    (copy / PROFILE.replace("westbrook", "northbrook")).unlink()
    done(release(copy, "2026.3"))
    assert [path for path in tree(copy) if "eastbrook" in path] == []


def test_content_with_faults_is_not_released(copy: Path) -> None:
    name_release(copy, "2026.3")
    edit(copy, PROJECT, "theme: flow", "theme: flwo")
    gitting.commit(copy)
    result = release(copy, "2026.3")

    assert result.returncode == 1
    assert "error[unknown-theme]" in result.stderr
    assert versions(copy) == [("2026.2", ["latest"]), ("2026.1", [])]


def test_a_release_is_replaced_only_when_asked(copy: Path) -> None:
    edit(copy, PROJECT, "hours_a_month: 6", "hours_a_month: 7")
    gitting.commit(copy)
    assert release(copy, "2026.2").returncode == 1

    done(release(copy, "2026.2", "--replace"))
    assert "7 hours" in on_branch(copy, "2026.2/projects/discharge/index.html")
    assert "7 hours" in on_branch(copy, "latest/projects/discharge/index.html")


def test_changes_between_any_two_releases(two_releases: Path) -> None:
    text = done(run("changes", "2026.1", "2026.2", folder=two_releases))
    values = json.loads(done(run("changes", "2026.1", "--format", "json", folder=two_releases)))

    assert "Length: 18 weeks instead of 16" in text
    assert "Patients {+and their families+} wait for their" in text
    assert [(change["id"], change["what"]) for change in values["changes"]] == [
        ("discharge", "changed"),
        ("old-way", "removed"),
    ]
    assert done(run("changes", "2026.2", folder=two_releases)) == "Nothing changed.\n"


@pytest.mark.parametrize(("menu", "affected"), [("", True), ("menu:\n  omit: [discharge]\n", False)])
def test_changes_for_a_trust_are_those_that_affect_it(copy: Path, menu: str, affected: bool) -> None:
    edit(copy, PROFILE, "brand:", f"{menu}brand:")
    text = done(run("changes", "2026.1", "--trust", "westbrook", folder=copy))

    assert text.startswith("What this means for Westbrook")
    assert ("Sooner home" in text) is affected
    assert "The old way home (removed)" in text


@pytest.mark.slow
def test_a_clone_of_main_is_enough_to_build_all_releases_again(two_releases: Path, tmp_path: Path) -> None:
    gitting.git(tmp_path, "clone", "--quiet", "--single-branch", "--no-tags", f"file://{two_releases}", "clone")
    clone = tmp_path / "clone"
    assert gitting.git(clone, "branch", "--all").count("gh-pages") == 0

    done(release(clone, "rebuild", "--into", str(tmp_path / "rebuilt")))
    done(release(two_releases, "export", str(tmp_path / "exported")))
    assert _files(tmp_path / "rebuilt") == _files(tmp_path / "exported")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_one_release_is_built_again(two_releases: Path, tmp_path: Path) -> None:
    done(release(two_releases, "rebuild", "2026.1", "--into", str(tmp_path / "one")))

    assert sorted(path.name for path in (tmp_path / "one").iterdir() if path.is_dir()) == ["2026.1", "latest"]


@pytest.mark.slow
def test_without_history_the_content_builds_and_commands_of_releases_say_why_not(
    two_releases: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "zip"
    shutil.copytree(two_releases, folder, ignore=shutil.ignore_patterns(".git"))
    environment = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}

    done(run("build", folder=folder, **environment))
    assert "Length: 18 weeks" in (folder / "site/about/whats-new/index.html").read_text(encoding="utf-8")
    for arguments in (["release", "list"], ["changes", "2026.1"], ["playbook", "westbrook", "--release", "2026.1"]):
        result = run(*arguments, folder=folder, **environment)
        assert result.returncode == 1
        assert "error[no-history]: the project has no git history here" in result.stderr


@pytest.mark.slow
def test_a_withdrawn_release_is_not_built_again(copy: Path, tmp_path: Path) -> None:
    done(release(copy, "withdraw", "2026.2", "--reason", "A date in it: wrong."))

    assert versions(copy) == [("2026.1", ["latest"])]
    assert "A date in it: wrong." in on_branch(copy, "2026.2/index.html")
    assert "withdrawn: 'A date in it: wrong.'" in (copy / RELEASES).read_text(encoding="utf-8")
    done(release(copy, "rebuild", "--into", str(tmp_path / "rebuilt")))
    assert not (tmp_path / "rebuilt/2026.2").exists()


def test_a_playbook_of_a_release_is_made_from_its_content(copy: Path) -> None:
    edit(copy, PROJECT, "title: Sooner home", "title: Not committed")
    done(run("playbook", "westbrook", "--release", "2026.1", "--formats", "html", folder=copy))
    folder = copy / "dist/playbooks/westbrook"
    page = (folder / "4 Guidance.html").read_text(encoding="utf-8")

    assert json.loads((folder / "For the tool/manifest.json").read_bytes())["release"] == "2026.1"
    assert "Sooner home" in page
    assert "families" not in page


def test_outdated_playbooks_are_listed_with_what_the_changes_mean(copy: Path) -> None:
    done(run("playbook", "westbrook", "--release", "2026.1", "--formats", "html", folder=copy))
    assert done(run("playbook", "--check-updates", folder=copy)).startswith(
        "westbrook: made from 2026.1, the content is 2026.2: 2 changes affect what it chose"
    )

    done(run("playbook", "westbrook", "--formats", "html", folder=copy))
    assert done(run("playbook", "--check-updates", folder=copy)) == "westbrook: up to date with 2026.2\n"


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "release", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(small.ROOT), "NO_COLOR": "1", **gitting.WHO},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.slow
def test_the_offline_archive_has_its_own_index(two_releases: Path, tmp_path: Path) -> None:
    done(release(two_releases, "offline", str(tmp_path / "site.zip"), "--release", "2026.1"))

    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        files = {name.removeprefix("paired-learning/"): archive.read(name) for name in archive.namelist()}
    titles = [title for title, *_ in search_files.records(search_files.data(files))]
    assert "The old way home" in titles
    assert b"2026.1" in files["READ ME FIRST.txt"]
    assert files.keys() == {*json.loads(files["manifest.json"])["files"], "manifest.json"}


@pytest.mark.slow
def test_two_releases_at_once_both_succeed_or_one_says_why_not(copy: Path) -> None:
    name_release(copy, "2026.3")
    name_release(copy, "2026.4", "2027-02-01")
    gitting.commit(copy)
    done(release(copy, "2026.3"))
    gitting.commit(copy)
    running = [start(copy, "2026.4", "--latest"), start(copy, "2026.4", "--latest")]
    ends = [(process.communicate(timeout=120), process.returncode) for process in running]

    assert sorted(code for _, code in ends) in ([0, 0], [0, 1])
    for (_, stderr), code in ends:
        assert code == 0 or stderr.startswith("error["), stderr
    assert versions(copy)[0] == ("2026.4", ["latest"])
    gitting.git(copy, "fsck", "--no-dangling")


@pytest.mark.slow
def test_a_killed_release_leaves_the_branch_and_the_files_whole(copy: Path) -> None:
    name_release(copy, "2026.3")
    gitting.commit(copy)
    before = {path: (copy / path).read_bytes() for path in (RELEASES, "content/changes/2026.2.yml")}
    tip = gitting.git(copy, "rev-parse", "gh-pages")
    moments = random.Random(7)
    for _ in range(6):
        process = start(copy, "2026.3", "--latest")
        time.sleep(moments.uniform(0.4, 2.4))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        gitting.git(copy, "fsck", "--no-dangling")
        assert gitting.git(copy, "rev-parse", "gh-pages^") == tip or gitting.git(copy, "rev-parse", "gh-pages") == tip
        for path, raw in before.items():
            now = (copy / path).read_bytes()
            assert now == raw or b"commit" in now
        assert "no faults" in done(run("check", folder=copy))
    done(release(copy, "2026.3", "--latest"))
    assert versions(copy)[0] == ("2026.3", ["latest"])
    assert f"commit: {gitting.git(copy, 'rev-parse', 'HEAD')}" in (copy / RELEASES).read_text(encoding="utf-8")
