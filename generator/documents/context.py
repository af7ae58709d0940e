"""What the parts of a document share: where links go, how evidence is marked, how roles are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.base import Advice, Evidenced, EvidenceLabel, Timing
from ..model.programme import Pitfall
from ..model.trust import TrustProfile
from ..planning import dates
from ..planning.checklist import in_words
from ..planning.playbook import Playbook
from . import citation, prose
from .document import Block, Document, Front, Inline, Listing, Paragraph, Run, Table, paragraph, text


def document_of(playbook: Playbook, title: str, blocks: Iterable[Block], front: Front = Front.COVER) -> Document:
    """A document in the name and the looks of a playbook's trust."""
    profile = playbook.profile
    return Document(
        title=title,
        subtitle=profile.cohort.name,
        organisation=profile.name,
        language="en-GB",
        colour=profile.brand.colour,
        logo=playbook.logo,
        logo_text=profile.brand.logo_text or "",
        release=playbook.release.id,
        date=playbook.release.date,
        blocks=tuple(blocks),
        front=front,
    )


def example_note(profile: TrustProfile, name: str | None = None) -> str:
    """What readers of an example must know; empty where the profile is a trust's own.

    Args:
        profile: the trust's choices.
        name: the trust's name where the full one is too long.
    """
    if not profile.example:
        return ""
    return (
        "This is an example that shows what a playbook looks like. "
        f"It is not {name or profile.name}'s own plan, and the trust has not approved it."
    )


class Context:
    """Answers the questions that every part of a playbook asks."""

    def __init__(self, playbook: Playbook) -> None:
        self._roles = playbook.vocabulary.roles
        self._calendar = playbook.calendar
        self._schedule = playbook.schedule
        self._references = {reference.id: reference for reference in playbook.references}
        self._numbers = {reference.id: number for number, reference in enumerate(playbook.references, start=1)}
        self._anchors = (
            {("workshop", plan.workshop.id) for plan in playbook.workshops}
            | {("project", project.id) for project in playbook.projects}
            | {("guidance", plan.topic.id) for plan in playbook.topics}
            | {("component", plan.component.id) for plan in playbook.components}
            | {("case-study", study.id) for study in playbook.case_studies}
        )
        self._forms = {form.id for form in playbook.instruments}
        self._templates = {template.id for template in playbook.templates}
        self._method = playbook.pairing_method.id

    def anchor(self, kind: str, id: str) -> str | None:
        """Where in the document something stands, as `#anchor`; None where it is not in it."""
        if (kind, id) in self._anchors:
            return f"#{kind}-{id}"
        if kind == "instrument" and id in self._forms:
            return "#forms"
        if kind == "template" and id in self._templates:
            return "#letters"
        return "#pairing" if kind == "pairing-method" and id == self._method else None

    def prose(self, value: str) -> tuple[Block, ...]:
        """A piece of prose as blocks, its links leading to this document's own parts."""
        return prose.blocks(value, self.anchor)

    def role(self, id: str) -> str:
        """A role's name."""
        return self._roles[id].title

    def roles(self, ids: Iterable[str]) -> str:
        """Names of roles in one line."""
        return ", ".join(self._roles[id].title for id in ids)

    def role_or(self, id: str, name: str) -> str:
        """A role's name, or another where the vocabulary has no such role."""
        return self._roles[id].title if id in self._roles else name

    def when(self, timing: Timing) -> str:
        """A timing in words."""
        return in_words(timing, self._calendar)

    def due(self, timing: Timing) -> str:
        """The day of a timing where the cohort has dates, else the timing in words."""
        return dates.short(self._schedule.due(timing)) if self._schedule else self.when(timing)

    def cites(self, ids: Iterable[str]) -> Inline:
        """Links to references."""
        return tuple(self._cites(ids))[1:]

    def number(self, reference: str) -> int:
        """A reference's number in this document, from 1."""
        return self._numbers[reference]

    def label(self, label: EvidenceLabel) -> Run:
        """An evidence label as it stands in text."""
        return Run(citation.LABELS[label], role=f"evidence-{label.value}")

    def _cites(self, ids: Iterable[str]) -> Iterable[Run]:
        for id in ids:
            yield Run(" ")
            yield Run(
                f"[{self._numbers[id]}]",
                link=f"#reference-{id}",
                title=citation.short(self._references[id]),
            )

    def evidence(self, claim: Evidenced | Advice) -> Paragraph:
        """The line below a claim that says how far it is backed."""
        return Paragraph((self.label(claim.evidence), *self._cites(claim.cite)), "evidence")

    def marks(self, claim: Evidenced | Advice) -> Inline:
        """The evidence label at the end of a line."""
        return (Run(" "), self.label(claim.evidence), *self._cites(claim.cite))

    def shared(self, claims: Sequence[Evidenced | Advice]) -> tuple[Paragraph, ...]:
        """One label above some claims, where it is the same for all; else nothing, and each says its own."""
        label = citation.agreed(claims)
        return (Paragraph((self.label(label),), "evidence"),) if label else ()

    def own(self, claim: Evidenced | Advice, claims: Sequence[Evidenced | Advice]) -> Inline:
        """The label at the end of a line, where it is not the same for all of some claims."""
        return () if citation.agreed(claims) else self.marks(claim)

    def lines(self, lines: Iterable[str]) -> Listing:
        """Lines as a list."""
        return Listing(tuple((paragraph(line),) for line in lines))

    def pitfalls(self, pitfalls: Sequence[Pitfall]) -> tuple[Block, ...]:
        """Pitfalls as a table: what goes wrong, and what to do instead."""
        table = Table(
            (text("What goes wrong"), text("What to do instead")),
            tuple((text(item.pitfall), (Run(item.instead), *self.own(item, pitfalls))) for item in pitfalls),
        )
        return (*self.shared(pitfalls), table)
