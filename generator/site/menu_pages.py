"""Pages of the project menu: the shared one, each trust's own, and a page for every project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..documents import glance, menu_facts
from ..documents.driver_diagram import as_list, driver_diagram
from ..documents.menu_data import PROJECT_KIND
from ..documents.plan_on_a_page import plan_drawing
from ..documents.project_page import ProjectPage
from ..model.changes import ChangeKind
from ..model.library import Library
from ..model.project import ImprovementProject
from ..model.trust import MenuChoices
from ..planning.applicability import audience
from ..planning.history import History
from ..planning.menu import CohortWeeks, MenuEntry, grouped, menu_entries, shared_menu
from ..planning.playbook import Playbook
from ..planning.project_plan import ProjectPlan, own_plan, usual_plans
from ..planning.weeks import PlanWeeks
from ..writers.lone_page import embedded
from . import addresses
from .addresses import address
from .downloads import Downloads, download_list
from .page import TICKS, Page, sources
from .page_context import PageContext

NO_SIDE_MENU = ("navigation",)
"""The side menu would list all projects beside each."""


def menu_pages(library: Library, cohorts: Callable[[], CohortWeeks], downloads: Downloads) -> Iterator[Page]:
    """The shared menu, and a page for each shared project, including withdrawn ones."""

    def values() -> dict[str, Any]:
        entries = shared_menu(library)
        return {
            "themes": grouped(entries, library.vocabulary.themes),
            "where": _where(library),
            "progress": None,
            "columns": menu_facts.COLUMNS[:-1],
        }

    description = "Improvement projects for a pair to take up, by theme, with what each needs and how long it takes."
    files = sources(library.menu)
    menu = addresses.PROJECTS
    yield Page(menu, "projects_index", "Project menu", description, files, values, **_frame(menu))
    for project in library.projects.values():
        if project.withdrawn:
            yield _withdrawn(project, library)
        else:
            make = partial(_shared_values, project.id, library, cohorts, downloads)
            yield project_page(project, address("project", project.id), make)


def facts_files(library: Library, playbooks: Mapping[str, Playbook]) -> dict[str, Callable[[], bytes]]:
    """A function that makes each menu's facts for its script, by path: of the shared menu and of public trusts'."""
    files = {addresses.PROJECTS: lambda: _script(menu_facts.shared_menu_facts(library, shared_menu(library)))}
    for slug in playbooks:
        files[addresses.trust_menu(slug)] = partial(_trust_facts, slug, playbooks)
    return {addresses.menu_facts(menu): make for menu, make in files.items()}


def _trust_facts(slug: str, playbooks: Mapping[str, Playbook]) -> bytes:
    return _script(menu_facts.trust_menu_facts(playbooks[slug]))


def _script(facts: Mapping[str, Any]) -> bytes:
    return f"(window.pairedLearning = window.pairedLearning || {{}}).facts = {embedded(facts)};\n".encode()


def _frame(menu: str) -> Any:
    """What the page of a menu loads. The filters take the place of the side menus."""
    scripts = (addresses.menu_facts(menu), *menu_facts.SCRIPTS)
    return {"hides": ("navigation", "toc"), "styles": menu_facts.STYLES, "scripts": scripts}


def _shared_values(
    id: str, library: Library, cohorts: Callable[[], CohortWeeks], downloads: Downloads
) -> dict[str, Any]:
    project = library.projects[id]
    (entry,) = menu_entries([project], frozenset(), MenuChoices(), cohorts())
    plans, weeks = usual_plans(project, cohorts()), cohorts().usual
    return _project_values(entry, plans, weeks, library, address("project", id), downloads)


def trust_menu_pages(
    library: Library, slug: str, playbooks: Mapping[str, Playbook], downloads: Downloads
) -> Iterator[Page]:
    """A trust's own menu, and a page for each of its own projects."""
    profile = playbooks[slug].profile
    title = menu_facts.trust_menu_title(profile)
    own = {entry.project.id: entry.project for entry in playbooks[slug].menu if entry.own}
    who = playbooks[slug].wording.text("pairs")
    description = f"Improvement projects that {who} at {profile.short_name} can take up, and how far each of them is."

    def values() -> dict[str, Any]:
        playbook = playbooks[slug]
        return {
            "playbook": playbook,
            "themes": grouped(playbook.menu, library.vocabulary.themes),
            "where": _where(library),
            "progress": lambda entry: menu_facts.how_far(entry, playbook.profile.sites),
            "columns": menu_facts.COLUMNS,
            "example": glance.example(playbook.profile),
            "time": menu_facts.time_for_projects(playbook),
        }

    files = (profile.source, *(project.source for project in own.values()))
    menu = addresses.trust_menu(slug)
    yield Page(menu, "trust_menu", title, description, files, values, **_frame(menu))
    for id, project in own.items():
        make = partial(_own_values, slug, id, library, playbooks, downloads)
        yield project_page(project, addresses.own_project(slug, id), make)


