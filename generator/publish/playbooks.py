"""Makes the playbooks of many trusts: only those that changed, several at a time. Faults of one stop no other.

Writers are imported where they are used, so that a process that hands all its work to others never loads them.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.diagnostics import Diagnostic, InputFault, Place, Severity
from ..model.library import Library
from ..model.playbook_files import FORMATS, ITEMS, format_of
from ..sources.layout import is_of_evaluation_example, profile_of, trust_of
from ..writers.fingerprint import program
from ..writers.formats import Wanted
from ..writers.manifest import hash_of, input_hashes
from .garbage import collect_rarely
from .manifests import listed_files, manifest_of
from .replaced import replaced
from .staged import tidy
from .updated_folder import BESIDE, OUTDATED, changed_since, update_folder

if TYPE_CHECKING:
    from ..writers.bundle import Theme

TASKS = 50
"""Playbooks that a process makes before another takes its place. Its memory grows by half a megabyte with each."""
FRUGAL = {
    "RAYON_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "1000000",
}
"""Environment of the pool's processes. They share the processors, so threads of Typst within each cost a tenth more;
and memory that was freed goes back to the system."""


class Outcome(NamedTuple):
    """The outcome for one trust."""

    slug: str
    folder: Path
    files: int = 0
    """How many files were written."""
    unchanged: bool = False
    faults: tuple[Diagnostic, ...] = ()
    """Why there is no playbook."""
    warnings: tuple[Diagnostic, ...] = ()
    """Files in the folder that this run did not update. Their places are paths within the folder."""
    moved: tuple[str, ...] = ()
    """What moved since the plan that this one replaces, in lines."""


class Inputs(NamedTuple):
    """Everything that playbooks are made from."""

    content: Mapping[str, bytes]
    """Content of each file by its path from the project folder."""
    project: Path
    """Folder of the project on this machine, in which Typst reads what it keeps."""
    theme: Mapping[str, bytes]
    wanted: Wanted
    today: datetime.date
    """The day on which the playbooks are made, and planning starts for profiles that have changed and do not say."""
    drop_further: bool = False
    """Whether further files that an earlier run was asked for are no longer wanted."""

    def shared_hash(self) -> str:
        """A hash of what every playbook is made from: shared content, theme and this program."""
        return shared_hash(self.content, self.theme)

    def hashes(self, slug: str, shared: str) -> dict[str, str]:
        """What the manifest of a trust's playbook says of its inputs: a hash of them all, and one of the profile."""
        own = {path: raw for path, raw in self.content.items() if trust_of(path) == slug}
        return input_hashes(shared, own, self.content[profile_of(slug)])


def shared_hash(content: Mapping[str, bytes], theme: Mapping[str, bytes]) -> str:
    """A hash of what every playbook is made from: shared content, theme and this program."""
    files = {**theme, **content}
    shared = (path for path in files if trust_of(path) is None and not is_of_evaluation_example(path))
    return hash_of(program(), {path: files[path] for path in shared})


def make(inputs: Inputs, library: Library, slugs: Sequence[str], target: Path, jobs: int) -> Iterator[Outcome]:
    """Make the playbooks of trusts, each in its folder of the target, and yield the outcome of each as it finishes.

    `library` is the checked content of the inputs, and `jobs` the number of processes that work at once.
    """
    shared = inputs.shared_hash()
    wanted: dict[str, dict[str, str]] = {}
    for slug in slugs:
        hashes = inputs.hashes(slug, shared)
        warnings = _up_to_date(target / slug, hashes["all"], inputs)
        if warnings is None:
            wanted[slug] = hashes
        else:
            tidy(target / slug)
            yield Outcome(slug, target / slug, unchanged=True, warnings=tuple(warnings))
    if len(wanted) <= (TASKS if jobs == 1 else 1):
        theme = _theme(inputs)
        for slug, hashes in wanted.items():
            yield _make(inputs, library, theme, slug, hashes, target)
        return
    import multiprocessing

    # A spawned process inherits no memory, and one that ends gives back what Typst keeps. (The pool of
    # concurrent.futures can hang when it replaces a process, CPython issue 115634.)
    spawning = multiprocessing.get_context("spawn")
    with (
        child_environment(FRUGAL),
        spawning.Pool(min(jobs, len(wanted)), _start, (inputs, library, target), maxtasksperchild=TASKS) as pool,
    ):
        yield from pool.imap_unordered(_work, wanted.items())


