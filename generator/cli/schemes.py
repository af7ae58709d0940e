"""Commands on a planner's own workbook: scheme new, update, status, merge, forget, import and export."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ..model.base import is_device, is_slug
from ..model.diagnostics import Diagnostic, InputFault, Place, errors, render
from ..model.ids import id_from
from ..publish.whole_file import replace_file, versions_before, write_drafts
from ..sources.layout import RECORDS, TRUSTS, WORKBOOK_ENDINGS, profile_of, records_of, scheme_of, trust_of
from ..sources.load import CheckedContent, load, load_each
from ..sources.outside import read_outside
from ..sources.tree import read_file, read_project
from ..writers.new_profile import NewProfile, write
from .common import (
    Format,
    FormatOption,
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    now,
    project_folder,
    reporting,
    say,
    say_as,
    usage,
)
from .profiles import CodeOption, GroupSizeOption, GroupsOption, MonthsOption, StartOption, chosen
from .workbooks import at, opened_with_files, refuse_uncarried

SchemeArgument = Annotated[Path, typer.Argument(help="A scheme's workbook, such as westshire.xlsx.")]
NewScheme = Annotated[Path, typer.Argument(help="Workbook to write, such as westshire.xlsx. It must not exist yet.")]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Write the file although it cannot hold some things, such as charts.")
]

scheme = typer.Typer(help="Write a scheme's workbook, and keep it up to date.", no_args_is_help=True)
app.add_typer(scheme, name="scheme")


@scheme.command("new")
def new(
    file: NewScheme,
    project: ProjectOption = None,
    name: Annotated[str | None, typer.Option("--name", help="Full name of the trust.")] = None,
    code: CodeOption = None,
    start: StartOption = None,
    months: MonthsOption = 9,
    groups: GroupsOption = 12,
    group_size: GroupSizeOption = 2,
    today: TodayOption = None,
) -> None:
    """Write the workbook of a new scheme. On a terminal it asks for missing values.

    Example: `paired-learning scheme new westshire.xlsx --from-ods RYJ --start 2027-09-15`
    """
    slug = _slug(file)
    with reporting():
        root = project_folder(project)
        profile = chosen(name, code, start, months, groups, group_size)
        if profile is None:
            title = " ".join(file.stem.replace("-", " ").replace("_", " ").split())
            first = start.date() if start else None
            profile = NewProfile(title, title, start=first, months=months, groups=groups, group_size=group_size)
        content = read_project(root)
        if profile_of(slug) in content:
            raise InputFault.of("id-taken", f"the project has a trust `{slug}`", str(file), "choose another name")
        _write_all(file.parent, {file.name: _new({**content, profile_of(slug): write(profile).encode()}, slug, today)})
        say(f"{file}: fill it in, save it and close it, then run `paired-learning scheme update {file}`")


@scheme.command("update")
def update(
    file: SchemeArgument,
    project: ProjectOption = None,
    anyway: AnywayOption = False,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Plan a scheme again, and put a new workbook in place of the old one, with everything that was typed into it.

    The old workbook stays beside it. What changed is listed with sheet and cell.

    Example: `paired-learning scheme update westshire.xlsx`
    """
    with reporting():
        from ..studio.updated import updated

        opened, trust = opened_with_files(project, file)
        day, raw = day_of_planning(today), trust.files[scheme_of(opened.slug)]
        result = updated(opened, day)
        refuse_uncarried(result.uncarried, file, anyway)
        before = None
        if result.raw != raw:
            before = replace_file(file, result.raw, read=raw, now=now(), shown=str(file)).name
        for warning in opened.warnings(day):
            say(f"{render(warning)}\n", err=True)
        lines = [
            f"{file}: {'brought up to date' if before else 'nothing to change'}",
            *(f"  {at(change)}{change.text}" for change in result.changes),
            *(f"  {at(each)}left out: {each.what}" for each in result.uncarried),
            *([f"The workbook as it was: {before}"] if before else []),
        ]
        values = {
            "file": str(file),
            "before": before,
            "changes": [asdict(change) for change in result.changes],
            "left_out": [asdict(each) for each in result.uncarried],
        }
        say_as(format, values, "\n".join(lines))


