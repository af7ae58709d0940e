"""Blocks as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from ...documents.document import (
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    Code,
    Document,
    Drawing,
    Figures,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Pieces,
    Quotation,
    Table,
    WritingLines,
    plain,
)
from ...documents.icons import Icon
from ...documents.pieces import GAP, INDENT, rows_on_a_page
from ..theme import Theme
from . import pictures, tables
from . import pieces as cut_out
from .runs import Level, bookmarked, box_name, check_box, inline, paragraph, words
from .target import Target

ROLES = {role: role.title() for role in ("lead", "evidence", "reason", "reference", "small")} | {
    "cut": "Cut Line",
    "certificate-title": "Certificate Title",
    "certificate-for": "Subtitle",
    "certificate-name": "Certificate Name",
}
"""Paragraph styles by role."""
_HELD = (Table, Checklist, AnswerBoxes, WritingLines, Drawing, Figures)
"""A paragraph stays on the same page as one of these that follows it."""
_CLOSED = (Table, Checklist, Figures, Pieces, tuple)
"""Tables, which need a gap below: they have no space after them, and Word joins two tables that touch."""
_GAP = '<w:spacing w:after="180"/>'
"""Space below the last line of an answer: a screen reader would read out an empty paragraph."""
_DEEPEST_HEADING = 4
_DEEPEST_LIST = 3
_LINES_TOGETHER = 12
"""Up to this number, lines to write on or boxes to tick stay on one page."""
_SHORT_WORD = 18
"""Letters of the longest answer that has room in a third of a line."""


TitledChecklists: TypeAlias = tuple[tuple[Heading, Checklist], ...]


class ListLook(NamedTuple):
    """How lists look in a callout, in a cell or on a sheet, all in one style."""

    style: str
    left: int
    """Indent of the bullet, in twentieths of a point."""
    step: int
    """From the bullet to the text, and from a list to a list inside it."""


IN_CALLOUT = {"Callout": ListLook("Callout List", 0, 340), "Warning": ListLook("Warning List", 220, 340)}
IN_CELL = ListLook("Table List", 0, 280)
ON_SHEET = ListLook("Sheet Text", 0, 280)


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What blocks are inside of."""

    width: int
    """In twentieths of a point."""
    hang: int = 0
    """How far tables and pictures may begin to the left of the text."""
    style: str = "Normal"
    """Style of a plain paragraph, by name."""
    depth: int = 0
    """Number of lists around them."""
    lists: ListLook | None = None
    """How lists look, if not as usual."""
    letters: int = 0
    """Size of letters whose lines and gaps are in proportion to them, in points; 0 where the styles set all of that."""
    centred: bool = False
    cut: Document | None = None
    """The document, if it is nothing but pieces to cut out."""

    def in_letters(self, size: int, width: int, *, centred: bool = False) -> BlockContext:
        """Inside something whose words all have a size of their own."""
        look = ListLook("Table Text", 0, round(INDENT * size * 20))
        return BlockContext(width, style="Table Text", lists=look, letters=size, centred=centred)

    @property
    def spacing(self) -> str:
        gap = round(GAP * self.letters * 20)
        return f'<w:spacing w:before="0" w:after="{gap}" w:line="240" w:lineRule="auto"/>' if self.letters else ""

    @property
    def side(self) -> str:
        """Where lines stand, and the size of the mark of a list."""
        centre = '<w:jc w:val="center"/>' if self.centred else ""
        size = f'<w:rPr><w:sz w:val="{2 * self.letters}"/><w:szCs w:val="{2 * self.letters}"/></w:rPr>'
        return centre + size if self.letters else centre


