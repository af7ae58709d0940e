"""Records as a file of YAML, for schemes that are kept in git."""

from __future__ import annotations

import pytest

from generator.model.diagnostics import render_all, with_excerpts
from generator.sources.records import read_records_file

GOOD = """\
keep_until: 2028-01-31
people:
  - id: person-1
    name: Asha Rao
    email: asha.rao@example.nhs.uk
    days: [monday-morning]
    scores: {reason: 3, need: 2.5}
    decision: participant
"""


def report(text: str) -> str:
    """The faults of a file as the command line prints them."""
    diagnostics = read_records_file("records.yml", text.encode()).diagnostics
    return render_all(with_excerpts(diagnostics, {"records.yml": text}))


def test_a_file_is_read() -> None:
    records = read_records_file("records.yml", GOOD.encode()).records
    assert records
    (person,) = records.people
    assert (person.name, person.scores.need, person.scores.release) == ("Asha Rao", 2.5, None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "asha.rao@example.nhs.uk",
            "Asha Rao",
            "error[bad-email]: `email` is not an email address\n"
            "  records.yml:5:12\n"
            "help: type one address, such as name@example.nhs.uk",
        ),
        (
            "need: 2.5",
            "need: 7",
            "error[out-of-range]: `need` must be at most 4\n  records.yml:7:31\nhelp: write 4 or less",
        ),
        (
            "participant",
            "Asha Rao",
            "error[unknown-choice]: `decision` has a value that it cannot have\n  records.yml:8:15",
        ),
        (
            "    name: Asha Rao\n",
            "    Asha Rao: yes\n    name: Asha Rao\n",
            "error[unknown-field]: this is not known here\n  records.yml:4:5\nhelp: ",
        ),
        (
            "person-1",
            "Asha Rao",
            "error[bad-id]: `id` is not an id\n  records.yml:3:9\nhelp: use small letters, digits and single hyphens",
        ),
        (
            "name: Asha Rao",
            "name: [Asha Rao]",
            "error[wrong-type]: `name` has a value of the wrong kind\n  records.yml:4:11",
        ),
        (
            "name: Asha Rao",
            "name: &Asha Rao",
            "error[anchor]: this is an anchor, which is not allowed\n"
            "  records.yml:4:11\n"
            "help: write the value out where it is needed",
        ),
        (
            "2028-01-31",
            "Asha Rao",
            "error[bad-date]: `keep_until` is not a date\n  records.yml:1:13\nhelp: write a date such as 2027-01-13",
        ),
    ],
)
def test_a_fault_says_where_it_is_and_quotes_nothing(old: str, new: str, expected: str) -> None:
    text = report(GOOD.replace(old, new))

    assert text.startswith(expected)
    assert "Asha" not in text
    assert "Rao" not in text


def test_ids_that_come_twice() -> None:
    assert report(f"{GOOD}  - id: person-1\n    name: Ben Okoro\n") == (
        "error[duplicate-id]: this id is already in line 3\n  records.yml:9:9\nhelp: give one of the two another id"
    )


def test_ids_that_nobody_has() -> None:
    rest = """\
groups:
  - id: group-1
    name: Pair 1
    members: [person-1, person-9]
projects:
  - id: project-1
    title: Sooner home
    group: group-9
measurements:
  - {id: measure-1, day: 2027-05-01, project: project-9, measure: Hours, value: 4}
attendance:
  person-9: {workshop-powerlab: A}
"""
    people = GOOD.replace(
        "    days: [monday-morning]\n",
        "    not_with: [person-9]\n    named: [person-8]\n    partners_before: [person-1]\n",
    )
    diagnostics = read_records_file("records.yml", (people + rest).encode()).diagnostics

    assert sorted((fault.code, fault.place.line) for fault in diagnostics) == [
        ("names-itself", 8),
        ("unknown-group", 18),
        ("unknown-person", 6),
        ("unknown-person", 7),
        ("unknown-person", 14),
        ("unknown-person", 22),
        ("unknown-project", 20),
    ]
