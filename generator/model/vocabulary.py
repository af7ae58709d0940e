"""The words that other files point at: roles, staff groups, stages, themes, settings, specialties."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .base import Advice, Evidenced, Item, Line, Noun, Prose


class Term(Item):
    """One entry of a vocabulary list."""

    title: Line
    """The word or phrase as a reader sees it."""
    description: Line
    """What it means here, in one line."""


class Vocabulary(Noun):
    """All the lists that profiles, projects and guidance choose from."""

    stages: dict[str, Term]
    """Stages of a scheme, in their order."""
    roles: dict[str, Term]
    """Roles that own actions, in the order in which a reader meets them."""
    staff_groups: dict[str, Term]
    """Groups of staff that may take part."""
    themes: dict[str, Term]
    """Themes of improvement projects."""
    settings: dict[str, Term]
    """Places and services where improvement projects happen."""
    specialties: dict[str, Term] = {}
    """Clinical specialties that a project may belong to."""


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


class GlossaryTerm(Item):
    """A word that a newcomer may not know."""

    term: Line
    """The word or phrase, as it appears in text."""
    definition: Line
    """What it means, in one plain sentence."""
    also: list[Line] = []
    """Other forms that mean the same: abbreviations, plurals."""


class Framework(Item, Advice):
    """A leadership framework: its name and its domains. The descriptors are our own words."""

    title: Line
    """Name of the framework."""
    publisher: Line
    """Who published it."""
    note: Prose
    """What a reader should know of its status."""
    domains: dict[str, Domain]
    """Its domains, in its order."""


class Domain(Item):
    """One domain of a framework."""

    title: Line
    """Name of the domain."""
    descriptor: Line
    """What the domain is about, in our own words."""
    core: bool = True
    """true where the domain is meant for all staff."""


Framework.model_rebuild()


def term_pattern(terms: Iterable[GlossaryTerm]) -> re.Pattern[str]:
    """Matches any form of any term as whole words, the longest first. Capitals count only in abbreviations."""
    forms = {form for term in terms for form in (term.term, *term.also)}
    alternatives = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        literal = re.escape(form).replace(r"\ ", r"\s+")
        alternatives.append(literal if form.isupper() else f"(?i:{literal})")
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives or ["(?!)"]) + r")(?![\w-])")
