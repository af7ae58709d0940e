"""All pages of the site, with the values for their templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain, groupby
from typing import Any

from markupsafe import Markup

from ..documents import case_study, form, glance, guidance, learning_path, letter, timeline
from ..documents.document import facts, table
from ..documents.timeline_picture import timeline as timeline_picture
from ..documents.topic_page import TopicPage
from ..model.blanks import filled
from ..model.case_study import CaseStudy
from ..model.guidance import GuidanceTopic
from ..model.instrument import Instrument
from ..model.library import KINDS, Kind, Library
from ..model.page import SitePage
from ..model.playbook_files import ITEMS
from ..model.programme import LearningComponent
from ..model.template import Template
from ..model.trust import Visibility
from ..model.workshop import Workshop
from ..planning.applicability import audience
from ..planning.checklist import checklist
from ..planning.menu import CohortWeeks
from ..planning.playbook import Playbook, plan
from ..planning.weeks import PlanWeeks
from ..sources.evaluation_example import PROFILE as EXAMPLE_PROFILE
from . import addresses
from .addresses import address
from .downloads import Downloads, download_list, sample_list
from .form_files import file_names
from .index_pages import forms_index
from .menu_pages import menu_pages, trust_menu_pages
from .page import ENTRIES, FILES, TICKS, Page, sources
from .page_context import PageContext
from .playbook_documents import DOCUMENTS
from .studio_page import studio_page
from .workshop_pages import facilitators_page, workshop_pages

CARDS = "stylesheets/entries.css"
STYLES = {"guidance": ("stylesheets/topic.css", CARDS), "component": (CARDS,)}
"""Further style sheets of the pages of a kind, by the kind's link."""


def public_playbooks(library: Library) -> dict[str, Playbook]:
    """Playbooks of public trusts by slug, without private values."""
    return {slug: plan(library, slug, public=True) for slug in public_trusts(library)}


def public_trusts(library: Library) -> list[str]:
    """Slugs of the trusts whose playbooks are on the site."""
    return [slug for slug, trust in library.trusts.items() if trust.profile.visibility is Visibility.PUBLIC]


def page_list(
    library: Library,
    playbooks: Mapping[str, Playbook],
    workshops: Mapping[str, Mapping[int, Workshop]],
    cohorts: Callable[[], CohortWeeks],
    downloads: Downloads,
    board_page: Callable[[], str],
) -> Iterator[Page]:
    """Every page of the site, with the playbooks of public trusts by slug.

    `workshops` are as from `usual_workshops`; `board_page` is that of the worked example of an evaluation, as Markdown.
    """
    addressed = set()
    for page in chain(
        _designed(library, playbooks, workshops, cohorts, downloads),
        _example_report(library, downloads, board_page),
    ):
        addressed.add(page.uri)
        yield page
    for kind in KINDS:
        if kind.link and "#" not in kind.page:
            for id, noun in kind.of(library).items():
                if (uri := address(kind.link, id)) not in addressed:
                    values = partial(_item_values, kind, id, uri, library, downloads)
                    senses = tuple(noun.other_senses) if isinstance(noun, SitePage) else ()
                    template = kind.link.replace("-", "_")
                    styles = STYLES.get(kind.link, ())
                    files = (noun.source,)
                    yield Page(
                        uri, template, noun.title, noun.summary, files, values, other_senses=senses, styles=styles
                    )
    # Playbooks take longest to plan, and somebody may wait for a single page of the others.
    yield from _playbooks(library, playbooks, downloads)


def _item_values(kind: Kind, id: str, uri: str, library: Library, downloads: Downloads) -> dict[str, Any]:
    noun = kind.of(library)[id]
    files = download_list(downloads, addresses.page_files(uri))
    if isinstance(noun, Instrument):
        order = {name: place for place, name in enumerate(file_names(noun))}
        files.sort(key=lambda file: order.get(file.name, len(order)))
    return {"noun": noun, **_values(noun, library, PageContext(library, uri)), "downloads": files}


