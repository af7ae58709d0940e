"""Document to one self-contained HTML file: styles, font and images inside, no script, no requests."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..documents import icons
from ..documents.document import (
    BESIDE,
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    Code,
    Document,
    Drawing,
    Figures,
    Front,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Pieces,
    Quotation,
    Run,
    Table,
    WritingLines,
    address_beside,
    size_of,
)
from ..documents.evidence_marks import LABEL, at_the_end, description, is_label
from ..documents.pieces import letters
from ..planning import dates
from .theme import Theme, accents, font_face

STYLE_SHEET = "theme/documents/document.css"
MANY_COLUMNS = 5
"""A table with this many columns becomes a list on wider screens than others do."""
CONTENT_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""Content security policy: no files from elsewhere and no scripts."""


def write(document: Document, theme: Theme) -> bytes:
    """A document as HTML, in UTF-8.

    Raises:
        InputFault: the theme has no style sheet.
        ValueError: the colour is not of the form #rrggbb.
    """
    title = f"{document.title}: {document.organisation}"
    blocks = at_the_end(document.blocks)
    front, body = "\n".join(_front(document)), "\n".join(_blocks(blocks))
    looks = font_face(theme.files, front + body) + accents(document.colour)
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{looks}{theme.text(STYLE_SHEET).strip()}\n</style>",
        "</head>",
        f'<body class="{document.front.value}">',
        '<a class="skip" href="#content">Skip to the content</a>',
        front,
        *(_contents(blocks) if document.front is Front.COVER else ()),
        '<main id="content">',
        body,
        "</main>",
        f"<footer><p>Made with Paired Learning, content release {escape(document.release)}, "
        f"{dates.date(document.date)}. Content under CC BY 4.0.</p></footer>",
        *_outlines(body, theme),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


def fragment(blocks: Iterable[Block]) -> str:
    """Blocks as HTML, for a page that another writer makes."""
    return "\n".join(_blocks(blocks))


def _outlines(body: str, theme: Theme) -> Iterator[str]:
    """The outlines of the icons that a page uses, once each."""
    if names := sorted(set(re.findall(f'<use href="#{icons.PREFIX}([^"]+)"', body))):
        symbols = [
            f'<symbol id="{icons.PREFIX}{name}" viewBox="0 0 24 24"><path d="{theme.icon(name)}"/></symbol>'
            for name in names
        ]
        yield f'<svg class="outlines" aria-hidden="true">{"".join(symbols)}</svg>'


