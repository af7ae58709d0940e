"""Schemas for editors are up to date and describe every field."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from generator.model.library import Kind
from generator.sources import schemas
from generator.sources.layout import FILE_KINDS
from tests import small

current = cache(schemas.all_schemas)
WRITTEN = sorted(path.name for path in (small.ROOT / schemas.FOLDER).iterdir())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_committed_schema_is_up_to_date(name: str) -> None:
    written = small.ROOT / schemas.FOLDER / name

    assert written.read_text(encoding="utf-8") == current()[name], "run: paired-learning schema"


def test_there_are_no_other_schemas() -> None:
    assert sorted(current()) == WRITTEN


def test_the_editor_knows_which_schema_belongs_to_which_files() -> None:
    settings = json.loads((small.ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))

    assert settings["yaml.schemas"] == schemas.editor_settings()


def unexplained(value: Any, path: str = "") -> list[str]:
    """Paths of the fields without a description."""
    if isinstance(value, list):
        return [name for item in value for name in unexplained(item, path)]
    if not isinstance(value, dict):
        return []
    fields = value.get("properties")
    missing = [
        f"{path}.{name}"
        for name, field in (fields or {}).items()
        if "$ref" not in field and not field.get("description")
    ]
    return missing + [field for name, item in value.items() for field in unexplained(item, f"{path}.{name}")]


@pytest.mark.parametrize("kind", FILE_KINDS, ids=schemas.name_of)
def test_every_field_has_a_description(kind: Kind) -> None:
    assert unexplained(schemas.schema(kind)) == []


@pytest.mark.parametrize("kind", FILE_KINDS, ids=schemas.name_of)
def test_computed_fields_are_not_offered_to_an_author(kind: Kind) -> None:
    schema = schemas.schema(kind)

    assert not {"id", "source"} & set(schema.get("properties", {}))
    assert "null" not in json.dumps(schema)
