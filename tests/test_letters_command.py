"""The command letters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from generator.cli import letters as command
from generator.cli.common import app
from generator.model.scheme import Decision, LearningGroup, Person, Records
from tests import small
from tests.command import run
from tests.scheme_cells import Planner

NAMES = ("Olu Offered", "Pia Placed", "Pim Placed", "Lena Manager")
RECORDS = Records(
    people=[
        Person(id="olu", name=NAMES[0], decision=Decision.OFFERED, line_manager=NAMES[3], email="olu@example.nhs.uk"),
        Person(id="pia", name=NAMES[1], decision=Decision.PARTICIPANT, line_manager=NAMES[3]),
        Person(id="pim", name=NAMES[2], decision=Decision.PARTICIPANT, line_manager=NAMES[3]),
    ],
    groups=[LearningGroup(id="pair-1", name="Pair 1", members=["pia", "pim"])],
)


def test_an_unknown_word_lists_what_there_is() -> None:
    result = run("letters", "westbrook", "--for", "everybody", "--for", "places offered")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "paired-learning: no letters for `everybody`; choose from: places offered, participants, reserves, "
        "not this time, group members, line managers, supervisors, rota contacts, leads, sponsors, "
    )
    assert "Offer of a place" in result.stderr


def test_without_people_there_is_nobody_to_write_to() -> None:
    result = run("letters", "westbrook")

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[no-people]: there is nobody to write to yet" in result.stderr


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command for a trust whose records have people."""
    read = command.read_named

    def with_people(*arguments: Any) -> Any:
        named = read(*arguments)
        trust = named.library.trusts["westbrook"].model_copy(update={"records": RECORDS})
        library = named.library.model_copy(update={"trusts": {"westbrook": trust}})
        return replace(named, library=library)

    monkeypatch.setattr(command, "read_named", with_people)

    def called(*arguments: str) -> Result:
        folder = ("--project", str(small.ROOT), "--output", str(tmp_path / "out"), "--today", "2026-11-01")
        result = CliRunner().invoke(app, ["letters", "westbrook", *folder, *arguments])
        assert not any(name in result.output for name in NAMES)
        assert not any(word in result.output for word in ("olu", "pia", "pim", "example.nhs.uk"))
        return result

    return called


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_what_is_asked_for_is_written_and_nobody_is_named_on_the_screen(letters: Any, tmp_path: Path) -> None:
    result = letters("--for", "places offered", "--for", "Name badges", "--for", "reserves")

    assert result.exit_code == 0
    reserves, offer, badges, folder = result.output.splitlines()
    assert reserves == "No letter goes to reserves: none of the templates has it as `goes_to`."
    assert offer.startswith("Offer of a place: 1 document, ")
    assert badges == "Name badges: 1 document"
    assert folder.endswith("out/ (read read-me.txt first: the files hold personal data)")
    assert names(tmp_path / "out") >= {
        ".gitignore",
        "manifest.json",
        "mail-merge.xlsx",
        "read-me.txt",
        "still-missing.txt",
        "letters/place-offer.docx",
        "letters/place-offer/olu-offered.docx",
        "mails/place-offer/olu-offered.eml",
        "sessions/name-badges.docx",
    }
    missing = (tmp_path / "out/still-missing.txt").read_text(encoding="utf-8")
    assert "Olu Offered" in missing and "Release letter to a line manager" in missing


def test_a_changed_letter_stays_and_other_letters_are_left_alone(letters: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert letters("--for", "places offered", "--for", "welcome letter").exit_code == 0
    offer, welcome = folder / "letters/place-offer/olu-offered.docx", folder / "letters/welcome/pia-placed.docx"
    offer.write_bytes(b"changed")
    (folder / "letters/place-offer/pia.docx").write_bytes(b"added")
    before = welcome.read_bytes()
    result = letters("--for", "places offered")

    assert result.exit_code == 0
    assert offer.read_bytes() == b"changed"
    assert (folder / "letters/place-offer/olu-offered (new).docx").exists()
    assert welcome.read_bytes() == before
    assert "out/letters/place-offer/" in result.output
    assert "1 file was changed, and what was changed stays as it is" in result.output
    assert "files that were added to this folder stay" in result.output


def test_a_planners_workbook_is_all_that_letters_need(tmp_path: Path) -> None:
    file = tmp_path / "westshire.xlsx"
    start = ("--name", "Westshire Hospitals", "--start", "2027-09-15", "--today", "2026-11-28")
    assert run("scheme", "new", str(file), *start).returncode == 0
    with Planner(file) as planner:
        planner.add("People", Name=NAMES[0], Email="olu@example.nhs.uk", Decision="Offered")
    output = tmp_path / "letters"
    result = run("letters", str(file), "--for", "places offered", "--output", str(output), "--today", "2026-11-28")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Offer of a place: 1 document, ")
    assert not any(name in result.stdout for name in NAMES)
    draft = (output / "mails/place-offer/olu-offered.eml").read_text(encoding="ascii")
    assert '\nTo: "Olu Offered" <olu@example.nhs.uk>\n' in draft
    assert "the first workshop" in draft
