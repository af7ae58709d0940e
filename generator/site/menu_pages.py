"""Pages of the project menu: the shared one, each trust's own, and a page for every project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..documents import menu_facts
from ..documents.context import example_note
from ..documents.document import Table
from ..documents.driver_diagram import as_list, driver_diagram
from ..documents.improvement_project import site_name
from ..documents.menu_data import PROJECT_KIND
from ..documents.plan_on_a_page import plan_drawing, plan_table, plans_table
from ..model.changes import ChangeKind
from ..model.library import Library
from ..model.project import ImprovementProject, Withdrawal
from ..planning.applicability import audience
from ..planning.history import History
from ..planning.menu import CohortWeeks, MenuEntry, grouped, shared_menu
from ..planning.playbook import Playbook
from ..planning.project_plan import ProjectPlan, own_plan, usual_plans
from ..planning.schedule import PRESENTATION
from ..writers.lone_page import embedded
from . import addresses
from .addresses import address
from .downloads import Packs, downloads
from .page import Page, sources

SHARED = "*"
"""Name of the shared menu, which is no id of a trust; what a browser keeps is kept by it."""

# The filters take the room of the side menus, and name the themes.
_MENU_FRAME: Any = {
    "hides": ("navigation", "toc"),
    "styles": menu_facts.STYLES,
    "scripts": menu_facts.SCRIPTS,
}


def menu_pages(library: Library, packs: Packs) -> Iterator[Page]:
    """The shared menu and its projects, those that were withdrawn among them."""
    entries = shared_menu(library)
    facts = menu_facts.menu_facts(entries, library.vocabulary, library.domains, None, SHARED)
    yield Page(
        addresses.PROJECTS,
        "projects_index",
        "Project menu",
        "Improvement projects for a pair to take up, by theme, with what each needs and how long it takes.",
        sources(library.menu),
        {
            "themes": grouped(entries, library.vocabulary.themes),
            "facts": embedded(facts),
            "where": _where(library),
            "progress": None,
        },
        **_MENU_FRAME,
    )
    by_id = {entry.project.id: entry for entry in entries}
    for project in library.projects.values():
        if project.withdrawn:
            yield _withdrawn(project, project.withdrawn, library)
        else:
            yield project_page(by_id[project.id], library, address("project", project.id), packs)


def trust_menu_pages(library: Library, playbook: Playbook, packs: Packs) -> Iterator[Page]:
    """A trust's own menu, and a page for each project that it brought itself."""
    profile = playbook.profile
    title = f"Project menu of {profile.short_name}"
    facts = menu_facts.menu_facts(playbook.menu, library.vocabulary, library.domains, profile.sites, profile.id, title)
    own = {entry.project.id: entry.project for entry in playbook.menu if entry.own}
    yield Page(
        addresses.trust_menu(profile.id),
        "trust_menu",
        title,
        f"Improvement projects that pairs at {profile.short_name} can take up, and how far each of them is.",
        (profile.source, *sources(own)),
        {
            "playbook": playbook,
            "themes": grouped(playbook.menu, library.vocabulary.themes),
            "facts": embedded(facts),
            "where": _where(library),
            "progress": lambda entry: menu_facts.how_far(entry, profile.sites),
            "example_note": example_note(profile),
        },
        **_MENU_FRAME,
    )
    for entry in playbook.menu:
        if entry.own:
            yield project_page(entry, library, addresses.own_project(profile.id, entry.project.id), packs, playbook)


def project_page(entry: MenuEntry, library: Library, uri: str, packs: Packs, playbook: Playbook | None = None) -> Page:
    """The page of one project.

    Args:
        entry: the project on its menu.
        library: all content.
        uri: where the page is.
        packs: files that pages offer.
        playbook: of the trust whose own project it is; None for a shared one.
    """
    project, vocabulary = entry.project, library.vocabulary
    plans = (own_plan(project, playbook),) if playbook else usual_plans(project, CohortWeeks.of(library))
    studies = library.case_studies | (library.trusts[playbook.profile.id].case_studies if playbook else {})
    return Page(
        uri,
        "project",
        project.title,
        project.summary,
        (project.source,),
        {
            "project": project,
            "entry": entry,
            "playbook": playbook,
            "menu": addresses.trust_menu(playbook.profile.id) if playbook else addresses.PROJECTS,
            "menu_name": playbook.profile.id if playbook else SHARED,
            "theme": vocabulary.themes[project.theme],
            "settings": [vocabulary.settings[id] for id in project.settings],
            "specialties": [vocabulary.specialties[id] for id in project.specialties],
            # A trust's own case studies have no page.
            "studies": [(studies[id], id in library.case_studies) for id in project.case_studies],
            "period": menu_facts.period(entry),
            "status": menu_facts.STATUS_TITLES[entry.progress.status],
            "site": site_name(entry, playbook.profile) if playbook else "",
            "audience": audience(project.only_for, vocabulary, library.pairing_methods),
            "diagram": driver_diagram(project, "drivers"),
            "drivers": as_list(project),
            "plans": plans,
            "plan_drawing": plan_drawing(plans, "plan"),
            "plan_table": plans_table(plans) if playbook is None else _dated(plans[0], playbook),
            "downloads": downloads(packs.get(folder := addresses.project_files(uri), {}), folder),
        },
        # Beside each project the menu would list all of them, which helps nobody.
        hides=("navigation",),
        styles=menu_facts.STYLES,
        scripts=menu_facts.PROJECT_SCRIPTS,
    )


def _dated(plan: ProjectPlan, playbook: Playbook) -> Table:
    """A plan in a trust's own cohort."""
    schedule = playbook.schedule
    day = schedule.milestones.get(PRESENTATION) if schedule else None
    return plan_table(plan, schedule.start if schedule else None, day)


def _withdrawn(project: ImprovementProject, withdrawal: Withdrawal, library: Library) -> Page:
    item = History(library).of(PROJECT_KIND, project.id)
    return Page(
        address("project", project.id),
        "project_withdrawn",
        project.title,
        f"This project is no longer on the menu: {project.title}.",
        (project.source,),
        {
            "project": project,
            "withdrawn": withdrawal,
            "left": item.changed if item.last and item.last.what is ChangeKind.WITHDRAWN else None,
            "instead": [library.projects[id] for id in withdrawal.instead],
        },
        hides=("navigation",),
    )


def _where(library: Library) -> Any:
    return lambda project: menu_facts.where(project, library.vocabulary)
