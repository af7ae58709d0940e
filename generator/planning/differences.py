"""Every difference between two versions of a noun, in its readers' words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from ..model.base import Noun
from ..model.changes import ChangeDetail, Words, WordsHow
from ..model.english import counted
from ..model.prose import plain_text
from ..model.walk import shapes
from . import dates

DERIVED = ("id", "source")
"""Fields that come from a noun's file and key."""

LABELS = {
    ("NoticeRule", "weeks"): "Notice",
    ("Workshop", "duration_minutes"): "Length",
    ("Activity", "minutes"): "Length",
    ("MeetingAgenda", "minutes"): "Length",
    ("Milestone", "weeks_from_launch"): "Weeks from the first workshop",
    ("ImprovementProject", "duration_weeks"): "Length",
    ("ImprovementProject", "hours_a_month"): "Hours a month",
    ("ImprovementProject", "withdrawn"): "Withdrawn",
    ("Action", "timing"): "When it is due",
}
"""Names for fields of a model whose own names would puzzle readers."""

FIELD_NAMES = {
    "also": "words to search by",
    "only_for": "whom it is for",
    "cite": "sources",
    "goes_to": "who gets it",
    "instruments": "forms",
    "read_by": "who sees the answers",
    "body": "text",
    "do": "what is done",
    "say": "what the facilitator says",
    "ask": "what the facilitator asks",
    "if_late": "what to do when late",
    "if_late_saves": "minutes saved when late",
    "secondary": "secondary drivers",
    "usual": "the usual choice",
}

UNITS = ("minutes", "weeks", "hours", "months")
KEYS = ("id", "name", "title", "question", "do", "text", "risk", "pitfall", "term", "value")
"""Fields that identify an entry of a list, the best first."""
SHORT = 80
"""Longest text, in characters, that is quoted in the sentence itself."""
BESIDE = 8
"""Unchanged words shown on each side of a change."""
MOST = 240
"""Longest line, in characters, of entries that are new or gone; further ones go into another line."""
KEPT = 0.5
"""Least share of the shorter text's words that is in both, for a list of the words that changed to be read at all."""

_PIECE = re.compile(r"\S+\s*")


def differences(old: Noun, new: Noun, path: tuple[str, ...] = (), about: str = "") -> Iterator[ChangeDetail]:
    """Each difference between two versions of a noun, in the order of the fields.

    `path` is where the noun is within its item; `about` is its name, put before each sentence, empty for the item.
    """
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name not in DERIVED and before != after:
            if shapes(type(new))[name].prose:
                before, after = _as_read(before, after)
            yield from _value(before, after, (*path, name), about, label(type(new), name))


def _as_read(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Two pieces of prose without their markup, or with it where nothing else differs."""
    plain = tuple(text and plain_text(text) for text in (before, after))
    return (plain[0], plain[1]) if plain[0] != plain[1] else (before, after)


def label(model: type[Noun], name: str) -> str:
    """A field's name as readers see it."""
    words = FIELD_NAMES.get(name, name.replace("_", " "))
    return LABELS.get((model.__name__, name)) or words[:1].upper() + words[1:]


def _value(before: Any, after: Any, path: tuple[str, ...], about: str, name: str) -> Iterator[ChangeDetail]:
    if isinstance(before, Noun) and isinstance(after, Noun):
        yield from differences(before, after, path, _joined(about, name))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _entries(before, after, path, about, name)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, path, about, name)
    elif before is None or after is None:
        yield _detail(f"{name}: {'new' if before is None else 'gone'}", path, about)
    elif isinstance(before, str) and isinstance(after, str) and not isinstance(after, StrEnum):
        yield _text(before, after, path, about, name)
    else:
        yield _detail(_scalar(before, after, path[-1], name), path, about)


def _lists(before: list[Any], after: list[Any], path: tuple[str, ...], about: str, name: str) -> Iterator[ChangeDetail]:
    """Lists entry by entry where a field identifies each entry, otherwise as a whole."""
    entries = (*before, *after)
    if not any(isinstance(entry, Noun) for entry in entries):
        yield from _words(before, after, path, about, name)
        return
    key = next((key for key in KEYS if all(getattr(entry, key, None) is not None for entry in entries)), "")
    old, new = ({str(getattr(entry, key, "")): entry for entry in entries} for entries in (before, after))
    if key and len(old) == len(before) and len(new) == len(after):
        yield from _entries(old, new, path, about, name)
    else:
        number = f": {len(after)} instead of {len(before)}" if len(after) != len(before) else " rewritten"
        yield _detail(f"{name}{number}", path, about)


def _entries(
    before: Mapping[str, Any], after: Mapping[str, Any], path: tuple[str, ...], about: str, name: str
) -> Iterator[ChangeDetail]:
    gone = {key: _title(key, entry) for key, entry in before.items() if key not in after}
    new = {key: _title(key, entry) for key, entry in after.items() if key not in before}
    for keys, titles in in_lines(gone):
        what = name if len(keys) > 1 else _singular(name)
        yield _detail(f"{what} taken out: {titles}", (*path, *keys[:1]), about)
    for keys, titles in in_lines(new):
        what = name if len(keys) > 1 else _singular(name)
        yield _detail(f"New {what.lower()}: {titles}", (*path, *keys[:1]), about)
    for key, entry in after.items():
        if key in before and before[key] != entry:
            yield from _value(before[key], entry, (*path, key), about, _title(key, entry))
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield _detail(f"{name}: in another order", path, about)


