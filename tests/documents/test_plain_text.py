"""Blocks as plain text."""

from __future__ import annotations

from generator.documents.document import Callout, Heading, Paragraph, Quotation, Run, WritingLines, paragraph
from generator.documents.plain_text import in_plain_text
from generator.documents.prose import blocks


def text(prose: str) -> str:
    return in_plain_text(blocks(prose, lambda _kind, _id: None))


def test_paragraphs_and_lists() -> None:
    prose = "Dear **Pia**,\nwelcome.\n\n- one\n- two\n\n  - inner\n\n3. three\n4. four\n\n> said\n>\n> twice\n"

    assert text(prose) == ("Dear Pia, welcome.\n\n- one\n- two\n  - inner\n\n3. three\n4. four\n\n> said\n> twice")


def test_a_table_is_a_list_with_the_titles_of_its_columns() -> None:
    assert text("| When | What | |\n| --- | --- | --- |\n| Today | Ring | us |\n| Later |  | |\n") == (
        "- Today\n  What: Ring\n  us\n- Later"
    )


def test_web_addresses_are_written_out() -> None:
    assert text("See [the form](https://example.org/form) or <https://example.org>.") == (
        "See the form (https://example.org/form) or https://example.org."
    )


def test_headings_and_frames_are_lines_and_what_is_to_write_in_is_left_out() -> None:
    everything = (
        Heading(1, "Before", "before"),
        Callout("Note", (paragraph("Ring first."),)),
        WritingLines(3),
        Quotation((Paragraph((Run("Well\nsaid"),)),)),
    )

    assert in_plain_text(everything) == "Before\n\nNote\nRing first.\n\n> Well\n> said"
