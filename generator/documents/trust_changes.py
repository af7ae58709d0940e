"""What a release means for one trust: the changes that touch its choices, and what follows from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.changes import Change
from ..model.library import Library, Trust
from ..model.trust import TailoringKind, TrustProfile
from ..planning.changes import compare
from ..planning.playbook import Playbook, plan
from .document import Document
from .letter import letters

ALWAYS = ("programme", "case study", "milestone", "notice rule", "changeover", "effort assumption", "responsibility")
"""Kinds of items that every playbook holds, unless the trust has a figure of its own."""


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date of the cohort that is another one now."""

    title: str
    before: datetime.date | None
    """None where it is new."""
    after: datetime.date | None
    """None where it is gone."""


@dataclass(frozen=True, slots=True)
class TailoringToReview:
    """A change of the trust's own whose shared text is another one now."""

    where: str
    """Topic or component and section."""
    reason: str
    """Why the trust made it."""


@dataclass(frozen=True, slots=True)
class TrustChanges:
    """What a release means for one trust."""

    trust: TrustProfile
    changes: tuple[Change, ...]
    """Those that touch its choices."""
    dates: tuple[MovedDate, ...]
    tailorings: tuple[TailoringToReview, ...]
    letters: tuple[str, ...]
    """Titles of letters and templates that read otherwise now: send them anew where they were sent."""

    @property
    def nothing(self) -> bool:
        """Whether the trust need not do anything."""
        return not (self.changes or self.dates or self.tailorings or self.letters)


def trust_changes(old: Library, new: Library, slug: str) -> TrustChanges:
    """What follows for a trust from one Library to another, with the choices that it has now.

    Args:
        old: the earlier content.
        new: the later content, which has the trust.
        slug: id of the trust.

    Raises:
        KeyError: the later content has no such trust.
        InputFault: the trust's closed periods leave no day for something.
    """
    trust = new.trusts[slug]
    before = plan(old.model_copy(update={"trusts": {slug: _as_far_as_it_was_there(trust, old)}}), slug)
    after = plan(new, slug)
    return TrustChanges(
        trust.profile,
        tuple(change for change in compare(old, new) if _touches(change, before) or _touches(change, after)),
        tuple(_moved(_dates(before), _dates(after))),
        tuple(_to_review(trust.profile, old, new)),
        tuple(_sent_anew(letters(before), letters(after))),
    )


def _as_far_as_it_was_there(trust: Trust, library: Library) -> Trust:
    """A trust without the choices that a library does not know yet."""
    profile = trust.profile
    known = {**library.projects, **trust.projects}
    menu = profile.menu.model_copy(
        update={
            "projects": [id for id in profile.menu.projects if id in known],
            "progress": [one for one in profile.menu.progress if one.project in known],
        }
    )
    topics = {("topic", topic.id, section.id) for topic in library.guidance.values() for section in topic.sections} | {
        ("component", part.id, section.id) for part in library.components.values() for section in part.sections
    }
    tailoring = [
        change
        for change in profile.tailoring
        if (change.topic in library.guidance or change.component in library.components)
        and (
            change.kind is TailoringKind.ADD
            or ("topic" if change.topic else "component", change.topic or change.component, change.section) in topics
        )
    ]
    method = profile.pairing.method
    if method not in library.pairing_methods:
        method = next(iter(library.pairing_methods))
    kept = profile.model_copy(
        update={
            "menu": menu,
            "tailoring": tailoring,
            "workshops": [choice for choice in profile.workshops if choice.workshop in library.workshops],
            "instruments": [id for id in profile.instruments if id in library.instruments],
            "pairing": profile.pairing.model_copy(update={"method": method}),
        }
    )
    return trust.model_copy(update={"profile": kept})


def _touches(change: Change, playbook: Playbook) -> bool:
    profile = playbook.profile
    own: dict[str, Mapping[str, float]] = {"notice rule": profile.schedule.notice, "effort assumption": profile.hours}
    if change.kind in ALWAYS:
        return change.id not in own.get(change.kind, {})
    parts: dict[str, Iterable[str]] = {
        "guidance topic": (part.topic.id for part in playbook.topics),
        "component": (part.component.id for part in playbook.components),
        "workshop": (part.workshop.id for part in playbook.workshops),
        "improvement project": (project.id for project in playbook.projects),
        "form": (form.id for form in playbook.instruments),
        "template": (template.id for template in playbook.templates),
        "pairing method": (playbook.pairing_method.id,),
        "reference": (reference.id for reference in playbook.references),
        "staff group": (part.staff_group for part in profile.cohort.participants),
    }
    return change.id in set(parts.get(change.kind, ()))


def _dates(playbook: Playbook) -> dict[str, datetime.date]:
    """Every date of a cohort by what it is for."""
    if playbook.schedule is None:
        return {}
    entries = {entry.title: entry.first for entry in playbook.schedule.entries}
    actions = {item.action.do: item.due for part in playbook.checklist for item in part.items if item.due}
    return {**entries, **actions}


def _moved(before: Mapping[str, datetime.date], after: Mapping[str, datetime.date]) -> Iterator[MovedDate]:
    for title in dict.fromkeys([*after, *before]):
        if before.get(title) != after.get(title):
            yield MovedDate(title, before.get(title), after.get(title))


def _to_review(profile: TrustProfile, old: Library, new: Library) -> Iterator[TailoringToReview]:
    """Sections that the trust replaced or dropped and that read otherwise now, or are gone."""
    for change in profile.tailoring:
        if change.kind is TailoringKind.ADD:
            continue
        found = [_section(library, change.topic, change.component, change.section) for library in (old, new)]
        if found[0] != found[1]:
            noun = new.guidance.get(change.topic or "") or new.components.get(change.component or "")
            name = noun.title if noun else change.topic or change.component or ""
            yield TailoringToReview(f"{name}: {change.title or change.section}", change.reason)


def _section(library: Library, topic: str | None, component: str | None, section: str) -> str | None:
    noun = library.guidance.get(topic or "") or library.components.get(component or "")
    return next((one.content_hash for one in noun.sections if one.id == section), None) if noun else None


def _sent_anew(before: Mapping[str, Document], after: Mapping[str, Document]) -> Iterator[str]:
    for id, letter in after.items():
        if id in before and before[id].blocks != letter.blocks:
            yield letter.title
