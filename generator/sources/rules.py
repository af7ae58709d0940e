"""Checks that no schema can make: sums, orders, evidence, ids within one file, files that must go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..model.base import Advice, Evidenced, EvidenceLabel, Item, Noun, Timing
from ..model.calendar_rules import CalendarRules
from ..model.case_study import CaseStudy
from ..model.diagnostics import Diagnostic, Severity
from ..model.image import png_fault
from ..model.instrument import Instrument, QuestionKind
from ..model.page import Release
from ..model.programme import Programme
from ..model.project import ImprovementProject, Interval, MeasureKind
from ..model.prose import faults as prose_faults
from ..model.trust import TailoringKind, TrustProfile
from ..model.vocabulary import Framework, GlossaryTerm
from ..model.walk import Path, walk
from ..model.workshop import ActivityKind, Workshop
from .suggestions import did_you_mean

if TYPE_CHECKING:
    from .load import Entry

DAYS_BETWEEN = {Interval.DAILY: 1, Interval.WEEKLY: 7, Interval.FORTNIGHTLY: 14, Interval.MONTHLY: 30}
RUN_CHART_POINTS = 10
"""Fewest points of a run chart (facts: the run chart needs at least ten points and a median)."""
WHITE_CONTRAST = 4.5
"""Least contrast of white text on a brand colour (WCAG 2.2, success criterion 1.4.3)."""


def check_each(entries: Sequence[Entry]) -> list[Diagnostic]:
    """Checks of one entry alone."""
    found: list[Diagnostic] = []
    for entry in entries:
        found.extend(_values(entry))
        for model, rule in _RULES:
            if isinstance(entry.noun, model):
                found.extend(rule(entry, entry.noun))
    return found


def check_together(entries: Sequence[Entry], files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Checks between entries whose references are known."""
    found: list[Diagnostic] = []
    found.extend(_programme_lists(entries))
    found.extend(_same_ids(entries))
    found.extend(_glossary_forms(entries))
    found.extend(_tailorings(entries))
    found.extend(_trust_folders(entries, files))
    return found


# --- any entry ---------------------------------------------------------------------------------------------


def _values(entry: Entry) -> Iterator[Diagnostic]:
    for visit in walk(entry.noun):
        if visit.shape.prose:
            for fault in prose_faults(visit.value):
                yield Diagnostic(
                    fault.code, fault.message, entry.place(visit.path, text_line=fault.line), fault.help
                )
        elif isinstance(visit.value, Noun):
            yield from _noun(entry, visit.path, visit.value)


def _noun(entry: Entry, path: Path, noun: Noun) -> Iterator[Diagnostic]:
    if isinstance(noun, Evidenced | Advice):
        if noun.evidence is not EvidenceLabel.SUGGESTED and not noun.cite:
            yield Diagnostic(
                "uncited",
                f"the evidence is `{noun.evidence.value}`, but nothing is cited",
                entry.place((*path, "evidence")),
                "add `cite` with the id of a reference, or label it `suggested`",
            )
        if noun.evidence is EvidenceLabel.SUGGESTED and noun.cite:
            yield Diagnostic(
                "cited-suggestion",
                "a suggestion is this guide's own advice, yet a reference is cited",
                entry.place((*path, "cite"), key=True),
                "label it `published` or `pilot` if the reference says it, or delete `cite`",
            )
    if isinstance(noun, Timing) and noun.weeks_before and noun.weeks_after:
        yield Diagnostic(
            "two-timings",
            "the timing has both `weeks_before` and `weeks_after`",
            entry.place((*path, "weeks_after"), key=True),
            "keep one of the two",
        )
    for field in type(noun).model_fields:
        yield from _repeated(entry, (*path, field), getattr(noun, field))