def _icon(name: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="#{escape(icons.PREFIX + name)}"/></svg>'


def _front(document: Document) -> Iterator[str]:
    yield "<header>"
    if document.logo is not None:
        data = base64.b64encode(document.logo).decode()
        yield f'<img src="data:image/png;base64,{data}" alt="{escape(document.logo_text)}">'
    yield f'<p class="organisation">{escape(document.organisation)}</p>'
    yield f"<h1>{escape(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{escape(document.subtitle)}</p>'
    yield "</header>"


def _contents(blocks: Sequence[Block]) -> Iterator[str]:
    """A list of the chapters, with the sections of each folded away: beside the text, or folded itself on a phone."""
    chapters: list[tuple[Heading, list[Heading]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append((block, []))
        elif isinstance(block, Heading) and block.level == 2 and chapters:
            chapters[-1][1].append(block)
    if not chapters:
        return
    yield '<nav class="contents" aria-label="Contents">'
    yield "<details><summary>Contents</summary>"
    yield "<ul>"
    for chapter, sections in chapters:
        link = _link(chapter)
        if sections:
            entries = "".join(f"<li>{_link(section)}</li>" for section in sections)
            name = escape(f"Show what is in {chapter.text}")
            yield f'<li>{link}<details><summary aria-label="{name}"></summary><ul>{entries}</ul></details></li>'
        else:
            yield f"<li>{link}</li>"
    yield "</ul>"
    yield "</details>"
    yield "</nav>"


def _link(heading: Heading) -> str:
    return f'<a href="#{escape(heading.anchor)}">{escape(heading.text)}</a>'


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _within(start: str, blocks: Iterable[Block], end: str) -> Iterator[str]:
    yield start
    yield from _blocks(blocks)
    yield end


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            look = _class("starts-page" if block.starts_page else None)
            yield f'<h{level} id="{escape(block.anchor)}"{look}>{escape(block.text)}</h{level}>'
        case Paragraph():
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            yield f"<p{anchor}{_class(block.role)}>{_runs(block.runs)}</p>"
        case Listing():
            yield from _listing(block)
        case Checklist():
            yield from _checklist(block)
        case Table():
            yield from _table(block)
        case Callout():
            yield f'<div class="callout {escape(block.kind)}" role="note">'
            icon = _icon(icons.Icon.WARNING) if block.kind == "warning" else ""
            yield from _within(f'<p class="callout-title">{icon}{escape(block.title)}</p>', block.blocks, "</div>")
        case Quotation():
            yield from _within("<blockquote>", block.blocks, "</blockquote>")
        case Code():
            yield f"<pre><code>{escape(block.text)}</code></pre>"
        case WritingLines() | AnswerBoxes():
            yield _answer(block)
        case Drawing():
            yield from _drawing(block)
        case Figures() | Pieces():
            yield from _figures(block) if isinstance(block, Figures) else _pieces(block)


def _answer(block: WritingLines | AnswerBoxes) -> str:
    if isinstance(block, WritingLines):
        return f'<div class="writing-lines" style="--lines: {block.lines}"></div>'
    look = "paired" if block.paired else "choices"
    return f'<ul class="answers {look}">{"".join(f"<li>{escape(label)}</li>" for label in block.labels)}</ul>'


def _drawing(block: Drawing) -> Iterator[str]:
    if not block.rows:
        yield f"<figure>{block.svg}</figure>"
        return
    yield f'<figure class="or-list">{block.svg}'
    rows = "".join(f"<div><dt>{escape(when)}</dt><dd>{escape(what)}</dd></div>" for when, what in block.rows)
    yield f"<dl>{rows}</dl></figure>"


def _pieces(block: Pieces) -> Iterator[str]:
    """Pieces of their size in the letters that fit them, in rows as on paper where the window is wide enough."""
    size, look = letters(block), " centred" if block.centred else ""
    sides = f"--across: {block.across}; --width: {block.width:g}mm; --height: {block.height:g}mm; --letters: {size}pt"
    yield f'<p class="pieces-caption">{escape(block.caption)}</p>'
    yield f'<ul class="pieces{look}" style="{sides}">'
    for piece in block.pieces:
        yield "<li>"
        if piece.label:
            yield f'<p class="piece-label">{escape(piece.label)}</p>'
        yield from _within("<div>", (_own_letters(each) for each in piece.blocks), "</div></li>")
    yield "</ul>"


def _own_letters(block: Block) -> Block:
    """A heading inside a piece as strong words: the page lists the headings of its chapters alone."""
    return Paragraph((Run(block.text, strong=True),), "piece-title") if isinstance(block, Heading) else block


def _figures(block: Figures) -> Iterator[str]:
    yield '<dl class="figures">'
    for figure in block.items:
        note = f'<dd class="note">{escape(figure.note)}</dd>' if figure.note else ""
        yield f"<div><dt>{escape(figure.label)}</dt><dd>{escape(figure.value)}</dd>{note}</div>"
    yield "</dl>"


def _listing(block: Listing) -> Iterator[str]:
    tag = "ol" if block.numbered else "ul"
    yield f'<ol start="{block.start}">' if block.numbered and block.start != 1 else f"<{tag}>"
    for item in block.items:
        if len(item) == 1 and isinstance(item[0], Paragraph):
            yield f"<li>{_runs(item[0].runs)}</li>"
        else:
            yield from _within("<li>", item, "</li>")
    yield f"</{tag}>"


def _checklist(block: Checklist) -> Iterator[str]:
    yield '<ul class="checklist">'
    for entry in block.entries:
        yield "<li>"
        yield f'<label><input type="checkbox"> <span class="do">{_runs(entry.do)}</span></label>'
        yield f'<p class="who-and-when"><span>{escape(entry.owner)}</span> <span>{escape(entry.when)}</span></p>'
        if entry.detail:
            yield from _within('<div class="detail">', entry.detail, "</div>")
        yield "</li>"
    yield "</ul>"


def _table(block: Table) -> Iterator[str]:
    """A table that becomes a list on a narrow screen: each cell follows the title of its column, but for the first.

    A list of two columns is clear without titles.
    """
    titles = ["".join([run.text for run in cell]) for cell in block.header]
    looks = [*([block.role] if block.role else ()), *(["many"] if len(titles) >= MANY_COLUMNS else ())]
    looks += ["to-fill"] if block.row_height else []
    row_start = f'<tr style="height: {block.row_height}mm">' if block.row_height else "<tr>"
    yield f'<div class="table"><table{_class(" ".join(looks))}>'
    if block.caption:
        yield f"<caption>{escape(block.caption)}</caption>"
    if block.widths:
        total = sum(block.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in block.widths)
        yield f"<colgroup>{columns}</colgroup>"
    numeric = [_class("number" if column in block.numbers else None) for column in range(len(titles))]
    if any(titles):
        heads = [f'<th scope="col"{look}>{_runs(cell)}</th>' for look, cell in zip(numeric, block.header, strict=True)]
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    labels = [f' data-label="{escape(title)}"' if title and len(titles) > 2 else "" for title in titles]
    first = f'<th scope="row"{numeric[0]}>' if block.row_headers else f"<td{numeric[0]}>"
    starts = [first, *(f"<td{label}{look}>" for label, look in zip(labels[1:], numeric[1:], strict=True))]
    ends = ["</th>" if start.startswith("<th") else "</td>" for start in starts]
    yield "<tbody>"
    for row in block.rows:
        cells = [f"{start}{_runs(cell)}{end}" for start, cell, end in zip(starts, row, ends, strict=True)]
        yield f"{row_start}{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _class(role: str | None) -> str:
    return f' class="{escape(role)}"' if role else ""


def _runs(runs: Inline) -> str:
    if len(runs) == 1:
        return _run(runs[0], begins=True)
    return "".join([_run(run, begins=number == 0) for number, run in enumerate(runs)])


def _run(run: Run, *, begins: bool) -> str:
    if run.role:
        if is_label(run):
            return _mark(run, worded=begins)
        if run.role.startswith(icons.PREFIX):
            return _icon(run.role.removeprefix(icons.PREFIX))
    result = escape(run.text).replace("\n", "<br>")
    for tag, wanted in (("code", run.code), ("em", run.emphasis), ("strong", run.strong)):
        if wanted:
            result = f"<{tag}>{result}</{tag}>"
    if run.role:
        points = size_of(run.role)
        look = f'style="font-size: {points}pt"' if points else f'class="{escape(run.role)}"'
        result = f"<span {look}>{result}</span>"
    if run.link:
        title = f' title="{escape(run.title)}"' if run.title else ""
        address = address_beside(run.link) if run.link.startswith(BESIDE) else run.link
        result = f'<a href="{escape(address)}"{title}>{result}</a>'
    return result


def _mark(label: Run, *, worded: bool) -> str:
    """The mark of an evidence label, with its word or with a name for whoever cannot see it."""
    look = escape(f"mark {(label.role or '').removeprefix(LABEL)}")
    if worded:
        return f'<span class="{look}" aria-hidden="true"></span> {escape(label.text)}'
    name = escape(description(label))
    return f'<span class="{look}" role="img" aria-label="{name}" title="{name}"></span>'
