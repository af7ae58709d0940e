"""All pages of the site, with the values for their templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..documents import case_study, glance, guidance, letter, timeline
from ..documents.document import facts
from ..documents.form import form_page
from ..model.library import KINDS, Library
from ..model.quality import Quality
from ..model.template import TemplateKind, filled
from ..model.trust import Visibility
from ..planning.checklist import checklist, in_words
from ..planning.playbook import Playbook, plan
from . import addresses
from .addresses import address
from .downloads import Downloads
from .menu_pages import menu_pages, trust_menu_pages
from .page import FILES, Page, sources
from .page_context import PageContext
from .workshop_pages import facilitators_page, workshop_pages


def public_playbooks(library: Library) -> dict[str, Playbook]:
    """Playbooks of public trusts by slug, without private values."""
    return {
        slug: plan(library, slug, public=True)
        for slug, trust in library.trusts.items()
        if trust.profile.visibility is Visibility.PUBLIC
    }


def page_list(
    library: Library, playbooks: Mapping[str, Playbook], downloads: Downloads | None = None
) -> Iterator[Page]:
    """Every page of the site, with the playbooks of public trusts by slug."""
    pages = [*_designed(library, playbooks, downloads or {})]
    yield from pages
    addressed = {page.uri for page in pages}
    for kind in KINDS:
        if kind.link and "#" not in kind.page:
            for id, noun in kind.of(library).items():
                if (uri := address(kind.link, id)) not in addressed:
                    template = kind.link.replace("-", "_")
                    yield Page(uri, template, noun.title, noun.summary, (noun.source,), {"noun": noun})


def _designed(library: Library, playbooks: Mapping[str, Playbook], downloads: Downloads) -> Iterator[Page]:
    """Every page that needs more than its item and a template of the same name."""
    programme = library.programme
    yield Page(
        addresses.HOME, "home", programme.title, programme.summary, (FILES["programme"],), hides=("navigation", "toc")
    )
    yield from _plan(library)
    yield from _programme(library)
    yield from workshop_pages(library, downloads)
    yield facilitators_page(library, downloads)
    yield from menu_pages(library, downloads)
    yield from _case_studies(library)
    yield from _playbooks(library, playbooks, downloads)
    yield from _about(library)


def _plan(library: Library) -> Iterator[Page]:
    topics = list(library.guidance.values())
    files = tuple(topic.source for topic in topics)
    yield Page(
        addresses.PLAN,
        "plan_index",
        "Plan a scheme",
        "What to decide and arrange, from the first talk with leaders to what comes after the first cohort.",
        files,
        {
            "stages": [
                (stage, [topic for topic in topics if topic.stage == stage.id])
                for stage in library.vocabulary.stages.values()
                if any(topic.stage == stage.id for topic in topics)
            ]
        },
    )
    for topic in topics:
        uri = address("guidance", topic.id)
        blocks = guidance.topic_page(topic, PageContext(library, uri))
        stage = library.vocabulary.stages[topic.stage]
        values = {"topic": topic, "stage": stage, "blocks": blocks}
        yield Page(uri, "guidance_topic", topic.title, topic.summary, (topic.source,), values)
    context = PageContext(library, addresses.PAIRING_METHODS)
    yield Page(
        addresses.PAIRING_METHODS,
        "pairing_methods",
        "Pairing methods",
        "Ways to find partners, when each fits and what to watch for.",
        sources(library.pairing_methods),
        {
            "methods": [
                (method, guidance.method_blocks(method, context, method.id, 2))
                for method in library.pairing_methods.values()
            ]
        },
    )
    actions = checklist(((topic, action) for topic in topics for action in topic.actions), library.calendar)
    yield Page(
        addresses.CHECKLIST,
        "checklist",
        "Planning checklist",
        "Every action of the guidance in the order of time, under the milestone that it leads to.",
        (*files, FILES["calendar rules"]),
        {"blocks": timeline.checklist_sections(actions, PageContext(library, addresses.CHECKLIST), "", 1)},
    )
    yield from _templates(library)


def _templates(library: Library) -> Iterator[Page]:
    roles = library.vocabulary.roles
    yield Page(
        addresses.TEMPLATES,
        "templates_index",
        "Letters and templates",
        "Adverts, letters, plans and a risk register to fill in, each with who sends it and when.",
        sources(library.templates),
        {
            "kinds": [
                (kind.value, [item for item in library.templates.values() if item.kind is kind])
                for kind in TemplateKind
                if any(item.kind is kind for item in library.templates.values())
            ]
        },
    )
    for item in library.templates.values():
        context = PageContext(library, address("template", item.id))
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
                "subject": filled(item.subject, {}) if item.subject else None,
                "sections": letter.sections(item, context, {}),
                "risks": letter.risks(item, context),
            },
        )


def _programme(library: Library) -> Iterator[Page]:
    yield Page(
        addresses.PROGRAMME,
        "programme_index",
        "How pairs learn",
        "The parts of the programme: what pairs do together, month by month.",
        (FILES["programme"], *sources(library.components)),
    )
    for component in library.components.values():
        uri = address("component", component.id)
        blocks = guidance.component_page(component, PageContext(library, uri))
        values = {"component": component, "blocks": blocks}
        yield Page(uri, "component", component.title, component.summary, (component.source,), values)
    yield Page(
        addresses.FORMS,
        "forms_index",
        "Forms",
        "Every form and questionnaire of the programme, ready to print.",
        sources(library.instruments),
    )
    for form in library.instruments.values():
        uri = address("instrument", form.id)
        context = PageContext(library, uri)
        values = {
            "form": form,
            "role": library.vocabulary.roles[form.completed_by],
            "when": [context.when(timing) for timing in form.timing],
            "blocks": form_page(form, context),
        }
        yield Page(uri, "form", form.title, form.summary, (form.source,), values)


def _case_studies(library: Library) -> Iterator[Page]:
    yield Page(
        addresses.CASE_STUDIES,
        "case_studies_index",
        "Case studies",
        "What happened elsewhere, with the figures that were published and how far they reach.",
        sources(library.case_studies),
    )
    for study in library.case_studies.values():
        uri = address("case-study", study.id)
        blocks = case_study.page(study, library, PageContext(library, uri))
        values = {"source": case_study.source(study), "blocks": blocks}
        yield Page(uri, "case_study", study.title, study.summary, (study.source,), values)


def _playbooks(library: Library, playbooks: Mapping[str, Playbook], downloads: Downloads) -> Iterator[Page]:
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
        context = PageContext(library, address("trust", slug))
        yield Page(
            address("trust", slug),
            "playbook",
            profile.name,
            f"{'An example playbook' if profile.example else 'The playbook'} for {profile.name}.",
            (profile.source,),
            {
                "playbook": playbook,
                "file": addresses.playbook_file(slug),
                "notes": glance.notes(profile, context),
                "background": glance.background(profile, context),
                "facts": facts(glance.cohort_facts(playbook, context)),
            },
        )
        yield from trust_menu_pages(library, playbook, downloads)


def _about(library: Library) -> Iterator[Page]:
    about = library.pages.get(addresses.ABOUT_PAGE)
    programme, context = library.programme, PageContext(library, addresses.ABOUT)
    yield Page(
        addresses.ABOUT,
        "about",
        "About paired learning",
        about.summary if about else programme.summary,
        (FILES["programme"], *((about.source,) if about else ())),
        {"about": about, "figures": glance.figures(programme, context, "", 1)},
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
        sources(library.frameworks),
    )
    yield Page(
        addresses.GLOSSARY,
        "glossary",
        "Glossary",
        "Words that a newcomer may not know, in plain sentences.",
        (FILES["glossary term"],),
    )
    yield Page(
        addresses.REFERENCES,
        "references",
        "References",
        "Every source that a claim of this site cites.",
        (FILES["reference"],),
    )
    if library.quality:
        yield _quality(library.quality)


def _quality(quality: Quality) -> Page:
    budgets = [row for row in quality.measured if row.budget]
    return Page(
        addresses.QUALITY,
        "quality",
        "Quality",
        "What is tested and measured, and what the last run of all of it found.",
        (FILES["quality"],),
        {
            "quality": quality,
            "passed": sum(area.passed for area in quality.tests),
            "failed": sum(area.failed for area in quality.tests),
            "skipped": sum(area.skipped for area in quality.tests),
            "budgets": budgets,
            "others": [row for row in quality.measured if not row.budget],
            "met": sum(row.kept is True for row in budgets),
        },
    )
