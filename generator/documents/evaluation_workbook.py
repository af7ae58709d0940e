"""The workbook for answers to questionnaires. It has codes and no names, so no scheme is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from .. import __version__
from ..evaluation.codes import NearCode
from ..model.answers import Response
from ..model.instrument import WAVE_TITLES, Instrument, QuestionKind, Wave
from ..model.required import FormQuestion
from ..model.scheme_file import Change, SchemeFile, record_text
from ..model.sheets import evaluation as forms
from ..model.sheets.choices import NO, YES
from ..model.sheets.form import SheetForm
from ..model.trust import TrustProfile
from ..planning.playbook import Playbook
from .carried import carried, record_of
from .carried_sheet import GONE
from .spreadsheet import Cell, Choices, Column, Place, Sheet, Workbook, column_of, sheet_of

_Row: TypeAlias = tuple[str, Mapping[str, Cell]]
"""The id of a row, and its cells by column key."""
_Words: TypeAlias = Mapping[str, Mapping[str, str]]
"""The words for each value of a list, by the name of the list."""
TEXTS = (
    (
        "Who may open it",
        "The evaluation lead, and whoever types answers in. Never the programme lead of the same cohort, a facilitator "
        "or a line manager: they could recognise somebody by a code or by a sentence.",
    ),
    ("Codes, no names", "Each person makes up a code. Nobody keeps a list that says whose code is whose."),
    (
        "1. Put answers in",
        "Type them, paste them, or add the export of an online form: on the page Make your plan, under What came of "
        "it, or by the command evaluation import.",
    ),
    (
        "2. Look at codes",
        f"The sheet {forms.CODES} lists codes that are nearly the same. Say which belong to one person.",
    ),
    (
        "3. Read comments",
        "Reports quote them word for word. Take out what names anybody or shows who wrote it. Then say below that all "
        "were read.",
    ),
    (
        "4. Write the report",
        "On the page Make your plan, under What came of it, or by the command evaluation report. It shows no result "
        "for fewer people than you choose below.",
    ),
    (
        "5. Delete it",
        "When the last report is written, six months after the programme, or on the day that your trust set for such "
        "data. Delete exports and the earlier copies beside this file too.",
    ),
)
"""What the first sheet says, by what it is about."""

MADE_UP = "This is an example. Neither the cohort nor its answers exist."
"""What the first sheet says of an example, before anything else."""


def evaluation_workbook(
    playbook: Playbook,
    file: SchemeFile | None = None,
    added: Sequence[Response] = (),
    near: Sequence[NearCode] = (),
) -> tuple[Workbook, tuple[Change, ...]]:
    """The workbook of a cohort, and what the evaluation lead should look at in it.

    Args:
        playbook: the playbook of the cohort.
        file: the workbook as it is, read by `evaluation_forms`; None for a new one. Everything typed into it stays.
        added: answers to put below those that it has.
        near: codes that nearly match, for the last sheet.
    """
    old = _as_typed(file) if file else None
    sheets = forms.sheets_of(playbook.instruments)
    lists = forms.evaluation_lists(playbook.instruments, (plan.workshop for plan in playbook.workshops))
    words = {name: {value: word for word, value in values.items()} for name, values in lists.items()}
    titles = {instrument.id: instrument.title for instrument in playbook.instruments}
    new = Workbook(
        title=f"{playbook.programme.title} evaluation",
        organisation=playbook.profile.name,
        cohort=playbook.profile.cohort.name,
        release=playbook.release.id,
        colour=playbook.profile.brand.colour,
        sheets=(
            _read_me(playbook.profile),
            *(
                _answers(instrument, sheets[instrument.id], words, added)
                for instrument in playbook.instruments
                if instrument.id in sheets
            ),
            sheet_of(forms.CODES_FORM, _codes(near, old, titles)),
        ),
        lists=tuple(Choices(name, tuple(values)) for name, values in lists.items()),
    )
    result = carried(new, old, playbook.today) if old else None
    record = record_of(
        new,
        generator=__version__,
        trust=playbook.profile.id,
        # Nothing here depends on the day, so a playbook that is made again has the same workbook.
        made=playbook.release.date,
        planning_from=playbook.release.date,
        profile=playbook.profile.id,
        carried=result,
    )
    workbook = replace(result.workbook if result else new, record=record_text(record))
    changes = result.changes if result else ()
    # Codes that no longer nearly match are no news.
    return workbook, tuple(each for each in changes if (each.sheet, each.text) != (forms.CODES, GONE))


def _read_me(profile: TrustProfile) -> Sheet:
    """The first sheet: what to know and to do, then what to choose."""
    place = [column.key for column in forms.READ_ME_FORM.columns].index(forms.CHOICE)
    rows: list[_Row] = [("made-up", {forms.ABOUT: "Made up", forms.WHAT: MADE_UP})] if profile.example else []
    rows += [
        (f"text-{number}", {forms.ABOUT: about, forms.WHAT: what})
        for number, (about, what) in enumerate(TEXTS, start=1)
    ]
    overrides: dict[Place, Column] = {(number, place): _NOTHING for number, _ in enumerate(rows)}
    for number, setting in enumerate(forms.SETTINGS, start=len(rows)):
        column = setting.column
        overrides[number, place] = column_of(column)
        rows.append((setting.id, {forms.ABOUT: column.title, forms.WHAT: column.help, forms.USUAL: setting.usual}))
    return replace(sheet_of(forms.READ_ME_FORM, rows), overrides=overrides)


_CODES = frozenset((forms.FIRST, forms.SECOND, forms.WHERE))
"""Keys of the columns of the sheet of codes that nobody fills in."""
_NOTHING = Column("", 16)
"""A cell that nobody fills in."""


def _answers(instrument: Instrument, form: SheetForm, words: _Words, added: Iterable[Response]) -> Sheet:
    """The sheet of a form, with answers to add. They have no ids, as if somebody had typed them.

    Where a form asks for no code, they are sorted: people who fill in two forms at one sitting come in the same order
    in both exports, which would lay the one without a code beside the one with it.
    """
    rows = [("", _cells(instrument, each, words)) for each in added if each.instrument == instrument.id]
    if all(question.id != FormQuestion.CODE for question in instrument.evaluated):
        rows.sort(key=lambda row: [str(row[1].get(column.key) or "") for column in form.columns])
    return sheet_of(form, rows)


def _cells(instrument: Instrument, response: Response, words: _Words) -> dict[str, Cell]:
    """A response as the cells of its row, by column key."""
    cells: dict[str, Cell] = {
        FormQuestion.CODE.value: response.code or None,
        FormQuestion.SIDE.value: response.side or None,
        FormQuestion.WORKSHOP.value: words[forms.WORKSHOPS].get(response.workshop),
        forms.COPY: WAVE_TITLES[response.wave] if response.wave else None,
    }
    for question in instrument.evaluated:
        value = response.answers.get(question.id)
        match value:
            case bool():
                cells[question.id] = YES if value else NO
            case int() if question.kind is QuestionKind.DIRECTION:
                cells[question.id] = question.choices[value + 1]
            case Fraction():
                cells[question.id] = value.numerator if value.denominator == 1 else float(value)
            case None:
                pass
            case _:
                cells[question.id] = value
    return cells


def _codes(near: Iterable[NearCode], old: SchemeFile | None, titles: Mapping[str, str]) -> Iterator[_Row]:
    """A row for each pair of codes that nearly match, and for each that somebody wrote something about before."""
    rows: dict[str, Mapping[str, Cell]] = {
        each.id: {
            forms.FIRST: each.first,
            forms.SECOND: each.second,
            forms.WHERE: f"{each.first}: {_places(each.first_on, titles)}. "
            f"{each.second}: {_places(each.second_on, titles)}.",
        }
        for each in near
    }
    table = old.tables.get(forms.CODES) if old else None
    decided = {
        row.id: {key: row.value(key) for key in _CODES}
        for row in (table.rows if table else ())
        if not row.own and any(row.value(key) is not None for key in row.cells.keys() - _CODES)
    }
    return iter((decided | rows).items())


def _as_typed(file: SchemeFile) -> SchemeFile:
    """A workbook in which each row of answers is the evaluation lead's own, even if the record of it is lost."""
    others = (forms.READ_ME, forms.CODES)
    tables = {
        name: table if name in others else replace(table, rows=tuple(replace(row, own=True) for row in table.rows))
        for name, table in file.tables.items()
    }
    return replace(file, tables=tables)


def _places(filled: Iterable[tuple[str, Wave | None]], titles: Mapping[str, str]) -> str:
    """Forms in words, each with its copy."""
    return "; ".join(titles[form] + (f", {WAVE_TITLES[wave].lower()}" if wave else "") for form, wave in filled)