@contextmanager
def child_environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for processes started in the block; those that the user has set stay as they are."""
    new = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(new)
    try:
        yield
    finally:
        for name in new:
            os.environ.pop(name, None)


def _up_to_date(folder: Path, key: str, inputs: Inputs) -> list[Diagnostic] | None:
    """Warnings of a playbook that needs no new version; None if it has to be made.

    Once its next day to do something is over, other things and perhaps other letters are needed next.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        manifest = json.loads(manifest_of(folder).read_bytes())
        same = manifest["inputs"]["all"] == key and inputs.today.isoformat() <= manifest["up_to_date_until"]
        if (
            same
            and inputs.wanted.formats <= set(manifest["formats"])
            and _further(folder, inputs) == set(manifest["with"])
        ):
            changes = changed_since(folder)
            return None if changes is None else [*changes, *_outdated(folder)]
    return None


def _further(folder: Path, inputs: Inputs) -> frozenset[str]:
    """Items whose further files are wanted: now, or by an earlier run, so that none of them stays out of date."""
    if not inputs.drop_further:
        with suppress(OSError, ValueError, KeyError, TypeError):
            before = json.loads(manifest_of(folder).read_bytes())["with"]
            return inputs.wanted.further | ITEMS.keys() & set(before)
    return inputs.wanted.further


def _outdated(folder: Path) -> list[Diagnostic]:
    """A warning of the formats that an earlier run wrote from other inputs, if there are any."""
    entries = listed_files(folder).items()
    outdated = {format_of(values.get(BESIDE, path)) for path, values in entries if values.get(OUTDATED)}
    if not outdated:
        return []
    formats = ", ".join(each for each in FORMATS if each in outdated)
    message = f"files in these formats are from an earlier run and may be out of date: {formats}"
    advice = "leave out `--formats` to update them too"
    return [Diagnostic("outdated-formats", message, Place(""), advice, Severity.WARNING)]


def _theme(inputs: Inputs) -> Theme:
    from .project_theme import project_theme

    return project_theme(inputs.project, inputs.theme)


def _make(
    inputs: Inputs, library: Library, theme: Theme, slug: str, hashes: Mapping[str, str], target: Path
) -> Outcome:
    from ..documents.plan_text import in_brief
    from ..planning.playbook import plan
    from ..writers.bundle import playbook_files
    from ..writers.pdf import PdfError

    folder, profile = target / slug, inputs.content[profile_of(slug)]
    template = library.trusts[slug].word_template
    try:
        before = replaced(folder, hashes)
        day = before.planning_from or inputs.today
        playbook = plan(library, slug, today=day, previous=before.plan, made=inputs.today)
        wanted = Wanted(inputs.wanted.formats, _further(folder, inputs))
        others = [path for path in listed_files(folder) if format_of(path) not in {*wanted.formats, None}]
        earlier = [path for path in others if (folder / path).is_file()]
        files = playbook_files(playbook, theme, wanted, profile, template, hashes, earlier)
        warnings = update_folder(folder, files, lambda path: format_of(path) in {*wanted.formats, None})
    except InputFault as fault:
        return Outcome(slug, folder, faults=tuple(fault.diagnostics))
    except PdfError as error:
        advice = "leave the PDF out with --formats, and report this message as a fault of the generator"
        no_pdf = Diagnostic("pdf", f"no accessible PDF can be made: {error}", Place(profile_of(slug)), advice)
        return Outcome(slug, folder, faults=(no_pdf,))
    moved = tuple(in_brief(playbook))
    return Outcome(slug, folder, len(files), warnings=(*warnings, *_outdated(folder)), moved=moved)


_worker: tuple[Inputs, Library, Theme, Path]
"""What a process of the pool works with."""


def _start(inputs: Inputs, library: Library, target: Path) -> None:
    global _worker  # a process of a pool has no other place for what it was started with
    _worker = (inputs, library, _theme(inputs), target)
    collect_rarely()
    # What the process was started with lives as long as the process: the garbage collector need not look at it.
    gc.freeze()


def _work(wanted: tuple[str, dict[str, str]]) -> Outcome:
    slug, hashes = wanted
    inputs, library, theme, target = _worker
    return _make(inputs, library, theme, slug, hashes, target)
