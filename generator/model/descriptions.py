"""Descriptions of the fields of nouns: the docstring below each, which authors read as help."""

from __future__ import annotations

import ast
import importlib.resources
import inspect
import json
import sys
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

BESIDE_BYTECODE = "descriptions.json"
"""File beside the bytecode of this module that has the descriptions of all modules: a browser is given no sources."""


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The description of each field that has one, by the field's name.

    pydantic's `use_attribute_docstrings` reads the source of every model when it is imported, which took a fifth of the
    start of a command. Few commands need a description.
    """
    inherited = [descriptions(base) for base in reversed(model.__bases__) if issubclass(base, BaseModel)]
    own = descriptions_of(model.__module__).get(model.__qualname__, {})
    merged = {name: text for fields in (*inherited, own) for name, text in fields.items()}
    return {name: merged[name] for name in model.model_fields if merged.get(name)}


@cache
def descriptions_of(name: str) -> dict[str, dict[str, str]]:
    """What stands below each field of each class of a module; empty for a field without a docstring."""
    if __file__.endswith(".pyc"):
        return _beside_bytecode().get(name, {})
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {each.name: _of_class(each) for each in tree.body if isinstance(each, ast.ClassDef)}


@cache
def _beside_bytecode() -> dict[str, dict[str, dict[str, str]]]:
    modules: dict[str, dict[str, dict[str, str]]] = json.loads(
        importlib.resources.files(__package__).joinpath(BESIDE_BYTECODE).read_bytes()
    )
    return modules


def _of_class(definition: ast.ClassDef) -> dict[str, str]:
    return {
        statement.target.id: inspect.cleandoc(below.value.value)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
        else ""
        for statement, below in pairwise([*definition.body, ast.Pass()])
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }
