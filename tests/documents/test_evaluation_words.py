"""What results say in words: each sentence both ways, and none stronger than its test."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from generator.documents.evaluation_words import (
    comparison_words,
    headline,
    interval,
    measure_words,
    number,
    p_words,
    points,
    quartiles,
    short_verdict,
    why,
)
from generator.evaluation.conclusions import Finding, Verdict, verdict
from generator.evaluation.description import Changes, Quartiles
from generator.evaluation.location import hodges_lehmann
from generator.evaluation.measures import Allows, charts
from generator.evaluation.results import About, Comparison
from generator.evaluation.signed_rank import TooFew, signed_ranks
from generator.model.answers import EvaluationChoices
from generator.model.case_study import Better
from generator.model.instrument import Wave
from generator.model.scheme import CohortProject, Measurement, Records


def compared(up: int, same: int, down: int, earlier: Wave = Wave.BEFORE) -> Comparison:
    """People who all move by one point from the middle of the scale, or stay."""
    differences = [1] * up + [0] * same + [-1] * down
    return Comparison(
        About("self"),
        earlier,
        Wave.AFTER,
        Changes(up, same, down, 0),
        tuple((Fraction(3), Fraction(3 + difference)) for difference in differences),
        ranks=signed_ranks(differences),
        location=hodges_lehmann(differences),
    )


UP, DOWN, UNCLEAR, FEW = (9, 1, 0), (0, 1, 9), (6, 2, 4), (3, 9, 1)


def said(before: tuple[int, int, int] | None, then: tuple[int, int, int] | None, hidden: bool = False) -> Verdict:
    first = compared(*before) if before else None
    second = compared(*then, earlier=Wave.THEN) if then else None
    return verdict(first, second, hidden)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (Fraction(1, 32), "p = 0.031"),
        (Fraction(1, 2), "p = 0.500"),
        (Fraction(1), "p = 1.000"),
        (Fraction(999, 1_000_000), "p < 0.001"),
        (Fraction(1, 1000), "p = 0.001"),
        (Fraction(1, 20), "p = 0.050"),
        (Fraction(5004, 100_000), "p = 0.05004"),
        (Fraction(4996, 100_000), "p = 0.04996"),
        (None, "no test"),
        (TooFew(4, 6), "no test: four changed, six needed"),
    ],
)
def test_a_p_value_shows_on_which_side_of_five_per_cent_it_is(p: Fraction | TooFew | None, words: str) -> None:
    assert p_words(p) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(1, 2), "0.5 points higher"),
        (Fraction(-1), "1 point lower"),
        (Fraction(3, 8), "0.38 points higher"),
        (Fraction(0), "no difference"),
        (Fraction(1, 300), "no difference"),
    ],
)
def test_points(value: Fraction, words: str) -> None:
    assert points(value) == words


def test_numbers_have_a_minus_sign_and_no_more_than_two_decimals() -> None:
    assert [number(Fraction(value)) for value in ("-1/2", "10/3", "4", "-1/1000")] == ["\u22120.5", "3.33", "4", "0"]


def test_quartiles() -> None:
    assert quartiles(Quartiles(Fraction(2), Fraction(3), Fraction(7, 2))) == "2 to 3.5"
    assert quartiles(None) == ""


def test_an_interval_or_why_there_is_none() -> None:
    assert interval(hodges_lehmann([1, 1, 1, 2, 2, 2])) == "1 to 2"
    assert interval(hodges_lehmann([1, 1])) == "none: fewer than six people"
    assert interval(None) == ""


def test_a_comparison_gives_its_numbers_its_test_and_its_size() -> None:
    """Nine of ten moved by one point: of the 55 means of two changes, 45 are 1, so their median is 1."""
    assert comparison_words(compared(*UP)) == (
        "Before to after: 9 of 10 higher, one the same and none lower (p = 0.004). Typical change: 1 point higher "
        "(interval of 95 per cent 0.5 to 1)."
    )


def test_too_few_people_have_no_interval() -> None:
    assert comparison_words(compared(2, 1, 1)) == (
        "Before to after: 2 of 4 higher, one the same and one lower (no test: three changed, six needed)."
    )


def test_a_corrected_p_value_is_the_one_that_is_said() -> None:
    corrected = replace(compared(*UP, earlier=Wave.THEN), adjusted=Fraction(1, 50))

    assert comparison_words(corrected).startswith(
        "Looking back to after: 9 of 10 higher, one the same and none lower (p = 0.020)."
    )


def test_more_needs_both_comparisons() -> None:
    assert headline(said(UP, UP)) == "Participants felt more prepared to lead at the end than at the start."
    for other in (UNCLEAR, FEW, DOWN):
        assert headline(said(UP, other)) == "We cannot tell whether participants felt more prepared to lead."
        assert headline(said(other, UP)) == "We cannot tell whether participants felt more prepared to lead."


def test_less_needs_both_comparisons() -> None:
    assert headline(said(DOWN, DOWN)) == "Participants felt less prepared to lead at the end than at the start."
    assert headline(said(DOWN, UNCLEAR)) == "We cannot tell whether participants felt more prepared to lead."


def test_one_comparison_that_is_missing_leaves_us_unable_to_tell() -> None:
    assert headline(said(UP, None)) == "We cannot tell whether participants felt more prepared to lead."
    assert headline(said(UP, None, hidden=True)) == "We cannot tell whether participants felt more prepared to lead."


def test_no_answers_and_too_few_people_are_said() -> None:
    assert headline(said(None, None)) == (
        "Nothing is known yet: nobody has rated themselves both at the start and at the end."
    )
    assert headline(said(None, None, hidden=True)) == "How prepared to lead participants felt cannot be shown."


@pytest.mark.parametrize("findings", list(product(Finding, Finding)))
def test_only_two_rises_are_called_more(findings: tuple[Finding, Finding]) -> None:
    kinds = {
        Finding.UP: UP,
        Finding.DOWN: DOWN,
        Finding.UNCLEAR: UNCLEAR,
        Finding.TOO_FEW: FEW,
        Finding.HIDDEN: None,
        Finding.NOT_ASKED: None,
    }
    claimed = "felt more prepared to lead at the end" in headline(
        said(kinds[findings[0]], kinds[findings[1]], hidden=Finding.HIDDEN in findings)
    )

    assert claimed == (findings == (Finding.UP, Finding.UP))


def test_why_names_both_comparisons() -> None:
    assert why(said(UP, UP)) == (
        "What they wrote before and after shows a rise, and looking back, they rated their start lower than their end."
    )
    assert why(said(UNCLEAR, UP)) == (
        "What they wrote before and after shows no change beyond chance, but looking back, they rated their start "
        "lower than their end."
    )
    assert why(said(FEW, FEW)) == (
        "Too few people changed between before and after for a test, and too few people rated their start differently "
        "looking back for a test."
    )
    assert why(said(UP, None)) == ("What they wrote before and after shows a rise, but nobody was asked to look back.")


def test_nothing_to_compare_has_no_why() -> None:
    assert why(said(None, None)) == ""


def test_why_ratings_are_hidden_does_not_tell_them() -> None:
    """If it said that all had answered alike, whoever knows one answer would know all."""
    assert why(said(None, None, hidden=True)) == (
        "Too few people answered, or all answered alike, so the ratings would tell what single people said."
    )


def test_verdicts_in_a_table() -> None:
    assert [short_verdict(said(*each)) for each in ((UP, UP), (DOWN, DOWN), (UP, DOWN), (UP, UNCLEAR), (FEW, FEW))] == [
        "More",
        "Less",
        "We cannot tell: the two disagree",
        "We cannot tell",
        "We cannot tell: too few changed",
    ]
    assert short_verdict(said(None, None)) == "Not asked"
    assert short_verdict(said(None, None, hidden=True)) == "Not shown"


BASELINE = (11, 13, 12, 14, 10, 12, 13, 11, 14, 12)


def measured(*later: float, better: Better | None = Better.LOWER) -> str:
    """What is said of ten values of a baseline and of the values after it."""
    rows = [
        Measurement(
            id=f"measure-{number}",
            day=datetime.date(2027, 1, 1) + datetime.timedelta(weeks=number),
            project="project-1",
            measure="Hours to a bed",
            value=value,
            baseline=number < len(BASELINE),
            better=better,
        )
        for number, value in enumerate((*BASELINE, *later))
    ]
    (chart,) = charts(
        Records(projects=[CohortProject(id="project-1", title="Beds")], measurements=rows), EvaluationChoices()
    )
    return measure_words(chart)


def test_a_shift_after_the_baseline_has_its_medians() -> None:
    assert measured(8, 7, 9, 8, 8, 7, 9, 8, 8) == (
        "Hours to a bed, 19 values: it shifted for the better after the baseline (median 12 before, 8 since)."
    )


def test_the_same_shift_is_for_the_worse_where_higher_is_better() -> None:
    assert measured(8, 7, 9, 8, 8, 7, 9, 8, 8, better=Better.HIGHER) == (
        "Hours to a bed, 19 values: it shifted for the worse after the baseline (median 12 before, 8 since)."
    )


def test_values_that_vary_by_chance_have_no_medians() -> None:
    assert measured(13, 11, 12, 14, 10) == "Hours to a bed, 15 values: no change beyond what varies by chance."


def test_every_outcome_of_a_chart_has_words() -> None:
    from generator.documents import evaluation_words

    assert set(evaluation_words._ALLOWS) == set(Allows)
