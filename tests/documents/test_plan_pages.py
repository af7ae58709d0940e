"""The plan as it is printed: at most twelve pages, on which a new planner finds the answers to five questions."""

from __future__ import annotations

import io
from functools import cache

import pypdf
import pytest

from generator.documents.document import Table, plain
from generator.documents.plan import plan_document
from generator.planning import dates
from generator.planning.business_case import share_in_words
from generator.planning.figures import pounds, whole_number
from generator.planning.playbook import Playbook
from generator.sources.tree import read_theme
from generator.writers import pdf
from generator.writers.theme import FONTS, Theme
from tests import small
from tests.documents.cohorts import LARGEST, NAMES, book
from tests.pdf_text import without_spaces
from tests.project_content import library
from tests.worked.cohorts import rows

THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
EVERY = (*NAMES, *LARGEST)
QUICK = ("westbrook", "a", "b", "c", *LARGEST)
"""An example, each shape of a cohort and the largest; `make test-all` prints the others too."""
MOST_PAGES = 12


@cache
def planned(name: str) -> Playbook:
    return book(name, library())


@cache
def written(name: str) -> bytes:
    return pdf.write(plan_document(planned(name)), THEME)


@cache
def printed(name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written(name)))


@cache
def pages(name: str) -> tuple[str, ...]:
    """The text of each page without white space, from page 1: nobody minds where its lines end."""
    return without_spaces(written(name))


def pages_with(name: str, *words: str) -> set[int]:
    """The pages that have all of some words."""
    squeezed = ["".join(text.split()) for text in words]
    return {number for number, page in enumerate(pages(name), start=1) if all(text in page for text in squeezed)}


def chapter(name: str, heading: str) -> set[int]:
    """The page on which the outline has a chapter, and the next one: where a reader looks."""
    outline = [item for item in printed(name).outline if not isinstance(item, list)]
    start = next(item for item in outline if item.title == heading)
    first = (printed(name).get_destination_page_number(start) or 0) + 1
    return {first, first + 1}


PRINTED = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in EVERY]


@pytest.mark.parametrize("name", PRINTED)
def test_a_plan_has_at_most_twelve_pages(name: str) -> None:
    assert len(pages(name)) <= MOST_PAGES


@pytest.mark.parametrize("name", PRINTED)
def test_no_page_of_a_plan_has_a_single_sentence(name: str) -> None:
    """A footer has about 35 characters, a sentence about 100, an entry of a checklist more."""
    assert {number: page for number, page in enumerate(pages(name), start=1) if len(page) < 180} == {}


@pytest.mark.parametrize("name", ["westbrook", "a", "b", "c"])
def test_when_is_workshop_3(name: str) -> None:
    schedule = planned(name).schedule
    assert schedule is not None
    entry = next(entry for entry in schedule.entries if entry.title.startswith("Workshop 3: "))
    assert entry.starts and entry.ends
    clock = f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}"

    assert pages_with(name, entry.title, dates.short(entry.first), clock) & chapter(name, "Dates and milestones")


@pytest.mark.parametrize("name", ["names", "a", "b"])
def test_what_does_it_cost(name: str) -> None:
    case = planned(name).business_case
    answer = (
        "The trust has given no hourly rates or other costs, so this plan counts hours alone."
        if case.total is None
        else f"This prices {share_in_words(case)}."
    )

    assert pages_with(name, answer) & chapter(name, "Hours and cost")
    assert case.total is None or 1 in pages_with(name, pounds(case.total.usual))


@pytest.mark.parametrize(("name", "who"), [("westbrook", "both partners"), ("c", "all partners")])
def test_who_signs_the_charter(name: str, who: str) -> None:
    schedule = planned(name).schedule
    assert schedule is not None and schedule.charter_day is not None
    answer = f"Last day to sign project charters: {who} and the sponsor of the project"

    assert pages_with(name, answer, dates.short(schedule.charter_day)) & chapter(name, "Dates and milestones")


@pytest.mark.parametrize("name", ["westbrook", "a", "b", "c"])
def test_what_must_i_do_this_week(name: str) -> None:
    first = rows(plan_document(planned(name)).blocks, "do-first")

    assert first
    assert all(pages_with(name, *row) & chapter(name, "What to do first") for row in first)


@pytest.mark.parametrize("name", ["westbrook", "a", "b", "c"])
def test_what_do_i_tell_a_line_manager(name: str) -> None:
    person = planned(name).effort.a_person
    assert person is not None
    hours = f"Each participant needs about {whole_number(person.usual)} hours over"
    letter = "in the folder Letters: Release letter to a line manager"

    assert pages_with(name, "What to tell a line manager", hours, letter) & chapter(name, "Who does what")


def test_no_table_of_a_plan_is_empty() -> None:
    for name in EVERY:
        for block in plan_document(planned(name)).blocks:
            if isinstance(block, Table):
                assert block.rows, plain(block.header[0])
                empty = [
                    plain(title)
                    for column, title in enumerate(block.header)
                    if not any(row[column] for row in block.rows)
                ]
                assert empty == []
