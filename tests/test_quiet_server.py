"""The server of the tests prints nothing between the dots of a run (robustness 27)."""

from __future__ import annotations

import socket
import struct
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.quiet_server import QuietServer, serve

# Every test of a page uses it.
pytestmark = pytest.mark.slow


def test_it_serves_files_without_a_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text("hello", encoding="utf-8")

    with serve(tmp_path) as address, urllib.request.urlopen(f"{address}page.html") as answer:
        assert answer.read() == b"hello"
    assert capfd.readouterr().err == ""


def test_a_browser_that_hangs_up_leaves_no_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(50_000_000))
    errors: list[str] = []
    quiet = QuietServer.handle_error

    def handle_error(server: QuietServer, request: object, client: object) -> None:
        errors.append("broken")
        quiet(server, request, client)

    monkeypatch.setattr(QuietServer, "handle_error", handle_error)
    with serve(tmp_path) as address:
        client = socket.create_connection(("127.0.0.1", urlsplit(address).port or 0))
        client.sendall(b"GET /large.bin HTTP/1.0\r\n\r\n")
        client.recv(1000)
        # A close that resets the connection, as a browser's does.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        for _ in range(1000):
            if errors:
                break
            time.sleep(0.01)

    assert errors == ["broken"]
    assert capfd.readouterr().err == ""
