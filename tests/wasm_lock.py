"""Locks the compiled libraries of the studio in requirements/studio-wasm.txt (`make lock`).

uv does not know the platform of this Pyodide yet; pip takes any.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests import small

WASM = ("pydantic_core", "typst")
"""Those that have a wheel for WebAssembly; the studio takes pure libraries from the site's own lock."""
PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14", "--only-binary", ":all:")
REQUIREMENTS = small.ROOT / "requirements"
HEAD = "# Written by make lock: the newest versions that studio-wasm.in allows and that have a wheel for WebAssembly.\n"


def resolved() -> Any:
    """pip's report of what it would install on Pyodide."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--ignore-installed",
        "--target",
        "unused",
    ]
    command += [*PLATFORM, "--report", "-", "-r", str(REQUIREMENTS / "studio-wasm.in")]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def locked(report: Any) -> str:
    """Pins with hashes."""
    text = HEAD
    for item in sorted(report["install"], key=lambda item: item["metadata"]["name"]):
        name, version = item["metadata"]["name"], item["metadata"]["version"]
        if name.replace("-", "_") in WASM:
            text += f"{name.replace('_', '-')}=={version} \\\n"
            text += f"    --hash=sha256:{item['download_info']['archive_info']['hashes']['sha256']}\n"
    return text


if __name__ == "__main__":
    (REQUIREMENTS / "studio-wasm.txt").write_text(locked(resolved()), encoding="utf-8", newline="\n")
