"""Which figures are shown: no small group, and nothing from which one could be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from generator.evaluation.description import Changes, Description, describe
from generator.evaluation.disclosure import published, rules
from generator.evaluation.holm import corrected
from generator.evaluation.results import (
    About,
    Answered,
    Comment,
    Comparison,
    DirectionAnswers,
    Hidden,
    Published,
    Respondents,
    Results,
    Why,
)
from generator.evaluation.signed_rank import sign_test
from generator.model.answers import EvaluationChoices
from generator.model.instrument import Wave
from tests.evaluation.drawn_answers import FORMS

BEFORE, THEN, AFTER = Wave.BEFORE, Wave.THEN, Wave.AFTER
WORTH, AGAIN = About("survey", "worth"), About("survey", "again")
HEAR, JOIN, VISION = (About("self", question) for question in ("hear", "join", "vision"))
BUDGET, STAFFING, WAITS = (About("self", question) for question in ("budget", "staffing", "waits"))
TOGETHER, MONEY, AHEAD = (About("self", domain=domain) for domain in ("together", "money", "ahead"))
ALL_ITEMS = About("self")


def figure(about: About, *points: int, wave: Wave | None = None) -> Answered:
    """Answers on a scale of five points; those of a score have no counts."""
    counts = tuple((str(point), points.count(point)) for point in range(1, 6)) if about.question else ()
    return Answered(about, wave, describe(points), counts)


def of(about: About, n: int, wave: Wave | None = None) -> Answered:
    """A figure of n people, not all of whom answered alike."""
    return figure(about, *[3, 4, 5, 4] * (n // 4), *[3, 4, 5][: n % 4], wave=wave)


def comparison(about: About, before: Sequence[int], after: Sequence[int], earlier: Wave = BEFORE) -> Comparison:
    pairs = sorted((Fraction(first), Fraction(second)) for first, second in zip(before, after, strict=True))
    return Comparison(about, earlier, AFTER, Changes(0, 0, 0, 0), tuple(pairs))


def side(about: About, name: str) -> About:
    return about._replace(side=name)


def shown(*figures: Answered | Comparison | Respondents, fewest: int = 10) -> Published:
    results = Results(
        respondents=tuple(each for each in figures if isinstance(each, Respondents)),
        answered=tuple(each for each in figures if isinstance(each, Answered)),
        comparisons=tuple(each for each in figures if isinstance(each, Comparison)),
    )
    return published(results, EvaluationChoices(fewest=fewest), FORMS)


def hidden(*figures: Answered | Comparison | Respondents) -> tuple[Hidden, ...]:
    """The hidden figures of everybody: sides are not shown in most of these tests."""
    return tuple(each for each in shown(*figures).hidden if not each.about.side)


def test_a_figure_of_nine_people_is_hidden_and_one_of_ten_is_shown() -> None:
    nine, ten = About("colleague", "asks"), About("colleague", "listens")

    assert shown(of(nine, 9), of(ten, 10)) == Published(
        Results(answered=(of(ten, 10),)), (Hidden(nine, (), Why.FEW),), 10
    )


@pytest.mark.parametrize(("chosen", "fewest"), [(3, 5), (5, 5), (12, 12)])
def test_no_choice_shows_groups_under_five(chosen: int, fewest: int) -> None:
    figures = [of(WORTH, fewest - 1), of(AGAIN, fewest)]

    result = shown(*figures, fewest=chosen)

    assert (result.results.answered, result.fewest) == ((figures[1],), fewest)


def test_how_many_returned_a_form_is_shown_from_ten() -> None:
    few, many = Respondents(About("survey"), None, 9), Respondents(About("self"), BEFORE, 10)

    assert shown(few, many).results.respondents == (many,)
    assert shown(few, many).hidden == (Hidden(About("survey"), (), Why.FEW),)


def test_an_answer_that_all_gave_is_hidden_as_if_too_few_had_answered() -> None:
    """The reason does not say which it was: that everybody answered alike would tell the answer to a good guess."""
    assert hidden(figure(WORTH, *[5] * 12)) == (Hidden(WORTH, (), Why.FEW),)
    assert hidden(figure(WORTH, *[5] * 11, 4)) == ()


def test_answers_all_alike_at_one_time_hide_the_comparison_too() -> None:
    before, after = [1, 2] * 6, [5] * 12
    result = shown(
        figure(MONEY, *before, wave=BEFORE), figure(MONEY, *after, wave=AFTER), comparison(MONEY, before, after)
    )

    assert result.results.comparisons == ()
    assert [each.wave for each in result.results.answered] == [BEFORE]


def test_the_larger_side_is_hidden_with_the_smaller() -> None:
    """21 people minus 12 clinicians would be the answers of nine managers."""
    figures = [of(WORTH, 21), of(side(WORTH, "Clinician"), 12), of(side(WORTH, "Manager"), 9)]

    assert shown(*figures).results.answered == (figures[0],)


def test_nothing_says_which_side_is_small_or_has_nobody() -> None:
    """Else the reader could leave out many cohorts that are possible: all sides of the form are listed alike."""
    few = shown(of(WORTH, 21), of(side(WORTH, "Clinician"), 12), of(side(WORTH, "Manager"), 9))
    alike = shown(of(WORTH, 21), of(side(WORTH, "Clinician"), 11), figure(side(WORTH, "Other"), *[5] * 10))

    assert few == alike
    assert few.hidden == tuple(
        Hidden(About("survey", side=name), (), Why.WORKED_OUT) for name in ("Clinician", "Manager", "Other")
    )


def test_sides_of_ten_people_each_are_shown() -> None:
    sides = [Respondents(About("survey", side=name), None, n) for name, n in (("Clinician", 12), ("Manager", 10))]
    figures = [of(WORTH, 22), of(side(WORTH, "Clinician"), 12), of(side(WORTH, "Manager"), 10)]
    result = shown(*figures, Respondents(About("survey"), None, 22), *sides)

    assert result.results.answered == tuple(figures)
    assert [each.n for each in result.results.respondents] == [22, 12, 10]
    assert result.hidden == ()


def test_a_side_of_which_nobody_answered_hides_nothing() -> None:
    figures = [of(WORTH, 22), of(side(WORTH, "Clinician"), 12), of(side(WORTH, "Manager"), 10)]
    result = shown(*figures, figure(side(WORTH, "Other")))

    assert result.results.answered == tuple(figures)
    assert result.hidden == ()


@pytest.mark.parametrize(("without", "seen"), [(0, 3), (1, 1), (9, 1), (10, 3)])
def test_people_who_did_not_name_their_side_are_a_group_too(without: int, seen: int) -> None:
    figures = [of(WORTH, 22 + without), of(side(WORTH, "Clinician"), 12), of(side(WORTH, "Manager"), 10)]

    assert len(shown(*figures).results.answered) == seen


def test_how_many_of_each_side_returned_the_form_is_as_small_a_group() -> None:
    """Of eleven clinicians and ten managers everybody answered, but one more came without a side and answered nothing:
    a report that says 22, 11 and 10 says so, and so no side is shown."""
    figures = [of(WORTH, 21), of(side(WORTH, "Clinician"), 11), of(side(WORTH, "Manager"), 10)]
    counts = [("", 22), ("Clinician", 11), ("Manager", 10)]
    returned = [Respondents(About("survey", side=name), None, n) for name, n in counts]

    assert [each.n for each in shown(*figures, *returned).results.respondents] == [22]
    assert shown(*figures, *returned).results.answered == (figures[0],)


def test_people_without_a_side_who_all_answered_alike_hide_the_sides() -> None:
    clinicians, managers = [3, 4] * 5, [2, 4] * 5
    figures = [
        figure(WORTH, *clinicians, *managers, *[5] * 10),
        figure(side(WORTH, "Clinician"), *clinicians),
        figure(side(WORTH, "Manager"), *managers),
    ]

    assert shown(*figures).results.answered == (figures[0],)


def test_one_small_figure_of_a_side_hides_the_sides_of_the_whole_form_and_of_no_other() -> None:
    names = ("Clinician", "Manager")
    survey = [of(WORTH, 24), *(of(side(WORTH, name), 12) for name in names)]
    small = [of(AGAIN, 21), of(side(AGAIN, "Clinician"), 12), of(side(AGAIN, "Manager"), 9)]
    other = About("feedback", "pace", workshop="first")
    feedback = [of(other, 24), *(of(side(other, name), 12) for name in names)]

    assert shown(*survey, *small, *feedback).results.answered == (survey[0], small[0], *feedback)


def test_a_side_is_not_shown_where_the_total_is_hidden() -> None:
    names = ("Clinician", "Manager")
    total = figure(AGAIN, *[5] * 24)
    sides = [of(side(WORTH, name), 12) for name in names]
    result = shown(of(WORTH, 24), *sides, total, *(figure(side(AGAIN, name), *[5] * 12) for name in names))

    assert result == Published(Results(answered=(of(WORTH, 24), *sides)), (Hidden(AGAIN, (), Why.FEW),), 10)


def test_workshops_are_apart() -> None:
    """Nobody adds workshops up, so one with few forms hides nothing about another."""
    first, second = About("feedback", "pace", workshop="first"), About("feedback", "pace", workshop="second")

    assert shown(of(first, 12), of(second, 4)).results.answered == (of(first, 12),)


def waves(about: About, before: Sequence[int], after: Sequence[int]) -> tuple[Answered, Answered, Comparison]:
    return figure(about, *before, wave=BEFORE), figure(about, *after, wave=AFTER), comparison(about, before, after)


def test_a_comparison_of_the_people_described_is_shown() -> None:
    figures = waves(HEAR, [1, 2, 3] * 4, [3, 4, 5] * 4)

    assert hidden(*figures) == ()


@pytest.mark.parametrize("about", [HEAR, ALL_ITEMS], ids=["question", "score"])
def test_a_comparison_of_fewer_than_are_described_is_hidden(about: About) -> None:
    """Of thirteen people one left: the figures before minus those of the comparison are the answer of that one."""
    before, after, joined = waves(about, [1, 2, 3] * 4, [3, 4, 5] * 4)
    described = figure(about, *[1, 2, 3] * 4, 1, wave=BEFORE)

    assert hidden(described, after, joined) == (Hidden(about, (BEFORE, AFTER), Why.WORKED_OUT),)
    assert shown(before, after, joined).results.comparisons == (joined,)


@pytest.mark.parametrize("about", [HEAR, ALL_ITEMS], ids=["question", "score"])
def test_as_many_people_need_not_be_the_same_people(about: About) -> None:
    _, after, joined = waves(about, [1, 2, 3] * 4, [3, 4, 5] * 4)
    others = figure(about, *[1, 2, 3] * 3, 5, 5, 5, wave=BEFORE)

    assert shown(others, after, joined).results.comparisons == ()


def test_two_comparisons_with_different_people_at_the_end_are_not_both_shown() -> None:
    first = comparison(HEAR, [1, 2, 3] * 4, [3, 4, 5] * 4)
    second = comparison(HEAR, [1, 2] * 6, [3, 4, 5] * 3 + [5, 5, 5], THEN)

    assert shown(first, second).results.comparisons == (first,)
    assert hidden(first, replace(first, earlier=THEN)) == ()


def scores(**people: int) -> list[Answered]:
    """Figures before of the self-assessment, of 12 people unless said otherwise by name of the figure."""
    named = {
        "hear": HEAR, "join": JOIN, "budget": BUDGET, "staffing": STAFFING, "waits": WAITS, "vision": VISION,
        "together": TOGETHER, "money": MONEY, "ahead": AHEAD, "all": ALL_ITEMS,
    }  # fmt: skip
    return [of(about, people.get(name, 12), BEFORE) for name, about in named.items()]


def abouts(result: Published) -> list[About]:
    return [each.about for each in result.results.answered]


def test_a_hidden_question_hides_the_other_questions_of_its_domain() -> None:
    """The score of the domain minus the two other questions is the third. The score of all items stays, and so do the
    other domains."""
    figures = scores(budget=9)

    assert abouts(shown(*figures)) == [HEAR, JOIN, VISION, TOGETHER, MONEY, AHEAD, ALL_ITEMS]
    assert hidden(*figures) == (
        Hidden(BUDGET, (BEFORE,), Why.FEW),
        Hidden(STAFFING, (BEFORE,), Why.WORKED_OUT),
        Hidden(WAITS, (BEFORE,), Why.WORKED_OUT),
    )


def test_a_hidden_domain_hides_all_domains_and_their_questions() -> None:
    """The score of all items minus the other domains would be the hidden one."""
    assert abouts(shown(*scores(money=4, budget=4, staffing=4, waits=4), fewest=5)) == [ALL_ITEMS]


def test_a_score_of_few_items_is_not_shown_without_its_domains() -> None:
    """Six items are few where a group of nine is: what they can be follows from the quartiles more often."""
    assert abouts(shown(*scores(money=9, budget=9, staffing=9, waits=9))) == []


def test_the_only_question_of_a_domain_is_the_domain() -> None:
    figures = [figure(VISION, *[4] * 12, wave=BEFORE) if each.about == VISION else each for each in scores()]

    assert abouts(shown(*figures, fewest=5)) == [ALL_ITEMS]


def test_a_hidden_score_of_all_items_hides_its_domains() -> None:
    assert abouts(shown(*scores(all=9))) == []


def test_a_question_that_more_people_answered_than_have_the_score_is_hidden() -> None:
    """The one more answered so little of the domain that it has no score: all answers minus those in scores are what
    that person answered."""
    assert abouts(shown(*scores(waits=13))) == [HEAR, JOIN, VISION, TOGETHER, MONEY, AHEAD, ALL_ITEMS]
    assert abouts(shown(*scores(money=13), fewest=5)) == [ALL_ITEMS]


def test_a_small_copy_hides_nothing_of_another_copy() -> None:
    before = scores()
    after = [replace(of(each.about, 4), wave=AFTER) for each in before]

    assert shown(*before, *after).results.answered == tuple(before)


def directions(*given: tuple[str, int, int, int]) -> tuple[DirectionAnswers, ...]:
    tests = [sign_test([-1] * less + [0] * same + [1] * more) for _, less, same, more in given]
    adjusted, count = corrected(test.p for test in tests)
    return tuple(
        DirectionAnswers(About("colleague", question), None, less, same, more, 0, test, p, count)
        for (question, less, same, more), test, p in zip(given, tests, adjusted, strict=True)
    )


def test_hidden_directions_are_not_in_the_correction_of_the_others() -> None:
    """Eleven of twelve up have a p value of 26 / 4096, nine of eleven 134 / 2048. With a third test of nine people they
    would have been multiplied by 3 and by 2."""
    figures = directions(("asks", 1, 0, 11), ("listens", 2, 1, 9), ("explains", 1, 0, 8))
    result = published(Results(directions=figures), EvaluationChoices(), FORMS)

    assert [(each.adjusted, each.tests) for each in result.results.directions] == [
        (Fraction(2 * 26, 4096), 2),
        (Fraction(134, 2048), 2),
    ]
    assert result.hidden == (Hidden(About("colleague", "explains"), (), Why.FEW),)


def test_a_direction_that_all_agree_on_is_hidden() -> None:
    (figure,) = directions(("asks", 0, 0, 12))

    assert published(Results(directions=(figure,)), EvaluationChoices(), FORMS).results.directions == ()


SAID = Comment("self", "hindsight", "I had no idea how beds are found.")


@pytest.mark.parametrize(
    ("read", "returned", "visible"),
    [
        (True, ((BEFORE, 12), (AFTER, 10)), True),
        (False, ((BEFORE, 12), (AFTER, 10)), False),
        (True, ((BEFORE, 12), (AFTER, 9)), False),
        (True, (), False),
    ],
)
def test_comments_are_shown_once_read_if_enough_people_returned_every_copy(
    read: bool, returned: tuple[tuple[Wave, int], ...], visible: bool
) -> None:
    cohort = Results(respondents=tuple(Respondents(About("self"), wave, n) for wave, n in returned), comments=(SAID,))
    result = published(cohort, EvaluationChoices(comments_read=read), FORMS)

    assert bool(result.results.comments) is visible


def test_a_comment_is_shown_if_enough_people_returned_the_form_about_its_own_workshop() -> None:
    """What somebody wrote of a game in small groups tells which workshop it was."""
    returned = (
        Respondents(About("feedback", workshop="listening"), None, 10),
        Respondents(About("feedback", workshop="powerlab"), None, 9),
        Respondents(About("feedback", side="Clinician", workshop="listening"), None, 5),
    )
    listening, powerlab, unknown = (
        Comment("feedback", "use", text, workshop)
        for text, workshop in (("Ask first.", "listening"), ("The de-roling.", "powerlab"), ("Rest.", ""))
    )
    cohort = Results(respondents=returned, comments=(listening, powerlab, unknown))

    assert published(cohort, EvaluationChoices(comments_read=True), FORMS).results.comments == (listening,)


def test_the_rules_name_the_smallest_group() -> None:
    assert "fewer than 12 people" in rules(12)[0]
    assert all(rule.endswith(".") for rule in rules(12))


def test_nobody_answered() -> None:
    assert shown() == Published(Results(), (), 10)
    assert shown(Answered(WORTH, None, Description(0, 3, None))).results.answered == ()
