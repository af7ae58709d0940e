"""All files of a playbook agree: dates, owners and projects in HTML, Word, PDF, calendar and workbook.

A document says the same in each of its formats, and every file is one that the table of items names.
"""

from __future__ import annotations

import datetime
import html.parser
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

import docx
import icalendar
import openpyxl
import pypdf
import pytest

from generator.documents.document import Document, Run, descendants
from generator.documents.guidance_book import guidance_document
from generator.documents.handbook import handbook
from generator.documents.pairs_folder import pairs_documents
from generator.documents.plan import plan_document
from generator.model.library import Library
from generator.model.playbook_files import FORMATS, GUIDANCE, HANDBOOK, ITEMS, PLAN, format_of
from generator.model.scheme import Records
from generator.pairing.answer import answer
from generator.planning import dates
from generator.planning.moves import recorded
from generator.planning.playbook import Playbook, plan
from generator.planning.schedule import EntryKind, ScheduleEntry
from generator.sources.tree import FONTS, read_theme
from generator.writers.bundle import Theme, playbook_files
from generator.writers.formats import EVERYTHING, USUAL, Inputs, Wanted, outputs
from generator.writers.pairs import pair_files
from tests import pair_schemes, small
from tests.pair_schemes import SIX_WITH_ONE_FIXED
from tests.planning.profiles import SHAPES, profile
from tests.planning.profiles import playbook as playbook_for

THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
LONG_NAME = "Bedfordshire & Luton Mental Health and Social Care Partnership NHS Trust 1"

PROFILES: dict[str, dict[str, Any]] = {
    **SHAPES,
    "long": {"name": LONG_NAME, "short_name": "B & L"},
}
EXAMPLES = ("imperial", "kings", "north-middlesex")


def planned(library: Library, name: str) -> Playbook:
    return plan(library, name) if name in EXAMPLES else playbook_for(library, profile(**PROFILES[name]))


DOCUMENTS: dict[str, Callable[[Playbook], Document]] = {
    PLAN: plan_document,
    HANDBOOK: handbook,
    GUIDANCE: guidance_document,
}
"""Documents that are in each of the formats for documents."""


@dataclass(frozen=True)
class Book:
    """A playbook, its files, and the words of each document in each format, by path."""

    playbook: Playbook
    files: dict[str, bytes]
    words: dict[str, str]

    def of(self, name: str) -> dict[str, str]:
        """The words of one document by path."""
        return {path: text for path, text in self.words.items() if path.startswith(name)}

    def everywhere(self, words: str) -> list[str]:
        """Paths of plans, guidance and workbooks that lack some words."""
        return [path for path in self.words if squeezed(words) not in self.words[path] and HANDBOOK not in path]


SLOW = [
    pytest.param(name, marks=pytest.mark.slow)
    for name in ("imperial", "kings", "north-middlesex", "august", "smallest", "largest", "long", "welsh")
]
SMALL = "small"
"""The smallest cohort with the small project's content: the whole guidance takes six times as long."""


@pytest.fixture(scope="module", params=[SMALL, *SLOW])
def book(request: pytest.FixtureRequest, library: Library, small_library: Library) -> Book:
    """A playbook, its files and their words."""
    content, name = (small_library, "smallest") if request.param == SMALL else (library, request.param)
    playbook = planned(content, name)
    files = playbook_files(playbook, THEME, Wanted(further=frozenset(["guidance"])), b"profile")
    texts = {"html": html_text, "docx": word_text, "pdf": pdf_text}
    words = {f"{name}.{suffix}": texts[suffix](files[f"{name}.{suffix}"]) for name in DOCUMENTS for suffix in texts}
    words["scheme.xlsx"] = " ".join(map(str, workbook_cells(files["scheme.xlsx"])))
    return Book(playbook, files, {path: squeezed(text) for path, text in words.items()})


class Text(html.parser.HTMLParser):
    """The words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def squeezed(text: str) -> str:
    """Text without spaces, hyphens and capitals, because each format breaks lines in its own way."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text).casefold()


def html_text(raw: bytes) -> str:
    reader = Text()
    reader.feed(raw.decode())
    return " ".join(reader.words)


def word_text(raw: bytes) -> str:
    document = docx.Document(io.BytesIO(raw))
    return "\n".join(_element_text(document.element.body))


