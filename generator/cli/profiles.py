"""The command that starts a profile: new trust."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..model.base import is_device, is_slug
from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..model.ids import id_from
from ..model.suggestions import did_you_mean
from ..planning import dates
from ..publish.whole_file import write_new
from ..sources.load import load
from ..sources.tree import read_project
from ..sources.trust_register import RegisteredTrust, short_name, trusts
from ..writers.new_profile import NewProfile, write
from .common import ProjectOption, app, project_folder, reporting, say, usage

SlugOption = Annotated[str | None, typer.Option("--slug", help="Id of the trust; by default from its name.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", help="File to write; by default content/trusts/ID/profile.yml.")
]

new = typer.Typer(help="Write a new file that passes `check`.", no_args_is_help=True)
app.add_typer(new, name="new")


CodeOption = Annotated[
    str | None, typer.Option("--from-ods", help="Code of the trust, such as RYJ: fills in name and region.")
]
StartOption = Annotated[
    datetime.datetime | None,
    typer.Option("--start", formats=["%Y-%m-%d"], help="Day of the first workshop, such as 2027-09-15."),
]
MonthsOption = Annotated[int, typer.Option("--months", min=2, max=24, help="Length of the cohort in months.")]
GroupsOption = Annotated[int, typer.Option("--groups", min=1, max=200, help="How many pairs or groups.")]
GroupSizeOption = Annotated[int, typer.Option("--group-size", min=2, max=4, help="2 for pairs, 3 or 4 for groups.")]


@new.command("trust")
def new_trust(
    name: Annotated[str | None, typer.Argument(help="Full name of the trust.")] = None,
    project: ProjectOption = None,
    code: CodeOption = None,
    slug: SlugOption = None,
    start: StartOption = None,
    months: MonthsOption = 9,
    groups: GroupsOption = 12,
    group_size: GroupSizeOption = 2,
    output: OutputOption = None,
) -> None:
    """Write a profile for a trust, with comments. On a terminal it asks for missing values.

    Example: `paired-learning new trust --from-ods RYJ --start 2027-09-15`
    """

    with reporting():
        root = project_folder(project)
        profile = chosen(name, code, start, months, groups, group_size)
        if profile is None:
            usage("name the trust, or use --from-ods")
        id = _id(slug, profile.name)
        content = _check_new(root, profile, id, in_project=output is None)
        _write(content, root, id, output, "change it, then run `paired-learning check` and")


def chosen(
    name: str | None, code: str | None, start: datetime.datetime | None, months: int, groups: int, group_size: int
) -> NewProfile | None:
    """A new profile from the options of a command. On a terminal it asks for missing values; None without a name.

    Raises:
        InputFault: no trust has the code.
    """
    registered = _registered(code)
    asked = sys.stdin.isatty() and name is None and registered is None
    full = name or (registered.name if registered else typer.prompt("Full name of the trust") if asked else None)
    if full is None:
        return None
    return NewProfile(
        name=full,
        short_name=short_name(full),
        ods_code=registered.code if registered else None,
        region=registered.region if registered else None,
        start=_start(start, asked),
        months=typer.prompt("Months", months) if asked else months,
        groups=typer.prompt("Pairs or groups", groups) if asked else groups,
        group_size=group_size,
    )


def _registered(code: str | None) -> RegisteredTrust | None:
    """The trust with a code; warns if it is closed."""
    if code is None:
        return None
    known = trusts()
    trust = known.get(code.strip().upper())
    if trust is None:
        advice = did_you_mean(code.upper(), known) or "look the code up in the NHS Organisation Data Service"
        message = f"no trust has the code `{code[:20]}`"
        raise InputFault([Diagnostic("unknown-code", message, Place("--from-ods"), advice)])
    if trust.closed is not None:
        into = "The register does not name its successor."
        if trust.successor:
            into = f"It merged into {known[trust.successor].name} ({trust.successor})."
        typer.echo(f"warning: {trust.name} closed on {dates.date(trust.closed)}. {into}", err=True)
    return trust


def _start(given: datetime.datetime | None, asked: bool) -> datetime.date | None:
    if given is not None:
        return given.date()
    if not asked:
        return None
    while answer := typer.prompt("First workshop, such as 2027-09-15 (leave empty if it is not set)", "").strip():
        try:
            return datetime.date.fromisoformat(answer)
        except ValueError:
            typer.echo(f"`{answer}` is not a date such as 2027-09-15", err=True)
    return None


def _id(slug: str | None, name: str) -> str:
    """The trust's id: as typed, or from its name without the legal form."""
    id = slug or id_from(short_name(name)) or ""
    if not is_slug(id) or is_device(id):
        usage(f"`{(slug or name)[:80]}` is not a valid id: use --slug with small letters, digits and hyphens")
    return id


def _check_new(root: Path, profile: NewProfile, id: str, *, in_project: bool) -> bytes:
    """The file, checked before it is written, so that every new profile passes `check`, whatever the options."""
    inside = f"content/trusts/{id}/profile.yml"
    content = write(profile).encode()
    files = read_project(root)
    if in_project and inside in files:
        advice = "choose another id with --slug"
        raise InputFault([Diagnostic("id-taken", f"the trust `{id}` already exists", Place(inside), advice)])
    loaded = load({**{path: raw for path, raw in files.items() if "/trusts/" not in path}, inside: content})
    if faults := errors(loaded.diagnostics):
        raise InputFault(faults)
    return content


def _write(content: bytes, root: Path, id: str, output: Path | None, next_step: str) -> None:
    inside = f"content/trusts/{id}/profile.yml"
    write_new(output or root / inside, content, str(output or inside))
    say(f"{output or inside}: {next_step} `paired-learning playbook {output or id}`")
