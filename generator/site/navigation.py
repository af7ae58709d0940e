"""The order of the site's pages, as the `nav` of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from ..model.library import KINDS, LINKS, Library
from ..model.required import Topic
from ..planning.playbook import Playbook
from . import addresses
from .addresses import address


def navigation(library: Library, playbooks: Mapping[str, Playbook]) -> list[Any]:
    """All pages in order, in sections."""
    prose = [address("page", id) for id in library.pages if id not in addresses.PAGES_ELSEWHERE]
    quality = [addresses.QUALITY] if library.quality else []
    start = [addresses.WHERE_TO_START] if library.paths else []
    about = [
        addresses.ABOUT,
        *start,
        addresses.WHATS_NEW,
        *prose,
        addresses.LEADERSHIP,
        addresses.GLOSSARY,
        addresses.REFERENCES,
    ]
    maintainers = [{"For maintainers": quality}] if quality else []
    templates = {"Templates": [addresses.TEMPLATES, *_items("template", library)]}
    forms = {"Forms": [addresses.FORMS, *_items("instrument", library)]}
    plan: list[Any] = [addresses.PLAN, *_items("guidance", library)]
    if addresses.EXAMPLE_REPORT_PAGE in library.pages:
        evaluation = address("guidance", Topic.EVALUATION)
        plan.insert(plan.index(evaluation) + 1 if evaluation in plan else len(plan), addresses.EXAMPLE_REPORT)
    plan += [addresses.PAIRING_METHODS, addresses.CHECKLIST, templates]
    sections: list[Any] = [
        {"Home": addresses.HOME},
        {"Make your plan": addresses.STUDIO},
        {"Guidance": plan},
        {"Programme": [addresses.PROGRAMME, *_items("component", library), forms]},
        {"Workshops": [addresses.WORKSHOPS, addresses.FACILITATORS, *_items("workshop", library)]},
        {"Project menu": [addresses.PROJECTS, *_items("project", library), addresses.DATA]},
        {"Case studies": [addresses.CASE_STUDIES, *_items("case-study", library)]},
        {"Playbooks": [addresses.PLAYBOOKS, *(_trust(playbook) for playbook in playbooks.values())]},
        {"About": [*about, *maintainers]},
    ]
    listed = set(_pages(sections))
    for kind in KINDS:
        if kind.link and "#" not in kind.page:
            pages = [page for page in _items(kind.link, library) if page not in listed]
            if pages:
                sections.insert(-1, {kind.plural.capitalize(): pages})
    return sections


def named(items: list[Any], titles: Mapping[str, str]) -> list[Any]:
    """A navigation in which each page has its heading as its name, so that no engine looks for it in the page.

    `titles` has the heading of each page by its path.
    """
    result: list[Any] = []
    for item in items:
        if isinstance(item, str):
            # Material shows a title as HTML.
            result.append({escape(titles[item], quote=False): item})
        else:
            result.append(
                {name: inner if isinstance(inner, str) else named(inner, titles) for name, inner in item.items()}
            )
    return result


def _items(kind: str, library: Library) -> list[str]:
    """The pages of a kind of items."""
    return [address(kind, id) for id in LINKS[kind].of(library)]


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
