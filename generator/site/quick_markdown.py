"""Shortcuts through Python-Markdown for pages with much HTML in them. What comes out is the same, byte for byte.

Markdown asks eighteen processors about each block and looks for fourteen patterns in each text, and most blocks and
texts of our pages are words or HTML that has been taken out. `quick_html` is about that HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown, treeprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.util import STX, AtomicString

from .quick_html import TAG, Drawings, HtmlShortcuts

SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""For each of Markdown's own inline patterns, by its name, what a text has in which it is: one of these at least."""
SPECIAL = re.compile("|".join(map(re.escape, {sign for signs in SIGNS.values() for sign in signs})))
REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
"""Patterns that are never there on a page that defines no references."""
BLOCKS = {
    *("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"),
    *("reference", "paragraph"),
    *("abbr", "admonition", "defindent", "deflist", "footnote", "markdown_block", "table"),
}
"""Markdown's own processors of blocks, and those of extensions that come with it."""
WORDS = re.compile(r"""(?:[^\W\d_]|[<&("'])[^\n]*""")
"""A block that all of them leave to the last one, which makes a paragraph of it."""
STASHED = re.compile(rf"{STX}[^\n]*")
"""HTML that was taken out. At most one of them takes it, before the last one."""
TAGS = rf"{TAG}(?:[^<>&\\`*_\[\]{{}}!\n\x02\x03]*{TAG})*"
"""Tags within a sentence, with words between them that have nothing of Markdown."""
BEFORE_MKDOCS = 22
"""A priority: MkDocs looks for anchors in HTML at 21, Markdown takes HTML out at 20. Out at 22, it is not there to look
at."""


class Shortcuts(Extension):
    """An extension that comes after all others. It takes a shortcut only past processors that it knows."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.anchors: set[str] = set()
        """Anchors in the HTML of the page that was converted last, of those that MkDocs did not see."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown calls it)
        self.anchors = set()
        # It looks through a list of sixty for each element.
        md.is_block_level = lru_cache(md.is_block_level)  # type: ignore[method-assign]
        if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:
            html = HtmlShortcuts(md, self.anchors)
            md.preprocessors.register(html, "html_block", BEFORE_MKDOCS)
            md.postprocessors.register(Drawings(html), "drawings", -1)
        _quick_blocks(md.parser)
        patterns = list(md.inlinePatterns)
        known = [md.inlinePatterns[name] for name in SIGNS if name in md.inlinePatterns]
        if type(md.treeprocessors["inline"]) is treeprocessors.InlineProcessor and patterns == known:
            inline = _InlineProcessor(md)
            md.treeprocessors.register(inline, "inline", 20)
            md.treeprocessors.register(_Unescape(md, inline), "unescape", 0)
            # Abbreviations are looked for in the words between tags.
            if "abbr" not in md.treeprocessors:
                md.inlinePatterns.register(HtmlInlineProcessor(f"({TAGS}|{HTML_RE})", md), "html", 90)


def _quick_blocks(parser: BlockParser) -> None:
    """Let a block of words go to the processor that will have it in the end, if all processors are known."""
    processors = list(parser.blockprocessors)
    names = [name for name in BLOCKS if name in parser.blockprocessors]
    if len(names) != len(processors) or not all(type(each).__module__.startswith("markdown.") for each in processors):
        return
    paragraph = parser.blockprocessors["paragraph"]
    stashed = [parser.blockprocessors["markdown_block"], paragraph] if "markdown_block" in names else [paragraph]

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            if WORDS.fullmatch(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for processor in stashed if STASHED.fullmatch(blocks[0]) else processors:
                # Those that say no say False, and those that say nothing have taken it.
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    parser.parseBlocks = parse_blocks  # type: ignore[method-assign]


class _InlineProcessor(treeprocessors.InlineProcessor):
    """Leaves out patterns that are nowhere on a page or in a text, and texts that have none.

    It has the name of Markdown's own so that their private methods have the same names too.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._markdown = md
        self._with_signs: list[tuple[InlinePattern, tuple[str, ...]]] = []
        self.escapes = True
        """Whether the page that was processed last may have characters with a backslash before them."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        words = "\n".join(tree.itertext())
        self.escapes = "\\" in words
        self._with_signs = list(self._patterns(words))
        plain = list(_plain(tree))
        for element, text in plain:
            element.text = AtomicString(text)
        result: Element = super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return result

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803  (as Markdown calls it)
        if isinstance(data, AtomicString) or not SPECIAL.search(data):
            return data
        for index, (pattern, signs) in enumerate(self._with_signs[patternIndex:], patternIndex):
            start, matched = 0, True
            while matched and any(sign in data for sign in signs):
                data, matched, start = self.__applyPattern(pattern, data, index, start)
        return data

    def _patterns(self, words: str) -> Iterator[tuple[InlinePattern, tuple[str, ...]]]:
        for name, signs in SIGNS.items():
            if (self._markdown.references or name not in REFERENCES) and any(sign in words for sign in signs):
                yield self._markdown.inlinePatterns[name], signs


class _Unescape(treeprocessors.UnescapeTreeprocessor):
    """Goes through a page only if there may be something for it."""

    def __init__(self, md: Markdown, inline: _InlineProcessor) -> None:
        super().__init__(md)
        self._inline = inline

    def run(self, root: Element) -> None:
        if self._inline.escapes:
            super().run(root)


def _plain(tree: Element) -> Iterator[tuple[Element, str]]:
    """Elements with a text without any pattern."""
    for element in tree.iter():
        if type(element.text) is str and not SPECIAL.search(element.text):
            yield element, element.text
