"""Document to one self-contained HTML file: styles, font and images inside, no script, no requests."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

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
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    WritingLines,
    address_beside,
)
from ..model.colour import is_colour
from ..planning import dates
from .theme import Theme, font_face

STYLE_SHEET = "theme/documents/document.css"
CONTENT_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""Content security policy: no files from elsewhere and no scripts."""


def write(document: Document, theme: Theme) -> bytes:
    """A document as HTML, in UTF-8.

    Raises:
        InputFault: the theme has no style sheet.
        ValueError: the colour is not of the form #rrggbb.
    """
    if not is_colour(document.colour):
        raise ValueError(f"not a colour: {document.colour!r}")
    title = f"{document.title}: {document.organisation}"
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_styles(document, theme)}\n</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#content">Skip to the content</a>',
        *_cover(document),
        *_contents(document.blocks),
        '<main id="content">',
        *_blocks(document.blocks),
        "</main>",
        f"<footer><p>Made with Paired Learning, content release {escape(document.release)}, "
        f"{dates.date(document.date)}. Content under CC BY 4.0.</p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


def fragment(blocks: Iterable[Block]) -> str:
    """Blocks as HTML, for a page that another writer makes."""
    return "\n".join(_blocks(blocks))


def _styles(document: Document, theme: Theme) -> str:
    return f"{font_face(theme.files)}:root{{--brand:{document.colour.lower()}}}\n{theme.text(STYLE_SHEET).strip()}"


def _cover(document: Document) -> Iterable[str]:
    yield '<header class="cover">'
    if document.logo is not None:
        data = base64.b64encode(document.logo).decode()
        yield f'<img src="data:image/png;base64,{data}" alt="{escape(document.logo_text)}">'
    yield f'<p class="organisation">{escape(document.organisation)}</p>'
    yield f"<h1>{escape(document.title)}</h1>"
    yield f'<p class="subtitle">{escape(document.subtitle)}</p>'
    yield f'<p class="stamp">Content release {escape(document.release)}, {dates.date(document.date)}</p>'
    yield "</header>"


def _contents(blocks: Sequence[Block]) -> Iterable[str]:
    """A list of the chapters, with the sections of each folded away. It works without a script."""
    yield '<nav class="contents" aria-label="Contents">'
    yield "<h2>Contents</h2>"
    yield "<ul>"
    chapters: list[tuple[Heading, list[Heading]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append((block, []))
        elif isinstance(block, Heading) and block.level == 2 and chapters:
            chapters[-1][1].append(block)
    for chapter, sections in chapters:
        link = _link(chapter)
        if sections:
            entries = "".join(f"<li>{_link(section)}</li>" for section in sections)
            name = escape(f"Show what is in {chapter.text}")
            yield f'<li>{link}<details><summary aria-label="{name}"></summary><ul>{entries}</ul></details></li>'
        else:
            yield f"<li>{link}</li>"
    yield "</ul>"
    yield "</nav>"


def _link(heading: Heading) -> str:
    return f'<a href="#{escape(heading.anchor)}">{escape(heading.text)}</a>'


def _blocks(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield from _block(block)


def _within(start: str, blocks: Iterable[Block], end: str) -> Iterable[str]:
    yield start
    yield from _blocks(blocks)
    yield end


def _block(block: Block) -> Iterable[str]:
    match block:
        case Heading():
            look = ' class="starts-page"' if block.starts_page else ""
            level = min(block.level + 1, 6)
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
            yield from _within(f'<p class="callout-title">{escape(block.title)}</p>', block.blocks, "</div>")
        case Quotation():
            yield from _within("<blockquote>", block.blocks, "</blockquote>")
        case Code():
            yield f"<pre><code>{escape(block.text)}</code></pre>"
        case WritingLines() | AnswerBoxes():
            yield _answer(block)
        case Drawing():
            yield from _drawing(block)
        case Figures():
            yield from _figures(block)


def _answer(block: WritingLines | AnswerBoxes) -> str:
    if isinstance(block, WritingLines):
        return f'<div class="writing-lines" style="--lines: {block.lines}"></div>'
    look = "scale" if block.scale else "choices"
    return f'<ul class="answers {look}">{"".join(f"<li>{escape(label)}</li>" for label in block.labels)}</ul>'


def _drawing(block: Drawing) -> Iterable[str]:
    if not block.rows:
        yield f"<figure>{block.svg}</figure>"
        return
    yield f'<figure class="or-list">{block.svg}'
    rows = "".join(f"<div><dt>{escape(when)}</dt><dd>{escape(what)}</dd></div>" for when, what in block.rows)
    yield f"<dl>{rows}</dl></figure>"


def _figures(block: Figures) -> Iterable[str]:
    yield '<dl class="figures">'
    for figure in block.items:
        note = f'<dd class="note">{escape(figure.note)}</dd>' if figure.note else ""
        yield f"<div><dt>{escape(figure.label)}</dt><dd>{escape(figure.value)}</dd>{note}</div>"
    yield "</dl>"


def _listing(block: Listing) -> Iterable[str]:
    tag = "ol" if block.numbered else "ul"
    yield f'<ol start="{block.start}">' if block.numbered and block.start != 1 else f"<{tag}>"
    for item in block.items:
        if len(item) == 1 and isinstance(item[0], Paragraph):
            yield f"<li>{_runs(item[0].runs)}</li>"
        else:
            yield from _within("<li>", item, "</li>")
    yield f"</{tag}>"


def _checklist(block: Checklist) -> Iterable[str]:
    yield '<ul class="checklist">'
    for entry in block.entries:
        yield "<li>"
        yield f'<label><input type="checkbox"> <span class="do">{_runs(entry.do)}</span></label>'
        yield f'<p class="who-and-when"><span>{escape(entry.owner)}</span> <span>{escape(entry.when)}</span></p>'
        if entry.detail:
            yield from _within('<div class="detail">', entry.detail, "</div>")
        yield "</li>"
    yield "</ul>"


def _table(block: Table) -> Iterable[str]:
    # A wide table scrolls in a frame that the keyboard can reach.
    name = escape(block.caption or ", ".join("".join(run.text for run in cell) for cell in block.header))
    yield f'<div class="table" role="group" aria-label="Table: {name}" tabindex="0"><table>'
    if block.caption:
        yield f"<caption>{escape(block.caption)}</caption>"
    if block.widths:
        total = sum(block.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in block.widths)
        yield f"<colgroup>{columns}</colgroup>"
    yield "<thead><tr>" + "".join(f'<th scope="col">{_runs(cell)}</th>' for cell in block.header) + "</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        cells = [
            f'<th scope="row">{_runs(cell)}</th>' if block.row_headers and number == 0 else f"<td>{_runs(cell)}</td>"
            for number, cell in enumerate(row)
        ]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _address(link: str) -> str:
    """The address of a link; that of a file beside this one is relative."""
    return address_beside(link) if link.startswith(BESIDE) else link


def _class(role: str | None) -> str:
    return f' class="{escape(role)}"' if role else ""


def _runs(runs: Inline) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    result = escape(run.text).replace("\n", "<br>")
    for tag, wanted in (("code", run.code), ("em", run.emphasis), ("strong", run.strong)):
        if wanted:
            result = f"<{tag}>{result}</{tag}>"
    if run.role:
        result = f'<span class="{escape(run.role)}">{result}</span>'
    if run.link:
        title = f' title="{escape(run.title)}"' if run.title else ""
        result = f'<a href="{escape(_address(run.link))}"{title}>{result}</a>'
    return result
