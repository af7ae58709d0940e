"""Playbooks of many trusts: from anywhere, only those that changed, whatever faults one of them has."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from generator.writers.manifest import manifest
from tests import small
from tests.command import Result, run

PROFILE = "content/trusts/westbrook/profile.yml"
MANIFEST = "For the tool/manifest.json"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three trusts."""
    files = small.files()
    text = files[PROFILE].decode()
    for name in ("eastbrook", "northbrook"):
        files[PROFILE.replace("westbrook", name)] = text.replace("Westbrook", name.capitalize()).encode()
    return small.write(tmp_path / "project", files)


def playbook(project: Path, *arguments: str, today: str = "2026-10-01", **environment: str) -> Result:
    return run("playbook", *arguments, "--today", today, folder=project, **environment)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_playbook_is_a_folder_of_files_with_a_manifest(project: Path) -> None:
    result = playbook(project, "westbrook")
    assert result.returncode == 0, result.stderr

    files = contents(project / "dist/playbooks/westbrook")
    manifest = json.loads(files[MANIFEST])
    for name in ("1 Plan.html", "1 Plan.docx", "1 Plan.pdf", "Calendars/All dates.ics", "scheme.xlsx"):
        assert name in manifest["files"], name
    assert any(name.startswith("Letters/") for name in files)
    assert any(name.startswith("Forms/") for name in files)
    for name, known in manifest["files"].items():
        assert hashlib.sha256(files[name]).hexdigest() == known["sha256"], name
    assert manifest["release"]
    assert files["For the tool/profile.yml"] == (project / PROFILE).read_bytes()


def test_the_archive_holds_every_file(project: Path) -> None:
    assert playbook(project, "westbrook").returncode == 0
    files = contents(project / "dist/playbooks/westbrook")
    with zipfile.ZipFile(io.BytesIO(files["playbook.zip"])) as archive:
        packed = {name.removeprefix("westbrook-playbook/"): archive.read(name) for name in archive.namelist()}

    around = ("playbook.zip", ".paired-learning", MANIFEST)
    assert packed == {name: raw for name, raw in files.items() if name not in around} | {MANIFEST: packed[MANIFEST]}
    listed = json.loads(files[MANIFEST])["files"]
    assert json.loads(packed[MANIFEST])["files"].keys() == listed.keys() - {"playbook.zip"}


