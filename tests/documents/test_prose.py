"""Prose as blocks."""

from __future__ import annotations

import pytest

from generator.documents import prose
from generator.documents.document import Listing, Paragraph, Quotation, Run, Table


def nowhere(_kind: str, _id: str) -> None:
    return None


def test_paragraphs_keep_their_styles() -> None:
    assert prose.blocks("A *b* **c** `d`\nand [e](https://example.org).", nowhere) == (
        Paragraph(
            (
                Run("A "),
                Run("b", emphasis=True),
                Run(" "),
                Run("c", strong=True),
                Run(" "),
                Run("d", code=True),
                Run(" and "),
                Run("e", link="https://example.org"),
                Run("."),
            )
        ),
    )


def test_lists_hold_lists() -> None:
    (outer,) = prose.blocks("3. one\n4. two\n   - inner", nowhere)

    assert isinstance(outer, Listing)
    assert (outer.numbered, outer.start, len(outer.items)) == (True, 3, 2)
    assert outer.items[1] == (Paragraph((Run("two"),)), Listing(((Paragraph((Run("inner"),)),),)))


def test_tables_and_quotations() -> None:
    table, quotation = prose.blocks("| a | b |\n| - | - |\n| 1 | 2 |\n\n> said", nowhere)

    assert table == Table(((Run("a"),), (Run("b"),)), (((Run("1"),), (Run("2"),)),))
    assert quotation == Quotation((Paragraph((Run("said"),)),))


def test_links_to_missing_targets_become_plain_text() -> None:
    def resolve(kind: str, id: str) -> str | None:
        return f"#{kind}-{id}" if id == "here" else None

    (paragraph,) = prose.blocks("[a](workshop:here) [b](workshop:gone)", resolve)

    assert paragraph == Paragraph((Run("a", link="#workshop-here"), Run(" b")))


def test_html_is_shown_as_text() -> None:
    (paragraph,) = prose.blocks("<script>alert(1)</script>", nowhere)

    assert paragraph == Paragraph((Run("<script>alert(1)</script>"),))


def test_prose_that_did_not_pass_the_checks_is_an_error() -> None:
    with pytest.raises(ValueError, match="unchecked prose"):
        prose.blocks("# heading", nowhere)
