"""A local web server for tests and benchmarks that prints nothing."""

from __future__ import annotations

import contextlib
import functools
import http.server
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CACHED = {"Cache-Control": "max-age=3600"}
"""Headers of files that do not change as long as they are served."""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a log, each with the same headers."""

    def __init__(self, *args: Any, headers: Mapping[str, str], **values: Any) -> None:
        self.sent = headers
        super().__init__(*args, **values)

    def end_headers(self) -> None:
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    """Says nothing where a browser hangs up before it has the whole answer, as it does when a test closes its page."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serve(
    folder: Path, headers: Mapping[str, str] | None = None, handler: type[QuietHandler] = QuietHandler
) -> Iterator[str]:
    """Address of a server of a folder, which sends some headers with every file."""
    handling = functools.partial(handler, directory=str(folder), headers=headers or {})
    with QuietServer(("127.0.0.1", 0), handling) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
