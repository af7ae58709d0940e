"""The check that tries to work out hidden figures: it never can from what is published, and can wherever a rule is
missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from generator.evaluation import analysis, disclosure
from generator.evaluation.recovery import How, Recovered, recovered
from generator.evaluation.results import About, Answered, Comment, Comparison, Published, Respondents, Results
from tests.evaluation.drawn_answers import FORMS, Cohort, drawn
from tests.evaluation.test_disclosure import (
    AFTER,
    AGAIN,
    ALL_ITEMS,
    BEFORE,
    BUDGET,
    HEAR,
    JOIN,
    MONEY,
    THEN,
    TOGETHER,
    WORTH,
    comparison,
    directions,
    figure,
    of,
    scores,
    side,
    waves,
)

USUAL = range(45)


@cache
def report(seed: int) -> Published:
    """What is published of a drawn cohort."""
    return drawn(seed).published()


def ways(seed: int, published: Published) -> set[How]:
    """In which ways something hidden of a drawn cohort can be worked out from what is published."""
    return {each.how for each in recovered(published, FORMS, drawn(seed).taking_part)}


@pytest.mark.parametrize(
    "seeds", [USUAL, pytest.param(range(45, 500), marks=pytest.mark.slow)], ids=["45 cohorts", "455 more"]
)
def test_nothing_hidden_can_be_worked_out(seeds: range) -> None:
    assert {seed: how for seed in seeds if (how := ways(seed, report(seed)))} == {}


def with_other_ratings_of_those_who_left(cohort: Cohort) -> Cohort:
    """With the ratings turned round of everybody who returned some copies of the self-assessment and not all."""
    copies = Counter(each.code for each in cohort.answers.responses if each.instrument == "self")
    turned = (
        replace(
            each, answers={id: 6 - value if isinstance(value, int) else value for id, value in each.answers.items()}
        )
        if each.instrument == "self" and copies[each.code] < 3
        else each
        for each in cohort.answers.responses
    )
    return replace(cohort, answers=replace(cohort.answers, responses=tuple(turned)))


def test_what_people_answered_who_left_changes_nothing() -> None:
    """Once enough others returned every copy, the report is the same whatever they answered."""
    changed = 0
    for seed in USUAL:
        cohort = drawn(seed)
        other = with_other_ratings_of_those_who_left(cohort)
        if other != cohort and report(seed).results.comparisons:
            changed += 1
            assert other.published() == report(seed), seed

    assert changed > 10


def test_the_drawn_cohorts_show_figures_of_every_kind() -> None:
    """Else nothing could be worked out because nothing is shown."""
    seen: Counter[str] = Counter()
    for seed in USUAL:
        results = report(seed).results
        seen.update(
            {
                *("comparison" for _ in results.comparisons),
                *("comparison of a question" for each in results.comparisons if each.about.question),
                *("comparison of a side" for each in results.comparisons if each.about.side),
                *("side" for each in results.answered if each.about.side),
                *("direction" for _ in results.directions),
                *("comment" for _ in results.comments),
            }
        )

    assert min(seen.values()) >= 3
    assert len(seen) == 6


def no_rule(*_: object) -> list[Any]:
    return []


def hide_small_sides_only(table: Any) -> None:
    """Without hiding the sides from which a small one could be worked out."""
    table.with_sides.update(FORMS)
    for key, each in table.figures.items():
        if key[0].side and disclosure._people(each) < table.fewest:
            table.hidden[key] = disclosure.Why.FEW


def hide_sides_by_question(table: Any) -> None:
    """Decide on the sides of each question or score apart from the others."""
    sides: dict[Any, list[Any]] = defaultdict(list)
    for about, copies in table.figures:
        if about.side:
            sides[about._replace(side=""), copies].append((about, copies))
    for total, keys in sides.items():
        numbers = [disclosure._people(table.figures[key]) for key in keys]
        numbers.append(disclosure._people(table.figures[total]) - sum(numbers))
        if total in table.hidden or any(0 < n < table.fewest for n in numbers) or any(table._small(keys)):
            table.hidden.update(dict.fromkeys(keys, disclosure.Why.FEW))


def every_answer(copies: Mapping[Any, Any], *_: object) -> Mapping[Any, Any]:
    return copies


TABLE = disclosure._Table
BASES: tuple[object, str, object] = (analysis, "counted", every_answer)


@pytest.mark.parametrize(
    ("changes", "how", "shown_by"),
    [
        ([(TABLE, "hide_sides", hide_small_sides_only)], How.DIFFERENCE, 39),
        ([(TABLE, "_rest_is_small", no_rule)], How.DIFFERENCE, 16),
        ([(TABLE, "hide_sides", hide_sides_by_question)], How.SCORE, 41),
        ([(TABLE, "_small", no_rule)], How.ALIKE, 43),
        ([(TABLE, "_terms", no_rule)], How.SCORE, 7),
        ([BASES, (TABLE, "_of_different_people", no_rule)], How.DIFFERENCE, 7),
        ([BASES, (TABLE, "_goes_beyond", no_rule)], How.DIFFERENCE, 18),
        ([(disclosure, "_corrected_again", tuple)], How.CORRECTION, 39),
        ([(TABLE, "shows_comment", lambda *_: True)], How.COMMENT, 32),
    ],
    ids=[
        "only small sides are hidden",
        "people without a side do not count",
        "sides by question",
        "small groups are shown",
        "scores are shown with all but one of their questions",
        "comparisons of other people",
        "questions of more people than have the score",
        "corrections with hidden tests",
        "comments of small groups",
    ],
)
def test_each_rule_is_needed(
    changes: list[tuple[object, str, Callable[..., object]]], how: How, shown_by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cohort that shows it at present is tried first, because most show nothing."""
    for owner, name, instead in changes:
        monkeypatch.setattr(owner, name, instead)

    assert any(how in ways(seed, drawn(seed).published()) for seed in (shown_by, *USUAL))


