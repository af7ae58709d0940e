"""The command plan, and what playbooks take from the ones that they replace."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests import small
from tests.command import Result, run

PROFILE = "content/trusts/westbrook/profile.yml"
PLAYBOOK = "dist/playbooks/westbrook"
OFFICE = "contacts:\n  - role: administrator\n    name: Learning office\n    email: office@example.nhs.uk\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one trust, whose profile does not say when planning starts."""
    files = small.files()
    lines = files[PROFILE].decode().splitlines(keepends=True)
    files[PROFILE] = "".join(line for line in lines if not line.startswith("planning_from")).encode() + OFFICE.encode()
    return small.write(tmp_path / "project", files)


def start_on(project: Path, day: str) -> None:
    """Let the cohort start on another day of January 2027."""
    path = project / PROFILE
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(f"  start: 2027-01-{day}" if line.startswith("  start: ") else line for line in lines) + "\n",
        encoding="utf-8",
    )


def playbook(project: Path, today: str, *options: str) -> Result:
    result = run("playbook", "westbrook", "--formats", "ics", "--today", today, *options, folder=project)
    assert result.returncode == 0, result.stderr
    return result


def plan(project: Path, *options: str) -> dict[str, Any]:
    result = run("plan", "westbrook", "--format", "json", *options, folder=project)
    assert result.returncode == 0, result.stderr
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def recorded(project: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((project / PLAYBOOK / "For the tool/plan.json").read_bytes())
    return values


def planning_from(project: Path) -> str:
    manifest = json.loads((project / PLAYBOOK / "For the tool/manifest.json").read_bytes())
    assert manifest["planning_from"] == recorded(project)["planning_from"]
    return str(manifest["planning_from"])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_planning_starts_today_and_on_the_recorded_day_until_the_profile_changes(project: Path) -> None:
    playbook(project, "2026-02-02")
    assert planning_from(project) == "2026-02-02"

    page = project / "content/guidance/time.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("title: Time", "title: Hours"), encoding="utf-8")
    playbook(project, "2026-03-03")
    assert planning_from(project) == "2026-02-02", "only the content changed"

    start_on(project, "20")
    playbook(project, "2026-04-04")
    assert planning_from(project) == "2026-04-04"


def test_planning_starts_on_the_day_that_the_profile_says(project: Path) -> None:
    with (project / PROFILE).open("a", encoding="utf-8") as file:
        file.write("planning_from: 2026-01-05\n")
    playbook(project, "2026-02-02")

    assert planning_from(project) == "2026-01-05"


def test_the_same_inputs_give_the_same_files_on_another_day_and_one_format_after_another(project: Path) -> None:
    playbook(project, "2026-02-02")
    start_on(project, "20")
    playbook(project, "2026-03-03", "--formats", "html,ics")
    at_once = files(project / PLAYBOOK)

    assert "unchanged" in playbook(project, "2026-04-04").stdout
    (project / PLAYBOOK / "1 Plan.html").unlink()
    playbook(project, "2026-04-04", "--formats", "html,ics")
    assert files(project / PLAYBOOK) == at_once
    assert b"What moved since 2 February 2026" in at_once["1 Plan.html"]


def sequence(project: Path, name: str) -> tuple[str, int]:
    """Method and sequence of the file of a moved event."""
    read = icalendar.Calendar.from_ical((project / PLAYBOOK / f"Calendars/Changes/{name}.ics").read_bytes())
    (event,) = read.walk("VEVENT")
    return str(read["method"]), int(event["sequence"])


def test_a_playbook_says_what_moved_and_the_file_of_a_moved_event_rises_with_each_move(project: Path) -> None:
    playbook(project, "2026-02-02")
    assert not (project / PLAYBOOK / "Calendars/Changes").exists()

    start_on(project, "20")
    second = playbook(project, "2026-03-03")
    assert " dates moved since 2 February 2026:" in second.stdout
    assert sequence(project, "moved-workshop-listening") == ("REQUEST", 1)

    start_on(project, "27")
    third = playbook(project, "2026-03-04")
    assert " dates moved since 3 March 2026:" in third.stdout
    assert sequence(project, "moved-workshop-listening") == ("REQUEST", 2)
    assert "Learning office" in (project / PLAYBOOK / "Calendars/Changes/Read me.txt").read_text(encoding="utf-8")


def test_the_plan_is_printed_with_its_reasons_and_writes_nothing(project: Path) -> None:
    result = run("plan", "westbrook", "--today", "2026-02-02", folder=project)

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("Westbrook Hospitals, Cohort 1: planned from 2 February 2026\n")
    assert "  Wed 13 Jan 2027, 13:00 to 14:00: Workshop 1: Listening\n    The day chosen" in result.stdout
    assert "What moved" not in result.stdout
    assert not (project / "dist").exists()


def test_the_plan_is_the_one_that_playbook_would_write(project: Path) -> None:
    playbook(project, "2026-02-02")
    start_on(project, "20")
    printed = plan(project, "--today", "2026-03-03")
    playbook(project, "2026-03-03")

    assert printed["entries"] == recorded(project)["entries"]
    assert printed["since"] == "2026-02-02"
    assert plan(project, "--today", "2026-05-05")["moves"] == printed["moves"]


@pytest.mark.parametrize("source", ["folder", "archive", "plan.json"])
def test_a_plan_is_compared_with_any_earlier_playbook(project: Path, tmp_path: Path, source: str) -> None:
    playbook(project, "2026-02-02")
    shutil.copytree(project / PLAYBOOK, tmp_path / "earlier")
    start_on(project, "20")
    playbook(project, "2026-03-03")
    start_on(project, "27")
    earlier = {"folder": "earlier", "archive": "earlier/playbook.zip", "plan.json": "earlier/For the tool/plan.json"}[
        source
    ]
    values = plan(project, "--today", "2026-03-04", "--against", str(tmp_path / earlier))
    (move,) = [move for move in values["moves"] if move["id"] == "workshop-listening"]

    assert values["since"] == "2026-02-02"
    assert (move["before"]["first"], move["after"]["first"]) == ("2027-01-13", "2027-01-27")
    assert move["roles"] == ["participant", "facilitator", "programme-lead", "administrator", "executive-sponsor"]
    assert move["contacts"] == [{"role": "administrator", "name": "Learning office", "email": "office@example.nhs.uk"}]


def faults(result: Result) -> list[str]:
    assert result.returncode == 1, result.stderr
    return re.findall(r"^(?:error\[|  (?! )).*", result.stderr, re.M)


def test_a_damaged_plan_is_a_fault_with_its_line_and_nothing_is_written(project: Path) -> None:
    playbook(project, "2026-02-02")
    file = project / PLAYBOOK / "For the tool/plan.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"sequence": 0', '"sequence": "none"', 1), encoding="utf-8"
    )
    line = file.read_text(encoding="utf-8").split('"none"')[0].count("\n") + 1
    start_on(project, "20")
    before = files(project / PLAYBOOK)

    for command in (["playbook", "westbrook"], ["plan", "westbrook"]):
        message, place = faults(run(*command, folder=project))
        assert message == "error[wrong-type]: `sequence` should be a whole number, not the text `none`"
        assert place.strip().startswith(f"{file.as_posix()}:{line}:")
    assert files(project / PLAYBOOK) == before


