"""Tables, checklists with boxes to tick, and scales to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from ...documents import text_width
from ...documents.document import RATINGS, Block, Checklist, ChecklistEntry, Figures, Table, plain
from ...model.english import counted
from ..office.xml import attribute
from .file import twips
from .runs import check_box, inline, paragraph, words
from .target import Target

WriteBlocks: TypeAlias = Callable[[Sequence[Block], int], Iterable[str]]
"""From blocks and their width in twentieths of a point to paragraphs and tables."""
MARGINS = 180
"""Left and right margin of a cell of Playbook Table together, in twentieths of a point."""
_NARROW, _WIDE = 12, 44
"""Characters in a cell: columns get no narrower below the first, and no wider above the second."""
_LETTER, _LONGEST_WORD = 120, 20
"""Generous width of a letter in a table, in twentieths of a point; words of more letters may break."""
_EDGE = '<w:tcBorders><w:left w:val="single" w:sz="4" w:space="0" w:color="C9D6D9"/></w:tcBorders>'
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="4A5A5F"/>' for side in ("top", "left", "bottom", "right")
)
_BOX = f'<w:tcBorders>{_BOX}</w:tcBorders><w:tcMar><w:left w:w="100" w:type="dxa"/></w:tcMar>'
_RIGHT = '<w:jc w:val="right"/>'
_LARGE = 26
"""Size of a large number, in points."""
_CHECKLIST_WIDTHS = (30, 12, 98, 28)
_CHECKLIST_HEADER = ("When", "Done", "What to do", "Who")
_NEAR = (0.55, 1.6)
"""A first column that would be about as wide as the margin gets exactly that, so that the next begins with the text."""


def table(block: Table, target: Target, width: int, hang: int) -> Iterator[str]:
    """A table with its caption above it."""
    if block.caption:
        yield paragraph(target.styles.id("caption"), words(block.caption))
    heading = target.styles.id("Table Heading")
    widths = shares(block.widths or _by_words(block), width + hang)
    if block.role != RATINGS:
        widths = _roomy(widths, block)
        widths = widths if block.row_height else _aligned(widths, hang)
    header = [
        paragraph(heading, inline(cell, target), direct=_RIGHT if column in block.numbers else "")
        for column, cell in enumerate(block.header)
    ]
    titled = any(map(plain, block.header))
    rows = [_row(header, widths, header=True)] if titled else []
    for row in block.rows:
        blank = [any(run.role == "blank" for run in cell) for cell in row]
        styles = [_cell_style(column, block, empty=empty) for column, empty in enumerate(blank)]
        content = [inline(cell, target, strong=block.row_headers and not number) for number, cell in enumerate(row)]
        cells = list(map(paragraph, map(target.styles.id, styles), content))
        rows.append(_row(cells, widths, blank=blank, height=twips(block.row_height)))
    columns = ", ".join(plain(cell) for cell in block.header)
    count = counted(len(block.rows), "row").capitalize()
    kind = "Boxes to write in" if block.row_height else "Facts"
    yield _table(
        rows,
        widths,
        style=target.styles.id("Playbook Table", "table"),
        caption=block.caption or (columns if titled else kind),
        description=f"Columns: {columns}. {count}."
        if titled
        else f"{kind}. {count}."
        if block.row_height
        else f"Facts by name. {count}.",
        header=titled,
        row_headers=block.row_headers,
        hang=hang,
    )


def _cell_style(column: int, block: Table, *, empty: bool) -> str:
    if empty:
        return "Blank"
    return "Table Number" if column in block.numbers else "Table Text"


def checklist(
    groups: Sequence[tuple[str, Checklist]], target: Target, width: int, hang: int, write: WriteBlocks
) -> Iterator[str]:
    """Checklists as a table: when, a box, what to do with the details that `write` writes, and who.

    Each may have a heading, already written, which has a row to itself.
    """
    widths = shares(_CHECKLIST_WIDTHS, width + hang)
    heading = target.styles.id("Table Heading")
    header = [paragraph(heading, words(title)) for title in _CHECKLIST_HEADER]
    rows = []
    for title, block in groups:
        if title:
            rows.append(_row([title], [sum(widths)], columns=len(widths)))
        rows += [_row(_entry(entry, target, widths[2] - MARGINS, write), widths) for entry in block.entries]
    count = counted(sum(len(block.entries) for _, block in groups), "entry", "entries")
    yield _table(
        [_row(header, widths, header=True), *rows],
        widths,
        style=target.styles.id("Playbook Table", "table"),
        caption="Checklist",
        description=f"When, what to do and who does it, with a box to tick. {count}.",
        header=True,
        hang=hang,
    )


def _entry(entry: ChecklistEntry, target: Target, width: int, write: WriteBlocks) -> list[str]:
    body, detail = target.styles.id("Checklist Entry"), target.styles.id("Table Detail")
    return [
        paragraph(detail, words(entry.when)),
        paragraph(body, check_box(plain(entry.do), target, size=10)),
        paragraph(body, inline(entry.do, target), keep=bool(entry.detail)) + "".join(write(entry.detail, width)),
        paragraph(detail, words(entry.owner)),
    ]


def figures(block: Figures, target: Target, width: int, hang: int) -> Iterator[str]:
    """Large numbers side by side, each above what it counts. All have the size at which the longest fits on a line."""
    number, label, note = (target.styles.id(name) for name in ("Large Number", "Large Number Label", "Small"))
    widths = shares((1,) * len(block.items), width + hang)
    longest = max(text_width.width(figure.value, _LARGE) for figure in block.items)
    room = (min(widths) - MARGINS) / 20
    half_points = int(2 * _LARGE * room / longest) if longest > room else 0
    looks = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    cells = [
        paragraph(number, words(figure.value, looks), keep=True)
        + paragraph(label, words(figure.label))
        + (paragraph(note, words(figure.note)) if figure.note else "")
        for figure in block.items
    ]
    yield _table(
        [_row(cells, widths)],
        widths,
        style=target.styles.id("Side by Side", "table"),
        caption="Figures",
        description=", ".join(f"{figure.value} {figure.label}" for figure in block.items),
        hang=hang,
    )


def shares(weights: Sequence[int], width: int) -> tuple[int, ...]:
    """Widths in proportion to weights that add up to exactly the whole width."""
    total = sum(weights) or 1
    edges = [width * before // total for before in accumulate(weights, initial=0)]
    return tuple(right - left for left, right in pairwise(edges))


def _by_words(block: Table) -> tuple[int, ...]:
    """Weights of columns by their longest cells, so that a column of numbers is no wider than it needs to be."""
    columns = zip(block.header, *block.rows, strict=True)
    return tuple(min(max(max(len(plain(cell)) for cell in column), _NARROW), _WIDE) for column in columns)


def _roomy(widths: Sequence[int], block: Table) -> tuple[int, ...]:
    """Widths at which no word has to break, if there is room: wide columns give some of theirs to narrow ones."""
    columns = list(zip(block.header, *block.rows, strict=True))
    longest = (max(len(word) for cell in column for word in (plain(cell).split() or [""])) for column in columns)
    least = [MARGINS + _LETTER * (min(length, _LONGEST_WORD) + 1) for length in longest]
    lacking = [max(0, need - width) for need, width in zip(least, widths, strict=True)]
    spare = [max(0, width - need) for need, width in zip(least, widths, strict=True)]
    if not sum(lacking) or sum(spare) < sum(lacking):
        return tuple(widths)
    given = shares(spare, sum(lacking))
    return tuple(width + lack - give for width, lack, give in zip(widths, lacking, given, strict=True))


def _aligned(widths: Sequence[int], hang: int) -> tuple[int, ...]:
    """Widths of which the first is that of the margin, if it is near that already."""
    first, *others = widths
    if not hang or not others or not _NEAR[0] <= first / hang <= _NEAR[1]:
        return tuple(widths)
    return hang, *shares(others, sum(widths) - hang)


def _table(
    rows: Iterable[str],
    widths: Sequence[int],
    *,
    caption: str,
    description: str,
    style: str = "",
    header: bool = False,
    row_headers: bool = False,
    hang: int = 0,
) -> str:
    look = f'<w:tblStyle w:val="{attribute(style)}"/>' if style else ""
    bits = 0x0600 + 0x0020 * header + 0x0080 * row_headers
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    indent = f'<w:tblInd w:w="{-hang}" w:type="dxa"/>' if hang else ""
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(header)}" w:lastRow="0" '
        f'w:firstColumn="{int(row_headers)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(caption)}"/><w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    *,
    header: bool = False,
    blank: Sequence[bool] = (),
    columns: int = 1,
    height: int = 0,
) -> str:
    """A row of cells that span some columns each. A cell to write in has borders, which separate it from the next; in a
    row with a least height, in twentieths of a point, all cells are boxes."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    edges = [_BOX if height else _EDGE if empty else "" for empty in blank] or [""] * len(cells)
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{edge}</w:tcPr>{cell}</w:tc>'
        for cell, width, edge in zip(cells, widths, edges, strict=True)
    )
    looks = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{looks}{'<w:tblHeader/>' if header else ''}</w:trPr>{content}</w:tr>"
