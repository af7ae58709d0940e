"""A local web server that answers as a real one does: compressed, and with several answers on one connection."""

from __future__ import annotations

import functools
import gzip
import http
from pathlib import Path

from tests.quiet_server import QuietHandler

PACKED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
"""Suffixes of what a web server compresses; fonts, pictures and documents are compressed already."""


class CompressingHandler(QuietHandler):
    """Serves what is in a folder."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802  # The standard library's name.
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = http.HTTPStatus.OK if path.is_file() else http.HTTPStatus.NOT_FOUND
        raw = _answer(path) if path.is_file() else b""
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(raw)))
        if path.suffix in PACKED and raw:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(raw)


@functools.lru_cache(2_000)
def _answer(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.compress(raw, 6, mtime=0) if path.suffix in PACKED else raw
