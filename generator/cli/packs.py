"""The command packs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from ..model.room_set import FEWEST_PEOPLE, GROUP_SIZES, MOST_PEOPLE
from ..model.suggestions import did_you_mean
from ..planning.session import Session, sessions
from ..sources.tree import read_theme
from .common import (
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    progress_bar,
    project_folder,
    reporting,
    say,
    say_warnings,
    shown,
    usage,
)
from .playbooks import earlier_plan, read_named

CLOCK = "%H:%M"


@app.command()
def packs(
    workshops: Annotated[
        list[str] | None, typer.Argument(help="Ids of workshops, such as powerlab. Default: all.")
    ] = None,
    project: ProjectOption = None,
    trust: Annotated[
        str | None,
        typer.Option("--trust", help="Id of a trust, for its dates, times, rooms, facilitators and templates."),
    ] = None,
    scheme: Annotated[
        Path | None, typer.Option("--scheme", help="A scheme's workbook, for the same. Use it in place of --trust.")
    ] = None,
    start: Annotated[
        datetime.datetime | None,
        typer.Option("--start", formats=[CLOCK], help="Time at which the workshops start, such as 13:00."),
    ] = None,
    people: Annotated[
        int | None,
        typer.Option(
            "--people",
            help="How many people take part, 8 to 40. Default: those of the cohort; without one, a usual cohort.",
        ),
    ] = None,
    groups_of: Annotated[
        int | None, typer.Option("--groups-of", help="People in a learning group, 2 to 4. Default: pairs.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Folder to write. Default: `dist/packs`, or `dist/packs-TRUST`."),
    ] = None,
    today: TodayOption = None,
) -> None:
    """Write everything a facilitator needs: guide, slides, handouts, cards, forms, and one ZIP for each workshop.

    The file what-to-print counts every sheet for the people who take part. Files of an earlier run are replaced, except
    those that you have changed.

    Example: `paired-learning packs powerlab --people 24 --start 09:30`
    """

    if trust and scheme:
        usage("use --trust or --scheme")
    if people is not None and not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        usage(f"--people: expected {FEWEST_PEOPLE} to {MOST_PEOPLE}, but got {people}")
    if groups_of is not None and groups_of not in GROUP_SIZES:
        usage(f"--groups-of: expected 2, 3 or 4, but got {groups_of}")
    if groups_of and (trust or scheme):
        usage("--groups-of: leave it out with --trust or --scheme, whose cohort says how large its groups are")
    with reporting():
        # Importing the writers takes a moment, and wrong usage is reported without them.
        from ..publish.packs import make
        from ..publish.project_theme import project_theme
        from ..writers.whole_pack import ALL, Looks

        root = project_folder(project)
        name = str(scheme) if scheme else trust
        named = read_named(root, [name] if name else [])
        if name:
            named.raise_faults()
        slug = named.slugs[0] if name else None
        library, day, previous = named.library, day_of_planning(today), None
        if slug:
            # The same days as in the trust's playbook.
            day, previous = earlier_plan(root, named.content, slug, day)
        with named.as_typed():
            held = sessions(
                library,
                slug,
                start.time() if start else None,
                today=day,
                previous=previous,
                people=people,
                group_size=groups_of,
            )
            wanted = _wanted(workshops or [], held, library, slug)
        every = len(wanted) == len(held)
        target = output or root / "dist" / (f"packs-{slug}" if slug else "packs")
        looks = Looks.of(project_theme(root, read_theme(root)), library.trusts[slug] if slug else None)
        with progress_bar("Packs", len(wanted)) as finished:
            counts, warnings = make(wanted, looks, target, every=every, finished=finished)
        say_warnings(warnings, target)
        for name, count in counts.items():
            say(f"{shown(target / name)} ({count} files)")
        if every:
            say(f"{shown(target)}{ALL}.zip")


def _wanted(ids: list[str], held: dict[str, Session], library: Library, trust: str | None) -> list[Session]:
    """The sessions of the named workshops, or of all."""
    faults = []
    for id in ids:
        if id not in library.workshops:
            advice, place = did_you_mean(id, library.workshops), Place("content/workshops")
            faults.append(Diagnostic("unknown-workshop", f"no workshop `{id[:80]}`", place, advice))
        elif id not in held and trust is not None:
            profile = library.trusts[trust].profile
            message = f"{profile.short_name} does not hold `{id}`"
            advice = "add it to `workshops` in the profile, or leave out --trust"
            faults.append(Diagnostic("workshop-not-held", message, Place(profile.source), advice))
    if faults:
        raise InputFault(faults)
    return [session for id, session in held.items() if not ids or id in ids]
