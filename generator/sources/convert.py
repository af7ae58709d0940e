"""Turns values with positions into nouns: pydantic validates, and its errors become diagnostics in our words."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from ..model.base import SLUG_LENGTH, Item, Noun, is_device, is_slug
from ..model.descriptions import descriptions
from ..model.diagnostics import Diagnostic, Place
from ..model.english import counted
from ..model.suggestions import did_you_mean
from ..model.walk import Path, Shape, authored_fields, shapes
from .yaml_reader import Source

N = TypeVar("N", bound=Noun)

_TYPE_NAMES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping with fields of its own",
    "model_attributes_type": "a mapping with fields of its own",
    "date_type": "a date such as 2027-01-13",
    "time_type": "a clock time such as 13:00",
}

_TYPE_ADVICE = {
    "a list": "start each entry on a line of its own with `- `",
    "true or false": "write true or false, without quotes",
    "a whole number": "write it in digits, without quotes",
    "a number": "write it in digits, without quotes",
}

_ADVICE = {
    "bad-email": "write it as name@example.nhs.uk",
    "bad-link": "copy the whole address from the browser; it starts with https://",
    "empty-text": "write something, or delete the line",
    "hidden-character": "retype the text instead of pasting it",
    "control-character": "retype the text instead of pasting it",
    "not-one-line": "put it all on the same line as the field name",
    "too-long": "shorten it",
    "bad-id": "use small letters, digits and single hyphens",
    "device-name": "use a longer name",
    "bad-date": "check the year",
    "bad-time": "write a clock time such as 13:00",
}

_BOUNDS = {"greater_than_equal": ("ge", "least", "more"), "less_than_equal": ("le", "most", "less")}
_LENGTHS = {
    "too_short": ("too-few", "min_length", "needs at least", "add entries, each on a line of its own with `- `"),
    "too_long": ("too-many", "max_length", "can have at most", "take some out"),
}
_SAMPLES = {"date": "a date such as 2027-01-13", "time": "a clock time such as 13:00"}


def convert(source: Source, model: type[N], id: str, path: Path = ()) -> tuple[N | None, list[Diagnostic]]:
    """The noun in a file, or in the entry at a path of it; None with all its faults if it has any."""
    noun, faults = _converted(source, model, id, path)
    return (None, [fault for _, fault in faults]) if faults else (noun, [])


def faults_by_path(source: Source, model: type[Noun], id: str) -> list[tuple[Path, Diagnostic]]:
    """Every fault of a whole file, with the path of the value that it is about."""
    return convert_by_path(source, model, id)[1]


def convert_by_path(source: Source, model: type[N], id: str) -> tuple[N | None, list[tuple[Path, Diagnostic]]]:
    """The noun in a whole file, and every fault with the path of the value that it is about."""
    return _converted(source, model, id, ())


def _converted(source: Source, model: type[N], id: str, path: Path) -> tuple[N | None, list[tuple[Path, Diagnostic]]]:
    value: Any = source.data
    for step in path:
        value = value[step]
    id_faults: list[Diagnostic] = []
    value = _with_ids(value, Shape(model=model), id, source, path, id_faults)
    faults: list[tuple[Path, Diagnostic]] = [((), fault) for fault in id_faults]
    try:
        return model.model_validate_json(json.dumps(value)), faults
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            loc = tuple(step for step in fault["loc"] if step != "[key]")
            faults.append((loc, _diagnostic(source, model, path, loc, fault)))
        return None, faults


def field_help(model: type[Noun], path: Path) -> str | None:
    """The first sentence of the description of a field, or of the nearest field that contains the path."""
    for length in range(len(path), 0, -1):
        if isinstance(path[length - 1], str):
            return _description(model, path[:length])
    return None


def _with_ids(value: Any, shape: Shape, id: str | None, source: Source, path: Path, faults: list[Diagnostic]) -> Any:
    """The value with `id` and `source` filled in for every item."""
    if shape.list_of and isinstance(value, list):
        return [_with_ids(item, shape.list_of, None, source, (*path, n), faults) for n, item in enumerate(value)]
    if shape.dict_of and isinstance(value, dict):
        if shape.dict_of.model and issubclass(shape.dict_of.model, Item):
            faults += [fault for key in value if (fault := id_fault(key, source.place((*path, key), key=True)))]
        return {key: _with_ids(item, shape.dict_of, key, source, (*path, key), faults) for key, item in value.items()}
    if shape.model is None or not isinstance(value, dict):
        return value
    filled = dict(value)
    for name, field in _fields_with_nouns(shape.model):
        if name in filled:
            filled[name] = _with_ids(filled[name], field, None, source, (*path, name), faults)
    if issubclass(shape.model, Item):
        for name in ("id", "source"):
            if name in value:
                message = f"`{name}` comes from the file name or the key, so it must not be typed"
                place = source.place((*path, name), key=True)
                faults.append(Diagnostic("worked-out-field", message, place, "delete this line"))
        filled |= {"id": id or "", "source": source.file}
    return filled


@cache
def _fields_with_nouns(model: type[Noun]) -> tuple[tuple[str, Shape], ...]:
    def holds_nouns(shape: Shape) -> bool:
        inner = shape.list_of or shape.dict_of
        return holds_nouns(inner) if inner else shape.model is not None

    return tuple((name, shape) for name, shape in shapes(model).items() if holds_nouns(shape))


def id_fault(id: str, place: Place) -> Diagnostic | None:
    """Why a text cannot be an id; None if it can."""
    if is_device(id):
        message = f"`{id[:80]}` cannot be an id: Windows reserves the name for a device"
        return Diagnostic("device-name", message, place, _ADVICE["device-name"])
    if not is_slug(id):
        advice = f"use small letters, digits and single hyphens, at most {SLUG_LENGTH} characters"
        return Diagnostic("bad-id", f"`{id[:80]}` is not an id", place, advice)
    return None


def _model_at(model: type[Noun], path: Path) -> type[Noun] | None:
    """The model of the noun at a path within another."""
    shape = Shape(model=model)
    for step in path:
        if shape.model is not None and isinstance(step, str):
            fields = shapes(shape.model)
            if step not in fields:
                return None
            shape = fields[step]
        else:
            shape = shape.list_of or shape.dict_of or Shape()
    return shape.model


def _words(model: type[Noun] | None) -> str:
    """A model's name in words: ImprovementProject is an improvement project."""
    if model is None:
        return "entry"
    name = model.__name__
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _diagnostic(source: Source, model: type[Noun], base: Path, loc: Path, fault: Any) -> Diagnostic:
    kind: str = fault["type"]
    path = (*base, *loc)
    context: dict[str, Any] = fault.get("ctx", {})
    question = source.question(path)
    name = (
        question[0] if question else next((str(step) for step in reversed(loc) if isinstance(step, str)), "this entry")
    )
    value = fault.get("input")
    if kind == "missing" and question:
        return Diagnostic("missing-field", f"`{name}` is empty", source.place(path), f"fill it in: {question[1]}")
    if kind == "missing":
        description = _description(model, loc)
        message = f"the {_words(_model_at(model, loc[:-1]))} has no `{loc[-1]}`"
        advice = f"add `{loc[-1]}`: {description}" if description else None
        return Diagnostic("missing-field", message, source.place(path[:-1], key=True), advice)
    if kind == "extra_forbidden":
        owner = _model_at(model, loc[:-1])
        known = list(authored_fields(owner)) if owner else []
        hint = did_you_mean(str(loc[-1]), known) or f"the fields are {', '.join(f'`{field}`' for field in known)}"
        message = f"`{loc[-1]}` is not a field of the {_words(owner)}"
        return Diagnostic("unknown-field", message, source.place(path, key=True), hint)
    place = source.place(path)
    if kind == "enum" or kind == "literal_error":
        known = [choice.strip(" '") for choice in str(context.get("expected", "")).replace(" or ", ",").split(",")]
        message = f"`{name}` cannot be `{value}`; it must be one of {', '.join(known)}"
        return Diagnostic("unknown-choice", message, place, did_you_mean(str(value), known))
    if kind in _TYPE_NAMES:
        return _wrong_type(name, kind, value, source, path)
    if kind.startswith(("date_", "time_", "datetime_")):
        sample = _SAMPLES[kind.partition("_")[0].replace("datetime", "date")]
        message = f"`{value}` is not a valid {sample.partition(' such')[0].removeprefix('a ')}"
        return Diagnostic("bad-date" if "date" in kind else "bad-time", message, place, f"write {sample}")
    if kind in _BOUNDS:
        key, bound, direction = _BOUNDS[kind]
        message = f"`{name}` is {value}; it must be at {bound} {context[key]}"
        return Diagnostic("out-of-range", message, place, f"write {context[key]} or {direction}")
    if kind in _LENGTHS:
        code, key, needs, advice = _LENGTHS[kind]
        entries = counted(context["actual_length"], "entry", "entries")
        message = f"`{name}` has {entries}; it {needs} {context[key]}"
        return Diagnostic(code, message, source.place(path, key=True), advice)
    if kind == "string_pattern_mismatch":
        help = question[1] if question else _description(model, loc)
        return Diagnostic("bad-form", f"`{name}` cannot be `{str(value)[:80]}`", place, help)
    if kind == "json_invalid":
        return Diagnostic("control-character", "the file contains half of a character (a lone surrogate)", place)
    return Diagnostic(kind.replace("_", "-"), f"`{name}`: {fault['msg']}", place, _ADVICE.get(kind))


