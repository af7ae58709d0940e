"""The commands build, serve and verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model.diagnostics import InputFault
from ..model.english import counted
from ..publish import manifests
from ..publish.staged import staged
from .common import ProjectOption, app, project_folder, reporting, say, shown, usage


@app.command()
def build(
    project: ProjectOption = None,
    site: Annotated[Path | None, typer.Option("--site", help="Folder to write. Default: `site`.")] = None,
) -> None:
    """Build the whole site. A broken link is a fault.

    Example: `paired-learning build --site public`
    """

    with reporting():
        from ..site.build import build as build_site

        root = project_folder(project)
        target = site or root / "site"
        with staged(target) as folder:
            release = build_site(root, folder)
            manifests.write_manifest(folder, {"release": release})
        say(f"The site is in {shown(target)}: open index.html, or run `paired-learning serve`.")


@app.command()
def serve(
    project: ProjectOption = None,
    address: Annotated[str, typer.Option("--address", help="Host and port to listen at.")] = "127.0.0.1:8000",
) -> None:
    """Show the site in a browser, and build it again whenever a file is saved.

    Example: `paired-learning serve --address 127.0.0.1:8010`
    """

    with reporting():
        from ..site.serve import serve as serve_site

        try:
            serve_site(project_folder(project), address)
        except ValueError as error:
            usage(str(error))


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="A site, a playbook, or a tree of releases.")] = Path("site"),
) -> None:
    """Say which files of a folder have changed since they were written.

    Example: `paired-learning verify public`
    """

    with reporting():
        verified = manifests.verify(folder, str(folder))
        for each in verified:
            if not each.faults:
                say(f"{shown(each.folder)}: {counted(each.files, 'file')}, all as they were written")
        faults = [fault for each in verified for fault in each.faults]
        if faults:
            raise InputFault(faults)
