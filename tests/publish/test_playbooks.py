"""Playbooks of many trusts: from anywhere, only those that changed, whatever faults one of them has."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests import small
from tests.command import run

PROFILE = "content/trusts/westbrook/profile.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three trusts."""
    files = small.files()
    text = files[PROFILE].decode()
    for name in ("eastbrook", "northbrook"):
        files[PROFILE.replace("westbrook", name)] = text.replace("Westbrook", name.capitalize()).encode()
    return small.write(tmp_path / "project", files)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_playbook_is_a_folder_of_files_with_a_manifest(project: Path) -> None:
    result = run("playbook", "westbrook", folder=project)
    assert result.returncode == 0, result.stderr

    files = contents(project / "dist/playbooks/westbrook")
    manifest = json.loads(files["manifest.json"])
    for name in ("playbook.html", "playbook.docx", "playbook.pdf", "calendar.ics", "scheme.xlsx", "profile.yml"):
        assert name in manifest["files"], name
    assert any(name.startswith("letters/") for name in files)
    assert any(name.startswith("instruments/") for name in files)
    assert any(name.startswith("calendars/") for name in files)
    for name, known in manifest["files"].items():
        assert hashlib.sha256(files[name]).hexdigest() == known["sha256"], name
    assert manifest["release"]
    assert files["profile.yml"] == (project / PROFILE).read_bytes()


def test_the_archive_holds_every_file(project: Path) -> None:
    assert run("playbook", "westbrook", folder=project).returncode == 0
    files = contents(project / "dist/playbooks/westbrook")
    with zipfile.ZipFile(io.BytesIO(files["playbook.zip"])) as archive:
        packed = {name.removeprefix("westbrook-playbook/"): archive.read(name) for name in archive.namelist()}

    around = ("playbook.zip", ".paired-learning", "manifest.json")
    assert packed == {name: raw for name, raw in files.items() if name not in around} | {
        "manifest.json": packed["manifest.json"]
    }
    listed = json.loads(files["manifest.json"])["files"]
    assert json.loads(packed["manifest.json"])["files"].keys() == listed.keys() - {"playbook.zip"}


