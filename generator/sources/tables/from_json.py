"""JSON with the place of each mapping: text in, the same values and places as the YAML reader gives."""

from __future__ import annotations

import json
import math
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from ...model.diagnostics import Diagnostic, Place
from ..yaml_reader import MAX_DEPTH, MAX_DIGITS, Spot


def read_json(file: str, text: str) -> tuple[list[tuple[Any, Spot]], list[Diagnostic]]:
    """Read one JSON text: its value with its place, and its faults. A number that is too long stays text."""
    decoder = _Decoder(file, text)
    try:
        value = decoder.decode(text)
        return [(value, decoder.spot(value, Spot(0, 0, 1), 0))], decoder.faults
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        message = f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        return [], [Diagnostic("json-syntax", message, place, "check the quotes and commas here")]
    except RecursionError:
        message = f"values are nested more than {MAX_DEPTH} deep"
        return [], [Diagnostic("too-deep", message, Place(file), "this file is not a list of projects")]


class _Decoder(json.JSONDecoder):
    """Remembers where each mapping starts, and which of its keys are duplicates."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(
            parse_constant=self._refused,
            parse_int=lambda digits: int(digits) if len(digits) <= MAX_DIGITS else digits,
            parse_float=lambda digits: float(digits) if math.isfinite(float(digits)) else digits,
        )
        self.file, self.text = file, text
        self.faults: list[Diagnostic] = []
        self._spots: dict[int, Spot] = {}
        self.parse_object = self._mapping
        self.scan_once = py_make_scanner(self)

    def _mapping(self, text_and_end: tuple[str, int], strict: bool, scan_once: Any, *_: Any) -> tuple[Any, int]:
        text, end = text_and_end
        pairs, after = JSONObject(text_and_end, strict, scan_once, None, list)
        line, column = text.count("\n", 0, end - 1), end - 2 - text.rfind("\n", 0, end - 1)
        values: dict[str, Any] = {}
        for key, value in pairs:
            if key in values:
                place = Place(self.file, line + 1, column + 1)
                self.faults.append(Diagnostic("duplicate-key", f"duplicate key `{key}`", place, "keep one of the two"))
            values.setdefault(key, value)
        self._spots[id(values)] = Spot(line, column, 1)
        return values, after

    def _refused(self, name: str) -> Any:
        raise json.JSONDecodeError(f"{name} is not allowed", self.text, self.text.find(name))

    def spot(self, value: Any, above: Spot, depth: int) -> Spot:
        """The place of a value: that of the mapping itself, or of the nearest one around it.

        Raises:
            RecursionError: the values are nested too deeply.
        """
        if depth > MAX_DEPTH:
            raise RecursionError
        place = self._spots.get(id(value)) or Spot(above.line, above.column, 1)
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        items: dict[str | int, Spot] = {key: self.spot(item, place, depth + 1) for key, item in pairs}
        keys = {key: place for key in items if isinstance(key, str)}
        return Spot(place.line, place.column, 1, keys, items)
