"""A link to the glossary explains the word in the sense that it has there."""

from __future__ import annotations

import re

import pytest

from generator.model.library import Library
from generator.site.edition import SiteFiles
from tests.site.made import page_of

OTHERWISE = re.compile(
    r"content release|releases? \d{4}\.\d|\bversions?\b|\bslots?\b|\bresults?\b.*\breleased\b|\bauthor\b", re.I
)
"""Words beside a release that is none from work: of this guide, of a result, of a booking, of a text."""


@pytest.fixture(scope="module")
def site(whole_site: SiteFiles) -> SiteFiles:
    return whole_site


def test_release_is_explained_where_people_are_released_from_work(site: SiteFiles) -> None:
    explained = [
        (uri, re.sub(r"\]\([^)]*\)(\{[^}]*\})?", "]", sentence))
        for uri, raw in site.files.items()
        if uri.endswith(".md")
        for line in raw.decode().split("\n")
        for sentence in re.split(r"(?<=[.?!]) (?=[A-Z])", line)
        if "glossary.md#release " in sentence
    ]

    assert len(explained) > 20
    assert [(uri, sentence) for uri, sentence in explained if OTHERWISE.search(sentence)] == []


def test_a_page_has_no_link_to_the_word_that_it_is_about(library: Library) -> None:
    shared = library.model_copy(update={"projects": {}, "trusts": {}})

    shadowing, conversation = (page_of(shared, f"programme/{page}.md") for page in ("shadowing", "conversation"))

    assert "glossary.md#shadowing" not in shadowing
    assert "glossary.md#ward-round" in shadowing
    assert "glossary.md#shadowing" in conversation
