"""What a release means for a trust: the changes that affect it, and what the trust must do about them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..model.changes import Change
from ..model.guidance import GuidanceTopic
from ..model.handbook import HandbookChapter
from ..model.library import KIND, Library, Trust
from ..model.programme import LearningComponent
from ..model.trust import Tailoring, TailoringKind, TrustProfile
from ..planning.changes import compare
from ..planning.playbook import Playbook, plan
from .letter import letters

ALWAYS = ("programme", "case study", "milestone", "notice rule", "changeover", "effort assumption", "responsibility")
"""Kinds of item that affect every trust, except items that the trust replaces with a figure of its own."""
CHOSEN: Mapping[str, Callable[[Playbook], Iterable[str]]] = {
    "learning path": lambda playbook: (path.id for path in playbook.paths),
    "guidance topic": lambda playbook: (plan.topic.id for plan in playbook.topics),
    "component": lambda playbook: (plan.component.id for plan in playbook.components),
    "workshop": lambda playbook: (plan.workshop.id for plan in playbook.workshops),
    "improvement project": lambda playbook: (project.id for project in playbook.projects),
    "handbook chapter": lambda playbook: (plan.chapter.id for plan in playbook.handbook),
    "form": lambda playbook: (form.id for form in playbook.instruments),
    "template": lambda playbook: (template.id for template in playbook.templates),
    "pairing method": lambda playbook: (playbook.pairing_method.id,),
    "reference": lambda playbook: (reference.id for reference in playbook.references),
    "staff group": lambda playbook: (participants.staff_group for participants in playbook.profile.cohort.participants),
}
"""Kinds of item that affect the trusts whose playbook has the item: the ids in a playbook."""

Text: TypeAlias = GuidanceTopic | LearningComponent | HandbookChapter
"""What a trust can change sections of."""


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date of the cohort that has changed: None before for a new date, None after for a date that is gone."""

    title: str
    before: datetime.date | None
    after: datetime.date | None


@dataclass(frozen=True, slots=True)
class TailoringToReview:
    """A tailoring by the trust whose shared text has changed."""

    where: str
    """Its text, and its section."""
    reason: str


@dataclass(frozen=True, slots=True)
class TrustChanges:
    """What a release means for a trust. Its changes are only those that affect the trust."""

    trust: TrustProfile
    changes: tuple[Change, ...]
    dates: tuple[MovedDate, ...]
    tailorings: tuple[TailoringToReview, ...]
    letters: tuple[str, ...]
    """Titles of letters and templates whose text has changed: any already sent should be sent again."""

    @property
    def nothing(self) -> bool:
        """Whether the release changes nothing for the trust."""
        return not (self.changes or self.dates or self.tailorings or self.letters)


def trust_changes(old: Library, new: Library, slug: str, today: datetime.date) -> TrustChanges:
    """What changes for a trust from an earlier Library to the later one that has the trust, with its present choices.

    Both plans start on `today`, unless the profile names the day.

    Raises:
        KeyError: unknown trust.
        InputFault: the trust's closed periods leave no day for something.
    """
    trust = new.trusts[slug]
    before = plan(old.model_copy(update={"trusts": {slug: _without_unknown_choices(trust, old)}}), slug, today=today)
    after = plan(new, slug, today=today)
    earlier, later = letters(before), letters(after)
    return TrustChanges(
        trust.profile,
        tuple(change for change in compare(old, new) if affects(change, before) or affects(change, after)),
        tuple(_moved(_dates(before), _dates(after))),
        tuple(_to_review(trust.profile, old, new)),
        tuple(later[id].title for id in later if id in earlier and earlier[id].blocks != later[id].blocks),
    )


def _without_unknown_choices(trust: Trust, library: Library) -> Trust:
    """A trust without choices that are missing in an earlier library."""
    profile, menu = trust.profile, trust.profile.menu
    known = {**library.projects, **trust.projects}
    projects = [id for id in menu.projects if id in known]
    progress = [progress for progress in menu.progress if progress.project in known]
    tailoring = [
        change
        for change in profile.tailoring
        if (noun := _noun(library, change)) and (change.kind is TailoringKind.ADD or _hash(noun, change.section))
    ]
    method = profile.pairing.method
    if method not in library.pairing_methods:
        method = next(iter(library.pairing_methods))
    choices = {
        "menu": menu.model_copy(update={"projects": projects, "progress": progress}),
        "tailoring": tailoring,
        "workshops": [choice for choice in profile.workshops if choice.workshop in library.workshops],
        "workshop_details": {
            id: details for id, details in profile.workshop_details.items() if id in library.workshops
        },
        "instruments": [id for id in profile.instruments if id in library.instruments],
        "pairing": profile.pairing.model_copy(update={"method": method}),
    }
    return trust.model_copy(update={"profile": profile.model_copy(update=choices)})


def affects(change: Change, playbook: Playbook) -> bool:
    """Whether a change of the content is of something that a trust's playbook says."""
    profile = playbook.profile
    own: dict[str, Mapping[str, float]] = {"notice rule": profile.schedule.notice, "effort assumption": profile.hours}
    if change.kind in ALWAYS:
        return change.id not in own.get(change.kind, {})
    return change.id in set(CHOSEN[change.kind](playbook)) if change.kind in CHOSEN else False


def can_affect(change: Change) -> bool:
    """Whether a change of the content can affect any trust, whatever it chose."""
    return change.kind in ALWAYS or change.kind in CHOSEN


def _dates(playbook: Playbook) -> dict[str, datetime.date]:
    if playbook.schedule is None:
        return {}
    entries = {entry.title: entry.first for entry in playbook.schedule.entries}
    actions = {item.action.do: item.due for section in playbook.checklist for item in section.items if item.due}
    return {**entries, **actions}


def _moved(before: Mapping[str, datetime.date], after: Mapping[str, datetime.date]) -> Iterator[MovedDate]:
    for title in dict.fromkeys([*after, *before]):
        if before.get(title) != after.get(title):
            yield MovedDate(title, before.get(title), after.get(title))


def _to_review(profile: TrustProfile, old: Library, new: Library) -> Iterator[TailoringToReview]:
    """Sections that the trust replaced or dropped and whose shared text has changed or gone."""
    for change in profile.tailoring:
        if change.kind is TailoringKind.ADD:
            continue
        before, after = _noun(old, change), _noun(new, change)
        if _hash(before, change.section) != _hash(after, change.section):
            name = after.title if after else change.targets[0][1]
            yield TailoringToReview(f"{name}: {change.title or change.section}", change.reason)


def _noun(library: Library, change: Tailoring) -> Text | None:
    """The text that a tailoring changes; None if the library does not have it."""
    kind, id = change.targets[0]
    return KIND[kind].of(library).get(id)


def _hash(noun: Text | None, section: str) -> str | None:
    return next((each.content_hash for each in noun.sections if each.id == section), None) if noun else None
