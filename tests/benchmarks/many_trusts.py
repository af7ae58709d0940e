"""Playbooks of many trusts against a loop of MkDocs and pandoc over the same text, in CPU seconds of one run."""

from __future__ import annotations

import datetime
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator.documents.new_profile import NewProfile, write
from generator.planning.playbook import plan
from generator.sources.load import load
from generator.sources.tree import FONTS, read_project, read_theme
from generator.sources.trust_register import short_name, trusts
from generator.writers import pdf
from generator.writers.bundle import Themes, playbook_files
from generator.writers.formats import Format
from tests import small

SAMPLE = 4
"""How many trusts are measured; the figures are for each."""
FORMATS = frozenset([Format.HTML, Format.DOCX, Format.PDF, Format.ICS, Format.XLSX])
SETTINGS = """site_name: Playbook
theme:
  name: material
  font: false
plugins: [search]
"""


def many_trusts() -> None:
    """Print what a playbook costs, and what the same text costs with MkDocs and pandoc."""
    open_trusts = [trust for trust in trusts().values() if trust.closed is None and trust.region][:SAMPLE]
    files = {path: raw for path, raw in read_project(small.ROOT).items() if "/trusts/" not in path}
    for trust in open_trusts:
        profile = NewProfile(trust.name, short_name(trust.name), trust.code, start=datetime.date(2027, 9, 15))
        files[f"content/trusts/{trust.code.lower()}/profile.yml"] = write(profile).encode()
    library = load(files).require()
    themes = Themes.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
    pages = []
    typst = _Stopwatch()
    original, pdf._compiled = pdf._compiled, typst.around(pdf._compiled)  # type: ignore[assignment]
    start = time.process_time()
    for slug in library.trusts:
        made = playbook_files(plan(library, slug), themes, FORMATS, b"")
        pages.append(made["playbook.html"])
    ours = (time.process_time() - start) / SAMPLE
    pdf._compiled = original
    compiling = typst.seconds / SAMPLE
    print(f"playbooks      {ours:.2f} CPU s each in five formats, {compiling:.2f} of them Typst's own compiling")
    pandoc = _pandoc()
    if pandoc is None:
        print("playbooks      nothing to compare with: pypandoc-binary is not installed")
        return
    theirs = sum(_mkdocs_and_pandoc(page, pandoc) for page in pages) / SAMPLE
    print(f"playbooks      {theirs:.2f} CPU s each with mkdocs build and pandoc")
    print(f"playbooks      that is {theirs / ours:.1f} times as much (at least 4)")
    rest = (ours - compiling) / theirs
    print(f"playbooks      all but Typst's compiling is {100 * rest:.0f} per cent of that (under 25)")


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


def _pandoc() -> str | None:
    try:
        import pypandoc  # type: ignore[import-not-found]
    except ImportError:
        return None
    return str(pypandoc.get_pandoc_path())


def _mkdocs_and_pandoc(page: bytes, pandoc: str) -> float:
    """CPU seconds of a site, a Word file and a PDF of one playbook's text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        (folder / "playbook.html").write_bytes(re.sub(rb"<style>.*?</style>", b"", page, flags=re.S))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run([pandoc, "playbook.html", "-t", "gfm-raw_html", "-o", "all.md"], folder)
        # pandoc writes pictures for an older Typst and loses anchors of paragraphs; the other side has less to do.
        text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", (folder / "all.md").read_text(encoding="utf-8"))
        text = re.sub(r"\[((?:\\.|[^\]\\])*)\]\(#[^)]*\)", r"\1", text)
        (folder / "all.md").write_text(text, encoding="utf-8")
        for number, part in enumerate(re.split(r"(?m)^(?=## )", text)):
            (folder / "docs" / ("index.md" if number == 0 else f"part-{number}.md")).write_text(part, encoding="utf-8")
        _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)
        _run([pandoc, "all.md", "-o", "playbook.docx"], folder)
        _run([pandoc, "all.md", "-s", "-t", "typst", "-o", "playbook.typ"], folder)
        _run([sys.executable, "-c", "import typst; typst.compile('playbook.typ', output='playbook.pdf')"], folder)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert (folder / "playbook.pdf").stat().st_size > 100_000
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
