"""What a template read of the rest of the site while it rendered a page: all that the page depends on besides itself.

Every attribute that a template reads goes through its environment, which notes the items of the navigation that it is
read from. So what a kept page depends on is never guessed. Values of an item of the navigation are its facts; where a
template reads anything else of another page, such as its content, the page that it renders is not kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from jinja2 import BaseLoader, Environment, Template, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from .template_cache import COMPILED

FACTS = {
    *("is_homepage", "is_index", "is_link", "is_page", "is_section", "is_top_level"),
    *("active", "ancestors", "children", "next_page", "parent", "previous_page"),
    *("abs_url", "canonical_url", "meta", "title", "url"),
}
"""Attributes of an item that follow from its facts, its path and the settings."""
OF_FILES = {"dest_path", "dest_uri", "inclusion", "name", "page", "src_path", "src_uri", "url"}
"""Attributes of a file that follow from its path and the settings."""


class Trace(NamedTuple):
    """What was read, as plain values."""

    items: tuple[str, ...]
    """Items of the navigation, as `Frame` names them."""
    keys: tuple[str, ...]
    """Keys of front matter that were read of any page."""

    @property
    def digest(self) -> str:
        """A short name of this trace."""
        return hashlib.sha256(json.dumps(self).encode()).hexdigest()[:20]


class FrontMatter(MutableMapping[str, Any]):
    """The front matter of another page: which keys of it are read is noted."""

    def __init__(self, values: Mapping[str, Any], environment: TracingEnvironment) -> None:
        self._values, self._environment = values, environment

    def __getitem__(self, key: str) -> Any:
        if self._environment.reading:
            self._environment.reading.keys.add(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        if self._environment.reading:
            self._environment.reading.whole = False
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __setitem__(self, key: str, value: Any) -> None:
        raise TypeError("a template changes the front matter of another page")

    def __delitem__(self, key: str) -> None:
        raise TypeError("a template changes the front matter of another page")


@dataclass(slots=True)
class Reading:
    """What has been read while a page is rendered."""

    page: Page
    items: dict[int, StructureItem] = field(default_factory=dict)
    """By identity: pages have no hash."""
    keys: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    """What was made relative to the address of the page."""
    whole: bool = True
    """Whether the facts of these items are all that was read."""

    def add(self, other: Reading) -> None:
        """Add what was read for a part of the page."""
        self.items.update(other.items)
        self.keys |= other.keys
        self.addresses |= other.addresses
        self.whole &= other.whole

    def note(self, kind: type, value: Any, attribute: str) -> None:
        """Note that an attribute of a value is read, which is of one of the kinds that matter."""
        if kind is StructureItem:
            self.items[id(value)] = value
            if attribute not in FACTS and value is not self.page and hasattr(value, attribute):
                self.whole = False
        elif kind is File:
            self.whole &= attribute in OF_FILES
        elif kind is Navigation:
            self.whole &= attribute in ("homepage", "items")
        else:
            self.whole &= attribute != "nav"


class _Kinds(dict[type, type | None]):
    """By the type of a value, its kind; None if it does not matter what is read of it.

    Templates read hundreds of values for each page, so nothing is asked of a type more than once.
    """

    def __missing__(self, type: type) -> type | None:
        kinds = (StructureItem, File, Navigation, MkDocsConfig, Module)
        kind = self[type] = next((each for each in kinds if issubclass(type, each)), None)
        return kind


_KINDS = _Kinds()


class WatchedPages(Sequence[File]):
    """All pages, for templates. A page that is rendered from them is not kept."""

    def __init__(self, files: Sequence[File], reading: Reading) -> None:
        self._files, self._reading = files, reading

    def __getitem__(self, index: Any) -> Any:
        self._reading.whole = False
        return self._files[index]

    def __len__(self) -> int:
        self._reading.whole = False
        return len(self._files)


class Module(TemplateModule):
    """The macros of a template, and the names that were around it."""

    def __init__(self, template: Template, context: Context) -> None:
        self.around = context.parent.keys() | context.vars.keys()
        super().__init__(template, context)


class _Template(Template):
    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Module:
        return Module(self, self.new_context(vars, shared, locals))


class TracingEnvironment(Environment):
    """An environment that notes what templates read."""

    template_class = _Template
    reading: Reading | None = None
    instead: Mapping[str, Callable[[Module, str], Any]] = {}
    """What gives a macro of a module by its name, for each template whose macros are not called as they are."""

    @classmethod
    def like(cls, environment: Environment, loader: BaseLoader) -> TracingEnvironment:
        """An environment with the filters and globals of another, and with templates of its own."""
        made = cls(loader=loader, auto_reload=False, bytecode_cache=COMPILED, extensions=list(environment.extensions))
        made.filters.update(environment.filters)
        made.globals.update(environment.globals)
        relative = made.filters["url"]

        @pass_context
        def noted(context: Context, address: Any) -> Any:
            if made.reading is not None:
                made.reading.addresses.add(str(address))
            return relative(context, address)

        made.filters["url"] = noted
        return made

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja calls it for `value.name`."""
        if self.reading is not None and (kind := _KINDS[type(obj)]):
            if kind is not Module:
                self.reading.note(kind, obj, attribute)
            elif instead := self.instead.get(str(obj.__name__)):
                return instead(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As Jinja calls it for `value["name"]` and in filters."""
        kind = _KINDS[type(obj)] if isinstance(argument, str) else None
        if self.reading is not None and kind and kind is not Module:
            self.reading.note(kind, obj, argument)
        return super().getitem(obj, argument)


class Frame:
    """The facts of a navigation: titles, order, and the front matter of its pages."""

    def __init__(self, navigation: Navigation, pages: Sequence[Page], metas: Mapping[str, Mapping[str, Any]]) -> None:
        self._names: dict[int, str] = {id(None): ""}
        self._items: dict[str, StructureItem] = {}
        self._metas = metas
        self._told: dict[tuple[str, tuple[str, ...]], str] = {}
        """Hashes of the facts of items: a section has as many facts as children, and is in the traces of many pages."""
        for page in pages:
            self._name(page, page.file.src_uri)
        self._name_all(navigation.items, "")
        self._root = [self._named(navigation.homepage), *map(self._named, navigation.items)]

    def trace(self, reading: Reading) -> Trace:
        """What was read as plain values, with the place of the page itself."""
        items = [*reading.items.values(), reading.page, *reading.page.ancestors]
        return Trace(tuple(sorted(set(map(self._named, items)))), tuple(sorted(reading.keys)))

    def facts(self, trace: Trace) -> str:
        """A hash of what a template would read today."""
        told = [*self._root, *(self._hash(name, trace.keys) for name in trace.items)]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()

    def _hash(self, name: str, keys: tuple[str, ...]) -> str:
        """What changes when that which a template would read of an item does."""
        if (name, keys) not in self._told:
            told = json.dumps(self._facts(name, keys), default=repr)
            self._told[name, keys] = hashlib.sha256(told.encode()).hexdigest()
        return self._told[name, keys]

    def _name_all(self, items: Sequence[StructureItem], within: str) -> None:
        for number, item in enumerate(items):
            place = f"{within}/{number}"
            if id(item) not in self._names:
                self._name(item, place)
            if isinstance(item, Section):
                self._name_all(item.children, place)

    def _name(self, item: StructureItem, name: str) -> None:
        self._names[id(item)], self._items[name] = name, item

    def _named(self, item: StructureItem | None) -> str:
        return self._names[id(item)]

    def _facts(self, name: str, keys: Sequence[str]) -> object:
        item = self._items.get(name)
        if item is None:
            return None
        # Of three kinds: pages, sections and links. Which attributes they have says which one this is.
        facts: list[object] = [type(item).__name__, item.title, self._named(item.parent)]
        if isinstance(item, Page):
            meta = self._metas[name]
            around = [self._named(item.previous_page), self._named(item.next_page)]
            facts += [*around, item.canonical_url, bool(meta), [[key, meta.get(key)] for key in keys if key in meta]]
        elif isinstance(item, Section):
            facts += map(self._named, item.children)
        else:
            facts.append(cast("Any", item).url)
        return facts