def worked_out(
    *figures: Answered | Comparison | Respondents, taking_part: Mapping[str, int] | None = None
) -> tuple[Recovered, ...]:
    shown = Results(
        respondents=tuple(each for each in figures if isinstance(each, Respondents)),
        answered=tuple(each for each in figures if isinstance(each, Answered)),
        comparisons=tuple(each for each in figures if isinstance(each, Comparison)),
    )
    return recovered(Published(shown, (), 10), FORMS, taking_part)


def test_a_small_group_that_is_shown() -> None:
    assert worked_out(of(side(WORTH, "Manager"), 9)) == (
        Recovered(side(WORTH, "Manager"), None, How.DIFFERENCE),
    )  # fmt: skip


def test_a_total_minus_a_side() -> None:
    assert worked_out(of(WORTH, 21), of(side(WORTH, "Clinician"), 12)) == (Recovered(WORTH, None, How.DIFFERENCE),)
    assert worked_out(of(WORTH, 22), of(side(WORTH, "Clinician"), 12)) == ()


def test_a_total_minus_all_sides() -> None:
    figures = [of(WORTH, 24), *(of(side(WORTH, name), n) for name, n in (("Clinician", 12), ("Manager", 10)))]

    assert worked_out(*figures) == (Recovered(WORTH, None, How.DIFFERENCE),)
    assert worked_out(*figures, figure(side(WORTH, "Other"))) == (Recovered(WORTH, None, How.DIFFERENCE),)


def test_numbers_of_people_who_returned_the_form_are_figures_too() -> None:
    returned = [Respondents(About("survey", side=name), None, n) for name, n in (("", 24), ("Clinician", 20))]

    assert worked_out(*returned) == (Recovered(About("survey"), None, How.DIFFERENCE),)


@pytest.mark.parametrize("about", [HEAR, ALL_ITEMS], ids=["question", "score"])
def test_one_copy_minus_those_who_answered_both(about: About) -> None:
    before, after, joined = waves(about, [1, 2, 3] * 4, [3, 4, 5] * 4)
    one_more = figure(about, *[1, 2, 3] * 4, 1, wave=BEFORE)

    assert Recovered(about, BEFORE, How.DIFFERENCE) in worked_out(one_more, after, joined)
    assert Recovered(about, AFTER, How.DIFFERENCE) not in worked_out(one_more, after, joined)
    assert worked_out(before, after, joined) == ()


