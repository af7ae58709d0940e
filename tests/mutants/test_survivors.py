"""The list of mutants that no test notices: readable, and about code that is there."""

from __future__ import annotations

import re

from tests import small
from tests.mutants import survivors


def test_each_survivor_is_about_lines_of_its_file() -> None:
    for survivor in survivors.listed():
        lines = {line.strip() for line in (small.ROOT / "generator" / survivor.file).read_text("utf-8").splitlines()}
        assert set(survivor.was.split("\n")) <= lines, f"{survivor}"
        assert survivor.was != survivor.becomes


def test_each_block_of_survivors_has_a_reason() -> None:
    text = survivors.LIST.read_text(encoding="utf-8")

    assert len(re.findall(r"^[A-Z].+\.\n\n```diff$", text, re.MULTILINE)) == text.count("```diff")
