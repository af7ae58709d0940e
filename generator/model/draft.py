"""A project that is not finished: what still has to be filled in says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .walk import Path

TO_DO = "TODO"
"""Stands where a value is still to be filled in."""


def is_to_do(value: object) -> bool:
    """Whether a value is still to be filled in; words may follow the mark."""
    return isinstance(value, str) and (value == TO_DO or value.startswith((f"{TO_DO}:", f"{TO_DO} ")))


def to_do_paths(value: object, path: Path = ()) -> list[Path]:
    """Where within some values something is still to be filled in, in their order."""
    if isinstance(value, Mapping):
        return [found for key, part in value.items() for found in to_do_paths(part, (*path, key))]
    if isinstance(value, list):
        return [found for number, part in enumerate(value) for found in to_do_paths(part, (*path, number))]
    return [path] if is_to_do(value) else []


@dataclass(frozen=True, slots=True)
class Draft:
    """A project as it came from a list, to be written as a file of YAML."""

    id: str
    origin: str
    """Where it stood: file, sheet and row."""
    values: Mapping[str, Any]
    """The fields in their order, as plain values."""
    notes: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    """What an author should know of a field, in sentences, by its path."""
    left: Sequence[tuple[str, str]] = ()
    """What no field took: the column's title and the text."""

    @property
    def to_do(self) -> list[str]:
        """The fields that are still to be filled in, with dots between their names."""
        return [".".join(map(str, path)) for path in to_do_paths(self.values)]
