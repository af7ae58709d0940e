"""Content that passes the check can be built in every format: libraries drawn at random."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator.model.diagnostics import InputFault, render_all
from generator.model.library import Library
from generator.model.playbook_files import FORMATS, ITEMS
from generator.planning.playbook import plan
from generator.planning.session import sessions
from generator.site.pages import site_files
from generator.sources.load import load
from generator.sources.tree import FONTS, read_theme
from generator.writers.bundle import Theme, playbook_files
from generator.writers.formats import EVERYTHING, Wanted
from generator.writers.whole_pack import Looks, whole_pack
from tests import small
from tests.any_library import libraries

FILES = read_theme(small.ROOT)
LOOKS = str(small.ROOT / FONTS)
THEME = Theme.of(FILES, LOOKS)
QUICK = Wanted(frozenset(FORMATS) - {"pdf"}, frozenset(ITEMS) - {"charters"})
PATIENT = settings(
    max_examples=6,
    # No shrinking, which can take longer than all the tests.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def library(files: dict[str, bytes]) -> Library:
    """The drawn content, which has no faults."""
    loaded = load(small.files() | files, advise=True)
    assert loaded.library is not None, render_all(loaded.diagnostics)
    # Hypothesis draws words from our source code, such as the mark of a draft.
    assert ("discharge" in loaded.library.projects) != bool(loaded.drafts)
    return loaded.library


def built(content: Library, wanted: Wanted) -> None:
    """Build the site and the playbook, unless the calendar leaves no open day."""
    pages = site_files(content, FILES, {}).files
    assert ("projects/discharge.md" in pages) == ("discharge" in content.projects)
    try:
        book = plan(content, "westbrook")
    except InputFault as fault:
        assert [diagnostic.code for diagnostic in fault.diagnostics] == ["no-open-day"]
        return
    files = playbook_files(book, THEME, wanted, b"profile")
    assert {"1 Plan.html", "4 Guidance.docx", "scheme.xlsx", "For the tool/profile.yml"} <= files.keys()


@pytest.mark.slow
@settings(PATIENT)
@given(libraries())
def test_content_that_passes_the_check_is_built(files: dict[str, bytes]) -> None:
    built(library(files), QUICK)


@pytest.mark.slow
@settings(PATIENT, max_examples=3)
@given(libraries())
def test_content_that_passes_the_check_becomes_a_pdf(files: dict[str, bytes]) -> None:
    built(library(files), EVERYTHING)


@pytest.mark.slow
@settings(PATIENT, max_examples=1500)
@given(libraries())
def test_very_many_libraries_are_built(files: dict[str, bytes]) -> None:
    built(library(files), QUICK)


@pytest.mark.slow
@settings(PATIENT, max_examples=60)
@given(libraries())
def test_many_libraries_become_pdfs_and_packs(files: dict[str, bytes]) -> None:
    content = library(files)
    built(content, EVERYTHING)
    for session in sessions(content, None, None).values():
        assert whole_pack(session, Looks.of(THEME, None))
