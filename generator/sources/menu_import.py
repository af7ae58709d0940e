"""Rows of a list as drafts of projects: every row becomes a draft, exists unchanged, or is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.base import is_slug
from ..model.diagnostics import Diagnostic, Place
from ..model.draft import Draft
from ..model.ids import id_from
from ..model.menu_table import BY_FIELD, BY_TITLE, COLUMNS, Names
from ..model.project import ImprovementProject
from .column_guess import How, Match, filling
from .convert import convert
from .draft_values import DraftBuilder, source_of
from .menu_names import MENU
from .menu_values import Style, as_text, tidied
from .tables.table import Lists, Row, Table
from .yaml_reader import read

OWN_SHARE = 0.5
"""A list with this share of our columns, under our headings, is our own."""

_TOTAL = re.compile(r"(grand |sub-?)?(totals?|sum)\b[ :=\d]*", re.IGNORECASE)
_OWN_ID = "change its title, or give it an id of its own in a column `Id`"


@dataclass(frozen=True, slots=True)
class Existing:
    """The projects that drafts may collide with."""

    folder: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Files of the drafts' folder by id: their names and content."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Files of other folders by the id, which no draft may have."""


@dataclass(slots=True)
class Imported:
    """The result for all rows."""

    rows: int = 0
    tables: list[tuple[Table, list[Match]]] = field(default_factory=list)
    """Each list, and how its columns are used."""
    drafts: list[Draft] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    """Ids of projects that already exist with the same values."""
    faults: list[Diagnostic] = field(default_factory=list)
    reported: int = 0
    """Number of rows reported; a row may have several faults."""

    def report(self, faults: Iterable[Diagnostic], rows: int = 1) -> None:
        """Record that some rows become no drafts, and why."""
        self.faults.extend(faults)
        self.reported += rows


@dataclass(frozen=True, slots=True)
class _Job:
    """A row that has an id."""

    table: Table
    row: Row
    matches: Sequence[Match]
    id: str
    place: Place
    """Place of its title."""


def import_lists(
    lists: Lists, mapping: Mapping[str, str | None], names: Names, existing: Existing, *, shared: bool
) -> Imported:
    """Make drafts of lists, for the shared menu or for a trust.

    `mapping` has the field by the plain heading of each column that the user named, None for one to leave out.
    """
    result = Imported(faults=list(lists.faults))
    jobs = _jobs(lists, mapping, result)
    projects = {job.id: job.id for job in jobs} | dict(names.get("improvement project", {}))
    known = {**names, "improvement project": projects}
    for job in jobs:
        _settle(job, DraftBuilder(job.id, known, shared), existing, result)
    return result


def _jobs(lists: Lists, mapping: Mapping[str, str | None], result: Imported) -> list[_Job]:
    """Every row with a title and an id of its own; the other rows are reported."""
    titles: dict[str, _Job] = {}
    ids: dict[str, _Job] = {}
    for table in lists.tables:
        matches = MENU.match(table.header, mapping)
        result.tables.append((table, matches))
        result.rows += len(table.rows)
        if table.fault:
            result.report([table.fault], len(table.rows))
        elif all(column.field != "title" for column in matches):
            place = table.rows[0].place if table.rows else Place(table.name)
            message = f"no column of {table.name} is for titles, so its rows were not read"
            advice = "say which column it is, or give it the heading `Title`"
            result.report([Diagnostic("no-title-column", message, place, advice)], len(table.rows))
        else:
            for row in table.rows:
                _add_job(table, row, matches, titles, ids, result)
    return list(ids.values())


def _add_job(
    table: Table, row: Row, matches: Sequence[Match], titles: dict[str, _Job], ids: dict[str, _Job], result: Imported
) -> None:
    fields = filling(row.cells, matches, spare=False)
    cells = {name: row.cells[number] for name, number in fields.items()}
    texts = {name: " ".join(as_text(tidied(cells[name].value)[0]).split()) for name in ("title", "id") if name in cells}
    title, given = texts.get("title", ""), texts.get("id", "")
    # A bare number counts the rows of a foreign list.
    has_id = is_slug(given) and not given.isdigit()
    id = id_from(given if has_id else title)
    job = _Job(table, row, matches, id or "", cells["title"].place if "title" in cells else row.place)
    faults = [*row.faults, *(cell.fault for cell in cells.values() if cell.fault)]
    if fault := _title_fault(job, title) or _duplicate(job, title, titles, ids, has_id=has_id):
        faults = faults or [fault]
    if faults:
        result.report(faults)
    else:
        titles.setdefault(title.casefold(), job)
        ids[job.id] = job


