"""Shortcuts through Markdown change nothing of what comes out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.structure.pages import _HTMLHandler

from generator.site.mkdocs_engine import PURE
from generator.site.quick_html import DRAWING
from generator.site.quick_markdown import SIGNS, Shortcuts

EXTENSIONS = ["attr_list", "md_in_html", "tables", "admonition", "toc"]
MORE = [*EXTENSIONS, "abbr", "def_list", "footnotes"]
SETTINGS = {"toc": {"permalink": True, "toc_depth": 3}}
DRAWN = (
    '<div class="drawing"><figure><svg role="img" aria-label="A"><title id="{0}">A &amp; B</title>'
    '<text x="1">_a_ *b* [c](d) `e`</text><rect x="1.0"/></svg></figure></div>'
)
PIECES = (
    "words",
    " ",
    "  \n",
    "\n",
    "\n\n",
    "    ",
    "# Heading { #anchor }\n",
    "- item\n",
    "1. item\n",
    "| a | b |\n| --- | --- |\n| *c* | `d` |\n",
    "!!! note\n    Text\n",
    "[link](page.md#anchor){ .file }",
    "[reference][1]",
    "[1]",
    "\n\n[1]: page.md 'Title'\n",
    "![picture](a.png)",
    "![picture][1]",
    "<https://example.org>",
    "<a@example.org>",
    "&amp;",
    "&",
    "<",
    ">",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "\\*",
    "\\",
    "\x02",
    "<strong>bold</strong>",
    '<span id="place">',
    '<span class="small" title="A &amp; *b*">',
    "<span markdown>",
    "</span>",
    "<code>a_b_c</code> and <em>so</em> on",
    "<strong>A</strong>: by &#95;&#95; <small>a</small>.",
    "<em>[link](page.md)</em>",
    "</em>",
    "<strong\n>",
    "<script>",
    "</script>",
    "[TOC]",
    "\\[TOC]",
    "1",
    "(",
    "Term\n: What it means\n",
    "*[words]: Some words\n",
    "[^1]",
    "\n\n[^1]: A note\n",
    "---\n",
    "===\n",
    "> ",
    "<hr>",
    "<div markdown=1 class='one two' open>\n",
    '<div class="" markdown="block">\n',
    '<div title="a\\*b">\n',
    "<div markdown>\n",
    '<div class="off" id="off">',
    "<dl><dt>Term</dt><dd>Text</dd></dl>",
    "</div>\n",
    '<details markdown open><summary markdown>**More** <a name="more"></a></summary>\n',
    "</details>\n",
    "<p markdown='span'>",
    "</p>",
    "<!-- comment\n",
    "-->",
    "<drawing-0/>",
    DRAWN.format("first"),
    f"{DRAWN.format('second')}\n",
    f"\n{DRAWN.format('third')}\n\n",
)


def made(text: str, *shortcuts: Shortcuts, extensions: Sequence[str] = EXTENSIONS) -> tuple[str, object]:
    """The HTML of a page and its table of contents."""
    converter = Markdown(extensions=[*extensions, *shortcuts], extension_configs=SETTINGS)
    return converter.convert(text), converter.toc_tokens  # type: ignore[attr-defined]


def anchors(text: str) -> set[str]:
    """The anchors that MkDocs finds in the HTML of a page."""
    handler = _HTMLHandler()
    handler.feed(text)
    handler.close()
    return handler.present_anchor_ids


UNFINISHED = "\n</code>&# H\n<strong\n>"
"""After `&#` Markdown loses count of where it is and takes the texts of tags from wrong places."""


@example(f"{UNFINISHED}{DRAWN.format('first')}\n\n")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_page_comes_out_the_same(text: str) -> None:
    assert made(text, Shortcuts()) == made(text)
    assert made(text, Shortcuts(), extensions=MORE) == made(text, extensions=MORE)


def test_a_drawing_is_put_aside_and_comes_back_as_it_was() -> None:
    drawing = DRAWN.format("place")
    text = f'# Title\n\n<div class="frame" markdown>\n\n{drawing}\n\n*Words*\n\n</div>\n\n{drawing}\n'

    html, _ = made(text, Shortcuts())
    assert len(DRAWING.findall(text)) == 2
    assert html.count(drawing.partition("<svg")[2].partition("</svg>")[0]) == 2
    assert "<drawing-" not in html
    assert (html, _) == made(text)


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_drawing_within_code_is_shown_as_code(fence: str) -> None:
    text = f"{fence}\n{DRAWN.format('place')}\n{fence}\n"
    for extensions in (EXTENSIONS, [*EXTENSIONS, "fenced_code"]):
        plain = Markdown(extensions=extensions).convert(text)
        assert Markdown(extensions=[*extensions, Shortcuts()]).convert(text) == plain


def test_anchors_in_html_are_noted() -> None:
    text = (
        f'<div id="block" markdown>\n\n<p id="within">Words</p>\n\n{DRAWN.format("A&amp;B")}\n\n</div>\n\n'
        '<a name="name"></a> <hr id="rule"/>\n'
    )
    shortcuts = Shortcuts()
    made(text, shortcuts)

    assert shortcuts.anchors == anchors(text) == {"block", "within", "A&B", "name", "rule"}
    made("Other words", shortcuts)
    assert shortcuts.anchors == set()


def test_no_shortcut_leads_past_what_another_extension_does() -> None:
    text = f'"Quoted" -- words[^1]\n\n{DRAWN.format("place")}\n\n[^1]: *A note*\n\n*[words]: Some words\n'
    for extensions in ([], ["smarty"], ["footnotes", "abbr"], sorted(PURE)):
        plain = Markdown(extensions=extensions).convert(text)
        assert Markdown(extensions=[*extensions, Shortcuts()]).convert(text) == plain


def test_the_signs_are_those_of_markdowns_own_patterns() -> None:
    patterns = Markdown().inlinePatterns

    assert [patterns[name] for name in SIGNS] == list(patterns)
