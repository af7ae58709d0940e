"""Which texts the warnings about wording are about."""

from __future__ import annotations

import pytest

from generator.sources.load import load
from tests import small

AMERICAN = "The center of the program."


@pytest.mark.parametrize(
    ("path", "text", "warnings"),
    [
        (
            "content/changes/2026.2.yml",
            f"since: '2026.1'\nchanges:\n- {{kind: page, id: a, title: {AMERICAN}, what: new}}\n",
            0,
        ),
        ("content/glossary.yml", f"\nmiddle:\n  term: middle\n  definition: {AMERICAN}\n", 2),
    ],
    ids=["what a release changed", "a glossary term"],
)
def test_nobody_types_what_a_release_changed(path: str, text: str, warnings: int) -> None:
    """It quotes what content said before, so nobody could follow a warning about it."""
    files = small.files()
    files["content/releases.yml"] += b'"2026.2":\n  date: 2027-01-13\n  summary: The next.\n'
    files[path] = files.get(path, b"") + text.encode()

    loaded = load(files, advise=True)
    assert loaded.library, loaded.diagnostics
    assert [fault.code for fault in loaded.diagnostics if fault.place.file == path and "spelling" in fault.code] == [
        "american-spelling"
    ] * warnings
