"""One view of the studio on a page of its own, with a scheme that a test gives it and a program that it plays."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import material

from generator.model.sheets.form import SheetForm
from generator.studio.desk import Desk
from tests import small
from tests.browser.studio_server import serve_studio
from tests.quiet_server import CACHED, serve

HERE = Path(__file__).parent
MATERIAL = Path(material.__file__).parent / "templates/assets/stylesheets"
REAL = (HERE / "real.js").read_text(encoding="utf-8")
FIRST_ROW, FIRST_COLUMN = 4, 2
"""Where a sheet's first row and column are: above it are its note and titles, beside it the ids of rows."""

Json = dict[str, Any]
SILENT = "export default (request) => { throw new Error(`no answer to ${request.what}`); };"
"""A program that a view must not need."""


def sheet(
    form: SheetForm, rows: Iterable[Mapping[str, Any]], choices: Mapping[str, Sequence[str]] | None = None
) -> Json:
    """A sheet as the program gives it to the page."""
    cells = list(rows)
    columns = [
        {
            **{key: getattr(column, key) for key in ("key", "title", "help", "kind", "strict", "several", "width")},
            **{key: getattr(column, key) for key in ("fill", "required", "suggested")},
            "worked_out": column.formula is not None,
            "number": FIRST_COLUMN + number,
            "choices": list((choices or {})[column.choices]) if column.choices in (choices or {}) else None,
        }
        for number, column in enumerate(form.columns)
    ]
    field = dict.fromkeys(("label", "section", "usual", "help", "kind", "choices", "several", "required"))
    return {
        "name": form.name,
        "note": form.note,
        "use": form.use.name.lower(),
        "header_row": FIRST_ROW - 1,
        "fixed_columns": form.fixed_columns,
        "columns": columns,
        "rows": [
            {"id": f"row-{number}", "row": FIRST_ROW + number, "own": False, "cells": dict(row), **field}
            for number, row in enumerate(cells)
        ],
        "next_row": FIRST_ROW + len(cells),
        "blank_rows": form.blank_rows,
    }


@contextlib.contextmanager
def served(
    folder: Path, scheme: Json, program: str = SILENT, desk: Desk | None = None, *, changing: bool = False
) -> Iterator[str]:
    """Address of a page with a view of a scheme: the view's module and function follow as `?view=table,renderTable`.

    `program` is the module that answers the view's requests: a function of a request and its files that gives a reply
    and files. With a desk, the server answers what `REAL` asks it. `changing` is for a test that changes the files.
    """
    shutil.copytree(small.ROOT / "theme/assets", folder, dirs_exist_ok=True)
    for name, pattern in (("material.css", "main.*.min.css"), ("palette.css", "palette.*.min.css")):
        shutil.copy(next(MATERIAL.glob(pattern)), folder / name)
    for name in ("index.html", "harness.js"):
        shutil.copy(HERE / name, folder)
    (folder / "scheme.json").write_text(json.dumps(scheme), encoding="utf-8")
    (folder / "program.js").write_text(program, encoding="utf-8")
    with serve(folder, {} if changing else CACHED) if desk is None else serve_studio(folder, desk) as address:
        yield address
