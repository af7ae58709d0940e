"""Text from a foreign list becomes prose that reads as it was typed, without anything that prose may not hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.prose import faults, parse, plain_text
from generator.sources.foreign_prose import as_prose

MARKUP = "*_`#>-+=|[]()!<&;\\~:/.x1 \n"
LISTED = re.compile(r"\s*([-*•·‣◦–—]|\d{1,2}[.)])\s+\S", re.M)  # noqa: RUF001


@pytest.mark.parametrize(
    ("typed", "prose"),
    [
        ("Patients wait.\n\nNobody knows why.", "Patients wait.\n\nNobody knows why."),
        ("# Not a heading", "\\# Not a heading"),
        ("See ![x](http://x)", "See !\\[x\\](http://x)"),
        ("Costs 5 * 3 < 20 & more", "Costs 5 * 3 < 20 & more"),
        ("a *b* c", "a \\*b\\* c"),
        ("snake_case stays", "snake_case stays"),
        ("Title\n---", "Title\n\\-\\-\\-"),
        ("a | b\n:- | -", "a \\| b\n:\\- \\| \\-"),
        ("1.", "1\\."),
        ("***", "\\*\\*\\*"),
        ("Because:\n• one\n• two\nSo there", "Because:\n\n- one\n- two\n\nSo there"),
        ("1. first\n2. second", "1. first\n2. second"),
        ("1986. A good year", "1986\\. A good year"),
        ("<script>alert(1)</script> {{ x }} {% y %}", "<script>alert(1)</script> {{ x }} {% y %}"),
        ("<https://x.example>", "\\<https://x.example>"),
        ("See *[our notes](https://x.example/a)*", "See \\*[our notes](https://x.example/a)\\*"),
        ("See [it](http://x.example)", "See \\[it\\](http://x.example)"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
    ],
)
def test_text_is_escaped_as_prose(typed: str, prose: str) -> None:
    assert as_prose(typed, as_is=False) == prose
    assert faults(prose) == []


def test_markdown_stays_markdown_where_it_is_expected() -> None:
    assert as_prose("Some *emphasis* and\n\n- a list", as_is=True) == "Some *emphasis* and\n\n- a list"
    assert as_prose("## A heading", as_is=True) == "\\## A heading"


def test_a_link_that_prose_may_not_hold_leaves_the_rest_as_it_is() -> None:
    typed = "Read *this*: [old notes](http://x.example), [new notes](https://x.example) and [more](notes.md)."

    assert as_prose(typed, as_is=True) == (
        "Read *this*: old notes (http://x.example), [new notes](https://x.example) and more (notes.md)."
    )


@given(st.text(MARKUP, max_size=60))
def test_it_has_no_faults(text: str) -> None:
    for as_is in (True, False):
        assert faults(as_prose(text, as_is=as_is)) == []


@given(st.text(MARKUP, max_size=60).filter(lambda text: not LISTED.search(text)))
def test_every_word_reads_as_it_was_typed(text: str) -> None:
    prose = as_prose(text, as_is=False)

    assert plain_text(prose).split() == text.split()
    kinds = {inner.type for token in parse(prose) for inner in (token, *(token.children or ()))}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "text_special"}
