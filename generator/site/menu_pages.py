"""Pages of the project menu: the shared one, each trust's own, and a page for every project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..documents import glance, menu_facts
from ..documents.driver_diagram import as_list, driver_diagram
from ..documents.menu_data import PROJECT_KIND
from ..documents.plan_on_a_page import plan_drawing
from ..documents.project_page import ProjectPage
from ..model.changes import ChangeKind
from ..model.library import Library
from ..model.project import ImprovementProject, Withdrawal
from ..planning.applicability import audience
from ..planning.history import History
from ..planning.menu import CohortWeeks, MenuEntry, grouped, shared_menu
from ..planning.playbook import Playbook
from ..planning.project_plan import ProjectPlan, own_plan, usual_plans
from ..planning.weeks import PlanWeeks
from ..writers.lone_page import embedded
from . import addresses
from .addresses import address
from .downloads import Downloads, download_list
from .page import TICKS, Page, sources
from .page_context import PageContext

SHARED = "*"
"""Name of the shared menu, and key of its shortlist in a browser. No trust can have it as its id."""

NO_SIDE_MENU = ("navigation",)
"""The side menu would list all projects beside each."""

# The filters take the place of the side menus.
_MENU_FRAME: Any = {"hides": ("navigation", "toc"), "styles": menu_facts.STYLES, "scripts": menu_facts.SCRIPTS}


def menu_pages(library: Library, downloads: Downloads) -> Iterator[Page]:
    """The shared menu, and a page for each shared project, including withdrawn ones."""
    entries = shared_menu(library)
    facts = menu_facts.menu_facts(
        entries,
        library.vocabulary,
        library.domains,
        library.glossary.values(),
        None,
        SHARED,
        months=library.programme.months,
    )
    description = "Improvement projects for a pair to take up, by theme, with what each needs and how long it takes."
    values = {
        "themes": grouped(entries, library.vocabulary.themes),
        "facts": embedded(facts),
        "where": _where(library),
        "progress": None,
        "columns": menu_facts.COLUMNS[:-1],
    }
    files = sources(library.menu)
    yield Page(addresses.PROJECTS, "projects_index", "Project menu", description, files, values, **_MENU_FRAME)
    by_id, cohorts = {entry.project.id: entry for entry in entries}, CohortWeeks(library)
    for project in library.projects.values():
        if project.withdrawn:
            yield _withdrawn(project, project.withdrawn, library)
        else:
            plans = usual_plans(project, cohorts)
            yield project_page(by_id[project.id], plans, library, address("project", project.id), downloads)


def trust_menu_pages(library: Library, playbook: Playbook, downloads: Downloads) -> Iterator[Page]:
    """A trust's own menu, and a page for each of its own projects."""
    profile = playbook.profile
    title = menu_facts.trust_menu_title(profile)
    own = {entry.project.id: entry for entry in playbook.menu if entry.own}
    who = playbook.wording.text("pairs")
    description = f"Improvement projects that {who} at {profile.short_name} can take up, and how far each of them is."
    values = {
        "playbook": playbook,
        "themes": grouped(playbook.menu, library.vocabulary.themes),
        "facts": embedded(menu_facts.trust_menu_facts(playbook)),
        "where": _where(library),
        "progress": lambda entry: menu_facts.how_far(entry, profile.sites),
        "columns": menu_facts.COLUMNS,
        "example": glance.example(profile),
        "time": menu_facts.time_for_projects(playbook),
    }
    files = (profile.source, *(entry.project.source for entry in own.values()))
    yield Page(addresses.trust_menu(profile.id), "trust_menu", title, description, files, values, **_MENU_FRAME)
    for id, entry in own.items():
        plans = (own_plan(entry.project, playbook),)
        yield project_page(entry, plans, library, addresses.own_project(profile.id, id), downloads, playbook)


def project_page(
    entry: MenuEntry,
    plans: Sequence[ProjectPlan],
    library: Library,
    uri: str,
    downloads: Downloads,
    playbook: Playbook | None = None,
) -> Page:
    """The page of a shared project, or of a trust's own project if it has a playbook."""
    project, vocabulary = entry.project, library.vocabulary
    studies = library.case_studies | (library.trusts[playbook.profile.id].case_studies if playbook else {})
    menu = addresses.trust_menu(playbook.profile.id) if playbook else addresses.PROJECTS
    for_whom = audience(project.only_for, vocabulary, library.pairing_methods)
    context = PageContext(library, uri)
    weeks = playbook.weeks if playbook else PlanWeeks.of(library)
    values = {
        "project": project,
        "playbook": playbook,
        "menu": menu,
        "theme": vocabulary.themes[project.theme],
        "menu_name": playbook.profile.id if playbook else SHARED,
        "body": ProjectPage(entry, plans, playbook, vocabulary, for_whom, context, weeks),
        "studies": studies,
        "diagram": driver_diagram(project, "drivers"),
        "drivers": as_list(project),
        "plan_drawing": plan_drawing(plans, "plan"),
        "downloads": download_list(downloads, addresses.page_files(uri)),
    }
    styles = (*menu_facts.STYLES, *TICKS["styles"])
    scripts = tuple(dict.fromkeys((*menu_facts.PROJECT_SCRIPTS, *TICKS["scripts"])))
    frame: Any = {"hides": NO_SIDE_MENU, "styles": styles, "scripts": scripts}
    return Page(uri, "project", project.title, project.summary, (project.source,), values, **frame)


def _withdrawn(project: ImprovementProject, withdrawal: Withdrawal, library: Library) -> Page:
    item = History(library).of(PROJECT_KIND, project.id)
    uri, description = address("project", project.id), f"This project is no longer on the menu: {project.title}."
    values = {
        "project": project,
        "withdrawn": withdrawal,
        "left": item.changed if item.last and item.last.what is ChangeKind.WITHDRAWN else None,
        "instead": [library.projects[id] for id in withdrawal.instead],
    }
    files = (project.source,)
    return Page(uri, "project_withdrawn", project.title, description, files, values, hides=NO_SIDE_MENU)


def _where(library: Library) -> Any:
    return lambda project: menu_facts.where(project, library.vocabulary)