def _wrong_type(name: str, kind: str, value: Any, source: Source, path: Path) -> Diagnostic:
    wanted = _TYPE_NAMES[kind]
    if value is None:
        message = f"`{name}` is empty; it should be {wanted}"
        return Diagnostic("empty-field", message, source.place(path, key=True), "give a value, or delete the line")
    advice = _TYPE_ADVICE.get(wanted)
    if isinstance(value, dict):
        actual = "a mapping"
        if wanted == "text":
            advice = "put the whole text in quotes if it holds a colon and a space"
    elif isinstance(value, list):
        actual = "a list"
    elif isinstance(value, str):
        actual = f"the text `{value[:60]}`"
    else:
        typed = json.dumps(value)
        actual = f"`{typed}`" if isinstance(value, bool) else f"the number {typed}"
        if wanted == "text":
            advice = f'put it in quotes: "{typed}"'
    return Diagnostic("wrong-type", f"`{name}` should be {wanted}, not {actual}", source.place(path), advice)


def _description(model: type[Noun], loc: Path) -> str | None:
    """The first sentence of a field's description, without its full stop."""
    owner = _model_at(model, loc[:-1])
    text = descriptions(owner).get(str(loc[-1])) if owner else None
    return " ".join(text.split()).split(". ")[0].rstrip(".") if text else None
