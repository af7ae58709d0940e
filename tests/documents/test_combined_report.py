"""The report on several cohorts: sums with their cohorts, medians side by side, and nothing that was hidden."""

from __future__ import annotations

from typing import Any

import pytest

from generator.documents.combined_report import RULES, combined_report
from generator.documents.document import (
    Callout,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Table,
    descendants,
    plain,
)
from generator.evaluation.combined import combined, together
from generator.evaluation.conclusions import VerdictKind
from generator.model.library import Library
from generator.model.published_results import PublishedResults
from tests.evaluation.test_combined import FORM, comparison, results


def both(before: tuple[int, int, int], then: tuple[int, int, int], **values: Any) -> list[dict[str, Any]]:
    return [comparison(*before, **values), comparison(*then, earlier="then", **values)]


def answers(wave: str, median: float, **values: Any) -> dict[str, Any]:
    return {"form": "preparedness", "wave": wave, "n": 10, "missing": 0, "median": median, **values}


DELIVERY = {"applied": 30, "started": 12, "finished": 11}
FIRST = results(
    1,
    comparisons=[*both((7, 2, 1), (9, 1, 0)), *both((6, 3, 1), (8, 2, 0), domain="others")],
    answers=[answers("before", 2.5), answers("then", 2), answers("after", 3.25)],
    delivery=DELIVERY,
    starts="2027-01-13",
    ends="2027-09-22",
)
SECOND = results(2, comparisons=both((8, 1, 1), (9, 0, 1)), answers=[answers("before", 3)])


def report(library: Library, *cohorts: PublishedResults) -> Document:
    return combined_report(combined(cohorts), library)


def table(document: Document, anchor: str) -> Table:
    blocks = iter(document.blocks)
    next(block for block in blocks if isinstance(block, Heading) and block.anchor == anchor)
    return next(block for block in blocks if isinstance(block, Table))


def rows(document: Document, anchor: str) -> list[tuple[str, ...]]:
    return [tuple(map(plain, row)) for row in table(document, anchor).rows]


def sentences(document: Document) -> list[str]:
    return [plain(block.runs) for block in descendants(document.blocks) if isinstance(block, Paragraph)]


def test_sums_say_how_many_cohorts_they_come_from(library: Library) -> None:
    """15 up and 2 down of 17: twice (1 + 17 + 136) of 2 to the 17th is 0.00235."""
    assert rows(report(library, FIRST, SECOND), "sums") == [
        ("All items together", "15, 3, 2; p = 0.002 (2 cohorts)", "18, 1, 1; p < 0.001 (2 cohorts)", "More"),
        ("Working with others", "6, 3, 1; p = 0.125 (1 cohort)", "8, 2, 0; p = 0.008 (1 cohort)", "We cannot tell"),
    ]


def test_the_first_sentence_follows_from_both_sums(library: Library) -> None:
    more = sentences(report(library, FIRST, SECOND))[0]
    unclear = sentences(report(library, results(1, comparisons=both((5, 2, 3), (9, 1, 0))), results(2)))[0]

    assert more == "Participants felt more prepared to lead at the end than at the start."
    assert unclear == "We cannot tell whether participants felt more prepared to lead."


@pytest.mark.parametrize(("second", "same_way"), [((1, 3, 6), False), ((5, 0, 5), False), ((6, 0, 5), True)])
def test_a_sum_does_not_hide_a_cohort_that_went_another_way(
    library: Library, second: tuple[int, int, int], same_way: bool
) -> None:
    document = report(
        library, results(1, comparisons=both((40, 0, 2), (40, 0, 2))), results(2, comparisons=both(second, (9, 0, 1)))
    )

    assert rows(document, "sums")[0][3] == ("More" if same_way else "More, but not in each cohort")
    assert sentences(document)[1].endswith("see the cohorts side by side.") is not same_way


def test_medians_are_side_by_side_and_what_is_not_published_is_a_dash(library: Library) -> None:
    assert rows(report(library, FIRST, SECOND), "side-by-side") == [
        ("All items together: cohort 1", "10", "2.5", "2", "3.25", "7, 2, 1", "9, 1, 0"),
        ("All items together: cohort 2", "10", "3", "\u2013", "\u2013", "8, 1, 1", "9, 0, 1"),
        ("Working with others: cohort 1", "10", "\u2013", "\u2013", "\u2013", "6, 3, 1", "8, 2, 0"),
    ]


