"""Strict YAML: text in, plain values with their positions out, or located faults.

A small safe part of YAML 1.2: no tags, anchors, aliases or merges; duplicate keys are faults; only `true`,
`false`, `null` and decimal numbers are not text, so `no`, `on`, `010` and `12:30` stay what the author typed.
Size, depth and the length of numbers are limited, so a hostile file costs little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from ..model.diagnostics import Diagnostic, Place
from .pure_yaml import PureLoader

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_DIGITS = 15

_TOO_DEEP = f"values are nested more than {MAX_DEPTH} levels deep"
_TOO_DEEP_HELP = "check that this file belongs to the project"

# The C parser and the pure one give the same events; a browser has only the pure one.
_LOADER: Any = getattr(yaml, "CSafeLoader", PureLoader)

_WORDS = {"true": True, "false": False, "": None, "null": None, "~": None}
_NUMBER_STARTS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
# YAML's parser counts these as line ends but editors do not, so faults after one would have the wrong line.
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|nan)\Z", re.IGNORECASE)


class Spot(NamedTuple):
    """Position of a value and of the values in it. Lines and columns count from 0, as in YAML's marks."""

    line: int
    column: int
    length: int
    keys: Mapping[str, Spot] = MappingProxyType({})
    """Of a mapping: positions of the keys."""
    items: Mapping[str | int, Spot] = MappingProxyType({})
    """Of a mapping or a list: positions of the values."""
    literal: bool = False
    """Whether it is a `|` block, whose lines are lines of the file."""


