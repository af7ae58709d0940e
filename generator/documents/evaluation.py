"""What documents about an evaluation are made of: the plan of a cohort, what was done, and what may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..evaluation.analysis import results
from ..evaluation.conclusions import Verdict, verdict
from ..evaluation.delivery import Delivery, delivery
from ..evaluation.disclosure import published
from ..evaluation.measures import MeasureChart, charts
from ..evaluation.recovery import recovered
from ..evaluation.results import About, Comparison, Published
from ..model.answers import Answers
from ..model.diagnostics import InputFault
from ..model.instrument import Instrument, InstrumentKind, Question, Wave
from ..model.pairing import Side
from ..model.required import STATEMENTS
from ..model.scheme import ProjectStage
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind


class Evaluation(NamedTuple):
    """An evaluation of a cohort. No figure in it is about a small group."""

    playbook: Playbook
    published: Published
    delivery: Delivery
    charts: tuple[MeasureChart, ...]

    @property
    def recorded(self) -> bool:
        """Whether anybody recorded people of this cohort."""
        return self.delivery.started > 0

    @property
    def self_assessment(self) -> Instrument | None:
        """The form that asks before, after and looking back."""
        forms = (form for form in self.playbook.instruments if form.kind is InstrumentKind.SELF_ASSESSMENT)
        return next(forms, None)

    @property
    def highest(self) -> int:
        """The highest point of the self-assessment's scale."""
        form = self.self_assessment
        return max((len(scale.labels) for scale in form.scales.values()), default=5) if form else 5

    @property
    def scale(self) -> str:
        """What the ends of the self-assessment's scale mean, to follow a title; empty if it has several scales."""
        scales = list(self.self_assessment.scales.values()) if self.self_assessment else []
        if len(scales) != 1:
            return ""
        first, *_, last = (label[0].lower() + label[1:] for label in scales[0].labels)
        return f", from 1 ({first}) to {len(scales[0].labels)} ({last})"

    @property
    def domains(self) -> tuple[str, ...]:
        """Ids of the domains that the self-assessment asks about, in the order of their framework."""
        form = self.self_assessment
        asked = {question.domain for group in form.groups for question in group.questions} if form else set()
        return tuple(id for id in self.playbook.domains if id in asked)

    def comparison(self, earlier: Wave, domain: str = "") -> Comparison | None:
        """Everybody's change from a time to the end: in a domain, or in all items together."""
        about = About(self.self_assessment.id if self.self_assessment else "", domain=domain)
        figures = self.published.results.comparisons
        return next((each for each in figures if each.about == about and each.earlier is earlier), None)

    def verdict(self, domain: str = "") -> Verdict:
        """What may be said of a domain, or of all items together."""
        form = self.self_assessment
        about = About(form.id if form else "", domain=domain)
        hidden = any(each.about == about for each in self.published.hidden)
        return verdict(self.comparison(Wave.BEFORE, domain), self.comparison(Wave.THEN, domain), hidden)

    def returned(self, form: str, wave: Wave | None) -> int | None:
        """How many people returned a form; None if that is not shown, or nobody did."""
        about = About(form)
        every = self.published.results.respondents
        return next((each.n for each in every if each.about == about and each.wave is wave), None)

    def question(self, about: About) -> Question:
        """The question that a figure is about."""
        return next(
            question
            for form in self.playbook.instruments
            if form.id == about.instrument
            for group in form.groups
            for question in group.questions
            if question.id == about.question
        )

    def words(self, about: About) -> str:
        """What a figure is about in words: the question, or the workshop's own statement for which it stands."""
        workshops = {plan.workshop.id: plan.workshop for plan in self.playbook.workshops}
        if about.workshop in workshops and about.question in STATEMENTS:
            statements = workshops[about.workshop].evaluation
            place = STATEMENTS.index(about.question)
            if place < len(statements):
                return statements[place].text
        return self.question(about).text

    @property
    def attendance(self) -> Fraction | None:
        """The share of the places at workshops that people took, from 0 to 1; None where nothing is recorded."""
        every = self.delivery.attendance
        return Fraction(every.came, every.recorded) if every.recorded else None

    @property
    def project_count(self) -> int:
        return sum(self.delivery.projects.values())

    @property
    def unfinished(self) -> int:
        """Projects that are neither finished nor stopped."""
        over = (ProjectStage.FINISHED, ProjectStage.STOPPED)
        return sum(number for stage, number in self.delivery.projects.items() if stage not in over)


SIDES: Mapping[Side, str] = {Side.CLINICIAN: "Clinician", Side.MANAGER: "Manager", Side.COLLEAGUE: "Other"}
"""Sides in the words of the forms."""


def evaluate(playbook: Playbook, answers: Answers, file: str) -> Evaluation:
    """The evaluation of a cohort from its plan and the answers to its forms. `file` is theirs, for faults.

    Raises:
        InputFault: what would be shown tells more than it may.
    """
    forms = {form.id: form for form in playbook.instruments}
    shown = published(results(answers, forms, playbook.domains), answers.choices, forms)
    if recovered(shown, forms, _taking_part(playbook)):
        message = "somebody could work out a hidden number from the results together, so no report is written"
        advice = "report this to whoever maintains the tool, with the number of people of each side and no answers"
        raise InputFault.of("recovered", message, file, advice)
    schedule = playbook.schedule
    workshops, surgeries = (
        [entry.id for entry in schedule.of(kind)] if schedule else []
        for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY)
    )
    ended = schedule is not None and schedule.end <= playbook.today
    done = delivery(playbook.records, workshops, surgeries, ended)
    return Evaluation(playbook, shown, done, charts(playbook.records, answers.choices))


def _taking_part(playbook: Playbook) -> dict[str, int]:
    """How many people take part of each side, as every colleague knows."""
    groups = playbook.vocabulary.staff_groups
    sides = (
        person.side or (groups[person.staff_group].side if person.staff_group else None)
        for person in playbook.records.participants
    )
    return dict(Counter(SIDES[side] for side in sides if side))
