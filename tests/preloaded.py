"""What commands would work out again before their own work: options, shapes of nouns, regular expressions, templates.

The server that commands are forked from (`tests.command`) imports this once. Nothing here may start a thread, as Typst
does: a command would wait for it for ever.
"""

from __future__ import annotations

import datetime
import gc
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typer.main

from generator.cli import register
from generator.site.build import build_pages
from generator.site.pages import site_files
from generator.sources import content_file
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from generator.studio.updated import new
from generator.writers.fingerprint import program
from tests import small

typer.main.get_command = cache(typer.main.get_command)
typer.main.get_command(register())
# What a file says depends on its bytes alone, and most commands read the whole content.
content_file.read_content_file = cache(content_file.read_content_file)
load(read_project(small.ROOT)).require()
LIBRARY = load(small.files()).require()
new(LIBRARY, "westbrook", datetime.date(2026, 11, 28))
THEME = read_theme(small.ROOT)
program()
with TemporaryDirectory() as folder:
    build_pages(small.ROOT, Path(folder), site_files(LIBRARY, THEME, {}))
# Otherwise the first collection of garbage in each command looks through all of this, and copies it.
gc.collect()
gc.freeze()
