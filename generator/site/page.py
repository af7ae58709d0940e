"""One page of the site before it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.library import Library
from ..model.project import ImprovementProject
from ..sources.layout import FILE_KINDS

FILES = {kind.name: kind.file for kind in FILE_KINDS}
"""The file of each noun that has one file for all of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is written."""

    uri: str
    """Path of its Markdown file from the root of the docs folder."""
    template: str
    """Name of its template in theme/pages."""
    title: str
    """Its heading and its name in the navigation."""
    description: str
    """What it is for, in one sentence."""
    sources: tuple[str, ...]
    """The YAML files that it is made from, the one to edit first."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What its template is handed besides what all are."""
    hides: tuple[str, ...] = ()
    """Parts of the frame that it does without: navigation, toc."""
    styles: tuple[str, ...] = ()
    """Style sheets that it loads besides, by their path from the folder of the assets."""
    scripts: tuple[str, ...] = ()
    """Scripts that it loads besides, in this order."""


def sources(nouns: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of some nouns, each once."""
    return tuple(dict.fromkeys(noun.source for noun in nouns.values()))


def projects_by(library: Library, name: str) -> dict[str, Sequence[ImprovementProject]]:
    """Projects by each id that a field of theirs names: the links back from workshops and case studies."""
    found: dict[str, Any] = defaultdict(list)
    for project in library.menu.values():
        for id in getattr(project, name):
            found[id].append(project)
    return found
