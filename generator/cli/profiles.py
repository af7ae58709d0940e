"""Commands that make a profile: new trust."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..documents.new_profile import NewProfile, write
from ..model.base import SLUG_LENGTH, is_device, is_slug
from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..planning import dates
from ..publish.whole_file import write_new
from ..sources.load import load
from ..sources.suggestions import did_you_mean
from ..sources.tree import read_project
from ..sources.trust_register import RegisteredTrust, short_name, trusts
from .common import ProjectOption, app, project_folder, run, say, usage

SlugOption = Annotated[str | None, typer.Option("--slug", help="Id of the trust; made from its name when left out.")]

new = typer.Typer(help="Write a new file that passes `check`.", no_args_is_help=True)
app.add_typer(new, name="new")


@new.command("trust")
def new_trust(
    name: Annotated[str | None, typer.Argument(help="Full name of the trust.")] = None,
    project: ProjectOption = None,
    code: Annotated[
        str | None, typer.Option("--from-ods", help="Code of the trust, such as RYJ: fills in name and region.")
    ] = None,
    slug: Annotated[
        str | None, typer.Option("--slug", help="Id of the trust; made from its name when left out.")
    ] = None,
    start: Annotated[
        datetime.datetime | None,
        typer.Option("--start", formats=["%Y-%m-%d"], help="Day of the first workshop, as 2027-09-15."),
    ] = None,
    months: Annotated[int, typer.Option("--months", min=2, max=24, help="Length of the cohort in months.")] = 9,
    groups: Annotated[int, typer.Option("--groups", min=1, max=200, help="How many pairs or groups.")] = 12,
    group_size: Annotated[int, typer.Option("--group-size", min=2, max=4, help="2 for pairs, 3 or 4 for groups.")] = 2,
    output: Annotated[
        Path | None, typer.Option("--output", help="File to write; content/trusts/<id>/profile.yml when left out.")
    ] = None,
) -> None:
    """Write a commented profile for a trust. On a terminal it asks for what is left out.

    Example: `paired-learning new trust --from-ods RYJ --start 2027-09-15`
    """

    def work() -> None:
        root = project_folder(project)
        registered = _registered(code)
        asked = sys.stdin.isatty() and name is None and registered is None
        full = name or (registered.name if registered else None)
        if full is None:
            if not asked:
                usage("name the trust, or use --from-ods")
            full = typer.prompt("Full name of the trust")
        id = slug or _slug(full)
        if not is_slug(id) or is_device(id):
            usage(f"`{id[:80]}` is no id: use --slug with small letters, digits and hyphens")
        profile = NewProfile(
            name=full,
            short_name=short_name(full),
            ods_code=registered.code if registered else None,
            region=registered.region if registered else None,
            start=_start(start, asked),
            months=typer.prompt("Months", months) if asked else months,
            groups=typer.prompt("Pairs or groups", groups) if asked else groups,
            group_size=group_size,
        )
        _write(root, profile, id, output)

    run(work)


def _registered(code: str | None) -> RegisteredTrust | None:
    """The trust of a code; a closed one is warned of."""
    if code is None:
        return None
    known = trusts()
    trust = known.get(code.strip().upper())
    if trust is None:
        advice = did_you_mean(code.upper(), known) or "look the code up in the NHS Organisation Data Service"
        raise InputFault(
            [Diagnostic("unknown-code", f"no trust has the code `{code[:20]}`", Place("--from-ods"), advice)]
        )
    if trust.closed is not None:
        into = f" It merged into {known[trust.successor].name} ({trust.successor})." if trust.successor else ""
        typer.echo(f"warning: {trust.name} closed on {dates.date(trust.closed)}.{into}", err=True)
    return trust


def _start(given: datetime.datetime | None, asked: bool) -> datetime.date | None:
    if given is not None:
        return given.date()
    if not asked:
        return None
    while answer := typer.prompt("First workshop, as 2027-09-15 (leave empty while it is open)", "").strip():
        try:
            return datetime.date.fromisoformat(answer)
        except ValueError:
            typer.echo(f"`{answer}` is not a date such as 2027-09-15", err=True)
    return None


def _slug(name: str) -> str:
    """An id from a name, without what every trust's name holds."""
    text = re.sub(r"[^a-z0-9]+", "-", short_name(name).lower().replace("'", "")).strip("-")
    return text[:SLUG_LENGTH].strip("-")


