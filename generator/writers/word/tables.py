"""Tables, checklists with boxes to tick, and scales to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from ...documents.document import LABELS, AnswerBoxes, Block, Checklist, ChecklistEntry, Figures, Table, plain
from ...model.english import counted
from ..office.xml import attribute
from .runs import box_name, check_box, inline, paragraph, words
from .target import Target

WriteBlocks: TypeAlias = Callable[[Sequence[Block], int], Iterable[str]]
"""From blocks and their width in twentieths of a point to paragraphs and tables."""
MARGINS = 226
"""Left and right margin of a cell of Playbook Table together, in twentieths of a point."""
_NARROW, _WIDE = 12, 44
"""Characters in a cell: columns get no narrower below the first, and no wider above the second."""
_LETTER, _LONGEST_WORD = 120, 20
"""Generous width of a letter in a table, in twentieths of a point; words of more letters may break."""
_EDGE = '<w:tcBorders><w:left w:val="single" w:sz="4" w:space="0" w:color="C9D6D9"/></w:tcBorders>'
_SIDES = ("top", "left", "bottom", "right")
_LABEL_WIDTH, _LABEL_HEIGHT = 5_102, 3_118
"""90 mm and 55 mm, in twentieths of a point."""
_CUT = "".join(f'<w:{side} w:val="dotted" w:sz="4" w:space="0" w:color="808080"/>' for side in _SIDES)
_CHECKLIST_WIDTHS = (2, 11, 4, 4)
_CHECKLIST_HEADER = ("Done", "What to do", "Who", "When")


def table(block: Table, target: Target, width: int) -> Iterator[str]:
    """A table with its caption above it; or labels."""
    if block.role == LABELS:
        yield _labels(block, target)
        return
    if block.caption:
        yield paragraph(target.styles.id("caption"), words(block.caption))
    heading = target.styles.id("Table Heading")
    widths = _roomy(shares(block.widths or _by_words(block), width), block)
    header = [paragraph(heading, inline(cell, target)) for cell in block.header]
    rows = []
    for row in block.rows:
        blank = [any(run.role == "blank" for run in cell) for cell in row]
        styles = [target.styles.id("Blank" if empty else "Table Text") for empty in blank]
        content = [inline(cell, target, strong=block.row_headers and not number) for number, cell in enumerate(row)]
        rows.append(_row(list(map(paragraph, styles, content)), widths, blank=blank))
    columns = ", ".join(plain(cell) for cell in block.header)
    yield _table(
        [_row(header, widths, header=True), *rows],
        widths,
        style=target.styles.id("Playbook Table", "table"),
        caption=block.caption or columns,
        description=f"Columns: {columns}. {counted(len(rows), 'row').capitalize()}.",
        row_headers=block.row_headers,
    )


def _labels(block: Table, target: Target) -> str:
    """Labels to cut out along their dotted edges."""
    style = target.styles.id("Table Text")
    look = f'<w:tcW w:w="{_LABEL_WIDTH}" w:type="dxa"/><w:tcBorders>{_CUT}</w:tcBorders><w:vAlign w:val="center"/>'
    height = f'<w:trHeight w:val="{_LABEL_HEIGHT}" w:hRule="exact"/>'
    rows = []
    for row in block.rows:
        texts = (paragraph(style, inline(cell, target), direct='<w:jc w:val="center"/>') for cell in row)
        cells = "".join(f"<w:tc><w:tcPr>{look}</w:tcPr>{text}</w:tc>" for text in texts)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>")
    widths = [_LABEL_WIDTH] * len(block.header)
    return _table(
        rows, widths, caption=block.caption or "", description=counted(len(rows), "row of labels", "rows of labels")
    )


def checklist(block: Checklist, target: Target, width: int, write: WriteBlocks) -> Iterator[str]:
    """A checklist as a table: a box, what to do with the details that `write` writes, who, and when."""
    widths = shares(_CHECKLIST_WIDTHS, width)
    heading = target.styles.id("Table Heading")
    header = [paragraph(heading, words(title)) for title in _CHECKLIST_HEADER]
    rows = [_row(_entry(entry, target, widths[1] - MARGINS, write), widths) for entry in block.entries]
    yield _table(
        [_row(header, widths, header=True), *rows],
        widths,
        style=target.styles.id("Playbook Table", "table"),
        caption="Checklist",
        description=f"What to do, who does it and when, each with a box to tick. {len(rows)} entries.",
    )


def _entry(entry: ChecklistEntry, target: Target, width: int, write: WriteBlocks) -> list[str]:
    body = target.styles.id("Table Text")
    return [
        paragraph(body, check_box(plain(entry.do), target)),
        paragraph(body, inline(entry.do, target), keep=bool(entry.detail)) + "".join(write(entry.detail, width)),
        paragraph(body, words(entry.owner)),
        paragraph(body, words(entry.when)),
    ]


def figures(block: Figures, target: Target, width: int) -> Iterator[str]:
    """Large numbers side by side, each above what it counts."""
    style = target.styles.id("Table Text")
    widths = shares((1,) * len(block.items), width)
    cells = [
        paragraph(style, words(figure.value, '<w:b/><w:sz w:val="44"/>'), keep=True)
        + paragraph(style, words(figure.label))
        + (paragraph(style, words(figure.note)) if figure.note else "")
        for figure in block.items
    ]
    labels = ", ".join(figure.label for figure in block.items)
    yield _table([_row(cells, widths)], widths, caption="Figures", description=labels)


def scale(block: AnswerBoxes, target: Target, width: int) -> Iterator[str]:
    """The points of a scale side by side, with a box above each label."""
    labels = block.labels
    if not labels:
        return
    style = target.styles.id("Scale")
    widths = shares((1,) * len(labels), width)
    cells = [
        paragraph(style, check_box(box_name(label, block.question), target, round=True))
        + paragraph(style, words(label))
        for label in labels
    ]
    yield _table([_row(cells, widths)], widths, caption="Scale", description=f"One of: {', '.join(labels)}")


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


def _table(
    rows: Iterable[str],
    widths: Sequence[int],
    *,
    caption: str,
    description: str,
    style: str = "",
    row_headers: bool = False,
) -> str:
    look = f'<w:tblStyle w:val="{attribute(style)}"/>' if style else ""
    bits = 0x0620 + 0x0080 * row_headers if style else 0x0600
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(bool(style))}" w:lastRow="0" '
        f'w:firstColumn="{int(row_headers)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(caption)}"/><w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], *, header: bool = False, blank: Sequence[bool] = ()) -> str:
    """A row. A cell to write in has borders, which separate it from the next."""
    edges = [_EDGE if empty else "" for empty in blank] or [""] * len(cells)
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}</w:tcPr>{cell}</w:tc>'
        for cell, width, edge in zip(cells, widths, edges, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{content}</w:tr>"
