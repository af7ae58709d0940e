"""The answers to questionnaires on the studio's page, and the report on them.

The page sends the workbook of answers with each request, so nothing of it stays on the desk. No reply says what anybody
answered, and none has a code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypedDict

from ..documents.board_page import NAME as BOARD_PAGE
from ..documents.board_page import board_page
from ..documents.evaluation import Evaluation, evaluate
from ..documents.evaluation_report import NAME as REPORT
from ..documents.evaluation_report import evaluation_report
from ..model.answers import Answers
from ..model.diagnostics import InputFault, errors
from ..model.instrument import WAVE_TITLES, Wave
from ..model.playbook_files import EVALUATION
from ..planning.playbook import Playbook
from ..sources.answer_columns import LeftOut
from ..sources.answers_import import ImportedExport, Wanted, grouped
from ..writers import docx, html, pdf
from ..writers.bundle import archive
from ..writers.evaluation import with_results
from ..writers.theme import Theme
from . import wire
from .desk import Desk
from .evaluation import OpenedAnswers, UpdatedAnswers, new_evaluation, opened_answers, with_answers, with_exports
from .jobs import Job, Step, not_drawn, with_blank
from .making import begun
from .saving import of_changes
from .schema import Fault, Saved
from .wire import Files, Reply

_WORDS = {BOARD_PAGE: "One page for the board", REPORT: "Every result, how it was worked out, and its limits"}


class AnsweredForm(TypedDict):
    """A copy of a form, and how many people returned it."""

    form: str
    """Id of the form."""
    wave: str | None
    title: str
    people: int


class UnusedColumns(TypedDict):
    """The headings of columns that are not used for one reason."""

    why: str
    headings: list[str]


class TakenExport(TypedDict):
    """What became of the rows of an export, or of several of one row each, and of its columns."""

    name: str
    more: int
    """How many others are alike and counted here too."""
    form: str
    """Its title; empty if nobody can tell."""
    rows: int
    taken: int
    incomplete: int
    """Rows taken in which something other than a comment is missing."""
    missing: int
    """Answers that are missing in them."""
    without_code: int
    already: int
    reported: int
    left_out: list[UnusedColumns]
    personal: bool
    """Whether it has columns that may tell who answered."""
    close: list[list[str]]
    """Headings that are not quite in the words of their question, each with these words."""
    unasked: list[str]
    """Questions that have no column."""


class AnswersValues(TypedDict):
    """What a workbook of answers holds. Nobody's answers are in it, and no code."""

    forms: list[AnsweredForm]
    near: int
    """Pairs of codes that nearly match and that nobody has decided about."""
    fewest: int
    comments_read: bool
    workshops: list[list[str]]
    """Id and title of each."""
    faults: list[Fault]
    saved: Saved
    """What its new version changed."""


class AddedValues(TypedDict):
    """What became of some exports."""

    exports: list[TakenExport]
    faults: list[Fault]
    notices: list[str]


def new_answers(desk: Desk, _request: Mapping[str, Any], _files: Files) -> Reply:
    """The file of a workbook for the answers of the open scheme's cohort."""
    return {}, [(f"{EVALUATION}.xlsx", new_evaluation(desk.playbook()))]


def answers(desk: Desk, _request: Mapping[str, Any], files: Files) -> Reply:
    """What a workbook of answers holds, and its new version with the codes that nearly match."""
    ((name, raw),) = files
    playbook = desk.playbook()
    opened = opened_answers(raw, name, playbook)
    result = with_answers(opened, playbook)
    return {"answers": _values(playbook, opened, result)}, [(name, result.raw)]


def add_answers(desk: Desk, request: Mapping[str, Any], files: Files) -> Reply:
    """The workbook with the answers of some exports of online forms, which follow it among the files.

    The request may say which `form` they are of, which `copies` each row has, and which `workshop` rows are about.
    """
    (name, raw), *exports = files
    playbook = desk.playbook()
    wanted = Wanted(
        request.get("form"), tuple(Wave(wave) for wave in request.get("copies", ())), request.get("workshop")
    )
    opened = opened_answers(raw, name, playbook)
    result, imported = with_exports(opened, playbook, _by_name(exports), wanted)
    again = opened_answers(result.raw, name, playbook)
    added: AddedValues = {
        "exports": [_taken(each) for each in grouped(imported.exports)],
        "faults": wire.faults(imported.diagnostics),
        "notices": imported.notices,
    }
    return {"answers": _values(playbook, again, result), "added": added}, [(name, result.raw)]


def _by_name(files: Files) -> dict[str, bytes]:
    """Files by name. Where two of different folders have the same name, the later one gets a number."""
    named: dict[str, bytes] = {}
    for name, raw in files:
        (stem, dot, suffix), free, number = name.rpartition("."), name, 1
        while free in named:
            number += 1
            free = f"{stem} ({number}){dot}{suffix}"
        named[free] = raw
    return named


