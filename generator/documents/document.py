"""The intermediate form: what a document says, as blocks, independent of any file format.

Every writer takes only a Document, so that each format has the same words in the same order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Text in a single style. `\\n` in the text is a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str | None = None
    """https, mailto, `#anchor` within the document, `beside:` and a file of the same folder, or, before links are
    resolved, an internal one."""
    title: str | None = None
    """Shown when the pointer is over the link."""
    role: str | None = None
    """Name of a style that writers know, such as `evidence-pilot`."""


BESIDE = "beside:"
"""Starts a link to another file of the same folder, such as `beside:1 Plan.html#dates`."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._~/-]")
Inline: TypeAlias = tuple[Run, ...]


def address_beside(link: str) -> str:
    """The relative address of a file of the same folder, percent-encoded, from a link that starts with `beside:`."""
    path, hash_sign, anchor = link.removeprefix(BESIDE).partition("#")
    encoded = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)
    return f"{encoded}{hash_sign}{anchor}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the highest: the title belongs to the Document."""

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
    """Name of a style that writers know, such as `lead` or `evidence`."""
    anchor: str | None = None
    """Unique within the document; None where no link leads here."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. Each item consists of blocks."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """Something to tick off."""

    do: Inline
    detail: tuple[Block, ...]
    owner: str
    when: str
    task: str = ""
    """The id that a tick in a browser belongs to, such as topic/action; empty where ticks are not kept."""


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
    """Relative width of each column; empty to fit the text."""
    row_headers: bool = False
    """Whether the first cell of each row names the row."""
    numbers: tuple[int, ...] = ()
    """Columns that hold numbers, counted from 0. A page aligns them to the right."""
    role: str | None = None
    """Name of a style that pages of the site know, such as `stacked`."""
    row_height: int = 0
    """Least height of a row with cells to write in, in millimetres; its cells are then boxes."""


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
    """Preformatted text."""

    text: str


@dataclass(frozen=True, slots=True)
class WritingLines:
    """At least one blank line to write on, or an empty field to type into."""

    lines: int


@dataclass(frozen=True, slots=True)
class AnswerBoxes:
    """Answers to choose from, each with a box or circle to tick."""

    labels: tuple[str, ...]
    scale: bool = False
    """Whether they are the points of a scale, lowest first: a page of the site shows these as circles."""
    question: str = ""
    """What they answer, for programs that read out a box on its own."""

    @property
    def paired(self) -> bool:
        """Whether every format has two answers on a line, in the order of reading: they are many, and all short."""
        short = all(len(label) <= SHORT_ANSWER for label in self.labels)
        return not self.scale and len(self.labels) > MOST_BELOW_EACH_OTHER and short


MOST_BELOW_EACH_OTHER, SHORT_ANSWER = 6, 32
"""More answers than this stand in two columns, if none has more letters than the second."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with a description in words."""

    svg: str
    """An SVG element with its own title and description."""
    description: str
    title: str = ""
    role: str | None = None
    """Name of a style that pages of the site know, such as `chart`."""
    rows: tuple[tuple[str, str], ...] = ()
    """What it shows as a list, such as days and what happens on them, for screens too narrow for the drawing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to cut out, such as a badge, a slip or a card."""

    blocks: tuple[Block, ...]
    """Paragraphs, lists, headings, answers to tick, lines to write on and drawings."""
    label: str = ""
    """In small letters in the upper right corner, such as a number or for whom it is."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of one size, with dashed lines to cut along. `pieces.py` chooses the size of their letters."""

    pieces: tuple[Piece, ...]
    across: int
    """How many are side by side."""
    width: float
    """Of a piece, in millimetres, as is its height."""
    height: float
    caption: str
    """What they are and how to print them, above the pieces of each page."""
    largest: int = 14
    """The largest size of their letters, in points. Runs that have a size of their own keep it."""
    centred: bool = False
    """Whether the words are in the middle of a piece, both ways, instead of at its upper left."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number with what it counts."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Large numbers side by side: two to four of them."""

    items: tuple[Figure, ...]


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
    | Figures
    | Pieces
)