@dataclass(slots=True)
class Source:
    """A file: its path, its text, and its values with their positions."""

    file: str
    text: str
    data: dict[str, Any]
    spot: Spot

    def question(self, path: tuple[str | int, ...]) -> tuple[str, str] | None:  # noqa: ARG002
        """Heading and help under which a form asks for a value; None if this is not a form."""
        return None

    def all_faults(self, others: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Faults that were noted while the file was read, with the others of its values."""
        return list(others)

    def worded(self, fault: Diagnostic) -> Diagnostic:
        """A fault of this file in words for its author."""
        return fault

    def place(self, path: tuple[str | int, ...], *, key: bool = False, text_line: int = 0) -> Place:
        """The place of a value, or of the nearest existing value that should contain it.

        Args:
            path: keys and list positions from the top of the file.
            key: point at the key rather than at its value.
            text_line: line within a block of prose, from 0.
        """
        spot = self.spot
        for depth, step in enumerate(path):
            if key and depth == len(path) - 1 and isinstance(step, str) and step in spot.keys:
                spot = spot.keys[step]
                break
            if step not in spot.items:
                # A missing field: point at the key of the mapping that lacks it.
                if depth and isinstance(path[depth - 1], str):
                    return self.place(path[:depth], key=True)
                break
            spot = spot.items[step]
        if spot.literal:
            lines = self.text.split("\n")
            line = min(spot.line + 1 + text_line, len(lines) - 1)
            content = lines[line].rstrip("\r")
            indent = len(content) - len(content.lstrip(" "))
            return Place(self.file, line + 1, indent + 1, max(1, len(content.strip())))
        return Place(self.file, spot.line + 1, spot.column + 1, max(1, spot.length))


class _StopError(Exception):
    """Raised after noting a fault that prevents reading the rest of the file."""


def decode(file: str, raw: bytes) -> str | Diagnostic:
    """Bytes of a file as text. It must be UTF-8; a byte order mark and Windows line ends are accepted."""
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}"
        return Diagnostic("file-too-large", message, Place(file), "split it into several files")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Diagnostic("not-utf8", "the file is UTF-16, not UTF-8", Place(file), "save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8-sig", errors="replace")
        message = f"the byte 0x{raw[fault.start]:02X} is not UTF-8 text"
        advice = "save the file as UTF-8; it may be Latin-1 or Windows text"
        return Diagnostic("not-utf8", message, _place_of(file, before, len(before)), advice)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() or not (match := _OTHER_LINE_END.search(text)):
        return text
    return _control_character(file, text, match)


def _control_character(file: str, text: str, match: re.Match[str]) -> Diagnostic:
    message = f"the text contains the control character U+{ord(match[0]):04X}"
    return Diagnostic("control-character", message, _place_of(file, text, match.start()), "delete the character")


def _place_of(file: str, text: str, offset: int) -> Place:
    """The place of the character at an offset."""
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def read(file: str, raw: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Read one file: a source, or the faults that prevent it."""
    text = decode(file, raw)
    if isinstance(text, Diagnostic):
        return None, [text]
    reader = _Reader(file, text)
    with reader.noting_faults():
        data, spot = reader.document()
    return (None, reader.faults) if reader.faults else (Source(file, text, data, spot), [])


def read_json(file: str, raw: bytes, code: str, advice: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read a file that must be JSON: a source, or what prevents it. `code` and `advice` are for what is not JSON."""
    try:
        json.loads(raw)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        return None, [Diagnostic(code, f"this is not JSON: {error.msg}", place, advice)]
    except (ValueError, RecursionError):
        return None, [Diagnostic(code, "this is not JSON", Place(file), advice)]
    # JSON is YAML too, and this reader knows the position of each value.
    return read(file, raw)


def read_documents(file: str, text: str, first_line: int = 0) -> tuple[list[tuple[Any, Spot]], list[Diagnostic]]:
    """Read documents of any shape: those that could be read, and every fault.

    Args:
        file: the file's name, for diagnostics.
        text: its text, or some lines of it.
        first_line: number of lines of the file before these.
    """
    reader = _Reader(file, "\n" * first_line + text)
    documents: list[tuple[Any, Spot]] = []
    with reader.noting_faults():
        documents.extend(reader.documents())
    return documents, reader.faults


def _syntax_fault(file: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    if mark is None and (match := PureLoader.NON_PRINTABLE.search(text)):
        return _control_character(file, text, match)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    lines = text.split("\n")
    place = Place(file)
    if mark is not None:
        after_end = mark.line >= len(lines)
        line, column = (len(lines) - 1, len(lines[-1])) if after_end else (mark.line, mark.column)
        place = Place(file, line + 1, column + 1)
    if "nesting depth" in problem:
        # The C parser reads ahead, and has a much higher limit of its own.
        return Diagnostic("too-deep", _TOO_DEEP, place, _TOO_DEEP_HELP)
    if "escape code" in problem:
        message = "the code after the backslash is not a character"
        return Diagnostic("control-character", message, place, "type the character itself")
    advice = "check the indentation and quotes here and on the line above"
    if "mapping values are not allowed" in problem:
        advice = "put the text in quotes: it contains a colon and a space"
    elif "cannot start any token" in problem and "\t" in lines[place.line - 1]:
        advice = "indent with spaces, not with tabs"
    elif "cannot start any token" in problem:
        advice = "put the text in quotes: it starts with a character that has a meaning in YAML"
    return Diagnostic("yaml-syntax", f"this is not YAML: {problem}", place, advice)


class _Reader:
    """Walks the parser's events once; depth is counted, so that Python's recursion limit is never reached."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.events: Iterator[Any] = iter(())
        self.faults: list[Diagnostic] = []
        self.depth = 0

    @contextmanager
    def noting_faults(self) -> Iterator[None]:
        """Reading within it ends at the first fault after which the rest cannot be read."""
        try:
            # As `yaml.parse`, without a generator's turn for each of thousands of events.
            self.events = iter(_LOADER(self.text).get_event, None)
            yield
        except _StopError:
            pass
        except yaml.YAMLError as error:
            self.faults.append(_syntax_fault(self.file, self.text, error))

    def note(self, code: str, message: str, mark: Any, help: str, length: int = 1) -> None:
        """Record a fault and continue, so that all faults of a file are reported at once."""
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        self.faults.append(Diagnostic(code, message, Place(self.file, line, column, length), help))

    def stop(self, code: str, message: str, mark: Any, help: str, length: int = 1) -> _StopError:
        """Record a fault; the caller raises the result."""
        self.note(code, message, mark, help, length)
        return _StopError()

    def document(self) -> tuple[dict[str, Any], Spot]:
        next(self.events)  # start of the stream
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent) or (isinstance(event, yaml.ScalarEvent) and not event.value):
            raise self.stop(
                "empty-file", "the file is empty", None, "write the fields of the entry, or delete the file"
            )
        if not isinstance(event, yaml.MappingStartEvent):
            what = "a list" if isinstance(event, yaml.SequenceStartEvent) else "a single value"
            message, advice = (
                f"the file is {what}, not `name: value` fields",
                "start each line with a field name and a colon",
            )
            raise self.stop("not-a-mapping", message, event.start_mark, advice)
        data, spot = self.value(event)
        next(self.events)  # end of the document
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            message = "the file contains a second document after `---`"
            raise self.stop("two-documents", message, event.start_mark, "move it to a file of its own", 3)
        return data, spot

    def documents(self) -> Iterator[tuple[Any, Spot]]:
        """Every document, of any shape."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield self.value(next(self.events))

    def value(self, event: Any) -> tuple[Any, Spot]:
        # Nearly every value is a scalar that needs no further look.
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return self.scalar(event)
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            message = f"`*{event.anchor}` is an alias, which is not allowed"
            self.note("alias", message, mark, "write the value out", len(event.anchor or "") + 1)
            return None, Spot(mark.line, mark.column, 1)
        if event.anchor is not None:
            message = f"`&{event.anchor}` is an anchor, which is not allowed"
            self.note("anchor", message, mark, "write the value out where it is needed", len(event.anchor) + 1)
        if event.tag is not None:
            message = f"the tag `{event.tag[:60]}` is not allowed"
            self.note("tag", message, mark, "delete the tag; put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.stop("too-deep", _TOO_DEEP, mark, _TOO_DEEP_HELP)
        result = self.mapping(mark) if isinstance(event, yaml.MappingStartEvent) else self.sequence(mark)
        self.depth -= 1
        return result

    def mapping(self, mark: Any) -> tuple[dict[str, Any], Spot]:
        values: dict[str, Any] = {}
        keys: dict[str, Spot] = {}
        items: dict[str | int, Spot] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            start = event.start_mark
            if isinstance(event, yaml.AliasEvent):
                self.value(event)
                key = f"*{event.anchor}"
            elif isinstance(event, yaml.ScalarEvent):
                key = event.value
            else:
                advice = "start the line with a name and a colon"
                raise self.stop("bad-key", "a field name must be plain text", start, advice)
            key_spot = Spot(start.line, start.column, max(1, event.end_mark.column - start.column))
            if key == "<<":
                self.note("merge", "`<<` merges are not allowed", start, "write the fields out", 2)
            elif key in values:
                message = f"`{key}` appears twice; it is already on line {keys[key].line + 1}"
                self.note("duplicate-key", message, start, "keep one of the two", key_spot.length)
            value, value_spot = self.value(next(self.events))
            if key not in values:
                values[key], keys[key], items[key] = value, key_spot, value_spot
        return values, Spot(mark.line, mark.column, 1, keys, items)

    def sequence(self, mark: Any) -> tuple[list[Any], Spot]:
        values: list[Any] = []
        items: dict[str | int, Spot] = {}
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, value_spot = self.value(event)
            items[len(values)] = value_spot
            values.append(value)
        return values, Spot(mark.line, mark.column, 1, items=items)

    def scalar(self, event: Any) -> tuple[Any, Spot]:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        spot = Spot(start.line, start.column, length or 1)
        text: str = event.value
        if event.style:
            return text, spot._replace(literal=True) if event.style == "|" else spot
        if text in _WORDS:
            return _WORDS[text], spot
        if text[0] not in _NUMBER_STARTS:
            return text, spot
        if _INTEGER.match(text) or _DECIMAL.match(text):
            if len(text) > MAX_DIGITS:
                message = f"the number has {len(text)} digits; the limit is {MAX_DIGITS}"
                self.note("number-too-long", message, start, "put it in quotes if it is text", spot.length)
                return 0, spot
            return (float(text) if "." in text else int(text)), spot
        if _NOT_A_NUMBER.match(text):
            advice = "give a plain number, or put the text in quotes"
            self.note("not-a-number", f"`{text}` is not a usable number", start, advice, spot.length)
        return text, spot
