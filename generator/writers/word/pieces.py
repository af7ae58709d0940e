"""Pieces to cut out: a table on each page, with cells of exactly their size and dashed lines between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from ...documents.document import Piece, Pieces
from ...documents.pieces import MARGIN, PADDING, TOP
from ...model.english import counted
from ..office.xml import attribute
from .file import twips
from .runs import paragraph, words
from .target import Target

_SIDES = ("top", "left", "bottom", "right")
_CUT = "".join(f'<w:{side} w:val="dashed" w:sz="6" w:space="0" w:color="808080"/>' for side in _SIDES)
_UNCUT = "".join(f'<w:{side} w:val="nil"/>' for side in ("bottom", "right"))
_LABEL = 160
"""Height of the line with the label of a piece, in twentieths of a point: 8 points."""
_CENTRED = '<w:jc w:val="center"/>'
_QUIET = '<w:color w:val="4A5A5F"/>'

WritePiece: TypeAlias = Callable[[Piece, Pieces, int], Iterable[str]]
"""From one of some pieces and its width in twentieths of a point to its paragraphs."""


def pieces(block: Pieces, target: Target, rows: int | None, hang: int, write: WritePiece) -> Iterator[str]:
    """Pieces in their letters, with so many rows on a page, or all in one table; `write` makes the text of a piece
    from its width in twentieths of a point."""
    on_a_page = rows * block.across if rows else len(block.pieces) or 1
    sheets = [block.pieces[start : start + on_a_page] for start in range(0, len(block.pieces), on_a_page)]
    for number, sheet in enumerate(sheets, start=1):
        place = f" Sheet {number} of {len(sheets)}." if len(sheets) > 1 else ""
        small = f'{_QUIET}<w:sz w:val="16"/><w:szCs w:val="16"/>'
        high = f'<w:spacing w:before="0" w:after="0" w:line="{twips(TOP - MARGIN)}" w:lineRule="exact"/>'
        yield paragraph(
            target.styles.id("Small"),
            words(f"{block.caption}{place}", small),
            keep=True,
            page=rows is not None,
            direct=high,
        )
        yield _table(block, sheet, target, _CENTRED if rows else f'<w:tblInd w:w="{-hang}" w:type="dxa"/>', write)


def _table(block: Pieces, sheet: tuple[Piece, ...], target: Target, place: str, write: WritePiece) -> str:
    width, height, padding = twips(block.width), twips(block.height), twips(PADDING)
    filled = [_cell(piece, block, target, write) for piece in sheet]
    gaps = -len(filled) % block.across
    empty = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{_UNCUT}</w:tcBorders></w:tcPr><w:p/></w:tc>'
    )
    cells = [*filled, *[empty] * gaps]
    rows = (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f"{''.join(cells[start : start + block.across])}</w:tr>"
        for start in range(0, len(cells), block.across)
    )
    margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in _SIDES)
    columns = f'<w:gridCol w:w="{width}"/>' * block.across
    count = counted(len(sheet), "piece to cut out", "pieces to cut out")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * block.across}" w:type="dxa"/>{place}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0600" w:firstRow="0" '
        'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(block.caption)}"/><w:tblDescription w:val="{attribute(count)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(piece: Piece, block: Pieces, target: Target, write: WritePiece) -> str:
    width, padding = twips(block.width), twips(PADDING)
    margins, above, label = "", "top" if piece.label or not block.centred else "center", ""
    if piece.label:
        margins = f'<w:tcMar><w:top w:w="{padding - _LABEL}" w:type="dxa"/></w:tcMar>'
        direct = f'<w:spacing w:before="0" w:after="0" w:line="{_LABEL}" w:lineRule="exact"/><w:jc w:val="right"/>'
        look = f'{_QUIET}<w:sz w:val="15"/><w:szCs w:val="15"/>'
        label = paragraph(target.styles.id("Table Text"), words(piece.label, look), direct=direct)
    content = label + "".join(write(piece, block, width - 2 * padding))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{_CUT}</w:tcBorders>{margins}'
        f'<w:vAlign w:val="{above}"/></w:tcPr>{content}</w:tc>'
    )
