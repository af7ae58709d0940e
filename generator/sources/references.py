"""Checks that every id a noun refers to exists, and that every id the code relies on is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.base import Item
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.draft import TO_DO
from ..model.library import KIND, KINDS, LINKS
from ..model.prose import internal_links, plain_text
from ..model.required import OPTIONAL, REQUIRED
from ..model.vocabulary import GlossaryTerm, TermFinder
from ..model.walk import Visit, walk
from .entry import Entry
from .suggestions import did_you_mean

_WITHIN = {
    holder: [kind for kind in KINDS if kind.within == holder] for holder in {kind.within for kind in KINDS} - {""}
}
"""Kinds by the kind of the nouns that hold them."""


class Known:
    """Ids of each kind: shared, and of each trust."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.shared: dict[str, set[str]] = {}
        self.local: dict[tuple[str, str], set[str]] = {}
        self.drafts: dict[str, str] = {}
        """Files of drafts by id."""
        for entry in entries:
            if entry.draft and isinstance(entry.noun, Item):
                self.drafts.setdefault(entry.noun.id, entry.noun.source)
                continue
            if isinstance(entry.noun, Item):
                name = KIND[entry.kind].shared or entry.kind
                shared = entry.trust is None
                (self._shared(name) if shared else self.local.setdefault((name, entry.trust or ""), set())).add(
                    entry.noun.id
                )
            for kind in _WITHIN.get(entry.kind, ()):
                self._shared(kind.name).update(kind.inside(entry.noun))

    def _shared(self, kind: str) -> set[str]:
        return self.shared.setdefault(kind, set())

    def of(self, kind: str, trust: str | None) -> set[str]:
        """Ids of a kind that an entry may refer to; a trust's files may refer to its own as well."""
        shared = self.shared.get(kind, set())
        return shared | self.local.get((kind, trust), set()) if trust else shared


def check(entries: Sequence[Entry], *, advise: bool = True) -> list[Diagnostic]:
    """Ids that are unknown or missing are faults; references and terms that nothing uses are warnings.

    Args:
        entries: every noun with its place.
        advise: also look for warnings.
    """
    known = Known(entries)
    missing = list(_missing(entries, known))
    diagnostics = [fault for fault in missing if advise or fault.severity is Severity.ERROR]
    cited: set[str] = set()
    words: list[str] = []
    for entry in entries:
        for visit in walk(entry.noun):
            if visit.shape.refers:
                diagnostics.extend(_unknown(entry, visit, visit.shape.refers, visit.value, known))
                if visit.shape.refers == "reference":
                    cited.add(visit.value)
            elif visit.shape.prose:
                for link in internal_links(visit.value):
                    diagnostics.extend(
                        _unknown(entry, visit, LINKS[link.kind].name, link.id, known, text_line=link.line)
                    )
                if advise:
                    words.append(plain_text(visit.value))
            elif visit.shape.line and not isinstance(entry.noun, GlossaryTerm):
                words.append(visit.value)
    if advise:
        diagnostics.extend(_unused(entries, cited, "\n".join(words)))
    return diagnostics


def _unknown(entry: Entry, visit: Visit, kind: str, id: str, known: Known, text_line: int = 0) -> Iterator[Diagnostic]:
    ids = known.of(kind, entry.trust)
    if id not in ids:
        draft = known.drafts.get(id) if kind == "improvement project" else None
        yield Diagnostic(
            f"unknown-{kind.split()[-1]}",
            f"no {kind} `{id[:80]}`",
            entry.place(visit.path, text_line=text_line),
            f"{draft} is still a draft: fill in what is marked {TO_DO}"
            if draft
            else did_you_mean(id, ids) or f"no {kind} has a similar name",
        )


def _unused(entries: Sequence[Entry], cited: set[str], words: str) -> Iterator[Diagnostic]:
    terms = [entry for entry in entries if isinstance(entry.noun, GlossaryTerm)]
    finder = TermFinder(entry.noun for entry in terms if isinstance(entry.noun, GlossaryTerm))
    used = {term.id for _, _, term in finder.find(words)}
    for entry in entries:
        if entry.kind == "reference" and isinstance(entry.noun, Item) and entry.noun.id not in cited:
            yield Diagnostic(
                "unused-reference",
                f"nothing cites the reference `{entry.noun.id}`",
                entry.place((), key=True),
                "cite it where it backs a claim, or delete it",
                Severity.WARNING,
            )
        if isinstance(entry.noun, GlossaryTerm) and entry.noun.id not in used:
            yield Diagnostic(
                "unused-term",
                f"no text uses the glossary term `{entry.noun.term}`",
                entry.place((), key=True),
                "use it, add the form that the text uses to `also`, or delete it",
                Severity.WARNING,
            )


def _missing(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """Ids that code looks up by name and the content lacks."""
    for name, ids in REQUIRED.items():
        kind = KIND[name]
        for id in ids:
            if id not in known.of(name, None):
                holder = next((entry for entry in entries if entry.kind == kind.within), None)
                yield Diagnostic(
                    "missing-id",
                    f"the content has no {name} `{id}`",
                    holder.place((kind.attribute,), key=True) if holder else Place(kind.file.replace("*", id)),
                    f"add it, or undo the change of its id; without it {id.loss}",
                    Severity.WARNING if ids in OPTIONAL else Severity.ERROR,
                )
