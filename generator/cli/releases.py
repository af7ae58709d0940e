"""Commands of releases: release, its kin, and changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from ..model.diagnostics import InputFault
from ..model.english import counted
from ..model.library import Library
from ..sources.load import load
from ..sources.past import PRESENT, past_content
from ..sources.repository import Repository
from ..sources.tree import read_project
from .common import Format, ProjectOption, app, project_folder, run, say, shown, unknown_trust

if TYPE_CHECKING:
    from ..publish.branch import SiteBranch
    from ..publish.releases import Project

MAKE = "make"


class _Group(TyperGroup):
    """`release 2026.1` is short for `release make 2026.1`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = [MAKE, *args]
        return super().parse_args(ctx, args)


releases = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Make and keep releases: a site with a folder for each, on the branch gh-pages or as plain files.\n\n"
    "Example: `paired-learning release 2026.1 --latest`",
)
app.add_typer(releases, name="release")

ReleaseArgument = Annotated[str, typer.Argument(help="Id of the release, such as 2026.1.")]


@releases.command(MAKE)
def make(
    id: ReleaseArgument,
    project: ProjectOption = None,
    latest: Annotated[bool, typer.Option("--latest", help="Show it to whoever asks for the newest.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of a release of this id.")] = False,
    commit: Annotated[
        str, typer.Option("--commit", help="Commit that holds its content; the present one when left out.")
    ] = "HEAD",
) -> None:
    """Check, build, and put a release on the branch gh-pages, as one commit; then record it in content/.

    Name it in content/releases.yml first, with its date and a summary. `make` may be left out.

    Example: `paired-learning release 2026.1 --latest`
    """

    def work() -> None:
        from ..publish import releases as publish

        source, branch = _opened(project)
        done = publish.release(source, branch, id, revision=commit, latest=latest, replace=replace)
        say(f"Release {id}: {counted(len(done.changes), 'change')} since the release before it")
        say("It is on the branch gh-pages now." if done.deployed else "It was on the branch gh-pages already.")
        say(f"Commit its record: git add {' '.join(done.recorded)}")
        say("Publish it: git push origin gh-pages")

    run(work)


@releases.command("list")
def list_releases(
    project: ProjectOption = None,
    format: Annotated[Format, typer.Option("--format", help="text for people, json for machines.")] = Format.TEXT,
) -> None:
    """List the releases: when, of what commit, and whether they are on the branch.

    Example: `paired-learning release list --format json`
    """

    def work() -> None:
        from ..publish.versions import latest_of

        source, branch = _opened(project)
        known = branch.versions()
        there = {str(info.version) for info in known}
        rows = [
            {
                "id": one.id,
                "date": one.date.isoformat(),
                "commit": one.commit,
                "on_branch": one.id in there,
                "latest": latest_of(known) == one.id,
                "withdrawn": one.withdrawn,
                "summary": one.summary,
            }
            for one in source.library.releases.values()
        ]
        if format is Format.JSON:
            say(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        for row in rows:
            state = "withdrawn" if row["withdrawn"] else "on the branch" if row["on_branch"] else "not on the branch"
            marks = f"{state}, latest" if row["latest"] else state if row["commit"] else "not made yet"
            say(f"{row['id']:<8} {row['date']}  {str(row['commit'] or '')[:12]:<12}  {marks:<24}  {row['summary']}")

    run(work)


@releases.command("withdraw")
def withdraw(
    id: ReleaseArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why, in one sentence that readers see.")],
    project: ProjectOption = None,
) -> None:
    """Take a release off the branch; its address then says why and points to the newest.

    Example: `paired-learning release withdraw 2026.1 --reason "The dates in it were wrong."`
    """

    def work() -> None:
        from ..publish.record import with_field, write_record
        from ..sources.past import RELEASES

        source, branch = _opened(project)
        with branch.lock():
            branch.withdraw(id, reason)
            if id in source.library.releases:
                text = source.files[RELEASES].decode("utf-8-sig")
                write_record(source.folder, {RELEASES: with_field(text, id, "withdrawn", reason)})
        say(f"Release {id} is withdrawn. Commit {RELEASES}, and publish: git push origin gh-pages")

    run(work)


@releases.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to; new, empty, or written by this command before.")],
    project: ProjectOption = None,
) -> None:
    """Write the whole versioned site as plain files, for any web server or SharePoint.

    Example: `paired-learning release export public`
    """

    def work() -> None:
        from ..publish.staged import staged, write_files

        _, branch = _opened(project)
        with staged(folder) as staging:
            write_files(staging, branch.files())
        say(f"The releases are in {shown(folder)}")

    run(work)


