"""Drafts: projects with values still to be filled in. Their other values are checked; the library leaves them out."""

from __future__ import annotations

import json
import typing
from functools import lru_cache

from pydantic import create_model

from ..model.base import Item
from ..model.diagnostics import Diagnostic, Severity
from ..model.draft import to_do_paths
from ..model.project import ImprovementProject
from ..model.walk import authored_fields
from .convert import faults_by_path, field_help
from .yaml_reader import Source

KINDS = ("improvement project", "trust project")
"""Kinds of nouns that may be drafts."""


def examine(source: Source, id: str) -> tuple[Item, list[Diagnostic]]:
    """A noun of the completed fields of a draft, and the faults that filling in the rest would not remove."""
    to_do = to_do_paths(source.data)
    faults = faults_by_path(source, ImprovementProject, id)
    open_fields = {path[0] for path in (*to_do, *(path for path, _ in faults)) if path}
    whole = tuple(name for name in authored_fields(ImprovementProject) if name in source.data.keys() - open_fields)
    values = {name: source.data[name] for name in whole} | {"id": id, "source": source.file}
    noun = _model(whole).model_validate_json(json.dumps(values))
    # Something to fill in at the path of a fault, or above or below it, explains the fault.
    unexplained = (fault for path, fault in faults if not any(path[: len(mark)] == mark[: len(path)] for mark in to_do))
    return noun, list(unexplained)


@lru_cache(maxsize=256)
def _model(names: tuple[str, ...]) -> type[Item]:
    """A model with some of a project's fields."""
    hints = typing.get_type_hints(ImprovementProject, include_extras=True)
    fields: dict[str, typing.Any] = {name: (hints[name], ...) for name in names}
    return create_model("Draft", __base__=Item, **fields)


def to_do_warnings(source: Source) -> list[Diagnostic]:
    """A warning for each value that is still to be filled in."""
    warnings = []
    for path in to_do_paths(source.data):
        name = next((str(step) for step in reversed(path) if isinstance(step, str)), "this")
        message, advice = f"`{name}` is still to be filled in", field_help(ImprovementProject, path)
        warnings.append(Diagnostic("to-do", message, source.place(path), advice, Severity.WARNING))
    return warnings
