"""The shared menu for other programs: every project with all its fields, and the schema of that data."""

from __future__ import annotations

import json
from typing import Any

from ..model.library import KIND, Library
from ..model.project import ImprovementProject
from ..planning.history import History
from ..planning.menu import MenuEntry, shared_menu

PROJECT_KIND = "improvement project"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NOT_PUBLISHED = ("source", "progress")
"""Fields of a project that are about its file, or about one trust."""

_ENVELOPE = {
    "title": "Name of the programme.",
    "release": "Release of the content, a year and a number.",
    "date": "Day of the release.",
    "licence": "Address of the licence: use it, change it, credit it.",
}
_WORKED_OUT = {
    "page": ("string", "Page of the project, relative to this file."),
    "came_in": ("string", "Release that added it."),
    "changed_in": ("string", "Last release that changed it."),
    "weeks_needed": ("integer", "Weeks from the charter to the last point: those of getting the data, and the work."),
    "tight_from_months": ("integer", "Cohorts of this many months or more have just enough weeks for it."),
    "fits_from_months": ("integer", "Cohorts of this many months or more have weeks to spare."),
}
_TITLED = [KIND[name] for name in ("theme", "setting", "specialty", "domain", "workshop", "role")]
"""The kinds of nouns whose titles the data has by id."""


def menu_data(library: Library, ending: str = "/") -> dict[str, Any]:
    """The menu as plain values. Withdrawn projects are included, and marked as such.

    `ending` is the ending of a page's address.
    """
    history, entries = History(library), {entry.project.id: entry for entry in shared_menu(library)}
    return {
        "title": library.programme.title,
        "release": library.release.id,
        "date": library.release.date.isoformat(),
        "licence": LICENCE,
        "projects": [
            _project(project, entries.get(project.id), history, ending) for project in library.projects.values()
        ],
        **{kind.attribute: {id: noun.title for id, noun in kind.of(library).items()} for kind in _TITLED},
    }


def _project(project: ImprovementProject, entry: MenuEntry | None, history: History, ending: str) -> dict[str, Any]:
    item = history.of(PROJECT_KIND, project.id)
    worked_out = {
        "page": f"../projects/{project.id}{ending}",
        "came_in": item.introduced.id,
        "changed_in": item.changed.id,
        "weeks_needed": project.weeks_needed,
        "tight_from_months": entry.tight_from if entry else None,
        "fits_from_months": entry.fits_from if entry else None,
    }
    fields = project.model_dump(mode="json", exclude=set(NOT_PUBLISHED), exclude_none=True)
    known = {name: value for name, value in worked_out.items() if value is not None}
    return {"id": project.id, "title": project.title} | fields | known


def menu_schema() -> dict[str, Any]:
    """The JSON Schema of `menu_data`."""
    project = ImprovementProject.model_json_schema(mode="serialization")
    definitions = project.pop("$defs")
    for name in NOT_PUBLISHED:
        del project["properties"][name]
    del definitions["Progress"], definitions["ProjectStatus"], definitions["SponsorContact"]
    project["properties"] |= {name: {"type": kind, "description": text} for name, (kind, text) in _WORKED_OUT.items()}
    required = [name for name in project["required"] if name not in ("id", *NOT_PUBLISHED)]
    project["required"] = ["id", *required, "page", "came_in", "changed_in", "weeks_needed"]
    titles = {"type": "object", "additionalProperties": {"type": "string"}}
    about_titles = {kind.attribute: f"Titles of {kind.plural} by id." for kind in _TITLED}
    about_titles["domains"] = "Titles of leadership domains by id."
    schema = {
        "$schema": DIALECT,
        "title": "Project menu",
        "type": "object",
        "properties": {
            **{name: {"type": "string", "description": text} for name, text in _ENVELOPE.items()},
            "projects": {"type": "array", "items": {"$ref": "#/$defs/ImprovementProject"}, "description": "Projects."},
            **{name: titles | {"description": text} for name, text in about_titles.items()},
        },
        "required": [*_ENVELOPE, "projects", *about_titles],
        "$defs": {**definitions, "ImprovementProject": project},
    }
    return _tidied(schema)  # type: ignore[no-any-return]


def _tidied(value: Any) -> Any:
    """The schema with each description on one line, and without what only our own editors use."""
    if isinstance(value, dict):
        return {
            key: " ".join(inner.split()) if key == "description" and isinstance(inner, str) else _tidied(inner)
            for key, inner in value.items()
            if key != "authored"
        }
    return [_tidied(entry) for entry in value] if isinstance(value, list) else value


def as_json(values: dict[str, Any]) -> bytes:
    """Values as a JSON file."""
    return (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode()


def field_rows() -> list[tuple[str, str]]:
    """Each field of a published project and its description in the schema."""
    project = menu_schema()["$defs"]["ImprovementProject"]["properties"]
    return [(name, field.get("description", "")) for name, field in project.items()]
