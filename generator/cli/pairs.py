"""The command pairs. `make` prints no name of a person: names are in the folder that it writes, and nowhere else."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.english import counted
from ..model.pairing import MOST_ROUNDS
from ..publish.whole_file import replace_file
from ..sources.layout import WORKBOOK_ENDINGS, scheme_of
from ..sources.tree import read_theme
from .common import (
    MAKE,
    Format,
    FormatOption,
    Making,
    ProjectOption,
    SchemeArgument,
    TodayOption,
    app,
    day_of_planning,
    now,
    project_folder,
    reporting,
    say,
    say_as,
    say_warnings,
    shown,
    usage,
)
from .playbooks import NamedTrusts, earlier_plan, read_named
from .workbooks import at, opened_of, refuse_uncarried

if TYPE_CHECKING:
    from ..model.scheme import Records
    from ..model.scheme_file import SchemeFile
    from ..pairing.answer import Answer

pairs = typer.Typer(
    cls=Making,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Propose pairs or groups from the sheet People, and say why.\n\n"
    "Example: `paired-learning pairs westshire.xlsx`",
)
app.add_typer(pairs, name="pairs")

WhatIfOption = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        help='Try something out: "pin NAME; NAME", "forbid NAME; NAME", "without NAME", "with NAME" or '
        '"weight WISH = WORDS". More than once if you like.',
        show_default=False,
    ),
]


@pairs.command(MAKE)
def make(
    scheme: SchemeArgument,
    project: ProjectOption = None,
    what_if: WhatIfOption = None,
    rounds: Annotated[
        int | None,
        typer.Option(
            "--rounds",
            min=1,
            max=MOST_ROUNDS,
            help="Rounds of the meet-first event. Default: as many as it has time for, where people meet first.",
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write the pairs or groups into the sheet Groups of the Excel file.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder to write. Default: `dist/pairs/` and the trust's id.")
    ] = None,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Propose the best pairs or groups, and write a page for the panel that decides.

    The scheme stays as it is without `--accept`. The folder holds what people said in confidence: its read-me says who
    may see it. With `--format json` it also has `pairs.json`. You can leave out the word `make`.

    Example: `paired-learning pairs westshire.xlsx --what-if "pin Ann Hill; Bob Roe"`
    """
    if accept and not scheme.lower().endswith(WORKBOOK_ENDINGS):
        usage("--accept writes into a scheme's Excel file: name a file that ends in .xlsx")
    with reporting():
        from ..documents.pairs_folder import pairs_documents
        from ..documents.pairs_values import as_values
        from ..documents.pairs_words import in_brief, not_whole, noun
        from ..planning.playbook import plan
        from ..publish.project_theme import project_theme
        from ..publish.updated_folder import update_folder
        from ..writers.pairs import pair_files

        root = project_folder(project)
        named = read_named(root, [scheme])
        named.raise_faults()
        (slug,) = named.slugs
        answer = _answer(named, what_if)
        proposal = answer.proposal
        day, previous = earlier_plan(root, named.content, slug, day_of_planning(today))
        with named.as_typed():
            playbook = plan(named.library, slug, today=day, previous=previous)
        values = as_values(answer) if format is Format.JSON else None
        theme = project_theme(root, read_theme(root))
        documents = pairs_documents(playbook, answer, rounds)
        files = pair_files(playbook, documents, theme, named.library.trusts[slug].word_template, values)
        target = output or root / "dist" / "pairs" / slug
        say_warnings(update_folder(target, files), target)
        word, lines = noun(answer.cohort), [in_brief(answer)]
        if proposal.unmatched:
            lines.append(f"{counted(len(proposal.unmatched), 'person has', 'people have')} no {word}")
        if broken := len(not_whole(answer.cohort)):
            kept = counted(broken, f"fixed {word} is", f"fixed {word}s are")
            lines.append(f"{kept} not kept whole: somebody in {'it' if broken == 1 else 'them'} has no place")
        if answer.differences is not None:
            new = counted(len(answer.differences.formed), f"{word} is", f"{word}s are")
            gone = counted(len(answer.differences.dissolved), f"{word} is", f"{word}s are")
            lines.append(f"because of --what-if, {new} new, and {gone} no longer together")
        lines.append(f"{shown(target)} (read read-me.txt first: the files hold personal data)")
        counts = {
            "groups": len(proposal.groups),
            "cost": proposal.cost,
            "bound": proposal.bound,
            "proven": proposal.proven,
            "unmatched": len(proposal.unmatched),
            "reserves": len(proposal.reserves),
            "different": len(answer.differences.formed) if answer.differences is not None else None,
            "folder": shown(target),
        }
        if accept:
            accepted, more = _accept(named, answer, day)
            lines += more
            counts |= accepted
        say_as(format, counts, "\n".join(lines))


