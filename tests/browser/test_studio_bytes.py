"""The studio in real browsers, with Python in them: every file has the bytes that the command line writes."""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Browser

from generator.model.library import Library
from generator.model.playbook_files import ARCHIVE, FOR_THE_TOOL
from generator.model.trust import TrustProfile
from generator.studio.updated import new
from tests.command import run
from tests.drawn_profiles import profiles
from tests.quiet_server import QuietHandler, QuietServer

EXAMPLES = ("imperial", "kings", "north-middlesex", "westbrook")
DRAWN = 20
HERE = Path(__file__).parent
pytestmark = pytest.mark.slow


class _Server(QuietHandler):
    """Serves the site, a script of these tests, and workbooks."""

    def __init__(self, *args: Any, further: Mapping[str, Path], **values: Any) -> None:
        self.further = further
        super().__init__(*args, **values)

    def translate_path(self, path: str) -> str:
        return str(self.further.get(path.strip("/")) or super().translate_path(path))


@contextlib.contextmanager
def served(site: Path, workbooks: Mapping[str, Path]) -> Iterator[str]:
    further = {"studio_hashes.js": HERE / "studio_hashes.js", **workbooks}
    handler = functools.partial(_Server, directory=str(site), headers={}, further=further)
    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def made_in(browser: Browser, address: str, wanted: list[dict[str, Any]]) -> Any:
    page = browser.new_page()
    page.goto(f"{address}404.html")
    script = "async ([address, wanted]) => (await import(address + 'studio_hashes.js')).hashes(wanted)"
    result = page.evaluate(script, [address, wanted])
    page.close()
    return result


def on_the_command_line(folder: Path, *arguments: str) -> dict[str, str]:
    result = run("playbook", *arguments, "--output", str(folder))
    assert result.returncode == 0, result.stderr
    (made,) = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    # The page gives what is for the tool in the archive alone.
    shown = {path: raw for path, raw in files.items() if not path.startswith((f"{FOR_THE_TOOL}/", "."))}
    shown[f"{made.name}-playbook.zip"] = shown.pop(ARCHIVE)
    return {path: hashlib.sha256(raw).hexdigest() for path, raw in shown.items()}


def assert_same(made: list[dict[str, str]], expected: list[dict[str, str]]) -> None:
    """The same files with the same hashes; names those that differ."""
    for ours, theirs in zip(made, expected, strict=True):
        assert {path for path in ours | theirs if ours.get(path) != theirs.get(path)} == set()


def test_every_file_of_every_example_in_chromium(site: Path, chromium: Browser, tmp_path: Path) -> None:
    expected = [on_the_command_line(tmp_path / slug, slug, "--with", "everything") for slug in EXAMPLES]

    with served(site, {}) as address:
        wanted = [{"example": slug, "with": ["everything"]} for slug in EXAMPLES]
        assert_same(made_in(chromium, address, wanted), expected)
    assert all(len(files) > 60 for files in expected)


def test_every_file_of_drawn_schemes_in_chromium(
    site: Path, chromium: Browser, tmp_path: Path, library: Library
) -> None:
    workbooks = dict(_drawn(library, tmp_path))
    assert len(workbooks) == DRAWN
    expected = [on_the_command_line(tmp_path / f"{name}-made", str(path)) for name, path in workbooks.items()]

    with served(site, workbooks) as address:
        wanted = [{"workbook": name, "with": []} for name in workbooks]
        assert_same(made_in(chromium, address, wanted), expected)


def test_every_file_of_two_examples_in_firefox(site: Path, firefox: Browser, tmp_path: Path) -> None:
    slugs = EXAMPLES[1], EXAMPLES[3]
    expected = [on_the_command_line(tmp_path / slug, slug, "--with", "everything") for slug in slugs]

    with served(site, {}) as address:
        wanted = [{"example": slug, "with": ["everything"]} for slug in slugs]
        assert_same(made_in(firefox, address, wanted), expected)


def _drawn(library: Library, folder: Path) -> Iterator[tuple[str, Path]]:
    """Workbooks of drawn schemes of which a plan can be made."""
    examples: list[TrustProfile] = []

    @settings(max_examples=40 * DRAWN, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(profiles(library))
    def draw(profile: TrustProfile) -> None:
        examples.append(profile)

    draw()
    number, today = 0, datetime.date.today()  # noqa: DTZ011  # As the command line does.
    for profile in examples:
        if number == DRAWN:
            return
        slug = f"drawn-{number}"
        own = profile.model_copy(update={"id": slug, "brand": profile.brand.model_copy(update={"logo": None})})
        trust = library.trusts["westbrook"].model_copy(update={"profile": own, "projects": {}, "case_studies": {}})
        with contextlib.suppress(Exception):  # Many have a fault, or days on which nothing fits.
            raw = new(library.model_copy(update={"trusts": {slug: trust}}), slug, today)
            path = folder / f"{slug}.xlsx"
            path.write_bytes(raw)
            if run("plan", str(path)).returncode == 0:
                number += 1
                yield path.name, path
