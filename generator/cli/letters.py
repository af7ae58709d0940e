"""The command letters. It prints no name of a person: names are in the folder that it writes, and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.english import counted
from ..model.template import Audience
from ..sources.tree import read_theme
from .common import (
    ProjectOption,
    SchemeArgument,
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

if TYPE_CHECKING:
    from ..documents.papers import Papers


@app.command()
def letters(
    scheme: SchemeArgument,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            help='Only these letters: whom they go to, such as "places offered" or "line managers", or a title. '
            "Default: all.",
            show_default=False,
        ),
    ] = None,
    project: ProjectOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder to write. Default: `dist/letters/` and the trust's id.")
    ] = None,
    today: TodayOption = None,
) -> None:
    """Write letters, drafts of mails, certificates, attendance lists, table plans and name badges with real names.

    What is still unknown is highlighted, and listed in `still-missing.txt`. Files that you have changed stay.
    The folder holds personal data: its read-me says who may see it.

    Example: `paired-learning letters westshire.xlsx --for "places offered"`
    """
    with reporting():
        from ..documents.papers import all_papers, in_brief
        from ..planning.playbook import plan
        from ..publish.project_theme import project_theme
        from ..publish.updated_folder import update_folder
        from ..writers.people import paper_files, papers_of

        root = project_folder(project)
        named = read_named(root, [scheme])
        named.raise_faults()
        (slug,) = named.slugs
        day, previous = earlier_plan(root, named.content, slug, day_of_planning(today))
        with named.as_typed():
            playbook = plan(named.library, slug, today=day, previous=previous)
        every = all_papers(playbook)
        chosen = _chosen(every, wanted or [])
        if not playbook.records.people:
            advice = "fill in the sheet People of the scheme's Excel file"
            message, place = "there is nobody to write to yet", Place(playbook.profile.source)
            named.raise_faults([Diagnostic("no-people", message, place, advice)])
        ids = {papers.id for papers in chosen}
        theme = project_theme(root, read_theme(root))
        template = named.library.trusts[slug].word_template
        with progress_bar("Letters", len(ids)) as finished:
            files = paper_files(playbook, every, ids, theme, template, finished)
        target = output or root / "dist" / "letters" / slug
        try:
            warnings = update_folder(target, files, lambda path: papers_of(path) in {*ids, None})
        except OSError as error:
            # The names of files hold those of people.
            raise OSError(error.errno, error.strerror, str(target)) from None
        say_warnings(_without_names(warnings), target)
        for papers in chosen:
            if papers.documents or wanted:
                say(in_brief(papers))
        say(f"{shown(target)} (read read-me.txt first: the files hold personal data)")


def _chosen(every: Sequence[Papers], words: Iterable[str]) -> list[Papers]:
    """The papers that a planner asked for; all if there are no words. Ends with a usage error for unknown words."""
    from ..documents.papers import choices, normal, words_for

    asked = {normal(word): word for word in words}
    known = {word for papers in every for word in papers.words}.union(*map(words_for, Audience))
    if unknown := [word for plain, word in asked.items() if plain not in known]:
        usage(f"no letters for `{', '.join(unknown)}`; choose from: {', '.join(choices(every))}")
    chosen = [papers for papers in every if not asked or papers.words & asked.keys()]
    for plain, word in asked.items():
        if not any(plain in papers.words for papers in chosen):
            say(f"No letter goes to {word}: none of the templates has it as `goes_to`.")
    return chosen


def _without_names(warnings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Warnings of a folder's files as numbers by folder, because the names of files hold those of people."""
    folders = Counter((warning.code, PurePosixPath(warning.place.file).parent.as_posix()) for warning in warnings)
    result = []
    for (code, folder), number in folders.items():
        if code == "added-file":
            message, advice = "files that were added to this folder stay", None
        else:
            message = f"{counted(number, 'file was', 'files were')} changed, and what was changed stays as it is"
            advice = "the new version of each is beside it, with (new) in its name"
        place = Place("" if folder == "." else f"{folder}/")
        result.append(Diagnostic(code, message, place, advice, Severity.WARNING))
    return result
