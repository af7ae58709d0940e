"""The licences of everything that the studio carries into a browser, as one text."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path

from .studio_packages import LIBRARIES, Carried

FILE = "licences.txt"
HEAD = """\
What the page "Make your plan" loads into your browser, and the licences of it.

Pyodide {pyodide}: Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/; its source is at
https://github.com/pyodide/pyodide.
CPython {python}, within Pyodide: PSF License Version 2, as printed below for typing-extensions.
Libraries in C within Pyodide: Emscripten and musl (MIT), zlib (Zlib), bzip2 (bzip2-1.0.6), XZ Utils (0BSD),
Zstandard (BSD-3-Clause), Expat (MIT), libffi (MIT), SQLite (public domain), OpenSSL (Apache-2.0), mpdecimal
(BSD-2-Clause), HACL* (MIT).
Fonts within Typst: Libertinus Serif (SIL Open Font License 1.1), New Computer Modern (GUST Font License), DejaVu Sans
Mono (Bitstream Vera License).
"""
LICENCE_NAMES = ("licen", "copying", "authors", "notice")
"""How the names of files begin that hold a licence, or whom it names."""


def notices(packages: Carried) -> str:
    """The text: what is carried, and the licence of each library as it comes with it."""
    distributions = [importlib.metadata.distribution(name) for name in LIBRARIES]
    distributions += importlib.metadata.distributions(name="pydantic-core", path=[str(packages.folder)])
    distributions += importlib.metadata.distributions(name="typst", path=[str(packages.folder)])
    version = json.loads(packages.files["package.json"])["version"]
    head = HEAD.format(pyodide=version, python=packages.lock["info"]["python"])
    return head + "".join(map(_notice, distributions))


def _notice(distribution: importlib.metadata.Distribution) -> str:
    texts = [
        path.read_text(encoding="utf-8").strip()
        for path in distribution.files or ()
        if ".dist-info" in path.parts[0] and Path(path).name.lower().startswith(LICENCE_NAMES)
    ]
    return "\n\n\n".join([f"\n\n{distribution.name} {distribution.version}", *texts]) + "\n"
