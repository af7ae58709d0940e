"""From a Library and a theme to the files for MkDocs."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from html import escape

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
from ..planning.cohort_figures import in_usual_words, usual_workshops
from ..writers import markdown, timer
from ..writers.lone_page import LonePageTheme
from ..writers.theme import Theme
from . import addresses
from .downloads import Downloads, grouped, opened_by
from .edition import SiteFiles
from .faults import template_fault, template_file
from .menu_files import data_page, menu_files
from .navigation import named, navigation
from .news_pages import histories, whats_new
from .page import Page
from .page_context import PageContext
from .page_list import page_list, public_playbooks
from .page_writer import PageWriter
from .playbook_documents import playbook_documents
from .search_entries import entries
from .search_index import index_files
from .studio_offline import offline_list
from .template_cache import COMPILED

DRAWINGS = "theme/drawings"
"""Folder of the drawings of people."""


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
    playbooks = public_playbooks(library)
    workshops = usual_workshops(library)
    library = in_usual_words(library)
    data = menu_files(library, ending)
    pages = [
        *page_list(library, playbooks, workshops, downloads, board_page),
        data_page(library, data),
        whats_new(library),
    ]
    lasting = (
        {page.uri: addresses.permanent(page.uri, library.release.id, tree) for page in pages}
        if tree is not None
        else {}
    )
    files = _written(pages, library, theme, lasting)
    found = entries(pages, files, library, ending)
    files.update(index_files(found, library.vocabulary, library.glossary.values()))
    for folder, contents in (downloads or {}).items():
        files.update({f"{folder}/{name}": content for name, content in contents.items()})
    files.update({f"{addresses.DATA_FOLDER}/{name}": content for name, content in data.items()})
    if ending == "/":
        files.update(offline_list(theme))
    timer_theme = timer.theme_of(theme)
    for by_size in workshops.values():
        files.update(_timers(by_size, timer_theme, ending))
    document_theme = Theme(theme)
    for slug, playbook in playbooks.items():
        files.update(playbook_documents(slug, playbook, document_theme, ending))
    templates = {page.uri: page.template for page in pages}
    titles = {page.uri: page.title for page in pages}
    return SiteFiles(library.release.id, files, named(navigation(library, playbooks), titles), templates)


def _timers(by_size: Mapping[int, Workshop], theme: LonePageTheme, ending: str) -> Iterator[tuple[str, bytes]]:
    """The timers of a workshop, for pairs and for groups of each size with variants, with links between them."""
    for size, workshop in by_size.items():
        page = addresses.workshop_notes(workshop).removesuffix(".md") + ("/index.html" if ending == "/" else ending)
        timers = {each: addresses.timer(workshop.id, each) for each in by_size}
        folder = posixpath.dirname(timers[size])
        others = {each: posixpath.relpath(target, folder) for each, target in timers.items()}
        notes = posixpath.relpath(page, folder)
        yield timers[size], timer.write(workshop, theme, notes=notes, group_size=size, sizes=others)


def _written(
    pages: list[Page], library: Library, theme: Mapping[str, bytes], lasting: Mapping[str, str]
) -> dict[str, bytes]:
    """The pages by path. `lasting` has the permanent address of each, if they have any."""
    environment = _environment(library, theme)
    glossary = TermFinder(library.glossary.values())
    history = histories(library)
    files: dict[str, bytes] = {}
    broken: dict[str, Exception] = {}
    for page in pages:
        if page.template in broken:
            continue
        # The glossary needs no links to itself.
        linked = library.glossary if page.uri == addresses.GLOSSARY else page.other_senses
        write = PageWriter(PageContext(library, page.uri), glossary, linked)
        try:
            template = environment.get_template(page.template)
            text = template.render(
                page.values,
                page=page,
                history=history.get(page.uri),
                write=write,
                permanent=lasting.get(page.uri),
            )
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            broken[page.template] = error
            continue
        files[page.uri] = (_front_matter(page) + text.strip("\n") + "\n").encode()
    if broken:
        # Several templates may fail because of one that they include.
        raise InputFault(dict.fromkeys(template_fault(error, name) for name, error in broken.items()))
    return files


def _environment(library: Library, theme: Mapping[str, bytes]) -> Environment:
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
        library=library,
        release=library.release,
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


def _front_matter(page: Page) -> str:
    """The front matter for MkDocs. The description is escaped here because Material does not."""
    lines = [f"description: {json.dumps(escape(page.description), ensure_ascii=False)}"]
    lists = {name: getattr(page, name) for name in ("styles", "scripts", "early", "modules")}
    lines += [f"{name}: {json.dumps(values)}" for name, values in {"hide": page.hides, **lists}.items() if values]
    if page.unlisted:
        lines += ["search:", "  exclude: true"]
    return "\n".join(["---", *lines, "---", "", ""])
