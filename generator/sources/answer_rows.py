"""Rows of an export of answers: what each says on each copy of its form. No message says what is in a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from ..model.answers import AnswerValue, Response, code_of
from ..model.diagnostics import Diagnostic, Severity
from ..model.english import listed
from ..model.instrument import WAVE_TITLES, Question, QuestionKind, Wave
from ..model.required import FormQuestion
from ..model.sheets import evaluation as forms
from ..model.sheets.form import Value
from . import cell_values
from .answer_columns import Columns, FormWords
from .answer_values import answer, words
from .answers import looks_like_a_name
from .cell_values import UnreadableError
from .column_guess import plain
from .menu_values import tidied
from .tables.table import Row, TableCell

T = TypeVar("T")
COMMENTS = (QuestionKind.LINE, QuestionKind.TEXT)
"""Kinds of questions whose answer is a comment."""
LONGEST_TEXT = 32_000
"""Characters; Excel keeps 32,767 in a cell."""
_TOTAL = re.compile(
    r"(?:grand |sub-?)?(?:totals?|sum|averages?|mean|median|count|responses)\b[ :=.,\d]*", re.IGNORECASE
)
_TIME = re.compile(r"(?<=\d)[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
"""The time after a date."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""What Excel writes for a character that XML cannot hold, such as `_x000D_` for the end of a line."""
_BLANK = {"n/a", "na", "-", "\u2013", "\u2014"}
"""What tools and people put where there is no answer, in small letters."""
_NUMBERING = re.compile(r"(?:workshop\s*)?\d{1,2}\s*[.):\u2013-]\s*", re.IGNORECASE)


class Entry(NamedTuple):
    """What a row says."""

    row: Row
    responses: tuple[Response, ...]
    """One for each copy on which it answers something; at least one."""
    missing: int
    """How many answers other than comments are missing on these copies."""


