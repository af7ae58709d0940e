"""Which pages the site has, and what each template is handed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..documents import case_study, workshop
from ..documents.glance import EXAMPLE_NOTE
from ..documents.timeline import milestone_title
from ..model.library import Library
from ..model.project import ImprovementProject
from ..model.template import TemplateKind, filled
from ..model.trust import Visibility
from ..planning import agenda
from ..planning.checklist import checklist, in_words
from ..planning.playbook import Playbook, plan
from ..sources.layout import FILE_KINDS
from . import addresses, facilitators
from .addresses import address
from .downloads import Packs, downloads

_FILES = {kind.kind: kind.pattern for kind in FILE_KINDS}
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


def public_playbooks(library: Library) -> dict[str, Playbook]:
    """Playbooks that anybody may see, by slug, without what is private in them."""
    return {
        slug: plan(library, slug, public=True)
        for slug, trust in library.trusts.items()
        if trust.profile.visibility is Visibility.PUBLIC
    }


def page_list(library: Library, playbooks: Mapping[str, Playbook], packs: Packs | None = None) -> Iterator[Page]:
    """Every page of the site.

    Args:
        library: all content.
        playbooks: the public ones by slug.
        packs: files of workshops that their pages offer.
    """
    programme = library.programme
    yield Page(
        addresses.HOME,
        "home",
        programme.title,
        programme.summary,
        (_FILES["programme"],),
        hides=("navigation", "toc"),
    )
    yield from _plan(library)
    yield from _programme(library)
    yield from _workshops(library, packs or {})
    yield _facilitators(library, packs or {})
    yield from _projects(library)
    yield from _case_studies(library)
    yield from _playbooks(playbooks)
    yield from _about(library)


def _plan(library: Library) -> Iterator[Page]:
    topics = list(library.guidance.values())
    sources = tuple(topic.source for topic in topics)
    yield Page(
        addresses.PLAN,
        "plan_index",
        "Plan a scheme",
        "What to decide and arrange, from the first talk with leaders to what comes after the first cohort.",
        sources,
        {
            "stages": [
                (stage, [topic for topic in topics if topic.stage == stage.id])
                for stage in library.vocabulary.stages.values()
                if any(topic.stage == stage.id for topic in topics)
            ]
        },
    )
    for topic in topics:
        yield Page(
            address("guidance", topic.id),
            "guidance_topic",
            topic.title,
            topic.summary,
            (topic.source,),
            {
                "topic": topic,
                "stage": library.vocabulary.stages[topic.stage],
                "when": {action.id: in_words(action.timing, library.calendar) for action in topic.actions},
            },
        )
    yield Page(
        addresses.PAIRING_METHODS,
        "pairing_methods",
        "Pairing methods",
        "Ways to find partners, when each fits and what to watch for.",
        _sources(library.pairing_methods),
    )
    yield Page(
        addresses.CHECKLIST,
        "checklist",
        "Planning checklist",
        "Every action of the guidance in the order of time, under the milestone that it leads to.",
        (*sources, _FILES["calendar rules"]),
        {
            "parts": checklist(((topic, action) for topic in topics for action in topic.actions), library.calendar),
            "milestone_title": milestone_title,
        },
    )
    yield from _templates(library)


def _templates(library: Library) -> Iterator[Page]:
    roles = library.vocabulary.roles
    yield Page(
        addresses.TEMPLATES,
        "templates_index",
        "Letters and templates",
        "Adverts, letters, plans and a risk register to fill in, each with who sends it and when.",
        _sources(library.templates),
        {
            "kinds": [
                (kind.value, [item for item in library.templates.values() if item.kind is kind])
                for kind in TemplateKind
                if any(item.kind is kind for item in library.templates.values())
            ]
        },
    )
    for item in library.templates.values():
        yield Page(
            address("template", item.id),
            "template",
            item.title,
            item.summary,
            (item.source,),
            {
                "template": item,
                "sender": roles[item.sender],
                "recipients": [roles[id] for id in item.recipients],
                "when": [in_words(timing, library.calendar) for timing in item.timing],
                "filled": lambda text: filled(text, {}),
            },
        )


def _programme(library: Library) -> Iterator[Page]:
    yield Page(
        addresses.PROGRAMME,
        "programme_index",
        "How pairs learn",
        "The parts of the programme: what pairs do together, month by month.",
        (_FILES["programme"], *_sources(library.components)),
    )
    for component in library.components.values():
        yield Page(
            address("component", component.id),
            "component",
            component.title,
            component.summary,
            (component.source,),
            {"component": component},
        )
    yield Page(
        addresses.FORMS,
        "forms_index",
        "Forms",
        "Every form and questionnaire of the programme, ready to print.",
        _sources(library.instruments),
    )
    for form in library.instruments.values():
        yield Page(
            address("instrument", form.id),
            "form",
            form.title,
            form.summary,
            (form.source,),
            {
                "form": form,
                "role": library.vocabulary.roles[form.completed_by],
                "when": [in_words(timing, library.calendar) for timing in form.timing],
            },
        )


def _workshops(library: Library, packs: Packs) -> Iterator[Page]:
    yield Page(
        addresses.WORKSHOPS,
        "workshops_index",
        "Workshops",
        "Each workshop with its objectives, a timed agenda, facilitator notes and handouts.",
        _sources(library.workshops),
    )
    projects = _by_reference(library, "workshops")
    for item in library.workshops.values():
        yield Page(
            address("workshop", item.id),
            "workshop",
            f"{item.number}. {item.title}",
            item.summary,
            (item.source,),
            {
                "workshop": item,
                "activities": agenda.timed(item),
                "projects": projects[item.id],
                "weeks_in_words": workshop.weeks,
                "downloads": downloads(packs.get(item.id, {}), addresses.pack_folder(item.id)),
            },
        )


def _facilitators(library: Library, packs: Packs) -> Page:
    id = addresses.FACILITATORS_PAGE
    prose = library.pages.get(id)
    parts, sections = facilitators.checklist(library, prose.sections if prose else ())
    return Page(
        addresses.FACILITATORS,
        "facilitators",
        prose.title if prose else "For facilitators",
        prose.summary if prose else "Every workshop with its timer, and a checklist for before, during and after.",
        (*((prose.source,) if prose else ()), *_sources(library.workshops)),
        {
            "prose": prose,
            "timed": {item.id: agenda.timed(item) for item in library.workshops.values()},
            "parts": parts,
            "sections": sections,
            "downloads": downloads(packs.get(id, {}), addresses.pack_folder(id)),
            "packed": frozenset(id for id, files in packs.items() if files),
        },
    )


def _projects(library: Library) -> Iterator[Page]:
    vocabulary = library.vocabulary
    by_theme: dict[str, list[ImprovementProject]] = defaultdict(list)
    for project in library.projects.values():
        by_theme[project.theme].append(project)
    yield Page(
        addresses.PROJECTS,
        "projects_index",
        "Project menu",
        "Improvement projects for a pair to take up, by theme, with what each needs and how long it takes.",
        _sources(library.projects),
        {"themes": [(theme, by_theme[theme.id]) for theme in vocabulary.themes.values() if theme.id in by_theme]},
    )
    for project in library.projects.values():
        yield Page(
            address("project", project.id),
            "project",
            project.title,
            project.summary,
            (project.source,),
            {
                "project": project,
                "theme": vocabulary.themes[project.theme],
                "settings": [vocabulary.settings[id] for id in project.settings],
                "specialties": [vocabulary.specialties[id] for id in project.specialties],
            },
            # Beside each project the menu would list all of them, which helps nobody.
            hides=("navigation",),
        )


def _case_studies(library: Library) -> Iterator[Page]:
    yield Page(
        addresses.CASE_STUDIES,
        "case_studies_index",
        "Case studies",
        "What happened elsewhere, with the figures that were published and how far they reach.",
        _sources(library.case_studies),
    )
    projects = _by_reference(library, "case_studies")
    for study in library.case_studies.values():
        yield Page(
            address("case-study", study.id),
            "case_study",
            study.title,
            study.summary,
            (study.source,),
            {
                "study": study,
                "case_study_parts": case_study.PARTS,
                "projects": projects[study.id],
                "workshops": [item for item in library.workshops.values() if study.id in item.case_studies],
            },
        )


def _playbooks(playbooks: Mapping[str, Playbook]) -> Iterator[Page]:
    yield Page(
        addresses.PLAYBOOKS,
        "playbooks_index",
        "Playbooks",
        "What a trust gets: one file with its cohort, checklist, workshops and projects.",
        tuple(playbook.profile.source for playbook in playbooks.values()),
        {"playbooks": list(playbooks.values())},
    )
    for slug, playbook in playbooks.items():
        profile = playbook.profile
        yield Page(
            address("trust", slug),
            "playbook",
            profile.name,
            f"{'An example playbook' if profile.example else 'The playbook'} for {profile.name}.",
            (profile.source,),
            {"playbook": playbook, "file": addresses.playbook_file(slug), "example_note": EXAMPLE_NOTE},
        )


def _about(library: Library) -> Iterator[Page]:
    about = library.pages.get(addresses.ABOUT_PAGE)
    yield Page(
        addresses.ABOUT,
        "about",
        "About paired learning",
        about.summary if about else library.programme.summary,
        (_FILES["programme"], *((about.source,) if about else ())),
        {"about": about},
    )
    for prose in library.pages.values():
        if prose.id not in addresses.PAGES_ELSEWHERE:
            yield Page(
                address("page", prose.id), "prose", prose.title, prose.summary, (prose.source,), {"prose": prose}
            )
    yield Page(
        addresses.LEADERSHIP,
        "leadership_domains",
        "Leadership domains",
        "The domains that objectives, projects and questionnaires refer to, in this guide's own words.",
        _sources(library.frameworks),
    )
    yield Page(
        addresses.GLOSSARY,
        "glossary",
        "Glossary",
        "Words that a newcomer may not know, in plain sentences.",
        (_FILES["glossary term"],),
    )
    yield Page(
        addresses.REFERENCES,
        "references",
        "References",
        "Every source that a claim of this site cites.",
        (_FILES["reference"],),
    )


def _sources(nouns: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of some nouns, each once."""
    return tuple(dict.fromkeys(noun.source for noun in nouns.values()))


def _by_reference(library: Library, name: str) -> dict[str, Sequence[ImprovementProject]]:
    """Projects by each id that a field of theirs names: the links back from workshops and case studies."""
    found: dict[str, Any] = defaultdict(list)
    for project in library.projects.values():
        for id in getattr(project, name):
            found[id].append(project)
    return found
