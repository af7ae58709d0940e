"""A new workbook is known without writing and reading its file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from generator.model.diagnostics import InputFault
from generator.model.library import Library, Trust
from generator.model.scheme_file import SchemeFile
from generator.model.trust import TrustProfile
from generator.model.typed_workbook import TypedWorkbook
from generator.planning.cohort_plan import plan_in_short
from generator.planning.playbook import plan
from generator.sources.typed_workbook import read_typed
from generator.studio.as_read import as_read
from generator.studio.preview import preview
from generator.studio.updated import new_workbook, to_file
from tests import small
from tests.examples import examples
from tests.planning.test_drawn_profiles import profiles
from tests.strategies import WORDS
from tests.studio.desks import TODAY, as_day
from tests.worked import content


def from_file(library: Library, slug: str) -> tuple[TypedWorkbook, TypedWorkbook]:
    """A new workbook as it is known, and as it is read from its file, without rules and tables."""
    today = as_day(TODAY)
    workbook = new_workbook(plan(library, slug, today=today, made=today))
    read = read_typed(to_file(workbook, library.release), "new.xlsx")
    sheets = tuple(replace(sheet, rules=(), tables=()) for sheet in read.sheets)
    return as_read(workbook, "new.xlsx"), replace(read, sheets=sheets)


@pytest.mark.parametrize(
    "slug", ["westbrook", *(pytest.param(slug, marks=pytest.mark.slow) for slug in ("eastmere", "northvale"))]
)
@pytest.mark.slow
def test_a_new_workbook_is_known_as_it_is_read_from_its_file(slug: str) -> None:
    known, read = from_file(content.library(), slug)

    assert known == read
    assert [list(sheet.cells) for sheet in known.sheets] == [list(sheet.cells) for sheet in read.sheets]


@settings(max_examples=examples(5), phases=[Phase.explicit, Phase.generate])
@given(of=profiles(), colour=st.sampled_from(["#14532D", "#000000", "#0f4c5c"]), note=st.none() | WORDS)
def test_a_drawn_workbook_is_known_as_it_is_read_from_its_file(
    library: Library, of: TrustProfile, colour: str, note: str | None
) -> None:
    profile = of.model_copy(update={"brand": of.brand.model_copy(update={"colour": colour}), "note": note})
    trusts = {profile.id: Trust(profile=profile)}
    try:
        known, read = from_file(library.model_copy(update={"trusts": trusts}), profile.id)
    except InputFault:
        assume(False)
    else:
        assert known == read


@settings(max_examples=examples(10), phases=[Phase.explicit, Phase.generate])
@given(of=profiles())
def test_a_plan_in_short_shows_what_the_whole_plan_says(library: Library, of: TrustProfile) -> None:
    library = library.model_copy(update={"trusts": {of.id: Trust(profile=of)}})
    day, file = as_day(TODAY), SchemeFile("new.xlsx", {})
    try:
        whole = plan(library, of.id, today=day, made=day)
    except InputFault:
        assume(False)
    else:
        assert preview(plan_in_short(library, of.id, today=day, made=day), None, file) == preview(whole, None, file)


@pytest.mark.slow
def test_the_page_is_answered_without_what_only_files_need() -> None:
    heavy = ("typst", "pptx", "mkdocs", "openpyxl", "xlsxwriter", "icalendar", "jinja2", "generator.evaluation")
    code = f"import sys, generator.studio.messages; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=small.ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