def _values(noun: Any, library: Library, context: PageContext) -> dict[str, Any]:
    """Values for the template of an item's page, besides the item."""
    match noun:
        case GuidanceTopic():
            stage = library.vocabulary.stages[noun.stage]
            stage_page = context.to(f"{addresses.PLAN}#{noun.stage}")
            return {
                "for_whom": audience(noun.only_for, library.vocabulary, library.pairing_methods),
                "decisions_title": guidance.DECISIONS,
                "body": TopicPage(noun, stage.title, stage_page, PlanWeeks.of(library), context),
            }
        case LearningComponent():
            return {
                "head_facts": guidance.component_facts(noun, context),
                "blocks": guidance.component_page(noun, context),
            }
        case Instrument():
            return {
                "head_facts": form.head_facts(noun, context),
                "blocks": form.form_page(noun, context, library.workshops),
            }
        case CaseStudy():
            facts = case_study.head_facts(noun, library.vocabulary.settings, context)
            return {"head_facts": list(facts), "blocks": case_study.page(noun, library, context)}
        case Template():
            for_whom = partial(audience, vocabulary=library.vocabulary, methods=library.pairing_methods)
            sections = tuple(letter.sections(noun, context, {}, for_whom))
            subject, risks = letter.subject(noun, {}), tuple(letter.risks(noun, context))
            return {
                "head_facts": letter.head_facts(noun, (*subject, *sections, *risks), context),
                "subject": filled(noun.subject, {}) if noun.subject else None,
                "sections": sections,
                "risks": risks,
            }
        case _:
            return {}


def _designed(
    library: Library,
    playbooks: Mapping[str, Playbook],
    workshops: Mapping[str, Mapping[int, Workshop]],
    cohorts: Callable[[], CohortWeeks],
    downloads: Downloads,
) -> Iterator[Page]:
    """Every page that needs more than its item and a template of the same name."""
    programme, home = library.programme, (FILES["programme"],)
    words = ((FILES["home page"],) if library.home else ()) + home
    yield Page(
        addresses.HOME,
        "home",
        programme.title,
        programme.summary,
        words,
        hides=("navigation", "toc"),
        styles=("stylesheets/home.css",),
    )
    yield studio_page(library, playbooks, downloads)
    yield from _plan(library)
    description = "The parts of the programme: what pairs do together, month by month."
    files = (*home, *sources(library.components))
    yield Page(addresses.PROGRAMME, "programme_index", "How pairs learn", description, files, **ENTRIES)
    yield forms_index(library)
    yield from workshop_pages(library, workshops, downloads)
    yield facilitators_page(library, downloads)
    yield from menu_pages(library, cohorts, downloads)
    description = "What happened elsewhere, with the figures that were published and how far they reach."
    files, make = sources(library.case_studies), partial(_studies, library)
    yield Page(addresses.CASE_STUDIES, "case_studies_index", "Case studies", description, files, make, **ENTRIES)
    yield from _about(library)


def _studies(library: Library) -> dict[str, Any]:
    studies, settings = library.case_studies.values(), library.vocabulary.settings
    return {
        "groups": (
            ("measured", "With figures", [study for study in studies if study.results]),
            ("told", "Told without figures", [study for study in studies if not study.results]),
        ),
        "in_words": case_study.change_in_words,
        "settings": lambda study: ", ".join(settings[id].title for id in study.settings),
    }


def _plan(library: Library) -> Iterator[Page]:
    files = sources(library.guidance)
    description = "What to decide and arrange, from the first talk with leaders to what comes after the first cohort."
    make = partial(_by_stage, library)
    yield Page(addresses.PLAN, "plan_index", "Guidance for planners", description, files, make, **ENTRIES)

    description = "Ways to find partners, when each fits and what to watch for."
    methods_files, make = sources(library.pairing_methods), partial(_methods, library)
    yield Page(addresses.PAIRING_METHODS, "pairing_methods", "Pairing methods", description, methods_files, make)

    description = "Every action of the guidance in the order of time, under the milestone that it leads to."
    files = (*files, FILES["calendar rules"])
    make = partial(_actions, library)
    yield Page(addresses.CHECKLIST, "checklist", "Planning checklist", description, files, make, **TICKS)

    description = "Adverts, letters, plans and a risk register to fill in, each with who sends it and when."
    files, make = sources(library.templates), partial(_template_kinds, library)
    yield Page(addresses.TEMPLATES, "templates_index", "Letters and templates", description, files, make, **ENTRIES)


def _by_stage(library: Library) -> dict[str, Any]:
    # Topics are in the order of their stages.
    groups = groupby(library.guidance.values(), lambda topic: topic.stage)
    return {"stages": [(library.vocabulary.stages[id], list(group)) for id, group in groups]}


def _methods(library: Library) -> dict[str, Any]:
    context = PageContext(library, addresses.PAIRING_METHODS)
    methods = library.pairing_methods.items()
    return {"methods": [(method, guidance.method_blocks(method, context, id, 2)) for id, method in methods]}


def _actions(library: Library) -> dict[str, Any]:
    every = ((topic, action) for topic in library.guidance.values() for action in topic.actions)
    actions = checklist(every, library.calendar, PlanWeeks.of(library))
    return {"blocks": timeline.checklist_sections(actions, PageContext(library, addresses.CHECKLIST), "", 1)}


