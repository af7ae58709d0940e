"""Every text of a playbook and its packs is in words for the size of the learning groups.

Threes and fours read of groups, and nothing speaks to two people where three or four are meant.
What was reported of schemes elsewhere keeps its pairs.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.documents import letter
from generator.documents.business_case import business_case
from generator.documents.calendar import calendar
from generator.documents.document import Heading, Run, plain
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.form import forms
from generator.documents.guidance_book import guidance_document
from generator.documents.handbook import handbook
from generator.documents.handouts import handouts
from generator.documents.open_first import open_first
from generator.documents.plan import plan_document
from generator.documents.print_list import print_list
from generator.documents.project_list import projects_and_charters
from generator.documents.props import cut_documents
from generator.documents.rehearsal_sheet import rehearsal_sheet
from generator.documents.scheme_workbook import scheme_workbook
from generator.documents.session_letters import session_letters
from generator.documents.sponsor_page import sponsor_page
from generator.model.base import Noun
from generator.model.library import Library, Trust
from generator.model.prose import plain_text
from generator.model.sheets.profile import PROFILE_SHEETS
from generator.model.walk import own_texts, walk
from generator.planning.playbook import Playbook
from generator.planning.session import sessions
from generator.writers.pack import pack_documents
from tests.documents.cohorts import charters
from tests.planning.profiles import playbook, profile
from tests.worked.cohorts import printed_of

FOR_TWO = re.compile(
    r"""
    \bpairs?\b (?!\s(?:a|an|people|them|those)\b)          # the noun
    | \b(?:the|your|their|my|our|other)\s(?:learning\s)?partner(?:'s)?\b (?!\s(?:organi|trust))
    | \bboth\s(?:of\s(?:you|them|us)|partners|people|members|diaries|calendars|professions|write|sign|agree)\b
    | \b(?:you|they|we|them|us)\sboth\b
    | \bthe\sother\spartner\b | \bthe\sother's\b
    | \btwo\sof\syou\b | \b(?:either|neither)\sof\s(?:you|them)\b
    | \bgroups?\s(?:and|or)\sgroups?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
MARK = re.compile(r"\{[a-z_]+[:}]|\{[^{}]*/[^{}]*\}")


def lines(value: Any) -> Iterator[str]:
    """Every text of a document, workbook or calendar; the runs of a line together."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        if value and all(isinstance(run, Run) for run in value):
            yield plain(tuple(value))
        else:
            for inner in value:
                yield from lines(inner)
    elif isinstance(value, dict):
        yield from lines(list(value.values()))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            # Ids and the names of styles are for writers.
            if field.name not in ("anchor", "link", "role", "svg", "code", "uid", "kind", "name", "ids", "task"):
                yield from lines(getattr(value, field.name))


def everything(library: Library, book: Playbook) -> Iterator[tuple[str, Any]]:
    """All documents of a playbook and its packs by name, without the list of what was left out as for pairs."""
    book = dataclasses.replace(book, omissions=())
    for document in (plan_document, guidance_document, handbook, sponsor_page, business_case, projects_and_charters):
        yield document.__name__, document(book)
    yield "open first", open_first(book, {"plan": ["1 Plan.html"], "guidance": ["4 Guidance.html"]})
    yield "calendar", calendar(book)
    chosen = {form.name for form in PROFILE_SHEETS}  # where a planner chooses between pairs and groups
    yield "workbook", [sheet for sheet in scheme_workbook(book).sheets if sheet.name not in chosen]
    for documents in (letter.letters(book), charters(book)):
        yield from documents.items()
    for id, each in forms(book).items():
        yield from ((f"{id} {number}", form) for number, form in enumerate(each, start=1))
    trusts = {book.profile.id: Trust(profile=book.profile)}
    for session in sessions(library.model_copy(update={"trusts": trusts}), book.profile.id).values():
        yield f"guide to {session.name}", facilitator_guide(session)
        yield f"handouts of {session.name}", handouts(session)
        yield f"what to print for {session.name}", print_list(session, dict.fromkeys(pack_documents(session), 1))
        yield from ((f"{name} of {session.name}", sheet) for name, sheet in cut_documents(session).items())
        yield from ((f"{name} of {session.name}", sheet) for name, sheet in session_letters(session).items())
        yield f"rehearsal sheet of {session.name}", rehearsal_sheet(session)


def reported(book: Playbook, library: Library) -> list[str]:
    """What was reported of schemes elsewhere, without spaces: its words keep their pairs."""
    nouns: list[Noun] = [book.programme, book.pairing_method, book.calendar, *book.projects, *book.instruments]
    nouns += [*book.templates, *library.references.values(), *book.case_studies]
    nouns += [section.section for plan in (*book.topics, *book.components) for section in plan.sections]
    nouns += [plan.topic for plan in book.topics] + [plan.component for plan in book.components]
    nouns += [plan.workshop for plan in book.workshops]
    texts = []
    for noun in nouns:
        visits = walk(noun)
        own = {visit.path for visit in own_texts(visits)} if noun not in book.case_studies else set()
        for visit in visits:
            if (visit.shape.prose or visit.shape.line) and visit.path not in own:
                texts.append(plain_text(visit.value) if visit.shape.prose else visit.value)
    texts += [reference.title for reference in library.references.values()]
    return [squeezed("\n".join(texts)), *(text for text in map(squeezed, texts) if len(text) > 20)]


def is_reported(line: str, known: list[str]) -> bool:
    """Whether a line is reported text, or holds some."""
    bare = squeezed(line)
    return bare in known[0] or any(text in bare for text in known[1:])


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", [3, pytest.param(4, marks=pytest.mark.slow)])
def test_no_text_speaks_to_two_people_where_more_learn_together(library: Library, size: int) -> None:
    book = playbook(library, profile(size=size))
    known = reported(book, library)
    for_two = [
        (name, match[0], line[:200])
        for name, document in everything(library, book)
        for line in lines(document)
        if (match := FOR_TWO.search(line)) and not is_reported(line, known)
    ]

    assert for_two == []


@pytest.mark.parametrize("size", [3, *(pytest.param(size, marks=pytest.mark.slow) for size in (2, 4))])
def test_no_mark_is_left(library: Library, size: int) -> None:
    book = playbook(library, profile(size=size))
    texts = [(name, line) for name, document in everything(library, book) for line in lines(document)]

    assert [(name, line) for name, line in texts if MARK.search(line)] == []


def test_pairs_read_of_pairs(library: Library) -> None:
    """So the test above looks at texts that do speak of pairs."""
    book = playbook(library, profile(size=2))
    names = {name for name, document in everything(library, book) for line in lines(document) if FOR_TWO.search(line)}

    assert {"plan_document", "guidance_document", "handbook", "calendar", "place-offer", "guide to workshop-1"} <= names


@pytest.mark.parametrize(("size", "said"), [(2, False), (3, True), (4, True)])
def test_only_a_cohort_of_groups_reads_that_the_first_schemes_had_pairs(
    library: Library, size: int, said: bool
) -> None:
    printed = [block.text for block in printed_of(playbook(library, profile(size=size))) if isinstance(block, Heading)]

    assert ("This cohort learns in groups" in printed) is said
