"""Results that trusts pass on, read back: as written, or every fault with its line."""

from __future__ import annotations

import pytest

from generator.model.diagnostics import Diagnostic, InputFault
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


def test_what_is_not_json_is_a_fault() -> None:
    (fault,) = faults(a=FILE[:-3])

    assert (fault.code, fault.message) == ("bad-results", "this is not JSON: Expecting ',' delimiter")


def test_an_unknown_version_is_a_fault() -> None:
    (fault,) = faults(a=edited('"format": 1', '"format": 2'))

    assert (fault.code, fault.place.line) == ("out-of-range", 2)


def test_counts_that_do_not_add_up_are_a_fault() -> None:
    (fault,) = faults(a=edited('"up": 7', '"up": 8'))

    assert fault.message == "`up`, `same` and `down` are 13 people together, but `n` is 12"
    assert fault.place.line == 15


def test_answers_that_do_not_add_up_are_a_fault() -> None:
    (fault,) = faults(a=edited('"Yes", "n": 12', '"Yes", "n": 11'))

    assert fault.message == "`counts` are 11 people together, but `n` is 12"


def test_a_small_group_is_refused() -> None:
    text = edited('"n": 12, "up": 7, "same": 3, "down": 2', '"n": 9, "up": 6, "same": 2, "down": 1')

    (fault,) = faults(a=text)

    assert (fault.code, fault.message) == ("small-group", "this result is for 9 people, and `fewest` is 10")


def test_nobody_can_allow_groups_under_five() -> None:
    (fault,) = faults(a=edited('"fewest": 10', '"fewest": 4'))

    assert (fault.code, fault.message) == ("out-of-range", "`fewest` is 4; it must be at least 5")


def test_two_files_of_the_same_cohort_are_refused() -> None:
    """Their differences could show what somebody answered who is in one of them only."""
    (fault,) = faults(a=FILE, b=FILE)

    assert (fault.code, fault.message) == ("same-cohort", "cohort 1 of `westbrook` is already in a.json")
    assert (fault.place.file, fault.place.line) == ("b.json", 6)


def test_all_faults_of_all_files_are_listed() -> None:
    assert [fault.place.file for fault in faults(a="[", b=edited('"number": 1', '"number": 0'))] == ["a.json", "b.json"]
