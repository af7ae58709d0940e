"""The command `evaluation import`. What it prints has no answer, code or name: only places, numbers and headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..model.diagnostics import Diagnostic, errors, printable, render_all
from ..model.english import counted, listed
from ..model.suggestions import did_you_mean
from ..publish.whole_file import replace_file
from ..sources.layout import WORKBOOK_ENDINGS
from .common import (
    Format,
    FormatOption,
    ProjectOption,
    SchemeArgument,
    TodayOption,
    check_columns,
    cut,
    files_by_name,
    now,
    reporting,
    say_as,
    usage,
)
from .evaluation import evaluation, playbook_of, workbook_of_answers
from .workbooks import at, refuse_uncarried

if TYPE_CHECKING:
    from ..model.instrument import Instrument
    from ..planning.playbook import Playbook
    from ..sources.answers_import import ImportedAnswers, ImportedExport, Wanted


@evaluation.command("import")
def import_(
    scheme: SchemeArgument,
    answers: Annotated[Path, typer.Argument(help="The Excel file for answers, such as evaluation.xlsx.")],
    exports: Annotated[
        list[Path] | None,
        typer.Argument(help="Exports of online forms: .xlsx, .csv, .tsv or .txt files.", show_default=False),
    ] = None,
    project: ProjectOption = None,
    form: Annotated[
        str | None, typer.Option("--form", help="Id of the form. Default: the one whose questions the columns have.")
    ] = None,
    copy: Annotated[
        list[str] | None,
        typer.Option(
            "--copy",
            help="The copy of the form: before, after or then. If each row has two, both, in the order of the columns.",
            show_default=False,
        ),
    ] = None,
    workshop: Annotated[
        str | None, typer.Option("--workshop", help="Title or id of the workshop that rows without one are about.")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help='"Column=question" says what a column answers; "Column=" leaves it out.',
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be taken, and write nothing.")] = False,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Put the answers of online forms into the Excel file, and bring that up to date; what was typed there stays.

    A row is taken whole, or reported with its place. Names, addresses and times are never taken. To import an export
    again adds nothing. What the file was before lies beside it.

    Example: `paired-learning evaluation import westshire.xlsx evaluation.xlsx answers.csv --copy before`
    """
    if answers.suffix.lower() not in WORKBOOK_ENDINGS:
        usage("name the Excel file with the answers: it ends in .xlsx")
    files = files_by_name(exports or [])
    with reporting():
        from ..evaluation.codes import near_codes
        from ..model.answers import Answers
        from ..sources.answers_import import grouped
        from ..studio.evaluation import opened_answers, with_exports

        raw = workbook_of_answers(answers)
        playbook = playbook_of(scheme, project, today)
        wanted, typed = _wanted(playbook, form, copy or [], workshop, mapping or [])
        opened = opened_answers(raw, str(answers), playbook)
        updated, result = with_exports(opened, playbook, files, wanted)
        check_columns(typed, [title for export in result.exports for title in export.header], "export")
        refuse_uncarried(updated.uncarried, answers, anyway=False)
        before = None
        # Exports that bring nothing new are no reason for one more version of the file.
        if not dry_run and updated.raw != raw and (result.responses or not files):
            before = replace_file(answers, updated.raw, read=raw, now=now(), shown=str(answers)).name
        new = {response.code for response in result.responses}
        near = near_codes(Answers((*opened.answers.responses, *result.responses)))
        alike = sum(bool({each.first, each.second} & new) for each in near)
        lines = [line for exports in grouped(result.exports) for line in _lines(exports)] + [
            printable(notice) for notice in result.notices
        ]
        added = f"{counted(len(result.responses), 'row')} {'would be added' if dry_run else 'added'}"
        lines.append(f"{answers}: {added if result.responses else 'no new answers'}")
        if alike:
            pairs = counted(alike, "pair of codes nearly matches", "pairs of codes nearly match")
            lines.append(f"  Codes: {pairs}; say there which are one person's")
        lines += [f"  {at(change)}{change.text}" for change in updated.changes]
        if errors(result.diagnostics):
            lines.append(_AGAIN)
        if before:
            lines.append(f"The file as it was: {before}")
        diagnostics = [*opened.diagnostics, *map(_with_option, result.diagnostics)]
        if diagnostics:
            typer.echo(render_all(diagnostics) + "\n", err=True)
        say_as(format, _values(result, answers, before, alike), "\n".join(lines))
        if errors(diagnostics):
            raise typer.Exit(1)


_AGAIN = (
    "Correct what was reported in the export and import it again, or type it into the sheet: no row is added twice."
)


_OPTIONS = {
    "missing-copy": "--copy",
    "missing-workshop": "--workshop",
    "more-copies": "--copy",
    "no-questions": "--map",
    "no-such-copy": "--copy",
    "unknown-question": "--form",
    "which-copy": "--copy",
    "which-form": "--form",
}
"""How to say what a fault asks for."""


def _with_option(fault: Diagnostic) -> Diagnostic:
    option = _OPTIONS.get(fault.code)
    return replace(fault, help=f"{fault.help} ({option})") if option else fault


