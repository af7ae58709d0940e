"""The command line: arguments, printing, exit codes. 0 done, 1 the input has faults, 2 wrong usage."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from . import __version__
from .documents import playbook as playbook_document
from .model.diagnostics import Diagnostic, InputFault, Place, errors, render_all, with_excerpts
from .model.library import Library
from .model.summary import summary as content_summary
from .planning.playbook import plan
from .publish.staged import staged, write_files
from .sources.load import Loaded, load
from .sources.suggestions import did_you_mean
from .sources.tree import find_project, read_project, read_theme
from .writers import html

app = typer.Typer(
    name="paired-learning",
    help="Turns YAML into a site and playbooks for paired learning.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


INTERNAL = 70
"""Exit code of a mistake of our own (EX_SOFTWARE of sysexits)."""


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"


ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project", help="Folder that holds mkdocs.yml; found from the present folder upwards when left out."
    ),
]


def _usage(message: str) -> NoReturn:
    typer.echo(f"paired-learning: {message}", err=True)
    raise typer.Exit(2)


def _project(given: Path | None) -> Path:
    project = find_project((given or Path.cwd()).resolve())
    if project is None:
        _usage("there is no mkdocs.yml with a content folder here or above; use --project")
    return project


def _say(text: str) -> None:
    typer.echo(text)


def _load(project: Path) -> tuple[Library, Loaded]:
    loaded = load(read_project(project))
    return loaded.require(), loaded


def _run(work: Callable[[], None]) -> None:
    """Do the work of a command; faults of the input are listed on stderr, and nothing is ever a traceback."""
    try:
        work()
    except InputFault as fault:
        typer.echo(render_all(fault.diagnostics), err=True)
        count = len(fault.diagnostics)
        typer.echo(f"\n{count} {'fault' if count == 1 else 'faults'}", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        name = Path(error.filename).name if isinstance(error.filename, str) else "the output"
        typer.echo(f"error[system]: {error.strerror or error}: {name}", err=True)
        raise typer.Exit(1) from None


def _version(wanted: bool) -> None:
    if wanted:
        _say(f"paired-learning {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns YAML into a site and playbooks for paired learning."""


@app.command()
def check(
    project: ProjectOption = None,
    format: Annotated[Format, typer.Option("--format", help="text for people, json for machines.")] = Format.TEXT,
    summary: Annotated[bool, typer.Option("--summary", help="Say how much there is of everything.")] = False,
) -> None:
    """List every fault of the content, all at once.

    Example: `paired-learning check --summary`
    """
    try:
        loaded = load(read_project(_project(project)))
        found = loaded.diagnostics
    except InputFault as fault:
        found = with_excerpts(fault.diagnostics, {})
        loaded = Loaded(None, found)
    faults = errors(found)
    if format is Format.JSON:
        _say(json.dumps([diagnostic.as_json() for diagnostic in found], indent=2, ensure_ascii=False))
    else:
        if found:
            typer.echo(render_all(found) + "\n", err=True)
        files = f"{len(loaded.texts)} files"
        warnings = len(found) - len(faults)
        _say(f"{files}: {_count(len(faults), 'fault')}, {_count(warnings, 'warning')}")
        if summary and loaded.library is not None:
            for name, counts in content_summary(loaded.library):
                _say(f"  {name:<14}{counts}")
    if faults:
        raise typer.Exit(1)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


@app.command()
def build(
    project: ProjectOption = None,
    site: Annotated[Path | None, typer.Option("--site", help="Folder for the site; `site` when left out.")] = None,
) -> None:
    """Build the whole site; links that lead nowhere are faults.

    Example: `paired-learning build --site public`
    """

    def work() -> None:
        from .site import plugin

        root = _project(project)
        target = site or root / "site"
        with staged(target) as folder:
            plugin.build(root, folder)
        _say(f"The site is in {_shown(target)}: open index.html, or run `paired-learning serve`.")

    _run(work)


def _shown(path: Path) -> str:
    """A path as its user would type it."""
    try:
        return f"{path.absolute().relative_to(Path.cwd())}{os.sep}"
    except ValueError:
        return f"{path.absolute()}{os.sep}"


@app.command()
def serve(
    project: ProjectOption = None,
    address: Annotated[str, typer.Option("--address", help="Host and port.")] = "127.0.0.1:8000",
) -> None:
    """Show the site in a browser and build it again whenever a file is saved.

    Example: `paired-learning serve --address 127.0.0.1:8010`
    """

    def work() -> None:
        from .site import plugin

        try:
            plugin.serve(_project(project), address)
        except ValueError as error:
            _usage(str(error))

    _run(work)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to; new, empty, or written by this command before.")],
    project: ProjectOption = None,
) -> None:
    """Write an ordinary MkDocs project that needs no plugin of ours.

    Example: `paired-learning export exported`
    """

    def work() -> None:
        from .site import export as site_export

        root = _project(project)
        library, _ = _load(root)
        files = site_export.files((root / "mkdocs.yml").read_text(encoding="utf-8"), library, read_theme(root))
        with staged(folder) as staging:
            write_files(staging, files)
        _say(f"The project is in {_shown(folder)}: run `mkdocs build --strict` there.")

    _run(work)


@app.command()
def playbook(
    trusts: Annotated[list[str] | None, typer.Argument(help="Ids of trusts, such as imperial.")] = None,
    project: ProjectOption = None,
    every: Annotated[bool, typer.Option("--all", help="The playbooks of all trusts.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder for playbooks; `dist/playbooks` when left out.")
    ] = None,
) -> None:
    """Write the playbooks of trusts.

    Example: `paired-learning playbook imperial`
    """
    if bool(trusts) == every:
        _usage("name the trusts, or use --all")

    def work() -> None:
        root = _project(project)
        library, _ = _load(root)
        theme = html.HtmlTheme.of(read_theme(root))
        target = output or root / "dist" / "playbooks"
        wanted = list(dict.fromkeys(trusts or library.trusts))
        _refuse_unknown(wanted, library)
        for slug in wanted:
            document = playbook_document.document(plan(library, slug))
            with staged(target / slug) as folder:
                write_files(folder, {"playbook.html": html.write(document, theme)})
            _say(f"{_shown(target / slug)}playbook.html")

    _run(work)


def _refuse_unknown(slugs: list[str], library: Library) -> None:
    unknown = [slug for slug in slugs if slug not in library.trusts]
    if unknown:
        raise InputFault(
            Diagnostic(
                "unknown-trust", f"no trust `{slug[:80]}`", Place("content/trusts"), did_you_mean(slug, library.trusts)
            )
            for slug in unknown
        )


@app.command()
def schema(project: ProjectOption = None) -> None:
    """Write the JSON Schemas that give an author completion and hints in an editor.

    Example: `paired-learning schema`
    """

    def work() -> None:
        from .sources import schemas

        root = _project(project)
        target = root / schemas.FOLDER
        for name, text in schemas.all_schemas().items():
            target.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text, encoding="utf-8", newline="\n")
        settings = target.parent / "settings.json"
        known = json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
        known["yaml.schemas"] = schemas.editor_settings()
        settings.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8", newline="\n")
        _say(f"The schemas are in {_shown(target)}")

    _run(work)


def main() -> None:
    """Entry point. Output is UTF-8 whatever the console thinks of itself."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Exception as error:
        if os.environ.get("PAIRED_LEARNING_DEBUG"):
            raise
        typer.echo(
            f"error[internal]: {type(error).__name__}: {error}\n"
            "help: this is our mistake, not yours; report it with the output of PAIRED_LEARNING_DEBUG=1",
            err=True,
        )
        sys.exit(INTERNAL)
