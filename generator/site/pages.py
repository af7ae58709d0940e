"""From a Library and a theme to the files for MkDocs."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import NamedTuple, TypeVar

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound
from markupsafe import Markup

from ..documents import citation
from ..model.characters import decoded
from ..model.diagnostics import InputFault
from ..model.english import counted
from ..model.library import Library
from ..model.vocabulary import TermFinder
from ..model.workshop import Workshop
from ..planning import dates
from ..planning.applicability import group_name
from ..planning.cohort_figures import usual_wording, usual_workshops
from ..planning.history import History
from ..planning.menu import CohortWeeks
from ..planning.playbook import Playbook, plan
from ..planning.wording import Reworded, worded_library
from ..writers import markdown, timer
from ..writers.lone_page import LonePageTheme
from ..writers.theme import Theme
from . import addresses
from .downloads import Downloads, grouped, opened_by
from .edition import SiteFiles
from .faults import template_fault, template_file
from .front_matter import front_matter
from .interruption import GoOn, always, step_by_step
from .kept import Kept
from .menu_files import all_rows, data_page, menu_files
from .menu_pages import facts_files
from .navigation import named, navigation
from .news_pages import items_by_page, whats_new
from .page import Page
from .page_contents import with_contents
from .page_context import PageContext
from .page_list import page_list, public_trusts
from .page_writer import PageWriter
from .playbook_documents import playbook_documents
from .search_entries import PageEntries, entries, page_entries
from .search_index import index_files
from .studio_offline import offline_list
from .template_cache import COMPILED

T = TypeVar("T")

DRAWINGS = "theme/drawings"
"""Folder of the drawings of people."""


class SitePages:
    """Makes the pages of a site again after each change: those, and only those, that read what changed.

    Arguments as for `site_files`; `go_on` is asked before each step of the work.
    """

    def __init__(
        self, theme: Mapping[str, bytes], ending: str = "/", tree: str | None = None, go_on: GoOn = always
    ) -> None:
        self._theme, self._ending, self._tree, self._go_on = theme, ending, tree, go_on
        self._timer_theme, self._document_theme = timer.theme_of(theme), Theme(theme)
        self._environment = _environment(theme)
        self._kept = Kept(go_on)
        self._typed: Library
        """The content, as whoever wrote it typed it."""
        self._library: Library
        """The content in a usual cohort's words."""
        self._reworded: Reworded | None = None

    def renew(self, library: Library, downloads: Downloads, board_page: str = "") -> None:
        """Go on with other content. `board_page` is that of the worked example, as Markdown."""
        kept = self._kept
        kept.renew()
        self._typed = kept.library("typed", library)
        wording = kept.value("usual wording", lambda: usual_wording(self._typed))
        self._reworded = Reworded(library, wording, worded_library(library, wording, self._reworded))
        self._library = kept.library("usual", self._reworded.result)
        self._downloads = kept.files("downloads", downloads)
        self._board_page = kept.text("board page", board_page)
        self.playbooks: Mapping[str, Playbook] = _Each(lambda: public_trusts(self._typed), self._playbook)
        self._workshops = _Each(lambda: list(self._typed.workshops), self._workshop)
        self._items = items_by_page(library)
        self._environment.globals["library"] = self._library

    def page(self, uri: str) -> bytes | None:
        """One page by its path from the root of the docs folder; None if there is no such page.

        Raises:
            InputFault: its template has a fault.
        """
        page = next((page for page in self._pages() if page.uri == uri), None)
        return self._made([page])[uri].content if page else None

    def files(self) -> SiteFiles:
        """All pages, timers and public playbooks, with the downloads.

        Raises:
            InputFault: templates of the theme have faults; it names all of them.
        """
        pages = list(self._pages())
        written = self._made(pages)
        files = {uri: each.content for uri, each in written.items()}
        library = self._library
        found = [found for page in pages if (found := written[page.uri].found)]
        listed = step_by_step(entries(found, library, self._ending), self._go_on)
        files.update(index_files(listed, library.vocabulary, library.glossary.values()))
        for folder, contents in self._downloads.items():
            files.update({f"{folder}/{name}": content for name, content in contents.items()})
        files.update({f"{addresses.DATA_FOLDER}/{name}": content for name, content in self._data().items()})
        if self._ending == "/":
            files.update(offline_list(self._theme))
        for path, make in facts_files(library, self.playbooks).items():
            files[path] = self._kept.value(("facts", path), make)
        for id in self._workshops:
            files.update(self._kept.value(("timers", id), partial(self._timers, id)))
        for slug in self.playbooks:
            files.update(self._kept.value(("documents", slug), partial(self._documents, slug)))
        templates = {page.uri: page.template for page in pages}
        order = self._kept.value("navigation", lambda: navigation(self._library, self.playbooks))
        titles = {page.uri: page.title for page in pages}
        self._kept.forget_others()
        return SiteFiles(self._library.release.id, files, named(order, titles), templates)

    def _pages(self) -> Iterator[Page]:
        yield from page_list(
            self._library, self.playbooks, self._workshops, self._cohorts, self._downloads, self._board_page
        )
        yield data_page(self._library, self._data)
        yield whats_new(self._library)

    def _made(self, pages: list[Page]) -> dict[str, _Written]:
        files: dict[str, _Written] = {}
        broken: dict[str, Exception] = {}
        for page in pages:
            if page.template in broken:
                continue
            try:
                # Pages are equal if they differ in nothing but their values, which are made within.
                files[page.uri] = self._kept.value(page, partial(self._written, page))
            except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                broken[page.template] = error
        if broken:
            # Several templates may fail because of one that they include.
            raise InputFault(dict.fromkeys(template_fault(error, name) for name, error in broken.items()))
        return files

    def _written(self, page: Page) -> _Written:
        library = self._library
        history = self._kept.value("history", lambda: History(library))
        item = self._items.get(page.uri)
        # The glossary needs no links to itself, and a page none for the word that it is about.
        linked = library.glossary if page.uri == addresses.GLOSSARY else (*page.other_senses, *_about(page, library))
        glossary = self._kept.value("glossary", lambda: TermFinder(library.glossary.values()))
        write = PageWriter(PageContext(library, page.uri), glossary, linked)
        template = self._environment.get_template(page.template)
        of_item = history.of(*item) if item else None
        release, tree, values = library.release, self._tree, page.values()
        text = template.render(
            values,
            page=page,
            release=release,
            history=of_item,
            write=write,
            permanent=None if tree is None else addresses.permanent(page.uri, release.id, tree),
        )
        whole = front_matter(page, text) + with_contents(text).strip("\n") + "\n"
        return _Written(whole.encode(), page_entries(page, values, whole, library, self._ending))

    def _playbook(self, slug: str) -> Playbook:
        def planned() -> Playbook:
            # A playbook holds the library that it was planned from.
            self._kept.reads_all("typed")
            return plan(self._typed, slug, public=True)

        return self._kept.value(("playbook", slug), planned)

    def _workshop(self, id: str) -> dict[int, Workshop]:
        return self._kept.value("workshops", lambda: usual_workshops(self._typed))[id]

    def _cohorts(self) -> CohortWeeks:
        return self._kept.value("cohorts", lambda: CohortWeeks(self._library))

    def _data(self) -> dict[str, bytes]:
        rows = partial(self._kept.value, "rows of the menu", lambda: all_rows(self._library))
        makers = menu_files(self._library, rows, self._ending)
        files = {name: self._kept.value(("data", name), make) for name, make in makers.items()}
        return {name: content for name, content in files.items() if content is not None}

    def _timers(self, id: str) -> dict[str, bytes]:
        return dict(_timers(self._workshops[id], self._timer_theme, self._ending))

    def _documents(self, slug: str) -> dict[str, bytes]:
        return dict(playbook_documents(slug, self.playbooks[slug], self._document_theme, self._ending))


