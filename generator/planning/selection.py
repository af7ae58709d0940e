"""Which of the shared content applies to a trust's cohort, with reasons, and the trust's changes to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model.base import Applicability, EvidenceLabel, Section
from ..model.english import counted, in_words
from ..model.guidance import GuidanceTopic
from ..model.handbook import HandbookChapter
from ..model.library import KINDS, Library, Trust
from ..model.programme import LearningComponent, Programme, ShortForm
from ..model.project import ImprovementProject
from ..model.template import Template
from ..model.trust import Tailoring, TailoringKind, TrustProfile, WorkshopChoice
from ..model.workshop import Workshop
from .agenda import TimedActivity, minutes_between, timed
from .applicability import met, unmet


class WorkshopPlan(NamedTuple):
    """A workshop as a trust runs it."""

    workshop: Workshop
    choice: WorkshopChoice
    activities: tuple[TimedActivity, ...]
    pinned_end: datetime.time | None = None
    """An end of the trust's own, whatever its agenda takes."""

    @property
    def id(self) -> str:
        return self.workshop.id

    @property
    def starts(self) -> datetime.time:
        return self.activities[0].starts

    @property
    def minutes(self) -> int:
        """Its length, breaks included."""
        return minutes_between(self.starts, self.pinned_end) if self.pinned_end else self.agenda_minutes

    @property
    def ends(self) -> datetime.time:
        return self.pinned_end or self.agenda_ends

    @property
    def agenda_minutes(self) -> int:
        return sum(timed.activity.minutes for timed in self.activities)

    @property
    def agenda_ends(self) -> datetime.time:
        return self.activities[-1].ends


class TailoredSection(NamedTuple):
    """A section as a trust reads it."""

    section: Section
    reason: str | None = None
    """Why the trust changed it; None for shared text."""


class Choice(NamedTuple):
    """Shared content that was included or left out because of something about this cohort."""

    what: str
    """Its kind and title, such as Project: Theatre list order."""
    reason: str