def _own_values(
    slug: str, id: str, library: Library, playbooks: Mapping[str, Playbook], downloads: Downloads
) -> dict[str, Any]:
    playbook = playbooks[slug]
    entry = next(entry for entry in playbook.menu if entry.own and entry.project.id == id)
    plans = (own_plan(entry.project, playbook),)
    return _project_values(entry, plans, playbook.weeks, library, addresses.own_project(slug, id), downloads, playbook)


def project_page(project: ImprovementProject, uri: str, values: Callable[[], dict[str, Any]]) -> Page:
    """The page of a shared project, or of a trust's own."""
    styles = (*menu_facts.STYLES, *TICKS["styles"])
    scripts = tuple(dict.fromkeys((*menu_facts.PROJECT_SCRIPTS, *TICKS["scripts"])))
    frame: Any = {"hides": NO_SIDE_MENU, "styles": styles, "scripts": scripts}
    return Page(uri, "project", project.title, project.summary, (project.source,), values, **frame)


def _project_values(
    entry: MenuEntry,
    plans: Sequence[ProjectPlan],
    weeks: PlanWeeks,
    library: Library,
    uri: str,
    downloads: Downloads,
    playbook: Playbook | None = None,
) -> dict[str, Any]:
    """Values for the page of a shared project, or of a trust's own project if it has a playbook."""
    project, vocabulary = entry.project, library.vocabulary
    studies = library.case_studies | (library.trusts[playbook.profile.id].case_studies if playbook else {})
    menu = addresses.trust_menu(playbook.profile.id) if playbook else addresses.PROJECTS
    for_whom = audience(project.only_for, vocabulary, library.pairing_methods)
    context = PageContext(library, uri)
    return {
        "project": project,
        "playbook": playbook,
        "menu": menu,
        "theme": vocabulary.themes[project.theme],
        "menu_name": playbook.profile.id if playbook else menu_facts.SHARED,
        "body": ProjectPage(entry, plans, playbook, vocabulary, for_whom, context, weeks),
        "studies": studies,
        "diagram": driver_diagram(project, "drivers"),
        "drivers": as_list(project),
        "plan_drawing": plan_drawing(plans, "plan"),
        "downloads": download_list(downloads, addresses.page_files(uri)),
    }


def _withdrawn(project: ImprovementProject, library: Library) -> Page:
    uri, description = address("project", project.id), f"This project is no longer on the menu: {project.title}."
    values = partial(_withdrawn_values, project.id, library)
    files = (project.source,)
    return Page(uri, "project_withdrawn", project.title, description, files, values, hides=NO_SIDE_MENU)


def _withdrawn_values(id: str, library: Library) -> dict[str, Any]:
    project, item = library.projects[id], History(library).of(PROJECT_KIND, id)
    assert project.withdrawn is not None  # noqa: S101  # its page is listed as that of a withdrawn one
    return {
        "project": project,
        "withdrawn": project.withdrawn,
        "left": item.changed if item.last and item.last.what is ChangeKind.WITHDRAWN else None,
        "instead": [library.projects[id] for id in project.withdrawn.instead],
    }


def _where(library: Library) -> Any:
    return lambda project: menu_facts.where(project, library.vocabulary)
