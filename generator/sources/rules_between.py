"""Checks across entries: the programme's lists, duplicate ids, glossary forms, logos, releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.base import Item
from ..model.changes import ReleaseChanges
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.image import png_fault
from ..model.library import KIND
from ..model.page import Release, release_number
from ..model.programme import Programme
from ..model.trust import TrustProfile
from ..model.vocabulary import Framework, GlossaryTerm
from ..model.workshop import Workshop
from . import rules_menu, rules_trust
from .entry import Entry
from .layout import RELEASES, TRUST_ASSETS, TRUSTS


def check(entries: Sequence[Entry], files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Errors across entries whose references are all known."""
    return [
        *_programme_lists(entries),
        *_duplicate_ids(entries),
        *_glossary_forms(entries),
        *rules_trust.between(entries),
        *rules_menu.between(entries),
        *_trust_folders(entries, files),
        *_releases(entries),
    ]


def _programme_lists(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """The programme lists every component and workshop, and workshops are numbered in its order."""
    programme = next((entry for entry in entries if isinstance(entry.noun, Programme)), None)
    if programme is None or not isinstance(programme.noun, Programme):
        return
    listed = {"component": programme.noun.components, "workshop": programme.noun.workshops}
    for entry in entries:
        if entry.kind in listed and isinstance(entry.noun, Item) and entry.noun.id not in listed[entry.kind]:
            yield Diagnostic(
                "not-in-programme",
                f"the programme does not list the {entry.kind} `{entry.noun.id}`",
                entry.place(("title",)),
                f"add it to `{KIND[entry.kind].plural}` in content/programme.yml",
            )
        if isinstance(entry.noun, Workshop) and entry.noun.id in listed["workshop"]:
            number = listed["workshop"].index(entry.noun.id) + 1
            if entry.noun.number != number:
                yield Diagnostic(
                    "workshop-number",
                    f"the workshop says it is number {entry.noun.number}; the programme lists it as number {number}",
                    entry.place(("number",)),
                    "change the number here or the order in content/programme.yml",
                )


def _duplicate_ids(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """A trust's own noun must not have the id of a shared one; domains are unique across frameworks."""
    shared = {(entry.kind, entry.noun.id) for entry in entries if entry.trust is None and isinstance(entry.noun, Item)}
    owners: dict[str, str] = {}
    for entry in entries:
        if entry.trust and isinstance(entry.noun, Item):
            kind = KIND[entry.kind].shared
            if kind and (kind, entry.noun.id) in shared:
                yield Diagnostic(
                    "id-taken",
                    f"a shared {kind} already has the id `{entry.noun.id}`",
                    entry.place(("title",)),
                    "rename this file",
                )
        if isinstance(entry.noun, Framework):
            for id in entry.noun.domains:
                if id in owners:
                    yield Diagnostic(
                        "id-taken",
                        f"the framework `{owners[id]}` already has a domain `{id}`",
                        entry.place(("domains", id), key=True),
                        "give it another id",
                    )
                owners.setdefault(id, entry.noun.id)


def _glossary_forms(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    forms = Counter(
        form.casefold()
        for entry in entries
        if isinstance(entry.noun, GlossaryTerm)
        for form in {entry.noun.term, *entry.noun.also}
    )
    for entry in entries:
        if isinstance(entry.noun, GlossaryTerm):
            for form in {entry.noun.term, *entry.noun.also}:
                if forms[form.casefold()] > 1:
                    yield Diagnostic(
                        "two-meanings",
                        f"`{form}` belongs to two glossary terms",
                        entry.place((), key=True),
                        "keep it in one of them",
                    )


def _trust_folders(entries: Sequence[Entry], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    profiles = {entry.trust for entry in entries if isinstance(entry.noun, TrustProfile)}
    for entry in entries:
        if entry.trust and entry.trust not in profiles:
            yield Diagnostic(
                "no-profile",
                f"the folder of `{entry.trust}` has no profile.yml",
                entry.place(()),
                "write the profile, or move the file",
            )
        if isinstance(entry.noun, TrustProfile) and entry.noun.brand.logo:
            path = f"{TRUSTS}/{entry.trust}/{entry.noun.brand.logo}"
            place = entry.place(("brand", "logo"))
            if path not in files:
                yield Diagnostic(
                    "missing-logo",
                    f"there is no file {entry.noun.brand.logo} beside the profile",
                    place,
                    "put the logo there, or delete this line",
                )
            elif (fault := png_fault(files[path])) is not None:
                yield Diagnostic(
                    "bad-image",
                    f"{entry.noun.brand.logo} {fault}",
                    place,
                    "save the logo as PNG, at most 2000 pixels a side",
                )


def advise(entries: Sequence[Entry], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Pictures in a trust's folder that its profile does not name, and profiles of trusts that have one already."""
    trusts: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.noun, TrustProfile) and (code := entry.noun.ods_code):
            if code in trusts:
                message = f"the trust `{trusts[code]}` also has the ODS code {code}"
                place = entry.place(("ods_code",))
                advice = "correct the code, or keep one of the two profiles"
                yield Diagnostic("duplicate-trust", message, place, advice, Severity.WARNING)
            trusts.setdefault(code, str(entry.trust))
    named = {
        f"{TRUSTS}/{entry.trust}/{entry.noun.brand.logo}" for entry in entries if isinstance(entry.noun, TrustProfile)
    }
    for path in files:
        if path.endswith(".png") and TRUST_ASSETS.fullmatch(path) and path not in named:
            advice = "name it at `logo` of `brand`, or delete the file"
            yield Diagnostic("unused-file", "no profile uses this picture", Place(path), advice, Severity.WARNING)


def _releases(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Dates follow the order of the numbers, and every record of changes belongs to a release."""
    releases = [(entry, entry.noun) for entry in entries if isinstance(entry.noun, Release)]
    releases.sort(key=lambda pair: release_number(pair[1].id))
    known = {release.id for _, release in releases}
    if not releases:
        yield Diagnostic(
            "no-release", "the content has no release", Place(RELEASES), "add one with its date and a summary"
        )
    for entry in entries:
        if isinstance(entry.noun, ReleaseChanges) and entry.name not in known:
            yield Diagnostic(
                "unknown-release",
                f"{RELEASES} has no release `{entry.name}`",
                entry.place(("since",)),
                "name the release there, or delete this file",
            )
    for (_, before), (entry, after) in pairwise(releases):
        if after.date < before.date:
            yield Diagnostic(
                "out-of-order",
                f"release {after.id} is dated before release {before.id}",
                entry.place(("date",)),
                "dates must follow the order of the numbers",
            )
