"""Which of the shared content is for a trust's cohort, each with the reason."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model.base import Applicability
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
from .tailoring import TailoredSection, tailored


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
    def minutes(self) -> int:
        """How long it takes, breaks included."""
        return sum(timed.activity.minutes for timed in self.activities)

    @property
    def ends(self) -> datetime.time:
        """When it ends."""
        return self.activities[-1].ends


@dataclass(frozen=True, slots=True)
class Choice:
    """Something of the shared content that was taken or left out for a reason of this cohort."""

    what: str
    """What it is, with its kind, such as Project: Theatre list order."""
    reason: str
    """Why."""


@dataclass
class Selection:
    """Chooses the parts of a playbook and notes why."""

    library: Library
    trust: Trust
    omissions: list[Choice] = field(default_factory=list)
    """What was left out."""
    inclusions: list[Choice] = field(default_factory=list)
    """What is in because of something that this cohort is."""

    def keep(self, rule: Applicability, what: str) -> bool:
        """Whether something is for this trust; the reason is noted either way, unless it is for everybody."""
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
        """The sections of a topic or component that apply, after the trust's changes."""
        titles = {section.id: section.title for section in noun.sections}
        for change in changes:
            if change.kind is TailoringKind.DROP:
                self.omissions.append(Choice(f"{noun.title}: {titles[change.section]}", change.reason))
        changed = {change.section for change in changes}
        kept = [
            section
            for section in noun.sections
            if section.id in changed or self.keep(section.only_for, f"{noun.title}: {section.title}")
        ]
        return tailored(kept, changes)

    def topic(self, topic: GuidanceTopic) -> GuidanceTopic:
        """A topic with the actions that apply."""
        kept = [action for action in topic.actions if self.keep(action.only_for, f"{topic.title}: {action.do}")]
        return topic if len(kept) == len(topic.actions) else topic.model_copy(update={"actions": kept})

    def templates(self) -> tuple[Template, ...]:
        """The templates that apply, with the parts and risks that apply."""
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
        """The workshops that the trust runs, on the clock."""
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
        """The trust's part of the menu, its own projects included."""
        menu = self.trust.profile.menu
        everything = {**self.library.projects, **self.trust.projects}
        for project in self.library.projects.values():
            if project.withdrawn and project.id in menu.projects:
                self.omissions.append(
                    Choice(f"Project: {project.title}", f"it was withdrawn: {project.withdrawn.reason}")
                )
        everything = {id: project for id, project in everything.items() if project.withdrawn is None}
        chosen = (
            [everything[id] for id in menu.projects if id in everything] if menu.projects else list(everything.values())
        )
        if menu.projects and len(everything) > len(chosen):
            others = len(everything) - len(chosen)
            self.omissions.append(Choice(counted(others, "other project"), "the trust's profile names its own menu"))
        return tuple(project for project in chosen if self._keeps(project))

    def _keeps(self, project: ImprovementProject) -> bool:
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
