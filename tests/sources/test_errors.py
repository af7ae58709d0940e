"""Every kind of fault has a folder in tests/errors: files to add to the small project, and the exact report.

A folder with `edits.yml` is a scheme's workbook that is filled in wrongly, one with `answers.yml` a workbook of
answers to questionnaires, and one with JSON files has results that trusts passed on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.model.diagnostics import Diagnostic, InputFault, render_all
from generator.sources.content_file import FilesReadBefore
from generator.sources.load import load
from generator.sources.published_results import read_published_results
from tests import filled_answers, filled_schemes, small

FOLDERS = sorted(path for path in (Path(__file__).parent.parent / "errors").iterdir() if path.is_dir())
SCHEMES = [folder for folder in FOLDERS if (folder / "edits.yml").exists()]
ANSWERS = [folder for folder in FOLDERS if (folder / "answers.yml").exists()]
RESULTS = [folder for folder in FOLDERS if list(folder.glob("*.json"))]
CASES = [folder for folder in FOLDERS if folder not in (*SCHEMES, *ANSWERS, *RESULTS)]
READ = FilesReadBefore()
"""Cases differ in a file or two: the others are read once."""


def files_of(case: Path) -> dict[str, bytes]:
    return {
        path.relative_to(case).as_posix(): path.read_bytes()
        for path in case.rglob("*")
        if path.is_file() and path.name != "expected.txt"
    }


@cache
def diagnostics_of(case: Path) -> tuple[Diagnostic, ...]:
    """What loading the small project with the files of a case says."""
    return tuple(load(small.files() | files_of(case), advise=True, before=READ).diagnostics)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_reported_in_these_words(case: Path) -> None:
    diagnostics = diagnostics_of(case)

    assert diagnostics, "the files have no fault"
    assert render_all(diagnostics) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", SCHEMES, ids=lambda case: case.name)
def test_a_wrong_filling_of_a_scheme_is_reported_in_these_words(case: Path) -> None:
    diagnostics = filled_schemes.faults(filled_schemes.edits_of(case))

    assert diagnostics, "the workbook has no fault"
    assert render_all(diagnostics) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", RESULTS, ids=lambda case: case.name)
def test_wrong_results_that_trusts_passed_on_are_reported_in_these_words(case: Path) -> None:
    with pytest.raises(InputFault) as caught:
        read_published_results(dict(sorted(files_of(case).items())))

    assert render_all(caught.value.diagnostics) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case.name)
def test_a_wrong_filling_of_answers_is_reported_in_these_words(case: Path) -> None:
    diagnostics = filled_answers.faults(filled_schemes.edits_of(case, "answers.yml"))

    assert diagnostics, "the workbook has no fault"
    assert render_all(diagnostics) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")


def test_the_small_project_itself_has_no_fault() -> None:
    assert load(small.files(), advise=True).diagnostics == []


def test_the_workbook_that_is_filled_in_wrongly_has_no_fault_itself() -> None:
    assert filled_schemes.faults([]) == []


def test_the_answers_that_are_filled_in_wrongly_have_no_fault_themselves() -> None:
    assert filled_answers.faults([]) == []


def test_there_are_many_kinds_of_faults() -> None:
    codes = {diagnostic.code for case in CASES for diagnostic in diagnostics_of(case)}

    assert len(codes) >= 25


def test_a_letter_may_go_out_twice_after_one_workshop() -> None:
    twice = "timing:\n  - {workshop: listening, weeks_after: 1}\n  - {workshop: listening, weeks_after: 4}\n"
    invitation = "content/templates/invitation.yml"
    files = small.edited(invitation, "timing:\n  - milestone: launch\n    weeks_before: 12\n", twice)

    timing = load(files).require().templates["invitation"].timing
    assert [(each.workshop, each.weeks_after) for each in timing] == [("listening", 1), ("listening", 4)]


def test_a_variant_for_groups_may_repeat_a_sentence_of_what_it_replaces() -> None:
    said = "say: [One of you talks and the others of you listen without a word.]"
    variant = f"{said}\n    variants:\n      - group_sizes: [3]\n        {said}"
    files = small.edited("content/workshops/listening.yml", "say: [One of you talks.]", variant)

    assert load(files, advise=True).diagnostics == []
