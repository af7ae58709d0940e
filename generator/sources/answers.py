"""Reads the answers in a workbook `evaluation.xlsx`. A fault says which cell it is about, and never what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from ..model.answers import FEWEST, LOWEST_FEWEST, Answers, AnswerValue, EvaluationChoices, Response, code_of
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.instrument import Instrument, Wave
from ..model.required import FormQuestion
from ..model.scheme_file import Row, SchemeFile, Table
from ..model.sheets import evaluation as forms
from ..model.sheets.choices import YES_NO
from ..model.sheets.form import Value
from ..model.workshop import Workshop
from . import cell_values
from .answer_values import answer, words, yes
from .cell_values import UnreadableError

T = TypeVar("T")
_PERSON = "keep one of the two rows; if they are two people, add a letter to the code of one of them on every form"


def read_answers(
    file: SchemeFile, instruments: Iterable[Instrument], workshops: Iterable[Workshop]
) -> tuple[Answers, list[Diagnostic]]:
    """The answers in a workbook, and what is wrong with it, in the order of its sheets and rows.

    A row that does not say which copy or workshop it is about is left out, and so is each cell that cannot be read.

    Args:
        file: the workbook, read by `evaluation_forms`.
        instruments: the forms, in the words of the cohort.
        workshops: the workshops that the cohort runs, in the words of the cohort.
    """
    reader = _Reader(file, list(instruments), workshops)
    return reader.read(), reader.faults


def looks_like_a_name(typed: str) -> bool:
    """Whether something typed as a code may be a name or an email address: codes have digits and no spaces."""
    two_words = re.search(r"[^\W\d_]{2,}[\s,]+[^\W\d_]{2,}", typed)
    return "@" in typed or two_words is not None or not any(map(str.isdigit, typed))


class _Reader:
    """Reads one sheet after another; faults are collected."""

    def __init__(self, file: SchemeFile, instruments: list[Instrument], workshops: Iterable[Workshop]) -> None:
        self.file, self.instruments = file, instruments
        self.lists = forms.evaluation_lists(instruments, workshops)
        self.faults: list[Diagnostic] = []

    def read(self) -> Answers:
        choices, same_codes = self._choices(), self._same_codes()
        sheets = forms.sheets_of(self.instruments)
        responses: list[Response] = []
        for instrument in self.instruments:
            form = sheets.get(instrument.id)
            if form and (table := self.file.tables.get(form.name)):
                responses += self._responses(instrument, table, same_codes)
            elif form and self.file.record and form.name in self.file.record.columns:
                self._missing(form.name)
        return Answers(tuple(responses), choices, same_codes)

    def _missing(self, sheet: str) -> None:
        message = f"the sheet {sheet} is missing, so its answers are not counted"
        advice = "copy it back from an earlier copy of this file if it had answers"
        self.faults.append(Diagnostic("missing-sheet", message, Place(self.file.file), advice, Severity.WARNING))

    def _fault(
        self, code: str, message: str, table: Table, row: Row, key: str, help: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.faults.append(Diagnostic(code, message, table.place(row, key), help, severity))

    def _read(self, table: Table, row: Row, key: str, read: Callable[[Value], T]) -> T | None:
        """What a cell says; None if it is empty, or has a fault, which is reported."""
        try:
            value = cell_values.shown(row.cell(key))
            return None if value is None else read(value)
        except UnreadableError as fault:
            self._fault(fault.code, fault.message, table, row, key, fault.help)
            return None

    def _listed(self, name: str) -> Callable[[Value], str]:
        """How to read a cell with a list to choose from: to the value behind the words."""

        def read(value: Value) -> str:
            try:
                return cell_values.choice(value, self.lists[name])
            except UnreadableError as fault:
                raise UnreadableError(fault.code, fault.message, "choose from the list in the cell") from None

        return read

    # --- answers --------------------------------------------------------------------------------------------------

    def _responses(self, instrument: Instrument, table: Table, same_codes: Mapping[str, str]) -> Iterator[Response]:
        """The rows of a form's sheet that answer something."""
        rows: dict[tuple[str, Wave | None, str], tuple[Row, str]] = {}
        for row in table.rows:
            before = len(self.faults)
            response = self._response(instrument, table, row)
            if not response.answers:
                continue
            if missing := _missing(instrument, response):
                key, what = missing
                if not any(fault.place == table.place(row, key) for fault in self.faults[before:]):
                    message, advice = f"the row names no {what}", f"choose the {what} from the list"
                    self._fault(f"missing-{what}", message, table, row, key, advice)
                continue
            person = (same_codes.get(response.code, response.code), response.wave, response.workshop)
            if response.code and person in rows:
                self._twice(table, row, rows[person], response)
                continue
            rows[person] = row, response.code
            yield response

    def _response(self, instrument: Instrument, table: Table, row: Row) -> Response:
        answers: dict[str, AnswerValue] = {}
        for question in instrument.evaluated:
            labels = forms.labels_of(instrument, question)
            if question.id not in (FormQuestion.CODE, FormQuestion.WORKSHOP):
                value = self._read(table, row, question.id, partial(answer, question=question, labels=labels))
                if value is not None and value != "":
                    answers[question.id] = value
        copies = forms.copies_of(instrument)
        wave = self._read(table, row, forms.COPY, self._listed("; ".join(copies))) if copies else None
        return Response(
            instrument.id,
            Wave(wave) if wave else None,
            code=self._code(table, row),
            side=str(answers.pop(FormQuestion.SIDE, "")),
            workshop=self._read(table, row, FormQuestion.WORKSHOP, self._listed(forms.WORKSHOPS)) or "",
            answers=answers,
            place=table.place(row),
        )

    def _code(self, table: Table, row: Row) -> str:
        typed = self._read(table, row, FormQuestion.CODE, cell_values.line) or ""
        if typed and looks_like_a_name(typed):
            message, advice = "this may be a name, and names do not belong here", "type the code from the form"
            self._fault("name-for-code", message, table, row, FormQuestion.CODE, advice, Severity.WARNING)
        return code_of(typed)

    def _twice(self, table: Table, row: Row, other: tuple[Row, str], response: Response) -> None:
        what = "copy" if response.wave else "form"
        message, advice = f"row {other[0].number} has the same code for this {what}", _PERSON
        if response.code != other[1]:
            message = (
                f"row {other[0].number} is this {what} too, and the sheet {forms.CODES} says it is the same person"
            )
            advice = f"say No on the sheet {forms.CODES}, or keep one of the two rows"
        self._fault("code-twice", message, table, row, FormQuestion.CODE, advice)

    # --- the other sheets -----------------------------------------------------------------------------------------

    def _choices(self) -> EvaluationChoices:
        """What the first sheet says; usual values for what it does not."""
        table = self.file.tables.get(forms.READ_ME)
        settings = {setting.id: setting for setting in forms.SETTINGS}
        titles = {words(setting.column.title): setting.id for setting in forms.SETTINGS}
        values: dict[str, Any] = {}
        for row in table.rows if table else ():
            id = row.id if row.id in settings else titles.get(words(str(row.value(forms.ABOUT) or "")))
            if table and id and id not in values:
                column = settings[id].column
                read = yes if column.choices == YES_NO else _fewest if id == "fewest" else _run_length
                value: object = self._read(table, row, forms.CHOICE, read)
                if value is not None:
                    values[id] = value
                    if isinstance(value, int) and id == "fewest" and value < FEWEST:
                        self._fewer_than_promised(table, row)
        return EvaluationChoices(**values)

    def _fewer_than_promised(self, table: Table, row: Row) -> None:
        message = f"the fewest people for a result is under {FEWEST}, which the forms promise"
        advice = f"type {FEWEST} or leave the cell empty, unless the forms that people filled in promise this number"
        self._fault("fewer-than-promised", message, table, row, forms.CHOICE, advice, Severity.WARNING)

    def _same_codes(self) -> dict[str, str]:
        """The codes that somebody said belong to the same person as another, each with one and the same other."""
        table = self.file.tables.get(forms.CODES)
        others: dict[str, str] = {}
        for row in table.rows if table else ():
            if table is None or not self._read(table, row, forms.SAME, yes):
                continue
            typed = [self._read(table, row, key, cell_values.line) for key in (forms.FIRST, forms.SECOND)]
            first, second = (code_of(each or "") for each in typed)
            if not (first and second):
                key = forms.SECOND if first else forms.FIRST
                self._fault("missing-code", "the row has no code here", table, row, key, "type both codes")
                continue
            first, second = others.get(first, first), others.get(second, second)
            if first != second:
                others |= {code: first for code, other in others.items() if other == second} | {second: first}
        return others


def _missing(instrument: Instrument, response: Response) -> tuple[str, str] | None:
    """The key of the column, and the noun, of what a response must say and does not."""
    if instrument.waves and response.wave is None:
        return forms.COPY, "copy"
    if not response.workshop and any(question.id == FormQuestion.WORKSHOP for question in instrument.evaluated):
        return FormQuestion.WORKSHOP.value, "workshop"
    return None


def _fewest(value: Value) -> int:
    number = cell_values.number(value)
    if number < LOWEST_FEWEST or not float(number).is_integer():
        message = f"the fewest people for a result must be a whole number of at least {LOWEST_FEWEST}"
        raise UnreadableError("too-few-people", message, f"type {LOWEST_FEWEST} or more, or leave the cell empty")
    return int(number)


def _run_length(value: Value) -> int:
    if str(value).strip().removesuffix(".0") not in forms.RUNS:
        raise UnreadableError("unknown-choice", "this is neither 6 nor 7", "choose 6 or 7")
    return int(float(str(value)))
