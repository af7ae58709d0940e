"""Sheets to cut out for several numbers of people: the PDFs of the site, opened and counted."""

from __future__ import annotations

import io
import re
from collections import Counter

import pypdf
import pytest

from generator.documents.document import Document
from generator.model.library import Library
from generator.site.downloads import download_list
from generator.site.site_downloads import print_sets
from generator.writers import pdf
from tests.site.made import page_of
from tests.test_formats import THEME

SLIPS = {12: 18, 16: 24, 20: 30, 24: 30, 30: 42, 36: 48, 40: 54}
"""Six care slips for each patient of the cast."""
QUICK = (24,)
"""The usual number; tests/documents/test_props.py counts the pieces for every number."""


def pages(raw: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages]


@pytest.fixture(scope="module")
def sets(library: Library) -> dict[int, Document]:
    return print_sets(library)["powerlab"]


@pytest.mark.parametrize(
    "people", [people if people in QUICK else pytest.param(people, marks=pytest.mark.slow) for people in SLIPS]
)
def test_the_pages_hold_what_the_first_one_lists(sets: dict[int, Document], people: int) -> None:
    contents, *sheets = pages(pdf.write(sets[people], THEME))
    headings = Counter(re.findall(r"^(Care slip) \d+$|^(Play or watch)$|^(Red card)$", "\n".join(sheets), re.MULTILINE))

    assert headings == {
        ("Care slip", "", ""): SLIPS[people],
        ("", "Play or watch", ""): people + 4,
        ("", "", "Red card"): people + 4,
    }
    assert f"{len(sheets) + 1} pages." in contents
    for first, last, title in re.findall(
        r"Pages? (\d+)(?: to (\d+))?: ([A-Z][a-z]+ [a-z]+)", " ".join(contents.split())
    ):
        caption = sheets[int(first) - 2]
        assert title.casefold() in " ".join(caption.split()).casefold(), title
        assert int(last or first) - 2 < len(sheets)


def test_the_page_for_facilitators_offers_them(library: Library) -> None:
    downloads = {
        "workshops/powerlab": {"guide.pdf": b"x", "house-rules-a3.pdf": b"x", "what-to-print.pdf": b"x"},
        "workshops/powerlab/print-sets": {f"for-{people}-people.pdf": b"x" for people in SLIPS},
    }
    text = page_of(library, "workshops/powerlab/facilitators.md", downloads)

    links = re.findall(r"\[For (\d+) people\]\(print-sets/for-(\d+)-people\.pdf\)", text)
    assert links == [(str(people), str(people)) for people in SLIPS]
    assert [file.title for file in download_list(downloads, "workshops/powerlab")] == [
        "What to print",
        "Guide",
        "House rules A3",
    ]
    assert "The files are counted for 24 people in 12 pairs." in text
    assert "another number of people" not in page_of(library, "workshops/nhs-context.md", downloads)