def test_one_comparison_minus_another() -> None:
    first = comparison(HEAR, [1, 2, 3] * 4, [3, 4, 5] * 4)
    second = comparison(HEAR, [1, 2, 3] * 4, [3, 4, 5] * 3 + [5, 5, 5], THEN)

    assert Recovered(HEAR, AFTER, How.DIFFERENCE) in worked_out(first, second)
    assert worked_out(first, replace(first, earlier=THEN)) == ()


def test_answers_that_all_gave() -> None:
    assert worked_out(figure(WORTH, *[5] * 12)) == (Recovered(WORTH, None, How.ALIKE),)


def test_a_rest_that_all_answered_alike() -> None:
    sides = [3, 4] * 5, [2, 4] * 5
    figures = [figure(side(WORTH, name), *points) for name, points in zip(("Clinician", "Manager"), sides, strict=True)]

    assert worked_out(figure(WORTH, *sides[0], *sides[1], *[5] * 10), *figures) == (
        Recovered(WORTH, None, How.ALIKE),
    )  # fmt: skip


def test_answers_that_all_gave_tell_those_of_a_side_of_known_size() -> None:
    """All twelve who take part answered, so one of them is the only manager."""
    assert Recovered(side(WORTH, "Manager"), None, How.BOUNDS) in worked_out(
        figure(WORTH, *[5] * 12), taking_part={"Clinician": 11, "Manager": 1, "Other": 0, "": 0}
    )


def test_more_answers_than_people_who_take_part_are_no_contradiction() -> None:
    """Somebody may have come later; nothing follows from it."""
    assert worked_out(of(WORTH, 12), taking_part={"Clinician": 3, "Manager": 1, "Other": 0, "": 0}) == ()


def test_a_score_minus_all_questions_but_one() -> None:
    every = scores()

    assert worked_out(*every) == ()
    assert worked_out(*(each for each in every if each.about != JOIN)) == (Recovered(JOIN, BEFORE, How.SCORE),)
    assert worked_out(*(each for each in every if each.about not in (JOIN, HEAR))) == ()
    assert worked_out(*(each for each in every if each.about not in (JOIN, HEAR, TOGETHER))) == (
        Recovered(TOGETHER, BEFORE, How.SCORE),
    )


def test_a_question_of_more_people_than_have_the_score() -> None:
    assert worked_out(*scores(budget=13)) == (Recovered(BUDGET, BEFORE, How.DIFFERENCE),)
    assert worked_out(*scores(money=13)) == (Recovered(MONEY, BEFORE, How.DIFFERENCE),)
    assert worked_out(*scores(budget=11)) == ()


def test_a_correction_for_a_hidden_test() -> None:
    figures = directions(("asks", 1, 0, 11), ("listens", 2, 1, 9))

    def correction(*shown: Any) -> tuple[Recovered, ...]:
        return recovered(Published(Results(directions=shown), (), 10), FORMS)

    assert correction(*figures) == ()
    assert correction(figures[0]) == (Recovered(About("colleague"), None, How.CORRECTION),)


def test_a_comment_of_a_form_that_too_few_returned() -> None:
    comment = Comment("survey", "example", "I ask first.")
    returned = (Respondents(About("survey"), None, 12),)

    assert recovered(Published(Results(comments=(comment,)), (), 10), FORMS) == (
        Recovered(About("survey", "example"), None, How.COMMENT),
    )
    assert recovered(Published(Results(returned, comments=(comment,)), (), 10), FORMS) == ()


def test_a_comment_on_a_workshop_about_which_too_few_returned_the_form() -> None:
    comments = tuple(Comment("feedback", "use", "Ask first.", workshop) for workshop in ("listening", "powerlab"))
    returned = (Respondents(About("feedback", workshop="listening"), None, 12),)

    assert recovered(Published(Results(returned, comments=comments), (), 10), FORMS) == (
        Recovered(About("feedback", "use", workshop="powerlab"), None, How.COMMENT),
    )


def test_what_is_said_of_it_holds_no_answer() -> None:
    small = replace(of(AGAIN, 9), counts=(("secret", 8), ("other", 1)))

    assert "secret" not in str(worked_out(small))
