"""The formats of a playbook: one row of `Format` says everything about each.

A writer is imported where it is used, because the command line reads this table before anything is written.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from fnmatch import fnmatch
from typing import TYPE_CHECKING, TypeAlias

from ..model.page import Release
from ..model.scheme import Records
from ..planning.playbook import Playbook
from .theme import Theme

if TYPE_CHECKING:
    from ..documents.document import Document

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Path within the playbook's folder, and content."""


def stamp(release: Release) -> datetime.datetime:
    """The time that files say they were written: midnight UTC on the release date of the content."""
    return datetime.datetime.combine(release.date, datetime.time(), tzinfo=datetime.UTC)


Write: TypeAlias = Callable[[Playbook, Theme, bytes | None], Files]
"""Writes the files of one format. The bytes are the trust's own Word template."""


def _web_pages(playbook: Playbook, theme: Theme, _template: bytes | None) -> Files:
    """The playbook, and the menu, whose projects link to it."""
    from ..documents.playbook import document
    from . import html, menu_page

    yield "playbook.html", html.write(document(playbook), theme)
    if playbook.menu:
        yield "menu.html", menu_page.write(playbook, menu_page.theme_of(theme.files), "playbook.html")


def _word(playbook: Playbook, theme: Theme, template: bytes | None) -> Files:
    from ..documents.playbook import document
    from . import docx

    yield "playbook.docx", docx.write(document(playbook), theme, template)


def _pdf(playbook: Playbook, theme: Theme, _template: bytes | None) -> Files:
    from ..documents.playbook import document
    from . import pdf

    yield "playbook.pdf", pdf.write(document(playbook), theme)


def _calendars(playbook: Playbook, _theme: Theme, _template: bytes | None) -> Files:
    from ..documents.calendar import calendar, calendars_by_role, changed_events
    from ..documents.plan_text import read_me
    from . import ics

    whole = calendar(playbook)
    if whole is not None:
        yield "calendar.ics", ics.write(whole)
        for role, own in calendars_by_role(playbook).items():
            yield f"calendars/{role}.ics", ics.write(own)
    changes = changed_events(playbook)
    for name, event in changes.items():
        yield f"calendars/changes/{name}.ics", ics.write(event)
    if changes:
        yield "calendars/changes/read-me.txt", read_me(playbook).encode()


def _workbooks(playbook: Playbook, _theme: Theme, _template: bytes | None) -> Files:
    from ..documents.evaluation_workbook import evaluation_workbook
    from ..documents.updated_scheme import updated_scheme
    from . import xlsx

    yield "scheme.xlsx", xlsx.write(updated_scheme(playbook)[0], stamp(playbook.release))
    if evaluation := evaluation_workbook(playbook):
        yield "evaluation.xlsx", xlsx.write(evaluation, stamp(playbook.release))


def _letters(playbook: Playbook, theme: Theme, template: bytes | None) -> Files:
    from ..documents.letter import letters

    yield from _word_files("letters", letters(playbook), theme, template)


def _forms(playbook: Playbook, theme: Theme, template: bytes | None) -> Files:
    from ..documents.form import forms

    yield from _word_files("instruments", forms(playbook), theme, template)


def _charters(playbook: Playbook, theme: Theme, template: bytes | None) -> Files:
    from ..documents.charter import charters

    yield from _word_files("charters", charters(playbook, template=template is not None), theme, template)


def _word_files(folder: str, documents: Mapping[str, Document], theme: Theme, template: bytes | None) -> Files:
    from . import docx

    for name, document in documents.items():
        yield f"{folder}/{name}.docx", docx.write(document, theme, template)


def _business_case(playbook: Playbook, theme: Theme, template: bytes | None) -> Files:
    from ..documents.business_case import business_case
    from . import docx, html, pdf

    page = business_case(playbook)
    yield "business-case.html", html.write(page, theme)
    yield "business-case.docx", docx.write(business_case(playbook, template=template is not None), theme, template)
    yield "business-case.pdf", pdf.write(page, theme)


def _status(playbook: Playbook, theme: Theme, _template: bytes | None) -> Files:
    """The state of the cohort, where there is a file in which its planner writes that down."""
    from ..documents.status import status_page
    from ..planning.status import status
    from . import html

    if playbook.scheme_file is not None or playbook.records != Records():
        yield "status.html", html.write(status_page(playbook, status(playbook, playbook.today)), theme)


class Format(StrEnum):
    """A format of a playbook, by the name that a user types. To add one, add a row, and copy it into the README."""

    write: Write
    """Yields the format's files."""
    paths: str
    """Patterns of the paths that it writes, separated by commas."""
    words: str
    """What it is for."""

    HTML = "html", _web_pages, "playbook.html, menu.html", "the plan and the project menu, for a browser"
    DOCX = "docx", _word, "playbook.docx", "the plan in Word, to change"
    PDF = "pdf", _pdf, "playbook.pdf", "the plan to print"
    ICS = (
        "ics",
        _calendars,
        "calendar.ics, calendars/*",
        "calendars for Outlook, one for each role, and one for each event that moved",
    )
    XLSX = (
        "xlsx",
        _workbooks,
        "scheme.xlsx, evaluation.xlsx",
        "the planner's own Excel file, and one without names for answers",
    )
    LETTERS = "letters", _letters, "letters/*.docx", "letters, adverts and plans in Word"
    INSTRUMENTS = "instruments", _forms, "instruments/*.docx", "forms and questionnaires in Word"
    CHARTERS = (
        "charters",
        _charters,
        "charters/*.docx",
        "a one-page charter in Word of each project that is yours or chosen",
    )

    BUSINESS_CASE = (
        "business-case",
        _business_case,
        "business-case.*",
        "hours, cost and backfill on one page, for a browser, in Word and to print",
    )
    STATUS = "status", _status, "status.html", "for a scheme in Excel: what is late, what comes next and whom to ring"

    def __new__(cls, name: str, write: Write, paths: str, words: str) -> Format:
        """A member whose value is its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.write, member.paths, member.words = write, paths, words
        return member

    @classmethod
    def of(cls, path: str) -> Format | None:
        """The format that writes a path of a playbook; None for files that come with every format."""
        return next((each for each in cls if any(fnmatch(path, paths) for paths in each.paths.split(", "))), None)