def _template_kinds(library: Library) -> dict[str, Any]:
    # Templates are in the order of their kinds.
    groups = groupby(library.templates.values(), lambda template: template.kind.value)
    return {"kinds": [(kind, list(group)) for kind, group in groups]}


def _playbooks(library: Library, playbooks: Mapping[str, Playbook], downloads: Downloads) -> Iterator[Page]:
    description = (
        "What a trust gets: a plan, a handbook for participants, a page for the sponsor, guidance, letters and forms."
    )
    files = tuple(playbook.profile.source for playbook in playbooks.values())

    def values() -> dict[str, Any]:
        return {"playbooks": list(playbooks.values()), "samples": sample_list(downloads)}

    yield Page(addresses.PLAYBOOKS, "playbooks_index", "Playbooks", description, files, values)
    for slug, playbook in playbooks.items():
        profile, uri = playbook.profile, address("trust", slug)
        description = f"{'An example playbook' if profile.example else 'The playbook'} for {profile.name}."
        make = partial(_playbook_values, slug, library, playbooks)
        yield Page(uri, "playbook", profile.name, description, (profile.source,), make)
        yield from trust_menu_pages(library, slug, playbooks, downloads)


def _playbook_values(slug: str, library: Library, playbooks: Mapping[str, Playbook]) -> dict[str, Any]:
    playbook, context = playbooks[slug], PageContext(library, address("trust", slug))
    picture = playbook.schedule and timeline_picture(playbook.schedule, "timeline", playbook.wording)
    return {
        "playbook": playbook,
        "documents": [
            (name.partition(" ")[2], addresses.playbook_document(slug, page), ITEMS[id].words)
            for id, (page, name, _) in DOCUMENTS.items()
        ],
        "notes": glance.notes(playbook.profile, context),
        "head_facts": glance.head_facts(playbook),
        "background": glance.background(playbook.profile, context),
        "facts": facts(glance.cohort_facts(playbook, context)),
        "timeline": picture,
        "timeline_title": timeline.TIMELINE,
        "timeline_in_words": table(("When", "What"), picture.rows) if picture else None,
    }


def _example_report(library: Library, downloads: Downloads, board_page: Callable[[], str]) -> Iterator[Page]:
    """The page of the worked example of an evaluation, where the content has the words around it."""
    if noun := library.pages.get(addresses.EXAMPLE_REPORT_PAGE):
        uri = addresses.EXAMPLE_REPORT

        def values() -> dict[str, Any]:
            return {
                "noun": library.pages[addresses.EXAMPLE_REPORT_PAGE],
                "board_page": Markup(board_page()),  # noqa: S704  # our own Markdown
                "downloads": download_list(downloads, addresses.page_files(uri)),
            }

        yield Page(uri, "example_report", noun.title, noun.summary, (noun.source, EXAMPLE_PROFILE), values)


def _about(library: Library) -> Iterator[Page]:
    about, programme = library.pages.get(addresses.ABOUT_PAGE), library.programme
    description = about.summary if about else programme.summary
    files = (FILES["programme"], *((about.source,) if about else ()))

    def values() -> dict[str, Any]:
        figures = glance.figures(library.programme, PageContext(library, addresses.ABOUT), "", 1)
        return {"about": library.pages.get(addresses.ABOUT_PAGE), "figures": figures}

    yield Page(addresses.ABOUT, "about", "About paired learning", description, files, values)
    if library.paths:
        description = "What to open first, for each kind of reader, with the minutes that it takes."
        files, make = sources(library.paths), partial(_paths, library)
        yield Page(addresses.WHERE_TO_START, "where_to_start", learning_path.TITLE, description, files, make)
    description = "The domains that objectives, projects and questionnaires refer to, in this guide's own words."
    files = sources(library.frameworks)
    yield Page(addresses.LEADERSHIP, "leadership_domains", "Leadership domains", description, files)
    description = "Words that a newcomer may not know, in plain sentences."
    yield Page(addresses.GLOSSARY, "glossary", "Glossary", description, (FILES["glossary term"],))
    description = "Every source that a claim of this site cites."
    yield Page(addresses.REFERENCES, "references", "References", description, (FILES["reference"],))
    if library.quality:
        description = "What is tested and measured, and what the last run of all of it found."
        yield Page(addresses.QUALITY, "quality", "Quality", description, (FILES["quality"],))


def _paths(library: Library) -> dict[str, Any]:
    context = PageContext(library, addresses.WHERE_TO_START)
    return {"paths": [(path, learning_path.blocks(path, context)) for path in library.paths.values()]}
