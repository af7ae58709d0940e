"""The command letters."""

from __future__ import annotations

from tests.command import run


def test_an_unknown_word_lists_what_there_is() -> None:
    result = run("letters", "westbrook", "--for", "everybody", "--for", "places offered")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "paired-learning: no letters for `everybody`; choose from: places offered, participants, reserves, "
        "not this time, group members, line managers, supervisors, rota contacts, sponsors, "
    )
    assert "Offer of a place" in result.stderr


def test_without_people_there_is_nobody_to_write_to() -> None:
    result = run("letters", "westbrook")

    assert (result.returncode, result.stdout) == (1, "")
    assert "error[no-people]: there is nobody to write to yet" in result.stderr
