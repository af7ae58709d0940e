"""Checks of a trust's profile: sums, colours, dates, tailorings, and the shared rules that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.base import Item, Section
from ..model.colour import LEAST_CONTRAST, contrast
from ..model.diagnostics import Diagnostic
from ..model.english import counted
from ..model.guidance import GuidanceTopic
from ..model.handbook import Handbook, HandbookChapter
from ..model.pairing import Side, Weight, Wish
from ..model.programme import LearningComponent, Programme
from ..model.suggestions import did_you_mean
from ..model.trust import Tailoring, TailoringKind, TrustProfile, WorkshopDetails
from ..model.walk import Path
from ..model.workshop import ActivityKind, Workshop
from .entry import Entry, entries_of
from .references import Known


def check(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    """Errors within a profile."""
    cohort, brand = profile.cohort, profile.brand
    people = sum(group.number for group in cohort.participants)
    places = cohort.groups * cohort.group_size
    if people != places:
        what = "pairs" if cohort.group_size == 2 else f"groups of {cohort.group_size}"
        message = f"{cohort.groups} {what} need {places} people, but there are {people} participants"
        advice = "change `groups`, `group_size` or the numbers of participants"
        yield entry.fault("cohort-does-not-add-up", message, ("cohort", "groups"), advice)
    if cohort.start is not None and cohort.starts_after_changeover is not None:
        message = "the cohort has both `start` and `starts_after_changeover`"
        path: Path = ("cohort", "starts_after_changeover")
        yield entry.fault("two-starts", message, path, "keep one of the two", key=True)
    if (white := contrast(brand.colour, "#ffffff")) < LEAST_CONTRAST:
        message = f"white text on {brand.colour} has a contrast of {white:.1f} to 1"
        advice = f"choose a darker colour: at least {LEAST_CONTRAST} to 1"
        yield entry.fault("colour-too-light", message, ("brand", "colour"), advice)
    if brand.logo and not brand.logo_text:
        yield entry.fault("no-logo-text", "the logo has no `logo_text`", ("brand", "logo"), "say what the logo shows")
    for number, change in enumerate(profile.tailoring):
        path = ("tailoring", number, "kind")
        if len(change.targets) != 1:
            message = "a tailoring must name a `topic`, a `component` or a chapter of the `handbook`"
            yield entry.fault("tailoring-target", message, path, "keep one of them")
        if change.kind is not TailoringKind.DROP and not (change.title and change.body):
            message = f"a tailoring of kind `{change.kind.value}` needs a `title` and a `body`"
            yield entry.fault("tailoring-text", message, path, "add them")
    for id in profile.workshop_details:
        if any(choice.workshop == id for choice in profile.workshops):
            message = f"the workshop `{id}` is in both `workshops` and `workshop_details`"
            advice = "move its details to its entry of `workshops`"
            yield entry.fault("details-twice", message, ("workshop_details", id), advice, key=True)
    for number, project in enumerate(profile.menu.projects):
        if project in profile.menu.omit:
            message = f"the project `{project}` is both chosen and left out"
            path = ("menu", "projects", number)
            yield entry.fault("chosen-and-left-out", message, path, "delete it from `projects` or from `omit`")
    yield from _pairing(entry, profile)
    yield from _schedule(entry, profile)


def _pairing(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    pairing, size = profile.pairing, profile.cohort.group_size
    if pairing.make_up:
        path: Path = ("pairing", "make_up", next(iter(pairing.make_up)))
        for side in (side for side in (Side.CLINICIAN, Side.MANAGER) if not pairing.make_up.get(side)):
            message = f"a group has no {side.value} among its members by side"
            advice = "give every group at least one clinician and one manager"
            yield entry.fault("missing-side", message, path, advice)
        if (members := sum(pairing.make_up.values())) != size:
            message = f"a group has {counted(members, 'member')} by side, but its size is {size}"
            advice = "change the numbers of clinicians, managers and colleagues, or the size of a group"
            yield entry.fault("sides-do-not-add-up", message, path, advice)
    first, second = Wish.ACROSS_DEPARTMENTS, Wish.SAME_DEPARTMENT
    chosen = [getattr(pairing, wish.field) for wish in (first, second)]
    if not {None, Weight.NOT_AT_ALL} & set(chosen):
        message = f"`{first.field}` and `{second.field}` both count, but nobody can have both"
        advice = "let one of them count not at all"
        yield entry.fault("opposite-wishes", message, ("pairing", second.field), advice)


def _schedule(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    choices = profile.schedule
    path: Path
    for field in ("closed", "school_holidays"):
        for number, period in enumerate(getattr(choices, field)):
            if period.last < period.first:
                days = f"the period ends on {period.last.isoformat()}, before it starts on {period.first.isoformat()}"
                path = ("schedule", field, number, "last")
                yield entry.fault("out-of-order", days, path, "put the earlier date in `first`")
    for number, pin in enumerate(choices.pins):
        if pin.end is not None and (pin.start is None or pin.end <= pin.start):
            message = "the `end` of the pin has no earlier `start`"
            yield entry.fault("pin-times", message, ("schedule", "pins", number, "end"), "add or correct the `start`")
    for id, quiet in choices.quiet.items():
        if (quiet.first is None) != (quiet.last is None):
            message, path = f"the quiet period `{id}` has only one of `first` and `last`", ("schedule", "quiet", id)
            yield entry.fault("quiet-days", message, path, "give both days", key=True)


def workshop_weeks(entry: Entry, path: Path, weeks: Sequence[int], workshops: int) -> Iterator[Diagnostic]:
    """The weeks of workshops: one for each, the first 0, then later and later."""
    if len(weeks) != workshops:
        message = f"`workshop_weeks` has {counted(len(weeks), 'week')} for {counted(workshops, 'workshop')}"
        yield entry.fault("workshop-weeks", message, path, "give one week for each workshop", key=True)
    elif weeks[0] != 0 or any(after <= before for before, after in pairwise(weeks)):
        message, advice = "the workshops' weeks are not in order", "start with 0, and give each workshop a later week"
        yield entry.fault("workshop-weeks", message, path, advice, key=True)


def between(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """Rules that profiles name, and tailorings compared with the text that they change."""
    activities = {
        workshop.id: {activity.id for activity in workshop.activities if activity.kind is not ActivityKind.BREAK}
        for _, workshop in entries_of(known.entries, Workshop)
    }
    nouns: dict[tuple[str, str], GuidanceTopic | LearningComponent | HandbookChapter] = {
        (entry.kind, noun.id): noun
        for entry, noun in entries_of(known.entries, Item)
        if isinstance(noun, GuidanceTopic | LearningComponent)
    }
    for _, handbook in entries_of(known.entries, Handbook):
        nouns |= {("handbook chapter", id): chapter for id, chapter in handbook.chapters.items()}
    sections = {target: {section.id: section for section in noun.sections} for target, noun in nouns.items()}
    programme = next((noun for _, noun in entries_of(known.entries, Programme)), None)
    for entry, profile in entries_of(entries, TrustProfile):
        if (weeks := profile.schedule.workshop_weeks) and programme:
            form = programme.short_form_for(profile.cohort.months) or programme
            workshops = len(profile.workshops or form.workshops)
            yield from workshop_weeks(entry, ("schedule", "workshop_weeks"), weeks, workshops)
        yield from _names(entry, profile, known)
        yield from _breaks(entry, profile, activities)
        for number, change in enumerate(profile.tailoring):
            for target in change.targets:
                if target in sections:
                    yield from _tailoring(entry, ("tailoring", number), change, target, sections[target])


def _breaks(entry: Entry, profile: TrustProfile, activities: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """A trust's own breaks must follow activities that exist."""
    chosen: list[tuple[Path, str, WorkshopDetails]] = [
        (("workshops", number), choice.workshop, choice) for number, choice in enumerate(profile.workshops)
    ]
    usual = [(("workshop_details", id), id, details) for id, details in profile.workshop_details.items()]
    for path, workshop, details in (*chosen, *usual):
        known = activities.get(workshop, set())
        for index, own in enumerate(details.breaks):
            if known and own.after not in known:
                message = f"the workshop `{workshop}` has no activity `{own.after}`"
                advice = did_you_mean(own.after, known) or f"the activities are {', '.join(sorted(known))}"
                yield entry.fault("unknown-activity", message, (*path, "breaks", index, "after"), advice)


