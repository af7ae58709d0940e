"""The results that a trust passes on: what its report shows, read back the same, and nobody's answers."""

from __future__ import annotations

import json
from functools import partial

import pytest

from generator.documents.evaluation import Evaluation
from generator.documents.evaluation_values import as_json, published_results
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.model.published_results import PublishedComparison, PublishedDelivery
from generator.model.scheme import ProjectStage
from generator.sources.published_results import read_published_results
from tests.documents.evaluations import cohort, evaluated, feedback, records, rising, self_assessments

FORM = "preparedness-self-assessment"


@pytest.fixture(scope="module")
def ended(library: Library) -> Evaluation:
    record = partial(records, people=24, left=3, stages=(ProjectStage.FINISHED, ProjectStage.STOPPED))
    playbook = cohort(library, record=record, groups=12, costs=[{"title": "Everything", "pounds": 6048}])
    answers = (*self_assessments(playbook, rising, 20), *feedback(playbook, "powerlab", 12, pace=2))
    return evaluated(playbook, *answers, comments_read=True)


def comparison(evaluation: Evaluation, earlier: Wave) -> PublishedComparison:
    return next(
        each
        for each in published_results(evaluation).comparisons
        if each.earlier is earlier and each.question is each.domain is each.side is None
    )


def test_what_is_written_is_read_back(ended: Evaluation) -> None:
    results = published_results(ended)

    assert read_published_results({"results.json": as_json(results)}) == (results,)


def test_the_same_results_give_the_same_bytes(ended: Evaluation) -> None:
    assert as_json(published_results(ended)) == as_json(published_results(ended))


def test_people_are_counted_and_nobody_is_in_it(ended: Evaluation) -> None:
    figure = comparison(ended, Wave.BEFORE)

    assert (figure.n, figure.up, figure.same, figure.down, figure.incomplete) == (20, 20, 0, 0, 0)
    assert "pairs" not in json.loads(as_json(published_results(ended)))["comparisons"][0]
    assert b"AB01C" not in as_json(published_results(ended))


def test_a_p_value_is_rounded_up(ended: Evaluation) -> None:
    """All 20 went up: 2 of 2 to the 20th, far below the fourth decimal."""
    assert comparison(ended, Wave.BEFORE).p == 0.0001


def test_domains_say_what_they_are_made_of(ended: Evaluation) -> None:
    form = next(form for form in published_results(ended).forms if form.id == FORM)

    assert form.domains[0].title == "Demonstrating personal qualities"
    assert form.domains[0].questions == ["under-pressure", "take-feedback", "pull-of-post", "keep-values"]
    assert {id for domain in form.domains for id in domain.questions} == {each.id for each in form.questions}


def test_what_was_asked_is_the_same_for_pairs_and_for_groups_of_three(library: Library, ended: Evaluation) -> None:
    """One line of the form speaks of the other profession, or of other professions."""
    threes = cohort(library, groups=8, size=3)
    both = [
        {
            question.id: (question.text, question.asked)
            for form in published_results(each).forms
            for question in form.questions
            if form.id == FORM
        }
        for each in (ended, evaluated(threes, *self_assessments(threes, rising, 20)))
    ]

    (one, asked), (other, asked_again) = (each["other-profession"] for each in both)
    assert one != other
    assert asked == asked_again


def test_what_was_done_has_its_cost(ended: Evaluation) -> None:
    delivery = published_results(ended).delivery

    assert isinstance(delivery, PublishedDelivery)
    assert (delivery.applied, delivery.started, delivery.finished) == (24, 24, 21)
    assert delivery.pounds_a_finisher == 288
    assert (delivery.workshops[1].id, delivery.workshops[1].attended, delivery.workshops[1].recorded) == (
        "nhs-context",
        18,
        21,
    )
    assert [project.stage for project in delivery.projects] == [ProjectStage.FINISHED, ProjectStage.STOPPED]


def test_feedback_has_its_counts_by_workshop(ended: Evaluation) -> None:
    pace = next(each for each in published_results(ended).answers if each.question == "pace" and each.side is None)

    assert (pace.workshop, pace.n, pace.median) == ("powerlab", 12, 2)
    assert [(each.label, each.n) for each in pace.counts] == [
        ("Disagree strongly", 1),
        ("Disagree", 11),
        ("Neither", 0),
        ("Agree", 0),
        ("Agree strongly", 0),
    ]


def test_a_small_group_leaves_nothing(ended: Evaluation) -> None:
    results = published_results(evaluated(ended.playbook, *self_assessments(ended.playbook, rising, 9)))

    assert (results.respondents, results.answers, results.comparisons, results.forms) == ([], [], [], [])
