"""The schemas give an author completion and hints, so they are current and every field is explained."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.model.library import Kind
from generator.sources import schemas
from generator.sources.layout import FILE_KINDS
from tests import small

CURRENT = schemas.all_schemas()


@pytest.mark.parametrize("name", sorted(CURRENT))
def test_a_written_schema_is_current(name: str) -> None:
    written = small.ROOT / schemas.FOLDER / name

    assert written.read_text(encoding="utf-8") == CURRENT[name], "run: paired-learning schema"


def test_no_schema_is_left_over() -> None:
    assert sorted(path.name for path in (small.ROOT / schemas.FOLDER).iterdir()) == sorted(CURRENT)


def test_the_editor_knows_which_schema_belongs_to_which_files() -> None:
    settings = json.loads((small.ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))

    assert settings["yaml.schemas"] == schemas.editor_settings()


def unexplained(value: Any, path: str = "") -> list[str]:
    """Paths of the fields without a description."""
    if isinstance(value, list):
        return [found for part in value for found in unexplained(part, path)]
    if not isinstance(value, dict):
        return []
    fields = value.get("properties")
    found = [
        f"{path}.{name}"
        for name, field in (fields or {}).items()
        if "$ref" not in field and not field.get("description")
    ]
    return found + [missing for name, part in value.items() for missing in unexplained(part, f"{path}.{name}")]


@pytest.mark.parametrize("kind", FILE_KINDS, ids=schemas.name_of)
def test_every_field_has_a_description(kind: Kind) -> None:
    assert unexplained(schemas.schema(kind)) == []


@pytest.mark.parametrize("kind", FILE_KINDS, ids=schemas.name_of)
def test_what_is_worked_out_is_not_offered_to_an_author(kind: Kind) -> None:
    schema = schemas.schema(kind)

    assert not {"id", "source"} & set(schema.get("properties", {}))
    assert "null" not in json.dumps(schema)
