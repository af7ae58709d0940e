"""The command plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model.diagnostics import InputFault
from .common import (
    Format,
    FormatOption,
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    project_folder,
    reporting,
    say_as,
    usage,
)
from .playbooks import earlier_plan, read_named


@app.command()
def plan(
    trust: Annotated[str, typer.Argument(help="Id of a trust, such as imperial, or the path of a profile anywhere.")],
    project: ProjectOption = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            help="Folder or ZIP of a playbook to compare with. Default: the trust's own in `dist/playbooks`, if any.",
        ),
    ] = None,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Print the plan of a trust: each date with its reason, what moved since the last plan, why, and whom to tell.

    It writes nothing. Dates are those that `playbook` would write now.

    Example: `paired-learning plan imperial --against dist/playbooks/imperial`
    """
    if against is not None and not against.exists():
        usage(f"there is no {against}")
    with reporting():
        from ..documents import plan_text
        from ..planning.playbook import plan as planned
        from ..publish.replaced import plan_of

        root = project_folder(project)
        named = read_named(root, [trust])
        named.raise_faults()
        (slug,) = named.slugs
        day, previous = earlier_plan(root, named.content, slug, day_of_planning(today))
        if against:
            previous = plan_of(against, str(against))
        with named.as_typed():
            playbook = planned(named.library, slug, today=day, previous=previous)
        if against and playbook.previous is None:
            message = "this is the plan of another cohort"
            advice = f"compare with a playbook of {playbook.profile.name}, {playbook.profile.cohort.name}"
            raise InputFault.of("other-cohort", message, str(against), advice)
        say_as(format, plan_text.as_values(playbook), plan_text.in_text(playbook))