@scheme.command("status")
def show_status(
    file: SchemeArgument,
    project: ProjectOption = None,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Print where a cohort stands: what is late, what comes next, what is missing, and with whom to speak.

    It writes nothing. It names people, so mind where you send it.

    Example: `paired-learning scheme status westshire.xlsx`
    """
    with reporting():
        from ..documents.status import as_values, in_text
        from ..planning.playbook import plan
        from ..planning.status import status

        opened, _ = opened_with_files(project, file)
        day = day_of_planning(today)
        playbook = plan(opened.library, opened.slug, today=day, made=day)
        state = status(playbook, day)
        say_as(format, as_values(state), in_text(playbook, state))


@scheme.command("merge")
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(help="The workbook that both copies come from, if you have it; your copy; the other copy."),
    ],
    output: Annotated[Path, typer.Option("--output", help="Workbook to write. It must not exist yet.")],
    project: ProjectOption = None,
    anyway: AnywayOption = False,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Make one workbook of two copies that two people edited. Cells that contradict each other are listed.

    Your own value stays in such a cell, with the other one as a note.

    Example: `paired-learning scheme merge westshire.xlsx mine.xlsx theirs.xlsx --output both.xlsx`
    """
    if not 2 <= len(files) <= 3:
        usage("name two copies, with the workbook that they come from before them if you still have it")
    _slug(output)
    with reporting():
        from ..studio.merged import merged
        from ..studio.opened import checking

        root = project_folder(project)
        trusts = [read_outside(file, str(file)) for file in files]
        *_, mine, _ = trusts
        copies = [(trust.files[scheme_of(trust.slug)], trust.typed) for trust in trusts]
        content = {**read_project(root), **mine.files}
        base = copies[0] if len(copies) == 3 else None
        result = merged(base, copies[-2], copies[-1], checking(content), day_of_planning(today))
        refuse_uncarried(result.uncarried, files[-2], anyway)
        _write_all(output.parent, {output.name: result.raw})
        conflicts = [(each.sheet, each.cell, each.row, each.column) for each in result.conflicts]
        lines = [
            f"{output}: written",
            *(f"  {at(change)}{change.text}" for change in result.changes),
            *(["Both copies changed these cells; look at the notes on them:"] if conflicts else []),
            *(f"  {sheet}, {cell}: {', '.join(filter(None, (column, row)))}" for sheet, cell, row, column in conflicts),
        ]
        values = {
            "file": str(output),
            "changes": [asdict(change) for change in result.changes],
            "conflicts": [dict(zip(("sheet", "cell", "row", "column"), each, strict=True)) for each in conflicts],
            "left_out": [asdict(each) for each in result.uncarried],
        }
        say_as(format, values, "\n".join(lines))


@scheme.command("forget")
def forget(
    file: SchemeArgument,
    who: Annotated[str, typer.Argument(help="Name of the person, or the email where several people have the name.")],
    project: ProjectOption = None,
    anyway: AnywayOption = False,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Take a person out of a scheme's workbook, and list the cells that may still speak of the person.

    The old workbook stays beside the new one until you delete it.

    Example: `paired-learning scheme forget westshire.xlsx "Jo Bloggs"`
    """
    with reporting():
        from ..studio.forgotten import forgotten

        opened, trust = opened_with_files(project, file)
        result = forgotten(opened, who, day_of_planning(today))
        refuse_uncarried(result.uncarried, file, anyway)
        before = replace_file(
            file, result.raw, read=trust.files[scheme_of(opened.slug)], now=now(), shown=str(file)
        ).name
        older = versions_before(file)
        lines = [
            f"{file}: the person is taken out",
            *(f"  {at(each)}{each.why}" for each in result.removed),
            *(["Look at these yourself; they are as they were:"] if result.mentions else []),
            *(f"  {at(each)}{each.why}" for each in result.mentions),
            f"These older workbooks still have the person; delete them: {', '.join(older)}",
        ]
        values = {
            "file": str(file),
            "before": before,
            "removed": [each._asdict() for each in result.removed],
            "mentions": [each._asdict() for each in result.mentions],
            "older": older,
        }
        say_as(format, values, "\n".join(lines))


@scheme.command("import")
def import_scheme(
    source: Annotated[
        Path, typer.Argument(help="A profile.yml, a folder that holds one, or a profile form of an earlier release.")
    ],
    file: NewScheme,
    project: ProjectOption = None,
    today: TodayOption = None,
) -> None:
    """Write a scheme's workbook from a profile, with its records if `records.yml` is beside it.

    Other files of the profile's folder go into a folder beside the workbook.

    Example: `paired-learning scheme import content/trusts/imperial westshire.xlsx`
    """
    slug = _slug(file)
    with reporting():
        from ..studio.converted import form_as_profile

        root = project_folder(project)
        content, trust = read_project(root), None
        if source.suffix.lower() in WORKBOOK_ENDINGS:
            loaded = load({path: raw for path, raw in content.items() if trust_of(path) is None})
            shared = CheckedContent.of(loaded.require(), loaded.drafts)
            files = {profile_of(slug): form_as_profile(read_file(source, str(source)), str(source), slug, shared)}
        else:
            trust = read_outside(source, str(source))
            slug, files = trust.slug, dict(trust.files)
        others = {path: raw for path, raw in content.items() if trust_of(path) != slug}
        try:
            raw = _new({**others, **files}, slug, today)
        except InputFault as fault:
            raise InputFault(map(trust.as_typed, fault.diagnostics) if trust else fault.diagnostics) from None
        beside = {
            f"{file.stem}/{path.removeprefix(f'{TRUSTS}/{slug}/')}": content
            for path, content in files.items()
            if path not in (profile_of(slug), records_of(slug))
        }
        _write_all(file.parent, {file.name: raw, **beside})
        say(f"{file}: written; after each change, run `paired-learning scheme update {file}`")


@scheme.command("export")
def export(
    file: SchemeArgument,
    folder: Annotated[Path, typer.Argument(help="Folder to write profile.yml into.")],
    project: ProjectOption = None,
    records: Annotated[bool, typer.Option("--records", help="Also write records.yml, with people's names.")] = False,
) -> None:
    """Write the profile of a scheme as YAML, with the logo, templates and projects beside the workbook.

    Example: `paired-learning scheme export westshire.xlsx content/trusts/westshire`
    """
    with reporting():
        from ..studio.converted import exported

        opened, trust = opened_with_files(project, file)
        files = dict(exported(opened))
        if not records:
            del files[RECORDS]
        inside = f"{TRUSTS}/{opened.slug}/"
        files |= {path.removeprefix(inside): raw for path, raw in trust.files.items() if path != scheme_of(opened.slug)}
        _write_all(folder, files)
        for path in files:
            say(f"{folder / path}")


def _slug(file: Path) -> str:
    """The trust's id, from the name of a workbook that is to be written."""
    if file.suffix.lower() != ".xlsx":
        usage("name a file that ends in .xlsx")
    slug = id_from(file.stem)
    if slug is None or not is_slug(slug) or is_device(slug):
        usage(f"`{file.stem[:80]}` gives no id for the trust: use letters and digits in the file's name")
    return slug


def _new(content: Mapping[str, bytes], slug: str, today: datetime.datetime | None) -> bytes:
    """The workbook of a trust of the content that has none yet."""
    from ..studio.updated import new

    loaded = load_each(content)
    library = loaded.require()
    if slug not in library.trusts:
        raise InputFault(fault for fault in errors(loaded.diagnostics) if trust_of(fault.place.file) == slug)
    return new(library, slug, day_of_planning(today))


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files, none if one of them exists."""
    existing = [folder / path for path in files if (folder / path).exists()]
    if existing:
        message, advice = "this file already exists", "choose another name, or move the file away"
        raise InputFault(Diagnostic("file-exists", message, Place(str(path)), advice) for path in existing)
    write_drafts(folder, files, f"{folder}{os.sep}")
