"""What the studio's page and its program say to each other: the shapes of requests and replies as JSON has them."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

WireValue: TypeAlias = str | int | float | bool | dict[str, str] | None
"""The value of a cell. A date is {"date": "2027-01-13"}, a time of day {"time": "09:30"}."""


class Address(TypedDict):
    """A cell of the workbook as it was opened. Rows and columns count from 1."""

    sheet: str
    row: int
    column: int


class Edit(Address):
    """What somebody typed into a cell; None clears it."""

    value: WireValue


class Fault(TypedDict):
    """A diagnostic, in the words of the command line."""

    code: str
    message: str
    help: str | None
    severity: Literal["error", "warning"]
    file: str
    sheet: str | None
    cell: str | None
    line: int | None
    """In a text file; None for the file as a whole."""
    row: int | None
    column: int | None


class Column(TypedDict):
    """A column of a sheet."""

    key: str
    title: str
    number: int
    help: str
    kind: str
    choices: list[str] | None
    strict: bool
    several: bool
    fill: bool
    required: bool
    suggested: bool
    worked_out: bool
    """Whether it holds a formula, in rows of the planner's own too."""
    width: int


class Row(TypedDict):
    """A row of a sheet. From `label` to `required`: of the field on a sheet with a row for each field, else None."""

    id: str
    row: int
    own: bool
    label: str | None
    section: str | None
    usual: str | None
    help: str | None
    kind: str | None
    choices: list[str] | None
    several: bool | None
    required: bool | None
    cells: dict[str, WireValue]


class Sheet(TypedDict):
    """A sheet of the workbook."""

    name: str
    note: str
    use: Literal["fill", "plan", "read"]
    header_row: int
    fixed_columns: int
    """Columns at the left that say what a row is about."""
    columns: list[Column]
    rows: list[Row]
    next_row: int
    """The first blank row, to type a new row into."""
    blank_rows: int


class Example(TypedDict):
    """An example to open."""

    slug: str
    name: str
    words: str


class Release(TypedDict):
    """The release of the content."""

    id: str
    date: str


class First(TypedDict):
    """What a planner chooses from before a scheme is open."""

    methods: list[str]
    staff_groups: list[str]


class Hello(TypedDict):
    """What the page needs before a scheme is open."""

    release: Release
    examples: list[Example]
    trusts: list[list[str | None]]
    """Code, name, region and day of closing of each trust of the register."""
    first: First
    sheets: list[str]


class Heading(TypedDict):
    """What the plan is of."""

    cohort: str
    trust: str
    line: str


class Pin(TypedDict):
    """Where a day of the planner's own is typed."""

    sheet: str
    row: int
    columns: dict[str, int]
    id_column: int | None
    """Where the date's id is typed too, because the workbook as it was opened has no row for it."""


class Moved(TypedDict):
    """When something was before."""

    was: str


class Date(TypedDict):
    """A date of the plan."""

    id: str
    what: str
    kind: str
    day: str
    last: str
    when: str
    time: str
    room: str
    why: str
    who: str
    pinned: bool
    pin: Pin | None
    """None for a date that follows from others."""
    past: bool
    moved: Moved | None


class Move(TypedDict):
    """A date that moved."""

    what: str
    was: str
    now: str
    why: str
    tell: str


class Next(TypedDict):
    """Something that comes next."""

    what: str
    when: str


class Figure(TypedDict):
    """A figure of the cohort."""

    what: str
    value: str
    note: str


class Fit(TypedDict):
    """How well a project fits the cohort's weeks."""

    id: str
    title: str
    verdict: str
    why: str
    weeks: int


class Plan(TypedDict):
    """The plan as the page shows it."""

    heading: Heading
    timeline: str
    """SVG; empty while the cohort has no start."""
    timeline_rows: list[list[str]]
    dates: list[Date]
    moved: list[Move]
    next: list[Next]
    figures: list[Figure]
    fits: list[Fit]
    fits_line: str
    warnings: list[str]
    given_up: list[str]


class Required(Address):
    """A cell that has to be filled in and is empty."""

    label: str


class State(TypedDict):
    """What the page shows after each change."""

    faults: list[Fault]
    plan: Plan | None
    required: list[Required]
    hash: str


class Opened(TypedDict):
    """The scheme that is open."""

    slug: str
    name: str
    file: str
    made: str | None
    release: str | None
    example: bool
    beside: list[str]
    unsaved: bool


class OpenedReply(TypedDict):
    """The reply to `new`, `open` and `example`."""

    opened: Opened
    sheets: list[Sheet]
    state: State


class EditReply(TypedDict):
    """The reply to `edit` and `beside`; `sheets` are those whose rows or choices changed."""

    state: State
    sheets: list[Sheet]
    beside: list[str]


class Change(TypedDict):
    """What saving changed, for the planner to look at."""

    sheet: str
    cell: str
    text: str


class LeftOut(TypedDict):
    """What a new workbook cannot hold."""

    what: str
    sheet: str
    cell: str


class Saved(TypedDict):
    """What saving did."""

    file: str
    changes: list[Change]
    left_out: list[LeftOut]


class Conflict(TypedDict):
    """A cell that two copies of a workbook changed in different ways."""

    sheet: str
    cell: str
    row: str
    column: str


class Merged(TypedDict):
    """What a merge did."""

    conflicts: list[Conflict]
    changes: list[Change]
    left_out: list[LeftOut]


class Faults(TypedDict):
    """The reply to a request that cannot be carried out."""

    faults: list[Fault]


class ContentChange(TypedDict):
    """Something in the content that changed."""

    title: str
    what: str
    details: list[str]


class NewsGroup(TypedDict):
    """Changes of one kind."""

    title: str
    changes: list[ContentChange]


class News(TypedDict):
    """The reply to `update-of-content`: what newer releases change for the open scheme."""

    releases: list[str]
    groups: list[NewsGroup]


class FileToMake(TypedDict):
    """A file, or papers of one kind, that will be made."""

    path: str
    item: str
    words: str
    needs_documents: bool
    """Whether Typst must be loaded before."""


class FilesToMake(TypedDict):
    """Everything that will be made, in order."""

    files: list[FileToMake]
    total: int


class Letters(TypedDict):
    """Papers of one kind for people. Nobody is named."""

    id: str
    title: str
    to: str
    """Whom they go to; empty for papers of a session."""
    documents: int
    ready: int
    """Documents with nothing missing."""
    missing: list[Gap]


class Gap(TypedDict):
    """What is missing, and in how many documents."""

    what: str
    documents: int


class Draft(TypedDict):
    """A project that was read from a list."""

    id: str
    title: str
    to_do: list[str]


class ColumnUse(TypedDict):
    """How a column of a list was read; `field` is None where it was not."""

    column: str
    field: str | None
    how: str | None


class ListColumns(TypedDict):
    """The columns of one list."""

    list: str
    columns: list[ColumnUse]
