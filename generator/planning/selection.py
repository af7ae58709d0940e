"""Which of the shared content applies to a trust's cohort, with reasons, and the trust's changes to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model.base import Applicability, EvidenceLabel, Section
from ..model.english import counted
from ..model.guidance import GuidanceTopic
from ..model.library import Library, Trust
from ..model.programme import LearningComponent
from ..model.project import ImprovementProject
from ..model.template import Template
from ..model.trust import Tailoring, TailoringKind, WorkshopChoice
from ..model.workshop import Workshop
from .agenda import TimedActivity, timed
from .applicability import met, unmet


@dataclass(frozen=True, slots=True)
class WorkshopPlan:
    """A workshop as a trust runs it."""

    workshop: Workshop
    choice: WorkshopChoice
    activities: tuple[TimedActivity, ...]

    @property
    def starts(self) -> datetime.time:
        return self.activities[0].starts

    @property
    def minutes(self) -> int:
        """Its length, breaks included."""
        return sum(timed.activity.minutes for timed in self.activities)

    @property
    def ends(self) -> datetime.time:
        return self.activities[-1].ends


@dataclass(frozen=True, slots=True)
class TailoredSection:
    """A section as a trust reads it."""

    section: Section
    reason: str | None = None
    """Why the trust changed it; None for shared text."""
    change: TailoringKind | None = None
    """How the trust changed it; None for shared text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Shared content that was included or left out because of something about this cohort."""

    what: str
    """Its kind and title, such as Project: Theatre list order."""
    reason: str


@dataclass
class Selection:
    """Chooses what goes into a playbook and notes the reasons."""

    library: Library
    trust: Trust
    omissions: list[Choice] = field(default_factory=list)
    inclusions: list[Choice] = field(default_factory=list)
    """What would not be in the playbook of every cohort."""

    def keep(self, rule: Applicability, what: str) -> bool:
        """Whether something is for this cohort; notes the reason unless it is for every cohort."""
        profile, vocabulary = self.trust.profile, self.library.vocabulary
        reason = unmet(rule, profile, vocabulary)
        if reason is not None:
            self.omissions.append(Choice(what, reason))
            return False
        why = met(rule, profile, vocabulary)
        if why is not None:
            self.inclusions.append(Choice(what, why))
        return True

    def sections(
        self, noun: GuidanceTopic | LearningComponent, changes: Sequence[Tailoring]
    ) -> tuple[TailoredSection, ...]:
        """The sections of a topic or component that apply, with the trust's changes."""
        titles = {section.id: section.title for section in noun.sections}
        for change in changes:
            if change.kind is TailoringKind.DROP:
                self.omissions.append(Choice(f"{noun.title}: {titles[change.section]}", change.reason))
        changed = {change.section for change in changes}
        selected = [
            section
            for section in noun.sections
            if section.id in changed or self.keep(section.only_for, f"{noun.title}: {section.title}")
        ]
        return tailored(selected, changes)

    def topic(self, topic: GuidanceTopic) -> GuidanceTopic:
        """A topic with the actions that apply."""
        actions = [action for action in topic.actions if self.keep(action.only_for, f"{topic.title}: {action.do}")]
        return topic if len(actions) == len(topic.actions) else topic.model_copy(update={"actions": actions})

    def templates(self) -> tuple[Template, ...]:
        """The templates that apply, with the sections and risks that apply."""
        return tuple(
            template.model_copy(
                update={
                    "sections": [
                        section
                        for section in template.sections
                        if self.keep(section.only_for, f"{template.title}: {section.title or section.id}")
                    ],
                    "risks": [risk for risk in template.risks if self.keep(risk.only_for, f"Risk: {risk.risk}")],
                }
            )
            for template in self.library.templates.values()
            if self.keep(template.only_for, f"Template: {template.title}")
        )

    def workshops(self) -> tuple[WorkshopPlan, ...]:
        """The workshops that the trust runs, with their times."""
        library, profile = self.library, self.trust.profile
        choices = profile.workshops or [WorkshopChoice(workshop=id) for id in library.workshops]
        chosen = {choice.workshop for choice in choices}
        self.omissions.extend(
            Choice(f"Workshop: {workshop.title}", "the trust's profile does not choose it")
            for workshop in library.workshops.values()
            if workshop.id not in chosen
        )
        usual = profile.schedule.start_time
        return tuple(
            WorkshopPlan(
                library.workshops[choice.workshop],
                choice,
                timed(library.workshops[choice.workshop], choice.start or usual, choice.breaks),
            )
            for choice in choices
        )

    def projects(self) -> tuple[ImprovementProject, ...]:
        """The trust's menu, its own projects included."""
        menu = self.trust.profile.menu
        available: dict[str, ImprovementProject] = {}
        for id, project in {**self.library.projects, **self.trust.projects}.items():
            if project.withdrawn is None:
                available[id] = project
            elif id in menu.projects:
                reason = f"it was withdrawn: {project.withdrawn.reason}"
                self.omissions.append(Choice(f"Project: {project.title}", reason))
        chosen = [available[id] for id in menu.projects or available if id in available]
        others = len(available) - len(chosen)
        if others:
            self.omissions.append(Choice(counted(others, "other project"), "the trust's profile names its own menu"))
        return tuple(project for project in chosen if self._offers(project))

    def _offers(self, project: ImprovementProject) -> bool:
        profile = self.trust.profile
        menu, services = profile.menu, set(profile.services)
        name = f"Project: {project.title}"
        if project.id in self.trust.projects:
            self.inclusions.append(Choice(name, "it is the trust's own"))
            return True
        reason = None
        if project.id in menu.omit:
            reason = "the trust's profile omits it"
        elif menu.themes and project.theme not in menu.themes:
            reason = "its theme is not among the trust's themes"
        elif services and project.id not in menu.projects and not services & set(project.settings):
            reason = "the trust has no service where it happens"
        if reason is not None:
            self.omissions.append(Choice(name, reason))
            return False
        return self.keep(project.only_for, name)


def tailored(sections: Sequence[Section], changes: Iterable[Tailoring]) -> tuple[TailoredSection, ...]:
    """The sections of a topic or component with a trust's changes: replaced in place, dropped, or added at the end."""
    by_section = {change.section: change for change in changes}
    tailored_sections = []
    for section in sections:
        change = by_section.pop(section.id, None)
        if change is None:
            tailored_sections.append(TailoredSection(section))
        elif change.kind is TailoringKind.REPLACE:
            tailored_sections.append(TailoredSection(_own_section(change), change.reason, change.kind))
    tailored_sections.extend(
        TailoredSection(_own_section(change), change.reason, change.kind)
        for change in by_section.values()
        if change.kind is TailoringKind.ADD
    )
    return tuple(tailored_sections)


def _own_section(change: Tailoring) -> Section:
    return Section(
        id=change.section,
        title=change.title or "",
        body=change.body or "",
        evidence=EvidenceLabel.SUGGESTED,
    )
