"""The commands changes and release."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.diagnostics import InputFault
from ..model.english import counted
from ..model.library import Library
from ..sources.load import load
from ..sources.past import PRESENT, past_content
from ..sources.repository import Repository
from ..sources.tree import read_project
from .common import (
    MAKE,
    Format,
    FormatOption,
    Making,
    NewFolder,
    ProjectOption,
    TodayOption,
    app,
    day_of_planning,
    project_folder,
    reporting,
    say,
    say_as,
    shown,
    unknown_trust,
)

if TYPE_CHECKING:
    from ..publish.branch import SiteBranch
    from ..publish.releases import Project

releases = typer.Typer(
    cls=Making,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Make and manage releases: a site with a folder for each, on the branch gh-pages or as plain files.\n\n"
    "Example: `paired-learning release 2026.1 --latest`",
)
app.add_typer(releases, name="release")

ReleaseArgument = Annotated[str, typer.Argument(help="Id of the release, such as 2026.1.")]


@releases.command(MAKE)
def make(
    id: ReleaseArgument,
    project: ProjectOption = None,
    latest: Annotated[bool, typer.Option("--latest", help="Make `latest` a copy of it.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a release of this id.")] = False,
    commit: Annotated[str, typer.Option("--commit", help="Commit that holds its content.")] = "HEAD",
) -> None:
    """Check and build a release, put it on the branch gh-pages as one commit, and record it in content/.

    Add it to content/releases.yml first, with its date and a summary. You can leave out the word `make`.

    Example: `paired-learning release 2026.1 --latest`
    """

    with reporting():
        from ..publish import releases as publish

        source, branch = _opened(project)
        done = publish.release(source, branch, id, revision=commit, latest=latest, replace=replace)
        say(f"Release {id}: {counted(len(done.changes), 'change')} since the release before it")
        say("It is now on the branch gh-pages." if done.deployed else "It was already on the branch gh-pages.")
        say(f"Commit its record: git add {' '.join(done.recorded)}")
        say("Publish it: git push origin gh-pages")


@releases.command("list")
def list_releases(project: ProjectOption = None, format: FormatOption = Format.TEXT) -> None:
    """List the releases with their dates and commits, and whether they are on the branch.

    Example: `paired-learning release list --format json`
    """

    with reporting():
        source, branch = _opened(project)
        known = branch.versions()
        on_branch = {version.id for version in known}
        rows = [
            {
                "id": release.id,
                "date": release.date.isoformat(),
                "commit": release.commit,
                "on_branch": release.id in on_branch,
                "latest": known.latest == release.id,
                "withdrawn": release.withdrawn,
                "summary": release.summary,
            }
            for release in source.library.releases.values()
        ]
        lines = []
        for row in rows:
            state = "withdrawn" if row["withdrawn"] else "on the branch" if row["on_branch"] else "not on the branch"
            marks = f"{state}, latest" if row["latest"] else state if row["commit"] else "not made yet"
            commit = str(row["commit"] or "")[:12]
            lines.append(f"{row['id']:<8} {row['date']}  {commit:<12}  {marks:<24}  {row['summary']}")
        say_as(format, rows, "\n".join(lines))


@releases.command("withdraw")
def withdraw(
    id: ReleaseArgument,
    reason: Annotated[str, typer.Option("--reason", help="The reason, in one sentence for readers.")],
    project: ProjectOption = None,
) -> None:
    """Remove a release from the branch. Its address then says why and links to the newest release.

    Example: `paired-learning release withdraw 2026.1 --reason "The dates in it were wrong."`
    """

    with reporting():
        from ..publish.record import with_field, write_record
        from ..sources.layout import RELEASES

        source, branch = _opened(project)
        with branch.lock():
            branch.withdraw(id, reason)
            if id in source.library.releases:
                text = source.files[RELEASES].decode("utf-8-sig")
                write_record(source.folder, {RELEASES: with_field(text, id, "withdrawn", reason)})
        say(f"Release {id} is withdrawn. Commit {RELEASES}, and publish: git push origin gh-pages")


@releases.command("export")
def export(folder: NewFolder, project: ProjectOption = None) -> None:
    """Write the whole versioned site as plain files, for any web server or SharePoint.

    Example: `paired-learning release export public`
    """

    with reporting():
        from ..publish.staged import staged, write_files

        _, branch = _opened(project)
        with staged(folder) as staging:
            write_files(staging, branch.files())
        say(f"The releases are in {shown(folder)}")


@releases.command("rebuild")
def rebuild(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of releases. Default: all that have been made.")] = None,
    into: Annotated[Path | None, typer.Option("--into", help="Folder to write. Default: `dist/releases`.")] = None,
    project: ProjectOption = None,
) -> None:
    """Build releases again from the history, with the present theme, as a versioned tree of plain files.

    This needs neither tags nor the branch gh-pages: a clone of main is enough.

    Example: `paired-learning release rebuild --into public`
    """

    with reporting():
        from ..publish import releases as publish

        source, branch = _opened(project)
        target = into or source.folder / "dist" / "releases"
        for id in publish.rebuild(source, ids or [], target, branch.title, branch.base):
            say(f"Built {id}")
        say(f"The releases are in {shown(target)}")


@releases.command("offline")
def offline(
    file: Annotated[Path, typer.Argument(help="ZIP file to write.")] = Path("paired-learning.zip"),
    project: ProjectOption = None,
    id: Annotated[str | None, typer.Option("--release", help="A release. Default: the present content.")] = None,
) -> None:
    """Write the whole site as one ZIP for a laptop or a shared drive. To read it, unpack it and open index.html.

    Example: `paired-learning release offline paired-learning.zip`
    """

    with reporting():
        from ..publish.releases import offline_archive
        from ..site.build import build_edition
        from ..site.edition import OFFLINE

        root = project_folder(project)
        content, library = _content(root, id)
        size = offline_archive(content, library, partial(build_edition, root, edition=OFFLINE), file)
        say(f"{file}: {size / 1_000_000:.1f} MB; unpack it and open index.html")


@app.command()
def changes(
    old: Annotated[str, typer.Argument(help="The earlier release, such as 2026.1.")],
    new: Annotated[str, typer.Argument(help="The later release. Default: the present content.")] = PRESENT,
    project: ProjectOption = None,
    trust: Annotated[
        str | None,
        typer.Option("--trust", help="Only changes to what this trust has chosen, and what they mean for it."),
    ] = None,
    format: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Say what changed between two releases, or what that means for one trust.

    Example: `paired-learning changes 2026.1 2026.2 --trust imperial`
    """

    with reporting():
        from ..documents import news
        from ..documents.trust_changes import trust_changes
        from ..planning.changes import compare

        root = project_folder(project)
        before, after = _library(root, old), _library(root, None if new == PRESENT else new)
        if trust is None:
            changes = compare(before, after)
            say_as(format, {"changes": news.as_values(changes)}, news.in_text(changes))
            return
        if trust not in after.trusts:
            now = _library(root, None)
            if trust not in now.trusts:
                raise InputFault([unknown_trust(trust, now)])
            after = after.model_copy(update={"trusts": now.trusts})
        effect = trust_changes(before, after, trust, day_of_planning(today))
        say_as(format, news.effect_as_values(effect), news.effect_in_text(effect))


def _library(root: Path, id: str | None) -> Library:
    """The content of a release, or the present content."""
    return _content(root, id)[1]


def _content(root: Path, id: str | None) -> tuple[Mapping[str, bytes], Library]:
    """The same with the files that it was read from."""
    files = read_project(root)
    present = load(files).require()
    if id is None:
        return files, present
    past = past_content(Repository.of(root), files, present, id)
    return past.files, past.library


def _opened(project: Path | None) -> tuple[Project, SiteBranch]:
    """The project and the branch that commands of releases work with."""
    from ..publish.branch import SiteBranch
    from ..publish.releases import Project
    from ..site.build import build_edition
    from ..site.edition import RELEASE
    from ..site.export import title_and_base

    root = project_folder(project)
    repository = Repository.of(root)
    files = read_project(root)
    library = load(files).require()
    source = Project(root, repository, files, library, partial(build_edition, root, edition=RELEASE))
    return source, SiteBranch(repository, *title_and_base(root))
