"""Playbooks: against MkDocs and pandoc, against WeasyPrint, by the number of trusts, and what memory they take."""

from __future__ import annotations

import datetime
import itertools
import statistics
import time
from collections.abc import Iterator
from functools import partial

from generator.documents.plan import plan_document
from generator.planning.playbook import plan
from generator.publish.project_theme import project_theme
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from generator.sources.trust_register import short_name, trusts
from generator.writers import pdf
from generator.writers.bundle import playbook_files
from generator.writers.formats import USUAL
from generator.writers.new_profile import NewProfile, write
from tests import small
from tests.benchmarks.measuring import Run, command, say
from tests.benchmarks.pandoc_loop import Loop, mkdocs_and_pandoc, pandoc, weasyprint
from tests.benchmarks.rows import Row, at_least, at_most, missing

SAMPLE = 4
"""Number of trusts compared with other tools; the figures are for one trust."""
NUMBERS = (1, 10, 50, 199)


def _content(number: int) -> dict[str, bytes]:
    """This project's content with some trusts of the register instead of its own."""
    files = {path: raw for path, raw in read_project(small.ROOT).items() if "/trusts/" not in path}
    open_trusts = (trust for trust in trusts().values() if trust.closed is None and trust.region)
    for trust in itertools.islice(open_trusts, number):
        profile = NewProfile(trust.name, short_name(trust.name), trust.code, start=datetime.date(2027, 9, 15))
        files[f"content/trusts/{trust.code.lower()}/profile.yml"] = write(profile).encode()
    return files


def compared(run: Run) -> Iterator[Row]:
    """A playbook's usual files against the same documents by MkDocs and pandoc, and its PDF against WeasyPrint's."""
    library = load(_content(2 if run.quick else SAMPLE)).require()
    themes = project_theme(small.ROOT, read_theme(small.ROOT))
    typst = _Stopwatch()
    original, pdf._compiled = pdf._compiled, typst.around(pdf._compiled)
    tool = pandoc()
    ours, compiling, pdfs = [], [], []
    theirs: list[Loop] = []
    pages: list[bytes] = []
    # The first playbook of a process also reads fonts and templates.
    playbook_files(plan(library, next(iter(library.trusts))), themes, USUAL, b"")
    for slug in library.trusts:
        say(f"playbook of {slug} and the same by other tools")
        typst.seconds, start = 0.0, time.process_time()
        files = playbook_files(plan(library, slug), themes, USUAL, b"")
        ours.append(time.process_time() - start)
        compiling.append(typst.seconds)
        start = time.process_time()
        pdf.write(plan_document(plan(library, slug)), themes)
        pdfs.append(time.process_time() - start)
        pages.append(files["1 Plan.html"])
        if tool is not None:
            theirs.append(mkdocs_and_pandoc(files, tool))
    pdf._compiled = original
    yield Row("a playbook's usual files", statistics.median(ours), "CPU s")
    yield Row("  Typst's own compiling alone", statistics.median(compiling), "CPU s")
    if theirs:
        times = statistics.median(other.everything / own for own, other in zip(ours, theirs, strict=True))
        same = statistics.median(other.same_files / own for own, other in zip(ours, theirs, strict=True))
        yield Row("its text as site, Word and PDF by mkdocs and pandoc", statistics.median(map(_all, theirs)), "CPU s")
        yield at_least("  as many times as ours", times, "times", 8)
        yield Row("  as many times as ours, for the same files alone", same, "times")
    else:
        yield missing("the same documents by mkdocs build and pandoc", "pypandoc-binary is not installed")
    try:
        # A single measurement is enough for a difference of this size.
        yield Row("WeasyPrint's PDF of a plan, as many times our PDF", weasyprint(pages[0]) / pdfs[0], "times")
    except RuntimeError as error:
        say(str(error).splitlines()[-1])
        yield missing("WeasyPrint's PDF of a plan", "WeasyPrint or its system libraries are not installed")


def many(run: Run) -> Iterator[Row]:
    """All playbooks of growing numbers of trusts, their memory, and a second run."""
    numbers = NUMBERS[:2] if run.quick else NUMBERS
    for number in numbers:
        say(f"playbooks of {_trusts(number)}")
        project = small.write(run.folder / f"trusts-{number}", _content(number))
        arguments = ("playbook", "--all", "--jobs", "1", "--output", "playbooks", "--today", "2026-12-01")
        make = partial(command, "generator", *arguments, folder=project)
        cost = make()
        if number == 1:
            yield at_most("a playbook of one trust from nothing, with the start of the program", cost.cpu, "CPU s", 1.5)
        elif number == numbers[-1]:
            yield at_most(f"playbooks of {_trusts(number)}, each", cost.cpu / number, "CPU s", 0.6)
            yield at_most(f"memory of `playbook --all --jobs 1`, {_trusts(number)}", cost.memory, "MB", 400)
            yield at_most(f"a second run of {_trusts(number)}, nothing changed", make().cpu, "CPU s", 3)
        else:
            yield Row(f"playbooks of {_trusts(number)}, each", cost.cpu / number, "CPU s")


def _all(loop: Loop) -> float:
    return loop.everything


def _trusts(number: int) -> str:
    return "1 trust" if number == 1 else f"{number} trusts"


class _Stopwatch:
    """CPU seconds within a function."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function):  # type: ignore[no-untyped-def]
        def timed(*arguments):  # type: ignore[no-untyped-def]
            start = time.process_time()
            try:
                return function(*arguments)
            finally:
                self.seconds += time.process_time() - start

        return timed
