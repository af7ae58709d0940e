"""The workbook of a cohort's answers to questionnaires: bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..documents.evaluation_workbook import evaluation_workbook
from ..evaluation.codes import NearCode, near_codes
from ..model.answers import Answers, Response
from ..model.diagnostics import Diagnostic, Place
from ..model.instrument import InstrumentKind
from ..model.scheme_file import Change, SchemeFile
from ..model.sheets.evaluation import CODES, SAME, evaluation_forms, sheets_of
from ..model.typed_workbook import TypedWorkbook, Uncarried
from ..planning.playbook import Playbook
from ..planning.wording import Wording, worded
from ..sources.answers import read_answers
from ..sources.answers_import import ImportedAnswers, Wanted, import_answers
from ..sources.scheme_file import ANSWERS, scheme_file
from ..sources.typed_workbook import read_typed
from .updated import to_file


@dataclass(frozen=True, slots=True)
class OpenedAnswers:
    """A workbook of answers as it was read."""

    file: SchemeFile
    answers: Answers
    diagnostics: tuple[Diagnostic, ...]
    """Faults and warnings of its cells, none of which says what somebody typed."""

    @property
    def undecided(self) -> tuple[NearCode, ...]:
        """The codes that nearly match, without those about which somebody has said yes or no."""
        table = self.file.tables.get(CODES)
        decided = {row.id for row in (table.rows if table else ()) if row.value(SAME) is not None}
        return tuple(near for near in near_codes(self.answers) if near.id not in decided)


@dataclass(frozen=True, slots=True)
class UpdatedAnswers:
    """A new version of a workbook of answers."""

    raw: bytes
    """Its file."""
    changes: tuple[Change, ...]
    """What the evaluation lead should look at."""
    uncarried: tuple[Uncarried, ...]
    """What the old version holds and the new one cannot."""


def new_evaluation(playbook: Playbook) -> bytes:
    """The file of a workbook for the answers of a cohort that has none yet."""
    return to_file(evaluation_workbook(playbook)[0], playbook.release)


def opened_answers(raw: bytes, name: str, playbook: Playbook) -> OpenedAnswers:
    """The answers of a cohort from the file of their workbook. `name` is for diagnostics.

    Raises:
        InputFault: it is another file, or a sheet or column has another name than it had.
    """
    typed = read_typed(raw, name)
    file = scheme_file(typed, evaluation_forms(playbook.instruments), ANSWERS)
    answers, diagnostics = read_answers(file, playbook.instruments, (plan.workshop for plan in playbook.workshops))
    return OpenedAnswers(file, answers, (*_of_another_framework(typed, playbook), *diagnostics))


def _of_another_framework(typed: TypedWorkbook, playbook: Playbook) -> Iterator[Diagnostic]:
    """Answers to a self-assessment by another leadership framework than the trust's, which no report may mix in."""
    used = {form.id for form in playbook.instruments}
    others = sheets_of(
        form
        for form in playbook.library.instruments.values()
        if form.kind is InstrumentKind.SELF_ASSESSMENT and form.framework and form.id not in used
    )
    names = {sheet.name for sheet in typed.sheets}
    there = [form for form in others.values() if form.name in names]
    tables = scheme_file(typed, there, ANSWERS).tables if there else {}
    for form in there:
        if form.name in tables and any(
            row.value(column.key) is not None for row in tables[form.name].rows for column in form.columns
        ):
            message = "this sheet has answers by another leadership framework than the one that the trust has chosen"
            advice = (
                "choose the framework again that people answered by, or keep these answers in a workbook of their own"
            )
            yield Diagnostic("other-framework", message, Place(typed.file, cell=form.name), advice)


def with_answers(opened: OpenedAnswers, playbook: Playbook, added: Sequence[Response] = ()) -> UpdatedAnswers:
    """The workbook with everything that was typed into it, more answers below, and the codes that nearly match."""
    together = Answers((*opened.answers.responses, *added))
    workbook, changes = evaluation_workbook(playbook, opened.file, added, near_codes(together))
    return UpdatedAnswers(to_file(workbook, playbook.release), changes, opened.file.uncarried)


def with_exports(
    opened: OpenedAnswers, playbook: Playbook, files: Mapping[str, bytes], wanted: Wanted
) -> tuple[UpdatedAnswers, ImportedAnswers]:
    """The workbook with the answers in exports of online forms that it does not have, and what became of each row.

    The forms may have been sent in the words for pairs or in those for groups. `files` has the exports by name.
    """
    shared = playbook.library.instruments.values()
    pairs, groups = ([worded(form, Wording(size)) for form in shared] for size in (2, 3))
    workshops = [plan.workshop for plan in playbook.workshops]
    imported = import_answers(files, (playbook.instruments, pairs, groups), workshops, opened.answers, wanted)
    return with_answers(opened, playbook, imported.responses), imported
