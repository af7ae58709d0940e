"""From answers to figures. The figures of eight people are worked out by hand from the table in `small_forms`."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluation.analysis import analysed, results
from generator.evaluation.description import Changes, Description, Quartiles
from generator.evaluation.results import About, Answered, Comment, Comparison, Respondents, Results
from generator.evaluation.signed_rank import PValues, TooFew
from generator.model.answers import Answers, AnswerValue, Response
from generator.model.diagnostics import Place
from generator.model.instrument import Instrument, QuestionKind, Wave
from generator.model.library import Library
from generator.model.required import FormQuestion
from tests.evaluation.small_forms import DOMAINS, SELF, SIDE, answers, form, rated, rating, response
from tests.examples import examples

BEFORE, THEN, AFTER = Wave.BEFORE, Wave.THEN, Wave.AFTER


def figures(given: Answers, *forms: Instrument) -> Results:
    return results(given, {each.id: each for each in forms or (SELF,)}, DOMAINS)


@pytest.fixture(scope="module")
def eight() -> Results:
    return figures(answers(*rated()))


def compared(cohort: Results, about: About, earlier: Wave = BEFORE) -> Comparison:
    (comparison,) = (each for each in cohort.comparisons if (each.about, each.earlier) == (about, earlier))
    return comparison


def answered(cohort: Results, about: About, wave: Wave | None = None) -> Answered:
    (figure,) = (each for each in cohort.answered if (each.about, each.wave) == (about, wave))
    return figure


def p(comparison: Comparison) -> PValues | TooFew:
    assert comparison.ranks is not None
    return comparison.ranks.wilcoxon.p


def test_respondents_are_counted_by_copy_and_by_side(eight: Results) -> None:
    assert [(each.wave, each.about.side, each.n) for each in eight.respondents] == [
        (BEFORE, "", 8),
        (BEFORE, "Clinician", 4),
        (BEFORE, "Manager", 4),
        (THEN, "", 6),
        (THEN, "Clinician", 2),
        (THEN, "Manager", 4),
        (AFTER, "", 7),
        (AFTER, "Clinician", 3),
        (AFTER, "Manager", 4),
    ]


def test_a_rating_has_its_middle_and_the_people_at_each_label(eight: Results) -> None:
    """Before, C did not rate `join`; the others gave 2, 2, 2, 3, 3, 4 and 4."""
    assert answered(eight, About("self", "join"), BEFORE) == Answered(
        About("self", "join"),
        BEFORE,
        Description(n=7, missing=1, quartiles=Quartiles(Fraction(2), Fraction(3), Fraction("3.5"))),
        counts=(("Not", 0), ("Little", 3), ("Fairly", 2), ("Well", 2), ("Fully", 0)),
    )


def test_a_domain_is_the_mean_of_the_items_of_each_person(eight: Results) -> None:
    """Before: 1.5 2 2 2.5 2.5 3 3.5 4, of which C's 2 is one item of two. H has no item of the other domain."""
    assert answered(eight, About("self", domain="together"), BEFORE).description == Description(
        8, 0, Quartiles(Fraction(2), Fraction("2.5"), Fraction("3.125"))
    )
    assert answered(eight, About("self", domain="money"), BEFORE).description[:2] == (7, 1)
    assert answered(eight, About("self", domain="together"), BEFORE).counts == ()


def test_domains_are_in_the_order_of_their_framework_and_the_score_of_all_items_is_first() -> None:
    for order in (DOMAINS, DOMAINS[::-1]):
        cohort = results(answers(*rated()), {"self": SELF}, order)

        for figures_of in (cohort.answered, cohort.comparisons):
            scores = [each.about.domain for each in figures_of if not each.about.question]
            assert scores[:3] == ["", *order]
    assert len(results(answers(*rated()), {"self": SELF}, ()).comparisons) == len(cohort.comparisons)


def test_all_items_count_alike_in_the_score_of_all_of_them(eight: Results) -> None:
    """After: A, E 11/3, B 3, C, F 4, D 10/3, G 8/3."""
    assert answered(eight, About("self"), AFTER).description == Description(
        7, 0, Quartiles(Fraction(19, 6), Fraction(11, 3), Fraction(23, 6))
    )


