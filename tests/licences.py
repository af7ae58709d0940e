"""Writes the licences of all installed dependencies into requirements/LICENCES.md (`make licences`)."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from tests import small

LIST = small.ROOT / "requirements" / "LICENCES.md"
LOCK = small.ROOT / "requirements" / "site.txt"
ASSETS = (
    ("Atkinson Hyperlegible Next", "SIL Open Font License 1.1", "theme/assets/fonts/"),
    ("The same font as published, in all weights", "SIL Open Font License 1.1", "theme/documents/fonts/"),
    ("The same font in fewer weights", "SIL Open Font License 1.1", "theme/documents/document.woff2"),
    ("Further letters of it", "SIL Open Font License 1.1", "theme/documents/document-ext.woff2"),
    ("Outlines of the same font", "SIL Open Font License 1.1", "theme/documents/glyphs.json"),
    ("Outlines of Material Design Icons by the Pictogrammers", "Apache License 2.0", "theme/documents/icons.json"),
    ("Two short scripts of Material for MkDocs 9.8", "MIT", "theme/assets/javascripts/material/"),
    ("Names, codes and regions of NHS trusts", "Open Government Licence 3.0", "generator/data/"),
    ("Bank holidays of England and Wales", "Open Government Licence 3.0", "content/bank_holidays.yml"),
)
"""Third-party files in the project itself: name, licence and place."""
CARRIED = (
    ("Pyodide", "Mozilla Public License 2.0", "flet-web, whose own code (Apache-2.0) is not used; or npm"),
    ("CPython", "PSF License Version 2", "Pyodide"),
    ("Typst, its Python package and fonts", "Apache-2.0; the fonts OFL-1.1, GUST and Bitstream Vera", "typst"),
    ("The core of pydantic", "MIT", "pydantic-core"),
    ("Pure libraries", "as listed above", "this Python's own packages"),
)
"""What a browser loads for the studio: name, licence, and what it comes from. Node.js (MIT) only compiles it."""
HEAD = """# Licences of dependencies

Written by `make licences` from the packages that requirements/site.txt locks. Packages that only tests need are not
listed.

| Package | Version | Licence |
| --- | --- | --- |
"""


def locked() -> dict[str, str]:
    """Version of each locked package by its name."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def licence(name: str) -> str | None:
    """The licence in a package's metadata; None if the package is not installed on this system."""
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classifiers = [text.split(" :: ")[-1] for text in metadata.get_all("Classifier") or () if "License ::" in text]
    named = metadata.get("License-Expression") or ", ".join(classifiers) or metadata.get("License") or ""
    return " ".join(named.split("\n")[0].split()) or None


def written() -> str:
    """The text of the list."""
    rows = [f"| {name} | {version} | {licence(name) or 'not for this system'} |" for name, version in locked().items()]
    assets = [f"| {name} | {terms} | `{place}` |" for name, terms, place in ASSETS]
    return "\n".join(
        [
            HEAD + "\n".join(rows),
            "",
            "## Within the project",
            "",
            "| What | Licence | Where |",
            "| --- | --- | --- |",
            *assets,
            "",
            "## In the studio that a browser loads",
            "",
            "The licences in full are in `assets/studio/licences.txt` of the built site.",
            "",
            "| What | Licence | Comes from |",
            "| --- | --- | --- |",
            *(f"| {name} | {terms} | {source} |" for name, terms, source in CARRIED),
            "",
        ]
    )


if __name__ == "__main__":
    Path(LIST).write_text(written(), encoding="utf-8", newline="\n")
