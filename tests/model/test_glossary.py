"""Other names of a term of the glossary."""

from __future__ import annotations

import pytest

from generator.model.vocabulary import GlossaryTerm


@pytest.mark.parametrize(
    ("term", "also", "shown"),
    [
        ("anaesthetist", ["anaesthetists"], []),
        ("acute medical unit", ["acute medical units", "AMU", "MAU"], ["AMU", "MAU"]),
        ("bank staff", ["bank shift", "bank shifts"], ["bank shift"]),
        ("business case", ["business cases"], []),
        ("specialty", ["specialties"], []),
        ("release", ["released"], ["released"]),
    ],
)
def test_a_regular_plural_is_linked_but_not_listed(term: str, also: list[str], shown: list[str]) -> None:
    found = GlossaryTerm(id="term", source="glossary.yml", term=term, definition="What it is.", also=also)
    assert found.other_names == shown
