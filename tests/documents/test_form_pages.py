"""How many pages forms have on paper, and what their grids hold."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf

from generator.documents.document import Table, plain
from generator.documents.form import copies, copy_id, shared_forms
from generator.model.library import Library
from generator.planning.cohort_figures import in_usual_words
from generator.writers import pdf
from tests.test_formats import THEME


def pages(library: Library) -> dict[str, list[Sequence[pypdf.PageObject]]]:
    """The pages of each file of a form, by the form's id."""
    library = in_usual_words(library)
    return {
        copy_id(form, wave): [
            pypdf.PdfReader(io.BytesIO(pdf.write(document, THEME))).pages
            for document in shared_forms(form, wave, library)
        ]
        for form in library.instruments.values()
        if form.anonymous
        for wave in copies(form)
    }


def test_a_form_without_a_name_has_one_page_or_two_and_nothing_is_left_over_for_the_last(library: Library) -> None:
    files = pages(library)

    assert {id: [len(pages) for pages in each] for id, each in files.items()} == {
        "colleague-view": [1],
        "end-of-programme-survey": [2],
        "leaver-form": [1],
        "management-and-leadership-self-assessment-before": [2],
        "management-and-leadership-self-assessment-after": [2],
        "management-and-leadership-self-assessment-then": [2],
        "midpoint-check": [1],
        "preparedness-self-assessment-before": [2],
        "preparedness-self-assessment-after": [2],
        "preparedness-self-assessment-then": [2],
        "six-months-survey": [1],
        "sponsor-survey-before": [1],
        "sponsor-survey-after": [2],
        "workshop-feedback": [1, 1, 1, 1, 1, 1],
    }
    for id, each in files.items():
        for _, *last in each:
            assert all(page.extract_text().count("\n") > 8 for page in last), id


def test_a_worksheet_has_two_pages_and_its_drivers_are_a_grid_on_the_first(library: Library) -> None:
    library = in_usual_words(library)
    printed = {
        id: [
            page.extract_text()
            for (document,) in [shared_forms(library.instruments[id], None, library)]
            for page in pypdf.PdfReader(io.BytesIO(pdf.write(document, THEME))).pages
        ]
        for id in ("driver-diagram-sheet", "pdsa-sheet")
    }

    assert {id: len(each) for id, each in printed.items()} == {"driver-diagram-sheet": 2, "pdsa-sheet": 2}
    assert all(f"{number}." in printed["driver-diagram-sheet"][0] for number in range(1, 14))
    assert "14." in printed["driver-diagram-sheet"][1]


def test_the_cells_of_a_grid_have_the_numbers_of_its_questions(library: Library) -> None:
    (document,) = shared_forms(library.instruments["driver-diagram-sheet"], None, library)
    (grid,) = (block for block in document.blocks if isinstance(block, Table))

    assert [plain(title) for title in grid.header] == ["Primary driver", "Its secondary drivers", "Changes to try"]
    assert [plain(cell) for row in grid.rows for cell in row] == [f"{number}. " for number in range(2, 14)]
    assert grid.row_height > 20
