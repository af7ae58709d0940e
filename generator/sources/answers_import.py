"""Takes answers from exports of online forms: each row is taken, is there already, or is reported with its cell.

No message says what is in a cell. Columns that may tell who answered, or when, are never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from ..model.answers import Answers, Response
from ..model.diagnostics import Diagnostic, Place
from ..model.english import counted, listed
from ..model.instrument import Instrument, QuestionKind, Wave
from ..model.required import FormQuestion
from ..model.sheets import evaluation as forms
from ..model.workshop import Workshop
from .answer_columns import Columns, Export, FormWords, LeftOut, columns_of, export_of, left_out, wave_of
from .answer_rows import COMMENTS, Entry, RowReader
from .column_guess import How, plain
from .known_answers import KnownAnswers, Status
from .tables.exports import read_grids
from .tables.table import Lists


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of some exports."""

    form: str | None = None
    """Id of the form; None to guess it from the columns."""
    copies: tuple[Wave, ...] = ()
    """The copies that each row has, in the order of the columns."""
    workshop: str | None = None
    """Id of the workshop that rows without one are about."""
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    """The id of the question by the plain heading of a column, None for a column to leave out."""


@dataclass(slots=True)
class ImportedExport:
    """What became of one sheet or text file. Each row is taken, is there already or is reported."""

    name: str
    layout: str
    """Where its headings are, in words."""
    header: tuple[str, ...]
    rows: int
    form: Instrument | None = None
    """None if nobody can tell."""
    copies: tuple[Wave, ...] = ()
    """The copies that each row has; none if the rows say it, or if there is a single copy."""
    columns: Columns | None = None
    unasked: tuple[str, ...] = ()
    """The questions that have no column, in the words and order of the form."""
    taken: int = 0
    incomplete: int = 0
    """Rows taken in which something other than a comment is missing."""
    missing: int = 0
    """Answers that are missing in them."""
    without_code: int = 0
    """Rows taken without the code that the form asks for."""
    already: int = 0
    """Rows whose answers the workbook has."""
    reported: int = 0
    """A row may have several faults."""
    faults: list[Diagnostic] = field(default_factory=list)

    @property
    def left_out(self) -> Mapping[LeftOut, list[str]]:
        """The headings of columns that are not used, by the reason."""
        titles: dict[LeftOut, list[str]] = {}
        for column in self.columns.matches if self.columns else ():
            if (reason := left_out(column)) and reason is not LeftOut.NONE:
                titles.setdefault(reason, []).append(column.column)
        return titles

    def report(self, faults: Iterable[Diagnostic], rows: int = 1) -> None:
        """Record that some rows are not taken, and why."""
        self.faults.extend(faults)
        self.reported += rows


