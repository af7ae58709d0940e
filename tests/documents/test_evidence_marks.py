"""Evidence stands at the end of what it is the evidence of, and never as a mark on a line of its own."""

from __future__ import annotations

from generator.documents.document import Block, Callout, Heading, Listing, Paragraph, Quotation, Run, paragraph, table
from generator.documents.evidence_marks import at_the_end, description, is_label

LABEL = Run("Suggested", role="evidence-suggested")
CITE = Run("[1]", link="#reference-1")
LINE = Paragraph((LABEL, Run(" "), CITE), "evidence")
MARKS = (Run("\u00a0"), LABEL, Run(" "), CITE)


def ended(text: str) -> Paragraph:
    return Paragraph((Run(text), *MARKS))


def test_it_ends_the_paragraph_above() -> None:
    assert at_the_end((paragraph("First."), paragraph("Second."), LINE)) == (paragraph("First."), ended("Second."))


def test_it_ends_the_last_item_of_the_list_above() -> None:
    listing = Listing(((paragraph("One."),), (paragraph("Two."), paragraph("More."))))

    assert at_the_end((listing, LINE)) == (Listing(((paragraph("One."),), (paragraph("Two."), ended("More.")))),)


def test_it_ends_what_stands_inside_another_block() -> None:
    inner: tuple[Block, ...] = (paragraph("Inside."), LINE)

    assert at_the_end((Callout("Note", inner), Quotation(inner), Listing((inner,)))) == (
        Callout("Note", (ended("Inside."),)),
        Quotation((ended("Inside."),)),
        Listing(((ended("Inside."),),)),
    )


def test_below_anything_else_it_stays_a_line() -> None:
    for above in (Heading(2, "Pitfalls", "pitfalls"), table(("A",), [("B",)]), Listing(((table(("A",), []),),))):
        assert at_the_end((above, LINE)) == (above, LINE)
    assert at_the_end((LINE, LINE)) == (LINE, LINE)


def test_a_label_says_what_it_is_in_words() -> None:
    assert description(LABEL) == "Evidence: suggested"
    assert [is_label(run) for run in (LABEL, CITE, Run("x", role="blank"))] == [True, False, False]