class _Written(NamedTuple):
    """A page that was made."""

    content: bytes
    found: PageEntries | None
    """What the search can find of it."""


class _Each(Mapping[str, T]):
    """A mapping whose values are made when they are asked for."""

    def __init__(self, ids: Callable[[], Sequence[str]], make: Callable[[str], T]) -> None:
        self._ids, self._make = ids, make

    def __getitem__(self, id: str) -> T:
        if id not in self._ids():
            raise KeyError(id)
        return self._make(id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())

    def __len__(self) -> int:
        return len(self._ids())


def site_files(
    library: Library,
    theme: Mapping[str, bytes],
    downloads: Downloads | None = None,
    ending: str = "/",
    board_page: str = "",
    tree: str | None = None,
) -> SiteFiles:
    """Write all pages, timers and public playbooks.

    `ending` is that of addresses, as in `Edition`; `board_page` is that of the worked example, as Markdown; `tree` is
    the address of the site with the folders of all releases, which is empty where it is not known, and None where pages
    have no such folder.

    Raises:
        InputFault: templates of the theme have faults; it names all of them.
    """
    pages = SitePages(theme, ending, tree)
    pages.renew(library, downloads or {}, board_page)
    return pages.files()


def _about(page: Page, library: Library) -> list[str]:
    """Terms of the glossary that are the title of a page."""
    title = page.title.lower()
    return [id for id, term in library.glossary.items() if title in (term.term.lower(), *map(str.lower, term.also))]


def _timers(by_size: Mapping[int, Workshop], theme: LonePageTheme, ending: str) -> Iterator[tuple[str, bytes]]:
    """The timers of a workshop, for pairs and for groups of each size with variants, with links between them."""
    for size, workshop in by_size.items():
        page = addresses.workshop_notes(workshop).removesuffix(".md") + ("/index.html" if ending == "/" else ending)
        timers = {each: addresses.timer(workshop.id, each) for each in by_size}
        folder = posixpath.dirname(timers[size])
        others = {each: posixpath.relpath(target, folder) for each, target in timers.items()}
        notes = posixpath.relpath(page, folder)
        yield timers[size], timer.write(workshop, theme, notes=notes, group_size=size, sizes=others)


def _environment(theme: Mapping[str, bytes]) -> Environment:
    def load(name: str) -> tuple[str, str, None]:
        """A page template by its bare name, such as home."""
        path = template_file(name)
        if path not in theme:
            raise TemplateNotFound(name, f"there is no {path}")
        return decoded(theme[path]), path, None

    def drawing(scene: str) -> Markup:
        """A drawing of people as one line of HTML, so that style sheets reach its colours."""
        return Markup("".join(decoded(theme[f"{DRAWINGS}/{scene}.svg"]).split("\n")))  # noqa: S704  # the theme's own file

    def icon(name: str) -> Markup:
        """An icon of `icons.css` by its name, beside words that say the same."""
        return Markup(f'<span class="icon icon-{escape(name)}" aria-hidden="true"></span>')  # noqa: S704  # escaped

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        finalize=_finished,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=COMPILED,
    )
    environment.globals.update(
        at=addresses,
        dates=dates,
        citation=citation,
        group_name=group_name,
        counted=counted,
        drawing=drawing,
        icon=icon,
        grouped=grouped,
        opened_by=opened_by,
    )
    return environment


def _finished(value: object) -> Markup:
    """What a template prints: finished Markdown unchanged, everything else escaped."""
    if isinstance(value, Markup):
        return value
    return Markup(markdown.inline_text(str(value)))  # noqa: S704  # inline_text escapes