def test_the_plan_of_a_changed_file_is_the_one_beside_it(project: Path) -> None:
    playbook(project, "2026-02-02")
    file = project / PLAYBOOK / "For the tool/plan.json"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    start_on(project, "20")
    assert "plan (new).json" in playbook(project, "2026-03-03").stderr
    start_on(project, "27")

    assert "moved since 3 March 2026" in playbook(project, "2026-03-04").stdout


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty", None, "no-plan"),
        ("playbook.zip", b"PK", "bad-archive"),
        ("plan.json", b"{}", "missing-field"),
    ],
)
def test_what_holds_no_plan_is_a_fault(project: Path, name: str, content: bytes | None, code: str) -> None:
    if content is None:
        (project / name).mkdir()
    else:
        (project / name).write_bytes(content)
    messages = faults(run("plan", "westbrook", "--against", name, folder=project))

    assert f"error[{code}]" in messages[0]
    assert name in messages[1]


def test_the_plan_of_another_cohort_cannot_be_compared(project: Path, tmp_path: Path) -> None:
    playbook(project, "2026-02-02")
    profile = project / PROFILE
    text = profile.read_text(encoding="utf-8").replace("  name: Cohort 1\n", "  name: Cohort 2\n  number: 2\n")
    profile.write_text(text, encoding="utf-8")

    compared = run("plan", "westbrook", "--against", PLAYBOOK, "--today", "2026-03-03", folder=project)
    assert faults(compared)[0].startswith("error[other-cohort]")
    assert "moved" not in playbook(project, "2026-03-03").stdout


