"""The text of a list, whichever program saved it."""

from __future__ import annotations

import re

from ...model.diagnostics import Diagnostic, Place
from .table import Lists, too_large

_MISREAD = re.compile(
    r"[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ]|[^\W\d_][^\x00-\x7f\w\s’”…–—®™©°»]|[^\W\d_][”…®™©°][^\W\d_]|[ˆƒ]"  # noqa: RUF001
)
"""What a wrong encoding makes of a word: a capital after a small letter, or a symbol within it."""


def decoded(raw: bytes, file: str, lists: Lists) -> str | None:
    """The text with plain line breaks; None, and a fault in `lists`, if there is none."""
    place = Place(file)
    fault = too_large(place, len(raw))
    text = None if fault else _decoded(raw, file, lists)
    if isinstance(text, Diagnostic):
        fault = text
    elif text is not None and "\0" in text:
        place = Place(file, text[: text.index("\0")].count("\n") + 1)
        fault = Diagnostic("control-character", "the file holds the character U+0000", place, "save it again")
    elif text is not None and not text.strip():
        fault = Diagnostic("empty-file", "the file is empty", place, "save the list again")
    if fault:
        lists.faults.append(fault)
        return None
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(raw: bytes, file: str, lists: Lists) -> str | Diagnostic:
    text: str | Diagnostic
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = _decoded_as(raw, file, "utf-16"), "UTF-16"
    else:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, mac = _decoded_as(raw, file, "cp1252"), raw.decode("mac_roman")
            encoding = "Windows text (Windows-1252); check its accented letters"
            errors = len(_MISREAD.findall(mac))
            if errors < len(_MISREAD.findall(text)) if isinstance(text, str) else errors == 0:
                text, encoding = mac, "Mac text (Mac OS Roman); check its accented letters"
    if isinstance(text, str):
        lists.notices.append(f"{file}: read as {encoding}")
    return text


def _decoded_as(raw: bytes, file: str, encoding: str) -> str | Diagnostic:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"the byte 0x{raw[error.start]:02X} is in no known encoding of text"
        return Diagnostic("bad-encoding", message, Place(file, line), "save the file as UTF-8")