def test_before_to_after_in_a_domain(eight: Results) -> None:
    """The seven changes are 1.5 0.5 1.5 1.5 0.5 2 1: all up, so the p value is 2 / 128. Of 28 Walsh averages the two
    in the middle are 1.25."""
    together = compared(eight, About("self", domain="together"))

    assert together.changes == Changes(up=7, same=0, down=0, incomplete=1)
    assert together.ranks is not None
    assert together.ranks.wilcoxon.positive == 28
    assert p(together) == PValues(Fraction(1, 64), Fraction(1, 128), Fraction(1))
    assert together.location is not None
    assert together.location.estimate == Fraction("1.25")


def test_holm_corrects_across_the_domains_of_a_comparison(eight: Results) -> None:
    """The changes in the other domain are 2 0 1 2 -1 1 1. W- is 2.5, which no rank or one of four reaches: 5
    signings of 64 on a side. So 1/64 is doubled, and 10/64 stays."""
    together, money = (compared(eight, About("self", domain=domain)) for domain in DOMAINS)

    assert money.changes == Changes(up=5, same=1, down=1, incomplete=1)
    assert p(money) == PValues(Fraction(5, 32), Fraction(5, 64), Fraction(63, 64))
    assert (together.adjusted, together.tests) == (Fraction(1, 32), 2)
    assert (money.adjusted, money.tests) == (Fraction(5, 32), 2)


def test_all_items_together_are_tested_without_a_correction(eight: Results) -> None:
    """The changes are 5/3 1/3 1 5/3 0 5/3 1: six up, and E the same."""
    every_item = compared(eight, About("self"))

    assert every_item.changes == Changes(up=6, same=1, down=0, incomplete=1)
    assert p(every_item) == PValues(Fraction(1, 32), Fraction(1, 64), Fraction(1))
    assert (every_item.adjusted, every_item.tests) == (None, 0)


def test_looking_back_is_compared_too_and_a_domain_where_five_changed_is_not_tested(eight: Results) -> None:
    """Then to after: 2.5 1.5 1.5 2 2.5 1.5, and 2 0 2 3 1 1. E lacks the copy that looks back; H has neither copy."""
    together, money = (compared(eight, About("self", domain=domain), THEN) for domain in DOMAINS)

    assert together.changes == Changes(up=6, same=0, down=0, incomplete=1)
    assert (together.adjusted, together.tests) == (Fraction(1, 32), 1)
    assert p(money) == TooFew(pairs=5, needed=6)
    assert (money.adjusted, money.tests) == (None, 0)


def test_a_question_is_described_by_its_pairs_and_not_tested(eight: Results) -> None:
    budget = compared(eight, About("self", "budget"))

    assert budget.pairs == ((1, 2), (1, 3), (2, 2), (2, 3), (2, 4), (3, 2), (4, 5))
    assert budget.n == 7
    assert (budget.ranks, budget.location, budget.adjusted) == (None, None, None)


def test_sides_are_described_and_not_tested(eight: Results) -> None:
    clinicians = compared(eight, About("self", domain="together", side="Clinician"))

    assert clinicians.changes == Changes(up=3, same=0, down=0, incomplete=1)
    assert clinicians.pairs == ((Fraction("2.5"), 4), (3, Fraction("3.5")), (4, Fraction("4.5")))
    assert (clinicians.ranks, clinicians.location, clinicians.tests) == (None, None, 0)
    assert {each.about.side for each in eight.comparisons} == {"", "Clinician", "Manager"}
    assert answered(eight, About("self", "budget", side="Clinician"), AFTER).counts == (
        ("Not", 0),
        ("Little", 2),
        ("Fairly", 1),
        ("Well", 0),
        ("Fully", 0),
    )


def test_codes_that_were_joined_are_one_person() -> None:
    """A of the first copy is Q of the second, and R of the third."""
    codes = {BEFORE: "A", THEN: "Q", AFTER: "R"}
    retyped = [replace(each, code=codes[each.wave]) if each.code == "A" and each.wave else each for each in rated()]

    assert figures(answers(*retyped, same_codes={"Q": "A", "R": "A"})) == figures(answers(*rated()))
    assert compared(figures(answers(*retyped)), About("self")).changes.incomplete == 3


def test_a_response_without_a_code_is_joined_with_none() -> None:
    unnamed = [
        response("self", "", BEFORE, hear=1),
        response("self", "", BEFORE, hear=5),
        response("self", "", AFTER, hear=5),
    ]

    assert compared(figures(answers(*unnamed)), About("self", "hear")).changes == Changes(0, 0, 0, incomplete=3)
    assert answered(figures(answers(*unnamed)), About("self", "hear"), BEFORE).description.n == 2


