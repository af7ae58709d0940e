"""Vocabulary that other files refer to, pairing methods, glossary terms and leadership frameworks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from .base import Advice, Evidenced, Item, Line, Noun, Prose
from .pairing import Side, Weight, Wish


class Term(Item):
    """One entry of a vocabulary list."""

    title: Line
    """The word or phrase as a reader sees it."""
    description: Line
    """What it means here, in one line."""


class SearchedTerm(Term):
    """A term of the project menu: a theme, a setting or a specialty."""

    also: list[Line] = []
    """Other words by which people search for it: abbreviations and everyday names, such as A&E."""


class StaffGroup(Term):
    """A group of staff that may take part."""

    member: Line | None = None
    """What one of them is called beside a partner, such as clinician. None: the title."""
    of_partner: bool = False
    """true: they work for a partner organisation, which running text then names."""

    @property
    def side(self) -> Side | None:
        """The side from which its members come into a group; None if the content does not say."""
        own = next((side for side in Side if side.value == self.member), None)
        return own or (Side.COLLEAGUE if self.of_partner else None)


class Vocabulary(Noun):
    """All the lists that profiles, projects and guidance choose from."""

    stages: dict[str, Term]
    """Stages of a scheme, in their order."""
    roles: dict[str, Term]
    """Roles that own actions, in the order in which a reader meets them."""
    staff_groups: dict[str, StaffGroup]
    """Groups of staff that may take part."""
    themes: dict[str, SearchedTerm]
    """Themes of improvement projects."""
    settings: dict[str, SearchedTerm]
    """Places and services where improvement projects happen."""
    specialties: dict[str, SearchedTerm] = {}
    """Clinical specialties that a project may belong to."""
    career_stages: dict[str, Term] = {}
    """Stages of a career, the earliest first: those next to each other are near."""
    learning_topics: dict[str, Term] = {}
    """What participants can learn from one another."""


class PairingMethod(Item, Evidenced):
    """One way of forming pairs or groups."""

    title: Line
    """Name of the method."""
    summary: Line
    """What it is, in one line."""
    how: Prose
    """How to do it, step by step."""
    fits_when: Prose
    """When it is the right choice."""
    watch_for: Prose
    """What can go wrong, and what to do about it."""
    wishes: dict[Wish, Weight] = {}
    """What counts, and how much, when partners are proposed; what is left out does not count."""


def _is_plural(name: str, singular: str) -> bool:
    """Whether a name is a regular plural of another."""
    return name in (f"{singular}s", f"{singular}es", f"{singular.removesuffix('y')}ies")


class GlossaryTerm(Item):
    """A word that a newcomer may not know."""

    term: Line
    """The word or phrase, as it appears in text."""
    definition: Line
    """What it means, in one plain sentence."""
    also: list[Line] = []
    """Other forms that mean the same: abbreviations, plurals."""

    @property
    def other_names(self) -> list[str]:
        """Other forms that a reader may not know to be the same: all but plurals of those before them."""
        names = [self.term, *self.also]
        return [name for name in self.also if not any(_is_plural(name, other) for other in names)]


class PreferredTerm(Item):
    """The word that this guide uses for a thing, and the words that it does not use."""

    term: Line
    """The word or phrase, in the singular."""
    instead_of: Annotated[list[Line], Field(min_length=1)]
    """Words that mean the same and are not used, in the singular. Their plurals with s are not used either."""
    note: Line | None = None
    """When another word is right, or why this one is."""


class Domain(Item):
    """One domain of a framework."""

    title: Line
    """Name of the domain."""
    descriptor: Line
    """What the domain is about, in our own words."""
    core: bool = True
    """true where the domain is meant for all staff."""
    standards: list[Line] = []
    """Names of the standards within it, in its order."""


class Framework(Item, Advice):
    """A leadership framework: its name and its domains. The descriptors are our own words."""

    title: Line
    """Name of the framework."""
    publisher: Line
    """Who published it."""
    usual: bool = False
    """true for the framework of trusts that choose none."""
    note: Prose
    """What a reader should know of its status."""
    domains: dict[str, Domain]
    """Its domains, in its order."""


_WORD = re.compile(r"[^\W_][\w'\u2019-]*")
"""A word, with its hyphens and apostrophes."""


class TermFinder:
    """Finds glossary terms in text as whole words, the longest form first. Case matters only in abbreviations.

    Each word is looked up in a table, so the cost does not grow with the number of terms.
    """

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str, GlossaryTerm]]] = {}
        for term in terms:
            for form in (term.term, *term.also):
                words = _WORD.findall(form.casefold())
                if words:
                    self._by_first.setdefault(words[0], []).append((words, form, term))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: (-len(form[0]), form[1]))

    def find(self, text: str) -> Iterator[tuple[int, int, GlossaryTerm]]:
        """Start, end and term of each use, in order; uses do not overlap."""
        words = [word.casefold() for word in _WORD.findall(text)]
        starts = [position for position, word in enumerate(words) if word in self._by_first]
        # Most texts have no term, so where their words are need not be known.
        matches = list(_WORD.finditer(text)) if starts else []
        free = 0
        for position in starts:
            if position >= free:
                for form, typed, term in self._by_first[words[position]]:
                    after = position + len(form)
                    if words[position:after] == form and self._as_typed(text, matches[position:after], typed):
                        yield matches[position].start(), matches[after - 1].end(), term
                        free = after
                        break

    @staticmethod
    def _as_typed(text: str, words: list[re.Match[str]], typed: str) -> bool:
        """Whether only spaces separate some words, and whether their case is that of an abbreviation."""
        if any(text[before.end() : after.start()].strip() for before, after in pairwise(words)):
            return False
        return not typed.isupper() or " ".join(text[words[0].start() : words[-1].end()].split()) == typed
