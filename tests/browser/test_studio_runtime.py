"""The studio's worker in Chromium, with the real program."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.publish.studio_packages import carried
from generator.publish.studio_runtime import shipped, studio_files
from tests import small
from tests.quiet_server import serve
from tests.studio.desks import TODAY, ask, ask_for_files, data, desk

pytestmark = pytest.mark.slow

README = (small.ROOT / "README.md").read_text(encoding="utf-8")
HEADERS = dict(re.findall(r"^(Content-Security-Policy|X-Content-Type-Options|Referrer-Policy): (.+)$", README, re.M))
"""Those that README gives to whoever has a server."""
START = """() => {
  const worker = new Worker("javascripts/studio/worker.js", { type: "module" });
  const waiting = new Map();
  window.progress = [];
  window.ask = (request, files = []) => new Promise((resolve) => {
    waiting.set(waiting.size, resolve);
    worker.postMessage({ id: waiting.size - 1, request, files });
  });
  window.end = () => worker.terminate();
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.progress) {
        window.progress.push(data.progress);
      } else if (data.id === undefined) {
        resolve(data);
      } else {
        waiting.get(data.id)(data);
      }
    };
  });
}"""
ASK = """async (request) => {
  const { reply, failed, files = [] } = await ask(request);
  const text = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { reply, failed, files: files.map(({ name, bytes }) => [name, text(bytes)]) };
}"""


@dataclass
class Studio:
    """A page with a worker, and the folder that the server serves."""

    page: Page
    folder: Path

    def start(self) -> Any:
        """What the worker says once it is ready or has stopped."""
        return self.page.evaluate(START)

    def ask(self, what: str, **more: Any) -> tuple[Any, dict[str, bytes]]:
        """The reply, and the files with it by name."""
        answer = self.page.evaluate(ASK, {"what": what, "today": TODAY, **more})
        files = {name: base64.b64decode(text) for name, text in answer["files"]}
        return answer["reply"] if answer.get("failed") is None else answer["failed"], files

    def file(self, what: str) -> Path:
        """A file that a browser loads."""
        return next((self.folder / "assets/studio").glob(f"{what}.*"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As much of a site as the worker needs."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(small.ROOT / "theme/assets/javascripts", folder / "javascripts")
    packages = carried(small.ROOT)
    assert packages, "run: make .venv/studio-ready"
    (folder / "assets/studio").mkdir(parents=True)
    for name, raw in {**shipped(packages), **studio_files(packages, data())}.items():
        (folder / "assets/studio" / name).write_bytes(raw)
    (folder / "index.html").write_text("<!doctype html><title>Studio</title>", encoding="utf-8")
    return folder


@pytest.fixture
def studio(chromium: Browser, site: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Studio]:
    """A page on a server with the headers of README, or with those of the test."""
    folder = Path(shutil.copytree(site, tmp_path / "site"))
    with serve(folder, getattr(request, "param", HEADERS)) as address:
        page = chromium.new_page()
        page.goto(address)
        yield Studio(page, folder)
        page.close()


def test_documents_are_made_under_the_policy_of_readme(studio: Studio) -> None:
    assert studio.start() == {"ready": True}
    assert studio.ask("documents")[0] == {"loaded": True}
    here = desk()
    studio.ask("example", slug="westbrook")
    ask(here, "example", slug="westbrook")

    assert studio.ask("one", path="1 Plan.pdf") == ask_for_files(here, "one", path="1 Plan.pdf")


def test_what_is_asked_while_it_loads_is_answered(studio: Studio) -> None:
    assert studio.page.evaluate(f"({START})(); ask({{ what: 'hello', today: '{TODAY}' }})")["reply"]["examples"]


def test_it_can_be_ended_and_started_again(studio: Studio) -> None:
    assert studio.start() == {"ready": True}
    studio.page.evaluate("end()")
    assert studio.start() == {"ready": True}
    assert studio.ask("hello")[0]["examples"]


def test_it_says_how_much_has_come(studio: Studio) -> None:
    studio.start()
    progress = studio.page.evaluate("progress")
    loads = [news for news in progress if news["stage"] == "runtime"]

    assert loads == sorted(loads, key=lambda news: news["loaded"])
    assert loads[-1]["loaded"] == loads[-1]["total"]
    assert progress[-1] == {"stage": "program"}


def test_what_breaks_is_said_in_words(studio: Studio) -> None:
    studio.start()

    assert studio.ask("juggle")[0] == "KeyError: 'juggle'"
    assert studio.ask("hello")[0]["examples"]


FORBIDDEN = {"Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "")}


@pytest.mark.parametrize("studio", [FORBIDDEN], indirect=True)
def test_it_says_that_webassembly_is_forbidden(studio: Studio) -> None:
    stopped = "This browser does not allow WebAssembly, which the program that makes plans needs."

    assert studio.start() == {"stopped": stopped, "why": "wasm"}


def test_it_says_that_a_site_has_no_program(studio: Studio) -> None:
    (studio.folder / "assets/studio/studio.json").unlink()
    stopped = "The program that makes plans is missing from this copy of the site."

    assert studio.start() == {"stopped": stopped, "why": "runtime"}


@pytest.mark.parametrize("what", ["wasm", "libraries", "data", "pyodide.asm"])
def test_it_stops_where_a_file_is_missing(studio: Studio, what: str) -> None:
    studio.file(what).unlink()

    assert studio.start() == {"stopped": "The program that makes plans could not be loaded.", "why": "runtime"}


@pytest.mark.parametrize("what", ["wasm", "standard", "libraries"])
def test_it_stops_where_a_file_is_cut_off(studio: Studio, what: str) -> None:
    file = studio.file(what)
    file.write_bytes(file.read_bytes()[:100_000])

    assert studio.start() == {"stopped": "The program that makes plans could not be loaded.", "why": "runtime"}


def test_documents_can_be_loaded_after_a_failure(studio: Studio) -> None:
    studio.start()
    typst = studio.file("typst")
    away = typst.rename(typst.with_name("away"))
    assert studio.ask("documents")[0] == f"The program that makes plans could not be loaded. {typst.name}: 404"
    away.rename(typst)

    assert studio.ask("documents")[0] == {"loaded": True}