@pairs.command("explain")
def explain(
    scheme: SchemeArgument,
    who: Annotated[str, typer.Argument(help="Name of the person, with the email in brackets if several have it.")],
    project: ProjectOption = None,
    what_if: WhatIfOption = None,
) -> None:
    """Print with whom somebody is proposed to be, why, and what else there is; or why there is nobody.

    It writes nothing. It names people and what they said in confidence, so mind who sees your screen.

    Example: `paired-learning pairs explain westshire.xlsx "Ann Hill"`
    """
    with reporting():
        from ..documents.pairs_text import explained
        from ..model.sheets.labels import people_labels
        from ..pairing.what_if import named as meant

        named = read_named(project_folder(project), [scheme])
        named.raise_faults()
        file = named.library.trusts[named.slugs[0]].scheme_file
        place = Place(file.file, cell="People") if file else Place(scheme)
        person = meant(who, people_labels(_records(named)), _row_numbers(file), place, "this name")
        if isinstance(person, Diagnostic):
            with named.as_typed():
                raise InputFault([person])
        say(explained(_answer(named, what_if), person))


def _records(named: NamedTrusts) -> Records:
    return named.library.trusts[named.slugs[0]].records


def _answer(named: NamedTrusts, what_if: list[str] | None) -> Answer:
    """What is proposed for the only trust that the user named.

    Raises:
        InputFault: nobody has a place, or something is wrong with what is tried out.
    """
    from ..pairing.answer import answer
    from ..pairing.what_if import parse

    trust, records = named.library.trusts[named.slugs[0]], _records(named)
    changes = parse(what_if, records, _row_numbers(trust.scheme_file)) if what_if else None
    result = answer(records, trust.profile, named.library, changes)
    if not result.cohort.people:
        message, advice = "nobody has a place yet", "choose Participant in the column Decision of the sheet People"
        raise InputFault.of(
            "no-participants", message, named.outside[0].typed if named.outside else trust.profile.source, advice
        )
    return result


def _row_numbers(file: SchemeFile | None) -> dict[str, int]:
    """The rows of people on their sheet."""
    return {row.id: row.number for row in file.tables["People"].rows} if file and "People" in file.tables else {}


def _accept(named: NamedTrusts, answer: Answer, day: datetime.date) -> tuple[dict[str, Any], list[str]]:
    """Write a proposal into the workbook that the user named. Returns what was done, as values and as lines."""
    from ..documents.pairs_words import not_written
    from ..studio.accepted import accepted

    opened, (trust,) = opened_of(named), named.outside
    raw, file = trust.files[scheme_of(opened.slug)], Path(trust.typed)
    result = accepted(opened, raw, answer, day)
    refuse_uncarried(result.updated.uncarried, file, anyway=False)
    before = None
    if result.updated.raw != raw:
        before = replace_file(file, result.updated.raw, read=raw, now=now(), shown=str(file)).name
    lines = [f"{file}: {counted(len(result.rows), 'row')} of the sheet Groups written"]
    still = "; its note, or what you typed in your own columns, is about the members of before"
    lines += [
        f"  Groups, row {number}: its members are not those of before{still if number in result.noted else ''}"
        for number in result.replaced
    ]
    if result.admitted:
        lines.append(f"  People: {counted(result.admitted, 'person is a participant', 'people are participants')} now")
    lines += [f"  {at(change)}{change.text}" for change in result.updated.changes]
    lines += [words] if (words := not_written(answer)) else []
    lines += [f"The workbook as it was: {before}"] if before else []
    values = {
        "file": str(file),
        "before": before,
        "rows": list(result.rows),
        "replaced": list(result.replaced),
        "noted": list(result.noted),
        "admitted": result.admitted,
    }
    return values, lines
