"""`serve` shows each save, shows faults above the last good pages, and keeps running."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import small
from tests.command import run

PATIENCE = 60
PROJECT = "projects_menu/discharge.yml"


class Served:
    """A running `serve`."""

    def __init__(self, project: Path, address: str, process: subprocess.Popen[str]) -> None:
        self.project, self.address, self.process = project, address, process

    def page(self, path: str = "") -> str:
        """A page as a browser gets it now."""
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def waits_for(self, words: str, path: str = "", *, gone: bool = False) -> str:
        """Wait until a page contains some words, or until they are gone, and return it."""
        end = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, "the server has stopped"
            try:
                page = self.page(path)
            except OSError:
                page = ""
            if page and (words in page) is not gone:
                return page
            time.sleep(0.1)
        raise AssertionError(f"{words!r} never {'went' if gone else 'came'}; the page was:\n{page[:2000]}")

    def save(self, path: str, old: str, new: str) -> None:
        """Change a file as an editor does."""
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def serving(project: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--address", address],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(small.ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Served(project, address, process)
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=30)
        assert "Traceback" not in output, output


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small project, which tests may change."""
    with serving(small.write(tmp_path_factory.mktemp("served") / "project")) as served:
        served.waits_for("Sooner home", "projects/discharge/")
        yield served


def test_a_saved_file_is_shown_and_a_fault_does_not_end_the_server(served: Served) -> None:
    served.save(PROJECT, "title: Sooner home", "title: Home by noon")
    served.waits_for("Home by noon", "projects/discharge/")

    served.save(PROJECT, "theme: flow", "theme: flown")
    page = served.waits_for("no theme `flown`", "projects/discharge/")
    assert "Home by noon" in page

    served.save(PROJECT, "theme: flown", "theme: flow")
    served.save("theme/assets/stylesheets/site.css", "/* Colours", "h1 { letter-spacing: 7px; }\n/* Colours")
    served.waits_for("letter-spacing: 7px", "stylesheets/site.css")
    # Style sheets are written before pages, and the faults disappear last.
    served.waits_for("no theme", "projects/discharge/", gone=True)


@pytest.mark.slow
def test_it_starts_on_content_with_faults(tmp_path: Path) -> None:
    faulty = small.edited(PROJECT, "theme: flow", "theme: flown")
    with serving(small.write(tmp_path / "project", faulty)) as served:
        served.waits_for("no theme `flown`")

        served.save(PROJECT, "theme: flown", "theme: flow")
        served.waits_for("Sooner home", "projects/discharge/")


def status(served: Served, path: str, host: str | None = None) -> int:
    """The status with which the server answers a request."""
    connection = http.client.HTTPConnection(served.address, timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": host or served.address})
    return connection.getresponse().status


def test_a_request_with_a_null_character_is_not_found_and_one_for_another_host_is_refused(served: Served) -> None:
    port = served.address.rpartition(":")[2]
    assert status(served, "/%00") == 404
    assert status(served, "/projects/discharge/%00") == 404
    assert [status(served, "/", f"{host}:{port}") for host in ("localhost", "[::1]", "127.0.0.1")] == [200] * 3
    assert [status(served, "/", host) for host in ("attacker.example", f"evil.example:{port}", "[")] == [403] * 3


@pytest.mark.slow
def test_no_page_is_missing_while_the_site_is_built_again(tmp_path: Path) -> None:
    with serving(small.write(tmp_path / "project")) as served:
        served.waits_for("Sooner home", "projects/discharge/")
        served.save(PROJECT, "title: Sooner home", "title: Home by noon")

        end = time.monotonic() + PATIENCE
        page = ""
        while "Home by noon" not in page and time.monotonic() < end:
            page = served.page("projects/discharge/")
        assert "Home by noon" in page


@pytest.mark.parametrize(
    "address", ["nonsense", "127.0.0.1:", ":8000", "127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:٣", "127.0.0.1:-1"]
)
def test_an_invalid_address_is_wrong_usage(tmp_path: Path, address: str) -> None:
    result = run("serve", "--address", address, folder=small.write(tmp_path / "project"))

    assert result.returncode == 2
    assert "expected a host and a port from 1 to 65535" in result.stderr


def test_an_address_in_use_is_one_clear_line(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}", folder=project)

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "error[system]: Address already in use" in result.stderr
