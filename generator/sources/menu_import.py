"""Rows of a list as drafts of projects: every row becomes a draft, exists unchanged, or is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.base import is_slug
from ..model.diagnostics import Diagnostic, Place
from ..model.draft import Draft
from ..model.ids import id_from
from ..model.menu_table import BY_FIELD, BY_TITLE, COLUMNS, Names
from ..model.project import ImprovementProject
from .column_guess import How, Match, filling, match
from .convert import convert
from .draft_values import DraftBuilder, source_of
from .menu_values import Style, as_text, tidied
from .tables.table import Lists, Row, Table
from .yaml_reader import read

OWN_SHARE = 0.5
"""A list with this share of our columns, under our headings, is our own."""

_TOTAL = re.compile(r"(grand |sub-?)?(totals?|sum)\b[ :=\d]*", re.IGNORECASE)
_OWN_ID = "change its title, or give it an id of its own in a column `Id`"


@dataclass(frozen=True, slots=True)
class Mapped:
    """How one table was read."""

    name: str
    layout: str
    """Where its headings are, in words."""
    columns: Sequence[Match]
    markdown: bool


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
    tables: list[Mapped] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    """Ids of projects that exist and say the same."""
    faults: list[Diagnostic] = field(default_factory=list)
    reported: int = 0
    """Number of rows reported; a row may have several faults."""


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
    """Make drafts of lists.

    Args:
        lists: the lists.
        mapping: fields by the plain heading of a column that the user named, None for one to leave alone.
        names: what projects may refer to.
        existing: the projects that drafts may collide with.
        shared: whether the drafts are for the shared menu.
    """
    result = Imported(faults=list(lists.faults))
    jobs = _jobs(lists, mapping, result)
    projects = {job.id: job.id for job in jobs} | dict(names.get("improvement project", {}))
    builder = DraftBuilder({**names, "improvement project": projects}, shared)
    for job in jobs:
        _settle(job, builder, existing, result)
    return result


def _jobs(lists: Lists, mapping: Mapping[str, str | None], result: Imported) -> list[_Job]:
    """Every row with a title and an id of its own; the other rows are reported."""
    jobs: list[_Job] = []
    titles: dict[str, _Job] = {}
    ids: dict[str, _Job] = {}
    for table in lists.tables:
        matches = match(table.header, mapping)
        result.tables.append(Mapped(table.name, table.layout, matches, table.markdown))
        result.rows += len(table.rows)
        fault = table.fault or (None if any(column.field == "title" for column in matches) else _no_title_column(table))
        if fault:
            result.faults.append(fault)
            result.reported += len(table.rows)
            continue
        for row in table.rows:
            faults = _row_faults(row, matches)
            title, place = _text(row, matches, "title")
            id, given = _id_of(row, matches, title)
            job = _Job(table, row, matches, id or "", place)
            faults = faults or _nameless(title, id, place)
            faults = faults or _duplicate(job, given, title, titles, ids)
            if faults:
                result.faults.extend(faults)
                result.reported += 1
            else:
                titles.setdefault(title.casefold(), job)
                ids[job.id] = job
                jobs.append(job)
    return jobs


def _no_title_column(table: Table) -> Diagnostic:
    place = table.rows[0].place if table.rows else Place(table.name)
    message = f"no column of {table.name} is for titles, so its rows were not read"
    return Diagnostic("no-title-column", message, place, 'say which it is: --map "Column=title"')


def _row_faults(row: Row, matches: Sequence[Match]) -> list[Diagnostic]:
    """Why a row cannot be used: its own faults, or those of cells in columns that are used."""
    used = filling(row.cells, matches, spare=False).values()
    return [*row.faults, *(fault for number in used if (fault := row.cells[number].fault))]


def _text(row: Row, matches: Sequence[Match], name: str) -> tuple[str, Place]:
    number = filling(row.cells, matches, spare=False).get(name)
    if number is None:
        return "", row.place
    cell = row.cells[number]
    return " ".join(as_text(tidied(cell.value)[0]).split()), cell.place


def _id_of(row: Row, matches: Sequence[Match], title: str) -> tuple[str | None, bool]:
    """The row's id, and whether the row states it. A bare number counts the rows of a foreign list."""
    given, _ = _text(row, matches, "id")
    if is_slug(given) and not given.isdigit():
        return id_from(given), True
    return id_from(title), False


def _nameless(title: str, id: str | None, place: Place) -> list[Diagnostic]:
    if not title:
        return [Diagnostic("no-title", "the row has no title", place, "type one, or delete the row")]
    if _TOTAL.fullmatch(title):
        return [Diagnostic("total-row", f"`{title}` is a total, not a project", place, "delete the row")]
    if id is None:
        message = f"the title `{title[:60]}` has no letters or digits for an id"
        return [Diagnostic("no-id", message, place, "add a column `Id`, with an id of small letters")]
    return []


def _duplicate(
    job: _Job, given: bool, title: str, titles: Mapping[str, _Job], ids: Mapping[str, _Job]
) -> list[Diagnostic]:
    first = titles.get(title.casefold())
    if first is not None and not (given and job.id not in ids):
        message = f"duplicate title `{title[:60]}`; it is also the title in {first.place}"
        return [Diagnostic("duplicate-title", message, job.place, "keep one of the two, or change a title")]
    if job.id in ids:
        message = f"the id `{job.id}` is also that of {ids[job.id].place}"
        return [Diagnostic("id-taken", message, job.place, _OWN_ID)]
    return []


def _settle(job: _Job, builder: DraftBuilder, existing: Existing, result: Imported) -> None:
    """Make a row a draft, or record that it is unchanged, or report it."""
    origin = ", ".join(filter(None, (job.table.name if job.row.name else str(job.row.place.file), job.row.name)))
    # If the headings are the names of our fields, an author wrote the list: its prose is Markdown.
    markdown = job.table.markdown or _share(job.table, BY_FIELD) >= OWN_SHARE
    style = Style(_share(job.table, BY_TITLE) >= OWN_SHARE, markdown)
    draft = builder.draft(job.row, job.matches, style, job.id, origin)
    faults = draft if isinstance(draft, list) else []
    taken = existing.elsewhere.get(job.id)
    if job.id in existing.folder:
        taken, raw = existing.folder[job.id]
        if isinstance(draft, Draft) and _says_the_same(draft, taken, raw):
            result.unchanged.append(draft.id)
            return
    if taken is not None:
        message = f"the id `{job.id}` is that of {taken}, whose text is different"
        faults = [Diagnostic("id-taken", message, job.place, f"{_OWN_ID}; or change that file by hand")]
    if faults or not isinstance(draft, Draft):
        result.faults.extend(faults)
        result.reported += 1
    else:
        result.drafts.append(draft)


def _share(table: Table, known: Mapping[str, object]) -> float:
    """The share of our columns that a list has."""
    return sum(title in known for title in table.header) / len(COLUMNS)


def _says_the_same(draft: Draft, file: str, raw: bytes) -> bool:
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
        return "not used, as set by --map"
    if column.instead is None:
        return "not used"
    if markdown:
        return f"{column.could}, if there is no `{column.instead}`"
    return f"not used: `{column.instead}` is a better match"
