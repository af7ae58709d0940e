"""The commands `evaluation report` and `evaluation combine`. What they print has no answer, code, name or comment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.diagnostics import InputFault, Severity, errors, render
from ..model.english import counted
from ..model.sheets.evaluation import CODES
from ..sources.layout import WORKBOOK_ENDINGS
from ..sources.tree import read_file, read_project, read_theme
from .common import (
    Format,
    FormatOption,
    ProjectOption,
    SchemeArgument,
    TodayOption,
    project_folder,
    reporting,
    say_as,
    say_warnings,
    shown,
    usage,
)
from .evaluation import evaluation, playbook_of, workbook_of_answers

if TYPE_CHECKING:
    from ..documents.evaluation import Evaluation
    from ..planning.playbook import Playbook
    from ..studio.evaluation import OpenedAnswers
    from ..writers.theme import Theme

COMBINED = "combined"
"""Name of the folder for several cohorts, below that of evaluations."""


@evaluation.command("report")
def report(
    scheme: SchemeArgument,
    answers: Annotated[Path, typer.Argument(help="The Excel file with the answers, such as evaluation.xlsx.")],
    project: ProjectOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder to write. Default: `dist/evaluation/` and the trust's id.")
    ] = None,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Write the page and the slide for the board, the full report, and the results that may be passed on.

    No result is shown for a small group, and before anything is written a check tries to work out what is hidden.

    Example: `paired-learning evaluation report westshire.xlsx evaluation.xlsx`
    """
    if answers.suffix.lower() not in WORKBOOK_ENDINGS:
        usage("name the scheme first, then the Excel file with the answers, which ends in .xlsx")
    with reporting():
        from ..documents.evaluation import evaluate
        from ..documents.evaluation_words import headline
        from ..publish.project_theme import project_theme
        from ..publish.updated_folder import update_folder
        from ..writers.evaluation import evaluation_files

        root = project_folder(project)
        playbook = playbook_of(scheme, project, today)
        opened = _opened(answers, playbook)
        result = evaluate(playbook, opened.answers, str(answers))
        theme = project_theme(root, read_theme(root))
        word = playbook.library.trusts[playbook.profile.id].word_template
        files = evaluation_files(result, theme, word, _slide(result, theme))
        target = output or root / "dist" / "evaluation" / playbook.profile.id
        say_warnings(update_folder(target, files), target)
        hidden = len(result.published.hidden)
        lines = [headline(result.verdict())]
        if hidden:
            lines.append(f"{counted(hidden, 'result is', 'results are')} not shown, to protect small groups")
        near = len(opened.undecided)
        if near:
            pairs = counted(near, "pair of codes nearly matches", "pairs of codes nearly match")
            lines.append(f"{pairs}: say on the sheet {CODES} which are one person's, and write the report again")
        lines.append(f"{shown(target)} (read the board page aloud before you send it)")
        finding = result.verdict().kind.value
        counts = {"finding": finding, "hidden": hidden, "near_codes": near, "folder": shown(target)}
        say_as(format, counts, "\n".join(lines))


def _opened(file: Path, playbook: Playbook) -> OpenedAnswers:
    """A workbook of answers; its warnings go to stderr. Raises InputFault if it is missing or has faults."""
    from ..studio.evaluation import opened_answers

    opened = opened_answers(workbook_of_answers(file), str(file), playbook)
    for warning in (each for each in opened.diagnostics if each.severity is Severity.WARNING):
        typer.echo(render(warning) + "\n", err=True)
    if faults := errors(opened.diagnostics):
        raise InputFault(faults)
    return opened


def _slide(result: Evaluation, theme: Theme) -> bytes:
    """The board page as a PowerPoint file, in the trust's own look if it has one."""
    from ..documents.board_slide import board_slide
    from ..writers import pptx

    own = result.playbook.library.trusts[result.playbook.profile.id].slides_template
    return pptx.write(board_slide(result), theme.file(pptx.BASE), own, theme.glyphs)


@evaluation.command("combine")
def combine(
    results: Annotated[list[Path], typer.Argument(help="Each cohort's results.json, as `evaluation report` wrote it.")],
    project: ProjectOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", help=f"Folder to write. Default: `dist/evaluation/{COMBINED}`.")
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Put the results of several cohorts together, of one trust or of several.

    They are what each report shows, and nobody's answers. Counts of people are added up, and medians stand side by
    side.

    Example: `paired-learning evaluation combine ours/results.json theirs/results.json --output together`
    """
    if len({file.resolve() for file in results}) < len(results) or len(results) < 2:
        usage("name at least two files, each once")
    with reporting():
        from ..evaluation.combined import combined
        from ..publish.project_theme import project_theme
        from ..publish.updated_folder import update_folder
        from ..sources.load import load
        from ..sources.published_results import read_published_results
        from ..writers.evaluation import combined_files

        root = project_folder(project)
        missing = [file for file in results if not file.is_file()]
        if missing:
            advice = "check the name: `paired-learning evaluation report` writes results.json into its folder"
            raise InputFault.of("no-results", "no such file", str(missing[0]), advice)
        together = combined(read_published_results({str(file): read_file(file, str(file)) for file in results}))
        theme = project_theme(root, read_theme(root))
        target = output or root / "dist" / "evaluation" / COMBINED
        library = load(read_project(root)).require()
        say_warnings(update_folder(target, combined_files(together, library, theme)), target)
        line = f"{counted(len(together.cohorts), 'cohort')} together: {shown(target)}"
        say_as(format, {"cohorts": len(together.cohorts), "folder": shown(target)}, line)
