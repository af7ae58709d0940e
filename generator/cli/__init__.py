"""The command line: arguments, printing and exit codes. 0: done. 1: faults in the input. 2: wrong usage."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

from ..publish.garbage import collect_rarely

if TYPE_CHECKING:
    import typer

MODULES = {
    "content": ("check", "export", "schema"),
    "site": ("build", "serve", "verify"),
    "playbooks": ("playbook",),
    "plans": ("plan",),
    "packs": ("packs",),
    "letters": ("letters",),
    "pairs": ("pairs",),
    "schemes": ("scheme",),
    "evaluation": ("evaluation",),
    "evaluation_import": ("evaluation",),
    "evaluation_reports": ("evaluation",),
    "menu": ("menu",),
    "profiles": ("new",),
    "releases": ("release", "changes"),
}
"""The commands of each module. Only the module of the command is imported: a build whose pages are all in the cache
does not import the model of the content."""
INTERNAL = 70
"""Exit code of an error in this program (EX_SOFTWARE of sysexits.h)."""


def register(wanted: str | None = None) -> typer.Typer:
    """The app with the module of the wanted command; with all modules if no command has that name."""
    from .common import app

    for module in [module for module, commands in MODULES.items() if wanted in commands] or MODULES:
        importlib.import_module(f".{module}", __name__)
    return app


def main() -> None:
    """Run the command line. Output is UTF-8, whatever the encoding of the console."""
    # Before anything large is imported, which would be searched for garbage over and over.
    collect_rarely()
    # pydantic would read the entry points of every installed library to look for plugins, and no plugin may change
    # what is made of the content.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        register(next(iter(sys.argv[1:]), None))()
    except Exception as error:
        if os.environ.get("PAIRED_LEARNING_DEBUG"):
            raise
        from .common import say

        say(
            f"error[internal]: {type(error).__name__}: {error}\n"
            "help: this is an error in paired-learning; report it with the output of PAIRED_LEARNING_DEBUG=1",
            err=True,
        )
        sys.exit(INTERNAL)
