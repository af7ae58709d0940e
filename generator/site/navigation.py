"""The order of the site's pages, as the `nav` of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from ..model.library import KINDS, Library
from ..planning.playbook import Playbook
from . import addresses
from .addresses import address


def navigation(library: Library, playbooks: Mapping[str, Playbook]) -> list[Any]:
    """All pages in order, in sections. Each page is named by its heading."""
    prose_pages = [address("page", id) for id in library.pages if id not in addresses.PAGES_ELSEWHERE]
    sections: list[Any] = [
        {"Home": addresses.HOME},
        {
            "Plan": [
                addresses.PLAN,
                *(address("guidance", id) for id in library.guidance),
                addresses.PAIRING_METHODS,
                addresses.CHECKLIST,
                {"Templates": [addresses.TEMPLATES, *(address("template", id) for id in library.templates)]},
            ]
        },
        {
            "Programme": [
                addresses.PROGRAMME,
                *(address("component", id) for id in library.components),
                {"Forms": [addresses.FORMS, *(address("instrument", id) for id in library.instruments)]},
            ]
        },
        {
            "Workshops": [
                addresses.WORKSHOPS,
                addresses.FACILITATORS,
                *(address("workshop", id) for id in library.workshops),
            ]
        },
        {"Project menu": [addresses.PROJECTS, *(address("project", id) for id in library.projects), addresses.DATA]},
        {"Case studies": [addresses.CASE_STUDIES, *(address("case-study", id) for id in library.case_studies)]},
        {"Playbooks": [addresses.PLAYBOOKS, *(_trust(playbook) for playbook in playbooks.values())]},
        {
            "About": [
                addresses.ABOUT,
                addresses.WHATS_NEW,
                *prose_pages,
                addresses.LEADERSHIP,
                addresses.GLOSSARY,
                addresses.REFERENCES,
                *([addresses.QUALITY] if library.quality else []),
            ]
        },
    ]
    listed = set(_pages(sections))
    for kind in KINDS:
        if kind.link and "#" not in kind.page:
            pages = [page for id in kind.of(library) if (page := address(kind.link, id)) not in listed]
            if pages:
                sections.insert(-1, {kind.plural.capitalize(): pages})
    return sections


def _pages(sections: Any) -> Iterator[str]:
    """Every page of a navigation."""
    if isinstance(sections, str):
        yield sections
    else:
        for section in sections.values() if isinstance(sections, dict) else sections:
            yield from _pages(section)


def _trust(playbook: Playbook) -> dict[str, list[str]]:
    slug = playbook.profile.id
    own = (addresses.own_project(slug, entry.project.id) for entry in playbook.menu if entry.own)
    # Material escapes the titles of pages, but not those of sections.
    return {escape(playbook.profile.short_name): [address("trust", slug), addresses.trust_menu(slug), *own]}
