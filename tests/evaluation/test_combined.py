"""Results of several cohorts together: sums of what each published, worked out by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from generator.evaluation.combined import CombinedComparison, combined
from generator.evaluation.signed_rank import PValues, TooFew
from generator.model.instrument import Wave
from generator.model.published_results import PublishedResults

FORM = {
    "id": "preparedness",
    "title": "Preparedness",
    "questions": [
        {"id": "listen", "text": "Listen", "asked": "0123456789ab"},
        {"id": "decide", "text": "Decide", "asked": "ba9876543210"},
    ],
    "domains": [
        {"id": "others", "title": "Working with others", "questions": ["listen"]},
        {"id": "direction", "title": "Setting direction", "questions": ["decide"]},
    ],
}


def comparison(up: int, same: int, down: int, **values: Any) -> dict[str, Any]:
    times = {"earlier": "before", "later": "after", "incomplete": 0}
    return {"form": "preparedness", "up": up, "same": same, "down": down, "n": up + same + down, **times, **values}


def results(number: int = 1, **values: Any) -> PublishedResults:
    usual = {
        "format": 1,
        "trust": "westbrook",
        "name": "Westbrook",
        "cohort": f"Cohort {number}",
        "number": number,
        "release": "2026.1",
        "fewest": 10,
        "forms": [FORM],
    }
    return PublishedResults.model_validate_json(json.dumps(usual | values))


def only(*cohorts: PublishedResults) -> CombinedComparison:
    (figure,) = combined(cohorts).comparisons
    return figure


def p_value(figure: CombinedComparison) -> Fraction:
    assert isinstance(figure.test.p, PValues)
    return figure.test.p.two_sided


def test_people_who_went_up_stayed_and_went_down_are_added_up() -> None:
    figure = only(results(1, comparisons=[comparison(7, 2, 1)]), results(2, comparisons=[comparison(6, 4, 2)]))

    assert (figure.up, figure.same, figure.down, figure.n) == (13, 6, 3, 22)


def test_the_sign_test_is_of_the_sums() -> None:
    """13 up and 3 down of 16: twice (1 + 16 + 120 + 560) of 2 to the 16th."""
    figure = only(results(1, comparisons=[comparison(7, 2, 1)]), results(2, comparisons=[comparison(6, 4, 2)]))

    assert p_value(figure) == Fraction(2 * 697, 65_536)


def test_too_few_who_changed_have_no_p_value() -> None:
    figure = only(results(1, comparisons=[comparison(3, 7, 2)]))

    assert figure.test.p == TooFew(5, 6)


def test_a_cohort_that_did_not_publish_a_figure_is_in_no_sum() -> None:
    figure = only(results(1, comparisons=[comparison(7, 2, 1)]), results(2))

    assert (figure.n, [each.cohort for each in figure.cohorts]) == (10, [0])


def test_sides_are_not_added_up() -> None:
    sides = [comparison(7, 2, 1, side="Clinician"), comparison(6, 4, 2, side="Manager")]

    assert combined([results(1, comparisons=sides)]).comparisons == ()


def test_workshops_are_not_added_up() -> None:
    """Feedback on a workshop is about what that cohort's facilitators did."""
    pace = {"form": "preparedness", "question": "listen", "workshop": "powerlab", "n": 10, "missing": 0, "median": 3}

    assert combined([results(1, answers=[pace])]).answers == ()


def test_medians_stand_side_by_side() -> None:
    def answers(wave: str, median: float) -> dict[str, Any]:
        return {"form": "preparedness", "wave": wave, "n": 10, "missing": 0, "median": median}

    figure = only(
        results(1, comparisons=[comparison(7, 2, 1)], answers=[answers("before", 2.5), answers("after", 4)]),
        results(2, comparisons=[comparison(6, 4, 2)], answers=[answers("before", 3)]),
    )

    first, second = figure.cohorts
    assert first.earlier is not None
    assert first.later is not None
    assert second.earlier is not None
    assert (first.earlier.median, first.later.median) == (2.5, 4)
    assert (second.earlier.median, second.later) == (3, None)


def test_before_to_after_and_looking_back_to_after_are_apart() -> None:
    two = [comparison(7, 2, 1), comparison(9, 1, 0, earlier="then")]

    assert [(each.earlier, each.up) for each in combined([results(1, comparisons=two)]).comparisons] == [
        (Wave.BEFORE, 7),
        (Wave.THEN, 9),
    ]


def test_domains_are_corrected_together_and_the_score_of_all_items_is_not_among_them() -> None:
    """9 up of 10 has p 22/1024, 8 of 10 has 112/1024: of two tests the smaller is doubled."""
    figures = [comparison(9, 0, 1), comparison(9, 0, 1, domain="others"), comparison(8, 0, 2, domain="direction")]

    assert [(each.adjusted, each.tests) for each in combined([results(1, comparisons=figures)]).comparisons] == [
        (None, 0),
        (Fraction(44, 1024), 2),
        (Fraction(112, 1024), 2),
    ]


def test_what_was_asked_differently_is_apart() -> None:
    other = FORM | {"questions": [{"id": "listen", "text": "Hear", "asked": "ffffffffffff"}, FORM["questions"][1]]}
    both = combined(
        [
            results(1, comparisons=[comparison(7, 2, 1, domain="others"), comparison(7, 2, 1, domain="direction")]),
            results(
                2,
                forms=[other],
                comparisons=[comparison(6, 4, 2, domain="others"), comparison(1, 9, 0, domain="direction")],
            ),
        ]
    )

    assert [(each.asked.domain, each.n) for each in both.comparisons] == [
        ("others", 10),
        ("direction", 20),
        ("others", 12),
    ]


def test_counts_of_answers_are_added_up_by_their_label() -> None:
    def answers(*counts: int) -> dict[str, Any]:
        labels = [{"label": label, "n": n} for label, n in zip(("Yes", "No"), counts, strict=True)]
        return {"form": "preparedness", "question": "listen", "n": sum(counts), "missing": 0, "counts": labels}

    (figure,) = combined([results(1, answers=[answers(8, 3)]), results(2, answers=[answers(5, 6)])]).answers

    assert (figure.n, figure.counts) == (22, (("Yes", 13), ("No", 9)))


def test_directions_are_added_up_with_a_sign_test() -> None:
    def directions(less: int, same: int, more: int) -> dict[str, Any]:
        return {"form": "preparedness", "question": "listen", "less": less, "same": same, "more": more, "missing": 0}

    (figure,) = combined(
        [results(1, directions=[directions(0, 4, 6)]), results(2, directions=[directions(1, 6, 3)])]
    ).directions

    assert (figure.less, figure.same, figure.more) == (1, 10, 9)
    assert figure.test.p == PValues(Fraction(22, 1024), Fraction(11, 1024), Fraction(1023, 1024))


def test_the_order_of_the_files_changes_nothing() -> None:
    cohorts = [results(2, comparisons=[comparison(6, 4, 2)]), results(1, comparisons=[comparison(7, 2, 1)])]

    assert combined(cohorts) == combined(reversed(cohorts))
