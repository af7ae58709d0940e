"""Checks within one entry that no schema can express: sums, order, evidence, ids within the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from ..model.base import Advice, Evidenced, EvidenceLabel, Noun, Timing
from ..model.calendar_rules import CalendarRules
from ..model.case_study import CaseStudy
from ..model.changes import Change
from ..model.characters import NO_GLYPH, REPLACEMENT
from ..model.diagnostics import Diagnostic
from ..model.guidance import GuidanceTopic
from ..model.instrument import Instrument, InstrumentKind, QuestionKind, Wave
from ..model.learning_path import PathStep
from ..model.programme import Programme
from ..model.project import RUN_CHART_POINTS, ImprovementProject, MeasureKind
from ..model.prose import faults as prose_faults
from ..model.prose import internal_links
from ..model.required import FormQuestion, Milestone
from ..model.template import Template, TemplateKind
from ..model.trust import TrustProfile
from ..model.walk import Path, shapes
from ..model.workshop import Workshop
from . import rules_blanks, rules_menu, rules_room_set, rules_trust, rules_workshop
from .entry import Entry, entries_of

_FORM_QUESTIONS = {
    FormQuestion.CODE: QuestionKind.LINE,
    FormQuestion.SIDE: QuestionKind.CHOICE,
    FormQuestion.WORKSHOP: QuestionKind.LINE,
}
_NAMING_FIELDS = ("id", "workshop", "project", "what")
"""Fields that tell the entries of a list apart: no two entries may have the same value."""


def check(entries: Sequence[Entry]) -> list[Diagnostic]:
    """Errors within single entries."""
    faults: list[Diagnostic] = []
    for entry in entries:
        faults.extend(_values(entry))
        faults.extend(rules_blanks.check(entry))
        for rule in _rules_of(type(entry.noun)):
            faults.extend(rule(entry, entry.noun))
    return faults


def advise(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Warnings about single entries, and about projects that are withdrawn."""
    for entry in entries:
        yield from _glyphs(entry)
    for entry, workshop in entries_of(entries, Workshop):
        yield from rules_workshop.slides(entry, workshop)
        yield from rules_workshop.timed_lines(entry, workshop)
    for entry, instrument in entries_of(entries, Instrument):
        yield from _evaluated(entry, instrument)
    yield from rules_menu.advise(entries)


def _values(entry: Entry) -> Iterator[Diagnostic]:
    for visit in entry.visits:
        if visit.shape.prose:
            for fault in prose_faults(visit.value):
                yield entry.fault(fault.code, fault.message, visit.path, fault.help, text_line=fault.line)
        elif visit.shape.model:
            yield from _noun(entry, visit.path, visit.value)


def _glyphs(entry: Entry) -> Iterator[Diagnostic]:
    """Characters that the fonts of PDF documents lack, such as emoji: once for each text."""
    for visit in entry.visits:
        if (visit.shape.prose or visit.shape.line) and (match := NO_GLYPH.search(visit.value)):
            message = f"PDF documents cannot show `{match[0]}` (U+{ord(match[0]):04X})"
            advice = f"write it in words: PDF documents show {REPLACEMENT} in its place"
            yield entry.warning("no-glyph", message, visit.path, advice, words=match[0])


def _noun(entry: Entry, path: Path, noun: Noun) -> Iterator[Diagnostic]:
    for rule in _rules_within(type(noun)):
        yield from rule(entry, path, noun)
    for field in _lists(type(noun)):
        if (values := getattr(noun, field)) and len(values) > 1:
            yield from _repeated(entry, (*path, field), values)


def _evidence(entry: Entry, path: Path, claim: Evidenced | Advice) -> Iterator[Diagnostic]:
    if claim.evidence is not EvidenceLabel.SUGGESTED and not claim.cite:
        message = f"the evidence is `{claim.evidence.value}`, but nothing is cited"
        advice = "add `cite` with the id of a reference, or label it `suggested`"
        yield entry.fault("uncited", message, (*path, "evidence"), advice)
    if claim.evidence is EvidenceLabel.SUGGESTED and claim.cite:
        message = "the evidence is `suggested`, but a reference is cited"
        advice = "label it `published` or `pilot` if the reference says it, or delete `cite`"
        yield entry.fault("cited-suggestion", message, (*path, "cite"), advice, key=True)


