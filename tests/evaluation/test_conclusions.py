"""What figures allow to conclude."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.evaluation.conclusions import Finding, Verdict, VerdictKind, finding, sign_verdict, verdict
from generator.evaluation.description import changes, paired_differences
from generator.evaluation.results import About, Comparison, DirectionAnswers
from generator.evaluation.signed_rank import sign_test, signed_ranks
from generator.model.instrument import Wave

UP, DOWN, UNCLEAR, TOO_FEW = Finding.UP, Finding.DOWN, Finding.UNCLEAR, Finding.TOO_FEW
HIDDEN, NOT_ASKED = Finding.HIDDEN, Finding.NOT_ASKED


def comparison(differences: list[int], adjusted: Fraction | None = None) -> Comparison:
    before, after = [3] * len(differences), [3 + change for change in differences]
    pairs = tuple(sorted((Fraction(first), Fraction(second)) for first, second in zip(before, after, strict=True)))
    ranks = signed_ranks(paired_differences(before, after))
    return Comparison(
        About("self"), Wave.BEFORE, Wave.AFTER, changes(before, after), pairs, ranks, adjusted=adjusted, tests=2
    )


ALL_UP, ALL_DOWN = comparison([1] * 6), comparison([-1] * 6)
"""The p value is 2/64: below 0.05."""
MOST_UP = comparison([1, 2, 3, 4, -5, 6])
"""Nobody can tell: many signings have a W- of at most 5."""
FIVE = comparison([1] * 5 + [0] * 20)
"""Only five changed."""
COMPARISONS = {UP: ALL_UP, DOWN: ALL_DOWN, UNCLEAR: MOST_UP, TOO_FEW: FIVE, NOT_ASKED: None}


@pytest.mark.parametrize(
    ("before_after", "then_after", "kind"),
    [
        (UP, UP, VerdictKind.MORE),
        (DOWN, DOWN, VerdictKind.LESS),
        (UP, DOWN, VerdictKind.MIXED),
        (DOWN, UP, VerdictKind.MIXED),
        (UP, UNCLEAR, VerdictKind.CANNOT_TELL),
        (UNCLEAR, UP, VerdictKind.CANNOT_TELL),
        (DOWN, UNCLEAR, VerdictKind.CANNOT_TELL),
        (UNCLEAR, UNCLEAR, VerdictKind.CANNOT_TELL),
        (TOO_FEW, UP, VerdictKind.CANNOT_TELL),
        (UP, TOO_FEW, VerdictKind.CANNOT_TELL),
        (TOO_FEW, UNCLEAR, VerdictKind.CANNOT_TELL),
        (TOO_FEW, TOO_FEW, VerdictKind.TOO_FEW),
        (UP, NOT_ASKED, VerdictKind.NOT_ASKED),
        (NOT_ASKED, UP, VerdictKind.NOT_ASKED),
        (NOT_ASKED, NOT_ASKED, VerdictKind.NOT_ASKED),
    ],
)
def test_more_needs_both_comparisons_and_the_findings_are_the_reason(
    before_after: Finding, then_after: Finding, kind: VerdictKind
) -> None:
    assert verdict(COMPARISONS[before_after], COMPARISONS[then_after]) == Verdict(kind, before_after, then_after)


def test_a_hidden_comparison_hides_the_verdict() -> None:
    assert verdict(None, ALL_UP, hidden=True) == Verdict(VerdictKind.HIDDEN, HIDDEN, UP)
    assert verdict(None, None, hidden=True) == Verdict(VerdictKind.HIDDEN, HIDDEN, HIDDEN)
    assert sign_verdict(None, hidden=True) == Verdict(VerdictKind.HIDDEN, HIDDEN)


@pytest.mark.parametrize(
    ("adjusted", "expected"), [(Fraction(1, 20), UP), (Fraction(501, 10_000), UNCLEAR), (Fraction(1), UNCLEAR)]
)
def test_a_corrected_p_value_decides_where_there_is_a_correction_and_0_05_is_low_enough(
    adjusted: Fraction, expected: Finding
) -> None:
    """Six of six up: 2/64 without a correction."""
    assert finding(comparison([1] * 6, adjusted)) is expected


def direction(less: int, same: int, more: int, adjusted: Fraction | None = None) -> DirectionAnswers:
    test = sign_test([-1] * less + [0] * same + [1] * more)
    return DirectionAnswers(About("view", "asks"), None, less, same, more, 0, test, adjusted, 1)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (direction(0, 3, 6), Verdict(VerdictKind.MORE, UP)),
        (direction(6, 0, 0), Verdict(VerdictKind.LESS, DOWN)),
        (direction(1, 0, 8), Verdict(VerdictKind.MORE, UP)),
        (direction(1, 9, 7), Verdict(VerdictKind.CANNOT_TELL, UNCLEAR)),
        (direction(0, 3, 6, Fraction(3, 32)), Verdict(VerdictKind.CANNOT_TELL, UNCLEAR)),
        (direction(0, 30, 5), Verdict(VerdictKind.TOO_FEW, TOO_FEW)),
        (None, Verdict(VerdictKind.NOT_ASKED, NOT_ASKED)),
    ],
)
def test_a_direction_needs_its_sign_test(answers: DirectionAnswers | None, expected: Verdict) -> None:
    """Six of six: 2/64. Eight of nine: 20/512. Seven of eight: 18/256."""
    assert sign_verdict(answers) == expected


def test_what_is_not_tested_has_no_verdict() -> None:
    described = Comparison(About("self", "hear"), Wave.BEFORE, Wave.AFTER, changes([], []), ())
    of_a_side = DirectionAnswers(About("view", "asks", side="Manager"), None, 0, 0, 9, 0, None)

    with pytest.raises(ValueError, match=r"hear.* described and not tested"):
        verdict(described, described)
    with pytest.raises(ValueError, match=r"Manager.* described and not tested"):
        sign_verdict(of_a_side)
