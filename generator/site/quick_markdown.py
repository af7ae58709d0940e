"""Shortcuts through Python-Markdown for pages with much HTML in them. What comes out is the same, byte for byte.

Markdown spends its time on such pages in three ways: it makes the set of block-level tags again for each tag, looks for
fourteen patterns in texts that can have none, and takes drawings apart to put them together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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
DRAWING = re.compile(
    r"""^((?:<div(?:\ [^<>\n]*)?>)?<figure(?:\ class="[^"<>\n]*")?>)
    (<svg\ [^<>\n]*>(?:[^<>&\n]|<[^<>\n]*>|&\#?\w+;)*?</svg>)(?=</figure>)""",
    re.MULTILINE | re.VERBOSE,
)
"""The beginning of a figure, and its drawing, of which Markdown changes nothing: all on one line, and well formed."""
STAND_IN = re.compile(r"drawing-(\d+)")
"""The tag that Markdown sees instead of a drawing."""
ID = re.compile(r' id="([^"<>]*)"')
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
        if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:
            html = _Html(md, self.anchors)
            md.preprocessors.register(html, "html_block", BEFORE_MKDOCS)
            md.postprocessors.register(_Drawings(html), "drawings", -1)
        patterns = list(md.inlinePatterns)
        known = [md.inlinePatterns[name] for name in SIGNS if name in md.inlinePatterns]
        if type(md.treeprocessors["inline"]) is InlineProcessor and patterns == known:
            md.treeprocessors.register(_Inline(md), "inline", 20)


class _Html(Preprocessor):
    """Takes HTML out of a page, as the processor of the same name does, with drawings put aside; notes anchors."""

    def __init__(self, md: Markdown, anchors: set[str]) -> None:
        super().__init__(md)
        self._markdown, self._anchors = md, anchors
        self.drawings: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        text, stash = "\n".join(lines), self._markdown.htmlStash
        before = stash.html_counter
        extractor = self._extractor(DRAWING.sub(self._put_aside, text))
        if "<drawing-" in text or extractor.drawings != list(range(len(self.drawings))):
            stash.html_counter = before
            del stash.rawHtmlBlocks[before:]
            self.drawings.clear()
            extractor = self._extractor(text)
        self._anchors.update(extractor.anchors)
        for drawing in self.drawings:
            self._anchors.update(map(unescape, ID.findall(drawing)))
        return "".join(extractor.cleandoc).split("\n")

    def _put_aside(self, match: re.Match[str]) -> str:
        self.drawings.append(match[2])
        return f"{match[1]}<drawing-{len(self.drawings) - 1}/>"

    def _extractor(self, text: str) -> _Extractor:
        extractor = _Extractor(self._markdown)
        extractor.feed(text)
        extractor.close()  # type: ignore[no-untyped-call]
        return extractor


class _Extractor(HTMLExtractorExtra):
    def __init__(self, md: Markdown) -> None:
        self._blocks = set(md.block_level_elements)
        self.anchors: set[str] = set()
        self.drawings: list[int] = []
        """Numbers of the drawings that would have been left as they were, in their order."""
        super().__init__(md)

    @property
    def block_level_tags(self) -> set[str]:
        return self._blocks

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        super().handle_starttag(tag, attrs)  # type: ignore[no-untyped-call]

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if (number := STAND_IN.fullmatch(tag)) and (self.inraw or self.mdstate[-1:] == ["off"]):
            self.drawings.append(int(number[1]))
        super().handle_startendtag(tag, attrs)  # type: ignore[no-untyped-call]

    def _note(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is not None and (name == "id" or (name == "name" and tag == "a")):
                self.anchors.add(value)


class _Drawings(Postprocessor):
    """Puts drawings back."""

    def __init__(self, html: _Html) -> None:
        super().__init__()
        self._html = html

    def run(self, text: str) -> str:
        drawings = self._html.drawings
        return re.sub(f"<{STAND_IN.pattern}/>", lambda match: drawings[int(match[1])], text) if drawings else text


class _Inline(InlineProcessor):
    """Leaves out patterns that are nowhere on a page, and texts that have none."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._markdown = md

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        # A list, because Markdown's own registry sorts itself each time it is asked.
        self.inlinePatterns = list(self._patterns("\n".join(tree.itertext())))  # type: ignore[assignment]
        plain = list(_plain(tree))
        for element, text in plain:
            element.text = AtomicString(text)
        result: Element = super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return result

    def _patterns(self, words: str) -> Iterator[InlinePattern]:
        for name, signs in SIGNS.items():
            if (self._markdown.references or name not in REFERENCES) and any(sign in words for sign in signs):
                yield self._markdown.inlinePatterns[name]


def _plain(tree: Element) -> Iterator[tuple[Element, str]]:
    """Elements with a text without any pattern."""
    for element in tree.iter():
        if type(element.text) is str and not SPECIAL.search(element.text):
            yield element, element.text
