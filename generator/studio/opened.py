"""Opens a planner's workbook with the content that it is planned with."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeAlias

from ..model.diagnostics import Diagnostic, InputFault, errors
from ..model.library import Library
from ..model.scheme_file import SchemeFile
from ..sources.layout import scheme_of, trust_of
from ..sources.load import Loaded, load_each
from ..sources.rules_records import check_with_trust
from ..sources.scheme import NamedScheme, named_scheme
from ..sources.scheme_input import SchemeInput

Check: TypeAlias = Callable[[NamedScheme], Loaded]
"""Reads a workbook beside the content and the files of the trust's own folder."""


def checking(content: Mapping[str, bytes]) -> Check:
    """Reads a workbook with all content. `content` has its files, and those of the trust's own folder, by path."""
    return lambda scheme: load_each(content, schemes={scheme.slug: scheme.read})


@dataclass(frozen=True, slots=True)
class Opened:
    """A planner's workbook that has no faults."""

    slug: str
    """The trust's id."""
    name: str
    """The file's name or path as its user knows it."""
    library: Library
    """The content, and the trust with what the workbook says."""
    values: SchemeInput
    """The same values with their cells."""
    check: Check
    """How to read it again with other cells."""

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
        return _named(sorted([*records.diagnostics, *of_trust], key=Diagnostic.sort_key), self.slug, self.name)

    @contextmanager
    def named(self) -> Iterator[None]:
        """Faults that come up in the block name the workbook as its user knows it."""
        try:
            yield
        except InputFault as fault:
            raise InputFault(_named(fault.diagnostics, self.slug, self.name)) from None

    def changed(self, file: SchemeFile) -> Opened:
        """The same with other cells in the workbook.

        Raises:
            InputFault: the other cells have faults.
        """
        return read_opened(NamedScheme(self.slug, file), self.name, self.check)


def opened(raw: bytes, name: str, check: Check) -> Opened:
    """Open a workbook.

    Raises:
        InputFault: every fault of the workbook with its sheet and cell, or of the shared content.
    """
    return read_opened(named_scheme(raw, name), name, check)


def read_opened(scheme: NamedScheme, name: str, check: Check) -> Opened:
    """Open a workbook whose sheets have been read, or made of others. The rest is as for `opened`."""
    loaded = check(scheme)
    faults = errors(loaded.diagnostics)
    own = [fault for fault in faults if trust_of(fault.place.file) == scheme.slug]
    if own or loaded.library is None:
        raise InputFault(_named(own or faults, scheme.slug, name))
    return Opened(scheme.slug, name, loaded.library, loaded.schemes[scheme.slug], check)


def _named(diagnostics: Iterable[Diagnostic], slug: str, name: str) -> list[Diagnostic]:
    """Diagnostics that name a trust's workbook as its user knows it."""
    inside = scheme_of(slug)
    return [
        replace(each, place=replace(each.place, file=name)) if each.place.file == inside else each
        for each in diagnostics
    ]
