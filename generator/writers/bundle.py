"""All files of one playbook, from values to bytes: the same on a trust's laptop, in a browser and on a server."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from ..planning.playbook import Playbook
from . import docx, html, menu_page, pdf
from .formats import Format, stamp
from .lone_page import LonePageTheme
from .manifest import NAME as MANIFEST
from .manifest import manifest

__all__ = ["Themes", "archive", "playbook_files", "stamp"]

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every member of an archive: the oldest that the format knows, so that no byte depends on a clock."""


@dataclass(frozen=True, slots=True)
class Themes:
    """How the files of every writer look."""

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
        formats: which formats are wanted.
        profile: text of the profile as it was used.
        template: the trust's own Word template.
        inputs: what the manifest says of the inputs, such as their hashes.
    """
    files = {path: raw for each in Format if each in formats for path, raw in each.write(playbook, themes, template)}
    files["profile.yml"] = profile
    about = {
        "trust": playbook.profile.id,
        "name": playbook.profile.name,
        "example": playbook.profile.example,
        "release": playbook.release.id,
        "release_date": playbook.release.date.isoformat(),
        "formats": sorted(formats),
        "inputs": dict(sorted((inputs or {}).items())),
    }
    files[MANIFEST] = manifest(about, files)
    files["playbook.zip"] = archive(files, f"{playbook.profile.id}-playbook")
    return files


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """A ZIP archive of files within one folder; the same files give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as target:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", ZIP_TIME)
            compressed = path.endswith((".docx", ".xlsx", ".pptx", ".pdf", ".png", ".zip"))
            entry.compress_type = zipfile.ZIP_STORED if compressed else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return raw.getvalue()
