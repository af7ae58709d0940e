"""A scheme that is in a workbook, as the reader of all content takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ..model.library import Library
from ..model.scheme_file import SchemeFile
from .records import ReadRecords
from .yaml_reader import Source


@dataclass(frozen=True, slots=True)
class SchemeInput:
    """A scheme that is in a workbook: the profile's values, and the records, which are checked already."""

    profile: Source
    records: ReadRecords | None = None
    file: SchemeFile | None = None
    row_ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of the rows of each list of the profile that has a row for each entry, by the path of the list."""


ReadScheme: TypeAlias = Callable[[Library], SchemeInput]
"""Reads a scheme. It is given the shared content, together with the trust's own projects, for names and choices. Raises
InputFault."""
