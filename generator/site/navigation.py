"""The order of the site's pages, as the `nav` of MkDocs."""

from __future__ import annotations

from typing import Any

from ..model.library import Library
from . import addresses
from .addresses import address


def navigation(library: Library, trusts: list[str]) -> list[Any]:
    """All pages in their order, in sections. A page's own heading is its name.

    Args:
        library: all content.
        trusts: slugs of the trusts whose playbooks are public.
    """
    prose_pages = [address("page", id) for id in library.pages if id not in addresses.PAGES_ELSEWHERE]
    return [
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
        {"Project menu": [addresses.PROJECTS, *(address("project", id) for id in library.projects)]},
        {"Case studies": [addresses.CASE_STUDIES, *(address("case-study", id) for id in library.case_studies)]},
        {"Playbooks": [addresses.PLAYBOOKS, *(address("trust", slug) for slug in trusts)]},
        {
            "About": [
                addresses.ABOUT,
                *prose_pages,
                addresses.LEADERSHIP,
                addresses.GLOSSARY,
                addresses.REFERENCES,
            ]
        },
    ]
