"""What the tests of several writers share: a small document, and the parts of a file of Word or PowerPoint."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

from generator.documents.document import Block, Document


def document(*blocks: Block, **values: object) -> Document:
    """A document with some blocks."""
    given = {
        "title": "Playbook",
        "subtitle": "Cohort 1",
        "organisation": "A trust",
        "language": "en-GB",
        "colour": "#14532d",
        "logo": None,
        "logo_text": "",
        "release": "2026.1",
        "date": datetime.date(2026, 11, 24),
    }
    return Document(**(given | values), blocks=blocks)  # type: ignore[arg-type]


def parts(raw: bytes) -> dict[str, bytes]:
    """Parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def changed(change: Callable[[dict[str, bytes]], object], raw: bytes) -> bytes:
    """A file with its parts changed."""
    files = parts(raw)
    change(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def with_text(name: str, old: str, new: str, raw: bytes) -> bytes:
    """A file with one text in one of its parts put in another's place."""

    def change(files: dict[str, bytes]) -> None:
        text = files[name].decode()
        assert old in text, text[:500]
        files[name] = text.replace(old, new, 1).encode()

    return changed(change, raw)
