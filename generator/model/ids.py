"""Ids made from titles, which are valid file names on every system."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count

from .base import SLUG_LENGTH, is_device

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "þ": "th", "ð": "d"})


def id_from(title: str) -> str | None:
    """An id made from a title; None if the title has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'\u2019")
    id = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:SLUG_LENGTH].strip("-")
    return f"{id}-project" if is_device(id) or id == "index" else id or None


def fresh_id(title: str, fallback: str, taken: set[str]) -> str:
    """An id made from a title, or from the fallback where the title gives none, and different from those taken."""
    stem = (id_from(title) or fallback)[: SLUG_LENGTH - 4].strip("-")
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(id for id in chain((stem,), numbered) if id not in taken)