def _title_fault(job: _Job, title: str) -> Diagnostic | None:
    if not title:
        return Diagnostic("no-title", "the row has no title", job.place, "type one, or delete the row")
    if _TOTAL.fullmatch(title):
        return Diagnostic("total-row", f"`{title}` is a total, not a project", job.place, "delete the row")
    if not job.id:
        message = f"the title `{title[:60]}` has no letters or digits for an id"
        return Diagnostic("no-id", message, job.place, "add a column `Id`, with an id of small letters")
    return None


def _duplicate(
    job: _Job, title: str, titles: Mapping[str, _Job], ids: Mapping[str, _Job], *, has_id: bool
) -> Diagnostic | None:
    first = titles.get(title.casefold())
    if first is not None and not (has_id and job.id not in ids):
        message = f"duplicate title `{title[:60]}`; it is also the title in {first.place}"
        return Diagnostic("duplicate-title", message, job.place, "keep one of the two, or change a title")
    if job.id in ids:
        return Diagnostic("id-taken", f"the id `{job.id}` is also that of {ids[job.id].place}", job.place, _OWN_ID)
    return None


def _settle(job: _Job, builder: DraftBuilder, existing: Existing, result: Imported) -> None:
    """Make a row a draft, or record that it is unchanged, or report it."""
    origin = ", ".join(filter(None, (job.table.name if job.row.name else str(job.row.place.file), job.row.name)))
    # If the headings are the names of our fields, an author wrote the list: its prose is Markdown.
    markdown = job.table.markdown or _share(job.table, BY_FIELD) >= OWN_SHARE
    style = Style(_share(job.table, BY_TITLE) >= OWN_SHARE, markdown)
    draft = builder.draft(job.row, job.matches, style, origin)
    taken, raw = existing.folder.get(job.id, (existing.elsewhere.get(job.id), None))
    if raw is not None and isinstance(draft, Draft) and _has_same_values(draft, str(taken), raw):
        result.unchanged.append(draft.id)
    elif taken is not None:
        message = f"the id `{job.id}` is that of {taken}, whose text is different"
        result.report([Diagnostic("id-taken", message, job.place, f"{_OWN_ID}; or change that file by hand")])
    elif isinstance(draft, Draft):
        result.drafts.append(draft)
    else:
        result.report(draft)


def _share(table: Table, known: Mapping[str, object]) -> float:
    """The share of our columns that a list has."""
    return sum(title in known for title in table.header) / len(COLUMNS)


def _has_same_values(draft: Draft, file: str, raw: bytes) -> bool:
    """Whether a file has the same values as the draft, however they are written."""
    source, _ = read(file, raw)
    if source is None:
        return False
    old, _ = convert(source, ImprovementProject, draft.id)
    new, _ = convert(source_of(dict(draft.values), file), ImprovementProject, draft.id)
    if old is None or new is None or draft.to_do:
        return bool(_normal(source.data) == _normal(draft.values))
    return old == new


def _normal(value: Any) -> Any:
    """Values without the line break that ends a block of text."""
    if isinstance(value, Mapping):
        return {key: _normal(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_normal(entry) for entry in value]
    return value.strip("\n") if isinstance(value, str) else value


def explained(column: Match, *, markdown: bool) -> str:
    """How a column is used, in words."""
    if column.field is not None:
        return f"{column.field} ({column.how})"
    if column.how is How.MAPPED:
        return "not used, as you said"
    if column.instead is None:
        return "not used"
    if markdown:
        return f"{column.could}, if there is no `{column.instead}`"
    return f"not used: `{column.instead}` is a better match"
