"""Codes that nearly match are offered, and never joined."""

from __future__ import annotations

import pytest

from generator.evaluation.codes import NearCode, near_codes, nearly_the_same
from generator.model.answers import Answers, Response
from generator.model.diagnostics import Place
from generator.model.instrument import Wave

BEFORE, AFTER, SURVEY = ("self", Wave.BEFORE), ("self", Wave.AFTER), ("survey", None)


def answers(**forms: list[tuple[str, Wave | None]]) -> Answers:
    """Answers with the forms on which each code is."""
    place = Place("evaluation.xlsx")
    return Answers(
        tuple(
            Response(instrument, wave, code, "", "", {}, place)
            for code, filled in forms.items()
            for instrument, wave in filled
        )
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("MI07D", "MIO7D"),
        ("MI07D", "M1O7D"),
        ("LI05B", "1I0S8"),
        ("MI07D", "MA07D"),
        ("MI07D", "MI70D"),
        ("MI07D", "IM07D"),
        ("MI07D", "MI0D7"),
        ("MI07D", "MI07"),
        ("MI07D", "I07D"),
        ("MI07D", "MI077D"),
        ("MI07D", "MI07DD"),
    ],
)
def test_one_slip_of_the_pen_makes_a_near_code(first: str, second: str) -> None:
    assert nearly_the_same(first, second)
    assert nearly_the_same(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [("MI07D", "MA08D"), ("MI07D", "D7"), ("MI07D", "07MID"), ("MI07D", "I70MD"), ("MI07D", "M07DI"), ("MI07D", "MI")],
)
def test_two_slips_do_not(first: str, second: str) -> None:
    assert not nearly_the_same(first, second)
    assert not nearly_the_same(second, first)


def test_codes_are_offered_if_their_copies_complement_each_other() -> None:
    offered = near_codes(answers(MIO7D=[AFTER, SURVEY], MI07D=[BEFORE], XX99X=[BEFORE, AFTER]))

    assert offered == (NearCode("MI07D", "MIO7D", (BEFORE,), (AFTER, SURVEY)),)


def test_two_people_who_filled_in_the_same_copy_are_not_offered() -> None:
    assert near_codes(answers(MI07D=[BEFORE, AFTER], MIO7D=[AFTER])) == ()


def test_people_without_a_code_are_not_offered() -> None:
    assert near_codes(answers(**{"": [BEFORE], "A": [AFTER]})) == ()
