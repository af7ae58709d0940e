"""Blanks: what is a mark, and what fills it."""

from __future__ import annotations

from generator.model.blanks import FIGURES, LETTER_BLANKS, filled, for_pairs, marks


def names(text: str) -> list[str]:
    return [mark.content for mark in marks(text)]


def test_a_mark_has_a_letter_or_a_slash_in_its_brackets() -> None:
    assert names("{months} {weeks_before:selection} {**both**/**all**}") == [
        "months",
        "weeks_before:selection",
        "**both**/**all**",
    ]
    assert names("{{ 7*7 }} {{ months }} {% raw %} {: .x #y } {} { }") == []


def test_a_mark_may_continue_on_the_next_line() -> None:
    (mark,) = marks("First\nline: {your partner/your\npartners}")

    assert mark.wordings == ("your partner", "your\npartners")
    assert mark.line == 1


def test_a_blank_without_a_value_shows_what_it_means() -> None:
    assert filled("{cohort}, {start}, answer by {answer_by:10}", {"cohort": "Cohort 2"}) == (
        "Cohort 2, [date of the first workshop], answer by [date, 10 days from today]"
    )


def test_the_words_for_pairs() -> None:
    assert for_pairs("{Both of you/All of you} in {months} months") == "Both of you in {months} months"


def test_a_value_starts_a_sentence_with_a_capital_letter() -> None:
    values = {"cohort": "the joint cohort", "months": "9"}

    assert filled("{cohort} begins. {cohort} ends\nwith {cohort}.\n\n{cohort}, {months}.", values) == (
        "The joint cohort begins. The joint cohort ends\nwith the joint cohort.\n\nThe joint cohort, 9."
    )


def test_no_name_has_two_meanings() -> None:
    assert not set(LETTER_BLANKS) & set(FIGURES)