def _element_text(body: Any) -> Iterator[str]:
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for paragraph in body.iter(f"{name}p"):
        yield "".join(
            node.text or "" if node.tag == f"{name}t" else " " for node in paragraph.iter(f"{name}t", f"{name}br")
        )


def pdf_text(raw: bytes) -> str:
    """The words of a PDF without the lines at the top and foot of every page, which may fall into a sentence."""
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(raw)).pages]
    running = Counter(re.sub(r"\d+", "0", line) for lines in pages for line in (*lines[:1], *lines[-1:]))
    others = (line for lines in pages for line in lines if running[re.sub(r"\d+", "0", line)] * 2 < max(4, len(pages)))
    return "\n".join(others)


def workbook_cells(raw: bytes) -> list[Any]:
    file = openpyxl.load_workbook(io.BytesIO(raw))
    return [cell for sheet in file.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_the_same_in_each_format(book: Book, name: str) -> None:
    document = DOCUMENTS[name](book.playbook)
    runs = [each.text for each in descendants(document.blocks) if isinstance(each, Run) and not _is_mark(each)]
    texts = book.of(name)

    assert texts.keys() == {f"{name}.{suffix}" for suffix in ("html", "docx", "pdf")}
    for path, text in texts.items():
        assert [run for run in dict.fromkeys(runs) if squeezed(run) not in text] == [], path


def test_a_proposal_of_pairs_and_the_plan_of_a_meeting_say_the_same_in_each_format(library: Library) -> None:
    playbook = pair_schemes.playbook(library, SIX_WITH_ONE_FIXED)
    documents = pairs_documents(playbook, answer(SIX_WITH_ONE_FIXED, playbook.profile, library))
    files = pair_files(playbook, documents, THEME)

    assert {name for name in files if name.startswith(tuple(documents))} == {
        "Pairs.html",
        "Pairs.docx",
        "Meeting plan.html",
        "Meeting plan.docx",
        "Place cards.docx",
    }
    for name, document in documents.items():
        runs = [each.text for each in descendants(document.blocks) if isinstance(each, Run) and not _is_mark(each)]
        texts = [html_text(files[f"{name}.html"])] if f"{name}.html" in files else []
        for text in map(squeezed, (*texts, word_text(files[f"{name}.docx"]))):
            assert [run for run in dict.fromkeys(runs) if squeezed(run) not in text] == [], name


def _is_mark(run: Run) -> bool:
    """Whether a run is an icon or a label of evidence, which is shown as a mark."""
    return (run.role or "").startswith(("icon-", "evidence-"))


def test_every_date_is_in_the_calendar_the_workbook_and_the_guidance(book: Book) -> None:
    playbook, files = book.playbook, book.files
    assert playbook.schedule is not None
    for entry in playbook.schedule.entries:
        shown = squeezed(in_words(entry))
        for path, text in book.of(GUIDANCE).items():
            assert shown in text, f"{entry.id} ({shown}) is not in {path}"

    events = icalendar.Calendar.from_ical(files["Calendars/All dates.ics"]).walk("VEVENT")
    starts = {_day(event.decoded("dtstart")) for event in events}
    assert {entry.first for entry in playbook.schedule.entries} <= starts
    cells = {_day(cell) for cell in workbook_cells(files["scheme.xlsx"]) if isinstance(cell, datetime.date)}
    assert {entry.first for entry in playbook.schedule.entries} <= cells


def test_every_event_and_milestone_is_in_the_plan(book: Book) -> None:
    assert book.playbook.schedule is not None
    for kind in (EntryKind.WORKSHOP, EntryKind.MILESTONE, EntryKind.SURGERY, EntryKind.PAIR_MEETING):
        for entry in book.playbook.schedule.of(kind):
            for path, text in book.of(PLAN).items():
                assert squeezed(in_words(entry)) in text, f"{entry.id} is not in {path}"


def in_words(entry: ScheduleEntry) -> str:
    """The day or the days of an entry as tables have them."""
    return dates.short(entry.first) if entry.first == entry.last else dates.days(entry.first, entry.last)


def test_every_workshop_is_in_the_handbook(book: Book) -> None:
    assert book.playbook.schedule is not None
    for entry in book.playbook.schedule.of(EntryKind.WORKSHOP):
        for path, text in book.of(HANDBOOK).items():
            assert squeezed(dates.short(entry.first)) in text, f"{entry.id} is not in {path}"
            assert squeezed(entry.title) in text, f"{entry.id} is not in {path}"


def _day(value: datetime.date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value


def test_workshops_have_the_same_days_and_times(book: Book) -> None:
    playbook, files = book.playbook, book.files
    assert playbook.schedule is not None
    events = {
        str(event["summary"]): event.decoded("dtstart")
        for event in icalendar.Calendar.from_ical(files["Calendars/All dates.ics"]).walk("VEVENT")
    }
    for entry in playbook.schedule.of(EntryKind.WORKSHOP):
        assert entry.starts is not None
        moment = next(
            start
            for summary, start in events.items()
            if entry.title in summary and isinstance(start, datetime.datetime)
        )
        assert (moment.date(), moment.time()) == (entry.first, entry.starts)
        for path, text in book.of(PLAN).items():
            assert squeezed(dates.short(entry.first)) in text, path
            assert squeezed(dates.clock(entry.starts)) in text, path


def test_every_owner_and_action_is_in_the_plan_and_the_workbook(book: Book) -> None:
    playbook = book.playbook
    texts = book.of(PLAN) | book.of("scheme")
    for group in playbook.checklist:
        for item in group.items:
            for words in (item.action.do, playbook.vocabulary.roles[item.action.owner].title):
                for path, text in texts.items():
                    assert squeezed(words) in text, f"{words} is not in {path}"


def test_every_project_and_how_well_it_fits_is_in_the_guidance_and_the_workbook(book: Book) -> None:
    playbook = book.playbook
    texts = book.of(GUIDANCE) | book.of("scheme")
    assert playbook.projects
    for project in playbook.projects:
        reason = playbook.feasibility[project.id].reason
        for path, text in texts.items():
            assert squeezed(project.title) in text, f"{project.id} is not in {path}"
            assert squeezed(reason) in text, f"the reason of {project.id} is not in {path}"


def test_the_name_of_the_trust_is_in_every_document(book: Book) -> None:
    playbook, files = book.playbook, book.files
    for path, text in book.words.items():
        assert squeezed(playbook.profile.name) in text, path
    for name in DOCUMENTS:
        assert docx.Document(io.BytesIO(files[f"{name}.docx"])).core_properties.author == playbook.profile.name
        metadata = pypdf.PdfReader(io.BytesIO(files[f"{name}.pdf"])).metadata
        assert metadata is not None
        assert metadata.author == playbook.profile.name


def test_no_text_of_a_workbook_is_a_formula(library: Library) -> None:
    hostile = playbook_for(library, profile(name='=HYPERLINK("http://x","y")', short_name="+1+1"))
    raw = playbook_files(hostile, THEME, Wanted(frozenset(["xlsx"])), b"")["scheme.xlsx"]
    file = openpyxl.load_workbook(io.BytesIO(raw))

    formulas = [
        cell.value
        for sheet in file.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and "HYPERLINK" in str(cell.value).upper()
    ]
    assert formulas == []


@pytest.fixture(scope="module")
def started(library: Library) -> Playbook:
    """A cohort that has begun, and in whose last plan something had another title."""
    before = recorded(plan(library, "westbrook"))
    *others, last = before.entries
    moved = last.model_copy(update={"title": "Its earlier title"})
    return replace(
        plan(library, "westbrook", previous=before.model_copy(update={"entries": [*others, moved]})),
        records=Records(keep_until=datetime.date(2028, 1, 31)),
    )


@pytest.mark.parametrize("id", ITEMS)
def test_each_item_has_just_the_files_that_its_row_of_the_table_names(id: str, started: Playbook) -> None:
    inputs = Inputs(started, THEME, None)
    usual = {each.path for each in outputs(inputs, USUAL).get(id, [])}
    every = {each.path for each in outputs(inputs, EVERYTHING)[id]}

    assert {path for path in usual if not _named(path, ITEMS[id].usual)} == set()
    assert {path for path in every - usual if not _named(path, ITEMS[id].further)} == set()
    assert {each for each in ITEMS[id].usual if not _named_by(each, usual)} == set()
    assert bool(every - usual) == bool(ITEMS[id].further)
    assert {format_of(path) for path in every} <= set(FORMATS)


def _named(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def _named_by(pattern: str, paths: set[str]) -> bool:
    return any(fnmatchcase(path, pattern) for path in paths)