def test_the_same_copy_twice_counts_once_and_answers_that_differ_count_as_missing() -> None:
    twice = figures(
        answers(response("self", "A", BEFORE, hear=2, join=3), response("self", "A", BEFORE, hear=4, join=3, budget=1))
    )

    assert twice.respondents == (Respondents(About("self"), BEFORE, 1),)
    assert [answered(twice, About("self", id), BEFORE).description[:2] for id in ("hear", "join", "budget")] == [
        (0, 1),
        (1, 0),
        (1, 0),
    ]


def test_a_side_named_on_one_copy_holds_for_the_others_and_two_sides_are_none() -> None:
    sides = figures(
        answers(
            response("self", "A", BEFORE, "Clinician", hear=2),
            response("self", "A", AFTER, hear=3),
            response("self", "B", BEFORE, "Clinician", hear=2),
            response("self", "B", AFTER, "Manager", hear=3),
        )
    )

    assert [(each.wave, each.about.side, each.n) for each in sides.respondents] == [
        (BEFORE, "", 2),
        (BEFORE, "Clinician", 1),
        (AFTER, "", 2),
        (AFTER, "Clinician", 1),
    ]


def test_of_an_application_the_ratings_alone_are_analysed() -> None:
    application = form(
        "application",
        [
            {"id": "name", "text": "Your name", "kind": "line"},
            {"id": "agreed", "text": "Agreed?", "kind": "yes-no"},
            rating("hear", "together"),
        ],
        kind="application",
    )
    given = answers(response("application", name="Ann", agreed=True, hear=3), comments_read=True)

    assert {each.about.question for each in figures(given, application).answered} == {"hear", ""}
    assert figures(given, application).comments == ()


SURVEY = form(
    "survey",
    [
        rating("worth"),
        {"id": "keep", "text": "I would keep", "kind": "choice", "choices": ["Visits", "Talks"]},
        {"id": "asked", "text": "Have you asked?", "kind": "yes-no"},
        {"id": "visits", "text": "Visits", "kind": "number"},
        {"id": "left-on", "text": "When did you leave?", "kind": "date"},
        {"id": "example", "text": "An example", "kind": "text"},
    ],
)


def test_each_kind_of_question_has_the_figures_that_fit_it() -> None:
    survey = figures(
        answers(
            response("survey", worth=4, keep="Talks", asked=True, visits=Fraction(3)),
            response("survey", worth=5, keep="Talks", asked=False, visits=Fraction("1.5")),
            response("survey", worth=5, asked=False),
        ),
        SURVEY,
    )

    assert survey.answered == (
        Answered(
            About("survey", "worth"),
            None,
            Description(3, 0, Quartiles(Fraction("4.5"), Fraction(5), Fraction(5))),
            (("Not", 0), ("Little", 0), ("Fairly", 0), ("Well", 1), ("Fully", 2)),
        ),
        Answered(About("survey", "keep"), None, Description(2, 1, None), (("Visits", 0), ("Talks", 2))),
        Answered(About("survey", "asked"), None, Description(3, 0, None), (("Yes", 1), ("No", 2))),
        Answered(
            About("survey", "visits"),
            None,
            Description(2, 1, Quartiles(Fraction("1.875"), Fraction("2.25"), Fraction("2.625"))),
        ),
        Answered(About("survey", "left-on"), None, Description(0, 3, None)),
    )


def test_comments_are_given_only_when_they_were_read_for_names() -> None:
    written = [
        response("survey", example="We met in March."),
        response("survey", example="Asked pharmacy first."),
        response("survey", example="Asked pharmacy first."),
    ]

    assert figures(answers(*written), SURVEY).comments == ()
    assert figures(answers(*written, comments_read=True), SURVEY).comments == (
        Comment("survey", "example", "Asked pharmacy first."),
        Comment("survey", "example", "Asked pharmacy first."),
        Comment("survey", "example", "We met in March."),
    )


def test_a_comment_on_a_workshop_says_which_so_that_it_is_shown_only_with_the_figures_of_that() -> None:
    workshop, use = ({"id": id, "text": id.capitalize(), "kind": "line"} for id in ("workshop", "use"))
    written = [response("feedback", workshop=id, use="Ask first.") for id in ("powerlab", "listening", "powerlab")]

    assert figures(
        answers(*written, comments_read=True), form("feedback", [workshop, use], kind="feedback")
    ).comments == tuple(Comment("feedback", "use", "Ask first.", id) for id in ("listening", "powerlab", "powerlab"))