@dataclass(slots=True)
class ImportedAnswers:
    """What became of all exports."""

    responses: list[Response] = field(default_factory=list)
    """What to add to the workbook, in order."""
    exports: list[ImportedExport] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    """Faults of files that could not be read at all."""

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that was reported."""
        return [*self.faults, *(fault for export in self.exports for fault in export.faults)]


def grouped(exports: Iterable[ImportedExport]) -> Iterable[Sequence[ImportedExport]]:
    """The exports in order, but those of one row that have the same headings together."""
    groups: dict[object, list[ImportedExport]] = {}
    for export in exports:
        own = export.name if export.rows != 1 else None
        groups.setdefault((own, export.header, export.copies), []).append(export)
    return groups.values()


def import_answers(
    files: Mapping[str, bytes],
    wordings: Sequence[Iterable[Instrument]],
    workshops: Iterable[Workshop],
    known: Answers,
    wanted: Wanted,
) -> ImportedAnswers:
    """The answers in some exports that a workbook does not have yet.

    A row is taken whole or not at all. The workbook has it already if somebody with its code has given these answers on
    this copy of the form; without codes, as often as the workbook has the same answers. So to import an export again
    adds nothing. Files of one row are somebody's own, so those of a form are compared together, as if they were one.

    Args:
        files: the exports by name.
        wordings: the forms in the words of the cohort, and then in other words in which they may have been sent.
        workshops: the workshops that the cohort runs.
        known: what the workbook has.
        wanted: what the user says of the exports.
    """
    workshops = list(workshops)
    own, *others = ({form.id: form for form in wording if form.evaluated} for wording in wordings)
    words = [
        FormWords(form, [other[form.id] for other in others if form.id in other], workshops)
        for form in own.values()
        if wanted.form in (None, form.id)
    ]
    lists, result = Lists(), ImportedAnswers()
    importer = _Importer(words, forms.evaluation_lists((), workshops)[forms.WORKSHOPS], known, wanted, result)
    for file, sheets in read_grids(files, lists):
        exports = [export for grids in sheets if (export := export_of(grids, words, wanted.mapping))]
        if sheets and not exports:
            message = f"no row at the top has the questions of {'this' if wanted.form else 'a'} form as headings"
            advice = "export it with the questions as column headings, or say which question each column answers"
            lists.faults.append(Diagnostic("no-questions", message, Place(file), advice))
        elif left := len(sheets) - len(exports):
            lists.notices.append(
                f"{file}: {counted(left, 'sheet')} not read, as no row at the top has questions as headings"
            )
        for export in exports:
            importer.take(export)
    importer.add()
    result.notices = [*lists.notices, *result.notices]
    result.faults = lists.faults
    return result


class _Batch(NamedTuple):
    """Rows of a form, each with the export that it is from."""

    words: FormWords
    entries: list[tuple[Entry, ImportedExport]]


class _Importer:
    """Takes one export after another."""

    def __init__(
        self,
        words: Sequence[FormWords],
        workshops: Mapping[str, str],
        known: Answers,
        wanted: Wanted,
        result: ImportedAnswers,
    ) -> None:
        self.words, self.workshops, self.wanted, self.result = words, workshops, wanted, result
        self.known = known
        self.batches: list[_Batch] = []
        """What is compared with the workbook together, one after another."""
        self.singles: dict[str, _Batch] = {}
        """The batch of the files of one row, by form."""

    def take(self, export: Export) -> None:
        """Read one export."""
        where = f"line {export.at.place.line}" if export.grid.is_text else export.at.name
        layout = ", ".join(filter(None, (f"headings in {where}", export.grid.layout)))
        result = ImportedExport(export.grid.name, layout, export.header, len(export.rows))
        self.result.exports.append(result)
        # A single cell above the headings is a line about the answers.
        if above := sum(len(row.cells) > 1 for row in export.above):
            notice = f"{export.grid.name}: {counted(above, 'row')} not read, as above the column headings"
            self.result.notices.append(notice)
        words = _form(export, self.words, self.wanted.mapping)
        if isinstance(words, Diagnostic):
            result.report([words], result.rows)
            return
        result.form = words.form
        if fault := self._settle(export, words, result):
            result.report([fault], result.rows)
        elif result.columns:
            wave = self.wanted.copies[0] if len(self.wanted.copies) == 1 else None
            unsaid = wave, self._workshop(words, export)
            reader = RowReader(words, export.header, result.columns, result.copies, self.workshops, unsaid)
            batch = self.singles.get(words.form.id) if result.rows == 1 else None
            if batch is None:
                batch = _Batch(words, [])
                self.batches.append(batch)
            if result.rows == 1:
                self.singles[words.form.id] = batch
            for row in export.rows:
                entry = reader.entry(row, is_text=export.grid.is_text)
                if isinstance(entry, Entry):
                    batch.entries.append((entry, result))
                else:
                    result.report(entry)

    def _settle(self, export: Export, words: FormWords, result: ImportedExport) -> Diagnostic | None:
        """Decide how the columns are used, or say why nobody can."""
        form, header, mapping, copies = words.form, export.header, self.wanted.mapping, self.wanted.copies
        place = export.at.place
        mapped = (mapping.get(plain(title)) for title in header)
        if unknown := [id for id in mapped if id and id not in words.questions and id != forms.COPY]:
            message = f"{form.title} has no question `{unknown[0]}`"
            return Diagnostic("unknown-question", message, place, "say which form it is")
        names = listed([f"`{wave}`" for wave in form.waves], "or")
        if wrong := [wave for wave in copies if wave not in form.waves]:
            message = f"{form.title} has no copy `{wrong[0]}`"
            return Diagnostic("no-such-copy", message, place, f"say {names}" if names else "say no copy")
        says = form.waves and forms.COPY in columns_of(words, header, mapping, ()).of(None)
        if form.waves and not says and not copies:
            copies = _copies_named(words, header, mapping)
            if not copies:
                message = f"the export does not say which copy of {form.title} it is"
                advice = f"say {names}; if each row has two copies, say both, in the order of the columns"
                return Diagnostic("which-copy", message, place, advice)
        result.copies = () if says else copies
        result.columns = columns_of(words, header, mapping, result.copies)
        ratings = {each.id for each in words.questions.values() if each.kind is QuestionKind.SCALE}
        spare = [each for each in result.columns.matches if each.could in ratings and left_out(each) is LeftOut.TWICE]
        if form.waves and len(spare) * 2 > len({each.field for each in result.columns.matches} & ratings) > 0:
            message = f"{counted(len(spare), 'question has', 'questions have')} more columns than copies"
            advice = f"say each copy that a row has, in the order of the columns: {names}"
            return Diagnostic("more-copies", message, place, advice)
        used: set[str | None] = {each.field for each in result.columns.matches}
        if self._workshop(words, export):
            used.add(FormQuestion.WORKSHOP)
        result.unasked = tuple(
            question.text
            for question in words.questions.values()
            if question.id not in used
            and (not result.copies or any(wave in words.waves[question.id] for wave in result.copies))
        )
        return None

    def _workshop(self, words: FormWords, export: Export) -> str | None:
        """The workshop of rows that name none: as the user said, or the only one that has all these statements."""
        if self.wanted.workshop:
            return self.wanted.workshop
        statements = [ids for title in export.header if (ids := words.workshops_of(title))]
        common = set.intersection(*statements) if statements else set()
        return next(iter(common)) if len(common) == 1 else None

    def add(self) -> None:
        """Take the rows that the workbook does not have."""
        for batch in self.batches:
            self._add(batch)
        left = [
            entry
            for batch in self.singles.values()
            for entry, result in batch.entries
            if result.already and not entry.responses[0].code
        ]
        if left:
            files = counted(len(left), "file of one row has", "files of one row have")
            self.result.notices.append(
                f"{files} the answers of a row that is there; if they are somebody else's, import all files of the "
                "form at once"
            )

    def _add(self, batch: _Batch) -> None:
        questions = batch.words.questions
        comments = {id for id, question in questions.items() if question.kind in COMMENTS}
        known = [*self.known.responses, *self.result.responses]
        coming = [response for entry, _ in batch.entries for response in entry.responses]
        findings = iter(KnownAnswers(known, self.known.same_codes, comments).findings(coming))
        for entry, result in batch.entries:
            compared = [next(findings) for _ in entry.responses]
            new = [each.response for each in compared if each.status is Status.NEW]
            if faults := [fault for each in compared if (fault := each.fault)]:
                result.report(faults)
            elif new:
                result.taken += 1
                result.incomplete += entry.missing > 0
                result.missing += entry.missing
                result.without_code += FormQuestion.CODE in questions and not new[0].code
                self.result.responses += new
            else:
                result.already += 1


def _form(export: Export, words: Sequence[FormWords], mapping: Mapping[str, str | None]) -> FormWords | Diagnostic:
    """The form that an export is of, or why nobody can tell."""
    exact = [len(each.answered(export.header, mapping)) for each in words]
    likely = [each for each, count in zip(words, exact, strict=True) if count * 2 >= max(exact)]
    scores = [(_score(each, export, mapping), each) for each in likely]
    best = max(score for score, _ in scores)
    first, *more = (each for score, each in scores if score == best)
    if more:
        titles = listed([f"{each.form.title} ({each.form.id})" for each in (first, *more)])
        advice = "say which form it is"
        return Diagnostic("which-form", f"the columns fit {titles} equally well", export.at.place, advice)
    return first


def _score(words: FormWords, export: Export, mapping: Mapping[str, str | None]) -> tuple[int, int, Fraction]:
    """How well a form fits: by its questions, by those in its own words, and by their share if it is half or more."""
    own = words.questions.keys() - {*FormQuestion}
    columns = words.match(export.header, mapping, 1)
    fields = {each.field for each in columns if each.field in own}
    surely = {each.field for each in columns if each.field in own and each.how is not How.CLOSE}
    share = Fraction(len(fields), len(own))
    return len(fields), len(surely), share if share * 2 >= 1 else Fraction(0)


def _copies_named(words: FormWords, header: Sequence[str], mapping: Mapping[str, str | None]) -> tuple[Wave, ...]:
    """The copies that the headings name, if each rating names one; otherwise none."""
    ratings = {id for id, question in words.questions.items() if question.kind is QuestionKind.SCALE}
    matches = words.match(header, mapping, len(words.form.waves))
    waves = [wave_of(each.column) for each in matches if each.field in ratings]
    return tuple(dict.fromkeys(wave for wave in waves if wave)) if waves and all(waves) else ()
