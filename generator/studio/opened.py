"""Opens a planner's workbook with the content that it is planned with."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model.diagnostics import Diagnostic, InputFault, errors
from ..model.library import Library
from ..model.scheme_file import SchemeFile
from ..sources.layout import scheme_of, trust_of
from ..sources.load import SchemeInput, load_each
from ..sources.rules_records import check_with_trust
from ..sources.scheme import NamedScheme, named_scheme


@dataclass(frozen=True, slots=True)
class Opened:
    """A planner's workbook that has no faults."""

    slug: str
    """The trust's id."""
    name: str
    """The file's name or path as its user knows it."""
    raw: bytes
    content: Mapping[str, bytes]
    """The files of the content and of the trust's own folder by path."""
    library: Library
    """All content, and the trust with what the workbook says."""
    values: SchemeInput
    """The same values with their cells."""

    @property
    def file(self) -> SchemeFile:
        file = self.library.trusts[self.slug].scheme_file
        if file is None:
            raise ValueError("the trust was not read from a workbook")
        return file

    def warnings(self, today: datetime.date) -> list[Diagnostic]:
        """What somebody should look at in what was typed about people, each with its sheet and cell."""
        records, trust = self.values.records, self.library.trusts[self.slug]
        if records is None:
            return []
        of_trust = check_with_trust(trust.records, records.source, self.library, trust, today)
        return [
            replace(warning, place=replace(warning.place, file=self.name))
            for warning in sorted([*records.diagnostics, *of_trust], key=Diagnostic.sort_key)
        ]

    def changed(self, file: SchemeFile) -> Opened:
        """The same with other cells in the workbook.

        Raises:
            InputFault: the other cells have faults.
        """
        return read_opened(NamedScheme(self.slug, file), self.raw, self.name, self.content)


def opened(raw: bytes, name: str, content: Mapping[str, bytes]) -> Opened:
    """Open a workbook. `content` has the files of the content and of the trust's own folder by path.

    Raises:
        InputFault: every fault of the workbook with its sheet and cell, or of the shared content.
    """
    return read_opened(named_scheme(raw, name), raw, name, content)


def read_opened(scheme: NamedScheme, raw: bytes, name: str, content: Mapping[str, bytes]) -> Opened:
    """Open a workbook whose sheets have been read, or made of others. The rest is as for `opened`."""
    inside = scheme_of(scheme.slug)
    loaded = load_each({**content, inside: raw}, schemes={scheme.slug: scheme.read})
    faults = errors(loaded.diagnostics)
    own = [fault for fault in faults if trust_of(fault.place.file) == scheme.slug]
    if own or loaded.library is None:
        raise InputFault(
            replace(fault, place=replace(fault.place, file=name)) if fault.place.file == inside else fault
            for fault in own or faults
        )
    return Opened(scheme.slug, name, raw, content, loaded.library, loaded.schemes[scheme.slug])
