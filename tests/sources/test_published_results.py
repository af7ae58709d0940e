"""Results that trusts pass on, read back. Faults of their numbers are in `tests/errors`."""

from __future__ import annotations

import pytest

from generator.model.diagnostics import Diagnostic, InputFault, render
from generator.sources.published_results import read_published_results

FILE = """\
{
  "format": 1,
  "trust": "westbrook",
  "name": "Westbrook Hospitals",
  "cohort": "Cohort 1",
  "number": 1,
  "release": "2026.1",
  "fewest": 10,
  "forms": [{"id": "preparedness", "title": "Preparedness", "questions": []}],
  "answers": [
    {"form": "preparedness", "wave": "before", "n": 12, "missing": 1, "counts": [{"label": "Yes", "n": 12}]}
  ],
  "comparisons": [
    {"form": "preparedness", "earlier": "before", "later": "after",
     "n": 12, "up": 7, "same": 3, "down": 2, "incomplete": 1}
  ]
}
"""


def faults(**files: str) -> list[Diagnostic]:
    with pytest.raises(InputFault) as caught:
        read_published_results({f"{name}.json": text.encode() for name, text in files.items()})
    return caught.value.diagnostics


def edited(old: str, new: str) -> str:
    assert FILE.count(old) == 1
    return FILE.replace(old, new)


def test_a_file_is_read_as_written() -> None:
    (results,) = read_published_results({"results.json": FILE.encode()})

    assert (results.trust, results.comparisons[0].up, results.answers[0].counts[0].n) == ("westbrook", 7, 12)


def test_an_unknown_version_is_a_fault() -> None:
    (fault,) = faults(a=edited('"format": 1', '"format": 2'))

    assert (fault.code, fault.place.line) == ("out-of-range", 2)


def test_nobody_can_allow_groups_under_five() -> None:
    (fault,) = faults(a=edited('"fewest": 10', '"fewest": 4'))

    assert (fault.code, fault.message) == ("out-of-range", "`fewest` is 4; it must be at least 5")


def test_all_faults_of_all_files_are_listed() -> None:
    assert [fault.place.file for fault in faults(a="[", b=edited('"number": 1', '"number": 0'))] == ["a.json", "b.json"]


@pytest.mark.parametrize("answers", ['[{"Code": "MI07D"}]', '{"Code": "MI07D"}', "Code,Why\nMI07D,Too much work\n"])
def test_a_file_of_another_kind_is_never_quoted(answers: str) -> None:
    (fault,) = faults(a=answers)

    assert fault.code == "bad-results"
    assert "MI07D" not in render(fault)
