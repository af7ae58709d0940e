"""`make check` runs the tests of what changed."""

from __future__ import annotations

from tests.changed import ALWAYS, importers, select


def test_a_file_of_a_room_brings_the_rooms_tests_and_those_that_import_it() -> None:
    tests = select(
        ["generator/planning/planner.py"], {"generator.planning.planner": {"tests/documents/test_letter.py"}}
    )

    assert tests == ["tests/documents/test_letter.py", "tests/planning", ALWAYS]


def test_a_test_within_a_folder_that_runs_anyway_is_named_once() -> None:
    tests = select(["generator/writers/html.py"], {"generator.writers.html": {"tests/writers/test_html.py"}})

    assert tests == [ALWAYS, "tests/writers"]


def test_a_fault_of_the_content_brings_the_tests_of_faults() -> None:
    assert select(["tests/errors/bad-date/expected.txt"], {}) == ["tests/sources/test_errors.py", ALWAYS]


def test_content_brings_the_tests_that_read_it() -> None:
    assert "tests/test_content.py" in select(["content/programme.yml"], {})


def test_a_document_brings_the_tests_of_the_house_alone() -> None:
    assert select(["README.md"], {}) == [ALWAYS]


def test_imports_of_tests_are_read_from_their_files() -> None:
    assert "tests/planning/test_effort.py" in importers()["generator.model.library"]