class Front(StrEnum):
    """What comes before the blocks of a document."""

    COVER = "cover"
    """A cover page, and a table of contents where there is enough to list."""
    TITLE = "title"
    """The title above the first block."""
    LETTERHEAD = "letterhead"
    """Only who it is from, as on a letter."""
    CUT = "cut"
    """Nothing: the blocks are all `Pieces`, and each page has as many as fit within narrow margins."""
    POSTER = "poster"
    """The title, and everything in letters as large as a single page has room for."""
    SHEET = "sheet"
    """The title in a low band, small type and narrow margins, so that everything fits on one page."""


class PageSize(StrEnum):
    """A size of paper."""

    A4 = "a4"
    A3 = "a3"

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height, upright."""
        return (210, 297) if self is PageSize.A4 else (297, 420)


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
    """Date of the content's release, for the file's properties."""
    blocks: tuple[Block, ...] = field(default=())
    front: Front = Front.COVER
    page: PageSize = PageSize.A4
    landscape: bool = False


BLANK: Inline = (Run("", role="blank"),)
"""A table cell to write in by hand."""


@lru_cache(maxsize=8192)
def text(value: str, **look: bool) -> Inline:
    """Plain text as a single run. Most texts are the same for every trust."""
    return (Run(value, **look),)  # type: ignore[arg-type]


def paragraph(value: str, role: str | None = None) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(value),), role)


Words: TypeAlias = str | Inline
"""Plain text, or styled text."""


def runs_of(words: Words) -> Inline:
    """Words as runs."""
    return text(words) if isinstance(words, str) else words


def table(
    header: Iterable[Words],
    rows: Iterable[Iterable[Words]],
    *,
    caption: str | None = None,
    widths: tuple[int, ...] = (),
    row_headers: bool = False,
    numbers: tuple[int, ...] = (),
    role: str | None = None,
    row_height: int = 0,
) -> Table:
    """A table of words, with the same fields as a `Table`."""
    cells = tuple(tuple(map(runs_of, row)) for row in rows)
    return Table(tuple(map(runs_of, header)), cells, caption, widths, row_headers, numbers, role, row_height)


def bullets(lines: Iterable[Words]) -> Listing:
    """A list with a paragraph for each item."""
    return Listing(tuple((Paragraph(runs_of(line)),) for line in lines))


def labelled(label: str, value: Words) -> Paragraph:
    """A paragraph that starts with its label in bold."""
    return Paragraph((Run(f"{label}: ", strong=True), *runs_of(value)))


CIRCLE = "circle"
"""The style of a run with a circle to tick before it. Its `title` is what a screen reader says for the circle."""
RATINGS = "ratings"
"""The style of a table whose cells but the first of each row are circles to tick."""
FACTS = "facts-table"
"""The style of a table of facts."""


def of_size(points: int) -> str:
    """The style of a run whose letters have a size of their own."""
    return f"points-{points}"


def size_of(role: str | None) -> int | None:
    """The size that a style of `of_size` gives, in points; None for any other style."""
    kind, _, points = (role or "").partition("-")
    return int(points) if kind == "points" and points.isdecimal() else None


def facts(rows: Iterable[tuple[str, Words]]) -> Table:
    """Named facts as a table without a header."""
    return table(((), ()), rows, row_headers=True, role=FACTS)


def descendants(value: Any) -> Iterator[Any]:
    """Everything inside blocks, at any depth, in the order of reading."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(reversed(value))
        elif names := getattr(value, "__dataclass_fields__", None):
            yield value
            if not isinstance(value, Run):
                waiting.extend([getattr(value, name) for name in reversed(names)])


def plain(runs: Inline) -> str:
    """The text of runs, without their styles."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def ended(sentence: str) -> str:
    """A sentence with a full stop, unless it already ends with a punctuation mark."""
    return sentence if sentence.endswith((".", "?", "!", "\u2026")) else f"{sentence}."
