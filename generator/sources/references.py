"""Checks that every id a noun refers to exists, and that every id the code relies on is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy

from ..model.base import Item
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.draft import TO_DO
from ..model.library import KIND, KINDS, LINKS
from ..model.prose import internal_links, plain_text
from ..model.required import OPTIONAL, REQUIRED
from ..model.suggestions import did_you_mean
from ..model.vocabulary import GlossaryTerm, TermFinder
from ..model.walk import Visit
from .entry import Entry, entries_of


class Known:
    """What an entry may refer to: the other entries, and the ids of each kind, shared and of each trust."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = [entry for entry in entries if not entry.draft]
        self.ids: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
        """By kind and trust; the trust of shared ids is None."""
        self.drafts: dict[str, str] = {}
        """Files of drafts by id."""
        self._add(entries)

    def _add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.draft and isinstance(entry.noun, Item):
                self.drafts.setdefault(entry.noun.id, entry.noun.source)
                continue
            if isinstance(entry.noun, Item):
                self.ids[KIND[entry.kind].shared or entry.kind, entry.trust].add(entry.noun.id)
            for kind in KINDS:
                if kind.within == entry.kind:
                    self.ids[kind.name, None].update(kind.inside(entry.noun))

    def also(self, entries: Sequence[Entry]) -> Known:
        """The same with what a trust adds."""
        known = copy(self)
        known.entries = [*self.entries, *(entry for entry in entries if not entry.draft)]
        known.ids, known.drafts = defaultdict(set, self.ids), dict(self.drafts)
        known._add(entries)
        return known

    def of(self, kind: str, trust: str | None) -> set[str]:
        """Ids of a kind that an entry may refer to; a trust's files may refer to its own as well."""
        return self.ids[kind, None] | self.ids[kind, trust] if trust else self.ids[kind, None]


def check(entries: Sequence[Entry], known: Known, *, advise: bool = True) -> list[Diagnostic]:
    """Ids that are unknown or missing are faults; references and terms that nothing uses are warnings.

    Args:
        entries: the nouns to check, with their places.
        known: what they may refer to.
        advise: also look for warnings. This needs every entry.
    """
    diagnostics = [fault for fault in _missing(entries, known) if advise or fault.severity is Severity.ERROR]
    cited: set[str] = set()
    words: list[str] = []
    for entry in entries:
        for visit in entry.visits:
            if visit.shape.refers:
                diagnostics.extend(_unknown(entry, visit, visit.shape.refers, visit.value, known))
                if visit.shape.refers == "reference":
                    cited.add(visit.value)
            elif visit.shape.prose:
                for link in internal_links(visit.value):
                    # A link may also lead to a page that no file of its own makes, such as the project menu.
                    if link.id not in LINKS[link.kind].reserved:
                        diagnostics.extend(_unknown(entry, visit, LINKS[link.kind].name, link.id, known, link.line))
                if advise:
                    words.append(plain_text(visit.value))
            elif advise and visit.shape.line and not isinstance(entry.noun, GlossaryTerm):
                words.append(visit.value)
    if advise:
        diagnostics.extend(_unused(entries, cited, "\n".join(words)))
    return diagnostics


def _unknown(entry: Entry, visit: Visit, kind: str, id: str, known: Known, text_line: int = 0) -> Iterator[Diagnostic]:
    ids = known.of(kind, entry.trust)
    if id not in ids:
        draft = known.drafts.get(id) if kind == "improvement project" else None
        unfinished = f"{draft} is still a draft: fill in what is marked {TO_DO}" if draft else None
        advice = unfinished or did_you_mean(id, ids) or f"no {kind} has a similar name"
        message = f"no {kind} `{id[:80]}`"
        yield entry.fault(f"unknown-{kind.split()[-1]}", message, visit.path, advice, text_line=text_line)


def _unused(entries: Sequence[Entry], cited: set[str], words: str) -> Iterator[Diagnostic]:
    for entry, reference in entries_of(entries, Item):
        if entry.kind == "reference" and reference.id not in cited:
            message = f"nothing cites the reference `{reference.id}`"
            advice = "cite it where it backs a claim, or delete it"
            yield entry.warning("unused-reference", message, (), advice, key=True)
    finder = TermFinder(term for _, term in entries_of(entries, GlossaryTerm))
    used = {term.id for _, _, term in finder.find(words)}
    for entry, term in entries_of(entries, GlossaryTerm):
        if term.id not in used:
            message = f"no text uses the glossary term `{term.term}`"
            advice = "use it, add the form that the text uses to `also`, or delete it"
            yield entry.warning("unused-term", message, (), advice, key=True)


def _missing(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """Ids that code looks up by name and the content lacks."""
    for name, ids in REQUIRED.items():
        kind = KIND[name]
        holder = next((entry for entry in entries if entry.kind == kind.within), None)
        for id in [id for id in ids if id not in known.of(name, None)]:
            place = holder.place((kind.attribute,), key=True) if holder else Place(kind.file.replace("*", id))
            advice = f"add it, or undo the change of its id; without it {id.loss}"
            severity = Severity.WARNING if ids in OPTIONAL else Severity.ERROR
            yield Diagnostic("missing-id", f"the content has no {name} `{id}`", place, advice, severity)
