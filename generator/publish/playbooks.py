"""Makes the playbooks of many trusts: only those that changed, several at once, one bad profile among them or not.

The writers are imported where they write: a process that hands all work to others never holds them.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from ..sources.load import trust_of
from ..writers.fingerprint import program
from ..writers.formats import Format
from ..writers.manifest import NAME as MANIFEST
from .staged import staged, tidy, write_files

if TYPE_CHECKING:
    from ..writers.bundle import Themes

TASKS = 4
"""Playbooks that a process makes before another takes its place. Typst's memory grows with each of them."""
FRUGAL = {
    "RAYON_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "1000000",
}
"""What a process of the pool is told: the processes share the processors out among themselves, so that threads of Typst
within each only cost a tenth more, and memory that was freed goes back to the system."""
PROFILE = "content/trusts/{slug}/profile.yml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one playbook."""

    slug: str
    folder: Path
    files: int
    """How many files it has; 0 where faults stand in the way."""
    unchanged: bool = False
    """Whether it was there already, made from the same."""
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that playbooks are made from."""

    content: Mapping[str, bytes]
    """Content of each file by its path from the project folder."""
    theme: Mapping[str, bytes]
    fonts: str
    """Folder of the theme's fonts on this machine."""
    formats: frozenset[Format]

    def shared_hash(self) -> str:
        """A hash of what every playbook is made from: shared content, theme, formats and this program."""
        digest = hashlib.sha256(program().encode())
        digest.update(",".join(sorted(self.formats)).encode())
        for path, raw in sorted({**self.theme, **self.content}.items()):
            if trust_of(path) is None:
                digest.update(f"\0{path}\0{len(raw)}\0".encode(errors="surrogateescape") + raw)
        return digest.hexdigest()

    def hash_of(self, slug: str, shared: str) -> str:
        """A hash of everything that one trust's playbook is made from."""
        digest = hashlib.sha256(shared.encode())
        for path, raw in sorted(self.content.items()):
            if trust_of(path) == slug:
                digest.update(f"\0{path}\0{len(raw)}\0".encode(errors="surrogateescape") + raw)
        return digest.hexdigest()


def make(inputs: Inputs, library: Library, slugs: Sequence[str], target: Path, jobs: int) -> Iterator[Outcome]:
    """Make playbooks, and tell of each as it ends.

    Args:
        inputs: what they are made from.
        library: the same, checked.
        slugs: the trusts.
        target: the folder that holds a folder for each.
        jobs: how many processes work at once.
    """
    shared = inputs.shared_hash()
    wanted: dict[str, str] = {}
    for slug in slugs:
        key = inputs.hash_of(slug, shared)
        number = _already_there(target / slug, key)
        if number:
            tidy(target / slug)
            yield Outcome(slug, target / slug, number, unchanged=True)
        else:
            wanted[slug] = key
    if len(wanted) <= (TASKS if jobs == 1 else 1):
        themes = _themes(inputs)
        for slug, key in wanted.items():
            yield _make(inputs, library, themes, slug, key, target)
        return
    # A process that starts afresh inherits no memory, and one that ends gives back what Typst keeps. (The pool of
    # concurrent.futures can hang when it replaces a process, CPython issue 115634.)
    fresh = multiprocessing.get_context("spawn")
    with (
        _told(FRUGAL),
        fresh.Pool(min(jobs, len(wanted)), _start, (inputs, library, target), maxtasksperchild=TASKS) as pool,
    ):
        yield from pool.imap_unordered(_work, wanted.items())


@contextmanager
def _told(values: Mapping[str, str]) -> Iterator[None]:
    """Values of the environment for the processes that start meanwhile; what the user has set stays as it is."""
    new = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(new)
    try:
        yield
    finally:
        for name in new:
            os.environ.pop(name, None)


def _already_there(folder: Path, key: str) -> int:
    """How many files a playbook has that was made from the same inputs and is still whole; 0 where there is none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files: dict[str, dict[str, int]] = manifest["files"]
        same = manifest["inputs"]["all"] == key
        if same and all((folder / path).stat().st_size == file["bytes"] for path, file in files.items()):
            return len(files) + 2
    return 0


def _themes(inputs: Inputs) -> Themes:
    from ..writers.bundle import Themes

    return Themes.of(inputs.theme, inputs.fonts)


def _make(inputs: Inputs, library: Library, themes: Themes, slug: str, key: str, target: Path) -> Outcome:
    from ..planning.playbook import plan
    from ..writers.bundle import playbook_files
    from ..writers.pdf import PdfError

    profile = inputs.content[PROFILE.format(slug=slug)]
    try:
        files = playbook_files(
            plan(library, slug),
            themes,
            inputs.formats,
            profile,
            library.trusts[slug].word_template,
            {"all": key, "profile": hashlib.sha256(profile).hexdigest()},
        )
        with staged(target / slug) as folder:
            write_files(folder, files)
    except InputFault as fault:
        return Outcome(slug, target / slug, 0, faults=tuple(fault.diagnostics))
    except PdfError as error:
        advice = "take out letters of other scripts, or leave the PDF out with --formats"
        found = Diagnostic("pdf", f"no accessible PDF can be made: {error}", Place(PROFILE.format(slug=slug)), advice)
        return Outcome(slug, target / slug, 0, faults=(found,))
    return Outcome(slug, target / slug, len(files))


_worker: tuple[Inputs, Library, Themes, Path]
"""What a process of the pool works with."""


def _start(inputs: Inputs, library: Library, target: Path) -> None:
    global _worker  # a process of a pool has no other place to keep what it was started with
    _worker = (inputs, library, _themes(inputs), target)


def _work(wanted: tuple[str, str]) -> Outcome:
    slug, key = wanted
    inputs, library, themes, target = _worker
    return _make(inputs, library, themes, slug, key, target)
