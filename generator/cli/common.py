"""What commands share: the app, finding the project, printing and exit codes."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.core import TyperGroup

from .. import __version__
from ..model.diagnostics import Diagnostic, InputFault, Place, printable, render, render_all
from ..model.english import counted
from ..model.suggestions import did_you_mean
from ..sources.tree import find_project

if TYPE_CHECKING:
    from ..model.library import Library

app = typer.Typer(
    name="paired-learning",
    help="Turns YAML into a site and playbooks for paired learning.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


MAKE = "make"


class Making(TyperGroup):
    """Commands of which one is short for `make`: `release 2026.1` is `release make 2026.1`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = [MAKE, *args]
        return super().parse_args(ctx, args)


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"


ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project", help="Folder that holds mkdocs.yml. Default: the nearest one from the current folder upwards."
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for machines.")]
TodayOption = Annotated[
    datetime.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="Plan as on this day. Default: the day's date."),
]
SchemeArgument = Annotated[
    str, typer.Argument(help="The Excel file of a scheme, the id of a trust, or a path of a profile.")
]
NewFolder = Annotated[Path, typer.Argument(help="Folder to write. It must be new, empty, or written by this command.")]
say = typer.echo


def usage(message: str) -> NoReturn:
    """Print a usage error and exit with 2."""
    typer.echo(f"paired-learning: {message}", err=True)
    raise typer.Exit(2)


def day_of_planning(given: datetime.datetime | None) -> datetime.date:
    """The day that was given, or the day's date; wrong usage if it is outside the years that plans can have."""
    # A command that plans needs the model anyway; the others start sooner without it.
    from ..model.base import FIRST_DAY, LAST_DAY

    day = (given or now()).date()
    if not FIRST_DAY <= day <= LAST_DAY:
        whose = "`--today`" if given else "the clock of this computer"
        usage(f"{whose} says {day.isoformat()}; give the right day with `--today`, such as `--today 2026-12-01`")
    return day


def now() -> datetime.datetime:
    """The time on the user's clock: nothing else reads it."""
    return datetime.datetime.now().astimezone()


def project_folder(given: Path | None) -> Path:
    """The folder that holds mkdocs.yml."""
    project = find_project((given or Path.cwd()).resolve())
    if project is None:
        usage("no mkdocs.yml beside a content folder in this folder or above it; use --project")
    return project


def playbooks_folder(root: Path) -> Path:
    """Where playbooks are written unless the user names another folder."""
    return root / "dist" / "playbooks"


def say_as(format: Format, values: object, text: str) -> None:
    """Print values as JSON, or the text that says the same."""
    say(json.dumps(values, indent=2, ensure_ascii=False) if format is Format.JSON else text)


def say_warnings(warnings: Iterable[Diagnostic], folder: Path) -> None:
    """List warnings of an output folder on stderr. Their places are paths within the folder."""
    for warning in warnings:
        place = replace(warning.place, file=f"{shown(folder)}{warning.place.file}")
        typer.echo(render(replace(warning, place=place)) + "\n", err=True)


@contextmanager
def progress_bar(title: str, total: int, *, hidden: bool = False) -> Iterator[Callable[[str], None]]:
    """A bar on stderr, where that is a terminal. Call what it yields with the name of each item that is finished."""
    if hidden:
        yield lambda name: None  # noqa: ARG005
        return
    # Importing it takes longer than a command with nothing to count should.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


@contextmanager
def reporting() -> Iterator[None]:
    """Do the work of a command in this block: faults of the input are listed on stderr, and the exit code is 1."""
    try:
        yield
    except InputFault as fault:
        number = counted(len(fault.diagnostics), "fault")
        typer.echo(f"{render_all(fault.diagnostics)}\n\n{number}", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        name = Path(error.filename).name if isinstance(error.filename, str) else "the output"
        typer.echo(f"error[system]: {error.strerror or error}: {name}", err=True)
        raise typer.Exit(1) from None


def unknown_trust(slug: str, library: Library) -> Diagnostic:
    """The fault of naming a trust that does not exist."""
    from ..sources.layout import TRUSTS

    advice = did_you_mean(slug, library.trusts) or "write a profile with `paired-learning new trust`"
    return Diagnostic("unknown-trust", f"no trust `{slug[:80]}`", Place(TRUSTS), advice)


def shown(path: Path) -> str:
    """A folder as the user would type it."""
    path, here = path.absolute(), Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}{os.sep}"


def files_by_name(files: Sequence[Path]) -> dict[str, bytes]:
    """The content of files by name, or by path if two have the same name; wrong usage if one does not exist."""
    for file in files:
        if not file.is_file():
            usage(f"no such file: {file}")
    alike = len({file.name for file in files}) < len(files)
    return {str(file) if alike else file.name: file.read_bytes() for file in files}


def check_columns(typed: Iterable[str], header: Iterable[str], what: str) -> None:
    """Print a usage error and exit with 2 if --map names a column that no list, or whatever it is, has."""
    from ..sources.column_guess import plain

    known = {plain(title): title for title in header}
    for column in typed:
        if known and plain(column) not in known:
            advice = did_you_mean(column, [title for title in known.values() if title])
            usage(f"--map: no {what} has a column `{column}`" + (f"; {advice}" if advice else ""))


def cut(text: str) -> str:
    """A text on one line, shortened to 40 characters."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= 40 else f"{line[:39]}…"


def _version(wanted: bool) -> None:
    if wanted:
        say(f"paired-learning {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns YAML into a site and playbooks for paired learning."""
