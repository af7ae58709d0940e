"""The sheets of the workbook for answers to questionnaires, `evaluation.xlsx`, for whoever writes or reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ..answers import FEWEST, LOWEST_FEWEST
from ..instrument import WAVE_TITLES, Instrument, Question, QuestionKind, Wave
from ..required import FormQuestion
from ..workshop import Workshop
from .choices import NO, YES, YES_NO, by_words, same_words
from .form import LISTS, RECORD, REQUIRED_MARK, ROW_ID, Kind, SheetColumn, SheetForm

READ_ME, CODES = "Read me", "Codes"
"""Names of the first and of the last sheet. Between them is a sheet for each form."""
COPY = "the copy"
"""Key of the column with the copy. It has a space, which no id of a question has."""
WORKSHOPS = "Workshops"
"""Name of the list of workshops."""
RUNS = ("6", "7")
ABOUT, WHAT, CHOICE, USUAL = "about", "what", "choice", "usual"
"""Keys of the columns of the first sheet: a row is a text to read or a setting."""
FIRST, SECOND, WHERE, SAME = "first", "second", "where", "same"
"""Keys of the columns of the sheet of codes."""
_RESERVED = "History"
"""Excel takes no sheet of this name."""
_LONGEST_NAME = 31
"""Excel's limit for the name of a sheet."""
_LONGEST_TITLE = 240
"""Excel takes 255 characters for a title; some are left for a number that tells two titles apart."""


class Setting(NamedTuple):
    """Something that the evaluation lead chooses, in a row of the first sheet."""

    id: str
    """The field of `EvaluationChoices`, and the id of the row."""
    column: SheetColumn
    """What its cell holds."""
    usual: str


def _setting(id: str, title: str, help: str, usual: str, kind: Kind, choices: str | None = None) -> Setting:
    return Setting(id, SheetColumn(id, title, 20, help, kind, choices, fill=True), usual)


SETTINGS: Final = (
    _setting(
        "fewest",
        "Fewest people for a result",
        f"A result for fewer people is not shown. The forms promise {FEWEST}, so choose another number only before the "
        f"first form goes out. At least {LOWEST_FEWEST}.",
        str(FEWEST),
        Kind.NUMBER,
    ),
    _setting(
        "comments_read",
        "All comments were read for names",
        "Yes once somebody has read them and taken out what names people. Reports show comments only then.",
        NO,
        Kind.CHOICE,
        YES_NO,
    ),
    _setting(
        "run_length",
        "Points that make a run on an XmR chart",
        "6 or 7, as your trust's analysts use them.",
        "7",
        Kind.CHOICE,
        "; ".join(RUNS),
    ),
    _setting(
        "screen",
        "Leave out very large moving ranges",
        "Yes to leave them out of the limits of XmR charts.",
        NO,
        Kind.CHOICE,
        YES_NO,
    ),
)

READ_ME_FORM: Final = SheetForm(
    name=READ_ME,
    table="ReadMe",
    note="What people answered, by code. Only the evaluation lead, and whoever types answers in, may open this file.",
    columns=(
        SheetColumn(ABOUT, "About", 36),
        SheetColumn(WHAT, "What", 78),
        SheetColumn(CHOICE, "Your choice", 16, fill=True),
        SheetColumn(USUAL, "Usually", 12),
    ),
    fixed_columns=0,
)
CODES_FORM: Final = SheetForm(
    name=CODES,
    table="NearCodes",
    note="Codes that are nearly the same. Say Yes if they belong to one person; nothing is joined until you do.",
    columns=(
        SheetColumn(FIRST, "Code", 14),
        SheetColumn(SECOND, "Nearly the same code", 14),
        SheetColumn(WHERE, "Where they are", 60),
        SheetColumn(
            SAME,
            "Same person",
            12,
            "Yes if both codes belong to one person. No if you know that they do not.",
            Kind.CHOICE,
            YES_NO,
            fill=True,
        ),
    ),
    fixed_columns=2,
)


def evaluation_forms(instruments: Iterable[Instrument]) -> tuple[SheetForm, ...]:
    """The sheets of the workbook: the first, one for each analysed form in order, and that of codes.

    The key of a column is the id of its question, but for the copy's. `instruments` are in the words of the cohort.
    """
    return (READ_ME_FORM, *sheets_of(instruments).values(), CODES_FORM)


def sheets_of(instruments: Iterable[Instrument]) -> dict[str, SheetForm]:
    """The sheet of each analysed form by the form's id."""
    names = {same_words(name) for name in (READ_ME, CODES, LISTS, RECORD, _RESERVED)}
    tables = {READ_ME_FORM.table.casefold(), CODES_FORM.table.casefold()}
    return {each.id: _sheet(each, names, tables) for each in instruments if each.evaluated}