def _wanted(
    playbook: Playbook, form: str | None, copies: Sequence[str], workshop: str | None, options: Iterable[str]
) -> tuple[Wanted, list[str]]:
    """What the user says of the exports, and the columns as typed; wrong usage where it names what there is not."""
    from ..model.instrument import Wave
    from ..sources.answers_import import Wanted

    forms = {each.id: each for each in playbook.instruments if each.evaluated}
    if form is not None and form not in forms:
        usage(f"--form: no form `{form}`; {did_you_mean(form, forms)}")
    if unknown := [each for each in copies if each not in [*Wave]]:
        usage(f"--copy: `{unknown[0]}` is none of {listed(list(Wave), 'or')}")
    if len({*copies}) < len(copies):
        usage("--copy: say each copy once")
    titles = {plan.workshop.title.casefold(): plan.workshop.id for plan in playbook.workshops}
    ids = {id: id for id in titles.values()}
    if workshop is not None and workshop.casefold() not in titles | ids:
        usage(f"--workshop: the cohort has no workshop `{workshop}`; {did_you_mean(workshop, ids)}")
    chosen = (titles | ids)[workshop.casefold()] if workshop is not None else None
    mapping = _mapping(options, [forms[form]] if form else [*forms.values()])
    return Wanted(form, tuple(Wave(each) for each in copies), chosen, {key: id for key, (_, id) in mapping.items()}), [
        column for column, _ in mapping.values()
    ]


def _mapping(options: Iterable[str], forms: Iterable[Instrument]) -> dict[str, tuple[str, str | None]]:
    """The column as typed, and the question that it answers, by its plain heading."""
    from ..model.sheets.evaluation import sheets_of
    from ..sources.answer_columns import is_personal
    from ..sources.column_guess import plain

    questions = {
        name: column.key
        for sheet in sheets_of(forms).values()
        for column in sheet.columns
        for name in (column.key, column.title)
    }
    mapping = {}
    for option in options:
        column, equals, name = option.rpartition("=")
        wanted = name.strip()
        if not equals or not plain(column):
            usage(f'`{option}` must have the form "Column=question"')
        if wanted and wanted not in questions:
            usage(f"--map: no question `{wanted}`; {did_you_mean(wanted, questions) or 'give its id or its words'}")
        if wanted and is_personal(column):
            usage(f"--map: `{column.strip()}` is never taken, because it may tell who answered, or when")
        mapping[plain(column)] = column.strip(), questions[wanted] if wanted else None
    return mapping


def _lines(exports: Sequence[ImportedExport]) -> list[str]:
    """What became of an export, or of several that are alike."""
    from ..sources.answer_columns import LeftOut

    export, *more = exports
    name = f"{export.name} and {len(more)} more like it" if more else export.name
    title = f": {export.form.title}" if export.form else ""
    copies = f", {'copy' if len(export.copies) == 1 else 'copies'} {listed(export.copies)}" if export.copies else ""
    lines = [f"{name}{title}{copies} ({export.layout})"]
    if export.columns:
        asked = {question.id: question.text for question in export.form.evaluated} if export.form else {}
        lines += [
            f"  close spelling, please check: {cut(column.column)} = {asked.get(column.field or '', column.field)}"
            for column in export.columns.close
        ]
        reasons = export.left_out
        for reason, titles in reasons.items():
            lines.append(f"  {reason}: {_few(titles)}")
        if export.unasked:
            lines.append(f"  no column for: {_few(export.unasked)}")
        if LeftOut.PERSONAL in reasons:
            lines.append("  it may tell who answered: keep it where few can open it, and delete it when you can")
    total = {
        key: sum(getattr(each, key) for each in exports)
        for key in ("rows", "taken", "incomplete", "missing", "without_code", "already", "reported")
    }
    details = []
    if total["incomplete"]:
        details.append(f"{total['incomplete']} incomplete: {counted(total['missing'], 'answer')} missing")
    if total["without_code"]:
        details.append(f"{total['without_code']} without a code")
    taken = f"{total['taken']} taken" + (f" ({'; '.join(details)})" if details else "")
    lines.append(
        f"  {counted(total['rows'], 'row')}: {taken}, {total['already']} there already, {total['reported']} reported"
    )
    return [printable(line) for line in lines]


def _few(texts: Sequence[str]) -> str:
    """The first texts of several, each cut short."""
    more = [f"{len(texts) - _SHOWN} more"] if len(texts) > _SHOWN else []
    return ", ".join([*(cut(text) for text in texts[:_SHOWN]), *more])


_SHOWN = 8
"""Headings of one kind that are named."""


def _values(result: ImportedAnswers, file: Path, before: str | None, alike: int) -> dict[str, Any]:
    from ..sources.answer_columns import left_out

    return {
        "file": str(file),
        "before": before,
        "added": len(result.responses),
        "nearly_the_same_codes": alike,
        "exports": [
            {
                "name": export.name,
                "layout": export.layout,
                "form": export.form.id if export.form else None,
                "copies": list(export.copies),
                "columns": [
                    {
                        "column": column.column,
                        "question": column.field,
                        "copy": wave,
                        "how": column.how if column.field else left_out(column),
                    }
                    for column, wave in (
                        zip(export.columns.matches, export.columns.waves, strict=True) if export.columns else ()
                    )
                ],
                "no_column_for": list(export.unasked),
                "rows": export.rows,
                "taken": export.taken,
                "incomplete": export.incomplete,
                "missing_answers": export.missing,
                "without_code": export.without_code,
                "already": export.already,
                "reported": export.reported,
            }
            for export in result.exports
        ],
        "notices": result.notices,
        "faults": [fault.as_json() for fault in result.diagnostics],
    }
