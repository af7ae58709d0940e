"""All files of one playbook, from the values to bytes: the same on a trust's laptop, in a browser and on a server."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..documents import calendar, charter, form, letter, workbook
from ..documents import playbook as playbook_document
from ..documents.document import Document
from ..model.page import Release
from ..planning.playbook import Playbook
from . import docx, html, ics, menu_page, pdf, xlsx
from .formats import Format
from .lone_page import LonePageTheme
from .manifest import NAME as MANIFEST
from .manifest import manifest

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of an archive: the oldest that the format knows, so that bytes do not depend on a clock."""


@dataclass(frozen=True, slots=True)
class Themes:
    """What a designer hands to the writers."""

    html: html.HtmlTheme
    docx: docx.DocxTheme
    pdf: pdf.PdfTheme
    menu: LonePageTheme

    @classmethod
    def of(cls, theme: Mapping[str, bytes], fonts: str) -> Themes:
        """From the files of a theme by their path from the project folder.

        Args:
            theme: the files.
            fonts: where the folder of fonts is on this machine; Typst takes fonts from a folder alone.

        Raises:
            InputFault: the theme lacks a file.
        """
        return cls(
            html.HtmlTheme.of(theme),
            docx.DocxTheme.of(theme),
            pdf.PdfTheme.of(theme, fonts),
            menu_page.theme_of(theme),
        )


def playbook_files(
    playbook: Playbook,
    themes: Themes,
    formats: frozenset[Format],
    profile: bytes,
    template: bytes | None = None,
    inputs: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Every file of a playbook by its path within the playbook's folder.

    Args:
        playbook: the plan.
        themes: how files look.
        formats: which files are wanted.
        profile: text of the profile as it was used.
        template: the trust's own Word template.
        inputs: what the manifest says of the inputs, such as their hashes.
    """
    files: dict[str, bytes] = {}
    makers: dict[Format, Callable[[], Iterator[tuple[str, bytes]]]] = {
        Format.HTML: lambda: _web_pages(playbook, themes),
        Format.DOCX: lambda: _document(playbook, "docx", lambda one: docx.write(one, themes.docx, template)),
        Format.PDF: lambda: _document(playbook, "pdf", lambda one: pdf.write(one, themes.pdf)),
        Format.ICS: lambda: _calendars(playbook),
        Format.XLSX: lambda: _workbook(playbook),
        Format.LETTERS: lambda: _word_files("letters", letter.letters(playbook), themes, template),
        Format.INSTRUMENTS: lambda: _word_files("instruments", form.forms(playbook), themes, template),
        Format.CHARTERS: lambda: _word_files(
            "charters", charter.charters(playbook, template=template is not None), themes, template
        ),
    }
    for wanted, make in makers.items():
        if wanted in formats:
            files.update(make())
    files["profile.yml"] = profile
    files[MANIFEST] = manifest(_about(playbook, formats, inputs or {}), files)
    files["playbook.zip"] = archive(files, f"{playbook.profile.id}-playbook")
    return files


def _web_pages(playbook: Playbook, themes: Themes) -> Iterator[tuple[str, bytes]]:
    """The playbook, and the menu whose projects lead into it."""
    yield from _document(playbook, "html", lambda one: html.write(one, themes.html))
    if playbook.menu:
        yield "menu.html", menu_page.write(playbook, themes.menu, "playbook.html")


def _document(playbook: Playbook, ending: str, write: Callable[[Document], bytes]) -> Iterator[tuple[str, bytes]]:
    yield f"playbook.{ending}", write(playbook_document.document(playbook))


def stamp(release: Release) -> datetime.datetime:
    """The moment that files carry as that of their making: midnight of the content's release, UTC."""
    return datetime.datetime.combine(release.date, datetime.time(), tzinfo=datetime.UTC)


def _calendars(playbook: Playbook) -> Iterator[tuple[str, bytes]]:
    whole = calendar.calendar(playbook)
    if whole is not None:
        yield "calendar.ics", ics.write(whole, stamp(playbook.release))
        for role, own in calendar.calendars_by_role(playbook).items():
            yield f"calendars/{role}.ics", ics.write(own, stamp(playbook.release))


def _workbook(playbook: Playbook) -> Iterator[tuple[str, bytes]]:
    yield "workbook.xlsx", xlsx.write(workbook.workbook(playbook), stamp(playbook.release))


def _word_files(
    folder: str, documents: Mapping[str, Document], themes: Themes, template: bytes | None
) -> Iterator[tuple[str, bytes]]:
    for name, document in documents.items():
        yield f"{folder}/{name}.docx", docx.write(document, themes.docx, template)


def _about(playbook: Playbook, formats: frozenset[Format], inputs: Mapping[str, str]) -> dict[str, Any]:
    """What a playbook's manifest says of it."""
    return {
        "trust": playbook.profile.id,
        "name": playbook.profile.name,
        "example": playbook.profile.example,
        "release": playbook.release.id,
        "release_date": playbook.release.date.isoformat(),
        "formats": sorted(formats),
        "inputs": dict(sorted(inputs.items())),
    }


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """A ZIP archive of files within one folder; the same files give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as target:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", ZIP_TIME)
            packed = path.endswith((".docx", ".xlsx", ".pptx", ".pdf", ".png", ".zip"))
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return raw.getvalue()
