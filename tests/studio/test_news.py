"""What newer releases change for an open scheme, from as much of their records as a browser is given."""

from __future__ import annotations

import pytest

from generator.documents.news import HEADINGS
from generator.documents.trust_changes import ALWAYS, CHOSEN
from generator.model.changes import Change, ChangeDetail, ChangeKind, ReleaseChanges, Words, WordsHow
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.studio.news import changes_since, told


def changed(kind: str, id: str) -> Change:
    """An item with a difference in words, and three that are not listed."""
    detail = ChangeDetail(text="Summary changed", path="summary", words=[Words(how=WordsHow.IN, text="new")])
    return Change(kind=kind, id=id, title=id, what=ChangeKind.CHANGED, details=[detail], more=3)


def test_a_browser_is_given_what_can_affect_a_cohort_without_the_words_of_texts() -> None:
    record = ReleaseChanges(
        since="2026.1", changes=[changed("workshop", "powerlab"), changed("glossary term", "cohort")]
    )

    [change] = told(record).changes
    assert (change.kind, change.id, change.more) == ("workshop", "powerlab", 3)
    assert [(detail.text, detail.path, detail.words) for detail in change.details] == [("Summary changed", None, [])]


def test_every_kind_that_can_affect_a_cohort_exists() -> None:
    assert {*ALWAYS, *CHOSEN} <= HEADINGS.keys()


@pytest.mark.parametrize("before", ["2026.1", "2025.9"])
def test_the_news_of_a_scheme_are_the_same_from_what_a_browser_is_given(library: Library, before: str) -> None:
    playbook = plan(library, "westbrook")
    project = playbook.projects[0].id
    items = [
        ("workshop", "powerlab"),
        ("improvement project", project),
        ("improvement project", "none"),
        ("theme", "flow"),
    ]
    record = ReleaseChanges(since="2026.1", changes=[changed(*item) for item in items])
    whole, given = (
        changes_since(lambda: playbook, library.model_copy(update={"changes": {"2026.2": each}}), before)
        for each in (record, told(record))
    )

    assert whole == given
    assert [change["title"] for group in given["groups"] for change in group["changes"]] == ["powerlab", project]
    assert given["groups"][0]["changes"][0]["details"] == ["Summary changed", "And 3 other changes"]
