"""A playbook written file by file: the same files as at once, and which of them need Typst."""

from __future__ import annotations

import sys

import pytest

from generator.documents.document import Drawing, descendants
from generator.documents.guidance_book import guidance_document
from generator.model.library import Library
from generator.planning.playbook import Playbook
from generator.sources.tree import FONTS, read_theme
from generator.writers import picture
from generator.writers.bundle import last_files, playbook_files
from generator.writers.formats import EVERYTHING, USUAL, Inputs, Output, Wanted, outputs
from generator.writers.theme import Theme, drawing_key
from tests import small
from tests.planning.profiles import playbook, profile

THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
ONE_OF_EACH = Wanted(frozenset(["html", "docx", "ics", "xlsx"]))


@pytest.fixture(scope="module")
def cohort(library: Library) -> Playbook:
    return playbook(library, profile())


def planned(cohort: Playbook, wanted: Wanted, theme: Theme = THEME) -> list[Output]:
    return [each for group in outputs(Inputs(cohort, theme, None), wanted).values() for each in group]


def with_drawings(cohort: Playbook) -> Theme:
    """The theme with what is drawn in the guidance at hand."""
    drawings = [block for block in descendants(guidance_document(cohort).blocks) if isinstance(block, Drawing)]
    ready = {drawing_key(each.svg): picture.png(picture.outlined(each.svg, THEME.glyphs)) for each in drawings}
    return Theme(THEME.files, THEME.fonts, ready)


@pytest.mark.slow
def test_file_by_file_gives_the_same_files_as_all_at_once(cohort: Playbook) -> None:
    at_once = playbook_files(cohort, THEME, ONE_OF_EACH, b"name: Test\n", None, {"all": "1"})
    one_by_one = {each.path: each.write() for each in planned(cohort, ONE_OF_EACH)}
    last = last_files(cohort, THEME, ONE_OF_EACH, b"name: Test\n", one_by_one, {"all": "1"})

    assert one_by_one | last == at_once
    assert list(last) == [
        "Open me first.html",
        "For the tool/profile.yml",
        "For the tool/plan.json",
        "For the tool/manifest.json",
        "playbook.zip",
    ]


def test_typst_is_needed_for_pdf_and_for_word_files_with_the_timeline(cohort: Playbook) -> None:
    assert [each.path for each in planned(cohort, USUAL, with_drawings(cohort)) if each.needs_typst(THEME)] == [
        "1 Plan.docx",
        "1 Plan.pdf",
        "2 Page for the sponsor.pdf",
        "3 Participant handbook.docx",
        "3 Participant handbook.pdf",
    ]


def test_a_drawing_at_hand_needs_no_typst_and_gives_the_same_file(
    cohort: Playbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, theme = Wanted(frozenset(["docx"]), frozenset(["guidance"])), with_drawings(cohort)
    (drawn,) = [each for each in planned(cohort, wanted) if each.path == "4 Guidance.docx"]
    (ready,) = [each for each in planned(cohort, wanted, theme) if each.path == "4 Guidance.docx"]
    raw = drawn.write()
    picture.png.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)

    assert drawn.needs_typst(THEME)
    assert not ready.needs_typst(theme)
    assert ready.write() == raw


def test_all_other_files_are_written_without_typst(cohort: Playbook, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = with_drawings(cohort)
    picture.png.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    every = planned(cohort, EVERYTHING, theme)
    needing = [each for each in every if each.needs_typst(theme)]
    written = {each.path: each.write() for each in every if each not in needing}

    assert len(written) > 50
    for each in needing:
        if each.path.endswith(".docx"):
            with pytest.raises(ImportError):
                each.write()
