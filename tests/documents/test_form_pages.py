"""Forms that ask for no name are a page or two on paper."""

from __future__ import annotations

import io

import pypdf

from generator.documents.form import copies, copy_id, shared_forms
from generator.model.library import Library
from generator.planning.cohort_figures import in_usual_words
from generator.writers import pdf
from tests.test_formats import THEME


def pages(library: Library) -> dict[str, list[list[str]]]:
    """The text of each page of each file of a form, by the form's id."""
    library = in_usual_words(library)
    return {
        copy_id(form, wave): [
            [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.write(document, THEME))).pages]
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
            assert all(page.count("\n") > 8 for page in last), id
