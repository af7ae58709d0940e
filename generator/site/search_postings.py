"""What each word says of an entry of the search: how much, and in which section.

An entry is found by other names too: by all that its themes, settings and specialties are called, and by all forms of a
glossary term that it mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.vocabulary import GlossaryTerm, Vocabulary
from .search_entries import Entry
from .search_text import words

TITLE, ALSO, SUMMARY, TERM, HEADING = 8, 6, 4, 4, 3
"""How much it says of an entry that a word is there."""
SEVERAL, MANY = 2, 4
"""Uses in the text from which a word says more than one use does."""

Form = tuple[str, ...]
"""The words of a name, in their order."""


class Posting(NamedTuple):
    """What a word says of an entry."""

    score: int
    section: int
    """The section that it says most of, counted from 1; 0 is what stands above all of them."""


class _Concept(NamedTuple):
    """Something with several names."""

    id: str
    """As in the terms of an entry; empty for a glossary term."""
    title: str
    forms: frozenset[Form]
    meant: frozenset[Form]
    """The names that mean it wherever they are in a text: "tests" in a text is not about the theme of diagnostics."""


class Names:
    """All names of things that have several."""

    def __init__(self, vocabulary: Vocabulary, glossary: Iterable[GlossaryTerm]) -> None:
        searched = (
            ("setting", vocabulary.settings),
            ("specialty", vocabulary.specialties),
            ("theme", vocabulary.themes),
        )
        concepts = [
            _concept(f"{facet}:{id}", term.title, term.also, everywhere=False)
            for facet, terms in searched
            for id, term in terms.items()
        ]
        concepts += [_concept("", term.term, term.also, everywhere=True) for term in glossary]
        self._by_id = {concept.id: concept for concept in concepts if concept.id}
        self._by_first: dict[str, list[tuple[Form, _Concept]]] = {}
        self.meanings: dict[str, set[str]] = {}
        """What each name is another name for."""
        for concept in concepts:
            for form in sorted(concept.meant):
                self._by_first.setdefault(form[0], []).append((form, concept))
            for form in concept.forms - {tuple(words(concept.title))}:
                self.meanings.setdefault(" ".join(form), set()).add(concept.title)

    def of(self, ids: Iterable[str]) -> Iterator[str]:
        """Every name of some themes, settings and specialties."""
        for id in sorted(ids):
            yield from map(" ".join, self._by_id[id].forms)

    def mentioned(self, text: Sequence[str]) -> Counter[str]:
        """Every name of what a text mentions, with how often it does."""
        result: Counter[str] = Counter()
        for place, word in enumerate(text):
            for form, concept in self._by_first.get(word, ()):
                if tuple(text[place : place + len(form)]) == form:
                    result.update(map(" ".join, concept.forms))
        return result


def _concept(id: str, title: str, also: Iterable[str], *, everywhere: bool) -> _Concept:
    own = tuple(words(title))
    forms = frozenset({own, *(tuple(words(form)) for form in also)} - {()})
    return _Concept(id, title, forms, forms if everywhere else frozenset({own}))


def postings(entry: Entry, names: Names) -> Mapping[str, Posting]:
    """What each word and each name of several words says of an entry."""
    scores: Counter[str] = Counter()
    best: dict[str, tuple[int, int]] = {}
    uses: Counter[str] = Counter()

    def field(text: str, score: int) -> list[str]:
        own = words(text)
        scores.update(dict.fromkeys(own, score))
        scores.update({name: score - 2 for name in names.mentioned(own) if name not in own})
        return own

    field(entry.title, TITLE)
    field(entry.summary, SUMMARY)
    for form in entry.also:
        own = words(form)
        scores.update({" ".join(own): ALSO} | (dict.fromkeys(own, ALSO // 2) if len(own) > 1 else {}))
    for name in names.of(entry.terms):
        scores[name] += TERM
    for number, section in enumerate(entry.sections):
        heading = field(section.heading, HEADING)
        text = words(section.text)
        used = names.mentioned(text) | Counter(text)
        uses.update(used)
        for key, times in (used + Counter(dict.fromkeys(heading, MANY))).items():
            if times > best.get(key, (0, 0))[0]:
                best[key] = (times, number)
    for key, times in uses.items():
        scores[key] += 1 + (times >= SEVERAL) + (times >= MANY)
    return {key: Posting(score, best.get(key, (0, 0))[1]) for key, score in scores.items()}