@dataclass
class Selection:
    """Chooses what goes into a playbook and notes the reasons."""

    library: Library
    trust: Trust
    weeks_to_prepare: int | None = None
    """Weeks from the decision to the first workshop; None while they are not known."""
    omissions: list[Choice] = field(default_factory=list)
    inclusions: list[Choice] = field(default_factory=list)

    def keep(self, rule: Applicability, what: str) -> bool:
        """Whether something is for this cohort; notes the reason unless it is for every cohort."""
        profile, vocabulary = self.trust.profile, self.library.vocabulary
        reason = unmet(rule, profile, vocabulary, self.weeks_to_prepare)
        if reason is not None:
            self.omissions.append(Choice(what, reason))
            return False
        why = met(rule, profile, vocabulary, self.weeks_to_prepare)
        if why is not None:
            self.inclusions.append(Choice(what, why))
        return True

    def sections(self, noun: GuidanceTopic | LearningComponent | HandbookChapter) -> tuple[TailoredSection, ...]:
        """The sections of a text that apply, with the trust's changes; what it adds comes last."""
        kind = next(kind.name for kind in KINDS if kind.model is type(noun))
        name = f"Handbook: {noun.title}" if isinstance(noun, HandbookChapter) else noun.title
        changes = [change for change in self.trust.profile.tailoring if (kind, noun.id) in change.targets]
        titles = {section.id: section.title for section in noun.sections}
        for change in changes:
            if change.kind is TailoringKind.DROP:
                self.omissions.append(Choice(f"{name}: {titles[change.section]}", change.reason))
        by_section = {change.section: change for change in changes}
        tailored = []
        for section in noun.sections:
            own = by_section.pop(section.id, None)
            if own is None:
                if self.keep(section.only_for, f"{name}: {section.title}"):
                    tailored.append(TailoredSection(section))
            elif own.kind is TailoringKind.REPLACE:
                tailored.append(_own_section(own))
        return (*tailored, *(_own_section(own) for own in by_section.values() if own.kind is TailoringKind.ADD))

    def topics(self) -> Iterator[GuidanceTopic]:
        """The topics that apply, with the actions that apply."""
        for topic in self.library.guidance.values():
            if self.keep(topic.only_for, f"Topic: {topic.title}"):
                actions = [
                    action for action in topic.actions if self.keep(action.only_for, f"{topic.title}: {action.do}")
                ]
                yield topic.model_copy(update={"actions": actions})

    def templates(self) -> tuple[Template, ...]:
        """The templates that apply, with the sections and risks that apply."""
        templates = []
        for template in self.library.templates.values():
            if self.keep(template.only_for, f"Template: {template.title}"):
                sections = [
                    section
                    for section in template.sections
                    if self.keep(section.only_for, f"{template.title}: {section.title or section.id}")
                ]
                risks = [risk for risk in template.risks if self.keep(risk.only_for, f"Risk: {risk.risk}")]
                templates.append(template.model_copy(update={"sections": sections, "risks": risks}))
        return tuple(templates)

    def workshops(self) -> tuple[WorkshopPlan, ...]:
        """The workshops that the trust runs, with their times."""
        library, profile = self.library, self.trust.profile
        choices, reason = profile.workshops, "the trust has not chosen it"
        if not choices:
            run = list(library.workshops)
            if form := short_form(library.programme, profile):
                run, reason = form.workshops, f"the cohort is shorter than {in_words(form.months_below)} months"
            details = {id: dict(details) for id, details in profile.workshop_details.items()}
            choices = [WorkshopChoice(workshop=id, **details.get(id, {})) for id in run]
        chosen = {choice.workshop for choice in choices}
        self.omissions.extend(
            Choice(f"Workshop: {workshop.title}", reason)
            for workshop in library.workshops.values()
            if workshop.id not in chosen
        )
        usual = profile.schedule.start_time
        pins = {pin.what: pin for pin in profile.schedule.pins}

        def planned(choice: WorkshopChoice) -> WorkshopPlan:
            workshop, start, end = library.workshops[choice.workshop], choice.start or usual, None
            if pin := pins.get(f"workshop-{choice.workshop}"):
                start, end = pin.start or start, pin.end
                choice = choice.model_copy(update={"room": pin.room or choice.room})
            return WorkshopPlan(workshop, choice, timed(workshop, start, choice.breaks), end)

        return tuple(map(planned, choices))

    def projects(self) -> tuple[ImprovementProject, ...]:
        """The trust's menu, its own projects included."""
        menu = self.trust.profile.menu
        every = {**self.library.projects, **self.trust.projects}
        available = {id: project for id, project in every.items() if project.withdrawn is None}
        self.omissions.extend(
            Choice(f"Project: {project.title}", f"it was withdrawn: {project.withdrawn.reason}")
            for id, project in every.items()
            if project.withdrawn and id in menu.projects
        )
        chosen = [available[id] for id in menu.projects or available if id in available]
        others = len(available) - len(chosen)
        if others:
            self.omissions.append(Choice(counted(others, "other project"), "the trust has chosen its own menu"))
        return tuple(project for project in chosen if self._offers(project))

    def _offers(self, project: ImprovementProject) -> bool:
        profile = self.trust.profile
        menu, services = profile.menu, set(profile.services)
        name = f"Project: {project.title}"
        if project.id in self.trust.projects:
            self.inclusions.append(Choice(name, "it is the trust's own"))
            return True
        if project.id in menu.omit:
            reason = "the trust leaves it out"
        elif menu.themes and project.theme not in menu.themes:
            reason = "its theme is not among the trust's themes"
        elif services and project.id not in menu.projects and not services & set(project.settings):
            reason = "the trust has no service where it happens"
        else:
            return self.keep(project.only_for, name)
        self.omissions.append(Choice(name, reason))
        return False


def short_form(programme: Programme, profile: TrustProfile) -> ShortForm | None:
    """The short form of the programme where the cohort follows it: it is short, and names no workshops of its own."""
    return None if profile.workshops else programme.short_form_for(profile.cohort.months)


def _own_section(change: Tailoring) -> TailoredSection:
    title, body = change.title or "", change.body or ""
    section = Section(id=change.section, title=title, body=body, evidence=EvidenceLabel.SUGGESTED)
    return TailoredSection(section, change.reason)
