"""JSON with a place for each value: text in, the same values and places as the reader of YAML gives."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from ...model.diagnostics import Diagnostic, Place
from ..yaml_reader import MAX_DEPTH, MAX_DIGITS, Spot

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None}


class _StopError(Exception):
    """What is wrong, and where in the text."""

    def __init__(self, code: str, message: str, position: int, advice: str) -> None:
        super().__init__(message)
        self.code, self.message, self.position, self.advice = code, message, position, advice


def read_json(file: str, text: str) -> tuple[list[tuple[Any, Spot]], list[Diagnostic]]:
    """Read one JSON text: its value with its place, or what stands in the way."""
    reader = _Reader(text)
    try:
        value, spot, end = reader.value(reader.skip(0), 0)
        if reader.skip(end) != len(text):
            raise _StopError("json-syntax", "there is more text after the value", reader.skip(end), "delete it")
    except _StopError as stop:
        line, column = reader.place(stop.position)
        place = Place(file, line + 1, column + 1)
        return [], [Diagnostic(stop.code, stop.message, place, stop.advice)]
    return [(value, spot)], [
        Diagnostic(
            "duplicate-key",
            f"`{key}` stands twice",
            Place(file, reader.place(at)[0] + 1, reader.place(at)[1] + 1),
            "keep one of the two",
        )
        for key, at in reader.twice
    ]


class _Reader:
    """Goes through the text once; depth is bounded."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.twice: list[tuple[str, int]] = []

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, from 0."""
        line = bisect_right(self.starts, position) - 1
        return line, position - self.starts[line]

    def skip(self, position: int) -> int:
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def stop(self, position: int, message: str) -> _StopError:
        return _StopError("json-syntax", f"this is not JSON: {message}", position, "check the quotes and commas here")

    def value(self, start: int, depth: int) -> tuple[Any, Spot, int]:
        spot = Spot(*self.place(start), 1)
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise _StopError("too-deep", message, start, "this file is no list of projects")
        character = self.text[start : start + 1]
        if character == "{":
            return self.mapping(start + 1, spot, depth)
        if character == "[":
            return self.sequence(start + 1, spot, depth)
        if character == '"':
            text, end = self.string(start)
            return text, spot, end
        match = re.compile("true|false|null").match(self.text, start)
        if match:
            return _WORDS[match[0]], spot, match.end()
        match = _NUMBER.match(self.text, start)
        if match is None:
            raise self.stop(start, "a value is missing, or is of a kind that JSON does not have")
        if len(match[0]) > MAX_DIGITS:
            message = f"the number has more than {MAX_DIGITS} digits"
            raise _StopError("number-too-long", message, start, "put it in quotes if it is text")
        number = match[0]
        return (float(number) if re.search("[.eE]", number) else int(number)), spot, match.end()

    def string(self, start: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, start + 1, True)
        except json.JSONDecodeError as error:
            raise self.stop(error.pos, error.msg[0].lower() + error.msg[1:]) from error
        return text, end

    def items(self, position: int, closing: str) -> Iterator[int]:
        """Where each item of a mapping or a list begins. Whoever takes them says where each ended, in `self.end`."""
        self.end = position = self.skip(position)
        if self.text[position : position + 1] == closing:
            self.end = position + 1
            return
        while True:
            yield self.skip(position)
            position = self.skip(self.end)
            separator = self.text[position : position + 1]
            self.end = position = position + 1
            if separator == closing:
                return
            if separator != ",":
                raise self.stop(position - 1, f"a comma or {closing} is missing")

    def mapping(self, start: int, spot: Spot, depth: int) -> tuple[Any, Spot, int]:
        values: dict[str, Any] = {}
        for position in self.items(start, "}"):
            if self.text[position : position + 1] != '"':
                raise self.stop(position, "a name in double quotes is missing")
            key, end = self.string(position)
            end = self.skip(end)
            if self.text[end : end + 1] != ":":
                raise self.stop(end, "a colon is missing")
            value, value_spot, self.end = self.value(self.skip(end + 1), depth + 1)
            if key in values:
                self.twice.append((key, position))
            values.setdefault(key, value)
            spot.keys.setdefault(key, Spot(*self.place(position), len(key) + 2))
            spot.items.setdefault(key, value_spot)
        return values, spot, self.end

    def sequence(self, start: int, spot: Spot, depth: int) -> tuple[Any, Spot, int]:
        values: list[Any] = []
        for position in self.items(start, "]"):
            value, value_spot, self.end = self.value(position, depth + 1)
            spot.items[len(values)] = value_spot
            values.append(value)
        return values, spot, self.end