def _timing(entry: Entry, path: Path, timing: Timing) -> Iterator[Diagnostic]:
    if timing.weeks_before and timing.weeks_after:
        message = "the timing has both `weeks_before` and `weeks_after`"
        yield entry.fault("two-timings", message, (*path, "weeks_after"), "keep one of the two", key=True)
    if timing.milestone and timing.workshop:
        message = "the timing has both `milestone` and `workshop`"
        yield entry.fault("two-anchors", message, (*path, "workshop"), "keep one of the two", key=True)
    if not timing.milestone and not timing.workshop:
        message, advice = "the timing does not say what it is counted from", "add a `milestone` or a `workshop`"
        yield entry.fault("no-anchor", message, path, advice)


def _path_step(entry: Entry, path: Path, step: PathStep) -> Iterator[Diagnostic]:
    links = internal_links(step.do)
    if len(links) != 1:
        message = f"the step has {len(links)} links to something in this guide; it must have one"
        advice = "name the one thing to open, such as `Read [Leadership](guidance:leadership).`"
        yield entry.fault("one-link", message, (*path, "do"), advice)


@cache
def _lists(model: type[Noun]) -> tuple[str, ...]:
    """The fields of a model that hold lists."""
    return tuple(name for name, shape in shapes(model).items() if shape.list_of)


@cache
def _naming_field(entry: type) -> tuple[str, ...]:
    """The field that tells the entries of a list apart; empty if they have none.

    Several timings may be counted from the same workshop, and what a release changed may have the same id in two kinds.
    """
    if not issubclass(entry, Noun) or issubclass(entry, Timing | Change):
        return ()
    return tuple(name for name in _NAMING_FIELDS if name in entry.model_fields)[:1]