def test_a_copy_typed_in_twice_gives_its_comment_once() -> None:
    twice = [response("self", "A", THEN, hindsight="Budgets."), response("self", "A", THEN, hindsight="Budgets.")]

    assert figures(answers(*twice, comments_read=True)).comments == (Comment("self", "hindsight", "Budgets."),)


def test_directions_have_a_sign_test_each_with_a_correction_across_them() -> None:
    """Seven of seven more: 2 / 128, doubled. Six of eight more: 37 signings of 256 on a side, and 74 / 256 on both."""
    choices = ["Less often", "As before", "More often"]
    view = form(
        "view",
        [
            SIDE,
            {"id": "asks", "text": "Asks", "kind": "direction", "choices": choices},
            {"id": "hears", "text": "Hears", "kind": "direction", "choices": choices},
            {"id": "leads", "text": "Leads", "kind": "direction", "choices": choices},
        ],
    )
    rows = [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, -1), (0, -1)]
    responses = [response("view", asks=asks, hears=hears) for asks, hears in rows]
    responses += [response("view", side="Manager", leads=1)] * 5
    asks, hears, leads, *by_side = figures(answers(*responses), view).directions

    assert figures(answers(*responses), view).answered == ()

    assert (asks.less, asks.same, asks.more, asks.missing, asks.n) == (0, 1, 7, 5, 8)
    assert asks.test is not None
    assert asks.test.p == PValues(Fraction(1, 64), Fraction(1, 128), Fraction(1))
    assert (asks.adjusted, asks.tests) == (Fraction(1, 32), 2)
    assert (hears.less, hears.more, hears.adjusted) == (2, 6, Fraction(74, 256))
    assert leads.test is not None
    assert leads.test.p == TooFew(5, 6)
    assert (leads.adjusted, leads.tests) == (None, 0)
    assert [(each.about.side, each.test, each.more) for each in by_side] == [
        ("Manager", None, 0),
        ("Manager", None, 0),
        ("Manager", None, 5),
    ]


def test_sponsors_at_the_start_and_at_the_end_are_described_and_not_joined() -> None:
    sponsors = form("sponsors", [rating("asks")], waves=(BEFORE, AFTER))
    start_and_end = figures(
        answers(response("sponsors", wave=AFTER, asks=4), response("sponsors", wave=BEFORE, asks=2)), sponsors
    )

    assert [(each.wave, each.description.n) for each in start_and_end.answered] == [(BEFORE, 1), (AFTER, 1)]
    assert start_and_end.comparisons == ()


def test_feedback_is_about_its_workshop_alone() -> None:
    feedback = form(
        "feedback", [{"id": "workshop", "text": "Workshop", "kind": "line"}, SIDE, rating("worth")], kind="feedback"
    )
    two = figures(
        answers(
            response("feedback", workshop="powerlab", side="Manager", worth=5),
            response("feedback", workshop="listening", worth=3),
            response("feedback", workshop="powerlab", worth=4),
        ),
        feedback,
    )

    assert [(each.about, each.n) for each in two.respondents] == [
        (About("feedback", workshop="listening"), 1),
        (About("feedback", workshop="powerlab"), 2),
        (About("feedback", side="Manager", workshop="powerlab"), 1),
    ]
    assert {each.about.question for each in two.answered} == {"worth"}


def test_questions_of_one_copy_only_are_left_out_of_comparisons() -> None:
    looking_back = SELF.model_copy(
        update={
            "groups": [
                SELF.groups[0],
                SELF.groups[0].model_copy(
                    update={
                        "id": "back",
                        "waves": [THEN, AFTER],
                        "questions": [SELF.groups[0].questions[2].model_copy(update={"id": "back"})],
                    }
                ),
            ]
        }
    )
    copies = [response("self", "A", wave, hear=3, join=3, back=5) for wave in SELF.waves]
    cohort = figures(answers(*copies), looking_back)

    assert {each.about.question for each in cohort.comparisons if each.earlier is BEFORE} == {
        "",
        "hear",
        "join",
        "budget",
    }
    assert compared(cohort, About("self", "back"), THEN).pairs == ((5, 5),)
    assert compared(cohort, About("self", domain="together")).pairs == ((3, 3),)
    assert compared(cohort, About("self", domain="together"), THEN).pairs == ((Fraction(11, 3), Fraction(11, 3)),)


