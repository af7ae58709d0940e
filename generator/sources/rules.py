"""Checks within one entry that no schema can express: sums, order, evidence, ids within the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..model.base import Advice, Evidenced, EvidenceLabel, Noun, Timing
from ..model.calendar_rules import CalendarRules
from ..model.case_study import CaseStudy
from ..model.characters import NO_GLYPH, REPLACEMENT
from ..model.diagnostics import Diagnostic, Severity
from ..model.instrument import Instrument, QuestionKind
from ..model.project import RUN_CHART_POINTS, ImprovementProject, MeasureKind
from ..model.prose import faults as prose_faults
from ..model.required import Milestone
from ..model.template import BLANKS, Template, TemplateKind, blanks
from ..model.trust import TrustProfile
from ..model.walk import Path, walk
from ..model.workshop import ActivityKind, Workshop
from . import rules_menu, rules_trust
from .entry import Entry
from .suggestions import did_you_mean

MOST_POINTS = 6
"""Points on a slide that the back of a room can read."""
LONGEST_POINT = 14
"""Words in a point of a slide."""


def check(entries: Sequence[Entry]) -> list[Diagnostic]:
    """Errors within single entries."""
    faults: list[Diagnostic] = []
    for entry in entries:
        faults.extend(_values(entry))
        for model, rule in _RULES:
            if isinstance(entry.noun, model):
                faults.extend(rule(entry, entry.noun))
    return faults


def advise(entries: Sequence[Entry]) -> list[Diagnostic]:
    """Warnings about single entries, and about projects that are withdrawn."""
    warnings = [warning for entry in entries for warning in _glyphs(entry)]
    warnings += [
        warning for entry in entries if isinstance(entry.noun, Workshop) for warning in _slides(entry, entry.noun)
    ]
    return [*warnings, *rules_menu.advise(entries)]


def _values(entry: Entry) -> Iterator[Diagnostic]:
    for visit in walk(entry.noun):
        if visit.shape.prose:
            for fault in prose_faults(visit.value):
                yield Diagnostic(fault.code, fault.message, entry.place(visit.path, text_line=fault.line), fault.help)
        elif isinstance(visit.value, Noun):
            yield from _noun(entry, visit.path, visit.value)


def _glyphs(entry: Entry) -> Iterator[Diagnostic]:
    """Characters that the fonts of PDF documents lack, such as emoji: once for each text."""
    for visit in walk(entry.noun):
        if (visit.shape.prose or visit.shape.line) and (match := NO_GLYPH.search(visit.value)):
            yield Diagnostic(
                "no-glyph",
                f"PDF documents cannot show `{match[0]}` (U+{ord(match[0]):04X})",
                entry.place_of(visit.path, match[0]),
                f"write it in words: PDF documents show {REPLACEMENT} in its place",
                Severity.WARNING,
            )


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
                "the evidence is `suggested`, but a reference is cited",
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
    """Ids that appear twice in one list."""
    if not isinstance(value, list) or not value:
        return
    if all(isinstance(item, str) for item in value):
        ids = value
        tail: Path = ()
    elif all(isinstance(getattr(item, "id", None), str) for item in value):
        ids, tail = [item.id for item in value], ("id",)
    else:
        return
    seen: set[str] = set()
    for index, id in enumerate(ids):
        if id in seen:
            yield Diagnostic(
                "repeated",
                f"`{id[:80]}` appears twice in `{path[-1]}`",
                entry.place((*path, index, *tail)),
                "delete one of them",
            )
        seen.add(id)


# --- one rule for each noun ---------------------------------------------------------------------------------------


def _workshop(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    total = sum(activity.minutes for activity in workshop.activities)
    if total != workshop.duration_minutes:
        difference = total - workshop.duration_minutes
        yield Diagnostic(
            "minutes-do-not-add-up",
            f"the activities take {total} minutes, but the workshop lasts {workshop.duration_minutes}",
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
                f"the activity `{activity.id}` has no notes for the facilitator",
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
                    f"name it in an {what.removesuffix(' serves').removesuffix(' tests')}",
                )


def _slides(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Slides with too many points, or points with too many words."""
    for number, activity in enumerate(workshop.activities):
        for index, slide in enumerate(activity.slides):
            path: Path = ("activities", number, "slides", index)
            if len(slide.points) > MOST_POINTS:
                yield Diagnostic(
                    "crowded-slide",
                    f"the slide has {len(slide.points)} points; the limit is {MOST_POINTS}",
                    entry.place((*path, "points", MOST_POINTS)),
                    "split it into two slides, or move some points to the notes",
                    Severity.WARNING,
                )
            for place, point in enumerate(slide.points):
                words = len(point.split())
                if words > LONGEST_POINT:
                    yield Diagnostic(
                        "long-point",
                        f"the point has {words} words; the limit is {LONGEST_POINT}",
                        entry.place((*path, "points", place)),
                        "shorten it, and say the rest in the notes",
                        Severity.WARNING,
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
    points, weeks = timing.points, timing.weeks
    if points < RUN_CHART_POINTS:
        yield Diagnostic(
            "too-few-points",
            f"{points} points are planned; a run chart needs at least {RUN_CHART_POINTS}",
            entry.place(("measurement",), key=True),
            "measure more often or for longer",
        )
    if weeks > project.duration_weeks:
        yield Diagnostic(
            "measurement-too-long",
            f"{points} {timing.interval.value} points take {weeks} weeks, but the project has {project.duration_weeks}",
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
                yield Diagnostic(
                    "repeated",
                    f"the question id `{question.id}` appears twice",
                    entry.place((*path, "id")),
                    "give each question an id of its own",
                )
            seen.add(question.id)
            if question.kind is QuestionKind.SCALE:
                if question.scale is None:
                    yield Diagnostic(
                        "no-scale",
                        f"the question `{question.id}` has no scale",
                        entry.place((*path, "id")),
                        "add `scale`",
                    )
                else:
                    yield from _local(entry, path, [question.scale], set(instrument.scales), "scale", "scale")
            if (question.kind is QuestionKind.CHOICE) != bool(question.choices):
                yield Diagnostic(
                    "choices",
                    f"the question `{question.id}` must have `choices` if, and only if, its kind is choice",
                    entry.place((*path, "id")),
                    "add `choices`, or change `kind`",
                )


def _template(entry: Entry, template: Template) -> Iterator[Diagnostic]:
    for visit in walk(template):
        if visit.shape.prose or visit.shape.line:
            for name in blanks(visit.value):
                if name not in BLANKS:
                    yield Diagnostic(
                        "unknown-blank",
                        f"unknown blank `{{{name[:60]}}}`",
                        entry.place(visit.path, text_line=_line_of(visit.value, name)),
                        did_you_mean(name, BLANKS) or f"the blanks are {', '.join(BLANKS)}",
                    )
    for kind, field, value in (
        (TemplateKind.LETTER, "subject", template.subject),
        (TemplateKind.REGISTER, "risks", template.risks),
    ):
        if template.kind is kind and not value:
            yield Diagnostic(
                "template-part",
                f"a {kind.value} needs `{field}`",
                entry.place(("kind",)),
                f"add `{field}`, or change `kind`",
            )


def _line_of(text: str, name: str) -> int:
    return text[: text.find(f"{{{name}}}")].count("\n")


def _calendar(entry: Entry, calendar: CalendarRules) -> Iterator[Diagnostic]:
    launch = calendar.milestones.get(Milestone.LAUNCH)
    if launch is not None and launch.weeks_from_launch != 0:
        yield Diagnostic(
            "launch-not-at-zero",
            f"the milestone `launch` is at week {launch.weeks_from_launch}, but weeks are counted from it",
            entry.place(("milestones", "launch", "weeks_from_launch")),
            "write `weeks_from_launch: 0`",
        )
    previous = None
    for id, milestone in calendar.milestones.items():
        if previous is not None and milestone.weeks_from_launch < previous.weeks_from_launch:
            yield Diagnostic(
                "out-of-order",
                f"the milestone `{id}` is at week {milestone.weeks_from_launch}, "
                f"before `{previous.id}` at week {previous.weeks_from_launch}",
                entry.place(("milestones", id, "weeks_from_launch")),
                "put the milestones in the order of their weeks",
            )
        previous = milestone


_RULES: tuple[tuple[type[Noun], Callable[[Any, Any], Iterator[Diagnostic]]], ...] = (
    (Workshop, _workshop),
    (ImprovementProject, _project),
    (ImprovementProject, rules_menu.project),
    (CaseStudy, _case_study),
    (Instrument, _instrument),
    (Template, _template),
    (TrustProfile, rules_trust.check),
    (TrustProfile, rules_menu.profile),
    (CalendarRules, _calendar),
)
