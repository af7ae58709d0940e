"""The results of a cohort as a trust passes them on: what its report shows, without comments and single people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Any

from ..evaluation.location import Interval
from ..evaluation.results import About, Answered, Comparison, DirectionAnswers
from ..evaluation.signed_rank import PValues, TooFew
from ..model.instrument import Instrument, Question
from ..model.published_results import (
    DECIMALS,
    FORMAT,
    LabelCount,
    PublishedAnswers,
    PublishedAttendance,
    PublishedComparison,
    PublishedDelivery,
    PublishedDirections,
    PublishedDomain,
    PublishedForm,
    PublishedProject,
    PublishedQuestion,
    PublishedRespondents,
    PublishedResults,
)
from ..planning.figures import rounded
from .evaluation import Evaluation
from .evaluation_advice import pounds_a_finisher, workshop_title


def published_results(evaluation: Evaluation) -> PublishedResults:
    """What a trust may send to others, or put together with its other cohorts."""
    profile, results = evaluation.playbook.profile, evaluation.published.results
    schedule = evaluation.playbook.schedule
    return PublishedResults(
        format=FORMAT,
        trust=profile.id,
        name=profile.name,
        cohort=profile.cohort.name,
        number=profile.cohort.number,
        example=profile.example,
        release=evaluation.playbook.release.id,
        starts=schedule.start if schedule else None,
        ends=schedule.end if schedule else None,
        fewest=evaluation.published.fewest,
        forms=list(_forms(evaluation)),
        delivery=_delivery(evaluation) if evaluation.recorded else None,
        respondents=[
            PublishedRespondents(**_subject(each.about), wave=each.wave, n=each.n) for each in results.respondents
        ],
        answers=[_answers(each) for each in results.answered],
        comparisons=[_comparison(each) for each in results.comparisons],
        directions=[_directions(each) for each in results.directions],
    )


def as_json(results: PublishedResults) -> bytes:
    """The file `results.json`."""
    return results.model_dump_json(indent=2, exclude_defaults=True).encode() + b"\n"


def _forms(evaluation: Evaluation) -> Iterator[PublishedForm]:
    """The forms with results, their questions that are shown, and their domains with all the questions behind them."""
    results = evaluation.published.results
    figures: tuple[Answered | Comparison | DirectionAnswers, ...]
    figures = (*results.answered, *results.comparisons, *results.directions)
    with_results = {each.about.instrument for each in figures} | {each.about.instrument for each in results.respondents}
    as_typed = evaluation.playbook.library.instruments
    for form in evaluation.playbook.instruments:
        if form.id in with_results:
            domains = dict.fromkeys(
                each.about.domain for each in figures if each.about.instrument == form.id and each.about.domain
            )
            typed = {each.id: each for group in as_typed[form.id].groups for each in group.questions}
            shown = {each.about.question for each in figures if each.about.instrument == form.id}
            behind = {
                domain: [each.id for group in form.groups for each in group.questions if each.domain == domain]
                for domain in domains
            }
            shown |= {id for ids in behind.values() for id in ids}
            yield PublishedForm(
                id=form.id,
                title=form.title,
                questions=[
                    PublishedQuestion(id=each.id, text=each.text, asked=_asked(typed[each.id], as_typed[form.id]))
                    for group in form.groups
                    for each in group.questions
                    if each.id in shown
                ],
                domains=[
                    PublishedDomain(id=domain, title=evaluation.playbook.domains[domain].title, questions=ids)
                    for domain, ids in behind.items()
                ],
            )


def _asked(question: Question, form: Instrument) -> str:
    """A fingerprint of a question and its answers in the shared text."""
    labels = form.scales[question.scale].labels if question.scale else question.choices
    return hashlib.sha256("\0".join((question.kind, question.text, *labels)).encode()).hexdigest()[:12]


def _subject(about: About) -> dict[str, Any]:
    named = {"question": about.question, "domain": about.domain, "side": about.side, "workshop": about.workshop}
    return {"form": about.instrument} | {name: value for name, value in named.items() if value}


def _value(number: Fraction) -> float:
    return float(rounded(number, DECIMALS))


def _chance(p: PValues | TooFew | Fraction | None) -> float | None:
    """A two-sided p value, rounded up, so that one above a level is above it here too."""
    p = p.two_sided if isinstance(p, PValues) else p
    return ceil(p * 10**DECIMALS) / 10**DECIMALS if isinstance(p, Fraction) else None


def _answers(figure: Answered) -> PublishedAnswers:
    description, middle = figure.description, figure.description.quartiles
    return PublishedAnswers(
        **_subject(figure.about),
        wave=figure.wave,
        n=description.n,
        missing=description.missing,
        lower=_value(middle.lower) if middle else None,
        median=_value(middle.median) if middle else None,
        upper=_value(middle.upper) if middle else None,
        counts=[LabelCount(label=label, n=n) for label, n in figure.counts],
    )


def _comparison(figure: Comparison) -> PublishedComparison:
    changes, ranks, location = figure.changes, figure.ranks, figure.location
    interval = location.interval if location and isinstance(location.interval, Interval) else None
    biserial = ranks.wilcoxon.rank_biserial if ranks else None
    return PublishedComparison(
        **_subject(figure.about),
        earlier=figure.earlier,
        later=figure.later,
        n=figure.n,
        up=changes.up,
        same=changes.same,
        down=changes.down,
        incomplete=changes.incomplete,
        estimate=_value(location.estimate) if location else None,
        lower=_value(interval.lower) if interval else None,
        upper=_value(interval.upper) if interval else None,
        rank_biserial=None if biserial is None else _value(biserial),
        p=_chance(ranks.wilcoxon.p if ranks else None),
        p_pratt=_chance(ranks.pratt.p if ranks else None),
        p_adjusted=_chance(figure.adjusted),
        tests=figure.tests,
    )


def _directions(figure: DirectionAnswers) -> PublishedDirections:
    return PublishedDirections(
        **_subject(figure.about),
        wave=figure.wave,
        less=figure.less,
        same=figure.same,
        more=figure.more,
        missing=figure.missing,
        p=_chance(figure.test.p if figure.test else None),
    )


def _delivery(evaluation: Evaluation) -> PublishedDelivery:
    delivery, cost = evaluation.delivery, pounds_a_finisher(evaluation)
    return PublishedDelivery(
        applied=delivery.applied,
        started=delivery.started,
        finished=delivery.finished,
        workshops=[
            PublishedAttendance(
                id=each.session.removeprefix("workshop-"),
                title=workshop_title(evaluation, each.session),
                attended=each.came,
                recorded=each.recorded,
            )
            for each in delivery.workshops
            if each.held
        ],
        projects=[
            PublishedProject(title=each.title, stage=each.stage) for each in evaluation.playbook.records.projects
        ],
        pounds_a_finisher=None if cost is None else int(rounded(cost)),
    )