def evaluation_lists(instruments: Iterable[Instrument], workshops: Iterable[Workshop]) -> dict[str, dict[str, str]]:
    """What the lists on these sheets stand for: values by the words to choose from, by the name of the list."""
    lists: dict[str, dict[str, str]] = {YES_NO: {YES: YES, NO: NO}, "; ".join(RUNS): {run: run for run in RUNS}}
    for instrument in instruments:
        if copies := copies_of(instrument):
            lists["; ".join(copies)] = {words: wave.value for words, wave in copies.items()}
        for question in instrument.evaluated:
            if question.choices:
                lists["; ".join(question.choices)] = {choice: choice for choice in question.choices}
    return {**lists, WORKSHOPS: by_words((workshop.id, workshop.title) for workshop in workshops)}


def copies_of(instrument: Instrument) -> dict[str, Wave]:
    """The copies of a form by their words; none if it has a single copy."""
    return {WAVE_TITLES[wave]: wave for wave in instrument.waves}


def labels_of(instrument: Instrument, question: Question) -> Sequence[str]:
    """The labels of the points of a question's scale, from 1; none if it has no scale."""
    return instrument.scales[question.scale].labels if question.scale else ()


def _sheet(instrument: Instrument, names: set[str], tables: set[str]) -> SheetForm:
    """The sheet of a form. `names` and `tables` are taken; those of the sheet are added."""
    columns = [*_first_columns(instrument), *_columns(instrument)]
    table = "".join(word.capitalize() for word in instrument.id.translate(_DIGITS).split("-"))
    return SheetForm(
        name=_unique(re.sub(r"[\[\]:*?/\\]", " ", instrument.title.replace("'", "\u2019")), names, _LONGEST_NAME),
        table=_unique(f"{table}Answers", tables, 200, "X"),
        note="One row for each form that came back. Ratings as numbers; what was left out stays empty. Never a name.",
        columns=tuple(_with_titles_of_their_own(columns)),
        blank_rows=BLANK_ROWS,
        fixed_columns=max(1, sum(column.key in _LEADING for column in columns)),
    )


BLANK_ROWS = 5
"""The table grows by itself as somebody types below it."""
_DIGITS = {ord(str(digit)): chr(ord("a") + digit) for digit in range(10)}
_LEADING = (FormQuestion.CODE, COPY, FormQuestion.WORKSHOP)
"""Keys of the columns at the left, which stay in view."""


def _first_columns(instrument: Instrument) -> Iterator[SheetColumn]:
    asked = {question.id for question in instrument.evaluated}
    if FormQuestion.CODE in asked:
        yield SheetColumn(
            FormQuestion.CODE.value, "Code", 12, "The matching code from the form. Never a name.", fill=True
        )
    if copies := copies_of(instrument):
        yield SheetColumn(COPY, "Copy", 22, "Which copy of the form it is.", Kind.CHOICE, "; ".join(copies), fill=True)
    if FormQuestion.WORKSHOP in asked:
        yield SheetColumn(
            FormQuestion.WORKSHOP.value,
            "Workshop",
            26,
            "The workshop that it is about.",
            Kind.CHOICE,
            WORKSHOPS,
            fill=True,
        )


def _columns(instrument: Instrument) -> Iterator[SheetColumn]:
    """The columns of the questions. What points mean is said at the first question that they answer, as on the form."""
    scale = None
    for question in instrument.evaluated:
        if question.id in _LEADING:
            continue
        labels = labels_of(instrument, question)
        width, kind = _KINDS[question.kind]
        meaning = ", ".join(f"{point} {label}" for point, label in enumerate(labels, start=1))
        yield SheetColumn(
            question.id,
            question.text,
            width,
            f"{meaning}." if labels and question.scale != scale else "",
            kind,
            "; ".join(question.choices) or (YES_NO if question.kind is QuestionKind.YES_NO else None),
            fill=True,
            highest=len(labels) or 5,
        )
        scale = question.scale or scale


_KINDS: Mapping[QuestionKind, tuple[int, Kind]] = {
    QuestionKind.LINE: (30, Kind.TEXT),
    QuestionKind.TEXT: (44, Kind.TEXT),
    QuestionKind.SCALE: (17, Kind.RATING),
    QuestionKind.CHOICE: (20, Kind.CHOICE),
    QuestionKind.DIRECTION: (17, Kind.CHOICE),
    QuestionKind.YES_NO: (15, Kind.CHOICE),
    QuestionKind.NUMBER: (15, Kind.DECIMAL),
    QuestionKind.DATE: (16, Kind.DATE),
}
"""Width and kind of a column by the kind of its question."""


def _with_titles_of_their_own(columns: Iterable[SheetColumn]) -> Iterator[SheetColumn]:
    taken = {same_words(ROW_ID)}
    for column in columns:
        yield replace(column, title=_unique(column.title.rstrip(REQUIRED_MARK), taken, _LONGEST_TITLE))


def _unique(name: str, taken: set[str], longest: int, mark: str = " ({})") -> str:
    """A name that is not taken yet, of at most so many characters; it is taken now."""
    stem = unique = _cut(" ".join(name.split()), longest)
    number = 2
    while same_words(unique) in taken or not unique:
        end = mark.format(number)
        unique, number = f"{_cut(stem, longest - len(end))}{end}", number + 1
    taken.add(same_words(unique))
    return unique


def _cut(text: str, longest: int) -> str:
    """The start of a text, which Excel counts in UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip()
