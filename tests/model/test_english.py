"""Numbers, plurals and lists in the generator's own sentences."""

import pytest

from generator.model.english import counted, figure, in_words, listed


@pytest.mark.parametrize(
    ("number", "phrase"), [(0, "no weeks"), (1, "1 week"), (2, "2 weeks"), (1250, "1,250 weeks"), (1.5, "1.5 weeks")]
)
def test_a_number_agrees_with_its_noun(number, phrase):
    assert counted(number, "week") == phrase


def test_a_plural_without_s_and_a_verb_can_be_given():
    assert (counted(2, "copy", "copies"), counted(1, "is tight", "are tight")) == ("2 copies", "1 is tight")


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (12, "12"), (100, "100"), (13021, "13,021"), (30.45, "30.4"), (16.0, "16")]
)
def test_a_figure_has_commas_and_no_trailing_zeros(number, text):
    assert figure(number) == text


def test_small_numbers_are_written_in_words():
    assert [in_words(number) for number in (0, 1, 6, 12, 13)] == ["no", "one", "six", "twelve", "13"]


@pytest.mark.parametrize(
    ("values", "phrase"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_one_phrase(values, phrase):
    assert listed(values) == phrase


def test_a_list_may_offer_a_choice():
    assert listed(("a", "b", "c"), "or") == "a, b or c"


def test_a_list_may_come_from_a_generator() -> None:
    assert listed(letter for letter in "ab") == "a and b"
    assert listed(letter for letter in "") == ""
