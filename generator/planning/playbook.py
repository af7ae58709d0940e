"""From the Library and a trust's profile to its Playbook: what applies to it, when, and what was left out and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.base import Noun
from ..model.calendar_rules import CalendarRules
from ..model.case_study import CaseStudy
from ..model.effort import Responsibility
from ..model.guidance import GuidanceTopic
from ..model.handbook import HandbookChapter
from ..model.instrument import Instrument
from ..model.library import Library
from ..model.page import Release
from ..model.programme import LearningComponent, Programme
from ..model.project import ImprovementProject
from ..model.recorded_plan import RecordedPlan
from ..model.reference import Reference
from ..model.scheme import Records
from ..model.scheme_file import SchemeFile
from ..model.template import Template
from ..model.trust import Contact, TrustProfile
from ..model.vocabulary import Domain, PairingMethod, Vocabulary
from ..model.walk import cited
from .business_case import BusinessCase, business_case
from .checklist import ChecklistSection, checklist
from .cohort_figures import cohort_figures
from .cohort_numbers import cohort_numbers
from .effort import Effort
from .feasibility import Feasibility, ProjectWeeks
from .menu import (
    CohortWeeks,
    MenuEntry,
    by_theme,
    in_full,
    menu_entries,
    without_private_contacts,
)
from .schedule import Schedule
from .selection import Choice, Selection, TailoredSection, WorkshopPlan
from .warnings import PlanWarning, warnings
from .weeks import PlanWeeks
from .wording import Wording, worded_effort, worded_library, worded_schedule, worded_trust, worded_weeks


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """A guidance topic as it applies to a trust."""

    topic: GuidanceTopic
    sections: tuple[TailoredSection, ...]


@dataclass(frozen=True, slots=True)
class ComponentPlan:
    """A learning component as it applies to a trust."""

    component: LearningComponent
    sections: tuple[TailoredSection, ...]


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """A chapter of the participant handbook as it applies to a trust."""

    chapter: HandbookChapter
    sections: tuple[TailoredSection, ...]
    """The chapter's own, then those of its component."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything that a trust's documents say, selected, dated and in order."""

    programme: Programme
    release: Release
    profile: TrustProfile
    planning_from: datetime.date
    """The day on which planning started; nothing is planned before it."""
    today: datetime.date
    """The day on which this playbook is made, for what is late and what comes next. Dates do not depend on it."""
    previous: RecordedPlan | None
    """The plan of the same cohort that this one replaces; None for a first plan."""
    logo: bytes | None
    """PNG."""
    contacts: tuple[Contact, ...]
    pairing_method: PairingMethod
    topics: tuple[TopicPlan, ...]
    components: tuple[ComponentPlan, ...]
    handbook: tuple[ChapterPlan, ...]
    workshops: tuple[WorkshopPlan, ...]
    projects: tuple[ImprovementProject, ...]
    menu: tuple[MenuEntry, ...]
    """The same projects sorted by theme, with the trust's progress on each."""
    project_weeks: ProjectWeeks
    """The weeks that the cohort has for projects."""
    feasibility: dict[str, Feasibility]
    """How well each project fits the cohort's weeks, by project id."""
    case_studies: tuple[CaseStudy, ...]
    instruments: tuple[Instrument, ...]
    templates: tuple[Template, ...]
    responsibilities: tuple[Responsibility, ...]
    checklist: tuple[ChecklistSection, ...]
    schedule: Schedule | None
    """None while the cohort has no start."""
    effort: Effort
    business_case: BusinessCase
    warnings: tuple[PlanWarning, ...]
    references: tuple[Reference, ...]
    """Everything that the playbook cites, in order of first use."""
    vocabulary: Vocabulary
    calendar: CalendarRules
    domains: dict[str, Domain]
    notice: dict[str, int]
    """Weeks of notice by rule id: the trust's own, or the shared ones."""
    omissions: tuple[Choice, ...]
    inclusions: tuple[Choice, ...]
    """What would not be in the playbook of every cohort."""
    weeks: PlanWeeks
    wording: Wording
    """The words and figures of its shared text."""
    library: Library
    """The content as it was typed, with this trust alone, for what is typed into again."""
    records: Records
    """What happens to the cohort; empty in a playbook that the public may see."""
    scheme_file: SchemeFile | None = None
    """The workbook that this plan brings up to date; None for a new one, or in a playbook that the public may see."""
    given_up: tuple[str, ...] = ()
    """What a shorter preparation than usual gives up, a sentence each; empty where none is."""


