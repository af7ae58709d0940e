"""A handout fills the pages that its YAML says, and spills over onto no other."""

from __future__ import annotations

import pytest

from generator.documents.handouts import handouts
from generator.model.library import Library
from generator.planning.session import Session, sessions
from generator.writers import pdf
from tests.writers.test_pdf import THEME, pages


def printed(session: Session) -> dict[str, int]:
    """How many pages each handout of a session has in print."""
    document = handouts(session)
    assert document is not None
    texts = [" ".join(text.split()) for text in pages(pdf.write(document, THEME))]
    titles = [f"{number}. {handout.title}" for number, handout in enumerate(session.workshop.handouts, start=1)]
    starts = [next(page for page, text in enumerate(texts) if page and title in text) for title in titles]
    ends = [*starts[1:], len(texts)]
    return {
        handout.id: end - start for handout, start, end in zip(session.workshop.handouts, starts, ends, strict=True)
    }


@pytest.mark.parametrize("group_size", [4, *(pytest.param(size, marks=pytest.mark.slow) for size in (2, 3))])
def test_a_handout_has_as_many_pages_as_its_yaml_says(library: Library, group_size: int) -> None:
    for session in sessions(library, group_size=group_size).values():
        wanted = {handout.id: handout.pages for handout in session.workshop.handouts}
        assert printed(session) == wanted, session.workshop.id
