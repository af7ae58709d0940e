"""What sections of a document or page share: where links lead, how evidence is marked, what roles are called."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from ..model.base import Advice, Evidenced, EvidenceLabel, Section, Timing
from ..model.instrument import Instrument
from ..model.page import Release
from ..model.playbook_files import GUIDANCE
from ..model.programme import Pitfall
from ..model.trust import TrustProfile
from ..model.vocabulary import Term
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.weeks import PlanWeeks
from ..planning.wording import Wording
from . import citation, prose
from .document import BESIDE, Block, Document, Front, Heading, Inline, Paragraph, Run, bullets, table

BESIDE_GUIDANCE = f"{BESIDE}{GUIDANCE}.html"
"""Starts links to the guidance from the documents beside it."""
COLOUR = "#0f4c5c"
"""Main colour for no particular trust: that of the site."""


def shared_document(
    title: str, subtitle: str, organisation: str, release: Release, blocks: Iterable[Block], front: Front
) -> Document:
    """A document for no particular trust."""
    return Document(
        title=title,
        subtitle=subtitle,
        organisation=organisation,
        language="en-GB",
        colour=COLOUR,
        logo=None,
        logo_text="",
        release=release.id,
        date=release.date,
        blocks=tuple(blocks),
        front=front,
    )


def document_of(
    playbook: Playbook, title: str, blocks: Iterable[Block], front: Front = Front.COVER, subtitle: str = ""
) -> Document:
    """A document in the name and style of a playbook's trust. The subtitle defaults to the cohort's name."""
    profile, brand = playbook.profile, playbook.profile.brand
    subtitle = subtitle or profile.cohort.name
    shared = shared_document(title, subtitle, profile.name, playbook.release, blocks, front)
    return replace(shared, colour=brand.colour, logo=playbook.logo, logo_text=brand.logo_text or "")


def example_note(profile: TrustProfile, name: str | None = None) -> str:
    """What readers of an example must know; empty where the profile is a trust's own.

    Only a trust that exists, with a code in the register, could approve its example. `name` is the trust's name where
    the full name is too long.
    """
    if not profile.example:
        return ""
    name = name or profile.name
    but = (
        f"It is not {name}'s own plan, and the trust has not approved it."
        if profile.ods_code
        else f"There is no {name}: its people, places, dates and figures are made up."
    )
    return f"This is an example that shows what a playbook looks like. {but}"


class Context(ABC):
    """Answers what shared sections ask of the document or page that they are part of."""

    whole: ClassVar[bool]
    """Whether an item is shown in full, as on its own page of the site, or without what a playbook has elsewhere."""

    def __init__(self, roles: Mapping[str, Term], wording: Wording | None = None) -> None:
        self._wording = wording or Wording()
        self._roles = roles

    @property
    @abstractmethod
    def weeks(self) -> PlanWeeks:
        """The weeks of the cohort."""

    @abstractmethod
    def link(self, kind: str, id: str) -> str | None:
        """The address of an item; None where there is nothing to link to."""

    @abstractmethod
    def form(self, id: str) -> Instrument | None:
        """A form by its id; None where the reader does not have it."""

    @abstractmethod
    def cites(self, ids: Iterable[str]) -> Inline:
        """Links to references."""

    @abstractmethod
    def label(self, label: EvidenceLabel, cite: Sequence[str] = ()) -> Run:
        """An evidence label, and the references that it stands for, if any."""

    def domains(self, _ids: Iterable[str]) -> Inline:
        """Leadership domains at the end of a line; empty where nothing explains them."""
        return ()

    def worded(self, text: str) -> str:
        """One of our own lines of text, which may hold marks, in words for the size of the learning groups."""
        return self._wording.text(text)

    def prose(self, value: str) -> tuple[Block, ...]:
        return prose.blocks(value, self.link)

    def role(self, id: str) -> str:
        return self._roles[id].title

    def roles(self, ids: Iterable[str]) -> str:
        return ", ".join(map(self.role, ids))

    def when(self, timing: Timing) -> str:
        return self.weeks.in_words(timing)

    def due(self, timing: Timing) -> str:
        """By when something is due, in words or as a day where the reader has days."""
        return self.when(timing)

    def _labelled(self, claim: Evidenced | Advice) -> Inline:
        cites = self.cites(claim.cite)
        return (self.label(claim.evidence, claim.cite), *((Run(" "), *cites) if cites else ()))

    def evidence(self, claim: Evidenced | Advice) -> Paragraph:
        """The line below a claim that gives its evidence."""
        return Paragraph(self._labelled(claim), "evidence")

    def marks(self, claim: Evidenced | Advice) -> Inline:
        """The evidence label and references at the end of a line."""
        return (Run(" "), *self._labelled(claim))

    def shared(self, claims: Sequence[Evidenced | Advice]) -> tuple[Paragraph, ...]:
        """The label above claims that all have the same label; empty if their labels differ."""
        label = citation.agreed(claims)
        return (Paragraph((self.label(label),), "evidence"),) if label else ()

    def own(self, claim: Evidenced | Advice, claims: Sequence[Evidenced | Advice]) -> Inline:
        """The label at the end of a line, unless all of the claims have the same label."""
        return () if citation.agreed(claims) else self.marks(claim)

    def sections(self, sections: Iterable[Section], anchor: str, level: int) -> Iterator[Block]:
        """Sections of prose, each with its evidence. `anchor` starts the anchors of headings of this level."""
        for section in sections:
            yield Heading(level, section.title, joined(anchor, section.id))
            yield from self.prose(section.body)
            yield self.evidence(section)

    def see_also(self, links: Iterable[tuple[str, str, str, str]]) -> Iterator[Block]:
        """A list of links under its heading, each from a label, a kind, an id and a title; empty if there are none."""
        runs = [(Run(f"{label}: "), Run(title, link=self.link(kind, id))) for label, kind, id, title in links]
        if runs:
            yield Heading(1, "See also", "see-also")
            yield bullets(runs)

    def pitfalls(self, pitfalls: Sequence[Pitfall], anchor: str, level: int) -> Iterator[Block]:
        """What goes wrong and what to do instead, as a table under its heading; empty if there are none."""
        if pitfalls:
            yield Heading(level, "What tends to go wrong", joined(anchor, "pitfalls"))
            yield from self.shared(pitfalls)
            rows = ((item.pitfall, (Run(item.instead), *self.own(item, pitfalls))) for item in pitfalls)
            yield table(("What goes wrong", "What to do instead"), rows)


class PlaybookContext(Context):
    """The context of the documents of a playbook, which refer to its guidance."""

    whole = False

    def __init__(self, playbook: Playbook, guidance: str | None = None) -> None:
        """The context of one document. `guidance` comes before the anchors of the guidance in its links.

        That is empty in the guidance itself, `BESIDE_GUIDANCE` in a document beside it, and None in what leaves the
        folder, such as a letter: then nothing is linked.
        """
        super().__init__(playbook.vocabulary.roles, playbook.wording)
        self._weeks = playbook.weeks
        self._schedule, self._guidance = playbook.schedule, guidance
        self._prose: dict[str, tuple[Block, ...]] = {}
        self._forms = {form.id: form for form in playbook.instruments}
        self._references = {reference.id: reference for reference in playbook.references}
        self._numbers = {reference.id: number for number, reference in enumerate(playbook.references, start=1)}
        items = (
            *(("workshop", plan.workshop.id) for plan in playbook.workshops),
            *(("project", project.id) for project in playbook.projects),
            *(("guidance", plan.topic.id) for plan in playbook.topics),
            *(("component", plan.component.id) for plan in playbook.components),
            *(("case-study", study.id) for study in playbook.case_studies),
        )
        self._anchors = {
            **{(kind, id): f"{kind}-{id}" for kind, id in items},
            **{("instrument", form.id): "forms" for form in playbook.instruments},
            **{("template", template.id): "letters" for template in playbook.templates},
            ("pairing-method", playbook.pairing_method.id): "pairing",
        }

    @property
    def weeks(self) -> PlanWeeks:
        return self._weeks

    def prose(self, value: str) -> tuple[Block, ...]:
        # Letters to many people share most of their sections.
        if value not in self._prose:
            self._prose[value] = super().prose(value)
        return self._prose[value]

    def form(self, id: str) -> Instrument | None:
        return self._forms.get(id)

    def link(self, kind: str, id: str) -> str | None:
        """The place of an item in the guidance; None if the guidance does not have it or cannot be linked."""
        anchor = self._anchors.get((kind, id))
        return self.guidance(anchor) if anchor else None

    def guidance(self, anchor: str) -> str | None:
        """The link to an anchor of the guidance; None in a document that leaves the folder."""
        return None if self._guidance is None else f"{self._guidance}#{anchor}"

    def see_guidance(self, about: str, anchor: str = "") -> Paragraph:
        """A line that says what the guidance has more of."""
        link = self.guidance(anchor) if anchor else self._guidance
        return Paragraph((Run(f"{about}: see "), Run(GUIDANCE, link=link), Run(".")))

    def due(self, timing: Timing) -> str:
        """The day of a timing where the cohort has dates, else the timing in words."""
        return dates.short(self._schedule.due(timing)) if self._schedule else self.when(timing)

    def number(self, reference: str) -> int:
        """A reference's number in the guidance, from 1."""
        return self._numbers[reference]

    def cites(self, ids: Iterable[str]) -> Inline:
        """Numbers that link to the list of references."""
        runs: list[Run] = []
        for id in ids:
            name = citation.short(self._references[id])
            runs += [Run(" "), Run(f"[{self._numbers[id]}]", link=self.guidance(f"reference-{id}"), title=name)]
        return tuple(runs[1:])

    def label(self, label: EvidenceLabel, cite: Sequence[str] = ()) -> Run:  # noqa: ARG002  # numbers follow it
        return Run(citation.LABELS[label], role=f"evidence-{label.value}")


def joined(*names: str) -> str:
    """An anchor made of names, leaving out empty ones."""
    return "-".join(filter(None, names))
