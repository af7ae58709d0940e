"""What commands would work out again before their own work: options, shapes of nouns, regular expressions, templates.

The server that commands are forked from (`tests.command`) imports this once. Nothing here may start a thread, as Typst
does: a command would wait for it for ever.
"""

from __future__ import annotations

import datetime
from functools import cache

import typer.main

from generator.cli import register
from generator.site.pages import site_files
from generator.sources.load import load
from generator.sources.tree import read_theme
from generator.studio.updated import new
from tests import small

typer.main.get_command = cache(typer.main.get_command)
typer.main.get_command(register())
LIBRARY = load(small.files()).require()
new(LIBRARY, "westbrook", datetime.date(2026, 11, 28))
site_files(LIBRARY, read_theme(small.ROOT), {})
