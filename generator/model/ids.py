"""Ids made from titles, and names of files that no system refuses."""

from __future__ import annotations

import re
import unicodedata

from .base import SLUG_LENGTH, is_device

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "þ": "th", "ð": "d"})


def id_from(title: str) -> str | None:
    """An id that says what a title says; None where the title has no letter or digit of the Latin alphabet."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'\u2019")
    id = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:SLUG_LENGTH].strip("-")
    return f"{id}-project" if is_device(id) or id == "index" else id or None


def fresh_id(title: str, fallback: str, taken: set[str]) -> str:
    """An id from a title that none of the others has.

    Args:
        title: what it is made from.
        fallback: its beginning where the title gives none.
        taken: ids that are used already.
    """
    stem = (id_from(title) or fallback)[: SLUG_LENGTH - 4].strip("-")
    number, id = 2, stem
    while id in taken:
        id, number = f"{stem}-{number}", number + 1
    return id
