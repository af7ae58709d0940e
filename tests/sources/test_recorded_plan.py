"""Plans read back from `plan.json`: the same as written, or every fault with its line."""

from __future__ import annotations

import pytest

from generator.model.diagnostics import Diagnostic, InputFault
from generator.model.library import Library
from generator.planning.moves import recorded
from generator.planning.playbook import plan
from generator.sources.recorded_plan import read_recorded_plan
from generator.writers.bundle import plan_text

PLAN = """\
{
  "format": 1,
  "trust": "westbrook",
  "cohort": 1,
  "planning_from": "2026-11-28",
  "entries": [
    {
      "id": "workshop-meeting",
      "uid": "workshop-meeting.cohort-1.westbrook@paired-learning",
      "kind": "workshop",
      "title": "Workshop 1: Meeting",
      "first": "2027-01-13",
      "last": "2027-01-13",
      "starts": "13:00:00",
      "ends": "16:00:00",
      "place": null,
      "roles": ["participant"],
      "reason": "The day chosen for the first workshop",
      "sequence": 0,
      "stamp": "2026-11-28T00:00:00Z",
      "cancelled": false
    }
  ]
}
"""


def faults(text: str | bytes) -> list[Diagnostic]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(InputFault) as caught:
        read_recorded_plan("plan.json", raw)
    return caught.value.diagnostics


def edited(old: str, new: str) -> str:
    assert PLAN.count(old) == 1
    return PLAN.replace(old, new)


@pytest.mark.parametrize("slug", ["westbrook", "eastmere", "northvale"])
def test_a_plan_is_read_back_as_it_was_recorded(worked_library: Library, slug: str) -> None:
    record = recorded(plan(worked_library, slug))

    assert record.entries
    assert read_recorded_plan("plan.json", plan_text(record)) == record


def test_a_file_that_was_cut_off_has_a_fault_where_it_ends() -> None:
    (fault,) = faults(PLAN[:200])

    assert (fault.code, fault.place.file, fault.place.line) == ("bad-plan", "plan.json", 9)
    assert fault.help is not None
    assert "playbook.zip" in fault.help


@pytest.mark.parametrize("raw", [b"", b"\xff\x00", b"[]", b"3", b"[" * 100_000, PLAN.encode("utf-16")])
def test_what_is_no_plan_at_all_is_one_fault(raw: bytes) -> None:
    assert len(faults(raw)) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ('"first": "2027-01-13"', '"first": "13/01/2027"', 12, "bad-date"),
        ('"starts": "13:00:00"', '"starts": "one"', 14, "bad-time"),
        ('"sequence": 0', '"sequence": -1', 19, "out-of-range"),
        ('"sequence": 0', '"sequence": "0"', 19, "wrong-type"),
        ('"cancelled": false', '"canceled": false', 21, "unknown-field"),
        ('"title": "Workshop 1: Meeting"', '"title": "Meeting\\u0007"', 11, "control-character"),
        ('"stamp": "2026-11-28T00:00:00Z"', '"stamp": "2026-11-28T00:00:00"', 20, "timezone-aware"),
        ('"stamp": "2026-11-28T00:00:00Z"', '"stamp": "9999-11-28T00:00:00Z"', 20, "out-of-range"),
        ('"format": 1', '"format": 2', 2, "out-of-range"),
        ('"cohort": 1', '"cohort": 1,\n  "cohort": 2', 5, "duplicate-key"),
    ],
)
def test_a_value_that_was_changed_by_hand_has_a_fault_with_its_line(old: str, new: str, line: int, code: str) -> None:
    (fault,) = faults(edited(old, new))

    assert (fault.place.line, fault.code) == (line, code)
    assert fault.excerpt


def test_faults_are_listed_all_at_once() -> None:
    text = edited('"first": "2027-01-13"', '"first": "soon"').replace('"cohort": 1', '"cohort": "first"')

    assert [fault.place.line for fault in faults(text)] == [4, 12]


def test_an_entry_that_appears_twice_is_a_fault() -> None:
    entry = PLAN[PLAN.index("    {") : PLAN.index("  ]")].rstrip()
    (fault,) = faults(PLAN.replace(entry, f"{entry},\n{entry}"))

    assert fault.message == "the entry `workshop-meeting` appears twice; it is already on line 8"
