"""Templates for no particular trust, as documents with every blank left to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from ..model.base import Applicability, EvidenceLabel
from ..model.instrument import Instrument
from ..model.library import Library
from ..model.template import Template, TemplateKind
from ..planning.applicability import audience
from ..planning.weeks import PlanWeeks
from . import citation
from .context import Context, shared_document
from .document import Document, Front, Inline, Run
from .letter import certificate, risks, sections, subject


class LoneContext(Context):
    """The context of a file for no particular trust that is on its own: internal links are words alone."""

    whole = False

    def __init__(self, library: Library) -> None:
        super().__init__(library.vocabulary.roles)
        self._weeks = PlanWeeks.of(library)
        self._forms: Mapping[str, Instrument] = library.instruments
        self._references = library.references

    @property
    def weeks(self) -> PlanWeeks:
        return self._weeks

    def link(self, _kind: str, _id: str) -> None:
        return None

    def form(self, id: str) -> Instrument | None:
        return self._forms.get(id)

    def cites(self, ids: Iterable[str]) -> Inline:
        return (Run("; ".join(citation.short(self._references[id]) for id in ids)),)

    def label(self, label: EvidenceLabel, cite: Sequence[str] = ()) -> Run:  # noqa: ARG002  # their names follow it
        return Run(citation.LABELS[label], role=f"evidence-{label.value}")


def shared_letter(template: Template, library: Library) -> Document:
    """A template for no particular trust. A section for some cohorts only says so, as on its page."""
    context = LoneContext(library)
    for_whom: Callable[[Applicability], Sequence[str]] = partial(
        audience, vocabulary=library.vocabulary, methods=library.pairing_methods
    )
    blocks = [*subject(template, {}), *sections(template, context, {}, for_whom), *risks(template, context)]
    front = Front.TITLE
    if template.kind is TemplateKind.CERTIFICATE:
        # It begins with a title of its own.
        front, blocks = Front.LETTERHEAD, list(certificate(blocks))
    title, programme = template.title, library.programme.title
    return shared_document(title, template.summary, programme, library.release, blocks, front)
