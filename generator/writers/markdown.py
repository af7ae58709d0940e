"""Blocks to Markdown that Python-Markdown reads back as the same blocks, whatever characters they hold.

Text is never markup: every character that means something to Markdown or to HTML is written as a character reference.
A paragraph is one line; nested blocks are indented by four spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape as escape_html

from ..documents.document import (
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Code,
    Drawing,
    Figures,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Piece,
    Pieces,
    Quotation,
    Run,
    Table,
    WritingLines,
)

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^#\"]")
_SPACE = re.compile(r"[\t\n][ \t\n]*| [ \t\n]+")
"""What becomes a single space. A space between two words is left alone: it is one already."""
_BLOCK_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)((?<=\d)[.)]|[-+?/!=:])")
_IN_TITLE = str.maketrans({sign: f"&#{ord(sign)};" for sign in "'()"})
_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in ' ()<>"\\'})


def inline_text(text: str) -> str:
    """Plain text as Markdown that shows exactly that text, in one line, in Markdown and in raw HTML alike."""
    escaped = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", _SPACE.sub(" ", text))
    return _BLOCK_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", escaped)


def inline(runs: Inline) -> str:
    """Runs as Markdown."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    result = "<br>".join([_piece(run, piece) for piece in run.text.split("\n")])
    if run.link:
        # Python-Markdown would end the link at a quotation mark followed by a bracket, or at one in the address.
        title = f' "{inline_text(run.title).translate(_IN_TITLE)}"' if run.title else ""
        look = f"{{ .{run.role} }}" if run.role else ""
        return f"[{result}]({run.link.translate(_IN_ADDRESS)}{title}){look}"
    return f'<span class="{escape_html(run.role)}">{result}</span>' if run.role else result


def _piece(run: Run, piece: str) -> str:
    core = piece.strip(" ")
    if not core:
        return piece
    before, _, after = piece.partition(core)
    # HTML tags rather than asterisks: they hold wherever a run starts or ends, also in the middle of a word.
    result = inline_text(core)
    if run.code or run.emphasis or run.strong:
        for tag, wanted in (("code", run.code), ("em", run.emphasis), ("strong", run.strong)):
            if wanted:
                result = f"<{tag}>{result}</{tag}>"
    return f"{before}{result}{after}"


def blocks(content: Iterable[Block], indent: int = 0) -> str:
    """Blocks as Markdown, one blank line between them, each line indented by some spaces."""
    text = "\n\n".join(map(_block, content))
    if not indent:
        return text
    space = " " * indent
    return "\n".join(space + line if line else line for line in text.split("\n"))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            attributes = [f"#{block.anchor}"] * bool(block.anchor) + [f".{block.role}"] * bool(block.role)
            return inline(block.runs) + (f"\n{{ {' '.join(attributes)} }}" if attributes else "")
        case Heading():
            return f"{'#' * min(block.level + 1, 6)} {inline_text(block.text)} {{ #{block.anchor} }}"
        case Listing():
            return _listing(block)
        case Checklist():
            return _divided("checklist", "\n".join(map(_entry, block.entries)))
        case Table():
            role = "to-fill" if block.row_height else block.role
            return _divided(role, _table(block)) if role else _table(block)
        case Callout():
            title = f"{inline_text(block.title)}\n{{ .admonition-title }}"
            return _divided(f"admonition {block.kind}", f"{title}\n\n{blocks(block.blocks)}")
        case Quotation():
            return "\n".join(f"> {line}".rstrip() for line in blocks(block.blocks).split("\n"))
        case Code():
            lines = "<br>".join(inline_text(f"x{line}")[1:] for line in block.text.split("\n"))
            return f"<code>{lines}</code>"
        case WritingLines() | AnswerBoxes():
            return _answer(block)
        case Drawing():
            look = f' class="{escape_html(block.role)}"' if block.role else ""
            return f"<figure{look}>{block.svg}</figure>"
        case Figures() | Pieces():
            return _side_by_side(block)


def _side_by_side(block: Figures | Pieces) -> str:
    if isinstance(block, Pieces):
        caption = f"{inline_text(block.caption)}\n{{ .pieces-caption }}"
        return _divided("pieces", "\n\n".join([caption, *map(_to_cut_out, block.pieces)]))
    return "\n".join(
        f"- <strong>{inline_text(figure.value)}</strong> {inline_text(figure.label)}"
        + (f": {inline_text(figure.note)}" if figure.note else "")
        for figure in block.items
    )


def _to_cut_out(piece: Piece) -> str:
    """A piece in a frame, with its headings as strong words."""
    words = (
        Paragraph((Run(block.text, strong=True),)) if isinstance(block, Heading) else block for block in piece.blocks
    )
    label = [Paragraph((Run(piece.label),), "piece-label")] if piece.label else []
    return _divided("piece", blocks([*label, *words]))


def _answer(block: WritingLines | AnswerBoxes) -> str:
    if isinstance(block, WritingLines):
        return f'<div class="writing-lines" style="--lines: {block.lines}"></div>'
    labels = [inline_text(label) for label in block.labels]
    if block.scale:
        points = "".join(f'<span class="tick">{label}</span>' for label in labels)
        return f'<p class="answer scale">{points}</p>'
    boxes = [f'<span class="tick box"></span>{label}' for label in labels]
    if block.paired:
        return f'<p class="answer paired">{"".join(f"<span>{box}</span>" for box in boxes)}</p>'
    return f'<p class="answer">{" ".join(boxes)}</p>'


def _divided(role: str, text: str) -> str:
    return f'<div class="{escape_html(role)}" markdown>\n\n{text}\n\n</div>'


def _entry(entry: ChecklistEntry) -> str:
    """An entry in one line: it has no detail, or one paragraph."""
    detail = "".join(f" {inline(block.runs)}" for block in entry.detail if isinstance(block, Paragraph))
    note = inline((Run(f"{entry.owner}. {entry.when}.", role="who-and-when"),))
    do = task(entry.task, inline(entry.do)) if entry.task else inline(entry.do)
    return f"- {do}<br>{note}{detail}"


def task(id: str, do: str) -> str:
    """What to do, as Markdown within an element that a script gives a box whose tick belongs to the id."""
    return f'<span data-task="{escape_html(id)}">{do}</span>'


def _listing(block: Listing) -> str:
    loose = any(len(item) > 1 for item in block.items)
    items = []
    for number, item in enumerate(block.items, start=block.start):
        marker = f"{number}." if block.numbered else "-"
        body = blocks(item, 4).lstrip(" ")
        items.append(f"{marker:<4}{body}")
    return ("\n\n" if loose else "\n").join(items)


def _headed(cells: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A row whose first cell is its header: Markdown can only make it bold."""
    return (tuple(replace(run, strong=True) for run in cells[0]), *cells[1:])


def _table(block: Table) -> str:
    def row(cells: Iterable[Inline]) -> str:
        return "| " + " | ".join(inline(cell) or " " for cell in cells) + " |"

    rule = "|" + "".join(" ---: |" if column in block.numbers else " --- |" for column in range(len(block.header)))
    rows = (_headed(cells) for cells in block.rows) if block.row_headers else block.rows
    return "\n".join([row(block.header), rule, *map(row, rows)])
