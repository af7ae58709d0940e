"""From the Library and one trust's profile to its Playbook: all that applies to it, and what was left out and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.base import Applicability, Noun
from ..model.case_study import CaseStudy
from ..model.guidance import GuidanceTopic
from ..model.instrument import Instrument
from ..model.library import Library, Trust
from ..model.page import Release
from ..model.programme import LearningComponent, Programme
from ..model.project import ImprovementProject
from ..model.reference import Reference
from ..model.trust import Contact, Tailoring, TailoringKind, TrustProfile, WorkshopChoice
from ..model.vocabulary import Domain, PairingMethod, Vocabulary
from ..model.walk import cited
from ..model.workshop import Workshop
from .agenda import TimedActivity, timed
from .applicability import unmet
from .checklist import ChecklistPart, checklist
from .tailoring import TailoredSection, tailored


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
class WorkshopPlan:
    """A workshop as a trust runs it."""

    workshop: Workshop
    choice: WorkshopChoice
    activities: tuple[TimedActivity, ...]

    @property
    def starts(self) -> datetime.time:
        """When it starts."""
        return self.activities[0].starts

    @property
    def ends(self) -> datetime.time:
        """When it ends."""
        return self.activities[-1].ends


@dataclass(frozen=True, slots=True)
class Omission:
    """Something of the shared content that this playbook leaves out."""

    what: str
    """What is left out, with its kind, such as Project: Theatre list order."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything that a trust's documents say, chosen and put in order."""

    programme: Programme
    release: Release
    profile: TrustProfile
    logo: bytes | None
    """PNG."""
    contacts: tuple[Contact, ...]
    pairing_method: PairingMethod
    topics: tuple[TopicPlan, ...]
    components: tuple[ComponentPlan, ...]
    workshops: tuple[WorkshopPlan, ...]
    projects: tuple[ImprovementProject, ...]
    case_studies: tuple[CaseStudy, ...]
    instruments: tuple[Instrument, ...]
    checklist: tuple[ChecklistPart, ...]
    references: tuple[Reference, ...]
    """Those that anything in the playbook cites, in the order of first use."""
    vocabulary: Vocabulary
    domains: dict[str, Domain]
    omissions: tuple[Omission, ...]


@dataclass
class _Selection:
    """Collects what is left out while the parts are chosen."""

    library: Library
    trust: Trust
    omissions: list[Omission]

    def keep(self, rule: Applicability, what: str) -> bool:
        """Whether something is for this trust; if not, the reason is noted."""
        reason = unmet(rule, self.trust.profile, self.library.vocabulary)
        if reason is not None:
            self.omissions.append(Omission(what, reason))
        return reason is None

    def sections(
        self, noun: GuidanceTopic | LearningComponent, changes: list[Tailoring]
    ) -> tuple[TailoredSection, ...]:
        """The sections of a topic or component that apply, after the trust's changes."""
        titles = {section.id: section.title for section in noun.sections}
        for change in changes:
            if change.kind is TailoringKind.DROP:
                self.omissions.append(Omission(f"{noun.title}: {titles[change.section]}", change.reason))
        changed = {change.section for change in changes}
        kept = [
            section
            for section in noun.sections
            if section.id in changed or self.keep(section.only_for, f"{noun.title}: {section.title}")
        ]
        return tailored(kept, changes)


def plan(library: Library, slug: str, *, public: bool = False) -> Playbook:
    """The playbook of a trust.

    Args:
        library: all content.
        slug: id of the trust.
        public: leave out contacts that are private, for files that anybody may see.

    Raises:
        KeyError: the library has no such trust.
    """
    trust = library.trusts[slug]
    profile = trust.profile
    selection = _Selection(library, trust, [])
    topics = tuple(
        TopicPlan(
            _with_actions(selection, topic),
            selection.sections(topic, [change for change in profile.tailoring if change.topic == topic.id]),
        )
        for topic in library.guidance.values()
    )
    components = tuple(
        ComponentPlan(
            component,
            selection.sections(component, [change for change in profile.tailoring if change.component == component.id]),
        )
        for component in library.components.values()
    )
    workshops = _workshops(selection)
    projects = _projects(selection)
    case_studies = (*library.case_studies.values(), *trust.case_studies.values())
    instruments = tuple(
        instrument
        for instrument in library.instruments.values()
        if not profile.instruments or instrument.id in profile.instruments
    )
    method = library.pairing_methods[profile.pairing.method]
    sources: Iterable[Noun] = (
        library.programme,
        profile,
        method,
        *(topic.topic for topic in topics),
        *(component.component for component in components),
        *(workshop.workshop for workshop in workshops),
        *projects,
        *case_studies,
        *instruments,
    )
    references = dict.fromkeys(id for noun in sources for id in cited(noun))
    return Playbook(
        programme=library.programme,
        release=library.release,
        profile=profile,
        logo=trust.logo,
        contacts=tuple(contact for contact in profile.contacts if not (public and contact.private)),
        pairing_method=method,
        topics=topics,
        components=components,
        workshops=workshops,
        projects=projects,
        case_studies=case_studies,
        instruments=instruments,
        checklist=checklist(
            ((topic.topic, action) for topic in topics for action in topic.topic.actions), library.calendar
        ),
        references=tuple(library.references[id] for id in references),
        vocabulary=library.vocabulary,
        domains=library.domains,
        omissions=tuple(selection.omissions),
    )


def _with_actions(selection: _Selection, topic: GuidanceTopic) -> GuidanceTopic:
    kept = [action for action in topic.actions if selection.keep(action.only_for, f"{topic.title}: {action.do}")]
    return topic if len(kept) == len(topic.actions) else topic.model_copy(update={"actions": kept})


def _workshops(selection: _Selection) -> tuple[WorkshopPlan, ...]:
    library, profile = selection.library, selection.trust.profile
    choices = profile.workshops or [WorkshopChoice(workshop=id) for id in library.workshops]
    chosen = {choice.workshop for choice in choices}
    selection.omissions.extend(
        Omission(f"Workshop: {workshop.title}", "the trust's profile does not choose it")
        for workshop in library.workshops.values()
        if workshop.id not in chosen
    )
    return tuple(
        WorkshopPlan(
            library.workshops[choice.workshop], choice, timed(library.workshops[choice.workshop], choice.start)
        )
        for choice in choices
    )


def _projects(selection: _Selection) -> tuple[ImprovementProject, ...]:
    menu = selection.trust.profile.menu
    everything = {**selection.library.projects, **selection.trust.projects}
    chosen = [everything[id] for id in menu.projects] if menu.projects else list(everything.values())
    result = []
    for project in chosen:
        name = f"Project: {project.title}"
        if project.id in menu.omit:
            selection.omissions.append(Omission(name, "the trust's profile omits it"))
        elif menu.themes and project.theme not in menu.themes:
            selection.omissions.append(Omission(name, "its theme is not among the trust's themes"))
        elif selection.keep(project.only_for, name):
            result.append(project)
    if menu.projects:
        others = len(everything) - len(chosen)
        if others:
            selection.omissions.append(Omission(f"{others} other projects", "the trust's profile names its own menu"))
    return tuple(result)
