"""The usual way: a site by `mkdocs build`, and Word files and PDFs by pandoc, from the text of a playbook."""

from __future__ import annotations

import importlib.util
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.benchmarks.measuring import command, program

SETTINGS = """site_name: Playbook
theme:
  name: material
  font: false
plugins: [search]
"""
TYPST = "import typst; typst.compile('text.typ', output='text.pdf')"
WEASYPRINT = "import weasyprint; weasyprint.HTML('text.html').write_pdf('text.pdf', pdf_variant='pdf/ua-1')"


def pandoc() -> str | None:
    """Path of the pandoc in pypandoc-binary; None if that is not installed."""
    if importlib.util.find_spec("pypandoc") is None:
        return None
    import pypandoc  # type: ignore[import-not-found]

    return str(pypandoc.get_pandoc_path())


@dataclass(frozen=True, slots=True)
class Loop:
    """CPU seconds of the usual way for one playbook."""

    everything: float
    """Each document as a page, a Word file and a PDF."""
    same_files: float
    """Only the formats in which the playbook has each document."""


def mkdocs_and_pandoc(files: Mapping[str, bytes], pandoc: str) -> Loop:
    """The cost of a playbook's documents by `mkdocs build` and pandoc, from the Markdown text of each.

    The text is taken from our own files first, which is not counted.
    """
    suffixes: dict[str, set[str]] = {}
    for path in files:
        pure = PurePosixPath(path)
        if pure.suffix in (".html", ".docx", ".pdf"):
            suffixes.setdefault(str(pure.with_suffix("")), set()).add(pure.suffix)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        texts = {stem: _text(folder, stem, files, pandoc) for stem in sorted(suffixes)}
        every, same = 0.0, 0.0
        for stem, text in texts.items():
            (folder / "text.md").write_text(text, encoding="utf-8")
            word = program([pandoc, "text.md", "-o", "text.docx"], folder).cpu
            typst = program([pandoc, "text.md", "-s", "-t", "typst", "-o", "text.typ"], folder).cpu
            pdf = typst + program([sys.executable, "-c", TYPST], folder).cpu
            _check_size(folder / "text.pdf", 5_000)
            every += word + pdf
            same += word * (".docx" in suffixes[stem]) + pdf * (".pdf" in suffixes[stem])
        pages = {stem: text for stem, text in texts.items() if ".html" in suffixes[stem]}
        return Loop(every + _site(folder, texts), same + _site(folder, pages))


def _site(folder: Path, texts: Mapping[str, str]) -> float:
    for number, text in enumerate(texts.values()):
        (folder / "docs" / f"{'index' if number == 0 else number}.md").write_text(text, encoding="utf-8")
    cost = command("mkdocs", "build", "--quiet", folder=folder)
    for page in (folder / "docs").iterdir():
        page.unlink()
    return cost.cpu


def _text(folder: Path, stem: str, files: Mapping[str, bytes], pandoc: str) -> str:
    """The Markdown text of a document, from its page or else its Word file."""
    page = files.get(f"{stem}.html")
    source = folder / ("source.docx" if page is None else "source.html")
    source.write_bytes(files[f"{stem}.docx"] if page is None else re.sub(rb"<style>.*?</style>", b"", page, flags=re.S))
    program([pandoc, source.name, "-t", "gfm-raw_html", "-o", "source.md"], folder)
    # pandoc writes pictures for an older Typst and loses paragraph anchors, so it has less to do than we have.
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", (folder / "source.md").read_text(encoding="utf-8"))
    return re.sub(r"\[((?:\\.|[^\]\\])*)\]\((?:#|\d)[^)]*\)", r"\1", text)


def _check_size(pdf: Path, least: int) -> None:
    if pdf.stat().st_size < least:
        raise RuntimeError("pandoc's PDF lacks most of the text")


def weasyprint(page: bytes) -> float:
    """CPU seconds of WeasyPrint for a PDF of the same page.

    Raises:
        RuntimeError: it is not installed, or a library of the system is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "text.html").write_bytes(page)
        return program([sys.executable, "-c", WEASYPRINT], Path(name)).cpu
