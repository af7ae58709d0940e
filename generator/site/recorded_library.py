"""A library that notes which of its nouns are read: what was made from them is made again only if they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..model.library import Library

ALL, IDS, SINGLE = "*", "#", ""
"""In place of the id of a noun: every noun of a field in order, the ids in order, and the noun of a field without ids.

No noun has any of these as its id.
"""


class Key(NamedTuple):
    """What can be read."""

    content: str
    """Name of the library, such as that in a usual cohort's words, or of other content."""
    field: str
    """Field of the library."""
    id: str
    """Id of a noun, which may be missing, or `ALL`, `IDS` or `SINGLE`."""


class Record:
    """What is read while things are made. A thing's reads include those of whatever is made for it."""

    def __init__(self) -> None:
        self._open: list[set[Key]] = []

    def begin(self) -> None:
        """From now until its `end`, what is read belongs to another thing."""
        self._open.append(set())

    def end(self) -> frozenset[Key]:
        """What was read for the thing that was begun last."""
        reads = frozenset(self._open.pop())
        self.note(reads)
        return reads

    def note(self, keys: Iterable[Key]) -> None:
        """These were read."""
        if self._open:
            self._open[-1].update(keys)


class RecordedNouns(dict[str, Any]):
    """Nouns by id. Whoever asks for one of them reads no other."""

    def __init__(self, nouns: Mapping[str, Any], record: Record, content: str, field: str) -> None:
        super().__init__(nouns)
        self._record, self._content, self._field = record, content, field

    def _note(self, id: object) -> None:
        self._record.note({Key(self._content, self._field, str(id))})

    def __getitem__(self, id: str) -> Any:
        self._note(id)
        return super().__getitem__(id)

    def get(self, id: str, default: Any = None) -> Any:
        """As that of a dict."""
        self._note(id)
        return super().get(id, default)

    def __contains__(self, id: object) -> bool:
        self._note(id)
        return super().__contains__(id)

    def __iter__(self) -> Iterator[str]:
        self._note(IDS)
        return super().__iter__()

    def __reversed__(self) -> Iterator[str]:
        self._note(IDS)
        return super().__reversed__()

    def __len__(self) -> int:
        self._note(IDS)
        return super().__len__()

    def keys(self) -> Any:
        """As that of a dict."""
        self._note(IDS)
        return super().keys()

    def values(self) -> Any:
        """As that of a dict."""
        self._note(ALL)
        return super().values()

    def items(self) -> Any:
        """As that of a dict."""
        self._note(ALL)
        return super().items()

    def __or__(self, other: Any) -> Any:
        return {**self} | other

    def __ror__(self, other: Any) -> Any:
        return other | {**self}

    def copy(self) -> dict[str, Any]:
        """As that of a dict."""
        return {**self}

    def __eq__(self, other: object) -> bool:
        self._note(ALL)
        return super().__eq__(other)

    __hash__ = None


class RecordedLibrary(Library):
    """A library that notes which nouns are read, and so does each copy of it."""

    _record: Record
    _content: str

    def __getattribute__(self, name: str) -> Any:
        if name in _SINGLE_FIELDS:
            self._record.note({Key(self._content, name, SINGLE)})
        return super().__getattribute__(name)


_SINGLE_FIELDS = frozenset(
    name for name, field in Library.model_fields.items() if not str(field.annotation).startswith("dict[")
)


def recorded(library: Library, record: Record, content: str) -> Library:
    """The library, as content with a name."""
    values: dict[str, Any] = {name: getattr(library, name) for name in Library.model_fields}
    for name, value in values.items():
        if isinstance(value, dict):
            values[name] = RecordedNouns(value, record, content, name)
    result = RecordedLibrary.model_construct(None, **values)
    result._record, result._content = record, content
    return result
