"""Opens a scheme: a new one, an example, or what a planner has: a workbook, a profile, or a ZIP of either."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.ids import id_from
from ..model.sheets.every import SHEETS
from ..sources.layout import RECORDS, TRUSTS
from ..sources.load import load_trust
from ..sources.scheme import ENDINGS
from ..sources.scheme_file import scheme_file
from ..sources.suggestions import did_you_mean
from ..sources.trust_register import short_name
from ..sources.typed_workbook import read_typed
from ..writers.new_profile import NewProfile, write
from .desk import Desk, OpenScheme

PROFILE = "profile.yml"
File = tuple[str, bytes]
"""A file's name or path as the planner knows it, and its bytes."""


def new_scheme(desk: Desk, profile: NewProfile) -> OpenScheme:
    """A scheme of a trust that has none yet.

    Raises:
        InputFault: the name gives no id, or no plan can be made.
    """
    slug = _slug(short_name(profile.name), "name")
    scheme = _of_profile(desk, slug, {PROFILE: write(profile).encode()})
    return replace(scheme, unsaved=True, profile_files=None)


def registered(desk: Desk, code: str) -> NewProfile:
    """A new profile of the trust with a code.

    Raises:
        InputFault: no trust has the code.
    """
    trust = desk.register.get(code.strip().upper())
    if trust is None:
        advice = did_you_mean(code.upper(), desk.register) or "look the code up in the NHS Organisation Data Service"
        raise InputFault.of("unknown-code", f"no trust has the code `{code[:20]}`", "code", advice)
    return NewProfile(trust.name, short_name(trust.name), trust.code, trust.region)


def example(desk: Desk, slug: str) -> OpenScheme:
    """A copy of an example."""
    files = desk.examples.get(slug)
    if files is None:
        raise InputFault.of("unknown-example", f"there is no example `{slug[:80]}`", "", None)
    return replace(_of_profile(desk, slug, files), example=True, unsaved=True)


def opened(desk: Desk, files: Sequence[File]) -> OpenScheme:
    """The scheme in some files.

    Raises:
        InputFault: there is no scheme in them, or more than one, or it cannot be read.
    """
    by_name = dict(files)
    books = [name for name in by_name if name.lower().endswith(ENDINGS)]
    if len(books) == 1:
        name = books[0]
        beside = {other.rpartition("/")[2]: raw for other, raw in files if other != name}
        return _of_workbook(by_name[name], name, beside)
    profiles = [name for name in by_name if name.lower().endswith((".yml", ".yaml"))]
    if PROFILE in profiles or len(profiles) == 1:
        chosen = PROFILE if PROFILE in profiles else profiles[0]
        slug = _slug(chosen.rpartition("/")[2].rpartition(".")[0], chosen)
        inside = {PROFILE if name == chosen else name: raw for name, raw in files}
        return replace(_of_profile(desk, slug, inside), unsaved=True)
    raise InputFault.of("no-scheme", "there is no scheme here", ", ".join(by_name), "open a workbook or a profile.yml")


def _of_workbook(raw: bytes, name: str, beside: Mapping[str, bytes]) -> OpenScheme:
    typed = read_typed(raw, name)
    file = scheme_file(typed, SHEETS)
    slug = file.record.trust if file.record else _slug(name.rpartition("/")[2].rpartition(".")[0], name)
    return OpenScheme(slug, name.rpartition("/")[2], raw, typed, beside)


def _of_profile(desk: Desk, slug: str, files: Mapping[str, bytes]) -> OpenScheme:
    """A scheme made of a profile, and of its records if there are some."""
    from .updated import new

    inside = {f"{TRUSTS}/{slug}/{path}": raw for path, raw in files.items()}
    library = load_trust(desk.content, slug, inside).require()
    raw = new(library, slug, desk.today)
    name = f"{slug}.xlsx"
    beside = {path: content for path, content in files.items() if path not in (PROFILE, RECORDS)}
    return OpenScheme(slug, name, raw, read_typed(raw, name), beside, profile_files=files)


def _slug(text: str, file: str) -> str:
    slug = id_from(text)
    if slug is None:
        message = "the name has no letters or digits for the trust's id"
        raise InputFault([Diagnostic("bad-id", message, Place(file), "use letters and digits in the name")])
    return slug


def new_profile(
    desk: Desk,
    name: str,
    code: str | None,
    *,
    start: datetime.date | None,
    groups: int,
    group_size: int,
    months: int,
) -> NewProfile:
    """The values of a new profile; a name of the planner's own goes before the register's."""
    base = registered(desk, code) if code else NewProfile(name, short_name(name))
    named = replace(base, name=name, short_name=short_name(name)) if name else base
    return replace(named, start=start, groups=groups, group_size=group_size, months=months)
