"""The command playbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.diagnostics import Diagnostic, InputFault, Place, Severity, errors, render
from ..model.english import counted
from ..model.library import Library
from ..model.playbook_files import FORMATS, ITEMS
from ..model.recorded_plan import RecordedPlan
from ..model.suggestions import did_you_mean
from ..sources.layout import profile_of, trust_of
from ..sources.load import load_each
from ..sources.outside import OutsideTrust, is_path, read_outside
from ..sources.scheme_input import SchemeInput
from ..sources.tree import read_theme, scan_project
from ..writers.formats import USUAL, Wanted
from .common import (
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    playbooks_folder,
    progress_bar,
    project_folder,
    reporting,
    say,
    say_warnings,
    shown,
    unknown_trust,
    usage,
)

if TYPE_CHECKING:
    from ..publish.playbooks import Inputs

EVERYTHING_FURTHER, NOTHING_FURTHER = "everything", "nothing"
WITH = (*(id for id, item in ITEMS.items() if item.further), EVERYTHING_FURTHER, NOTHING_FURTHER)
"""What a user can type after `--with`."""


@app.command()
def playbook(
    trusts: Annotated[
        list[str] | None, typer.Argument(help="Ids of trusts, such as imperial, or paths of profiles anywhere.")
    ] = None,
    project: ProjectOption = None,
    every: Annotated[bool, typer.Option("--all", help="Write the playbooks of all trusts.")] = False,
    formats: Annotated[
        str,
        typer.Option(
            "--formats",
            help=f"Write only files of these formats, separated by commas: {', '.join(FORMATS)}. Default: all.",
            show_default=False,
        ),
    ] = ",".join(FORMATS),
    further: Annotated[
        str | None,
        typer.Option(
            "--with",
            help=f"Write further files of these items too, separated by commas: {', '.join(WITH)}. "
            f"Later runs write them again, until one has `--with {NOTHING_FURTHER}`.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="How many to write at once.")] = 1,
    output: Annotated[Path | None, typer.Option("--output", help="Folder to write. Default: `dist/playbooks`.")] = None,
    release: Annotated[
        str | None, typer.Option("--release", help="Use the content of this release instead of the present content.")
    ] = None,
    check_updates: Annotated[
        bool,
        typer.Option(
            "--check-updates",
            help="Write nothing; say which playbooks, of these trusts or of all, are out of date, and what that means.",
        ),
    ] = False,
    today: TodayOption = None,
) -> None:
    """Write the playbooks of trusts: the plan, a handbook, calendars, and the letters and forms needed next.

    A playbook that is up to date is not written again. Files that you have added or changed stay, and the new version
    of a changed file comes beside it.

    Example: `paired-learning playbook imperial --with letters,forms`
    """
    if check_updates:
        with reporting():
            _check_updates(project_folder(project), trusts or [], output, day_of_planning(today))
        return
    if bool(trusts) == every:
        usage("name the trusts, or use --all")
    wanted = Wanted(_formats(formats), _further(further))

    with reporting():
        # Importing the writers takes a moment, and wrong usage is reported without them.
        from ..publish.playbooks import Inputs

        root = project_folder(project)
        named = read_named(root, trusts or [], release)
        drop = further is not None and NOTHING_FURTHER in _names(further)
        inputs = Inputs(named.content, root, read_theme(root), wanted, day_of_planning(today), drop)
        if "xlsx" in wanted.formats:
            _warn_of_uncarried(named.outside)
        faults = _make(inputs, named.library, named.slugs, output or playbooks_folder(root), jobs)
        named.raise_faults(faults)


@dataclass(frozen=True, slots=True)
class NamedTrusts:
    """The trusts that a user named, with the content that their playbooks are made from."""

    content: dict[str, bytes]
    library: Library
    slugs: list[str]
    """Ids of those without faults, in the order in which the user named them."""
    faults: list[Diagnostic]
    """Faults of the other trusts."""
    outside: list[OutsideTrust]
    schemes: Mapping[str, SchemeInput]
    """What was read from workbooks, by trust."""

    def raise_faults(self, others: Iterable[Diagnostic] = ()) -> None:
        """Raise an InputFault if there are faults, each with the path that the user typed."""
        faults = list(dict.fromkeys([*self.faults, *others]))
        for trust in self.outside:
            faults = [trust.as_typed(fault) for fault in faults]
        if faults:
            raise InputFault(faults)

    @contextmanager
    def as_typed(self) -> Iterator[None]:
        """Faults that come up in the block name the paths that the user typed."""
        try:
            yield
        except InputFault as fault:
            self.raise_faults(fault.diagnostics)


def read_named(root: Path, names: list[str], release: str | None = None) -> NamedTrusts:
    """Read the content, and the trusts that the user named by id or path; all trusts if there are no names.

    Raises:
        InputFault: the shared content has faults, or a profile cannot be read.
    """
    from ..studio.trust_templates import template_faults

    outside = _outside(names)
    content, unreadable = scan_project(root)
    if release:
        # Git's history is read only for a release.
        from ..sources.past import up_to

        content = _of_release(root, content, release)
    for name, trust in outside.items():
        if any(trust.slug == other.slug for other in outside.values() if other is not trust):
            advice = "name one of them; `paired-learning scheme merge` makes one workbook of two copies"
            raise InputFault.of("same-trust", f"another file is of the trust `{trust.slug}` too", name, advice)
        if profile_of(trust.slug) in content:
            advice = (
                f"name `{trust.slug}` in place of the file, or write a workbook with another name: the id is within it"
                if trust.scheme
                else "rename the folder of the profile"
            )
            shown = name if trust.scheme else trust.shown
            raise InputFault.of("id-taken", f"the project has a trust `{trust.slug}`", shown, advice)
        content = {**{path: raw for path, raw in content.items() if trust_of(path) != trust.slug}, **trust.files}
    schemes = {trust.slug: trust.scheme.read for trust in outside.values() if trust.scheme}
    loaded = load_each(content, unreadable, schemes=schemes)
    library = up_to(loaded.require(), release) if release else loaded.require()
    faulty = [slug for fault in errors(loaded.diagnostics) if (slug := trust_of(fault.place.file))]
    slugs = [outside[name].slug if name in outside else name for name in names or [*library.trusts, *faulty]]
    slugs = list(dict.fromkeys(slugs))
    faults = [*errors(loaded.diagnostics), *template_faults(content)]
    faults = [fault for fault in faults if trust_of(fault.place.file) in slugs]
    bad = {trust_of(fault.place.file) for fault in faults}
    known = library.trusts
    faults += [unknown_trust(slug, library) for slug in slugs if slug not in bad and slug not in known]
    good = [slug for slug in slugs if slug in known and slug not in bad]
    if schemes:
        from ..writers import yaml_text

        # A playbook has the profile as YAML too, and is out of date when it changes.
        content |= {profile_of(slug): yaml_text.noun(known[slug].profile) for slug in schemes if slug in known}
    return NamedTrusts(content, library, good, faults, list(outside.values()), loaded.schemes)


def earlier_plan(
    root: Path, content: dict[str, bytes], slug: str, today: datetime.date
) -> tuple[datetime.date, RecordedPlan | None]:
    """The day on which the planning of a trust starts, and the plan in its playbook, if it has one.

    Raises:
        InputFault: the recorded plan is damaged.
    """
    from ..publish.playbooks import Inputs
    from ..publish.replaced import replaced

    inputs = Inputs(content, root, read_theme(root), USUAL, today)
    before = replaced(playbooks_folder(root) / slug, inputs.hashes(slug, inputs.shared_hash()))
    return before.planning_from or today, before.plan


def _of_release(root: Path, present: dict[str, bytes], id: str) -> dict[str, bytes]:
    """The content of a release, with the present files of trusts that it did not have."""
    from ..sources.past import past_content
    from ..sources.repository import Repository

    past = past_content(Repository.of(root), present, load_each(present).require(), id).files
    known = {trust_of(path) for path in past}
    return {**{path: raw for path, raw in present.items() if trust_of(path) not in known}, **past}


def _check_updates(root: Path, names: list[str], output: Path | None, today: datetime.date) -> None:
    from ..documents.news import effect_in_brief
    from ..publish.updates import updates

    named = read_named(root, names)
    folder = output or playbooks_folder(root)
    readers = {trust.slug: trust.scheme.read for trust in named.outside if trust.scheme}
    playbooks = updates(root, named.content, folder, today, named.slugs if names else None, readers)
    for each in playbooks:
        states = []
        if each.effect is not None:
            states.append(f"made from {each.release}, the content is {each.newest}: {effect_in_brief(each.effect)}")
        if each.profile_changed:
            moved = counted(each.dates_to_move, "date moves", "dates move")
            states.append(f"the profile has changed since it was made{'' if each.faults else f': {moved}'}")
        if each.faults and not states:
            states.append("not compared, because of the faults below")
        say(f"{each.slug}: {'; '.join(states) or f'up to date with {each.release}'}")
    for slug in sorted(set(named.slugs if names else ()) - {each.slug for each in playbooks}):
        say(f"{slug}: there is no playbook in {shown(folder)}")
    outdated = [each for each in playbooks if each.effect]
    if not playbooks and not names:
        say("There are no playbooks here yet.")
    if outdated:
        say(f"For details: paired-learning changes {outdated[0].release} --trust {outdated[0].slug}")
    typed = {trust.slug: trust.typed for trust in named.outside}
    if moving := [each.slug for each in playbooks if each.profile_changed and each.dates_to_move]:
        say(f"For details: paired-learning plan {typed.get(moving[0], moving[0])}")
    named.raise_faults(fault for each in playbooks for fault in each.faults)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _formats(text: str) -> frozenset[str]:
    names = _names(text)
    for name in (name for name in names if name not in FORMATS):
        if item := ITEMS.get("forms" if name == "instruments" else name):
            letters = f"`{name}` is not a format: `--formats` takes {', '.join(FORMATS)}"
            if item.further:
                usage(f"{letters}; all {name} come with `--with {item.id}`")
            usage(f"{letters}; {item.usual[0]} comes with every playbook")
        usage(f"no format `{name}`; {did_you_mean(name, FORMATS)}")
    if not names:
        usage(f"--formats: name one of {', '.join(FORMATS)}")
    return frozenset(names)


def _further(text: str | None) -> frozenset[str]:
    names = [] if text is None else _names(text)
    for name in names:
        if name not in WITH:
            usage(f"--with: nothing is called `{name}`; {did_you_mean(name, WITH)}")
    if text is not None and not names:
        usage(f"--with: name one of {', '.join(WITH)}")
    everything = EVERYTHING_FURTHER in names
    return frozenset(id for id, item in ITEMS.items() if item.further and (everything or id in names))


def _outside(names: list[str]) -> dict[str, OutsideTrust]:
    """Trusts that were given as a path, by what was typed."""
    return {name: read_outside(Path(name), name) for name in names if is_path(name)}


def _warn_of_uncarried(trusts: Iterable[OutsideTrust]) -> None:
    """Say what workbooks hold that the new ones in the playbooks cannot hold. The planners' own stay as they are."""
    for trust in trusts:
        for each in trust.scheme.file.uncarried if trust.scheme else ():
            place = Place(trust.typed, cell=f"{each.sheet}!{each.cell}".rstrip("!") or None)
            message = f"the workbook in the playbook cannot hold {each.what}"
            warning = Diagnostic("not-carried", message, place, "your own stays as it is", Severity.WARNING)
            typer.echo(f"{render(warning)}\n", err=True)


def _make(inputs: Inputs, library: Library, slugs: list[str], target: Path, jobs: int) -> list[Diagnostic]:
    """Make playbooks, with a bar on a terminal if there are many, and print a line for each. Returns all faults."""
    from ..publish.playbooks import make

    faults: list[Diagnostic] = []
    with progress_bar("Playbooks", len(slugs), hidden=len(slugs) <= 3) as finished:
        for outcome in make(inputs, library, slugs, target, jobs):
            finished(outcome.slug)
            say_warnings(outcome.warnings, outcome.folder)
            faults.extend(outcome.faults)
            if not outcome.faults:
                say(f"{shown(outcome.folder)} ({'unchanged' if outcome.unchanged else f'{outcome.files} files'})")
                for line in outcome.moved:
                    say(f"  {line}")
    return faults