def _words(before: list[Any], after: list[Any], path: tuple[str, ...], about: str, name: str) -> Iterator[ChangeDetail]:
    """Lists of plain values."""
    old, new = [_shown(value) for value in before], [_shown(value) for value in after]
    removed, added = [text for text in old if text not in new], [text for text in new if text not in old]
    if len(removed) == len(added):
        # Equal numbers: each new text is taken for a rewording of the old one in its place.
        for old_text, new_text in zip(removed, added, strict=True):
            yield _text(old_text, new_text, path, about, name)
    else:
        for what, values in (("taken out", removed), ("new", added)):
            for _, texts in in_lines({value: _cut(value) for value in values}):
                yield _detail(f"{name}, {what}: {texts}", path, about)
    if not removed and not added:
        yield _detail(f"{name}: in another order", path, about)


def _text(before: str, after: str, path: tuple[str, ...], about: str, name: str) -> ChangeDetail:
    if max(len(before), len(after)) <= SHORT and "\n" not in before + after:
        return _detail(f"{name}: “{after}” instead of “{before}”", path, about)
    words = word_changes(before, after)
    return _detail(f"{name} {'changed' if words else 'rewritten'}", path, about, words)


def in_lines(entries: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    """Keys and names of entries, as many in a line as a reader takes in."""
    keys: list[str] = []
    line = ""
    for key, name in entries.items():
        if keys and len(line) + len(name) > MOST:
            yield keys, line
            keys, line = [], ""
        keys.append(key)
        line = f"{line.removesuffix('.')}; {name}" if line else name
    if keys:
        yield keys, line


def _scalar(before: Any, after: Any, field: str, name: str) -> str:
    unit = next(
        (unit for unit in UNITS if field == unit or field.startswith(f"{unit}_") or field.endswith(f"_{unit}")), ""
    )
    numbers = isinstance(before, int | float) and isinstance(after, int | float)
    if numbers and unit == "minutes" and not isinstance(before, bool):
        difference = after - before
        word = "longer" if difference > 0 else "shorter"
        return f"{counted(abs(difference), 'minute')} {word}: {after} instead of {before}"
    words = f" {unit[:-1] if after == 1 else unit}" if unit and numbers else ""
    return f"{name}: {_shown(after)}{words} instead of {_shown(before)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return dates.date(value)
    if isinstance(value, datetime.time):
        return dates.clock(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _title(key: str, entry: Any) -> str:
    for name in ("title", "name", "do", "question", "text") if isinstance(entry, Noun) else ():
        if isinstance(text := getattr(entry, name, None), str):
            return _cut(text)
    return _cut(key)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else f"{flat[: SHORT - 1].rstrip()}…"


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith("shes"):
        return name[:-2]
    return name.removesuffix("s")


def _joined(about: str, name: str) -> str:
    return f"{about}: {name}" if about else name


def _detail(text: str, path: tuple[str, ...], about: str, words: Sequence[Words] = ()) -> ChangeDetail:
    line = " ".join(_joined(about, text[:1].lower() + text[1:] if about else text).split())
    return ChangeDetail(
        text=line if len(line) <= 480 else f"{line[:479]}…", path="/".join(path)[:480], words=list(words)
    )


def word_changes(before: str, after: str) -> list[Words]:
    """Runs of words that stayed, went out or came in, in reading order; none where most of a text is rewritten."""
    old, new = _PIECE.findall(before.strip()), _PIECE.findall(after.strip())
    bare = [piece.rstrip() for piece in old], [piece.rstrip() for piece in new]
    matcher = SequenceMatcher(None, *bare, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < KEPT * min(len(old), len(new)):
        return []
    blocks = matcher.get_opcodes()
    runs: list[Words] = []
    for number, (kind, old_first, old_end, new_first, new_end) in enumerate(blocks):
        if kind == "equal":
            text = _shortened(new[new_first:new_end], first=number == 0, last=number == len(blocks) - 1)
            runs.append(Words(how=WordsHow.SAME, text=text))
            continue
        if old_end > old_first:
            runs.append(Words(how=WordsHow.OUT, text="".join(old[old_first:old_end])))
        if new_end > new_first:
            runs.append(Words(how=WordsHow.IN, text="".join(new[new_first:new_end])))
    return runs


def _shortened(pieces: list[str], *, first: bool, last: bool) -> str:
    """A long run of unchanged words, cut down to those beside a change."""
    head = [] if first else pieces[:BESIDE]
    tail = [] if last else pieces[-BESIDE:]
    if len(pieces) <= len(head) + len(tail) + 2:
        return "".join(pieces)
    return "".join((*head, "… ", *tail))
