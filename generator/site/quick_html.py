"""Shortcuts through what Python-Markdown does with HTML. What comes out is the same, byte for byte.

Markdown makes the set of block-level tags again for each tag, reads every tag of a drawing or of a sentence on its own,
and looks for the place for a table of contents in all text of all elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.extensions.toc import TocTreeprocessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

DRAWING = re.compile(
    r"""^((?:<div(?:\ [^<>\n]*)?>)?<figure(?:\ class="[^"<>\n]*")?>)
    (<svg\ [^<>\n]*>(?:[^<>&\n]|<[^<>\n]*>|&\#?\w+;)*?</svg>)(?=</figure>)""",
    re.MULTILINE | re.VERBOSE,
)
"""The beginning of a figure, and its drawing, of which Markdown changes nothing: all on one line, and well formed."""
STAND_IN = re.compile(r"drawing-(\d+)")
"""The tag that Markdown sees instead of a drawing."""
ID = re.compile(r' id="([^"<>]*)"')
INLINE = {"abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup"}
TAG = rf"""</?(?:{"|".join(sorted(INLINE))})(?:\ (?!id=|name=)[a-z-]+="[^"<>\n\x02\x03]*")*>"""
"""A tag within a sentence, with no anchor."""
START = re.compile(r"""<(dd|details|div|dl|dt|summary)((?: [a-z-]+(?:="[^"<>&\n]*")?)*)>""")
ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
"""Tags of blocks that are written in the plainest way, and their attributes."""
SENTENCE = re.compile(rf"(?:{TAG}|&(?:\#\d+|[a-zA-Z]\w*);|[^<&]+)+")
"""Text that is no block of HTML, whatever comes before and after it."""


class HtmlShortcuts(Preprocessor):
    """Takes HTML out of a page, as the processor of the same name does, with drawings put aside; notes anchors."""

    def __init__(self, md: Markdown, anchors: set[str]) -> None:
        super().__init__(md)
        self._markdown, self._anchors = md, anchors
        self.drawings: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        text, stash = "\n".join(lines), self._markdown.htmlStash
        self._leave_out_search_for_marker(text)
        before = stash.html_counter
        extractor = _HTMLExtractor(self._markdown, shorter=True)
        whole = extractor.read(DRAWING.sub(self._put_aside, text))
        if not whole or "<drawing-" in text or extractor.drawings != list(range(len(self.drawings))):
            stash.html_counter = before
            del stash.rawHtmlBlocks[before:]
            self.drawings.clear()
            extractor = _HTMLExtractor(self._markdown, shorter=False)
            extractor.read(text)
        self._anchors.update(extractor.anchors)
        for drawing in self.drawings:
            self._anchors.update(map(unescape, ID.findall(drawing)))
        return "".join(extractor.cleandoc).split("\n")

    def _leave_out_search_for_marker(self, text: str) -> None:
        """Otherwise the place for a table of contents is looked for in all text of all elements."""
        if "toc" in self._markdown.treeprocessors:
            contents = self._markdown.treeprocessors["toc"]
            if isinstance(contents, TocTreeprocessor) and contents.marker not in text:
                contents.marker = ""

    def _put_aside(self, match: re.Match[str]) -> str:
        self.drawings.append(match[2])
        return f"{match[1]}<drawing-{len(self.drawings) - 1}/>"


class _HTMLExtractor(HTMLExtractorExtra):
    """It has the name of Markdown's own so that a private variable has the same name too."""

    def __init__(self, md: Markdown, *, shorter: bool) -> None:
        self._shorter = shorter
        self._blocks = set(md.block_level_elements)
        self._sentences = False
        self.anchors: set[str] = set()
        self.drawings: list[int] = []
        """Numbers of the drawings that would have been left as they were, in their order."""
        super().__init__(md)
        self._with_text = set(super().block_tags)

    def read(self, text: str) -> bool:
        """Read a page, and say whether that went without a break: after one, Markdown takes texts from wrong places."""
        # Where there are comments, Markdown keeps count of tags within a sentence.
        self._sentences = self._shorter and not self._blocks & INLINE and "<!--" not in text
        self.feed(text)
        whole = not self.rawdata
        self.close()  # type: ignore[no-untyped-call]
        return whole

    @property
    def block_level_tags(self) -> set[str]:
        return self._blocks

    @property
    def block_tags(self) -> set[str]:
        return self._with_text

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        super().handle_starttag(tag, attrs)  # type: ignore[no-untyped-call]

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if (number := STAND_IN.fullmatch(tag)) and (self.inraw or self.mdstate[-1:] == ["off"]):
            self.drawings.append(int(number[1]))
        super().handle_startendtag(tag, attrs)  # type: ignore[no-untyped-call]

    def parse_starttag(self, i: int) -> int:
        if end := self._within_sentence(i):
            return end
        if self._shorter and (match := START.match(self.rawdata, i)):
            self.__starttag_text = match[0]
            self.lasttag = match[1]
            # An attribute without a value has none, which is not the same as an empty value.
            attributes = [(each[1], each[2]) for each in ATTRIBUTE.finditer(match[2])]
            self.handle_starttag(match[1], attributes)
            return match.end()
        return super().parse_starttag(i)

    def parse_endtag(self, i: int) -> int:
        end: int = self._within_sentence(i) or super().parse_endtag(i)
        return end

    def _within_sentence(self, start: int) -> int:
        """Take in a sentence from a tag on, and return where it ends; 0 if there is none, or HTML is left as it is."""
        if not self._sentences or self.inraw or self.intail or self.cdata_elem or self.mdstate[-1:] == ["off"]:
            return 0
        if match := SENTENCE.match(self.rawdata, start):
            self.handle_data(match[0])  # type: ignore[no-untyped-call]
            return match.end()
        return 0

    def _note(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is not None and (name == "id" or (name == "name" and tag == "a")):
                self.anchors.add(value)


class Drawings(Postprocessor):
    """Puts drawings back."""

    def __init__(self, html: HtmlShortcuts) -> None:
        super().__init__()
        self._html = html

    def run(self, text: str) -> str:
        drawings = self._html.drawings
        return re.sub(f"<{STAND_IN.pattern}/>", lambda match: drawings[int(match[1])], text) if drawings else text
