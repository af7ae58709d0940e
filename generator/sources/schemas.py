"""JSON Schemas of the content's files, for completion and hints in an author's editor."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from ..model.base import Noun
from ..model.library import Kind
from .layout import FILE_KINDS

FOLDER = ".vscode/schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def name_of(kind: Kind) -> str:
    """File name of the schema of a kind of file. A trust's own projects share the schema of the menu's."""
    return f"{kind.name if kind.keyed else _model_name(kind.model)}.schema.json".replace(" ", "-")


def _model_name(model: type[Noun]) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip("-")


def all_schemas() -> dict[str, str]:
    """Text of every schema by its file name."""
    return {name_of(kind): json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n" for kind in FILE_KINDS}


def editor_settings() -> dict[str, list[str]]:
    """Patterns of files by schema, as `yaml.schemas` of VS Code's YAML extension."""
    settings: dict[str, list[str]] = {}
    for kind in FILE_KINDS:
        pattern = kind.file.replace("<trust>", "*")
        settings.setdefault(f"./{FOLDER}/{name_of(kind)}", []).append(pattern)
    return settings


def schema(kind: Kind) -> dict[str, Any]:
    """The schema of a kind of file as an author types it, without computed fields."""
    result = kind.model.model_json_schema(schema_generator=GenerateJsonSchema)
    for model in (result, *result.get("$defs", {}).values()):
        _as_typed(model)
    _tidy(result)
    if kind.keyed:
        definitions = result.pop("$defs", {})
        definitions[kind.model.__name__] = result
        result = {
            "title": f"{kind.plural.capitalize()} by id",
            "type": "object",
            "additionalProperties": {"$ref": f"#/$defs/{kind.model.__name__}"},
            "$defs": definitions,
        }
    return {"$schema": DIALECT, **result}


def _as_typed(model: dict[str, Any]) -> None:
    properties: dict[str, Any] = model.get("properties", {})
    for name in [name for name, value in properties.items() if value.get("authored") is False]:
        del properties[name]
        model["required"] = [other for other in model.get("required", []) if other != name]


def _tidy(value: Any) -> None:
    """Put descriptions on one line, and drop `null` and objects as defaults, which an editor would insert."""
    if isinstance(value, dict):
        if isinstance(value.get("description"), str):
            value["description"] = " ".join(value["description"].split())
        if isinstance(value.get("default"), dict):
            del value["default"]
        options = value.get("anyOf")
        if isinstance(options, list) and {"type": "null"} in options:
            others = [option for option in options if option != {"type": "null"}]
            del value["anyOf"]
            value |= others[0] if len(others) == 1 else {"anyOf": others}
            value.pop("default", None)
        for nested in value.values():
            _tidy(nested)
    elif isinstance(value, list):
        for nested in value:
            _tidy(nested)
