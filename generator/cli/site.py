"""Commands of the site: build, serve, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model.diagnostics import InputFault
from ..model.english import counted
from ..publish.manifests import verify as held_against
from ..publish.manifests import write_manifest
from ..publish.staged import staged
from .common import ProjectOption, app, project_folder, run, say, shown, usage


@app.command()
def build(
    project: ProjectOption = None,
    site: Annotated[Path | None, typer.Option("--site", help="Folder for the site; `site` when left out.")] = None,
) -> None:
    """Build the whole site; links that lead nowhere are faults.

    Example: `paired-learning build --site public`
    """

    def work() -> None:
        from ..site import plugin

        root = project_folder(project)
        target = site or root / "site"
        with staged(target) as folder:
            release = plugin.build(root, folder)
            write_manifest(folder, {"release": release})
        say(f"The site is in {shown(target)}: open index.html, or run `paired-learning serve`.")

    run(work)


@app.command()
def serve(
    project: ProjectOption = None,
    address: Annotated[str, typer.Option("--address", help="Host and port.")] = "127.0.0.1:8000",
) -> None:
    """Show the site in a browser and build it again whenever a file is saved.

    Example: `paired-learning serve --address 127.0.0.1:8010`
    """

    def work() -> None:
        from ..site import plugin

        try:
            plugin.serve(project_folder(project), address)
        except ValueError as error:
            usage(str(error))

    run(work)


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="A site, a playbook, or a tree of releases.")] = Path("site"),
) -> None:
    """Say whether the files of a folder are still those that were made.

    Example: `paired-learning verify public`
    """

    def work() -> None:
        held = held_against(folder, str(folder))
        for one in held:
            if not one.faults:
                say(f"{shown(one.folder)}: {counted(one.files, 'file')} as they were made")
        faults = [fault for one in held for fault in one.faults]
        if faults:
            raise InputFault(faults)

    run(work)
