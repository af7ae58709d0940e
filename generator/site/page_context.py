"""The context of a page of the site: links lead to other pages, and evidence labels to references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..documents import citation
from ..documents.context import Context
from ..documents.document import Inline, Run
from ..model.base import EvidenceLabel
from ..model.instrument import Instrument
from ..model.library import Library
from ..planning.weeks import PlanWeeks
from . import addresses


class PageContext(Context):
    """The context of one page."""

    whole = True

    def __init__(self, library: Library, page: str) -> None:
        super().__init__(library.vocabulary.roles)
        self._library = library
        self._page = page

    @property
    def weeks(self) -> PlanWeeks:
        """Those of a usual cohort, worked out where they are asked for: most pages show none."""
        return PlanWeeks.of(self._library)

    def to(self, target: str) -> str:
        """A link to a page or file of the site, relative to this page."""
        return addresses.relative(target, self._page)

    def link(self, kind: str, id: str) -> str | None:
        """The link to an item's page; None for a trust's own case study, which has none."""
        if kind == "case-study" and id not in self._library.case_studies:
            return None
        return self.to(addresses.address(kind, id))

    def form(self, id: str) -> Instrument | None:
        return self._library.instruments.get(id)

    def cites(self, ids: Iterable[str]) -> Inline:
        """Names of references, each a link to the list of them."""
        runs: list[Run] = []
        for id in ids:
            reference = self._library.references[id]
            where = self.to(f"{addresses.REFERENCES}#{id}")
            runs += [Run(", "), Run(citation.short(reference), link=where, title=reference.title, role="cite")]
        return tuple(runs[1:])

    def label(self, label: EvidenceLabel, cite: Sequence[str] = ()) -> Run:
        """An evidence label as a link to the first reference, or to what labels mean."""
        meaning = citation.MEANINGS[label]
        return Run(
            citation.LABELS[label],
            link=self.to(f"{addresses.REFERENCES}#{cite[0]}" if cite else addresses.EVIDENCE_LABELS),
            title=meaning[0].upper() + meaning[1:],
            role=f"evidence-{label.value}",
        )

    def domains(self, ids: Iterable[str]) -> Inline:
        """Leadership domains as links to what they mean."""
        runs: list[Run] = []
        for id in ids:
            runs += [Run(" "), Run(self._library.domains[id].title, link=self.link("domain", id), role="domain")]
        return tuple(runs)