def plan(
    library: Library,
    slug: str,
    *,
    public: bool = False,
    today: datetime.date | None = None,
    previous: RecordedPlan | None = None,
    made: datetime.date | None = None,
) -> Playbook:
    """The playbook of a trust.

    Args:
        library: the checked content.
        slug: the trust's id.
        public: leave out private contacts and all records of people, for files that the public may see.
        today: the day on which planning starts, unless the profile has one. Default: the release date of the content.
        previous: the plan that this one replaces. Plans of other cohorts are ignored.
        made: the day on which the playbook is made. Default: the day on which planning starts.

    Raises:
        KeyError: unknown trust.
        InputFault: the first workshop is in the past or too soon, or closed periods leave no day for something.
    """
    trust = library.trusts[slug]
    if public:
        trust = trust.model_copy(update={"records": Records(), "scheme_file": None})
    library = as_typed = library.model_copy(update={"trusts": {slug: trust}})
    profile = trust.profile
    numbers = cohort_numbers(library, trust, today, previous)
    wording = Wording(profile.cohort.group_size, cohort_figures(library, profile, numbers))
    # From here on all shared text is in the words of this cohort.
    library, trust = worded_library(library, wording), worded_trust(trust, wording)
    dates, weeks = numbers.schedule and worded_schedule(numbers.schedule, wording), worded_weeks(numbers.weeks, wording)
    fits, hours = numbers.feasibility, worded_effort(numbers.effort, wording)
    selection = Selection(library, trust)
    topics = tuple(TopicPlan(selection.topic(topic), selection.sections(topic)) for topic in library.guidance.values())
    components = tuple(
        ComponentPlan(component, selection.sections(component)) for component in library.components.values()
    )
    chapters = tuple(
        ChapterPlan(chapter, (*selection.sections(chapter), *_of_component(chapter, components)))
        for chapter in library.chapters.values()
    )
    workshops = selection.workshops()
    projects = selection.projects()
    case_studies = (*library.case_studies.values(), *trust.case_studies.values())
    forms = profile.instruments or library.instruments
    instruments = tuple(instrument for id, instrument in library.instruments.items() if id in forms)
    templates = selection.templates()
    method = library.pairing_methods[profile.pairing.method]
    own = frozenset(trust.projects)
    entries = menu_entries(projects, own, profile.menu, CohortWeeks(library), profile.cohort.months, fits)
    menu = by_theme(entries, library.vocabulary.themes)
    sources: Iterable[Noun] = (
        library.programme,
        profile,
        method,
        *(topic.topic for topic in topics),
        *(component.component for component in components),
        *(chapter.chapter for chapter in chapters),
        *(workshop.workshop for workshop in workshops),
        *(entry.project for entry in in_full(menu)),
        *case_studies,
        *instruments,
        *templates,
    )
    actions = [(topic.topic, action) for topic in topics for action in topic.topic.actions]
    references = dict.fromkeys(id for noun in sources for id in cited(noun))
    return Playbook(
        programme=library.programme,
        release=library.release,
        profile=profile,
        planning_from=numbers.planning_from,
        today=made or numbers.planning_from,
        previous=numbers.previous,
        logo=trust.logo,
        contacts=tuple(contact for contact in profile.contacts if not (public and contact.private)),
        pairing_method=method,
        topics=topics,
        components=components,
        handbook=chapters,
        workshops=workshops,
        projects=projects,
        menu=without_private_contacts(menu) if public else menu,
        project_weeks=numbers.project_weeks,
        feasibility=fits,
        case_studies=case_studies,
        instruments=instruments,
        templates=templates,
        responsibilities=tuple(library.responsibilities.tasks.values()),
        checklist=checklist(actions, library.calendar, weeks, dates),
        schedule=dates,
        effort=hours,
        business_case=business_case(profile, hours),
        warnings=warnings(library, profile, dates, workshops, menu),
        references=tuple(library.references[id] for id in references),
        vocabulary=library.vocabulary,
        calendar=library.calendar,
        domains=library.domains,
        notice={id: profile.schedule.notice.get(id, rule.weeks) for id, rule in library.calendar.notice.items()},
        omissions=tuple(selection.omissions),
        inclusions=tuple(selection.inclusions),
        library=as_typed,
        records=trust.records,
        scheme_file=trust.scheme_file,
        given_up=dates.given_up if dates else (),
        weeks=weeks,
        wording=wording,
    )


def _of_component(chapter: HandbookChapter, components: Iterable[ComponentPlan]) -> Iterator[TailoredSection]:
    """The sections that a chapter takes from its component, in the chapter's order, as the trust has them."""
    component = next((plan for plan in components if plan.component.id == chapter.component), None)
    sections = {tailored.section.id: tailored for tailored in component.sections} if component else {}
    return (sections[id] for id in chapter.component_sections if id in sections)
