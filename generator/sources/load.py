"""Reads and checks all content: files in, a Library or every fault of every file out.

bytes -> strict YAML -> nouns -> references -> rules that no schema can express -> Library
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from ..model.base import Item
from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, InputFault, Place, Severity, errors, with_excerpts
from ..model.draft import TO_DO, to_do_paths
from ..model.library import KIND, KINDS, Kind, Library, Trust
from ..model.page import is_release, release_number
from ..model.project import ImprovementProject
from ..model.scheme import Records
from ..model.scheme_file import SchemeFile
from ..model.template import TemplateKind
from ..model.trust import TrustProfile
from . import drafts, references, rules, rules_between, rules_records, typed_figures, wording
from .convert import convert, id_fault
from .entry import Entry, entries_of
from .layout import (
    FILE_KINDS,
    READ_ME,
    TRUST_ASSETS,
    TRUSTS,
    file_kind,
    profile_of,
    records_of,
    trust_of,
    word_template_of,
)
from .records import ReadRecords, read_records_file
from .suggestions import did_you_mean
from .yaml_reader import Source, read


@dataclass
class Loaded:
    """The Library, if the files have no errors, and everything to report."""

    library: Library | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """Text of each file, for excerpts."""
    drafts: list[str] = field(default_factory=list)
    """Files of projects with fields still to be filled in. The Library does not contain them."""
    schemes: Mapping[str, SchemeInput] = field(default_factory=dict)
    """What was read from workbooks, by trust."""

    def require(self) -> Library:
        """The Library; InputFault if the content has errors."""
        if self.library is None:
            raise InputFault(errors(self.diagnostics))
        return self.library


@dataclass(frozen=True, slots=True)
class SchemeInput:
    """A scheme that is in a workbook: the profile's values, and the records, which are checked already."""

    profile: Source
    records: ReadRecords | None = None
    file: SchemeFile | None = None
    row_ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of the rows of each list of the profile that has a row for each entry, by the path of the list."""


ReadScheme: TypeAlias = Callable[[Library], SchemeInput]
"""Reads a scheme. It is given the shared content, together with the trust's own projects, for names and choices. Raises
InputFault."""


@contextmanager
def _gc_paused() -> Iterator[None]:
    """Reading leaves no reference cycles, and looking for them slows down a project of thousands of files."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_gc_paused()
def load(
    files: Mapping[str, bytes],
    unreadable: Sequence[Diagnostic] = (),
    *,
    advise: bool = False,
    schemes: Mapping[str, ReadScheme] | None = None,
) -> Loaded:
    """Read and check all content.

    Args:
        files: content of each file by its path from the project folder, with forward slashes.
        unreadable: faults of files and folders that are missing from `files` because they could not be read.
        advise: also look for warnings; only `check` needs them.
        schemes: how to read the trusts whose profiles are in workbooks; a profile.yml of such a trust is not read. They
            are read last, and only if the content has no errors so far.
    """
    diagnostics = [*unreadable]
    texts: dict[str, str] = {}
    entries: list[Entry] = []
    of_records = {path: slug for path in files if (slug := trust_of(path)) and path == records_of(slug)}
    for path in sorted(files.keys() - of_records.keys() - set(map(profile_of, schemes or ()))):
        entries.extend(_read_file(path, files[path], texts, diagnostics))
    records = {slug: read_records_file(path, files[path]) for path, slug in of_records.items()}
    diagnostics.extend(fault for each in records.values() for fault in each.diagnostics)
    unread = tuple(fault.place.file for fault in unreadable)
    diagnostics.extend(fault for fault in _missing_files(files) if not fault.place.file.startswith(unread))
    sources: dict[str, SchemeInput] = {}
    if schemes and not errors(diagnostics):
        shared = assemble([entry for entry in entries if not entry.trust and not entry.draft], files)
        for trust, scheme in schemes.items():
            try:
                sources[trust] = scheme(_with_own_projects(shared, entries, trust))
            except InputFault as fault:
                diagnostics.extend(fault.diagnostics)
                continue
            noun, faults = convert(sources[trust].profile, TrustProfile, trust)
            diagnostics.extend(faults)
            if noun:
                entries.append(Entry("trust profile", noun, sources[trust].profile, (), trust))
    # References are checked only if every file could be read: otherwise each mention of an entry that has
    # another fault would be reported too, and hide that fault.
    complete = not errors(diagnostics)
    unfinished = [entry for entry in entries if entry.draft]
    entries = [entry for entry in entries if not entry.draft]
    diagnostics.extend(rules.check([*entries, *unfinished]))
    if advise:
        diagnostics.extend(rules.advise(entries))
        diagnostics.extend(wording.check(entries))
        diagnostics.extend(typed_figures.check(entries))
        diagnostics.extend(rules_between.advise(entries, files))
        diagnostics.extend(warning for entry in unfinished for warning in drafts.to_do_warnings(entry.source))
    if complete:
        diagnostics.extend(references.check([*entries, *unfinished], advise=advise))
        diagnostics.extend(rules_between.check(entries, files))
    by_file = {source.profile.file: source.profile for source in sources.values()}
    diagnostics = [
        by_file[fault.place.file].worded(fault) if fault.place.file in by_file else fault for fault in diagnostics
    ]
    diagnostics = with_excerpts(diagnostics, texts)
    library = None if errors(diagnostics) else assemble(entries, files, sources)
    if library:
        library, more = _with_records(library, records)
        diagnostics = with_excerpts([*diagnostics, *more], texts)
    return Loaded(library, diagnostics, texts, [entry.source.file for entry in unfinished], sources)


