"""The intermediate form: what a document says, in blocks, without any format's way of saying it.

Every writer takes a Document alone, so that each format holds the same words in the same order.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one look. `\\n` in the text is a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str | None = None
    """https, mailto, `#anchor` within the document, or, before links are resolved, an internal one."""
    title: str | None = None
    """What the link is about, shown on hovering."""
    role: str | None = None
    """Name of a look that a writer knows, such as `evidence-pilot`."""


Inline: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is a part of the document; the title is the Document's own."""

    level: int
    text: str
    anchor: str
    """Unique within the document."""
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Inline
    role: str | None = None
    """Name of a look that a writer knows, such as `lead` or `evidence`."""
    anchor: str | None = None
    """Unique within the document, where links lead here."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. Each item holds blocks of its own."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """One thing to tick off."""

    do: Inline
    detail: tuple[Block, ...]
    owner: str
    when: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to tick off."""

    entries: tuple[ChecklistEntry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Every row has as many cells as the header."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: str | None = None
    widths: tuple[int, ...] = ()
    """Share of each column; by their words where empty."""
    row_headers: bool = False
    """Whether the first cell of each row names the row."""
    numbers: tuple[int, ...] = ()
    """Columns that hold numbers, counted from 0. A page aligns them to the right."""
    role: str | None = None
    """Name of a look that a page of the site knows, such as `stacked`."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A block that stands out."""

    title: str
    blocks: tuple[Block, ...]
    kind: str = "note"
    """note or warning."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text that keeps its spaces and lines."""

    text: str


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on by hand, or an empty field to type into."""

    lines: int
    """How many, at least 1."""


@dataclass(frozen=True, slots=True)
class AnswerBoxes:
    """Answers to choose from, each with a box or a circle to tick."""

    labels: tuple[str, ...]
    """What stands beside each box, in order."""
    scale: bool = False
    """Whether they are the points of a scale, from the lowest."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that says in words what it shows."""

    svg: str
    """A whole SVG element, which holds its own title and description."""
    description: str
    title: str = ""
    """What it is, in a few words."""
    role: str | None = None
    """Name of a look that a page of the site knows, such as `chart`."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Listing
    | Checklist
    | Table
    | Callout
    | Quotation
    | Code
    | WritingLines
    | AnswerBoxes
    | Drawing
)


class Front(StrEnum):
    """What stands before the blocks of a document."""

    COVER = "cover"
    """A cover page and a list of contents, where there is enough to list."""
    TITLE = "title"
    """The title above the first block."""
    LETTERHEAD = "letterhead"
    """Who it is from and nothing else, as on a letter."""
    SHEET = "sheet"
    """The title in a low band, small type and narrow margins, so that all of it stands on one page."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    subtitle: str
    organisation: str
    language: str
    """A language tag, such as en-GB."""
    colour: str
    """Main colour, as #rrggbb, dark enough for white text."""
    logo: bytes | None
    """PNG."""
    logo_text: str
    release: str
    date: datetime.date
    """Date of the content's release, for the document's own properties."""
    blocks: tuple[Block, ...] = field(default=())
    front: Front = Front.COVER
    """What stands before the blocks."""


BLANK: Inline = (Run("", role="blank"),)
"""A cell of a table to write in, high enough for a pen."""


def text(value: str, **look: bool) -> Inline:
    """Plain text as a single run."""
    return (Run(value, **look),)  # type: ignore[arg-type]


def paragraph(value: str, role: str | None = None) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(value),), role)


FACTS = "facts-table"
"""The look of a table of facts."""


def facts(rows: Iterable[tuple[str, Inline]]) -> Table:
    """Facts by their name, as a table without a header."""
    return Table(((), ()), tuple((text(name), value) for name, value in rows), row_headers=True, role=FACTS)


def plain(runs: Inline) -> str:
    """The words of some runs."""
    return "".join(run.text for run in runs)


def ended(sentence: str) -> str:
    """A sentence with its full stop, where it has no mark at its end."""
    return sentence if sentence.endswith((".", "?", "!", "\u2026")) else f"{sentence}."
