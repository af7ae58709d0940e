"""Reads a list of projects as drafts for a trust's own menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.menu_table import BY_FIELD, names
from ..sources.column_guess import plain
from ..sources.menu_import import Existing, import_lists
from ..sources.menu_names import MENU
from ..sources.tables.read import read_lists
from ..writers import yaml_text
from . import schema, wire
from .desk import Desk
from .wire import Files, Reply

PROJECTS = "projects/"
"""Folder of a trust's own projects, beside its workbook."""


def import_menu(desk: Desk, request: Mapping[str, Any], files: Files) -> Reply:
    """Drafts of the projects in some lists.

    `columns` of the request has the field by the title of a column, empty for one to leave out; of other columns the
    field is guessed.
    """
    library, scheme = desk.library, desk.scheme
    open_library = desk.checked.library if scheme else None
    trust = open_library.trusts[scheme.slug] if scheme and open_library else None
    beside = scheme.beside if scheme else {}
    mapping = {plain(title): field or None for title, field in request.get("columns", {}).items()}
    if unknown := [field for field in mapping.values() if field and field not in BY_FIELD]:
        raise ValueError(f"no field {unknown[0]}")
    lists = read_lists(
        dict(files), lambda title: mapping[plain(title)] if plain(title) in mapping else MENU.field_of(title)
    )
    own = {
        path.removeprefix(PROJECTS).removesuffix(".yml"): (path, raw)
        for path, raw in beside.items()
        if path.startswith(PROJECTS)
    }
    existing = Existing(own, {id: project.source for id, project in library.projects.items()})
    result = import_lists(lists, mapping, names(library, trust), existing, shared=False)
    drafts: list[schema.Draft] = [
        {"id": draft.id, "title": str(draft.values["title"]), "to_do": draft.to_do} for draft in result.drafts
    ]
    columns: list[schema.ListColumns] = [
        {
            "list": table.name,
            "columns": [
                {"column": match.column, "field": match.field, "how": match.how.value if match.how else None}
                for match in matches
                if match.column
            ],
        }
        for table, matches in result.tables
    ]
    reply = {
        "projects": drafts,
        "columns": columns,
        "fields": [{"field": column.field, "title": column.title} for column in BY_FIELD.values()],
        "notices": lists.notices,
        "rows": result.rows,
        "unchanged": result.unchanged,
        "faults": wire.faults(result.faults),
    }
    return reply, [(f"{PROJECTS}{draft.id}.yml", yaml_text.draft(draft)) for draft in result.drafts]
