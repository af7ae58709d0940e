"""Reads and checks all content: files in, a Library or every fault of every file out.

bytes -> strict YAML -> nouns -> references -> rules that no schema can express -> Library
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model.diagnostics import Diagnostic, InputFault, Place, errors, with_excerpts
from ..model.library import Library
from ..model.project import ImprovementProject
from ..model.trust import TrustProfile
from . import drafts, references, rules, rules_between, rules_records
from .assemble import assemble, shared_entries, trusts
from .content_file import FilesReadBefore
from .convert import convert
from .entry import Entry, entries_of
from .layout import (
    FILE_KINDS,
    is_of_evaluation_example,
    profile_of,
    records_of,
    sample_records_of,
    trust_of,
)
from .records import ReadRecords, read_records_file
from .references import Known
from .scheme_input import ReadScheme, SchemeInput


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
    before: FilesReadBefore | None = None,
) -> Loaded:
    """Read and check all content.

    Args:
        files: content of each file by its path from the project folder, with forward slashes.
        unreadable: faults of files and folders that are missing from `files` because they could not be read.
        advise: also look for warnings; only `check` needs them.
        schemes: how to read the trusts whose profiles are in workbooks; a profile.yml of such a trust is not read. They
            are read last, and only if the content has no errors so far.
        before: what was read of the files before. It now holds what was read of these.
    """
    reading = _Reading(files, [*unreadable], before or FilesReadBefore())
    reading.read(without=map(profile_of, schemes or ()))
    unread = tuple(fault.place.file for fault in unreadable)
    reading.diagnostics.extend(fault for fault in _missing_files(files) if not fault.place.file.startswith(unread))
    if schemes and not errors(reading.diagnostics):
        reading.read_schemes(assemble([entry for entry in reading.entries if not entry.trust], files), schemes)
    # References are checked only if every file could be read: otherwise each mention of an entry that has
    # another fault would be reported too, and hide that fault.
    complete = not errors(reading.diagnostics)
    reading.check(Known([*reading.entries, *reading.unfinished]) if complete else None, advise=advise)
    return reading.loaded(lambda: assemble(reading.entries, files, reading.sources))


class CheckedContent(NamedTuple):
    """Shared content that has been checked, for the check of one trust after another."""

    library: Library
    known: Known

    @classmethod
    def of(cls, library: Library, unfinished: Iterable[str] = ()) -> CheckedContent:
        """The shared content of a Library. `unfinished` are the files of projects that are still drafts."""
        known = Known(list(shared_entries(library)))
        known.drafts |= {stem: path for path in unfinished if (stem := path.rpartition("/")[2].removesuffix(".yml"))}
        return cls(library.model_copy(update={"trusts": {}}), known)


@_gc_paused()
def load_trust(
    content: CheckedContent, slug: str, files: Mapping[str, bytes], scheme: ReadScheme | None = None
) -> Loaded:
    """Read and check one trust beside content that has been checked: a Library with this trust alone, or its faults.

    The diagnostics are those that `load_each` gives of the trust's files.

    Args:
        content: the shared content.
        slug: the trust's id.
        files: the files of its folder, by their path from the project folder.
        scheme: how to read its workbook, if its profile is in one.
    """
    reading = _Reading(files, [], FilesReadBefore())
    reading.read(without=[profile_of(slug)] if scheme else [])
    if scheme and not errors(reading.diagnostics):
        reading.read_schemes(content.library, {slug: scheme})
    complete = not errors(reading.diagnostics)
    reading.check(content.known.also([*reading.entries, *reading.unfinished]) if complete else None)
    return reading.loaded(
        lambda: content.library.model_copy(update={"trusts": trusts(reading.entries, files, reading.sources)})
    )


@dataclass
class _Reading:
    """What was read of some files so far, and what is wrong with it."""

    files: Mapping[str, bytes]
    diagnostics: list[Diagnostic]
    before: FilesReadBefore
    texts: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    unfinished: list[Entry] = field(default_factory=list)
    """Entries of drafts."""
    broken_rules: list[Diagnostic] = field(default_factory=list)
    """Errors within entries that could be read."""
    records: dict[tuple[str, str], ReadRecords] = field(default_factory=dict)
    """By the trust and the field that holds them."""
    sources: dict[str, SchemeInput] = field(default_factory=dict)

    def read(self, without: Iterable[str]) -> None:
        """Read the files but for some paths."""
        of_records = {path: key for path in self.files if (key := _records_at(path))}
        others = filter(is_of_evaluation_example, self.files)
        for path in sorted(self.files.keys() - of_records.keys() - {*without, *others}):
            file = self.before.read(path, self.files[path])
            self.diagnostics.extend(file.unread)
            self.broken_rules.extend(file.broken_rules)
            if file.text is not None:
                self.texts[path] = file.text
            for entry in file.entries:
                (self.unfinished if entry.draft else self.entries).append(entry)
        self.before.forget_others(self.files)
        self.records = {key: read_records_file(path, self.files[path]) for path, key in of_records.items()}
        self.diagnostics.extend(fault for each in self.records.values() for fault in each.diagnostics)

    def read_schemes(self, shared: Library, schemes: Mapping[str, ReadScheme]) -> None:
        """Read the trusts whose profiles are in workbooks, each beside the shared content and its own projects."""
        for trust, scheme in schemes.items():
            projects = {
                project.id: project
                for entry, project in entries_of(self.entries, ImprovementProject)
                if entry.trust == trust
            }
            try:
                source = scheme(shared.model_copy(update={"projects": {**shared.projects, **projects}}))
            except InputFault as fault:
                self.diagnostics.extend(fault.diagnostics)
                continue
            self.sources[trust] = source
            noun, faults = convert(source.profile, TrustProfile, trust)
            self.diagnostics.extend(faults)
            if noun:
                entry = Entry("trust profile", noun, source.profile, (), trust)
                self.entries.append(entry)
                self.broken_rules.extend(rules.check([entry]))

    def check(self, known: Known | None, *, advise: bool = False) -> None:
        """Look for faults in the entries. `known` is what they may refer to; None to leave references alone."""
        every = [*self.entries, *self.unfinished]
        self.diagnostics.extend(self.broken_rules)
        if advise:
            # Only `check` looks for these, and their expressions take a moment to compile.
            from . import typed_figures, wording

            self.diagnostics.extend(rules.advise(self.entries))
            self.diagnostics.extend(wording.check(self.entries))
            self.diagnostics.extend(typed_figures.check(self.entries))
            self.diagnostics.extend(rules_between.advise(self.entries, self.files))
            self.diagnostics.extend(
                warning for entry in self.unfinished for warning in drafts.to_do_warnings(entry.source)
            )
        if known is not None:
            self.diagnostics.extend(references.check(every, known, advise=advise))
            self.diagnostics.extend(rules_between.check(self.entries, known, self.files))

    def loaded(self, library: Callable[[], Library]) -> Loaded:
        """The result. `library` puts the entries together, which is possible where there are no errors."""
        by_file = {source.profile.file: source.profile for source in self.sources.values()}
        diagnostics = with_excerpts(
            (
                by_file[fault.place.file].worded(fault) if fault.place.file in by_file else fault
                for fault in self.diagnostics
            ),
            self.texts,
        )
        result = None
        if not errors(diagnostics):
            result, more = _with_records(library(), self.records)
            diagnostics = with_excerpts([*diagnostics, *more], self.texts)
        unfinished = [entry.source.file for entry in self.unfinished]
        return Loaded(result, diagnostics, self.texts, unfinished, self.sources)


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


def _missing_files(files: Mapping[str, bytes]) -> list[Diagnostic]:
    return [
        Diagnostic("missing-file", f"there is no {kind.name} file", Place(kind.file), f"write {kind.file}")
        for kind in FILE_KINDS
        if not kind.optional and (kind.single or kind.keyed) and kind.file not in files
    ]


def _records_at(path: str) -> tuple[str, str] | None:
    """The trust, and the field of it, whose records a file holds."""
    slug = trust_of(path) or ""
    return {records_of(slug): (slug, "records"), sample_records_of(slug): (slug, "sample")}.get(path)


def _with_records(
    library: Library, records: Mapping[tuple[str, str], ReadRecords]
) -> tuple[Library | None, list[Diagnostic]]:
    """The Library with the records that are in YAML, and what is wrong with them; None in its place after an error."""
    trusts, diagnostics = dict(library.trusts), list[Diagnostic]()
    for (slug, field_name), of_trust in records.items():
        trust = trusts.get(slug)
        if trust and of_trust.records and trust.scheme_file is None:
            diagnostics += rules_records.check_with_trust(of_trust.records, of_trust.source, library, trust)
            trusts[slug] = trust.model_copy(update={field_name: of_trust.records})
    if errors(diagnostics):
        return None, diagnostics
    return library.model_copy(update={"trusts": trusts}) if records else library, diagnostics
