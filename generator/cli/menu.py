"""Commands for the menu as a list: menu template, menu export, menu import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.diagnostics import InputFault, errors, printable, render_all
from ..model.english import counted
from ..model.library import KIND, Kind, Library, Trust
from ..model.menu_table import BY_FIELD, BY_TITLE, names
from ..model.suggestions import did_you_mean
from ..publish.whole_file import write_drafts, write_new
from ..sources.load import load_each
from ..sources.tree import read_project
from .common import (
    Format,
    ProjectOption,
    app,
    check_columns,
    cut,
    files_by_name,
    project_folder,
    reporting,
    say,
    shown,
    unknown_trust,
    usage,
)

if TYPE_CHECKING:
    from ..documents.menu_workbook import Row
    from ..sources.menu_import import Existing, Imported
    from ..sources.tables.table import Lists

menu = typer.Typer(help="Take the project menu to Excel and back, or bring a list of your own.", no_args_is_help=True)
app.add_typer(menu, name="menu")


@menu.command("template")
def template(
    file: Annotated[Path, typer.Argument(help="File to write, an .xlsx file.")] = Path("projects.xlsx"),
    project: ProjectOption = None,
) -> None:
    """Write an empty workbook for projects: a column for each field, drop-downs, and what belongs where.

    Example: `paired-learning menu template our-projects.xlsx`
    """

    with reporting():
        if file.suffix.lower() != ".xlsx":
            usage("name a file that ends in .xlsx")
        library, _ = _library(read_project(project_folder(project)))
        write_new(file, _workbook(library, None, [], "Template"), str(file))
        say(f"{file}: fill it in, then run `paired-learning menu import {file} --into FOLDER`")


@menu.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="File to write; it ends in .xlsx, .csv, .json or .yml.")],
    project: ProjectOption = None,
    trust: Annotated[str | None, typer.Option("--trust", help="Id of a trust, for its own projects.")] = None,
) -> None:
    """Write the shared projects, or those of one trust, as a list. It includes withdrawn projects.

    Example: `paired-learning menu export menu.xlsx`
    """

    with reporting():
        from ..documents import menu_workbook
        from ..writers import csv_text, yaml_text

        library, unfinished = _library(read_project(project_folder(project)))
        if trust is not None and trust not in library.trusts:
            raise InputFault([unknown_trust(trust, library)])
        of = library.trusts[trust] if trust else None
        projects = list((of.projects if of else library.projects).values())
        rows = menu_workbook.menu_rows(projects, names(library, of))
        match file.suffix.lower():
            case ".xlsx":
                if faults := menu_workbook.too_long(projects, rows):
                    raise InputFault(faults)
                raw = _workbook(library, of, rows, of.profile.short_name if of else "Shared menu")
            case ".csv":
                raw = csv_text.write(menu_workbook.text_rows(rows))
            case ".json":
                raw = (json.dumps(menu_workbook.plain_rows(rows), indent=2, ensure_ascii=False) + "\n").encode()
            case ".yml" | ".yaml":
                raw = yaml_text.listing(menu_workbook.plain_rows(rows))
            case _:
                usage("name a file that ends in .xlsx, .csv, .json or .yml")
        write_new(file, raw, str(file))
        folder = f"content/trusts/{trust}/projects/" if trust else "projects_menu/"
        drafts = sum(path.startswith(folder) for path in unfinished)
        left = f"; {counted(drafts, 'draft')} left out" if drafts else ""
        say(f"{file}: {counted(len(projects), 'project')}{left}")


@menu.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Lists: .xlsx, .csv, .yml, .json, or .md files.")],
    into: Annotated[Path, typer.Option("--into", help="Folder for the drafts, such as projects_menu.")],
    project: ProjectOption = None,
    map: Annotated[
        list[str] | None,
        typer.Option("--map", help='"Column=field" sets the field of a column; "Column=" leaves the column out.'),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    format: Annotated[Format, typer.Option("--format", help="text for people, json for machines.")] = Format.TEXT,
) -> None:
    """Turn the rows of lists into drafts of projects. Missing values are marked; no file is overwritten.

    Example: `paired-learning menu import our-projects.xlsx --map "Lead=sponsor" --into projects_menu`
    """

    with reporting():
        from ..sources.column_guess import plain
        from ..sources.menu_import import import_lists
        from ..sources.menu_names import MENU
        from ..sources.tables.read import read_lists
        from ..writers import yaml_text

        root = project_folder(project)
        if into.exists() and not into.is_dir():
            usage(f"{into} is a file, not a folder")
        mapping, typed = _mapping(map or [])
        content = read_project(root)
        library, _ = _library(content)
        # As the path of a project, because a kind knows the paths of its files.
        path = (into / "id.yml").resolve()
        inside = path.relative_to(root.resolve()).as_posix() if path.is_relative_to(root.resolve()) else ""
        shared, trust = KIND["improvement project"].match(inside), KIND["trust project"].match(inside)
        other = KIND["trust project"] if shared else KIND["improvement project"] if trust else None
        known = names(library, library.trusts.get(trust["trust"]) if trust else None)
        lists = read_lists(
            files_by_name(files),
            lambda title: mapping[plain(title)] if plain(title) in mapping else MENU.field_of(title),
        )
        check_columns(typed, [title for table in lists.tables for title in table.header], "list")
        result = import_lists(lists, mapping, known, _existing(into, other, content), shared=bool(shared))
        written = {f"{draft.id}.yml": yaml_text.draft(draft) for draft in result.drafts}
        if not dry_run and written:
            write_drafts(into, written, shown(into))
        if format is Format.JSON:
            say(json.dumps(_as_json(result, lists, into), indent=2, ensure_ascii=False))
        else:
            _print(result, lists, into, dry_run=dry_run)
        if result.faults:
            raise typer.Exit(1)


def _library(content: dict[str, bytes]) -> tuple[Library, list[str]]:
    """The content, and the files that are drafts. Faults of a single trust do not matter here."""
    loaded = load_each(content)
    if loaded.library is None:
        raise InputFault(errors(loaded.diagnostics))
    return loaded.library, loaded.drafts


def _workbook(library: Library, trust: Trust | None, rows: Sequence[Row], of: str) -> bytes:
    from ..documents.menu_workbook import menu_workbook
    from ..writers import xlsx

    return xlsx.write(menu_workbook(library, names(library, trust), rows, of), library.release.stamp)


def _mapping(options: Iterable[str]) -> tuple[dict[str, str | None], list[str]]:
    """The fields set by --map, by the plain heading of the column, and the columns as typed."""
    from ..sources.column_guess import plain

    mapping: dict[str, str | None] = {}
    typed = []
    for option in options:
        column, equals, name = option.rpartition("=")
        wanted = name.strip()
        if not equals or not plain(column):
            usage(f'`{option}` must have the form "Column=field"')
        chosen = BY_TITLE[wanted].field if wanted in BY_TITLE else wanted
        if chosen and chosen not in BY_FIELD:
            usage(f"--map: unknown field `{wanted}`; {did_you_mean(wanted, BY_FIELD) or 'see menu template'}")
        if chosen and chosen in mapping.values():
            usage(f"--map: two columns cannot both be `{chosen}`")
        mapping[plain(column)] = chosen or None
        typed.append(column.strip())
    return mapping, typed


def _existing(into: Path, other: Kind | None, content: Iterable[str]) -> Existing:
    """The files in the folder, and the ids of projects of another kind that may not be used again."""
    from ..sources.menu_import import Existing

    here = {path.stem: (f"{shown(into)}{path.name}", path.read_bytes()) for path in sorted(into.glob("*.yml"))}
    return Existing(here, {match["id"]: path for path in content if other and (match := other.match(path))})


def _print(result: Imported, lists: Lists, into: Path, *, dry_run: bool) -> None:
    from ..sources.menu_import import explained

    for table, columns in result.tables:
        say(printable(f"{table.name}: {table.layout}" if table.layout else table.name))
        width = min(40, max((len(column.column) for column in columns), default=0))
        for match in columns:
            if match.column:
                say(f"  {cut(match.column):<{width}}  {printable(explained(match, markdown=table.markdown))}")
    for notice in lists.notices:
        say(printable(notice))
    say("")
    for draft in result.drafts:
        to_do = f" ({counted(len(draft.to_do), 'field')} to fill in)" if draft.to_do else ""
        say(f"{shown(into)}{draft.id}.yml{to_do}")
    if result.faults:
        typer.echo(render_all(result.faults) + "\n", err=True)
    done = "would be written" if dry_run else "written"
    say(
        f"{counted(result.rows, 'row')}: {counted(len(result.drafts), 'draft')} {done}, "
        f"{len(result.unchanged)} unchanged, {result.reported} reported"
    )


def _as_json(result: Imported, lists: Lists, into: Path) -> dict[str, object]:
    return {
        "mapping": [
            {
                "list": table.name,
                "header": table.layout,
                "columns": [
                    {"column": match.column, "field": match.field, "how": match.how.value if match.how else None}
                    for match in columns
                ],
            }
            for table, columns in result.tables
        ],
        "notices": lists.notices,
        "rows": result.rows,
        "drafts": [
            {"id": draft.id, "file": f"{shown(into)}{draft.id}.yml", "from": draft.origin, "to_do": draft.to_do}
            for draft in result.drafts
        ],
        "unchanged": result.unchanged,
        "reported": result.reported,
        "faults": [fault.as_json() for fault in result.faults],
    }