@releases.command("rebuild")
def rebuild(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of releases; all that were made when left out.")] = None,
    into: Annotated[Path | None, typer.Option("--into", help="Folder to write; `dist/releases` when left out.")] = None,
    project: ProjectOption = None,
) -> None:
    """Make releases anew from the history, with today's theme, into a versioned tree of plain files.

    It needs neither tags nor the branch gh-pages: a clone of main is enough.

    Example: `paired-learning release rebuild --into public`
    """

    def work() -> None:
        from ..publish import releases as publish

        source, branch = _opened(project)
        target = into or source.folder / "dist" / "releases"
        for id in publish.rebuild(source, ids or [], target, branch.title, branch.base):
            say(f"Built {id}")
        say(f"The releases are in {shown(target)}")

    run(work)


@releases.command("offline")
def offline(
    file: Annotated[Path, typer.Argument(help="ZIP file to write.")] = Path("paired-learning.zip"),
    project: ProjectOption = None,
    id: Annotated[
        str | None, typer.Option("--release", help="A release; the content as it is now when left out.")
    ] = None,
) -> None:
    """Write one ZIP with the whole site for a laptop or a shared drive: unpack it and open index.html.

    Example: `paired-learning release offline paired-learning.zip`
    """

    def work() -> None:
        from ..publish.offline import offline_archive
        from ..site import plugin
        from ..site.edition import OFFLINE

        root = project_folder(project)
        library = _library(root, id)

        def build(content: Library, folder: Path) -> None:
            plugin.build_edition(root, content, folder, OFFLINE)

        size = offline_archive(library, build, file)
        say(f"{file}: {size / 1_000_000:.1f} MB; unpack it and open index.html")

    run(work)


@app.command()
def changes(
    old: Annotated[str, typer.Argument(help="The earlier release, such as 2026.1.")],
    new: Annotated[str, typer.Argument(help="The later release; the content as it is now when left out.")] = PRESENT,
    project: ProjectOption = None,
    trust: Annotated[
        str | None, typer.Option("--trust", help="Only what touches this trust's choices, and what follows for it.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="text for people, json for machines.")] = Format.TEXT,
) -> None:
    """Say what changed between two releases, by meaning; or what it means for one trust.

    Example: `paired-learning changes 2026.1 2026.2 --trust imperial`
    """

    def work() -> None:
        from ..documents import news
        from ..documents.trust_changes import trust_changes
        from ..planning.changes import compare

        root = project_folder(project)
        before, after = _library(root, old), _library(root, None if new == PRESENT else new)
        if trust is None:
            found = compare(before, after)
            _print(format, lambda: {"changes": news.as_values(found)}, lambda: news.in_text(found))
            return
        if trust not in after.trusts:
            now = _library(root, None)
            if trust not in now.trusts:
                raise InputFault([unknown_trust(trust, now)])
            after = after.model_copy(update={"trusts": now.trusts})
        effect = trust_changes(before, after, trust)
        _print(format, lambda: news.effect_as_values(effect), lambda: news.effect_in_text(effect))

    run(work)


def _print(format: Format, values: Callable[[], object], text: Callable[[], str]) -> None:
    say(json.dumps(values(), indent=2, ensure_ascii=False) if format is Format.JSON else text())


def _library(root: Path, id: str | None) -> Library:
    """The content of a release, or as it is now."""
    files = read_project(root)
    present = load(files).require()
    return past_content(Repository.of(root), files, present, id).library if id else present


def _opened(project: Path | None) -> tuple[Project, SiteBranch]:
    """What the commands of releases work with."""
    from ..publish.branch import SiteBranch
    from ..publish.releases import Project
    from ..site import plugin
    from ..site.edition import RELEASE

    root = project_folder(project)
    repository = Repository.of(root)
    files = read_project(root)
    library = load(files).require()

    def build(content: Library, folder: Path) -> None:
        plugin.build_edition(root, content, folder, RELEASE)

    settings = plugin.settings(root)
    source = Project(root, repository, files, library, build)
    return source, SiteBranch(repository, settings.title, settings.base)