def _with_own_projects(shared: Library, entries: Sequence[Entry], trust: str) -> Library:
    own = {project.id: project for entry, project in entries_of(entries, ImprovementProject) if entry.trust == trust}
    return shared.model_copy(update={"projects": {**shared.projects, **own}})


def load_each(
    files: Mapping[str, bytes],
    unreadable: Sequence[Diagnostic] = (),
    *,
    schemes: Mapping[str, ReadScheme] | None = None,
) -> Loaded:
    """A Library without the trusts whose own files have errors, if shared content has none; faults of every file.

    Arguments as for `load`.
    """
    loaded = load(files, unreadable, schemes=schemes)
    faulty = {trust_of(fault.place.file) for fault in errors(loaded.diagnostics)}
    if not faulty or None in faulty:
        return loaded
    # References are checked only where every file can be read, so the rest may show faults of further trusts.
    faultless = {trust: scheme for trust, scheme in (schemes or {}).items() if trust not in faulty}
    rest = load_each({path: raw for path, raw in files.items() if trust_of(path) not in faulty}, schemes=faultless)
    of_faulty = [fault for fault in loaded.diagnostics if trust_of(fault.place.file) in faulty]
    diagnostics = sorted([*rest.diagnostics, *of_faulty], key=Diagnostic.sort_key)
    return Loaded(rest.library, diagnostics, loaded.texts, loaded.drafts)


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
        message = f"`{id}` cannot be the id of this {listed.name}: another page of the site has this address"
        advice = f"rename the file, such as to {id}-{listed.link}.yml"
        diagnostics.append(Diagnostic("reserved-id", message, Place(path), advice))
        return []
    source, faults = read(path, raw)
    if source is None:
        texts[path] = decoded(raw)
        diagnostics.extend(faults)
        return []
    texts[path] = source.text
    # Most files have no mark of a draft, plain or escaped; looking at every value of them takes time.
    may_be_draft = kind.name in drafts.KINDS and (TO_DO in source.text or "\\" in source.text)
    if may_be_draft and to_do_paths(source.data):
        draft, faults = drafts.examine(source, id)
        diagnostics.extend(faults)
        return [Entry(kind.name, draft, source, (), trust, draft=True)]
    if not kind.keyed:
        noun, faults = convert(source, kind.model, id)
        diagnostics.extend(faults)
        return [Entry(kind.name, noun, source, (), trust, id)] if noun else []
    return _read_collection(kind, source, trust, diagnostics)


def _read_collection(kind: Kind, source: Source, trust: str | None, diagnostics: list[Diagnostic]) -> list[Entry]:
    entries = []
    for key, value in source.data.items():
        place = source.place((key,), key=True)
        if kind.name == "release" and not is_release(key):
            advice = 'a release is a year and a number in quotes, such as "2026.1"'
            diagnostics.append(Diagnostic("bad-id", f"`{key[:80]}` is not an id", place, advice))
        elif kind.name != "release" and (fault := id_fault(key, place)):
            diagnostics.append(fault)
        elif not isinstance(value, dict):
            message = f"`{key}` should be a mapping with fields of its own"
            diagnostics.append(Diagnostic("wrong-type", message, place, "indent its fields below it"))
        else:
            noun, faults = convert(source, kind.model, key, (key,))
            diagnostics.extend(faults)
            if noun:
                entries.append(Entry(kind.name, noun, source, (key,), trust))
    return entries


