"""Closed sections of the page menu and its tabs, rendered once for the pages of a folder and not for each of them.

From all pages of a folder a closed section says the same, and its links have the same addresses. What its templates
read is noted for each page all the same.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from jinja2 import TemplateNotFound
from jinja2.meta import find_undeclared_variables
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from .template_trace import Module, Reading, TracingEnvironment

TEMPLATES, MACRO = ("partials/nav-item.html", "partials/tabs-item.html"), "render"
"""What renders an item of the menu, and its tab."""
KNOWN = {"config", "features", "lang", "page"}
"""Names that these templates may take from around them: the same on all pages, or it is noted what is read of them."""

Place = tuple[str, ...]
"""The folders of an address from the root of the site."""


class _Closed(NamedTuple):
    html: str
    reading: Reading
    within: set[Place]
    """The places that the section links to, and all that these are in."""


class ClosedSections:
    """Those of one navigation, as they look from the folder of the page that was rendered last."""

    def __init__(self, environment: TracingEnvironment) -> None:
        self._environment = environment
        self._folder: tuple[Place, int] = ((), 0)
        self._closed: dict[tuple[str, int, tuple[object, ...]], _Closed] = {}
        self._others = {template: self._other_names(template) for template in TEMPLATES}
        self.macros = {template: partial(self._macro, template) for template in TEMPLATES}
        """See `TracingEnvironment.instead`."""

    def forget(self) -> None:
        """Render all of them again, because a page has changed."""
        self._closed.clear()

    def _other_names(self, template: str) -> set[str]:
        """The names that a template would take from around it if they were there, but for those that are known."""
        loader = self._environment.loader
        with suppress(TemplateNotFound):
            if loader:
                source, *_ = loader.get_source(self._environment, template)
                return find_undeclared_variables(self._environment.parse(source)) - KNOWN
        return set()

    def _macro(self, template: str, module: Module, name: str) -> Any:
        macro = getattr(module, name)
        if name == MACRO and not self._others[template] & module.around:
            return partial(self._rendered, template, macro)
        return macro

    def _rendered(self, template: str, macro: Callable[..., str], item: object, *how: object) -> str:
        reading = self._environment.reading
        if reading is None or not isinstance(item, Section) or item.active:
            return macro(item, *how)
        place = place_of(reading.page.url)
        folder = (place[:-1], len(place))
        if folder != self._folder:
            self._closed.clear()
            self._folder = folder
        key = (template, id(item), how)
        closed = self._closed.get(key)
        # The address of what lies within the page's own folder is shorter from there.
        if closed is None or place in closed.within:
            closed = self._fresh(partial(macro, item, *how), reading.page)
            reads_page = id(reading.page) in closed.reading.items
            if closed.reading.whole and not reads_page and place not in closed.within:
                self._closed[key] = closed
        reading.add(closed.reading)
        return closed.html

    def _fresh(self, macro: Callable[[], str], page: Page) -> _Closed:
        around, own = self._environment.reading, Reading(page)
        self._environment.reading = own
        try:
            html = macro()
        finally:
            self._environment.reading = around
        places = map(place_of, own.addresses)
        return _Closed(html, own, {place[:depth] for place in places for depth in range(len(place) + 1)})


def place_of(address: str) -> Place:
    """The folders that MkDocs compares to make one address relative to another, as in `mkdocs.utils.get_relative_url`.

    A last name with a dot in it is a file, and its folder is what counts.
    """
    folder, _, name = address.rpartition("/")
    normal = posixpath.normpath("/" + (folder if "." in name else address)).strip("/")
    return tuple(normal.split("/")) if normal else ()
