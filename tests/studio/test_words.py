"""What a planner reads on the page has no words of the command line and no names of YAML fields."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator.studio
from tests import small

COMMAND_LINE = re.compile(
    r"paired-learning [a-z]|[ `]--[a-z][a-z-]*(?![a-z:-])|\brun `|\b(in|Give) the profile\b|\bthe profile (says|asks)\b"
)
"""A name after `--` with a colon behind it is a property of a style sheet."""
FOR_AUTHORS = {"generator.writers.new_profile"}
"""What only writes YAML that the page never shows."""


def browser_modules() -> list[str]:
    """Our modules that the studio imports, sooner or later."""
    studio = [f"generator.studio.{module.name}" for module in pkgutil.iter_modules(generator.studio.__path__)]
    code = f"import sys, {', '.join(studio)}; print(*(name for name in sys.modules if name.startswith('generator')))"
    run = subprocess.run([sys.executable, "-c", code], cwd=small.ROOT, capture_output=True, text=True, check=True)
    return run.stdout.split()


def texts(path: Path) -> Iterator[str]:
    """The texts of a module but for docstrings; `{}` is for a value."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docstrings = {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


@pytest.mark.slow
def test_no_message_is_for_the_command_line() -> None:
    paths = {name: small.ROOT / f"{name.replace('.', '/')}.py" for name in browser_modules()}
    faults = [
        f"{name}: {text}"
        for name, path in paths.items()
        if path.is_file() and name not in FOR_AUTHORS
        for text in texts(path)
        if COMMAND_LINE.search(text)
    ]

    assert len(paths) > 150
    assert faults == []


def test_a_warning_names_no_field_of_a_profile() -> None:
    quoted = [text for text in texts(small.ROOT / "generator/planning/warnings.py") if re.search("`[a-z_]+`", text)]

    assert quoted == []
