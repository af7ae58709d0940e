"""Answers to questionnaires, by the code that each person makes up: never with a name."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

from .diagnostics import Place
from .instrument import Wave

AnswerValue: TypeAlias = int | bool | Fraction | str | datetime.date
"""By the kind of the question: a point of a scale is an int from 1; a direction is -1 for less, 0 for the same and 1
for more; yes or no is a bool; a number is a Fraction; a choice is its words; a text or line is a str."""

FEWEST: Final = 10
"""A result for fewer people than this is not shown, unless the evaluation lead chooses another number."""
LOWEST_FEWEST: Final = 5
"""The lowest number that can be chosen in its place."""


def code_of(typed: str) -> str:
    """A code as codes are compared: its letters and digits in capitals, without spaces, hyphens and full stops."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", typed).upper()))


@dataclass(frozen=True, slots=True)
class Response:
    """What a person answered on one form at one time."""

    instrument: str
    """Id of the form."""
    wave: Wave | None
    """The copy, for a form with several."""
    code: str
    """As `code_of` has it; empty on a form without codes, or if somebody left it out."""
    side: str
    """As which they take part, in the words of the form, such as Clinician; empty if they did not say."""
    workshop: str
    """Id of the workshop that feedback is about; empty on other forms."""
    answers: Mapping[str, AnswerValue]
    """By id of the question; a question without an answer is missing. The code, the side and the workshop are not
    among them."""
    place: Place
    """The row, such as Self-assessment!B5."""


@dataclass(frozen=True, slots=True)
class EvaluationChoices:
    """What the evaluation lead chooses."""

    fewest: int = FEWEST
    """A result for fewer people than this is not shown."""
    comments_read: bool = False
    """Whether somebody read all comments and took out what names people. Comments are shown only then."""
    run_length: int = 7
    """Points in a row that count as a run on an XmR chart: 6 or 7."""
    screen: bool = False
    """Whether outlying moving ranges are left out of the limits of an XmR chart."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that the evaluation workbook of a cohort holds."""

    responses: tuple[Response, ...] = ()
    """In the order of the sheets and rows."""
    choices: EvaluationChoices = EvaluationChoices()
    same_codes: Mapping[str, str] = field(default_factory=dict)
    """For each code that somebody said belongs to the same person as another, that other, which is no key itself."""
