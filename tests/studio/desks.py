"""Desks of the studio for tests, and questions to them."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from generator.publish.studio_data import data_files
from generator.sources.library_json import library_json
from generator.sources.tree import FONTS, read_project, read_theme
from generator.studio.data import EXAMPLE_LIST, EXAMPLES, LIBRARY, REGISTER
from generator.studio.desk import Desk
from generator.studio.messages import answer
from tests import project_content, small
from tests.worked import content as worked

TODAY = "2026-11-28"


def as_day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@cache
def data() -> Mapping[str, bytes]:
    """The studio's data files, as made of the project's own content."""
    content = read_project(small.ROOT)
    return data_files(content, project_content.library(), read_theme(small.ROOT))


def desk() -> Desk:
    """An empty desk with the project's own content, which is read once for all desks."""
    return copy.copy(_own_desk())


@cache
def _own_desk() -> Desk:
    return Desk(data(), str(small.ROOT / FONTS))


def worked_desk() -> Desk:
    """An empty desk with the library of the worked cohorts, whose trusts are its examples."""
    return copy.copy(_worked_desk())


@cache
def _worked_desk() -> Desk:
    library, inside = worked.library(), "content/trusts/"
    examples = {path.removeprefix(inside): raw for path, raw in worked.files().items() if path.startswith(inside)}
    return Desk(
        {
            LIBRARY: library_json(library),
            EXAMPLE_LIST: b"[]",
            REGISTER: b"code,name,region,closed,successor\n",
            **{f"{EXAMPLES}{path}": raw for path, raw in examples.items()},
        }
    )


def ask(desk: Desk, what: str, files: Sequence[tuple[str, bytes]] = (), **more: Any) -> dict[str, Any]:
    """The reply to a request, without the files that come with it."""
    return ask_for_files(desk, what, files, **more)[0]


def ask_for_files(
    desk: Desk, what: str, files: Sequence[tuple[str, bytes]] = (), **more: Any
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The reply to a request, and the files that come with it by name."""
    reply, produced = answer(desk, json.dumps({"what": what, "today": TODAY, **more}), files)
    return json.loads(reply), dict(produced)


def cell(opened: Mapping[str, Any], sheet: str, id: str, key: str) -> dict[str, Any]:
    """The address of a cell, by the id of its row, or `titles` or `next`, and the key of its column."""
    shown = next(each for each in opened["sheets"] if each["name"] == sheet)
    rows = {row["id"]: row["row"] for row in shown["rows"]}
    rows |= {"titles": shown["header_row"], "next": shown["next_row"]}
    columns = {column["key"]: column["number"] for column in shown["columns"]}
    return {"sheet": sheet, "row": rows[id], "column": columns[key]}
