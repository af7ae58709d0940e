"""Serves a preview, and builds it again whenever a file is saved."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import click

from ..publish.locks import scratch
from ..sources.tree import ROOTS, THEME
from .export import SETTINGS
from .live_server import LiveServer
from .live_site import LiveSite
from .preview import Preview
from .watched import Watched


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
        site = LiveSite(folder)
        server = LiveServer(site, host.strip("[]"), int(port))
        watched = Watched(project / name for name in (*ROOTS, THEME, SETTINGS))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        try:
            preview = Preview(project, site, watched.saved_within)
            preview.rebuild()
            thread.start()
            click.echo(f"Serving at http://{address}/ until you press Ctrl+C")
            while True:
                watched.wait()
                preview.rebuild()
        except KeyboardInterrupt:
            click.echo("Stopped")
        finally:
            if thread.is_alive():
                server.shutdown()
            server.server_close()
            watched.stop()
