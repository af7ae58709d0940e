"""Pages as MkDocs makes them of Markdown, in plain values that can be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from .mkdocs_project import LoadedProject, RecordingFiles, is_left_out

Answers = Mapping[str, bool | None]
"""For each path that a page's links lead to, whether that file is left out of the site; None where there is none."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What MkDocs made of the words of a page."""

    words: str
    """A hash of the words and of how they are converted."""
    answers: Answers
    """What was asked about other files, which decides what links become."""
    content: str
    """As HTML."""
    contents: list[dict[str, Any]]
    """The table of contents, as the extension `toc` gives it."""
    title: str | None
    """The first heading."""
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """Links to anchors as they were written, by anchor, by the path of the page with the anchor."""

    @property
    def digest(self) -> str:
        """A hash of all that a template can see of the page itself."""
        values = [self.words, self.content, self.contents, self.title]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()

    def as_json(self) -> bytes:
        """All values but the content."""
        names = (each.name for each in fields(self) if each.name != "content")
        return json.dumps({name: getattr(self, name) for name in names}).encode()

    @classmethod
    def read(cls, values: bytes, content: bytes) -> Converted:
        """What `as_json` wrote, and the content."""
        return cls(**json.loads(values), content=content.decode())

    def still_true(self, words: str, files: Files) -> bool:
        """Whether MkDocs would make the same of a page."""
        return words == self.words and self.answers == answers(self.answers, files)

    def put_into(self, page: Page, files: Files) -> None:
        """Put it into a page whose source has been read."""
        page.content = self.content
        page.toc = get_toc(self.contents)  # type: ignore[arg-type]  # the mappings of its typed ones
        page._title_from_render = self.title
        page.present_anchor_ids = set(self.anchors)
        linked = {files.get_file_from_path(path): anchors for path, anchors in self.links.items()}
        page.links_to_anchors = {file: anchors for file, anchors in linked.items() if file is not None}


def converted(page: Page, words: str, files: RecordingFiles, common: LoadedProject) -> Converted:
    """Let MkDocs convert a page whose source has been read."""
    files.looked = set()
    try:
        page.render(common.config, files)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | common.shortcuts.anchors
        looked = sorted(files.looked)
    finally:
        files.looked = None
    return Converted(
        words,
        answers(looked, files),
        page.content or "",
        _contents(page.toc),
        page._title_from_render,
        sorted(page.present_anchor_ids or ()),
        {file.src_uri: dict(anchors) for file, anchors in (page.links_to_anchors or {}).items()},
    )


def answers(paths: Iterable[str], files: Files) -> Answers:
    """What is to be said of some paths today."""
    asked = {path: files.get_file_from_path(path) for path in paths}
    return {path: None if file is None else is_left_out(file) for path, file in asked.items()}


def _contents(links: Iterable[AnchorLink]) -> list[dict[str, Any]]:
    return [
        {"name": link.title, "id": link.id, "level": link.level, "children": _contents(link.children)} for link in links
    ]
