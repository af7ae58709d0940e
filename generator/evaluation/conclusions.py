"""What figures allow to conclude, by rules that are stated here and are the same for everybody.

- A comparison goes **up** or **down** if the two-sided p value of the chosen rule is at most 0.05: by Holm's correction
  where several tests were corrected together, else as it is. Otherwise it is **unclear**: no change was shown, which is
  not the same as no change.
- **More** needs both comparisons up, and **less** both down. A claim that needs both tests needs no further correction:
  if it is wrong, then at least one of them is wrong, and each is wrong in at most one of twenty cohorts (R. L. Berger,
  "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24 (1982), 295-300).
- One up and the other down is **mixed**. One up and the other unclear is **cannot tell**, like everything else.
- **Too few** means that neither comparison could be tested, because fewer than six people changed.

Words for readers are in `documents/evaluation_words.py`.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from .results import Comparison, DirectionAnswers
from .signed_rank import PValues, TooFew

HIGHEST_P: Final = Fraction(1, 20)
"""The highest two-sided p value at which a change counts as shown."""


class Finding(StrEnum):
    """What a single test shows, or why there is none."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    TOO_FEW = "too-few"
    """Fewer than six people changed."""
    HIDDEN = "hidden"
    """Too few people answered for the figure to be shown."""
    NOT_ASKED = "not-asked"
    """Nobody returned the copies that it needs."""


class VerdictKind(StrEnum):
    """What may be said of a change."""

    MORE = "more"
    LESS = "less"
    MIXED = "mixed"
    CANNOT_TELL = "cannot-tell"
    TOO_FEW = "too-few"
    HIDDEN = "hidden"
    NOT_ASKED = "not-asked"


class Verdict(NamedTuple):
    """What may be said of a change, and the findings that are the reason."""

    kind: VerdictKind
    before_after: Finding
    """From before to after; of a direction, the only finding."""
    then_after: Finding | None = None
    """From the answers looking back to after; None of a direction."""


def verdict(before_after: Comparison | None, then_after: Comparison | None, hidden: bool = False) -> Verdict:
    """What both comparisons of a domain, or of all items together, allow to say.

    A comparison that is None was hidden, or nobody was asked. Raises ValueError for questions and sides: no test.
    """
    findings = finding(before_after, hidden), finding(then_after, hidden)
    return Verdict(kind_of(*findings), *findings)


def sign_verdict(answers: DirectionAnswers | None, hidden: bool = False) -> Verdict:
    """What answers to "less, the same or more" allow to say. Raises ValueError for a side: no test."""
    result = finding(answers, hidden)
    return Verdict(kind_of(result, result), result)


def finding(figure: Comparison | DirectionAnswers | None, hidden: bool = False) -> Finding:
    """What the test of one figure shows. Raises ValueError if it is one that is not tested."""
    if figure is None:
        return Finding.HIDDEN if hidden else Finding.NOT_ASKED
    p, up = _test(figure)
    if isinstance(p, TooFew):
        return Finding.TOO_FEW
    if (p.two_sided if figure.adjusted is None else figure.adjusted) > HIGHEST_P:
        return Finding.UNCLEAR
    return Finding.UP if up else Finding.DOWN


def _test(figure: Comparison | DirectionAnswers) -> tuple[PValues | TooFew, bool]:
    """The p values by the chosen rule, and whether answers went up rather than down."""
    if isinstance(figure, DirectionAnswers) and figure.test:
        return figure.test.p, figure.test.up > figure.test.down
    if isinstance(figure, Comparison) and figure.ranks:
        test = figure.ranks.wilcoxon
        return test.p, test.positive > test.negative
    raise ValueError(f"{figure.about} is described and not tested")


def kind_of(first: Finding, second: Finding) -> VerdictKind:
    """What two findings allow to say together."""
    findings = {first, second}
    for missing, kind in ((Finding.NOT_ASKED, VerdictKind.NOT_ASKED), (Finding.HIDDEN, VerdictKind.HIDDEN)):
        if missing in findings:
            return kind
    if findings == {Finding.UP, Finding.DOWN}:
        return VerdictKind.MIXED
    alone = {
        Finding.UP: VerdictKind.MORE,
        Finding.DOWN: VerdictKind.LESS,
        Finding.TOO_FEW: VerdictKind.TOO_FEW,
    }
    return alone.get(first, VerdictKind.CANNOT_TELL) if first is second else VerdictKind.CANNOT_TELL
