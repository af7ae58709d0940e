"""All files of a playbook agree: dates, owners and projects in HTML, Word, PDF, calendar and workbook."""

from __future__ import annotations

import datetime
import html.parser
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import docx
import icalendar
import openpyxl
import pypdf
import pytest

from generator.model.library import Library
from generator.model.scheme import Records
from generator.planning import dates
from generator.planning.playbook import Playbook, plan
from generator.planning.schedule import EntryKind
from generator.sources.tree import FONTS, read_theme
from generator.writers.bundle import Theme, playbook_files
from generator.writers.formats import Format
from tests import small
from tests.planning.profiles import playbook as playbook_for
from tests.planning.profiles import profile

THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
LONG_NAME = "Bedfordshire & Luton Mental Health and Social Care Partnership NHS Trust 1"

PROFILES: dict[str, dict[str, Any]] = {
    "smallest": {"groups": 2, "months": 3},
    "largest": {
        "groups": 15,
        "size": 4,
        "sites": [{"id": "north", "name": "North site"}, {"id": "south", "name": "South site"}],
        "partners": [{"id": "council", "name": "Westshire Council"}],
        "contacts": [{"role": "programme-lead", "name": "Learning team", "email": "learning@example.nhs.uk"}],
        "rates": {"administrator": 18.5},
    },
    "august": {"start": None, "cohort": {"starts_after_changeover": 2027}},
    "welsh": {"name": "Bwrdd Iechyd Prifysgol Gŵyr a Llŷn", "short_name": "Gŵyr"},
    "long": {"name": LONG_NAME, "short_name": "B & L"},
}
EXAMPLES = ("imperial", "kings", "north-middlesex")


def planned(library: Library, name: str) -> Playbook:
    return plan(library, name) if name in EXAMPLES else playbook_for(library, profile(**PROFILES[name]))


@dataclass(frozen=True)
class Book:
    """A playbook, its files, and the words of each format."""

    playbook: Playbook
    files: dict[str, bytes]
    words: dict[str, str]

    @property
    def documents(self) -> dict[str, str]:
        """The words of the formats that hold the whole playbook."""
        return {name: self.words[name] for name in ("html", "docx", "pdf")}


SLOW = [
    pytest.param(name, marks=pytest.mark.slow)
    for name in ("imperial", "kings", "north-middlesex", "august", "largest", "long", "welsh")
]


@pytest.fixture(scope="module", params=["smallest", *SLOW])
def book(request: pytest.FixtureRequest, library: Library) -> Book:
    """A playbook, its files and their words."""
    playbook = planned(library, request.param)
    formats = frozenset([Format.HTML, Format.DOCX, Format.PDF, Format.ICS, Format.XLSX])
    files = playbook_files(playbook, THEME, formats, b"profile")
    words = {
        "html": html_text(files["playbook.html"]),
        "docx": word_text(files["playbook.docx"]),
        "pdf": pdf_text(files["playbook.pdf"]),
        "xlsx": " ".join(map(str, workbook_cells(files["scheme.xlsx"]))),
    }
    return Book(playbook, files, {name: squeezed(text) for name, text in words.items()})


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
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def workbook_cells(raw: bytes) -> list[Any]:
    file = openpyxl.load_workbook(io.BytesIO(raw))
    return [cell for sheet in file.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_every_date_is_in_every_file(book: Book) -> None:
    playbook, files = book.playbook, book.files
    assert playbook.schedule is not None
    for entry in playbook.schedule.entries:
        shown = squeezed(dates.short(entry.first))
        for name, text in book.documents.items():
            assert shown in text, f"{entry.id} ({shown}) is not in the {name}"

    events = icalendar.Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")
    starts = {_day(event.decoded("dtstart")) for event in events}
    assert {entry.first for entry in playbook.schedule.entries} <= starts
    cells = {_day(cell) for cell in workbook_cells(files["scheme.xlsx"]) if isinstance(cell, datetime.date)}
    assert {entry.first for entry in playbook.schedule.entries} <= cells


def _day(value: datetime.date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value


def test_workshops_have_the_same_days_and_times(book: Book) -> None:
    playbook, files = book.playbook, book.files
    assert playbook.schedule is not None
    events = {
        str(event["summary"]): event.decoded("dtstart")
        for event in icalendar.Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")
    }
    for entry in playbook.schedule.of(EntryKind.WORKSHOP):
        assert entry.starts is not None
        moment = next(
            start
            for summary, start in events.items()
            if entry.title in summary and isinstance(start, datetime.datetime)
        )
        assert (moment.date(), moment.time()) == (entry.first, entry.starts)
        for name, text in book.documents.items():
            assert squeezed(dates.weekday_and_date(entry.first)) in text, name
            assert squeezed(dates.clock(entry.starts)) in text, name


def test_every_owner_and_action_is_in_every_file(book: Book) -> None:
    playbook = book.playbook
    for group in playbook.checklist:
        for item in group.items:
            for words in (item.action.do, playbook.vocabulary.roles[item.action.owner].title):
                for name, text in book.words.items():
                    assert squeezed(words) in text, f"{words} is not in the {name}"


def test_every_project_and_how_well_it_fits_is_in_every_file(book: Book) -> None:
    playbook = book.playbook
    assert playbook.projects
    for project in playbook.projects:
        reason = playbook.feasibility[project.id].reason
        for name, text in book.words.items():
            assert squeezed(project.title) in text, f"{project.id} is not in the {name}"
            assert squeezed(reason) in text, f"the reason of {project.id} is not in the {name}"


def test_the_name_of_the_trust_is_in_every_file(book: Book) -> None:
    playbook, files = book.playbook, book.files
    for name, text in book.documents.items():
        assert squeezed(playbook.profile.name) in text, name
    assert docx.Document(io.BytesIO(files["playbook.docx"])).core_properties.author == playbook.profile.name
    metadata = pypdf.PdfReader(io.BytesIO(files["playbook.pdf"])).metadata
    assert metadata is not None
    assert metadata.author == playbook.profile.name


def test_no_text_of_a_workbook_is_a_formula(library: Library) -> None:
    hostile = playbook_for(library, profile(name='=HYPERLINK("http://x","y")', short_name="+1+1"))
    raw = playbook_files(hostile, THEME, frozenset([Format.XLSX]), b"")["scheme.xlsx"]
    file = openpyxl.load_workbook(io.BytesIO(raw))

    formulas = [
        cell.value
        for sheet in file.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and "HYPERLINK" in str(cell.value).upper()
    ]
    assert formulas == []


@pytest.mark.parametrize("format", list(Format))
def test_each_format_writes_just_the_files_that_its_row_of_the_table_names(format: Format, library: Library) -> None:
    everywhere = {"profile.yml", "plan.json", "manifest.json", "playbook.zip"}
    started = replace(plan(library, "westbrook"), records=Records(keep_until=datetime.date(2028, 1, 31)))
    paths = playbook_files(started, THEME, frozenset([format]), b"").keys() - everywhere

    assert paths
    assert {Format.of(path) for path in paths} == {format}
    assert {Format.of(path) for path in everywhere} == {None}
