"""What the report says of its method."""

from __future__ import annotations

from generator.documents.evaluation_method import METHOD, OBJECTIONS


def test_each_objection_is_a_sentence_with_an_answer_of_one_sentence() -> None:
    for objection, answer in OBJECTIONS:
        assert [text.count(". ") for text in (objection, answer)] == [0, 0]
        assert objection.endswith(".")
        assert answer.endswith(".")
    assert len(dict(OBJECTIONS)) == len(OBJECTIONS)


def test_the_method_names_the_limits_that_the_tests_use() -> None:
    text = " ".join(METHOD)

    assert "If fewer than 6 people changed there is no p value, because none could be as low as 0.05." in text
    assert "only if both comparisons went up, each with a p value of at most 0.05" in text


def test_dependence_within_pairs_is_admitted() -> None:
    assert dict(OBJECTIONS)["Partners influence each other, so their answers are not independent."].endswith(
        "p values may be somewhat too small and intervals somewhat too narrow."
    )
