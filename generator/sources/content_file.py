"""One file of the content: its nouns, and what is wrong within it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.draft import TO_DO, to_do_paths
from ..model.library import KIND, Kind
from ..model.page import is_release
from ..model.suggestions import did_you_mean
from . import drafts, rules
from .convert import convert, id_fault
from .entry import Entry
from .layout import FILE_KINDS, READ_ME, TRUST_ASSETS, TRUSTS, file_kind
from .yaml_reader import Source, read


@dataclass(frozen=True)
class ContentFile:
    """What a file says. Nothing of it depends on any other file."""

    entries: tuple[Entry, ...] = ()
    """Its nouns, or its draft."""
    unread: tuple[Diagnostic, ...] = ()
    """Why it, or some of its nouns, could not be read."""
    text: str | None = None
    """For excerpts; None where nothing reads the file."""

    @cached_property
    def broken_rules(self) -> list[Diagnostic]:
        """Errors within its nouns that no schema can express."""
        return rules.check(self.entries)


class FilesReadBefore:
    """Files as they were read last, for a program that reads a project again after each change.

    A file is read again if any of its bytes changed.
    """

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, ContentFile]] = {}

    def read(self, path: str, raw: bytes) -> ContentFile:
        """The file, which is read now if it was not read before with these bytes."""
        before = self._files.get(path)
        if before is None or before[0] != raw:
            before = self._files[path] = raw, read_content_file(path, raw)
        return before[1]

    def forget_others(self, files: Mapping[str, bytes]) -> None:
        """Let go of files that the project has no longer."""
        for path in self._files.keys() - files.keys():
            del self._files[path]


def read_content_file(path: str, raw: bytes) -> ContentFile:
    """Read a file by its path from the project folder."""
    placed = file_kind(path)
    if placed is None:
        expected = TRUST_ASSETS.fullmatch(path) or READ_ME.fullmatch(path)
        return ContentFile() if expected else ContentFile(unread=(_unexpected_file(path),))
    kind, id, trust = placed
    for slug in filter(None, (id if "*" in kind.file else None, trust)):
        if kind.name == "changes" and is_release(slug):
            continue
        if fault := id_fault(slug, Place(path)):
            return ContentFile(unread=(replace(fault, help=f"rename it: {fault.help}"),))
    listed = KIND[kind.shared or kind.name]
    if listed.page and id in ("index", *listed.reserved):
        message = f"`{id}` cannot be the id of this {listed.name}: another page of the site has this address"
        advice = f"rename the file, such as to {id}-{listed.link}.yml"
        return ContentFile(unread=(Diagnostic("reserved-id", message, Place(path), advice),))
    source, faults = read(path, raw)
    if source is None:
        return ContentFile(unread=tuple(faults), text=decoded(raw))
    # Most files have no mark of a draft, plain or escaped; looking at every value of them takes time.
    may_be_draft = kind.name in drafts.KINDS and (TO_DO in source.text or "\\" in source.text)
    if may_be_draft and to_do_paths(source.data):
        draft, faults = drafts.examine(source, id)
        return ContentFile((Entry(kind.name, draft, source, (), trust, draft=True),), tuple(faults), source.text)
    if not kind.keyed:
        noun, faults = convert(source, kind.model, id)
        entries = (Entry(kind.name, noun, source, (), trust, id),) if noun else ()
        return ContentFile(entries, tuple(faults), source.text)
    return _read_collection(kind, source, trust)


def _read_collection(kind: Kind, source: Source, trust: str | None) -> ContentFile:
    entries: list[Entry] = []
    diagnostics: list[Diagnostic] = []
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
    return ContentFile(tuple(entries), tuple(diagnostics), source.text)


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