def _unexpected_file(path: str) -> Diagnostic:
    if path.endswith(".yaml"):
        return Diagnostic("unexpected-file", "the file name ends in .yaml", Place(path), "rename it to .yml")
    if path.startswith(f"{TRUSTS}/") and not path.endswith(".yml"):
        # A planner may keep notes beside the profile; a playbook is made all the same.
        advice = "a trust's folder takes profile.yml, template.docx or template.dotx, template.pptx and a logo as PNG"
        return Diagnostic("unexpected-file", "nothing reads this file", Place(path), advice, Severity.WARNING)
    suggestion = did_you_mean(path, [kind.file for kind in FILE_KINDS]) if path.endswith(".yml") else None
    advice = suggestion or "move it out of the content folders"
    return Diagnostic("unexpected-file", "nothing reads this file", Place(path), advice)


def _missing_files(files: Mapping[str, bytes]) -> list[Diagnostic]:
    return [
        Diagnostic("missing-file", f"there is no {kind.name} file", Place(kind.file), f"write {kind.file}")
        for kind in FILE_KINDS
        if not kind.optional and (kind.single or kind.keyed) and kind.file not in files
    ]


def assemble(
    entries: list[Entry], files: Mapping[str, bytes], schemes: Mapping[str, SchemeInput] | None = None
) -> Library:
    """Put checked entries together, each kind in the order in which readers meet it."""
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
    return Library(**values, trusts=_trusts(entries, files, schemes or {}))


def _by_title(_id: str, noun: Any, _values: dict[str, Any]) -> str:
    title: str = noun.title
    return title.casefold()


def _by_release(id: str, _noun: Any, _values: dict[str, Any]) -> tuple[int, ...]:
    return release_number(id)


_ORDER: dict[str, Callable[[str, Any, dict[str, Any]], Any]] = {
    "release": _by_release,
    "changes": _by_release,
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
    "framework": _by_title,
    "glossary term": lambda _, term, __: term.term.casefold(),
}
"""Sort key of a kind, from the id, the noun and the nouns read before it; other kinds keep the order of their files."""


def _trusts(entries: list[Entry], files: Mapping[str, bytes], schemes: Mapping[str, SchemeInput]) -> dict[str, Trust]:
    by_trust: dict[str, dict[str, Any]] = {}
    starts: dict[str, Place] = {}
    for entry, item in entries_of(entries, Item):
        if isinstance(item, TrustProfile) and entry.trust is not None:
            field = "start" if item.cohort.start else "starts_after_changeover"
            starts[entry.trust] = entry.place(("cohort", field))
        if entry.trust is not None:
            by_trust.setdefault(entry.trust, {}).setdefault(entry.kind, {})[item.id] = item
    trusts = {}
    for slug, kinds in by_trust.items():
        profile: TrustProfile = kinds["trust profile"][slug]
        logo = profile.brand.logo
        trusts[slug] = Trust(
            profile=profile,
            **{kind.attribute: kinds.get(kind.name, {}) for kind in KINDS if kind.shared},
            logo=files[f"{TRUSTS}/{slug}/{logo}"] if logo else None,
            word_template=word_template_of(slug, files),
            slides_template=files.get(f"{TRUSTS}/{slug}/template.pptx"),
            start_place=starts[slug],
            **_of_workbook(schemes.get(slug)),
        )
    return trusts


def _of_workbook(scheme: SchemeInput | None) -> dict[str, Any]:
    """The fields of a trust that its workbook has besides the profile."""
    if scheme is None:
        return {}
    records = scheme.records.records if scheme.records else None
    return {"records": records or Records(), "scheme_file": scheme.file, "row_ids": scheme.row_ids}


def _with_records(library: Library, records: Mapping[str, ReadRecords]) -> tuple[Library | None, list[Diagnostic]]:
    """The Library with the records that are in YAML, and what is wrong with them; None in its place after an error."""
    trusts, diagnostics = dict(library.trusts), list[Diagnostic]()
    for slug, of_trust in records.items():
        trust = trusts.get(slug)
        if trust and of_trust.records and trust.scheme_file is None:
            diagnostics += rules_records.check_with_trust(of_trust.records, of_trust.source, library, trust)
            trusts[slug] = trust.model_copy(update={"records": of_trust.records})
    if errors(diagnostics):
        return None, diagnostics
    return library.model_copy(update={"trusts": trusts}) if records else library, diagnostics
