"""Drafts: projects with a mark in place of each value that is still to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .walk import Path

TO_DO = "TODO"
"""In place of a value that is still to be filled in."""


def is_to_do(value: object) -> bool:
    """Whether a value is the mark; words may follow it."""
    return isinstance(value, str) and (value == TO_DO or value.startswith((f"{TO_DO}:", f"{TO_DO} ")))


def to_do_paths(value: object, path: Path = ()) -> list[Path]:
    """Paths of the marks within some values, in order."""
    if isinstance(value, Mapping):
        return [mark for key, nested in value.items() for mark in to_do_paths(nested, (*path, key))]
    if isinstance(value, list):
        return [mark for number, nested in enumerate(value) for mark in to_do_paths(nested, (*path, number))]
    return [path] if is_to_do(value) else []


@dataclass(frozen=True, slots=True)
class Draft:
    """A project from an imported list, to be written as a YAML file."""

    id: str
    origin: str
    """Its file, sheet and row."""
    values: Mapping[str, Any]
    """The fields in their order, as plain values."""
    notes: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    """Notes for the author about a field, in sentences, by path."""
    left: Sequence[tuple[str, str]] = ()
    """Cells that no field took: column title and text."""

    @property
    def to_do(self) -> list[str]:
        """Fields still to be filled in, with dots between the names of nested ones."""
        return [".".join(map(str, path)) for path in to_do_paths(self.values)]