def _repeated(entry: Entry, path: Path, value: Any) -> Iterator[Diagnostic]:
    """The same id twice in one list."""
    if not isinstance(value, list) or not value:
        return
    if all(isinstance(part, str) for part in value):
        ids, tail = value, ()
    elif all(isinstance(getattr(part, "id", None), str) for part in value):
        ids, tail = [part.id for part in value], ("id",)
    else:
        return
    seen: set[str] = set()
    for index, id in enumerate(ids):
        if id in seen:
            yield Diagnostic(
                "repeated", f"`{id[:80]}` stands twice in `{path[-1]}`", entry.place((*path, index, *tail)), "keep one"
            )
        seen.add(id)


# --- one rule a noun ---------------------------------------------------------------------------------------


def _workshop(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    total = sum(activity.minutes for activity in workshop.activities)
    if total != workshop.duration_minutes:
        difference = total - workshop.duration_minutes
        yield Diagnostic(
            "minutes-do-not-add-up",
            f"the activities take {total} minutes, the workshop {workshop.duration_minutes}",
            entry.place(("duration_minutes",)),
            f"take {difference} minutes off the activities"
            if difference > 0
            else f"add {-difference} minutes to the activities",
        )
    objectives = {objective.id for objective in workshop.objectives}
    handouts = {handout.id for handout in workshop.handouts}
    for number, activity in enumerate(workshop.activities):
        path: Path = ("activities", number)
        yield from _local(entry, (*path, "objectives"), activity.objectives, objectives, "objective")
        yield from _local(entry, (*path, "handouts"), activity.handouts, handouts, "handout")
        if activity.kind is not ActivityKind.BREAK and not (activity.say or activity.do or activity.ask):
            yield Diagnostic(
                "no-facilitator-notes",
                f"the activity `{activity.id}` says nothing to the facilitator",
                entry.place((*path, "id")),
                "add what to `say`, `do` or `ask`",
            )
    rated = {item.objective for item in workshop.evaluation}
    for number, item in enumerate(workshop.evaluation):
        yield from _local(entry, ("evaluation", number), [item.objective], objectives, "objective", "objective")
    served = {id for activity in workshop.activities for id in activity.objectives}
    for number, objective in enumerate(workshop.objectives):
        for ids, what in ((served, "activity serves"), (rated, "evaluation item tests")):
            if objective.id not in ids:
                yield Diagnostic(
                    "objective-not-covered",
                    f"no {what} the objective `{objective.id}`",
                    entry.place(("objectives", number, "id")),
                    f"name it in an {what.split()[0]}",
                )


def _local(
    entry: Entry, path: Path, ids: Sequence[str], known: set[str], what: str, field: str | None = None
) -> Iterator[Diagnostic]:
    for index, id in enumerate(ids):
        if id not in known:
            place = entry.place((*path, field or index))
            yield Diagnostic(f"unknown-{what}", f"the file has no {what} `{id}`", place, did_you_mean(id, known))


def _project(entry: Entry, project: ImprovementProject) -> Iterator[Diagnostic]:
    kinds = {measure.kind for measure in project.measures}
    for kind in MeasureKind:
        if kind not in kinds:
            yield Diagnostic(
                "missing-measure",
                f"the project has no {kind.value} measure",
                entry.place(("measures",), key=True),
                f"add a measure of kind `{kind.value}`",
            )
    timing = project.measurement
    points = timing.points_before + timing.points_after
    if points < RUN_CHART_POINTS:
        yield Diagnostic(
            "too-few-points",
            f"{points} points are planned; a run chart needs at least {RUN_CHART_POINTS}",
            entry.place(("measurement",), key=True),
            "measure more often or for longer",
        )
    weeks = -(-points * DAYS_BETWEEN[timing.interval] // 7)
    if weeks > project.duration_weeks:
        yield Diagnostic(
            "measurement-too-long",
            f"{points} {timing.interval.value} points take {weeks} weeks, the project {project.duration_weeks}",
            entry.place(("measurement",), key=True),
            "measure more often, plan fewer points, or give the project more weeks",
        )


def _case_study(entry: Entry, study: CaseStudy) -> Iterator[Diagnostic]:
    for number, result in enumerate(study.results):
        if not result.cite:
            yield Diagnostic(
                "uncited-result",
                f"the result `{result.id}` cites no reference",
                entry.place(("results", number, "id")),
                "add `cite`: a measured result always names its source",
            )


def _instrument(entry: Entry, instrument: Instrument) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for group_number, group in enumerate(instrument.groups):
        for number, question in enumerate(group.questions):
            path: Path = ("groups", group_number, "questions", number)
            if question.id in seen:
                yield Diagnostic("repeated", f"the question id `{question.id}` stands twice", entry.place((*path, "id")), "give each question an id of its own")
            seen.add(question.id)
            if question.kind is QuestionKind.SCALE:
                if question.scale is None:
                    yield Diagnostic("no-scale", f"the question `{question.id}` names no scale", entry.place((*path, "id")), "add `scale`")
                else:
                    yield from _local(entry, path, [question.scale], set(instrument.scales), "scale", "scale")
            if (question.kind is QuestionKind.CHOICE) != bool(question.choices):
                yield Diagnostic("choices", f"the question `{question.id}` must have `choices` if, and only if, its kind is choice", entry.place((*path, "id")), "add `choices`, or change `kind`")


def _profile(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    cohort = profile.cohort
    people = sum(part.number for part in cohort.participants)
    places = cohort.groups * cohort.group_size
    if people != places:
        what = "pairs" if cohort.group_size == 2 else f"groups of {cohort.group_size}"
        yield Diagnostic(
            "cohort-does-not-add-up",
            f"{cohort.groups} {what} are {places} people, but the participants are {people}",
            entry.place(("cohort", "groups")),
            "change `groups`, `group_size` or the numbers of participants",
        )
    if white_contrast(profile.brand.colour) < WHITE_CONTRAST:
        yield Diagnostic(
            "colour-too-light",
            f"white text on {profile.brand.colour} has a contrast of {white_contrast(profile.brand.colour):.1f} to 1",
            entry.place(("brand", "colour")),
            f"choose a darker colour: at least {WHITE_CONTRAST} to 1",
        )
    if profile.brand.logo and not profile.brand.logo_text:
        yield Diagnostic("no-logo-text", "the logo has no `logo_text`", entry.place(("brand", "logo")), "say what the logo shows")
    for number, change in enumerate(profile.tailoring):
        path: Path = ("tailoring", number)
        if (change.topic is None) == (change.component is None):
            yield Diagnostic("tailoring-target", "a tailoring names either a `topic` or a `component`", entry.place((*path, "kind")), "keep one of the two")
        if change.kind is not TailoringKind.DROP and not (change.title and change.body):
            yield Diagnostic("tailoring-text", f"to {change.kind.value} a section takes a `title` and a `body`", entry.place((*path, "kind")), "add them")


def _calendar(entry: Entry, calendar: CalendarRules) -> Iterator[Diagnostic]:
    launch = calendar.milestones.get("launch")
    if launch is None or launch.weeks_from_launch != 0:
        yield Diagnostic("no-launch", "the milestones need a `launch` at week 0", entry.place(("milestones",), key=True), "add `launch` with `weeks_from_launch: 0`")
    previous = None
    for id, milestone in calendar.milestones.items():
        if previous is not None and milestone.weeks_from_launch < previous.weeks_from_launch:
            yield Diagnostic(
                "out-of-order",
                f"the milestone `{id}` is at week {milestone.weeks_from_launch}, before `{previous.id}` at week {previous.weeks_from_launch}",
                entry.place(("milestones", id, "weeks_from_launch")),
                "put the milestones in the order of their weeks",
            )
        previous = milestone


_RULES: tuple[tuple[type[Noun], Callable[[Any, Any], Iterator[Diagnostic]]], ...] = (
    (Workshop, _workshop),
    (ImprovementProject, _project),
    (CaseStudy, _case_study),
    (Instrument, _instrument),
    (TrustProfile, _profile),
    (CalendarRules, _calendar),
)


def white_contrast(colour: str) -> float:
    """Contrast of white text on a colour such as #123456 (WCAG 2.2 relative luminance)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


# --- between entries ---------------------------------------------------------------------------------------


def _programme_lists(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Each component and workshop has its place in the programme; workshops are numbered in that order."""
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
                f"add it to `{entry.kind}s` in content/programme.yml",
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


def _same_ids(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """A trust's own project must not take a shared project's id; domains are unique over all frameworks."""
    shared = {
        (entry.kind, entry.noun.id) for entry in entries if entry.trust is None and isinstance(entry.noun, Item)
    }
    owners: dict[str, str] = {}
    for entry in entries:
        if entry.trust and isinstance(entry.noun, Item):
            kind = {"trust project": "improvement project", "trust case study": "case study"}.get(entry.kind)
            if kind and (kind, entry.noun.id) in shared:
                yield Diagnostic(
                    "id-taken", f"there is a shared {kind} `{entry.noun.id}` already", entry.place(("title",)), "rename this file"
                )
        if isinstance(entry.noun, Framework):
            for id in entry.noun.domains:
                if id in owners:
                    yield Diagnostic("id-taken", f"the framework `{owners[id]}` has a domain `{id}` already", entry.place(("domains", id), key=True), "give it another id")
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
                    yield Diagnostic("two-meanings", f"`{form}` belongs to two glossary terms", entry.place((), key=True), "keep it in one of them")


def _tailorings(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    sections = {
        (entry.kind, entry.noun.id): {section.id for section in getattr(entry.noun, "sections", ())}
        for entry in entries
        if entry.kind in ("guidance topic", "component") and isinstance(entry.noun, Item)
    }
    for entry in entries:
        if not isinstance(entry.noun, TrustProfile):
            continue
        for number, change in enumerate(entry.noun.tailoring):
            target = ("guidance topic", change.topic) if change.topic else ("component", change.component or "")
            known = sections.get(target)
            if known is None:
                continue
            place = entry.place(("tailoring", number, "section"))
            if change.kind is TailoringKind.ADD and change.section in known:
                yield Diagnostic("id-taken", f"{target[0]} `{target[1]}` has a section `{change.section}` already", place, "give the new section another id, or use `kind: replace`")
            if change.kind is not TailoringKind.ADD and change.section not in known:
                yield Diagnostic("unknown-section", f"{target[0]} `{target[1]}` has no section `{change.section}`", place, did_you_mean(change.section, known))


def _trust_folders(entries: Sequence[Entry], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    profiles = {entry.trust for entry in entries if isinstance(entry.noun, TrustProfile)}
    for entry in entries:
        if entry.trust and entry.trust not in profiles:
            yield Diagnostic("no-profile", f"the folder of `{entry.trust}` has no profile.yml", entry.place(()), "write the profile, or move the file")
        if isinstance(entry.noun, TrustProfile) and entry.noun.brand.logo:
            path = f"content/trusts/{entry.trust}/{entry.noun.brand.logo}"
            place = entry.place(("brand", "logo"))
            if path not in files:
                yield Diagnostic("missing-logo", f"there is no file {path}", place, "put the logo there, or delete this line")
            elif (fault := png_fault(files[path])) is not None:
                yield Diagnostic("bad-image", f"{path} {fault}", place, "save the logo as PNG, at most 2000 pixels a side")
        if isinstance(entry.noun, Release):
            later = [
                other
                for other in entries
                if isinstance(other.noun, Release)
                and _release_key(other.noun) < _release_key(entry.noun)
                and other.noun.date > entry.noun.date
            ]
            for other in later:
                assert isinstance(other.noun, Release)
                yield Diagnostic(
                    "out-of-order",
                    f"release {entry.noun.id} is dated before release {other.noun.id}",
                    entry.place(("date",)),
                    "dates go up with the numbers",
                    Severity.ERROR,
                )


def _release_key(release: Release) -> tuple[int, ...]:
    return tuple(map(int, release.id.split(".")))
