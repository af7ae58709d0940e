"""Save to see: from the write of a file to the new words on a page that is open in Chromium, with `serve`."""

from __future__ import annotations

import contextlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, Page

from generator.sources.tree import read_project
from tests import small
from tests.benchmarks.browser import browser_path, chromium
from tests.benchmarks.measuring import Run, environment, megabytes, say
from tests.benchmarks.rows import Row, at_most, missing
from tests.benchmarks.site import PROJECT, many_projects

PATIENCE = 600
"""Seconds that the first build, or a change, may take."""
PAUSE, INTO_THE_REST = 1, 3
"""Seconds between changes: nobody saves faster, and the second falls into the making of all other pages."""
WATCH = r"""(() => {
  const look = () => {
    for (const [, number] of (document.querySelector("main")?.textContent ?? "").matchAll(/change (\d+)/gi)) {
      const name = `change ${number}`;
      if (!sessionStorage.getItem(name)) {
        const note = () => sessionStorage.getItem(name) ?? sessionStorage.setItem(name, Date.now());
        requestAnimationFrame(() => requestAnimationFrame(note));
      }
    }
  };
  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
})()"""
"""Notes when the first frame with a change has been drawn, whether the page was loaded again or changed in place."""
PROBLEM = re.compile(r"^(problem: (?:\|\n +)?)(?:Change \d+ was saved\. )?", re.MULTILINE)
TITLE = re.compile(r"^(title: .*?)(?:, change \d+)?$", re.MULTILINE)


def saving(run: Run) -> Iterator[Row]:
    """Changes of one project: of words that only its page has, and of its title, which many pages show."""
    if browser_path() is None:
        yield missing("save to see", "there is no Chromium")
        return
    ours = small.write(run.folder / "served", read_project(small.ROOT))
    yield from _saved(run, ours, PROJECT, "our content", 500)
    if run.quick:
        yield missing("save to see, 1,000 projects", "left out when quick")
        return
    many = small.write(run.folder / "served-many", many_projects(1_000))
    yield from _saved(run, many, "projects_menu/copy-500.yml", "1,000 projects", 2_000)


def _saved(run: Run, project: Path, path: str, what: str, limit: float) -> Iterator[Row]:
    say(f"serve: {what}")
    with _serving(project) as (address, server):
        say(f"save to see: {what}")
        words, titles, late = _changes(project / path, f"{address}projects/{Path(path).stem}/", run.rounds)
        memory = megabytes(server)
    yield at_most(f"save to see, {what}: new words in a project", statistics.median(words), "ms", limit)
    yield Row("  the slowest", max(words), "ms")
    yield at_most("  a new title of the project", statistics.median(titles), "ms", limit)
    yield Row("  the slowest", max(titles), "ms")
    yield at_most("  new words while all other pages are made", statistics.median(late), "ms", limit)
    yield Row("  the slowest", max(late), "ms")
    yield Row("  memory of the server", memory, "MB")


def _changes(file: Path, address: str, rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds until changes of the words, of the title, and of words while other pages are made are seen."""
    path = browser_path()
    assert path is not None
    with chromium(path) as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.add_init_script(WATCH)
        page.goto(address)
        sentence = "{}Change {} was saved. "
        words = [_seen(page, file, PROBLEM, sentence, number) for number in range(rounds)]
        titles = [_seen(page, file, TITLE, "{}, change {}", rounds + number) for number in range(rounds)]
        late = [_seen(page, file, PROBLEM, sentence, 2 * rounds + number, INTO_THE_REST) for number in range(rounds)]
    return words, titles, late


def _seen(page: Page, file: Path, field: re.Pattern[str], form: str, number: int, pause: float = PAUSE) -> float:
    """Milliseconds from the write of a change to the frame that shows it.

    Raises:
        RuntimeError: the page does not show it.
    """
    page.wait_for_timeout(1000 * pause)
    text = file.read_text(encoding="utf-8")
    changed, times = field.subn(lambda match: form.format(match[1], number), text, count=1)
    assert times == 1
    start = time.time()
    file.write_text(changed, encoding="utf-8")
    while time.time() < start + PATIENCE:
        # While the page is loaded again there is nothing to ask.
        with contextlib.suppress(Error):
            if seen := page.evaluate(f"sessionStorage.getItem('change {number}')"):
                return int(seen) - 1000 * start
        page.wait_for_timeout(100)
    raise RuntimeError(f"change {number} of {file.name} was not shown in {PATIENCE} s")


@contextlib.contextmanager
def _serving(project: Path) -> Iterator[tuple[str, int]]:
    """Address and process of a preview of a project.

    Raises:
        RuntimeError: it does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryFile() as output:
        arguments = [sys.executable, "-m", "generator", "serve", "--address", host]
        server = subprocess.Popen(arguments, cwd=project, stdout=output, stderr=output, env=environment())
        try:
            if not _answers(f"http://{host}/", server):
                output.seek(0)
                raise RuntimeError(f"serve does not answer: {output.read().decode(errors='replace')[-2000:]}")
            yield f"http://{host}/", server.pid
        finally:
            server.terminate()
            server.wait()


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    for _ in range(10 * PATIENCE):
        if server.poll() is not None:
            return False
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(address):
            return True
        time.sleep(0.1)
    return False