def _taken(exports: Sequence[ImportedExport]) -> TakenExport:
    """What became of an export, or of several that are alike."""
    export = exports[0]
    asked = {question.id: question.text for question in export.form.evaluated} if export.form else {}
    close = export.columns.close if export.columns else ()
    return {
        "name": export.name,
        "more": len(exports) - 1,
        "form": export.form.title if export.form else "",
        "rows": sum(each.rows for each in exports),
        "taken": sum(each.taken for each in exports),
        "incomplete": sum(each.incomplete for each in exports),
        "missing": sum(each.missing for each in exports),
        "without_code": sum(each.without_code for each in exports),
        "already": sum(each.already for each in exports),
        "reported": sum(each.reported for each in exports),
        "left_out": [{"why": why.value, "headings": headings} for why, headings in export.left_out.items()],
        "personal": LeftOut.PERSONAL in export.left_out,
        "close": [[each.column, asked.get(each.field or "", "")] for each in close],
        "unasked": list(export.unasked),
    }


def _values(playbook: Playbook, opened: OpenedAnswers, result: UpdatedAnswers) -> AnswersValues:
    return {
        "forms": _forms(playbook, opened.answers),
        "near": len(opened.undecided),
        "fewest": opened.answers.choices.fewest,
        "comments_read": opened.answers.choices.comments_read,
        "faults": wire.faults(opened.diagnostics),
        "workshops": [[plan.workshop.id, plan.workshop.title] for plan in playbook.workshops],
        "saved": of_changes(opened.file.file, result.changes, result.uncarried),
    }


def _forms(playbook: Playbook, answers: Answers) -> list[AnsweredForm]:
    """Each copy of each form, and how many people returned it."""
    returned = Counter((each.instrument, each.wave) for each in answers.responses)
    forms: list[AnsweredForm] = []
    for form in playbook.instruments:
        waves: list[Wave | None] = [*form.waves] or [None]
        for wave in waves if form.evaluated else ():
            title = form.title + (f": {WAVE_TITLES[wave].lower()}" if wave else "")
            forms.append({"form": form.id, "wave": wave, "title": title, "people": returned[form.id, wave]})
    return forms


def show_board_page(desk: Desk, _request: Mapping[str, Any], files: Files) -> Reply:
    """The board page as a web page."""
    page = html.write(board_page(_evaluated(desk, files)), desk.theme)
    return {}, [(f"{BOARD_PAGE}.html", page)]


def _evaluated(desk: Desk, files: Files) -> Evaluation:
    """The evaluation of the workbook of answers. Raises InputFault if it has faults."""
    ((name, raw),) = files
    playbook = desk.playbook()
    opened = opened_answers(raw, name, playbook)
    if faults := errors(opened.diagnostics):
        raise InputFault(faults)
    return evaluate(playbook, opened.answers, name)


def make_evaluation(desk: Desk, request: Mapping[str, Any], files: Files) -> Reply:
    """Begin to make the board page and the report."""
    evaluation = _evaluated(desk, files)
    template = desk.checked_library.trusts[desk.open_scheme.slug].word_template
    desk.job = evaluation_job(evaluation, desk.theme, template, typst=request.get("documents", True))
    return begun(desk.job), ()


def evaluation_job(evaluation: Evaluation, theme: Theme, template: bytes | None, *, typst: bool = True) -> Job:
    """The board page and the report in every format; without Typst not as PDF."""
    documents = {BOARD_PAGE: board_page(evaluation), REPORT: evaluation_report(evaluation)}
    in_word = dict(documents)
    if template:
        in_word[BOARD_PAGE] = board_page(evaluation, template=True)
    if not typst:
        theme = replace(theme, drawings=dict(with_blank(in_word.values(), theme)))
    steps: list[Step] = []
    for name, document in documents.items():
        word = in_word[name]
        needs_typst = next(not_drawn(word, theme), None) is not None
        steps.append(_step(name, "html", partial(html.write, document, theme)))
        steps.append(_step(name, "docx", partial(docx.write, word, theme, template), needs_typst=needs_typst))
        if typst:
            steps.append(_step(name, "pdf", partial(pdf.write, document, theme), needs_typst=True))
    folder = f"{evaluation.playbook.profile.id}-evaluation"
    return Job(folder, steps, lambda files: archive(with_results(evaluation, files), folder))


def _step(name: str, format: str, write: Callable[[], bytes], *, needs_typst: bool = False) -> Step:
    path = f"{name}.{format}"
    return Step(path, EVALUATION, _WORDS[name], needs_typst, lambda: {path: write()})
