"""Puts checked entries together as a Library, each kind in the order in which readers meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.base import Item
from ..model.diagnostics import Place
from ..model.library import KINDS, Library, Trust
from ..model.page import release_number
from ..model.scheme import Records
from ..model.template import TemplateKind
from ..model.trust import TrustProfile
from .entry import Entry, entries_of
from .layout import FILE_KINDS, TRUSTS, word_template_of
from .scheme_input import SchemeInput
from .yaml_reader import Source, Spot


def assemble(
    entries: list[Entry], files: Mapping[str, bytes], schemes: Mapping[str, SchemeInput] | None = None
) -> Library:
    """The Library of checked entries, shared and of trusts."""
    shared: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.trust is None:
            key = entry.noun.id if isinstance(entry.noun, Item) else entry.name
            shared.setdefault(entry.kind, {})[key] = entry.noun

    values: dict[str, Any] = {}
    for kind in KINDS:
        nouns = shared.get(kind.name, {})
        if kind.single:
            values[kind.attribute] = next(iter(nouns.values()), None)
        elif kind.file and "<trust>" not in kind.file:
            if order := _ORDER.get(kind.name):
                nouns = {id: nouns[id] for id in sorted(nouns, key=lambda key: order(key, nouns[key], values))}
            values[kind.attribute] = nouns
    return Library(**values, trusts=trusts(entries, files, schemes or {}))


def shared_entries(library: Library) -> Iterator[Entry]:
    """The shared nouns of a Library as entries, for references to them. They have no file."""
    nowhere = Source("", "", {}, Spot(0, 0, 1))
    for kind in FILE_KINDS:
        nouns = None if "<trust>" in kind.file else getattr(library, kind.attribute)
        for id, noun in nouns.items() if isinstance(nouns, dict) else [("", nouns)]:
            if noun is not None:
                yield Entry(kind.name, noun, nowhere, name=id)


def _by_title(_id: str, noun: Any, _values: dict[str, Any]) -> str:
    title: str = noun.title
    return title.casefold()


def _by_release(id: str, _noun: Any, _values: dict[str, Any]) -> tuple[int, ...]:
    return release_number(id)


_ORDER: dict[str, Callable[[str, Any, dict[str, Any]], Any]] = {
    "release": _by_release,
    "changes": _by_release,
    "learning path": lambda _, path, values: min(list(values["vocabulary"].roles).index(role) for role in path.roles),
    "guidance topic": lambda _, noun, values: (
        list(values["vocabulary"].stages).index(noun.stage),
        noun.order,
        noun.id,
    ),
    "component": lambda _, noun, values: values["programme"].components.index(noun.id),
    "workshop": lambda _, noun, values: values["programme"].workshops.index(noun.id),
    "improvement project": _by_title,
    "case study": _by_title,
    "instrument": _by_title,
    "template": lambda _, template, __: (list(TemplateKind).index(template.kind), template.title.casefold()),
    "framework": lambda _, framework, __: (not framework.usual, framework.title.casefold()),
    "glossary term": lambda _, term, __: term.term.casefold(),
}
"""Sort key of a kind, from the id, the noun and the nouns read before it; other kinds keep the order of their files."""


def trusts(entries: list[Entry], files: Mapping[str, bytes], schemes: Mapping[str, SchemeInput]) -> dict[str, Trust]:
    """The trusts of checked entries, each with the files beside its profile."""
    by_trust: dict[str, dict[str, Any]] = {}
    starts: dict[str, Place] = {}
    for entry, item in entries_of(entries, Item):
        if isinstance(item, TrustProfile) and entry.trust is not None:
            field = "start" if item.cohort.start else "starts_after_changeover"
            starts[entry.trust] = entry.place(("cohort", field))
        if entry.trust is not None:
            by_trust.setdefault(entry.trust, {}).setdefault(entry.kind, {})[item.id] = item
    by_slug = {}
    for slug, kinds in by_trust.items():
        profile: TrustProfile = kinds["trust profile"][slug]
        logo = profile.brand.logo
        by_slug[slug] = Trust(
            profile=profile,
            **{kind.attribute: kinds.get(kind.name, {}) for kind in KINDS if kind.shared},
            logo=files[f"{TRUSTS}/{slug}/{logo}"] if logo else None,
            word_template=word_template_of(slug, files),
            slides_template=files.get(f"{TRUSTS}/{slug}/template.pptx"),
            start_place=starts[slug],
            **_of_workbook(schemes.get(slug)),
        )
    return by_slug


def _of_workbook(scheme: SchemeInput | None) -> dict[str, Any]:
    """The fields of a trust that its workbook has besides the profile."""
    if scheme is None:
        return {}
    records = scheme.records.records if scheme.records else None
    return {"records": records or Records(), "scheme_file": scheme.file, "row_ids": scheme.row_ids}
