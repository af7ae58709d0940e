"""The command pairs. `make` prints no name of a person: names are in the folder that it writes, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model.diagnostics import InputFault
from ..model.english import counted
from ..model.pairing import MOST_ROUNDS
from ..sources.tree import FONTS, read_theme
from .common import (
    MAKE,
    Format,
    FormatOption,
    Making,
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    project_folder,
    reporting,
    say_as,
    say_warnings,
    shown,
)
from .playbooks import earlier_plan, read_named

pairs = typer.Typer(
    cls=Making,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Propose pairs or groups from the sheet People, and say why.\n\n"
    "Example: `paired-learning pairs westshire.xlsx`",
)
app.add_typer(pairs, name="pairs")

SchemeArgument = Annotated[
    str, typer.Argument(help="The Excel file of a scheme, the id of a trust, or a path of a profile.")
]


@pairs.command(MAKE)
def make(
    scheme: SchemeArgument,
    project: ProjectOption = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            help='Try something out: "pin NAME; NAME", "forbid NAME; NAME", "without NAME", "with NAME" or '
            '"weight WISH = WORDS". More than once if you like.',
            show_default=False,
        ),
    ] = None,
    rounds: Annotated[
        int | None,
        typer.Option(
            "--rounds",
            min=1,
            max=MOST_ROUNDS,
            help="Rounds of the meet-first event. Default: as many as it has time for, where people meet first.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder to write. Default: `dist/pairs/` and the trust's id.")
    ] = None,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Propose the best pairs or groups, and write a page for the panel that decides.

    The scheme stays as it is. The folder holds what people said in confidence: its read-me says who may see it. With
    `--format json` it also has `pairs.json`. You can leave out the word `make`.

    Example: `paired-learning pairs westshire.xlsx`
    """
    with reporting():
        from ..documents.pairs_folder import pairs_documents
        from ..documents.pairs_words import in_brief
        from ..pairing.answer import answer
        from ..pairing.what_if import parse
        from ..planning.playbook import plan
        from ..publish.updated_folder import update_folder
        from ..writers.pairs import pair_files
        from ..writers.theme import Theme

        root = project_folder(project)
        named = read_named(root, [scheme])
        named.raise_faults()
        (slug,) = named.slugs
        day, previous = earlier_plan(root, named.content, slug, day_of_planning(today))
        with named.as_typed():
            playbook = plan(named.library, slug, today=day, previous=previous)
        if not playbook.records.participants:
            message, advice = "nobody has a place yet", "fill in the sheet People of the scheme's Excel file"
            raise InputFault.of("no-participants", message, playbook.profile.source, advice)
        file = playbook.scheme_file
        numbers = {row.id: row.number for row in file.tables["People"].rows} if file else {}
        changes = parse(what_if, playbook.records, numbers) if what_if else None
        result = answer(playbook.records, playbook.profile, named.library, changes)
        proposal = result.proposal
        theme = Theme.of(read_theme(root), str(root / FONTS))
        documents = pairs_documents(playbook, result, rounds)
        files = pair_files(playbook, documents, theme, named.library.trusts[slug].word_template)
        target = output or root / "dist" / "pairs" / slug
        say_warnings(update_folder(target, files), target)
        counts = {
            "groups": len(proposal.groups),
            "cost": proposal.cost,
            "bound": proposal.bound,
            "proven": proposal.proven,
            "unmatched": len(proposal.unmatched),
            "reserves": len(proposal.reserves),
        }
        lines = [
            in_brief(result.cohort, proposal),
            *([f"{counted(counts['unmatched'], 'person has', 'people have')} none"] if proposal.unmatched else []),
            f"{shown(target)} (read read-me.txt first: the files hold personal data)",
        ]
        say_as(format, counts, "\n".join(lines))
