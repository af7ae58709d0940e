"""What the search of the site can find: pages, words of the glossary, and files for download."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ..documents.menu_facts import search_words
from ..model.base import Searched
from ..model.library import Library
from ..model.project import ImprovementProject
from . import addresses
from .downloads import Download, DownloadGroup
from .page import Page
from .search_text import Section, sections


class Kind(NamedTuple):
    """A kind of result, by which readers filter."""

    title: str
    """What one result is called."""
    plural: str
    weight: float
    """How much more than others such a result is what somebody looks for."""


GLOSSARY, DOWNLOADS = "glossary", "downloads"
KINDS = {
    "studio": Kind("Tool", "Tools", 1),
    "plan": Kind("Guidance", "Guidance", 1),
    "programme": Kind("How pairs learn", "How pairs learn", 1),
    "workshops": Kind("Workshop", "Workshops", 1),
    "projects": Kind("Project", "Projects", 1),
    "case-studies": Kind("Case study", "Case studies", 0.9),
    "forms": Kind("Form", "Forms", 1),
    "letters": Kind("Letter or template", "Letters and templates", 1),
    "playbooks": Kind("Playbook", "Playbooks", 0.6),
    GLOSSARY: Kind("Word explained", "Words explained", 0.9),
    DOWNLOADS: Kind("Download", "Downloads", 0.35),
    "about": Kind("About", "About", 0.8),
}
"""By the folder of the page, in the order in which filters are shown."""
OTHER = "about"
"""The kind of pages in no such folder."""


class FileLink(NamedTuple):
    """A file that a result offers."""

    uri: str
    words: str
    """Its format and size."""


class Entry(NamedTuple):
    """Something to find."""

    kind: str
    title: str
    summary: str
    address: str
    """From the root of the site, as the built site has it."""
    sections: Sequence[Section] = ()
    also: Sequence[str] = ()
    """Other words by which people search for it."""
    terms: Sequence[str] = ()
    """Ids of themes, settings and specialties that it belongs to, each after its list, such as `setting:wards`."""
    files: Sequence[FileLink] = ()


class PageEntries(NamedTuple):
    """What the search can find of a page."""

    page: Entry
    downloads: tuple[Entry, ...]


def page_entries(
    page: Page, values: Mapping[str, Any], markdown: str, library: Library, ending: str = "/"
) -> PageEntries | None:
    """What can be found of a page, from its values and its Markdown; None of one that searches leave out.

    `ending` is as in `Edition`.
    """
    if page.unlisted:
        return None
    return PageEntries(_page(page, values, markdown, library, ending), tuple(_downloads(page, values)))


def entries(listed: Sequence[PageEntries], library: Library, ending: str = "/") -> Iterator[Entry]:
    """Everything that the search can find, from what can be found of each page; `ending` is as in `Edition`."""
    yield from (each.page for each in listed)
    glossary = site_address(addresses.GLOSSARY, ending)
    for term in library.glossary.values():
        yield Entry(GLOSSARY, term.term, term.definition, f"{glossary}#{term.id}", also=term.also)
    for each in listed:
        yield from each.downloads


def site_address(uri: str, ending: str) -> str:
    """The address of a page in the built site, from its root."""
    if ending != "/":
        return uri.removesuffix(".md") + ending
    folder, name = posixpath.split(uri)
    return (
        f"{folder}/" if name == "index.md" and folder else "" if name == "index.md" else f"{uri.removesuffix('.md')}/"
    )


def _page(page: Page, values: Mapping[str, Any], markdown: str, library: Library, ending: str) -> Entry:
    folder = page.uri.partition("/")[0]
    where = site_address(page.uri, ending)
    kind = folder if folder in KINDS else OTHER
    # Each word of the glossary is a result of its own.
    text = [] if page.uri == addresses.GLOSSARY else list(sections(markdown))
    project = values.get("project")
    if not isinstance(project, ImprovementProject):
        also = [word for noun in values.values() if isinstance(noun, Searched) for word in noun.also]
        return Entry(kind, page.title, page.description, where, text, also)
    terms = [("theme", project.theme)]
    terms += [("setting", id) for id in project.settings] + [("specialty", id) for id in project.specialties]
    return Entry(
        kind,
        page.title,
        page.description,
        where,
        text,
        search_words(project, library.vocabulary),
        [f"{facet}:{id}" for facet, id in terms],
    )


def _downloads(page: Page, values: Mapping[str, Any]) -> Iterator[Entry]:
    """The files of a page, those of the same name in several formats together."""
    files: Sequence[Download] = values.get("downloads") or ()
    for title, formats in groupby(files, lambda file: file.title):
        links = [FileLink(file.uri, f"{file.format}, {file.length}") for file in formats]
        yield Entry(DOWNLOADS, title, page.title, links[0].uri, files=links, also=[_name(link) for link in links])
    samples: Sequence[DownloadGroup] = values.get("samples") or ()
    if page.uri == addresses.STUDIO:
        for sample in samples:
            links = [FileLink(file.uri, f"{file.format}, {file.length}") for file in sample.files]
            also = [_name(link) for link in links]
            yield Entry(DOWNLOADS, sample.title, sample.words, links[0].uri, files=links, also=also)


def _name(link: FileLink) -> str:
    """The name of a file and its format, which people type in one or in the other form."""
    return posixpath.basename(link.uri).replace(".", " ")