class Blocks:
    """Writes blocks for a file."""

    def __init__(self, target: Target, theme: Theme) -> None:
        self._target = target
        self._theme = theme

    def all(self, blocks: Sequence[Block], context: BlockContext) -> Iterator[str]:
        """Blocks in order."""
        items = _joined(blocks)
        for before, item, after in zip_longest([None, *items][: len(items)], items, items[1:]):
            if isinstance(before, Heading) and isinstance(item, Paragraph) and isinstance(after, Heading):
                # A chapter that begins with a line and a heading does not leave them alone at the end of a page.
                yield self._paragraph(item, context, keep=True)
            elif isinstance(item, tuple):
                titled = [(self._checklist_heading(heading), each) for heading, each in item]
                yield from tables.checklist(titled, self._target, context.width, context.hang, self._in_cell)
            else:
                yield from self._block(item, after[0][0] if isinstance(after, tuple) else after, context)
            if isinstance(item, _CLOSED) and not isinstance(after, Heading):
                yield paragraph(self._style("Table Gap"), "")

    def _block(self, block: Block, after: Block | None, context: BlockContext) -> Iterator[str]:
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                yield self._paragraph(block, context, keep=_stays(block, after))
            case Listing():
                yield from self._listing(block, context)
            case Callout():
                yield from self._callout(block, context)
            case Quotation():
                yield from self.all(block.blocks, replace(context, hang=0, style="Quote"))
            case Code():
                yield paragraph(self._style("Code"), words(block.text))
            case WritingLines() | AnswerBoxes():
                yield from self._answer(block, context.width)
            case Table():
                yield from tables.table(block, self._target, context.width, context.hang)
            case Checklist():
                yield from tables.checklist([("", block)], self._target, context.width, context.hang, self._in_cell)
            case Drawing():
                picture = pictures.drawing(block, self._target, context.width + context.hang, self._theme)
                yield paragraph(self._style("Figure"), picture)
            case Figures() | Pieces():
                yield from self._side_by_side(block, context)

    def _side_by_side(self, block: Figures | Pieces, context: BlockContext) -> Iterator[str]:
        if isinstance(block, Figures):
            return tables.figures(block, self._target, context.width, context.hang)
        rows = rows_on_a_page(block, context.cut) if context.cut else None
        return cut_out.pieces(block, self._target, rows, context.hang, self._in_piece)

    def _in_piece(self, piece: Piece, block: Pieces, width: int) -> Iterator[str]:
        return self.all(piece.blocks, BlockContext(width).in_letters(block.largest, width, centred=block.centred))

    def _in_cell(self, blocks: Sequence[Block], width: int) -> Iterator[str]:
        return self.all(blocks, BlockContext(width, style="Table Detail", lists=IN_CELL))

    def _style(self, name: str) -> str:
        style = self._target.styles.find(name)
        return "" if style.default else style.id

    def _checklist_heading(self, block: Heading) -> str:
        content = bookmarked(words(block.text), block.anchor, self._target)
        return paragraph(self._style("Checklist Heading"), content, keep=True)

    def _heading(self, block: Heading) -> Iterator[str]:
        level = min(block.level, _DEEPEST_HEADING)
        content = bookmarked(words(block.text), block.anchor, self._target)
        ruled = level == 1 and self._target.ruled
        if ruled:
            space = '<w:spacing w:before="0"/>' if block.starts_page else ""
            yield paragraph(self._style("Chapter Rule"), "", keep=True, page=block.starts_page, direct=space)
        page = block.starts_page and not ruled
        yield paragraph(self._style(f"heading {level}"), content, keep=True, page=page)

    def _paragraph(self, block: Paragraph, context: BlockContext, *, keep: bool) -> str:
        content = bookmarked(inline(block.runs, self._target), block.anchor, self._target)
        style = ROLES.get(block.role or "", context.style)
        return paragraph(self._style(style), content, keep=keep, direct=context.spacing + context.side)

    def _answer(self, block: WritingLines | AnswerBoxes, width: int) -> Iterator[str]:
        """Lines to write on, or answers to tick, with tab stops where several share a line: a screen reader reads them
        as it reads text."""
        if isinstance(block, WritingLines):
            return self._lines("Writing Line", [""] * block.lines)
        columns = 2 if block.paired else _on_one_line(block.labels)
        stops = "".join(f'<w:tab w:val="left" w:pos="{width * each // columns}"/>' for each in range(1, columns))
        answers = [
            check_box(box_name(label, block.question), self._target) + words(f" {label}") for label in block.labels
        ]
        lines = [words("\t").join(answers[start : start + columns]) for start in range(0, len(answers), columns)]
        return self._lines("Answer", lines, f"<w:tabs>{stops}</w:tabs>" if stops else "")

    def _lines(self, style: str, lines: Sequence[str], tabs: str = "") -> Iterator[str]:
        for number, content in enumerate(lines, start=1):
            last = number == len(lines)
            keep = not last and len(lines) <= _LINES_TOGETHER
            yield paragraph(self._style(style), content, keep=keep, direct=tabs + _GAP * last)

    def _callout(self, block: Callout, context: BlockContext) -> Iterator[str]:
        name = "Warning" if block.kind == "warning" else "Callout"
        mark = self._target.icons.get(Icon.WARNING, "") if block.kind == "warning" else ""
        icon = pictures.icon(mark, self._target, pictures.WARNING) + words("\u00a0") if mark else ""
        yield paragraph(self._style(f"{name} Title"), icon + words(block.title), keep=True)
        yield from self.all(block.blocks, replace(context, hang=0, style=name, lists=IN_CALLOUT[name], depth=0))
        yield paragraph(self._style("Callout End"), "")

    def _listing(self, block: Listing, context: BlockContext) -> Iterator[str]:
        depth = min(context.depth, _DEEPEST_LIST - 1)
        suffix = f" {depth + 1}" if depth else ""
        style = f"List {'Number' if block.numbered else 'Bullet'}{suffix}"
        continued, indent = f"List Continue{suffix}", ""
        level: Level | None
        if context.lists:
            left = context.lists.left + context.lists.step * (depth + 1)
            indent = f'<w:ind w:left="{left}" w:hanging="{context.lists.step}"/>'
            level = self._own_level(block, "List Number" if block.numbered else "List Bullet", depth)
            style, continued = context.lists.style, context.style
        else:
            level = self._level(block, style, depth)
        inner = replace(context, hang=0, style=continued, depth=context.depth + 1)
        for item in block.items:
            first = item[0] if item and isinstance(item[0], Paragraph) else None
            content = bookmarked(inline(first.runs, self._target), first.anchor, self._target) if first else ""
            yield paragraph(self._style(style), content, level=level, direct=context.spacing + indent + context.side)
            yield from self.all(item[1:] if first else item, inner)

    def _level(self, block: Listing, style: str, depth: int) -> Level | None:
        """List id and level of items, if their style alone does not set them."""
        own = self._target.styles.own_list(style)
        if own is None:
            return self._own_level(block, style, depth)
        return (self._target.styles.lists.counting(*own, block.start), own[1]) if block.numbered else None

    def _own_level(self, block: Listing, style: str, depth: int) -> Level:
        """List id and level of items that look as in the base."""
        list_id = self._target.styles.base_list(style)
        return self._target.styles.lists.counting(list_id, depth, block.start) if block.numbered else list_id, depth


def _joined(blocks: Sequence[Block]) -> list[Block | TitledChecklists]:
    """Blocks with neighbouring checklists, each below a heading, together: they become one table with one header."""
    result: list[Block | TitledChecklists] = []
    for block in blocks:
        heading = result[-1] if result else None
        if not (isinstance(block, Checklist) and isinstance(heading, Heading) and heading.level > 1):
            result.append(block)
            continue
        result.pop()
        earlier = result[-1] if result else None
        if isinstance(earlier, tuple):
            result[-1] = (*earlier, (heading, block))
        else:
            result.append(((heading, block),))
    return result


def _on_one_line(labels: Sequence[str]) -> int:
    """How many answers a line has: three where they are short, such as Yes and No; otherwise one."""
    return 3 if all(len(label) <= _SHORT_WORD for label in labels) else 1


def _stays(block: Paragraph, after: Block | None) -> bool:
    """Whether a paragraph stays on the same page as what follows."""
    if isinstance(after, Paragraph):
        return after.role in ("evidence", "question")
    return isinstance(after, _HELD) or (isinstance(after, Listing) and plain(block.runs).rstrip().endswith(":"))