def _repeated(entry: Entry, path: Path, values: Sequence[Any]) -> Iterator[Diagnostic]:
    """Ids that appear twice in one list."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        tail = _naming_field(value.__class__)
        id = getattr(value, tail[0]) if tail else value
        if isinstance(id, str):
            if id in seen:
                message = f"`{id[:80]}` appears twice in `{path[-1]}`"
                yield entry.fault("repeated", message, (*path, index, *tail), "delete one of them")
            seen.add(id)


# --- one rule for each noun ---------------------------------------------------------------------------------------


def _project(entry: Entry, project: ImprovementProject) -> Iterator[Diagnostic]:
    kinds = {measure.kind for measure in project.measures}
    for kind in MeasureKind:
        if kind not in kinds:
            message, advice = f"the project has no {kind.value} measure", f"add a measure of kind `{kind.value}`"
            yield entry.fault("missing-measure", message, ("measures",), advice, key=True)
    timing = project.measurement
    points, weeks = timing.points, timing.weeks
    if points < RUN_CHART_POINTS:
        message = f"{points} points are planned; a run chart needs at least {RUN_CHART_POINTS}"
        yield entry.fault("too-few-points", message, ("measurement",), "measure more often or for longer", key=True)
    if weeks > project.duration_weeks:
        planned = f"{points} {timing.interval.value} points take {weeks} weeks"
        message = f"{planned}, but the project has {project.duration_weeks}"
        advice = "measure more often, plan fewer points, or give the project more weeks"
        yield entry.fault("measurement-too-long", message, ("measurement",), advice, key=True)


def _case_study(entry: Entry, study: CaseStudy) -> Iterator[Diagnostic]:
    for number, result in enumerate(study.results):
        if not result.cite:
            message = f"the result `{result.id}` cites no reference"
            advice = "add `cite`: a measured result always names its source"
            yield entry.fault("uncited-result", message, ("results", number, "id"), advice)


def _instrument(entry: Entry, instrument: Instrument) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    waves: list[tuple[Path, Wave]] = [
        (("copies", number, "wave"), each.wave) for number, each in enumerate(instrument.copies)
    ]
    for group_number, group in enumerate(instrument.groups):
        waves += ((("groups", group_number, "waves", number), wave) for number, wave in enumerate(group.waves))
    for path, wave in waves:
        if wave not in instrument.waves:
            message = f"the form is not asked in the wave `{wave.value}`"
            advice = f"add `{wave.value}` to the form's `waves`, or leave it out here"
            yield entry.fault("unknown-wave", message, path, advice)
    for group_number, group in enumerate(instrument.groups):
        for number, question in enumerate(group.questions):
            path = ("groups", group_number, "questions", number)
            name = f"the question `{question.id}`"
            if question.id in seen:
                message = f"the question id `{question.id}` appears twice"
                yield entry.fault("repeated", message, (*path, "id"), "give each question an id of its own")
            seen.add(question.id)
            if question.kind is QuestionKind.SCALE and question.scale is None:
                yield entry.fault("no-scale", f"{name} has no scale", (*path, "id"), "add `scale`")
            elif question.kind is QuestionKind.SCALE and question.scale is not None:
                yield from rules_workshop.local(entry, path, [question.scale], instrument.scales, "scale", "scale")
            if (question.kind in (QuestionKind.CHOICE, QuestionKind.DIRECTION)) != bool(question.choices):
                message = f"{name} must have `choices` if, and only if, its kind is choice or direction"
                yield entry.fault("choices", message, (*path, "id"), "add `choices`, or change `kind`")
            elif question.kind is QuestionKind.DIRECTION and len(question.choices) != 3:
                message = f"{name} must have three choices: less, the same and more"
                yield entry.fault("three-choices", message, (*path, "choices"), "give three, from less to more")


def _evaluated(entry: Entry, instrument: Instrument) -> Iterator[Diagnostic]:
    """A form that is evaluated says who reads it, and asks what the evaluation sorts its answers by.

    Warnings, since releases from before the evaluation have forms without these.
    """
    if not instrument.evaluated:
        return
    if not instrument.read_by:
        message = "the form is evaluated, but does not say who sees the answers"
        advice = "add `read_by`: people answer differently when they know who reads a single form"
        yield entry.warning("no-readers", message, ("title",), advice)
    paths = {
        question.id: (("groups", group_number, "questions", number), question.kind)
        for group_number, group in enumerate(instrument.groups)
        for number, question in enumerate(group.questions)
    }
    needed = {
        FormQuestion.CODE: instrument.kind is InstrumentKind.SELF_ASSESSMENT and len(instrument.waves) > 1,
        FormQuestion.WORKSHOP: instrument.kind is InstrumentKind.FEEDBACK,
    }
    for id, kind in _FORM_QUESTIONS.items():
        path, actual = paths.get(id, ((), None))
        if needed.get(id) and actual is None:
            message = f"the form has no question `{id}`: without it {id.loss}"
            yield entry.warning("missing-question", message, ("title",), f"add it, with the kind {kind.value}")
        elif actual not in (None, kind):
            message = f"the question `{id}` must be of kind {kind.value}: the evaluation sorts answers by it"
            yield entry.warning("question-kind", message, (*path, "kind"), "change its kind, or give it another id")


def _guidance(entry: Entry, topic: GuidanceTopic) -> Iterator[Diagnostic]:
    for number, decision in enumerate(topic.decisions):
        path: Path = ("decisions", number)
        usual = [row for row, option in enumerate(decision.options) if option.usual]
        for row in usual[1:]:
            message = f"the decision `{decision.id}` has two usual choices"
            yield entry.fault("two-usual", message, (*path, "options", row, "usual"), "keep `usual` at one of them")
        if (decision.owner is None) != (decision.timing is None):
            field, other = ("owner", "timing") if decision.owner else ("timing", "owner")
            message = f"the decision `{decision.id}` has `{field}` and no `{other}`"
            advice = "say both who decides and by when, or neither"
            yield entry.fault("half-a-decision", message, (*path, field), advice, key=True)


def _template(entry: Entry, template: Template) -> Iterator[Diagnostic]:
    for kind, field in ((TemplateKind.LETTER, "subject"), (TemplateKind.REGISTER, "risks")):
        if template.kind is kind and not getattr(template, field):
            message, advice = f"a {kind.value} needs `{field}`", f"add `{field}`, or change `kind`"
            yield entry.fault("template-part", message, ("kind",), advice)
    if template.timing and template.weeks_before_workshop is not None:
        message = "the letter has both `timing` and `weeks_before_workshop`"
        yield entry.fault("two-timings", message, ("weeks_before_workshop",), "keep one of the two", key=True)


def _calendar(entry: Entry, calendar: CalendarRules) -> Iterator[Diagnostic]:
    launch = calendar.milestones.get(Milestone.LAUNCH)
    if launch is not None and launch.weeks_from_launch != 0:
        message = f"the milestone `launch` is at week {launch.weeks_from_launch}, but weeks are counted from it"
        path: Path = ("milestones", "launch", "weeks_from_launch")
        yield entry.fault("launch-not-at-zero", message, path, "write `weeks_from_launch: 0`")
    for (_, before), (id, after) in pairwise(calendar.milestones.items()):
        if after.weeks_from_launch < before.weeks_from_launch:
            week = f"the milestone `{id}` is at week {after.weeks_from_launch}"
            message = f"{week}, before `{before.id}` at week {before.weeks_from_launch}"
            advice = "put the milestones in the order of their weeks"
            yield entry.fault("out-of-order", message, ("milestones", id, "weeks_from_launch"), advice)
    yield from _least_weeks(entry, calendar)
    for id, quiet in calendar.quiet.items():
        period = quiet.first is not None and quiet.last is not None
        half = (quiet.first is None) != (quiet.last is None)
        if half or [period, quiet.bank_holiday_weekends, quiet.changeover_weeks is not None].count(True) != 1:
            message = f"the quiet period `{id}` does not say which days it holds for"
            advice = "give it `first` and `last`, or `bank_holiday_weekends: true`, or `changeover_weeks`"
            yield entry.fault("quiet-days", message, ("quiet", id), advice, key=True)


def _least_weeks(entry: Entry, calendar: CalendarRules) -> Iterator[Diagnostic]:
    """The shortest preparation is no longer than the usual one, and its milestones are in the same order."""
    before = [milestone for milestone in calendar.milestones.values() if milestone.least_weeks is not None]
    last = -(10**6)
    for milestone in before:
        path: Path = ("milestones", milestone.id, "least_weeks")
        least = milestone.least_weeks or 0
        if milestone.weeks_from_launch > least or milestone.weeks_from_launch >= 0:
            message = (
                f"`least_weeks` of `{milestone.id}` is {least}, but it is usually at {milestone.weeks_from_launch}"
            )
            advice = "`least_weeks` is for milestones before the first workshop and is not before the usual week"
            yield entry.fault("least-weeks", message, path, advice)
        elif least < last:
            message = f"the milestone `{milestone.id}` is at week {least} at least, before the one above it"
            yield entry.fault("out-of-order", message, path, "put the milestones in the order of their weeks")
        last = least


def _programme(entry: Entry, programme: Programme) -> Iterator[Diagnostic]:
    if weeks := programme.workshop_weeks:
        yield from rules_trust.workshop_weeks(entry, ("workshop_weeks",), weeks, len(programme.workshops))


_RULES: tuple[tuple[type[Noun], Callable[[Any, Any], Iterator[Diagnostic]]], ...] = (
    (Workshop, rules_workshop.workshop),
    (Workshop, rules_room_set.room_set),
    (ImprovementProject, _project),
    (ImprovementProject, rules_menu.project),
    (CaseStudy, _case_study),
    (GuidanceTopic, _guidance),
    (Instrument, _instrument),
    (Template, _template),
    (TrustProfile, rules_trust.check),
    (TrustProfile, rules_menu.profile),
    (CalendarRules, _calendar),
    (Programme, _programme),
)


_RULES_WITHIN: tuple[tuple[type[Noun], Callable[[Any, Any, Any], Iterator[Diagnostic]]], ...] = (
    (Evidenced, _evidence),
    (Advice, _evidence),
    (Timing, _timing),
    (PathStep, _path_step),
)
"""Rules of the nouns within an entry."""


# Once for each model, because pydantic takes long to say whether a noun is of a model.
@cache
def _rules_of(model: type[Noun]) -> tuple[Callable[[Any, Any], Iterator[Diagnostic]], ...]:
    return tuple(rule for of, rule in _RULES if issubclass(model, of))


@cache
def _rules_within(model: type[Noun]) -> tuple[Callable[[Any, Any, Any], Iterator[Diagnostic]], ...]:
    return tuple(rule for of, rule in _RULES_WITHIN if issubclass(model, of))
