"""Pages of the project menu: the shared one, each trust's own, and a page for every project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from ..documents import menu_facts
from ..documents.document import Table
from ..documents.driver_diagram import as_list, driver_diagram
from ..documents.glance import EXAMPLE_NOTE
from ..documents.improvement_project import site_name
from ..documents.plan_on_a_page import plan_drawing, plan_table, plans_table
from ..model.library import Library
from ..model.project import ImprovementProject, Withdrawal
from ..model.vocabulary import Term
from ..planning.applicability import audience
from ..planning.menu import CohortWeeks, MenuEntry, shared_menu
from ..planning.playbook import Playbook
from ..planning.project_plan import ProjectPlan, own_plan, usual_plans
from ..planning.schedule import PRESENTATION
from . import addresses
from .addresses import address
from .downloads import Packs, downloads
from .page import Page, sources

SHARED = "shared"
"""Name of the shared menu, which no trust can have: it is told apart by what is kept in a browser."""


def menu_pages(library: Library, packs: Packs) -> Iterator[Page]:
    """The shared menu and its projects, those that were withdrawn among them."""
    entries = shared_menu(library)
    facts = menu_facts.menu_facts(entries, library.vocabulary, library.domains, (), SHARED)
    yield Page(
        addresses.PROJECTS,
        "projects_index",
        "Project menu",
        "Improvement projects for a pair to take up, by theme, with what each needs and how long it takes.",
        sources(library.menu),
        {"themes": _themes(entries, library), "entries": entries, "facts": embedded(facts), "where": _where(library)},
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
    facts = menu_facts.menu_facts(playbook.menu, library.vocabulary, library.domains, profile.sites, profile.id)
    own = {entry.project.id: entry.project for entry in playbook.menu if entry.own}
    yield Page(
        addresses.trust_menu(profile.id),
        "trust_menu",
        f"Project menu of {profile.short_name}",
        f"Improvement projects that pairs at {profile.short_name} can take up, and how far each of them is.",
        (profile.source, *sources(own)),
        {
            "playbook": playbook,
            "themes": _themes(playbook.menu, library),
            "entries": playbook.menu,
            "facts": embedded(facts),
            "where": _where(library),
            "sites": {site.id: site.name for site in profile.sites},
            "status_title": lambda entry: menu_facts.STATUS_TITLES[entry.progress.status],
            "example_note": EXAMPLE_NOTE,
        },
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
    )


def _dated(plan: ProjectPlan, playbook: Playbook) -> Table:
    """A plan in a trust's own cohort."""
    schedule = playbook.schedule
    day = schedule.milestones.get(PRESENTATION) if schedule else None
    return plan_table(plan, schedule.start if schedule else None, day)


def _withdrawn(project: ImprovementProject, withdrawal: Withdrawal, library: Library) -> Page:
    return Page(
        address("project", project.id),
        "project_withdrawn",
        project.title,
        f"This project is no longer on the menu: {project.title}.",
        (project.source,),
        {"project": project, "withdrawn": withdrawal, "instead": [library.projects[id] for id in withdrawal.instead]},
        hides=("navigation",),
    )


def _themes(entries: Sequence[MenuEntry], library: Library) -> list[tuple[Term, list[MenuEntry]]]:
    """The themes of a menu, each with its projects."""
    return [
        (theme, mine)
        for theme in library.vocabulary.themes.values()
        if (mine := [entry for entry in entries if entry.project.theme == theme.id])
    ]


def _where(library: Library) -> Any:
    return lambda project: menu_facts.where(project, library.vocabulary)


def embedded(facts: Mapping[str, Any]) -> Markup:
    """Facts as JSON that cannot end the element that it stands in."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704  # JSON without any `<`
