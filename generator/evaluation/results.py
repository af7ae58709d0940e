"""What the answers of a cohort say: every figure, and those left once small groups are hidden.

Figures are flat lists, each with what it is about, so that whoever hides, checks or prints them treats all alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ..model.instrument import Wave
from .description import Changes, Description
from .location import Location
from .signed_rank import SignedRanks, SignTest


class About(NamedTuple):
    """What a figure is about. Fields that do not apply are empty; without a side it is about everybody."""

    instrument: str
    """Id of the form."""
    question: str = ""
    """Id of the question; empty for the score of a domain, or of all items together."""
    domain: str = ""
    """Id of the domain whose score it is; with an empty question too, the score of all items together."""
    side: str = ""
    """Such as Clinician."""
    workshop: str = ""
    """Id of the workshop that feedback is about."""


class Respondents(NamedTuple):
    """How many people returned a form."""

    about: About
    """With the form, and its side or workshop; neither a question nor a domain."""
    wave: Wave | None
    n: int


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers to a question, or scores, at one time. Directions and words are not among them."""

    about: About
    wave: Wave | None
    description: Description
    """Of points, numbers and scores; of choices, dates and yes or no only the numbers of people."""
    counts: tuple[tuple[str, int], ...] = ()
    """How many people chose each label, in the order of the form, zeros included; empty for numbers and scores."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same people at two times, joined by their codes."""

    about: About
    earlier: Wave
    """Before, or then: looking back."""
    later: Wave
    changes: Changes
    pairs: tuple[tuple[Fraction, Fraction], ...]
    """The two answers or scores of each person with both, sorted, so that nobody can be followed from one figure to
    another."""
    ranks: SignedRanks | None = None
    """None for single questions, which are described and not tested."""
    location: Location | None = None
    adjusted: Fraction | None = None
    """The two-sided p value of the chosen rule by Holm's correction; None if not among the tests corrected together, or
    if too few people changed for a test."""
    tests: int = 0
    """How many tests were corrected together; 0 without a correction."""

    @property
    def n(self) -> int:
        """People with both answers."""
        return len(self.pairs)


@dataclass(frozen=True, slots=True)
class DirectionAnswers:
    """Answers to whether something became less, stayed or became more."""

    about: About
    wave: Wave | None
    less: int
    same: int
    more: int
    missing: int
    test: SignTest | None
    """None for a side, which is described and not tested."""
    adjusted: Fraction | None = None
    """The two-sided p value by Holm's correction across the directions of the form; None if too few people changed."""
    tests: int = 0
    """How many tests were corrected together; 0 without a correction."""

    @property
    def n(self) -> int:
        return self.less + self.same + self.more


class Comment(NamedTuple):
    """What somebody wrote, without code, side or site."""

    instrument: str
    question: str
    text: str
    workshop: str = ""
    """Id of the workshop that feedback is about. It decides whether the comment may be shown, and is never shown."""


@dataclass(frozen=True, slots=True)
class Results:
    """Every figure of a cohort."""

    respondents: tuple[Respondents, ...] = ()
    answered: tuple[Answered, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    directions: tuple[DirectionAnswers, ...] = ()
    comments: tuple[Comment, ...] = ()
    """Sorted by form, question and text; empty until somebody has read them for names."""


class Why(StrEnum):
    """Why a figure is hidden."""

    FEW = "few"
    """Too few people answered, or all of them answered alike. Which of the two is not said: it would tell the
    answer."""
    WORKED_OUT = "worked-out"
    """With it, another hidden figure could be worked out."""


class Hidden(NamedTuple):
    """A figure that is not shown."""

    about: About
    """With neither question nor domain for the score of all items, and for a side of a form with everything about
    it."""
    waves: tuple[Wave, ...]
    """Earlier and later of a comparison, otherwise the copy; empty for a form of one copy, and for a side."""
    why: Why


@dataclass(frozen=True, slots=True)
class Published:
    """The figures that may be shown, and which others there are."""

    results: Results
    hidden: tuple[Hidden, ...]
    fewest: int
    """A result for fewer people than this is not shown."""