class RowReader:
    """Reads the rows of an export of a form."""

    def __init__(
        self,
        form: FormWords,
        header: Sequence[str],
        columns: Columns,
        copies: Sequence[Wave],
        workshops: Mapping[str, str],
        unsaid: tuple[Wave | None, str | None] = (None, None),
    ) -> None:
        """Prepare to read.

        Args:
            form: the form.
            header: the headings.
            columns: how they are used.
            copies: the copies that each row has; none if the rows say it, or if there is a single copy.
            workshops: ids of workshops by their words.
            unsaid: the copy and the workshop of rows that name none.
        """
        self.form, self.header, self.columns = form, header, columns
        self.copies: Sequence[Wave | None] = copies or (None,)
        self.workshops, (self.wave, self.workshop) = workshops, unsaid
        self.fields = {wave: columns.of(wave) for wave in self.copies}
        self.titles = {id: question.text for id, question in form.questions.items()} | {forms.COPY: "Copy"}

    def entry(self, row: Row, *, is_text: bool) -> Entry | list[Diagnostic]:
        """What a row says, or why it cannot be taken. In a text file no row may be longer than the headings."""
        if faults := list(row.faults) or self._not_answers(row, is_text):
            return faults
        faults = []
        first = self.fields[self.copies[0]]
        code = self._read(row, first, FormQuestion.CODE, _code, faults) or ""
        side = self._read(row, first, FormQuestion.SIDE, partial(self._answer, id=FormQuestion.SIDE), faults)
        workshop = self._read(row, first, FormQuestion.WORKSHOP, self._workshop, faults) or self.workshop
        copies = self.copies
        if forms.COPY in first:
            copies = [self._read(row, first, forms.COPY, _copy, faults) or self.wave]
        responses = []
        missing = 0
        for wave, fields in zip(copies, self.fields.values(), strict=True):
            answers = dict(self._answers(row, fields, faults))
            if answers:
                response = Response(self.form.form.id, wave, code, str(side or ""), workshop or "", answers, row.place)
                missing += self._missing(fields, response)
                responses.append(response)
        if not faults:
            faults = [*self._lacking(row, responses)]
        return faults or Entry(row, tuple(responses), missing)

    def _not_answers(self, row: Row, is_text: bool) -> list[Diagnostic]:
        """Why a row cannot be somebody's answers."""
        place = row.place
        texts = {number: str(cell.value).strip() for number, cell in row.cells.items()}
        if is_text and max(texts, default=0) >= len(self.header):
            message = f"the row has {max(texts) + 1} cells, but there are {len(self.header)} column headings"
            return [Diagnostic("long-row", message, place, "put the text that holds the separator into double quotes")]
        repeated = [
            number
            for number, text in texts.items()
            if number < len(self.header) and text and plain(text) == plain(self.header[number]) != ""
        ]
        if len(repeated) > 1 or any(text.startswith('{"ImportId"') for text in texts.values()):
            message = "the row holds column headings, and was left out"
            return [Diagnostic("repeated-header", message, place, severity=Severity.WARNING)]
        if texts and _TOTAL.fullmatch(texts[min(texts)]):
            return [Diagnostic("total-row", "the row holds totals, not answers", place, "delete the row")]
        return []

    def _lacking(self, row: Row, responses: Sequence[Response]) -> Iterator[Diagnostic]:
        """What a row that can be read must have, and does not."""
        if not responses:
            message = "the row answers no question, and was left out"
            yield Diagnostic("no-answers", message, row.place, severity=Severity.WARNING)
        elif self.form.form.waves and responses[0].wave is None:
            advice = "say it in the row, or for all rows"
            yield Diagnostic("missing-copy", "the row does not say which copy of the form it is", row.place, advice)
        elif FormQuestion.WORKSHOP in self.form.questions and not responses[0].workshop:
            advice = "say it in the row, or for all rows"
            yield Diagnostic("missing-workshop", "the row does not say which workshop it is about", row.place, advice)

    def _missing(self, fields: Mapping[str, int], response: Response) -> int:
        """How many questions of a copy that are no comments have no answer."""
        answered = {*response.answers, FormQuestion.SIDE if response.side else ""}
        return sum(
            id in fields
            and id not in answered
            and question.kind not in COMMENTS
            and (response.wave is None or response.wave in self.form.waves[id])
            and response.workshop in self.form.only_after.get(id, [response.workshop])
            for id, question in self.form.questions.items()
        )

    def _answers(
        self, row: Row, fields: Mapping[str, int], faults: list[Diagnostic]
    ) -> Iterator[tuple[str, AnswerValue]]:
        for id in self.form.questions:
            if id in {*FormQuestion}:
                continue
            value = self._read(row, fields, id, partial(self._answer, id=id), faults)
            if value is not None and value != "":
                yield id, value

    def _read(
        self, row: Row, fields: Mapping[str, int], id: str, read: Callable[[Value], T], faults: list[Diagnostic]
    ) -> T | None:
        """What the cell of a field says; None if it is empty or cannot be read, which is reported."""
        cell = row.cells.get(fields.get(id, -1))
        if cell is None:
            return None
        if cell.fault:
            faults.append(cell.fault)
            return None
        try:
            value = self._value(cell, id)
            return None if value is None else read(value)
        except UnreadableError as fault:
            question = self.form.questions.get(id)
            choices = question.choices if question else ()
            # The list is in the workbook, and not in an export.
            advice = f"write {listed(choices, 'or')}, or leave the cell empty" if choices else fault.help
            message = f"`{self.titles.get(id, id)}`: {fault.message}"
            faults.append(Diagnostic(fault.code, message, cell.place, advice))
            return None

    def _value(self, cell: TableCell, id: str) -> Value:
        """What a cell holds, without what tools put round an answer; None if it is no answer."""
        value = cell.value
        if isinstance(value, tuple):
            value = "\n".join(value)
        if not isinstance(value, str):
            return value
        while (clean := str(tidied(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), value))[0])) != value:
            value = clean
        question = self.form.questions.get(id)
        text = value.strip()
        if len(text) > LONGEST_TEXT:
            message = f"the answer is longer than {LONGEST_TEXT:,} characters"
            raise UnreadableError("too-long", message, "shorten it")
        if question is None or question.kind in COMMENTS:
            return text or None
        text = " ".join(text.split()).removesuffix(";").replace("-oth-", "Other")
        if question.kind is QuestionKind.DATE:
            text = _TIME.sub("", text)
        known = {words(choice) for choice in (*question.choices, *forms.labels_of(self.form.form, question))}
        return None if text.casefold() in {"", *_BLANK} - known else text

    def _answer(self, value: Value, id: str) -> AnswerValue:
        """The answer in a cell, in the words of the cohort, whichever words of the form it is in."""
        own = self.form.questions[id]
        first: UnreadableError | None = None
        for wording in self.form.wordings:
            for question in wording.evaluated:
                if question.id == id:
                    try:
                        return _in_words_of(own, question, answer(value, question, forms.labels_of(wording, question)))
                    except UnreadableError as fault:
                        first = first or fault
        raise first or UnreadableError("unknown-choice", "this is no answer", "leave the cell empty")

    def _workshop(self, value: Value) -> str:
        typed = cell_values.line(value)
        for text in (typed, _NUMBERING.sub("", typed, count=1)):
            known = {plain(word): id for word, id in self.workshops.items()} | {
                plain(id): id for id in self.workshops.values()
            }
            if plain(text) in known:
                return known[plain(text)]
        raise UnreadableError(
            "unknown-choice", "this is not one of the cohort's workshops", "give its title as in the plan"
        )


def _in_words_of(own: Question, other: Question, value: AnswerValue) -> AnswerValue:
    if own.kind is QuestionKind.CHOICE and isinstance(value, str) and len(own.choices) == len(other.choices):
        return own.choices[other.choices.index(value)]
    return value


def _code(value: Value) -> str:
    typed = cell_values.line(value)
    # A code without digits is taken, and the workbook's own check mentions it.
    if looks_like_a_name(typed) and looks_like_a_name(f"{typed}0"):
        advice = "put the code from the form in its place, or leave the cell empty"
        raise UnreadableError("name-for-code", "this may be a name, and names do not belong here", advice)
    return code_of(typed)


def _copy(value: Value) -> Wave:
    typed = words(cell_values.line(value))
    for wave, text in WAVE_TITLES.items():
        if typed in (words(text), wave.value):
            return wave
    raise UnreadableError(
        "unknown-choice",
        "this is not one of the copies of the form",
        f"write {WAVE_TITLES[Wave.BEFORE]}, {WAVE_TITLES[Wave.AFTER]} or {WAVE_TITLES[Wave.THEN]}",
    )
