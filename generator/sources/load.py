"""The pipeline of this room: files in, one checked Library out, with every fault of every file.

bytes -> strict YAML -> nouns -> references resolved -> rules that no schema can make -> Library
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.base import Item
from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, InputFault, Place, Severity, errors, with_excerpts
from ..model.draft import TO_DO, to_do_paths
from ..model.library import KIND, KINDS, Kind, Library, Trust
from ..model.page import is_release, release_number
from ..model.template import TemplateKind
from ..model.trust import TrustProfile
from . import drafts, references, rules, rules_between, wording
from .convert import convert, id_fault
from .entry import Entry
from .layout import FILE_KINDS, READ_ME, TRUST_ASSETS, file_kind
from .suggestions import did_you_mean
from .yaml_reader import Source, read


@dataclass
class Loaded:
    """What came of the files: a Library where nothing stands in the way, and everything to report."""

    library: Library | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """Text of each file that could be decoded, for excerpts."""
    drafts: list[str] = field(default_factory=list)
    """Files of projects in which something is still to be filled in. The Library does without them."""

    def require(self) -> Library:
        """The Library.

        Raises:
            InputFault: the input has faults.
        """
        if self.library is None:
            raise InputFault(errors(self.diagnostics))
        return self.library


def load(files: Mapping[str, bytes], *, advise: bool = False, forms: Mapping[str, Source] | None = None) -> Loaded:
    """Read and check all content.

    Args:
        files: content of each file by its path from the project folder, with forward slashes.
        advise: look for what only deserves a warning too; `check` asks for it, other commands need not wait for it.
        forms: profiles that were read from elsewhere than a file of YAML, by their trust.
    """
    with _uncollected():
        return _load(files, advise, forms or {})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python's search for cycles, which reading leaves none of, would make each file of thousands dearer."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _load(files: Mapping[str, bytes], advise: bool, forms: Mapping[str, Source]) -> Loaded:
    diagnostics: list[Diagnostic] = []
    texts: dict[str, str] = {}
    entries: list[Entry] = []
    for path in sorted(files):
        found = _read_file(path, files[path], texts, diagnostics)
        entries.extend(found)
    for trust, source in forms.items():
        noun, faults = convert(source, TrustProfile, trust)
        diagnostics.extend(faults)
        if noun:
            entries.append(Entry("trust profile", noun, source, (), trust))
    diagnostics.extend(_missing_files(files))
    # References are looked up only where each file could be read: an entry that is lost to another fault
    # would make every mention of it a second fault, which hides the first.
    whole = not errors(diagnostics)
    unfinished = [entry for entry in entries if entry.draft]
    entries = [entry for entry in entries if not entry.draft]
    diagnostics.extend(rules.check([*entries, *unfinished]))
    if advise:
        diagnostics.extend(rules.advise(entries))
        diagnostics.extend(wording.check(entries))
        diagnostics.extend(rules_between.advise(entries, files))
        diagnostics.extend(warning for entry in unfinished for warning in drafts.to_do_warnings(entry.source))
    if whole:
        diagnostics.extend(references.check([*entries, *unfinished], advise=advise))
        diagnostics.extend(rules_between.check(entries, files))
    diagnostics = with_excerpts(diagnostics, texts)
    library = None if errors(diagnostics) else assemble(entries, files)
    return Loaded(library, diagnostics, texts, [entry.source.file for entry in unfinished])


def load_each(files: Mapping[str, bytes]) -> Loaded:
    """Read and check all content; a trust whose own files have faults is left out, and the others are there.

    Args:
        files: content of each file by its path from the project folder, with forward slashes.

    Returns:
        A Library wherever the shared content is without fault, with the faults of every file.
    """
    loaded = load(files)
    faulty = {trust_of(fault.place.file) for fault in errors(loaded.diagnostics)}
    if not faulty or None in faulty:
        return loaded
    kept = load({path: raw for path, raw in files.items() if trust_of(path) not in faulty})
    found = [fault for fault in loaded.diagnostics if trust_of(fault.place.file) in faulty]
    return Loaded(
        kept.library, sorted([*kept.diagnostics, *found], key=Diagnostic.sort_key), loaded.texts, loaded.drafts
    )


def trust_of(path: str) -> str | None:
    """The trust that a file belongs to; None for shared content."""
    parts = path.split("/")
    return parts[2] if parts[:2] == ["content", "trusts"] and len(parts) > 3 else None


def _read_file(path: str, raw: bytes, texts: dict[str, str], diagnostics: list[Diagnostic]) -> list[Entry]:
    placed = file_kind(path)
    if placed is None:
        if not TRUST_ASSETS.fullmatch(path) and not READ_ME.fullmatch(path):
            diagnostics.append(_unexpected_file(path))
        return []
    kind, id, trust = placed
    for slug in filter(None, (id if "*" in kind.file else None, trust)):
        if kind.name == "changes" and is_release(slug):
            continue
        if fault := id_fault(slug, Place(path)):
            diagnostics.append(replace(fault, help=f"rename it: {fault.help}"))
            return []
    listed = KIND[kind.shared or kind.name]
    if listed.page and id in ("index", *listed.reserved):
        message = f"`{id}` cannot be the id of a {listed.name}: another page of the site has this address"
        diagnostics.append(
            Diagnostic("reserved-id", message, Place(path), f"rename the file, such as to {id}-{listed.link}.yml")
        )
        return []
    source, faults = read(path, raw)
    if source is None:
        texts[path] = decoded(raw)
        diagnostics.extend(faults)
        return []
    texts[path] = source.text
    if kind.name in drafts.KINDS and _may_be_draft(source.text) and to_do_paths(source.data):
        part, faults = drafts.examine(source, id)
        diagnostics.extend(faults)
        return [Entry(kind.name, part, source, (), trust, draft=True)]
    if not kind.keyed:
        noun, faults = convert(source, kind.model, id)
        diagnostics.extend(faults)
        return [Entry(kind.name, noun, source, (), trust, id)] if noun else []
    return _read_collection(kind, source, trust, diagnostics)


def _may_be_draft(text: str) -> bool:
    """Whether it is worth a walk over the values: the mark stands in the text, or something that may spell it."""
    return TO_DO in text or "\\" in text


def _read_collection(kind: Kind, source: Source, trust: str | None, diagnostics: list[Diagnostic]) -> list[Entry]:
    entries = []
    for key, value in source.data.items():
        place = source.place((key,), key=True)
        if kind.name == "release":
            advice = 'a release is a year and a number in quotes, such as "2026.1"'
            bad = not is_release(key)
            fault = Diagnostic("bad-id", f"`{key[:80]}` is not an id", place, advice) if bad else None
        else:
            fault = id_fault(key, place)
        if fault:
            diagnostics.append(fault)
            continue
        if not isinstance(value, dict):
            diagnostics.append(
                Diagnostic(
                    "wrong-type",
                    f"`{key}` should be a mapping with fields of its own",
                    place,
                    "indent its fields below it",
                )
            )
            continue
        noun, faults = convert(source, kind.model, key, (key,))
        diagnostics.extend(faults)
        if noun:
            entries.append(Entry(kind.name, noun, source, (key,), trust))
    return entries


def _unexpected_file(path: str) -> Diagnostic:
    if path.endswith(".yaml"):
        return Diagnostic("unexpected-file", "the file name ends in .yaml", Place(path), "rename it to .yml")
    if trust_of(path) and not path.endswith(".yml"):
        # A planner may keep notes beside the profile; a playbook is made all the same.
        advice = "a trust's folder takes profile.yml, template.docx, template.pptx and a logo as PNG"
        return Diagnostic("unexpected-file", "nothing reads this file", Place(path), advice, Severity.WARNING)
    suggestion = did_you_mean(path, [kind.file for kind in FILE_KINDS])
    advice = suggestion or "move it out of the content folders"
    return Diagnostic("unexpected-file", "nothing reads this file", Place(path), advice)


def _missing_files(files: Mapping[str, bytes]) -> list[Diagnostic]:
    return [
        Diagnostic("missing-file", f"there is no {kind.name} file", Place(kind.file), f"write {kind.file}")
        for kind in FILE_KINDS
        if not kind.optional and (kind.single or kind.keyed) and kind.file not in files
    ]


def assemble(entries: list[Entry], files: Mapping[str, bytes]) -> Library:
    """Put checked entries together, each list in the order that readers meet."""
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
            order = _ORDER.get(kind.name)
            if order:
                nouns = {id: nouns[id] for id in sorted(nouns, key=lambda key: order(key, nouns[key], values))}
            values[kind.attribute] = nouns
    return Library(**values, trusts=_trusts(entries, files))


def _by_title(_id: str, noun: Any, _values: dict[str, Any]) -> str:
    title: str = noun.title
    return title.casefold()


def _by_release(id: str, _noun: Any, _values: dict[str, Any]) -> tuple[int, ...]:
    return release_number(id)


_ORDER: dict[str, Callable[[str, Any, dict[str, Any]], Any]] = {
    "release": _by_release,
    "changes": _by_release,
    "guidance topic": lambda _, topic, values: (
        list(values["vocabulary"].stages).index(topic.stage),
        topic.order,
        topic.id,
    ),
    "component": lambda _, noun, values: values["programme"].components.index(noun.id),
    "workshop": lambda _, noun, values: values["programme"].workshops.index(noun.id),
    "improvement project": _by_title,
    "case study": _by_title,
    "instrument": _by_title,
    "template": lambda _, template, __: (list(TemplateKind).index(template.kind), template.title.casefold()),
    "framework": _by_title,
    "glossary term": lambda _, term, __: term.term.casefold(),
}
"""How the nouns of a kind are sorted, by their ids, themselves and the single nouns; other kinds stay as read."""


def _trusts(entries: list[Entry], files: Mapping[str, bytes]) -> dict[str, Trust]:
    parts: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.trust is not None and isinstance(entry.noun, Item):
            kind = parts.setdefault(entry.trust, {}).setdefault(entry.kind, {})
            kind[entry.noun.id] = entry.noun
    trusts = {}
    for slug, kinds in parts.items():
        profile: TrustProfile = kinds["trust profile"][slug]
        logo = profile.brand.logo
        trusts[slug] = Trust(
            profile=profile,
            **{kind.attribute: kinds.get(kind.name, {}) for kind in KINDS if kind.shared},
            logo=files[f"content/trusts/{slug}/{logo}"] if logo else None,
            word_template=files.get(f"content/trusts/{slug}/template.docx"),
            slides_template=files.get(f"content/trusts/{slug}/template.pptx"),
        )
    return trusts
