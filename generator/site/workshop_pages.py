"""Pages for those who run workshops."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..documents import workshop
from ..model.library import Library
from ..planning import agenda
from . import addresses, facilitators
from .addresses import address
from .downloads import Packs, downloads
from .page import Page, projects_by, sources
from .page_context import PageContext


def workshop_pages(library: Library, packs: Packs) -> Iterator[Page]:
    """The list of workshops, and a page for each."""
    yield Page(
        addresses.WORKSHOPS,
        "workshops_index",
        "Workshops",
        "Each workshop with its objectives, a timed agenda, facilitator notes and handouts.",
        sources(library.workshops),
    )
    projects = projects_by(library, "workshops")
    for item in library.workshops.values():
        context = PageContext(library, address("workshop", item.id))
        activities = agenda.timed(item)
        yield Page(
            address("workshop", item.id),
            "workshop",
            f"{item.number}. {item.title}",
            item.summary,
            (item.source,),
            {
                "workshop": item,
                "activities": activities,
                "opening": workshop.page_opening(item, activities, context),
                "notes": partial(workshop.page_notes, context=context),
                "closing": workshop.page_closing(item, context),
                "role_cards": workshop.ROLE_CARDS,
                "projects": projects[item.id],
                "downloads": downloads(packs.get(folder := addresses.pack_folder(item.id), {}), folder),
            },
        )


def facilitators_page(library: Library, packs: Packs) -> Page:
    """The page for those who run any of them."""
    id = addresses.FACILITATORS_PAGE
    prose = library.pages.get(id)
    parts, sections = facilitators.checklist(library, prose.sections if prose else ())
    return Page(
        addresses.FACILITATORS,
        "facilitators",
        prose.title if prose else "For facilitators",
        prose.summary if prose else "Every workshop with its timer, and a checklist for before, during and after.",
        (*((prose.source,) if prose else ()), *sources(library.workshops)),
        {
            "prose": prose,
            "timed": {item.id: agenda.timed(item) for item in library.workshops.values()},
            "parts": parts,
            "sections": sections,
            "downloads": downloads(packs.get(folder := addresses.pack_folder(id), {}), folder),
            "packed": frozenset(id for id in library.workshops if packs.get(addresses.pack_folder(id))),
        },
    )
