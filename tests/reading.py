"""Reads built pages back, as a browser without scripts would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass
class Read(HTMLParser):
    """One page as it was read."""

    title: str = ""
    description: str = ""
    text: str = ""
    """Text of the article, without scripts and drawings."""
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "meta" and values.get("name") == "description":
            self.description = values["content"]
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data.strip()
        if self._open and self.headings and self._open[-1] == f"h{self.headings[-1][0]}":
            self.headings[-1] = (self.headings[-1][0], (self.headings[-1][1] + data).strip())
        if "article" in self._open and not {"script", "style", "svg"} & set(self._open):
            self.text += data


def read(page: Path) -> Read:
    """Read one page."""
    result = Read()
    result.feed(page.read_text(encoding="utf-8"))
    return result


def pages(site: Path) -> list[Path]:
    """Every page of a built site, without the page that a server shows for a wrong address, and without timers."""
    return sorted(path for path in site.rglob("index.html") if "timer" not in path.relative_to(site).parts)
