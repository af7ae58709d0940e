"""The command line as a user runs it, in a process of its own.

Most of a short command's time goes into imports and into what comes of them alone. So commands are forked from a server
that has done that already (multiprocessing's `forkserver`): each still has its own process, folder, streams and exit
code.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import small

TIMEOUT = 300
"""Seconds after which a command has failed."""
ENVIRONMENT = {"PYTHONPATH": str(small.ROOT), "COLUMNS": "100", "NO_COLOR": "1"}
PRELOAD = [
    *(
        ".".join(path.relative_to(small.ROOT).with_suffix("").parts)
        for path in sorted((small.ROOT / "generator").rglob("*.py"))
        if path.stem not in ("__init__", "__main__")
    ),
    "_strptime",
    "material.plugins.search.plugin",
    "mkdocs.commands.build",
    "openpyxl",
    "pptx",
    "pymdownx.superfences",
    "rich.progress",
    "typer.rich_utils",
    "tests.preloaded",
]
"""What commands import: every module of the program, what those import only when they need it, and what comes of it."""

READ_LATE = {"TMPDIR", "SOURCE_DATE_EPOCH"}
"""Variables that are read by a command, and not when Python starts."""

Result = subprocess.CompletedProcess[str]

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(PRELOAD)


def run(*arguments: str, folder: Path = small.ROOT, **environment: str) -> Result:
    """Run the command line in a folder.

    Args:
        arguments: as they are typed after `paired-learning`.
        folder: the working folder.
        environment: further variables. If they may change how Python itself starts, the command starts from nothing.
    """
    if not all(name in READ_LATE or name.startswith("GIT_") for name in environment):
        return start("-m", "generator", *arguments, folder=folder, **environment)
    with tempfile.TemporaryDirectory() as streams:
        process = _server.Process(target=_command, args=(arguments, str(folder), environment, streams))
        process.start()
        process.join(TIMEOUT)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(arguments, TIMEOUT)
        output, errors = (Path(streams, name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess(arguments, process.exitcode, output, errors)


def _command(arguments: tuple[str, ...], folder: str, environment: dict[str, str], streams: str) -> None:
    for name, stream in (("stdout", sys.stdout), ("stderr", sys.stderr)):
        file = os.open(Path(streams, name), os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(file, stream.fileno())
        os.close(file)
    os.environ.update({**ENVIRONMENT, **environment})
    tempfile.tempdir = None
    os.chdir(folder)
    sys.argv = ["paired-learning", *arguments]

    from generator.cli import main

    main()


def start(*arguments: str, folder: Path, **environment: str) -> Result:
    """Run Python with some arguments in a process that starts from nothing."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )


def run_python(program: str, *, folder: Path) -> Result:
    """Run a few lines of Python in a process that starts from nothing."""
    return start("-c", program, folder=folder)