def test_cohorts_are_listed_with_what_is_known_of_them(library: Library) -> None:
    assert rows(report(library, FIRST, SECOND), "cohorts") == [
        ("1. Westbrook, Cohort 1", "13 January 2027 to 22 September 2027", "12", "11", "10"),
        ("2. Westbrook, Cohort 2", "\u2013", "\u2013", "\u2013", "10"),
    ]


def test_figures_say_in_how_many_cohorts_they_are_known(library: Library) -> None:
    (figures,) = (block for block in report(library, FIRST, SECOND).blocks if isinstance(block, Figures))

    assert figures.items == (
        Figure("2", "cohorts", "of 1 trust"),
        Figure("12", "people started", "in 1 of 2 cohorts"),
        Figure("15 of 20", "rated themselves higher after than before", "3 the same, 2 lower, p = 0.002"),
        Figure("18 of 20", "rated themselves higher after than looking back", "1 the same, 1 lower, p < 0.001"),
    )


def test_the_title_names_trusts_or_cohorts(library: Library) -> None:
    other = results(2, trust="eastmere", name="Eastmere")

    assert (report(library, FIRST, SECOND).title, report(library, FIRST, SECOND).organisation) == (
        "Paired Learning: 2 cohorts together",
        "Westbrook",
    )
    assert (report(library, FIRST, other).organisation, report(library, FIRST, other).subtitle) == (
        "2 trusts",
        "Eastmere, Westbrook",
    )


def test_what_was_asked_differently_is_named(library: Library) -> None:
    questions = [{"id": "listen", "text": "Hear", "asked": "ffffffffffff"}, FORM["questions"][1]]
    other = results(2, forms=[FORM | {"questions": questions}], comparisons=[comparison(6, 4, 2, domain="others")])

    text = sentences(report(library, FIRST, other))
    assert text[text.index("These were asked differently in some cohorts, so they are apart above:") + 1] == (
        "Working with others"
    )
    assert not any("asked differently" in each for each in sentences(report(library, FIRST, SECOND)))


def test_rules_are_in_every_report(library: Library) -> None:
    assert set(RULES) <= set(sentences(report(library, FIRST, SECOND)))


def test_an_example_says_so(library: Library) -> None:
    made_up = report(library, FIRST, results(2, example=True))

    assert isinstance(made_up.blocks[0], Callout)
    assert not isinstance(report(library, FIRST, SECOND).blocks[0], Callout)


def test_without_results_it_claims_nothing(library: Library) -> None:
    assert sentences(report(library, results(1), results(2)))[0] == (
        "No cohort shows how prepared its participants felt both at the start and at the end."
    )


def test_answers_and_directions_of_other_forms_are_added_up(library: Library) -> None:
    survey = FORM | {"id": "survey", "domains": []}
    yes = {
        "form": "survey",
        "question": "listen",
        "n": 10,
        "missing": 0,
        "counts": [{"label": "Yes", "n": 8}, {"label": "No", "n": 2}],
    }
    more = {"form": "survey", "question": "decide", "less": 0, "same": 4, "more": 6, "missing": 0}
    cohorts = [results(number, forms=[survey], answers=[yes], directions=[more]) for number in (1, 2)]

    assert rows(report(library, *cohorts), "answers") == [("Listen", "\u2013", "20", "2", "Yes: 16; No: 4")]
    assert rows(report(library, *cohorts), "directions") == [("Decide", "0", "8", "12", "2", "p < 0.001")]


def test_what_no_cohort_published_counts_as_hidden() -> None:
    figures = combined([results(1, comparisons=[comparison(10, 0, 0)])]).comparisons

    assert together(figures, figures[0].asked).kind is VerdictKind.HIDDEN


@pytest.mark.parametrize(
    ("before", "then", "kind"),
    [
        ((10, 0, 0), (10, 0, 0), VerdictKind.MORE),
        ((0, 0, 10), (0, 0, 10), VerdictKind.LESS),
        ((10, 0, 0), (0, 0, 10), VerdictKind.MIXED),
        ((5, 0, 5), (10, 0, 0), VerdictKind.CANNOT_TELL),
        ((5, 5, 0), (5, 5, 0), VerdictKind.TOO_FEW),
    ],
)
def test_sums_are_judged_by_the_same_rules(
    before: tuple[int, int, int], then: tuple[int, int, int], kind: VerdictKind
) -> None:
    figures = combined([results(1, comparisons=both(before, then))]).comparisons

    assert together(figures, figures[0].asked).kind is kind