def _write(root: Path, profile: NewProfile, id: str, output: Path | None) -> None:
    inside = f"content/trusts/{id}/profile.yml"
    content = write(profile).encode()
    # What is written passes the check, whatever the options were: their faults are told before anything is written.
    files = read_project(root)
    if output is None and inside in files:
        advice = "choose another id with --slug"
        raise InputFault([Diagnostic("id-taken", f"there is a trust `{id}`", Place(inside), advice)])
    found = load({**{path: raw for path, raw in files.items() if "/trusts/" not in path}, inside: content})
    if faults := errors(found.diagnostics):
        raise InputFault(faults)
    target = output or root / inside
    write_new(target, content, str(output or inside))
    where = id if output is None else str(output)
    say(f"{output or inside}: change it, then run `paired-learning check` and `paired-learning playbook {where}`")


@app.command("profile-workbook")
def profile_workbook(
    file: Annotated[Path, typer.Argument(help="File to write.")] = Path("profile-form.xlsx"),
    project: ProjectOption = None,
) -> None:
    """Write an Excel form in which a planner chooses everything from lists; `import profile` reads it back.

    Example: `paired-learning profile-workbook profile-form.xlsx`
    """

    def work() -> None:
        from ..documents.profile_form import profile_form
        from ..writers import xlsx

        library = load(read_project(project_folder(project))).require()
        moment = datetime.datetime.combine(library.release.date, datetime.time(), tzinfo=datetime.UTC)
        write_new(file, xlsx.write(profile_form(library), moment), str(file))
        say(f"{file}: fill it in, then run `paired-learning import profile {file}`")

    run(work)


imports = typer.Typer(help="Turn a filled-in file into YAML.", no_args_is_help=True)
app.add_typer(imports, name="import")


@imports.command("profile")
def import_profile(
    form: Annotated[Path, typer.Argument(help="The filled-in form, an .xlsx file.")],
    project: ProjectOption = None,
    slug: Annotated[
        str | None, typer.Option("--slug", help="Id of the trust; made from its name when left out.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="File to write; content/trusts/<id>/profile.yml when left out.")
    ] = None,
) -> None:
    """Turn a filled-in form into a profile. Faults are named by sheet and cell; then nothing is written.

    Example: `paired-learning import profile profile-form.xlsx --slug westshire`
    """

    def work() -> None:
        from ..documents.profile_form import FORM, choices
        from ..documents.spreadsheet import Kind
        from ..sources.excel import read_workbook
        from ..sources.profile_form import Field, read_form

        root = project_folder(project)
        files = {path: raw for path, raw in read_project(root).items() if "/trusts/" not in path}
        offered = choices(load(files).require())
        numbers = (Kind.NUMBER, Kind.MONEY)
        fields = [
            Field(
                sheet.name,
                column.title,
                column.field,
                offered[column.choices] if column.choices else None,
                column.kind in numbers,
            )
            for sheet in FORM
            for column in sheet.columns
        ]
        source = read_form(read_workbook(form.read_bytes(), form.name), fields, form.name)
        id = slug or _slug(str(source.data.get("name", "")))
        if not is_slug(id) or is_device(id):
            usage(f"`{id[:80]}` is no id: use --slug with small letters, digits and hyphens")
        loaded = load(files, forms={id: source})
        loaded.require()
        inside = f"content/trusts/{id}/profile.yml"
        header = f"# Made from {form.name} by `paired-learning import profile`.\n"
        write_new(output or root / inside, (header + source.text).encode(), str(output or inside))
        where = id if output is None else str(output)
        say(f"{output or inside}: written; next run `paired-learning playbook {where}`")

    run(work)
