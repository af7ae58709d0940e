"""Commands on answers to questionnaires. No answer, code or name is ever printed: only places and numbers."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.diagnostics import InputFault
from ..publish.whole_file import write_new
from ..sources.tree import read_file
from .common import (
    ProjectOption,
    SchemeArgument,
    TodayOption,
    app,
    day_of_planning,
    project_folder,
    reporting,
    say,
    usage,
)
from .playbooks import earlier_plan, read_named

if TYPE_CHECKING:
    from ..planning.playbook import Playbook

evaluation = typer.Typer(help="Find out what came of a cohort.", no_args_is_help=True)
app.add_typer(evaluation, name="evaluation")


@evaluation.command("new")
def new(
    scheme: SchemeArgument,
    project: ProjectOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="File to write. Default: `evaluation.xlsx` in the folder of the scheme's file."),
    ] = None,
    today: TodayOption = None,
) -> None:
    """Write a workbook for the answers of a cohort, with a sheet for each of its forms.

    An existing file is never overwritten: `paired-learning evaluation import` adds answers to it and brings it up to
    date.

    Example: `paired-learning evaluation new westshire.xlsx`
    """
    file = output or (Path(scheme).parent if Path(scheme).is_file() else Path()) / "evaluation.xlsx"
    if file.suffix.lower() != ".xlsx":
        usage("name a file that ends in .xlsx")
    with reporting():
        from ..studio.evaluation import new_evaluation

        raw = new_evaluation(playbook_of(scheme, project, today))
        write_new(file, raw, str(file), "bring it up to date with `paired-learning evaluation import`")
        say(f"{file}: written. Only the evaluation lead, and whoever types answers in, may open it.")


def playbook_of(scheme: str, project: Path | None, today: datetime.datetime | None) -> Playbook:
    """The playbook of the cohort whose scheme the user named. Raises InputFault if the scheme has faults."""
    from ..planning.playbook import plan

    root = project_folder(project)
    named = read_named(root, [scheme])
    named.raise_faults()
    (slug,) = named.slugs
    made = day_of_planning(today)
    day, previous = earlier_plan(root, named.content, slug, made)
    with named.as_typed():
        return plan(named.library, slug, today=day, previous=previous, made=made)


def workbook_of_answers(file: Path) -> bytes:
    """The bytes of a workbook of answers. Raises InputFault if there is no such file."""
    if not file.is_file():
        advice = "write one with `paired-learning evaluation new`"
        raise InputFault.of("no-workbook", "no workbook here", str(file), advice)
    return read_file(file, str(file))
