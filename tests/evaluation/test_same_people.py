"""Which answers count: those of the same people to the same questions, once enough people returned every copy."""

from __future__ import annotations

from generator.evaluation.analysis import results
from generator.evaluation.results import About
from generator.evaluation.same_people import counted
from generator.model.answers import Answers, EvaluationChoices
from generator.model.instrument import Wave
from tests.evaluation.small_forms import DOMAINS, RATED, SELF, rated

BEFORE, THEN, AFTER = Wave.BEFORE, Wave.THEN, Wave.AFTER
ONE_DOMAIN = {"hear": "together", "join": "together", "pace": None}
TWO_DOMAINS = {f"{domain}-{index}": domain for domain in ("first", "second") for index in range(4)}


def test_somebody_who_left_counts_nowhere_once_enough_stayed() -> None:
    copies = {
        BEFORE: {"A": {"pace": 3}, "B": {"pace": 4}, "left": {"pace": 1}},
        AFTER: {"A": {"pace": 4}, "B": {"pace": 4}, "late": {"pace": 5}},
    }
    asked = {BEFORE: ONE_DOMAIN, AFTER: ONE_DOMAIN}

    assert counted(copies, asked, 2) == {
        BEFORE: {"A": {"pace": 3}, "B": {"pace": 4}, "left": {}},
        AFTER: {"A": {"pace": 4}, "B": {"pace": 4}, "late": {}},
    }
    assert counted(copies, asked, 3) == copies


def test_an_answer_counts_if_the_same_person_answered_it_on_every_copy_that_asks_it() -> None:
    copies = {
        BEFORE: {"A": {"pace": 3, "worth": 1}, "B": {"pace": 3}},
        THEN: {"A": {"worth": 2, "hindsight": 4}, "B": {"pace": 2}},
        AFTER: {"A": {"pace": 3, "worth": 3}, "B": {"pace": 5, "worth": 4}},
    }
    asked = {wave: dict.fromkeys(["pace", "worth", *["hindsight"] * (wave is THEN)]) for wave in copies}

    assert counted(copies, asked, 2) == {
        BEFORE: {"A": {"worth": 1}, "B": {"pace": 3}},
        THEN: {"A": {"worth": 2, "hindsight": 4}, "B": {"pace": 2}},
        AFTER: {"A": {"worth": 3}, "B": {"pace": 5}},
    }


def test_copies_that_too_few_returned_do_not_make_the_others_small() -> None:
    copies = {
        BEFORE: {"A": {"pace": 3}, "B": {"pace": 4}},
        THEN: {"A": {"pace": 2}},
        AFTER: {"A": {"pace": 4}, "B": {"pace": 4}, "C": {"pace": 1}},
    }

    assert counted(copies, dict.fromkeys(copies, ONE_DOMAIN), 2) == copies | {
        AFTER: {"A": {"pace": 4}, "B": {"pace": 4}, "C": {}}
    }


def test_under_half_of_a_domain_does_not_count_for_its_questions_either() -> None:
    full = dict.fromkeys(TWO_DOMAINS, 3)
    partial = {question: 3 for question in full if question not in ("second-1", "second-2", "second-3")}

    assert counted({None: {"A": full, "B": partial}}, {None: TWO_DOMAINS}, 2) == {
        None: {"A": full, "B": dict.fromkeys((f"first-{index}" for index in range(4)), 3)}
    }


def test_under_half_of_the_scored_questions_counts_for_none_of_them() -> None:
    full = dict.fromkeys(TWO_DOMAINS, 3) | {"worth": 5}
    partial = {"first-0": 3, "first-1": 3, "worth": 5}

    assert counted({None: {"A": full, "B": partial}}, {None: TWO_DOMAINS | {"worth": None}}, 2) == {
        None: {"A": full, "B": {"worth": 5}}
    }


def test_figures_of_a_question_at_three_times_are_about_the_same_people() -> None:
    """Of the eight people of the table, six returned all three copies; C did not answer `join` on the first."""
    cohort = results(Answers(rated(RATED), EvaluationChoices(fewest=5)), {"self": SELF}, DOMAINS)

    join = About("self", "join")
    assert [figure.description[:2] for figure in cohort.answered if figure.about == join] == [(5, 3), (5, 1), (5, 2)]
    assert [(figure.n, figure.changes.incomplete) for figure in cohort.comparisons if figure.about == join] == [
        (5, 3),
        (5, 2),
    ]
    assert [each.n for each in cohort.respondents if not each.about.side] == [8, 6, 7]