def test_playbooks_that_are_up_to_date_are_not_written_again(project: Path) -> None:
    first = run("playbook", "--all", folder=project)
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*")}
    second = run("playbook", "--all", folder=project)

    assert first.stdout.count("files)") == 3
    assert second.stdout.count("(unchanged)") == 3
    assert {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*")} == before


@pytest.mark.slow
def test_what_a_killed_run_left_is_removed_even_if_nothing_has_changed(project: Path) -> None:
    assert run("playbook", "westbrook", folder=project).returncode == 0
    left = project / "dist/playbooks/westbrook.staging-killed"
    left.mkdir()
    (left / "scheme.xlsx").write_bytes(b"half")

    assert "(unchanged)" in run("playbook", "westbrook", folder=project).stdout
    assert not left.exists()


def test_only_the_playbook_of_a_changed_profile_is_written_again(project: Path) -> None:
    run("playbook", "--all", folder=project)
    profile = project / PROFILE
    profile.write_text(profile.read_text(encoding="utf-8").replace("Cohort 1", "Cohort one"), encoding="utf-8")
    result = run("playbook", "--all", folder=project)

    assert result.stdout.count("(unchanged)") == 2
    assert f"westbrook{os.sep} (" in result.stdout.replace("(unchanged)", "")


def test_a_change_of_shared_content_writes_all_again(project: Path) -> None:
    run("playbook", "--all", "--formats", "html", folder=project)
    topic = project / "content/guidance/time.yml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("title: Time", "title: Hours"), encoding="utf-8")

    assert "(unchanged)" not in run("playbook", "--all", "--formats", "html", folder=project).stdout


def test_a_missing_file_is_written_again(project: Path) -> None:
    run("playbook", "westbrook", "--formats", "html", folder=project)
    page = project / "dist/playbooks/westbrook/playbook.html"
    page.unlink()

    assert "(unchanged)" not in run("playbook", "westbrook", "--formats", "html", folder=project).stdout
    assert page.read_bytes()


def fill_in(project: Path) -> dict[str, bytes]:
    """What a planner does to her playbook after a first run: changed and added files, by name."""
    run("playbook", "--all", folder=project)
    folder = project / "dist/playbooks/westbrook"
    (folder / "scheme.xlsx").write_bytes(b"filled in")
    (folder / "letters/invitation.docx").write_bytes(b"signed")
    (folder / "notes.txt").write_bytes(b"ring the estates team")
    return {
        "scheme.xlsx": b"filled in",
        "letters/invitation.docx": b"signed",
        "notes.txt": b"ring the estates team",
    }


def move_start(project: Path) -> None:
    profile = project / PROFILE
    profile.write_text(profile.read_text(encoding="utf-8").replace("Cohort 1", "Cohort one"), encoding="utf-8")


def test_files_that_a_planner_changed_or_added_stay_when_the_profile_is_the_same(project: Path) -> None:
    hers = fill_in(project)
    result = run("playbook", "--all", folder=project)

    assert (result.returncode, result.stdout.count("(unchanged)")) == (0, 3)
    folder = project / "dist/playbooks/westbrook"
    assert {name: (folder / name).read_bytes() for name in hers} == hers
    assert "warning[changed-file]: this file was changed, so it stays as it is\n  dist" in result.stderr
    assert result.stderr.count("warning[") == 2
    assert [path.name for path in folder.rglob("*(new)*")] == []


def test_files_that_a_planner_changed_or_added_stay_and_the_new_versions_come_beside_them(project: Path) -> None:
    hers = fill_in(project)
    move_start(project)
    result = run("playbook", "--all", folder=project)

    folder = project / "dist/playbooks/westbrook"
    assert result.returncode == 0
    assert {name: (folder / name).read_bytes() for name in hers} == hers
    assert (folder / "scheme (new).xlsx").read_bytes().startswith(b"PK")
    assert (folder / "letters/invitation (new).docx").read_bytes().startswith(b"PK")
    assert "scheme.xlsx:1:1\nhelp: the new version is beside it: scheme (new).xlsx" in result.stderr
    assert "warning[added-file]: files that were added to this folder stay: notes.txt" in result.stderr
    verified = run("verify", str(folder)).stderr
    assert "help: the new version is scheme (new).xlsx" in verified
    assert verified.count("error[changed-file]") == 2
    assert verified.count("error[extra-file]") == 1


@pytest.mark.slow
def test_the_archive_is_the_same_whatever_a_planner_did_to_the_folder(project: Path, tmp_path: Path) -> None:
    run("playbook", "westbrook", folder=project)
    shutil.copytree(project / "dist/playbooks/westbrook", tmp_path / "other/westbrook")
    fill_in(project)
    move_start(project)
    run("playbook", "westbrook", folder=project)
    run("playbook", "westbrook", "--output", str(tmp_path / "other"), folder=project)

    archive = (project / "dist/playbooks/westbrook/playbook.zip").read_bytes()
    assert archive == (tmp_path / "other/westbrook/playbook.zip").read_bytes()


def test_one_format_leaves_the_files_of_the_others(project: Path) -> None:
    run("playbook", "westbrook", folder=project)
    before = contents(project / "dist/playbooks/westbrook")
    assert "(unchanged)" in run("playbook", "westbrook", "--formats", "pdf", folder=project).stdout

    move_start(project)
    assert run("playbook", "westbrook", "--formats", "html", folder=project).returncode == 0
    after = contents(project / "dist/playbooks/westbrook")
    assert before.keys() | {"previous-plan.json"} == after.keys()
    assert [name for name in before if before[name] != after[name]] and {
        name for name in before if before[name] != after[name]
    } <= {"playbook.html", "menu.html", "profile.yml", "manifest.json", "playbook.zip"}
    assert "(unchanged)" not in run("playbook", "westbrook", folder=project).stdout


@pytest.mark.slow
def test_formats_of_an_earlier_profile_are_named_until_they_are_written_again(project: Path) -> None:
    def write(formats: str) -> str:
        return run("playbook", "westbrook", "--formats", formats, folder=project).stderr

    def outdated(formats: str) -> str:
        return f"""\
warning[outdated-formats]: files in these formats are from an earlier run and may be out of date: {formats}
  dist/playbooks/westbrook/:1:1
help: leave out `--formats` to update them too

"""

    assert (write("html"), write("ics")) == ("", "")
    move_start(project)

    assert write("xlsx") == outdated("html, ics")
    assert write("xlsx") == outdated("html, ics")
    assert write("ics") == outdated("html")
    assert write("html") == ""
    assert write("xlsx") == ""


def test_a_playbook_of_an_earlier_release_of_the_generator_is_updated(project: Path) -> None:
    run("playbook", "westbrook", "--formats", "html", folder=project)
    folder = project / "dist/playbooks/westbrook"
    with zipfile.ZipFile(folder / "playbook.zip") as archive:
        (folder / "manifest.json").write_bytes(archive.read("westbrook-playbook/manifest.json"))
    assert run("verify", str(folder)).returncode == 0

    move_start(project)
    assert run("playbook", "westbrook", "--formats", "html", folder=project).stderr == ""
    assert not list(folder.glob("*(new)*"))


def test_a_bad_profile_is_reported_and_the_others_are_written(project: Path) -> None:
    bad = project / "content/trusts/eastbrook/profile.yml"
    bad.write_text(bad.read_text(encoding="utf-8").replace("months: 6", "months: six"), encoding="utf-8")
    result = run("playbook", "--all", "--formats", "html", folder=project)

    assert result.returncode == 1
    assert "content/trusts/eastbrook/profile.yml:12:11" in result.stderr
    assert sorted(path.name for path in (project / "dist/playbooks").iterdir()) == ["northbrook", "westbrook"]


def test_a_file_of_a_trust_that_cannot_be_read_stops_no_other_playbook(project: Path) -> None:
    (project / "content/trusts/eastbrook/template.docx").mkdir()
    result = run("playbook", "--all", "--formats", "html", folder=project)

    assert result.returncode == 1
    assert "error[not-a-file]: this is a folder with the name of a file\n  content/trusts/eastbrook" in result.stderr
    assert sorted(path.name for path in (project / "dist/playbooks").iterdir()) == ["northbrook", "westbrook"]


def test_a_profile_may_be_anywhere(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "my trust" / "profile.yml"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(small.files()[PROFILE].replace(b"Westbrook", b"Southbrook"))
    for typed in (elsewhere, elsewhere.parent):
        result = run("playbook", str(typed), "--formats", "html", "--output", str(tmp_path / "out"), folder=project)
        assert result.returncode == 0, result.stderr

    assert "Southbrook Hospitals" in (tmp_path / "out/my-trust/playbook.html").read_text(encoding="utf-8")


def test_faults_of_a_profile_outside_the_project_name_its_path(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "southbrook" / "profile.yml"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(small.files()[PROFILE].replace(b"months: 6", b"months: six"))
    result = run("playbook", str(elsewhere), folder=project)

    assert result.returncode == 1
    assert f"{elsewhere}:12:11" in result.stderr


@pytest.mark.slow
def test_the_same_bytes_with_several_processes_in_another_time_zone_and_locale(project: Path, tmp_path: Path) -> None:
    first = run("playbook", "--all", "--output", str(tmp_path / "one"), folder=project, TZ="UTC", LC_ALL="C")
    second = run(
        "playbook", "--all", "--jobs", "2", "--output", str(tmp_path / "two"),
        folder=project, TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="7",
    )  # fmt: skip
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_harmful_template_is_a_fault_that_names_the_file(project: Path) -> None:
    (project / "content/trusts/westbrook/template.docx").write_bytes(b"not a document")
    for command in (["check"], ["playbook", "westbrook"]):
        result = run(*command, folder=project)
        assert result.returncode == 1
        assert "error[bad-template]" in result.stderr
        assert "content/trusts/westbrook/template.docx" in result.stderr
    assert not (project / "dist/playbooks/westbrook").exists()


def test_an_unknown_format_is_wrong_usage(project: Path) -> None:
    result = run("playbook", "westbrook", "--formats", "html,doc", folder=project)

    assert result.returncode == 2
    assert "no format `doc`" in result.stderr


def test_letters_that_no_font_has_stop_nothing(project: Path) -> None:
    profile = project / PROFILE
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("Westbrook Hospitals", "\u5317\u4eac"), encoding="utf-8"
    )
    result = run("playbook", "westbrook", "--formats", "pdf", folder=project)

    assert (result.returncode, result.stderr) == (0, "")
