"""Builds the example playbooks with Python 3.11 and with the newest Python, and compares their bytes: `make pythons`.

Python 3.12 and later add floats with more precision than 3.11, so a figure that is not summed exactly shows up here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import small

NEWEST_MINOR = 20
"""Highest minor version of Python 3 to look for."""
ENVIRONMENT = small.ROOT / ".venv" / "newest"


def newest_python() -> str | None:
    """Path of the newest Python that runs and is newer than 3.11: on the path, from pyenv, or installed by uv."""
    for candidate in _candidates():
        if _runs(candidate):
            return candidate
    uv = str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "python", "install", "--quiet", "3.14"], stderr=subprocess.DEVNULL, check=False)
    answer = subprocess.run([uv, "python", "find", "3.14"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def _candidates() -> Iterator[str]:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in range(NEWEST_MINOR, 11, -1):
        if path := shutil.which(f"python3.{minor}"):
            yield path
        yield from (str(path) for path in sorted(pyenv.glob(f"3.{minor}.*/bin/python"), reverse=True))


def _runs(python: str) -> bool:
    # pyenv puts a script on the path for versions that it does not run.
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def environment(python: str) -> str:
    """Path of a Python in an environment of its own that has what the generator needs."""
    own = ENVIRONMENT / "bin" / "python"
    if not own.exists() or _version(str(own)) != _version(python):
        subprocess.run([python, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    lock = str(small.ROOT / "requirements" / "site.txt")
    # A build imports few of their modules, and compiles those itself.
    quietly = ["--quiet", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([str(own), "-m", "pip", "install", *quietly, "--require-hashes", "-r", lock], check=True)
    return str(own)


def build(python: str, folder: Path) -> dict[str, bytes]:
    """All files of all example playbooks by their path, as one Python makes them."""
    subprocess.run(
        [python, "-m", "generator", "playbook", "--all", "--output", str(folder)],
        cwd=small.ROOT,
        env={**os.environ, "PYTHONPATH": str(small.ROOT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def differences(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    """Paths of files that only one of the two has, or whose bytes differ."""
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


def main() -> int:
    """Compare; 0 where all bytes are equal, 1 where some differ, 2 where there is no newer Python."""
    newest = newest_python()
    if newest is None:
        print("No Python newer than 3.11 is installed, and uv cannot install one.", file=sys.stderr)  # noqa: T201
        return 2
    # The first builds while the second is installed.
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as both:
        first = both.submit(build, sys.executable, Path(folder, "first"))
        other = environment(newest)
        there = build(other, Path(folder, "other"))
        here = first.result()
    versions = " and ".join(map(_version, (sys.executable, other)))
    paths = differences(here, there)
    if paths or not here:
        print(f"{len(paths)} of {len(here)} files differ between {versions}:", *paths, sep="\n  ")  # noqa: T201
        return 1
    print(f"{versions} make the same bytes in all {len(here)} files of the example playbooks.")  # noqa: T201
    return 0


def _version(python: str) -> str:
    return subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
