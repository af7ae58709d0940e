"""A page of the site before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..sources.layout import FILE_KINDS

FILES = {kind.name: kind.file for kind in FILE_KINDS}
"""Path of the file of each kind."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is written."""

    uri: str
    """Path of its Markdown file from the root of the docs folder."""
    template: str
    """Name of its template in theme/pages."""
    title: str
    """Its heading and its name in the navigation."""
    description: str
    """What it is for, in one sentence."""
    sources: tuple[str, ...]
    """Its YAML files, starting with the one to edit."""
    values: Callable[[], Mapping[str, Any]] = field(default=dict, compare=False)
    """Makes the values for its template, besides those for all templates.

    They are made when the page is written, from what the library says then: whatever a page reads belongs to it.
    """
    hides: tuple[str, ...] = ()
    """Parts of Material's page that it hides: navigation, toc."""
    styles: tuple[str, ...] = ()
    """Further style sheets, by path from the folder of assets."""
    scripts: tuple[str, ...] = ()
    """Further scripts, in order of loading."""
    early: tuple[str, ...] = ()
    """JavaScript modules that run as soon as they are loaded, whatever of the page is there."""
    modules: tuple[str, ...] = ()
    """JavaScript modules, which run after all scripts."""
    other_senses: tuple[str, ...] = ()
    """Ids of glossary terms that mean something else on it, so that they are no links."""
    unlisted: bool = False
    """Whether searches leave it out, and the navigation with them."""


ENTRIES: Any = {"styles": ("stylesheets/entries.css",)}
"""What an index loads."""
TICKS: Any = {
    "styles": ("stylesheets/ticks.css",),
    "scripts": tuple(
        f"javascripts/{name}.js" for name in ("stored", "excel_file", "menu/dom", "ticks/file", "ticks/ticks")
    ),
}
"""What a page with a checklist to tick off loads."""


ENTRIES_AND_TICKS: Any = TICKS | {"styles": (*ENTRIES["styles"], *TICKS["styles"])}


def sources(nouns: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of items, each once."""
    return tuple(dict.fromkeys(noun.source for noun in nouns.values()))
