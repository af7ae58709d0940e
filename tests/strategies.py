"""Hypothesis strategies that draw nouns from the types of their fields."""

from __future__ import annotations

import datetime
import enum
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import annotated_types
import yaml
from hypothesis import strategies as st
from pydantic import AfterValidator, StringConstraints
from pydantic.fields import FieldInfo

from generator.model import base, calendar_rules, colour
from generator.model.base import Noun, Refers
from generator.model.walk import authored_fields

Drawn = dict[str, Any]
Ids = Mapping[str, list[str]]
"""Ids that a drawn noun may refer to, by kind."""

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ŵŷâêîôûéö£–’"  # noqa: RUF001
SIGNS = "*_[]()#<>{}$&|\\`~=+-@\"'!:%^/.,;?"
"""Characters with a meaning in Markdown, HTML, Typst, Jinja, YAML, Excel or iCalendar."""
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda text: not base.is_device(text)
)
WORDS = st.text(LETTERS + SIGNS, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
PROSE = st.lists(
    st.text(LETTERS + SIGNS.replace("#", "").replace("=", "").replace("-", ""), max_size=30), max_size=4
).map(lambda lines: "\n".join(["Text", *lines]))
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2030, 12, 31)).map(datetime.date.isoformat)
CLOCKS = st.times().map(lambda time: time.strftime("%H:%M"))
"""Times of day as an author types them."""

_CHECKS: dict[Callable[..., Any], st.SearchStrategy[Any]] = {
    base._line: WORDS,
    base._prose: PROSE,
    base._plain_text: PROSE,
    base._slug: SLUGS,
    base._https: st.just("https://example.org/a?b=c&d"),
    base._email: st.just("o'hara+pairs@example.nhs.uk"),
    base._day: DAYS,
    base._clock: CLOCKS,
    calendar_rules._day_of_year: DAYS.map(lambda day: day[5:]),
}
_COLOURS = st.sampled_from(["#14532d", "#1E3A8A", "#000000"])
"""Dark enough for white text."""


def noun(model: type[Noun], ids: Ids) -> st.SearchStrategy[Drawn]:
    """The values of a noun as an author types them: every required field and some of the others."""
    return st.deferred(lambda: _noun(model, ids))


def _noun(model: type[Noun], ids: Ids) -> st.SearchStrategy[Drawn]:
    hints = _hints(model)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name in authored_fields(model):
        field: FieldInfo = model.model_fields[name]
        (required if field.is_required() else optional)[name] = _value(hints[name], ids)
    return st.fixed_dictionaries(required, optional=optional)


@cache
def _hints(model: type[Noun]) -> dict[str, Any]:
    return typing.get_type_hints(model, include_extras=True)


def _value(annotation: Any, ids: Ids) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _annotated(arguments[0], _flat(arguments[1:]), ids)
    if origin in (typing.Union, types.UnionType):
        return _value(next(option for option in arguments if option is not type(None)), ids)
    if origin is list:
        return _list(arguments[0], ids, 0)
    if origin is dict:
        keys = _value(arguments[0], ids) if isinstance(arguments[0], enum.EnumMeta) else SLUGS
        return st.dictionaries(keys, _value(arguments[1], ids), max_size=2)
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return noun(annotation, ids)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return st.sampled_from([choice.value for choice in annotation])
    if annotation is bool:
        return st.booleans()
    if annotation is float:
        return st.floats(-1000, 1000).map(lambda number: round(number, 1))
    raise AssertionError(f"no strategy draws {annotation}")


def _flat(metadata: tuple[Any, ...]) -> list[Any]:
    """Metadata of a type, including that inside pydantic's `Field`."""
    return [mark for outer in metadata for mark in (outer.metadata if isinstance(outer, FieldInfo) else [outer])]


def _annotated(inner: Any, metadata: list[Any], ids: Ids) -> st.SearchStrategy[Any]:
    for mark in metadata:
        if isinstance(mark, Refers):
            return st.sampled_from(ids[mark.kind])
        if isinstance(mark, AfterValidator) and mark.func in _CHECKS:
            return _CHECKS[mark.func]
        if isinstance(mark, StringConstraints) and mark.pattern == colour.PATTERN:
            return _COLOURS
        if pattern := getattr(mark, "pattern", None):
            return st.from_regex(pattern, fullmatch=True)
    limits = {name: getattr(mark, name) for mark in metadata for name in ("ge", "le") if hasattr(mark, name)}
    if inner is int:
        return st.integers(limits.get("ge", 0), limits.get("le", 100))
    if inner is float:
        return st.floats(limits.get("ge", 0), min(limits.get("le", 100), 100), allow_nan=False).map(
            lambda number: round(number, 2)
        )
    if typing.get_origin(inner) is list:
        least = next((mark.min_length for mark in metadata if isinstance(mark, annotated_types.MinLen)), 0)
        return _list(typing.get_args(inner)[0], ids, least)
    return _value(inner, ids)


def _list(entry: Any, ids: Ids, least: int) -> st.SearchStrategy[list[Any]]:
    """Short lists without duplicate ids."""

    def key(value: Any) -> Any:
        if isinstance(value, dict):
            return value.get("id", id(value))
        return tuple(value) if isinstance(value, list) else value

    choices = len(ids.get(_kind(entry) or "", "12"))
    most = max(least, min(2, choices) if _kind(entry) else 2)
    return st.lists(_value(entry, ids), min_size=least, max_size=most, unique_by=key)


def _kind(annotation: Any) -> str | None:
    return next((mark.kind for mark in typing.get_args(annotation)[1:] if isinstance(mark, Refers)), None)


class _WithoutAliases(yaml.SafeDumper):
    """Writes a repeated value out each time."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # as PyYAML names it
        return True


def as_yaml(values: Drawn) -> bytes:
    """Values as the text of a file."""
    return yaml.dump(values, Dumper=_WithoutAliases, allow_unicode=True, sort_keys=False).encode()
