"""The table of faults fits the code: what each of them replaces stands exactly once."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests import small
from tests.mutants.faults import FAULTS, ROOMS, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.title)
def test_a_fault_changes_one_place(fault: Fault) -> None:
    assert fault.occurrences(small.ROOT) == 1, "update tests/mutants/faults.py"
    text = (small.ROOT / "generator" / fault.file).read_text(encoding="utf-8")
    faulty = text.replace(fault.old, fault.new)
    assert ast.dump(ast.parse(faulty)) != ast.dump(ast.parse(text)), "the fault must change the code and leave it code"


def test_every_room_has_faults() -> None:
    numbers = {"planning": 15, "documents": 7, "writers": 6, "sources": 5, "evaluation": 5}
    assert Counter(fault.room for fault in FAULTS) == numbers
    assert set(ROOMS) == set(numbers)
