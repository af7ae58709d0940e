"""What each word says of an entry of the search: how much, and in which section.

An entry is found by other names too: by all that its themes, settings and specialties are called, and by all forms of a
glossary term that it mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model.vocabulary import GlossaryTerm, Vocabulary
from .search_entries import KINDS, Entry
from .search_text import words

TITLE, ALSO, SUMMARY, TERM, HEADING, KIND = 8, 6, 4, 4, 3, 2
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
    names: tuple[str, ...]
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
            for name in concept.names:
                if name != " ".join(words(concept.title)):
                    self.meanings.setdefault(name, set()).add(concept.title)

    def of(self, id: str) -> tuple[str, ...]:
        """Every name of a theme, setting or specialty."""
        return self._by_id[id].names

    def mentioned(self, text: Sequence[str]) -> dict[str, int]:
        """Every name of what a text mentions, with how often it does."""
        result: dict[str, int] = {}
        for place in [place for place, word in enumerate(text) if word in self._by_first]:
            for form, concept in self._by_first[text[place]]:
                if len(form) == 1 or tuple(text[place : place + len(form)]) == form:
                    for name in concept.names:
                        result[name] = result.get(name, 0) + 1
        return result


def _concept(id: str, title: str, also: Iterable[str], *, everywhere: bool) -> _Concept:
    own = tuple(words(title))
    forms = {own, *(tuple(words(form)) for form in also)} - {()}
    meant = forms if everywhere else {own}
    return _Concept(id, title, tuple(sorted(map(" ".join, forms))), frozenset(meant))


def postings(entry: Entry, names: Names) -> dict[str, Posting]:
    """What each word and each name of several words says of an entry."""
    scores: dict[str, int] = {}
    _add(scores, words(KINDS[entry.kind].title), KIND)
    lists = Counter(id.partition(":")[0] for id in entry.terms)
    for id in entry.terms:
        # It says more of what belongs to nothing else.
        _add(scores, names.of(id), TERM + (lists[id.partition(":")[0]] == 1))
    for form in entry.also:
        _add(scores, words(form), ALSO // 2)
        _add(scores, [" ".join(words(form))], ALSO - ALSO // 2 if len(words(form)) == 1 else ALSO)
    _mention(scores, words(entry.title), names, TITLE)
    _mention(scores, words(entry.summary), names, SUMMARY)
    headed: set[str] = set()
    uses: dict[str, int] = {}
    most: dict[str, int] = {}
    where: dict[str, int] = {}
    for number, section in enumerate(entry.sections):
        heading, text = words(section.heading), words(section.text)
        headed.update(heading, names.mentioned(heading))
        used: dict[str, int] = Counter(text)
        for name, times in names.mentioned(text).items():
            used[name] = max(times, used.get(name, 0))
        for word, times in used.items():
            if word not in uses:
                uses[word], most[word], where[word] = times, times, number
            else:
                uses[word] += times
                if times > most[word]:
                    most[word], where[word] = times, number
        for word in heading:
            if (weight := used.get(word, 0) + MANY) > most.get(word, 0):
                most[word], where[word] = weight, number
    _add(scores, headed, HEADING)
    for word, times in uses.items():
        scores[word] = scores.get(word, 0) + (1 if times < SEVERAL else 2 if times < MANY else 3)
    return {word: Posting(score, where.get(word, 0)) for word, score in scores.items()}


def _add(scores: dict[str, int], found: Iterable[str], score: int) -> None:
    for word in set(found):
        scores[word] = scores.get(word, 0) + score


def _mention(scores: dict[str, int], text: Sequence[str], names: Names, score: int) -> None:
    """Add what the words of a line and the names of what it mentions say; another name says a little less."""
    _add(scores, text, score)
    _add(scores, names.mentioned(text).keys() - set(text), score - 1)