def test_forms_without_responses_have_no_figures() -> None:
    assert figures(answers(), SELF, SURVEY) == Results()
    assert figures(answers(*(each for each in rated() if each.wave is AFTER))).comparisons == ()


ANSWERS: dict[QuestionKind, AnswerValue] = {
    QuestionKind.SCALE: 2,
    QuestionKind.DIRECTION: 1,
    QuestionKind.NUMBER: Fraction(3),
    QuestionKind.YES_NO: True,
    QuestionKind.DATE: datetime.date(2027, 3, 1),
}


def test_each_question_of_our_own_forms_has_a_figure_or_its_comments(library: Library) -> None:
    forms = {id: each for id, each in library.instruments.items() if each.evaluated}
    returned = [
        Response(
            id,
            wave,
            "A",
            "Clinician",
            "",
            {
                question.id: question.choices[-1]
                if question.kind is QuestionKind.CHOICE
                else ANSWERS.get(question.kind, "In March.")
                for question in analysed(each, wave)
            },
            Place("evaluation.xlsx"),
        )
        for id, each in forms.items()
        for wave in each.waves or (None,)
    ]
    cohort = results(answers(*returned, comments_read=True), forms, library.domains)

    shown = {(each.about.instrument, each.about.question) for each in (*cohort.answered, *cohort.directions)}
    shown |= {(comment.instrument, comment.question) for comment in cohort.comments}
    asked = {(id, question.id) for id, each in forms.items() for question in each.evaluated}
    assert {(id, question) for id, question in asked if question not in {*FormQuestion}} == {
        (id, question) for id, question in shown if question
    }
    assert all(
        sum(people for _, people in each.counts) == each.description.n for each in cohort.answered if each.counts
    )


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Response, ...]:
    point = st.none() | st.integers(1, 5)
    return tuple(
        response(
            "self",
            code,
            wave,
            draw(st.sampled_from(["", "Clinician", "Manager"])),
            **{id: value for id in ("hear", "join", "budget") if (value := draw(point)) is not None},
        )
        for code in "ABCDEFGH"[: draw(st.integers(0, 8))]
        for wave in draw(st.lists(st.sampled_from(SELF.waves), max_size=4))
    )


@settings(max_examples=examples(60), deadline=None)
@given(drawn(), st.randoms(use_true_random=False))
def test_neither_the_order_of_responses_nor_the_way_codes_are_made_matters(
    given: tuple[Response, ...], random: Random
) -> None:
    shuffled = random.sample(given, len(given))
    renamed = [replace(each, code=each.code and f"Z{90 - ord(each.code)}") for each in shuffled]

    assert figures(answers(*renamed)) == figures(answers(*given))


@settings(max_examples=examples(60), deadline=None)
@given(drawn())
def test_somebody_who_returns_every_copy_empty_counts_as_missing_and_nowhere_else(given: tuple[Response, ...]) -> None:
    copies = {each.wave for each in given}
    without = figures(answers(*given))
    joined_by_another = figures(answers(*given, *(response("self", "Q", wave) for wave in copies)))

    assert joined_by_another.comparisons == tuple(
        replace(each, changes=each.changes._replace(incomplete=each.changes.incomplete + (not each.about.side)))
        for each in without.comparisons
    )
    assert joined_by_another.answered == tuple(
        replace(each, description=each.description._replace(missing=each.description.missing + (not each.about.side)))
        for each in without.answered
    )


@settings(max_examples=examples(60), deadline=None)
@given(drawn())
def test_then_and_after_swapped_is_the_mirror_image(given: tuple[Response, ...]) -> None:
    turned = [replace(each, wave={THEN: AFTER, AFTER: THEN}.get(each.wave, each.wave)) for each in given]
    back = {each.about: each for each in figures(answers(*turned)).comparisons if each.earlier is THEN}

    for there in figures(answers(*given)).comparisons:
        if there.earlier is THEN:
            mirrored = back[there.about]
            assert mirrored.changes == there.changes._replace(up=there.changes.down, down=there.changes.up)
            assert sorted((second, first) for first, second in mirrored.pairs) == list(there.pairs)
            assert (mirrored.adjusted, mirrored.tests) == (there.adjusted, there.tests)
            if there.location:
                assert mirrored.location is not None
                assert mirrored.location.estimate == -there.location.estimate
