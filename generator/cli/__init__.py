"""The command line: arguments, printing, exit codes. 0 done, 1 the input has faults, 2 wrong usage."""

from __future__ import annotations

import gc
import importlib
import os
import sys

import typer

from .common import app

__all__ = ["app", "main", "register"]

MODULES = {
    "content": ("check", "export", "schema"),
    "site": ("build", "serve", "verify"),
    "playbooks": ("playbook",),
    "packs": ("packs",),
    "menu": ("menu",),
    "profiles": ("new", "profile-workbook", "import"),
    "releases": ("release", "changes"),
}
"""The commands of each module. A command waits for the imports of its own module alone: a build that has nothing to
write has to read no model of the content."""
INTERNAL = 70
"""Exit code of a mistake of our own (EX_SOFTWARE of sysexits)."""


def register(wanted: str | None = None) -> typer.Typer:
    """The app with the commands of one module.

    Args:
        wanted: a command of that module; with anything else the app has all commands, for its help and its advice.
    """
    having = [module for module, commands in MODULES.items() if wanted in commands]
    for module in having or MODULES:
        importlib.import_module(f".{module}", __name__)
    return app


def main() -> None:
    """Entry point. Output is UTF-8 whatever the console thinks of itself."""
    # A command lives for seconds and leaves few cycles behind, so the collector need not look for them often.
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        register(next(iter(sys.argv[1:]), None))()
    except Exception as error:
        if os.environ.get("PAIRED_LEARNING_DEBUG"):
            raise
        typer.echo(
            f"error[internal]: {type(error).__name__}: {error}\n"
            "help: this is our mistake, not yours; report it with the output of PAIRED_LEARNING_DEBUG=1",
            err=True,
        )
        sys.exit(INTERNAL)
