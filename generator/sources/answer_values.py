"""Answers to questions as people type them, or as an online form exports them. No message says what was typed.

Not even a suggestion of the nearest choice is made, because it would say nearly the same as the answer.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from fractions import Fraction

from ..model.answers import AnswerValue
from ..model.instrument import Question, QuestionKind
from ..model.sheets.choices import same_words
from ..model.sheets.form import Value
from . import cell_values
from .cell_values import UnreadableError

_POINT = re.compile(r"(\d{1,2})(?:[.,]0+)?[\s.:=()\u2013\u2014-]*(.*)", re.DOTALL)
"""A point of a scale, alone or with its label after it."""
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_FROM_LIST = "choose from the list in the cell"


def answer(value: Value, question: Question, labels: Sequence[str]) -> AnswerValue:
    """The answer in a cell that is not empty. `labels` are those of the question's scale, from the lowest.

    Raises:
        UnreadableError: it answers another kind of question.
    """
    match question.kind:
        case QuestionKind.SCALE:
            return _point(value, labels)
        case QuestionKind.CHOICE:
            return question.choices[_number_of(value, question.choices)]
        case QuestionKind.DIRECTION:
            return _number_of(value, question.choices) - 1
        case QuestionKind.YES_NO:
            return yes(value)
        case QuestionKind.NUMBER:
            return _number(value)
        case QuestionKind.DATE:
            return datetime.date.fromisoformat(cell_values.day(value))
        case QuestionKind.LINE:
            return cell_values.line(value)
        case QuestionKind.TEXT:
            return cell_values.text(value)


def words(text: str) -> str:
    """Words as they are compared: capitals, spaces, the shape of quotation marks and a full stop do not matter."""
    return same_words(text.translate(_APOSTROPHES)).removesuffix(".")


def _point(value: Value, labels: Sequence[str]) -> int:
    """A point of a scale: its number, its label, or both."""
    highest = len(labels)
    fault = UnreadableError("bad-rating", f"this is not a rating from 1 to {highest}", _rating_advice(highest))
    if isinstance(value, bool | datetime.date | datetime.time) or value is None:
        raise fault
    if isinstance(value, int | float):
        if value not in range(1, highest + 1):
            raise fault
        return int(value)
    typed = words(value)
    points = {words(label): point for point, label in enumerate(labels, start=1)}
    if typed in points:
        return points[typed]
    match = _POINT.fullmatch(typed)
    point, label = (int(match[1]), match[2].rstrip(") ")) if match else (0, "")
    if not 1 <= point <= highest or label not in ("", words(labels[point - 1])):
        raise fault
    return point


def _rating_advice(highest: int) -> str:
    return f"type a whole number from 1 to {highest}, or leave the cell empty"


def _number_of(value: Value, choices: Sequence[str]) -> int:
    """The number of a choice, from 0."""
    known = [words(choice) for choice in choices]
    typed = words(cell_values.line(value))
    if typed not in known:
        raise UnreadableError("unknown-choice", "this is not one of the question's choices", _FROM_LIST)
    return known.index(typed)


def yes(value: Value) -> bool:
    """Whether a cell says yes; raises UnreadableError if it says neither yes nor no."""
    try:
        return cell_values.check(value)
    except UnreadableError as fault:
        raise UnreadableError(fault.code, fault.message, "type Yes or No, or leave the cell empty") from None


def _number(value: Value) -> Fraction:
    number = Fraction(str(cell_values.number(value)))
    if number < 0:
        raise UnreadableError("negative-number", "this is less than 0", "type a number from 0")
    return number
