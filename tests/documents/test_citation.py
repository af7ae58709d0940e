"""References in words, in the Vancouver style."""

from __future__ import annotations

from generator.documents import citation
from generator.model.reference import Reading, Reference, ReferenceKind


def reference(**values: object) -> Reference:
    return Reference(id="x", source="x", kind=ReferenceKind.ARTICLE, title="On pairs", **values)


def test_an_article() -> None:
    article = reference(
        authors=["Lyons O", "George R"],
        container="BMJ Leader",
        year=2023,
        volume="2023;7",
        pages="64-67",
        doi="10.1136/leader-2022",
    )

    assert citation.full(article) == "Lyons O, George R. On pairs. BMJ Leader. 2023;7:64-67."
    assert citation.short(article) == "Lyons and George 2023"
    assert citation.address(article) == "https://doi.org/10.1136/leader-2022"


def test_many_authors_and_organisations() -> None:
    assert citation.short(reference(authors=["Klaber RE", "Lee J", "Abraham R"])) == "Klaber and others"
    assert citation.short(reference(authors=["NHS England"], year=2025)) == "NHS England 2025"
    assert citation.short(reference(container="A site")) == "A site"
    assert citation.address(reference()) is None


def test_a_title_that_describes_a_source_is_in_square_brackets() -> None:
    assert citation.full(reference(described=True, container="BMJ Leader")) == "[On pairs]. BMJ Leader."


def test_the_list_says_what_we_have_not_read_in_full() -> None:
    assert citation.remarks(reference(read=Reading.TEXT)) == ""
    assert citation.remarks(reference(note="A pilot.", read=Reading.ABSTRACT)) == (
        "A pilot. We have read the abstract only."
    )
    assert citation.remarks(reference(read=Reading.NOTHING)) == (
        "We have not read it: check it in print before you rely on it."
    )
