"""Plain values as YAML that an author could have written: in blocks, and in quotes only if needed."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import TextWrapper
from typing import Any

from ..model.base import Noun
from ..model.draft import TO_DO, Draft
from ..model.walk import Path, authored_fields

WIDTH = 116
FLOW_WIDTH = 90
"""Characters of the longest list written on one line."""

_NOT_TEXT = re.compile(r"true|false|null|yes|no|on|off|y|n|~|[-+.\d][\d._,:exo+-]*", re.IGNORECASE)
"""What some YAML readers take for something other than text."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNPRINTED = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_JOINERS = "\u200c\u200d"


def draft(project: Draft) -> bytes:
    """A draft as the file of a project, with notes for its author as comments."""
    lines = [*_comment(f"From {project.origin}.", "")]
    if project.to_do:
        lines += _comment(f"Fill in each {TO_DO}.", "")
    lines += _mapping(project.values, (), "", project.notes)
    if project.left:
        lines += ["", *_comment("These columns of the list have no field:", "")]
        for title, text in project.left:
            lines += _comment(f"{title}: {text}", "")
    return ("\n".join(lines) + "\n").encode()


def listing(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A list of mappings as a YAML file."""
    return ("\n".join(_sequence(list(rows), "", (), {})) + "\n").encode()


def noun(noun: Noun) -> bytes:
    """A noun as the YAML file that it is read from, without the fields that have their usual value."""
    values = {name: value for name, value in _values(noun).items() if name in authored_fields(type(noun))}
    return ("\n".join(_mapping(values, (), "", {}) if values else ["{}"]) + "\n").encode()


def _values(noun: Noun) -> dict[str, Any]:
    """The fields that do not have their usual value; those of a noun's base come last, as an author writes them."""
    fields = type(noun).model_fields
    names = sorted(fields, key=lambda name: name not in type(noun).__annotations__)
    return {name: _value(value) for name in names if (value := getattr(noun, name)) != fields[name].default}


def _value(value: Any) -> Any:
    if isinstance(value, Noun):
        return _values(value)
    if isinstance(value, list):
        return [_value(entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: _value(entry) for key, entry in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, datetime.date) else getattr(value, "value", value)


def _comment(text: str, indent: str) -> list[str]:
    """A text as lines of comments. Nothing in it can end the comment or change how it is displayed."""
    lines = []
    for number, line in enumerate(text.splitlines() or [""]):
        shown = "".join(_shown(character) for character in line).rstrip()
        start, width = (f"{indent}#   ", WIDTH) if number else (f"{indent}# ", WIDTH - len(indent) - 4)
        lines += [f"{start}{wrapped}".rstrip() for wrapped in _wrapped(shown, width)]
    return lines


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() or character in _JOINERS else "\ufffd"


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines, broken only at single spaces, so that YAML joins them to the same text."""
    start = text[: len(text) - len(text.lstrip(" "))]
    wrapper = TextWrapper(width + len(start), subsequent_indent=start, break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(text) or [""]


def _mapping(values: Mapping[str, Any], path: Path, indent: str, notes: Mapping[Path, Sequence[str]]) -> Iterator[str]:
    for key, value in values.items():
        here = (*path, key)
        for note in notes.get(here, ()):
            yield from _comment(note, indent)
        name = key if _plain(key) else _quoted(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _mapping(value, here, indent + "  ", notes)
        elif isinstance(value, list) and value:
            flow = _flow(value)
            if flow is not None and len(indent) + len(name) + len(flow) <= FLOW_WIDTH:
                yield f"{indent}{name}: {flow}"
            else:
                yield f"{indent}{name}:"
                yield from _sequence(value, indent + "  ", here, notes)
        else:
            first, *rest = _scalar(value, indent + "  ", len(indent) + len(name) + 2)
            yield f"{indent}{name}:{' ' if first else ''}{first}"
            yield from rest


def _sequence(values: list[Any], indent: str, path: Path, notes: Mapping[Path, Sequence[str]]) -> Iterator[str]:
    for number, value in enumerate(values):
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(value, (*path, number), indent + "  ", notes)
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            first, *rest = _scalar(value, indent + "  ", len(indent) + 2)
            yield f"{indent}- {first}" if first else f"{indent}- {_quoted(value)}"
            yield from rest if first else ()


def _flow(values: list[Any]) -> str | None:
    """A list as text on one line; None if one of its texts does not allow that."""
    for value in values:
        quoted = isinstance(value, str) and (not _plain(value) or re.search(r"[,\[\]{}:?]", value))
        if quoted or not isinstance(value, str | int):
            return None
    return f"[{', '.join(value if isinstance(value, str) else _scalar(value, '', 0)[0] for value in values)}]"


def _scalar(value: Any, indent: str, used: int) -> list[str]:
    """The lines of a plain value. The first goes after its key; if it is empty, the text starts on the next line."""
    if not isinstance(value, str):
        return [json.dumps(value)]
    if _DATE.fullmatch(value):
        return [value]
    if _plain(value):
        if used + len(value) <= WIDTH or "  " in value or len(lines := _wrapped(value, WIDTH - len(indent))) == 1:
            return [value]
        return ["", *(f"{indent}{line}" for line in lines)]
    if "\n" in value and _literal(value):
        return ["|", *(f"{indent}{line}" if line else "" for line in value.split("\n"))]
    return [_quoted(value)]


def _plain(text: str) -> bool:
    """Whether a text needs no quotes, for our own reader and any other."""
    return (
        re.match(r"\w", text) is not None
        and text.isprintable()
        and text == text.strip()
        and not re.search(r": | #|:\Z", text)
        and not _NOT_TEXT.fullmatch(text)
    )


def _literal(text: str) -> bool:
    lines = text.split("\n")
    ends = lines[0] == lines[0].lstrip() and bool(lines[0] and lines[-1])
    return ends and not _UNPRINTED.search(text) and all(not line or line.strip() for line in lines)


def _quoted(text: str) -> str:
    return _UNPRINTED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
