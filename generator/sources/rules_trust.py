"""Checks of a trust's profile: sums, colours, dates, tailorings, and the shared rules that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.base import Item, Section
from ..model.colour import LEAST_CONTRAST, contrast
from ..model.diagnostics import Diagnostic, Severity
from ..model.trust import Tailoring, TailoringKind, TrustProfile
from ..model.walk import Path
from ..model.workshop import ActivityKind, Workshop
from .entry import Entry
from .references import Known
from .suggestions import did_you_mean


def check(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    """Errors within a profile."""
    cohort = profile.cohort
    people = sum(group.number for group in cohort.participants)
    places = cohort.groups * cohort.group_size
    if people != places:
        what = "pairs" if cohort.group_size == 2 else f"groups of {cohort.group_size}"
        yield Diagnostic(
            "cohort-does-not-add-up",
            f"{cohort.groups} {what} need {places} people, but there are {people} participants",
            entry.place(("cohort", "groups")),
            "change `groups`, `group_size` or the numbers of participants",
        )
    if (white := contrast(profile.brand.colour, "#ffffff")) < LEAST_CONTRAST:
        yield Diagnostic(
            "colour-too-light",
            f"white text on {profile.brand.colour} has a contrast of {white:.1f} to 1",
            entry.place(("brand", "colour")),
            f"choose a darker colour: at least {LEAST_CONTRAST} to 1",
        )
    if profile.brand.logo and not profile.brand.logo_text:
        yield Diagnostic(
            "no-logo-text", "the logo has no `logo_text`", entry.place(("brand", "logo")), "say what the logo shows"
        )
    held = [choice.workshop for choice in profile.workshops]
    for number, id in enumerate(held):
        if id in held[:number]:
            place = entry.place(("workshops", number, "workshop"))
            yield Diagnostic("repeated", f"`{id[:80]}` appears twice in `workshops`", place, "delete one of them")
    for number, change in enumerate(profile.tailoring):
        path: Path = ("tailoring", number)
        if (change.topic is None) == (change.component is None):
            yield Diagnostic(
                "tailoring-target",
                "a tailoring must name either a `topic` or a `component`",
                entry.place((*path, "kind")),
                "keep one of the two",
            )
        if change.kind is not TailoringKind.DROP and not (change.title and change.body):
            yield Diagnostic(
                "tailoring-text",
                f"a tailoring of kind `{change.kind.value}` needs a `title` and a `body`",
                entry.place((*path, "kind")),
                "add them",
            )
    yield from _dates(entry, profile)


def _dates(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    cohort, choices = profile.cohort, profile.schedule
    if cohort.start is not None and cohort.starts_after_changeover is not None:
        yield Diagnostic(
            "two-starts",
            "the cohort has both `start` and `starts_after_changeover`",
            entry.place(("cohort", "starts_after_changeover"), key=True),
            "keep one of the two",
        )
    for field in ("closed", "school_holidays"):
        for number, period in enumerate(getattr(choices, field)):
            if period.last < period.first:
                yield Diagnostic(
                    "out-of-order",
                    f"the period ends on {period.last.isoformat()}, before it starts on {period.first.isoformat()}",
                    entry.place(("schedule", field, number, "last")),
                    "put the earlier date in `first`",
                )


def between(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Rules that profiles name, and tailorings compared with the text that they change."""
    known = Known(entries)
    activities: dict[str, set[str]] = {}
    sections: dict[tuple[str, str], dict[str, Section]] = {}
    for entry in entries:
        noun = entry.noun
        if isinstance(noun, Workshop):
            activities[noun.id] = {
                activity.id for activity in noun.activities if activity.kind is not ActivityKind.BREAK
            }
        if entry.kind in ("guidance topic", "component") and isinstance(noun, Item):
            sections[entry.kind, noun.id] = {section.id: section for section in getattr(noun, "sections", ())}
    for entry in entries:
        if isinstance(entry.noun, TrustProfile):
            yield from _names(entry, entry.noun, known)
            yield from _breaks(entry, entry.noun, activities)
            for number, change in enumerate(entry.noun.tailoring):
                target = ("guidance topic", change.topic) if change.topic else ("component", change.component or "")
                if target in sections:
                    yield from _tailoring(entry, ("tailoring", number), change, target, sections[target])


def _breaks(entry: Entry, profile: TrustProfile, activities: dict[str, set[str]]) -> Iterator[Diagnostic]:
    """A trust's own breaks must follow activities that exist."""
    for number, choice in enumerate(profile.workshops):
        known = activities.get(choice.workshop, set())
        for index, own in enumerate(choice.breaks):
            if known and own.after not in known:
                yield Diagnostic(
                    "unknown-activity",
                    f"the workshop `{choice.workshop}` has no activity `{own.after}`",
                    entry.place(("workshops", number, "breaks", index, "after")),
                    did_you_mean(own.after, known) or f"the activities are {', '.join(sorted(known))}",
                )


def _names(entry: Entry, profile: TrustProfile, known: Known) -> Iterator[Diagnostic]:
    fields: tuple[tuple[str, Path, Iterable[str]], ...] = (
        ("notice rule", ("schedule", "notice"), profile.schedule.notice),
        ("effort assumption", ("hours",), profile.hours),
        ("role", ("rates",), profile.rates),
    )
    for kind, path, named in fields:
        ids = known.of(kind, None)
        for id in named:
            if id not in ids:
                yield Diagnostic(
                    f"unknown-{kind.split()[-1]}",
                    f"no {kind} `{id[:80]}`",
                    entry.place((*path, id), key=True),
                    did_you_mean(id, ids) or f"they are {', '.join(sorted(ids))}",
                )


def _tailoring(
    entry: Entry, path: Path, change: Tailoring, target: tuple[str, str], sections: dict[str, Section]
) -> Iterator[Diagnostic]:
    place = entry.place((*path, "section"))
    section = sections.get(change.section)
    if change.kind is TailoringKind.ADD:
        if section is not None:
            yield Diagnostic(
                "id-taken",
                f"{target[0]} `{target[1]}` already has a section `{change.section}`",
                place,
                "give the new section another id, or use `kind: replace`",
            )
    elif section is None:
        yield Diagnostic(
            "unknown-section",
            f"{target[0]} `{target[1]}` has no section `{change.section}`",
            place,
            did_you_mean(change.section, sections),
        )
    elif change.based_on is None:
        yield Diagnostic(
            "tailoring-unrecorded",
            "the tailoring does not say which text it was based on",
            place,
            f"add `based_on: {section.content_hash}`, so that a later change of the text is noticed",
            Severity.WARNING,
        )
    elif change.based_on != section.content_hash:
        yield Diagnostic(
            "tailoring-outdated",
            f"the shared section `{change.section}` has changed since this tailoring was made",
            entry.place((*path, "based_on")),
            f"read the new text of {target[0]} `{target[1]}`; if the tailoring still applies, "
            f"write `based_on: {section.content_hash}`",
            Severity.WARNING,
        )
