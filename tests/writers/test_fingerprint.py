"""The hash of the program changes with whatever the program reads of itself."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.writers.fingerprint import program

CODE, DATA, COMPILED = "site/pages.py", "data/nhs_trusts.csv", "site/__pycache__/pages.pyc"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """The hash is worked out once for a run of the program."""
    yield
    program.cache_clear()


@pytest.mark.parametrize(("changed", "is_other"), [(CODE, True), (DATA, True), (COMPILED, False)])
def test_a_change_of_code_or_data_is_another_program(
    changed: str, is_other: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.resources, "files", lambda _: tmp_path)
    hashes = []
    for text in ("before", "after"):
        for name in (CODE, DATA, COMPILED):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text if name == changed else "same", encoding="utf-8")
        program.cache_clear()
        hashes.append(program())

    assert (hashes[0] != hashes[1]) is is_other
