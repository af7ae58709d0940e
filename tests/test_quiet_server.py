"""The server of the tests prints nothing between the dots of a run (robustness 27)."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import struct
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.benchmarks.compressing_server import CompressingHandler
from tests.quiet_server import WITHOUT_SEARCH, QuietServer, serve

# Every test of a page uses it.
pytestmark = pytest.mark.slow


def test_it_serves_files_without_a_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text("hello", encoding="utf-8")

    with serve(tmp_path) as address, urllib.request.urlopen(f"{address}page.html") as answer:
        assert answer.read() == b"hello"
    assert capfd.readouterr().err == ""


def test_a_page_that_needs_no_search_gets_an_index_without_pages(tmp_path: Path) -> None:
    (tmp_path / "search_index.json").write_text('{"config": {"lang": ["en"]}, "docs": [{"title": "Home"}]}', "utf-8")

    with serve(tmp_path) as address:
        address += "search_index.json"
        with urllib.request.urlopen(urllib.request.Request(address, headers={WITHOUT_SEARCH: "yes"})) as answer:
            assert json.load(answer) == {"config": {"lang": ["en"]}, "docs": []}
        with urllib.request.urlopen(address) as answer:
            assert json.load(answer)["docs"] == [{"title": "Home"}]


def test_benchmarks_have_a_server_that_compresses_text_and_keeps_the_connection(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello " * 1_000, encoding="utf-8")
    (tmp_path / "font.woff2").write_bytes(bytes(1_000))

    with serve(tmp_path, None, CompressingHandler) as address:
        client = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port or 0)
        sent = {}
        for path in ("/", "/font.woff2", "/gone.css"):
            client.request("GET", path)
            answer = client.getresponse()
            sent[path] = (answer.status, answer.getheader("Content-Encoding"), answer.read())
        client.close()
    status, encoding, packed = sent["/"]
    assert (status, encoding, gzip.decompress(packed)) == (200, "gzip", b"hello " * 1_000)
    assert sent["/font.woff2"] == (200, None, bytes(1_000))
    assert sent["/gone.css"] == (404, None, b"")


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
