"""The usual way: a site by `mkdocs build`, and a Word file and a PDF by pandoc, from the text of a playbook."""

from __future__ import annotations

import importlib.util
import re
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import command, program

SETTINGS = """site_name: Playbook
theme:
  name: material
  font: false
plugins: [search]
"""
TYPST = "import typst; typst.compile('playbook.typ', output='playbook.pdf')"
WEASYPRINT = "import weasyprint; weasyprint.HTML('playbook.html').write_pdf('playbook.pdf', pdf_variant='pdf/ua-1')"


def pandoc() -> str | None:
    """Path of the pandoc in pypandoc-binary; None if that is not installed."""
    if importlib.util.find_spec("pypandoc") is None:
        return None
    import pypandoc  # type: ignore[import-not-found]

    return str(pypandoc.get_pandoc_path())


def mkdocs_and_pandoc(page: bytes, pandoc: str) -> float:
    """CPU seconds of a site, a Word file and a PDF of one playbook's text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        (folder / "playbook.html").write_bytes(re.sub(rb"<style>.*?</style>", b"", page, flags=re.S))
        costs = [program([pandoc, "playbook.html", "-t", "gfm-raw_html", "-o", "all.md"], folder)]
        # pandoc writes pictures for an older Typst and loses paragraph anchors, so it has less to do than we have.
        text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", (folder / "all.md").read_text(encoding="utf-8"))
        text = re.sub(r"\[((?:\\.|[^\]\\])*)\]\(#[^)]*\)", r"\1", text)
        (folder / "all.md").write_text(text, encoding="utf-8")
        for number, part in enumerate(re.split(r"(?m)^(?=## )", text)):
            (folder / "docs" / ("index.md" if number == 0 else f"part-{number}.md")).write_text(part, encoding="utf-8")
        costs.append(command("mkdocs", "build", "--quiet", folder=folder))
        costs.append(program([pandoc, "all.md", "-o", "playbook.docx"], folder))
        costs.append(program([pandoc, "all.md", "-s", "-t", "typst", "-o", "playbook.typ"], folder))
        costs.append(program([sys.executable, "-c", TYPST], folder))
        if (folder / "playbook.pdf").stat().st_size < 100_000:
            raise RuntimeError("pandoc's PDF lacks most of the text")
        return sum(cost.cpu for cost in costs)


def weasyprint(page: bytes) -> float:
    """CPU seconds of WeasyPrint for a PDF of the same page.

    Raises:
        RuntimeError: it is not installed, or a library of the system is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "playbook.html").write_bytes(page)
        return program([sys.executable, "-c", WEASYPRINT], Path(name)).cpu
