"""Pages for those who run workshops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..documents import workshop as document
from ..documents import workshop_page
from ..documents.floor_plan import floor_plan
from ..documents.handout_parts import grid
from ..documents.handouts import briefing
from ..documents.room_words import PROPS, page_props, shown, who, whom
from ..documents.squared_paper import chart_drawing
from ..model.base import Section
from ..model.english import counted
from ..model.library import Library
from ..model.project import ImprovementProject
from ..model.workshop import Preparation, Workshop
from ..planning import agenda
from ..planning.room_set import usual_room
from ..planning.weeks import PlanWeeks
from . import addresses
from .addresses import address
from .downloads import Download, Downloads, download_list
from .page import ENTRIES, ENTRIES_AND_TICKS, Page, sources
from .page_context import PageContext

STYLES = ("stylesheets/workshop.css",)


def workshop_pages(
    library: Library, by_size: Mapping[str, Mapping[int, Workshop]], downloads: Downloads
) -> Iterator[Page]:
    """The list of workshops, and a page for each; `by_size` is as from `usual_workshops`."""
    description = "Each workshop with its objectives, a timed agenda, facilitator notes and handouts."
    files, make = sources(library.workshops), partial(_weeks, library)
    yield Page(addresses.WORKSHOPS, "workshops_index", "Workshops", description, files, make, **ENTRIES)
    for workshop in library.workshops.values():
        uri, title = addresses.workshop_notes(workshop), f"{workshop.number}. {workshop.title}"
        if workshop.participants:
            yield _participants_page(workshop, library, title)
            title = f"{title}: for facilitators"
        values = partial(_values, workshop.id, library, by_size, downloads)
        secret = bool(workshop.participants)
        hides = ("toc",) if secret else ()
        yield Page(
            uri,
            "workshop",
            title,
            workshop.summary,
            (workshop.source,),
            values,
            hides=hides,
            unlisted=secret,
            styles=STYLES,
        )


def _values(
    id: str, library: Library, by_size: Mapping[str, Mapping[int, Workshop]], downloads: Downloads
) -> dict[str, Any]:
    workshop, weeks = library.workshops[id], PlanWeeks.of(library)
    context = PageContext(library, addresses.workshop_notes(workshop))
    activities = agenda.timed(workshop)
    room = usual_room(library.programme, workshop)
    body = workshop_page.WorkshopPage(workshop, activities, room, weeks.workshops[id], len(weeks.run), context)
    return {
        "workshop": workshop,
        "activities": activities,
        "body": body,
        "titles": {"agenda": document.AGENDA, "before": document.BEFORE, "after": document.AFTER, "end": document.END},
        "objectives": document.objectives(workshop, context, "", 1),
        "agendas": {
            size: workshop_page.agenda_in_groups(workshop, agenda.timed(varied), size)
            for size, varied in by_size[workshop.id].items()
            if size > 2
        },
        "notes": workshop_page.page_notes,
        "variants": workshop_page.variants,
        "variant_notes": workshop_page.variant_notes,
        "shown": shown,
        "plan": floor_plan(workshop.room, room, "room") if workshop.room.plan else None,
        "printed": PROPS,
        "props": page_props(workshop, room),
        "whom": partial(whom, workshop=workshop, room=room),
        "role_cards": document.ROLE_CARDS,
        "briefing": briefing,
        "chart": chart_drawing,
        "grid": grid,
        "projects": _projects(workshop, library),
        "downloads": download_list(downloads, addresses.pack_folder(workshop.id)),
        "counted_for": f"The files are counted for {who(room)}.",
        "print_sets": download_list(downloads, addresses.print_sets(workshop.id)),
    }


def _weeks(library: Library) -> dict[str, Any]:
    weeks = PlanWeeks.of(library).workshops
    return {"weeks": [(workshop, _week(weeks[id])) for id, workshop in library.workshops.items()]}


def _week(week: int) -> str:
    return f"After {counted(week, 'week')}" if week else "At the start"


def _participants_page(workshop: Workshop, library: Library, title: str) -> Page:
    """The page of a workshop that must not be given away."""
    uri = address("workshop", workshop.id)
    values = partial(_participants_values, workshop.id, library)
    return Page(uri, "workshop_participants", title, workshop.summary, (workshop.source,), values)


def _participants_values(id: str, library: Library) -> dict[str, Any]:
    workshop, context = library.workshops[id], PageContext(library, address("workshop", id))
    weeks = PlanWeeks.of(library).workshops
    return {
        "workshop": workshop,
        "head_facts": (
            workshop_page.length(workshop, agenda.timed(workshop)),
            workshop_page.when(workshop, weeks[id], len(weeks)),
        ),
        "objectives": document.objectives(workshop, context, "", 1),
        "projects": _projects(workshop, library),
    }


def _projects(workshop: Workshop, library: Library) -> list[ImprovementProject]:
    """The projects of the menu that it helps."""
    return [project for project in library.menu.values() if workshop.id in project.workshops]


def facilitators_page(library: Library, downloads: Downloads) -> Page:
    """The page for those who run any of them."""
    id = addresses.FACILITATORS_PAGE
    prose = library.pages.get(id)
    title = prose.title if prose else "For facilitators"
    other = "Every workshop with its timer, and a checklist for before, during and after."
    description = prose.summary if prose else other
    files = (*((prose.source,) if prose else ()), *sources(library.workshops))

    def values() -> dict[str, Any]:
        prose = library.pages.get(id)
        stages, sections = checklist(library, prose.sections if prose else ())
        return {
            "prose": prose,
            "timed": {workshop.id: agenda.timed(workshop) for workshop in library.workshops.values()},
            "stages": stages,
            "sections": sections,
            "downloads": download_list(downloads, addresses.pack_folder(id)),
            "packed": {id: pack for id in library.workshops if (pack := _pack(id, downloads))},
        }

    return Page(
        addresses.FACILITATORS,
        "facilitators",
        title,
        description,
        files,
        values,
        **ENTRIES_AND_TICKS,
    )


def _pack(id: str, downloads: Downloads) -> Download | None:
    """The archive with all files of a workshop; None where it has none."""
    files = download_list(downloads, addresses.pack_folder(id))
    return next((file for file in files if file.format == "ZIP"), None)


@dataclass(frozen=True, slots=True)
class Stage:
    """Part of the facilitators' checklist: what to do the week before a workshop, on the day, or the day after."""

    id: str
    """Id of the section of the facilitators' page with the tasks of every workshop."""
    title: str
    """Its heading where that page has no such section."""
    section: Section | None
    """The tasks of every workshop."""
    tasks: tuple[tuple[Workshop, tuple[Preparation, ...]], ...]
    """The other tasks of each workshop that has any."""


def checklist(library: Library, sections: Sequence[Section]) -> tuple[list[Stage], list[Section]]:
    """The stages of the checklist in the order of time, and the sections of the page that belong to none."""
    by_id = {section.id: section for section in sections}
    stages = [
        Stage(id, title, by_id.pop(id, None), _tasks(library, field, weeks))
        for id, title, field, weeks in (
            ("week-before", "The week before", "preparation", 1),
            ("the-day", "The day", "preparation", 0),
            ("day-after", "The day after", "follow_up", 0),
        )
    ]
    return stages, list(by_id.values())


def _tasks(library: Library, field: str, weeks: int) -> tuple[tuple[Workshop, tuple[Preparation, ...]], ...]:
    """The tasks of each workshop that are due this many weeks from its day."""
    due = (
        (workshop, tuple(task for task in getattr(workshop, field) if task.weeks == weeks))
        for workshop in library.workshops.values()
    )
    return tuple((workshop, tasks) for workshop, tasks in due if tasks)
