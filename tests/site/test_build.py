"""The build as a whole: plain MkDocs, the export, reproducible bytes, what is private."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.model.library import Library
from generator.publish.manifests import AROUND
from generator.publish.staged import MARKER
from generator.sources.load import load
from tests import project_content, small
from tests.command import run

SECRET = "zebra-crossing"
"""A word that occurs nowhere else."""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, without the manifest and the mark of our command."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in AROUND
    }


def mkdocs(folder: Path, *arguments: str, library: Library | None = None) -> subprocess.CompletedProcess[str]:
    """Run MkDocs itself, on the day of the release of a library; without one, of the project's own."""
    day = (library or project_content.library()).release.date
    moment = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "PYTHONPATH": str(small.ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Paths that are in only one of two folders, or whose content differs."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def export(project: Path, folder: Path) -> Path:
    """Export a project, and see that what comes is a project of MkDocs alone."""
    result = run("export", str(folder), folder=project)
    assert result.returncode == 0, result.stderr
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))

    assert "paired-learning" not in settings["plugins"]
    assert settings["docs_dir"] == "docs"
    assert settings["nav"]
    assert sorted(path.name for path in folder.iterdir()) == [MARKER, "docs", "mkdocs.yml", "overrides"]
    return folder


@pytest.mark.slow
def test_plain_mkdocs_builds_the_same_pages_without_a_warning(tmp_path: Path, site: Path) -> None:
    result = mkdocs(small.ROOT, "--site-dir", str(tmp_path / "site"))

    assert result.returncode == 0, result.stderr
    assert "WARNING -" not in result.stderr
    assert differences(contents(tmp_path / "site"), contents(site)) == []


def test_plain_mkdocs_builds_the_same_pages_of_a_small_project(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    ours = run("build", "--site", str(tmp_path / "ours"), folder=project)
    result = mkdocs(project, "--site-dir", str(tmp_path / "site"), library=load(small.files()).require())

    assert (ours.returncode, result.returncode) == (0, 0), result.stderr
    assert differences(contents(tmp_path / "site"), contents(tmp_path / "ours")) == []


def test_the_export_is_an_ordinary_project(tmp_path: Path) -> None:
    folder = export(small.write(tmp_path / "project"), tmp_path / "exported")

    assert "# Sooner home" in (folder / "docs/projects/discharge.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_export_builds_to_the_same_pages(site: Path, tmp_path: Path) -> None:
    result = mkdocs(export(small.ROOT, tmp_path / "exported"), "--site-dir", str(tmp_path / "site"))

    assert result.returncode == 0, result.stderr
    assert differences(contents(tmp_path / "site"), contents(site)) == []


@pytest.mark.slow
def test_the_same_bytes_in_another_time_zone_and_locale_and_whatever_the_source_date_is(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    for number, place in enumerate(
        (
            {"TZ": "UTC", "LC_ALL": "C"},
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "0"},
        )
    ):
        result = run(
            "build", "--site", str(tmp_path / str(number)), folder=project, PYTHONHASHSEED=str(number), **place
        )
        assert result.returncode == 0, result.stderr

    assert differences(contents(tmp_path / "0"), contents(tmp_path / "1")) == []


def test_a_private_profile_is_nowhere_in_the_site(tmp_path: Path) -> None:
    files = small.files()
    profile = files["content/trusts/westbrook/profile.yml"].decode()
    private = "\n".join(line for line in profile.split("\n") if not line.startswith("visibility:"))
    for old, new in (("Westbrook", SECRET), ("westbrook", SECRET)):
        private = private.replace(old, new)
    project = small.write(
        tmp_path / "project",
        files | {f"content/trusts/{SECRET}/profile.yml": f"{private}visibility: private\n".encode()},
    )
    result = run("build", folder=project)
    assert result.returncode == 0, result.stderr

    built = contents(project / "site")
    assert [path for path, raw in built.items() if SECRET.encode() in raw or SECRET in path] == []
    assert run("playbook", SECRET, folder=project).returncode == 0
    assert SECRET.encode() in (project / f"dist/playbooks/{SECRET}/1 Plan.html").read_bytes()


def test_a_private_contact_of_a_public_trust_is_nowhere_in_the_site(tmp_path: Path) -> None:
    contact = f"contacts:\n  - role: facilitator\n    name: {SECRET} office\n    email: {SECRET}@example.nhs.uk\n"
    path = "content/trusts/westbrook/profile.yml"
    profile = small.files()[path].decode()
    public = "\n".join(line for line in profile.split("\n") if not line.startswith("visibility:"))
    project = small.write(
        tmp_path / "project", small.files() | {path: f"{public}{contact}visibility: public\n".encode()}
    )
    result = run("build", folder=project)
    assert result.returncode == 0, result.stderr

    built = contents(project / "site")
    names = ("plan", "handbook", "sponsor-page", "business-case", "guidance", "playbook")
    assert {f"playbooks/westbrook/{name}.html" for name in names} <= built.keys()
    assert [path for path, raw in built.items() if SECRET.encode() in raw] == []
    assert run("playbook", "westbrook", folder=project).returncode == 0
    assert SECRET.encode() in (project / "dist/playbooks/westbrook/1 Plan.html").read_bytes()


def test_no_link_is_broken(site: Path) -> None:
    pages = [str(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    command = [
        str(Path(sys.executable).with_name("lychee")),
        "--offline",
        "--include-fragments",
        "--index-files",
        "index.html",
    ]
    result = subprocess.run([*command, *pages], capture_output=True, text=True, timeout=300, check=False)

    assert len(pages) > 60
    assert result.returncode == 0, result.stdout
