"""Walks the values of a noun by the types of its fields, to find references, prose and claims."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic import AfterValidator

from .base import Advice, Evidenced, EvidenceLabel, Item, Noun, Refers, _line, _prose
from .instrument import Instrument
from .programme import Figure
from .template import Template

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Shape:
    """What a field contains. At most one of `model`, `list_of` and `dict_of` is set; none for a plain value."""

    model: type[Noun] | None = None
    list_of: Shape | None = None
    dict_of: Shape | None = None
    refers: str | None = None
    """Kind of noun that a text refers to."""
    prose: bool = False
    line: bool = False

    @property
    def matters(self) -> bool:
        """Whether a walk visits anything in this field."""
        inner = self.list_of or self.dict_of
        return inner.matters if inner else bool(self.model or self.refers or self.prose or self.line)


@cache
def shapes(model: type[Noun]) -> dict[str, Shape]:
    """The shape of each field of a model."""
    return {name: _shape(field.annotation, field.metadata) for name, field in model.model_fields.items()}


def _shape(annotation: Any, marks: Sequence[Any] = ()) -> Shape:
    """The shape of a type. `marks` are those of an `Annotated` around it, which pydantic keeps apart."""
    refers = next((mark.kind for mark in marks if isinstance(mark, Refers)), None)
    checks = [mark.func for mark in marks if isinstance(mark, AfterValidator)]
    if refers or _prose in checks or _line in checks:
        return Shape(refers=refers, prose=_prose in checks, line=_line in checks)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shape(arguments[0], arguments[1:])
    if origin in (typing.Union, types.UnionType):
        return next((_shape(option) for option in arguments if option is not type(None)), Shape())
    if origin is list:
        return Shape(list_of=_shape(arguments[0]))
    if origin is dict:
        return Shape(dict_of=_shape(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return Shape(model=annotation)
    return Shape()


class Visit(NamedTuple):
    """A value on a walk, with its path and the shape of its field."""

    path: Path
    value: Any
    shape: Shape


def walk(noun: Noun) -> list[Visit]:
    """Every noun, reference, line and piece of prose within a noun, itself included, in the order of its fields."""
    visits: list[Visit] = []
    _walk_noun(noun, (), visits)
    return visits


@cache
def _shape_of(model: type[Noun]) -> tuple[Shape, tuple[tuple[str, Shape], ...]]:
    """The shape of a model, and its fields that a walk visits."""
    return Shape(model=model), tuple((name, shape) for name, shape in shapes(model).items() if shape.matters)


def _walk_noun(noun: Noun, path: Path, visits: list[Visit]) -> None:
    own, fields = _shape_of(type(noun))
    visits.append(Visit(path, noun, own))
    for name, shape in fields:
        value = getattr(noun, name)
        if value is not None:
            _walk_value(value, shape, (*path, name), visits)


def _walk_value(value: Any, shape: Shape, path: Path, visits: list[Visit]) -> None:
    if shape.list_of:
        for index, item in enumerate(value):
            _walk_value(item, shape.list_of, (*path, index), visits)
    elif shape.dict_of:
        for key, item in value.items():
            _walk_value(item, shape.dict_of, (*path, key), visits)
    elif shape.model:
        _walk_noun(value, path, visits)
    else:
        visits.append(Visit(path, value, shape))


@cache
def _leads_to(model: type[Noun], kind: str) -> tuple[tuple[str, Shape], ...]:
    """The fields of a model that may contain references to a kind of noun."""

    def leads(shape: Shape, above: tuple[type[Noun], ...]) -> bool:
        inner = shape.list_of or shape.dict_of
        if inner:
            return leads(inner, above)
        if shape.model and shape.model not in above:
            return any(leads(field, (*above, shape.model)) for field in shapes(shape.model).values())
        return shape.refers == kind

    return tuple((name, shape) for name, shape in shapes(model).items() if leads(shape, (model,)))


def references_to(noun: Noun, kind: str) -> Iterator[str]:
    """Ids of the nouns of one kind that a noun refers to, in the order of its fields."""

    def within(value: Any, shape: Shape) -> Iterator[str]:
        inner = shape.list_of or shape.dict_of
        if inner:
            for item in value.values() if shape.dict_of else value:
                yield from within(item, inner)
        elif shape.model and value is not None:
            yield from references_to(value, kind)
        elif value is not None and shape.refers == kind:
            yield value

    for name, shape in _leads_to(type(noun), kind):
        yield from within(getattr(noun, name), shape)


def cited(noun: Noun) -> list[str]:
    """Ids of the references that a noun cites, in the order of first use."""
    return list(dict.fromkeys(references_to(noun, "reference")))


def reports(noun: Noun) -> bool:
    """Whether a noun says what happened elsewhere: a figure, or a claim and the like labelled pilot or published.

    What a form or template says is for its reader, whatever its own label.
    """
    if isinstance(noun, Figure):
        return True
    if not isinstance(noun, Evidenced | Advice) or isinstance(noun, Instrument | Template):
        return False
    return noun.evidence is not EvidenceLabel.SUGGESTED


def own_texts(visits: Iterable[Visit]) -> Iterator[Visit]:
    """On a walk of a noun, the lines and prose that are this guide's own, not reported."""
    reported: Path | None = None
    for visit in visits:
        if reported is not None and visit.path[: len(reported)] == reported:
            continue
        reported = None
        if visit.shape.model:
            reported = visit.path if reports(visit.value) else None
        elif visit.shape.prose or visit.shape.line:
            yield visit


def claims_of(noun: Noun) -> Iterator[tuple[Path, Evidenced | Advice]]:
    """Everything within a noun that carries an evidence label."""
    for visit in walk(noun):
        if visit.shape.model and issubclass(visit.shape.model, Evidenced | Advice):
            yield visit.path, visit.value


@cache
def authored_fields(model: type[Noun]) -> tuple[str, ...]:
    """The fields that an author may type: all but the computed ones."""
    computed = ("id", "source") if issubclass(model, Item) else ()
    return tuple(name for name in model.model_fields if name not in computed)
