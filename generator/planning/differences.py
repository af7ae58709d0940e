"""What differs between two states of one noun, in words that its readers use. Nothing that differs is passed over."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from ..model.base import Noun
from ..model.changes import ChangeDetail
from ..model.english import counted
from ..model.prose import plain_text
from ..model.walk import shapes
from . import dates
from .word_changes import word_changes

NOT_TOLD = ("id", "source")
"""Fields that are worked out from where a noun stands."""

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
"""What a field is called where its own name is no good for readers."""

WORDS_OF_FIELDS = {
    "only_for": "whom it is for",
    "cite": "sources",
    "body": "text",
    "do": "what is done",
    "say": "what the facilitator says",
    "ask": "what the facilitator asks",
    "if_late": "what to do when late",
}

UNITS = ("minutes", "weeks", "hours", "months")
KEYS = ("id", "name", "title", "question", "do", "text", "risk", "pitfall", "term", "value")
"""Fields by which two states of one entry of a list are known to be the same, the first that there is."""
SHORT = 80
"""Characters up to which old and new text stand in the sentence itself."""


def differences(old: Noun, new: Noun, path: tuple[str, ...] = (), about: str = "") -> Iterator[ChangeDetail]:
    """Each thing that differs, in the order of the fields.

    Args:
        old: the noun as it was.
        new: the noun as it is, of the same kind.
        path: where it stands within the item.
        about: what it is called, in front of each sentence; empty for the item itself.
    """
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name not in NOT_TOLD and before != after:
            if shapes(type(new))[name].prose:
                before, after = _as_read(before, after)
            yield from _value(before, after, (*path, name), about, label(type(new), name))


def _as_read(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Two pieces of prose as their readers read them; as they are written where only the markup differs."""
    plain = tuple(text and plain_text(text) for text in (before, after))
    return (plain[0], plain[1]) if plain[0] != plain[1] else (before, after)


def label(model: type[Noun], name: str) -> str:
    """What a field is called."""
    return LABELS.get((model.__name__, name)) or _capital(WORDS_OF_FIELDS.get(name, name.replace("_", " ")))


def _value(before: Any, after: Any, path: tuple[str, ...], about: str, name: str) -> Iterator[ChangeDetail]:
    if isinstance(before, Noun) and isinstance(after, Noun):
        yield from differences(before, after, path, _joined(about, name))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _entries(before, after, path, about, name)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, path, about, name)
    elif before is None or after is None:
        what = "new" if before is None else "gone"
        yield _detail(f"{name}: {what}", path, about)
    elif isinstance(before, str) and isinstance(after, str) and not isinstance(after, StrEnum):
        yield _text(before, after, path, about, name)
    else:
        yield _detail(_scalar(before, after, path[-1], name), path, about)


def _lists(before: list[Any], after: list[Any], path: tuple[str, ...], about: str, name: str) -> Iterator[ChangeDetail]:
    """Two lists, entry by entry; where entries cannot be told apart by a key, as words."""
    if any(isinstance(part, Noun) for part in (*before, *after)):
        keys = _key(before + after)
        if keys is not None:
            old, new = ({str(getattr(part, keys)): part for part in parts} for parts in (before, after))
            if len(old) == len(before) and len(new) == len(after):
                yield from _entries(old, new, path, about, name)
                return
        yield _detail(f"{name} rewritten: {len(after)} instead of {len(before)}", path, about)
        return
    yield from _words(before, after, path, about, name)


def _key(parts: Sequence[Any]) -> str | None:
    return next((key for key in KEYS if all(hasattr(part, key) for part in parts)), None)


def _entries(
    before: Mapping[str, Any], after: Mapping[str, Any], path: tuple[str, ...], about: str, name: str
) -> Iterator[ChangeDetail]:
    one = _singular(name)
    for key, part in before.items():
        if key not in after:
            yield _detail(f"{one} taken out: {_called(key, part)}", (*path, key), about)
    for key, part in after.items():
        if key not in before:
            yield _detail(f"New {one.lower()}: {_called(key, part)}", (*path, key), about)
        elif before[key] != part:
            inner = _joined(about, _called(key, part))
            if isinstance(part, Noun):
                yield from differences(before[key], part, (*path, key), inner)
            else:
                yield from _value(before[key], part, (*path, key), about, _called(key, part))
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield _detail(f"{name}: in another order", path, about)


def _words(before: list[Any], after: list[Any], path: tuple[str, ...], about: str, name: str) -> Iterator[ChangeDetail]:
    """Lists of plain values."""
    old, new = [_shown(part) for part in before], [_shown(part) for part in after]
    gone, come = [part for part in old if part not in new], [part for part in new if part not in old]
    if len(gone) == len(come):
        # As many came as went: each is taken for the new wording of the one in its place.
        for one, other in zip(gone, come, strict=True):
            yield _text(one, other, path, about, name)
    else:
        for part in gone:
            yield _detail(f"{name}, taken out: {_cut(part)}", path, about)
        for part in come:
            yield _detail(f"{name}, new: {_cut(part)}", path, about)
    if not gone and not come:
        yield _detail(f"{name}: in another order", path, about)


def _text(before: str, after: str, path: tuple[str, ...], about: str, name: str) -> ChangeDetail:
    if max(len(before), len(after)) <= SHORT and "\n" not in before + after:
        return _detail(f"{name}: “{after}” instead of “{before}”", path, about)
    return ChangeDetail(text=_line(f"{name} rewritten", about), path=_path(path), words=word_changes(before, after))


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


def _called(key: str, part: Any) -> str:
    """What an entry of a list is called."""
    for name in ("title", "name", "do", "question", "text"):
        if isinstance(text := getattr(part, name, None), str):
            return _cut(text)
    return _cut(key)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else f"{flat[: SHORT - 1].rstrip()}…"


def _singular(name: str) -> str:
    irregular = {"Activities": "Activity", "Measures": "Measure", "Case studies": "Case study", "Kinds": "Kind"}
    if name in irregular:
        return irregular[name]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(about: str, name: str) -> str:
    return f"{about}: {name}" if about else name


def _detail(text: str, path: tuple[str, ...], about: str) -> ChangeDetail:
    return ChangeDetail(text=_line(text, about), path=_path(path))


def _line(text: str, about: str) -> str:
    whole = " ".join((f"{about}: {text[:1].lower() + text[1:]}" if about else text).split())
    return whole if len(whole) <= 480 else f"{whole[:479]}…"


def _path(path: tuple[str, ...]) -> str:
    return "/".join(path)[:480]