def test_an_unknown_trust_and_a_missing_playbook_are_reported(project: Path) -> None:
    assert faults(run("plan", "westbrok", folder=project))[0].startswith("error[unknown-trust]")
    assert run("plan", "westbrook", "--against", "nowhere", folder=project).returncode == 2
    assert run("plan", "westbrook", "--today", "tomorrow", folder=project).returncode == 2


def updates(project: Path, *arguments: str) -> str:
    result = run("playbook", "--check-updates", "--today", "2026-03-03", *arguments, folder=project)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_updates_are_those_of_the_named_trust_alone_and_see_a_changed_profile(project: Path) -> None:
    other = project / PROFILE.replace("westbrook", "eastbrook")
    other.parent.mkdir()
    other.write_text(
        (project / PROFILE).read_text(encoding="utf-8").replace("Westbrook", "Eastbrook"), encoding="utf-8"
    )
    run("playbook", "--all", "--formats", "ics", "--today", "2026-02-02", folder=project)
    assert updates(project, "westbrook") == "westbrook: up to date with 2026.1\n"

    start_on(project, "20")
    changed, details = updates(project, "westbrook").splitlines()
    assert changed.startswith("westbrook: the profile has changed since it was made: ")
    assert changed.endswith(" dates move")
    assert details == "For details: paired-learning plan westbrook"
    assert updates(project, "eastbrook") == "eastbrook: up to date with 2026.1\n"
    assert len(updates(project).splitlines()) == 3


def test_updates_of_a_profile_outside_the_project_are_found_by_its_path(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "southbrook"
    elsewhere.mkdir()
    text = (project / PROFILE).read_text(encoding="utf-8").replace("Westbrook", "Southbrook")
    (elsewhere / "profile.yml").write_text(text, encoding="utf-8")
    assert run("playbook", str(elsewhere), "--formats", "ics", "--today", "2026-02-02", folder=project).returncode == 0
    (elsewhere / "profile.yml").write_text(text.replace("start: 2027-01-13", "start: 2027-01-20"), encoding="utf-8")

    changed, details = updates(project, str(elsewhere)).splitlines()
    assert changed.startswith("southbrook: the profile has changed since it was made: ")
    assert details == f"For details: paired-learning plan {elsewhere}"
    assert run(*details.split()[3:], "--today", "2026-03-03", folder=project).returncode == 0
    assert updates(project) == "southbrook: up to date with 2026.1\n", "the playbook's own copy of the profile"


@pytest.mark.parametrize(
    "command",
    [
        ["playbook", "westbrook", "--formats", "ics"],
        ["playbook", "--check-updates", "westbrook"],
        ["plan", "westbrook"],
    ],
)
def test_faults_of_other_trusts_stop_no_command_that_names_a_good_one(project: Path, command: list[str]) -> None:
    """References are checked once every file can be read, so the second fault shows only without the first trust."""
    playbook(project, "2026-02-02")
    good = (project / PROFILE).read_bytes()
    for slug, profile in (("eastbrook", b"name: [\n"), ("southbrook", good.replace(b"method: ", b"method: no-"))):
        path = project / PROFILE.replace("westbrook", slug)
        path.parent.mkdir()
        path.write_bytes(profile)
    (project / "content/trusts/northbrook").symlink_to(project / "content/trusts/westbrook")

    result = run(*command, "--today", "2026-03-03", folder=project)
    assert (result.returncode, result.stderr) == (0, "")
    codes = {line.partition("]")[0] for line in faults(run("playbook", "--all", "--formats", "ics", folder=project))}
    assert codes >= {"error[yaml-syntax", "error[unknown-method", "error[symbolic-link"}


def test_updates_of_a_trust_without_a_playbook_or_with_faults_say_so(project: Path) -> None:
    assert "westbrook: there is no playbook in " in updates(project, "westbrook")

    playbook(project, "2026-02-02")
    profile = project / PROFILE
    profile.write_text(profile.read_text(encoding="utf-8").replace("months: 6", "months: six"), encoding="utf-8")
    result = run("playbook", "--check-updates", folder=project)
    assert "westbrook: not compared, because of the faults below" in result.stdout
    assert len(faults(result)) == 2


def test_check_says_which_trust_cannot_be_planned_as_playbook_does(project: Path) -> None:
    with (project / PROFILE).open("a", encoding="utf-8") as file:
        file.write("schedule:\n  closed:\n    - {first: 2026-01-01, last: 2030-01-01, reason: we move}\n")

    checked, written = (run(*words, folder=project) for words in (["check"], ["playbook", "westbrook"]))
    assert faults(checked) == faults(written)
    assert faults(checked)[0].startswith("error[no-open-day]: ")
