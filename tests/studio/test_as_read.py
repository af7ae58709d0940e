"""A new workbook is known without writing and reading its file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.model.diagnostics import InputFault
from generator.model.library import Library, Trust
from generator.model.trust import TrustProfile
from generator.model.typed_workbook import TypedWorkbook
from generator.sources.typed_workbook import read_typed
from generator.studio.as_read import as_read
from generator.studio.updated import new_workbook, to_file
from tests import small
from tests.drawn_profiles import profiles
from tests.sources.test_scheme_profile import own_content
from tests.studio.desks import TODAY, as_day
from tests.worked import content


def from_file(library: Library, slug: str) -> tuple[TypedWorkbook, TypedWorkbook]:
    """A new workbook as it is known, and as it is read from its file, without rules and tables."""
    workbook = new_workbook(library, slug, as_day(TODAY))
    read = read_typed(to_file(workbook, library.release), "new.xlsx")
    sheets = tuple(replace(sheet, rules=(), tables=()) for sheet in read.sheets)
    return as_read(workbook, "new.xlsx"), replace(read, sheets=sheets)


@pytest.mark.parametrize("slug", content.library().trusts)
def test_a_new_workbook_is_known_as_it_is_read_from_its_file(slug: str) -> None:
    known, read = from_file(content.library(), slug)

    assert known == read
    assert [list(sheet.cells) for sheet in known.sheets] == [list(sheet.cells) for sheet in read.sheets]


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.deferred(lambda: profiles(own_content())))
def test_a_drawn_workbook_is_known_as_it_is_read_from_its_file(profile: TrustProfile) -> None:
    library = own_content().model_copy(update={"trusts": {profile.id: Trust(profile=profile)}})
    try:
        known, read = from_file(library, profile.id)
    except InputFault:
        assume(False)
    else:
        assert known == read


def test_the_page_is_answered_without_what_only_files_need() -> None:
    heavy = ("typst", "pptx", "mkdocs", "openpyxl", "xlsxwriter", "icalendar", "jinja2")
    code = f"import sys, generator.studio.messages; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=small.ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