def _names(entry: Entry, profile: TrustProfile, known: Known) -> Iterator[Diagnostic]:
    fields: tuple[tuple[str, Path, Iterable[str]], ...] = (
        ("notice rule", ("schedule", "notice"), profile.schedule.notice),
        ("quiet rule", ("schedule", "quiet"), profile.schedule.quiet),
        ("event rule", ("schedule", "events"), profile.schedule.events),
        ("workshop", ("workshop_details",), profile.workshop_details),
        ("effort assumption", ("hours",), profile.hours),
        ("role", ("rates",), profile.rates),
        ("role", ("bands",), profile.bands),
    )
    for kind, path, named in fields:
        ids, what = known.of(kind, None), kind
        if kind == "role":
            ids, what = ids | known.of("staff group", None), "role or staff group"
        for id in named:
            if id not in ids:
                advice = did_you_mean(id, ids) or f"they are {', '.join(sorted(ids))}"
                code = f"unknown-{kind.split()[-1]}"
                yield entry.fault(code, f"no {what} `{id[:80]}`", (*path, id), advice, key=True)


def _tailoring(
    entry: Entry, path: Path, change: Tailoring, target: tuple[str, str], sections: Mapping[str, Section]
) -> Iterator[Diagnostic]:
    owner, place = f"{target[0]} `{target[1]}`", (*path, "section")
    section = sections.get(change.section)
    if change.kind is TailoringKind.ADD:
        if section is not None:
            advice = "give the new section another id, or use `kind: replace`"
            yield entry.fault("id-taken", f"{owner} already has a section `{change.section}`", place, advice)
    elif section is None:
        message = f"{owner} has no section `{change.section}`"
        yield entry.fault("unknown-section", message, place, did_you_mean(change.section, sections))
    elif change.based_on is None:
        message = "the tailoring does not say which text it was based on"
        advice = f"add `based_on: {section.content_hash}`, so that a later change of the text is noticed"
        yield entry.warning("tailoring-unrecorded", message, place, advice)
    elif change.based_on != section.content_hash:
        message = f"the shared section `{change.section}` has changed since this tailoring was made"
        then = f"if the tailoring still applies, write `based_on: {section.content_hash}`"
        advice = f"read the new text of {owner}; {then}"
        yield entry.warning("tailoring-outdated", message, (*path, "based_on"), advice)
