"""From the Library and a trust's profile to its Playbook: what applies to it, when, and what was left out and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model.base import Noun
from ..model.calendar_rules import CalendarRules
from ..model.case_study import CaseStudy
from ..model.effort import Responsibility
from ..model.guidance import GuidanceTopic
from ..model.handbook import HandbookChapter
from ..model.instrument import Instrument
from ..model.learning_path import LearningPath
from ..model.library import Library
from ..model.page import Release
from ..model.pairing import Weight, Wish
from ..model.programme import LearningComponent, Programme
from ..model.recorded_plan import RecordedPlan
from ..model.reference import Reference
from ..model.scheme import Records
from ..model.scheme_file import SchemeFile
from ..model.template import Template
from ..model.vocabulary import Domain, PairingMethod
from ..model.walk import cited
from .cohort_figures import cohort_figures
from .cohort_numbers import cohort_numbers
from .cohort_plan import CohortPlan, cohort_plan
from .forms import forms_of
from .learning_paths import paths_of
from .menu import CohortWeeks, in_full
from .selection import Choice, Selection, TailoredSection
from .wording import Wording, worded_library, worded_trust
from .workshop_letters import workshop_letters


class TopicPlan(NamedTuple):
    """A guidance topic as it applies to a trust."""

    topic: GuidanceTopic
    sections: tuple[TailoredSection, ...]


class ComponentPlan(NamedTuple):
    """A learning component as it applies to a trust."""

    component: LearningComponent
    sections: tuple[TailoredSection, ...]


class ChapterPlan(NamedTuple):
    """A chapter of the participant handbook as it applies to a trust."""

    chapter: HandbookChapter
    sections: tuple[TailoredSection, ...]
    """The chapter's own, then those of its component."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook(CohortPlan):
    """Everything that a trust's documents say, selected, dated and in order."""

    programme: Programme
    release: Release
    logo: bytes | None
    """PNG."""
    pairing_method: PairingMethod
    topics: tuple[TopicPlan, ...]
    components: tuple[ComponentPlan, ...]
    paths: tuple[LearningPath, ...]
    """Without steps that open something which this playbook does not have."""
    handbook: tuple[ChapterPlan, ...]
    case_studies: tuple[CaseStudy, ...]
    instruments: tuple[Instrument, ...]
    templates: tuple[Template, ...]
    """But for the frames of letters before workshops."""
    workshop_letters: tuple[Template, ...]
    """The letters before each workshop, in the order of the workshops."""
    responsibilities: tuple[Responsibility, ...]
    references: tuple[Reference, ...]
    """Everything that the playbook cites, in order of first use."""
    calendar: CalendarRules
    domains: dict[str, Domain]
    notice: dict[str, int]
    """Weeks of notice by rule id: the trust's own, or the shared ones."""
    omissions: tuple[Choice, ...]
    inclusions: tuple[Choice, ...]
    """What would not be in the playbook of every cohort."""
    library: Library
    """The content as it was typed, with this trust alone, for what is typed into again."""
    scheme_file: SchemeFile | None = None
    """The workbook that this plan brings up to date; None for a new one, or in a playbook that the public may see."""

    @property
    def pairing_weights(self) -> dict[Wish, Weight]:
        """How much each wish about pairs counts."""
        return self.profile.pairing.weights(self.pairing_method.wishes)


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
    selection = Selection(library, trust, numbers.weeks.to_prepare)
    topics = tuple(TopicPlan(topic, selection.sections(topic)) for topic in selection.topics())
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
    instruments = tuple(forms_of(library, profile))
    templates = selection.templates()
    method = library.pairing_methods[profile.pairing.method]
    of_topics = [each.topic for each in topics]
    cohort = cohort_plan(
        library, trust, numbers, wording, of_topics, workshops, projects, CohortWeeks(library), public=public, made=made
    )
    sources: Iterable[Noun] = (
        library.programme,
        profile,
        method,
        *(topic.topic for topic in topics),
        *(component.component for component in components),
        *(chapter.chapter for chapter in chapters),
        *(workshop.workshop for workshop in workshops),
        *(entry.project for entry in in_full(cohort.menu)),
        *case_studies,
        *instruments,
        *templates,
    )
    available = {
        "guidance": {topic.id for topic in of_topics},
        "workshop": {plan.workshop.id for plan in workshops},
        "instrument": {instrument.id for instrument in instruments},
        "template": {template.id for template in templates},
    }
    references = dict.fromkeys(id for noun in sources for id in cited(noun))
    return Playbook(
        **{name: getattr(cohort, name) for name in CohortPlan.__dataclass_fields__},
        programme=library.programme,
        release=library.release,
        logo=trust.logo,
        pairing_method=method,
        topics=topics,
        components=components,
        paths=tuple(paths_of(library, available)),
        handbook=chapters,
        case_studies=case_studies,
        instruments=instruments,
        templates=tuple(template for template in templates if template.weeks_before_workshop is None),
        workshop_letters=workshop_letters(templates, (plan.workshop for plan in workshops)),
        responsibilities=tuple(library.responsibilities.tasks.values()),
        references=tuple(library.references[id] for id in references),
        calendar=library.calendar,
        domains=library.domains,
        notice={id: profile.schedule.notice.get(id, rule.weeks) for id, rule in library.calendar.notice.items()},
        omissions=tuple(selection.omissions),
        inclusions=tuple(selection.inclusions),
        library=as_typed,
        scheme_file=trust.scheme_file,
    )


def _of_component(chapter: HandbookChapter, components: Iterable[ComponentPlan]) -> Iterator[TailoredSection]:
    """The sections that a chapter takes from its component, in the chapter's order, as the trust has them."""
    component = next((plan for plan in components if plan.component.id == chapter.component), None)
    sections = {tailored.section.id: tailored for tailored in component.sections} if component else {}
    return (sections[id] for id in chapter.component_sections if id in sections)
