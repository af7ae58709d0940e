"""References between nouns: every id that one holds of another is looked up, once, here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.base import Item
from ..model.calendar_rules import CalendarRules
from ..model.diagnostics import Diagnostic, Severity
from ..model.draft import TO_DO
from ..model.prose import INTERNAL_KINDS, internal_links, plain_text
from ..model.vocabulary import Framework, GlossaryTerm, TermFinder, Vocabulary
from ..model.walk import Visit, walk
from ..model.workshop import Workshop
from .entry import Entry
from .suggestions import did_you_mean

_VOCABULARY_KINDS = {
    "stages": "stage",
    "roles": "role",
    "staff_groups": "staff group",
    "themes": "theme",
    "settings": "setting",
    "specialties": "specialty",
}

_LOCAL_KINDS = {"trust project": "improvement project", "trust case study": "case study"}


def is_release(text: str) -> bool:
    """Whether a text may be a release's id, such as 2026.1."""
    return re.fullmatch(r"20\d\d\.[1-9]\d?", text) is not None


class Known:
    """Which ids there are of each kind, for everybody and for each trust."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.shared: dict[str, set[str]] = {}
        self.local: dict[tuple[str, str], set[str]] = {}
        self.drafts: dict[str, str] = {}
        """Files of drafts by id."""
        for entry in entries:
            noun = entry.noun
            if isinstance(noun, Vocabulary):
                for field, kind in _VOCABULARY_KINDS.items():
                    self.shared.setdefault(kind, set()).update(getattr(noun, field))
            elif isinstance(noun, CalendarRules):
                self.shared.setdefault("milestone", set()).update(noun.milestones)
            elif isinstance(noun, Item):
                if entry.draft:
                    self.drafts.setdefault(noun.id, noun.source)
                elif entry.trust is None:
                    self.shared.setdefault(entry.kind, set()).add(noun.id)
                else:
                    kind = _LOCAL_KINDS.get(entry.kind, entry.kind)
                    self.local.setdefault((kind, entry.trust), set()).add(noun.id)
            if isinstance(noun, Workshop):
                ids = (f"{noun.id}/{objective.id}" for objective in noun.objectives)
                self.shared.setdefault("objective", set()).update(ids)
            if isinstance(noun, Framework):
                self.shared.setdefault("domain", set()).update(noun.domains)

    def of(self, kind: str, trust: str | None) -> set[str]:
        """Ids of a kind that an entry may use; a trust's files may use its own too."""
        shared = self.shared.get(kind, set())
        return shared | self.local.get((kind, trust), set()) if trust else shared


def check(entries: Sequence[Entry], *, advise: bool = True) -> list[Diagnostic]:
    """Unknown ids are faults; references that nobody cites and terms that nobody uses are warnings.

    Args:
        entries: every noun with its place.
        advise: look for warnings too.
    """
    known = Known(entries)
    found: list[Diagnostic] = []
    cited: set[str] = set()
    words: list[str] = []
    for entry in entries:
        for visit in walk(entry.noun):
            if visit.shape.refers:
                found.extend(_unknown(entry, visit, visit.shape.refers, visit.value, known))
                if visit.shape.refers == "reference":
                    cited.add(visit.value)
            elif visit.shape.prose:
                for link in internal_links(visit.value):
                    found.extend(_unknown(entry, visit, INTERNAL_KINDS[link.kind], link.id, known, text_line=link.line))
                if advise:
                    words.append(plain_text(visit.value))
            elif visit.shape.line and not isinstance(entry.noun, GlossaryTerm):
                words.append(visit.value)
    if advise:
        found.extend(_unused(entries, cited, "\n".join(words)))
    return found


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
            else did_you_mean(id, ids) or f"there is no {kind} of a name like it",
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
