"""Things that were made from content, each kept for as long as nothing that its making read has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..model.base import Noun
from ..model.library import Library, Trust
from .downloads import Downloads
from .interruption import GoOn, always
from .recorded_library import ALL, IDS, SINGLE, Key, Record, RecordedNouns, recorded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Thing:
    value: Any
    read: Mapping[Key, str]
    """What its making read, with the version of each."""


class Kept:
    """Makes things from content that changes now and then.

    What a thing is made from is not declared but seen: the content is recorded, and `value` compares all that was read
    with what is there now. A function that makes a thing must therefore read content through `library`, `files` and
    `text` alone. A thing that holds a library must call `reads_all` of it, because more may be read from it later.

    `go_on` is asked before each thing is made.
    """

    def __init__(self, go_on: GoOn = always) -> None:
        self._go_on = go_on
        self._record = Record()
        self._things: dict[Hashable, _Thing] = {}
        self._current: set[Hashable] = set()
        """Names of the things that are up to date with the present content."""
        self._content: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._versions: dict[Key, str] = {}
        self._known: dict[int, tuple[object, str]] = {}
        """Versions of the objects of the present content, by their identity: none of them ever changes."""
        self._known_before: dict[int, tuple[object, str]] = {}

    def renew(self) -> None:
        """Begin with new content."""
        self._known_before, self._known = self._known, {}
        for of_last_time in (self._current, self._content, self._versions):
            of_last_time.clear()

    def forget_others(self) -> None:
        """Let go of what nobody has asked for since the content is what it is."""
        self._things = {name: thing for name, thing in self._things.items() if name in self._current}

    def library(self, content: str, library: Library) -> Library:
        """A library as content with a name; what is read of it is noted."""
        for field in Library.model_fields:
            value = getattr(library, field)
            self._content[content, field] = value if isinstance(value, dict) else {SINGLE: value}
        return recorded(library, self._record, content)

    def files(self, content: str, files: Downloads) -> Downloads:
        """Files by folder as content with a name. Their names and sizes are content, and their bytes are not."""
        self._content[content, SINGLE] = files
        return RecordedNouns(files, self._record, content, SINGLE)

    def text(self, content: str, text: str) -> Callable[[], str]:
        """A text as content with a name: a function that reads it."""
        self._content[content, SINGLE] = texts = {SINGLE: text}
        nouns = RecordedNouns(texts, self._record, content, SINGLE)
        return lambda: str(nouns[SINGLE])

    def reads_all(self, content: str) -> None:
        """Whatever is being made depends on all of a library."""
        keys = (Key(name, field, ALL) for name, field in self._content if name == content)
        self._record.note(set(keys))

    def value(self, name: Hashable, make: Callable[[], T]) -> T:
        """A thing by its name: as it was made before, if all that was read for it is the same now."""
        thing = self._things.get(name)
        if thing is not None and (name in self._current or self._is_current(thing)):
            self._record.note(thing.read.keys())
        else:
            self._go_on()
            self._record.begin()
            try:
                made = make()
            finally:
                read = self._record.end()
            thing = self._things[name] = _Thing(made, {key: self._version(key) for key in read})
        self._current.add(name)
        value: T = thing.value
        return value

    def _is_current(self, thing: _Thing) -> bool:
        return all(self._version(key) == version for key, version in thing.read.items())

    def _version(self, key: Key) -> str:
        """What changes when that which the key names does."""
        version = self._versions.get(key)
        if version is None:
            nouns = self._content.get((key.content, key.field), {})
            if key.id == ALL:
                version = _hash("\0".join(f"{id}\0{self._version_of(noun)}" for id, noun in nouns.items()))
            elif key.id == IDS:
                version = _hash("\0".join(nouns))
            else:
                version = self._version_of(nouns[key.id]) if key.id in nouns else ""
            self._versions[key] = version
        return version

    def _version_of(self, value: Any) -> str:
        known = self._known.get(id(value)) or self._known_before.get(id(value)) or (value, _hash(_all_of(value)))
        self._known[id(value)] = known
        return known[1]


def _all_of(value: Any) -> str:
    """Everything that can be read of a value."""
    if isinstance(value, Noun) and not isinstance(value, Trust):
        # This is five times as quick as `repr`, but cannot write the logo of a trust.
        return value.model_dump_json()
    if isinstance(value, Mapping):
        return "\0".join(f"{name}\0{len(content)}" for name, content in value.items())
    return repr(value)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
