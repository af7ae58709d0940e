"""What is allowed in prose, and what is read from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import prose


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "*Stress*, **weight** and `code`.",
        "- one\n- two\n\n  more of two",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "[there](https://example.org/a?b=c#d) and [back](mailto:a@example.org)",
        "[a workshop](workshop:powerlab)",
        "<b>not markup</b> and a < b > c",
    ],
)
def test_text_lists_tables_and_links_are_allowed(text: str) -> None:
    assert prose.faults(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# A heading", "prose-not-allowed"),
        ("A heading\n===", "prose-not-allowed"),
        ("![an image](https://example.org/a.png)", "prose-not-allowed"),
        ("---", "prose-not-allowed"),
        ("[x](javascript:alert(1))", "bad-link"),
        ("[x](JaVaScRiPt:alert(1))", "bad-link"),
        ("[x](data:text/html,x)", "bad-link"),
        ("[x](http://example.org)", "bad-link"),
        ("[x](../../etc/passwd)", "bad-link"),
        ("[x](//example.org)", "bad-link"),
        ("[x](https://)", "bad-link"),
        ("<javascript:alert(1)>", "bad-link"),
    ],
)
def test_anything_else_is_a_fault(text: str, code: str) -> None:
    assert [fault.code for fault in prose.faults(text)] == [code]


_PIECES = (
    "a",
    " ",
    "\n",
    "\n\n",
    "\t",
    "-",
    "---",
    "===",
    "* *",
    "__",
    "# ",
    "> ",
    "1. ",
    "+ ",
    "![a](b)",
    "<a:b>",
    "[a]",
    "[a]: b",
    "(b)",
    "|",
    "`",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=9))
def test_no_text_with_anything_to_check_is_left_unparsed(pieces: list[str]) -> None:
    text = "".join(pieces)
    nodes = [node.type for token in prose.parse(text) for node in (token, *(token.children or ()))]

    expected = sum(type in ("heading_open", "image", "hr", "link_open") for type in nodes)
    assert len(prose.faults(text)) == expected


def test_a_fault_has_its_line() -> None:
    assert [fault.line for fault in prose.faults("One.\n\nTwo.\n\n## Three")] == [4]


def test_internal_links_are_found() -> None:
    links = prose.internal_links("See [one](workshop:a).\n\n- [two](project:b)\n- <guidance:c>")

    expected = [("workshop", "a", 0), ("project", "b", 2), ("guidance", "c", 3)]
    assert [(link.kind, link.id, link.line) for link in links] == expected


def test_plain_text_has_no_markup() -> None:
    assert prose.plain_text("*One* [two](https://example.org) `three`\n\n- four") == "One two three\nfour"
