"""The command line: arguments, printing, exit codes. 0 done, 1 the input has faults, 2 wrong usage."""

from __future__ import annotations

import gc
import os
import sys

import typer

from . import content, menu, packs, playbooks, profiles, releases
from .common import app

__all__ = ["app", "content", "main", "menu", "packs", "playbooks", "profiles", "releases"]

INTERNAL = 70
"""Exit code of a mistake of our own (EX_SOFTWARE of sysexits)."""


def main() -> None:
    """Entry point. Output is UTF-8 whatever the console thinks of itself."""
    # A command lives for seconds and leaves few cycles behind, so the collector need not look for them often.
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Exception as error:
        if os.environ.get("PAIRED_LEARNING_DEBUG"):
            raise
        typer.echo(
            f"error[internal]: {type(error).__name__}: {error}\n"
            "help: this is our mistake, not yours; report it with the output of PAIRED_LEARNING_DEBUG=1",
            err=True,
        )
        sys.exit(INTERNAL)
