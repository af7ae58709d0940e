"""`new trust` writes a profile that passes the check, from the register of NHS trusts or from a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.sources.load import load
from generator.sources.tree import read_project
from generator.sources.trust_register import ordinary_name, short_name, trusts
from generator.writers.new_profile import NewProfile, write
from tests import small
from tests.command import run


def test_the_register_has_every_trust(library: object) -> None:
    register = trusts()
    open_in_england = [trust for trust in register.values() if trust.closed is None and trust.region]

    assert len(register) == 274
    assert len(open_in_england) == 199
    assert register["RAP"].successor == "RAL"


@pytest.mark.parametrize(
    ("capitals", "ordinary"),
    [
        ("KING'S COLLEGE HOSPITAL NHS FOUNDATION TRUST", "King's College Hospital NHS Foundation Trust"),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        ("LANCASHIRE & SOUTH CUMBRIA NHS FOUNDATION TRUST", "Lancashire & South Cumbria NHS Foundation Trust"),
        ("THE NEWCASTLE UPON TYNE HOSPITALS NHS TRUST", "The Newcastle upon Tyne Hospitals NHS Trust"),
        ("STOKE-ON-TRENT NHS TRUST", "Stoke-on-Trent NHS Trust"),
    ],
)
def test_names_are_not_in_capitals(capitals: str, ordinary: str) -> None:
    assert ordinary_name(capitals) == ordinary


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("RCX", "The Queen Elizabeth Hospital, King's Lynn"),
        ("RHQ", "Sheffield Teaching Hospitals"),
        ("K0N6A", "The Online NHS Trust"),
        ("RJZ", "King's College Hospital"),
        ("RXF", "Mid Yorkshire"),
        ("R1K", "London North West"),
        ("RAP", "North Middlesex"),
    ],
)
def test_a_short_name_can_stand_in_a_sentence(code: str, short: str) -> None:
    assert short_name(trusts()[code].name) == short


def test_no_short_name_is_cut_off() -> None:
    names = [short_name(trust.name) for trust in trusts().values()]

    assert [name for name in names if not name or name.endswith((",", " Teaching", " Royal"))] == []


def test_a_profile_of_any_trust_of_the_register_passes_the_check() -> None:
    shared = {path: raw for path, raw in read_project(small.ROOT).items() if "/trusts/" not in path}
    profiles = {
        f"content/trusts/{code.lower()}/profile.yml": write(
            NewProfile(name=trust.name, short_name=trust.name, ods_code=code, region=trust.region)
        ).encode()
        for code, trust in trusts().items()
    }

    assert load(shared | profiles).diagnostics == []


def test_it_is_filled_in_from_the_register(tmp_path: Path) -> None:
    output = tmp_path / "profile.yml"
    result = run("new", "trust", "--from-ods", "ryj", "--start", "2027-09-15", "--output", str(output))
    assert result.returncode == 0, result.stderr

    text = output.read_text(encoding="utf-8")
    assert 'name: "Imperial College Healthcare NHS Trust"' in text
    assert "NHS England region: London." in text
    assert "start: 2027-09-15" in text


def test_a_closed_trust_gives_a_warning(tmp_path: Path) -> None:
    result = run("new", "trust", "--from-ods", "RAP", "--output", str(tmp_path / "profile.yml"))

    assert result.returncode == 0
    assert "closed on 31 December 2024" in result.stderr
    assert "Royal Free London NHS Foundation Trust (RAL)" in result.stderr


def test_a_closed_trust_without_a_known_successor_gives_a_warning(tmp_path: Path) -> None:
    result = run("new", "trust", "--from-ods", "RW3", "--output", str(tmp_path / "profile.yml"))

    assert result.returncode == 0
    assert result.stderr == (
        "warning: Central Manchester University Hospitals NHS Foundation Trust closed on 30 September 2017. "
        "The register does not name its successor.\n"
    )


def test_a_name_may_hold_any_character(tmp_path: Path) -> None:
    name = 'Ysbyty "Gŵyr" & Sons: # {x} \\ trust'
    output = tmp_path / "profile.yml"
    result = run("new", "trust", name, "--slug", "gwyr", "--output", str(output))

    assert result.returncode == 0, result.stderr
    assert run("playbook", str(output), "--formats", "html", "--output", str(tmp_path / "out")).returncode == 0


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    output = tmp_path / "profile.yml"
    output.write_text("mine", encoding="utf-8")
    result = run("new", "trust", "Westshire", "--output", str(output))

    assert result.returncode == 1
    assert "error[file-exists]" in result.stderr
    assert output.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--from-ods", "ZZZ"], 1, "no trust has the code `ZZZ`"),
        ([], 2, "name the trust, or use --from-ods"),
        (["Westshire", "--slug", "West Shire"], 2, "is not a valid id"),
    ],
)
def test_wrong_usage_is_explained(arguments: list[str], code: int, words: str) -> None:
    result = run("new", "trust", *arguments)

    assert result.returncode == code
    assert words in result.stderr
