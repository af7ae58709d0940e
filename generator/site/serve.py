"""The preview: a server that builds the site again whenever a file is saved."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from mkdocs.livereload import LiveReloadServer

from ..model.diagnostics import InputFault, render_all
from ..publish.locks import scratch
from ..publish.staged import staged
from ..sources.tree import ROOTS, THEME
from .build import build_pages
from .cached_pages import cached_pages
from .edition import PREVIEW, SiteFiles
from .export import SETTINGS


def serve(project: Path, address: str) -> None:
    """Show a project's site and build it again whenever one of its files is saved, until the user stops it.

    Raises:
        OSError: the server cannot listen at the address.
        ValueError: the address is not a host and a port, such as 127.0.0.1:8000.
    """
    host, _, port = address.rpartition(":")
    if not (host and re.fullmatch("[0-9]{1,5}", port) and 1 <= int(port) <= 65535):
        raise ValueError(f"expected a host and a port from 1 to 65535, such as 127.0.0.1:8000, but got {address}")
    with scratch() as folder:
        preview = _Preview(project, folder / "site")
        preview.rebuild()
        server = _PreviewServer(preview.rebuild, host.strip("[]"), int(port), str(preview.shown))
        for name in (*ROOTS, THEME, SETTINGS):
            server.watch(str(project / name))
        click.echo(f"Serving at http://{address}/ until you press Ctrl+C")
        try:
            server.serve()  # type: ignore[no-untyped-call]  # untyped in MkDocs
        except KeyboardInterrupt:
            click.echo("Stopped")
        finally:
            server.shutdown()


class _PreviewServer(LiveReloadServer):
    """The server of MkDocs, for requests that name this machine.

    A page of another site can point a name of its own at 127.0.0.1 and so read what is served here (DNS rebinding).
    A user who lets it listen at an address that others reach wants those others to read it.
    """

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, as WSGI does."""
        if self._is_local(str(self.server_address[0])) and not self._is_local(_host(environ)):
            return _refused(start_response, "403 Forbidden")
        if "\0" in environ["PATH_INFO"]:
            return _refused(start_response, "404 Not Found")
        return super().serve_request(environ, start_response)

    @staticmethod
    def _is_local(host: str) -> bool:
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def _host(environ: Mapping[str, Any]) -> str:
    """The host that a request names, without its port."""
    try:
        return urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname or ""
    except ValueError:
        return ""


def _refused(start_response: Callable[..., Any], status: str) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain")])
    return [status.encode()]


class _Preview:
    """Builds for `serve`, each time into a new folder: a build that fails leaves the pages as they were."""

    def __init__(self, project: Path, shown: Path) -> None:
        self.project, self.shown = project, shown
        self.last_good: SiteFiles | None = None

    def rebuild(self) -> None:
        """Build the present content; if it has faults, show them above the last good pages."""
        try:
            site, _ = cached_pages(self.project, preview=True)
            self._show(site)
            self.last_good = site
            click.echo("Built without faults")
        except InputFault as fault:
            words = render_all(fault.diagnostics)
            click.echo(words, err=True)
            with contextlib.suppress(InputFault):
                self._show(self.last_good or _NOTHING, words)
        except OSError as error:
            click.echo(f"error[system]: {error.strerror or error}", err=True)

    def _show(self, site: SiteFiles, faults: str = "") -> None:
        with staged(self.shown) as folder:
            build_pages(self.project, folder, site, faults, PREVIEW)


_NOTHING = SiteFiles(
    "",
    {"index.md": b"# Nothing to show yet\n\nThe content has had faults since the server started. See above.\n"},
    [{"Home": "index.md"}],
    {},
)
"""What `serve` shows if the first build had faults."""
