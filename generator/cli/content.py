"""The commands check, export and schema."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated

import typer

from ..model.diagnostics import Diagnostic, InputFault, errors, render_all
from ..model.english import counted
from ..model.library import Library
from ..model.summary import summary as content_summary
from ..publish.staged import staged, write_files
from ..publish.whole_file import write_whole
from ..sources.load import load
from ..sources.private_files import private_files
from ..sources.tree import scan_project
from ..studio.trust_templates import template_faults
from .common import (
    Format,
    FormatOption,
    NewFolder,
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    playbooks_folder,
    project_folder,
    reporting,
    say,
    shown,
)


@app.command()
def check(
    project: ProjectOption = None,
    format: FormatOption = Format.TEXT,
    summary: Annotated[bool, typer.Option("--summary", help="Also count the items of each kind.")] = False,
    today: TodayOption = None,
) -> None:
    """List every fault of the content at once, and every trust whose dates cannot be planned.

    Example: `paired-learning check --summary`
    """
    root = project_folder(project)
    files, unreadable = scan_project(root)
    loaded = load(files, unreadable, advise=True)
    unplanned = _unplanned(root, files, loaded.library, day_of_planning(today)) if loaded.library else []
    of_example = _of_example(files, loaded.library) if loaded.library else []
    others = [*template_faults(files), *unplanned, *of_example, *private_files(root)]
    diagnostics = sorted([*loaded.diagnostics, *others], key=Diagnostic.sort_key)
    faults = errors(diagnostics)
    if format is Format.JSON:
        say(json.dumps([diagnostic.as_json() for diagnostic in diagnostics], indent=2, ensure_ascii=False))
    else:
        if diagnostics:
            typer.echo(render_all(diagnostics) + "\n", err=True)
        number, warnings = len(loaded.texts), len(diagnostics) - len(faults)
        drafts = f", {counted(len(loaded.drafts), 'draft')} left out" if loaded.drafts else ""
        say(f"{number} files: {counted(len(faults), 'fault')}, {counted(warnings, 'warning')}{drafts}")
        if summary and loaded.library is not None:
            for name, counts in content_summary(loaded.library):
                say(f"  {name:<14}{counts}")
    if faults:
        raise typer.Exit(1)


def _unplanned(root: Path, files: dict[str, bytes], library: Library, today: datetime.date) -> list[Diagnostic]:
    """Why no plan can be made for a trust, as `playbook` would say."""
    from ..planning.cohort_numbers import cohort_numbers
    from ..publish.replaced import basis

    faults: list[Diagnostic] = []
    for slug, trust in library.trusts.items():
        try:
            cohort_numbers(library, trust, *basis(slug, files, playbooks_folder(root) / slug, today))
        except InputFault as fault:
            faults += fault.diagnostics
    return faults


def _of_example(files: dict[str, bytes], library: Library) -> list[Diagnostic]:
    """Why the worked example of an evaluation cannot be read."""
    from ..sources.evaluation_example import example_files, example_library

    try:
        if example_files(files):
            example_library(library, files)
    except InputFault as fault:
        return fault.diagnostics
    return []


@app.command()
def export(folder: NewFolder, project: ProjectOption = None) -> None:
    """Write an ordinary MkDocs project that builds without this generator.

    Example: `paired-learning export exported`
    """

    with reporting():
        from ..site.build import export as exported

        project_files = exported(project_folder(project)).files
        with staged(folder) as staging:
            write_files(staging, project_files.items())
        say(f"The project is in {shown(folder)}: run `mkdocs build --strict` there.")


@app.command()
def schema(project: ProjectOption = None) -> None:
    """Write the JSON Schemas that give authors completion and hints in an editor.

    Example: `paired-learning schema`
    """

    with reporting():
        from ..sources import schemas

        root = project_folder(project)
        target = root / schemas.FOLDER
        settings = target.parent / "settings.json"
        known = _editor_settings(settings, settings.relative_to(root).as_posix())
        known["yaml.schemas"] = schemas.editor_settings()
        for name, text in schemas.all_schemas().items():
            write_whole(target / name, text.encode())
        write_whole(settings, (json.dumps(known, indent=2) + "\n").encode())
        say(f"The schemas are in {shown(target)}")


def _editor_settings(file: Path, shown: str) -> dict[str, object]:
    """The settings that the user already has, if any."""
    if not file.is_file():
        return {}
    try:
        known = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        known = None
    if not isinstance(known, dict):
        advice = "remove its comments, or add `yaml.schemas` by hand"
        raise InputFault.of("bad-settings", "the file is not plain JSON", shown, advice)
    return known
