"""The command packs, from what is typed to the files on disk."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests import small
from tests.command import run
from tests.publish.test_playbooks import contents

PROFILE = "content/trusts/westbrook/profile.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small.write(tmp_path / "project")


def test_each_workshop_has_a_folder_and_all_have_one_archive(project: Path) -> None:
    result = run("packs", folder=project)
    assert result.returncode == 0, result.stderr

    files = contents(project / "dist" / "packs")
    assert result.stdout == (
        f"dist{os.sep}packs{os.sep}workshop-1{os.sep} (11 files)\ndist{os.sep}packs{os.sep}all-workshops.zip\n"
    )
    with zipfile.ZipFile(io.BytesIO(files["all-workshops.zip"])) as packed:
        inside = {name.removeprefix("all-workshops/"): packed.read(name) for name in packed.namelist()}
    assert inside == {
        name: raw for name, raw in files.items() if name.startswith("workshop-1/") and not name.endswith(".zip")
    }


def test_packs_of_a_trust_are_in_a_folder_of_their_own_and_have_its_dates(project: Path) -> None:
    assert run("packs", "listening", "--trust", "westbrook", "--start", "10:15", folder=project).returncode == 0

    entry = (project / "dist/packs-westbrook/workshop-1/workshop.ics").read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/London:20270113T101500" in entry
    assert not (project / "dist/packs").exists()


@pytest.mark.slow
def test_one_of_several_workshops_has_no_archive_of_all(tmp_path: Path) -> None:
    result = run("packs", "powerlab", "--output", str(tmp_path / "packs"))

    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == [
        ".paired-learning",
        "manifest.json",
        "workshop-5",
    ]


def test_a_changed_handout_stays_and_the_new_one_comes_beside_it(project: Path) -> None:
    run("packs", folder=project)
    handout = project / "dist/packs/workshop-1/handouts.docx"
    handout.write_bytes(b"with our own examples")
    result = run("packs", "listening", folder=project)

    assert result.returncode == 0
    assert handout.read_bytes() == b"with our own examples"
    assert handout.with_name("handouts (new).docx").read_bytes().startswith(b"PK")
    assert f"workshop-1{os.sep}handouts.docx" in result.stderr.replace("/", os.sep)
    assert run("verify", str(project / "dist/packs")).stderr.count("error[") == 1


@pytest.mark.parametrize(
    ("arguments", "message", "advice"),
    [
        (["listenin"], "error[unknown-workshop]: no workshop `listenin`", "did you mean `listening`?"),
        (["zzz"], "error[unknown-workshop]: no workshop `zzz`", "use one of `listening`"),
        (["--trust", "westbrok"], "error[unknown-trust]: no trust `westbrok`", "did you mean `westbrook`?"),
    ],
)
def test_an_unknown_workshop_or_trust_is_a_fault_with_a_suggestion(
    project: Path, arguments: list[str], message: str, advice: str
) -> None:
    result = run("packs", *arguments, folder=project)

    assert result.returncode == 1
    assert message in result.stderr
    assert f"help: {advice}" in result.stderr
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--people", "7"], "--people: expected 8 to 40, but got 7"),
        (["--people", "41"], "--people: expected 8 to 40, but got 41"),
        (["--groups-of", "5"], "--groups-of: expected 2, 3 or 4, but got 5"),
        (["--groups-of", "3", "--trust", "westbrook"], "--groups-of: leave it out with --trust or --scheme"),
    ],
)
def test_numbers_of_people_that_no_pack_is_for_are_wrong_usage(arguments: list[str], message: str) -> None:
    result = run("packs", "powerlab", *arguments)

    assert result.returncode == 2
    assert message in result.stderr


@pytest.mark.slow
def test_a_pack_is_counted_for_the_people_and_groups_that_are_asked_for(tmp_path: Path) -> None:
    arguments = ("powerlab", "--people", "12", "--groups-of", "4", "--output", str(tmp_path / "packs"))
    assert run("packs", *arguments).returncode == 0

    pack = tmp_path / "packs/workshop-5"
    listed = " ".join(pypdf.PdfReader(pack / "what-to-print.pdf").pages[0].extract_text().split())
    assert "For 12 people in 3 groups of four, 2 facilitators and 2 tables." in listed
    slips = "\n".join(page.extract_text() for page in pypdf.PdfReader(pack / "slips.pdf").pages)
    assert re.findall(r"Care slip (\d+)\n", slips) == [str(number) for number in range(1, 19)]


def test_a_workshop_that_the_trust_does_not_hold_is_a_fault() -> None:
    result = run("packs", "powerlab", "--trust", "north-middlesex")

    assert result.returncode == 1
    assert "error[workshop-not-held]: North Middlesex does not hold `powerlab`" in result.stderr
    assert "content/trusts/north-middlesex/profile.yml" in result.stderr


def test_packs_of_a_trust_follow_on_from_its_playbook(project: Path) -> None:
    assert run("playbook", "westbrook", "--formats", "ics", folder=project).returncode == 0
    profile = project / PROFILE
    profile.write_text(profile.read_text(encoding="utf-8").replace("start: 2027-01-13", "start: 2027-01-20"), "utf-8")
    assert run("packs", "listening", "--trust", "westbrook", folder=project).returncode == 0
    entry = (project / "dist/packs-westbrook/workshop-1/workshop.ics").read_text(encoding="utf-8")

    assert "SEQUENCE:1\n" in entry
    assert "DTSTART;TZID=Europe/London:20270120T130000\n" in entry


def test_faults_of_a_trust_stop_only_its_own_packs(project: Path) -> None:
    profile = project / PROFILE
    profile.write_text(profile.read_text(encoding="utf-8").replace("months: 6", "months: six"), encoding="utf-8")

    assert run("packs", folder=project).returncode == 0
    result = run("packs", "--trust", "westbrook", folder=project)
    assert result.returncode == 1
    assert f"{PROFILE}:12:11" in result.stderr


def test_a_harmful_template_is_a_fault_that_names_the_file(project: Path) -> None:
    (project / "content/trusts/westbrook/template.docx").write_bytes(b"not a document")
    result = run("packs", "--trust", "westbrook", folder=project)

    assert result.returncode == 1
    assert "error[bad-template]" in result.stderr


@pytest.mark.slow
def test_the_same_bytes_in_another_time_zone_and_locale(project: Path, tmp_path: Path) -> None:
    for name, zone, language in (("one", "UTC", "C"), ("two", "Pacific/Kiritimati", "tr_TR.UTF-8")):
        arguments = ("packs", "--trust", "westbrook", "--output", str(tmp_path / name))
        assert run(*arguments, folder=project, TZ=zone, LC_ALL=language).returncode == 0

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_letters_that_no_font_has_stop_nothing(project: Path) -> None:
    profile = project / PROFILE
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("Westbrook Hospitals", "\u5317\u4eac"), encoding="utf-8"
    )
    result = run("packs", "--trust", "westbrook", folder=project)

    assert (result.returncode, result.stderr) == (0, "")