def test_playbooks_that_are_up_to_date_are_not_written_again(project: Path) -> None:
    first = playbook(project, "--all", "--formats", "html,ics")
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*")}
    second = playbook(project, "--all", "--formats", "html,ics")

    assert first.stdout.count("files)") == 3
    assert second.stdout.count("(unchanged)") == 3
    assert {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*")} == before


@pytest.mark.slow
def test_what_a_killed_run_left_is_removed_even_if_nothing_has_changed(project: Path) -> None:
    assert playbook(project, "westbrook").returncode == 0
    left = project / "dist/playbooks/westbrook.staging-killed"
    left.mkdir()
    (left / "scheme.xlsx").write_bytes(b"half")

    assert "(unchanged)" in playbook(project, "westbrook").stdout
    assert not left.exists()


def test_only_the_playbook_of_a_changed_profile_is_written_again(project: Path) -> None:
    playbook(project, "--all", "--formats", "ics")
    move_start(project)
    result = playbook(project, "--all", "--formats", "ics")

    assert result.stdout.count("(unchanged)") == 2
    assert f"westbrook{os.sep} (" in result.stdout.replace("(unchanged)", "")


def test_a_change_of_shared_content_writes_all_again(project: Path) -> None:
    playbook(project, "--all", "--formats", "html")
    topic = project / "content/guidance/time.yml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("title: Time", "title: Hours"), encoding="utf-8")

    assert "(unchanged)" not in playbook(project, "--all", "--formats", "html").stdout


def test_a_missing_file_is_written_again(project: Path) -> None:
    playbook(project, "westbrook", "--formats", "html")
    page = project / "dist/playbooks/westbrook/1 Plan.html"
    page.unlink()

    assert "(unchanged)" not in playbook(project, "westbrook", "--formats", "html").stdout
    assert page.read_bytes()


OFFICE = ("--all", "--formats", "docx,xlsx")


def fill_in(project: Path) -> dict[str, bytes]:
    """What a planner does to her playbook after a first run: changed and added files, by name."""
    playbook(project, *OFFICE)
    folder = project / "dist/playbooks/westbrook"
    (folder / "scheme.xlsx").write_bytes(b"filled in")
    (folder / "Letters/01 by 21 October Invitation.docx").write_bytes(b"signed")
    (folder / "notes.txt").write_bytes(b"ring the estates team")
    return {
        "scheme.xlsx": b"filled in",
        "Letters/01 by 21 October Invitation.docx": b"signed",
        "notes.txt": b"ring the estates team",
    }


def move_start(project: Path) -> None:
    profile = project / PROFILE
    profile.write_text(profile.read_text(encoding="utf-8").replace("Cohort 1", "Cohort one"), encoding="utf-8")


def test_files_that_a_planner_changed_or_added_stay_when_the_profile_is_the_same(project: Path) -> None:
    hers = fill_in(project)
    result = playbook(project, *OFFICE)

    assert (result.returncode, result.stdout.count("(unchanged)")) == (0, 3)
    folder = project / "dist/playbooks/westbrook"
    assert {name: (folder / name).read_bytes() for name in hers} == hers
    assert "warning[changed-file]: this file was changed, so it stays as it is\n  dist" in result.stderr
    assert result.stderr.count("warning[") == 2
    assert [path.name for path in folder.rglob("*(new)*")] == []


def test_files_that_a_planner_changed_or_added_stay_and_the_new_versions_come_beside_them(project: Path) -> None:
    hers = fill_in(project)
    move_start(project)
    result = playbook(project, *OFFICE)

    folder = project / "dist/playbooks/westbrook"
    assert result.returncode == 0
    assert {name: (folder / name).read_bytes() for name in hers} == hers
    assert (folder / "scheme (new).xlsx").read_bytes().startswith(b"PK")
    assert (folder / "Letters/01 by 21 October Invitation (new).docx").read_bytes().startswith(b"PK")
    assert "scheme.xlsx:1:1\nhelp: the new version is beside it: scheme (new).xlsx" in result.stderr
    assert "warning[added-file]: files that were added to this folder stay: notes.txt" in result.stderr
    verified = run("verify", str(folder)).stderr
    assert "help: the new version is scheme (new).xlsx" in verified
    assert verified.count("error[changed-file]") == 2
    assert verified.count("error[extra-file]") == 1


@pytest.mark.slow
def test_the_archive_is_the_same_whatever_a_planner_did_to_the_folder(project: Path, tmp_path: Path) -> None:
    playbook(project, "westbrook")
    shutil.copytree(project / "dist/playbooks/westbrook", tmp_path / "other/westbrook")
    fill_in(project)
    move_start(project)
    playbook(project, "westbrook")
    playbook(project, "westbrook", "--output", str(tmp_path / "other"))

    archive = (project / "dist/playbooks/westbrook/playbook.zip").read_bytes()
    assert archive == (tmp_path / "other/westbrook/playbook.zip").read_bytes()


def test_one_format_leaves_the_files_of_the_others(project: Path) -> None:
    playbook(project, "westbrook", "--formats", "html,ics,xlsx")
    before = contents(project / "dist/playbooks/westbrook")
    assert "(unchanged)" in playbook(project, "westbrook", "--formats", "xlsx").stdout

    move_start(project)
    assert playbook(project, "westbrook", "--formats", "html").returncode == 0
    after = contents(project / "dist/playbooks/westbrook")
    assert before.keys() | {"For the tool/previous-plan.json"} == after.keys()
    assert [name for name in before if before[name] != after[name]] and {
        name for name in before if before[name] != after[name]
    } <= {name for name in before if name.endswith((".html", ".zip")) or name.startswith("For the tool/")}
    assert "(unchanged)" not in playbook(project, "westbrook", "--formats", "html,ics,xlsx").stdout


@pytest.mark.slow
def test_formats_of_an_earlier_profile_are_named_until_they_are_written_again(project: Path) -> None:
    def write(formats: str) -> str:
        return playbook(project, "westbrook", "--formats", formats).stderr

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
    playbook(project, "westbrook", "--formats", "html")
    folder = project / "dist/playbooks/westbrook"
    with zipfile.ZipFile(folder / "playbook.zip") as archive:
        (folder / MANIFEST).write_bytes(archive.read(f"westbrook-playbook/{MANIFEST}"))
    assert run("verify", str(folder)).returncode == 0

    move_start(project)
    assert playbook(project, "westbrook", "--formats", "html").stderr == ""
    assert not list(folder.glob("*(new)*"))


def test_a_bad_profile_is_reported_and_the_others_are_written(project: Path) -> None:
    bad = project / "content/trusts/eastbrook/profile.yml"
    bad.write_text(bad.read_text(encoding="utf-8").replace("months: 6", "months: six"), encoding="utf-8")
    result = playbook(project, "--all", "--formats", "html")

    assert result.returncode == 1
    assert "content/trusts/eastbrook/profile.yml:12:11" in result.stderr
    assert sorted(path.name for path in (project / "dist/playbooks").iterdir()) == ["northbrook", "westbrook"]


def test_a_file_of_a_trust_that_cannot_be_read_stops_no_other_playbook(project: Path) -> None:
    (project / "content/trusts/eastbrook/template.docx").mkdir()
    result = playbook(project, "--all", "--formats", "html")

    assert result.returncode == 1
    assert "error[not-a-file]: this is a folder with the name of a file\n  content/trusts/eastbrook" in result.stderr
    assert sorted(path.name for path in (project / "dist/playbooks").iterdir()) == ["northbrook", "westbrook"]


def test_a_profile_may_be_anywhere(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "my trust" / "profile.yml"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(small.files()[PROFILE].replace(b"Westbrook", b"Southbrook"))
    for typed in (elsewhere, elsewhere.parent):
        result = playbook(project, str(typed), "--formats", "html", "--output", str(tmp_path / "out"))
        assert result.returncode == 0, result.stderr

    assert "Southbrook Hospitals" in (tmp_path / "out/my-trust/1 Plan.html").read_text(encoding="utf-8")


def test_faults_of_a_profile_outside_the_project_name_its_path(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "southbrook" / "profile.yml"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(small.files()[PROFILE].replace(b"months: 6", b"months: six"))
    result = playbook(project, str(elsewhere))

    assert result.returncode == 1
    assert f"{elsewhere}:12:11" in result.stderr


@pytest.mark.slow
def test_the_same_bytes_with_several_processes_in_another_time_zone_and_locale(project: Path, tmp_path: Path) -> None:
    first = playbook(project, "--all", "--output", str(tmp_path / "one"), TZ="UTC", LC_ALL="C")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    second = playbook(project, "--all", "--jobs", "2", "--output", str(tmp_path / "two"), **elsewhere)
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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--formats", "html,doc"), "no format `doc`; did you mean `docx`?"),
        (("--formats", ","), "--formats: name one of html, docx, pdf, ics, xlsx"),
        (
            ("--formats", "letters"),
            "`letters` is not a format: `--formats` takes html, docx, pdf, ics, xlsx; "
            "all letters come with `--with letters`",
        ),
        (
            ("--formats", "pdf,instruments"),
            "`instruments` is not a format: `--formats` takes html, docx, pdf, ics, xlsx; "
            "all instruments come with `--with forms`",
        ),
        (
            ("--formats", "status"),
            "`status` is not a format: `--formats` takes html, docx, pdf, ics, xlsx; "
            "Status.html comes with every playbook",
        ),
        (("--with", "letter"), "--with: nothing is called `letter`; did you mean `letters`?"),
        (
            ("--with", ""),
            "--with: name one of business-case, guidance, charters, letters, forms, answer-forms, online-forms, "
            "print-sets, calendars, everything, nothing",
        ),
    ],
)
def test_an_unknown_name_is_wrong_usage(project: Path, arguments: tuple[str, ...], message: str) -> None:
    result = playbook(project, "westbrook", *arguments)

    assert (result.returncode, result.stderr) == (2, f"paired-learning: {message}\n")


INVITATION, FORM = "Letters/01 by 21 October Invitation.docx", "Forms/01 Log.docx"


def test_another_day_has_the_letters_that_are_needed_then(project: Path) -> None:
    playbook(project, "westbrook", "--formats", "docx", today="2026-11-18")
    folder = project / "dist/playbooks/westbrook"
    assert {INVITATION, FORM} <= contents(folder).keys()

    assert "(unchanged)" not in playbook(project, "westbrook", "--formats", "docx", today="2026-11-19").stdout
    assert contents(folder).keys() & {INVITATION, FORM} == {FORM}


def test_further_files_come_again_until_they_are_not_wanted(project: Path) -> None:
    def written(*arguments: str) -> set[str]:
        result = playbook(project, "westbrook", "--formats", "docx", *arguments, today="2026-12-24")
        assert result.returncode == 0
        return contents(project / "dist/playbooks/westbrook").keys() & {INVITATION, "4 Guidance.docx"}

    assert written() == set()
    assert written("--with", "letters") == {INVITATION}
    assert written() == {INVITATION}
    assert "(unchanged)" in playbook(project, "westbrook", "--formats", "docx", today="2026-12-24").stdout
    assert written("--with", "guidance") == {INVITATION, "4 Guidance.docx"}
    assert written("--with", "nothing") == set()


@pytest.mark.slow
def test_a_folder_of_the_earlier_layout_becomes_one_of_the_new(project: Path) -> None:
    playbook(project, "westbrook", "--formats", "ics")
    folder = project / "dist/playbooks/westbrook"
    plan = (folder / "For the tool/plan.json").read_bytes()
    shutil.rmtree(folder)
    old = {
        "playbook.html": b"<p>The plan",
        "letters/invitation.docx": b"An invitation",
        "letters/welcome.docx": b"Welcome",
        "calendars/changes/read-me.txt": b"Read",
        "profile.yml": (project / PROFILE).read_bytes(),
        "plan.json": plan,
        "playbook.zip": b"PK",
    }
    for path, raw in old.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    about = {"trust": "westbrook", "release": "2026.1", "planning_from": "2026-01-05", "formats": ["html", "letters"]}
    (folder / "manifest.json").write_bytes(manifest(about | {"inputs": {"all": "", "profile": ""}}, old))
    (folder / ".paired-learning").write_text("Written by paired-learning.")
    (folder / "letters/welcome.docx").write_bytes(b"Welcome, with my words")
    assert run("verify", str(folder)).stderr.count("error[changed-file]") == 1
    move_start(project)
    result = playbook(project, "westbrook")

    after = contents(folder)
    assert result.stderr == (
        "warning[changed-file]: this file was changed, so it stays as it is\n"
        "  dist/playbooks/westbrook/letters/welcome.docx:1:1\n\n"
    )
    assert [name for name in after if name in old or name == "manifest.json"] == [
        name for name in after if name in ("letters/welcome.docx", "playbook.zip")
    ]
    assert after["letters/welcome.docx"] == b"Welcome, with my words"
    assert after["For the tool/previous-plan.json"] == plan
    assert after["For the tool/plan.json"]
    assert run("playbook", "--check-updates", folder=project).stdout.startswith("westbrook: up to date")


def test_the_one_to_open_first_is_first_in_the_archive(project: Path) -> None:
    playbook(project, "westbrook", "--formats", "html")
    with zipfile.ZipFile(project / "dist/playbooks/westbrook/playbook.zip") as archive:
        names = archive.namelist()

    assert names[:2] == ["westbrook-playbook/Open me first.html", "westbrook-playbook/1 Plan.html"]
    assert names[1:] == sorted(names[1:])


def links(page: bytes) -> set[str]:
    """The files beside a page that it links to, by format."""
    paths = re.findall(r'href="([^":#]+)', page.decode())
    return {path.rpartition(".")[2] for path in paths}


def test_the_page_to_open_first_is_of_every_run_and_lists_what_the_folder_has(project: Path) -> None:
    folder = project / "dist/playbooks/westbrook"
    playbook(project, "westbrook", "--formats", "pdf")
    assert links((folder / "Open me first.html").read_bytes()) == {"pdf"}

    playbook(project, "westbrook", "--formats", "html")
    assert links((folder / "Open me first.html").read_bytes()) == {"pdf", "html"}
    with zipfile.ZipFile(folder / "playbook.zip") as archive:
        assert links(archive.read("westbrook-playbook/Open me first.html")) == {"html"}
    assert run("verify", str(folder)).returncode == 0


def test_letters_that_no_font_has_stop_nothing(project: Path) -> None:
    profile = project / PROFILE
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("Westbrook Hospitals", "\u5317\u4eac"), encoding="utf-8"
    )
    result = playbook(project, "westbrook", "--formats", "pdf")

    assert (result.returncode, result.stderr) == (0, "")
